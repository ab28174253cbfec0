use super::{Span, snap_to_graphemes};

/// What is selected in one text: from where the selection began to where its caret stands, in bytes, in either order.
/// The same place twice is a caret alone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TextSelection {
    /// Where it began; stays when the selection is extended.
    pub anchor: usize,
    /// Where the caret is.
    pub head: usize,
}

impl TextSelection {
    /// A caret with nothing selected.
    #[must_use]
    pub fn caret(at: usize) -> Self {
        Self { anchor: at, head: at }
    }

    /// The selection of a span, caret at its end.
    #[must_use]
    pub fn of(span: Span) -> Self {
        Self { anchor: span.start(), head: span.end() }
    }

    /// The whole graphemes of `text` that are selected; `None` for a caret alone.
    #[must_use]
    pub fn span_in(self, text: &str) -> Option<Span> {
        snap_to_graphemes(text, self.anchor, self.head)
    }
}
