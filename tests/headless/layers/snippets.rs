//! Tests of the checker itself: snippets that must be caught, in every form that a path can take, and others that must
//! not.

use super::{
    rules::{LAYERS, Layer, faults},
    sources::Sources,
};

/// Files with their source, and all names that must be reported.
const CAUGHT: &str = r#"
text/span.rs: use crate::{project::X, workbench::Workbench}; // crate::project::X, crate::workbench::Workbench
storage/save.rs: use crate::{app::App}; // crate::app::App
text/span.rs: use {crate::{{workbench::{self, intent::{Intent as Wish}}}}, std::io}; // crate::workbench, crate::workbench::intent::Intent
text/span.rs: use super::super::workbench as w; fn f(_: w::Workbench) {} // crate::workbench, crate::workbench::Workbench
text/mod.rs: use super::workbench; // crate::workbench
text/mod.rs: use self::super::app::App; // crate::app::App
text/mod.rs: use crate::r#workbench::X; // crate::workbench::X
text/span.rs: mod inner { mod deeper { use super::super::super::super::app; } } // crate::app
text/span.rs: pub use crate::workbench::Workbench; // crate::workbench::Workbench
text/span.rs: pub(in crate::text) use crate::app::App as _; // crate::app::App
text/span.rs: fn f() { { use crate::app::run; run() } } // crate::app::run
text/span.rs: use crate::workbench::*; // crate::workbench::*
text/span.rs: use crate::*; // crate::*
app/keys.rs: use crate::*; // crate::*
app/mod.rs: use super::*; // crate::*
text/span.rs: use crate as all; use all::app::App; // crate::app::App
text/span.rs: extern crate self as me; use me::app::App; // crate::app::App
text/span.rs: use crosscheck::app::App; // crate::app::App
app/mod.rs: use crate::generate::project; // crate::generate::project
import/html.rs: use crate::export::write; // crate::export::write
import/html.rs: use crate::storage::{self, save}; // crate::storage::save
reader/keys.rs: use crate::{views::theme, workbench::Intent}; // crate::views::theme, crate::workbench::Intent
app/cli.rs: use super::dialogs; use crate::reader::Pane; // crate::app::dialogs, crate::reader::Pane
app/mod.rs: fn f() { cli::run() } mod cli; // crate::app::cli::run

text/span.rs: fn f(bench: &crate::workbench::Workbench) {} // crate::workbench::Workbench
text/span.rs: fn f() -> Option<Vec<super::super::app::App>> { None } // crate::app::App
text/span.rs: struct S { app: crate::app::App } // crate::app::App
text/span.rs: fn f() { let x = crate::app::run(1); } // crate::app::run
text/span.rs: fn f() { let _ = 1 > crate::app::SIZE; } // crate::app::SIZE
text/span.rs: fn f(x: u8) { match x { crate::app::SIZE..=crate::app::MOST => {} _ => {} } } // crate::app::MOST, crate::app::SIZE
text/span.rs: fn f() { let crate::app::App { x } = y; } // crate::app::App
text/span.rs: fn f() { Vec::<crate::app::App>::new(); } // crate::app::App
text/span.rs: fn f() { <crate::app::App as Default>::default(); } // crate::app::App
text/span.rs: impl crate::app::Shown for Span {} // crate::app::Shown
text/span.rs: fn f<T: crate::app::Shown>(x: *const crate::app::App) {} // crate::app::App, crate::app::Shown
text/span.rs: const F: fn(crate::app::App) = f; // crate::app::App
text/span.rs: use crate as all; fn f(_: all::app::App) {} // crate::app::App
text/span.rs: mod inner { pub use super::super::super::app as outer; } fn f() { inner::outer::run(); } // crate::app, crate::app::run
text/span.rs: #[cfg(test)] mod tests { use crate::workbench::Workbench; } // crate::workbench::Workbench

text/span.rs: fn f() { assert_eq!(vec![crate::app::run()], [2]); } // crate::app::run
text/span.rs: macro_rules! m { () => { $crate::app::run() }; } // crate::app::run
text/span.rs: macro_rules! m { () => { use crate::{text, app::{run, App}}; }; } // crate::app::App, crate::app::run
text/span.rs: macro_rules! m { ($x:ident) => { crate::$x::run() }; } // crate::*
text/span.rs: macro_rules! m { ($x:ident) => { use crate::{text::$x, app::$x}; }; } // crate::*
text/span.rs: macro_rules! m { ($x:ident) => { use std::$x; }; } // std::*
text/span.rs: m!(std::fs, read); // std::fs
text/span.rs: #[derive(serde::Serialize)] struct S; // serde::Serialize
text/span.rs: #[cfg_attr(test, derive(serde::Serialize))] struct S; // serde::Serialize
project/claim.rs: struct S { #[serde(with = "crate::storage::ids")] id: u8 } // crate::storage::ids
project/claim.rs: #[path = "../app/mod.rs"] mod app; // #[path]
app/mod.rs: include!("other.rs"); // include

views/bar.rs: use crate::storage; fn f() { storage::save(); } // crate::storage::save
views/bar.rs: use crate::storage::{self as kept, Theme}; fn f() { kept::save(); } // crate::storage::save
views/bar.rs: use crate::storage::disk; fn f() { disk::open(); } // crate::storage::disk::open
views/bar.rs: use crate::storage::*; // crate::storage::*
views/bar.rs: fn f() { crate::storage::Settings::load(); } // crate::storage::Settings::load
views/bar.rs: use crate::export::write_export; // crate::export::write_export
views/bar.rs: use crate::project::Project; fn f(x: &mut Project) {} // &mut Project
views/bar.rs: use crate::project::Project as P; struct S<'a>(&'a mut P); // &mut Project
reader/keys.rs: fn f(x: Option<&mut crate::project::Project>) {} // &mut Project

text/span.rs: use std::{fs, path::Path}; // std::fs
workbench/mod.rs: use std::fs::{self as disk, File}; fn f() { disk::read(""); } // std::fs, std::fs::File, std::fs::read
workbench/mod.rs: use std::{self as s, io}; fn f() { s::fs::read(""); } // std::fs::read
workbench/mod.rs: extern crate std as s; fn f() { s::fs::read(""); } // std::fs::read
workbench/mod.rs: fn f() { return ::std::fs::write("", ""); } // std::fs::write
workbench/mod.rs: fn f() -> ::std::fs::File { g() } // std::fs::File
workbench/mod.rs: use r#std::r#fs; // std::fs
workbench/mod.rs: use std::*; // std::*
app/mod.rs: use std::fs::*; // std::fs::*
views/bar.rs: use std::os::unix; fn f() { unix::fs::symlink(a, b); } // std::os::unix::fs::symlink
views/bar.rs: use std::os::windows::*; // std::os::windows::*
views/bar.rs: use std::path::Path as P; fn f(x: &P) { x.exists() || P::is_file(x); } // .exists(), std::path::Path::is_file
workbench/mod.rs: use {notify::Watcher, same_file::Handle, tempfile, etcetera as e}; // etcetera, notify::Watcher, same_file::Handle, tempfile
import/html.rs: use std::fs; // std::fs
workbench/mod.rs: extern crate egui; // egui
storage/mod.rs: fn f(x: impl ::eframe::App, y: &dyn ::egui::Widget) {} // eframe::App, egui::Widget
analysis/mod.rs: use egui as e; type T = e::Vec2; // egui, egui::Vec2
app/cli.rs: use eframe::egui::Vec2; // eframe::egui::Vec2
views/bar.rs: use egui::*; // egui::*
views/bar.rs: fn f() { rfd::FileDialog::new(); } // rfd::FileDialog::new
app/cli.rs: use rfd::AsyncFileDialog; // rfd::AsyncFileDialog
project/id.rs: fn f() { getrandom::u64(); } // getrandom::u64
project/id.rs: use std::time::{self}; fn f() { time::Instant::now(); } // std::time::Instant::now
project/id.rs: use std::time::{Duration, SystemTime as Now}; // std::time::SystemTime
text/span.rs: use core::{hash::BuildHasher}; use std::hash::RandomState; // std::hash::RandomState
analysis/mod.rs: use jiff::Zoned; fn f() { Zoned::now(); } // jiff::Zoned::now
analysis/mod.rs: use serde::Serialize; // serde::Serialize
app/mod.rs: use std::{io, net::TcpStream}; // std::net::TcpStream
storage/mod.rs: use std::os::unix::net::UnixStream; // std::os::unix::net::UnixStream

app/mod.rs: static mut COUNT: usize = 0; // static mut
app/mod.rs: thread_local! { static X: u8 = 1; } // thread_local
app/mod.rs: std::thread_local! { static X: u8 = 1; } // std::thread_local
app/mod.rs: static X: std::sync::Mutex<u8> = f(); // static Mutex
app/mod.rs: use std::sync::{Mutex as M, OnceLock}; static X: OnceLock<M<u8>> = f(); // static Mutex
app/mod.rs: use std::sync::*; pub(crate) static X: LazyLock<RwLock<u8>> = f(); // static RwLock
app/mod.rs: fn f() { static X: AtomicUsize = g(); } // static AtomicUsize
app/mod.rs: struct S { x: OnceLock<Mutex<u8>> } // OnceLock<Mutex>
app/mod.rs: type T = Rc<RefCell<u8>>; // Rc<RefCell>
app/mod.rs: use std::{cell, rc::Rc as R}; type T = R<cell::RefCell<u8>>; // Rc<RefCell>
app/mod.rs: fn f() { Rc::new(RefCell::new(1)); Rc::<std::cell::RefCell<u8>>::default(); } // Rc<RefCell>
"#;

/// Files with their source, of which nothing must be reported. `\n` is a line feed.
const HARMLESS: &str = r#"text/span.rs: //! Not [`crate::workbench`].\n/* std::fs */ /// [egui::Ui]\nconst A: &str = "use std::fs;";
text/span.rs: fn f(fs: &[u8]) { let egui = fs; fs.len(); fs[0] + egui.rfd; fs::<u8>(1); }
text/span.rs: fn f() { self.fs.read(); x.egui(); S { notify: 1, serde }; 'app: loop {} }
text/span.rs: mod fs { pub fn read() {} } fn f() { fs::read(); self::fs::read(); }
text/span.rs: enum Instant { Now } fn f() { Instant::Now; Self::app::<u8>(); }
text/span.rs: pub(crate) struct S; pub(in crate::text) struct T; fn f(x: &'static mut u8) {}
text/span.rs: fn f() { println!("crate::app {}", 1); Vec::<u8>::new(); <u8>::fs(); 0..fs }
text/span.rs: use super::*; use std::{cmp::Ordering, path::Path, time::Duration};
text/span.rs: #[cfg(test)] mod tests { use super::*; use std::fs; fn f() { tempfile::tempdir(); x.exists(); } }
text/span.rs: #[cfg(test)] /// Tests.\n#[allow(dead_code)] mod tests { mod inner { use std::fs; } }
project/id.rs: use serde::Serialize; fn f(project: &mut Project) {}
views/bar.rs: use crate::storage::{self, Settings, disk}; fn f(_: &storage::Theme) { Settings::default(); storage::Theme::Dark; }
views/bar.rs: use crate::project::Project; fn f(x: &Project, y: &mut Projects) { &mut project; }
storage/save.rs: use std::{fs, os::unix::fs::MetadataExt}; fn f() { crate::storage::save(); x.exists(); }
app/mod.rs: static A: &str = ""; static B: LazyLock<u8> = f(); struct S(Rc<str>, RefCell<u8>, Mutex<u8>);
app/mod.rs: static A: u8 = Mutex::new(1).into(); fn f(x: &'static Mutex<u8>) {}
app/mod.rs: const A: &str = include_str!("a"); fn f() -> impl Sized + use<> { include != 1 }
import/html.rs: use crate::storage::{FileError, disk}; fn f() { disk::read_file(); FileError::TooLong; }"#;

#[test]
fn every_form_of_a_forbidden_name_is_caught() {
    for line in CAUGHT.lines().filter(|line| !line.is_empty()) {
        let (file, code) = line.split_once(": ").unwrap();
        let (code, names) = code.rsplit_once(" // ").unwrap();
        assert!(syn::parse_file(code).is_ok(), "not Rust: {code}");
        check(&[(file, code)], &names.split(", ").collect::<Vec<_>>());
    }
}

#[test]
fn a_forbidden_reexport_is_caught() {
    check(
        &[
            ("text/mod.rs", "pub use super::workbench;"),
            ("text/span.rs", "use super::workbench::Workbench;"),
        ],
        &["crate::workbench", "crate::workbench::Workbench"],
    );
    check(
        &[
            ("lib.rs", "pub use workbench::Workbench; mod workbench;"),
            ("text/span.rs", "use crate::Workbench;"),
        ],
        &["crate::Workbench"],
    );
    check(
        &[
            (
                "storage/mod.rs",
                "pub use std::fs; pub use std::fs::read as take;",
            ),
            ("workbench/mod.rs", "use crate::storage::{fs, take};"),
        ],
        &["std::fs", "std::fs::read"],
    );
    check(
        &[
            (
                "workbench/mod.rs",
                "pub mod kept; pub use kept::{save as keep, *};",
            ),
            ("workbench/kept.rs", "pub use crate::storage::*;"),
            (
                "views/bar.rs",
                "use crate::workbench::keep; fn f() { crate::workbench::load(); }",
            ),
        ],
        &["crate::storage::load", "crate::storage::save"],
    );
    check(
        &[
            ("project/mod.rs", "pub use serde::Serialize;"),
            (
                "analysis/mod.rs",
                "use crate::project::*; #[derive(Serialize)] struct S;",
            ),
        ],
        &["serde::Serialize"],
    );
}

#[test]
fn every_ordered_pair_of_layers_is_granted_or_forbidden() {
    let room = |layer: &Layer| {
        if layer.name == "cli" {
            "app::cli"
        } else {
            layer.name
        }
    };
    for layer in LAYERS {
        let file = room(&layer).replace("::", "/") + "/file.rs";
        let up = "super::".repeat(1 + file.split('/').count());
        for named in LAYERS.iter().filter(|named| named.name != layer.name) {
            let room = room(named);
            let name = format!("crate::{room}::some");
            let is_granted = layer
                .may_name
                .split(' ')
                .any(|granted| granted == named.name);
            let names: &[&str] = if is_granted { &[] } else { &[&name] };
            for code in [
                format!("use crate::{room}::some;"),
                format!("pub use crate::{{{room}::{{some as other}}}};"),
                format!("fn f(x: crate::{room}::some) {{}}"),
                format!("fn f() {{ println!(\"{{}}\", crate::{room}::some) }}"),
                format!("mod a {{ use {up}{room}::some; }}"),
            ] {
                check(&[(&file, &code)], names);
            }
        }
    }
}

#[test]
fn code_that_only_looks_like_a_forbidden_path_is_not_caught() {
    for line in HARMLESS.lines() {
        let (file, code) = line.split_once(": ").unwrap();
        let code = code.replace("\\n", "\n");
        assert!(syn::parse_file(&code).is_ok(), "not Rust: {code}");
        check(&[(file, &code)], &[]);
    }
    check(
        &[
            ("text/span.rs", "#[cfg(test)] mod tests;"),
            ("text/span/tests.rs", "use std::fs;"),
        ],
        &[],
    );
}

/// Checks the names reported for files in a small crate.
fn check(files: &[(&str, &str)], names: &[&str]) {
    let mut sources = Sources::default();
    for layer in LAYERS {
        sources.add(&format!("{}/mod.rs", layer.name), "");
    }
    sources.add(
        "storage/mod.rs",
        "mod disk; pub fn save() {} pub fn load() {} pub struct Settings;",
    );
    sources.add("storage/disk/mod.rs", "pub fn open() {}");
    for (file, code) in files {
        sources.add(file, code);
    }
    let mut found: Vec<_> = faults(&sources)
        .into_iter()
        .map(|fault| fault.name)
        .collect();
    found.sort();
    assert_eq!(found, names, "{files:?}");
}
