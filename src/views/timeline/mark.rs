//! Marks painted: a form for each stance, a bar for what is known to the day, the month or the year only.

use super::{
    camera::Axis,
    face::{Face, Sign},
};
use crate::{
    analysis::When,
    project::Stance,
    views::theme::{Theme, letters},
};

use egui::{
    Align2, Color32, FontId, Painter, Pos2, Rangef, Rect, Shape, Stroke, StrokeKind, pos2, vec2,
};

/// Height of a mark, and width of a point.
pub(super) const SIZE: f32 = 20.0;
/// The least width of a bar: none looks like a point.
const LEAST_BAR: f32 = 30.0;

/// Where a mark is painted.
#[derive(Clone, Copy, Debug)]
pub(super) struct Place {
    /// All that the date may mean.
    pub(super) rect: Rect,
    /// What it means by the clocks of the axis; `None` for a point.
    bar: Option<Rect>,
}

impl Place {
    /// That of something with a date, at a height.
    pub(super) fn on(axis: &Axis, when: When, middle: f32) -> Self {
        let high = Rangef::point(middle).expand(0.5 * SIZE);
        if when.is_exact() {
            let point = Rangef::point(axis.extent(when).center());
            return Self::at(Rect::from_x_y_ranges(point.expand(0.5 * SIZE), high));
        }
        let core = axis.core(when);
        // Two days that follow one another do not touch.
        let core = core.expand((0.5 * (LEAST_BAR - core.span())).max(-1.0));
        let all = axis.extent(when);
        let all = Rangef::new(all.min.min(core.min), all.max.max(core.max));
        Self {
            rect: Rect::from_x_y_ranges(all, high),
            bar: Some(Rect::from_x_y_ranges(core, high.shrink(2.0))),
        }
    }

    /// The same without what other clocks would add.
    pub(super) fn by_own_clocks(self) -> Self {
        Self {
            rect: self
                .bar
                .unwrap_or(self.rect)
                .with_min_y(self.rect.min.y)
                .with_max_y(self.rect.max.y),
            bar: self.bar,
        }
    }

    /// That of something beside the axis.
    pub(super) fn at(rect: Rect) -> Self {
        Self { rect, bar: None }
    }

    /// What of it is seen between the ends of `seen`, from left to right.
    pub(super) fn seen(&self, seen: Rect) -> Rangef {
        let ends = |at: f32| at.clamp(seen.left(), seen.right());
        let all = self.rect.x_range();
        Rangef::new(ends(all.min), ends(all.max))
    }

    /// All of a point; of a bar what it means by the clocks of the axis.
    pub(super) fn core(&self) -> Rangef {
        self.bar.unwrap_or(self.rect).x_range()
    }

    /// Where its sign stands between two ends: that of a bar at the beginning of what is seen of it.
    pub(super) fn sign(&self, across: Rangef) -> Rangef {
        let core = self.core();
        if self.bar.is_none() {
            return core;
        }
        let left = core.min.max(across.min).min(core.max - SIZE);
        Rangef::new(left, left + SIZE)
    }
}

/// How a mark is met.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Standing {
    pub(super) chosen: bool,
    pub(super) hovered: bool,
}

/// Paints a mark; a bar where its date is not exact.
pub(super) fn paint(
    painter: &Painter,
    theme: &Theme,
    place: Place,
    face: Face,
    standing: Standing,
) {
    let color = color(theme, face);
    let seen = painter.clip_rect();
    let sign = place.sign(seen.x_range());
    let middle = pos2(sign.center(), place.rect.center().y);
    if let Some(bar) = place.bar {
        paint_bar(painter, theme, place.rect, bar, color);
    }
    form(painter, theme, middle, face, color, place.bar.is_some());
    if face.excluded.is_some() {
        let across = vec2(0.5 * SIZE + 2.0, 0.0);
        let line = [middle - across, middle + across];
        painter.line_segment(line, Stroke::new(1.5, theme.text));
    }
    if face.first {
        painter.circle_stroke(middle, 0.5 * SIZE + 2.5, Stroke::new(1.0, color));
    }
    if face.late {
        let corner = middle + vec2(0.5 * SIZE - 2.0, 2.0 - 0.5 * SIZE);
        painter.circle(corner, 3.5, theme.refutes, Stroke::new(1.0, theme.page));
    }
    let around = place.bar.unwrap_or(place.rect);
    ring(
        painter,
        theme,
        around.intersect(seen.expand(SIZE)),
        standing,
    );
}

/// The days that are meant, and how far other clocks would shift them.
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

fn ring(painter: &Painter, theme: &Theme, around: Rect, standing: Standing) {
    if standing.chosen || standing.hovered {
        let width = if standing.chosen { 2.0 } else { 1.0 };
        let ring = Stroke::new(width, theme.accent);
        painter.rect_stroke(around.expand(2.5), 6.0, ring, StrokeKind::Inside);
    }
}

fn color(theme: &Theme, face: Face) -> Color32 {
    match face.sign {
        _ if face.excluded.is_some() => theme.faint,
        Sign::Stance(stance) => theme.stance(stance),
        Sign::Claimed if face.undated => theme.faint,
        Sign::Mixed | Sign::Claimed => theme.text,
        Sign::Published | Sign::Searched => theme.faint,
    }
}

/// The form of a sign: a disc supports, a diamond refutes, a square is context.
fn form(painter: &Painter, theme: &Theme, middle: Pos2, face: Face, color: Color32, is_bar: bool) {
    let half = if is_bar { 7.0 } else { 9.0 };
    let edge = Stroke::new(1.5, color);
    let ground = theme.page.blend(theme.tint(color));
    let square = Rect::from_center_size(middle, egui::Vec2::splat(2.0 * half - 2.0));
    let sign = match face.sign {
        Sign::Stance(Stance::Supports) => {
            painter.circle(middle, half, ground, edge);
            Stance::Supports.sign()
        }
        Sign::Stance(Stance::Refutes) => {
            let points = diamond(middle, half + 1.5);
            painter.add(Shape::convex_polygon(points, ground, edge));
            Stance::Refutes.sign()
        }
        Sign::Stance(Stance::Context) => {
            painter.rect(square, 2.0, ground, edge, StrokeKind::Inside);
            Stance::Context.sign()
        }
        Sign::Mixed => {
            painter.rect(square.expand(1.0), 7.0, ground, edge, StrokeKind::Inside);
            '\u{b1}'
        }
        Sign::Claimed => return flag(painter, middle, color),
        Sign::Published => return page(painter, square, ground, edge),
        Sign::Searched => return glass(painter, middle, edge),
    };
    let font = FontId::proportional(if is_bar {
        letters::SMALL
    } else {
        letters::BODY
    });
    painter.text(middle, Align2::CENTER_CENTER, sign, font, color);
}

fn diamond(middle: Pos2, half: f32) -> Vec<Pos2> {
    let to = |x, y| middle + vec2(x, y);
    vec![to(0.0, -half), to(half, 0.0), to(0.0, half), to(-half, 0.0)]
}

/// Whoever makes a claim plants a flag.
fn flag(painter: &Painter, middle: Pos2, color: Color32) {
    let foot = pos2(middle.x - 4.0, middle.y + 9.0);
    let top = pos2(foot.x, middle.y - 9.0);
    painter.line_segment([foot, top], Stroke::new(1.5, color));
    let cloth = vec![top, top + vec2(12.0, 4.5), top + vec2(0.0, 9.0)];
    painter.add(Shape::convex_polygon(cloth, color, Stroke::NONE));
}

/// A printed page.
fn page(painter: &Painter, rect: Rect, ground: Color32, edge: Stroke) {
    painter.rect(rect, 1.0, ground, edge, StrokeKind::Inside);
    for nth in 1..4 {
        let y = rect.top() + rect.height() * 0.25 * nth as f32;
        let line = rect.x_range().shrink(4.0);
        painter.hline(line, y, Stroke::new(1.0, edge.color));
    }
}

/// A magnifying glass.
fn glass(painter: &Painter, middle: Pos2, edge: Stroke) {
    let lens = middle - vec2(2.0, 2.0);
    painter.circle_stroke(lens, 5.0, edge);
    let rim = lens + vec2(3.6, 3.6);
    painter.line_segment([rim, rim + vec2(4.5, 4.5)], Stroke::new(2.0, edge.color));
}

/// Several marks that find no room beside one another, as a figure.
pub(super) fn paint_several(
    painter: &Painter,
    theme: &Theme,
    rect: Rect,
    figure: &str,
    standing: Standing,
) {
    let size = vec2(SIZE.max(rect.width().min(34.0)), 18.0);
    let at = Rect::from_center_size(rect.center(), size);
    plate(painter, theme, at, figure, false);
    ring(painter, theme, at, standing);
}

/// A figure on a calm ground.
pub(super) fn plate(painter: &Painter, theme: &Theme, rect: Rect, words: &str, hovered: bool) {
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
    painter.text(at.center(), Align2::CENTER_CENTER, words, font, theme.text);
}

/// A time that all else is held against goes through the rows: a line, or the days that are meant.
pub(super) fn line(painter: &Painter, theme: &Theme, axis: &Axis, when: When, high: Rangef) {
    let core = axis.core(when);
    if when.is_exact() {
        let line = Stroke::new(1.0, theme.text.gamma_multiply(0.6));
        painter.vline(core.center(), high, line);
    } else {
        let band = Rect::from_x_y_ranges(core, high);
        painter.rect_filled(band, 0.0, theme.text.gamma_multiply(0.06));
    }
}
