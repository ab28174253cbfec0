use super::style::{ReaderPalette, ReadingStyle};
use crate::{
    project::{ArticleText, HighlightId, Stance},
    text::{Span, TextSelection},
};

use std::{collections::BTreeSet, ops::Range};

use egui::{Color32, Response};

/// What a pane shows this frame. Offsets are bytes of `text`.
pub struct ReaderInput<'a> {
    /// The article.
    pub text: &'a ArticleText,
    /// The article's name, which a screen reader reads out for the pane.
    pub name: &'a str,
    /// Typeface, size and measure.
    pub style: &'a ReadingStyle,
    /// Colours.
    pub palette: &'a ReaderPalette,
    /// Paragraphs (by index) that are greyed and folded.
    pub clutter: &'a BTreeSet<usize>,
    /// The highlights that overlap a byte range, in order of position. Asked for what is visible, whenever that changes
    /// within a frame.
    pub passages: &'a dyn Fn(Range<usize>) -> Vec<Passage>,
    /// What is selected, or where the caret is. Both ends on grapheme boundaries.
    pub selection: Option<TextSelection>,
    /// What a search found, in order.
    pub hits: &'a [Span],
    /// The index of the hit that the search stands at.
    pub current_hit: Option<usize>,
    /// A passage to draw attention to, and how strongly: 1 at first, fading to 0. The caller asks for the frames.
    pub flash: Option<(Span, f32)>,
}

/// One highlight as it is painted.
#[derive(Clone, Debug, PartialEq)]
pub struct Passage {
    /// Which highlight.
    pub id: HighlightId,
    /// Where it is.
    pub span: Span,
    /// The colour of its first claim.
    pub color: Color32,
    /// Whether it is the chosen one: stronger, with handles.
    pub selected: bool,
    /// Whether something else is in focus, so that this one steps back.
    pub dimmed: bool,
    /// Its stance, drawn as a sign beside its bracket.
    pub stance: Option<Stance>,
    /// What it is linked to, for the hover card and the screen reader; may have several lines.
    pub about: String,
}

/// What the analyst did in a pane, for the caller to carry out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ReaderEvent {
    /// The selection is now this; a caret is one whose ends are the same.
    Select(Option<TextSelection>),
    /// A highlight was clicked, in the text or at its bracket. Where several lie over one another, each further
    /// click at the place gives the next one.
    ClickPassage(HighlightId),
    /// A click into text where no highlight is.
    ClickText,
    /// An edge of a highlight was moved, by handle or by key. Not empty, on grapheme boundaries.
    MoveEdges {
        /// Which highlight.
        id: HighlightId,
        /// Where it shall be.
        span: Span,
    },
}

/// What [`Reader::show`](super::Reader::show) gives back.
pub struct ReaderOutput {
    /// The pane, for a context menu and for focus.
    pub response: Response,
    /// What was done, in order.
    pub events: Vec<ReaderEvent>,
    /// The bytes that are visible.
    pub visible: Range<usize>,
}

/// What is being dragged out of a pane: egui's [`DragAndDrop`](egui::DragAndDrop) holds one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DraggedPassage {
    /// This highlight.
    Highlight(HighlightId),
    /// What is selected.
    Selection,
}

/// A place in an article, to come back to.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct ReadingPlace {
    /// The first byte of the line at the top of the pane; 0 is the very beginning.
    pub top: usize,
}

/// How far to scroll to show something.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ScrollHow {
    /// As little as needed; not at all if it is visible.
    Nearest,
    /// So that it begins in the upper third, with what comes before it for context.
    Upper,
}
