//! The header of a column: outlet, date and provenance of its article, and its buttons.

use crate::{
    analysis::PartialDate,
    project::{Article, ArticleId},
    reader::LabelStyle,
    text::isolated,
    views::{
        Paint,
        theme::{TARGET, letters, space},
        widgets::{dropped, sign_button},
    },
    workbench::{ArticleIntent, Intent, Overlay},
};

use super::{outlet_or_title, provenance};

use egui::{
    Align, Button, Layout, Response, RichText, Sense, Stroke, StrokeKind, Ui, UiBuilder,
    WidgetInfo, accesskit::Role, vec2,
};

/// Height in points: a line with the name and one with details.
const HEIGHT: f32 = 48.0;

/// The payload of a dragged column header.
#[derive(Clone, Copy)]
struct DraggedColumn(ArticleId);

/// `hidden` is the number of hidden characters in the text.
pub(super) fn show(
    ui: &mut Ui,
    paint: &mut Paint<'_>,
    article: &Article,
    name: &str,
    hidden: usize,
) {
    let focused = paint.workbench.columns.focused() == Some(article.id);
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), HEIGHT), Sense::DRAG);
    response.widget_info(|| WidgetInfo::labeled(Role::Heading, true, name));
    let response = response.on_hover_text("Drag to move the column");
    ui.painter().rect_filled(rect, 0.0, paint.theme.panel);
    let line = if focused {
        Stroke::new(2.0, paint.theme.accent)
    } else {
        Stroke::new(1.0, paint.theme.line)
    };
    ui.painter()
        .hline(rect.x_range(), rect.bottom() - 1.0, line);
    let inside = rect
        .shrink2(vec2(space::SMALL, 3.0))
        .with_min_x(rect.left() + space::MEDIUM);
    let layout = Layout::right_to_left(Align::Center);
    let mut inside = ui.new_child(UiBuilder::new().max_rect(inside).layout(layout));
    inside.spacing_mut().item_spacing.x = space::TINY;
    buttons(&mut inside, paint, article, name);
    if hidden > 0 {
        hidden_count(&mut inside, paint, hidden);
    }
    names(&mut inside, paint, article);
    receive_columns(ui, paint, article.id, &response);
}

fn buttons(ui: &mut Ui, paint: &mut Paint<'_>, article: &Article, name: &str) {
    let close = format!("Close {}", article.shown_name());
    if sign_button(ui, paint, "\u{d7}", &close).clicked() {
        paint.ask(Intent::Article(ArticleIntent::Close(article.id)));
    }
    let is_empty = article.details.is_empty();
    let text = RichText::new(if is_empty { "Details ?" } else { "Details" }).size(letters::SMALL);
    let button = Button::new(text).frame_when_inactive(false);
    let details = ui
        .add(button.min_size(vec2(0.0, TARGET)))
        .on_hover_text(if is_empty {
            "No outlet, dates or address of this article yet"
        } else {
            "Outlet, dates and address of this article"
        })
        .accessible_name(format!("Article details of {name}"));
    if details.clicked() {
        paint.ask(Intent::SetOverlay(Some(Overlay::ArticleDetails(
            article.id,
        ))));
    }
}

fn hidden_count(ui: &mut Ui, paint: &Paint<'_>, hidden: usize) {
    let whole = format!("{hidden} hidden");
    let text = RichText::new(&whole)
        .size(letters::SMALL)
        .color(paint.theme.refutes);
    let tooltip = "Characters in this text that are invisible or change the direction of text. Each is marked where it occurs.";
    ui.label(text).on_hover_text(tooltip).accessible_name(whole);
}

/// The outlet, or the title if the outlet is not known; below it, date and provenance.
fn names(ui: &mut Ui, paint: &mut Paint<'_>, article: &Article) {
    let first = outlet_or_title(article);
    let second = second_line(paint, article);
    let room = ui.available_rect_before_wrap();
    let lines = room.with_min_y(room.top() + 2.0);
    let builder = UiBuilder::new().layout(Layout::top_down(Align::Min));
    let mut lines = ui.new_child(builder.max_rect(lines));
    lines.spacing_mut().item_spacing.y = 1.0;
    let style = LabelStyle::new(letters::STATEMENT, paint.theme.text);
    paint.label(&mut lines, first, &style.strong().lines(1));
    paint.label(&mut lines, &second, &paint.theme.detail().lines(1));
}

fn second_line(paint: &Paint<'_>, article: &Article) -> String {
    let published = article.details.published.as_str();
    let date = match PartialDate::parse(published) {
        Some(date) => date.without_zone(),
        None => isolated(published).into_owned(),
    };
    let parts = [
        silence(paint, article.id),
        Some(date),
        Some(provenance::in_words(paint.project(), article)),
    ];
    let shown = parts.into_iter().flatten().filter(|part| !part.is_empty());
    shown.collect::<Vec<_>>().join(" \u{b7} ")
}

/// "silent on claim 3", for the selected claim.
fn silence(paint: &Paint<'_>, article: ArticleId) -> Option<String> {
    let claim = paint.workbench.selection.claim?;
    let project = paint.project();
    let is_silent = project.is_silent(claim, article);
    is_silent.then(|| format!("silent on claim {}", project.claim_number(claim)))
}

/// Moves a dropped column to the place of this one.
fn receive_columns(ui: &Ui, paint: &mut Paint<'_>, article: ArticleId, response: &Response) {
    response.dnd_set_drag_payload(DraggedColumn(article));
    let dragged = response.dnd_hover_payload::<DraggedColumn>();
    if dragged.is_some_and(|dragged| dragged.0 != article) {
        let stroke = Stroke::new(2.0, paint.theme.accent);
        ui.painter()
            .rect_stroke(response.rect, 0.0, stroke, StrokeKind::Inside);
    }
    if let Some(dragged) = dropped::<DraggedColumn>(response)
        && let Some(to) = paint.workbench.columns.place(article)
    {
        paint.ask(Intent::Article(ArticleIntent::MoveColumn(dragged.0, to)));
    }
}
