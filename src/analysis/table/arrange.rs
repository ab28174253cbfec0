use super::{
    claim_table::{ClaimRow, ClaimTable},
    columns::TableColumn,
};
use crate::{
    analysis::{dates::earliest_instant, independent_sources::SourceCount, last_if_none},
    project::{Claim, ClaimId, ClaimType, Project, Status},
    text::{Needle, WordKey, WordOrder},
};

use jiff::Timestamp;

/// A filter of claims; the default passes all.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TableFilter {
    /// Text that the statement, justification, notes or outlets must contain; empty passes all.
    pub text: String,
    pub verdict: VerdictFilter,
    /// `None` is any.
    pub status: Option<Status>,
    /// `None` is any.
    pub kind: Option<ClaimType>,
    /// `None` is any.
    pub tag: Option<String>,
    /// Only claims that need attention; see [`ClaimRow::needs_attention`].
    pub needs_attention: bool,
}

#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum VerdictFilter {
    /// All claims, with or without a verdict.
    #[default]
    Any,
    None,
    /// Claims whose verdict lacks a justification; see [`Claim::lacks_reasons`].
    WithoutReasons,
    Label(String),
}

impl VerdictFilter {
    pub fn passes(&self, claim: &Claim) -> bool {
        match self {
            Self::Any => true,
            Self::None => claim.verdict.is_none(),
            Self::WithoutReasons => claim.lacks_reasons(),
            Self::Label(label) => claim.verdict.as_ref() == Some(label),
        }
    }
}

/// The order of a list of claims; the default is the analyst's own.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct SortBy {
    /// One that [sorts](TableColumn::sorts). Claims without a value come last in either direction.
    pub column: TableColumn,
    /// Equal claims stay in the analyst's order either way.
    pub descending: bool,
}

/// The claims that pass the filter, sorted.
pub fn arrange(
    project: &Project,
    table: &ClaimTable,
    filter: &TableFilter,
    sort: SortBy,
) -> Vec<ClaimId> {
    let needle = Needle::new(&filter.text);
    let mut rows: Vec<((bool, Option<SortValue>), ClaimId)> = project
        .claims()
        .filter_map(|claim| Some((claim, table.row(claim.id)?)))
        .filter(|(claim, row)| {
            filter.passes(claim, row) && text_passes(project, row, needle.as_ref())
        })
        .map(|(_, row)| {
            (
                last_if_none(SortValue::of(project, row, sort.column)),
                row.id,
            )
        })
        .collect();
    // Stable: equal claims keep the analyst's order.
    if sort.column == TableColumn::Number && sort.descending {
        rows.reverse();
    } else {
        rows.sort_by(|((is_absent, one), _), ((other_is_absent, other), _)| {
            is_absent.cmp(other_is_absent).then_with(|| {
                let ascending = one.cmp(other);
                if sort.descending {
                    ascending.reverse()
                } else {
                    ascending
                }
            })
        });
    }
    rows.into_iter().map(|(_, id)| id).collect()
}

impl TableFilter {
    fn passes(&self, claim: &Claim, row: &ClaimRow) -> bool {
        self.verdict.passes(claim)
            && self.status.is_none_or(|status| status == row.status)
            && (self.kind.is_none() || self.kind == row.kind)
            && self
                .tag
                .as_ref()
                .is_none_or(|tag| row.tags.contains(tag.as_str()))
            && (!self.needs_attention || row.needs_attention())
    }
}

fn text_passes(project: &Project, row: &ClaimRow, needle: Option<&Needle>) -> bool {
    let Some(needle) = needle else {
        return true;
    };
    let in_claim = project.claim(row.id).is_some_and(|claim| {
        [&claim.statement, &claim.justification, &claim.notes]
            .iter()
            .any(|text| needle.is_in(text))
    });
    in_claim || row.outlets.iter().any(|outlet| needle.is_in(outlet))
}

/// The value of a claim in the sort column; all values of a column are of one kind.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
enum SortValue {
    Text(WordKey),
    /// A number, or both ends of a range.
    Counts(usize, usize),
    Instants(Timestamp, Timestamp),
}

impl SortValue {
    /// `None` sorts last.
    fn of(project: &Project, row: &ClaimRow, column: TableColumn) -> Option<Self> {
        let count = |count: usize| Some(Self::Counts(count, 0));
        // By the lower end of the range, then the upper.
        let range = |sources: SourceCount| Some(Self::Counts(sources.at_least, sources.at_most));
        match column {
            // Keeps the analyst's order.
            TableColumn::Number => count(0),
            // In the order of the system's language.
            TableColumn::Statement => Some(Self::Text(WordOrder::Window.key(&row.statement))),
            TableColumn::Verdict => count(rank_of(project, row)?),
            TableColumn::Status => count(row.status as usize),
            TableColumn::Supports => count(row.supports),
            TableColumn::Refutes => count(row.refutes),
            TableColumn::Context => count(row.context),
            TableColumn::Articles => count(row.articles),
            TableColumn::IndependentSources => range(row.supporting_sources),
            TableColumn::RefutingSources => range(row.refuting_sources),
            // The earliest time at which it may have been made.
            TableColumn::Made => {
                let made = earliest_instant(&row.made)?;
                Some(Self::Instants(made, made))
            }
            TableColumn::Kind => count(row.kind? as usize),
            TableColumn::Credibility => count(row.credibility? as usize),
            TableColumn::FirstPublished => {
                let (first, last) = row.first_published.instants()?;
                Some(Self::Instants(first, last))
            }
            TableColumn::OneSourceOnly
            | TableColumn::RuleMisses
            | TableColumn::Unchallenged
            | TableColumn::ExcludedEvidence
            | TableColumn::PublishedAfter
            | TableColumn::Speaker
            | TableColumn::Tags
            | TableColumn::Sources => None,
        }
    }
}

fn rank_of(project: &Project, row: &ClaimRow) -> Option<usize> {
    let label = row.verdict.as_ref()?;
    let verdicts = &project.scale().verdicts;
    let verdict = verdicts.iter().find(|verdict| verdict.label == *label)?;
    Some(verdict.rank as usize)
}
