//! The directions that never occur (ARCHITECTURE.md), held to by reading the sources.

use std::{
    fs,
    path::{Path, PathBuf},
};

/// Layers that know no window, and what would make them know one.
const WITHOUT_A_WINDOW: [&str; 5] = ["text", "project", "analysis", "files", "workbench"];
const OF_A_WINDOW: [&str; 9] = [
    "egui",
    "eframe",
    "egui_tiles",
    "egui_extras",
    "parley",
    "vello_cpu",
    "fontique",
    "rfd",
    "wgpu",
];

/// Layers that never touch the file system.
const WITHOUT_FILES: [&str; 6] = [
    "text",
    "project",
    "analysis",
    "workbench",
    "reader",
    "views",
];
const OF_FILES: [&str; 7] = [
    "std::fs",
    "fs::",
    "File::open",
    "File::create",
    "atomic_write_file",
    "etcetera",
    "OpenOptions",
];

/// The inner layers, and what they must not name.
const INNER: [(&str, &[&str]); 4] = [
    (
        "text",
        &[
            "crate::project",
            "crate::analysis",
            "crate::files",
            "crate::workbench",
            "getrandom",
        ],
    ),
    (
        "project",
        &[
            "crate::analysis",
            "crate::files",
            "crate::workbench",
            "getrandom",
            "SystemTime",
            "serde",
        ],
    ),
    (
        "analysis",
        &[
            "crate::files",
            "crate::workbench",
            "getrandom",
            "SystemTime",
            "serde",
        ],
    ),
    (
        "files",
        &[
            "crate::workbench",
            "crate::views",
            "crate::reader",
            "crate::app",
        ],
    ),
];

#[test]
fn the_core_knows_no_window() {
    for layer in WITHOUT_A_WINDOW {
        check(layer, &OF_A_WINDOW);
    }
}

#[test]
fn only_files_and_the_program_touch_the_file_system() {
    for layer in WITHOUT_FILES {
        check(layer, &OF_FILES);
    }
}

#[test]
fn no_layer_names_one_further_out() {
    for (layer, forbidden) in INNER {
        check(layer, forbidden);
    }
}

#[test]
fn dialogs_are_opened_by_the_app_alone() {
    for layer in ["reader", "views", "cli.rs"] {
        check(layer, &["rfd"]);
    }
}

#[test]
fn views_change_no_project_and_call_no_files() {
    check(
        "views",
        &[
            "&mut Project",
            "crate::files::open",
            "crate::files::save",
            "files::write_",
        ],
    );
}

#[test]
fn nothing_is_global() {
    check(
        "",
        &[
            "Rc<RefCell",
            "static mut",
            "thread_local!",
            "lazy_static",
            "OnceLock<Mutex",
            "LazyLock<Mutex",
        ],
    );
}

#[test]
fn a_forbidden_word_is_found_where_it_stands_alone() {
    assert!(names("use egui::Ui;", "egui"));
    assert!(names("let path = std::fs::read(x);", "fs::"));
    assert!(!names("// no egui here", "egui"));
    assert!(!names("let offs::x", "fs::"));
    assert!(!names("use egui_tiles::Tree;", "egui"));
}

/// Fails where a source of the layer (a folder or a file of `src`; it may not be there yet) names what it must not.
fn check(layer: &str, forbidden: &[&str]) {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("src")
        .join(layer);
    for path in sources(&root) {
        let source = fs::read_to_string(&path).unwrap();
        // Tests within a file may do what the layer may not.
        let code = source.split("#[cfg(test)]").next().unwrap_or_default();
        for (number, line) in code.lines().enumerate() {
            for word in forbidden {
                let place = format!("{}:{}", path.display(), number + 1);
                assert!(
                    !names(line, word),
                    "{place}: {layer} must not name {word}: {line}"
                );
            }
        }
    }
}

fn sources(root: &Path) -> Vec<PathBuf> {
    if root.is_file() {
        return vec![root.to_owned()];
    }
    let Ok(entries) = fs::read_dir(root) else {
        return Vec::new();
    };
    let paths = entries.map(|entry| entry.unwrap().path());
    paths
        .flat_map(|path| {
            if path.is_dir() {
                sources(&path)
            } else {
                vec![path]
            }
        })
        .filter(|path| path.extension().is_some_and(|ending| ending == "rs"))
        .collect()
}

/// Whether a line of code, not of comment, has `word` with no letter, digit or underscore at either end.
fn names(line: &str, word: &str) -> bool {
    let code = line.split("//").next().unwrap_or_default();
    let is_part = |c: char| c.is_alphanumeric() || c == '_';
    code.match_indices(word).any(|(at, _)| {
        let before = code[..at].chars().next_back().is_some_and(is_part);
        let after = code[at + word.len()..].chars().next().is_some_and(is_part);
        let ends_in_word = word.ends_with(is_part);
        !(before || (after && ends_in_word))
    })
}
