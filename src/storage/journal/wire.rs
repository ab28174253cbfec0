//! Format of the lines of a journal, in RON. Fields that older readers may skip can be added; any other change needs a
//! new format version.

use super::{line::framed, record::JournalRecord};
use crate::{
    project::{History, Revision, Step},
    storage::{format::write_inline, unsaved_copy::CopyOf, written_path::WrittenPath},
};

use std::sync::Arc;

use serde::{Deserialize, Serialize};

/// First line of a journal of this version.
pub(crate) const FIRST_LINE: &str = "crosscheck journal 1";

/// Prefix of the first line in every version.
pub(crate) const ANY_FIRST_LINE: &str = "crosscheck journal ";

/// Second line of a journal: the starting point of its changes.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(crate) struct JournalHead {
    /// Name of the project, for display.
    pub(crate) name: String,
    /// File of the project; `None` if it was never saved.
    pub(crate) project: Option<WrittenPath>,
    /// Original that the project is an unsaved copy of. Such a journal is listed for recovery even without a change.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) copy: Option<CopyOf>,
    /// Project that the changes apply to.
    pub(crate) base: HeadBase,
    /// The revision that the file at `project` holds.
    pub(crate) saved: Option<Revision>,
    /// Hash of that file, if `base` is not that file.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) file: Option<String>,
    /// Undo history at the start of the journal.
    pub(crate) history: History,
}

/// Project that the changes of a journal apply to.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(crate) enum HeadBase {
    /// An empty project.
    Empty,
    /// The file at `path`, while it has this hash. It is copied to the journal folder soon after.
    File { path: WrittenPath, sha256: String },
    /// The copy beside the journal, which was written before the journal.
    Copy { sha256: String },
}

/// Event of a journal, one per line.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(crate) enum JournalEvent {
    Happened(JournalRecord),
    /// The project as it was after `events` events is about to be written to a file with this hash.
    Saving {
        path: WrittenPath,
        sha256: String,
        /// Number of events of this journal that the file includes.
        events: u64,
        revision: Revision,
    },
}

/// Highest accepted revision. No session reaches it, and the revisions after it cannot overflow.
const MAX_REVISION: Revision = Revision::new(1 << 63);

impl JournalHead {
    /// Returns whether all its revisions are valid.
    pub(crate) fn is_possible(&self) -> bool {
        let History {
            done,
            undone,
            current,
            newest,
            typing_ended: _,
        } = &self.history;
        let steps = done.iter().chain(undone).map(|step| step.leads_to);
        let mut revisions = steps.chain([*current, *newest]).chain(self.saved);
        revisions.all(|revision| revision <= MAX_REVISION)
    }

    /// Number of edits in the steps of its history; a step without edits counts as one.
    pub(crate) fn edits(&self) -> usize {
        let steps = self.history.done.iter().chain(&self.history.undone);
        steps.map(|step| step.edits.len().max(1)).sum()
    }

    /// Labels of the changes that are in the journal's base but in none of the user's files.
    pub(crate) fn unsaved(&self) -> Vec<String> {
        match self.base {
            HeadBase::File { .. } => Vec::new(),
            HeadBase::Empty | HeadBase::Copy { .. } => match self.saved {
                Some(saved) => self.labels_since(saved),
                None if self.history.newest == Revision::default() => Vec::new(),
                // A revision that no step leads to.
                None => self.labels_since(Revision::new(u64::MAX)),
            },
        }
    }

    /// Labels of the steps from a revision to the current one, as far as they are known; empty if the two are the same.
    fn labels_since(&self, revision: Revision) -> Vec<String> {
        let history = &self.history;
        if history.current == revision {
            return Vec::new();
        }
        let leads_there = |step: &Arc<Step>| step.leads_to == revision;
        let undone = history.undone.iter().rev().position(leads_there);
        let done = history.done.iter().rposition(leads_there);
        match (done, undone) {
            (None, Some(last)) => vec!["undo".to_owned(); last + 1],
            (None, None) if history.done.is_empty() => vec!["earlier work".to_owned()],
            (first, _) => {
                let done = &history.done[first.unwrap_or(0)..];
                done.iter().map(|step| step.label.to_string()).collect()
            }
        }
    }

    /// Returns the first two lines of a journal with this head.
    pub(crate) fn first_lines(&self) -> String {
        framed(FIRST_LINE) + &line(self)
    }
}

impl JournalEvent {
    /// Returns whether its revision, if any, is valid.
    pub(crate) fn is_possible(&self) -> bool {
        match self {
            Self::Happened(_) => true,
            Self::Saving { revision, .. } => *revision <= MAX_REVISION,
        }
    }

    pub(crate) fn line(&self) -> String {
        line(self)
    }
}

fn line(record: &impl Serialize) -> String {
    let mut written = String::new();
    write_inline(&mut written, record);
    framed(&written)
}
