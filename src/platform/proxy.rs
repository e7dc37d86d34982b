//! What stands between this machine and a server.

use hyper_util::client::proxy::matcher::Matcher;

use super::Server;

/// The proxy through which a server is reached, by the rules that the client itself goes by: the variables and the
/// system's settings, and never for this machine. Its user and password are not told.
pub fn proxy_of(server: &Server) -> Option<String> {
    if server.is_loopback() {
        return None;
    }
    through(&Matcher::from_system(), server)
}

fn through(rules: &Matcher, server: &Server) -> Option<String> {
    let address = server.api().as_str().parse().ok()?;
    let found = rules.intercept(&address)?;
    let proxy = found.uri();
    let scheme = proxy.scheme_str().unwrap_or("http");
    let port = proxy
        .port_u16()
        .map(|port| format!(":{port}"))
        .unwrap_or_default();
    Some(format!("{scheme}://{}{port}", proxy.host()?))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(https: &str, no: &str) -> Option<String> {
        let rules = Matcher::builder()
            .https(https.to_owned())
            .no(no.to_owned())
            .build();
        through(&rules, &Server::parse("https://dn.acme.internal").unwrap())
    }

    #[test]
    fn a_proxy_is_named_without_its_password() {
        assert_eq!(
            told("http://ada:hunter2@proxy.acme.internal:3128", "").as_deref(),
            Some("http://proxy.acme.internal:3128")
        );
        assert_eq!(
            told("proxy.acme.internal", "").as_deref(),
            Some("http://proxy.acme.internal")
        );
    }

    #[test]
    fn there_is_none_where_an_exception_says_so() {
        assert_eq!(told("http://proxy.acme.internal:3128", "acme.internal"), None);
        assert_eq!(told("", ""), None);
    }
}
