//! Brackets beside the column: one for each highlight, side by side where highlights overlap. If space runs out, the
//! outermost bracket represents the remaining highlights and shows their number.

use super::lanes::{self, LaneGroup};
use crate::{
    project::Stance,
    reader::{frame::PaneFrame, interface::ReaderPassage},
};

use egui::{Align2, FontId, Painter, Pos2, Rangef, Rect, Stroke, pos2, vec2};

/// A bracket in pixels of the pane.
pub(crate) struct Bracket {
    /// Indices of its highlights in the frame; several only if space runs out.
    passages: Vec<usize>,
    /// From the top of the first visible line to the bottom of the last.
    y: Rangef,
    /// Distance from the column in brackets, from 0.
    lane: usize,
    /// Whether it is to the right of the column, for right-to-left text.
    right: bool,
}

/// With more lanes, brackets could not be told apart.
const MAX_LANES: usize = 3;
// Lengths in points.
const FIRST_LANE_DISTANCE: f32 = 7.0;
const LANE_SPACING: std::ops::RangeInclusive<f32> = 9.0..=13.0;
const SERIF_LENGTH: f32 = 3.0;
/// Space beyond the outermost bracket for its icon.
const ICON_SPACE: f32 = 8.0;
/// Font size of a count.
const COUNT_FONT_SIZE: f32 = 9.5;

/// The number of lanes that fit, and the distance between them in points.
fn lanes_in_margin(frame: &PaneFrame, right: bool) -> (usize, f32) {
    let (left_margin, right_margin) = frame.pane.margins();
    let margin = if right { right_margin } else { left_margin };
    let free = (margin / frame.pane.scale - FIRST_LANE_DISTANCE - ICON_SPACE).max(0.0);
    let more = ((free / LANE_SPACING.start()) as usize).min(MAX_LANES - 1);
    let spacing = (free / more.max(1) as f32).clamp(*LANE_SPACING.start(), *LANE_SPACING.end());
    (more + 1, spacing)
}

/// The brackets of all visible highlights.
pub(crate) fn brackets(frame: &PaneFrame) -> Vec<Bracket> {
    let inset = frame.pane.font.line_height * 0.12;
    let mut sides = [Vec::new(), Vec::new()];
    for (passage, highlight) in frame.passages.iter().enumerate() {
        let rects = frame.rects(highlight.span);
        if let (Some(first), Some(last)) = (rects.first(), rects.last()) {
            let y = Rangef::new(first.rect.top() + inset, last.rect.bottom() - inset);
            let right = is_rtl(frame, highlight.span.start());
            sides[usize::from(right)].push((passage, y));
        }
    }
    let mut brackets = Vec::new();
    for (right, side) in [false, true].into_iter().zip(&sides) {
        let (lanes_that_fit, _) = lanes_in_margin(frame, right);
        let groups = lanes::assign_lanes(side, lanes_that_fit).into_iter();
        brackets.extend(groups.map(|LaneGroup { items, y, lane }| Bracket {
            passages: items,
            y,
            lane,
            right,
        }));
    }
    brackets
}

/// The highlights whose bracket is at a point.
pub(crate) fn at<'a>(frame: &'a PaneFrame, point: Pos2) -> Vec<&'a ReaderPassage> {
    let beside = point.x < 0.0 || point.x > frame.pane.width;
    let nearest = frame
        .brackets
        .iter()
        .filter(|bracket| beside && bracket.y.contains(point.y))
        .filter(|bracket| {
            let (_, spacing) = lanes_in_margin(frame, bracket.right);
            (line_x(frame, bracket) - point.x).abs() <= spacing * frame.pane.scale / 2.0
        })
        .min_by_key(|bracket| bracket.passages.len());
    let passages = nearest.map_or(&[][..], |bracket| &bracket.passages);
    passages
        .iter()
        .map(|index| &frame.passages[*index])
        .collect()
}

/// Paints all brackets with their icons.
pub(crate) fn paint(frame: &PaneFrame, painter: &Painter) {
    for bracket in &frame.brackets {
        match bracket.passages[..] {
            [passage] => paint_one(frame, painter, bracket, &frame.passages[passage]),
            _ => paint_several(frame, painter, bracket),
        }
    }
}

fn paint_one(frame: &PaneFrame, painter: &Painter, bracket: &Bracket, passage: &ReaderPassage) {
    let strength = if passage.dimmed { 0.35 } else { 0.9 };
    let color = frame
        .input
        .palette
        .background
        .lerp_to_gamma(passage.color, strength);
    let width = if passage.selected { 2.5 } else { 1.5 };
    let line = paint_line(frame, painter, bracket, Stroke::new(width, color));
    if let Some(stance) = passage.stance {
        let distance = if bracket.right { 5.0 } else { -5.0 };
        let centre = pos2(line.left() + distance, icon_y(frame, bracket));
        paint_stance(painter, centre, stance, color);
    }
    if let Some(number) = passage.number {
        paint_number(frame, painter, bracket, line.left(), number);
    }
}

/// Paints the number of a claim outside its bracket, below the icon.
fn paint_number(frame: &PaneFrame, painter: &Painter, bracket: &Bracket, x: f32, number: usize) {
    let palette = frame.input.palette;
    let y = icon_y(frame, bracket) + COUNT_FONT_SIZE;
    let (align, distance) = if bracket.right {
        (Align2::LEFT_CENTER, 2.0)
    } else {
        (Align2::RIGHT_CENTER, -2.0)
    };
    let font = FontId::proportional(COUNT_FONT_SIZE);
    painter.text(pos2(x + distance, y), align, number, font, palette.text);
}

/// Paints a grey bracket, interrupted by the number of its highlights. The number has no "+", which means support.
fn paint_several(frame: &PaneFrame, painter: &Painter, bracket: &Bracket) {
    let palette = frame.input.palette;
    let is_selected = |index: &usize| frame.passages[*index].selected;
    let width = if bracket.passages.iter().any(is_selected) {
        2.5
    } else {
        1.5
    };
    let line = paint_line(frame, painter, bracket, Stroke::new(width, palette.faint));
    let count = painter.layout_no_wrap(
        bracket.passages.len().to_string(),
        FontId::proportional(COUNT_FONT_SIZE),
        palette.text,
    );
    // Avoids the icons beside the next bracket, but stays within the pane.
    let height = icon_y(frame, bracket);
    let rect = if bracket.right {
        Align2::LEFT_CENTER.anchor_size(pos2(line.left() - SERIF_LENGTH, height), count.size())
    } else {
        Align2::RIGHT_CENTER.anchor_size(pos2(line.left() + SERIF_LENGTH, height), count.size())
    };
    let inside = (frame.pane.rect.left() + 1.0 - rect.left()).max(0.0);
    let rect = rect.translate(vec2(inside, 0.0));
    painter.rect_filled(rect, 2.0, palette.background);
    painter.galley(rect.min, count, palette.text);
}

/// Paints the line with its serifs and returns its rectangle in the window.
fn paint_line(frame: &PaneFrame, painter: &Painter, bracket: &Bracket, stroke: Stroke) -> Rect {
    let x = line_x(frame, bracket);
    let line = frame.pane.outside(Rect::from_x_y_ranges(x..=x, bracket.y));
    painter.vline(line.left(), line.y_range(), stroke);
    let serif = vec2(
        if bracket.right {
            -SERIF_LENGTH
        } else {
            SERIF_LENGTH
        },
        0.0,
    );
    for end in [line.left_top(), line.left_bottom()] {
        painter.line_segment([end, end + serif], stroke);
    }
    line
}

/// The y of a bracket's icon in the window. It is in the bracket's first visible line.
fn icon_y(frame: &PaneFrame, bracket: &Bracket) -> f32 {
    let top = bracket.y.min.max(0.0) + frame.pane.font.line_height * 0.3;
    frame.pane.rect.top() + top / frame.pane.scale
}

/// Paints the icon of a stance in six points square, without a font.
fn paint_stance(painter: &Painter, centre: Pos2, stance: Stance, color: egui::Color32) {
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

fn line_x(frame: &PaneFrame, bracket: &Bracket) -> f32 {
    let (_, spacing) = lanes_in_margin(frame, bracket.right);
    let distance = (FIRST_LANE_DISTANCE + spacing * bracket.lane as f32) * frame.pane.scale;
    if bracket.right {
        frame.pane.width + distance
    } else {
        -distance
    }
}

pub(super) fn is_rtl(frame: &PaneFrame, at: usize) -> bool {
    let block = frame.view.flow.blocks().at(at);
    let visible = frame.visible.iter().find(|visible| visible.block >= block);
    visible
        .and_then(|visible| visible.layout.as_ref())
        .is_some_and(|layout| layout.is_rtl())
}
