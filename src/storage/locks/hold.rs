//! Marks a project file as open with a note beside it, which is locked while the file is open.
//!
//! The lock is advisory: it only keeps two windows from unknowingly overwriting each other's saves. A note whose lock is
//! free was left behind by a crashed program and is ignored. In cloud folders and on some network disks, locks are not
//! visible to other machines; there, the note of another machine is valid while that machine keeps renewing it.
//!
//! On Windows, other processes cannot read a locked file (`LockFileEx` is mandatory), so the note is duplicated in an
//! unlocked file beside it. If the locked note can be read, it takes precedence, since older versions of Crosscheck write
//! only that.

use super::{
    holder::Holder,
    note::{
        is_still_at, note_of, open_note, open_to_read, read_note, words_of, write_note, write_words,
    },
};

use std::{
    fs::{self, File, TryLockError},
    io,
    path::{Path, PathBuf},
    sync::mpsc::{RecvTimeoutError, Sender, channel},
    thread,
    time::{Duration, SystemTime},
};

/// Interval between renewals of a note.
const RENEWED_EVERY: Duration = Duration::from_mins(1);
/// Age without renewal after which the note of another machine is ignored.
const STALE_AFTER: Duration = Duration::from_mins(5);

/// Result of [`hold`].
#[derive(Debug)]
pub enum Holding {
    /// This window holds the file until the hold is dropped.
    Ours(Hold),
    /// Another window has it open.
    Theirs(Holder),
    /// This window already holds the file.
    Already,
    /// No note can be written, for example in a read-only folder. Windows cannot see each other.
    Impossible(io::Error),
}

/// Lock on a project file that is open in this window. Dropping it removes the note.
#[derive(Debug)]
pub struct Hold {
    note: PathBuf,
    /// Path of the unlocked duplicate, if it was written.
    words: Option<PathBuf>,
    /// The locked note.
    file: File,
    /// Dropping it stops the renewal thread.
    _renewing: Sender<()>,
}

/// Marks the project file at `path` as open in this window, unless another window has it open.
#[must_use]
pub fn hold(path: &Path, window: &Holder) -> Holding {
    let myself = window.holding_since_now();
    let note = note_of(&fs::canonicalize(path).unwrap_or_else(|_not_there| path.to_owned()));
    // Its owner may remove a note after it is opened here and before it is locked. The next attempt then creates a new one.
    for _ in 0..3 {
        match attempt(&note, &myself) {
            Ok(Some(holding)) => return holding,
            Ok(None) => {}
            Err(error) => return Holding::Impossible(error),
        }
    }
    Holding::Impossible(io::Error::other("the note beside it keeps vanishing"))
}

fn attempt(note: &Path, myself: &Holder) -> io::Result<Option<Holding>> {
    let mut file = match open_note(note) {
        Err(error) if error.kind() == io::ErrorKind::PermissionDenied => {
            return note_of_another_user(note, error);
        }
        opened => opened?,
    };
    match file.try_lock() {
        Ok(()) => {}
        Err(TryLockError::WouldBlock) => {
            let holder = read_note(note);
            if holder.session.is_empty() && !is_still_at(&file, note) {
                // The holder is about to release the lock: it has already removed the note.
                thread::sleep(Duration::from_millis(20));
                return Ok(None);
            }
            let is_this = holder.session == myself.session;
            return Ok(Some(if is_this {
                Holding::Already
            } else {
                Holding::Theirs(holder)
            }));
        }
        Err(TryLockError::Error(error)) => return Err(error),
    }
    let words = words_of(note);
    let notes = [Some(file.try_clone()?), open_to_read(&words).ok()];
    for note in notes.into_iter().flatten() {
        if let Some(holder) = on_another_machine(note, myself)? {
            return Ok(Some(Holding::Theirs(holder)));
        }
    }
    let said = ron::to_string(myself).map_err(io::Error::other)?;
    write_note(&mut file, &said)?;
    if !is_still_at(&file, note) {
        return Ok(None);
    }
    let written = write_words(&words, &said);
    let words = written.is_some().then_some(words);
    let renewed = [Some(file.try_clone()?), written];
    Ok(Some(Holding::Ours(Hold {
        note: note.to_owned(),
        words,
        _renewing: renew(renewed.into_iter().flatten().collect()),
        file,
    })))
}

/// Returns the holder named in a note, if it is another machine that still renews the note.
fn on_another_machine(mut note: File, myself: &Holder) -> io::Result<Option<Holder>> {
    let holder = Holder::in_note(&mut note);
    let is_elsewhere = holder.machine != myself.machine && !holder.machine.is_empty();
    Ok((is_elsewhere && is_fresh(note.metadata()?.modified()?)).then_some(holder))
}

/// Checks a note that this user can read but not write. It still shows whether its lock is held.
fn note_of_another_user(note: &Path, refused: io::Error) -> io::Result<Option<Holding>> {
    let file = open_to_read(note).map_err(|_nor_read| refused)?;
    let is_held = matches!(file.try_lock(), Err(TryLockError::WouldBlock));
    let holder = read_note(note);
    if is_held || is_fresh(file.metadata()?.modified()?) {
        Ok(Some(Holding::Theirs(holder)))
    } else {
        Err(io::Error::other("a note was left there by another user"))
    }
}

fn is_fresh(renewed: SystemTime) -> bool {
    // If this machine's clock is behind, the time is in the future. That counts as fresh.
    renewed.elapsed().map_or(true, |age| age <= STALE_AFTER)
}

/// Updates the modification time of the notes at intervals, until the sender is dropped.
fn renew(files: Vec<File>) -> Sender<()> {
    let (sender, receiver) = channel::<()>();
    thread::spawn(move || {
        while receiver.recv_timeout(RENEWED_EVERY) == Err(RecvTimeoutError::Timeout) {
            // On an error, other machines treat the note as stale. That is acceptable for an advisory lock.
            for file in &files {
                drop(file.set_modified(SystemTime::now()));
            }
        }
    });
    sender
}

impl Drop for Hold {
    fn drop(&mut self) {
        // Remove the note while the lock is still held, so that the note of another window is never removed.
        for note in self.words.iter().chain([&self.note]) {
            drop(fs::remove_file(note));
        }
        drop(self.file.unlock());
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn project() -> (tempfile::TempDir, PathBuf) {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("barrage.ron");
        fs::write(&path, "a project").unwrap();
        (folder, path)
    }

    #[test]
    fn a_second_window_is_told_of_the_first_until_that_closes() {
        let (_folder, path) = project();
        let Holding::Ours(first) = hold(&path, &Holder::this_window()) else {
            panic!("nobody has it open yet");
        };
        let Holding::Theirs(holder) = hold(&path, &Holder::this_window()) else {
            panic!("the first has it open");
        };
        assert_eq!(holder.machine, Holder::this_window().machine);
        assert!(holder.since().elapsed().unwrap() < Duration::from_mins(1));
        drop(first);
        assert!(!note_of(&path).exists() && !words_of(&note_of(&path)).exists());
        assert!(matches!(
            hold(&path, &Holder::this_window()),
            Holding::Ours(_)
        ));
    }

    #[test]
    fn a_window_that_asks_twice_is_not_another() {
        let (_folder, path) = project();
        let window = Holder::this_window();
        let _first = hold(&path, &window);
        assert!(matches!(hold(&path, &window), Holding::Already));
    }

    #[test]
    #[cfg(unix)]
    fn a_link_to_the_file_is_the_file() {
        let (folder, path) = project();
        let link = folder.path().join("link.ron");
        std::os::unix::fs::symlink(&path, &link).unwrap();
        let _first = hold(&path, &Holder::this_window());
        assert!(matches!(
            hold(&link, &Holder::this_window()),
            Holding::Theirs(_)
        ));
    }

    #[test]
    fn a_note_that_nobody_has_locked_was_left_behind() {
        let (_folder, path) = project();
        let dead = ron::to_string(&Holder::this_window()).unwrap();
        fs::write(note_of(&path), dead).unwrap();
        assert!(matches!(
            hold(&path, &Holder::this_window()),
            Holding::Ours(_)
        ));
    }

    #[test]
    fn the_note_of_another_machine_counts_while_it_is_renewed() {
        let (_folder, path) = project();
        let note = note_of(&path);
        let elsewhere = Holder {
            machine: "another desk".to_owned(),
            user: "anna".to_owned(),
            ..Holder::this_window()
        };
        fs::write(&note, ron::to_string(&elsewhere).unwrap()).unwrap();
        let Holding::Theirs(holder) = hold(&path, &Holder::this_window()) else {
            panic!("anna has it open");
        };
        assert_eq!(holder, elsewhere);
        let long_ago = SystemTime::now() - STALE_AFTER - Duration::from_secs(1);
        let file = File::options().write(true).open(&note).unwrap();
        file.set_modified(long_ago).unwrap();
        assert!(matches!(
            hold(&path, &Holder::this_window()),
            Holding::Ours(_)
        ));
    }

    /// With mandatory locks, other processes cannot read the locked file. This test simulates that with invalid content.
    #[test]
    #[cfg(unix)]
    fn the_holder_is_named_where_the_locked_file_cannot_be_read() {
        let (_folder, path) = project();
        let _first = hold(&path, &Holder::this_window());
        fs::write(note_of(&path), [0xff]).unwrap();
        let Holding::Theirs(holder) = hold(&path, &Holder::this_window()) else {
            panic!("the first has it open");
        };
        assert_eq!(holder.machine, Holder::this_window().machine);
        assert!(!holder.machine.is_empty());
    }

    /// Older versions of Crosscheck write the note only into the locked file.
    #[test]
    #[cfg(unix)]
    fn an_older_note_is_recognised() {
        let (_folder, path) = project();
        let elsewhere = Holder {
            user: "anna".to_owned(),
            ..Holder::this_window()
        };
        fs::write(note_of(&path), ron::to_string(&elsewhere).unwrap()).unwrap();
        let locked = File::open(note_of(&path)).unwrap();
        locked.lock().unwrap();
        let Holding::Theirs(holder) = hold(&path, &Holder::this_window()) else {
            panic!("anna has it open");
        };
        assert_eq!(holder, elsewhere);
    }

    /// A cloud sync client may be unable to copy a locked file.
    #[test]
    fn a_note_that_came_without_its_lock_counts_while_it_is_renewed() {
        let (_folder, path) = project();
        let elsewhere = Holder {
            machine: "another desk".to_owned(),
            ..Holder::this_window()
        };
        let note = words_of(&note_of(&path));
        fs::write(&note, ron::to_string(&elsewhere).unwrap()).unwrap();
        let Holding::Theirs(holder) = hold(&path, &Holder::this_window()) else {
            panic!("it is open on another desk");
        };
        assert_eq!(holder, elsewhere);
        let long_ago = SystemTime::now() - STALE_AFTER - Duration::from_secs(1);
        let file = File::options().write(true).open(&note).unwrap();
        file.set_modified(long_ago).unwrap();
        assert!(matches!(
            hold(&path, &Holder::this_window()),
            Holding::Ours(_)
        ));
    }

    #[test]
    fn a_lock_whose_file_was_taken_away_holds_nothing() {
        let (_folder, path) = project();
        let note = note_of(&path);
        fs::write(&note, "").unwrap();
        let file = File::open(&note).unwrap();
        assert!(is_still_at(&file, &note));
        fs::remove_file(&note).unwrap();
        assert!(!is_still_at(&file, &note));
        fs::write(&note, "").unwrap();
        assert!(!is_still_at(&file, &note));
    }

    /// A power cut can truncate or zero a note.
    #[test]
    fn a_note_that_is_cut_off_is_no_obstacle() {
        let (_folder, path) = project();
        for nothing in [b"".as_slice(), &[0; 64], b"(user:\"an"] {
            fs::write(note_of(&path), nothing).unwrap();
            let holding = hold(&path, &Holder::this_window());
            assert!(matches!(holding, Holding::Ours(_)));
        }
    }

    #[test]
    fn a_file_that_is_no_note_is_not_written_over() {
        let (_folder, path) = project();
        let note = note_of(&path);
        fs::write(&note, "a diary").unwrap();
        let holding = hold(&path, &Holder::this_window());
        assert!(matches!(holding, Holding::Impossible(_)));
        assert_eq!(fs::read_to_string(&note).unwrap(), "a diary");
        fs::remove_file(&note).unwrap();
        let words = words_of(&note);
        fs::write(&words, "a diary").unwrap();
        let holding = hold(&path, &Holder::this_window());
        assert!(matches!(holding, Holding::Ours(_)));
        drop(holding);
        assert_eq!(fs::read_to_string(&words).unwrap(), "a diary");
    }

    #[test]
    #[cfg(unix)]
    fn a_note_that_leads_elsewhere_is_not_followed() {
        let (folder, path) = project();
        let other = folder.path().join("thesis.txt");
        fs::write(&other, "").unwrap();
        for link in [note_of(&path), words_of(&note_of(&path))] {
            std::os::unix::fs::symlink(&other, &link).unwrap();
            drop(hold(&path, &Holder::this_window()));
            assert_eq!(fs::read_to_string(&other).unwrap(), "");
            assert!(link.is_symlink(), "it is not ours to take away");
            fs::remove_file(&link).unwrap();
        }
    }

    #[test]
    #[cfg(unix)]
    fn a_pipe_in_place_of_a_note_is_not_waited_for() {
        let (_folder, path) = project();
        for pipe in [note_of(&path), words_of(&note_of(&path))] {
            let made = std::process::Command::new("mkfifo").arg(&pipe).status();
            assert!(made.unwrap().success());
            drop(hold(&path, &Holder::this_window()));
            fs::remove_file(&pipe).unwrap();
        }
    }

    #[test]
    fn a_folder_that_is_gone_is_no_obstacle_either() {
        let (folder, path) = project();
        drop(folder);
        assert!(matches!(
            hold(&path, &Holder::this_window()),
            Holding::Impossible(_)
        ));
    }
}
