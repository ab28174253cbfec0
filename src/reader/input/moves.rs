//! Where the caret goes from a place, by every kind of step.

use super::mouse::snapped;
use crate::{
    reader::{
        frame::Frame,
        layout::{BlockLayout, Caret},
    },
    text::{next_grapheme, next_word, previous_grapheme, previous_word},
};

use std::sync::Arc;

use parley::{Affinity, Selection};

/// One grapheme to the left or right as the eye sees it.
pub(crate) fn step(frame: &mut Frame, from: Caret, right: bool) -> Caret {
    if frame.fold_at(from.at).is_some() {
        return across(frame, from, right);
    }
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
pub(crate) fn across(frame: &mut Frame, from: Caret, forward: bool) -> Caret {
    let block = frame.view.flow.blocks().at(from.at);
    match neighbour(frame, block, forward) {
        Some(Neighbour::Fold(at)) => text_end(at),
        Some(Neighbour::Text(layout)) if forward => {
            let start = layout.range().start;
            if start == from.at {
                // The next piece of a long paragraph begins where this one ends.
                text_end(next_grapheme(frame.input.text.as_str(), start))
            } else {
                text_end(start)
            }
        }
        Some(Neighbour::Text(layout)) => {
            let end = layout.range().end;
            let text = &frame.input.text.as_str()[layout.range()];
            let before = layout.range().start + previous_grapheme(text, text.len());
            text_end(if end == from.at { before } else { end })
        }
        None => from,
    }
}

/// A word to the left or right; at the end of a paragraph on to the next one.
pub(crate) fn word(frame: &mut Frame, from: Caret, right: bool) -> Caret {
    if frame.fold_at(from.at).is_some() {
        return across(frame, from, right);
    }
    let forward = right != layout_at(frame, from.at).is_rtl();
    let text = frame.input.text.as_str();
    let paragraph = frame.paragraph_of(from.at);
    let at = if forward {
        next_word(text, &paragraph, from.at)
    } else {
        previous_word(text, &paragraph, from.at)
    };
    let at = snapped(frame, at);
    if at == from.at {
        across(frame, from, forward)
    } else {
        text_end(at)
    }
}

/// The beginning or the end of the line that the caret is in.
pub(crate) fn line_edge(layout: &BlockLayout, from: Caret, end: bool) -> Caret {
    let cursor = layout.cursor(from);
    let selection = Selection::new(cursor, cursor);
    let moved = if end {
        selection.line_end(&layout.layout, false)
    } else {
        selection.line_start(&layout.layout, false)
    };
    layout.caret_of(moved.focus())
}

/// What a caret meets when it leaves a block.
pub(crate) enum Neighbour {
    /// The next block of text.
    Text(Arc<BlockLayout>),
    /// The line of a closed fold, with the byte that stands for it: the first that is hidden there.
    Fold(usize),
}

/// What is seen before or after a block; a closed fold is one line.
pub(crate) fn neighbour(frame: &mut Frame, block: usize, forward: bool) -> Option<Neighbour> {
    let flow = &frame.view.flow;
    let fold = flow.fold_of(block).filter(|fold| !fold.open);
    let own = fold.map_or(block..block + 1, |fold| fold.blocks.clone());
    let next = if forward {
        own.end
    } else {
        own.start.checked_sub(1)?
    };
    if next >= flow.blocks().len() {
        return None;
    }
    if let Some(fold) = flow.fold_of(next).filter(|fold| !fold.open) {
        let first = flow.blocks().get(fold.blocks.start).range.start;
        return Some(Neighbour::Fold(first));
    }
    let layout = frame.view.flow.layout(next, frame.view.composer);
    Some(Neighbour::Text(layout))
}

/// The layout of the block that holds a byte.
pub(crate) fn layout_at(frame: &mut Frame, at: usize) -> Arc<BlockLayout> {
    let block = frame.view.flow.blocks().at(at);
    frame.view.flow.layout(block, frame.view.composer)
}

/// A caret in front of the letter at a byte.
pub(crate) fn text_end(at: usize) -> Caret {
    Caret {
        at,
        affinity: Affinity::Downstream,
    }
}

/// The beginning or the end of the article.
pub(crate) fn line_end_of_text(frame: &Frame, end: bool) -> Caret {
    text_end(if end {
        frame.input.text.as_str().len()
    } else {
        0
    })
}
