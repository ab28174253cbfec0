//! What the columns keep between frames: the panes of the open articles, and what draws the eye just now.

use crate::{
    project::{Article, ArticleId},
    reader::{Reader, ReadingPlace, ScrollAlign},
    text::{Span, hidden_characters},
    workbench::Column,
};

use std::collections::BTreeMap;

use egui::Ui;

/// Seconds for which a passage that was gone to is marked.
const FLASH: f64 = 1.6;

/// The panes of the open articles, and what draws the eye just now.
#[derive(Default)]
pub struct ColumnsScratch {
    /// Of the open columns, and of those that are about to open.
    panes: BTreeMap<ArticleId, Pane>,
    /// Where closed ones were left; a pane's layouts and pictures take too much room to keep.
    left: BTreeMap<ArticleId, ReadingPlace>,
    flash: Option<Flash>,
    /// The focused column of the last frame, so that a newly focused one is scrolled into view once.
    pub(crate) shown_focus: Option<ArticleId>,
}

/// One article's pane.
pub(crate) struct Pane {
    pub(crate) reader: Reader,
    /// How many hidden characters the text has.
    pub(crate) hidden: usize,
}

struct Flash {
    article: ArticleId,
    span: Span,
    /// egui's time when it began; `None` until it is first painted.
    since: Option<f64>,
}

impl ColumnsScratch {
    /// Scrolls the article's pane to a passage, and flashes it where asked.
    pub fn reveal(&mut self, article: &Article, span: Span, flash: bool) {
        self.pane(article)
            .reader
            .scroll_to(span, ScrollAlign::UpperThird);
        if flash {
            self.flash = Some(Flash {
                article: article.id,
                span,
                since: None,
            });
        }
    }

    /// Scrolls the article's pane to where it was left.
    pub fn restore(&mut self, article: &Article, place: ReadingPlace) {
        self.pane(article).reader.restore(place);
    }

    /// Where an article was scrolled to; its beginning, if it was never open.
    #[must_use]
    pub fn place(&self, article: ArticleId) -> ReadingPlace {
        let open = self.panes.get(&article).map(|pane| pane.reader.top());
        open.or_else(|| self.left.get(&article).copied())
            .unwrap_or_default()
    }

    pub(crate) fn let_go_of_closed(&mut self, open: &[Column]) {
        let is_open = |article: ArticleId| open.iter().any(|column| column.article == article);
        let closed = self.panes.extract_if(.., |article, _| !is_open(*article));
        self.left
            .extend(closed.map(|(article, pane)| (article, pane.reader.top())));
    }

    pub(crate) fn pane(&mut self, article: &Article) -> &mut Pane {
        let left = &mut self.left;
        self.panes.entry(article.id).or_insert_with(|| {
            let mut reader = Reader::default();
            reader.restore(left.remove(&article.id).unwrap_or_default());
            Pane {
                reader,
                hidden: hidden_characters(article.text.as_str()).count(),
            }
        })
    }

    /// How strongly the flash in an article shows, 1 to 0.
    pub(crate) fn flash_in(&mut self, article: ArticleId, ui: &Ui) -> Option<(Span, f32)> {
        let now = ui.input(|input| input.time);
        let flash = self
            .flash
            .as_mut()
            .filter(|flash| flash.article == article)?;
        let age = now - *flash.since.get_or_insert(now);
        if age >= FLASH {
            self.flash = None;
            return None;
        }
        ui.ctx().request_repaint();
        Some((flash.span, (1.0 - age / FLASH) as f32))
    }
}
