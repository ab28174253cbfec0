//! Passages side by side in columns: first the numbers, then the text, with differences marked.

use crate::{
    reader::{LabelStyle, ReadingFamily, aligned},
    text::{Span, isolated},
    views::{
        Paint,
        articles::{outlet_or_title, short_date},
        theme::{letters, space},
        widgets::{close_button, dialog_scroll, hint},
    },
    workbench::{ComparedPassage, ComparisonIntent, Intent},
};

use egui::{Align, Layout, Response, Sense, Stroke, Ui, WidgetInfo, accesskit::Role, vec2};

/// Minimum width of a column, in points. If the columns do not fit, they scroll.
const MIN_COLUMN_WIDTH: f32 = 220.0;

pub(crate) fn show(ui: &mut Ui, paint: &mut Paint<'_>) {
    let comparison = &paint.workbench.comparison;
    let count = comparison.passages.len();
    let base = comparison.passages.get(comparison.base);
    let base_words = base.map(|it| quote_text(paint, it)).unwrap_or_default();
    hint(
        ui,
        paint,
        "Marked words differ from the reference; numbers that differ are underlined",
    );
    if comparison.left_out > 0 {
        let text = format!(
            "The first {count} of {} passages. To compare others, select their pieces of evidence together",
            count + comparison.left_out
        );
        hint(ui, paint, &text);
    }
    let gaps = (count.max(1) - 1) as f32 * space::LARGE;
    let width = ((ui.available_width() - gaps) / count.max(1) as f32).max(MIN_COLUMN_WIDTH);
    dialog_scroll(ui, 60.0).scroll([true, true]).show(ui, |ui| {
        ui.horizontal_top(|ui| {
            ui.spacing_mut().item_spacing.x = space::LARGE;
            for (nth, passage) in comparison.passages.iter().enumerate() {
                ui.push_id(nth, |ui| {
                    ui.vertical(|ui| {
                        ui.set_width(width);
                        ui.spacing_mut().item_spacing = vec2(space::SMALL, space::TINY);
                        column(ui, paint, (nth, passage), &base_words);
                    });
                });
            }
        });
    });
    ui.add_space(space::SMALL);
    close_button(ui, paint, "Close");
}

fn quote_text(paint: &Paint<'_>, passage: &ComparedPassage) -> String {
    let article = paint.project().article(passage.article);
    let quote = article.and_then(|it| it.quote(passage.span));
    // Both characters are one byte long, so all spans stay valid.
    quote.unwrap_or_default().replace('\n', " ")
}

fn column(
    ui: &mut Ui,
    paint: &mut Paint<'_>,
    (nth, passage): (usize, &ComparedPassage),
    base: &str,
) {
    let is_base = paint.workbench.comparison.base == nth;
    let text = quote_text(paint, passage);
    heading(ui, paint, passage);
    if is_base {
        // As high as the buttons of the other columns.
        let size = vec2(ui.available_width(), ui.spacing().interact_size.y);
        ui.allocate_ui_with_layout(size, Layout::left_to_right(Align::Center), |ui| {
            ui.weak("Reference");
        });
    } else if ui.button("Use as reference").clicked() {
        let set = ComparisonIntent::SetBase(nth);
        paint.ask(Intent::Comparison(set));
    }
    show_numbers(ui, paint, passage, &text);
    let spoken = format!("Show passage: {text}{}", spoken_differences(passage, &text));
    let response = show_marked_text(ui, paint, passage, &text, Sense::click());
    response.widget_info(|| WidgetInfo::labeled(Role::Button, true, &spoken));
    if response
        .on_hover_cursor(egui::CursorIcon::PointingHand)
        .clicked()
    {
        paint.ask(Intent::Comparison(ComparisonIntent::Open(nth)));
    }
    let left_out = passage.words.left_out.iter();
    let left_out: Vec<&str> = left_out.filter_map(|span| base.get(span.range())).collect();
    if !is_base && !left_out.is_empty() {
        let text = format!("Missing: {}", left_out.join(" \u{b7} "));
        paint.label(ui, &text, &paint.theme.hint());
    }
}

/// The marked words, for a screen reader.
fn spoken_differences(passage: &ComparedPassage, text: &str) -> String {
    let parts = passage.words.differing.iter();
    let parts: Vec<&str> = parts.filter_map(|span| text.get(span.range())).collect();
    if parts.is_empty() {
        String::new()
    } else {
        format!(". Different words: {}", parts.join(", "))
    }
}

/// The outlet, the date and the speaker.
fn heading(ui: &mut Ui, paint: &mut Paint<'_>, passage: &ComparedPassage) {
    let project = paint.project();
    let Some(article) = project.article(passage.article) else {
        return;
    };
    let outlet = isolated(outlet_or_title(article)).into_owned();
    paint.label(ui, &outlet, &paint.theme.body().strong().lines(1));
    let speaker = passage.speaker.and_then(|id| project.speaker(id));
    let speaker = speaker.map(|it| isolated(it.shown_name()).into_owned());
    let parts = [short_date(paint, article), speaker.unwrap_or_default()];
    let parts: Vec<String> = parts.into_iter().filter(|part| !part.is_empty()).collect();
    if !parts.is_empty() {
        paint.label(ui, &parts.join(" \u{b7} "), &paint.theme.detail().lines(1));
    }
}

/// The numbers of a passage in a row; nothing if it has none.
fn show_numbers(ui: &mut Ui, paint: &mut Paint<'_>, passage: &ComparedPassage, quote: &str) {
    if passage.words.numbers.is_empty() {
        return;
    }
    let mut text = "Numbers: ".to_owned();
    let mut marks = Vec::new();
    for (nth, number) in passage.words.numbers.iter().enumerate() {
        if nth > 0 {
            text.push_str(", ");
        }
        let start = text.len();
        text.push_str(quote.get(number.range()).unwrap_or_default());
        if passage.words.is_differing(*number) {
            marks.extend(Span::new(start, text.len()));
        }
    }
    let style = paint.theme.body().strong();
    let ground = paint.theme.reader.current_hit;
    paint.engine.marked_label(ui, &text, &style, &marks, ground);
}

/// The passage. Words that differ have a background, and numbers that differ are underlined.
fn show_marked_text(
    ui: &mut Ui,
    paint: &mut Paint<'_>,
    passage: &ComparedPassage,
    quote: &str,
    sense: Sense,
) -> Response {
    let style = LabelStyle {
        family: ReadingFamily::Serif,
        ..LabelStyle::new(letters::STATEMENT, paint.theme.text)
    };
    let scale = ui.pixels_per_point();
    let block = paint
        .engine
        .layout_block(quote, &style, ui.available_width(), scale);
    let size = vec2(ui.available_width(), block.size().y);
    let (rect, response) = ui.allocate_exact_size(size, sense);
    let corner = aligned(&block, rect);
    for mark in passage
        .words
        .differing
        .iter()
        .flat_map(|it| block.rects(*it))
    {
        let mark = mark.translate(corner.to_vec2()).expand2(vec2(1.0, 0.0));
        ui.painter().rect_filled(mark, 2.0, paint.theme.reader.hit);
    }
    let numbers = passage.words.numbers.iter();
    let differing = numbers.filter(|it| passage.words.is_differing(**it));
    for mark in differing.flat_map(|it| block.rects(*it)) {
        let mark = mark.translate(corner.to_vec2());
        ui.painter()
            .rect_filled(mark, 2.0, paint.theme.reader.current_hit);
        let line = Stroke::new(1.5, paint.theme.text);
        ui.painter().hline(mark.x_range(), mark.bottom(), line);
    }
    paint
        .engine
        .paint_block(ui.painter(), corner, &block, style.color);
    crate::views::widgets::show_focus(ui, paint, &response);
    response
}
