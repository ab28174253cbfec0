use super::span::Span;

/// What is selected in one text: from where it was begun (`anchor`) to where the caret stands (`head`), in bytes.
/// Either may be the greater; where both are the same, it is a caret.
///
/// Both lie on grapheme boundaries of their text; who makes one sees to that.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct TextSelection {
    /// The end that stays when the selection is extended.
    pub anchor: usize,
    /// The end that moves, where the caret is drawn.
    pub head: usize,
}

impl TextSelection {
    /// A caret: nothing selected, but a place to go on from.
    #[must_use]
    pub fn caret(at: usize) -> Self {
        Self {
            anchor: at,
            head: at,
        }
    }

    /// The selected stretch, or `None` for a caret.
    #[must_use]
    pub fn span(self) -> Option<Span> {
        Span::new(self.anchor.min(self.head), self.anchor.max(self.head))
    }
}
