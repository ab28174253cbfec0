use super::{journal_folder::JournalName, open_journal::OpenJournal};
use crate::{
    project::{Edit, History, Label, Project, Revision, TypingIn},
    storage::{disk::FileHash, unsaved_copy::CopyOf},
};

use std::{path::PathBuf, sync::Arc};

use serde::{Deserialize, Serialize};

/// Message from the window to the journal. Commands are carried out in sequence.
#[derive(Debug)]
pub enum JournalCommand {
    /// Another project was opened. The previous project's journal is removed: its changes were saved or discarded.
    Begin(JournalStart),
    /// The project changed. The first of these commands creates the journal file.
    Append(JournalRecord),
    /// A save of the current project began, with this history.
    SaveBegun(Box<History>),
    /// The save ended, with the file if it succeeded.
    SaveEnded(Option<SavedFile>),
    /// The journal of a dead session continues as the journal of this one.
    Resume(ResumedJournal),
    /// A new journal, based on the project as it is now, replaces the open one.
    Rebase(JournalStart),
}

/// Journal of a crashed session that this session has taken over. Holds the lock, so that no other session can take it.
#[derive(Debug)]
pub struct ResumedJournal {
    pub(crate) journal: OpenJournal,
    /// The unreadable journal that it replaces, to which nothing can be appended.
    pub(crate) replaced: Option<JournalName>,
}

/// Starting point of a journal.
#[derive(Clone, Debug)]
pub struct JournalStart {
    /// Name of the project, for display.
    pub name: String,
    /// File of the project; `None` if it was never saved.
    pub project: Option<PathBuf>,
    /// Origin of an unsaved copy. The copy exists nowhere else, so its journal is created before the first change.
    pub copy: Option<CopyOf>,
    /// Project that the changes apply to.
    pub base: JournalBase,
    /// The revision that the file at `project` holds.
    pub saved: Option<Revision>,
    /// Hash of that file, if `base` is not that file.
    pub file: Option<FileHash>,
    /// Steps that can already be undone.
    pub history: History,
}

impl Default for JournalStart {
    fn default() -> Self {
        Self {
            name: String::new(),
            project: None,
            copy: None,
            base: JournalBase::Empty,
            saved: None,
            file: None,
            history: History::default(),
        }
    }
}

#[derive(Clone, Debug)]
pub enum JournalBase {
    /// An empty project.
    Empty,
    /// The file at the path, as long as it has that hash.
    File(PathBuf, FileHash),
    /// This project, which no file holds.
    Project(Arc<Project>),
}

/// Change to the project, or to its undo history.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum JournalRecord {
    /// A change was carried out.
    Change {
        /// Label of the change, for display.
        label: Label,
        /// Field that it was typed in.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        typing: Option<TypingIn>,
        edits: Vec<Edit>,
    },
    /// The last change was undone.
    Undo,
    /// The last undone change was redone.
    Redo,
    /// A field lost focus: further typing begins a new step.
    TypingEnded,
}

/// A file that the project was saved to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SavedFile {
    pub path: PathBuf,
    /// Hash of its content.
    pub hash: FileHash,
    /// Name of the project.
    pub name: String,
}
