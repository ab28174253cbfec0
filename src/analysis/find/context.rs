use crate::{
    project::Article,
    text::{Span, sentence_around, snap_to_graphemes, word_around},
};

use std::ops::Range;

/// Number of bytes of a sentence kept after a passage.
const BYTES_AFTER: usize = 400;

/// The sentence or sentences around a passage, within their paragraphs.
pub fn sentence_of(article: &Article, span: Span) -> Range<usize> {
    let (text, paragraphs) = (article.text.as_str(), article.text.paragraphs());
    let around = |at: usize| sentence_around(text, &paragraphs.range(paragraphs.at(at)), at);
    let start = around(span.start()).start.min(span.start());
    let last = text.floor_char_boundary(span.end() - 1);
    start..around(last).end.max(span.end())
}

/// A passage in its sentence, cut to fit one line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FoundContext {
    /// With spaces for line breaks, and "…" where it is cut.
    pub words: String,
    /// The passage in `words`.
    pub span: Option<Span>,
}

/// A passage in the sentence `around` it, with about `before` bytes before the passage.
pub fn context_after(text: &str, span: Span, around: &Range<usize>, before: usize) -> FoundContext {
    let mut start = around.start;
    let mut line = String::new();
    if start + before < span.start() {
        let about = text.floor_char_boundary(span.start() - before);
        start = word_around(text, around, about).end.min(span.start());
        line.push('\u{2026}');
    }
    let end = (span.end() + BYTES_AFTER).min(around.end);
    let end = snap_to_graphemes(text, start, end).map_or(end, Span::end);
    let before = line.len() + span.start() - start;
    let visible = text[start..end].chars();
    line.extend(visible.map(|character| if character == '\n' { ' ' } else { character }));
    if end < around.end {
        line.push('\u{2026}');
    }
    FoundContext {
        span: Span::new(before, before + span.len()),
        words: line,
    }
}
