use super::{
    records::{
        Article, ArticleId, Claim, ClaimId, Evidence, EvidenceId, Highlight, HighlightId,
        HouseRules, Names, ProjectId, Relation, RelationId, ReportHeading, SearchLists, Speaker,
        TextHash, VerdictScale,
    },
    span_index::SpanIndex,
    tables::{Ordered, Unordered},
};
use crate::text::Span;

use std::collections::BTreeSet;

/// All saved data. Only [`Project::apply`](Self::apply) changes it, which keeps the links between records consistent.
///
/// The default is an empty placeholder with the id 0, which no project has.
///
/// Two projects are equal if they have the same records in the same order, with the same links and counts.
///
/// The cost of looking up a record, the highlights near a position, or the evidence of a claim or highlight does not
/// grow with the project. A clone shares all records and costs a fraction of a millisecond.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Project {
    id: ProjectId,
    pub(super) title: String,
    pub(super) scale: VerdictScale,
    /// In the analyst's order.
    pub(super) articles: Ordered<Article, ArticleEntry>,
    pub(super) highlights: Unordered<Highlight, HighlightEntry>,
    /// In the analyst's order, which numbers them.
    pub(super) claims: Ordered<Claim, ClaimEntry>,
    pub(super) evidence: Unordered<Evidence, Evidence>,
    pub(super) rules: HouseRules,
    pub(super) report_heading: ReportHeading,
    pub(super) search_lists: SearchLists,
    pub(super) names: Names,
    /// In insertion order.
    pub(super) speakers: Ordered<Speaker, SpeakerEntry>,
    pub(super) relations: Unordered<Relation, Relation>,
    /// Total length of the articles' text in bytes.
    pub(super) text_bytes: usize,
    /// Number of "silent" marks across all claims.
    pub(super) silent: usize,
}

/// An article with its reverse links.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct ArticleEntry {
    pub(super) article: Article,
    pub(super) highlights: SpanIndex,
    /// Articles that derive from it directly.
    pub(super) derived: BTreeSet<ArticleId>,
    /// Claims on which the article is marked as silent.
    pub(super) silent: BTreeSet<ClaimId>,
}

impl ArticleEntry {
    pub(super) fn new(article: Article) -> Self {
        Self {
            article,
            highlights: SpanIndex::default(),
            derived: BTreeSet::new(),
            silent: BTreeSet::new(),
        }
    }

    pub(super) fn is_in_use(&self) -> bool {
        !(self.highlights.is_empty() && self.derived.is_empty() && self.silent.is_empty())
    }
}

/// A highlight with the ids of its evidence.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct HighlightEntry {
    pub(super) highlight: Highlight,
    /// Sorted by id.
    pub(super) evidence: Vec<EvidenceId>,
}

/// A claim with its reverse links.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct ClaimEntry {
    pub(super) claim: Claim,
    /// In the analyst's order.
    pub(super) evidence: Vec<EvidenceId>,
    pub(super) relations: BTreeSet<RelationId>,
    /// Articles marked as silent on the claim.
    pub(super) silent: BTreeSet<ArticleId>,
}

impl ClaimEntry {
    pub(super) fn new(claim: Claim) -> Self {
        Self {
            claim,
            evidence: Vec::new(),
            relations: BTreeSet::new(),
            silent: BTreeSet::new(),
        }
    }

    pub(super) fn is_in_use(&self) -> bool {
        !(self.evidence.is_empty() && self.relations.is_empty() && self.silent.is_empty())
    }
}

/// A speaker with its reverse links.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct SpeakerEntry {
    pub(super) speaker: Speaker,
    /// `None` instead of an empty value, so that two unreferenced entries compare equal. Boxed because a file may have
    /// many speakers that nothing refers to.
    named_by: Option<Box<SpeakerLinks>>,
}

/// Reverse links of a speaker.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct SpeakerLinks {
    /// Evidence attributed to the speaker or relayed by it.
    pub(super) evidence: BTreeSet<EvidenceId>,
    /// Claims the speaker made.
    pub(super) claims: BTreeSet<ClaimId>,
    /// Articles that derive from the speaker directly.
    pub(super) articles: BTreeSet<ArticleId>,
}

impl SpeakerEntry {
    pub(super) fn new(speaker: Speaker) -> Self {
        Self {
            speaker,
            named_by: None,
        }
    }

    pub(super) fn named_by(&self) -> Option<&SpeakerLinks> {
        self.named_by.as_deref()
    }

    /// Adds or removes a reverse link.
    pub(super) fn update_links(&mut self, change: impl FnOnce(&mut SpeakerLinks)) {
        let mut named_by = self.named_by.take().unwrap_or_default();
        change(&mut named_by);
        let SpeakerLinks {
            evidence,
            claims,
            articles,
        } = &*named_by;
        if !(evidence.is_empty() && claims.is_empty() && articles.is_empty()) {
            self.named_by = Some(named_by);
        }
    }

    pub(super) fn is_in_use(&self) -> bool {
        self.named_by.is_some()
    }
}

impl Project {
    pub fn new(id: ProjectId) -> Self {
        Self::default().with_id(id)
    }

    /// The same project under another id.
    pub fn with_id(self, id: ProjectId) -> Self {
        Self { id, ..self }
    }

    /// Permanent id, independent of the title and the file name.
    pub fn id(&self) -> ProjectId {
        self.id
    }

    /// Title of the project; may be empty.
    pub fn title(&self) -> &str {
        &self.title
    }

    /// Headline and lead of its report; each may be empty.
    pub fn report_heading(&self) -> &ReportHeading {
        &self.report_heading
    }

    /// Its watch words and saved searches.
    pub fn search_lists(&self) -> &SearchLists {
        &self.search_lists
    }

    pub fn names(&self) -> &Names {
        &self.names
    }

    /// Verdicts available to its claims.
    pub fn scale(&self) -> &VerdictScale {
        &self.scale
    }

    /// The articles in the analyst's order.
    pub fn articles(&self) -> impl ExactSizeIterator<Item = &Article> + DoubleEndedIterator {
        self.articles.values().map(|entry| &entry.article)
    }

    pub fn article(&self, id: ArticleId) -> Option<&Article> {
        self.articles.get(&id).map(|entry| &entry.article)
    }

    /// The first article with that text.
    pub fn article_with_text(&self, hash: TextHash) -> Option<&Article> {
        self.articles().find(|article| article.text.hash() == hash)
    }

    /// The article at a list index, from 0.
    pub fn article_at(&self, index: usize) -> Option<&Article> {
        let (_, entry) = self.articles.get_index(index)?;
        Some(&entry.article)
    }

    /// Index of the article in the list, from 0.
    pub fn article_place(&self, id: ArticleId) -> Option<usize> {
        self.articles.get_index_of(&id)
    }

    /// Every highlight, unordered.
    pub fn highlights(&self) -> impl ExactSizeIterator<Item = &Highlight> {
        self.highlights.values().map(|entry| &entry.highlight)
    }

    pub fn highlight(&self, id: HighlightId) -> Option<&Highlight> {
        self.highlights.get(&id).map(|entry| &entry.highlight)
    }

    /// The highlights of an article by start, then end, then id.
    pub fn highlights_of(
        &self,
        article: ArticleId,
    ) -> impl Iterator<Item = (Span, HighlightId)> + '_ {
        self.articles
            .get(&article)
            .into_iter()
            .flat_map(|entry| entry.highlights.all())
    }

    /// The highlights that overlap `range`, by start, then end, then id. Visits only those nearby.
    pub fn highlights_in(
        &self,
        article: ArticleId,
        range: Span,
    ) -> impl Iterator<Item = (Span, HighlightId)> + '_ {
        self.articles
            .get(&article)
            .into_iter()
            .flat_map(move |entry| entry.highlights.overlapping(range))
    }

    /// The text a highlight covers.
    pub fn quote(&self, id: HighlightId) -> Option<&str> {
        let highlight = self.highlight(id)?;
        self.article(highlight.article)?.quote(highlight.span)
    }

    /// The claims in the analyst's order.
    pub fn claims(&self) -> impl ExactSizeIterator<Item = &Claim> + DoubleEndedIterator {
        self.claims.values().map(|entry| &entry.claim)
    }

    pub fn claim(&self, id: ClaimId) -> Option<&Claim> {
        self.claims.get(&id).map(|entry| &entry.claim)
    }

    /// The claim at a list index, from 0.
    pub fn claim_at(&self, index: usize) -> Option<&Claim> {
        let (_, entry) = self.claims.get_index(index)?;
        Some(&entry.claim)
    }

    /// Index of the claim in the list, from 0; the window numbers claims from 1.
    pub fn claim_place(&self, id: ClaimId) -> Option<usize> {
        self.claims.get_index_of(&id)
    }

    /// The number shown to the user, from 1; 0 once the claim is deleted.
    pub fn claim_number(&self, id: ClaimId) -> usize {
        self.claim_place(id).map_or(0, |index| index + 1)
    }

    /// Every piece of evidence, unordered.
    pub fn all_evidence(&self) -> impl ExactSizeIterator<Item = &Evidence> {
        self.evidence.values()
    }

    pub fn evidence(&self, id: EvidenceId) -> Option<&Evidence> {
        self.evidence.get(&id)
    }

    /// The evidence of a claim in the analyst's order.
    pub fn evidence_of(&self, claim: ClaimId) -> impl DoubleEndedIterator<Item = &Evidence> {
        self.claims
            .get(&claim)
            .into_iter()
            .flat_map(|entry| &entry.evidence)
            .filter_map(|id| self.evidence.get(id))
    }

    pub fn evidence_count(&self, claim: ClaimId) -> usize {
        self.claims
            .get(&claim)
            .map_or(0, |entry| entry.evidence.len())
    }

    /// The evidence of a highlight, in the list order of its claims.
    pub fn links_of(&self, highlight: HighlightId) -> Vec<&Evidence> {
        let ids = self
            .highlights
            .get(&highlight)
            .into_iter()
            .flat_map(|entry| &entry.evidence);
        let mut links: Vec<&Evidence> = ids.filter_map(|id| self.evidence.get(id)).collect();
        links.sort_by_key(|evidence| self.claim_place(evidence.claim));
        links
    }

    /// The evidence that links a highlight to a claim, if any. Searches the shorter of the two evidence lists.
    pub fn link(&self, highlight: HighlightId, claim: ClaimId) -> Option<&Evidence> {
        let of_highlight = &self.highlights.get(&highlight)?.evidence;
        let of_claim = &self.claims.get(&claim)?.evidence;
        let fewer = if of_highlight.len() <= of_claim.len() {
            of_highlight
        } else {
            of_claim
        };
        fewer
            .iter()
            .filter_map(|id| self.evidence.get(id))
            .find(|evidence| evidence.highlight == highlight && evidence.claim == claim)
    }
}
