//! The timeline: when claims were made and articles published.

mod claim_lanes;
mod date_mentions;

use super::dates::PartialDate;
use crate::project::{ArticleId, Claim, ClaimId, Evidence, EvidenceId, Project, Stance};
pub use claim_lanes::{ClaimLane, ClaimLanes, TimeExtent, TimeSpan, usual_zone};
pub use date_mentions::{DateMention, DateReading, date_mentions};

use std::collections::BTreeSet;

use jiff::Timestamp;

/// Something that happened.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum TimelineEvent {
    Claimed(ClaimId),
    Published(ArticleId),
    /// A search, by its index in [`Claim::searches`].
    Searched(usize),
    /// A date that an article mentions.
    Mentioned(DateMention),
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DatedEvent {
    pub what: TimelineEvent,
    pub time: EventTime,
    /// Evidence that connects the event with the claim or article of the timeline, in the analyst's order.
    pub evidence: Vec<EvidenceId>,
}

/// An event without a date, or with one that cannot be parsed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UndatedEvent {
    pub what: TimelineEvent,
    /// Evidence that connects the event with the claim or article of the timeline, in the analyst's order.
    pub evidence: Vec<EvidenceId>,
}

/// A time as precise as known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct EventTime {
    pub date: PartialDate,
    /// The last date of a range, or the same.
    pub until: PartialDate,
    /// Earliest possible instant.
    pub earliest: Timestamp,
    /// Latest possible instant.
    pub latest: Timestamp,
}

/// One passage of a timeline, or an event without passages.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TimelineRow {
    pub what: TimelineEvent,
    /// Evidence that connects it with the claim or article of the timeline.
    pub evidence: Option<EvidenceId>,
    /// `None` if unknown.
    pub time: Option<EventTime>,
}

/// Events around one claim or one article.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Timeline {
    /// Sorted by [`PartialDate::as_written`], then by the last possible instant.
    pub dated: Vec<DatedEvent>,
    /// Never placed at a made-up date.
    pub undated: Vec<UndatedEvent>,
}

impl Timeline {
    /// The claim itself, the articles of its evidence, and its searches ([`Search::holds`](crate::project::Search::holds)).
    pub fn of_claim(project: &Project, claim: &Claim) -> Self {
        let mut timeline = Self::default();
        timeline.add(TimelineEvent::Claimed(claim.id), &claim.made, Vec::new());
        let pairs = project
            .evidence_of(claim.id)
            .filter_map(|evidence| Some((article_of(project, evidence)?, evidence.id)));
        for (id, evidence) in grouped(pairs) {
            let published = project
                .article(id)
                .map_or("", |article| &article.details.published);
            timeline.add(TimelineEvent::Published(id), published, evidence);
        }
        let searches = claim.searches.iter().enumerate();
        for (place, search) in searches.filter(|(_, search)| search.holds()) {
            timeline.add(TimelineEvent::Searched(place), &search.date, Vec::new());
        }
        timeline.sorted()
    }

    /// The article itself, and the claims it has evidence for.
    pub fn of_article(project: &Project, article: ArticleId) -> Self {
        let mut timeline = Self::default();
        let published = project
            .article(article)
            .map_or("", |article| &article.details.published);
        timeline.add(TimelineEvent::Published(article), published, Vec::new());
        let links = project
            .highlights_of(article)
            .flat_map(|(_, highlight)| project.links_of(highlight));
        for (id, evidence) in grouped(links.map(|evidence| (evidence.claim, evidence.id))) {
            let made = project.claim(id).map_or("", |claim| &claim.made);
            timeline.add(TimelineEvent::Claimed(id), made, evidence);
        }
        timeline.sorted()
    }

    /// The article that certainly supported the claim before every other that supports it
    /// ([`PartialDate::is_certainly_after`]). `None` if that is uncertain, for example if one of them is undated.
    /// Evidence in `excluded` does not count.
    pub fn first_to_support(
        &self,
        project: &Project,
        excluded: &BTreeSet<EvidenceId>,
    ) -> Option<ArticleId> {
        let counts = |id: &&EvidenceId| !excluded.contains(id);
        let supports = |evidence: &[EvidenceId]| {
            let mut pieces = evidence.iter().filter(counts);
            pieces.any(|id| is_support(project, *id))
        };
        let is_article = |what: TimelineEvent, evidence: &[EvidenceId]| {
            matches!(what, TimelineEvent::Published(_)) && supports(evidence)
        };
        let mut undated = self.undated.iter();
        if undated.any(|event| is_article(event.what, &event.evidence)) {
            return None;
        }
        let dated = self.dated.iter();
        let mut articles = dated.filter(|event| is_article(event.what, &event.evidence));
        let first = articles.next()?;
        let date = first.time.date;
        let before_all = articles.all(|other| other.time.date.is_certainly_after(&date));
        match first.what {
            TimelineEvent::Published(id) => before_all.then_some(id),
            TimelineEvent::Claimed(_)
            | TimelineEvent::Searched(_)
            | TimelineEvent::Mentioned(_) => None,
        }
    }

    /// One row per passage: dated ones in order, then undated ones.
    pub fn passages(&self) -> impl Iterator<Item = TimelineRow> + '_ {
        let dated = self.dated.iter();
        let dated = dated.map(|event| (event.what, Some(event.time), &event.evidence));
        let undated = self.undated.iter();
        let undated = undated.map(|event| (event.what, None, &event.evidence));
        dated.chain(undated).flat_map(|(what, time, evidence)| {
            let alone = evidence.is_empty().then_some(None);
            let pieces = evidence.iter().copied().map(Some).chain(alone);
            pieces.map(move |evidence| TimelineRow {
                what,
                evidence,
                time,
            })
        })
    }

    /// Adds these dates to the events.
    #[must_use]
    pub fn with_mentions(mut self, mentions: &[(DateMention, Option<EventTime>)]) -> Self {
        for (mention, time) in mentions {
            self.place(TimelineEvent::Mentioned(*mention), *time, Vec::new());
        }
        self.sorted()
    }

    fn add(&mut self, what: TimelineEvent, written: &str, evidence: Vec<EvidenceId>) {
        let time = PartialDate::parse(written).and_then(EventTime::of);
        self.place(what, time, evidence);
    }

    fn place(&mut self, what: TimelineEvent, time: Option<EventTime>, evidence: Vec<EvidenceId>) {
        match time {
            Some(time) => self.dated.push(DatedEvent {
                what,
                time,
                evidence,
            }),
            None => self.undated.push(UndatedEvent { what, evidence }),
        }
    }

    fn sorted(mut self) -> Self {
        self.dated
            .sort_by_key(|event| (event.time.date.as_written(), event.time.latest));
        self
    }
}

fn is_support(project: &Project, evidence: EvidenceId) -> bool {
    let piece = project.evidence(evidence);
    piece.is_some_and(|piece| piece.stance == Stance::Supports)
}

impl EventTime {
    /// `None` if out of the calendar's range.
    pub fn of(date: PartialDate) -> Option<Self> {
        Self::range(date, date)
    }

    /// A range of dates; `None` if out of the calendar's range.
    pub fn range(date: PartialDate, until: PartialDate) -> Option<Self> {
        Some(Self {
            date,
            until,
            earliest: date.earliest()?,
            latest: until.latest()?,
        })
    }

    /// Whether the time is known to the minute, with its zone.
    pub fn is_exact(&self) -> bool {
        self.date.zone.is_some()
    }
}

fn article_of(project: &Project, evidence: &Evidence) -> Option<ArticleId> {
    project
        .highlight(evidence.highlight)
        .map(|highlight| highlight.article)
}

/// Evidence grouped by key, in the order of first appearance.
fn grouped<T: std::hash::Hash + Eq>(
    pairs: impl Iterator<Item = (T, EvidenceId)>,
) -> indexmap::IndexMap<T, Vec<EvidenceId>> {
    let mut grouped = indexmap::IndexMap::<T, Vec<EvidenceId>>::new();
    for (of, evidence) in pairs {
        grouped.entry(of).or_default().push(evidence);
    }
    grouped
}
