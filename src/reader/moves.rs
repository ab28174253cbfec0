//! Where the caret goes from a place, by every kind of step.

use std::sync::Arc;

use parley::{Affinity, Selection};

use super::{
    block::{BlockLayout, Caret},
    frame::Frame,
    mouse::snapped,
};
use crate::text::{next_grapheme, previous_grapheme};

/// One grapheme to the left or right as the eye sees it.
pub(super) fn step(frame: &mut Frame, from: Caret, right: bool) -> Caret {
    let layout = layout_at(frame, from.at);
    let mut caret = from;
    loop {
        match layout.step(caret, right) {
            Some(next) => caret = next,
            None => return across(frame, from, right != layout.is_rtl()),
        }
        // The end of a line and the beginning of the next are one place in the text, and a grapheme may be several clusters.
        if caret.at != from.at && snapped(frame, caret.at) == caret.at {
            return caret;
        }
    }
}

/// Out of a block at its beginning or end, to the nearest place in the next one.
pub(super) fn across(frame: &mut Frame, from: Caret, forward: bool) -> Caret {
    let block = frame.view.flow.blocks().at(from.at);
    match neighbour(frame, block, forward) {
        Some(layout) if forward => {
            let start = layout.range().start;
            if start == from.at {
                // The next piece of a long paragraph begins where this one ends.
                text_end(next_grapheme(frame.input.text.as_str(), start))
            } else {
                text_end(start)
            }
        }
        Some(layout) => {
            let end = layout.range().end;
            let text = &frame.input.text.as_str()[layout.range()];
            let before = layout.range().start + previous_grapheme(text, text.len());
            text_end(if end == from.at { before } else { end })
        }
        None => from,
    }
}

/// A word to the left or right.
pub(super) fn word(frame: &mut Frame, from: Caret, right: bool) -> Caret {
    let layout = layout_at(frame, from.at);
    let cursor = layout.cursor(from);
    let forward = right != layout.is_rtl();
    let moved = if forward {
        cursor.next_logical_word(&layout.layout)
    } else {
        cursor.previous_logical_word(&layout.layout)
    };
    let caret = layout.caret_of(moved);
    let caret = Caret {
        at: snapped(frame, caret.at),
        ..caret
    };
    if caret.at == from.at {
        across(frame, from, forward)
    } else {
        caret
    }
}

/// The beginning or the end of the line that the caret is in.
pub(super) fn line_edge(layout: &BlockLayout, from: Caret, end: bool) -> Caret {
    let cursor = layout.cursor(from);
    let selection = Selection::new(cursor, cursor);
    let moved = if end {
        selection.line_end(&layout.layout, false)
    } else {
        selection.line_start(&layout.layout, false)
    };
    layout.caret_of(moved.focus())
}

/// The next block with visible text before or after one.
pub(super) fn neighbour(
    frame: &mut Frame,
    block: usize,
    forward: bool,
) -> Option<Arc<BlockLayout>> {
    let flow = &frame.view.flow;
    let count = flow.blocks().len();
    let mut candidate = block;
    loop {
        candidate = match flow.fold_of(candidate) {
            Some(fold) if !fold.open && forward => fold.blocks.end,
            Some(fold) if !fold.open => fold.blocks.start.checked_sub(1)?,
            _ if forward => candidate + 1,
            _ => candidate.checked_sub(1)?,
        };
        if candidate >= count {
            return None;
        }
        if !flow.is_folded(candidate) {
            return Some(frame.view.flow.layout(candidate, frame.view.composer));
        }
    }
}

/// The layout of the block that holds a byte.
pub(super) fn layout_at(frame: &mut Frame, at: usize) -> Arc<BlockLayout> {
    let block = frame.view.flow.blocks().at(at);
    frame.view.flow.layout(block, frame.view.composer)
}

/// A caret in front of the letter at a byte.
pub(super) fn text_end(at: usize) -> Caret {
    Caret {
        at,
        affinity: Affinity::Downstream,
    }
}

/// The beginning or the end of the article.
pub(super) fn line_end_of_text(frame: &Frame, end: bool) -> Caret {
    text_end(if end {
        frame.input.text.as_str().len()
    } else {
        0
    })
}
