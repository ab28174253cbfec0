use super::{ColumnsScratch, passages::passages_in};
use crate::{
    project::{Article, ArticleId, Stance},
    reader::{LabelStyle, ReaderEvent, ReaderInput, ReadingFamily, ReadingStyle},
    storage::{ReadingFamily as FamilyChoice, Settings},
    views::{
        Paint,
        theme::{TARGET, letters, space},
        widgets::{command_button, dropped, hint, sign_button},
    },
    workbench::{ArticleIntent, Column, Command, FocusOn, Intent, Overlay, PassageIntent},
};

use egui::{
    Align, CursorIcon, Id, Layout, Rect, ScrollArea, Sense, Ui, UiBuilder, WidgetInfo,
    accesskit::Role, pos2, vec2,
};

/// Smallest legible width of a column; if the columns do not fit, their row scrolls.
const MIN_COLUMN: f32 = 230.0;
/// Width of the handle between two columns. Tab skips it: commands resize columns too.
const SPLITTER: f32 = 7.0;
/// Height of a column header: two lines of a name.
const HEADER: f32 = 46.0;
/// In narrower headers, buttons show a symbol in place of a word.
const ROOM_FOR_WORDS: f32 = 420.0;
/// Smallest visible part of a column into which its header is fitted.
const MIN_VISIBLE: f32 = 120.0;

/// The payload of a dragged column header.
#[derive(Clone, Copy)]
struct DraggedColumn(ArticleId);

/// The open articles side by side.
pub(crate) fn show(ui: &mut Ui, paint: &mut Paint<'_>, scratch: &mut ColumnsScratch) {
    let columns = paint.workbench.columns().open_columns();
    if columns.is_empty() {
        empty(ui, paint);
        return;
    }
    let focused = paint.workbench.columns().focused();
    let gaps = SPLITTER * (columns.len() - 1) as f32;
    let width = ui
        .available_width()
        .max(MIN_COLUMN * columns.len() as f32 + gaps);
    ScrollArea::horizontal().auto_shrink(false).show(ui, |ui| {
        let (_, row) = ui.allocate_space(vec2(width, ui.available_height()));
        let widths = widths(columns, width - gaps);
        let mut left = row.left();
        for (nth, (column, width)) in columns.iter().zip(&widths).enumerate() {
            let rect = Rect::from_min_size(pos2(left, row.top()), vec2(*width, row.height()));
            left += width + SPLITTER;
            if focused == Some(column.article) && scratch.shown_focus != focused {
                ui.scroll_to_rect(rect, None);
            }
            show_column(ui, paint, scratch, column.article, rect);
            if nth + 1 < columns.len() {
                let gap = Rect::from_min_max(rect.right_top(), pos2(left, row.bottom()));
                splitter(ui, paint, gap, nth, &widths);
            }
        }
    });
    scratch.shown_focus = focused;
    scratch.drop_closed(columns);
}

/// Splits a width among the columns by their weights, none below [`MIN_COLUMN`].
fn widths(columns: &[Column], width: f32) -> Vec<f32> {
    let total: f32 = columns.iter().map(|column| column.weight).sum();
    let shares: Vec<f32> = columns
        .iter()
        .map(|column| (width * column.weight / total).max(MIN_COLUMN))
        .collect();
    let spare = width - MIN_COLUMN * columns.len() as f32;
    let wanted: f32 = shares.iter().map(|share| share - MIN_COLUMN).sum();
    // The wide ones give up what the narrow ones were raised by.
    shares
        .iter()
        .map(|share| MIN_COLUMN + (share - MIN_COLUMN) * (spare / wanted.max(0.001)).min(1.0))
        .collect()
}

fn splitter(ui: &mut Ui, paint: &mut Paint<'_>, gap: Rect, left: usize, widths: &[f32]) {
    let id = Id::unique(("splitter", left));
    let response = ui
        .interact(gap, id, Sense::DRAG)
        .on_hover_cursor(CursorIcon::ResizeHorizontal);
    response.widget_info(|| {
        WidgetInfo::labeled(
            Role::Splitter,
            true,
            format!("Width of column {}", left + 1),
        )
    });
    let color = if response.hovered() || response.dragged() {
        paint.theme.accent
    } else {
        paint.theme.line
    };
    ui.painter()
        .vline(gap.center().x, gap.y_range(), egui::Stroke::new(1.0, color));
    let moved = response.drag_delta().x;
    if moved != 0.0 {
        let mut widths = widths.to_vec();
        let moved = moved.clamp(MIN_COLUMN - widths[left], widths[left + 1] - MIN_COLUMN);
        widths[left] += moved;
        widths[left + 1] -= moved;
        paint.ask(Intent::Article(ArticleIntent::Resize(widths)));
    }
}

fn show_column(
    ui: &mut Ui,
    paint: &mut Paint<'_>,
    scratch: &mut ColumnsScratch,
    id: ArticleId,
    rect: Rect,
) {
    let Some(article) = paint.project().article(id) else {
        return;
    };
    let name = article.name();
    let builder = UiBuilder::new()
        .id_salt(id.number())
        .max_rect(rect)
        .accessibility_label(name.as_str());
    ui.scope_builder(builder, |ui| {
        ui.set_clip_rect(rect.intersect(ui.clip_rect()));
        ui.spacing_mut().item_spacing.y = 0.0;
        let hidden = scratch.pane(article).hidden;
        header(ui, paint, article, &name, hidden);
        pane(ui, paint, scratch, article, &name);
    });
}

fn header(ui: &mut Ui, paint: &mut Paint<'_>, article: &Article, name: &str, hidden: usize) {
    let focused = paint.workbench.columns().focused() == Some(article.id);
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), HEADER), Sense::DRAG);
    response.widget_info(|| WidgetInfo::labeled(Role::Heading, true, name));
    let response = response.on_hover_text("Drag to move the column");
    ui.painter().rect_filled(rect, 0.0, paint.theme.panel);
    let line = if focused {
        paint.theme.accent
    } else {
        paint.theme.line
    };
    ui.painter().hline(
        rect.x_range(),
        rect.bottom() - 1.0,
        egui::Stroke::new(if focused { 2.0 } else { 1.0 }, line),
    );
    // If the window cuts the column off, its name and buttons stay in view.
    let seen = rect.intersect(ui.clip_rect());
    let seen = if seen.width() < MIN_VISIBLE {
        rect
    } else {
        seen
    };
    let inside = seen
        .shrink2(vec2(space::SMALL, 3.0))
        .with_min_x(seen.left() + space::MEDIUM);
    let mut inside = ui.new_child(
        UiBuilder::new()
            .max_rect(inside)
            .layout(Layout::right_to_left(Align::Center)),
    );
    let close = format!("Close {}", article.shown_name());
    if sign_button(&mut inside, paint, "\u{d7}", &close).clicked() {
        paint.ask(Intent::Article(ArticleIntent::Close(article.id)));
    }
    inside.spacing_mut().item_spacing.x = space::TINY;
    let in_words = seen.width() >= ROOM_FOR_WORDS;
    if details_button(&mut inside, name, in_words).clicked() {
        paint.ask(Intent::SetOverlay(Some(Overlay::ArticleDetails(
            article.id,
        ))));
    }
    if hidden > 0 {
        hidden_count(&mut inside, paint, hidden, in_words);
    }
    inside.with_layout(Layout::left_to_right(Align::Center), |ui| {
        let name = article.shown_name();
        let style = name_style(ui, paint, &name);
        paint.engine.label(ui, &name, &style);
    });
    drag_column(ui, paint, article.id, &response);
}

/// Two lines, in a smaller font if the name does not fit.
fn name_style(ui: &Ui, paint: &mut Paint<'_>, name: &str) -> LabelStyle {
    let usual = LabelStyle::new(letters::BODY, paint.theme.text)
        .strong()
        .lines(2);
    let (room, scale) = (ui.available_width(), ui.pixels_per_point());
    let block = paint.engine.layout_block(name, &usual, room, scale);
    let size = if block.is_truncated() {
        letters::SMALL
    } else {
        letters::BODY
    };
    LabelStyle { size, ..usual }
}

fn details_button(ui: &mut Ui, name: &str, in_words: bool) -> egui::Response {
    let words = if in_words { "Details" } else { "i" };
    let words = egui::RichText::new(words).size(letters::SMALL);
    let button = egui::Button::new(words).frame_when_inactive(!in_words);
    ui.add(button.min_size(vec2(TARGET, 0.0)))
        .on_hover_text("Article details: outlet, dates and address of this article")
        .accessible_name(format!("Article details of {name}"))
}

fn hidden_count(ui: &mut Ui, paint: &Paint<'_>, hidden: usize, in_words: bool) {
    let whole = format!("{hidden} hidden");
    let words = if in_words {
        whole.clone()
    } else {
        format!("! {hidden}")
    };
    ui.label(egui::RichText::new(words).size(letters::SMALL).color(paint.theme.refutes)).on_hover_text(
        "Characters in this text that are invisible or change the direction of text. Each is marked where it occurs.",
    ).accessible_name(whole);
}

fn drag_column(ui: &Ui, paint: &mut Paint<'_>, id: ArticleId, response: &egui::Response) {
    response.dnd_set_drag_payload(DraggedColumn(id));
    if response
        .dnd_hover_payload::<DraggedColumn>()
        .is_some_and(|dragged| dragged.0 != id)
    {
        ui.painter().rect_stroke(
            response.rect,
            0.0,
            egui::Stroke::new(2.0, paint.theme.accent),
            egui::StrokeKind::Inside,
        );
    }
    if let Some(dragged) = dropped::<DraggedColumn>(response)
        && let Some(to) = paint.workbench.columns().place(id)
    {
        paint.ask(Intent::Article(ArticleIntent::MoveColumn(dragged.0, to)));
    }
}

fn pane(
    ui: &mut Ui,
    paint: &mut Paint<'_>,
    scratch: &mut ColumnsScratch,
    article: &Article,
    name: &str,
) {
    let workbench = paint.workbench;
    let theme = paint.theme;
    let style = reading_style(workbench.settings());
    let (hits, current_hit) = workbench
        .find()
        .map(|find| find.in_article(article.id))
        .unwrap_or_default();
    let selection = workbench
        .selection()
        .text
        .filter(|(other, _)| *other == article.id)
        .map(|(_, selection)| selection);
    let flash = scratch.flash_in(article.id, ui);
    let input = ReaderInput {
        text: &article.text,
        name,
        language: &article.details.language,
        style: &style,
        palette: &theme.reader,
        clutter: &article.clutter,
        passages: &|range| passages_in(workbench, theme, article.id, &range),
        selection,
        hits,
        current_hit,
        flash,
    };
    let wants_focus = paint.takes_focus(FocusOn::Article(article.id));
    let reader = &mut scratch.pane(article).reader;
    if wants_focus {
        reader.take_focus();
    }
    let output = reader.show(ui, paint.engine, &input);
    if output.response.has_focus() && workbench.columns().focused() != Some(article.id) {
        paint.ask(Intent::Article(ArticleIntent::Focus(article.id)));
    }
    for event in output.events {
        paint.ask(Intent::Passage(passage_intent(article.id, event)));
    }
    output.response.context_menu(|ui| context_menu(ui, paint));
}

fn passage_intent(article: ArticleId, event: ReaderEvent) -> PassageIntent {
    match event {
        ReaderEvent::Select(selection) => PassageIntent::SelectText(article, selection),
        ReaderEvent::ClickPassage(id) => PassageIntent::SelectHighlight(Some(id)),
        ReaderEvent::ClickText => PassageIntent::SelectHighlight(None),
        ReaderEvent::MoveEdges { id, span } => PassageIntent::MoveEdges(id, span),
    }
}

fn reading_style(settings: &Settings) -> ReadingStyle {
    let family = match &settings.reading_family {
        FamilyChoice::Platform | FamilyChoice::Serif => ReadingFamily::Serif,
        FamilyChoice::SansSerif => ReadingFamily::Sans,
        FamilyChoice::Named(name) => ReadingFamily::Named(name.clone()),
    };
    ReadingStyle {
        family,
        size: settings.reading_size * settings.zoom,
        line_width: settings.line_width,
        ..ReadingStyle::default()
    }
}

fn context_menu(ui: &mut Ui, paint: &mut Paint<'_>) {
    for command in [
        Command::HighlightSelection,
        Command::NewClaimFromSelection,
        Command::Link(Stance::Supports),
        Command::Link(Stance::Refutes),
        Command::Link(Stance::Context),
        Command::DeleteHighlight,
        Command::Copy,
        Command::ToggleClutter,
    ] {
        let label = paint.workbench.label(command);
        if command_button(ui, paint, command, &label).clicked() {
            ui.close();
        }
    }
}

fn empty(ui: &mut Ui, paint: &mut Paint<'_>) {
    ui.add_space((ui.available_height() * 0.3).max(0.0));
    ui.vertical_centered(|ui| {
        if paint.project().articles().len() == 0 {
            hint(ui, paint, "Add two or more articles about the same event to read them side by side");
            ui.add_space(space::SMALL);
            for command in [Command::AddArticles, Command::AddFolder, Command::PasteArticle, Command::OpenSample] {
                command_button(ui, paint, command, command.spec().label);
            }
        } else {
            hint(ui, paint, "Click an article on the left to read it here; open several to read them side by side");
        }
    });
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_share_the_width_and_none_is_illegible() {
        let column = |weight| Column {
            article: ArticleId::new(1),
            weight,
        };
        assert_eq!(widths(&[column(1.0), column(1.0)], 800.0), [400.0, 400.0]);
        let uneven = widths(&[column(9.0), column(1.0), column(1.0)], 900.0);
        assert!(
            uneven.iter().all(|width| *width >= MIN_COLUMN - 0.01),
            "{uneven:?}"
        );
        assert!(
            (uneven.iter().sum::<f32>() - 900.0).abs() < 0.1,
            "{uneven:?}"
        );
    }
}
