//! A server that vouches for itself: to whom it speaks, and to whom nobody speaks. Its key is good for nothing else.

use std::io::{Read, Write};
use std::net::TcpListener;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use rustls::crypto::ring;
use rustls::pki_types::pem::PemObject;
use rustls::pki_types::{CertificateDer, PrivateKeyDer};
use rustls::{ServerConfig, ServerConnection, StreamOwned};

use super::checkout::{Checkout, finished};
use super::doctor::Examined;
use crate::apply::bench::{MANIFEST, SEED};

const CERTIFICATE: &str = include_str!("certified/server.pem");
const KEY: &str = include_str!("certified/server.key");
const SOMEBODY_ELSE: &str = include_str!("certified/somebody_else.pem");

/// The server.
struct Certified {
    url: String,
    /// How often somebody came, and how often they went on to ask.
    came: Arc<AtomicUsize>,
    asked: Arc<AtomicUsize>,
}

impl Certified {
    /// Answers each request with a page, to whoever trusts it.
    fn serve() -> Certified {
        let listener = TcpListener::bind(("127.0.0.1", 0)).unwrap();
        let url = format!("https://{}", listener.local_addr().unwrap());
        let served = Certified {
            url,
            came: Arc::default(),
            asked: Arc::default(),
        };
        let (came, asked) = (Arc::clone(&served.came), Arc::clone(&served.asked));
        let config = Arc::new(config());
        std::thread::spawn(move || {
            for stream in listener.incoming().map_while(Result::ok) {
                came.fetch_add(1, Ordering::SeqCst);
                let connection = ServerConnection::new(Arc::clone(&config)).unwrap();
                let mut stream = StreamOwned::new(connection, stream);
                // Whoever does not trust it goes away in the middle of the handshake.
                if stream.read(&mut [0; 4096]).is_ok_and(|length| length > 0) {
                    asked.fetch_add(1, Ordering::SeqCst);
                    let _ = stream.write_all(b"HTTP/1.1 200 OK\r\ncontent-type: text/html\r\ncontent-length: 6\r\nconnection: close\r\n\r\n<html>");
                }
            }
        });
        served
    }

    fn came(&self) -> usize {
        self.came.load(Ordering::SeqCst)
    }

    fn asked(&self) -> usize {
        self.asked.load(Ordering::SeqCst)
    }
}

fn config() -> ServerConfig {
    let certificate = CertificateDer::from_pem_slice(CERTIFICATE.as_bytes()).unwrap();
    let key = PrivateKeyDer::from_pem_slice(KEY.as_bytes()).unwrap();
    ServerConfig::builder_with_provider(Arc::new(ring::default_provider()))
        .with_safe_default_protocol_versions()
        .unwrap()
        .with_no_client_auth()
        .with_single_cert(vec![certificate], key)
        .unwrap()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_server_for_which_nobody_trusted_vouches_is_not_asked_anything() {
    let checkout = Checkout::new(SEED, MANIFEST).await;
    std::fs::write(checkout.path("else.pem"), SOMEBODY_ELSE).unwrap();
    std::fs::write(checkout.path("server.pem"), CERTIFICATE).unwrap();
    let server = Certified::serve();
    let program = |arguments: &[&str]| {
        let mut program = checkout.program(arguments);
        program.env("DREADNODE_SERVER", &server.url);
        // Whatever this machine trusts otherwise.
        program.env("SSL_CERT_FILE", "else.pem");
        program
    };
    let examined = Examined::of(program(&["doctor", "--format", "json"])).await;
    examined.assert_found(&[("connection", "untrusted"), ("key", "untried")]);
    assert_eq!(examined.in_state("problem"), ["connection"]);
    assert_eq!(
        examined.check("certificates")["instead"],
        serde_json::json!(["SSL_CERT_FILE=else.pem"])
    );
    assert_eq!((server.came(), server.asked()), (1, 0), "no try would mend it");
    finished(program(&["doctor"]))
        .await
        .assert_code(7)
        .assert_says("nobody trusted vouches for this server")
        .assert_says("--ca-cert FILE");
    finished(program(&["plan"])).await.assert_code(7);
    assert_eq!(server.asked(), 0);

    let trusting = program(&["doctor", "--format", "json", "--ca-cert", "server.pem"]);
    let examined = Examined::of(trusting).await;
    examined.assert_found(&[("connection", "something-else")]);
    assert_eq!(examined.check("certificates")["besides"], "server.pem");
    assert_eq!(server.asked(), 1);
}
