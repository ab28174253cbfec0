//! Problems of a file by what they have in common: a text that was changed, and the highlights that no longer fit it.

use std::{collections::BTreeMap, sync::Arc};

use super::{
    problem::{Fault, LoadProblem, Record, RecordId},
    remedy::Remedy,
};

/// Problems that one choice can settle.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ProblemGroup {
    /// What they have in common.
    pub cause: Cause,
    /// Their places in the list of all problems, ascending; at least two.
    pub members: Vec<usize>,
}

/// What several problems have in common.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Cause {
    /// The text of an article was changed, so that it does not fit its hash and its highlights.
    ChangedText {
        /// What the article is called.
        article: Arc<str>,
    },
    /// Highlights do not fit the text of an article, which is the one that was imported.
    WrongHighlights {
        /// What the article is called.
        article: Arc<str>,
    },
    /// A record is named that is not in the file.
    Missing(Record, RecordId),
    /// A record is named that is left out.
    LeftOut(Record, RecordId),
}

/// What can be done about all problems of a group at once.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum GroupRemedy {
    /// The text is taken as it is. Highlights go to where their words stand, or quote what stands there now.
    KeepHighlights,
    /// The text is taken as it is. Highlights go to where their words stand; those whose words are gone are left out.
    KeepFound,
    /// The same for each.
    Each(Remedy),
}

impl GroupRemedy {
    /// What is done about one of the problems; `None` where a person has to say.
    #[must_use]
    pub fn remedy_for(self, fault: &Fault) -> Option<Remedy> {
        let offered = fault.remedies();
        let wanted = match (self, fault) {
            (Self::Each(remedy), _) => remedy,
            (_, Fault::WrongHash { .. }) => Remedy::TakeAsItIs,
            (_, Fault::WrongQuote(wrong) | Fault::BadSpan(wrong)) => match wrong.places.first() {
                Some(nearest) => Remedy::MoveTo(nearest.span),
                None if self == Self::KeepHighlights => Remedy::QuoteWhatStandsThere,
                None => Remedy::LeaveOut,
            },
            _ => return None,
        };
        offered.contains(&wanted).then_some(wanted)
    }
}

impl ProblemGroup {
    /// All that can be done about the whole of it, the best first. `problems` are all of the file.
    #[must_use]
    pub fn remedies(&self, problems: &[LoadProblem]) -> Vec<GroupRemedy> {
        let mut faults = self.members.iter().map(|at| &problems[*at].fault);
        match self.cause {
            Cause::ChangedText { .. } | Cause::WrongHighlights { .. } => {
                let is_lost = |fault: &Fault| match fault {
                    Fault::WrongQuote(wrong) | Fault::BadSpan(wrong) => wrong.places.is_empty(),
                    _ => false,
                };
                let mut all = vec![GroupRemedy::KeepHighlights];
                all.extend(faults.any(is_lost).then_some(GroupRemedy::KeepFound));
                all
            }
            Cause::Missing(..) | Cause::LeftOut(..) => {
                let first = faults.next().map(Fault::remedies).unwrap_or_default();
                let others: Vec<Vec<Remedy>> = faults.map(Fault::remedies).collect();
                let is_common = |remedy: &Remedy| others.iter().all(|it| it.contains(remedy));
                let common = first.into_iter().filter(is_common);
                common.map(GroupRemedy::Each).collect()
            }
        }
    }

    /// Whether this is what was chosen for all of it.
    #[must_use]
    pub fn is_chosen(&self, remedy: GroupRemedy, problems: &[LoadProblem]) -> bool {
        let mut members = self.members.iter().map(|at| &problems[*at]);
        members.all(|problem| {
            problem.chosen.is_some() && problem.chosen == remedy.remedy_for(&problem.fault)
        })
    }

    /// How many of its problems nothing has been chosen for.
    #[must_use]
    pub fn open_problems(&self, problems: &[LoadProblem]) -> usize {
        let members = self.members.iter().map(|at| &problems[*at]);
        members.filter(|problem| problem.chosen.is_none()).count()
    }
}

/// A line of the list of problems, in the order of the file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Listed {
    /// What the problems below have in common: the group of this number.
    Group(usize),
    /// The problem of this number, and whether it stands below its group.
    Problem(usize, bool),
}

/// Finds what problems have in common, and puts each group where its first problem was.
pub(super) fn grouped(problems: &[LoadProblem]) -> (Vec<ProblemGroup>, Vec<Listed>) {
    let mut by_record: BTreeMap<(Record, RecordId, bool), Vec<usize>> = BTreeMap::new();
    let key_of = |problem: &LoadProblem| {
        let (record, id) = problem.fault.about()?;
        // What names a record is another matter than what is wrong with its text.
        let names_it = matches!(
            problem.fault,
            Fault::NamesMissing { .. } | Fault::NamesLeftOut { .. }
        );
        Some((record, id, names_it))
    };
    for (at, problem) in problems.iter().enumerate() {
        if let Some(key) = key_of(problem) {
            by_record.entry(key).or_default().push(at);
        }
    }
    let (mut groups, mut listed) = (Vec::new(), Vec::with_capacity(problems.len()));
    for (at, problem) in problems.iter().enumerate() {
        let members = key_of(problem).and_then(|key| by_record.get_mut(&key));
        let members = members.filter(|members| members.len() != 1);
        match members {
            None => listed.push(Listed::Problem(at, false)),
            // It is listed below its group already.
            Some(members) if members.is_empty() => {}
            Some(members) => {
                let members = std::mem::take(members);
                let cause = cause_of(&members, problems);
                listed.extend(cause.as_ref().map(|_| Listed::Group(groups.len())));
                let below = cause.is_some();
                listed.extend(members.iter().map(|at| Listed::Problem(*at, below)));
                groups.extend(cause.map(|cause| ProblemGroup { cause, members }));
            }
        }
    }
    (groups, listed)
}

fn cause_of(members: &[usize], problems: &[LoadProblem]) -> Option<Cause> {
    let mut faults = members.iter().map(|at| &problems[*at].fault);
    let is_changed = |fault: &Fault| matches!(fault, Fault::WrongHash { .. });
    let changed = faults.clone().any(is_changed);
    faults.find_map(|fault| match fault {
        Fault::WrongQuote(wrong) | Fault::BadSpan(wrong) => {
            let article = Arc::clone(&wrong.name);
            Some(if changed {
                Cause::ChangedText { article }
            } else {
                Cause::WrongHighlights { article }
            })
        }
        Fault::NamesMissing { record, id } => Some(Cause::Missing(*record, *id)),
        Fault::NamesLeftOut { record, id } => Some(Cause::LeftOut(*record, *id)),
        _ => None,
    })
}
