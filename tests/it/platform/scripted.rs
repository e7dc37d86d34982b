//! A server whose answers are written by hand, byte by byte where need be.

use std::sync::{Arc, Mutex};

use orgform::model::ApiKey;
use orgform::platform::{Connection, Options, Pace, Server};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};

/// The key that the client uses here.
pub(super) const KEY: &str = "dn_key_of_the_test";

/// A request as it came over the wire.
#[derive(Clone, Debug)]
pub(super) struct Received {
    pub(super) method: String,
    /// With the query.
    pub(super) path: String,
    /// Names in lower case.
    pub(super) headers: Vec<(String, String)>,
    pub(super) body: String,
}

impl Received {
    pub(super) fn header(&self, name: &str) -> Option<&str> {
        let mut values = self.headers.iter().filter(|(header, _)| header == name);
        let value = values.next().map(|(_, value)| value.as_str());
        assert!(values.next().is_none(), "{name} twice: {self:?}");
        value
    }

    pub(super) fn line(&self) -> String {
        format!("{} {}", self.method, self.path.trim_start_matches("/api/v1"))
    }
}

/// What the server does with a request.
pub(super) enum Act {
    /// A whole answer: status, further header lines, body.
    Answer(u16, &'static str, String),
    /// Announces the whole body, sends half of it, and closes.
    Cut(u16, String),
    /// Closes without a word.
    Drop,
    /// Says nothing, and keeps the connection.
    Hang,
}

pub(super) fn json(status: u16, body: &str) -> Act {
    Act::Answer(status, "content-type: application/json\r\n", body.to_owned())
}

/// The server. It ends with the test's runtime.
pub(super) struct Scripted {
    pub(super) url: String,
    received: Arc<Mutex<Vec<Received>>>,
}

impl Scripted {
    /// Answers the n-th request (from 0) with what `script` says.
    pub(super) async fn start(script: impl Fn(usize, &Received) -> Act + Send + Sync + 'static) -> Scripted {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let url = format!("http://{}", listener.local_addr().unwrap());
        let received = Arc::new(Mutex::new(Vec::new()));
        let (log, script) = (Arc::clone(&received), Arc::new(script));
        tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                tokio::spawn(serve(stream, Arc::clone(&log), Arc::clone(&script)));
            }
        });
        Scripted { url, received }
    }

    /// Requests so far.
    pub(super) fn received(&self) -> Vec<Received> {
        self.received.lock().unwrap().clone()
    }

    /// Verbs and paths so far.
    pub(super) fn lines(&self) -> Vec<String> {
        self.received().iter().map(Received::line).collect()
    }

    pub(super) fn connect(&self) -> Connection {
        self.connect_with(&quick())
    }

    pub(super) fn connect_with(&self, options: &Options) -> Connection {
        connect(&self.url, options)
    }
}

/// Options for tests: nobody waits.
pub(super) fn quick() -> Options {
    Options {
        pace: Pace::QUICK,
        ..Options::default()
    }
}

pub(super) fn connect(url: &str, options: &Options) -> Connection {
    let server = Server::parse(url).unwrap();
    Connection::open(&server, &ApiKey::new(KEY), "acme", options).unwrap()
}

async fn serve(
    mut stream: TcpStream,
    log: Arc<Mutex<Vec<Received>>>,
    script: Arc<impl Fn(usize, &Received) -> Act>,
) {
    while let Some(received) = receive(&mut stream).await {
        let number = {
            let mut log = log.lock().unwrap();
            log.push(received.clone());
            log.len() - 1
        };
        match script(number, &received) {
            Act::Answer(status, headers, body) => {
                let head = head(status, headers, body.len());
                if stream
                    .write_all(format!("{head}{body}").as_bytes())
                    .await
                    .is_err()
                {
                    return;
                }
            }
            Act::Cut(status, body) => {
                let head = head(status, "content-type: application/json\r\n", body.len());
                let half = &body[..body.len() / 2];
                let _ = stream.write_all(format!("{head}{half}").as_bytes()).await;
                return;
            }
            Act::Drop => return,
            Act::Hang => std::future::pending().await,
        }
    }
}

fn head(status: u16, headers: &str, length: usize) -> String {
    format!("HTTP/1.1 {status} Status\r\n{headers}content-length: {length}\r\n\r\n")
}

/// The next request, or none when the client has closed.
async fn receive(stream: &mut TcpStream) -> Option<Received> {
    let mut bytes = Vec::new();
    let end = loop {
        if let Some(end) = bytes.windows(4).position(|window| window == b"\r\n\r\n") {
            break end;
        }
        let mut chunk = [0; 4096];
        match stream.read(&mut chunk).await {
            Ok(0) | Err(_) => return None,
            Ok(length) => bytes.extend_from_slice(&chunk[..length]),
        }
    };
    let head = String::from_utf8(bytes[..end].to_vec()).unwrap();
    let mut lines = head.split("\r\n");
    let mut first = lines.next().unwrap().split(' ');
    let (method, path) = (first.next().unwrap().to_owned(), first.next().unwrap().to_owned());
    let headers: Vec<(String, String)> = lines
        .map(|line| line.split_once(": ").unwrap())
        .map(|(name, value)| (name.to_ascii_lowercase(), value.to_owned()))
        .collect();
    let length = headers.iter().find(|(name, _)| name == "content-length");
    let length: usize = length.map_or(0, |(_, value)| value.parse().unwrap());
    let mut body = bytes.split_off(end + 4);
    while body.len() < length {
        let mut chunk = [0; 4096];
        let read = stream.read(&mut chunk).await.unwrap();
        body.extend_from_slice(&chunk[..read]);
    }
    Some(Received {
        method,
        path,
        headers,
        body: String::from_utf8(body).unwrap(),
    })
}
