//! Groups of problems with a common cause, such as an edited text and the highlights that no longer match it.

use super::{
    problem::{Fault, LoadProblem, Record, RecordId},
    remedy::Remedy,
};

use std::sync::Arc;

/// Problems that one choice can resolve.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ProblemGroup {
    /// The cause that the problems share.
    pub cause: Cause,
    /// Indices into the list of all problems, ascending; at least two.
    pub members: Vec<usize>,
}

/// Common cause of several problems.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Cause {
    /// The text of an article was edited and no longer matches its hash and highlights.
    ChangedText {
        /// Display name of the article.
        article: Arc<str>,
    },
    /// Highlights do not match the text of an article, although the text itself is unchanged since import.
    WrongHighlights {
        /// Display name of the article.
        article: Arc<str>,
    },
    /// Several records refer to one that is not in the file.
    Missing(Record, RecordId),
    /// Several records refer to one that is left out.
    LeftOut(Record, RecordId),
}

/// A remedy for all problems of a group.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum GroupRemedy {
    /// Accepts the text. Moves highlights to their words, or lets them quote the text at their current position.
    KeepHighlights,
    /// Accepts the text. Moves highlights to their words and leaves out those whose words are gone.
    KeepFound,
    /// Applies the same remedy to each problem.
    Each(Remedy),
}

impl GroupRemedy {
    /// Returns the remedy for one of the problems, or `None` if a person has to decide.
    pub fn remedy_for(self, fault: &Fault) -> Option<Remedy> {
        let offered = fault.remedies();
        let of_lost_words = match self {
            Self::Each(remedy) => return offered.contains(&remedy).then_some(remedy),
            Self::KeepHighlights => Remedy::QuoteTextThere,
            Self::KeepFound => Remedy::LeaveOut,
        };
        let wanted = if let Some(wrong) = fault.wrong_quote() {
            wrong
                .places
                .first()
                .map_or(of_lost_words, |nearest| Remedy::MoveTo(*nearest))
        } else if matches!(fault, Fault::WrongHash { .. }) {
            Remedy::KeepAsItIs
        } else {
            return None;
        };
        offered.contains(&wanted).then_some(wanted)
    }
}

impl ProblemGroup {
    /// Returns the remedies for the whole group, best first. `problems` are all problems of the file.
    pub fn remedies(&self, problems: &[LoadProblem]) -> Vec<GroupRemedy> {
        let mut faults = self.members.iter().map(|at| &problems[*at].fault);
        match self.cause {
            Cause::ChangedText { .. } | Cause::WrongHighlights { .. } => {
                let is_lost = |fault: &Fault| {
                    let wrong = fault.wrong_quote();
                    wrong.is_some_and(|wrong| wrong.places.is_empty())
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

    /// Whether `remedy` is the current choice for the whole group.
    pub fn is_chosen(&self, remedy: GroupRemedy, problems: &[LoadProblem]) -> bool {
        let mut members = self.members.iter().map(|at| &problems[*at]);
        members.all(|problem| {
            problem.chosen.is_some() && problem.chosen == remedy.remedy_for(&problem.fault)
        })
    }

    /// Number of problems in the group without a chosen remedy.
    pub fn open_problems(&self, problems: &[LoadProblem]) -> usize {
        let members = self.members.iter().map(|at| &problems[*at]);
        members.filter(|problem| problem.chosen.is_none()).count()
    }
}

/// A row in the list of problems.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Listed {
    /// Heading of the group with this index.
    Group(usize),
    /// The problem with this index, and whether it is listed below a group.
    Problem(usize, bool),
}

/// Groups problems by cause and lists each group at the position of its first problem.
pub(crate) fn grouped(problems: &[LoadProblem]) -> (Vec<ProblemGroup>, Vec<Listed>) {
    let groups = groups_of(problems);
    let listed = listed(problems.len(), &groups);
    (groups, listed)
}

/// Returns groups in the order of their first problems.
fn groups_of(problems: &[LoadProblem]) -> Vec<ProblemGroup> {
    let key_at = |at: &usize| group_key(&problems[*at].fault);
    // Sorted in place, since a hundred thousand problems may have nothing in common.
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

/// Key that the problems of a group share. The flag separates references to a record from faults in its text.
fn group_key(fault: &Fault) -> Option<(Record, RecordId, bool)> {
    let (record, id) = fault.about()?;
    let names_it = matches!(
        fault,
        Fault::NamesMissing { .. } | Fault::NamesLeftOut { .. }
    );
    Some((record, id, names_it))
}

/// Lists each of `count` problems once, either below its group or by itself.
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
    faults.find_map(|fault| {
        if let Some(wrong) = fault.wrong_quote() {
            let article = Arc::clone(&wrong.of.name);
            return Some(if changed {
                Cause::ChangedText { article }
            } else {
                Cause::WrongHighlights { article }
            });
        }
        let (record, id) = fault.about()?;
        match fault {
            Fault::NamesMissing { .. } => Some(Cause::Missing(record, id)),
            Fault::NamesLeftOut { .. } => Some(Cause::LeftOut(record, id)),
            other => {
                debug_assert!(matches!(other, Fault::WrongHash { .. }), "{other:?}");
                None
            }
        }
    })
}
