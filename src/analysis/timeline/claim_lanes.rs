//! The timeline of every claim, kept up to date claim by claim, and how far together they reach.

use super::{DatedEvent, EventTime, Timeline, TimelineEvent, partial_date::PartialDate};
use crate::{
    analysis::{
        independent_sources::{Roots, fallen},
        table::{ClaimEvidence, ClaimTable},
    },
    project::{ArticleId, Claim, ClaimId, EvidenceId, Project},
};

use std::collections::{BTreeMap, BTreeSet};

use jiff::{Timestamp, tz::Offset};

/// A claim's timeline, and what stands out in it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ClaimLane {
    pub timeline: Timeline,
    /// The article that supported the claim before every other that does, what is excluded left out.
    pub first: Option<ArticleId>,
    /// Evidence that counts no more, since what it rests on is excluded.
    pub excluded: BTreeSet<EvidenceId>,
    reach: TimeExtent,
}

impl ClaimLane {
    fn of(project: &Project, table: &ClaimTable, claim: &Claim, roots: &mut Roots<'_>) -> Self {
        let timeline = Timeline::of_claim(project, claim);
        let excluded = excluded(project, table, claim, roots);
        Self {
            first: timeline.first_to_support(project, &excluded),
            excluded,
            reach: TimeExtent::of(&timeline.dated),
            timeline,
        }
    }

    /// How far it reaches.
    #[must_use]
    pub fn reach(&self) -> &TimeExtent {
        &self.reach
    }

    /// EventTime the claim was made, where that is known.
    #[must_use]
    pub fn made(&self) -> Option<EventTime> {
        let is_claim = |entry: &&DatedEvent| matches!(entry.what, TimelineEvent::Claimed(_));
        let made = self.timeline.dated.iter().find(is_claim);
        made.map(|entry| entry.time)
    }
}

/// Most claims rest on nothing that is excluded; the table knows which do.
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
    fallen(&ClaimEvidence::of(project, claim), roots)
}

/// The lanes of a project's claims.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ClaimLanes {
    /// Exactly the claims of the project that it was last brought up to date with.
    lanes: BTreeMap<ClaimId, ClaimLane>,
}

impl ClaimLanes {
    /// Looks at all evidence. `table` is that of the project.
    #[must_use]
    pub fn new(project: &Project, table: &ClaimTable) -> Self {
        // One for all claims: each would follow a chain that they share from its beginning again.
        let mut roots = Roots::new(project);
        let lane = |claim: &Claim| (claim.id, ClaimLane::of(project, table, claim, &mut roots));
        Self {
            lanes: project.claims().map(lane).collect(),
        }
    }

    /// Builds again the lanes of the claims in `touched`, as [`ClaimTable::update`] does. `table` is up to date already.
    pub fn update(&mut self, project: &Project, table: &ClaimTable, touched: &BTreeSet<ClaimId>) {
        let mut roots = Roots::new(project);
        for id in touched {
            match project.claim(*id) {
                Some(claim) => {
                    let lane = ClaimLane::of(project, table, claim, &mut roots);
                    self.lanes.insert(*id, lane);
                }
                None => {
                    self.lanes.remove(id);
                }
            }
        }
    }

    /// The lane of a claim.
    #[must_use]
    pub fn lane(&self, id: ClaimId) -> Option<&ClaimLane> {
        self.lanes.get(&id)
    }

    /// How far all of them reach together; `None` where nothing has a date.
    #[must_use]
    pub fn stretch(&self) -> Option<TimeSpan> {
        TimeExtent::together(self.lanes.values().map(ClaimLane::reach))
    }

    /// Whether anything has no date.
    #[must_use]
    pub fn has_undated(&self) -> bool {
        let mut lanes = self.lanes.values();
        lanes.any(|lane| !lane.timeline.undated.is_empty())
    }

    /// The claims by the first thing that is known of each, those of which nothing is dated last; what compares equal stays
    /// in the analyst's order.
    #[must_use]
    pub fn by_time(&self, project: &Project) -> Vec<ClaimId> {
        let first = |id: &ClaimId| {
            let dated = self.lane(*id).map(|lane| &lane.timeline.dated);
            dated.and_then(|dated| Some(dated.first()?.time.earliest))
        };
        let mut claims: Vec<ClaimId> = project.claims().map(|claim| claim.id).collect();
        claims.sort_by_cached_key(|id| {
            let first = first(id);
            (first.is_none(), first)
        });
        claims
    }
}

/// A stretch of time, both ends in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct TimeSpan {
    /// Its beginning.
    pub from: Timestamp,
    /// Its end, not before its beginning.
    pub to: Timestamp,
}

impl TimeSpan {
    /// What the date means as it is written: other clocks would not shift it by more than a day.
    fn of(entry: &DatedEvent) -> Self {
        let EventTime {
            date,
            earliest,
            latest,
        } = entry.time;
        Self {
            from: date.as_written().unwrap_or(earliest),
            to: date.until_as_written().unwrap_or(latest),
        }
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

/// How far a timeline reaches.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TimeExtent {
    /// From the first to the last of what is known to the day or better.
    close: Option<TimeSpan>,
    /// Months and years.
    vague: BTreeSet<TimeSpan>,
}

impl TimeExtent {
    /// That of all entries.
    #[must_use]
    pub fn of(dated: &[DatedEvent]) -> Self {
        let mut reach = Self::default();
        for entry in dated {
            let stretch = TimeSpan::of(entry);
            if entry.time.date.day.is_some() {
                reach.close = Some(reach.close.map_or(stretch, |close| close.with(stretch)));
            } else {
                reach.vague.insert(stretch);
            }
        }
        reach
    }

    /// How far several reach together. A month or a year that some of what is known better lies in does not make it longer:
    /// three hours would not be told from one another beside the year they are in. One that lies apart does.
    pub fn together<'a>(reaches: impl Iterator<Item = &'a Self> + Clone) -> Option<TimeSpan> {
        let close = reaches.clone().filter_map(|reach| reach.close);
        let close = close.reduce(TimeSpan::with);
        let lies_apart = |vague: &&TimeSpan| close.is_none_or(|close| !close.touches(vague));
        let apart = reaches.flat_map(|reach| &reach.vague).filter(lies_apart);
        apart.copied().chain(close).reduce(TimeSpan::with)
    }
}

/// The zone in which most articles that name one have their time of publication; UTC where none does.
#[must_use]
pub fn usual_zone(project: &Project) -> Offset {
    let mut counts = BTreeMap::<Offset, usize>::new();
    for article in project.articles() {
        let date = PartialDate::parse(&article.details.published);
        if let Some(zone) = date.and_then(|date| date.zone) {
            *counts.entry(zone).or_default() += 1;
        }
    }
    let most = counts.into_iter().max_by_key(|(_, count)| *count);
    most.map_or(Offset::UTC, |(zone, _)| zone)
}
