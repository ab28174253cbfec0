//! Page clutter: hidden paragraphs, and suggestions of more.

use crate::{
    analysis::{LikelyClutter, page_clutter},
    project::{ArticleEdit, ArticleId, Change, Edit},
    text::{Span, counted},
    workbench::{Workbench, command::Command, intent::Effect, task::Task},
};

use std::{
    collections::{BTreeMap, BTreeSet},
    ops::RangeInclusive,
    sync::Arc,
};

/// Paragraphs suggested as page clutter in each article, until the analyst decides on them.
#[derive(Debug, Default)]
pub(crate) struct ClutterSession {
    suggested: BTreeMap<ArticleId, LikelyClutter>,
    /// The article whose page clutter the analyst asked for, who gets an answer even if there is none.
    asked: Option<ArticleId>,
}

/// The analyst's choice for the paragraphs that look like page clutter.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ClutterChoice {
    Hide,
    /// Marks the paragraphs, but keeps them in view.
    LookThrough,
    Keep,
}

impl Workbench {
    /// The paragraphs of an article that look like page clutter and have no highlight; `None` if there are none, or if
    /// the analyst has already decided.
    pub fn suggested_clutter(&self, id: ArticleId) -> Option<LikelyClutter> {
        let LikelyClutter { paragraphs, of } = self.clutter.suggested.get(&id)?;
        let article = self.project.article(id)?;
        let is_free = |paragraph: &&usize| {
            let range = article.text.paragraphs().range(**paragraph);
            let span = Span::new(range.start, range.end);
            let mut highlights = span.map(|span| self.project.highlights_in(id, span));
            let is_highlighted = highlights.as_mut().is_some_and(|it| it.next().is_some());
            !is_highlighted && !article.clutter.contains(*paragraph)
        };
        let paragraphs: BTreeSet<usize> = paragraphs.iter().filter(is_free).copied().collect();
        (!paragraphs.is_empty()).then_some(LikelyClutter {
            paragraphs,
            of: *of,
        })
    }

    pub(crate) fn find_clutter(&mut self, articles: Vec<ArticleId>) {
        if !articles.is_empty() {
            let project = Arc::clone(&self.project);
            let work = move || {
                let articles = articles.iter().filter_map(|id| project.article(*id));
                let each = articles.map(|article| (article.id, page_clutter(article)));
                each.collect::<Vec<_>>()
            };
            let task = Task::new("page clutter", work, |bench, found| {
                bench.clutter_found(found.unwrap_or_default());
            });
            self.effects.push(Effect::Run(task));
        }
    }

    pub(crate) fn ask_for_clutter(&mut self, id: ArticleId) {
        self.clutter.asked = Some(id);
        self.find_clutter(vec![id]);
    }

    fn clutter_found(&mut self, found: Vec<(ArticleId, LikelyClutter)>) {
        self.clutter.suggested.extend(found);
        let asked = self.clutter.asked.take();
        if asked.is_some_and(|id| self.suggested_clutter(id).is_none()) {
            let message = "No paragraph of this article looks like page clutter";
            self.notices.hint(message);
        }
    }

    pub(crate) fn choose_clutter(&mut self, id: ArticleId, choice: ClutterChoice) {
        let suggested = self.suggested_clutter(id);
        self.clutter.suggested.remove(&id);
        let Some(LikelyClutter { paragraphs, of: _ }) = suggested else {
            return;
        };
        let count = counted(paragraphs.len(), "paragraph");
        let message = match choice {
            ClutterChoice::Keep => return,
            ClutterChoice::Hide => format!("Hid {count} as page clutter"),
            ClutterChoice::LookThrough => {
                format!("Marked {count}. Press F in one to restore it")
            }
        };
        if self.add_clutter(id, paragraphs) {
            self.notices.done(message, Some(Command::Undo));
        }
    }

    fn add_clutter(&mut self, id: ArticleId, more: impl IntoIterator<Item = usize>) -> bool {
        let Some(article) = self.project.article(id) else {
            return false;
        };
        let mut paragraphs = article.clutter.clone();
        paragraphs.extend(more);
        let edit = Edit::Article(ArticleEdit::SetClutter { id, paragraphs });
        self.commit(Change::new("mark as page clutter", vec![edit]))
    }

    /// The focused article and the paragraphs touched by the selection or the caret.
    pub fn selected_paragraphs(&self) -> Option<(ArticleId, RangeInclusive<usize>)> {
        let (id, selection) = self.selection.text?;
        let paragraphs = self.project.article(id)?.text.paragraphs();
        let (start, end) = (
            selection.anchor.min(selection.head),
            selection.anchor.max(selection.head),
        );
        // A selection that ends at the start of a paragraph does not touch it.
        let last = if end > start { end - 1 } else { end };
        Some((id, paragraphs.at(start)..=paragraphs.at(last)))
    }

    /// Whether all selected paragraphs are page clutter, so that the command would restore them.
    pub fn selection_is_clutter(&self) -> bool {
        self.selected_paragraphs()
            .is_some_and(|(id, mut paragraphs)| {
                let clutter = self.project.article(id).map(|article| &article.clutter);
                clutter
                    .is_some_and(|clutter| paragraphs.all(|paragraph| clutter.contains(&paragraph)))
            })
    }

    pub(crate) fn toggle_clutter(&mut self) {
        let is_clutter = self.selection_is_clutter();
        let Some((id, selected)) = self.selected_paragraphs() else {
            return;
        };
        if !is_clutter {
            self.add_clutter(id, selected);
            return;
        }
        let Some(article) = self.project.article(id) else {
            return;
        };
        let mut paragraphs = article.clutter.clone();
        paragraphs.retain(|paragraph| !selected.contains(paragraph));
        let edit = Edit::Article(ArticleEdit::SetClutter { id, paragraphs });
        self.commit(Change::new("restore paragraphs", vec![edit]));
    }
}
