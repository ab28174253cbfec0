//! Indirect derivations between articles. A file can contain a chain of any length, so nothing here recurses, and no
//! derivation is visited twice.

use crate::project::{records::ArticleId, store::Project};

use std::collections::HashSet;

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
        while let (Some(above), Some(below)) = (up.unexpanded.last(), down.unexpanded.last()) {
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

    fn parents(&self, article: ArticleId) -> impl Iterator<Item = ArticleId> + use<'_> {
        let article = self.article(article).into_iter();
        article.flat_map(|article| article.provenance.articles())
    }
}

/// Articles visited so far, with those still to expand.
struct Walk {
    seen: HashSet<ArticleId, RandomState>,
    unexpanded: Vec<ArticleId>,
}

impl Walk {
    fn from(start: impl IntoIterator<Item = ArticleId>) -> Self {
        let unexpanded: Vec<ArticleId> = start.into_iter().collect();
        let seen = unexpanded.iter().copied().collect();
        Self { seen, unexpanded }
    }

    fn take_last(&mut self) {
        self.unexpanded.pop();
    }

    /// Visits the articles. Returns true as soon as one of them was visited from the other side.
    fn go_on(&mut self, next: impl Iterator<Item = ArticleId>, other: &Self) -> bool {
        for article in next {
            if other.seen.contains(&article) {
                return true;
            }
            if self.seen.insert(article) {
                self.unexpanded.push(article);
            }
        }
        false
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::project::{
        edit::{ArticleEdit, Edit},
        records::{
            Article, ArticleDetails, ArticleText, Derivation, DerivationManner, DerivationSource,
            Provenance,
        },
    };

    #[test]
    fn descent_is_seen_from_either_side() {
        let mut project = Project::default();
        // Each article derives from an earlier one or from none.
        for (at, parent) in [None, Some(0), Some(1), Some(2), Some(2), None]
            .into_iter()
            .enumerate()
        {
            let text = ArticleText::new("Seventy were killed.".to_owned());
            let id = ArticleId::new(at as u64);
            let mut article = Article::new(id, text, ArticleDetails::default());
            if let Some(parent) = parent {
                article.provenance = Provenance::Derived(vec![Derivation {
                    from: DerivationSource::Article(ArticleId::new(parent)),
                    manner: DerivationManner::Quotes,
                }]);
            }
            let article = Box::new(article);
            let added = Edit::Article(ArticleEdit::Add { at, article });
            project.apply(added).unwrap();
        }
        let derives = |one, other| project.derives_from(ArticleId::new(one), ArticleId::new(other));
        assert!(derives(3, 0) && derives(3, 2) && derives(4, 0));
        assert!(!derives(0, 3) && !derives(3, 4) && !derives(0, 0) && !derives(5, 0));
    }
}
