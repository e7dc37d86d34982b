//! The sandbox in a process of its own: this program once more, told by a variable which size to serve.

use std::error::Error;
use std::io::{BufRead, BufReader, Write};
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};
use std::time::Duration;

use orgform::sandbox::faults::{Effect, Rule};
use orgform::sandbox::{Options, Sandbox, Seed, start};

use super::organization::Size;

/// How long each request waits before it is answered, besides what answering takes.
pub(crate) const LATENCY: Duration = Duration::from_millis(25);

const SIZE: &str = "ORGFORM_BENCH_SERVES";

/// A running sandbox. It ends when this is dropped.
pub(crate) struct Platform {
    pub(crate) url: String,
    pub(crate) key: String,
    child: Child,
    asking: ChildStdin,
    answers: BufReader<ChildStdout>,
}

impl Platform {
    /// Starts one with a world of this size.
    pub(crate) fn start(size: Size) -> Result<Platform, Box<dyn Error>> {
        let mut child = Command::new(std::env::current_exe()?)
            .env(
                SIZE,
                format!("{}/{}/{}", size.members, size.teams, size.workspaces),
            )
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()?;
        let asking = child.stdin.take().ok_or("no standard input")?;
        let mut answers = BufReader::new(child.stdout.take().ok_or("no standard output")?);
        let url = line(&mut answers)?;
        let key = line(&mut answers)?;
        Ok(Platform {
            url,
            key,
            child,
            asking,
            answers,
        })
    }

    /// The requests since this was last asked, `METHOD path?query`, in the order of arrival.
    pub(crate) fn requests(&mut self) -> Result<Vec<String>, Box<dyn Error>> {
        self.asking.write_all(b"\n")?;
        Ok(serde_json::from_str(&line(&mut self.answers)?)?)
    }
}

impl Drop for Platform {
    fn drop(&mut self) {
        // It may have ended already.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn line(answers: &mut BufReader<ChildStdout>) -> Result<String, Box<dyn Error>> {
    let mut line = String::new();
    answers.read_line(&mut line)?;
    Ok(line.trim_end().to_owned())
}

/// The size that this process is to serve, if it is to serve.
pub(crate) fn asked_for() -> Option<Size> {
    let text = std::env::var(SIZE).ok()?;
    let mut numbers = text.split('/').map_while(|number| number.parse().ok());
    Some(Size {
        members: numbers.next()?,
        teams: numbers.next()?,
        workspaces: numbers.next()?,
    })
}

/// Serves until nobody asks any more.
pub(crate) fn serve(size: Size) -> Result<(), Box<dyn Error>> {
    let runtime = tokio::runtime::Runtime::new()?;
    let waits = Effect::Latency {
        ms: LATENCY.as_millis().try_into()?,
        jitter_ms: 0,
        seed: 0,
    };
    let options = Options {
        faults: vec![Rule::new(waits)],
        ..Options::memory(Seed::parse(&size.seed())?)
    };
    let sandbox = runtime.block_on(start(options))?;
    println!("{}\n{}", sandbox.url(), sandbox.key());
    for _ in std::io::stdin().lines() {
        println!("{}", serde_json::to_string(&requests(&sandbox)?)?);
    }
    Ok(())
}

fn requests(sandbox: &Sandbox) -> Result<Vec<String>, Box<dyn Error>> {
    let log = sandbox.log()?;
    sandbox.clear_log()?;
    let line =
        |path: &str, query: Option<&str>| query.map_or(path.to_owned(), |query| format!("{path}?{query}"));
    Ok(log
        .iter()
        .map(|entry| format!("{} {}", entry.method, line(&entry.path, entry.query.as_deref())))
        .collect())
}
