//! The tab Shared wording and the bars beside the text: the selection, and what a click opens.

use super::SharedIntent;
use crate::{
    project::ArticleId,
    storage::View,
    workbench::{Effect, FocusOn, Workbench, command::require},
};

impl Workbench {
    pub(crate) fn shared_intent(&mut self, intent: SharedIntent) {
        let shared = &mut self.shared;
        match intent {
            SharedIntent::SetOrder(order) => shared.set_order(order, &self.project),
            SharedIntent::SelectPair(nth) => shared.select_pair(nth),
            SharedIntent::SelectPassage(nth) => self.select_shared(nth),
            SharedIntent::Open => self.open_shared(None),
            SharedIntent::OpenAt(article, at) => self.open_shared_at(article, at),
            SharedIntent::Cancel => shared.cancel(),
            SharedIntent::CompareAgain => shared.compare_again(),
            SharedIntent::Derive { reversed } => self.record_derivation(reversed),
            SharedIntent::BothFrom(named) => self.derive_both(named),
            SharedIntent::CompareWords => self.compare_shared(),
            SharedIntent::MakeClaim => self.claim_from_statement(),
            SharedIntent::LinkOthers => self.link_statement(),
            SharedIntent::AttributeAll => self.attribute_statement(),
        }
    }

    /// Selects a passage. Its text in the first article becomes the text selection, so that keyboard commands act on it.
    fn select_shared(&mut self, nth: usize) {
        let passages = self
            .shared
            .pair()
            .map(|pair| (pair.articles[0], &pair.passages));
        let Some((article, passage)) =
            passages.and_then(|(article, all)| Some((article, all.get(nth)?)))
        else {
            return;
        };
        let span = passage.spans[0];
        self.shared.select(self.shared.current, nth);
        self.select_passage(article, span);
    }

    /// Opens both articles side by side at the selected passage. The article `left` keeps its column.
    fn open_shared(&mut self, left: Option<ArticleId>) {
        let Some((pair, passage)) = self.shared.pair().zip(self.shared.passage()) else {
            return;
        };
        let mut sides = [0, 1].map(|side| (pair.articles[side], passage.spans[side]));
        if left == Some(sides[1].0) {
            sides.swap(0, 1);
        }
        if sides
            .iter()
            .any(|(article, _)| self.project.article(*article).is_none())
        {
            return;
        }
        self.show(View::Read);
        let [one, other] = sides.map(|(article, _)| article);
        self.columns.open_all(&[one, other]);
        if let Some(index) = self.columns.place(one) {
            let beside = self.columns.place(other).is_some_and(|it| it > index);
            self.columns.move_to(other, index + usize::from(beside));
        }
        for (article, span) in sides {
            self.effects.push(Effect::Reveal {
                article,
                span,
                flash: true,
            });
        }
        let (article, span) = sides[0];
        self.select_passage(article, span);
    }

    fn open_shared_at(&mut self, article: ArticleId, at: usize) {
        if let Some((pair, passage)) = self.shared.passage_at(article, at) {
            self.shared.select(pair, passage);
            self.open_shared(Some(article));
        }
    }

    /// Whether the caret is in wording known to be shared.
    pub(crate) fn can_open_shared(&self) -> Result<(), &'static str> {
        let reason = "Show the tab Shared wording of the Find panel first";
        require(self.shared.is_known, reason)?;
        let reason = "Put the caret in a passage with a bar beside it first";
        require(self.shared_at_caret().is_some(), reason)
    }

    fn shared_at_caret(&self) -> Option<(ArticleId, usize)> {
        let (article, selection) = self.selection.text?;
        let at = selection.head.min(selection.anchor);
        self.shared.passage_at(article, at)?;
        Some((article, at))
    }

    /// Opens the passage at the caret beside the article that shares it.
    pub(crate) fn open_shared_at_caret(&mut self) {
        if let Some((article, at)) = self.shared_at_caret() {
            self.open_shared_at(article, at);
            self.effects.push(Effect::Focus(FocusOn::Article(article)));
        }
    }
}
