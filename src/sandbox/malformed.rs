//! What is no HTTP at all never reaches the routes: the server's library refuses it by itself, with an empty body. On the
//! way out it gets the body that every other refusal has.

use super::error::ApiError;

/// The answer that takes the place of `data`, where that is a refusal of the library's own.
pub(super) fn refusal_for(data: &[u8]) -> Option<Vec<u8>> {
    is_not_ours(data).then(|| {
        let error = ApiError::new(
            400,
            "invalid_error",
            "This is no request that HTTP allows, or its head is too large",
        );
        let body = error.body().to_string();
        format!(
            "HTTP/1.1 400 Bad Request\r\ncontent-type: application/json\r\nconnection: close\r\n\
             content-length: {}\r\n\r\n{body}",
            body.len()
        )
        .into_bytes()
    })
}

/// No refusal of the sandbox's own is without a body.
fn is_not_ours(data: &[u8]) -> bool {
    let empty = b"\r\ncontent-length: 0\r\n";
    data.starts_with(b"HTTP/1.1 4") && data.windows(empty.len()).any(|window| window == empty)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_empty_refusals_are_replaced() {
        assert!(refusal_for(b"HTTP/1.1 431 Too Large\r\ncontent-length: 0\r\n\r\n").is_some());
        assert!(refusal_for(b"HTTP/1.1 404 Not Found\r\ncontent-length: 75\r\n\r\n{}").is_none());
        assert!(refusal_for(b"HTTP/1.1 200 OK\r\ncontent-length: 0\r\n\r\n").is_none());
        assert!(refusal_for(b"{\"rest\": \"of a body\"}").is_none());
    }
}
