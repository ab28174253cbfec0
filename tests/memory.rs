//! No input takes more than ten times its size in memory, its own bytes included. One test, since it watches all that the
//! program allocates.

#![allow(
    clippy::unwrap_used,
    clippy::print_stdout,
    reason = "a test that cannot go on stops, and says why"
)]

mod hostile_files;

use std::path::Path;

use crosscheck::import;
use crosscheck::storage::{self, RealDisk};
use hostile_files::{
    articles::articles, journals::journals, projects::projects, speakers::speakers,
};
use peak_alloc::PeakAlloc;

#[global_allocator]
static MEMORY: PeakAlloc = PeakAlloc;

/// Bytes of each input: enough that what does not grow with it does not count.
const SIZE: usize = 1_000_000;

#[test]
fn no_input_takes_more_than_ten_times_its_size() {
    let mut too_much = Vec::new();
    for (name, bytes) in [projects(SIZE), speakers(SIZE)].concat() {
        let times = times_its_size(&bytes, bytes.len(), |bytes| drop(storage::from_ron(bytes)));
        println!("project, {name}: {times:.1}");
        too_much.extend((times > 10.0).then_some((name, times)));
    }
    for (name, bytes) in articles(SIZE) {
        let times = times_its_size(&bytes, bytes.len(), |bytes| {
            drop(import::import_bytes(bytes));
        });
        println!("article, {name}: {times:.1}");
        too_much.extend((times > 10.0).then_some((name, times)));
    }
    for (name, bytes) in journals(SIZE) {
        let folder = tempfile::tempdir().unwrap();
        std::fs::write(folder.path().join("hostile-1.journal"), &bytes).unwrap();
        // It lies on the disk, and is in memory only where it is read.
        let on_disk = &bytes[..0];
        let times = times_its_size(on_disk, bytes.len(), |_| recover(folder.path()));
        println!("journal, {name}: {times:.1}");
        too_much.extend((times > 10.0).then_some((name, times)));
    }
    assert_eq!(too_much, []);
}

fn recover(folder: &Path) {
    for work in storage::left_work(&RealDisk, folder).unwrap() {
        drop(storage::recover(&RealDisk, folder, &work.name));
    }
}

/// What it takes to read `bytes`, and those themselves, as a multiple of a size.
fn times_its_size(bytes: &[u8], size: usize, read: impl FnOnce(&[u8])) -> f64 {
    MEMORY.reset_peak_usage();
    let before = MEMORY.current_usage();
    read(bytes);
    let peak = MEMORY.peak_usage().saturating_sub(before);
    (peak + bytes.len()) as f64 / size as f64
}
