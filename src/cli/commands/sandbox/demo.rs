//! `orgform sandbox demo`: a story in the terminal, told by the program itself in a folder of its own.

use std::path::Path;
use std::process::{ExitStatus, Stdio};
use std::time::Duration;

use tokio::process::{Child, Command};
use tokio_util::sync::CancellationToken;

use super::story::{FILES, STORY, Scene, Typed};
use crate::cli::Exit;
use crate::cli::failure::Failure;
use crate::cli::help::examples;
use crate::cli::settings::{ColorWish, Settings};
use crate::cli::terminal::{Terminal, signals};
use crate::render;

/// So long may a command that was interrupted take to end by itself.
const GOODBYE: Duration = Duration::from_secs(5);

/// Watch orgform at work in a minute, without an account, a key or a network
#[derive(Debug, clap::Args)]
#[command(after_long_help = examples(&[
    ("At leisure: it pauses where there is something to read", "orgform sandbox demo"),
    ("All at once", "orgform sandbox demo --fast"),
]))]
pub(super) struct Args {
    /// Do not pause for reading
    #[arg(long)]
    fast: bool,
}

pub(super) async fn run(args: &Args, settings: &Settings, terminal: &mut Terminal) -> Result<Exit, Failure> {
    let folder = tempfile::tempdir().map_err(|error| unusable(&error))?;
    for (name, text) in FILES {
        std::fs::write(folder.path().join(name), text).map_err(|error| unusable(&error))?;
    }
    let stage = Stage {
        folder: folder.path(),
        color: settings.color,
        stop: signals::listen(),
        pauses: terminal.is_interactive() && !args.fast,
    };
    for scene in STORY {
        stage.play(scene, terminal).await?;
        if stage.stop.is_cancelled() {
            return Ok(Exit::Interrupted);
        }
    }
    terminal.say("\nThat was played in a folder of its own, and nothing is left of it.\n");
    Ok(Exit::Success)
}

/// Where the story is played.
struct Stage<'a> {
    folder: &'a Path,
    color: ColorWish,
    stop: CancellationToken,
    pauses: bool,
}

impl Stage<'_> {
    async fn play(&self, scene: &Scene, terminal: &mut Terminal) -> Result<(), Failure> {
        let line = scene.typed.line();
        terminal.data(&render::human::scene(scene.says, &line, terminal.style()))?;
        match scene.typed {
            Typed::Cat(file) => terminal.data(&self.read(file)?)?,
            Typed::Without(word, file) => self.without(word, file)?,
            Typed::Back(file) => self.back(file)?,
            Typed::Orgform(arguments, exit) => self.orgform(arguments, exit, terminal).await?,
        }
        self.pause(scene.read).await;
        Ok(())
    }

    fn read(&self, file: &str) -> Result<String, Failure> {
        std::fs::read_to_string(self.folder.join(file)).map_err(|error| unusable(&error))
    }

    fn without(&self, word: &str, file: &str) -> Result<(), Failure> {
        let text = self.read(file)?;
        let left: String = text
            .split_inclusive('\n')
            .filter(|line| !line.contains(word))
            .collect();
        self.write(&format!("{file}.bak"), &text)?;
        self.write(file, &left)
    }

    fn back(&self, file: &str) -> Result<(), Failure> {
        let kept = self.folder.join(format!("{file}.bak"));
        std::fs::rename(kept, self.folder.join(file)).map_err(|error| unusable(&error))
    }

    fn write(&self, file: &str, text: &str) -> Result<(), Failure> {
        std::fs::write(self.folder.join(file), text).map_err(|error| unusable(&error))
    }

    /// Runs this very program, which prints for itself. It has to end as the story says.
    async fn orgform(&self, arguments: &[&str], exit: Exit, terminal: &mut Terminal) -> Result<(), Failure> {
        let program = std::env::current_exe().map_err(|error| unusable(&error))?;
        let child = Command::new(program)
            .args(arguments)
            .args(color(self.color))
            .current_dir(self.folder)
            .stdin(Stdio::null())
            .kill_on_drop(true)
            .spawn()
            .map_err(|error| unusable(&error))?;
        let status = self.end(child).await.map_err(|error| unusable(&error))?;
        if self.stop.is_cancelled() {
            return Ok(());
        }
        if status.code() != Some(exit.code().into()) {
            let message = format!(
                "the demo went wrong: `orgform {}` ended with {status}",
                arguments.join(" ")
            );
            return Err(Failure::new(Exit::Internal, message));
        }
        if exit != Exit::Success {
            terminal.data(&format!("[exit {}]\n", exit.code()))?;
        }
        Ok(())
    }

    /// Waits for the end of a command. A terminal's Ctrl-C has reached it too, so it is let finish.
    async fn end(&self, mut child: Child) -> std::io::Result<ExitStatus> {
        tokio::select! {
            status = child.wait() => return status,
            () = self.stop.cancelled() => {}
        }
        if let Ok(status) = tokio::time::timeout(GOODBYE, child.wait()).await {
            return status;
        }
        child.kill().await?;
        child.wait().await
    }

    /// Leaves time to read, where somebody reads.
    async fn pause(&self, seconds: u64) {
        if self.pauses {
            // Whichever comes first.
            let _ = tokio::time::timeout(Duration::from_secs(seconds), self.stop.cancelled()).await;
        }
    }
}

fn color(wish: ColorWish) -> &'static [&'static str] {
    match wish {
        ColorWish::Auto => &[],
        ColorWish::Always => &["--color", "always"],
        ColorWish::Never => &["--color", "never"],
    }
}

fn unusable(error: &std::io::Error) -> Failure {
    Failure::new(Exit::Internal, format!("the demo cannot be played here: {error}"))
}
