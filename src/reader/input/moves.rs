//! Caret movements by grapheme, word and block.

use crate::{
    reader::{
        frame::PaneFrame,
        layout::{BlockLayout, Caret},
    },
    text::{next_grapheme, next_word, previous_grapheme, previous_word},
};

use std::sync::Arc;

/// One grapheme to the left or right on the screen.
pub(super) fn by_grapheme(frame: &mut PaneFrame, from: Caret, right: bool) -> Caret {
    if frame.fold_at(from.at).is_some() {
        return leave_block(frame, from, right);
    }
    let layout = layout_at(frame, from.at);
    let mut caret = from;
    loop {
        match layout.step(caret, right) {
            Some(next) => caret = next,
            None => return leave_block(frame, from, right != layout.is_rtl()),
        }
        // The end of a line and the start of the next are the same offset, and a grapheme may have several clusters.
        if caret.at != from.at && frame.snap_to_grapheme(caret.at) == caret.at {
            return caret;
        }
    }
}

/// Moves the caret to the nearest offset in the next or previous block.
fn leave_block(frame: &mut PaneFrame, from: Caret, forward: bool) -> Caret {
    let block = frame.view.flow.blocks().at(from.at);
    match next_block(frame, block, forward) {
        Some(NextBlock::Fold(at)) => Caret::before(at),
        Some(NextBlock::Text(layout)) if forward => {
            let start = layout.range().start;
            if start == from.at {
                // The next piece of a long paragraph begins where this one ends.
                Caret::before(next_grapheme(frame.input.text.as_str(), start))
            } else {
                Caret::before(start)
            }
        }
        Some(NextBlock::Text(layout)) => {
            let end = layout.range().end;
            let text = &frame.input.text.as_str()[layout.range()];
            let before = layout.range().start + previous_grapheme(text, text.len());
            Caret::before(if end == from.at { before } else { end })
        }
        None => from,
    }
}

/// One word to the left or right on the screen; at the end of a paragraph, on to the next one.
pub(super) fn by_word(frame: &mut PaneFrame, from: Caret, right: bool) -> Caret {
    if frame.fold_at(from.at).is_some() {
        return leave_block(frame, from, right);
    }
    let forward = right != layout_at(frame, from.at).is_rtl();
    let text = frame.input.text.as_str();
    let paragraph = frame.paragraph_of(from.at);
    let at = if forward {
        next_word(text, &paragraph, from.at)
    } else {
        previous_word(text, &paragraph, from.at)
    };
    if at == from.at {
        leave_block(frame, from, forward)
    } else {
        Caret::before(at)
    }
}

/// A block that the caret can move into.
pub(super) enum NextBlock {
    Text(Arc<BlockLayout>),
    /// A closed fold, with the first byte that it hides, which is the caret's offset there.
    Fold(usize),
}

/// The block shown before or after `block`. A closed fold counts as one block.
pub(super) fn next_block(frame: &mut PaneFrame, block: usize, forward: bool) -> Option<NextBlock> {
    let flow = &frame.view.flow;
    let own = flow
        .closed_fold_of(block)
        .map_or(block..block + 1, |fold| fold.blocks.clone());
    let next = if forward {
        own.end
    } else {
        own.start.checked_sub(1)?
    };
    if next >= flow.blocks().len() {
        return None;
    }
    if let Some(fold) = flow.closed_fold_of(next) {
        let first = flow.blocks().get(fold.blocks.start).range.start;
        return Some(NextBlock::Fold(first));
    }
    let layout = frame.view.flow.layout(next, frame.view.composer);
    Some(NextBlock::Text(layout))
}

/// The layout of the block that contains a byte.
pub(super) fn layout_at(frame: &mut PaneFrame, at: usize) -> Arc<BlockLayout> {
    let block = frame.view.flow.blocks().at(at);
    frame.view.flow.layout(block, frame.view.composer)
}

/// The start or end of the article.
pub(super) fn to_article_edge(frame: &PaneFrame, end: bool) -> Caret {
    let length = frame.input.text.as_str().len();
    Caret::before(if end { length } else { 0 })
}
