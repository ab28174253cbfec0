//! The lines of a journal: how each is spelled, in RON. A field that older readers may skip can be added; for anything else a
//! journal needs a new version.

use super::{line::framed, record::JournalRecord};
use crate::{
    project::{HistoryParts, Revision, Step, TypingIn},
    storage::{
        disk::FileHash, format::write_inline, unsaved_copy::CopyOf, written_path::WrittenPath,
    },
};

use std::{path::Path, sync::Arc};

use serde::{Deserialize, Serialize};

/// What a journal begins with.
pub(crate) const FIRST_LINE: &str = "crosscheck journal 1";

/// What the journals of all versions begin with.
pub(crate) const ANY_FIRST_LINE: &str = "crosscheck journal ";

/// The second line: what the changes after it build on.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(crate) struct Head {
    /// What the project was called, for people.
    pub(crate) name: String,
    /// The file that the project belongs to; `None` for one that was never saved.
    pub(crate) project: Option<WrittenPath>,
    /// What it is an unsaved copy of; such a journal counts before there is any change.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) copy: Option<CopyOf>,
    /// What the changes are made to.
    pub(crate) base: Base,
    /// The revision that the file at `project` holds.
    pub(crate) saved: Option<Revision>,
    /// The hash of that file, if `base` is not that file.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) file: Option<String>,
    /// What could be undone and redone there.
    pub(crate) history: HistoryParts,
}

/// What the changes of a journal are made to.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(crate) enum Base {
    /// An empty project.
    Empty,
    /// The file at `path`, while it has this hash. A copy of it lies beside the journal soon after.
    File { path: WrittenPath, sha256: String },
    /// The file beside the journal, which was there before the journal was.
    Copy { sha256: String },
}

/// What happened; a line each.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(crate) enum Event {
    Happened(JournalRecord),
    /// The project as it was after so many events is about to be written to a file with this hash.
    Saving {
        path: WrittenPath,
        sha256: String,
        /// The events of this journal that the file holds.
        events: u64,
        revision: Revision,
    },
}

/// The highest revision that is read. No session gets to it, and there are more after it than any can add.
const MAX_REVISION: Revision = Revision::new(1 << 63);

impl Head {
    /// Whether it names only revisions that there can be.
    pub(crate) fn is_possible(&self) -> bool {
        let HistoryParts {
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

    /// How many edits the steps of its history have; a step without any counts as one.
    pub(crate) fn edits(&self) -> usize {
        let steps = self.history.done.iter().chain(&self.history.undone);
        steps.map(|step| step.edits.len().max(1)).sum()
    }

    /// The field that what is typed next goes on in.
    pub(crate) fn typing_goes_on_in(&self) -> Option<TypingIn> {
        let goes_on = !self.history.typing_ended && self.history.undone.is_empty();
        self.history.done.last().filter(|_| goes_on)?.typing
    }

    /// The changes that are in what the journal builds on, and in no file.
    pub(crate) fn unsaved(&self) -> Vec<String> {
        match self.base {
            Base::File { .. } => Vec::new(),
            Base::Empty | Base::Copy { .. } => match self.saved {
                Some(saved) => self.labels_since(saved),
                None if self.history.newest == Revision::default() => Vec::new(),
                // One that nothing leads to.
                None => self.labels_since(Revision::new(u64::MAX)),
            },
        }
    }

    /// What leads from a revision to the current one, as far as that is known; empty where nothing does.
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

    /// What a journal with it begins with.
    pub(crate) fn first_lines(&self) -> String {
        framed(FIRST_LINE) + &line(self)
    }
}

impl Event {
    /// The first `events` events are about to be written to a file.
    pub(crate) fn saving(path: &Path, hash: FileHash, events: u64, revision: Revision) -> Self {
        Self::Saving {
            path: WrittenPath::of(path),
            sha256: hash.to_string(),
            events,
            revision,
        }
    }

    /// Whether it names only a revision that there can be.
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
