//! What a public export does about protected names: where they stand, what is done about each, and that none gets out.

use super::{Audience, CsvTable, Names, RowAt, rows::Rows};
use crate::{
    analysis::{FoundName, OtherWords, ProtectedNames},
    project::{ClaimId, EvidenceId, Project},
};

use std::{borrow::Cow, collections::BTreeMap, convert::Infallible};

/// So many places are listed at once; whoever settles them is shown the next.
pub const MAX_LISTED_HITS: usize = 100_000;

/// What stands in a cell that is left out.
const LEFT_OUT: &str = "[left out]";

/// So much is shown to both sides of a name, in bytes.
const AROUND: usize = 60;

/// Names up to this length do not show in what is around another one, in bytes; an address has up to six for a letter.
const LONGEST_NAME: usize = 1_200;

/// A cell of a table that is exported.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct TableCell {
    /// Its row.
    pub row: RowId,
    /// Its column, from 0.
    pub column: usize,
}

/// What a row of a table is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum RowId {
    /// A claim.
    Claim(ClaimId),
    /// A piece of evidence.
    Evidence(EvidenceId),
}

/// A place where a protected name would get out. Holds no name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ProtectedHit {
    /// In which cell.
    pub cell: TableCell,
    /// Where that is, for people: "claim 3, quotes".
    pub place: String,
    /// Whose name: what is shown instead of it.
    pub stand_in: String,
    /// The longer word that the name is within, as it stands in the cell. It may hold the name.
    pub word: Option<String>,
    /// The words before the name or the longer word, without any protected name.
    pub before: String,
    /// Those after it.
    pub after: String,
    /// Whether stand-ins take every name out of the cell. They do not where a stand-in holds a name itself.
    pub can_replace: bool,
}

/// What is done about the protected names in a cell, in one export.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Settlement {
    /// Stand-ins take their place.
    Replace,
    /// The cell is left out, and says so.
    LeaveOut,
}

/// What is done about protected names in an export. By default nothing is settled.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Settled {
    cells: BTreeMap<TableCell, Settlement>,
    other_words: OtherWords,
    /// About every cell that nothing else is said of.
    rest: Option<Settlement>,
}

impl Settled {
    /// Stand-ins everywhere.
    #[must_use]
    pub fn replacing_all() -> Self {
        Self {
            rest: Some(Settlement::Replace),
            ..Self::default()
        }
    }

    /// What is done about a cell.
    #[must_use]
    pub fn of(&self, cell: TableCell) -> Option<Settlement> {
        self.cells.get(&cell).copied().or(self.rest)
    }

    /// Says what is done about a cell; `None` opens it again.
    pub fn settle(&mut self, cell: TableCell, settlement: Option<Settlement>) {
        match settlement {
            Some(settlement) => self.cells.insert(cell, settlement),
            None => self.cells.remove(&cell),
        };
    }

    /// The words that hold the letters of a name and are other words: they stay, wherever they stand.
    #[must_use]
    pub fn other_words(&self) -> &OtherWords {
        &self.other_words
    }

    /// Says whether a word is another word.
    pub fn set_another_word(&mut self, word: &str, is_another: bool) {
        self.other_words.set(word, is_another);
    }

    /// Whether it is said what is done about a place.
    #[must_use]
    pub fn settles(&self, hit: &ProtectedHit) -> bool {
        let word = hit.word.as_deref();
        word.is_some_and(|word| self.other_words.has(word))
            || match self.of(hit.cell) {
                Some(Settlement::Replace) => hit.can_replace,
                Some(Settlement::LeaveOut) => true,
                None => false,
            }
    }
}

/// Places at which protected names would get out, and of which it is not said what is done.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("protected names stand in {} of the table that it is not said what is done about; nothing was written", places(.0.len()))]
pub struct OpenHits(pub Vec<ProtectedHit>);

fn places(count: usize) -> String {
    match count {
        1 => "1 place".to_owned(),
        MAX_LISTED_HITS.. => format!("{MAX_LISTED_HITS} places or more"),
        _ => format!("{count} places"),
    }
}

/// Every place in a public export of the table where a protected name stands, in the order of the table, the first
/// [`MAX_LISTED_HITS`]; those within other words too.
#[must_use]
pub fn protected_hits(
    project: &Project,
    table: CsvTable,
    other_words: &OtherWords,
) -> Vec<ProtectedHit> {
    let names = ProtectedNames::of(project);
    hits_where(&names, project, table, other_words, |_| true)
}

/// Those of them that are of interest.
fn hits_where(
    names: &ProtectedNames,
    project: &Project,
    table: CsvTable,
    other_words: &OtherWords,
    is_wanted: impl Fn(&ProtectedHit) -> bool,
) -> Vec<ProtectedHit> {
    let mut hits = Vec::new();
    if names.is_empty() {
        return hits;
    }
    let mut loose = String::new();
    let rows = Rows::of(project, table, Names::StandIns);
    for run in rows.runs() {
        let Ok(()) = run.each_row(|at, cells| {
            for (column, text) in cells.iter().enumerate() {
                if hits.len() < MAX_LISTED_HITS && names.are_in(text, &mut loose) {
                    let column = (column, table.columns()[column]);
                    let in_cell = hits_in(names, other_words, at, column, text);
                    hits.extend(in_cell.into_iter().filter(&is_wanted));
                }
            }
            Ok::<(), Infallible>(())
        });
    }
    hits.truncate(MAX_LISTED_HITS);
    hits
}

fn hits_in(
    names: &ProtectedNames,
    other_words: &OtherWords,
    at: RowAt,
    (column, name): (usize, &str),
    text: &str,
) -> Vec<ProtectedHit> {
    let cell = TableCell { row: at.id, column };
    let can_replace = is_clear(names, other_words, &names.concealed_but(text, other_words));
    let found = names.find(text, other_words);
    let hits = found.iter().map(|found| {
        let (before, after) = around(names, text, found);
        let word = found.within.map(|word| text[word.range()].to_owned());
        ProtectedHit {
            cell,
            place: format!("{at}, {name}"),
            stand_in: found.stand_in.to_owned(),
            word,
            before,
            after,
            can_replace,
        }
    });
    hits.collect()
}

/// Whether no name is left but within other words.
fn is_clear(names: &ProtectedNames, other_words: &OtherWords, text: &str) -> bool {
    let found = names.find(text, other_words);
    found.iter().all(|found| found.is_another_word)
}

/// The words before and after the name, or the word that it is within.
fn around(names: &ProtectedNames, text: &str, found: &FoundName<'_>) -> (String, String) {
    let shown = found.within.unwrap_or(found.span);
    // More than is shown, so that a name which is cut at its edge is not part of that.
    let reach = AROUND + LONGEST_NAME;
    let start = text.floor_char_boundary(shown.start().saturating_sub(reach));
    let end = text.ceil_char_boundary((shown.end() + reach).min(text.len()));
    let before = in_one_line(&names.concealed(&text[start..shown.start()]));
    let after = in_one_line(&names.concealed(&text[shown.end()..end]));
    let cut = before.ceil_char_boundary(before.len().saturating_sub(AROUND));
    let before = before[cut..].to_owned();
    let cut = after.floor_char_boundary(AROUND.min(after.len()));
    (before, after[..cut].to_owned())
}

/// White space of any kind as single blanks.
fn in_one_line(text: &str) -> String {
    let mut line = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            blank if blank.is_whitespace() && line.ends_with(' ') => {}
            blank if blank.is_whitespace() => line.push(' '),
            other => line.push(other),
        }
    }
    line
}

/// Looks whether a table may be written for that audience.
///
/// # Errors
/// The places that are open.
pub fn check_protected(
    table: CsvTable,
    project: &Project,
    audience: &Audience,
) -> Result<(), OpenHits> {
    Gate::of(project, audience).check(table, project)
}

/// What every cell of an export goes through.
pub(crate) struct Gate<'a> {
    names: ProtectedNames,
    /// `None` where everything may pass.
    settled: Option<&'a Settled>,
}

impl<'a> Gate<'a> {
    pub(crate) fn of(project: &Project, audience: &'a Audience) -> Self {
        match audience {
            Audience::Public(settled) => Self {
                names: ProtectedNames::of(project),
                settled: Some(settled),
            },
            Audience::Internal => Self {
                names: ProtectedNames::default(),
                settled: None,
            },
        }
    }

    /// Whether every cell goes through as it is: nobody is protected, or everybody may know.
    pub(crate) fn stands_open(&self) -> bool {
        self.names.is_empty()
    }

    /// Whether all that stands in the table is settled.
    pub(crate) fn check(&self, table: CsvTable, project: &Project) -> Result<(), OpenHits> {
        let Some(settled) = self.settled.filter(|_| !self.names.is_empty()) else {
            return Ok(());
        };
        let others = settled.other_words();
        let is_open = |hit: &ProtectedHit| !settled.settles(hit);
        let open = hits_where(&self.names, project, table, others, is_open);
        if open.is_empty() {
            Ok(())
        } else {
            Err(OpenHits(open))
        }
    }

    /// A row as it may be written, after [`check`](Self::check) has found everything settled.
    pub(crate) fn let_through<'c>(
        &self,
        at: RowAt,
        cells: &'c [Cow<'_, str>],
    ) -> Vec<Cow<'c, str>> {
        let mut loose = String::new();
        let cells = cells.iter().enumerate();
        cells
            .map(|(column, text)| {
                let cell = TableCell { row: at.id, column };
                if self.names.are_in(text, &mut loose) {
                    self.settled_cell(cell, text)
                } else {
                    Cow::Borrowed(&**text)
                }
            })
            .collect()
    }

    fn settled_cell<'c>(&self, cell: TableCell, text: &'c str) -> Cow<'c, str> {
        let Some(settled) = self.settled else {
            return Cow::Borrowed(text);
        };
        let others = settled.other_words();
        let shown = match settled.of(cell) {
            Some(Settlement::LeaveOut) => Cow::Borrowed(LEFT_OUT),
            Some(Settlement::Replace) | None => self.names.concealed_but(text, others),
        };
        if is_clear(&self.names, others, &shown) {
            shown
        } else {
            // Whoever is called "left" or "out".
            Cow::Borrowed("")
        }
    }
}
