use std::sync::Arc;

use super::{
    groups::{GroupRemedy, Listed, ProblemGroup, grouped},
    load::{self, Examined},
    problem::{Fault, LoadProblem, ProblemKey, Record},
    remedy::{Remedies, Remedy},
    salvage::Salvaged,
};
use crate::project::Project;

/// A project file that can be read but does not hold together: all that is wrong with it, and what has been chosen to do
/// about each. Nothing in it is dropped unless that was chosen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Damaged {
    /// The file as it can be read: lines that cannot are taken out of it.
    text: Arc<str>,
    version: u64,
    /// What was wrong with the lines that were taken out.
    of_lines: Arc<[LoadProblem]>,
    remedies: Remedies,
    problems: Vec<LoadProblem>,
    /// What some of them have in common.
    groups: Vec<ProblemGroup>,
    /// Groups and problems as a person goes through them.
    listed: Vec<Listed>,
}

impl Damaged {
    /// What was found in a file all of whose lines can be read.
    pub(super) fn found(text: &str, version: u64, problems: Vec<LoadProblem>) -> Self {
        let (groups, listed) = grouped(&problems);
        Self {
            groups,
            listed,
            text: text.into(),
            version,
            of_lines: Arc::new([]),
            remedies: Remedies::new(),
            problems,
        }
    }

    /// What is left of a file with lines that cannot be read; `None` where the rest makes no sense either.
    pub(super) fn salvaged(salvaged: Salvaged, version: u64) -> Option<Self> {
        let mut damaged = Self {
            text: salvaged.text.into(),
            version,
            of_lines: salvaged.problems.into(),
            remedies: Remedies::new(),
            problems: Vec::new(),
            groups: Vec::new(),
            listed: Vec::new(),
        };
        damaged.examine().ok()?;
        Some(damaged)
    }

    /// Everything that is wrong, in the order of the file, each with what was chosen to do about it.
    #[must_use]
    pub fn problems(&self) -> &[LoadProblem] {
        &self.problems
    }

    /// Problems that have something in common, so that one choice can settle them.
    #[must_use]
    pub fn groups(&self) -> &[ProblemGroup] {
        &self.groups
    }

    /// Groups and problems as a person goes through them: each group, its problems below, where its first problem lies.
    #[must_use]
    pub fn listed(&self) -> &[Listed] {
        &self.listed
    }

    /// Whether both are what was found in the same file, whatever has been chosen since.
    #[must_use]
    pub fn is_of_same_file(&self, other: &Self) -> bool {
        self.text == other.text && self.of_lines.len() == other.of_lines.len()
    }

    /// How many problems nothing has been chosen for yet.
    #[must_use]
    pub fn open_problems(&self) -> usize {
        let open = self
            .problems
            .iter()
            .filter(|problem| problem.chosen.is_none());
        open.count()
    }

    /// Chooses what is done about a problem, or takes the choice back. What follows from it is found out: a highlight that is
    /// left out makes a problem of each of its links.
    #[must_use]
    pub fn choose(mut self, key: ProblemKey, remedy: Option<Remedy>) -> Self {
        match remedy {
            Some(remedy) => self.remedies.insert(key, remedy),
            None => self.remedies.remove(&key),
        };
        self.examine_again()
    }

    /// Chooses for every problem of a group, of which `first` is the first, or takes these choices back where all are made. What
    /// only a person can say of one of them stays open.
    #[must_use]
    pub fn settle(mut self, first: ProblemKey, remedy: GroupRemedy) -> Self {
        let begins = |group: &&ProblemGroup| self.problems[group.members[0]].key() == first;
        let Some(group) = self.groups.iter().find(begins).cloned() else {
            return self;
        };
        let take_back = group.is_chosen(remedy, &self.problems);
        for problem in group.members.iter().map(|at| &self.problems[*at]) {
            match remedy.remedy_for(&problem.fault).filter(|_| !take_back) {
                Some(remedy) => self.remedies.insert(problem.key(), remedy),
                None => self.remedies.remove(&problem.key()),
            };
        }
        self.examine_again()
    }

    /// Chooses, for every problem that is still open, what loses nothing, where there is such a remedy.
    #[must_use]
    pub fn choose_safe(mut self) -> Self {
        // Mending one thing may show another; each round settles at least one problem for good.
        for _ in 0..4 {
            let open = self
                .problems
                .iter()
                .filter(|problem| problem.chosen.is_none());
            let safe: Remedies = open
                .filter_map(|problem| Some((problem.key(), problem.fault.safe_remedy()?)))
                .collect();
            if safe.is_empty() {
                break;
            }
            self.remedies.extend(safe);
            self = self.examine_again();
        }
        self
    }

    /// The repaired project, once something has been chosen for every problem.
    #[must_use]
    pub fn repaired(&self) -> Option<Project> {
        if self.open_problems() > 0 {
            return None;
        }
        let examined = load::examine(&self.text, self.version, &self.remedies).ok()?;
        examined.project
    }

    fn examine_again(mut self) -> Self {
        // It was read before, and the text is the same.
        let read = self.examine();
        debug_assert!(read.is_ok(), "what was read once is read again");
        self
    }

    fn examine(&mut self) -> Result<(), super::LoadError> {
        let Examined { problems, .. } = load::examine(&self.text, self.version, &self.remedies)?;
        self.problems = self.of_lines.iter().cloned().chain(problems).collect();
        for problem in &mut self.problems[..self.of_lines.len()] {
            problem.chosen = self.remedies.get(&problem.key()).copied();
        }
        self.problems
            .sort_by_key(|problem| (problem.line, problem.at));
        (self.groups, self.listed) = grouped(&self.problems);
        Ok(())
    }
}

impl Damaged {
    /// A problem of a line that was taken out of the file.
    pub(super) fn of_line(line: usize, at: usize, record: Record, fault: Fault) -> LoadProblem {
        LoadProblem {
            at,
            line,
            column: 1,
            record,
            concerns: String::new(),
            fault,
            chosen: None,
        }
    }
}
