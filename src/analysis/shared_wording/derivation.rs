//! The derivation of an article that shared prose suggests. Crosscheck only suggests it.

use super::{SharedKind, SharedPair};
use crate::{
    analysis::PartialDate,
    project::{Article, ArticleId, DerivationManner, DerivationSource, Project},
};

/// A derivation that two articles with the same prose suggest.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LikelyDerivation {
    pub article: ArticleId,
    pub from: ArticleId,
    pub manner: DerivationManner,
    /// Percentage of the sentences of `article` that are shared.
    pub percent: usize,
    /// Whether `article` was certainly published later. If not, it is the one that shares more of its text.
    pub is_later: bool,
}

/// An article that shares at least this percentage of sentences is a reprint; below that, a rewrite.
const MIN_REPRINT_PERCENT: usize = 50;

impl LikelyDerivation {
    /// The derivation that a pair suggests; `None` if it shares no prose, or if the project records how they are
    /// related.
    pub fn of(project: &Project, pair: &SharedPair) -> Option<Self> {
        pair.of_kind(SharedKind::Prose).next()?;
        if common_descent(project, pair.articles).is_some() {
            return None;
        }
        let [one, other] = [0, 1].map(|side| project.article(pair.articles[side]));
        let (one, other) = (one?, other?);
        let is_later = is_later_than(one, other) || is_later_than(other, one);
        let derived = if is_later {
            usize::from(is_later_than(other, one))
        } else {
            usize::from(pair.percent[1] > pair.percent[0])
        };
        Some(Self::from_side(pair, derived, is_later))
    }

    /// The derivation in the other direction.
    pub fn reversed(self, pair: &SharedPair) -> Self {
        let derived = usize::from(self.article == pair.articles[0]);
        Self::from_side(pair, derived, false)
    }

    fn from_side(pair: &SharedPair, derived: usize, is_later: bool) -> Self {
        let percent = pair.percent[derived];
        Self {
            article: pair.articles[derived],
            from: pair.articles[1 - derived],
            manner: if percent >= MIN_REPRINT_PERCENT {
                DerivationManner::Reprint
            } else {
                DerivationManner::Rewrite
            },
            percent,
            is_later,
        }
    }
}

/// How the project relates two articles.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CommonDescent {
    /// One derives from the other, directly or through others.
    From { article: ArticleId, from: ArticleId },
    /// Both derive from one article or agency.
    Both(DerivationSource),
}

/// How the project relates two articles, if it does.
pub fn common_descent(project: &Project, [one, other]: [ArticleId; 2]) -> Option<CommonDescent> {
    for (article, from) in [(one, other), (other, one)] {
        if project.derives_from(article, from) {
            return Some(CommonDescent::From { article, from });
        }
    }
    let sources = |article| {
        let provenance = project.article(article).map(|it| &it.provenance);
        provenance.map_or(&[][..], |it| it.derivations())
    };
    let common = sources(one).iter().find(|derivation| {
        sources(other)
            .iter()
            .any(|beside| beside.from == derivation.from)
    });
    common.map(|derivation| CommonDescent::Both(derivation.from))
}

fn is_later_than(article: &Article, other: &Article) -> bool {
    let date = |article: &Article| PartialDate::parse(&article.details.published);
    let dates = date(article).zip(date(other));
    dates.is_some_and(|(date, other)| date.is_certainly_after(&other))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::project::{
        ArticleDetails, ArticleEdit, ArticleText, Derivation, Edit, Id, Provenance,
    };

    fn project(dates: [&str; 2]) -> Project {
        let mut project = Project::new(Id::new(9));
        for (at, published) in dates.into_iter().enumerate() {
            let details = ArticleDetails {
                published: published.to_owned(),
                ..ArticleDetails::default()
            };
            let text = ArticleText::new(format!("Text {at}"));
            let article = Box::new(Article::new(Id::new(at as u64 + 1), text, details));
            project
                .apply(Edit::Article(ArticleEdit::Add { at, article }))
                .unwrap();
        }
        project
    }

    fn pair(percent: [usize; 2]) -> SharedPair {
        let span = crate::text::Span::new(0, 4).unwrap();
        let passage = crate::analysis::SharedPassage {
            kind: SharedKind::Prose,
            spans: [span, span],
            differing: Vec::new(),
        };
        SharedPair {
            articles: [Id::new(1), Id::new(2)],
            passages: vec![passage],
            percent,
        }
    }

    #[test]
    fn the_article_that_was_published_later_derives_from_the_other() {
        let likely = |dates, percent| {
            let likely = LikelyDerivation::of(&project(dates), &pair(percent)).unwrap();
            (
                likely.article.number(),
                likely.manner,
                likely.percent,
                likely.is_later,
            )
        };
        let (reprint, rewrite) = (DerivationManner::Reprint, DerivationManner::Rewrite);
        let days = ["2031-05-12", "2031-05-13"];
        assert_eq!(likely(days, [30, 83]), (2, reprint, 83, true));
        assert_eq!(likely([days[1], days[0]], [30, 83]), (1, rewrite, 30, true));
        // The same day, or no date: the article with more shared text is the derived one, which is less certain.
        assert_eq!(likely([days[0]; 2], [30, 83]), (2, reprint, 83, false));
        assert_eq!(likely(["", days[0]], [60, 20]), (1, reprint, 60, false));
    }

    #[test]
    fn a_recorded_derivation_is_not_suggested_again() {
        let mut project = project(["2031-05-12", "2031-05-13"]);
        let derivation = Derivation {
            from: DerivationSource::Article(Id::new(1)),
            manner: DerivationManner::Reprint,
        };
        let set = ArticleEdit::SetProvenance {
            id: Id::new(2),
            provenance: Provenance::Derived(vec![derivation]),
        };
        project.apply(Edit::Article(set)).unwrap();
        assert_eq!(LikelyDerivation::of(&project, &pair([30, 83])), None);
        let recorded = CommonDescent::From {
            article: Id::new(2),
            from: Id::new(1),
        };
        assert_eq!(
            common_descent(&project, [Id::new(1), Id::new(2)]),
            Some(recorded)
        );
    }
}
