//! The repair of a damaged project file: what is wrong with it, what is chosen, and the copy that comes of it. The file itself
//! is never written.

use super::{arrival::Arrival, journalling::name_of};
use crate::{
    analysis::ClaimTable,
    project::{Id, Project},
    storage::{
        CopyKind, CopyOf, Damaged, Fault, GroupRemedy, JournalBase, JournalStart, ProblemKey,
        Remedy, fresh_id,
    },
    workbench::{
        Workbench,
        intent::{Departure, Effect, Overlay},
    },
};

use std::{
    path::{Path, PathBuf},
    sync::Arc,
};

/// See [`Intent::Repair`](crate::workbench::Intent::Repair).
#[derive(Debug)]
pub enum RepairIntent {
    /// Chooses what is done about a problem, or takes the choice back.
    Choose(ProblemKey, Option<Remedy>),
    /// Chooses for every problem of a group, which is named by its first, or takes these choices back.
    Settle(ProblemKey, GroupRemedy),
    /// Chooses, for all that is open, what loses nothing.
    ChooseSafe,
    /// Puts what is told of a problem on the clipboard: the line that cannot be read, or the sentence.
    Copy(ProblemKey),
    /// Opens the repaired project as an unsaved copy.
    OpenRepaired,
    /// A step in that repair has ended.
    StepEnded(RepairId, StepEnd),
}

/// Which repair: what comes of a step is for the file that it was taken for, and no other.
pub type RepairId = Id<Repair>;

/// What came of a [`RepairStep`].
#[derive(Debug)]
pub enum StepEnd {
    /// A choice was made, and what follows from it found out.
    Examined(Box<Damaged>),
    /// The repaired project, or `None` where something is still open.
    Repaired(Option<Box<(Project, ClaimTable)>>),
    /// Nothing, because of a fault in the program.
    Fault,
}

/// Work on a damaged file; a big one is looked through off the painting thread.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RepairStep {
    /// See [`RepairIntent::Choose`].
    Choose(ProblemKey, Option<Remedy>),
    /// See [`RepairIntent::Settle`].
    Settle(ProblemKey, GroupRemedy),
    /// See [`RepairIntent::ChooseSafe`].
    ChooseSafe,
    /// Puts the repaired project together.
    Finish,
}

impl RepairStep {
    /// Does it, and says what came of it.
    #[must_use]
    pub fn carry_out(self, damaged: &Damaged) -> StepEnd {
        match self {
            Self::Choose(key, remedy) => StepEnd::Examined(Box::new(damaged.choose(key, remedy))),
            Self::Settle(first, remedy) => {
                StepEnd::Examined(Box::new(damaged.settle(first, remedy)))
            }
            Self::ChooseSafe => StepEnd::Examined(Box::new(damaged.choose_safe())),
            Self::Finish => StepEnd::Repaired(damaged.repaired().map(|project| {
                let table = ClaimTable::new(&project);
                Box::new((project, table))
            })),
        }
    }
}

/// A damaged file that is being repaired.
#[derive(Debug)]
pub struct Repair {
    id: RepairId,
    /// The damaged file, or the one whose backup is damaged.
    path: PathBuf,
    is_of_backup: bool,
    damaged: Arc<Damaged>,
    /// A step is under way.
    busy: bool,
    /// Put together, and waiting for the open project to be left.
    ready: Option<Box<(Project, ClaimTable)>>,
    /// The list waits until that of left work is put away.
    waits: bool,
}

impl Repair {
    /// The damaged file, or the one whose backup is damaged.
    #[must_use]
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// What is damaged, in words: "/papers/mill.ron", "the backup of /papers/mill.ron".
    #[must_use]
    pub fn what(&self) -> String {
        let file = self.path.display();
        if self.is_of_backup {
            format!("the backup of {file}")
        } else {
            file.to_string()
        }
    }

    /// What is wrong with it, and what has been chosen.
    #[must_use]
    pub fn damaged(&self) -> &Damaged {
        &self.damaged
    }

    /// Whether what follows from a choice is being found out; until then no other can be made.
    #[must_use]
    pub fn is_busy(&self) -> bool {
        self.busy
    }
}

impl Workbench {
    /// The damaged file that is being repaired, if one is.
    #[must_use]
    pub fn repair(&self) -> Option<&Repair> {
        self.repair.as_ref()
    }

    /// Lists what is wrong with a file that was to be opened. Choices that were made for the same file stay.
    pub(crate) fn begin_repair(&mut self, path: PathBuf, damaged: Damaged) {
        self.repair_of(path, false, damaged);
    }

    /// The same of a backup of the file at `path`.
    pub(crate) fn begin_repair_of_backup(&mut self, path: PathBuf, damaged: Damaged) {
        self.repair_of(path, true, damaged);
    }

    fn repair_of(&mut self, path: PathBuf, is_of_backup: bool, damaged: Damaged) {
        let is_same = |repair: &Repair| {
            (&repair.path, repair.is_of_backup) == (&path, is_of_backup)
                && repair.damaged.is_of_same_file(&damaged)
        };
        let goes_on = self.repair.as_ref().is_some_and(is_same);
        if !goes_on {
            self.repair = Some(Repair {
                id: fresh_id(),
                path,
                is_of_backup,
                damaged: Arc::new(damaged),
                busy: false,
                ready: None,
                waits: false,
            });
        }
        if self.overlay == Some(Overlay::Recovery) {
            self.repair_waits();
        } else {
            self.set_overlay(Some(Overlay::Repair));
        }
    }

    /// Work that was left comes first: what is recovered may be the repaired copy of the same file.
    pub(crate) fn repair_waits(&mut self) {
        if let Some(repair) = &mut self.repair {
            repair.waits = true;
        }
    }

    /// The list of left work was put away.
    pub(crate) fn show_waiting_repair(&mut self) {
        let waits = self.repair.as_mut().map(|repair| &mut repair.waits);
        if waits.is_some_and(std::mem::take) {
            self.overlay = Some(Overlay::Repair);
        }
    }

    pub(crate) fn repair_intent(&mut self, intent: RepairIntent) {
        match intent {
            RepairIntent::Choose(key, remedy) => self.repair_step(RepairStep::Choose(key, remedy)),
            RepairIntent::Settle(first, remedy) => {
                self.repair_step(RepairStep::Settle(first, remedy));
            }
            RepairIntent::ChooseSafe => self.repair_step(RepairStep::ChooseSafe),
            RepairIntent::OpenRepaired => self.repair_step(RepairStep::Finish),
            RepairIntent::Copy(key) => self.copy_problem(key),
            RepairIntent::StepEnded(id, end) => self.step_ended(id, end),
        }
    }

    fn repair_step(&mut self, step: RepairStep) {
        if let Some(repair) = self.repair.as_mut().filter(|repair| !repair.busy) {
            repair.busy = true;
            let damaged = Arc::clone(&repair.damaged);
            self.effects.push(Effect::Repair(repair.id, damaged, step));
        }
    }

    fn step_ended(&mut self, id: RepairId, end: StepEnd) {
        let Some(repair) = self.repair.as_mut().filter(|repair| repair.id == id) else {
            return;
        };
        repair.busy = false;
        match end {
            StepEnd::Examined(damaged) => repair.damaged = Arc::new(*damaged),
            StepEnd::Repaired(repaired) => {
                repair.ready = repaired;
                if repair.ready.is_some() {
                    self.depart(Departure::Repaired);
                }
            }
            StepEnd::Fault => {
                let sentence = format!(
                    "{}: a fault in Crosscheck ended this step of the repair. The file is as it was; choose something else for it",
                    repair.what()
                );
                self.notices.error(sentence);
            }
        }
    }

    /// The open project is left behind for the repaired one, which has no file yet.
    pub(crate) fn open_repaired(&mut self) {
        // Another file may have been opened while it was asked whether the project before is to be saved.
        let is_ready = |repair: &mut Repair| repair.ready.is_some();
        let Some(repair) = self.repair.take_if(is_ready) else {
            return;
        };
        let what = repair.what();
        if let Some(ready) = repair.ready {
            let (project, table) = *ready;
            let project = Arc::new(project);
            let start = JournalStart {
                name: name_of(&project, Some(&repair.path)),
                copy: Some(CopyOf {
                    file: repair.path,
                    how: CopyKind::Repaired,
                }),
                base: JournalBase::Project(Arc::clone(&project)),
                ..JournalStart::default()
            };
            self.replace_project(Arrival::fresh(project, table, start));
            self.notices.done(
                format!("This is a repaired copy of {what}, which is as it was. Save it under another name"),
                Some(crate::workbench::command::Command::SaveAs),
            );
        }
    }

    fn copy_problem(&mut self, key: ProblemKey) {
        let problems = self
            .repair
            .iter()
            .flat_map(|repair| repair.damaged.problems());
        let problem = problems.into_iter().find(|problem| problem.key() == key);
        let words = problem.map(|problem| match &problem.fault {
            Fault::Unreadable { line, .. } => line.clone(),
            _ => problem.to_string(),
        });
        self.effects.extend(words.map(Effect::Copy));
    }
}
