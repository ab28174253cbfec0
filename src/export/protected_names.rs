//! Protected names in public exports: the cells that contain them, the decision on each, and the gate that every cell
//! passes.

use super::{
    Audience, Content, Export,
    table::{RowPlace, SpeakerNames, Table},
};
use crate::{
    analysis::{Certainty, FoundName, OtherWords, ProtectedNames},
    project::{ClaimId, EvidenceId, Project},
};

use std::{borrow::Cow, collections::BTreeMap};

/// Further places are listed when some of these are decided.
pub const MAX_LISTED_HITS: usize = 100_000;

/// The content of a cell that is left out.
const LEFT_OUT: &str = "[left out]";

/// Bytes of context shown on both sides of a name.
const CONTEXT: usize = 60;

/// Longest name, in bytes, that is recognised across the edge of the context. An address has up to six bytes for a letter.
const LONGEST_NAME: usize = 1_200;

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct TableCell {
    pub row: RowId,
    /// From 0.
    pub column: usize,
}

/// The subject of a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum RowId {
    Claim(ClaimId),
    Evidence(EvidenceId),
}

/// A protected name in a cell, or a word that may be one. Holds no name itself, except perhaps in `word`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ProtectedHit {
    pub cell: TableCell,
    /// The cell for people: "claim 3, quotes".
    pub place: String,
    /// Shown instead of the name.
    pub stand_in: String,
    pub certainty: Certainty,
    /// The longer word that contains the name, as written in the cell.
    pub word: Option<String>,
    /// The text before the name or the longer word, without protected names.
    pub before: String,
    /// The text after it, likewise.
    pub after: String,
    /// Whether stand-ins remove every name from the cell. They do not if a stand-in contains a name itself.
    pub can_replace: bool,
}

/// What an export does with the protected names in a cell.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NameDecision {
    UseStandIns,
    /// Stand-ins for the names that are certain; the other words are none.
    KeepPossible,
    /// The cell says "[left out]".
    LeaveOut,
}

/// The decisions on protected names in an export; none by default.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct NameDecisions {
    cells: BTreeMap<TableCell, NameDecision>,
    other_words: OtherWords,
    /// For every other cell.
    rest: Option<NameDecision>,
}

impl NameDecisions {
    /// Stand-ins everywhere.
    #[must_use]
    pub fn stand_ins_everywhere() -> Self {
        Self {
            rest: Some(NameDecision::UseStandIns),
            ..Self::default()
        }
    }

    /// Stand-ins everywhere for the names that are certain.
    #[must_use]
    pub fn certain_stand_ins_everywhere() -> Self {
        Self {
            rest: Some(NameDecision::KeepPossible),
            ..Self::default()
        }
    }

    #[must_use]
    pub fn of(&self, cell: TableCell) -> Option<NameDecision> {
        self.cells.get(&cell).copied().or(self.rest)
    }

    /// Decides on a cell; `None` takes the decision back.
    pub fn decide(&mut self, cell: TableCell, decision: Option<NameDecision>) {
        match decision {
            Some(decision) => self.cells.insert(cell, decision),
            None => self.cells.remove(&cell),
        };
    }

    /// Longer words that contain the letters of a name by chance. They stay wherever they occur.
    #[must_use]
    pub fn other_words(&self) -> &OtherWords {
        &self.other_words
    }

    /// Marks a word as unrelated to the name in it, or removes the mark.
    pub fn set_unrelated_word(&mut self, word: &str, is_unrelated: bool) {
        self.other_words.set(word, is_unrelated);
    }

    /// Whether a hit is decided.
    #[must_use]
    pub fn cover(&self, hit: &ProtectedHit) -> bool {
        let word = hit.word.as_deref();
        word.is_some_and(|word| self.other_words.has(word))
            || match self.of(hit.cell) {
                Some(NameDecision::UseStandIns) => hit.can_replace,
                Some(NameDecision::KeepPossible) => match hit.certainty {
                    Certainty::Possibly => true,
                    Certainty::Surely => hit.can_replace,
                },
                Some(NameDecision::LeaveOut) => true,
                None => false,
            }
    }
}

/// The protected names that are not decided.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("nothing was exported, because protected names in {} still need a decision", places(.0.len()))]
pub struct UndecidedNames(pub Vec<ProtectedHit>);

fn places(count: usize) -> String {
    match count {
        1 => "1 place".to_owned(),
        MAX_LISTED_HITS.. => format!("{MAX_LISTED_HITS} places or more"),
        _ => format!("{count} places"),
    }
}

/// The protected names in a public export, in its order, at most [`MAX_LISTED_HITS`]; also those within longer words.
#[must_use]
pub fn protected_hits(
    project: &Project,
    export: Export,
    other_words: &OtherWords,
) -> Vec<ProtectedHit> {
    match export.format().content {
        Content::MayHoldNames(table) => {
            let names = ProtectedNames::of(project);
            hits_where(&names, project, table, other_words, |_| true)
        }
        Content::NeverHoldsNames(_) => Vec::new(),
    }
}

fn hits_where(
    names: &ProtectedNames,
    project: &Project,
    table: &Table,
    other_words: &OtherWords,
    is_wanted: impl Fn(&ProtectedHit) -> bool,
) -> Vec<ProtectedHit> {
    let mut hits = Vec::new();
    if names.is_empty() {
        return hits;
    }
    table.each_row(project, SpeakerNames::StandIns, |row, cells| {
        for (column, text) in cells.iter().enumerate() {
            if hits.len() < MAX_LISTED_HITS && names.are_in(text) {
                let cell = TableCell {
                    row: row.id,
                    column,
                };
                let place = format!("{row}, {}", table.columns[column]);
                let in_cell = hits_in(names, other_words, cell, &place, text);
                hits.extend(in_cell.into_iter().filter(&is_wanted));
            }
        }
    });
    hits.truncate(MAX_LISTED_HITS);
    hits
}

fn hits_in(
    names: &ProtectedNames,
    other_words: &OtherWords,
    cell: TableCell,
    place: &str,
    text: &str,
) -> Vec<ProtectedHit> {
    let shown = names.concealed_but(text, other_words, Certainty::Possibly);
    let can_replace = is_clear(names, other_words, &shown, Certainty::Possibly);
    let found = names.find(text, other_words);
    let hits = found.iter().map(|found| {
        let (before, after) = context(names, text, found);
        ProtectedHit {
            cell,
            place: place.to_owned(),
            stand_in: found.stand_in.to_owned(),
            certainty: found.certainty,
            word: found.within.map(|word| text[word.range()].to_owned()),
            before,
            after,
            can_replace,
        }
    });
    hits.collect()
}

/// Whether no name is left outside other words that is at least so certain.
fn is_clear(
    names: &ProtectedNames,
    other_words: &OtherWords,
    text: &str,
    least: Certainty,
) -> bool {
    let found = names.find(text, other_words);
    (found.iter()).all(|found| found.is_another_word || found.certainty < least)
}

/// The text before and after a name or the longer word that contains it, on one line.
fn context(names: &ProtectedNames, text: &str, found: &FoundName<'_>) -> (String, String) {
    let shown = found.within.unwrap_or(found.span);
    // A name across the edge of the context would not be found, so names are concealed in more than is shown.
    let reach = CONTEXT + LONGEST_NAME;
    let start = text.floor_char_boundary(shown.start().saturating_sub(reach));
    let end = text.ceil_char_boundary((shown.end() + reach).min(text.len()));
    let before = on_one_line(&names.concealed(&text[start..shown.start()]));
    let after = on_one_line(&names.concealed(&text[shown.end()..end]));
    let cut = before.ceil_char_boundary(before.len().saturating_sub(CONTEXT));
    let before = before[cut..].to_owned();
    let cut = after.floor_char_boundary(CONTEXT.min(after.len()));
    (before, after[..cut].to_owned())
}

/// White space of any kind becomes single spaces.
fn on_one_line(text: &str) -> String {
    let mut line = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            space if space.is_whitespace() && line.ends_with(' ') => {}
            space if space.is_whitespace() => line.push(' '),
            other => line.push(other),
        }
    }
    line
}

/// Checks whether an export may be written for the audience.
///
/// # Errors
/// The names that are not decided.
pub fn check_protected(
    export: Export,
    project: &Project,
    audience: &Audience,
) -> Result<(), UndecidedNames> {
    match export.format().content {
        Content::MayHoldNames(table) => NameGate::new(project, audience).check(table, project),
        Content::NeverHoldsNames(_) => Ok(()),
    }
}

/// Every cell of an export passes it.
pub(super) struct NameGate<'a> {
    /// None if nobody is protected, or the audience may know everybody.
    names: ProtectedNames,
    audience: &'a Audience,
}

impl<'a> NameGate<'a> {
    pub fn new(project: &Project, audience: &'a Audience) -> Self {
        let names = match audience {
            Audience::Public(_) => ProtectedNames::of(project),
            Audience::Internal => ProtectedNames::default(),
        };
        Self { names, audience }
    }

    pub fn speaker_names(&self) -> SpeakerNames {
        match self.audience {
            Audience::Public(_) => SpeakerNames::StandIns,
            Audience::Internal => SpeakerNames::Real,
        }
    }

    pub fn check(&self, table: &Table, project: &Project) -> Result<(), UndecidedNames> {
        let Audience::Public(decisions) = self.audience else {
            return Ok(());
        };
        let is_open = |hit: &ProtectedHit| !decisions.cover(hit);
        let other_words = decisions.other_words();
        let open = hits_where(&self.names, project, table, other_words, is_open);
        if open.is_empty() {
            Ok(())
        } else {
            Err(UndecidedNames(open))
        }
    }

    /// A row as it may be written, after [`check`](Self::check) found every name decided.
    pub fn pass<'c>(&self, row: RowPlace, cells: &'c [Cow<'_, str>]) -> Cow<'c, [Cow<'c, str>]> {
        let decisions = match self.audience {
            Audience::Public(decisions) if !self.names.is_empty() => decisions,
            Audience::Public(_) | Audience::Internal => return Cow::Borrowed(cells),
        };
        let passed = cells.iter().enumerate().map(|(column, text)| {
            if self.names.are_in(text) {
                let row = row.id;
                self.decided(decisions, TableCell { row, column }, text)
            } else {
                Cow::Borrowed(&**text)
            }
        });
        Cow::Owned(passed.collect())
    }

    fn decided<'c>(
        &self,
        decisions: &NameDecisions,
        cell: TableCell,
        text: &'c str,
    ) -> Cow<'c, str> {
        let other_words = decisions.other_words();
        let decision = decisions.of(cell);
        let least = match decision {
            Some(NameDecision::KeepPossible) => Certainty::Surely,
            Some(NameDecision::UseStandIns | NameDecision::LeaveOut) | None => Certainty::Possibly,
        };
        let shown = match decision {
            Some(NameDecision::LeaveOut) => Cow::Borrowed(LEFT_OUT),
            Some(NameDecision::UseStandIns | NameDecision::KeepPossible) | None => {
                self.names.concealed_but(text, other_words, least)
            }
        };
        if is_clear(&self.names, other_words, &shown, least) {
            shown
        } else {
            // A speaker may be called "left" or "out".
            Cow::Borrowed("")
        }
    }
}
