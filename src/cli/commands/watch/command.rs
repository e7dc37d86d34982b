//! `orgform watch`

use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use clap::ValueHint;
use tokio::net::TcpListener;
use tokio_util::sync::CancellationToken;
use tracing::info;

use super::lookout::Lookout;
use crate::cli::args::PlatformArgs;
use crate::cli::failure::Failure;
use crate::cli::help::examples;
use crate::cli::settings::{Settings, duration};
use crate::cli::terminal::{Terminal, signals};
use crate::cli::{Exit, environment};
use crate::watch::{Board, Pace, chance, rounds, serve};

/// Look for drift again and again, and tell by HTTP: /healthz, /readyz, /metrics; never writes
#[derive(Debug, clap::Args)]
#[command(after_long_help = examples(&[
    ("Look at the example every half minute", "orgform watch examples/acme --sandbox --interval 30s"),
    ("Let others ask for metrics; the key is read from a file each time", "orgform watch --listen 0.0.0.0:9464 --api-key-file reader.key"),
]))]
pub(in crate::cli) struct Args {
    /// The manifest: a root file, or a folder with orgform.yaml; read again each time
    #[arg(default_value = ".", value_hint = ValueHint::AnyPath)]
    path: PathBuf,
    /// How often to look: 90s, 5m, 1h
    #[arg(long, value_name = "TIME", value_parser = interval, default_value = "5m")]
    interval: Duration,
    /// Where to answer; port 0 takes a free one
    #[arg(long, value_name = "ADDRESS", default_value = "127.0.0.1:9464")]
    listen: SocketAddr,
    #[command(flatten)]
    platform: PlatformArgs,
}

/// An interval leaves a platform time to breathe.
fn interval(text: &str) -> Result<Duration, String> {
    match duration(text)? {
        Duration::ZERO => Err("an interval is at least a second".to_owned()),
        interval => Ok(interval),
    }
}

pub(in crate::cli) async fn run(args: &Args, settings: &Settings, _: &mut Terminal) -> Result<Exit, Failure> {
    if args.platform.api_key_file.as_deref() == Some(Path::new("-")) {
        let message = "`watch` reads the key again for each round, and standard input can be read once";
        return Err(Failure::new(Exit::Usage, message).hint("give it a file, or DREADNODE_API_KEY"));
    }
    let stop = signals::listen();
    let pace = Pace::every(args.interval);
    let board = Arc::new(Board::new(pace));
    let listener = listen(args.listen).await?;
    let pages = CancellationToken::new();
    let serving = tokio::spawn(serve(listener, Arc::clone(&board), pages.clone()));
    let lookout = Lookout::new(&args.path, &args.platform, settings, args.interval, stop.clone());
    rounds(Arc::new(lookout), &board, pace, chance, environment::now, &stop).await;
    // The pages answer to the end.
    pages.cancel();
    let served = serving.await.map_err(anyhow::Error::from)?;
    served.map_err(anyhow::Error::from)?;
    info!("stopped");
    Ok(Exit::Success)
}

async fn listen(address: SocketAddr) -> Result<TcpListener, Failure> {
    let unusable = |error: std::io::Error| {
        let message = format!("nobody can be answered at {address}: {error}");
        Failure::new(Exit::Usage, message).hint("choose another address with --listen")
    };
    let listener = TcpListener::bind(address).await.map_err(unusable)?;
    let address = listener.local_addr().map_err(unusable)?;
    info!(%address, "listening");
    Ok(listener)
}
