//! Indirect derivations between articles. A file can hold a chain of any length, so nothing here recurses, and no
//! derivation is visited twice.

use crate::project::{records::ArticleId, store::Project};

use std::collections::{BTreeSet, HashSet};

use foldhash::fast::RandomState;

impl Project {
    /// Returns whether `article` derives from `ancestor`, directly or through others.
    pub fn derives_from(&self, article: ArticleId, ancestor: ArticleId) -> bool {
        self.lead_to(self.parents(article), ancestor)
    }

    /// Returns whether one of these articles is `ancestor` or derives from it.
    ///
    /// Searches up from the articles and down from `ancestor` in parallel, and ends when either side is exhausted:
    /// building a chain costs its length from either end, and little more in any order.
    pub(crate) fn lead_to(
        &self,
        these: impl IntoIterator<Item = ArticleId>,
        ancestor: ArticleId,
    ) -> bool {
        let mut up = Walk::from(these);
        let mut down = Walk::from([ancestor]);
        if up.seen.contains(&ancestor) {
            return true;
        }
        while let (Some(above), Some(below)) = (up.left.last(), down.left.last()) {
            let (above, below) = (*above, *below);
            let they_meet = if up.seen.len() <= down.seen.len() {
                up.take_last();
                up.go_on(self.parents(above), &down)
            } else {
                down.take_last();
                down.go_on(self.derived_from(below), &up)
            };
            if they_meet {
                return true;
            }
        }
        false
    }

    /// Articles that derive from themselves, directly or through others: at least one per cycle, none without a cycle.
    pub(crate) fn closing_loops(&self) -> BTreeSet<ArticleId> {
        let mut states = vec![State::New; self.articles.len()];
        let mut closing = BTreeSet::new();
        for start in self.articles.keys() {
            self.look_up_from(*start, &mut states, &mut closing);
        }
        closing
    }

    fn look_up_from(
        &self,
        start: ArticleId,
        states: &mut [State],
        closing: &mut BTreeSet<ArticleId>,
    ) {
        let place = |id: &ArticleId| self.articles.get_index_of(id);
        // The path up from the start, with the unvisited parents of each article on it.
        let mut way = Vec::new();
        let mut next = Some(start);
        loop {
            if let Some((id, at)) = next.and_then(|id| Some((id, place(&id)?))) {
                match states[at] {
                    State::New => {
                        states[at] = State::Open;
                        way.push((id, at, self.parents(id)));
                    }
                    State::Open => closing.extend(way.last().map(|(id, ..)| *id)),
                    State::Done => {}
                }
            }
            let Some((_, at, parents)) = way.last_mut() else {
                return;
            };
            next = parents.next();
            if next.is_none() {
                states[*at] = State::Done;
                way.pop();
            }
        }
    }

    fn parents(&self, article: ArticleId) -> impl Iterator<Item = ArticleId> + use<'_> {
        let article = self.article(article).into_iter();
        article.flat_map(|article| article.provenance.articles())
    }
}

#[derive(Clone, Copy)]
enum State {
    New,
    /// Its parents are being visited.
    Open,
    Done,
}

/// Articles visited so far, with those still to expand.
struct Walk {
    seen: HashSet<ArticleId, RandomState>,
    left: Vec<ArticleId>,
}

impl Walk {
    fn from(start: impl IntoIterator<Item = ArticleId>) -> Self {
        let left: Vec<ArticleId> = start.into_iter().collect();
        let seen = left.iter().copied().collect();
        Self { seen, left }
    }

    fn take_last(&mut self) {
        self.left.pop();
    }

    /// Adds the articles; returns true as soon as the other side has visited one of them.
    fn go_on(&mut self, next: impl Iterator<Item = ArticleId>, other: &Self) -> bool {
        for article in next {
            if other.seen.contains(&article) {
                return true;
            }
            if self.seen.insert(article) {
                self.left.push(article);
            }
        }
        false
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::project::{
        check::Problem,
        edit::{ArticleEdit, Edit},
        records::{
            Article, ArticleDetails, ArticleText, Derivation, DerivationKind, DerivedFrom,
            Provenance,
        },
    };

    /// Each pair is an article and one that it derives from, set without the checks of the edits.
    fn forced(pairs: &[(u64, u64)]) -> Project {
        let mut project = Project::default();
        for at in 0..6 {
            let text = ArticleText::new("Seventy were killed.".to_owned());
            let id = ArticleId::new(at as u64);
            let article = Box::new(Article::new(id, text, ArticleDetails::default()));
            let added = project.apply(Edit::Article(ArticleEdit::Add { at, article }));
            assert!(added.is_ok());
        }
        for (child, parent) in pairs {
            let (child, parent) = (ArticleId::new(*child), ArticleId::new(*parent));
            let mut derivations = project.articles[&child]
                .article
                .provenance
                .derivations()
                .to_vec();
            derivations.push(Derivation {
                from: DerivedFrom::Article(parent),
                manner: DerivationKind::Quotes,
            });
            let entry = project.articles.get_mut(&child).unwrap();
            entry.article.provenance = Provenance::Derived(derivations);
            let entry = project.articles.get_mut(&parent).unwrap();
            entry.derived.insert(child);
        }
        project
    }

    fn closing(pairs: &[(u64, u64)]) -> Vec<u64> {
        let project = forced(pairs);
        let closing: Vec<ArticleId> = project.closing_loops().into_iter().collect();
        let told = closing.iter().map(|id| Problem::WrongProvenance(*id));
        assert_eq!(project.check(), told.collect::<Vec<_>>());
        closing.into_iter().map(ArticleId::number).collect()
    }

    #[test]
    fn each_loop_is_found() {
        assert_eq!(closing(&[(0, 0)]), [0]);
        assert_eq!(closing(&[(0, 1), (1, 0)]), [1]);
        assert_eq!(closing(&[(0, 1), (1, 2), (2, 1), (4, 5), (5, 4)]), [2, 5]);
    }

    #[test]
    fn an_article_reached_twice_is_not_a_loop() {
        assert_eq!(closing(&[(0, 1), (0, 2), (1, 3), (2, 3), (3, 4)]), [0; 0]);
    }

    #[test]
    fn descent_is_seen_from_either_side() {
        let project = forced(&[(0, 1), (1, 2), (2, 3), (4, 3)]);
        let derives = |one, other| project.derives_from(ArticleId::new(one), ArticleId::new(other));
        assert!(derives(0, 3) && derives(0, 1) && derives(4, 3));
        assert!(!derives(3, 0) && !derives(0, 4) && !derives(0, 0) && !derives(5, 3));
    }
}
