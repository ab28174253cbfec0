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
        task::Task,
    },
};

use std::{path::PathBuf, sync::Arc};

#[derive(Clone, Copy, Debug)]
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
}

#[derive(Debug)]
pub struct Repair {
    /// A step's result is applied only to the file it was run for.
    id: Id<Repair>,
    /// The damaged file, or the one whose backup is damaged.
    pub path: PathBuf,
    is_of_backup: bool,
    /// The problems and the selected remedies.
    pub damaged: Arc<Damaged>,
    /// Whether a step is running.
    pub busy: bool,
    /// The repaired project, waiting until the user leaves the open one.
    ready: Option<Box<(Project, ClaimTable)>>,
    /// Whether the repair list waits for the recovery list to close.
    waits: bool,
}

impl Repair {
    /// Description of the damaged file: "/papers/mill.ron", "the backup of /papers/mill.ron".
    pub fn what(&self) -> String {
        let file = self.path.display();
        if self.is_of_backup {
            format!("the backup of {file}")
        } else {
            file.to_string()
        }
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
                self.fix(move |damaged| damaged.choose(key, remedy));
            }
            RepairIntent::Settle(first, remedy) => {
                self.fix(move |damaged| damaged.settle(first, remedy));
            }
            RepairIntent::ChooseSafe => self.fix(Damaged::choose_safe),
            RepairIntent::OpenRepaired => self.finish_repair(),
            RepairIntent::Copy(key) => self.copy_problem(key),
        }
    }

    /// Selects remedies, and examines their consequences.
    fn fix(&mut self, choose: impl FnOnce(&Damaged) -> Damaged + Send + 'static) {
        self.repair_step(choose, |repair, damaged| repair.damaged = Arc::new(damaged));
    }

    /// Opens the repaired project, unless a problem is still open.
    fn finish_repair(&mut self) {
        let repaired = |damaged: &Damaged| {
            let project = damaged.repaired()?;
            let table = ClaimTable::new(&project);
            Some(Box::new((project, table)))
        };
        self.repair_step(repaired, |repair, ready| repair.ready = ready);
    }

    /// Runs a step on another thread, because the file may be large.
    fn repair_step<T: Send + 'static>(
        &mut self,
        step: impl FnOnce(&Damaged) -> T + Send + 'static,
        end: fn(&mut Repair, T),
    ) {
        let Some(repair) = self.document.repair.as_mut().filter(|repair| !repair.busy) else {
            return;
        };
        repair.busy = true;
        let (id, damaged) = (repair.id, Arc::clone(&repair.damaged));
        let end = move |bench: &mut Self, result| {
            let is_same = |repair: &&mut Repair| repair.id == id;
            let Some(repair) = bench.document.repair.as_mut().filter(is_same) else {
                return;
            };
            repair.busy = false;
            if let Some(result) = result {
                end(repair, result);
                if repair.ready.is_some() {
                    bench.depart(LeaveAction::Repaired);
                }
            } else {
                let sentence = format!(
                    "{}: this fix failed because of a bug in Crosscheck. The file is unchanged; select another fix",
                    repair.what()
                );
                bench.notices.error(sentence);
            }
        };
        let task = Task::new("repair", move || step(&damaged), end);
        self.effects.push(Effect::Run(task));
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
