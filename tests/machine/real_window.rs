//! The real program in a real window: on a virtual screen, with a mouse and a keyboard that know nothing of its
//! internals.
//!
//! Needs Xvfb, openbox and xdotool. If one is missing, the test prints a message and passes, unless
//! `CROSSCHECK_REQUIRE_SCREEN` is set, as in CI.

use std::{
    env, fs,
    io::{BufRead, BufReader},
    path::{Path, PathBuf},
    process::{Child, Command, Stdio},
    sync::{Mutex, PoisonError},
    thread::sleep,
    time::{Duration, Instant},
};

use crosscheck::storage;

const ARTICLE: &str = "Fire in the old mill\n\nThe fire brigade said nine people were hurt.\nThe mill burned for two days.\n";

/// A virtual screen with a window manager, closed when the test ends in any way.
pub(crate) struct Screen {
    display: String,
    running: Vec<Child>,
}

impl Screen {
    pub(crate) fn open() -> Self {
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
        wait_for("the window manager", || {
            let mut asked = screen.command("xdotool");
            asked.arg("get_num_desktops").stderr(Stdio::null());
            asked.output().unwrap().status.success()
        });
        screen
    }

    pub(crate) fn command(&self, program: &str) -> Command {
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
    }

    /// Presses one key after another, as a person does: each once the effect of the last is visible.
    fn keys(&self, window: &Child, keys: &[&str]) {
        for key in keys {
            self.mouse(window, &["key", key]);
        }
    }

    /// Carries out a sequence of mouse actions.
    fn mouse(&self, window: &Child, words: &[&str]) {
        self.xdotool(words);
        self.settle(window);
    }

    fn type_text(&self, window: &Child, text: &str) {
        self.mouse(window, &["type", "--delay", "20", text]);
    }

    /// Waits until window and screen are idle.
    fn settle(&self, window: &Child) {
        let processes = [window.id(), self.running[0].id()];
        let (mut before, mut quiet) = ([None; 2], 0);
        wait_for("rest", || {
            let now = processes.map(time_of_resting);
            let is_quiet = now == before && now.iter().all(Option::is_some);
            (before, quiet) = (now, if is_quiet { quiet + 1 } else { 0 });
            quiet == 6
        });
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
            // A process that ended by itself need not be killed.
            drop(child.kill());
            drop(child.wait());
        }
    }
}

/// The processor time that a process has taken, in ticks; `None` while one of its threads runs or waits for the disk.
fn time_of_resting(process: u32) -> Option<u64> {
    let mut ticks = 0;
    for thread in fs::read_dir(format!("/proc/{process}/task")).ok()? {
        let stat = fs::read_to_string(thread.ok()?.path().join("stat")).ok()?;
        let (_, stat) = stat.rsplit_once(") ")?;
        let stat: Vec<&str> = stat.split(' ').collect();
        if stat[0] != "S" {
            return None;
        }
        ticks += stat[11].parse::<u64>().ok()? + stat[12].parse::<u64>().ok()?;
    }
    Some(ticks)
}

pub(crate) fn wait_for(what: &str, mut holds: impl FnMut() -> bool) {
    let since = Instant::now();
    while !holds() {
        assert!(
            since.elapsed() < Duration::from_mins(1),
            "{what} did not happen"
        );
        sleep(Duration::from_millis(20));
    }
}

pub(crate) fn screen_is_missing() -> bool {
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

/// A project with one article, made by the command line.
fn made_project(folder: &Path) -> PathBuf {
    let (article, project) = (folder.join("mill.txt"), folder.join("mill.ron"));
    fs::write(&article, ARTICLE).unwrap();
    let mut command = crosscheck(&[Path::new("new"), &project, &article]);
    let made = command.output().unwrap();
    let message = String::from_utf8_lossy(&made.stderr);
    assert!(made.status.success(), "{message}");
    project
}

#[test]
fn work_by_mouse_and_keyboard_is_in_the_saved_file() {
    if screen_is_missing() {
        return;
    }
    let _alone = ONE_SCREEN.lock().unwrap_or_else(PoisonError::into_inner);
    let folder = tempfile::tempdir().unwrap();
    let project = made_project(folder.path());

    let screen = Screen::open();
    let mut window = start(&screen, folder.path(), &project);

    // By keyboard: the third line of the article becomes a claim.
    let claim = [
        "F6",
        "F6",
        "F6",
        "ctrl+Home",
        "Down",
        "Down",
        "shift+End",
        "n",
    ];
    screen.keys(&window, &claim);
    screen.type_text(&window, "Nine people were hurt");
    screen.keys(&window, &["Alt+Up", "F6", "F6", "F6"]);
    // By mouse: dragging over words of the column, below its header, highlights them.
    let begin = ["mousemove", "420", "140", "mousedown", "1"];
    screen.mouse(&window, &begin);
    screen.mouse(&window, &["mousemove", "470", "142"]);
    screen.mouse(&window, &["mousemove", "560", "160", "mouseup", "1"]);
    screen.keys(&window, &["h", "ctrl+s"]);
    wait_for("the save", || {
        storage::open(&project).is_ok_and(|saved| saved.highlights().len() == 2)
    });
    screen.xdotool(&["key", "ctrl+q"]);
    wait_for("the end of the program", || {
        window.try_wait().unwrap().is_some()
    });
    assert!(window.wait().unwrap().success());

    check_what_is_left(folder.path(), &project);
}

/// Two windows at once would overload a small machine.
pub(crate) static ONE_SCREEN: Mutex<()> = Mutex::new(());

#[test]
fn highlights_made_before_a_kill_are_recovered() {
    if screen_is_missing() {
        return;
    }
    let _alone = ONE_SCREEN.lock().unwrap_or_else(PoisonError::into_inner);
    let folder = tempfile::tempdir().unwrap();
    let project = made_project(folder.path());

    let screen = Screen::open();
    let mut window = start(&screen, folder.path(), &project);
    // Over words of the third and fourth lines.
    for line in ["171", "206"] {
        screen.mouse(&window, &["mousemove", "300", line, "mousedown", "1"]);
        screen.mouse(&window, &["mousemove", "360", line]);
        screen.mouse(&window, &["mousemove", "430", line, "mouseup", "1"]);
        screen.keys(&window, &["h"]);
    }
    // SIGKILL: the program is not notified.
    window.kill().unwrap();
    window.wait().unwrap();
    assert_eq!(storage::open(&project).unwrap().highlights().len(), 0);
    let state = storage::StateDirectory::at(folder.path().join("state"));
    let unsaved = storage::unsaved_work(&storage::RealDisk, &state.journals()).unwrap();
    assert_eq!(unsaved.len(), 1, "{unsaved:?}");
    assert_eq!(unsaved[0].labels, [("highlight".to_owned(), 2)]);

    // The recovery dialog has the keyboard focus: Enter recovers, and a save updates the file.
    wait_for("the end of the window", || !screen.has_window());
    let mut window = start(&screen, folder.path(), &project);
    screen.keys(&window, &["Return", "ctrl+s"]);
    wait_for("the save", || {
        storage::open(&project).is_ok_and(|saved| saved.highlights().len() == 2)
    });
    screen.xdotool(&["key", "ctrl+q"]);
    wait_for("the end of the program", || {
        window.try_wait().unwrap().is_some()
    });
    let journals = fs::read_dir(state.journals()).unwrap();
    let remaining: Vec<_> = journals.map(|entry| entry.unwrap().path()).collect();
    assert!(
        remaining.is_empty(),
        "a clean end leaves nothing: {remaining:?}"
    );
}

fn start(screen: &Screen, folder: &Path, project: &Path) -> Child {
    let window = screen
        .command(env!("CARGO_BIN_EXE_crosscheck"))
        .arg(project)
        .env("CROSSCHECK_STATE_DIR", folder.join("state"))
        .spawn()
        .unwrap();
    wait_for("the window", || screen.has_window());
    screen.settle(&window);
    window
}

fn check_what_is_left(folder: &Path, project: &Path) {
    let view = storage::StateDirectory::at(folder.join("state"))
        .project_view(project)
        .unwrap();
    assert_eq!(view.columns.len(), 1, "the open column is remembered");

    let saved = storage::open(project).unwrap();
    let claim = saved.claims().next().unwrap();
    assert_eq!(claim.statement, "Nine people were hurt");
    let quote = saved
        .evidence_of(claim.id)
        .next()
        .and_then(|evidence| saved.quote(evidence.highlight));
    assert_eq!(quote, Some("The fire brigade said nine people were hurt."));
}
