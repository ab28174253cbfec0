//! No input takes more than ten times its size in memory. Each is read by a separate process, which reports its peak
//! memory.

#![cfg(target_os = "linux")]
#![allow(
    clippy::unwrap_used,
    clippy::print_stdout,
    reason = "a test that cannot go on stops, and says why"
)]

mod hostile_files;

use std::{env, fs, io, path::Path, process::Command};

use crosscheck::{
    export::{Audience, Export, ExportSettings, write_export},
    import,
    storage::{self, RealDisk},
    views::theme::Theme,
};
use hostile_files::{
    articles::{articles, pages},
    documents::documents,
    journals::journals,
    projects::projects,
    speakers::speakers,
};

/// Bytes of each input: large enough that constant memory does not matter.
const SIZE: usize = 2_000_000;

/// Environment variables for the reading process: the kind of input and its folder.
const READ: &str = "CROSSCHECK_READ_IN_TEST";

#[test]
fn no_input_takes_more_than_ten_times_its_size() {
    let empty = storage::to_ron(&crosscheck::project::Project::default());
    let mut over = Vec::new();
    let projects = [projects(SIZE), speakers(SIZE)].concat();
    let mut inputs = vec![
        ("project", "input", projects.clone()),
        ("graph", "input", projects),
        ("article", "input", articles(SIZE)),
        ("page", "input", pages(SIZE)),
        ("journal", "hostile-1.journal", journals(SIZE)),
    ];
    for (extension, bytes) in documents(SIZE) {
        inputs.push((extension, "input", vec![(extension, bytes)]));
    }
    for (kind, file, inputs) in inputs {
        let least = peak(kind, file, empty.as_bytes());
        for (name, bytes) in inputs {
            // Peaks vary a little from run to run; an input that needs too much does so in every run.
            let mut runs = (0..3).map(|_| {
                let growth = peak(kind, file, &bytes).saturating_sub(least);
                growth as f64 / bytes.len() as f64
            });
            let times = runs.by_ref().find(|times| *times <= 10.0);
            let times = times.unwrap_or(f64::INFINITY);
            println!("{kind}, {name}: {times:.1} times {} bytes", bytes.len());
            over.extend((times > 10.0).then_some((kind, name, times)));
        }
    }
    assert_eq!(over, []);
}

/// Peak memory, in bytes, of a process that reads these bytes from a file.
fn peak(kind: &str, file: &str, bytes: &[u8]) -> usize {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join(file), bytes).unwrap();
    let reader = Command::new(env::current_exe().unwrap())
        .args(["--exact", "read_one_input", "--ignored", "--nocapture"])
        .env(READ, format!("{kind} {}", folder.path().display()))
        // The same on every machine.
        .env("RAYON_NUM_THREADS", "2")
        .output()
        .unwrap();
    let output = String::from_utf8(reader.stdout).unwrap();
    let line = output.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    let line = line.unwrap_or_else(|| panic!("the reader of a {kind} failed: {output}"));
    let kilobytes: usize = line.trim().trim_end_matches(" kB").parse().unwrap();
    kilobytes * 1024
}

#[test]
#[ignore = "the reading process of the other test"]
fn read_one_input() {
    let read = env::var(READ).unwrap();
    let (kind, folder) = read.split_once(' ').unwrap();
    let folder = Path::new(folder);
    let file = folder.join("input");
    match kind {
        "project" => drop(storage::open(&file)),
        "graph" => export_graph(&file),
        "article" => drop(import::import_bytes(&fs::read(file).unwrap())),
        "page" => drop(import::read_format("html", &fs::read(file).unwrap())),
        "journal" => recover(folder),
        extension => drop(import::read_articles(extension, &fs::read(file).unwrap())),
    }
    let status = fs::read_to_string("/proc/self/status").unwrap();
    println!();
    println!(
        "{}",
        status
            .lines()
            .find(|line| line.starts_with("VmHWM"))
            .unwrap()
    );
}

fn export_graph(file: &Path) {
    // A project that cannot be opened has no graph.
    if let Ok(project) = storage::open(file) {
        let settings = ExportSettings {
            audience: Audience::Internal,
            ..ExportSettings::new(Theme::light().graph_palette())
        };
        drop(write_export(
            &mut io::sink(),
            Export::Graph,
            &project,
            &settings,
        ));
    }
}

fn recover(folder: &Path) {
    for work in storage::unsaved_work(&RealDisk, folder).unwrap() {
        drop(storage::recover(&RealDisk, folder, &work.name));
    }
}
