//! Scratch of the columns: the reading panes of the open articles, and the flash of a passage.

use super::passage_bar::PassageBarScratch;
use crate::{
    project::{Article, ArticleId, ParagraphKind},
    reader::{ParagraphStyle, ParagraphStyles, Reader, ReadingPlace, ScrollAlign},
    text::{Span, suspicious_characters},
    views::widgets::Flash,
    workbench::Column,
};

use std::collections::BTreeMap;

use egui::Ui;

#[derive(Default)]
pub struct ColumnsScratch {
    /// Panes of the open columns and of those about to open.
    panes: BTreeMap<ArticleId, Pane>,
    /// Scroll positions of closed columns. Their panes are dropped, because layouts and textures take too much memory.
    closed: BTreeMap<ArticleId, ReadingPlace>,
    flash: Option<Flash<(ArticleId, Span)>>,
    pub(crate) bar: PassageBarScratch,
}

pub(crate) struct Pane {
    pub(crate) reader: Reader,
    /// Number of hidden characters in the text.
    pub(crate) hidden: usize,
    /// The headings and captions within the text.
    pub(crate) styles: ParagraphStyles,
}

impl ColumnsScratch {
    /// Scrolls the article's pane to a passage and, with `flash`, flashes it.
    pub fn reveal(&mut self, article: &Article, span: Span, flash: bool) {
        self.pane(article)
            .reader
            .scroll_to(span, ScrollAlign::UpperThird);
        if flash {
            self.flash = Some(Flash::new((article.id, span)));
        }
    }

    pub fn restore(&mut self, article: &Article, place: ReadingPlace) {
        self.pane(article).reader.restore(place);
    }

    /// The scroll position of an article; the top if it was never open.
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
            let headings = article.markdown_headings();
            let headings = headings.map(|it| (it, ParagraphStyle::Heading));
            let kinds = article.structure.kinds.iter();
            let kinds = kinds.filter_map(|(at, kind)| Some((*at, style_of(*kind)?)));
            Pane {
                reader,
                styles: headings.chain(kinds).collect(),
                hidden: suspicious_characters(article.text.as_str()).count(),
            }
        })
    }

    /// The flashing passage of an article and the flash's strength, which falls from 1 to 0.
    pub(crate) fn flash_in(&mut self, article: ArticleId, ui: &Ui) -> Option<(Span, f32)> {
        let flash = self.flash.as_mut();
        let flash = flash.filter(|flash| flash.target.0 == article)?;
        let strength = flash.strength(ui);
        let span = flash.target.1;
        if strength.is_none() {
            self.flash = None;
        }
        Some((span, strength?))
    }
}

/// Style of a kind of paragraph. The reader marks other kinds beside the text.
fn style_of(kind: ParagraphKind) -> Option<ParagraphStyle> {
    match kind {
        ParagraphKind::Heading => Some(ParagraphStyle::Heading),
        ParagraphKind::Caption => Some(ParagraphStyle::Caption),
        ParagraphKind::ListItem | ParagraphKind::Quotation => None,
    }
}
