use super::adopted::AdoptedJournal;
use crate::{
    project::{Edit, History, Label, Project, Revision, TypingIn},
    storage::{disk::FileHash, unsaved_copy::CopyOf},
};

use std::{path::PathBuf, sync::Arc};

use serde::{Deserialize, Serialize};

/// What the window tells the journal; each is carried out in its turn.
#[derive(Debug)]
pub enum JournalOrder {
    /// Another project is open. What was journalled for the one before goes: it is saved, or was given up.
    Begin(JournalStart),
    /// Something happened to the project. The first of these makes the journal's file.
    Append(JournalRecord),
    /// A save of the project as it is now was begun, with this history.
    SaveBegun(Box<History>),
    /// It ended: with a file, or without.
    SaveEnded(Option<SavedFile>),
    /// The journal of a session that is dead goes on as that of this one.
    Adopt(AdoptedJournal),
    /// What the journal builds on is gone: it begins anew with the project as it is now.
    Rebase(JournalStart),
}

/// What a journal builds on.
#[derive(Clone, Debug)]
pub struct JournalStart {
    /// What the project is called, for people.
    pub name: String,
    /// The file that it belongs to; `None` while it was never saved.
    pub project: Option<PathBuf>,
    /// What it is an unsaved copy of. Nobody else holds that work, so its journal begins before the first change.
    pub copy: Option<CopyOf>,
    /// What the changes are made to.
    pub base: JournalBase,
    /// The revision that the file at `project` holds.
    pub saved: Option<Revision>,
    /// The hash of that file, where `base` is not that file.
    pub file: Option<FileHash>,
    /// What can be undone already.
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

/// See [`JournalStart::base`].
#[derive(Clone, Debug)]
pub enum JournalBase {
    /// An empty project.
    Empty,
    /// The file at the path, as long as it has that hash.
    File(PathBuf, FileHash),
    /// This project, which no file holds.
    Project(Arc<Project>),
}

/// What happened to the project.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum JournalRecord {
    /// A change was carried out.
    Change {
        /// What it is called.
        label: Label,
        /// Where it was typed.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        typing: Option<TypingIn>,
        /// What was done.
        edits: Vec<Edit>,
    },
    /// The last change was undone.
    Undo,
    /// What was undone last was done again.
    Redo,
    /// A field was left: what is typed next is another step.
    TypingEnded,
}

/// A file that the project was saved to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SavedFile {
    /// Where.
    pub path: PathBuf,
    /// What it holds.
    pub hash: FileHash,
    /// What the project is called.
    pub name: String,
}
