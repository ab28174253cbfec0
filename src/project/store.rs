use super::{
    index::SpanIndex,
    records::{
        Article, ArticleId, Claim, ClaimId, Evidence, EvidenceId, Highlight, HighlightId,
        HouseRules, Id, ProjectId, Relation, RelationId, Speaker, TextHash, VerdictScale,
    },
};
use crate::text::Span;

use std::collections::BTreeSet;

use foldhash::fast::RandomState;
use indexmap::IndexMap;

/// What is found by id and keeps its order. A big project is looked up in a million times while it opens, so the hash
/// is a quick one. Its seed is random: a file cannot be made so that its ids collide.
pub(super) type Records<T, R> = IndexMap<Id<T>, R, RandomState>;

/// All that is saved. Changed by [`Project::apply`](Self::apply) alone, which keeps the links between records whole.
///
/// The default one is empty and has the id 0, which names none: a stand-in.
///
/// Looking up a record, the highlights near a place, the evidence of a claim or of a highlight costs no more
/// when the project grows.
#[derive(Clone, Debug, Default)]
pub struct Project {
    id: ProjectId,
    pub(super) title: String,
    pub(super) scale: VerdictScale,
    /// In the analyst's order.
    pub(super) articles: Records<Article, ArticleEntry>,
    /// In no order that means anything.
    pub(super) highlights: Records<Highlight, HighlightEntry>,
    /// In the analyst's order, which numbers them.
    pub(super) claims: Records<Claim, ClaimEntry>,
    /// Like `highlights`.
    pub(super) evidence: Records<Evidence, Evidence>,
    pub(super) rules: HouseRules,
    /// In the order they were added.
    pub(super) speakers: Records<Speaker, SpeakerEntry>,
    /// Like `highlights`.
    pub(super) relations: Records<Relation, Relation>,
    /// How many bytes of text its articles have together.
    pub(super) text_bytes: usize,
    /// How many marks there are of articles as silent, of all claims.
    pub(super) silent: usize,
}

/// An article and what names it.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct ArticleEntry {
    pub(super) article: Article,
    pub(super) highlights: SpanIndex,
    /// The articles that derive from it directly.
    pub(super) derived: BTreeSet<ArticleId>,
    /// The claims it was read for and says nothing about.
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

/// A highlight and the evidence it is.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct HighlightEntry {
    pub(super) highlight: Highlight,
    /// Sorted by id.
    pub(super) evidence: Vec<EvidenceId>,
}

/// A claim and what names it.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct ClaimEntry {
    pub(super) claim: Claim,
    /// In the analyst's order.
    pub(super) evidence: Vec<EvidenceId>,
    pub(super) relations: BTreeSet<RelationId>,
    /// The articles that were read for it and say nothing about it.
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

/// A speaker and what names it.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct SpeakerEntry {
    pub(super) speaker: Speaker,
    /// Never an empty one, so that two entries that are named by nothing are the same. Apart, since a file may have many
    /// speakers that nothing names.
    named_by: Option<Box<NamedBy>>,
}

/// What names a speaker.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct NamedBy {
    /// What is attributed to it, or came through it.
    pub(super) evidence: BTreeSet<EvidenceId>,
    /// The claims that it made.
    pub(super) claims: BTreeSet<ClaimId>,
    /// The articles that derive from it directly.
    pub(super) articles: BTreeSet<ArticleId>,
}

impl SpeakerEntry {
    pub(super) fn new(speaker: Speaker) -> Self {
        Self {
            speaker,
            named_by: None,
        }
    }

    pub(super) fn named_by(&self) -> Option<&NamedBy> {
        self.named_by.as_deref()
    }

    /// Notes that something names it, or does so no longer.
    pub(super) fn note(&mut self, change: impl FnOnce(&mut NamedBy)) {
        let mut named_by = self.named_by.take().unwrap_or_default();
        change(&mut named_by);
        let NamedBy {
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

/// Identical in every record and in every order.
impl PartialEq for Project {
    fn eq(&self, other: &Self) -> bool {
        self.id == other.id
            && self.title == other.title
            && self.scale == other.scale
            && self.articles.iter().eq(&other.articles)
            && self.highlights == other.highlights
            && self.claims.iter().eq(&other.claims)
            && self.evidence == other.evidence
            && self.rules == other.rules
            && self.speakers.iter().eq(&other.speakers)
            && self.relations == other.relations
    }
}

impl Project {
    /// An empty project.
    #[must_use]
    pub fn new(id: ProjectId) -> Self {
        Self::default().with_id(id)
    }

    /// The same under another id.
    #[must_use]
    pub fn with_id(self, id: ProjectId) -> Self {
        Self { id, ..self }
    }

    /// Its name for life, whatever its title and its file are called.
    #[must_use]
    pub fn id(&self) -> ProjectId {
        self.id
    }

    /// What the project is called; may be empty.
    #[must_use]
    pub fn title(&self) -> &str {
        &self.title
    }

    /// The verdicts its claims choose from.
    #[must_use]
    pub fn scale(&self) -> &VerdictScale {
        &self.scale
    }

    /// The articles in the analyst's order.
    #[must_use]
    pub fn articles(&self) -> impl ExactSizeIterator<Item = &Article> + DoubleEndedIterator {
        self.articles.values().map(|entry| &entry.article)
    }

    /// The article of that name, if it is in the project.
    #[must_use]
    pub fn article(&self, id: ArticleId) -> Option<&Article> {
        self.articles.get(&id).map(|entry| &entry.article)
    }

    /// The first article with that text.
    #[must_use]
    pub fn article_with_text(&self, hash: TextHash) -> Option<&Article> {
        self.articles().find(|article| article.text.hash() == hash)
    }

    /// The article at a place in the list, from 0.
    #[must_use]
    pub fn article_at(&self, place: usize) -> Option<&Article> {
        let (_, entry) = self.articles.get_index(place)?;
        Some(&entry.article)
    }

    /// Its place in the list, from 0.
    #[must_use]
    pub fn article_place(&self, id: ArticleId) -> Option<usize> {
        self.articles.get_index_of(&id)
    }

    /// Every highlight, in no order that means anything.
    #[must_use]
    pub fn highlights(&self) -> impl ExactSizeIterator<Item = &Highlight> {
        self.highlights.values().map(|entry| &entry.highlight)
    }

    /// The highlight of that name, if it is in the project.
    #[must_use]
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

    /// The highlights that share a byte with `range`, by start, then end, then id. Looks only at those near it.
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

    /// The words a highlight marks.
    #[must_use]
    pub fn quote(&self, id: HighlightId) -> Option<&str> {
        let highlight = self.highlight(id)?;
        self.article(highlight.article)?.quote(highlight.span)
    }

    /// The claims in the analyst's order.
    #[must_use]
    pub fn claims(&self) -> impl ExactSizeIterator<Item = &Claim> + DoubleEndedIterator {
        self.claims.values().map(|entry| &entry.claim)
    }

    /// The claim of that name, if it is in the project.
    #[must_use]
    pub fn claim(&self, id: ClaimId) -> Option<&Claim> {
        self.claims.get(&id).map(|entry| &entry.claim)
    }

    /// The claim at a place in the list, from 0.
    #[must_use]
    pub fn claim_at(&self, place: usize) -> Option<&Claim> {
        let (_, entry) = self.claims.get_index(place)?;
        Some(&entry.claim)
    }

    /// Its place in the list, from 0; people see it counted from 1.
    #[must_use]
    pub fn claim_place(&self, id: ClaimId) -> Option<usize> {
        self.claims.get_index_of(&id)
    }

    /// The number that people see, from 1; 0 once the claim is gone.
    #[must_use]
    pub fn claim_number(&self, id: ClaimId) -> usize {
        self.claim_place(id).map_or(0, |place| place + 1)
    }

    /// Every piece of evidence, in no order that means anything.
    #[must_use]
    pub fn all_evidence(&self) -> impl ExactSizeIterator<Item = &Evidence> {
        self.evidence.values()
    }

    /// The piece of evidence of that name, if it is in the project.
    #[must_use]
    pub fn evidence(&self, id: EvidenceId) -> Option<&Evidence> {
        self.evidence.get(&id)
    }

    /// The evidence of a claim in the analyst's order.
    #[must_use]
    pub fn evidence_of(&self, claim: ClaimId) -> impl DoubleEndedIterator<Item = &Evidence> {
        self.claims
            .get(&claim)
            .into_iter()
            .flat_map(|entry| &entry.evidence)
            .filter_map(|id| self.evidence.get(id))
    }

    /// How many pieces of evidence a claim has.
    #[must_use]
    pub fn evidence_count(&self, claim: ClaimId) -> usize {
        self.claims
            .get(&claim)
            .map_or(0, |entry| entry.evidence.len())
    }

    /// What a highlight is evidence of, by the claims' places in the list.
    #[must_use]
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

    /// The link between a highlight and a claim, if there is one. Looks through the evidence of the one that has less.
    #[must_use]
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
