//! Connections that can be cut: a dropped answer is a closed socket, not an error page.

use std::{
    io,
    net::SocketAddr,
    pin::Pin,
    sync::{Arc, Mutex, PoisonError},
    task::{Context, Poll, ready},
};

use axum::{
    extract::connect_info::Connected,
    serve::{IncomingStream, Listener},
};
use tokio::{
    io::{AsyncRead, AsyncWrite, ReadBuf},
    net::{TcpListener, TcpStream},
};

use super::{faults::Delivery, malformed};

/// Accepts connections whose lines can be cut.
#[derive(Debug)]
pub(crate) struct Switchboard(pub(crate) TcpListener);

/// The far end of one connection, in the hands of whoever answers on it.
#[derive(Debug, Clone, Default)]
pub(crate) struct Line(Arc<Mutex<Sending>>);

/// What a line still lets through.
#[derive(Debug, Clone, Copy, Default)]
enum Sending {
    #[default]
    All,
    /// The head of an answer and half of the body that follows it in the same write.
    HalfABody,
    /// So many bytes.
    Bytes(usize),
}

/// One connection.
#[derive(Debug)]
pub(crate) struct Connection {
    stream: TcpStream,
    line: Line,
    /// What is still to be sent in place of what the server wrote.
    instead: Option<Vec<u8>>,
}

impl Line {
    /// Sets how the answer that is sent next gets through. The line is closed after an answer that does not.
    pub(crate) fn set(&self, delivery: Delivery) {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = match delivery {
            Delivery::Whole => Sending::All,
            Delivery::Half => Sending::HalfABody,
            Delivery::Nothing => Sending::Bytes(0),
        };
    }

    /// How many bytes of `data` may go now.
    fn allowed(&self, data: &[u8]) -> usize {
        let mut sending = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if let (Sending::HalfABody, Some(head)) = (*sending, head_length(data)) {
            *sending = Sending::Bytes(head + (data.len() - head) / 2);
        }
        match *sending {
            Sending::All | Sending::HalfABody => data.len(),
            Sending::Bytes(left) => left.min(data.len()),
        }
    }

    fn sent(&self, bytes: usize) {
        if let Sending::Bytes(left) = &mut *self.0.lock().unwrap_or_else(PoisonError::into_inner) {
            *left = left.saturating_sub(bytes);
        }
    }
}

impl Connection {
    /// Sends what is left of the answer that takes the server's place.
    fn poll_instead(&mut self, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        let left = self.instead.get_or_insert_default();
        while !left.is_empty() {
            let written = ready!(Pin::new(&mut self.stream).poll_write(cx, left))?;
            left.drain(..written);
        }
        Poll::Ready(Ok(()))
    }
}

fn head_length(data: &[u8]) -> Option<usize> {
    data.windows(4)
        .position(|window| window == b"\r\n\r\n")
        .map(|at| at + 4)
}

impl Listener for Switchboard {
    type Io = Connection;
    type Addr = SocketAddr;

    async fn accept(&mut self) -> (Connection, SocketAddr) {
        let (stream, address) = Listener::accept(&mut self.0).await;
        // An answer in two packets would wait for the acknowledgement of the first; without it, it is only slow.
        let _ = stream.set_nodelay(true);
        (
            Connection {
                stream,
                line: Line::default(),
                instead: None,
            },
            address,
        )
    }

    fn local_addr(&self) -> io::Result<SocketAddr> {
        self.0.local_addr()
    }
}

impl Connected<IncomingStream<'_, Switchboard>> for Line {
    fn connect_info(stream: IncomingStream<'_, Switchboard>) -> Self {
        stream.io().line.clone()
    }
}

impl AsyncRead for Connection {
    fn poll_read(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        buf: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_read(cx, buf)
    }
}

impl AsyncWrite for Connection {
    fn poll_write(mut self: Pin<&mut Self>, cx: &mut Context<'_>, data: &[u8]) -> Poll<io::Result<usize>> {
        if self.instead.is_none() {
            self.instead = malformed::refusal_for(data);
        }
        if self.instead.is_some() {
            ready!(self.poll_instead(cx))?;
            // For the server it was sent; it closes the line now.
            return Poll::Ready(Ok(data.len()));
        }
        let allowed = self.line.allowed(data);
        if allowed == 0 && !data.is_empty() {
            // The server gives the connection up, and its end closes the socket.
            return Poll::Ready(Err(io::ErrorKind::ConnectionReset.into()));
        }
        let written = Pin::new(&mut self.stream).poll_write(cx, &data[..allowed]);
        if let Poll::Ready(Ok(bytes)) = &written {
            self.line.sent(*bytes);
        }
        written
    }

    fn poll_flush(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_flush(cx)
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_shutdown(cx)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn half_a_body_is_cut_after_its_head() {
        let line = Line::default();
        line.set(Delivery::Half);
        let answer = b"HTTP/1.1 200 OK\r\n\r\n0123456789";
        let allowed = line.allowed(answer);
        assert_eq!(allowed, answer.len() - 5);
        line.sent(allowed - 2);
        assert_eq!(line.allowed(&answer[allowed - 2..]), 2);
        line.sent(2);
        assert_eq!(line.allowed(b"x"), 0);
    }
}
