use super::{
    filter::QueryFilter,
    other_places::{CLAIM_TEXTS, DETAILS, OtherPlace, SPEAKER_TEXTS},
    query::Query,
    term::{Term, without_nested},
    texts::SearchTexts,
};
use crate::{
    analysis::{PartialDate, last_if_none},
    project::{Article, ArticleId, Claim, Highlight, Project},
    text::{FoldedText, Span},
};

use rayon::prelude::*;

/// Everything that a query finds.
#[derive(Clone, Debug, Default)]
pub struct Found {
    /// The articles with hits.
    pub articles: Vec<FoundInArticle>,
    pub elsewhere: Vec<FoundElsewhere>,
}

#[derive(Clone, Debug)]
pub struct FoundInArticle {
    pub article: ArticleId,
    /// From left to right; never empty or nested.
    pub hits: Vec<Span>,
    /// Higher for an article in which rare terms are frequent.
    pub relevance: f32,
}

/// A hit outside the texts of the articles.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FoundElsewhere {
    pub place: OtherPlace,
    pub span: Span,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct SearchOptions {
    /// Whether page clutter is searched too.
    pub clutter: bool,
    pub order: FoundOrder,
}

/// The order of the articles.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum FoundOrder {
    /// Earliest first, undated ones last.
    #[default]
    Published,
    Relevance,
}

impl Found {
    pub fn count_in_articles(&self) -> usize {
        self.articles.iter().map(|it| it.hits.len()).sum()
    }

    pub fn count(&self) -> usize {
        self.count_in_articles() + self.elsewhere.len()
    }
}

/// Runs a query. `None` if cancelled.
pub fn search(
    project: &Project,
    texts: &SearchTexts,
    query: &Query,
    options: SearchOptions,
    is_cancelled: &(dyn Fn() -> bool + Sync),
) -> Option<Found> {
    if query.is_empty() {
        return Some(Found::default());
    }
    let articles: Vec<&Article> = project.articles().collect();
    let hits: Vec<TermHits> = articles
        .par_iter()
        .map(|article| {
            if is_cancelled() {
                return TermHits::default();
            }
            hits_in(project, texts.get(article), query, options, article)
        })
        .collect();
    if is_cancelled() {
        return None;
    }
    let weights = weights(&hits, query.terms.len());
    let found = articles.iter().zip(hits);
    let found = found.filter_map(|(article, hits)| hits.into_found(article, &weights));
    let mut articles: Vec<FoundInArticle> = found.collect();
    match options.order {
        FoundOrder::Published => articles.sort_by_cached_key(|found| {
            let article = project.article(found.article);
            let date = article.and_then(|it| PartialDate::parse(&it.details.published));
            last_if_none(date.and_then(|date| date.as_written()))
        }),
        FoundOrder::Relevance => {
            articles.sort_by(|one, other| other.relevance.total_cmp(&one.relevance));
        }
    }
    Some(Found {
        articles,
        elsewhere: elsewhere(project, query),
    })
}

/// The hits in one article, and the number of hits of each term.
#[derive(Default)]
pub(super) struct TermHits {
    pub(super) hits: Vec<Span>,
    counts: Vec<usize>,
}

impl TermHits {
    fn into_found(self, article: &Article, weights: &[f32]) -> Option<FoundInArticle> {
        if self.hits.is_empty() {
            return None;
        }
        // BM25 without length normalisation, which would favour snippets.
        let of_term = |(count, weight): (&usize, &f32)| {
            let count = *count as f32;
            weight * count * 2.2 / (count + 1.2)
        };
        Some(FoundInArticle {
            article: article.id,
            relevance: self.counts.iter().zip(weights).map(of_term).sum(),
            hits: self.hits,
        })
    }
}

/// The weight of each term: the fewer articles have it, the higher.
fn weights(hits: &[TermHits], terms: usize) -> Vec<f32> {
    let all = hits.len() as f32;
    let weight = |term: usize| {
        let having = hits
            .iter()
            .filter(|it| it.counts.get(term).is_some_and(|it| *it > 0));
        let having = having.count() as f32;
        (1.0 + (all - having + 0.5) / (having + 0.5)).ln()
    };
    (0..terms).map(weight).collect()
}

/// The hits in an article; `folded` is its folded text, if cached.
pub(super) fn hits_in(
    project: &Project,
    folded: Option<&FoldedText>,
    query: &Query,
    options: SearchOptions,
    article: &Article,
) -> TermHits {
    if !query.filter.article(article) {
        return TermHits::default();
    }
    let filter = query.filter.within(article);
    if query.terms.is_empty() {
        return passages_alone(project, &filter, article);
    }
    let text = article.text.as_str();
    let paragraphs = article.text.paragraphs();
    let is_clutter = |span: &Span| article.clutter.contains(&paragraphs.at(span.start()));
    let leaves_out_clutter = !options.clutter && !article.clutter.is_empty();
    let mut found = TermHits::default();
    for term in &query.terms {
        let mut hits = term.find(text, folded);
        if leaves_out_clutter {
            hits.retain(|span| !is_clutter(span));
        }
        if filter.is_about_evidence() {
            hits.retain(|span| is_in_passage(project, &filter, article, *span));
        }
        if hits.is_empty() {
            return TermHits::default();
        }
        found.counts.push(hits.len());
        if found.hits.is_empty() {
            found.hits = hits;
        } else {
            found.hits.append(&mut hits);
        }
    }
    if query.terms.len() > 1 {
        without_nested(&mut found.hits);
    }
    found
}

/// A query with filters only lists the passages themselves.
fn passages_alone(project: &Project, filter: &QueryFilter, article: &Article) -> TermHits {
    if !filter.is_about_evidence() {
        return TermHits::default();
    }
    let passes = |highlight: &Highlight| passes(project, filter, highlight);
    let highlights = project.highlights_of(article.id);
    let hits = highlights.filter(|(_, id)| project.highlight(*id).is_some_and(passes));
    let mut hits: Vec<Span> = hits.map(|(span, _)| span).collect();
    without_nested(&mut hits);
    let counts = Vec::new();
    TermHits { hits, counts }
}

fn is_in_passage(project: &Project, filter: &QueryFilter, article: &Article, span: Span) -> bool {
    let mut around = project.highlights_in(article.id, span);
    around.any(|(_, id)| {
        project
            .highlight(id)
            .is_some_and(|it| passes(project, filter, it))
    })
}

/// Whether one of the links of a highlight passes.
fn passes(project: &Project, filter: &QueryFilter, highlight: &Highlight) -> bool {
    let links = project.links_of(highlight.id);
    links.iter().any(|link| filter.evidence(project, link))
}

/// The texts of records that have every term, in whichever of the record's texts.
fn elsewhere(project: &Project, query: &Query) -> Vec<FoundElsewhere> {
    let filter = &query.filter;
    if query.terms.is_empty() {
        // Without words, every record that passes.
        return passing_records(project, filter);
    }
    let claims: Vec<&Claim> = project.claims().collect();
    let articles: Vec<&Article> = project.articles().collect();
    let of_claims = claims
        .par_iter()
        .filter(|claim| filter.claim(project, claim))
        .flat_map_iter(|claim| in_claim(project, query, claim));
    let of_articles = articles
        .par_iter()
        .filter(|article| filter.article(article))
        .flat_map_iter(|article| beside_article(project, query, article));
    let mut all: Vec<FoundElsewhere> = of_claims.chain(of_articles).collect();
    for speaker in project.speakers().filter(|it| filter.spoken(project, it)) {
        let texts = SPEAKER_TEXTS.len() + speaker.aliases.len();
        let places = (0..texts).map(|nth| OtherPlace::Speaker(speaker.id, nth));
        all.extend(hits_elsewhere(project, &query.terms, places));
    }
    all
}

/// The hits in a claim and in the notes on its evidence.
fn in_claim(project: &Project, query: &Query, claim: &Claim) -> Vec<FoundElsewhere> {
    let places = (0..CLAIM_TEXTS.len()).map(|nth| OtherPlace::Claim(claim.id, nth));
    let mut all = hits_elsewhere(project, &query.terms, places);
    let evidence = project.evidence_of(claim.id);
    for evidence in evidence.filter(|it| query.filter.linked(project, it)) {
        let note = OtherPlace::EvidenceNote(evidence.id);
        all.extend(hits_elsewhere(project, &query.terms, [note].into_iter()));
    }
    all
}

/// The hits in the details of an article and in the notes on its highlights.
fn beside_article(project: &Project, query: &Query, article: &Article) -> Vec<FoundElsewhere> {
    let rest = query.filter.within(article);
    let is_free = !rest.is_about_evidence();
    let highlights = project.highlights_of(article.id);
    let mut is_linked = is_free;
    let mut all = Vec::new();
    for highlight in highlights.filter_map(|(_, id)| project.highlight(id)) {
        if is_free || passes(project, &rest, highlight) {
            is_linked = true;
            let note = OtherPlace::HighlightNote(highlight.id);
            all.extend(hits_elsewhere(project, &query.terms, [note].into_iter()));
        }
    }
    if is_linked {
        // A title that is part of the text was searched there.
        let first = usize::from(article.headline().is_some());
        let places = (first..DETAILS.len()).map(|nth| OtherPlace::Details(article.id, nth));
        all.extend(hits_elsewhere(project, &query.terms, places));
    }
    all
}

fn passing_records(project: &Project, filter: &QueryFilter) -> Vec<FoundElsewhere> {
    let claims = project.claims().filter(|it| filter.claim(project, it));
    let claims = claims.map(|claim| OtherPlace::Claim(claim.id, 0));
    let articles = project.articles().filter(|it| filter.article(it));
    let articles = articles.map(|article| OtherPlace::Details(article.id, 0));
    let places: Vec<OtherPlace> = match (filter.is_about_articles(), filter.is_about_evidence()) {
        (true, false) => articles.collect(),
        (_, true) => claims.collect(),
        (false, false) => Vec::new(),
    };
    let whole = |place: OtherPlace| {
        let span = Span::new(0, place.text(project)?.len())?;
        Some(FoundElsewhere { place, span })
    };
    places.into_iter().filter_map(whole).collect()
}

fn hits_elsewhere(
    project: &Project,
    terms: &[Term],
    places: impl Iterator<Item = OtherPlace>,
) -> Vec<FoundElsewhere> {
    let texts = places.filter_map(|place| Some((place, place.text(project)?)));
    let mut texts = texts.filter(|(_, text)| !text.is_empty()).peekable();
    if texts.peek().is_none() {
        return Vec::new();
    }
    let mut missing: Vec<bool> = vec![true; terms.len()];
    let mut all = Vec::new();
    for (place, text) in texts {
        let mut spans: Vec<Span> = Vec::new();
        for (term, missing) in terms.iter().zip(&mut missing) {
            let found = term.find(text, None);
            *missing &= found.is_empty();
            spans.extend(found);
        }
        without_nested(&mut spans);
        all.extend(spans.into_iter().map(|span| FoundElsewhere { place, span }));
    }
    if missing.contains(&true) {
        all.clear();
    }
    all
}
