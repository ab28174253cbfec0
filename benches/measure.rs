//! Starts Crosscheck with the sample and an empty window in turns, and compares the time to the first frame, memory and
//! processor time. Needs Linux, xdotool and an X11 display: `xvfb-run -a cargo run --release -p benches --bin measure`.

#![allow(
    clippy::unwrap_used,
    clippy::print_stdout,
    reason = "a measurement that cannot be taken stops, and says why; what it finds is printed"
)]

use std::{
    env, fs,
    process::{Child, Command},
    thread::sleep,
    time::{Duration, Instant},
};

/// Number of starts of each, of which the median is shown.
const STARTS: usize = 9;
/// Argument for which this program opens the empty window, and the titles of the windows.
const EMPTY: &str = "An empty window";
const CROSSCHECK: &str = "Crosscheck";

fn main() {
    match env::args().nth(1).as_deref() {
        Some(EMPTY) => empty_window(),
        Some(CROSSCHECK) => crosscheck::app::run(None, None).unwrap(),
        _ => compare(),
    }
}

fn compare() {
    let mut starts = [const { Vec::new() }; 2];
    for _ in 0..STARTS {
        for (starts, title) in starts.iter_mut().zip([EMPTY, CROSSCHECK]) {
            starts.push(start(title));
        }
    }
    println!("                 empty   sample    ratio");
    let rows = ["first frame, s", "memory, MB", "processor, s"];
    for (row, name) in rows.into_iter().enumerate() {
        let [empty, sample] = [0, 1].map(|window| median(starts[window].iter().map(|it| it[row])));
        let ratio = sample / empty;
        println!("{name:<14} {empty:>7.2}  {sample:>7.2}  {ratio:>7.2}");
    }
}

fn median(values: impl Iterator<Item = f64>) -> f64 {
    let mut values: Vec<f64> = values.collect();
    values.sort_by(f64::total_cmp);
    values[values.len() / 2]
}

/// Opens an empty window of the same size and with the same options as Crosscheck's.
fn empty_window() {
    let options = eframe::NativeOptions {
        viewport: egui::ViewportBuilder::default().with_inner_size([1320.0, 820.0]),
        persist_window: false,
        dithering: false,
        ..eframe::NativeOptions::default()
    };
    eframe::run_ui_native(EMPTY, options, |_, _| {}).unwrap();
}

/// Starts a program. Returns seconds to the first frame, megabytes at rest, and seconds of processor time until then.
fn start(title: &str) -> [f64; 3] {
    let state = tempfile::tempdir().unwrap();
    let since = Instant::now();
    let mut window = Command::new(env::current_exe().unwrap())
        .arg(title)
        .env("CROSSCHECK_STATE_DIR", state.path())
        .env_remove("WAYLAND_DISPLAY")
        .spawn()
        .unwrap();
    // A window is shown once its first frame is painted.
    while !is_shown(title) {
        assert!(window.try_wait().unwrap().is_none(), "{title} ended");
        assert!(since.elapsed() < Duration::from_mins(1), "no {title}");
        sleep(Duration::from_millis(5));
    }
    let first_frame = since.elapsed().as_secs_f64();
    let processor = processor_at_rest(&window);
    let status = fs::read_to_string(format!("/proc/{}/status", window.id())).unwrap();
    let mut words = status
        .split_whitespace()
        .skip_while(|word| *word != "VmRSS:");
    let kibibytes: f64 = words.nth(1).unwrap().parse().unwrap();
    window.kill().unwrap();
    window.wait().unwrap();
    while is_shown(title) {}
    [first_frame, kibibytes * 1.024 / 1000.0, processor]
}

fn is_shown(title: &str) -> bool {
    let found = Command::new("xdotool")
        .args(["search", "--onlyvisible", "--name", title])
        .output();
    !found.expect("xdotool is installed").stdout.is_empty()
}

/// Waits for a second without processor time, at most 30 s. Returns the processor time used.
fn processor_at_rest(window: &Child) -> f64 {
    let ticks = || {
        let stat = fs::read_to_string(format!("/proc/{}/stat", window.id())).unwrap();
        let fields = stat
            .rsplit_once(") ")
            .unwrap()
            .1
            .split(' ')
            .skip(11)
            .take(2);
        fields
            .map(|field| field.parse::<u32>().unwrap())
            .sum::<u32>()
    };
    let mut before = ticks();
    for _ in 0..30 {
        sleep(Duration::from_secs(1));
        let now = ticks();
        if now == before {
            break;
        }
        before = now;
    }
    f64::from(before) / 100.0
}
