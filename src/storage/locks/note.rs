//! The note beside a project file that says who has it open, as a file.

use super::holder::Holder;

use std::{
    ffi::OsString,
    fs::{self, File, OpenOptions},
    io::{self, Seek, Write},
    path::{Path, PathBuf},
};

use same_file::Handle;

/// "belgorod.ron" has its note in ".belgorod.ron.lock".
pub(crate) fn note_of(path: &Path) -> PathBuf {
    let mut name = OsString::from(".");
    name.push(path.file_name().unwrap_or_default());
    name.push(".lock");
    path.with_file_name(name)
}

/// ".belgorod.ron.lock" says who holds it in ".belgorod.ron.holder" too, for those who cannot read it.
pub(crate) fn words_of(note: &Path) -> PathBuf {
    note.with_extension("holder")
}

/// Opens the file of a note, or makes it.
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

/// A folder that came from elsewhere can have anything under the name of a note: a link may lead to a file that must not be written,
/// and a pipe has no end.
fn check_plain(path: &Path) -> io::Result<()> {
    match fs::symlink_metadata(path) {
        Ok(found) if found.is_file() => Ok(()),
        Ok(_) => Err(io::Error::other("its note is no file")),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(()),
        Err(error) => Err(error),
    }
}

/// Replaces what a note says. What is no note stays.
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

/// Where it cannot be written, the holder is not named, and the lock holds all the same.
pub(crate) fn write_words(words: &Path, said: &str) -> Option<File> {
    let mut file = open_note(words).ok()?;
    write_note(&mut file, said).ok()?;
    Some(file)
}

/// Whether the file is the one of that name. Its bytes need not be read for that, which a lock might not allow.
pub(crate) fn is_still_at(file: &File, path: &Path) -> bool {
    let handle = file.try_clone().and_then(Handle::from_file);
    matches!((handle, Handle::from_path(path)), (Ok(ours), Ok(there)) if ours == there)
}

/// What a note says; nothing is known where it cannot be read or makes no sense.
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
