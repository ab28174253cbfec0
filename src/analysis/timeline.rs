//! What was claimed and published when.

use jiff::Timestamp;

use super::PartialDate;
use crate::project::{ArticleId, Claim, ClaimId, Evidence, EvidenceId, Project};

/// What stands on the axis.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Happening {
    /// A claim was made.
    Claimed(ClaimId),
    /// An article was published.
    Published(ArticleId),
    /// Something was sought for the claim: its place in [`Claim::searches`].
    Searched(usize),
}

/// Something with a date.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// What.
    pub what: Happening,
    /// The date as exactly as it is known.
    pub date: PartialDate,
    /// The first instant that the date may mean.
    pub earliest: Timestamp,
    /// The last instant that the date may mean.
    pub latest: Timestamp,
    /// The evidence that joins it with what the timeline is about, in the analyst's order.
    pub evidence: Vec<EvidenceId>,
}

/// Everything about one claim or one article that happened at some time.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Timeline {
    /// By the first instant that may be meant, then by the last.
    pub dated: Vec<Entry>,
    /// What has no date, or one that is not read; they stand apart and never at a made-up date.
    pub undated: Vec<Happening>,
}

impl Timeline {
    /// The claim itself, the articles of its evidence, and what was sought for it.
    #[must_use]
    pub fn of_claim(project: &Project, claim: &Claim) -> Self {
        let mut timeline = Self::default();
        timeline.add(Happening::Claimed(claim.id), &claim.made, Vec::new());
        let pairs = project
            .evidence_of(claim.id)
            .filter_map(|evidence| Some((article_of(project, evidence)?, evidence.id)));
        for (id, evidence) in gathered(pairs) {
            let published = project
                .article(id)
                .map_or("", |article| &article.source.published);
            timeline.add(Happening::Published(id), published, evidence);
        }
        for (place, search) in claim.searches.iter().enumerate() {
            timeline.add(Happening::Searched(place), &search.date, Vec::new());
        }
        timeline.sorted()
    }

    /// The article itself, and the claims that it has evidence of.
    #[must_use]
    pub fn of_article(project: &Project, article: ArticleId) -> Self {
        let mut timeline = Self::default();
        let published = project
            .article(article)
            .map_or("", |article| &article.source.published);
        timeline.add(Happening::Published(article), published, Vec::new());
        let links = project
            .highlights_of(article)
            .flat_map(|(_, highlight)| project.links_of(highlight));
        for (id, evidence) in gathered(links.map(|evidence| (evidence.claim, evidence.id))) {
            let made = project.claim(id).map_or("", |claim| &claim.made);
            timeline.add(Happening::Claimed(id), made, evidence);
        }
        timeline.sorted()
    }

    /// The article that had it first: published before every other in any case. `None` where that is not certain, as it is
    /// not while an article is undated.
    #[must_use]
    pub fn first_to_publish(&self) -> Option<ArticleId> {
        let is_article = |what: &Happening| matches!(what, Happening::Published(_));
        if self.undated.iter().any(is_article) {
            return None;
        }
        let mut articles = self.dated.iter().filter(|entry| is_article(&entry.what));
        let first = articles.next()?;
        let before_all = articles.all(|other| other.date.is_certainly_after(&first.date));
        match first.what {
            Happening::Published(id) if before_all => Some(id),
            _ => None,
        }
    }

    fn add(&mut self, what: Happening, written: &str, evidence: Vec<EvidenceId>) {
        let date = PartialDate::parse(written);
        let range = date.and_then(|date| Some((date, date.earliest()?, date.latest()?)));
        match range {
            Some((date, earliest, latest)) => self.dated.push(Entry {
                what,
                date,
                earliest,
                latest,
                evidence,
            }),
            None => self.undated.push(what),
        }
    }

    fn sorted(mut self) -> Self {
        self.dated
            .sort_by_key(|entry| (entry.earliest, entry.latest));
        self
    }
}

fn article_of(project: &Project, evidence: &Evidence) -> Option<ArticleId> {
    project
        .highlight(evidence.highlight)
        .map(|highlight| highlight.article)
}

/// What belongs to the same, in the order of the first.
fn gathered<T: std::hash::Hash + Eq>(
    pairs: impl Iterator<Item = (T, EvidenceId)>,
) -> indexmap::IndexMap<T, Vec<EvidenceId>> {
    let mut gathered = indexmap::IndexMap::<T, Vec<EvidenceId>>::new();
    for (of, evidence) in pairs {
        gathered.entry(of).or_default().push(evidence);
    }
    gathered
}
