use super::claim_table::{ClaimRow, ClaimTable};
use crate::{
    analysis::{dates::earliest_instant, independent_sources::SourceCount},
    project::{Claim, ClaimId, ClaimType, Project, Status},
    text::{Needle, WordKey, WordOrder},
};

use std::cmp::Ordering;

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

/// A filter by verdict.
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
    #[must_use]
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
    pub key: SortKey,
    /// Equal claims stay in the analyst's order either way.
    pub descending: bool,
}

/// The column to sort by. Claims without a value come last in either direction.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum SortKey {
    /// The analyst's order.
    #[default]
    Number,
    /// Alphabetical, in the order of the system's language.
    Statement,
    /// Rank on the project's scale.
    Verdict,
    /// Open first.
    Status,
    Supports,
    Refutes,
    Context,
    /// Number of articles with evidence.
    Articles,
    /// Earliest publication date of these articles.
    FirstPublished,
    /// Independent sources of the support: by the lower end of the range, then the upper.
    IndependentSources,
    /// The same for the refutation.
    RefutingSources,
    /// Earliest time at which it may have been made.
    Made,
    Kind,
    /// Best first.
    Credibility,
}

/// The claims that pass the filter, sorted.
#[must_use]
pub fn arrange(
    project: &Project,
    table: &ClaimTable,
    filter: &TableFilter,
    sort: SortBy,
) -> Vec<ClaimId> {
    let needle = Needle::new(&filter.text);
    let mut rows: Vec<(SortValue, ClaimId)> = project
        .claims()
        .filter_map(|claim| Some((claim, table.row(claim.id)?)))
        .filter(|(claim, row)| {
            filter.passes(claim, row) && text_passes(project, row, needle.as_ref())
        })
        .map(|(_, row)| (SortValue::of(project, row, sort.key), row.id))
        .collect();
    // Stable: equal claims keep the analyst's order.
    if sort.key == SortKey::Number && sort.descending {
        rows.reverse();
    } else {
        rows.sort_by(|(one, _), (other, _)| one.compare(other, sort.descending));
    }
    rows.into_iter().map(|(_, id)| id).collect()
}

impl TableFilter {
    fn passes(&self, claim: &Claim, row: &ClaimRow) -> bool {
        self.verdict.passes(claim)
            && self.status.is_none_or(|status| status == row.status)
            && (self.kind.is_none() || self.kind == row.kind)
            && self.tag.as_ref().is_none_or(|tag| row.tags.contains(tag))
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

/// The value of a claim in the sort column.
enum SortValue {
    /// Keeps the analyst's order.
    Same,
    Text(WordKey),
    Count(usize),
    IndependentSources(SourceCount),
    Instant(Timestamp),
    Instants(Timestamp, Timestamp),
    /// Sorts last.
    Absent,
}

impl SortValue {
    fn of(project: &Project, row: &ClaimRow, key: SortKey) -> Self {
        match key {
            SortKey::Number => Self::Same,
            SortKey::Statement => Self::Text(WordOrder::Window.key(&row.statement)),
            SortKey::Verdict => rank_of(project, row).map_or(Self::Absent, Self::Count),
            SortKey::Status => Self::Count(row.status as usize),
            SortKey::Supports => Self::Count(row.supports),
            SortKey::Refutes => Self::Count(row.refutes),
            SortKey::Context => Self::Count(row.context),
            SortKey::Articles => Self::Count(row.articles),
            SortKey::IndependentSources => Self::IndependentSources(row.supporting_sources),
            SortKey::RefutingSources => Self::IndependentSources(row.refuting_sources),
            SortKey::Made => earliest_instant(&row.made).map_or(Self::Absent, Self::Instant),
            SortKey::Kind => row
                .kind
                .map_or(Self::Absent, |kind| Self::Count(kind as usize)),
            SortKey::Credibility => row.credibility.map_or(Self::Absent, |credibility| {
                Self::Count(credibility as usize)
            }),
            SortKey::FirstPublished => row
                .first_published
                .instants()
                .map_or(Self::Absent, |(first, last)| Self::Instants(first, last)),
        }
    }

    fn compare(&self, other: &Self, descending: bool) -> Ordering {
        let ascending = match (self, other) {
            (Self::Absent, Self::Absent) => return Ordering::Equal,
            (Self::Absent, _) => return Ordering::Greater,
            (_, Self::Absent) => return Ordering::Less,
            (Self::Text(one), Self::Text(other)) => one.cmp(other),
            (Self::Count(one), Self::Count(other)) => one.cmp(other),
            (Self::IndependentSources(one), Self::IndependentSources(other)) => one.cmp(other),
            (Self::Instant(one), Self::Instant(other)) => one.cmp(other),
            (Self::Instants(one, until), Self::Instants(other, other_until)) => {
                (one, until).cmp(&(other, other_until))
            }
            _ => Ordering::Equal,
        };
        if descending {
            ascending.reverse()
        } else {
            ascending
        }
    }
}

fn rank_of(project: &Project, row: &ClaimRow) -> Option<usize> {
    let label = row.verdict.as_ref()?;
    let verdicts = &project.scale().verdicts;
    let verdict = verdicts.iter().find(|verdict| verdict.label == *label)?;
    Some(verdict.rank as usize)
}
