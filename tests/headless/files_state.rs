//! What is remembered between sessions: it comes back, and what is damaged never stops the program.

use std::{
    fs,
    path::{Path, PathBuf},
};

use crosscheck::{
    project::Id,
    storage::{
        ExportOptions, MAX_RECENT, OpenColumn, Places, ReadingFamily, Separator, Settings, State,
        StateError, Theme, View,
    },
};

fn state() -> (tempfile::TempDir, State) {
    let folder = tempfile::tempdir().unwrap();
    let state = State::at(folder.path().join("not made yet"));
    (folder, state)
}

#[test]
fn settings_come_back() {
    let (_folder, state) = state();
    assert_eq!(state.settings().unwrap(), Settings::default());
    let settings = Settings {
        theme: Theme::Dark,
        zoom: 1.25,
        reading_family: ReadingFamily::Named("Noto Serif".to_owned()),
        export: ExportOptions {
            spreadsheet_safe: false,
            bom: true,
            separator: Separator::Semicolon,
        },
        ..Settings::default()
    };
    state.set_settings(&settings).unwrap();
    assert_eq!(state.settings().unwrap(), settings);
}

#[test]
fn what_is_missing_has_its_default_and_what_is_unknown_is_passed_over() {
    let (_folder, state) = state();
    fs::create_dir_all(state.folder()).unwrap();
    fs::write(
        state.folder().join("settings.ron"),
        "(theme: Light, of_the_future: [1, 2])",
    )
    .unwrap();
    let expected = Settings {
        theme: Theme::Light,
        ..Settings::default()
    };
    assert_eq!(state.settings().unwrap(), expected);
}

#[test]
fn what_is_damaged_is_told_once_and_set_aside() {
    let (_folder, state) = state();
    fs::create_dir_all(state.folder()).unwrap();
    let path = state.folder().join("settings.ron");
    fs::write(&path, "(theme: ").unwrap();
    let error = state.settings().unwrap_err();
    let StateError::Damaged { aside, .. } = &error else {
        panic!("{error}");
    };
    assert_eq!(fs::read(aside).unwrap(), b"(theme: ");
    assert!(
        error.to_string().contains("the defaults are used"),
        "{error}"
    );
    assert_eq!(state.settings().unwrap(), Settings::default());
}

#[test]
fn the_latest_files_come_first_and_each_once() {
    let (_folder, state) = state();
    for number in 0..15 {
        state
            .add_recent(Path::new(&format!("/projects/{number}.ron")))
            .unwrap();
    }
    state.add_recent(Path::new("/projects/10.ron")).unwrap();
    let recent = state.recent().unwrap();
    assert_eq!(recent.len(), MAX_RECENT);
    assert_eq!(
        recent[..3],
        ["/projects/10.ron", "/projects/14.ron", "/projects/13.ron"].map(PathBuf::from)
    );
}

#[cfg(unix)]
#[test]
fn what_is_remembered_is_for_its_user_alone() {
    use std::os::unix::fs::PermissionsExt;
    let (_folder, state) = state();
    state.set_settings(&Settings::default()).unwrap();
    let mode = fs::metadata(state.folder()).unwrap().permissions().mode();
    assert_eq!(mode & 0o077, 0, "{mode:o}");
}

#[test]
fn each_project_has_its_own_places() {
    let (_folder, state) = state();
    let (one, other) = (
        Path::new("/projects/one.ron"),
        Path::new("/projects/other.ron"),
    );
    let column = OpenColumn {
        article: Id::new(7),
        top: 1234,
        width: 0.5,
    };
    for view in [View::Read, View::Table, View::Graph, View::Timeline] {
        let places = Places {
            columns: vec![column.clone()],
            view,
        };
        state.set_places(one, &places).unwrap();
        assert_eq!(state.places(one).unwrap(), places);
    }
    assert_eq!(state.places(other).unwrap(), Places::default());
}
