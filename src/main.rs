//! The program: the command line, which opens the window.

use std::{env, path::PathBuf, process::ExitCode};

fn main() -> ExitCode {
    crosscheck::app::cli::run(env::args_os(), open_window)
}

fn open_window(project: Option<PathBuf>, at: Option<String>) -> Result<(), String> {
    crosscheck::app::run(project, at).map_err(|error| error.to_string())
}
