//! A plain client: so many connections that send the same requests one after another, and look at nothing that is
//! answered. What it takes is what network, timers and the sandbox take; what the program takes more is the program's.

use std::collections::VecDeque;
use std::error::Error;
use std::io;
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;
use tokio::task::JoinSet;

use super::platform::Platform;

/// The requests that are left to send.
type Left = Arc<Mutex<VecDeque<String>>>;

/// How long it takes to send all of `requests` over `connections` connections.
pub(crate) fn takes(
    platform: &Platform,
    requests: &[String],
    connections: usize,
) -> Result<Duration, Box<dyn Error>> {
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()?;
    let address: Arc<str> = platform.url.trim_start_matches("http://").into();
    let head = format!(
        "HTTP/1.1\r\nhost: {address}\r\nx-api-key: {}\r\n\r\n",
        platform.key
    );
    let texts = requests.iter().map(|request| format!("{request} {head}"));
    let left: Left = Arc::new(Mutex::new(texts.collect()));
    let began = Instant::now();
    runtime.block_on(async {
        let mut workers = JoinSet::new();
        for _ in 0..connections {
            workers.spawn(work(Arc::clone(&address), Arc::clone(&left)));
        }
        while let Some(ended) = workers.join_next().await {
            ended??;
        }
        Ok::<_, Box<dyn Error>>(())
    })?;
    Ok(began.elapsed())
}

async fn work(address: Arc<str>, left: Left) -> io::Result<()> {
    let mut stream = TcpStream::connect(&*address).await?;
    stream.set_nodelay(true)?;
    let next = || left.lock().ok()?.pop_front();
    while let Some(request) = next() {
        stream.write_all(request.as_bytes()).await?;
        answer(&mut stream).await?;
    }
    Ok(())
}

/// Reads one answer to its end.
async fn answer(stream: &mut TcpStream) -> io::Result<()> {
    let mut bytes = Vec::new();
    let mut wanted = None;
    while wanted.is_none_or(|wanted| bytes.len() < wanted) {
        if stream.read_buf(&mut bytes).await? == 0 {
            return Err(io::ErrorKind::UnexpectedEof.into());
        }
        wanted = wanted.or_else(|| length(&bytes));
    }
    Ok(())
}

/// How long an answer is, head and body, once its head is there.
fn length(bytes: &[u8]) -> Option<usize> {
    let head = bytes.windows(4).position(|window| window == b"\r\n\r\n")? + 4;
    let text = std::str::from_utf8(&bytes[..head]).ok()?;
    let lengths = text
        .lines()
        .filter_map(|line| line.strip_prefix("content-length: "));
    Some(
        head + lengths
            .filter_map(|length| length.parse::<usize>().ok())
            .sum::<usize>(),
    )
}
