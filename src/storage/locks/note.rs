//! Files of the note beside a project file that names its holder.

use super::holder::Holder;

use std::{
    ffi::OsString,
    fs::{self, File, OpenOptions},
    io::{self, Seek, Write},
    path::{Path, PathBuf},
};

use same_file::Handle;

/// Path of the note of a project file: ".belgorod.ron.lock" for "belgorod.ron".
pub(crate) fn note_of(path: &Path) -> PathBuf {
    let mut name = OsString::from(".");
    name.push(path.file_name().unwrap_or_default());
    name.push(".lock");
    path.with_file_name(name)
}

/// Path of the unlocked duplicate of a note, for processes that cannot read the locked one: ".belgorod.ron.holder" for
/// ".belgorod.ron.lock".
pub(crate) fn words_of(note: &Path) -> PathBuf {
    note.with_extension("holder")
}

/// Opens a note, or creates it.
pub(crate) fn open_note(path: &Path) -> io::Result<File> {
    check_plain(path)?;
    OpenOptions::new()
        .read(true)
        .write(true)
        .create(true)
        .truncate(false)
        .open(path)
}

pub(crate) fn open_to_read(path: &Path) -> io::Result<File> {
    check_plain(path)?;
    File::open(path)
}

/// Checks that a path is a regular file or is unused. A folder from elsewhere may have anything under the name of a note: a
/// link may lead to a file that must not be written, and reading a pipe may never end.
fn check_plain(path: &Path) -> io::Result<()> {
    match fs::symlink_metadata(path) {
        Ok(found) if found.is_file() => Ok(()),
        Ok(_) => Err(io::Error::other("its note is no file")),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(()),
        Err(error) => Err(error),
    }
}

/// Replaces the text of a note. Fails, leaving the file untouched, if it is not a note.
pub(crate) fn write_note(file: &mut File, said: &str) -> io::Result<()> {
    file.rewind()?;
    if !Holder::is_note(file)? {
        return Err(io::Error::other(
            "a file of another kind has the name of its note",
        ));
    }
    file.set_len(0)?;
    file.rewind()?;
    file.write_all(said.as_bytes())
}

/// Writes the unlocked duplicate of a note. Errors are ignored: without it the lock still works, but others may not see the
/// holder's name.
pub(crate) fn write_words(words: &Path, said: &str) -> Option<File> {
    let mut file = open_note(words).ok()?;
    write_note(&mut file, said).ok()?;
    Some(file)
}

/// Returns whether `path` still refers to this open file. Does not read the content, which a lock might prevent.
pub(crate) fn is_still_at(file: &File, path: &Path) -> bool {
    let handle = file.try_clone().and_then(Handle::from_file);
    matches!((handle, Handle::from_path(path)), (Ok(ours), Ok(there)) if ours == there)
}

/// Reads the holder from a note or its duplicate; empty if neither can be read and parsed.
pub(crate) fn read_note(note: &Path) -> Holder {
    let read = |path: &Path| {
        open_to_read(path)
            .map(|mut file| Holder::in_note(&mut file))
            .ok()
    };
    let known = |holder: &Holder| !holder.session.is_empty();
    let locked = read(note).filter(known);
    locked.or_else(|| read(&words_of(note))).unwrap_or_default()
}
