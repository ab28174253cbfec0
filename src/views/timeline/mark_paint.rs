//! Paints marks: a shape for each kind, and a bar for a date known only to the day, month or year.

use super::{
    camera::Axis,
    event_mark::{MarkKind, MarkStyle},
};
use crate::{
    analysis::EventTime,
    project::Stance,
    views::theme::{Theme, letters},
};

use egui::{
    Align2, Color32, FontId, Painter, Pos2, Rangef, Rect, Shape, Stroke, StrokeKind, pos2, vec2,
};

/// Height of a mark, and width of a mark with an exact time.
pub(super) const MARK_SIZE: f32 = 20.0;
/// Minimum width of a bar, which must not look like a point.
const MIN_BAR_WIDTH: f32 = 30.0;

#[derive(Clone, Copy, Debug)]
pub(super) struct MarkRect {
    /// The whole range that the date may mean, in any time zone.
    pub(super) rect: Rect,
    /// The part that applies in the time zone of the axis; `None` for a point.
    bar: Option<Rect>,
}

impl MarkRect {
    /// Position of a time on the axis; `middle` is the height.
    pub(super) fn on(axis: &Axis, time: EventTime, middle: f32) -> Self {
        let high = Rangef::point(middle).expand(0.5 * MARK_SIZE);
        if time.is_exact() {
            let point = Rangef::point(axis.extent(time).center());
            return Self::at(Rect::from_x_y_ranges(point.expand(0.5 * MARK_SIZE), high));
        }
        let core = axis.core(time);
        // Consecutive days do not touch.
        let core = core.expand((0.5 * (MIN_BAR_WIDTH - core.span())).max(-1.0));
        let all = axis.extent(time);
        let all = Rangef::new(all.min.min(core.min), all.max.max(core.max));
        Self {
            rect: Rect::from_x_y_ranges(all, high),
            bar: Some(Rect::from_x_y_ranges(core, high.shrink(2.0))),
        }
    }

    /// Leaves out the ranges of other time zones.
    pub(super) fn without_other_clocks(self) -> Self {
        Self {
            rect: self
                .bar
                .unwrap_or(self.rect)
                .with_min_y(self.rect.min.y)
                .with_max_y(self.rect.max.y),
            bar: self.bar,
        }
    }

    /// Position of an undated mark, beside the axis.
    pub(super) fn at(rect: Rect) -> Self {
        Self { rect, bar: None }
    }

    /// The part of the mark between the left and right edges of `window`.
    pub(super) fn visible(&self, window: Rect) -> Rangef {
        let ends = |at: f32| at.clamp(window.left(), window.right());
        let all = self.rect.x_range();
        Rangef::new(ends(all.min), ends(all.max))
    }

    /// All of a point; for a bar, the part in the time zone of the axis.
    pub(super) fn core(&self) -> Rangef {
        self.bar.unwrap_or(self.rect).x_range()
    }

    /// Position of the icon within `across`: on a bar, at the beginning of its visible part.
    pub(super) fn sign(&self, across: Rangef) -> Rangef {
        let core = self.core();
        if self.bar.is_none() {
            return core;
        }
        let left = core.min.max(across.min).min(core.max - MARK_SIZE);
        Rangef::new(left, left + MARK_SIZE)
    }
}

#[derive(Clone, Copy, Debug, Default)]
pub(super) struct MarkState {
    pub(super) selected: bool,
    pub(super) hovered: bool,
}

/// Paints a mark, with a bar if its date is imprecise.
pub(super) fn paint_mark(
    painter: &Painter,
    theme: &Theme,
    place: MarkRect,
    style: MarkStyle,
    state: MarkState,
) {
    let color = color(theme, style);
    let window = painter.clip_rect();
    let icon_range = place.sign(window.x_range());
    let middle = pos2(icon_range.center(), place.rect.center().y);
    if let Some(bar) = place.bar {
        paint_bar(painter, theme, place.rect, bar, color);
    }
    paint_icon(
        painter,
        theme,
        middle,
        style.kind,
        color,
        place.bar.is_some(),
    );
    if style.excluded.is_some() {
        let across = vec2(0.5 * MARK_SIZE + 2.0, 0.0);
        let line = [middle - across, middle + across];
        painter.line_segment(line, Stroke::new(1.5, theme.text));
    }
    if style.first {
        painter.circle_stroke(middle, 0.5 * MARK_SIZE + 0.5, Stroke::new(1.0, color));
    }
    if style.late {
        let corner = middle + vec2(0.5 * MARK_SIZE - 3.0, 3.0 - 0.5 * MARK_SIZE);
        painter.circle(corner, 3.5, theme.refutes, Stroke::new(1.0, theme.page));
    }
    let around = place.bar.unwrap_or(place.rect);
    paint_ring(
        painter,
        theme,
        around.intersect(window.expand(MARK_SIZE)),
        state,
    );
}

/// Paints the days that the date means. Thin lines show how far other time zones would shift them.
fn paint_bar(painter: &Painter, theme: &Theme, all: Rect, bar: Rect, color: Color32) {
    let thin = Stroke::new(1.0, color);
    let thinner = Stroke::new(1.0, color.gamma_multiply(0.7));
    for (from, to) in [(all.left(), bar.left()), (bar.right(), all.right())] {
        if to - from > 2.0 {
            painter.hline(from..=to, all.center().y, thinner);
            let end = if from < bar.left() { from } else { to };
            painter.vline(end, Rangef::point(all.center().y).expand(4.0), thinner);
        }
    }
    painter.rect_filled(bar, 3.0, theme.tint(color));
    painter.rect_stroke(bar, 3.0, thin, StrokeKind::Inside);
}

fn paint_ring(painter: &Painter, theme: &Theme, around: Rect, state: MarkState) {
    if state.selected || state.hovered {
        let width = if state.selected { 2.0 } else { 1.0 };
        let ring = Stroke::new(width, theme.accent);
        painter.rect_stroke(around.expand(2.5), 6.0, ring, StrokeKind::Inside);
    }
}

fn color(theme: &Theme, style: MarkStyle) -> Color32 {
    if style.excluded.is_some() {
        return theme.faint;
    }
    match style.kind {
        MarkKind::Stance(stance) => theme.stance(stance),
        MarkKind::Claimed if style.undated => theme.faint,
        MarkKind::Mixed | MarkKind::Claimed => theme.text,
        MarkKind::Published | MarkKind::Searched | MarkKind::Mentioned => theme.faint,
    }
}

/// Paints the icon's shape: a disc supports, a diamond refutes, a square is context.
fn paint_icon(
    painter: &Painter,
    theme: &Theme,
    middle: Pos2,
    kind: MarkKind,
    color: Color32,
    is_bar: bool,
) {
    let half = if is_bar { 7.0 } else { 9.0 };
    let edge = Stroke::new(1.5, color);
    let ground = theme.page.blend(theme.tint(color));
    let square = Rect::from_center_size(middle, egui::Vec2::splat(2.0 * half - 2.0));
    let letter = match kind {
        MarkKind::Stance(Stance::Supports) => {
            painter.circle(middle, half, ground, edge);
            Stance::Supports.sign()
        }
        MarkKind::Stance(Stance::Refutes) => {
            let points = diamond(middle, half + 1.5);
            painter.add(Shape::convex_polygon(points, ground, edge));
            Stance::Refutes.sign()
        }
        MarkKind::Stance(Stance::Context) => {
            painter.rect(square, 2.0, ground, edge, StrokeKind::Inside);
            Stance::Context.sign()
        }
        MarkKind::Mixed => {
            painter.rect(square.expand(1.0), 7.0, ground, edge, StrokeKind::Inside);
            '\u{b1}'
        }
        MarkKind::Mentioned => {
            let round = square.height() * 0.5;
            painter.rect_stroke(square, round, Stroke::new(1.0, color), StrokeKind::Inside);
            '\u{201d}'
        }
        MarkKind::Claimed => return paint_flag(painter, middle, color),
        MarkKind::Published => return paint_page(painter, square, ground, edge),
        MarkKind::Searched => return paint_magnifier(painter, middle, edge),
    };
    let font = FontId::proportional(if is_bar {
        letters::SMALL
    } else {
        letters::BODY
    });
    painter.text(middle, Align2::CENTER_CENTER, letter, font, color);
}

fn diamond(middle: Pos2, half: f32) -> Vec<Pos2> {
    let to = |x, y| middle + vec2(x, y);
    vec![to(0.0, -half), to(half, 0.0), to(0.0, half), to(-half, 0.0)]
}

fn paint_flag(painter: &Painter, middle: Pos2, color: Color32) {
    let foot = pos2(middle.x - 4.0, middle.y + 9.0);
    let top = pos2(foot.x, middle.y - 9.0);
    painter.line_segment([foot, top], Stroke::new(1.5, color));
    let cloth = vec![top, top + vec2(12.0, 4.5), top + vec2(0.0, 9.0)];
    painter.add(Shape::convex_polygon(cloth, color, Stroke::NONE));
}

fn paint_page(painter: &Painter, rect: Rect, ground: Color32, edge: Stroke) {
    painter.rect(rect, 1.0, ground, edge, StrokeKind::Inside);
    for nth in 1..4 {
        let y = rect.top() + rect.height() * 0.25 * nth as f32;
        let line = rect.x_range().shrink(4.0);
        painter.hline(line, y, Stroke::new(1.0, edge.color));
    }
}

fn paint_magnifier(painter: &Painter, middle: Pos2, edge: Stroke) {
    let lens = middle - vec2(2.0, 2.0);
    painter.circle_stroke(lens, 5.0, edge);
    let rim = lens + vec2(3.6, 3.6);
    painter.line_segment([rim, rim + vec2(4.5, 4.5)], Stroke::new(2.0, edge.color));
}

/// Paints one mark that represents several, with their number.
pub(super) fn paint_count(
    painter: &Painter,
    theme: &Theme,
    rect: Rect,
    count: &str,
    state: MarkState,
) {
    let size = vec2(MARK_SIZE.max(rect.width().min(34.0)), 18.0);
    let at = Rect::from_center_size(rect.center(), size);
    paint_plate(painter, theme, at, count, false);
    paint_ring(painter, theme, at, state);
}

/// Paints text on a rounded plate.
pub(super) fn paint_plate(painter: &Painter, theme: &Theme, rect: Rect, text: &str, hovered: bool) {
    let at = rect.shrink2(vec2(0.0, (0.5 * (rect.height() - 18.0)).max(0.0)));
    let edge = if hovered { theme.accent } else { theme.faint };
    painter.rect(
        at,
        9.0,
        theme.hover,
        Stroke::new(1.0, edge),
        StrokeKind::Inside,
    );
    let font = FontId::proportional(letters::SMALL);
    painter.text(at.center(), Align2::CENTER_CENTER, text, font, theme.text);
}

/// Paints a reference time through the rows: a line, or a band if it is imprecise.
pub(super) fn paint_time_line(
    painter: &Painter,
    theme: &Theme,
    axis: &Axis,
    time: EventTime,
    high: Rangef,
) {
    let core = axis.core(time);
    if time.is_exact() {
        let line = Stroke::new(1.0, theme.text.gamma_multiply(0.6));
        painter.vline(core.center(), high, line);
    } else {
        let band = Rect::from_x_y_ranges(core, high);
        painter.rect_filled(band, 0.0, theme.text.gamma_multiply(0.06));
    }
}
