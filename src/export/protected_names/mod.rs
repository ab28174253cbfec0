//! Protected names in public exports: the cells that contain them, the decision on each, and the gate that every cell
//! passes.

mod gate;
mod hits;
mod whole_names;

use crate::{
    analysis::{Certainty, OtherWords, ProtectedNames},
    project::{Article, ArticleId, ClaimId, EvidenceId, SpeakerId, TextHash},
    text::counted,
};
pub use gate::check_protected;
pub(super) use gate::{NameGate, shown_to};
pub use hits::protected_hits;
pub(super) use whole_names::{after_name, before_name, places_of_names, with_whole_names};

use std::collections::BTreeMap;

/// Maximum number of hits listed at once. After decisions, further ones are listed.
pub const MAX_LISTED_HITS: usize = 100_000;

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
    Article(ArticleId),
    /// A text of a report or of another format without cells. A decision on it is valid only as long as its words stay
    /// the same.
    Text(ExportPart, TextHash),
}

/// The part of an export that a text is in. Decisions apply to a text within its part.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ExportPart {
    /// Title, method and other parts about the whole project.
    Project,
    Claim(ClaimId),
    Source(ArticleId),
    Speaker(SpeakerId),
}

/// A callback that may change a text of a part. The search for names joins the pieces of a text.
pub(super) type VisitText<'v> = dyn FnMut(ExportPart, &mut [&mut String]) + 'v;

/// A protected name in a cell, or a word that may be one. Contains no name itself, except perhaps in `word`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ProtectedHit {
    pub cell: TableCell,
    /// Readable name of the cell: "claim 3, quotes".
    pub place: String,
    /// Shown instead of the name.
    pub stand_in: String,
    pub certainty: Certainty,
    /// The longer word that contains the name, as written in the cell.
    pub word: Option<String>,
    /// The text before the name or the longer word, without protected names.
    pub before: String,
    /// The text after it, also without protected names.
    pub after: String,
    /// Whether stand-ins remove every name from the cell. They do not if a stand-in itself contains a name.
    pub can_replace: bool,
}

/// Treatment of the protected names in a cell of an export.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NameDecision {
    UseStandIns,
    /// Replaces certain names with stand-ins, and keeps possible ones.
    KeepPossible,
    /// Replaces the cell with "[left out]".
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
    pub fn stand_ins_everywhere() -> Self {
        Self {
            rest: Some(NameDecision::UseStandIns),
            ..Self::default()
        }
    }

    /// Replaces certain names with stand-ins everywhere.
    pub fn certain_stand_ins_everywhere() -> Self {
        Self {
            rest: Some(NameDecision::KeepPossible),
            ..Self::default()
        }
    }

    pub fn of(&self, cell: TableCell) -> Option<NameDecision> {
        self.cells.get(&cell).copied().or(self.rest)
    }

    /// Decides on a cell; `None` withdraws the decision.
    pub fn decide(&mut self, cell: TableCell, decision: Option<NameDecision>) {
        match decision {
            Some(decision) => self.cells.insert(cell, decision),
            None => self.cells.remove(&cell),
        };
    }

    /// Longer words that contain the letters of a name by chance. They are kept wherever they occur.
    pub fn other_words(&self) -> &OtherWords {
        &self.other_words
    }

    /// Marks a word as unrelated to the name in it, or removes the mark.
    pub fn set_unrelated_word(&mut self, word: &str, is_unrelated: bool) {
        self.other_words.set(word, is_unrelated);
    }

    /// Whether a hit is decided.
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

/// Whether readers who may not know the protected names may see the hashes of an article's text and original. If a name
/// is in the text, they could try names in place of the stand-in until the hash matches.
pub(in crate::export) fn may_show_hashes(names: &ProtectedNames, article: &Article) -> bool {
    !names.are_in(article.text.as_str())
}

/// The protected names without a decision.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("nothing was exported, because protected names in {} still need a decision", places(.0.len()))]
pub struct UndecidedNames(pub Vec<ProtectedHit>);

fn places(count: usize) -> String {
    match count {
        MAX_LISTED_HITS.. => "100,000 places or more".to_owned(),
        count => counted(count, "place"),
    }
}
