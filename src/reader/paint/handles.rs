//! The two handles of the chosen highlight.

use crate::{
    project::HighlightId,
    reader::{frame::Frame, interface::Passage, layout::Caret},
    text::Span,
};

use egui::{Painter, Pos2, Rect, Stroke, pos2};

/// Which end of a span.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Edge {
    Start,
    End,
}

/// How far from a handle it can still be taken hold of, as a multiple of the letter size.
const REACH: f32 = 0.4;

/// The span with one edge at `at`; the edges never meet or cross.
pub(crate) fn moved(span: Span, edge: Edge, at: usize) -> Span {
    let moved = match edge {
        Edge::Start => Span::new(at, span.end()),
        Edge::End => Span::new(span.start(), at),
    };
    moved.unwrap_or(span)
}

/// The handle at a point: its highlight, which end, and the highlight's span.
pub(crate) fn at(frame: &Frame, point: Pos2) -> Option<(HighlightId, Edge, Span)> {
    let reach = frame.pane.set.size * REACH;
    let chosen = frame.passages.iter().filter(|passage| passage.selected);
    chosen
        .flat_map(|passage| [(passage, Edge::Start), (passage, Edge::End)])
        .find(|(passage, edge)| {
            stem(frame, passage.span, *edge)
                .is_some_and(|stem| stem.expand2(egui::vec2(reach, reach * 0.5)).contains(point))
        })
        .map(|(passage, edge)| (passage.id, edge, passage.span))
}

/// Paints both handles of a chosen highlight that would be at `span`.
pub(crate) fn paint(frame: &Frame, painter: &Painter, passage: &Passage, span: Span) {
    let scale = frame.pane.scale;
    for edge in [Edge::Start, Edge::End] {
        let Some(stem) = stem(frame, span, edge) else {
            continue;
        };
        let stem = frame.pane.outside(stem);
        painter.vline(
            stem.center().x,
            stem.y_range(),
            Stroke::new(2.0, passage.color),
        );
        let knob = match edge {
            Edge::Start => stem.center_top(),
            Edge::End => stem.center_bottom(),
        };
        painter.circle(
            knob,
            3.5,
            passage.color,
            Stroke::new(1.0 / scale.max(1.0), frame.input.palette.background),
        );
    }
}

/// The line at an edge, as high as the wash.
fn stem(frame: &Frame, span: Span, edge: Edge) -> Option<Rect> {
    let caret = match edge {
        Edge::Start => Caret {
            at: span.start(),
            affinity: parley::Affinity::Downstream,
        },
        Edge::End => Caret {
            at: span.end(),
            affinity: parley::Affinity::Upstream,
        },
    };
    let rect = frame.caret_rect(caret)?;
    let slack = (rect.height() - frame.pane.set.size * 1.3).max(0.0) / 2.0;
    Some(Rect::from_min_max(
        pos2(rect.left(), rect.top() + slack),
        pos2(rect.left(), rect.bottom() - slack),
    ))
}
