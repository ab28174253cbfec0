//! What Crosscheck remembers between sessions is read back, and damaged files never stop the program.

use std::{
    fs,
    path::{Path, PathBuf},
};

use crosscheck::{
    project::Id,
    storage::{
        ExportOptions, MAX_RECENT, OpenColumn, ProjectView, ReadingFamily, Separator, Settings,
        StateDirectory, StateError, Theme,
    },
    workbench::VIEWS,
};

fn state() -> (tempfile::TempDir, StateDirectory) {
    let folder = tempfile::tempdir().unwrap();
    let state = StateDirectory::at(folder.path().join("not made yet"));
    (folder, state)
}

/// Reads the settings, which must give no error.
fn read_settings(state: &StateDirectory) -> Settings {
    let (settings, error) = state.settings();
    assert!(error.is_none(), "{error:?}");
    settings
}

#[test]
fn settings_are_read_back() {
    let (_folder, state) = state();
    assert_eq!(read_settings(&state), Settings::default());
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
    assert_eq!(read_settings(&state), settings);
}

#[test]
fn missing_settings_have_defaults_and_unknown_ones_are_skipped() {
    let (_folder, state) = state();
    fs::create_dir_all(state.folder()).unwrap();
    fs::write(
        state.folder().join("settings.ron"),
        "(theme: light, of_the_future: [1, 2])",
    )
    .unwrap();
    let expected = Settings {
        theme: Theme::Light,
        ..Settings::default()
    };
    assert_eq!(read_settings(&state), expected);
}

#[test]
fn an_unknown_value_loses_only_itself() {
    let (_folder, state) = state();
    fs::create_dir_all(state.folder()).unwrap();
    let written =
        "(theme: Sepia, zoom: 1.25, export: (bom: Perhaps, spreadsheet_safe: false), backups: -3)";
    fs::write(state.folder().join("settings.ron"), written).unwrap();
    let (settings, error) = state.settings();
    let expected = Settings {
        zoom: 1.25,
        export: ExportOptions {
            spreadsheet_safe: false,
            bom: false,
            separator: Separator::Comma,
        },
        ..Settings::default()
    };
    assert_eq!(settings, expected);
    let message = error.unwrap().to_string();
    assert!(
        message.ends_with(
            "settings.ron: unknown value for theme, export.bom, backups; using the default"
        ),
        "{message}"
    );
    // The file is not renamed: the rest of it is still in use.
    assert_eq!(state.settings().0, expected);
}

#[test]
fn damaged_settings_are_reported_once_and_renamed() {
    let (_folder, state) = state();
    fs::create_dir_all(state.folder()).unwrap();
    let path = state.folder().join("settings.ron");
    fs::write(&path, "(theme: ").unwrap();
    let (_, error) = state.settings();
    let error = error.unwrap();
    let StateError::Damaged {
        renamed: Ok(aside), ..
    } = &error
    else {
        panic!("{error}");
    };
    assert_eq!(fs::read(aside).unwrap(), b"(theme: ");
    let message = error.to_string();
    let expected = "not valid (line 1: the file ends here: the rest of it is missing)";
    assert!(message.contains(expected), "{message}");
    assert!(message.contains("uses the defaults"), "{message}");
    assert_eq!(read_settings(&state), Settings::default());
}

#[test]
fn damaged_settings_that_cannot_be_renamed_are_reported_with_both_errors() {
    let (_folder, state) = state();
    // A folder is in the way.
    fs::create_dir_all(state.folder().join("settings.damaged.ron/full")).unwrap();
    let path = state.folder().join("settings.ron");
    fs::write(&path, "(theme: ").unwrap();
    let (settings, error) = state.settings();
    assert_eq!(settings, Settings::default());
    let message = error.unwrap().to_string();
    for part in [
        "settings.ron: not valid (line 1: the file ends here",
        "could not rename it",
        "uses the defaults",
    ] {
        assert!(message.contains(part), "{message}");
    }
}

#[test]
fn recent_files_are_listed_once_and_the_latest_first() {
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
fn the_state_directory_is_readable_by_its_user_only() {
    use std::os::unix::fs::PermissionsExt;
    let (_folder, state) = state();
    state.set_settings(&Settings::default()).unwrap();
    let mode = fs::metadata(state.folder()).unwrap().permissions().mode();
    assert_eq!(mode & 0o077, 0, "{mode:o}");
}

#[test]
fn each_project_has_its_own_columns_and_view() {
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
    for view in VIEWS.iter().map(|spec| spec.view) {
        let project_view = ProjectView {
            columns: vec![column.clone()],
            used: vec![column.article],
            view,
            claim: Some(Id::new(9)),
        };
        state.set_project_view(one, &project_view).unwrap();
        assert_eq!(state.project_view(one).unwrap(), project_view);
    }
    assert_eq!(state.project_view(other).unwrap(), ProjectView::default());
}
