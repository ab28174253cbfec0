//! Painting a frame, from the back to the front: washes, hits, selection, bars, text, marks, caret.

pub(crate) mod fold_lines;
pub(crate) mod handles;
pub(crate) mod hidden;
pub(crate) mod hover;
mod lanes;
pub(crate) mod margin;
mod raster;
mod scrollbar;
mod tiles;

use super::{frame::Frame, interface::Passage, layout::Caret};
use crate::{
    project::HighlightId,
    text::{Span, overlapping_runs},
};
pub(crate) use handles::Edge;
pub(crate) use margin::Bracket;
pub(crate) use raster::{Bleed, Rasterizer};
pub(crate) use scrollbar::ScrollBar;
use tiles::Spot;
pub(crate) use tiles::{Tiles, load, paint_texture};

use egui::{Color32, CornerRadius, Painter, Rect, Stroke, StrokeKind, Vec2, vec2};

/// A wash reaches from above the capitals to below the descenders; multiples of the letter size from the baseline.
const WASH_ABOVE: f32 = 0.98;
const WASH_BELOW: f32 = 0.30;
/// Bars under one line for the highlights under the first; where there are more, the last is dotted and stands for the
/// rest, since the next line begins there.
const BARS: usize = 3;

/// Everything behind the text.
pub(crate) fn behind(frame: &Frame, painter: &Painter, preview: Option<(HighlightId, Span)>) {
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

/// The text itself, picture by picture.
pub(crate) fn text(
    frame: &Frame,
    painter: &Painter,
    tiles: &mut Tiles,
    rasterizer: &mut Rasterizer,
) {
    let top = frame.pane.source.y;
    for seen in &frame.visible {
        let Some(layout) = &seen.layout else { continue };
        let spot = Spot {
            painter,
            source: (frame.pane.source + vec2(0.0, seen.text_top())).round(),
            seen: (top, top + frame.pane.height),
            width: frame.pane.width,
            color: text_color(frame, seen.block),
        };
        tiles.paint(rasterizer, seen.block, layout, &spot);
    }
}

/// Everything over the text.
pub(crate) fn over(
    frame: &Frame,
    painter: &Painter,
    caret: Option<Caret>,
    preview: Option<(HighlightId, Span)>,
) {
    hidden_marks(frame, painter);
    margin::paint(frame, painter);
    for passage in frame.passages.iter().filter(|passage| passage.selected) {
        handles::paint(frame, painter, passage, shown_span(passage, preview));
    }
    flash(frame, painter);
    if let Some(rect) = caret.and_then(|caret| frame.caret_place(caret)) {
        paint_caret(frame, painter, rect);
    }
}

/// Where a highlight is painted: while an edge is dragged, where it would be.
fn shown_span(passage: &Passage, preview: Option<(HighlightId, Span)>) -> Span {
    preview
        .filter(|(id, _)| *id == passage.id)
        .map_or(passage.span, |(_, span)| span)
}

fn text_color(frame: &Frame, block: usize) -> Color32 {
    if frame.view.flow.fold_of(block).is_some() {
        frame.input.palette.faint
    } else {
        frame.input.palette.text
    }
}

/// The wash of the first highlight of a run that is not dimmed; two washes would be mud.
fn wash(frame: &Frame, painter: &Painter, span: Span, covering: &[usize]) {
    let Some(passage) = first(frame, covering) else {
        return;
    };
    let palette = frame.input.palette;
    let strength = match (passage.selected, passage.dimmed) {
        (true, _) => palette.wash * 1.6,
        (_, true) => palette.wash * 0.35,
        _ => palette.wash,
    };
    let color = palette.background.lerp_to_gamma(passage.color, strength);
    for (rect, baseline) in frame.rects(span) {
        let rect = on_pixels(frame, band(frame, rect, baseline));
        painter.rect_filled(rect, CornerRadius::ZERO, color);
    }
}

fn first<'a>(frame: &'a Frame, covering: &[usize]) -> Option<&'a Passage> {
    let mut over = covering
        .iter()
        .filter_map(|index| frame.passages.get(*index));
    let shown = over.clone().find(|passage| !passage.dimmed);
    shown.or_else(|| over.next())
}

/// A bar under the line for every highlight of a run whose wash is not seen, and for the chosen one.
fn bars(frame: &Frame, painter: &Painter, span: Span, covering: &[usize]) {
    let washed = first(frame, covering).map(|passage| passage.id);
    let barred: Vec<&Passage> = covering
        .iter()
        .filter_map(|index| frame.passages.get(*index))
        .filter(|passage| passage.selected || Some(passage.id) != washed)
        .collect();
    if barred.is_empty() {
        return;
    }
    let single = if barred.len() > BARS {
        BARS - 1
    } else {
        barred.len()
    };
    let thick = (frame.pane.set.size * 0.09).round().max(1.0);
    for (rect, baseline) in frame.rects(span) {
        let bottom = band(frame, rect, baseline).bottom();
        let bar = |row: usize| {
            let top = bottom + row as f32 * (thick + 1.0);
            Rect::from_x_y_ranges(rect.x_range(), top..=top + thick)
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

fn bar_color(frame: &Frame, passage: &Passage) -> Color32 {
    let strength = if passage.dimmed { 0.3 } else { 0.9 };
    let background = frame.input.palette.background;
    background.lerp_to_gamma(passage.color, strength)
}

fn dotted(frame: &Frame, painter: &Painter, bar: Rect) {
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

fn hits(frame: &Frame, painter: &Painter) {
    let bytes = frame.visible_bytes();
    let hits = frame.input.hits;
    let from = hits.partition_point(|hit| hit.end() <= bytes.start);
    let seen = hits.iter().enumerate().skip(from);
    for (index, hit) in seen.take_while(|(_, hit)| hit.start() < bytes.end) {
        let current = frame.input.current_hit == Some(index);
        let palette = frame.input.palette;
        let fill = if current {
            palette.current_hit
        } else {
            palette.hit
        };
        for (rect, baseline) in frame.rects(*hit) {
            let rect = on_pixels(frame, band(frame, rect, baseline)).expand(0.5);
            painter.rect_filled(rect, 2.0, fill);
            let stroke = Stroke::new(if current { 1.5 } else { 0.5 }, palette.text);
            painter.rect_stroke(rect, 2.0, stroke, StrokeKind::Outside);
        }
    }
}

fn selection(frame: &Frame, painter: &Painter) {
    let Some(span) = frame.selection.and_then(crate::text::TextSelection::span) else {
        return;
    };
    for (rect, _) in frame.rects(span) {
        let color = frame.input.palette.selection;
        painter.rect_filled(on_pixels(frame, rect), CornerRadius::ZERO, color);
    }
}

fn hidden_marks(frame: &Frame, painter: &Painter) {
    let size = frame.pane.set.size / frame.pane.scale;
    for seen in &frame.visible {
        let Some(layout) = &seen.layout else { continue };
        for mark in &layout.marks {
            let rect = mark.rect.translate(vec2(0.0, seen.text_top()));
            let rect = frame.pane.outside(rect);
            hidden::paint(painter, mark, rect, size, frame.input.palette.faint);
        }
    }
}

fn flash(frame: &Frame, painter: &Painter) {
    let Some((span, strength)) = frame.input.flash else {
        return;
    };
    let color = frame
        .input
        .palette
        .flash
        .gamma_multiply(strength.clamp(0.0, 1.0));
    for (rect, baseline) in frame.rects(span) {
        let rect = on_pixels(frame, band(frame, rect, baseline));
        let stroke = Stroke::new(2.0, color);
        painter.rect_stroke(rect.expand(2.0), 3.0, stroke, StrokeKind::Outside);
    }
}

fn paint_caret(frame: &Frame, painter: &Painter, rect: Rect) {
    let width = (1.5 * frame.pane.scale).round().max(1.0);
    let rect = Rect::from_min_size(rect.min, Vec2::new(width, rect.height()));
    painter.rect_filled(on_pixels(frame, rect), 0.0, frame.input.palette.caret);
}

/// The height of a wash on the line of `rect`.
fn band(frame: &Frame, rect: Rect, baseline: f32) -> Rect {
    let size = frame.pane.set.size;
    let y = baseline - size * WASH_ABOVE..=baseline + size * WASH_BELOW;
    Rect::from_x_y_ranges(rect.x_range(), y)
}

/// In points of the window, with edges between pixels so that neighbours touch without a seam.
fn on_pixels(frame: &Frame, rect: Rect) -> Rect {
    frame
        .pane
        .outside(Rect::from_min_max(rect.min.round(), rect.max.round()))
}
