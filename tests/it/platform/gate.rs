//! A road to the sandbox on which time does not pass until as many requests are under way as there can be: whoever
//! leaves a place empty that could be filled waits forever. So the rounds of the network are counted without a clock.

use std::io;
use std::sync::{Arc, Mutex};

use orgform::model::ApiKey;
use orgform::platform::{Connection, Options, Server};
use orgform::sandbox::Sandbox;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::watch;

use super::scripted::quick;

/// The road. It ends with the test's runtime.
pub(crate) struct Gate {
    pub(crate) connection: Connection,
    state: Arc<State>,
}

struct State {
    counts: Mutex<Counts>,
    round: watch::Sender<usize>,
}

#[derive(Default)]
struct Counts {
    /// So many may be under way at once.
    places: usize,
    /// How many requests are still to come or to be answered.
    left: usize,
    waiting: usize,
    connections: usize,
}

impl Gate {
    /// Opens a road for so many requests, of which as many as there are `places` go at once.
    pub(crate) async fn open(sandbox: &Sandbox, places: usize, requests: usize) -> Gate {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let url = format!("http://{}", listener.local_addr().unwrap());
        let state = Arc::new(State {
            counts: Mutex::new(Counts {
                places,
                left: requests,
                ..Counts::default()
            }),
            round: watch::Sender::new(0),
        });
        let (shared, platform) = (Arc::clone(&state), sandbox.url().replace("http://", ""));
        tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                shared.counts.lock().unwrap().connections += 1;
                tokio::spawn(pass(stream, platform.clone(), Arc::clone(&shared)));
            }
        });
        let options = Options {
            parallelism: places,
            ..quick()
        };
        let server = Server::parse(&url).unwrap();
        let connection = Connection::open(&server, &ApiKey::new(sandbox.key()), "acme", &options).unwrap();
        Gate { connection, state }
    }

    /// From now on so many requests come, of which as many as there are `places` have to be under way at once. While none
    /// are to come, each passes by itself.
    pub(crate) fn expect(&self, places: usize, requests: usize) {
        let mut counts = self.state.counts.lock().unwrap();
        counts.places = places;
        counts.left = requests;
    }

    /// How often the gate opened.
    pub(crate) fn rounds(&self) -> usize {
        *self.state.round.borrow()
    }

    /// How many connections were made.
    pub(crate) fn connections(&self) -> usize {
        self.state.counts.lock().unwrap().connections
    }
}

impl State {
    /// Waits until all places that can be taken are taken.
    async fn wait(&self) {
        let mut round = self.round.subscribe();
        if self.is_full() {
            self.round.send_modify(|round| *round += 1);
        } else {
            round.changed().await.unwrap();
        }
    }

    /// Takes a place; whether that was the last one. Then the next round begins.
    fn is_full(&self) -> bool {
        let mut counts = self.counts.lock().unwrap();
        counts.waiting += 1;
        let is_full = counts.waiting >= counts.places.min(counts.left);
        if is_full {
            counts.left = counts.left.saturating_sub(counts.waiting);
            counts.waiting = 0;
        }
        is_full
    }
}

/// Passes one connection's requests on, each when the gate opens.
async fn pass(mut client: TcpStream, platform: String, state: Arc<State>) -> io::Result<()> {
    let mut platform = TcpStream::connect(platform).await?;
    loop {
        let request = message(&mut client).await?;
        state.wait().await;
        platform.write_all(&request).await?;
        let answer = message(&mut platform).await?;
        client.write_all(&answer).await?;
    }
}

/// A request or an answer with its body.
async fn message(stream: &mut TcpStream) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    let mut wanted = None;
    while wanted.is_none_or(|wanted| bytes.len() < wanted) {
        if stream.read_buf(&mut bytes).await? == 0 {
            return Err(io::ErrorKind::UnexpectedEof.into());
        }
        wanted = wanted.or_else(|| length(&bytes));
    }
    Ok(bytes)
}

fn length(bytes: &[u8]) -> Option<usize> {
    let head = bytes.windows(4).position(|window| window == b"\r\n\r\n")? + 4;
    let text = std::str::from_utf8(&bytes[..head]).unwrap().to_ascii_lowercase();
    let body = text
        .lines()
        .find_map(|line| line.strip_prefix("content-length: "));
    Some(head + body.map_or(0, |length| length.parse::<usize>().unwrap()))
}
