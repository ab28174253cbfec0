use super::{FindIntent, FocusOn, Workbench, intent::Effect};
use crate::{
    project::{ArticleId, Claim, ClaimId, Project},
    text::{Needle, Span, TextSelection, find_all},
};

/// What is being found in the open articles and the claims.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Find {
    typed: String,
    /// The articles that were looked through, as their columns stand.
    open: Vec<ArticleId>,
    hits: Vec<Hit>,
    /// Place in `hits`; within them unless they are empty.
    current: usize,
    /// Whether the current hit was gone to; typing alone moves nothing that is being read.
    gone_to: bool,
}

/// A place where the words stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Hit {
    /// In the text of an open article.
    Article(ArticleId, Span),
    /// In the statement, the justification or the notes of a claim.
    Claim(ClaimId),
}

impl Find {
    /// What was typed.
    #[must_use]
    pub fn typed(&self) -> &str {
        &self.typed
    }

    /// The words as they are looked for; `None` where nothing was typed.
    #[must_use]
    pub fn needle(&self) -> Option<Needle> {
        Needle::new(&self.typed)
    }

    /// Every place, the open articles from left to right first, then the claims.
    #[must_use]
    pub fn hits(&self) -> &[Hit] {
        &self.hits
    }

    /// The hit that was stepped to, from 0.
    #[must_use]
    pub fn current(&self) -> usize {
        self.current
    }

    /// The hits in one article, and the place among them of the current one.
    #[must_use]
    pub fn in_article(&self, article: ArticleId) -> (Vec<Span>, Option<usize>) {
        let here = self
            .hits
            .iter()
            .enumerate()
            .filter_map(|(nth, hit)| match hit {
                Hit::Article(other, span) if *other == article => Some((nth, *span)),
                _ => None,
            });
        let (places, spans): (Vec<usize>, Vec<Span>) = here.unzip();
        (spans, places.binary_search(&self.current).ok())
    }

    /// Looks through the open articles and the claims from the beginning.
    fn look(&mut self, project: &Project, open: Vec<ArticleId>) {
        self.open = open;
        self.hits.clear();
        if let Some(needle) = Needle::new(&self.typed) {
            for article in self.open.iter().filter_map(|id| project.article(*id)) {
                let spans = find_all(article.text.as_str(), &needle);
                self.hits.extend(
                    spans
                        .take(MOST_HITS)
                        .map(|span| Hit::Article(article.id, span)),
                );
            }
        }
        self.look_in_claims(project);
    }

    /// Looks through the claims again; the articles' texts never change.
    fn look_in_claims(&mut self, project: &Project) {
        self.hits.retain(|hit| matches!(hit, Hit::Article(..)));
        if let Some(needle) = Needle::new(&self.typed) {
            let holds = |claim: &&Claim| {
                [&claim.statement, &claim.justification, &claim.notes]
                    .iter()
                    .any(|text| needle.is_in(text))
            };
            self.hits.extend(
                project
                    .claims()
                    .filter(holds)
                    .map(|claim| Hit::Claim(claim.id)),
            );
        }
        self.current = self.current.min(self.hits.len().saturating_sub(1));
    }
}

/// Hits that are told of one article: nobody steps through more, and a single letter would find millions.
const MOST_HITS: usize = 10_000;

impl Workbench {
    pub(super) fn find_intent(&mut self, intent: FindIntent) {
        match intent {
            FindIntent::Look(typed) => self.look_for(typed),
            FindIntent::Step(by) => self.step_find(by),
            FindIntent::GoTo(nth) => self.go_to_hit(nth),
            FindIntent::Close => self.close_find(),
        }
    }

    pub(super) fn open_find(&mut self) {
        self.find.get_or_insert_default();
        self.effects.push(Effect::Focus(FocusOn::Find));
    }

    /// The keyboard goes back to the text; what was gone to last stays selected there.
    fn close_find(&mut self) {
        self.find = None;
        let article = self
            .columns
            .focused()
            .map(|article| Effect::Focus(FocusOn::Article(article)));
        self.effects.extend(article);
    }

    fn look_for(&mut self, typed: String) {
        let open = self
            .columns
            .open_columns()
            .iter()
            .map(|column| column.article)
            .collect();
        let mut find = Find {
            typed,
            ..Find::default()
        };
        find.look(&self.project, open);
        self.find = Some(find);
    }

    /// Looks again where the open columns have changed.
    pub(super) fn follow_columns(&mut self) {
        let Some(find) = &mut self.find else { return };
        let open = self
            .columns
            .open_columns()
            .iter()
            .map(|column| column.article);
        if !open.clone().eq(find.open.iter().copied()) {
            find.look(&self.project, open.collect());
        }
    }

    /// Looks again in the claims, where some have changed.
    pub(super) fn find_in_changed_claims(&mut self) {
        if let Some(find) = &mut self.find {
            find.look_in_claims(&self.project);
        }
    }

    /// Goes on by so many hits; past an end it goes round.
    pub(super) fn step_find(&mut self, by: isize) {
        let Some(find) = self.find.as_ref().filter(|find| !find.hits.is_empty()) else {
            return;
        };
        let count = find.hits.len() as isize;
        // The first step goes to the first hit, or backwards to the last.
        let by = if find.gone_to || by < 0 { by } else { by - 1 };
        self.go_to_hit((find.current as isize + by).rem_euclid(count) as usize);
    }

    fn go_to_hit(&mut self, nth: usize) {
        let Some(find) = &mut self.find else { return };
        let Some(hit) = find.hits.get(nth).copied() else {
            return;
        };
        find.current = nth;
        find.gone_to = true;
        match hit {
            Hit::Article(article, span) => {
                let found = TextSelection {
                    anchor: span.start(),
                    head: span.end(),
                };
                self.chosen.text = Some((article, found));
                self.reveal(article, span, false);
            }
            Hit::Claim(claim) => self.choose_claim(Some(claim)),
        }
    }
}
