//! Painting a frame, from back to front: washes of highlights, search matches, selection, bars, text, marks, caret.

pub(crate) mod fold_lines;
pub(crate) mod handles;
pub(crate) mod hidden;
pub(crate) mod hover;
mod lanes;
pub(crate) mod margin;
mod raster;
mod scrollbar;
pub(crate) mod shared_bars;
pub(crate) mod structure;
mod tiles;

use super::{
    frame::{LineRect, PaneFrame},
    interface::ReaderPassage,
    layout::Caret,
};
use crate::{
    project::HighlightId,
    text::{Span, overlapping_runs},
};
pub(crate) use handles::PassageEdge;
pub(crate) use margin::Bracket;
pub(crate) use raster::{Bleed, Rasterizer};
pub(crate) use scrollbar::ScrollBar;
use tiles::TilePlacement;
pub(crate) use tiles::{Tiles, load, paint_texture};

use egui::{Color32, CornerRadius, Painter, Rect, Stroke, StrokeKind, Vec2, vec2};

/// A wash reaches from above the capitals to below the descenders. Multiples of the font size, from the baseline.
const WASH_ABOVE: f32 = 0.98;
const WASH_BELOW: f32 = 0.30;
/// Maximum number of bars under a line, for the highlights without a wash. If there are more, the last bar is dotted and
/// represents the rest, because the next line begins there.
const MAX_BARS: usize = 3;

pub(crate) fn behind_text(
    frame: &PaneFrame,
    painter: &Painter,
    preview: Option<(HighlightId, Span)>,
) {
    painter.rect_filled(frame.pane.rect, 0.0, frame.input.palette.background);
    let spans: Vec<Span> = frame
        .passages
        .iter()
        .map(|passage| shown_span(passage, preview))
        .collect();
    let runs = overlapping_runs(&spans);
    for run in &runs {
        wash(frame, painter, run.span, &run.covering);
    }
    hits(frame, painter);
    selection(frame, painter);
    for run in &runs {
        bars(frame, painter, run.span, &run.covering);
    }
}

pub(crate) fn text(
    frame: &PaneFrame,
    painter: &Painter,
    tiles: &mut Tiles,
    rasterizer: &mut Rasterizer,
) {
    let top = frame.pane.origin.y;
    for (visible, layout) in frame.visible_text() {
        let placement = TilePlacement {
            painter,
            origin: (frame.pane.origin + vec2(0.0, visible.text_top())).round(),
            clip_y: (top, top + frame.pane.height),
            width: frame.pane.width,
            color: text_color(frame, visible.block),
        };
        tiles.paint(rasterizer, visible.block, layout, &placement);
    }
}

pub(crate) fn over_text(
    frame: &PaneFrame,
    painter: &Painter,
    caret: Option<Caret>,
    preview: Option<(HighlightId, Span)>,
) {
    hidden_marks(frame, painter);
    structure::paint(frame, painter);
    margin::paint(frame, painter);
    for passage in frame.passages.iter().filter(|passage| passage.selected) {
        handles::paint(frame, painter, passage, shown_span(passage, preview));
    }
    flash(frame, painter);
    if let Some(rect) = caret.and_then(|caret| frame.caret_or_fold_rect(caret)) {
        paint_caret(frame, painter, rect);
    }
}

/// The span at which a highlight is painted: while an edge is dragged, the new one.
fn shown_span(passage: &ReaderPassage, preview: Option<(HighlightId, Span)>) -> Span {
    preview
        .filter(|(id, _)| *id == passage.id)
        .map_or(passage.span, |(_, span)| span)
}

fn text_color(frame: &PaneFrame, block: usize) -> Color32 {
    if frame.view.flow.fold_of(block).is_some() {
        frame.input.palette.faint
    } else {
        frame.input.palette.text
    }
}

/// Paints the wash of only one highlight of a run, because two washes would mix into a muddy colour.
fn wash(frame: &PaneFrame, painter: &Painter, span: Span, covering: &[usize]) {
    let Some(passage) = washed_passage(frame, covering) else {
        return;
    };
    let palette = frame.input.palette;
    let strength = palette.wash
        * match (passage.selected, passage.dimmed) {
            (true, true | false) => 1.6,
            (false, true) => 0.35,
            (false, false) => 1.0,
        };
    let color = palette.background.lerp_to_gamma(passage.color, strength);
    for rect in wash_rects(frame, span) {
        painter.rect_filled(rect, CornerRadius::ZERO, color);
    }
}

/// The highlight of a run that has the wash: the first that is not dimmed, else the first.
fn washed_passage<'a>(frame: &'a PaneFrame, covering: &[usize]) -> Option<&'a ReaderPassage> {
    let mut over = covering
        .iter()
        .filter_map(|index| frame.passages.get(*index));
    let shown = over.clone().find(|passage| !passage.dimmed);
    shown.or_else(|| over.next())
}

/// Paints a bar under the line for each highlight of a run that has no wash, and for the selected one.
fn bars(frame: &PaneFrame, painter: &Painter, span: Span, covering: &[usize]) {
    let washed = washed_passage(frame, covering).map(|passage| passage.id);
    let barred: Vec<&ReaderPassage> = covering
        .iter()
        .filter_map(|index| frame.passages.get(*index))
        .filter(|passage| passage.selected || Some(passage.id) != washed)
        .collect();
    if barred.is_empty() {
        return;
    }
    let single = if barred.len() > MAX_BARS {
        MAX_BARS - 1
    } else {
        barred.len()
    };
    let thickness = (frame.pane.font.size * 0.09).round().max(1.0);
    for line in frame.rects(span) {
        let wash = wash_rect(&line);
        let bar = |row: usize| {
            let top = wash.bottom() + row as f32 * (thickness + 1.0);
            Rect::from_x_y_ranges(wash.x_range(), top..=top + thickness)
        };
        for (row, passage) in barred[..single].iter().enumerate() {
            let bar = on_pixels(frame, bar(row));
            painter.rect_filled(bar, CornerRadius::ZERO, bar_color(frame, passage));
        }
        if single < barred.len() {
            dotted(frame, painter, bar(single));
        }
    }
}

fn bar_color(frame: &PaneFrame, passage: &ReaderPassage) -> Color32 {
    let strength = if passage.dimmed { 0.3 } else { 0.9 };
    let background = frame.input.palette.background;
    background.lerp_to_gamma(passage.color, strength)
}

fn dotted(frame: &PaneFrame, painter: &Painter, bar: Rect) {
    let dot = bar.height() * 1.5;
    let mut left = bar.left();
    while left < bar.right() {
        let right = (left + dot).min(bar.right());
        let part = Rect::from_x_y_ranges(left..=right, bar.y_range());
        let color = frame.input.palette.faint;
        painter.rect_filled(on_pixels(frame, part), CornerRadius::ZERO, color);
        left += 2.0 * dot;
    }
}

fn hits(frame: &PaneFrame, painter: &Painter) {
    let bytes = frame.visible_range();
    let hits = frame.input.hits;
    let from = hits.partition_point(|hit| hit.end() <= bytes.start);
    let following = hits.iter().enumerate().skip(from);
    for (index, hit) in following.take_while(|(_, hit)| hit.start() < bytes.end) {
        let current = frame.input.current_hit == Some(index);
        let palette = frame.input.palette;
        let fill = if current {
            palette.current_hit
        } else {
            palette.hit
        };
        for rect in wash_rects(frame, *hit) {
            let rect = rect.expand(0.5);
            painter.rect_filled(rect, 2.0, fill);
            let stroke = Stroke::new(if current { 1.5 } else { 0.5 }, palette.text);
            painter.rect_stroke(rect, 2.0, stroke, StrokeKind::Outside);
        }
    }
}

fn selection(frame: &PaneFrame, painter: &Painter) {
    let Some(span) = frame.selection.and_then(crate::text::TextSelection::span) else {
        return;
    };
    for line in frame.rects(span) {
        let color = frame.input.palette.selection;
        painter.rect_filled(on_pixels(frame, line.rect), CornerRadius::ZERO, color);
    }
}

/// The visible lines of the selection, or else of the selected highlight, in points of the window.
pub(crate) fn marked(frame: &PaneFrame) -> Vec<Rect> {
    let selection = frame.selection.and_then(crate::text::TextSelection::span);
    let highlight = || {
        let mut passages = frame.passages.iter();
        passages
            .find(|passage| passage.selected)
            .map(|passage| passage.span)
    };
    let span = selection.or_else(highlight);
    span.map_or_else(Vec::new, |span| wash_rects(frame, span).collect())
}

fn hidden_marks(frame: &PaneFrame, painter: &Painter) {
    for (visible, layout) in frame.visible_text() {
        let shift = vec2(0.0, visible.text_top());
        for mark in &layout.marks {
            let rect = frame.pane.outside(mark.rect.translate(shift));
            let size = layout.size / frame.pane.scale;
            hidden::paint(painter, mark, rect, size, frame.input.palette.faint);
        }
    }
}

fn flash(frame: &PaneFrame, painter: &Painter) {
    let Some((span, strength)) = frame.input.flash else {
        return;
    };
    let color = frame.input.palette.flash;
    let color = color.gamma_multiply(strength.clamp(0.0, 1.0));
    for rect in wash_rects(frame, span) {
        let stroke = Stroke::new(2.0, color);
        painter.rect_stroke(rect.expand(2.0), 3.0, stroke, StrokeKind::Outside);
    }
}

fn paint_caret(frame: &PaneFrame, painter: &Painter, rect: Rect) {
    let width = (1.5 * frame.pane.scale).round().max(1.0);
    let rect = Rect::from_min_size(rect.min, Vec2::new(width, rect.height()));
    painter.rect_filled(on_pixels(frame, rect), 0.0, frame.input.palette.caret);
}

/// The rectangles of a wash over `span`, in points of the window.
fn wash_rects(frame: &PaneFrame, span: Span) -> impl Iterator<Item = Rect> {
    let rects = frame.rects(span).into_iter();
    rects.map(|line| on_pixels(frame, wash_rect(&line)))
}

/// The rectangle of a wash on a line.
fn wash_rect(line: &LineRect) -> Rect {
    let above = line.baseline - line.size * WASH_ABOVE;
    let below = line.baseline + line.size * WASH_BELOW;
    Rect::from_x_y_ranges(line.rect.x_range(), above..=below)
}

/// Converts to points of the window, with edges between pixels so that neighbours touch without a seam.
fn on_pixels(frame: &PaneFrame, rect: Rect) -> Rect {
    frame
        .pane
        .outside(Rect::from_min_max(rect.min.round(), rect.max.round()))
}
