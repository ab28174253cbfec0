use crate::{
    project::{ArticleId, Claim, ClaimId, Project},
    text::{Needle, Span, find_within},
};

use std::collections::BTreeSet;

/// Search in the open articles and the claims.
///
/// Searches a little at a time, so that no frame waits for a long text: while [`is_done`](Self::is_done) is false,
/// [`FindIntent::Continue`](crate::workbench::FindIntent::Continue) continues. Hits already found keep their order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Find {
    pub typed: String,
    /// Whether only whole words are found.
    pub whole_words: bool,
    /// `None` if the query is empty.
    pub needle: Option<Needle>,
    /// The open articles, in the order of their columns.
    articles: Vec<FoundInArticle>,
    /// The claims that match, in the order of the list.
    claims: Vec<ClaimId>,
    /// Index in the list of the first claim not yet searched; `None` if all were.
    next_claim: Option<usize>,
    /// Index of the current hit; in range unless there are no hits.
    pub current: usize,
    /// Whether the user moved to the current hit; typing alone does not scroll.
    gone_to: bool,
}

#[derive(Clone, Debug, PartialEq, Eq)]
struct FoundInArticle {
    article: ArticleId,
    hits: Vec<Span>,
    /// All hits that begin before this byte are in `hits`.
    looked: usize,
    /// End of the searched part, in bytes.
    len: usize,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Hit {
    /// In the text of an open article.
    Article(ArticleId, Span),
    /// In the statement, the justification or the notes of a claim.
    Claim(ClaimId),
}

/// Bytes searched at a time. This takes a few milliseconds in any script.
const BYTES_AT_ONCE: usize = 256 * 1024;

/// Bytes searched at a time for whole words. In text written without spaces, each match is looked up in a dictionary.
const WORDS_BYTES_AT_ONCE: usize = 32 * 1024;

/// Maximum number of hits in one article. Nobody steps through more, and a single letter would match millions of times.
const MAX_HITS: usize = 10_000;

impl Find {
    pub(crate) fn new(typed: String, whole_words: bool) -> Self {
        let needle = Needle::new(&typed);
        Self {
            needle: needle.map(|it| it.with_whole_words(whole_words)),
            typed,
            whole_words,
            next_claim: Some(0),
            ..Self::default()
        }
    }

    pub fn is_done(&self) -> bool {
        self.needle.is_none()
            || (self.next_claim.is_none() && self.articles.iter().all(FoundInArticle::is_done))
    }

    pub fn count(&self) -> usize {
        self.count_in_articles() + self.count_in_claims()
    }

    pub fn count_in_articles(&self) -> usize {
        self.articles.iter().map(|found| found.hits.len()).sum()
    }

    pub fn count_in_claims(&self) -> usize {
        self.claims.len()
    }

    /// Returns the hit with an index from 0: first those in the open articles from left to right, then those in the
    /// claims.
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

    pub(crate) fn go_to(&mut self, nth: usize) -> Option<Hit> {
        let hit = self.hit(nth)?;
        self.current = nth;
        self.gone_to = true;
        Some(hit)
    }

    /// Index of the hit `by` steps away, wrapping at either end; `None` if there are no hits.
    pub(crate) fn beside(&self, by: isize) -> Option<usize> {
        // The first step goes to the first hit, or backwards to the last.
        let by = if self.gone_to || by < 0 { by } else { by - 1 };
        let index = (self.current as isize + by).checked_rem_euclid(self.count() as isize)?;
        Some(index as usize)
    }

    /// The hits in one article in order, and the index of the current one among them.
    pub fn in_article(&self, article: ArticleId) -> (&[Span], Option<usize>) {
        let mut before = 0;
        for found in &self.articles {
            if found.article == article {
                let current = self.current.checked_sub(before);
                let current = current.filter(|index| *index < found.hits.len());
                return (&found.hits, current);
            }
            before += found.hits.len();
        }
        (&[], None)
    }

    pub fn is_in_claim(&self, project: &Project, claim: ClaimId) -> bool {
        self.index_of_claim(project, claim).is_ok()
    }

    /// Index of the claim among those that match, or its insertion index.
    fn index_of_claim(&self, project: &Project, claim: ClaimId) -> Result<usize, usize> {
        let index = project.claim_place(claim);
        self.claims
            .binary_search_by_key(&index, |id| project.claim_place(*id))
    }

    fn index_of(&self, project: &Project, hit: Hit) -> Option<usize> {
        match hit {
            Hit::Claim(claim) => {
                let index = self.index_of_claim(project, claim).ok()?;
                Some(self.count_in_articles() + index)
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

    pub(crate) fn look_further(&mut self, project: &Project) {
        let Some(needle) = &self.needle else { return };
        let mut budget = if self.whole_words {
            WORDS_BYTES_AT_ONCE
        } else {
            BYTES_AT_ONCE
        };
        for found in &mut self.articles {
            if let Some(article) = project.article(found.article) {
                found.look_further(article.text.as_str(), needle, &mut budget);
            }
        }
        while budget > 0
            && let Some(index) = self.next_claim
        {
            let claim = project.claim_at(index);
            self.next_claim = claim.map(|_| index + 1);
            if let Some(claim) = claim {
                budget = budget.saturating_sub(texts_of(claim).map(str::len).sum());
                self.claims.extend(holds(claim, needle).then_some(claim.id));
            }
        }
    }

    /// Keeps the hits in articles that stay open, and searches newly opened ones.
    pub(crate) fn follow_columns(&mut self, project: &Project, open: &[ArticleId]) {
        let looked_at = self.articles.iter().map(|found| found.article);
        if looked_at.eq(open.iter().copied()) {
            return;
        }
        let current = self.hit(self.current);
        let mut before = std::mem::take(&mut self.articles);
        let found = |id: &ArticleId| {
            let known = before.iter().position(|found| found.article == *id);
            match known {
                Some(index) => Some(before.swap_remove(index)),
                None => FoundInArticle::nothing_yet(project, *id),
            }
        };
        self.articles = open.iter().filter_map(found).collect();
        self.stay_at(project, current);
    }

    /// Searches changed and added claims again, and drops removed ones.
    pub(crate) fn follow_claims(&mut self, project: &Project, affected: &BTreeSet<ClaimId>) {
        let Some(needle) = self.needle.clone() else {
            return;
        };
        let current = self.hit(self.current);
        if self.next_claim.is_some() {
            // Indices have shifted in the part already searched, and starting again is cheap.
            self.claims.clear();
            self.next_claim = Some(0);
        } else {
            self.claims.retain(|id| !affected.contains(id));
            let affected = affected.iter().filter_map(|id| project.claim(*id));
            for claim in affected.filter(|claim| holds(claim, &needle)) {
                if let Err(index) = self.index_of_claim(project, claim.id) {
                    self.claims.insert(index, claim.id);
                }
            }
        }
        self.stay_at(project, current);
    }

    /// Restores the current hit, if it is still a hit.
    fn stay_at(&mut self, project: &Project, hit: Option<Hit>) {
        let last = self.count().saturating_sub(1);
        let index = hit.and_then(|hit| self.index_of(project, hit));
        self.current = index.unwrap_or(self.current.min(last));
    }
}

impl FoundInArticle {
    /// `None` if the article is not in the project.
    fn nothing_yet(project: &Project, article: ArticleId) -> Option<Self> {
        Some(Self {
            article,
            hits: Vec::new(),
            looked: 0,
            len: project.article(article)?.text.as_str().len(),
        })
    }

    fn is_done(&self) -> bool {
        self.looked >= self.len || self.hits.len() >= MAX_HITS
    }

    /// Searches the next chunk of `text` and subtracts its length from the `budget`.
    fn look_further(&mut self, text: &str, needle: &Needle, budget: &mut usize) {
        if self.is_done() {
            return;
        }
        let end = text.floor_char_boundary((self.looked + *budget).min(self.len));
        *budget -= end - self.looked;
        let room = MAX_HITS - self.hits.len();
        let found = find_within(text, needle, self.looked..end);
        self.hits.extend(found.take(room));
        self.looked = self.hits.last().map_or(end, |last| last.end().max(end));
    }
}

fn texts_of(claim: &Claim) -> impl Iterator<Item = &str> {
    [&claim.statement, &claim.justification, &claim.notes]
        .into_iter()
        .map(String::as_str)
}

fn holds(claim: &Claim, needle: &Needle) -> bool {
    texts_of(claim).any(|text| needle.is_in(text))
}
