//! The program in a process of its own, and what it used.

use std::error::Error;
use std::ffi::OsString;
use std::io::{BufRead, BufReader, Read};
use std::path::Path;
use std::process::{Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use wait4::Wait4;

use super::platform::Platform;

/// What one run took.
pub(crate) struct Ran {
    pub(crate) wall: Duration,
    pub(crate) cpu: Duration,
    /// The most memory at once, in bytes.
    pub(crate) memory: u64,
    /// The last line of standard error, where `-v` tells of the reads.
    pub(crate) last_words: String,
    /// Between the first line of standard output and the one that says that live is read again: the changes alone.
    pub(crate) changing: Option<Duration>,
}

/// The program that this benchmark was built with, or another build of it.
fn program() -> OsString {
    let other = std::env::var_os("ORGFORM_BENCH_PROGRAM");
    other.unwrap_or_else(|| env!("CARGO_BIN_EXE_orgform").into())
}

/// Runs `orgform ARGUMENTS MANIFEST` against the platform, with so many requests at once.
pub(crate) fn run(
    platform: &Platform,
    arguments: &[&str],
    manifest: &Path,
    parallelism: usize,
) -> Result<Ran, Box<dyn Error>> {
    let began = Instant::now();
    let mut child = Command::new(program())
        .args(arguments)
        .args(["-v", "--parallelism", &parallelism.to_string()])
        .arg(manifest)
        .env_clear()
        .env("DREADNODE_SERVER", &platform.url)
        .env("DREADNODE_API_KEY", &platform.key)
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()?;
    // Both are read as they come: a pipe that nobody empties stops the program.
    let mut talk = child.stderr.take().ok_or("no standard error")?;
    let listener = thread::spawn(move || {
        let mut said = String::new();
        talk.read_to_string(&mut said).map(|_| said)
    });
    let changing = changing(child.stdout.take().ok_or("no standard output")?)?;
    let said = listener.join().map_err(|_| "the listener panicked")??;
    let used = child.wait4()?;
    let wall = began.elapsed();
    if !used.status.success() {
        return Err(format!(
            "orgform {} ended with {}: {said}",
            arguments.join(" "),
            used.status
        )
        .into());
    }
    Ok(Ran {
        wall,
        cpu: used.rusage.utime + used.rusage.stime,
        memory: used.rusage.maxrss,
        last_words: said.lines().next_back().unwrap_or_default().to_owned(),
        changing,
    })
}

/// Reads all that is printed; where that is a stream of events, tells how long the changes took.
fn changing(output: impl Read) -> std::io::Result<Option<Duration>> {
    let (mut began, mut took) = (None, None);
    for line in BufReader::new(output).lines() {
        let line = line?;
        if line.contains(r#""type":"began""#) {
            began = Some(Instant::now());
        } else if line.contains(r#""type":"verifying""#) {
            took = began.map(|began| began.elapsed());
        }
    }
    Ok(took)
}
