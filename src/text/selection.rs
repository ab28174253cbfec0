use super::span::Span;

/// A selection in one text, in bytes, from `anchor` (where it began) to `head` (the caret). Either may come first;
/// equal ends mean a caret. Both must be grapheme boundaries, which the creator ensures.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct TextSelection {
    /// The end that stays when the selection is extended.
    pub anchor: usize,
    /// The end that moves, where the caret is drawn.
    pub head: usize,
}

impl TextSelection {
    pub fn caret(at: usize) -> Self {
        Self {
            anchor: at,
            head: at,
        }
    }

    /// The selected text, or `None` for a caret.
    pub fn span(self) -> Option<Span> {
        Span::new(self.anchor.min(self.head), self.anchor.max(self.head))
    }
}
