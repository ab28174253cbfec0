use super::{
    ColumnsScratch, clutter_bar, column_header, name_and_date, passage_bar,
    passages::{passages_in, shared_bars},
};
use crate::{
    project::{Article, ArticleId, Stance},
    reader::{LabelStyle, ParagraphStyle, ReaderEvent, ReaderInput, ReadingFamily, ReadingStyle},
    storage::{FindTab, ReadingFamily as FamilyChoice, Settings},
    views::{
        Paint,
        theme::{letters, space},
        widgets::{command_entries, show_focus, tip},
    },
    workbench::{
        ArticleIntent, Column, Columns, Command, FocusOn, Intent, PassageIntent, SharedIntent,
    },
};

use egui::{
    CursorIcon, Id, Rect, Sense, Stroke, Ui, UiBuilder, WidgetInfo, accesskit::Role, pos2, vec2,
};

/// Minimum width of a legible column. With more than two, columns have to be wider, since lines of three words are hard
/// to read.
const MIN_COLUMN_WIDTH: f32 = 240.0;
const MIN_WIDTH_OF_MANY: f32 = 300.0;
/// Points by which two columns may be narrower to make room for the spines of the other articles.
const MAX_SHRINK: f32 = 20.0;
/// Width of the handle between two columns. Tab skips it, since commands resize columns too.
const SPLITTER_WIDTH: f32 = 7.0;
/// Width of the spine of an open article whose text has no room.
const SPINE_WIDTH: f32 = 24.0;

/// The open articles side by side.
pub(crate) fn show(ui: &mut Ui, paint: &mut Paint<'_>, scratch: &mut ColumnsScratch) {
    let columns = &paint.workbench.columns;
    let row = ui.available_rect_before_wrap();
    let count = fitting_columns(row.width(), columns.open.len());
    if count != columns.room {
        paint.ask(Intent::Article(ArticleIntent::SetRoom(count)));
    }
    scratch.drop_closed(&columns.open);
    if columns.open.is_empty() {
        empty(ui);
        return;
    }
    ui.advance_cursor_after_rect(row);
    let slots = arrange(columns, row.width());
    let last = slots.iter().rposition(|slot| !slot.is_spine);
    let mut left = row.left();
    for (nth, slot) in slots.iter().enumerate() {
        let rect = Rect::from_min_size(pos2(left, row.top()), vec2(slot.width, row.height()));
        left += slot.width;
        if slot.is_spine {
            spine(ui, paint, slot.column.article, rect);
            continue;
        }
        show_column(ui, paint, scratch, slot.column.article, rect);
        if Some(nth) != last {
            let gap = Rect::from_min_size(rect.right_top(), vec2(SPLITTER_WIDTH, row.height()));
            splitter(ui, paint, gap, nth, &slots);
            left += SPLITTER_WIDTH;
        }
    }
}

/// Position of an open article in the row.
struct ColumnSlot {
    column: Column,
    width: f32,
    is_spine: bool,
}

/// Number of columns that fit a row of this width beside the spines of the other open articles.
fn fitting_columns(width: f32, open: usize) -> usize {
    let most = (width / MIN_COLUMN_WIDTH) as usize;
    let fits = |count: &usize| {
        let spines = open.saturating_sub(*count);
        let columns =
            *count as f32 * min_width(*count, spines) + SPLITTER_WIDTH * (count - 1) as f32;
        columns + SPINE_WIDTH * spines as f32 <= width
    };
    (2..=most).rev().find(fits).unwrap_or(1)
}

/// Minimum width of a column when `count` columns are shown beside spines.
fn min_width(columns: usize, spines: usize) -> f32 {
    match (columns, spines) {
        (0..=2, 0) => MIN_COLUMN_WIDTH,
        (0..=2, 1..) => MIN_COLUMN_WIDTH - MAX_SHRINK,
        (3.., _) => MIN_WIDTH_OF_MANY,
    }
}

/// The most recently used columns, and the width left for them beside the spines of the others. If the spines do not fit
/// beside a single column, they are left out; the article list still shows those articles.
fn arrange(columns: &Columns, width: f32) -> Vec<ColumnSlot> {
    let open = &columns.open;
    let count = open.len().min(fitting_columns(width, open.len()));
    let least = min_width(count, open.len() - count);
    let gaps = SPLITTER_WIDTH * (count - 1) as f32;
    let spare = (width - gaps - least * count as f32).max(0.0);
    let spines = ((spare / SPINE_WIDTH) as usize).min(open.len() - count);
    let used: Vec<ArticleId> = columns.by_use().take(count + spines).collect();
    let is_column = |article: ArticleId| used[..count].contains(&article);
    let mut slots: Vec<ColumnSlot> = open
        .iter()
        .filter(|column| used.contains(&column.article))
        .map(|column| ColumnSlot {
            column: *column,
            width: SPINE_WIDTH,
            is_spine: !is_column(column.article),
        })
        .collect();
    let mut in_columns: Vec<&mut ColumnSlot> =
        slots.iter_mut().filter(|slot| !slot.is_spine).collect();
    let weights: Vec<f32> = in_columns.iter().map(|slot| slot.column.weight).collect();
    let widths = split_width(&weights, width - gaps - SPINE_WIDTH * spines as f32, least);
    for (slot, width) in in_columns.iter_mut().zip(widths) {
        slot.width = width;
    }
    slots
}

/// The spine of an open article: its name, written downwards. A click shows its text instead of the least recently used
/// column.
fn spine(ui: &mut Ui, paint: &mut Paint<'_>, id: ArticleId, rect: Rect) {
    let Some(article) = paint.project().article(id) else {
        return;
    };
    let widget = Id::unique(("spine", id.number()));
    let response = ui.interact(rect, widget, Sense::click());
    let name = format!("Show {}", article.name());
    response.widget_info(|| WidgetInfo::labeled(Role::Button, true, &name));
    let fill = if response.hovered() || response.has_focus() {
        paint.theme.hover
    } else {
        paint.theme.panel
    };
    ui.painter().rect_filled(rect, 0.0, fill);
    let line = Stroke::new(1.0, paint.theme.line);
    for x in [rect.left(), rect.right()] {
        ui.painter().vline(x, rect.y_range(), line);
    }
    show_focus(ui, paint, &response);
    let style = LabelStyle::new(letters::SMALL, paint.theme.faint).lines(1);
    let room = rect.height() - 2.0 * space::MEDIUM;
    let shown_name = name_and_date(paint, article);
    let scale = ui.pixels_per_point();
    let block = paint.engine.layout_block(&shown_name, &style, room, scale);
    let top = rect.center_top() + vec2(0.0, space::MEDIUM);
    paint
        .engine
        .paint_downwards(ui.painter(), top, &block, style.color);
    if tip(response, paint, &shown_name).clicked() {
        paint.ask(Intent::Article(ArticleIntent::Open(id)));
    }
}

/// Splits a width among columns by their weights, none below `least`.
fn split_width(weights: &[f32], width: f32, least: f32) -> Vec<f32> {
    let total: f32 = weights.iter().sum();
    let shares = weights
        .iter()
        .map(|weight| (width * weight / total).max(least));
    let shares: Vec<f32> = shares.collect();
    let spare = (width - least * weights.len() as f32).max(0.0);
    let wanted: f32 = shares.iter().map(|share| share - least).sum();
    // Wide columns give up what the narrow ones gained. A lone column may be narrower than `least`.
    let least = least.min(width / weights.len() as f32);
    shares
        .iter()
        .map(|share| least + (share - least).max(0.0) * (spare / wanted.max(0.001)).min(1.0))
        .collect()
}

/// The handle between the column at index `left` and the next one.
fn splitter(ui: &mut Ui, paint: &mut Paint<'_>, gap: Rect, left: usize, slots: &[ColumnSlot]) {
    let id = Id::unique(("splitter", left));
    let response = ui
        .interact(gap, id, Sense::DRAG)
        .on_hover_cursor(CursorIcon::ResizeHorizontal);
    let name = format!("Width of column {}", left + 1);
    response.widget_info(|| WidgetInfo::labeled(Role::Splitter, true, &name));
    let color = if response.hovered() || response.dragged() {
        paint.theme.accent
    } else {
        paint.theme.line
    };
    ui.painter()
        .vline(gap.center().x, gap.y_range(), Stroke::new(1.0, color));
    let moved = response.drag_delta().x;
    let right = slots[left + 1..].iter().find(|slot| !slot.is_spine);
    if let Some(right) = right.filter(|_| moved != 0.0) {
        let left = &slots[left];
        let moved = moved.clamp(
            (MIN_COLUMN_WIDTH - left.width).min(0.0),
            (right.width - MIN_COLUMN_WIDTH).max(0.0),
        );
        let by = moved / (left.width + right.width);
        let between = (left.column.article, right.column.article);
        paint.ask(Intent::Article(ArticleIntent::MoveBorder(between, by)));
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
        column_header::show(ui, paint, article, &name, hidden);
        clutter_bar::show(ui, paint, scratch, article);
        pane(ui, paint, scratch, article, &name);
    });
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
    let style = reading_style(&workbench.settings);
    let (hits, current_hit) = match workbench.find.as_ref() {
        Some(find) => find.in_article(article.id),
        None if workbench.find_tab() == Some(FindTab::Search) => {
            workbench.search.in_article(article.id)
        }
        None => (&[][..], None),
    };
    let selection = workbench
        .selection
        .text
        .filter(|(other, _)| *other == article.id)
        .map(|(_, selection)| selection);
    let flash = scratch.flash_in(article.id, ui);
    let headline = article.headline().map(|it| (it, ParagraphStyle::Headline));
    let mut styles = scratch.pane(article).styles.clone();
    styles.extend(headline);
    let input = ReaderInput {
        text: &article.text,
        name,
        language: &article.details.language,
        style: &style,
        palette: &theme.reader,
        clutter: &article.clutter,
        styles: &styles,
        structure: &article.structure,
        passages: &|range| passages_in(workbench, theme, article.id, &range),
        bars: &|range| shared_bars(workbench, article.id, &range),
        selection,
        hits,
        current_hit,
        flash,
        whole_words: workbench.settings.whole_words,
    };
    let wants_focus = paint.takes_focus(FocusOn::Article(article.id));
    let reader = &mut scratch.pane(article).reader;
    if wants_focus {
        reader.take_focus();
    }
    let output = reader.show(ui, paint.engine, &input);
    if output.response.has_focus() && workbench.columns.focused() != Some(article.id) {
        paint.ask(Intent::Article(ArticleIntent::Focus(article.id)));
    }
    passage_bar::show(ui, paint, &mut scratch.bar, article.id, &output);
    for event in output.events {
        if let ReaderEvent::ClickPassage(highlight) = event {
            scratch.bar.click(paint, highlight);
        }
        paint.ask(intent_of(article.id, event));
    }
    output.response.context_menu(|ui| context_menu(ui, paint));
}

fn intent_of(article: ArticleId, event: ReaderEvent) -> Intent {
    Intent::Passage(match event {
        ReaderEvent::Select(selection) => PassageIntent::SelectText(article, selection),
        ReaderEvent::ClickPassage(id) => PassageIntent::SelectHighlight(Some(id)),
        ReaderEvent::ClickText => PassageIntent::SelectHighlight(None),
        ReaderEvent::MoveEdges { id, span } => PassageIntent::MoveEdges(id, span),
        ReaderEvent::ClickBar(at) => return Intent::Shared(SharedIntent::OpenAt(article, at)),
    })
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
    let commands = [
        Command::HighlightSelection,
        Command::NewClaimFromSelection,
        Command::Link(Stance::Supports),
        Command::Link(Stance::Refutes),
        Command::Link(Stance::Context),
        Command::DeleteHighlight,
        Command::Copy,
        Command::ToggleClutter,
    ];
    command_entries(ui, paint, &commands);
}

fn empty(ui: &mut Ui) {
    ui.add_space((ui.available_height() * 0.3).max(0.0));
    ui.vertical_centered(|ui| {
        ui.weak(
            "Click an article on the left to read it here; open several to read them side by side",
        );
    });
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_share_the_width_and_none_is_illegible() {
        assert_eq!(split_width(&[1.0, 1.0], 800.0, 240.0), [400.0, 400.0]);
        let uneven = split_width(&[9.0, 1.0, 1.0], 900.0, 240.0);
        assert!(uneven.iter().all(|width| *width >= 239.99), "{uneven:?}");
        let sum: f32 = uneven.iter().sum();
        assert!((sum - 900.0).abs() < 0.1, "{uneven:?}");
        assert_eq!(split_width(&[3.0], 200.0, 240.0), [200.0]);
    }

    #[test]
    fn columns_that_do_not_fit_become_spines_within_the_width_of_the_window() {
        let articles: Vec<ArticleId> = (0..8).map(ArticleId::new).collect();
        for width in [250.0, 314.0, 538.0, 798.0, 1278.0] {
            for open in 1..=articles.len() {
                let mut columns = Columns::default();
                columns.open_all(&articles[..open]);
                let slots = arrange(&columns, width);
                let in_view = slots.iter().filter(|slot| !slot.is_spine).count();
                let total: f32 = slots.iter().map(|slot| slot.width).sum();
                let total = total + SPLITTER_WIDTH * (in_view - 1) as f32;
                assert!((total - width).abs() < 0.1, "{open} in {width}: {total}");
                assert_eq!(in_view, open.min(fitting_columns(width, open)));
                if width > 500.0 {
                    assert_eq!(slots.len(), open, "all others have a spine in {width}");
                }
                assert!(!slots[0].is_spine, "the first is the one used last");
            }
        }
        assert_eq!(
            [538.0, 798.0, 1278.0].map(|it| fitting_columns(it, 4)),
            [2, 2, 4]
        );
        assert_eq!(
            [538.0, 798.0, 1278.0].map(|it| fitting_columns(it, 8)),
            [1, 2, 3]
        );
    }
}
