//! What both versions of the journal spell alike, but for the edits `E` and the text fields `T` in it; frozen, but for fields
//! of a head that older readers may skip.

use super::copied::CopyOf;
use crate::project::{self, HistoryParts, Revision, TypingIn};

use std::{
    path::{Path, PathBuf},
    sync::Arc,
};

use serde::{Deserialize, Serialize};

/// A record that is whole, but says what cannot be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct ReadError;

/// The second line: what the changes after it build on.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(crate) struct Head<H> {
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
    pub(crate) saved: Option<u64>,
    /// The hash of that file, if `base` is not that file.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) file: Option<String>,
    /// What could be undone and redone there.
    pub(crate) history: H,
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
pub(crate) enum Event<E, T> {
    Change {
        label: String,
        typing: Option<T>,
        edits: Vec<E>,
    },
    Undo,
    Redo,
    /// The field was left: what is typed next is another step.
    TypingEnded,
    /// The project as it was after so many events is about to be written to a file with this hash.
    Saving {
        path: WrittenPath,
        sha256: String,
        /// The events of this journal that the file holds.
        events: u64,
        revision: u64,
    },
}

/// A number that no revision gets to.
const NO_REVISION: u64 = u64::MAX;

/// The highest revision that is read. No session gets to it, and there are more after it than any can add.
const MAX_REVISION: u64 = 1 << 63;

/// What can be undone and redone.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(crate) struct History<E, T> {
    done: Vec<Step<E, T>>,
    undone: Vec<Step<E, T>>,
    current: u64,
    newest: u64,
    typing_ended: bool,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
struct Step<E, T> {
    label: String,
    edits: Vec<E>,
    typing: Option<T>,
    leads_to: u64,
}

impl<E, T> History<E, T> {
    /// How many edits its steps have.
    pub(crate) fn edits(&self) -> usize {
        let steps = self.done.iter().chain(&self.undone);
        steps.map(|step| step.edits.len().max(1)).sum()
    }

    /// The edits of each step that can be undone, and of each that can be done again, as they lie.
    pub(crate) fn edits_of_steps(&self) -> (Vec<usize>, Vec<usize>) {
        let edits = |steps: &[Step<E, T>]| steps.iter().map(|step| step.edits.len()).collect();
        (edits(&self.done), edits(&self.undone))
    }

    /// The field that what is typed next goes on in.
    pub(crate) fn typing_goes_on_in(&self) -> Option<T>
    where
        T: Copy,
    {
        let goes_on = !self.typing_ended && self.undone.is_empty();
        self.done.last().filter(|_| goes_on)?.typing
    }

    fn revisions(&self) -> impl Iterator<Item = u64> {
        let steps = self.done.iter().chain(&self.undone);
        let steps = steps.map(|step| step.leads_to);
        steps.chain([self.current, self.newest])
    }

    /// What leads from a revision to the current one, as far as that is known; empty where nothing does.
    pub(crate) fn labels_since(&self, revision: u64) -> Vec<String> {
        if self.current == revision {
            return Vec::new();
        }
        let leads_there = |step: &Step<E, T>| step.leads_to == revision;
        let undone = self.undone.iter().rev().position(leads_there);
        let done = self.done.iter().rposition(leads_there);
        match (done, undone) {
            (None, Some(last)) => vec!["undo".to_owned(); last + 1],
            (None, None) if self.done.is_empty() => vec!["earlier work".to_owned()],
            (first, _) => {
                let done = &self.done[first.unwrap_or(0)..];
                done.iter().map(|step| step.label.clone()).collect()
            }
        }
    }
}

impl<E, T> Head<History<E, T>> {
    /// The same, unless it names a revision that there cannot be.
    pub(crate) fn possible(self) -> Result<Self, ReadError> {
        let mut revisions = self.history.revisions().chain(self.saved);
        let is_possible = revisions.all(|revision| revision <= MAX_REVISION);
        drop(revisions);
        is_possible.then_some(self).ok_or(ReadError)
    }

    /// The changes that are in what the journal builds on, and in no file.
    pub(crate) fn unsaved(&self) -> Vec<String> {
        match self.base {
            Base::File { .. } => Vec::new(),
            Base::Empty | Base::Copy { .. } => match self.saved {
                Some(saved) => self.history.labels_since(saved),
                None if self.history.newest == 0 => Vec::new(),
                None => self.history.labels_since(NO_REVISION),
            },
        }
    }
}

impl<E, T> Event<E, T> {
    /// The same, unless it names a revision that there cannot be.
    pub(crate) fn possible(self) -> Result<Self, ReadError> {
        match self {
            Self::Saving { revision, .. } if revision > MAX_REVISION => Err(ReadError),
            event => Ok(event),
        }
    }

    /// The same with edits and fields of the project, or of another version.
    pub(crate) fn try_map<E2, T2>(self) -> Result<Event<E2, T2>, ReadError>
    where
        E: TryInto<E2, Error = ReadError>,
        T: Into<T2>,
    {
        Ok(match self {
            Self::Change {
                label,
                typing,
                edits,
            } => Event::Change {
                label,
                typing: typing.map(Into::into),
                edits: meant(edits)?,
            },
            Self::Undo => Event::Undo,
            Self::Redo => Event::Redo,
            Self::TypingEnded => Event::TypingEnded,
            Self::Saving {
                path,
                sha256,
                events,
                revision,
            } => Event::Saving {
                path,
                sha256,
                events,
                revision,
            },
        })
    }
}

fn meant<E: TryInto<M, Error = ReadError>, M>(edits: Vec<E>) -> Result<Vec<M>, ReadError> {
    // Collecting results makes room by doubling it.
    let mut meant = Vec::with_capacity(edits.len());
    for edit in edits {
        meant.push(edit.try_into()?);
    }
    Ok(meant)
}

impl<E: From<project::Edit>, T: From<TypingIn>> From<&project::History> for History<E, T> {
    fn from(history: &project::History) -> Self {
        let HistoryParts {
            done,
            undone,
            current,
            newest,
            typing_ended,
        } = history.parts();
        Self {
            done: done.iter().map(|step| Step::of(step)).collect(),
            undone: undone.iter().map(|step| Step::of(step)).collect(),
            current: current.number(),
            newest: newest.number(),
            typing_ended,
        }
    }
}

impl<E, T> TryFrom<History<E, T>> for project::History
where
    E: TryInto<project::Edit, Error = ReadError>,
    T: Into<TypingIn>,
{
    type Error = ReadError;

    fn try_from(history: History<E, T>) -> Result<Self, ReadError> {
        let steps = |steps: Vec<Step<E, T>>| -> Result<Vec<_>, ReadError> {
            steps.into_iter().map(Step::meant).collect()
        };
        Ok(Self::from_parts(HistoryParts {
            done: steps(history.done)?,
            undone: steps(history.undone)?,
            current: Revision::new(history.current),
            newest: Revision::new(history.newest),
            typing_ended: history.typing_ended,
        }))
    }
}

impl<E, T> Step<E, T> {
    fn of(step: &project::Step) -> Self
    where
        E: From<project::Edit>,
        T: From<TypingIn>,
    {
        Self {
            label: step.label.to_string(),
            edits: step.edits.iter().cloned().map(Into::into).collect(),
            typing: step.typing.map(Into::into),
            leads_to: step.leads_to.number(),
        }
    }

    fn meant(self) -> Result<Arc<project::Step>, ReadError>
    where
        E: TryInto<project::Edit, Error = ReadError>,
        T: Into<TypingIn>,
    {
        Ok(Arc::new(project::Step {
            label: self.label.into(),
            edits: meant(self.edits)?,
            typing: self.typing.map(Into::into),
            leads_to: Revision::new(self.leads_to),
        }))
    }
}

/// A path, exactly. Not every path is text.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(crate) enum WrittenPath {
    Text(String),
    /// The bytes of a Unix path that are no UTF-8.
    Bytes(Vec<u8>),
}

impl WrittenPath {
    pub(crate) fn of(path: &Path) -> Self {
        // Who recovers may have been started in another folder.
        let path = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
        match path.to_str() {
            Some(text) => Self::Text(text.to_owned()),
            None => Self::Bytes(path.as_os_str().as_encoded_bytes().to_vec()),
        }
    }

    pub(crate) fn path(&self) -> PathBuf {
        match self {
            Self::Text(text) => PathBuf::from(text),
            Self::Bytes(bytes) => path_of_bytes(bytes),
        }
    }
}

#[cfg(unix)]
fn path_of_bytes(bytes: &[u8]) -> PathBuf {
    use std::{ffi::OsStr, os::unix::ffi::OsStrExt};
    PathBuf::from(OsStr::from_bytes(bytes))
}

/// A name that is no file's: what was there is then recovered as an unsaved copy.
#[cfg(not(unix))]
fn path_of_bytes(bytes: &[u8]) -> PathBuf {
    PathBuf::from(String::from_utf8_lossy(bytes).into_owned())
}
