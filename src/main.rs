//! The program: its command line, and the window that it opens.

use std::{env, path::PathBuf, process::ExitCode};

fn main() -> ExitCode {
    crosscheck::app::cli::run(env::args_os(), open_window)
}

fn open_window(project: Option<PathBuf>) -> Result<(), String> {
    crosscheck::app::run(project).map_err(|error| error.to_string())
}
