//! Repair of a damaged project file: its problems, the selected remedies and the repaired copy. The file itself
//! is never written.

use super::{name_of, opened_project::OpenedProject, start_of};
use crate::{
    analysis::ClaimTable,
    project::{Id, Project},
    storage::{
        CopyKind, CopyOf, Damaged, Fault, GroupRemedy, JournalStart, ProblemKey, Remedy, fresh_id,
    },
    workbench::{
        Workbench,
        command::Command,
        document::LeaveAction,
        intent::{Effect, Overlay},
    },
};

use std::{
    path::{Path, PathBuf},
    sync::Arc,
};

#[derive(Debug)]
pub enum RepairIntent {
    /// Selects a remedy for a problem, or clears it.
    SetRemedy(ProblemKey, Option<Remedy>),
    /// Selects a remedy for every problem of a group, identified by its first problem, or clears them.
    Settle(ProblemKey, GroupRemedy),
    /// Applies all safe fixes to the problems still open.
    ChooseSafe,
    /// Copies a problem to the clipboard: the unreadable line, or the description.
    Copy(ProblemKey),
    /// Opens the repaired project as an unsaved copy.
    OpenRepaired,
    StepEnded(RepairId, StepEnd),
}

/// Identifies a repair, so that a step's result is applied only to the file it was run for.
pub type RepairId = Id<Repair>;

#[derive(Debug)]
pub enum StepEnd {
    /// A remedy was selected and its consequences were examined.
    Examined(Box<Damaged>),
    /// The repaired project, or `None` if a problem is still open.
    Repaired(Option<Box<(Project, ClaimTable)>>),
    /// The step failed because of a bug in the program.
    Fault,
}

/// Work on a damaged file. Runs on another thread, because the file may be large.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RepairStep {
    SetRemedy(ProblemKey, Option<Remedy>),
    Settle(ProblemKey, GroupRemedy),
    ChooseSafe,
    Finish,
}

impl RepairStep {
    pub fn carry_out(self, damaged: &Damaged) -> StepEnd {
        match self {
            Self::SetRemedy(key, remedy) => {
                StepEnd::Examined(Box::new(damaged.choose(key, remedy)))
            }
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

#[derive(Debug)]
pub struct Repair {
    id: RepairId,
    /// The damaged file, or the one whose backup is damaged.
    path: PathBuf,
    is_of_backup: bool,
    damaged: Arc<Damaged>,
    /// Whether a step is running.
    busy: bool,
    /// The repaired project, waiting until the user leaves the open one.
    ready: Option<Box<(Project, ClaimTable)>>,
    /// Whether the repair list waits for the recovery list to close.
    waits: bool,
}

impl Repair {
    /// The damaged file, or the one whose backup is damaged.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Description of the damaged file: "/papers/mill.ron", "the backup of /papers/mill.ron".
    pub fn what(&self) -> String {
        let file = self.path.display();
        if self.is_of_backup {
            format!("the backup of {file}")
        } else {
            file.to_string()
        }
    }

    /// The problems and the selected remedies.
    pub fn damaged(&self) -> &Damaged {
        &self.damaged
    }

    /// Whether a step is running; no other remedy can be selected until it ends.
    pub fn is_busy(&self) -> bool {
        self.busy
    }
}

impl Workbench {
    /// The damaged file being repaired, if there is one.
    pub fn repair(&self) -> Option<&Repair> {
        self.document.repair.as_ref()
    }

    /// Lists the problems of a file that failed to open. Remedies already selected for the same file are kept.
    pub(crate) fn begin_repair(&mut self, path: PathBuf, damaged: Damaged) {
        self.repair_of(path, false, damaged);
    }

    /// Lists the problems of a backup of the file at `path`.
    pub(crate) fn begin_repair_of_backup(&mut self, path: PathBuf, damaged: Damaged) {
        self.repair_of(path, true, damaged);
    }

    fn repair_of(&mut self, path: PathBuf, is_of_backup: bool, damaged: Damaged) {
        let is_same = |repair: &Repair| {
            (&repair.path, repair.is_of_backup) == (&path, is_of_backup)
                && repair.damaged.is_of_same_file(&damaged)
        };
        let goes_on = self.document.repair.as_ref().is_some_and(is_same);
        if !goes_on {
            self.document.repair = Some(Repair {
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

    /// Shows the recovery list first, because it may contain the repaired copy of the same file.
    pub(crate) fn repair_waits(&mut self) {
        if let Some(repair) = &mut self.document.repair {
            repair.waits = true;
        }
    }

    /// Shows the repair list after the recovery list is closed.
    pub(crate) fn show_waiting_repair(&mut self) {
        let waits = self
            .document
            .repair
            .as_mut()
            .map(|repair| &mut repair.waits);
        if waits.is_some_and(std::mem::take) {
            self.overlay = Some(Overlay::Repair);
        }
    }

    pub(crate) fn repair_intent(&mut self, intent: RepairIntent) {
        match intent {
            RepairIntent::SetRemedy(key, remedy) => {
                self.repair_step(RepairStep::SetRemedy(key, remedy));
            }
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
        if let Some(repair) = self.document.repair.as_mut().filter(|repair| !repair.busy) {
            repair.busy = true;
            let damaged = Arc::clone(&repair.damaged);
            self.effects.push(Effect::Repair(repair.id, damaged, step));
        }
    }

    fn step_ended(&mut self, id: RepairId, end: StepEnd) {
        let Some(repair) = self
            .document
            .repair
            .as_mut()
            .filter(|repair| repair.id == id)
        else {
            return;
        };
        repair.busy = false;
        match end {
            StepEnd::Examined(damaged) => repair.damaged = Arc::new(*damaged),
            StepEnd::Repaired(repaired) => {
                repair.ready = repaired;
                if repair.ready.is_some() {
                    self.depart(LeaveAction::Repaired);
                }
            }
            StepEnd::Fault => {
                let sentence = format!(
                    "{}: this fix failed because of a bug in Crosscheck. The file is unchanged; select another fix",
                    repair.what()
                );
                self.notices.error(sentence);
            }
        }
    }

    /// Replaces the open project with the repaired one, which has no file yet.
    pub(crate) fn open_repaired(&mut self) {
        // Another file may have been opened while the save question was open.
        let is_ready = |repair: &mut Repair| repair.ready.is_some();
        let Some(repair) = self.document.repair.take_if(is_ready) else {
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
                ..start_of(&project)
            };
            self.replace_project(OpenedProject::fresh(project, table, start));
            self.notices.done(
                format!("Opened a repaired copy of {what}. The damaged file is unchanged; save the copy under another name"),
                Some(Command::SaveAs),
            );
        }
    }

    fn copy_problem(&mut self, key: ProblemKey) {
        let problems = self
            .document
            .repair
            .iter()
            .flat_map(|repair| repair.damaged.problems());
        let problem = problems.into_iter().find(|problem| problem.key() == key);
        let text = problem.map(|problem| {
            if let Fault::Unreadable { line, .. } = &problem.fault {
                line.clone()
            } else {
                problem.to_string()
            }
        });
        self.effects.extend(text.map(Effect::Copy));
    }
}
