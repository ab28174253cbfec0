//! No input takes more than ten times its size in memory, its own bytes included. One test, since it watches all that the
//! program allocates.

#![allow(
    clippy::unwrap_used,
    clippy::print_stdout,
    reason = "a test that cannot go on stops, and says why"
)]

#[path = "hostile_files/articles.rs"]
mod hostile_articles;
#[allow(dead_code, reason = "what only takes time is for another test")]
#[path = "hostile_files/claimants.rs"]
mod hostile_claimants;
#[path = "hostile_files/projects.rs"]
mod hostile_projects;

use crosscheck::files;
use hostile_articles::articles;
use hostile_claimants::claimants;
use hostile_projects::projects;
use peak_alloc::PeakAlloc;

#[global_allocator]
static MEMORY: PeakAlloc = PeakAlloc;

/// Bytes of each input: enough that what does not grow with it does not count.
const SIZE: usize = 2_000_000;

#[test]
fn no_input_takes_more_than_ten_times_its_size() {
    let mut too_much = Vec::new();
    for (name, bytes) in [projects(SIZE), claimants(SIZE)].concat() {
        let times = times_its_size(&bytes, |bytes| drop(files::from_ron(bytes)));
        println!("project, {name}: {times:.1}");
        too_much.extend((times > 10.0).then_some((name, times)));
    }
    for (name, bytes) in articles(SIZE) {
        let times = times_its_size(&bytes, |bytes| drop(files::import_bytes(bytes)));
        println!("article, {name}: {times:.1}");
        too_much.extend((times > 10.0).then_some((name, times)));
    }
    assert_eq!(too_much, []);
}

fn times_its_size(bytes: &[u8], read: impl FnOnce(&[u8])) -> f64 {
    MEMORY.reset_peak_usage();
    let before = MEMORY.current_usage();
    read(bytes);
    let peak = MEMORY.peak_usage().saturating_sub(before);
    (peak + bytes.len()) as f64 / bytes.len() as f64
}
