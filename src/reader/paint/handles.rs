//! The two handles of the selected highlight.

use crate::{
    project::HighlightId,
    reader::{frame::PaneFrame, interface::ReaderPassage, layout::Caret},
    text::Span,
};

use egui::{Painter, Pos2, Rect, Stroke, pos2};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum PassageEdge {
    Start,
    End,
}

/// Distance from a handle at which it can be grabbed, as a multiple of the font size.
const GRAB_DISTANCE: f32 = 0.4;

/// The span with one edge moved to `at`, unless it would be empty.
pub(crate) fn moved(span: Span, edge: PassageEdge, at: usize) -> Span {
    let moved = match edge {
        PassageEdge::Start => Span::new(at, span.end()),
        PassageEdge::End => Span::new(span.start(), at),
    };
    moved.unwrap_or(span)
}

/// The handle at a point: its highlight, edge, and the highlight's span.
pub(crate) fn at(frame: &PaneFrame, point: Pos2) -> Option<(HighlightId, PassageEdge, Span)> {
    let reach = frame.pane.font.size * GRAB_DISTANCE;
    let selected = frame.passages.iter().filter(|passage| passage.selected);
    selected
        .flat_map(|passage| [(passage, PassageEdge::Start), (passage, PassageEdge::End)])
        .find(|(passage, edge)| {
            stem(frame, passage.span, *edge)
                .is_some_and(|stem| stem.expand2(egui::vec2(reach, reach * 0.5)).contains(point))
        })
        .map(|(passage, edge)| (passage.id, edge, passage.span))
}

/// Paints both handles of a selected highlight, as if it were at `span`.
pub(crate) fn paint(frame: &PaneFrame, painter: &Painter, passage: &ReaderPassage, span: Span) {
    let scale = frame.pane.scale;
    for edge in [PassageEdge::Start, PassageEdge::End] {
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
            PassageEdge::Start => stem.center_top(),
            PassageEdge::End => stem.center_bottom(),
        };
        painter.circle(
            knob,
            3.5,
            passage.color,
            Stroke::new(1.0 / scale.max(1.0), frame.input.palette.background),
        );
    }
}

/// The vertical line at an edge, as high as the highlight.
fn stem(frame: &PaneFrame, span: Span, edge: PassageEdge) -> Option<Rect> {
    let caret = match edge {
        PassageEdge::Start => Caret::before(span.start()),
        PassageEdge::End => Caret::after(span.end()),
    };
    let rect = frame.caret_rect(caret)?;
    let slack = (rect.height() - frame.pane.font.size * 1.3).max(0.0) / 2.0;
    Some(Rect::from_min_max(
        pos2(rect.left(), rect.top() + slack),
        pos2(rect.left(), rect.bottom() - slack),
    ))
}
