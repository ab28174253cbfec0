//! temporary
fn main() { if let Err(e) = crosscheck::app::run(std::env::args_os().nth(1).map(Into::into)) { eprintln!("{e}"); } }
