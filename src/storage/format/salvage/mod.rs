//! Recovery of a file with unreadable lines, stray or missing brackets, merge conflicts or a missing end. Each record takes
//! one line, so an unreadable line does not affect the others.
//!
//! | file | what it does |
//! | --- | --- |
//! | `salvager` | reading line by line |
//! | `brackets` | the lines that structure a file |
//! | `part` | the parts of a file, and the records in them |
//! | `head` | the fields of a head, and defaults for those that cannot be parsed |
//! | `conflict` | the two sides of a merge conflict |
//! | `lossy` | text recovered from bytes that are not entirely UTF-8 |

mod brackets;
mod conflict;
mod head;
mod lossy;
mod part;
mod salvager;

use super::{
    problem::LoadProblem,
    reading::{Sections, read_record},
    records::List,
    syntax,
};
pub(crate) use conflict::without_other_side;
use conflict::{ConflictLine, conflict_lines};
pub(crate) use lossy::Lossy;
use salvager::{LineUse, Salvager};

use std::{collections::BTreeMap, ops::Range};

use serde::de::DeserializeOwned;

/// A file in which every record can be parsed.
pub(crate) struct Salvaged {
    /// The file with its original number of lines. A line that cannot be parsed becomes an empty one, an unreadable
    /// paragraph is quoted as it is, and an unreadable field of a head gets its default. If there are merge conflicts,
    /// the file of one side is followed by that of the other.
    pub(crate) text: String,
    pub(crate) places: RecordPlaces,
    /// The problems found, at most one for each line.
    pub(crate) problems: Vec<LoadProblem>,
}

/// Positions of the records in the text of [`Salvaged`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct RecordPlaces {
    /// End of the project's own fields.
    head_end: usize,
    records: Vec<(List, Range<usize>)>,
    /// Start of the other side of merge conflicts, where line numbers begin again.
    other_side: usize,
}

impl RecordPlaces {
    /// The sections of the text; `None` if its head cannot be parsed.
    pub(crate) fn sections<'a>(&self, text: &'a str) -> Option<Sections<'a>> {
        let mut lists: BTreeMap<List, Vec<&str>> = BTreeMap::new();
        for (list, range) in &self.records {
            lists.entry(*list).or_default().push(&text[range.clone()]);
        }
        let (head, extensions) = Sections::head_of(&text[..self.head_end])?;
        Some(Sections {
            head,
            lists: lists.into_iter().collect(),
            extensions,
            is_by_lines: false,
            lines_begin_again: self.other_side,
        })
    }
}

/// Options for salvaging a file.
#[derive(Clone, Copy)]
pub(crate) struct SalvageOptions<'a> {
    /// Numbers of the lines, from 1, in which invalid bytes were replaced.
    pub(crate) lossy_lines: &'a [usize],
    /// Whether to check each line of the heads too. This fails for heads that were reformatted by hand.
    pub(crate) at_heads: bool,
}

/// Checks each line on its own. Returns `None` if the file does not have the layout that Crosscheck writes, or if every
/// line can be parsed, since the error is then not in single lines.
pub(crate) fn salvage(text: &str, options: SalvageOptions<'_>) -> Option<Salvaged> {
    let sides = conflict_lines(text);
    let Some(sides) = sides else {
        return Salvager::new(text, options, |_| LineUse::Read)?.finish();
    };
    let mut ours = Salvager::new(text, options, |nth| match sides[nth] {
        ConflictLine::OfBoth | ConflictLine::Ours => LineUse::Read,
        ConflictLine::Theirs | ConflictLine::OfAncestor => LineUse::Skip,
        ConflictLine::Mark => LineUse::Report,
    })?;
    if !sides.contains(&ConflictLine::Theirs) {
        return ours.finish();
    }
    let theirs = Salvager::new(text, options, |nth| match sides[nth] {
        ConflictLine::OfBoth => LineUse::Read,
        ConflictLine::Theirs => LineUse::ReadOtherSide,
        ConflictLine::Ours | ConflictLine::OfAncestor | ConflictLine::Mark => LineUse::Skip,
    })?;
    ours.add_other_side(theirs);
    ours.finish()
}

/// Checks that the line is one value and a comma.
fn read<T: DeserializeOwned>(line: &str) -> Result<(), String> {
    let line = line.trim();
    let value = line.strip_suffix(',');
    let read = read_record::<T>(value.unwrap_or(line), &ron::Options::default(), false);
    match (read, value) {
        (Ok(_), _) => Ok(()),
        (Err(error), Some(_)) => Err(syntax::words(&error)),
        (Err(_), None) => Err("a comma is missing at the end of the line".to_owned()),
    }
}
