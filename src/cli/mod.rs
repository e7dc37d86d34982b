//! The program around the library: arguments → settings (pure), one file per command, exit codes, terminal.

mod run;
mod exit;
mod failure;
mod args;
mod forms;
mod environment;
mod terminal;
mod logs;
mod settings;
mod paths;
mod manifest;
mod files;
mod home;
mod git;
mod baseline;
mod connect;
mod looking;
mod saved;
mod writing;
mod leaving;
mod adopting;
mod intake;
mod recorded;
mod progress;
mod watching;
mod watcher;
mod signals;
mod confirm;
mod ci;
mod doctor;
mod commands;

pub use args::command;
pub use exit::Exit;
pub use run::run;
