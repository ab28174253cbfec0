use super::{
    layout::ParagraphStyles,
    style::{ReaderPalette, ReadingStyle},
};
use crate::{
    project::{ArticleText, HighlightId, Stance, Structure},
    text::{Span, TextSelection},
};

use std::{collections::BTreeSet, ops::Range};

use egui::{Color32, Rect, Response};

/// Input of a pane for one frame. Offsets are bytes of `text`.
pub struct ReaderInput<'a> {
    pub text: &'a ArticleText,
    /// The article's name, for screen readers.
    pub name: &'a str,
    /// BCP 47 tag of the text's language, for its shaping; any other text if that is unknown.
    pub language: &'a str,
    pub style: &'a ReadingStyle,
    pub palette: &'a ReaderPalette,
    /// Indices of the paragraphs that are greyed and folded.
    pub clutter: &'a BTreeSet<usize>,
    /// Paragraphs that are not running text.
    pub styles: &'a ParagraphStyles,
    /// List dots, quotation lines and locators painted beside the paragraphs.
    pub structure: &'a Structure,
    /// Returns the highlights that overlap a byte range, ordered by position. Called with the visible range, whenever that
    /// changes within a frame.
    pub passages: &'a dyn Fn(Range<usize>) -> Vec<ReaderPassage>,
    /// Returns the stretches of text with a bar beside them, ordered by position, without overlaps. Called like
    /// `passages`.
    pub bars: &'a dyn Fn(Range<usize>) -> Vec<ReaderBar>,
    /// The selection or caret. Both ends are on grapheme boundaries.
    pub selection: Option<TextSelection>,
    /// Search matches, in order.
    pub hits: &'a [Span],
    /// Index of the current match.
    pub current_hit: Option<usize>,
    /// A passage to draw attention to, and a strength that fades from 1 to 0. The caller requests the repaints.
    pub flash: Option<(Span, f32)>,
    /// Whether a selection by pointer that ends within a word includes the whole word. Ctrl selects single letters.
    pub whole_words: bool,
}

/// A highlight as it is painted.
#[derive(Clone, Debug, PartialEq)]
pub struct ReaderPassage {
    pub id: HighlightId,
    pub span: Span,
    /// Colour of its first claim.
    pub color: Color32,
    /// Whether it is selected, and so painted more strongly, with handles.
    pub selected: bool,
    /// Whether it is faded because it does not belong to the selected claim.
    pub dimmed: bool,
    /// Its stance, drawn as an icon beside its bracket.
    pub stance: Option<Stance>,
    /// The number of its claim, drawn at its bracket if earlier claims have used up the colours.
    pub number: Option<usize>,
    /// Its links to claims, for the hover card and screen readers. May have several lines.
    pub about: String,
}

/// A stretch of text shared with other articles.
#[derive(Clone, Debug, PartialEq)]
pub struct ReaderBar {
    pub span: Span,
    /// The articles that share it, for the hover card and screen readers. May have several lines.
    pub about: String,
}

/// An action of the analyst in a pane, for the caller to carry out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ReaderEvent {
    /// The new selection. A caret is a selection whose ends are equal.
    Select(Option<TextSelection>),
    /// A click on a highlight, in the text or on its bracket. Repeated clicks cycle through overlapping highlights.
    ClickPassage(HighlightId),
    /// A click on text without a highlight.
    ClickText,
    /// A click on a bar beside this byte of the text.
    ClickBar(usize),
    /// An edge of a highlight was moved, by handle or by key. The span is not empty and is on grapheme boundaries.
    MoveEdges { id: HighlightId, span: Span },
}

/// Output of [`Reader::show`](super::Reader::show).
pub struct ReaderOutput {
    /// The pane, for a context menu and for focus.
    pub response: Response,
    /// In the order in which they happened.
    pub events: Vec<ReaderEvent>,
    /// The visible byte range.
    pub visible: Range<usize>,
    /// The visible lines of the selection, or else of the selected highlight, in points of the window; empty during a gesture.
    pub marked: Vec<Rect>,
}

/// Payload of a drag out of a pane, in egui's [`DragAndDrop`](egui::DragAndDrop).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DraggedPassage {
    Highlight(HighlightId),
    /// The selected text.
    Selection,
}

/// A scroll position in an article that survives a change of width, font and program run.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct ReadingPlace {
    /// The first byte of the line at the top of the pane; 0 is the start of the article.
    pub top: usize,
}

/// Position in the pane of the target of [`Reader::scroll_to`](super::Reader::scroll_to).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ScrollAlign {
    /// As little scrolling as possible. A visible target stays where it is.
    Nearest,
    /// In the upper third, with some context before it.
    UpperThird,
}
