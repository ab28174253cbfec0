//! The bar above a text that seems to contain page clutter.

use super::ColumnsScratch;
use crate::{
    analysis::LikelyClutter,
    project::Article,
    reader::ScrollAlign,
    text::Span,
    views::{Paint, theme::space},
    workbench::{ArticleIntent, ClutterChoice, Intent},
};

use egui::{Frame, Margin, Ui};

pub(super) fn show(
    ui: &mut Ui,
    paint: &mut Paint<'_>,
    scratch: &mut ColumnsScratch,
    article: &Article,
) {
    let Some(LikelyClutter { paragraphs, of }) = paint.workbench.suggested_clutter(article.id)
    else {
        return;
    };
    let message = match paragraphs.len() {
        1 => format!("1 of {of} paragraphs looks like page clutter"),
        count => format!("{count} of {of} paragraphs look like page clutter"),
    };
    let margin = Margin::symmetric(space::MEDIUM as i8, space::SMALL as i8);
    let frame = Frame::new().fill(paint.theme.hover).inner_margin(margin);
    let choice = frame.show(ui, |ui| {
        ui.set_width(ui.available_width());
        ui.horizontal_wrapped(|ui| {
            ui.label(message);
            buttons(ui)
        })
        .inner
    });
    let Some(choice) = choice.inner else {
        return;
    };
    let reader = &mut scratch.pane(article).reader;
    let is_open = choice == ClutterChoice::LookThrough;
    reader.set_unfolded(&paragraphs, is_open);
    if is_open {
        let first = paragraphs.first().copied().unwrap_or_default();
        let range = article.text.paragraphs().range(first);
        if let Some(span) = Span::new(range.start, range.end) {
            reader.scroll_to(span, ScrollAlign::UpperThird);
        }
    }
    paint.ask(Intent::Article(ArticleIntent::Clutter(article.id, choice)));
}

fn buttons(ui: &mut Ui) -> Option<ClutterChoice> {
    let mut choice = None;
    for (label, tooltip, choose) in [
        (
            "Hide",
            "Fold them away; click their line to show them",
            ClutterChoice::Hide,
        ),
        (
            "Look through",
            "Mark them but keep them in view, so that you can restore those that belong to the article",
            ClutterChoice::LookThrough,
        ),
        ("Keep", "Leave the article as it is", ClutterChoice::Keep),
    ] {
        if ui.button(label).on_hover_text(tooltip).clicked() {
            choice = Some(choose);
        }
    }
    choice
}
