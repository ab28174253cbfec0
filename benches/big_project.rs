//! Writes the big project of docs/performance.md: `cargo run --release -p benches --bin big-project big.ron`.

use generate::Size;

use std::{env, error::Error, path::Path};

use crosscheck::storage;

fn main() -> Result<(), Box<dyn Error>> {
    let path = env::args_os().nth(1).ok_or("say where the project goes")?;
    let project = generate::project(1, Size::BIG);
    storage::create(Path::new(&path), &project)?;
    Ok(())
}
