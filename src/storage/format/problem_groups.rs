//! Problems of a file by what they have in common: a text that was changed, and the highlights that no longer fit it.

use super::{
    problem::{Fault, LoadProblem, Record, RecordId},
    remedy::Remedy,
};

use std::sync::Arc;

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
                Some(nearest) => Remedy::MoveTo(*nearest),
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
pub(crate) fn grouped(problems: &[LoadProblem]) -> (Vec<ProblemGroup>, Vec<Listed>) {
    let groups = groups_of(problems);
    let listed = listed(problems.len(), &groups);
    (groups, listed)
}

/// In the order of their first problems.
fn groups_of(problems: &[LoadProblem]) -> Vec<ProblemGroup> {
    let key_at = |at: &usize| group_key(&problems[*at].fault);
    // Sorted in place: a hundred thousand problems may have nothing in common.
    let mut by_key: Vec<usize> = (0..problems.len()).collect();
    by_key.retain(|at| key_at(at).is_some());
    by_key.sort_unstable_by_key(|at| (key_at(at), *at));
    let alike = by_key.chunk_by(|one, other| key_at(one) == key_at(other));
    let mut groups: Vec<ProblemGroup> = alike
        .filter(|members| members.len() > 1)
        .filter_map(|members| {
            let cause = cause_of(members, problems)?;
            let members = members.to_vec();
            Some(ProblemGroup { cause, members })
        })
        .collect();
    groups.sort_unstable_by_key(|group| group.members[0]);
    groups
}

/// What problems of one group have in common; the last tells what names a record from what is wrong with its text.
fn group_key(fault: &Fault) -> Option<(Record, RecordId, bool)> {
    let (record, id) = fault.about()?;
    let names_it = matches!(
        fault,
        Fault::NamesMissing { .. } | Fault::NamesLeftOut { .. }
    );
    Some((record, id, names_it))
}

/// As many problems as `count`, each once: below its group, or by itself.
fn listed(count: usize, groups: &[ProblemGroup]) -> Vec<Listed> {
    let mut is_below = vec![false; count];
    for at in groups.iter().flat_map(|group| &group.members) {
        is_below[*at] = true;
    }
    let mut listed = Vec::with_capacity(count + groups.len());
    let mut groups = groups.iter().enumerate().peekable();
    for (at, is_below) in is_below.into_iter().enumerate() {
        if let Some((nth, group)) = groups.next_if(|(_, group)| group.members[0] == at) {
            listed.push(Listed::Group(nth));
            let members = group.members.iter();
            listed.extend(members.map(|at| Listed::Problem(*at, true)));
        } else if !is_below {
            listed.push(Listed::Problem(at, false));
        }
    }
    listed
}

fn cause_of(members: &[usize], problems: &[LoadProblem]) -> Option<Cause> {
    let mut faults = members.iter().map(|at| &problems[*at].fault);
    let is_changed = |fault: &Fault| matches!(fault, Fault::WrongHash { .. });
    let changed = faults.clone().any(is_changed);
    faults.find_map(|fault| match fault {
        Fault::WrongQuote(wrong) | Fault::BadSpan(wrong) => {
            let article = Arc::clone(&wrong.of.name);
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
