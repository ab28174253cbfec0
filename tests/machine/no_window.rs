//! A machine on which no window can be opened: the message names the package to install.

use std::{
    fs,
    io::Read,
    path::Path,
    process::{Command, Stdio},
    sync::PoisonError,
};

use crate::real_window::{ONE_SCREEN, Screen, screen_is_missing, wait_for};

#[test]
fn a_missing_display_is_reported() {
    let folder = tempfile::tempdir().unwrap();
    let mut command = Command::new(env!("CARGO_BIN_EXE_crosscheck"));
    for name in ["DISPLAY", "WAYLAND_DISPLAY", "WAYLAND_SOCKET"] {
        command.env_remove(name);
    }
    check(&mut command, folder.path(), "xvfb-run crosscheck");
    command.env("DISPLAY", ":9999");
    check(
        &mut command,
        folder.path(),
        "the display :9999 does not answer",
    );
}

#[test]
fn a_missing_library_is_reported_with_its_package() {
    if screen_is_missing() {
        return;
    }
    let _alone = ONE_SCREEN.lock().unwrap_or_else(PoisonError::into_inner);
    let screen = Screen::open();
    // Those of X11 may be found where they were on the machine that built the program.
    for (libraries, package) in [
        (
            &["libxkbcommon.so.0", "libxkbcommon.so"][..],
            "libxkbcommon0",
        ),
        (
            &["libxkbcommon-x11.so.0", "libxkbcommon-x11.so"],
            "libxkbcommon-x11-0",
        ),
        (
            &["libGL.so.1", "libGL.so", "libEGL.so.1", "libEGL.so"],
            "libgl1",
        ),
    ] {
        let folder = tempfile::tempdir().unwrap();
        // The loader stops at a file with that name that is not a library.
        for library in libraries {
            fs::write(folder.path().join(library), "").unwrap();
        }
        let mut command = screen.command(env!("CARGO_BIN_EXE_crosscheck"));
        command.env("LD_LIBRARY_PATH", folder.path());
        check(&mut command, folder.path(), package);
    }
}

fn check(command: &mut Command, folder: &Path, expected: &str) {
    let mut program = command
        .env("CROSSCHECK_STATE_DIR", folder.join("state"))
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    wait_for("the end of the program", || {
        program.try_wait().unwrap().is_some()
    });
    let mut message = String::new();
    program
        .stderr
        .take()
        .unwrap()
        .read_to_string(&mut message)
        .unwrap();
    assert_eq!(program.wait().unwrap().code(), Some(1), "{message}");
    assert!(message.contains(expected), "{expected}: {message}");
    assert_eq!(message.lines().count(), 1, "{message}");
    for word in ["panicked", ".rs", "/"] {
        assert!(!message.contains(word), "{message}");
    }
}
