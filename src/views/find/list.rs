//! A list for the keyboard, whose rows are passages with some words marked.

use crate::{
    analysis::{context_after, sentence_of},
    project::Article,
    reader::LabelStyle,
    text::Span,
    views::{
        Paint,
        theme::space,
        widgets::{self, offset_of_row, pressed_alone, set_selected_cell},
    },
    workbench::{FocusOn, Intent},
};

use egui::{
    Color32, EventFilter, Id, Key, Label, Rect, Response, RichText, ScrollArea, Sense, TextStyle,
    Ui, UiBuilder, WidgetInfo, accesskit::Role, vec2,
};

/// Height of a row, in points.
pub(super) const ROW_HEIGHT: f32 = 22.0;

/// Margin around the contents of a row, in points.
const ROW_MARGIN: f32 = 2.0;

/// The list of a tab, and what its keys and clicks ask for.
pub(super) struct FoundList {
    pub id: Id,
    /// The accessible name.
    pub name: &'static str,
    pub focus: FocusOn,
    /// Selects an entry.
    pub select: fn(usize) -> Intent,
    /// Shows the selected entry in its article.
    pub open: fn() -> Intent,
}

impl FoundList {
    /// Registers the list in the rest of the panel. While it has the keyboard, keys move from the entry `current` to another of
    /// `count`, and Enter opens it. Returns whether it has.
    pub(super) fn register(
        &self,
        ui: &mut Ui,
        paint: &mut Paint<'_>,
        (current, count): (usize, usize),
    ) -> bool {
        let has_keys = register(ui, paint, self.id, self.name, self.focus);
        if has_keys {
            if let Some(moved) = moved(ui, current, count) {
                paint.ask((self.select)(moved));
            }
            if pressed_alone(ui, Key::Enter) {
                paint.ask((self.open)());
            }
        }
        has_keys
    }

    /// A click selects an entry and opens it; a click of the other button selects it.
    pub(super) fn follow_clicks(&self, paint: &mut Paint<'_>, response: &Response, nth: usize) {
        if response.clicked() || response.secondary_clicked() {
            paint.ask((self.select)(nth));
            *paint.focus = Some(self.focus);
        }
        if response.clicked() {
            paint.ask((self.open)());
        }
    }
}

/// The rows of a list, scrolled to the one at `row` once its entry `current` is not the one selected `last`.
pub(super) fn area(
    ui: &mut Ui,
    last: &mut Option<usize>,
    current: Option<usize>,
    row: usize,
    height: f32,
) -> ScrollArea {
    ui.spacing_mut().item_spacing.y = 0.0;
    let area = ScrollArea::vertical().auto_shrink(false);
    if std::mem::replace(last, current) != current && current.is_some() {
        area.vertical_scroll_offset(offset_of_row(ui, row, height))
    } else {
        area
    }
}

/// Registers the list in the rest of the panel. Returns whether it has the keyboard.
pub(super) fn register(
    ui: &mut Ui,
    paint: &mut Paint<'_>,
    id: Id,
    name: &str,
    focus: FocusOn,
) -> bool {
    let rect = ui.available_rect_before_wrap();
    let response = ui.interact(rect, id, Sense::focusable_noninteractive());
    response.widget_info(|| WidgetInfo::labeled(Role::ListBox, true, name));
    if paint.takes_focus(focus) {
        response.request_focus();
        ui.request_repaint();
    }
    let arrows = EventFilter {
        horizontal_arrows: true,
        vertical_arrows: true,
        ..EventFilter::default()
    };
    ui.memory_mut(|memory| memory.set_focus_lock_filter(id, arrows));
    response.has_focus()
}

/// Index that the keys of this frame move to in a list of `count` entries, if they move.
pub(super) fn moved(ui: &Ui, current: usize, count: usize) -> Option<usize> {
    widgets::moved(ui, current, count, ROW_HEIGHT)
}

/// The heading of a group of rows.
pub(super) fn heading(ui: &mut Ui, paint: &mut Paint<'_>, heading: &str) {
    let (_, rect) = ui.allocate_space(vec2(ui.available_width(), ROW_HEIGHT));
    let mut inside = row_ui(ui, rect, 0.0);
    paint.label(&mut inside, heading, &paint.theme.body().strong().lines(1));
}

/// A remark after the controls of a tab. Its parts, separated by semicolons, each move to the next row rather than break.
pub(super) fn remark(ui: &mut Ui, text: &str) {
    let font = TextStyle::Body.resolve(ui.style());
    for part in text.split_inclusive("; ") {
        let part = part.trim_end().to_owned();
        let line = ui
            .painter()
            .layout_no_wrap(part.clone(), font.clone(), Color32::WHITE);
        let label = Label::new(RichText::new(part).weak());
        let fits = line.size().x <= ui.max_rect().width();
        if fits {
            ui.add(label.extend());
        } else {
            ui.end_row();
            ui.add(label.wrap());
        }
    }
}

/// The area of a row from an indent on.
pub(super) fn row_ui(ui: &mut Ui, rect: Rect, indent: f32) -> Ui {
    let inside = rect.with_min_x(rect.left() + indent).shrink(ROW_MARGIN);
    ui.new_child(UiBuilder::new().max_rect(inside))
}

/// Registers a row of a list and paints its background.
pub(super) fn register_row(
    ui: &mut Ui,
    paint: &Paint<'_>,
    (list, id): (Id, Id),
    height: f32,
    is_current: bool,
) -> (Rect, Response) {
    let (_, rect) = ui.allocate_space(vec2(ui.available_width(), height));
    let response = ui.interact(rect, id, Sense::CLICK);
    if is_current {
        ui.painter().rect_filled(rect, 4.0, paint.theme.selected);
        set_selected_cell(ui, list, id);
    } else if response.hovered() {
        ui.painter().rect_filled(rect, 4.0, paint.theme.hover);
    }
    (rect, response)
}

/// At most `most` bytes of a passage on one line, of which about `before` are before its first mark, so that it is in
/// view; with the spans of the marks there.
pub(super) fn excerpt(
    text: &str,
    passage: Span,
    marks: &[Span],
    (before, most): (usize, usize),
) -> (String, Vec<Span>) {
    let first = marks.iter().map(|it| it.start()).min();
    let skipped = first.filter(|first| *first > passage.start() + before);
    let begin = skipped.map_or(passage.start(), |first| {
        let from = text.floor_char_boundary(first - before);
        text[from..first]
            .find(' ')
            .map_or(from, |space| from + space + 1)
    });
    let end = text.floor_char_boundary(passage.end().min(begin + most));
    let ellipsis = if begin > passage.start() {
        "\u{2026} "
    } else {
        ""
    };
    let shown = text.get(begin..end).unwrap_or_default().replace('\n', " ");
    let shifted = |it: &Span| {
        let at = |offset: usize| (offset + ellipsis.len()).checked_sub(begin);
        Span::new(at(it.start())?, at(it.end())?).filter(|_| begin <= it.start() && it.end() <= end)
    };
    let marks = marks.iter().filter_map(shifted).collect();
    (format!("{ellipsis}{shown}"), marks)
}

/// A row of the list.
pub(super) struct PassageRow<'a> {
    pub id: Id,
    pub is_current: bool,
    pub indent: f32,
    pub words: &'a str,
    /// Spans of the marked words.
    pub marks: &'a [Span],
}

impl PassageRow<'_> {
    pub(super) fn show(&self, ui: &mut Ui, paint: &mut Paint<'_>, list: Id) -> Response {
        let (rect, response) =
            register_row(ui, paint, (list, self.id), ROW_HEIGHT, self.is_current);
        let mut inside = row_ui(ui, rect, self.indent);
        let ground = paint.theme.reader.hit;
        let style = paint.theme.body().lines(1);
        let Self { words, marks, .. } = self;
        paint
            .engine
            .marked_label(&mut inside, words, &style, marks, ground);
        let is_current = self.is_current;
        response
            .widget_info(|| WidgetInfo::selected(Role::ListBoxOption, true, is_current, *words));
        response
    }
}

/// A row with a value, its source, and its sentence.
pub(super) struct ColumnsRow<'a> {
    pub id: Id,
    pub is_current: bool,
    pub value: &'a str,
    /// Whether the value is emphasised.
    pub is_marked: bool,
    /// Width of the value column, in points.
    pub value_width: f32,
    pub source: &'a str,
    /// The article, and the span of the passage to mark in its sentence.
    pub place: (&'a Article, Span),
    /// Height of a row of one line, or of two in a narrow panel.
    pub height: f32,
}

/// Width in points of a panel from which on a row takes one line, and the greatest of the column of sources.
const MIN_ONE_LINE_WIDTH: f32 = 680.0;
const SOURCE: f32 = 260.0;

/// Characters of the sentence shown before the passage, per point of width, so that the passage stays in view.
const CHARACTERS_BEFORE_MARK: f32 = 0.06;

/// Maximum bytes of a sentence before the passage in a line of this width.
pub(super) fn bytes_before(width: f32) -> usize {
    (width * CHARACTERS_BEFORE_MARK) as usize
}

impl ColumnsRow<'_> {
    /// Height of all rows in a panel of this width.
    pub(super) fn height_in(width: f32) -> f32 {
        if width < MIN_ONE_LINE_WIDTH {
            2.0 * ROW_HEIGHT
        } else {
            ROW_HEIGHT
        }
    }

    pub(super) fn show(&self, ui: &mut Ui, paint: &mut Paint<'_>, list: Id) -> Response {
        let ids = (list, self.id);
        let (rect, response) = register_row(ui, paint, ids, self.height, self.is_current);
        let style = paint.theme.body().lines(1);
        let marked = LabelStyle {
            color: paint.theme.caution,
            ..style.clone().strong()
        };
        let value_style = if self.is_marked { &marked } else { &style };
        let scale = ui.pixels_per_point();
        let value = paint
            .engine
            .layout_block(self.value, value_style, self.value_width, scale);
        let [value_rect, source_rect, sentence_rect] = self.columns(rect, value.size().x);
        paint.label(&mut row_ui(ui, value_rect, 0.0), self.value, value_style);
        let detail = paint.theme.detail().lines(1);
        paint.label(&mut row_ui(ui, source_rect, 0.0), self.source, &detail);
        let (article, span) = self.place;
        let before = bytes_before(sentence_rect.width());
        let sentence = sentence_of(article, span);
        let context = context_after(article.text.as_str(), span, &sentence, before);
        let (marks, ground) = (context.span.as_slice(), paint.theme.reader.hit);
        let mut inside = row_ui(ui, sentence_rect, 0.0);
        paint
            .engine
            .marked_label(&mut inside, &context.words, &style, marks, ground);
        let Self { value, source, .. } = self;
        let separator = if source.is_empty() { "" } else { ", " };
        let name = format!("{value}{separator}{source}: {}", context.words);
        let is_current = self.is_current;
        response
            .widget_info(|| WidgetInfo::selected(Role::ListBoxOption, true, is_current, &*name));
        response
    }

    /// Areas of the value, the source and the sentence. In two lines, the source follows the value, which is this wide.
    fn columns(&self, rect: Rect, value_width: f32) -> [Rect; 3] {
        let rect = rect.with_min_x(rect.left() + space::LARGE);
        if self.height > ROW_HEIGHT {
            let (first, sentence) = rect.split_top_bottom_at_y(rect.top() + ROW_HEIGHT);
            let middle = first.left() + value_width + 2.0 * ROW_MARGIN;
            let middle = middle.min(first.right());
            let (value, source) = first.split_left_right_at_x(middle);
            let source = source.with_min_x(source.left() + space::SMALL);
            return [value, source, sentence];
        }
        let values = rect.with_max_x(rect.left() + self.value_width);
        let after = rect.with_min_x(values.right() + space::SMALL);
        let sources = (after.width() * 0.42).min(SOURCE);
        [
            values,
            after.with_max_x(after.left() + sources),
            after.with_min_x(after.left() + sources + space::SMALL),
        ]
    }
}
