//! Brackets beside the column, one a highlight, side by side where highlights lie over one another.

use egui::{Painter, Pos2, Rangef, Rect, Stroke, pos2, vec2};

use super::frame::Frame;
use crate::project::{HighlightId, Stance};

/// The bracket of one highlight, in pixels of the pane.
pub(super) struct Bracket {
    /// The index of the highlight in the frame.
    passage: usize,
    /// From the top of its first line to the bottom of its last, as far as they are visible.
    y: Rangef,
    /// Distance from the column, counted in brackets.
    lane: usize,
    /// Right of the column, since the text runs from right to left.
    right: bool,
}

/// More than so many side by side have no room; their text is washed and underlined all the same.
const LANES: usize = 3;
/// Lengths in points.
const FIRST_LANE: f32 = 7.0;
const LANE: f32 = 13.0;
const SERIF: f32 = 3.0;

/// The brackets of all visible highlights.
pub(super) fn brackets(frame: &Frame) -> Vec<Bracket> {
    let mut brackets: Vec<Bracket> = Vec::new();
    for (passage, highlight) in frame.passages.iter().enumerate() {
        let rects = frame.rects(highlight.span);
        let (Some((first, _)), Some((last, _))) = (rects.first(), rects.last()) else {
            continue;
        };
        let inset = frame.pane.set.line * 0.12;
        let y = Rangef::new(first.top() + inset, last.bottom() - inset);
        let right = is_rtl(frame, highlight.span.start());
        let taken = |lane: usize| {
            brackets
                .iter()
                .any(|other| other.lane == lane && other.right == right && other.y.intersects(y))
        };
        if let Some(lane) = (0..LANES).find(|lane| !taken(*lane)) {
            brackets.push(Bracket {
                passage,
                y,
                lane,
                right,
            });
        }
    }
    brackets
}

/// The highlight whose bracket is at a point.
pub(super) fn at(frame: &Frame, point: Pos2) -> Option<HighlightId> {
    let beside = point.x < 0.0 || point.x > frame.pane.width;
    if !beside {
        return None;
    }
    let reach = LANE * frame.pane.scale / 2.0;
    frame
        .brackets
        .iter()
        .find(|bracket| {
            (line_x(frame, bracket) - point.x).abs() <= reach && bracket.y.contains(point.y)
        })
        .map(|bracket| frame.passages[bracket.passage].id)
}

/// Paints all brackets with their signs.
pub(super) fn paint(frame: &Frame, painter: &Painter) {
    for bracket in &frame.brackets {
        paint_one(frame, painter, bracket);
    }
}

fn paint_one(frame: &Frame, painter: &Painter, bracket: &Bracket) {
    let passage = &frame.passages[bracket.passage];
    let strength = if passage.dimmed { 0.35 } else { 0.9 };
    let color = frame
        .input
        .palette
        .background
        .lerp_to_gamma(passage.color, strength);
    let width = if passage.selected { 2.5 } else { 1.5 };
    let x = line_x(frame, bracket);
    let line = Rect::from_x_y_ranges(x..=x, bracket.y);
    let line = frame.pane.outside(line);
    let stroke = Stroke::new(width, color);
    painter.vline(line.left(), line.y_range(), stroke);
    let serif = vec2(if bracket.right { -SERIF } else { SERIF }, 0.0);
    for end in [line.left_top(), line.left_bottom()] {
        painter.line_segment([end, end + serif], stroke);
    }
    if let Some(sign) = passage.stance {
        let away = if bracket.right { 5.0 } else { -5.0 };
        let top = (bracket.y.min.max(0.0) + frame.pane.set.line * 0.3) / frame.pane.scale;
        let centre = pos2(line.left() + away, frame.pane.rect.top() + top);
        paint_sign(painter, centre, sign, color);
    }
}

/// A stance in six points square, drawn so that no font is needed.
fn paint_sign(painter: &Painter, centre: Pos2, stance: Stance, color: egui::Color32) {
    let stroke = Stroke::new(1.5, color);
    let half = 3.0;
    match stance {
        Stance::Supports => {
            painter.hline(centre.x - half..=centre.x + half, centre.y, stroke);
            painter.vline(centre.x, centre.y - half..=centre.y + half, stroke);
        }
        Stance::Refutes => {
            painter.hline(centre.x - half..=centre.x + half, centre.y, stroke);
        }
        Stance::Context => {
            painter.circle_filled(centre, 1.75, color);
        }
    }
}

fn line_x(frame: &Frame, bracket: &Bracket) -> f32 {
    let away = (FIRST_LANE + LANE * bracket.lane as f32) * frame.pane.scale;
    let (left, right) = frame.pane.margins();
    if bracket.right {
        frame.pane.width + away.min(right.max(2.0) - 2.0)
    } else {
        -away.min(left.max(2.0) - 2.0)
    }
}

fn is_rtl(frame: &Frame, at: usize) -> bool {
    let block = frame.view.flow.blocks().at(at);
    let seen = frame.visible.iter().find(|seen| seen.block >= block);
    seen.and_then(|seen| seen.layout.as_ref())
        .is_some_and(|layout| layout.is_rtl())
}
