use crate::{
    project::{ArticleId, Claim, ClaimId, Project},
    text::{Needle, Span, find_within},
};

use std::collections::BTreeSet;

/// The matches of a search in the open articles and the claims.
///
/// One piece of text is searched at a time, so that no frame waits for a long text: until [`is_done`](Self::is_done),
/// [`FindIntent::Continue`](crate::workbench::FindIntent::Continue) searches the next. Matches keep their order meanwhile.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Find {
    typed: String,
    /// `None` where nothing was typed.
    needle: Option<Needle>,
    /// In the order of the columns.
    articles: Vec<ArticleMatches>,
    /// The claims that match, in the order of the project.
    claims: Vec<ClaimId>,
    /// Index of the first claim that has not been searched; `None` when all have.
    next_claim: Option<usize>,
    /// Index of the current hit; valid unless there are none.
    current: usize,
    /// The current hit was visited; typing alone scrolls nothing.
    visited: bool,
}

#[derive(Clone, Debug, PartialEq, Eq)]
struct ArticleMatches {
    article: ArticleId,
    hits: Vec<Span>,
    /// `hits` has all that begin before this byte.
    searched: usize,
    /// Length of the text in bytes.
    len: usize,
}

/// A match.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Hit {
    Article(ArticleId, Span),
    /// In the statement, justification or notes.
    Claim(ClaimId),
}

/// Bytes that searched in one step: a few milliseconds in any script.
const BYTES_PER_STEP: usize = 256 * 1024;

/// Limit for one article: nobody steps through more, and a single letter would match millions of times.
const MOST_HITS: usize = 10_000;

impl Find {
    pub(super) fn new(typed: String) -> Self {
        Self {
            needle: Needle::new(&typed),
            typed,
            next_claim: Some(0),
            ..Self::default()
        }
    }

    #[must_use]
    pub fn typed(&self) -> &str {
        &self.typed
    }

    /// The search pattern; `None` where nothing was typed.
    #[must_use]
    pub fn needle(&self) -> Option<&Needle> {
        self.needle.as_ref()
    }

    /// Whether everything has been searched.
    #[must_use]
    pub fn is_done(&self) -> bool {
        self.needle.is_none()
            || (self.next_claim.is_none() && self.articles.iter().all(ArticleMatches::is_done))
    }

    /// Matches so far.
    #[must_use]
    pub fn count(&self) -> usize {
        self.count_in_articles() + self.count_in_claims()
    }

    #[must_use]
    pub fn count_in_articles(&self) -> usize {
        self.articles.iter().map(|found| found.hits.len()).sum()
    }

    #[must_use]
    pub fn count_in_claims(&self) -> usize {
        self.claims.len()
    }

    /// Index of the current hit.
    #[must_use]
    pub fn current(&self) -> usize {
        self.current
    }

    /// The open articles come first, from left to right, then the claims.
    #[must_use]
    pub fn hit(&self, nth: usize) -> Option<Hit> {
        let mut nth = nth;
        for found in &self.articles {
            if let Some(span) = found.hits.get(nth) {
                return Some(Hit::Article(found.article, *span));
            }
            nth -= found.hits.len();
        }
        self.claims.get(nth).copied().map(Hit::Claim)
    }

    pub(super) fn go_to(&mut self, nth: usize) -> Option<Hit> {
        let hit = self.hit(nth)?;
        self.current = nth;
        self.visited = true;
        Some(hit)
    }

    /// Index of the hit `by` hits on, wrapping around. `None` where there are no hits.
    pub(super) fn beside(&self, by: isize) -> Option<usize> {
        // The first step goes to the first hit, or backwards to the last.
        let by = if self.visited || by < 0 { by } else { by - 1 };
        let place = (self.current as isize + by).checked_rem_euclid(self.count() as isize)?;
        Some(place as usize)
    }

    /// The hits in an article in order, and the index of the current one among them.
    #[must_use]
    pub fn in_article(&self, article: ArticleId) -> (&[Span], Option<usize>) {
        let mut before = 0;
        for found in &self.articles {
            if found.article == article {
                let current = self.current.checked_sub(before);
                let current = current.filter(|place| *place < found.hits.len());
                return (&found.hits, current);
            }
            before += found.hits.len();
        }
        (&[], None)
    }

    #[must_use]
    pub fn is_in_claim(&self, project: &Project, claim: ClaimId) -> bool {
        self.index_of_claim(project, claim).is_ok()
    }

    /// Index among the matching claims, or where it would be inserted.
    fn index_of_claim(&self, project: &Project, claim: ClaimId) -> Result<usize, usize> {
        let place = project.claim_place(claim);
        self.claims
            .binary_search_by_key(&place, |id| project.claim_place(*id))
    }

    fn index_of(&self, project: &Project, hit: Hit) -> Option<usize> {
        match hit {
            Hit::Claim(claim) => {
                let place = self.index_of_claim(project, claim).ok()?;
                Some(self.count_in_articles() + place)
            }
            Hit::Article(article, span) => {
                let nth = self
                    .articles
                    .iter()
                    .position(|found| found.article == article)?;
                let (before, from) = self.articles.split_at(nth);
                let before: usize = before.iter().map(|found| found.hits.len()).sum();
                Some(before + from[0].hits.binary_search(&span).ok()?)
            }
        }
    }

    /// Searches the next piece.
    pub(super) fn search_on(&mut self, project: &Project) {
        let Some(needle) = &self.needle else { return };
        let mut budget = BYTES_PER_STEP;
        for found in &mut self.articles {
            if let Some(article) = project.article(found.article) {
                found.search_on(article.text.as_str(), needle, &mut budget);
            }
        }
        while budget > 0
            && let Some(place) = self.next_claim
        {
            let claim = project.claim_at(place);
            self.next_claim = claim.map(|_| place + 1);
            if let Some(claim) = claim {
                budget = budget.saturating_sub(searched_texts(claim).map(str::len).sum());
                self.claims
                    .extend(matches(claim, needle).then_some(claim.id));
            }
        }
    }

    /// Keeps the matches in articles that stay open, and queues those that were opened.
    pub(super) fn follow_columns(&mut self, project: &Project, open: &[ArticleId]) {
        let searched = self.articles.iter().map(|found| found.article);
        if searched.eq(open.iter().copied()) {
            return;
        }
        let current = self.hit(self.current);
        let mut before = std::mem::take(&mut self.articles);
        let found = |id: &ArticleId| {
            let known = before.iter().position(|found| found.article == *id);
            match known {
                Some(place) => Some(before.swap_remove(place)),
                None => ArticleMatches::unsearched(project, *id),
            }
        };
        self.articles = open.iter().filter_map(found).collect();
        self.keep_current(project, current);
    }

    /// Searches the changed claims again.
    pub(super) fn follow_claims(&mut self, project: &Project, touched: &BTreeSet<ClaimId>) {
        let Some(needle) = self.needle.clone() else {
            return;
        };
        let current = self.hit(self.current);
        if self.next_claim.is_some() {
            // Indexes have shifted; not much has been searched yet.
            self.claims.clear();
            self.next_claim = Some(0);
        } else {
            self.claims.retain(|id| !touched.contains(id));
            let touched = touched.iter().filter_map(|id| project.claim(*id));
            for claim in touched.filter(|claim| matches(claim, &needle)) {
                if let Err(place) = self.index_of_claim(project, claim.id) {
                    self.claims.insert(place, claim.id);
                }
            }
        }
        self.keep_current(project, current);
    }

    /// Keeps the hit current, if it still is one.
    fn keep_current(&mut self, project: &Project, hit: Option<Hit>) {
        let last = self.count().saturating_sub(1);
        let place = hit.and_then(|hit| self.index_of(project, hit));
        self.current = place.unwrap_or(self.current.min(last));
    }
}

impl ArticleMatches {
    /// `None` where the project lacks the article.
    fn unsearched(project: &Project, article: ArticleId) -> Option<Self> {
        Some(Self {
            article,
            hits: Vec::new(),
            searched: 0,
            len: project.article(article)?.text.as_str().len(),
        })
    }

    fn is_done(&self) -> bool {
        self.searched >= self.len || self.hits.len() >= MOST_HITS
    }

    /// Searches the next piece of `text` and subtracts its bytes from the budget.
    fn search_on(&mut self, text: &str, needle: &Needle, budget: &mut usize) {
        if self.is_done() {
            return;
        }
        let end = text.floor_char_boundary((self.searched + *budget).min(self.len));
        *budget -= end - self.searched;
        let room = MOST_HITS - self.hits.len();
        let found = find_within(text, needle, self.searched..end);
        self.hits.extend(found.take(room));
        self.searched = self.hits.last().map_or(end, |last| last.end().max(end));
    }
}

fn searched_texts(claim: &Claim) -> impl Iterator<Item = &str> {
    [&claim.statement, &claim.justification, &claim.notes]
        .into_iter()
        .map(String::as_str)
}

fn matches(claim: &Claim, needle: &Needle) -> bool {
    searched_texts(claim).any(|text| needle.is_in(text))
}
