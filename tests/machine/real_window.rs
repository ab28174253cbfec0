//! The real program in a real window: on a virtual screen, with a mouse and a keyboard that know nothing of its insides.
//!
//! Needs Xvfb, openbox and xdotool. Where one is missing the test says so and passes, unless `CROSSCHECK_REQUIRE_SCREEN`
//! is set, as it is in CI.

use std::{
    env, fs,
    io::{BufRead, BufReader},
    path::Path,
    process::{Child, Command, Stdio},
    sync::{Mutex, PoisonError},
    thread::sleep,
    time::{Duration, Instant},
};

use crosscheck::storage;

const ARTICLE: &str = "Fire in the old mill\n\nThe fire brigade said nine people were hurt.\nThe mill burned for two days.\n";

/// A virtual screen with a window manager, closed when the test ends, however it ends.
struct Screen {
    display: String,
    running: Vec<Child>,
}

impl Screen {
    fn open() -> Self {
        let mut server = Command::new("Xvfb")
            .args([
                "-displayfd",
                "1",
                "-screen",
                "0",
                "1280x800x24",
                "-nolisten",
                "tcp",
            ])
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let mut number = String::new();
        BufReader::new(server.stdout.take().unwrap())
            .read_line(&mut number)
            .unwrap();
        let mut screen = Self {
            display: format!(":{}", number.trim()),
            running: vec![server],
        };
        let manager = screen
            .command("openbox")
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        screen.running.push(manager);
        sleep(Duration::from_millis(500));
        screen
    }

    fn command(&self, program: &str) -> Command {
        let mut command = Command::new(program);
        command
            .env("DISPLAY", &self.display)
            .env("WINIT_UNIX_BACKEND", "x11")
            .env_remove("WAYLAND_DISPLAY");
        command
    }

    fn xdotool(&self, words: &[&str]) {
        let done = self.command("xdotool").args(words).output().unwrap();
        assert!(
            done.status.success(),
            "xdotool {words:?}: {}",
            String::from_utf8_lossy(&done.stderr)
        );
        sleep(Duration::from_millis(600));
    }

    fn keys(&self, keys: &[&str]) {
        for key in keys {
            self.xdotool(&["key", key]);
        }
    }

    fn type_text(&self, text: &str) {
        self.xdotool(&["type", "--delay", "20", text]);
    }

    fn has_window(&self) -> bool {
        let found = self
            .command("xdotool")
            .args(["search", "--onlyvisible", "--name", "Crosscheck"])
            .output()
            .unwrap();
        !found.stdout.is_empty()
    }
}

impl Drop for Screen {
    fn drop(&mut self) {
        for child in self.running.iter_mut().rev() {
            // What has ended by itself need not be killed.
            drop(child.kill());
            drop(child.wait());
        }
    }
}

fn wait_for(what: &str, mut holds: impl FnMut() -> bool) {
    let since = Instant::now();
    while !holds() {
        assert!(
            since.elapsed() < Duration::from_mins(1),
            "{what} did not happen"
        );
        sleep(Duration::from_millis(100));
    }
}

fn screen_is_missing() -> bool {
    let missing = ["Xvfb", "openbox", "xdotool"].into_iter().find(|program| {
        !env::split_paths(&env::var_os("PATH").unwrap_or_default())
            .any(|folder| folder.join(program).is_file())
    });
    if let Some(program) = missing {
        assert!(
            env::var_os("CROSSCHECK_REQUIRE_SCREEN").is_none(),
            "{program} is not installed"
        );
        println!("skipped: {program} is not installed");
    }
    missing.is_some()
}

fn crosscheck(words: &[&Path]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_crosscheck"));
    command.args(words);
    command
}

#[test]
fn what_is_done_with_mouse_and_keys_is_in_the_saved_file() {
    if screen_is_missing() {
        return;
    }
    let _alone = ONE_SCREEN.lock().unwrap_or_else(PoisonError::into_inner);
    let folder = tempfile::tempdir().unwrap();
    let (article, project) = (
        folder.path().join("mill.txt"),
        folder.path().join("mill.ron"),
    );
    fs::write(&article, ARTICLE).unwrap();
    let made = crosscheck(&[Path::new("new"), &project, &article])
        .output()
        .unwrap();
    assert!(
        made.status.success(),
        "{}",
        String::from_utf8_lossy(&made.stderr)
    );

    let screen = Screen::open();
    let mut window = screen
        .command(env!("CARGO_BIN_EXE_crosscheck"))
        .arg(&project)
        .env("CROSSCHECK_STATE_DIR", folder.path().join("state"))
        .spawn()
        .unwrap();
    wait_for("the window", || screen.has_window());
    sleep(Duration::from_secs(6));

    // By keys: the third line of the article becomes a claim.
    screen.keys(&["F6", "F6", "ctrl+Home", "Down", "Down", "shift+End", "n"]);
    screen.type_text("Nine people were hurt");
    screen.keys(&["Alt+Up", "F6", "F6"]);
    // By mouse: a drag over words of the column, somewhere below its header, is highlighted.
    screen.xdotool(&[
        "mousemove",
        "420",
        "140",
        "mousedown",
        "1",
        "mousemove",
        "470",
        "142",
    ]);
    screen.xdotool(&["mousemove", "560", "160", "mouseup", "1"]);
    screen.keys(&["h", "ctrl+s"]);
    wait_for("the save", || {
        storage::open(&project).is_ok_and(|saved| saved.highlights().len() == 2)
    });
    screen.keys(&["ctrl+q"]);
    wait_for("the end of the program", || {
        window.try_wait().unwrap().is_some()
    });
    assert!(window.wait().unwrap().success());

    check_what_is_left(folder.path(), &project);
}

/// Two windows at once would be too much for a small machine.
static ONE_SCREEN: Mutex<()> = Mutex::new(());

#[test]
fn what_was_highlighted_before_a_kill_is_recovered() {
    if screen_is_missing() {
        return;
    }
    let _alone = ONE_SCREEN.lock().unwrap_or_else(PoisonError::into_inner);
    let folder = tempfile::tempdir().unwrap();
    let (article, project) = (
        folder.path().join("mill.txt"),
        folder.path().join("mill.ron"),
    );
    fs::write(&article, ARTICLE).unwrap();
    let made = crosscheck(&[Path::new("new"), &project, &article])
        .output()
        .unwrap();
    assert!(made.status.success());

    let screen = Screen::open();
    let mut window = start(&screen, folder.path(), &project);
    // Over words of the third line and of the fourth.
    for line in ["171", "206"] {
        screen.xdotool(&["mousemove", "300", line, "mousedown", "1"]);
        screen.xdotool(&["mousemove", "360", line]);
        screen.xdotool(&["mousemove", "430", line, "mouseup", "1"]);
        screen.keys(&["h"]);
    }
    // SIGKILL: the program learns nothing of it.
    window.kill().unwrap();
    window.wait().unwrap();
    assert_eq!(storage::open(&project).unwrap().highlights().len(), 0);
    let state = storage::State::at(folder.path().join("state"));
    let left = storage::left_work(&storage::RealDisk, &state.journals()).unwrap();
    assert_eq!(left.len(), 1, "{left:?}");
    assert_eq!(left[0].labels, [("highlight".to_owned(), 2)]);

    // The offer has the keyboard: Enter recovers, and a save makes it the file's.
    wait_for("the end of the window", || !screen.has_window());
    let mut window = start(&screen, folder.path(), &project);
    screen.keys(&["Return"]);
    sleep(Duration::from_secs(1));
    screen.keys(&["ctrl+s"]);
    wait_for("the save", || {
        storage::open(&project).is_ok_and(|saved| saved.highlights().len() == 2)
    });
    screen.keys(&["ctrl+q"]);
    wait_for("the end of the program", || {
        window.try_wait().unwrap().is_some()
    });
    let journals = fs::read_dir(state.journals()).unwrap();
    let left: Vec<_> = journals.map(|entry| entry.unwrap().path()).collect();
    assert!(left.is_empty(), "a clean end leaves nothing: {left:?}");
}

fn start(screen: &Screen, folder: &Path, project: &Path) -> Child {
    let window = screen
        .command(env!("CARGO_BIN_EXE_crosscheck"))
        .arg(project)
        .env("CROSSCHECK_STATE_DIR", folder.join("state"))
        .spawn()
        .unwrap();
    wait_for("the window", || screen.has_window());
    sleep(Duration::from_secs(3));
    window
}

fn check_what_is_left(folder: &Path, project: &Path) {
    let places = storage::State::at(folder.join("state"))
        .places(project)
        .unwrap();
    assert_eq!(places.columns.len(), 1, "the open column is remembered");

    let saved = storage::open(project).unwrap();
    let claim = saved.claims().next().unwrap();
    assert_eq!(claim.statement, "Nine people were hurt");
    let quote = saved
        .evidence_of(claim.id)
        .next()
        .and_then(|evidence| saved.quote(evidence.highlight));
    assert_eq!(quote, Some("The fire brigade said nine people were hurt."));
}
