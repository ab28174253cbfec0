//! How long the window takes to show its first frame, and how much memory it has then, with the sample, beside an empty window
//! in the same run. Needs a display of X11 and xdotool: `xvfb-run -a cargo bench --bench start`.

#![allow(
    clippy::unwrap_used,
    clippy::print_stdout,
    reason = "a measurement that cannot be taken stops, and says why; what it finds is printed"
)]

use std::{
    env, fs, iter,
    path::Path,
    process::{Child, Command},
    thread::sleep,
    time::{Duration, Instant},
};

/// Starts this program as the empty window.
const EMPTY: &str = "CROSSCHECK_BENCH_EMPTY_WINDOW";
/// Medians of as many, the two windows in turns.
const STARTS: usize = 9;

fn main() {
    if env::var_os(EMPTY).is_some() {
        return empty_window();
    }
    let mut empty = Vec::new();
    let mut sample = Vec::new();
    for _ in 0..STARTS {
        let mut itself = Command::new(env::current_exe().unwrap());
        empty.push(start(itself.env(EMPTY, "yes"), "An empty window"));
        let state = tempfile::tempdir().unwrap();
        let mut program = Command::new(env!("CARGO_BIN_EXE_crosscheck"));
        let program = program.env("CROSSCHECK_STATE_DIR", state.path());
        sample.push(start(program, "Crosscheck"));
    }
    println!("                  empty   sample   ratio");
    for (name, unit, of) in [
        ("first frame", "s", seconds as fn(&Start) -> f64),
        ("memory", "MB", megabytes),
    ] {
        let [empty, sample] = [&empty, &sample].map(|starts| median(starts.iter().map(of)));
        let ratio = sample / empty;
        println!("{name:<12} {empty:>7.2} {unit:<2} {sample:>5.2} {unit:<2} {ratio:>5.2}");
    }
}

struct Start {
    first_frame: Duration,
    kilobytes: f64,
}

fn seconds(start: &Start) -> f64 {
    start.first_frame.as_secs_f64()
}

fn megabytes(start: &Start) -> f64 {
    start.kilobytes / 1000.0
}

fn median(values: impl Iterator<Item = f64>) -> f64 {
    let mut values: Vec<f64> = values.collect();
    values.sort_by(f64::total_cmp);
    values[values.len() / 2]
}

fn empty_window() {
    let options = eframe::NativeOptions {
        viewport: egui::ViewportBuilder::default().with_inner_size([1320.0, 820.0]),
        ..eframe::NativeOptions::default()
    };
    eframe::run_ui_native("An empty window", options, |_, _| {}).unwrap();
}

/// A window is shown when its first frame is painted.
fn start(command: &mut Command, title: &str) -> Start {
    let since = Instant::now();
    let mut window = command
        .env("WINIT_UNIX_BACKEND", "x11")
        .env_remove("WAYLAND_DISPLAY")
        .spawn()
        .unwrap();
    let is_shown = || {
        let found = Command::new("xdotool")
            .args(["search", "--onlyvisible", "--name", title])
            .output();
        !found.expect("xdotool is installed").stdout.is_empty()
    };
    while !is_shown() {
        assert!(window.try_wait().unwrap().is_none(), "{title} ended");
        assert!(since.elapsed() < Duration::from_mins(1), "no {title}");
    }
    let first_frame = since.elapsed();
    let kilobytes = memory_at_rest(&window);
    window.kill().unwrap();
    window.wait().unwrap();
    while is_shown() {}
    Start {
        first_frame,
        kilobytes,
    }
}

/// What it has in memory once it has had nothing to do for a second.
fn memory_at_rest(window: &Child) -> f64 {
    let folder = Path::new("/proc").join(window.id().to_string());
    let told = |file: &str| fs::read_to_string(folder.join(file)).unwrap();
    let processor_time = || {
        let stat = told("stat");
        let mut fields = stat.rsplit_once(") ").unwrap().1.split(' ').skip(11);
        [
            fields.next().unwrap().to_owned(),
            fields.next().unwrap().to_owned(),
        ]
    };
    let mut seconds = iter::from_fn(|| {
        sleep(Duration::from_secs(1));
        Some(processor_time())
    });
    let mut before = seconds.next();
    for now in seconds.by_ref().take(30) {
        if before.as_ref() == Some(&now) {
            break;
        }
        before = Some(now);
    }
    let status = told("status");
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"));
    let kilobytes = line.unwrap().trim().trim_end_matches(" kB");
    kilobytes.parse::<f64>().unwrap() * 1.024
}
