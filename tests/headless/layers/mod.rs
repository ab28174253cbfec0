//! Each layer names only the layers and crates that it may (ARCHITECTURE.md). The sources are read to check it.

#![allow(
    clippy::unwrap_used,
    reason = "a test that cannot go on stops, and says why"
)]

mod paths;
mod rules;
mod scan;
mod snippets;
mod sources;
mod tokens;

use std::{
    fs,
    path::{Path, PathBuf},
    sync::LazyLock,
};

use rules::{LAYERS, faults, layer_of};
use sources::Sources;

#[test]
fn no_layer_names_anything_forbidden() {
    let lines: Vec<_> = faults(&TREE).iter().map(ToString::to_string).collect();
    let lines: Vec<_> = lines.iter().filter(|line| !is_granted(line)).collect();
    assert!(lines.is_empty(), "{lines:#?}");
}

/// The panic hook gets only the panic, so it reads a thread-local flag to see whether the panic is caught.
fn is_granted(fault: &str) -> bool {
    let is_flag =
        ["thread_local", "static Cell"].map(|it| fault.ends_with(&format!("must not name {it}")));
    fault.starts_with("crate::storage::fault,") && is_flag.contains(&true)
}

/// Otherwise, a renamed layer or a new folder would be skipped.
#[test]
fn every_source_is_in_a_layer_and_every_layer_has_sources() {
    let modules = TREE.modules.keys();
    let layers = modules.filter_map(|module| layer_of(module));
    let found: Vec<_> = layers.map(|layer| layer.name).collect();
    for layer in LAYERS {
        assert!(
            found.contains(&layer.name),
            "src has no layer {}",
            layer.name
        );
    }
    let is_root = |module: &Vec<String>| *module == ["crate"];
    for module in TREE.modules.keys().filter(|module| !is_root(module)) {
        assert!(
            layer_of(module).is_some(),
            "{} is in no layer",
            module.join("::")
        );
    }
}

/// All sources of the library; the program, `main.rs`, is outside it.
static TREE: LazyLock<Sources> = LazyLock::new(|| {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut sources = Sources::default();
    for path in files(&root) {
        let file = path.strip_prefix(&root).unwrap().to_str().unwrap();
        if file != "main.rs" {
            let file = file.replace('\\', "/");
            sources.add(&file, &fs::read_to_string(&path).unwrap());
        }
    }
    sources
});

/// Every Rust file in the folder and the folders within it.
pub fn files(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).unwrap();
    let mut paths: Vec<_> = entries.map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    let files = paths.into_iter().flat_map(|path| {
        if path.is_dir() {
            files(&path)
        } else {
            vec![path]
        }
    });
    files
        .filter(|path| path.extension().is_some_and(|ending| ending == "rs"))
        .collect()
}
