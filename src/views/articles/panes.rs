//! Scratch of the columns: the reading panes of the open articles, and the flash of a passage.

use crate::{
    project::{Article, ArticleId},
    reader::{Reader, ReadingPlace, ScrollAlign},
    text::{Span, suspicious_characters},
    workbench::Column,
};

use std::collections::BTreeMap;

use egui::Ui;

/// Seconds for which a passage flashes after a jump to it.
const FLASH_SECONDS: f64 = 1.6;

#[derive(Default)]
pub struct ColumnsScratch {
    /// Panes of the open columns and of those about to open.
    panes: BTreeMap<ArticleId, Pane>,
    /// Scroll positions of closed columns. Their panes are dropped: layouts and textures take too much memory.
    closed: BTreeMap<ArticleId, ReadingPlace>,
    flash: Option<Flash>,
    /// The focused column of the last frame, so that a newly focused one is scrolled into view once.
    pub(crate) shown_focus: Option<ArticleId>,
}

pub(crate) struct Pane {
    pub(crate) reader: Reader,
    /// Number of hidden characters in the text.
    pub(crate) hidden: usize,
}

struct Flash {
    article: ArticleId,
    span: Span,
    /// egui's time at its first frame; `None` before.
    since: Option<f64>,
}

impl ColumnsScratch {
    /// Scrolls the article's pane to a passage and, with `flash`, flashes it.
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

    pub fn restore(&mut self, article: &Article, place: ReadingPlace) {
        self.pane(article).reader.restore(place);
    }

    /// The scroll position of an article; its beginning if it was never open.
    #[must_use]
    pub fn place(&self, article: ArticleId) -> ReadingPlace {
        let open = self.panes.get(&article).map(|pane| pane.reader.top());
        open.or_else(|| self.closed.get(&article).copied())
            .unwrap_or_default()
    }

    pub(crate) fn drop_closed(&mut self, open: &[Column]) {
        let is_open = |article: ArticleId| open.iter().any(|column| column.article == article);
        let dropped = self.panes.extract_if(.., |article, _| !is_open(*article));
        self.closed
            .extend(dropped.map(|(article, pane)| (article, pane.reader.top())));
    }

    pub(crate) fn pane(&mut self, article: &Article) -> &mut Pane {
        let closed = &mut self.closed;
        self.panes.entry(article.id).or_insert_with(|| {
            let mut reader = Reader::default();
            reader.restore(closed.remove(&article.id).unwrap_or_default());
            Pane {
                reader,
                hidden: suspicious_characters(article.text.as_str()).count(),
            }
        })
    }

    /// The flashing passage of an article and its strength, which falls from 1 to 0.
    pub(crate) fn flash_in(&mut self, article: ArticleId, ui: &Ui) -> Option<(Span, f32)> {
        let now = ui.input(|input| input.time);
        let flash = self
            .flash
            .as_mut()
            .filter(|flash| flash.article == article)?;
        let age = now - *flash.since.get_or_insert(now);
        if age >= FLASH_SECONDS {
            self.flash = None;
            return None;
        }
        ui.ctx().request_repaint();
        Some((flash.span, (1.0 - age / FLASH_SECONDS) as f32))
    }
}
