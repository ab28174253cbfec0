use super::{
    claim_table::{ClaimRow, ClaimTable},
    dates::instants,
};
use crate::{
    analysis::{independent_sources::SourceCount, timeline::PartialDate},
    project::{Claim, ClaimId, ClaimType, Project, Status},
    text::Needle,
};

use std::cmp::Ordering;

use jiff::Timestamp;

/// Which claims are listed; the default lists all.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TableFilter {
    /// What the statement, justification, notes or sources must hold, case- and accent-insensitive. Empty holds always.
    pub text: String,
    /// Which verdicts.
    pub verdict: VerdictFilter,
    /// Which status; `None` is any.
    pub status: Option<Status>,
    /// Which kind of statement; `None` is any.
    pub kind: Option<ClaimType>,
    /// A tag that it has; `None` is any.
    pub tag: Option<String>,
    /// Only claims that need attention; see [`ClaimRow::needs_attention`].
    pub needs_attention: bool,
}

/// Which verdicts a list shows.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum VerdictFilter {
    /// Any, and none.
    #[default]
    Any,
    /// Claims without a verdict.
    None,
    /// Claims with a verdict of which nothing says why; see [`Claim::lacks_reasons`].
    WithoutReasons,
    /// Claims with this label.
    Label(String),
}

impl VerdictFilter {
    /// Whether the claim is listed.
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

/// How a list of claims is ordered; the default is the analyst's own order.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct SortBy {
    /// By what.
    pub key: SortKey,
    /// From the last to the first. Claims that compare equal stay in the analyst's order either way.
    pub descending: bool,
}

/// A column to order by.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum SortKey {
    /// The analyst's order.
    #[default]
    Number,
    /// The statement, by letter, upper and lower case alike.
    Statement,
    /// The rank of the verdict on the project's scale; claims without one come last in either direction.
    Verdict,
    /// The order of the work: open first.
    Status,
    /// How many pieces of evidence support it.
    Supports,
    /// How many refute it.
    Refutes,
    /// How many give context.
    Context,
    /// How many articles they lie in.
    Articles,
    /// When the first of them was published; claims without a date come last in either direction.
    FirstPublished,
    /// How many independent sources its support has: by the least that there are, then by the most.
    IndependentSources,
    /// How many its refutation has, likewise.
    RefutingSources,
    /// When it was made, as early as may be; claims without a date that is read come last in either direction.
    Made,
    /// What kind of statement it is; claims of no kind come last in either direction.
    Kind,
    /// How credible it is, best first; claims that nobody has judged come last in either direction.
    Credibility,
}

/// The claims that pass the filter, in the order asked for.
#[must_use]
pub fn arrange(
    project: &Project,
    table: &ClaimTable,
    filter: &TableFilter,
    sort: SortBy,
) -> Vec<ClaimId> {
    let needle = Needle::new(&filter.text);
    let mut rows: Vec<(Key, ClaimId)> = project
        .claims()
        .filter_map(|claim| Some((claim, table.row(claim.id)?)))
        .filter(|(claim, row)| {
            filter.passes(claim, row) && text_passes(project, row, needle.as_ref())
        })
        .map(|(_, row)| (Key::of(project, row, sort.key), row.id))
        .collect();
    // The sort is stable, so equal claims keep the analyst's order.
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
    in_claim || row.sources.iter().any(|source| needle.is_in(source))
}

/// What a claim is ordered by, taken out once.
enum Key {
    /// All alike: the analyst's order stays.
    Same,
    Text(String),
    Count(usize),
    IndependentSources(SourceCount),
    Instant(Timestamp),
    Instants(Timestamp, Timestamp),
    /// Nothing to compare: last.
    Absent,
}

impl Key {
    fn of(project: &Project, row: &ClaimRow, key: SortKey) -> Self {
        match key {
            SortKey::Number => Self::Same,
            SortKey::Statement => Self::Text(row.statement.to_lowercase()),
            SortKey::Verdict => rank_of(project, row).map_or(Self::Absent, Self::Count),
            SortKey::Status => Self::Count(row.status as usize),
            SortKey::Supports => Self::Count(row.supports),
            SortKey::Refutes => Self::Count(row.refutes),
            SortKey::Context => Self::Count(row.context),
            SortKey::Articles => Self::Count(row.articles),
            SortKey::IndependentSources => Self::IndependentSources(row.supporting_sources),
            SortKey::RefutingSources => Self::IndependentSources(row.refuting_sources),
            SortKey::Made => instant_of(&row.made).map_or(Self::Absent, Self::Instant),
            SortKey::Kind => row
                .kind
                .map_or(Self::Absent, |kind| Self::Count(kind as usize)),
            SortKey::Credibility => row.credibility.map_or(Self::Absent, |credibility| {
                Self::Count(credibility as usize)
            }),
            SortKey::FirstPublished => row
                .first_published
                .as_deref()
                .and_then(instants)
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

fn instant_of(written: &str) -> Option<Timestamp> {
    PartialDate::parse(written)?.earliest()
}

fn rank_of(project: &Project, row: &ClaimRow) -> Option<usize> {
    let label = row.verdict.as_ref()?;
    let verdicts = &project.scale().verdicts;
    let verdict = verdicts.iter().find(|verdict| verdict.label == *label)?;
    Some(verdict.rank as usize)
}
