use super::{
    load::{self, Examined},
    problem::{Fault, LoadError, LoadProblem, ProblemKey, Record},
    problem_groups::{GroupRemedy, Listed, ProblemGroup, grouped},
    remedy::{Remedies, Remedy},
    salvage::Salvaged,
};
use crate::project::Project;

use std::sync::Arc;

/// A project file that can be read but does not hold together: all that is wrong with it, and what has been chosen to do
/// about each. Nothing in it is dropped unless that was chosen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Damaged {
    /// The file as it can be read: lines that cannot are taken out of it.
    text: Arc<str>,
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
    pub(crate) fn found(text: &str, problems: Vec<LoadProblem>) -> Self {
        let (groups, listed) = grouped(&problems);
        Self {
            text: text.into(),
            of_lines: Arc::new([]),
            remedies: Remedies::new(),
            problems,
            groups,
            listed,
        }
    }

    /// What is left of a file with lines that cannot be read; `None` where the rest makes no sense either.
    pub(crate) fn salvaged(salvaged: Salvaged) -> Option<Self> {
        let (text, of_lines) = (salvaged.text.into(), salvaged.problems.into());
        Self::examined(text, of_lines, Remedies::new()).ok()
    }

    /// What is wrong with `text` after `remedies`.
    fn examined(
        text: Arc<str>,
        of_lines: Arc<[LoadProblem]>,
        remedies: Remedies,
    ) -> Result<Self, LoadError> {
        let Examined { mut problems, .. } = load::examine(&text, &remedies)?;
        problems.extend(of_lines.iter().map(|problem| LoadProblem {
            chosen: remedies.get(&problem.key()).copied(),
            ..problem.clone()
        }));
        problems.sort_unstable_by_key(|problem| (problem.line, problem.key()));
        let (groups, listed) = grouped(&problems);
        Ok(Self {
            text,
            of_lines,
            remedies,
            problems,
            groups,
            listed,
        })
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
    pub fn choose(&self, key: ProblemKey, remedy: Option<Remedy>) -> Self {
        let mut remedies = self.remedies.clone();
        match remedy {
            Some(remedy) => remedies.insert(key, remedy),
            None => remedies.remove(&key),
        };
        self.with(remedies)
    }

    /// Chooses for every problem of a group, of which `first` is the first, or takes these choices back where all are made. What
    /// only a person can say of one of them stays open.
    #[must_use]
    pub fn settle(&self, first: ProblemKey, remedy: GroupRemedy) -> Self {
        let begins = |group: &&ProblemGroup| self.problems[group.members[0]].key() == first;
        let Some(group) = self.groups.iter().find(begins) else {
            return self.clone();
        };
        let take_back = group.is_chosen(remedy, &self.problems);
        let mut remedies = self.remedies.clone();
        for problem in group.members.iter().map(|at| &self.problems[*at]) {
            match remedy.remedy_for(&problem.fault).filter(|_| !take_back) {
                Some(remedy) => remedies.insert(problem.key(), remedy),
                None => remedies.remove(&problem.key()),
            };
        }
        self.with(remedies)
    }

    /// Chooses, for every problem that is still open, what loses nothing, where there is such a remedy.
    #[must_use]
    pub fn choose_safe(&self) -> Self {
        let mut settled = None;
        // Mending one thing may show another; each round settles at least one problem for good.
        for _ in 0..4 {
            match settled.as_ref().unwrap_or(self).safely_settled() {
                Some(next) => settled = Some(next),
                None => break,
            }
        }
        settled.unwrap_or_else(|| self.clone())
    }

    /// One round of [`Damaged::choose_safe`]; `None` where there is nothing to choose.
    fn safely_settled(&self) -> Option<Self> {
        let open = self
            .problems
            .iter()
            .filter(|problem| problem.chosen.is_none());
        let safe: Remedies = open
            .filter_map(|problem| Some((problem.key(), problem.fault.safe_remedy()?)))
            .collect();
        (!safe.is_empty()).then(|| {
            let mut remedies = self.remedies.clone();
            remedies.extend(safe);
            self.with(remedies)
        })
    }

    /// The repaired project, once something has been chosen for every problem.
    #[must_use]
    pub fn repaired(&self) -> Option<Project> {
        if self.open_problems() > 0 {
            return None;
        }
        let examined = load::examine(&self.text, &self.remedies).ok()?;
        examined.project
    }

    /// The same file with other choices.
    fn with(&self, remedies: Remedies) -> Self {
        let (text, of_lines) = (Arc::clone(&self.text), Arc::clone(&self.of_lines));
        let examined = Self::examined(text, of_lines, remedies);
        // It was read before, and the text is the same.
        debug_assert!(examined.is_ok(), "what was read once is read again");
        examined.unwrap_or_else(|_| self.clone())
    }
}

impl Damaged {
    /// A problem of a line that was taken out of the file.
    pub(crate) fn of_line(line: usize, at: usize, record: Record, fault: Fault) -> LoadProblem {
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
