//! The program around the library: what is typed becomes settings (pure), a command runs, and an exit code is left.
//!
//! | folder | holds |
//! | --- | --- |
//! | `commands` | a file, or a folder, for each command: what may be typed, and what is done |
//! | `manifest` | manifests as commands read, edit and write them, and the baseline |
//! | `live` | the way to what is live: a connection, a look, or a snapshot in its place |
//! | `terminal` | who sits there: what is said, asked and shown to move, and Ctrl-C |
//! | `files` | what else is kept on the disk, where, and how it is written |
//! | `help` | what the end of each `--help` teaches, and the manual |
//! | `ci` | what the pipeline is told that this run is part of |

mod run;
mod args;
mod help;
mod forms;
mod settings;
mod environment;
mod logs;
mod json;
mod failure;
mod exit;
mod terminal;
mod files;
mod manifest;
mod live;
mod ci;
mod commands;

pub use args::command;
pub use exit::Exit;
pub use run::run;
