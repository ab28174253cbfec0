use super::*;

fn project() -> (tempfile::TempDir, PathBuf) {
    project_named("barrage.ron")
}

fn project_named(name: &str) -> (tempfile::TempDir, PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join(name);
    fs::write(&path, "a project").unwrap();
    (folder, path)
}

fn paths(path: &Path) -> LockPaths {
    LockPaths::beside(path).unwrap()
}

/// Another window tries to lock the file.
fn ask(path: &Path) -> LockResult {
    let elsewhere = path.with_file_name("state").join("locks");
    lock_project(path, &LockOwner::this_window(), Some(&elsewhere))
}

fn elsewhere() -> LockOwner {
    LockOwner {
        machine: "another desk".to_owned(),
        user: "anna".to_owned(),
        ..LockOwner::this_window()
    }
}

#[test]
fn a_second_window_sees_the_first_until_that_closes() {
    let (_folder, path) = project();
    let LockResult::Ours(first) = ask(&path) else {
        panic!("nobody has it open yet");
    };
    let LockResult::Theirs(holder) = ask(&path) else {
        panic!("the first has it open");
    };
    assert_eq!(holder.machine, LockOwner::this_window().machine);
    assert!(holder.since().elapsed().unwrap() < Duration::from_mins(1));
    drop(first);
    let LockPaths { lock, note } = paths(&path);
    assert!(!lock.exists() && !note.exists());
    assert!(matches!(ask(&path), LockResult::Ours(_)));
}

#[test]
fn a_window_does_not_lock_itself_out() {
    let (_folder, path) = project();
    let window = LockOwner::this_window();
    let _first = lock_project(&path, &window, None);
    assert!(matches!(
        lock_project(&path, &window, None),
        LockResult::Already
    ));
}

#[test]
#[cfg(unix)]
fn a_symbolic_link_to_a_file_has_the_lock_of_the_file() {
    let (folder, path) = project();
    let link = folder.path().join("link.ron");
    std::os::unix::fs::symlink(&path, &link).unwrap();
    let _first = ask(&path);
    assert!(matches!(ask(&link), LockResult::Theirs(_)));
}

#[test]
#[cfg(unix)]
fn a_hard_link_to_a_file_has_the_lock_of_the_file() {
    let (folder, path) = project();
    let link = folder.path().join("link.ron");
    fs::hard_link(&path, &link).unwrap();
    let first = ask(&path);
    assert!(matches!(ask(&link), LockResult::Theirs(_)));
    drop(first);
    assert!(matches!(ask(&link), LockResult::Ours(_)));
    let remaining = fs::read_dir(folder.path().join("state/locks")).unwrap();
    assert_eq!(remaining.count(), 0);
}

#[test]
fn a_file_with_the_longest_possible_name_has_a_lock() {
    for len in [248, 249, 250, 255] {
        let (_folder, path) = project_named(&"x".repeat(len));
        let first = ask(&path);
        assert!(matches!(first, LockResult::Ours(_)), "{len}: {first:?}");
        assert!(matches!(ask(&path), LockResult::Theirs(_)), "{len}");
    }
}

/// On a busy machine, a window may stop between removing its note and releasing its lock.
#[test]
fn a_lock_that_is_being_released_is_waited_for() {
    let (_folder, path) = project();
    let LockResult::Ours(first) = ask(&path) else {
        panic!("nobody has it open yet");
    };
    fs::remove_file(paths(&path).note).unwrap();
    let release = thread::spawn(move || {
        thread::sleep(Duration::from_millis(100));
        drop(first);
    });
    assert!(matches!(ask(&path), LockResult::Ours(_)));
    release.join().unwrap();
}

#[test]
fn a_note_without_a_held_lock_is_ignored() {
    let (_folder, path) = project();
    LockOwner::this_window()
        .write_note(&paths(&path).note)
        .unwrap();
    assert!(matches!(ask(&path), LockResult::Ours(_)));
}

/// A cloud sync client may copy the note of another machine with its lock or without it.
#[test]
fn the_note_of_another_machine_counts_while_it_is_renewed() {
    for has_lock in [false, true] {
        let (_folder, path) = project();
        let LockPaths { lock, note } = paths(&path);
        let file = elsewhere().write_note(&note).unwrap();
        if has_lock {
            fs::write(lock, "").unwrap();
        }
        let LockResult::Theirs(holder) = ask(&path) else {
            panic!("anna has it open");
        };
        assert_eq!(holder, elsewhere_with(&holder.session));
        let long_ago = SystemTime::now() - STALE_AFTER - Duration::from_secs(1);
        file.set_modified(long_ago).unwrap();
        assert!(matches!(ask(&path), LockResult::Ours(_)));
    }
}

fn elsewhere_with(session: &str) -> LockOwner {
    LockOwner {
        session: session.to_owned(),
        ..elsewhere()
    }
}

#[test]
fn a_lock_whose_file_was_replaced_is_not_held() {
    let (_folder, path) = project();
    let lock = paths(&path).lock;
    fs::write(&lock, "").unwrap();
    let file = File::open(&lock).unwrap();
    assert!(is_still_at(&file, &lock));
    fs::remove_file(&lock).unwrap();
    assert!(!is_still_at(&file, &lock));
    fs::write(&lock, "").unwrap();
    assert!(!is_still_at(&file, &lock));
}

/// A power cut can truncate or zero a note.
#[test]
fn a_truncated_note_is_replaced() {
    let (_folder, path) = project();
    for nothing in [b"".as_slice(), &[0; 64], b"(user:\"an"] {
        fs::write(paths(&path).note, nothing).unwrap();
        let _ours = ask(&path);
        assert!(matches!(ask(&path), LockResult::Theirs(holder) if !holder.machine.is_empty()));
    }
}

#[test]
fn a_file_of_another_kind_is_neither_written_over_nor_removed() {
    let (_folder, path) = project();
    let LockPaths { lock, note } = paths(&path);
    fs::write(&lock, "a diary").unwrap();
    assert!(matches!(ask(&path), LockResult::Impossible(_)));
    assert_eq!(fs::read_to_string(&lock).unwrap(), "a diary");
    fs::remove_file(&lock).unwrap();
    fs::write(&note, "a diary").unwrap();
    let lock = ask(&path);
    assert!(matches!(lock, LockResult::Ours(_)));
    drop(lock);
    assert_eq!(fs::read_to_string(&note).unwrap(), "a diary");
}

#[test]
#[cfg(unix)]
fn a_link_in_place_of_a_lock_is_not_followed() {
    let (folder, path) = project();
    let other = folder.path().join("thesis.txt");
    fs::write(&other, "").unwrap();
    let LockPaths { lock, note } = paths(&path);
    for link in [lock, note] {
        std::os::unix::fs::symlink(&other, &link).unwrap();
        drop(ask(&path));
        assert_eq!(fs::read_to_string(&other).unwrap(), "");
        assert!(link.is_symlink(), "it is not ours to take away");
        fs::remove_file(&link).unwrap();
    }
}

#[test]
#[cfg(unix)]
fn a_pipe_in_place_of_a_lock_is_not_waited_for() {
    let (_folder, path) = project();
    let LockPaths { lock, note } = paths(&path);
    for pipe in [lock, note] {
        let made = std::process::Command::new("mkfifo").arg(&pipe).status();
        assert!(made.unwrap().success());
        drop(ask(&path));
        fs::remove_file(&pipe).unwrap();
    }
}

#[test]
fn a_lock_in_a_missing_folder_is_an_error() {
    let (folder, path) = project();
    drop(folder);
    let lock = lock_project(&path, &LockOwner::this_window(), None);
    assert!(matches!(lock, LockResult::Impossible(_)));
}
