use super::{
    damaged::Damaged,
    draft::Draft,
    header,
    positions::LineCounter,
    problem::{LoadError, LoadProblem},
    reading::{Sections, Unread, read_all},
    records::List,
    remedy::Remedies,
    salvage::{Lossy, RecordPlaces, SalvageOptions, salvage, without_other_side},
    syntax,
};
use crate::{
    project::Project,
    storage::{VERSION, limits::max_problems},
};

use ron::error::SpannedError;

/// Parses a project file and verifies all of it: the hash of each text, the quote and character boundaries of each
/// highlight, every id and every link. Skips a byte order mark.
///
/// # Errors
/// [`LoadError`], with every problem found and its line. A file loads completely or not at all.
pub fn from_ron(bytes: &[u8]) -> Result<Project, LoadError> {
    let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
    let text = match text_of(bytes) {
        Ok(text) => text,
        Err(error) => return Err(rescued_from_bytes(bytes)?.map_or(error, in_a_box)),
    };
    check_version(text)?;
    match examine(text, None, &Remedies::new()) {
        Ok(Examined {
            project: Some(project),
            ..
        }) => Ok(project),
        Ok(Examined { problems, .. }) => Err(in_a_box(Damaged::found(text, problems))),
        Err(error @ LoadError::TooMany { .. }) => Err(error),
        Err(error) => Err(rescued(text, &[]).map_or(error, in_a_box)),
    }
}

fn in_a_box(damaged: Damaged) -> LoadError {
    LoadError::Damaged(Box::new(damaged))
}

fn text_of(bytes: &[u8]) -> Result<&str, LoadError> {
    // The fast validator does not report the position of the error.
    let text = simdutf8::basic::from_utf8(bytes);
    text.or_else(|_| {
        std::str::from_utf8(bytes).map_err(|error| LoadError::NotText {
            line: bytes[..error.valid_up_to()]
                .split(|byte| *byte == b'\n')
                .count(),
        })
    })
}

fn check_version(text: &str) -> Result<(), LoadError> {
    let newest = u64::from(VERSION);
    let version = header::version_of(text).or_else(|| {
        let ours = without_other_side(text)?;
        header::version_of(&ours)
    });
    match version {
        Some(version) if version > newest => Err(LoadError::Newer { version }),
        Some(version) if version == newest => Ok(()),
        // Version 1 is the first.
        None | Some(_) => Err(LoadError::NotAProject),
    }
}

/// Salvages a file that is not entirely valid UTF-8. Returns `None` if it is not a project.
fn rescued_from_bytes(bytes: &[u8]) -> Result<Option<Damaged>, LoadError> {
    let Some(Lossy { text, lines }) = Lossy::new(bytes) else {
        return Ok(None);
    };
    match check_version(&text) {
        Ok(()) => Ok(rescued(&text, &lines)),
        Err(error @ LoadError::Newer { .. }) => Err(error),
        Err(_no_project) => Ok(None),
    }
}

fn rescued(text: &str, lossy_lines: &[usize]) -> Option<Damaged> {
    // A project whose heads were reformatted by hand must still be salvageable, so the first attempt ignores head lines.
    [false, true].into_iter().find_map(|at_heads| {
        let options = SalvageOptions {
            lossy_lines,
            at_heads,
        };
        Damaged::salvaged(salvage(text, options)?)
    })
}

/// Result of parsing and verifying a file.
pub(crate) struct Examined {
    /// Whether the file has more problems than the limit; see [`max_problems`].
    pub(crate) has_too_many: bool,
    /// The project, if there are no problems or each has a remedy.
    pub(crate) project: Option<Project>,
    /// All problems in file order, with the chosen remedies.
    pub(crate) problems: Vec<LoadProblem>,
}

/// Parses and verifies `text`, applying `remedies` to its problems. The records of a salvaged file are at `places`.
pub(crate) fn examine(
    text: &str,
    places: Option<&RecordPlaces>,
    remedies: &Remedies,
) -> Result<Examined, LoadError> {
    let found = match places {
        Some(places) => places.sections(text),
        None => Sections::by_lines(text),
    };
    let found = found.and_then(|sections| build(text, &sections, remedies).ok());
    let examined = if let Some(examined) = found {
        examined
    } else {
        let sections = Sections::new(text).map_err(|error| syntax_error(text, text, &error))?;
        build(text, &sections, remedies).map_err(|unread| match unread {
            Unread::Wrong(record, error) => syntax_error(text, record, &error),
            Unread::TooMany(record, list) => too_many(text, record, list),
        })?
    };
    if examined.has_too_many {
        let most = max_problems(text.len());
        return Err(LoadError::TooMany { most });
    }
    Ok(examined)
}

/// Verifies records while later ones are still being parsed.
fn build<'a>(
    text: &'a str,
    sections: &Sections<'a>,
    remedies: &'a Remedies,
) -> Result<Examined, Unread<'a>> {
    read_all(sections, |batches| {
        Draft::new(text, remedies).build(sections, batches)
    })
}

/// Converts an error whose position is relative to `piece` into a position in the file.
fn syntax_error(file: &str, piece: &str, error: &SpannedError) -> LoadError {
    let (line, column) = position(file, piece);
    let start = error.span.start;
    let (line, column) = match start.line {
        1 => (line, column + start.col - 1),
        further => (line + further - 1, start.col),
    };
    let message = syntax::words(error);
    LoadError::Syntax {
        line,
        column,
        words: message,
    }
}

fn too_many(file: &str, record: &str, list: List) -> LoadError {
    let (line, column) = position(file, record);
    let (most, what) = list.most();
    LoadError::Syntax {
        line,
        column,
        words: format!("there are more than {most} {what}, the maximum for a project"),
    }
}

/// Line and column of a slice of the file, both from 1.
fn position(file: &str, piece: &str) -> (usize, usize) {
    LineCounter::new(file).at(offset(file, piece))
}

/// Byte offset of a slice within the file, or 0 if it is not part of the file.
pub(crate) fn offset(file: &str, piece: &str) -> usize {
    let at = piece.as_ptr().addr().checked_sub(file.as_ptr().addr());
    at.filter(|at| *at < file.len()).unwrap_or(0)
}
