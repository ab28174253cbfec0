use super::{
    load::{self, Examined},
    problem::{Fault, LoadError, LoadProblem, ProblemKey, Record},
    problem_groups::{GroupRemedy, Listed, ProblemGroup, grouped},
    remedy::{Remedies, Remedy},
    salvage::{RecordPlaces, Salvaged},
};
use crate::project::Project;

use std::sync::Arc;

/// A project file that can be parsed but is inconsistent, with all its problems and the remedies chosen so far. Nothing
/// is dropped unless the user chooses to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Damaged {
    /// The readable text of the file, without the lines that cannot be parsed.
    text: Arc<str>,
    /// Positions of the records, if lines were left out.
    places: Option<Arc<RecordPlaces>>,
    /// Problems of the lines that were left out.
    of_lines: Arc<[LoadProblem]>,
    remedies: Remedies,
    problems: Vec<LoadProblem>,
    groups: Vec<ProblemGroup>,
    /// Groups and problems in display order.
    listed: Vec<Listed>,
}

impl Damaged {
    /// Wraps the problems of a file whose lines can all be parsed.
    pub(crate) fn found(text: &str, problems: Vec<LoadProblem>) -> Self {
        let (groups, listed) = grouped(&problems);
        Self {
            text: text.into(),
            places: None,
            of_lines: Arc::new([]),
            remedies: Remedies::new(),
            problems,
            groups,
            listed,
        }
    }

    /// Examines what remains of a file with unreadable lines. Returns `None` if the rest cannot be parsed either.
    pub(crate) fn salvaged(salvaged: Salvaged) -> Option<Self> {
        let Salvaged {
            text,
            places,
            problems,
        } = salvaged;
        let places = Some(Arc::new(places));
        Self::examined(text.into(), places, problems.into(), Remedies::new()).ok()
    }

    /// Finds the problems of `text` after applying `remedies`.
    fn examined(
        text: Arc<str>,
        places: Option<Arc<RecordPlaces>>,
        of_lines: Arc<[LoadProblem]>,
        remedies: Remedies,
    ) -> Result<Self, LoadError> {
        let Examined { mut problems, .. } = load::examine(&text, places.as_deref(), &remedies)?;
        problems.extend(of_lines.iter().map(|problem| LoadProblem {
            chosen: remedies.get(&problem.key()).copied(),
            ..problem.clone()
        }));
        problems.sort_by_key(|problem| (problem.line, problem.at));
        let (groups, listed) = grouped(&problems);
        Ok(Self {
            text,
            places,
            of_lines,
            remedies,
            problems,
            groups,
            listed,
        })
    }

    /// All problems in file order, each with its chosen remedy.
    pub fn problems(&self) -> &[LoadProblem] {
        &self.problems
    }

    /// Groups of problems that one choice can resolve.
    pub fn groups(&self) -> &[ProblemGroup] {
        &self.groups
    }

    /// Groups and problems in display order: each group at the position of its first problem, followed by its members.
    pub fn listed(&self) -> &[Listed] {
        &self.listed
    }

    /// Whether both describe the same file, regardless of the chosen remedies.
    pub fn is_of_same_file(&self, other: &Self) -> bool {
        self.text == other.text && self.of_lines.len() == other.of_lines.len()
    }

    /// Number of problems without a chosen remedy.
    pub fn open_problems(&self) -> usize {
        let open = self
            .problems
            .iter()
            .filter(|problem| problem.chosen.is_none());
        open.count()
    }

    /// Sets or clears the remedy of a problem and examines the file again. Leaving out a highlight, for example, makes each
    /// of its links a new problem.
    pub fn choose(&self, key: ProblemKey, remedy: Option<Remedy>) -> Self {
        let mut remedies = self.remedies.clone();
        match remedy {
            Some(remedy) => remedies.insert(key, remedy),
            None => remedies.remove(&key),
        };
        self.with(remedies)
    }

    /// Applies a remedy to the whole group whose first problem is `first`, or clears it if it is already the choice for all
    /// of them. Problems that need a person's decision stay open.
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

    /// Chooses the safe remedy for every open problem that has one.
    pub fn choose_safe(&self) -> Self {
        let mut settled = None;
        // Repairing one problem may reveal another; each round settles at least one for good.
        for _ in 0..4 {
            match settled.as_ref().unwrap_or(self).safely_settled() {
                Some(next) => settled = Some(next),
                None => break,
            }
        }
        settled.unwrap_or_else(|| self.clone())
    }

    /// Runs one round of [`Damaged::choose_safe`]. Returns `None` if there is nothing left to choose.
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

    /// Returns the repaired project once every problem has a remedy.
    pub fn repaired(&self) -> Option<Project> {
        if self.open_problems() > 0 {
            return None;
        }
        let examined = load::examine(&self.text, self.places.as_deref(), &self.remedies).ok()?;
        examined.project
    }

    /// Returns the same file with other remedies.
    fn with(&self, remedies: Remedies) -> Self {
        let (text, of_lines) = (Arc::clone(&self.text), Arc::clone(&self.of_lines));
        let examined = Self::examined(text, self.places.clone(), of_lines, remedies);
        // The same text was parsed successfully before.
        debug_assert!(examined.is_ok(), "what was read once is read again");
        examined.unwrap_or_else(|_| self.clone())
    }
}

impl Damaged {
    /// Builds the problem of a line that was removed from the file.
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
