//! Brackets beside the column, one a highlight, side by side where highlights lie over one another. Where more do than
//! there is room for, the outermost bracket stands for the rest, with their number.

use super::lanes::{self, Packed};
use crate::{
    project::Stance,
    reader::{frame::Frame, interface::Passage},
};

use egui::{Align2, FontId, Painter, Pos2, Rangef, Rect, Stroke, pos2, vec2};

/// A bracket in pixels of the pane.
pub(crate) struct Bracket {
    /// Which highlights of the frame it stands for; more than one only where room is short.
    passages: Vec<usize>,
    /// From the top of the first line to the bottom of the last, as far as they are visible.
    y: Rangef,
    /// Distance from the column, counted in brackets.
    lane: usize,
    /// Right of the column, since the text runs from right to left.
    right: bool,
}

/// More than so many side by side are not told apart any more.
const MOST_LANES: usize = 3;
/// Lengths in points.
const FIRST_LANE: f32 = 7.0;
const LANES_APART: std::ops::RangeInclusive<f32> = 9.0..=13.0;
const SERIF: f32 = 3.0;
/// Beyond the outermost bracket: its sign.
const SIGN: f32 = 8.0;
/// Height of the letters of a count.
const COUNT: f32 = 9.5;

/// How many brackets have room beside one another, and how far apart they are, in points.
fn room(frame: &Frame, right: bool) -> (usize, f32) {
    let (left_margin, right_margin) = frame.pane.margins();
    let margin = if right { right_margin } else { left_margin };
    let free = (margin / frame.pane.scale - FIRST_LANE - SIGN).max(0.0);
    let more = ((free / LANES_APART.start()) as usize).min(MOST_LANES - 1);
    let apart = (free / more.max(1) as f32).clamp(*LANES_APART.start(), *LANES_APART.end());
    (more + 1, apart)
}

/// The brackets of all visible highlights.
pub(crate) fn brackets(frame: &Frame) -> Vec<Bracket> {
    let inset = frame.pane.set.line * 0.12;
    let mut sides = [Vec::new(), Vec::new()];
    for (passage, highlight) in frame.passages.iter().enumerate() {
        let rects = frame.rects(highlight.span);
        if let (Some((first, _)), Some((last, _))) = (rects.first(), rects.last()) {
            let y = Rangef::new(first.top() + inset, last.bottom() - inset);
            let right = is_rtl(frame, highlight.span.start());
            sides[usize::from(right)].push((passage, y));
        }
    }
    let mut brackets = Vec::new();
    for (right, side) in [false, true].into_iter().zip(&sides) {
        let (most, _) = room(frame, right);
        let packed = lanes::pack(side, most).into_iter();
        brackets.extend(packed.map(|Packed { items, y, lane }| Bracket {
            passages: items,
            y,
            lane,
            right,
        }));
    }
    brackets
}

/// The highlights whose bracket is at a point.
pub(crate) fn at<'a>(frame: &'a Frame, point: Pos2) -> Vec<&'a Passage> {
    let beside = point.x < 0.0 || point.x > frame.pane.width;
    let nearest = frame
        .brackets
        .iter()
        .filter(|bracket| beside && bracket.y.contains(point.y))
        .filter(|bracket| {
            let (_, apart) = room(frame, bracket.right);
            (line_x(frame, bracket) - point.x).abs() <= apart * frame.pane.scale / 2.0
        })
        .min_by_key(|bracket| bracket.passages.len());
    let passages = nearest.map_or(&[][..], |bracket| &bracket.passages);
    passages
        .iter()
        .map(|index| &frame.passages[*index])
        .collect()
}

/// Paints all brackets with their signs.
pub(crate) fn paint(frame: &Frame, painter: &Painter) {
    for bracket in &frame.brackets {
        match bracket.passages[..] {
            [passage] => paint_one(frame, painter, bracket, &frame.passages[passage]),
            _ => paint_several(frame, painter, bracket),
        }
    }
}

fn paint_one(frame: &Frame, painter: &Painter, bracket: &Bracket, passage: &Passage) {
    let strength = if passage.dimmed { 0.35 } else { 0.9 };
    let color = frame
        .input
        .palette
        .background
        .lerp_to_gamma(passage.color, strength);
    let width = if passage.selected { 2.5 } else { 1.5 };
    let line = paint_line(frame, painter, bracket, Stroke::new(width, color));
    if let Some(sign) = passage.stance {
        let away = if bracket.right { 5.0 } else { -5.0 };
        let centre = pos2(line.left() + away, sign_y(frame, bracket));
        paint_sign(painter, centre, sign, color);
    }
}

/// A grey bracket that the number of its highlights interrupts; a bare number, for "+" means support.
fn paint_several(frame: &Frame, painter: &Painter, bracket: &Bracket) {
    let palette = frame.input.palette;
    let chosen = |index: &usize| frame.passages[*index].selected;
    let width = if bracket.passages.iter().any(chosen) {
        2.5
    } else {
        1.5
    };
    let line = paint_line(frame, painter, bracket, Stroke::new(width, palette.faint));
    let count = painter.layout_no_wrap(
        bracket.passages.len().to_string(),
        FontId::proportional(COUNT),
        palette.text,
    );
    // Out of the way of the signs beside the next bracket, but within the pane.
    let height = sign_y(frame, bracket);
    let room = if bracket.right {
        Align2::LEFT_CENTER.anchor_size(pos2(line.left() - SERIF, height), count.size())
    } else {
        Align2::RIGHT_CENTER.anchor_size(pos2(line.left() + SERIF, height), count.size())
    };
    let inside = (frame.pane.rect.left() + 1.0 - room.left()).max(0.0);
    let room = room.translate(vec2(inside, 0.0));
    painter.rect_filled(room, 2.0, palette.background);
    painter.galley(room.min, count, palette.text);
}

/// Paints the line with its serifs and returns where it is in the window.
fn paint_line(frame: &Frame, painter: &Painter, bracket: &Bracket, stroke: Stroke) -> Rect {
    let x = line_x(frame, bracket);
    let line = frame.pane.outside(Rect::from_x_y_ranges(x..=x, bracket.y));
    painter.vline(line.left(), line.y_range(), stroke);
    let serif = vec2(if bracket.right { -SERIF } else { SERIF }, 0.0);
    for end in [line.left_top(), line.left_bottom()] {
        painter.line_segment([end, end + serif], stroke);
    }
    line
}

/// The height in the window at which a bracket's sign stands: in its first visible line.
fn sign_y(frame: &Frame, bracket: &Bracket) -> f32 {
    let top = bracket.y.min.max(0.0) + frame.pane.set.line * 0.3;
    frame.pane.rect.top() + top / frame.pane.scale
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
    let (_, apart) = room(frame, bracket.right);
    let away = (FIRST_LANE + apart * bracket.lane as f32) * frame.pane.scale;
    if bracket.right {
        frame.pane.width + away
    } else {
        -away
    }
}

fn is_rtl(frame: &Frame, at: usize) -> bool {
    let block = frame.view.flow.blocks().at(at);
    let seen = frame.visible.iter().find(|seen| seen.block >= block);
    seen.and_then(|seen| seen.layout.as_ref())
        .is_some_and(|layout| layout.is_rtl())
}
