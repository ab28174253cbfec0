use crate::{
    project::{Change, Claim, ClaimEdit, Edit, Id, Project, ProjectEdit, TypingIn},
    storage::{
        disk::{RealDisk, save_on},
        format::to_ron,
        journal::{
            record::JournalBase,
            recover::{Recovered, recover},
            unsaved_work::unsaved_work,
        },
    },
};

use std::path::PathBuf;

use proptest::{collection::vec, prelude::*, sample::select};
use tempfile::TempDir;

use super::*;

/// Simulated window, with its journal in a folder.
struct Window {
    folder: TempDir,
    writer: JournalWriter,
    project: Project,
    history: History,
    /// Every state that the window showed, in order.
    states: Vec<Project>,
    /// Index of the last state reported as safe.
    safe: usize,
    /// Project that a save in progress is saving.
    saving: Option<Project>,
}

impl Window {
    fn new(limits: JournalLimits) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let mut writer = JournalWriter::new(Arc::new(RealDisk), folder.path().join("journals"));
        writer.limits = limits;
        Self {
            writer,
            folder,
            project: Project::default(),
            history: History::default(),
            states: vec![Project::default()],
            safe: 0,
            saving: None,
        }
    }

    fn commit(&mut self, change: Change) {
        let record = change.clone();
        self.history.commit(&mut self.project, change).unwrap();
        self.happened(JournalRecord::Change {
            label: record.label,
            typing: record.typing,
            edits: record.edits,
        });
    }

    fn title(&mut self, title: &str) {
        let edit = Edit::Project(ProjectEdit::SetTitle(title.to_owned()));
        self.commit(Change::new("name project", vec![edit]));
    }

    fn type_title(&mut self) {
        let title = format!("{}x", self.project.title());
        let edit = Edit::Project(ProjectEdit::SetTitle(title));
        self.commit(Change::typed("name project", TypingIn::Title, edit));
    }

    fn claim(&mut self) {
        let id = Id::new(self.states.len() as u64 + 1);
        let claim = Box::new(Claim::new(id, String::new(), 0));
        let add = Edit::Claim(ClaimEdit::Add { at: 0, claim });
        self.commit(Change::new("add claim", vec![add]));
    }

    fn undo(&mut self) {
        if self.history.undo(&mut self.project).unwrap().is_some() {
            self.happened(JournalRecord::Undo);
        }
    }

    fn redo(&mut self) {
        if self.history.redo(&mut self.project).unwrap().is_some() {
            self.happened(JournalRecord::Redo);
        }
    }

    fn end_typing(&mut self) {
        if self.history.end_typing() {
            self.happened(JournalRecord::TypingEnded);
        }
    }

    fn happened(&mut self, record: JournalRecord) {
        self.states.push(self.project.clone());
        self.writer.take(JournalCommand::Append(record));
        self.write();
    }

    fn write(&mut self) {
        self.writer.write().unwrap();
        if !self.writer.is_lost() {
            self.safe = self.states.len() - 1;
        }
    }

    fn path(&self) -> PathBuf {
        self.folder.path().join("mill.ron")
    }

    fn begin_save(&mut self) {
        if self.saving.is_none() {
            let history = Box::new(self.history.clone());
            self.writer.take(JournalCommand::SaveBegun(history));
            self.saving = Some(self.project.clone());
        }
    }

    fn end_save(&mut self) {
        let Some(saved) = self.saving.take() else {
            return;
        };
        let (path, name) = (self.path(), String::new());
        let hash = FileHash::of(to_ron(&saved).as_bytes());
        self.writer.saving(&path, hash);
        self.write();
        while !self.writer.is_ready_for_save() {
            for job in self.writer.jobs(true) {
                self.writer.finished(job.run(&RealDisk));
            }
        }
        save_on(&RealDisk, &path, to_ron(&saved).as_bytes()).unwrap();
        let file = SavedFile { path, hash, name };
        self.writer.take(JournalCommand::SaveEnded(Some(file)));
        self.write();
    }

    /// Rebases the journal if it is due, as the real window does.
    fn rebase_if_asked(&mut self) {
        if self.writer.is_lost() || self.writer.is_full() {
            self.writer.take(JournalCommand::Rebase(JournalStart {
                base: JournalBase::Project(Arc::new(self.project.clone())),
                history: self.history.clone(),
                ..JournalStart::default()
            }));
            self.write();
        }
    }

    /// Kills the window and recovers its work; `None` if there is none.
    fn killed(&mut self) -> Option<Recovered> {
        let folder = self.folder.path().join("journals");
        // Dropping the old writer releases its locks.
        self.writer = JournalWriter::new(Arc::new(RealDisk), folder.clone());
        let found = unsaved_work(&RealDisk, &folder).unwrap();
        let name = &found.first()?.name;
        Some(recover(&RealDisk, &folder, name).unwrap())
    }
}

#[test]
fn a_journal_is_replaced_before_it_exceeds_the_limit_of_the_reader() {
    let mut window = Window::new(JournalLimits {
        edits: 3,
        ..JournalLimits::default()
    });
    for title in ["a", "b", "c"] {
        window.title(title);
        assert!(!window.writer.is_full());
    }
    window.title("d");
    assert!(window.writer.is_full());
    window.rebase_if_asked();
    assert!(!window.writer.is_full());
    window.title("e");
    let recovered = window.killed().unwrap();
    assert_eq!(
        (recovered.project, recovered.history),
        (window.project, window.history)
    );
}

/// Repeated crashes never make a journal longer than the reader's limit.
#[test]
fn a_recovered_journal_counts_its_existing_records() {
    let limits = JournalLimits {
        edits: 3,
        ..JournalLimits::default()
    };
    let mut window = Window::new(limits);
    for title in ["a", "b", "c"] {
        window.title(title);
    }
    let in_bytes = window.writer.open.as_ref().unwrap().len();
    let recovered = window.killed().unwrap();
    window.writer.limits = limits;
    window
        .writer
        .take(JournalCommand::Resume(recovered.resumed));
    let open = window.writer.open.as_ref().unwrap();
    assert_eq!((open.edits, open.len()), (3, in_bytes));
    assert!(!window.writer.is_full());
    window.title("d");
    assert!(window.writer.is_full());
}

/// An undo takes as many edits as the change that it undoes, although its record is short.
#[test]
fn repeated_undo_and_redo_of_a_long_step_triggers_a_rebase() {
    let mut window = Window::new(JournalLimits {
        edits: 10,
        ..JournalLimits::default()
    });
    let titles = ["a", "b", "c", "d"].map(|title| ProjectEdit::SetTitle(title.to_owned()));
    let edits = titles.into_iter().map(Edit::Project).collect();
    window.commit(Change::new("name project", edits));
    window.undo();
    assert!(!window.writer.is_full());
    let recovered = window.killed().unwrap();
    window.writer.limits.edits = 10;
    window
        .writer
        .take(JournalCommand::Resume(recovered.resumed));
    window.redo();
    assert!(window.writer.is_full());
    window.rebase_if_asked();
    assert!(!window.writer.is_full());
    window.undo();
    let recovered = window.killed().unwrap();
    assert_eq!(
        (recovered.project, recovered.history),
        (window.project, window.history)
    );
}

/// Limits that let a journal begin with two steps.
fn two_steps() -> JournalLimits {
    JournalLimits {
        history_edits: 3,
        ..JournalLimits::default()
    }
}

#[test]
fn undoing_beyond_the_steps_of_a_journal_is_recovered() {
    let mut window = Window::new(two_steps());
    for title in ["a", "b", "c", "d"] {
        window.title(title);
    }
    window.begin_save();
    window.end_save();
    window.claim();
    for _ in 0..3 {
        window.undo();
    }
    assert!(!window.writer.is_lost(), "these it has");
    window.undo();
    assert!(window.writer.is_lost());
    window.rebase_if_asked();
    assert!(!window.writer.is_lost());
    assert_eq!(window.project.title(), "a");
    let recovered = window.killed().unwrap();
    assert_eq!(recovered.project, window.project);
    assert_eq!(recovered.damage, None);
}

/// An undo after the save began cannot be replayed on the saved file, which has a single state and no history.
#[test]
fn a_save_waits_until_the_file_that_it_replaces_is_copied() {
    let mut window = Window::new(JournalLimits::default());
    window.title("a");
    window.begin_save();
    window.end_save();
    window.title("b");
    window.begin_save();
    window.undo();
    let hash = FileHash::of(b"what is about to be written");
    window.writer.saving(&window.path(), hash);
    window.write();
    for job in window.writer.jobs(true) {
        assert!(!window.writer.is_ready_for_save());
        window.writer.finished(job.run(&RealDisk));
    }
    assert!(window.writer.is_ready_for_save());
    std::fs::write(window.path(), "what is about to be written").unwrap();
    let recovered = window.killed().unwrap();
    assert_eq!(recovered.project, window.project);
}

#[derive(Clone, Copy, Debug)]
enum Step {
    Title,
    Claim,
    Type,
    EndTyping,
    Undo,
    Redo,
    UndoMany,
    Save,
    BeginSave,
    EndSave,
    Look,
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    /// Recovery restores the exact state even if the journal began with little of the history.
    #[test]
    fn undone_and_redone_steps_are_recovered(steps in vec(select(&[
        Step::Title, Step::Claim, Step::Type, Step::Type, Step::EndTyping, Step::Undo, Step::UndoMany, Step::Save,
        Step::Redo, Step::Redo, Step::BeginSave, Step::EndSave, Step::Look, Step::Look,
    ][..]), 1..40)) {
        let mut window = Window::new(two_steps());
        for step in steps {
            match step {
                Step::Title => window.title("mill"),
                Step::Claim => window.claim(),
                Step::Type => window.type_title(),
                Step::EndTyping => window.end_typing(),
                Step::Undo => window.undo(),
                Step::UndoMany => (0..4).for_each(|_| window.undo()),
                Step::Save => {
                    window.begin_save();
                    window.end_save();
                }
                Step::Redo => window.redo(),
                Step::BeginSave => window.begin_save(),
                Step::EndSave => window.end_save(),
                Step::Look => window.rebase_if_asked(),
            }
        }
        let safe = window.states[window.safe..].to_vec();
        let Some(mut recovered) = window.killed() else {
            // Everything was saved, or nothing was changed.
            let file = std::fs::read(window.path());
            let saved = file.map_or(Project::default(), |bytes| crate::storage::format::from_ron(&bytes).unwrap());
            prop_assert!(safe.contains(&saved));
            return Ok(());
        };
        prop_assert!(safe.contains(&recovered.project), "safe was {:?}", safe.first());
        prop_assert_eq!(recovered.damage, None);
        while recovered.history.undo(&mut recovered.project).unwrap().is_some() {
            prop_assert!(window.states.contains(&recovered.project), "undone to what never was");
        }
    }
}
