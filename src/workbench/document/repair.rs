//! Repairing a damaged project file: its problems, the selected remedies and the repaired copy. The file itself is never
//! written.

use crate::{
    analysis::ClaimTable,
    project::{Id, Project},
    storage::{Damaged, Fault, GroupRemedy, ProblemKey, Remedy, fresh_id},
    workbench::{
        Workbench,
        intent::{Departure, Effect, Overlay},
        session::Session,
    },
};

use std::{
    path::{Path, PathBuf},
    sync::Arc,
};

#[derive(Debug)]
pub enum RepairIntent {
    /// Selects the remedy for a problem; `None` withdraws it.
    Choose(ProblemKey, Option<Remedy>),
    /// Selects or withdraws the remedy for a group, identified by its first problem.
    Settle(ProblemKey, GroupRemedy),
    /// Applies all safe fixes, which lose nothing.
    ChooseSafe,
    /// Copies the unreadable line, or the description of the problem.
    Copy(ProblemKey),
    /// Opens the repaired project as an unsaved copy.
    OpenRepaired,
    StepEnded(RepairId, StepEnd),
}

/// Identifies the repair that a step belongs to.
pub type RepairId = Id<Repair>;

/// Result of a [`RepairStep`].
#[derive(Debug)]
pub enum StepEnd {
    /// The problems after a remedy was selected.
    Examined(Box<Damaged>),
    /// `None` where problems are still open.
    Repaired(Option<Box<(Project, ClaimTable)>>),
    /// The step failed because of a fault in the program.
    Fault,
}

/// Work on a damaged file, off the painting thread.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RepairStep {
    Choose(ProblemKey, Option<Remedy>),
    Settle(ProblemKey, GroupRemedy),
    ChooseSafe,
    /// Builds the repaired project.
    Finish,
}

impl RepairStep {
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
    /// A step is running; there is only one at a time.
    busy: bool,
    /// The repaired project, until the open one is left.
    ready: Option<Box<(Project, ClaimTable)>>,
    /// The dialog opens once that of unsaved changes is closed.
    waits: bool,
}

impl Repair {
    /// The damaged file, or the one whose backup is damaged.
    #[must_use]
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// The damaged file in words: "/papers/mill.ron", "the backup of /papers/mill.ron".
    #[must_use]
    pub fn what(&self) -> String {
        let file = self.path.display();
        if self.is_of_backup {
            format!("the backup of {file}")
        } else {
            file.to_string()
        }
    }

    /// Its problems with the selected remedies.
    #[must_use]
    pub fn damaged(&self) -> &Damaged {
        &self.damaged
    }

    /// Whether a step is running; until it ends, no remedy can be selected.
    #[must_use]
    pub fn is_busy(&self) -> bool {
        self.busy
    }
}

#[derive(Debug, Default)]
pub(in crate::workbench) struct RepairSession {
    current: Option<Repair>,
}

/// A repaired project with the file that it comes from.
pub(super) struct Repaired {
    pub(super) project: Project,
    pub(super) table: ClaimTable,
    pub(super) path: PathBuf,
    /// The damaged file in words.
    pub(super) original: String,
}

impl RepairSession {
    pub(in crate::workbench) fn current(&self) -> Option<&Repair> {
        self.current.as_ref()
    }

    /// Lists the problems of a file that was to be opened. The remedies selected for the same file stay.
    pub(super) fn begin(
        &mut self,
        path: PathBuf,
        is_of_backup: bool,
        damaged: Damaged,
        session: &mut Session,
    ) {
        let is_same = |repair: &Repair| {
            (&repair.path, repair.is_of_backup) == (&path, is_of_backup)
                && repair.damaged.is_of_same_file(&damaged)
        };
        if !self.current.as_ref().is_some_and(is_same) {
            self.current = Some(Repair {
                id: fresh_id(),
                path,
                is_of_backup,
                damaged: Arc::new(damaged),
                busy: false,
                ready: None,
                waits: false,
            });
        }
        if session.overlay == Some(Overlay::Recovery) {
            self.wait();
        } else {
            session.overlay = Some(Overlay::Repair);
        }
    }

    /// Unsaved changes come first: they may be those of the repaired copy of the same file.
    pub(super) fn wait(&mut self) {
        if let Some(repair) = &mut self.current {
            repair.waits = true;
        }
    }

    /// The dialog of unsaved changes was closed.
    pub(in crate::workbench) fn show_if_waiting(&mut self, session: &mut Session) {
        let waits = self.current.as_mut().map(|repair| &mut repair.waits);
        if waits.is_some_and(std::mem::take) {
            session.overlay = Some(Overlay::Repair);
        }
    }

    pub(super) fn take_repaired(&mut self) -> Option<Repaired> {
        let is_ready = |repair: &mut Repair| repair.ready.is_some();
        let repair = self.current.take_if(is_ready)?;
        let original = repair.what();
        let (project, table) = *repair.ready?;
        Some(Repaired {
            project,
            table,
            path: repair.path,
            original,
        })
    }

    fn step(&mut self, step: RepairStep, session: &mut Session) {
        if let Some(repair) = self.current.as_mut().filter(|repair| !repair.busy) {
            repair.busy = true;
            let damaged = Arc::clone(&repair.damaged);
            session.effect(Effect::Repair(repair.id, damaged, step));
        }
    }

    /// Returns whether the repaired project is ready to be opened.
    fn step_ended(&mut self, id: RepairId, end: StepEnd, session: &mut Session) -> bool {
        let Some(repair) = self.current.as_mut().filter(|repair| repair.id == id) else {
            return false;
        };
        repair.busy = false;
        match end {
            StepEnd::Examined(damaged) => repair.damaged = Arc::new(*damaged),
            StepEnd::Repaired(repaired) => {
                repair.ready = repaired;
                return repair.ready.is_some();
            }
            StepEnd::Fault => {
                let words = format!(
                    "{}: a fault in Crosscheck ended this step of the repair. The file is unchanged; select another remedy",
                    repair.what()
                );
                session.notices.error(words);
            }
        }
        false
    }

    fn copy_problem(&self, key: ProblemKey, session: &mut Session) {
        let Some(repair) = &self.current else { return };
        let problems = repair.damaged.problems();
        let mut problems = problems.into_iter();
        if let Some(problem) = problems.find(|problem| problem.key() == key) {
            let words = match &problem.fault {
                Fault::Unreadable { line, .. } => line.clone(),
                _ => problem.to_string(),
            };
            session.effect(Effect::Copy(words));
        }
    }
}

impl Workbench {
    pub(in crate::workbench) fn repair_intent(&mut self, intent: RepairIntent) {
        let session = &mut self.session;
        match intent {
            RepairIntent::Choose(key, remedy) => {
                self.repair.step(RepairStep::Choose(key, remedy), session);
            }
            RepairIntent::Settle(first, remedy) => {
                self.repair.step(RepairStep::Settle(first, remedy), session);
            }
            RepairIntent::ChooseSafe => self.repair.step(RepairStep::ChooseSafe, session),
            RepairIntent::OpenRepaired => self.repair.step(RepairStep::Finish, session),
            RepairIntent::Copy(key) => self.repair.copy_problem(key, session),
            RepairIntent::StepEnded(id, end) => {
                if self.repair.step_ended(id, end, session) {
                    self.leave(Departure::Repaired);
                }
            }
        }
    }
}
