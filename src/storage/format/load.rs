use super::{
    damaged::Damaged,
    draft::Draft,
    header,
    problem::{LoadError, LoadProblem},
    reading::{Layout, Reader},
    remedy::Remedies,
    salvage::{Look, Lossy, salvage},
    syntax,
};
use crate::{
    project::Project,
    storage::{VERSION, limits::max_problems},
};

use std::{borrow::Cow, panic::resume_unwind, thread};

/// Reads the text of a project file and verifies all of it: the hash of each text, the quote and the character
/// boundaries of each highlight, every id and every link. A byte order mark is skipped.
///
/// # Errors
/// [`LoadError`], with every problem that was found and the line of each; a file is read whole or not at all.
pub fn from_ron(bytes: &[u8]) -> Result<Project, LoadError> {
    let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
    let text = match text_of(bytes) {
        Ok(text) => text,
        Err(error) => return Err(rescued_from_bytes(bytes)?.map_or(error, in_a_box)),
    };
    let version = known_version(text)?;
    match examine(text, version, &Remedies::new()) {
        Ok(Examined {
            project: Some(project),
            ..
        }) => Ok(project),
        Ok(Examined { problems, .. }) => Err(in_a_box(Damaged::found(text, version, problems))),
        Err(error @ LoadError::TooMany { .. }) => Err(error),
        Err(error) => Err(rescued(text, version, &[]).map_or(error, in_a_box)),
    }
}

fn in_a_box(damaged: Damaged) -> LoadError {
    LoadError::Damaged(Box::new(damaged))
}

fn text_of(bytes: &[u8]) -> Result<&str, LoadError> {
    // The quick one does not tell where it goes wrong.
    let text = simdutf8::basic::from_utf8(bytes);
    text.or_else(|_| {
        std::str::from_utf8(bytes).map_err(|error| LoadError::NotText {
            line: bytes[..error.valid_up_to()]
                .split(|byte| *byte == b'\n')
                .count(),
        })
    })
}

fn known_version(text: &str) -> Result<u64, LoadError> {
    match header::version_of(text) {
        Some(version) if version > u64::from(VERSION) => Err(LoadError::Newer { version }),
        Some(version) if version > 0 => Ok(version),
        // No version 0 was ever written.
        None | Some(_) => Err(LoadError::NotAProject),
    }
}

/// What can be read of bytes that are not all text. `None` where that is no project.
///
/// # Errors
/// [`LoadError::Newer`].
fn rescued_from_bytes(bytes: &[u8]) -> Result<Option<Damaged>, LoadError> {
    let Some(Lossy { text, lines }) = Lossy::of(bytes) else {
        return Ok(None);
    };
    match known_version(&text) {
        Ok(version) => Ok(rescued(&text, version, &lines)),
        Err(error @ LoadError::Newer { .. }) => Err(error),
        Err(_no_project) => Ok(None),
    }
}

fn rescued(text: &str, version: u64, lossy_lines: &[usize]) -> Option<Damaged> {
    // A file whose heads somebody has laid out otherwise is not to suffer for it.
    [false, true].into_iter().find_map(|at_heads| {
        let look = Look {
            version,
            lossy_lines,
            at_heads,
        };
        Damaged::salvaged(salvage(text, look)?, version)
    })
}

/// What came of reading a file.
pub(crate) struct Examined {
    /// More is wrong than is told: see [`max_problems`].
    pub(crate) has_too_many: bool,
    /// The project, where nothing is wrong, or something was chosen for all that is.
    pub(crate) project: Option<Project>,
    /// All that is wrong, in the order of the file, with what was chosen.
    pub(crate) problems: Vec<LoadProblem>,
}

/// Reads and verifies `text`, and does about its problems what `remedies` say.
pub(crate) fn examine(
    text: &str,
    version: u64,
    remedies: &Remedies,
) -> Result<Examined, LoadError> {
    let beside = Layout::of(text).and_then(|layout| {
        read_and_build(text, version, remedies, |reader| {
            reader.read_beside(&layout).ok_or(())
        })
        .ok()
    });
    let examined = match beside {
        Some(examined) => examined,
        None => read_and_build(text, version, remedies, |reader| {
            reader.read(text).map_err(|error| syntax_error(&error))
        })?,
    };
    if examined.has_too_many {
        let most = max_problems(text.len());
        return Err(LoadError::TooMany { most });
    }
    Ok(examined)
}

/// Another thread reads, this one verifies what it has read.
fn read_and_build<'a, E: Send>(
    text: &'a str,
    version: u64,
    remedies: &'a Remedies,
    read: impl FnOnce(Reader<'a>) -> Result<(), E> + Send,
) -> Result<Examined, E> {
    let (reader, parts) = Reader::new(version);
    thread::scope(|scope| {
        let reading = scope.spawn(|| read(reader));
        let built = Draft::of(text, remedies).build(&parts);
        let read = reading
            .join()
            .unwrap_or_else(|panicked| resume_unwind(panicked));
        // What was built of a file that breaks off is not whole, and neither are the problems that were found in it.
        read.map(|()| built)
    })
}

fn syntax_error(error: &ron::error::SpannedError) -> LoadError {
    LoadError::Syntax {
        line: error.span.start.line,
        column: error.span.start.col,
        words: syntax::words(error),
    }
}

/// A piece of the file, or what had to be unescaped.
pub(crate) fn piece<'a>(written: &Cow<'a, str>) -> Option<&'a str> {
    match written {
        Cow::Borrowed(piece) => Some(piece),
        Cow::Owned(_) => None,
    }
}
