//! Timelines of all claims, updated claim by claim, with their common time span.

use super::{DatedEvent, EventTime, Timeline, TimelineEvent};
use crate::{
    analysis::{
        claim_evidence::ClaimEvidence,
        dates::PartialDate,
        independent_sources::{Roots, excluded_ids},
        last_if_none,
        table::ClaimTable,
    },
    project::{ArticleId, Claim, ClaimId, EvidenceId, Project},
};

use std::collections::{BTreeMap, BTreeSet};

use jiff::{Timestamp, tz::Offset};

/// Timeline of a claim, with its first report.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ClaimLane {
    pub timeline: Timeline,
    /// Article that supported the claim before any other, without excluded evidence.
    pub first: Option<ArticleId>,
    /// Evidence that does not count, since its source is excluded.
    pub excluded: BTreeSet<EvidenceId>,
    extent: TimeExtent,
}

impl ClaimLane {
    fn new(project: &Project, table: &ClaimTable, claim: &Claim, roots: &mut Roots<'_>) -> Self {
        let timeline = Timeline::of_claim(project, claim);
        let excluded = excluded(project, table, claim, roots);
        Self {
            first: timeline.first_to_support(project, &excluded),
            excluded,
            extent: TimeExtent::of(&timeline.dated),
            timeline,
        }
    }

    pub fn extent(&self) -> &TimeExtent {
        &self.extent
    }

    /// When the claim was made, if known.
    pub fn made(&self) -> Option<EventTime> {
        let is_claim = |event: &&DatedEvent| matches!(event.what, TimelineEvent::Claimed(_));
        let made = self.timeline.dated.iter().find(is_claim);
        made.map(|event| event.time)
    }
}

/// The table tells which claims have excluded evidence; most have none.
fn excluded(
    project: &Project,
    table: &ClaimTable,
    claim: &Claim,
    roots: &mut Roots<'_>,
) -> BTreeSet<EvidenceId> {
    if table
        .row(claim.id)
        .is_none_or(|row| row.all_excluded() == 0)
    {
        return BTreeSet::new();
    }
    excluded_ids(&ClaimEvidence::new(project, claim), roots)
}

#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ClaimLanes {
    /// Exactly the claims of the project at the last update.
    lanes: BTreeMap<ClaimId, ClaimLane>,
}

impl ClaimLanes {
    /// `table` must belong to the project.
    pub fn new(project: &Project, table: &ClaimTable) -> Self {
        // Shared by all claims, so that a chain of sources is followed only once.
        let mut roots = Roots::new(project);
        let lane = |claim: &Claim| (claim.id, ClaimLane::new(project, table, claim, &mut roots));
        Self {
            lanes: project.claims().map(lane).collect(),
        }
    }

    /// Rebuilds the lanes of the claims in `touched`, as [`ClaimTable::update`] does. `table` must be up to date.
    pub fn update(&mut self, project: &Project, table: &ClaimTable, touched: &BTreeSet<ClaimId>) {
        let mut roots = Roots::new(project);
        for id in touched {
            match project.claim(*id) {
                Some(claim) => {
                    let lane = ClaimLane::new(project, table, claim, &mut roots);
                    self.lanes.insert(*id, lane);
                }
                None => {
                    self.lanes.remove(id);
                }
            }
        }
    }

    pub fn lane(&self, id: ClaimId) -> Option<&ClaimLane> {
        self.lanes.get(&id)
    }

    /// Common time span; `None` if nothing has a date.
    pub fn span(&self) -> Option<TimeSpan> {
        TimeExtent::together(self.lanes.values().map(ClaimLane::extent))
    }

    pub fn has_undated(&self) -> bool {
        let mut lanes = self.lanes.values();
        lanes.any(|lane| !lane.timeline.undated.is_empty())
    }

    /// Claims by their first dated event, those without one last; equal ones stay in the analyst's order.
    pub fn by_time(&self, project: &Project) -> Vec<ClaimId> {
        let first = |id: &ClaimId| {
            let dated = self.lane(*id).map(|lane| &lane.timeline.dated);
            dated.and_then(|dated| Some(dated.first()?.time.earliest))
        };
        let mut claims: Vec<ClaimId> = project.claims().map(|claim| claim.id).collect();
        claims.sort_by_cached_key(|id| last_if_none(first(id)));
        claims
    }
}

/// A span of time, inclusive at both ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct TimeSpan {
    pub from: Timestamp,
    /// Not before `from`.
    pub to: Timestamp,
}

impl TimeSpan {
    /// The date as written; other time zones would shift it by at most a day.
    fn new(event: &DatedEvent) -> Self {
        let EventTime {
            date,
            until,
            earliest,
            latest,
        } = event.time;
        Self {
            from: date.as_written().unwrap_or(earliest),
            to: until.until_as_written().unwrap_or(latest),
        }
    }

    /// Whether a time is known to the day, and within two months of the span, so that a year of the last century does
    /// not squeeze everything else.
    pub fn is_near(&self, time: EventTime) -> bool {
        const NEAR: i64 = 60 * 24 * 60 * 60;
        let apart = (self.from.as_second() - time.latest.as_second())
            .max(time.earliest.as_second() - self.to.as_second());
        time.date.day.is_some() && apart <= NEAR
    }

    fn with(self, other: Self) -> Self {
        Self {
            from: self.from.min(other.from),
            to: self.to.max(other.to),
        }
    }

    fn touches(&self, other: &Self) -> bool {
        self.from <= other.to && other.from <= self.to
    }
}

/// Extent of a timeline, with imprecise dates kept apart.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TimeExtent {
    /// From the first to the last event known to the day or better.
    close: Option<TimeSpan>,
    /// Months and years.
    vague: BTreeSet<TimeSpan>,
}

impl TimeExtent {
    pub fn of(dated: &[DatedEvent]) -> Self {
        let mut extent = Self::default();
        for event in dated {
            let span = TimeSpan::new(event);
            if event.time.date.day.is_some() {
                extent.close = Some(extent.close.map_or(span, |close| close.with(span)));
            } else {
                extent.vague.insert(span);
            }
        }
        extent
    }

    /// Common span of several extents. A month or year extends it only if it contains no precise date: next to a whole
    /// year, three hours would be indistinguishable.
    pub fn together<'a>(reaches: impl Iterator<Item = &'a Self> + Clone) -> Option<TimeSpan> {
        let close = reaches.clone().filter_map(|extent| extent.close);
        let close = close.reduce(TimeSpan::with);
        let lies_apart = |vague: &&TimeSpan| close.is_none_or(|close| !close.touches(vague));
        let apart = reaches.flat_map(|extent| &extent.vague).filter(lies_apart);
        apart.copied().chain(close).reduce(TimeSpan::with)
    }
}

/// The zone of more than half of the zoned publication times of the articles with evidence; otherwise UTC.
pub fn usual_zone(project: &Project) -> Offset {
    let articles: BTreeSet<ArticleId> = project
        .all_evidence()
        .filter_map(|evidence| project.highlight(evidence.highlight))
        .map(|highlight| highlight.article)
        .collect();
    let articles = articles.iter().filter_map(|id| project.article(*id));
    zone_of_most(articles.filter_map(|it| PartialDate::parse(&it.details.published)?.zone))
}

fn zone_of_most(zones: impl Iterator<Item = Offset>) -> Offset {
    let mut counts = BTreeMap::<Offset, usize>::new();
    for zone in zones {
        *counts.entry(zone).or_default() += 1;
    }
    let total: usize = counts.values().sum();
    let most = counts.into_iter().find(|(_, count)| 2 * count > total);
    most.map_or(Offset::UTC, |(zone, _)| zone)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_zone_is_usual_if_most_times_have_it() {
        let usual = |hours: &[i8]| zone_of_most(hours.iter().map(|it| Offset::constant(*it)));
        assert_eq!(usual(&[]), Offset::UTC);
        assert_eq!(usual(&[3, 1, 3]), Offset::constant(3));
        assert_eq!(usual(&[3, 1]), Offset::UTC, "half is not most");
    }
}
