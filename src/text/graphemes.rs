use super::span::Span;

use unicode_segmentation::{GraphemeCursor, UnicodeSegmentation};

/// Size of the blocks that limit how far back a boundary may depend on the text, in bytes. Flag emoji pair up from the
/// start of their run, so an unbounded look-back would scan a text of flags whole on each call.
const BLOCK_BYTES: usize = 1024;

/// Whether `offset` is a grapheme cluster boundary (UAX #29), where a caret can be placed.
///
/// Looks back to the start of the previous block, at most 2 kB, so flags in a longer run may be paired differently.
pub fn is_grapheme_boundary(text: &str, offset: usize) -> bool {
    if !text.is_char_boundary(offset) {
        return false;
    }
    let start = context_of(text, offset);
    let (context, offset) = (&text[start..], offset - start);
    GraphemeCursor::new(offset, context.len(), true)
        .is_boundary(context, 0)
        .unwrap_or(false)
}

/// Calls `on_boundary` with every grapheme boundary, as defined by [`is_grapheme_boundary`]. Linear in the length of
/// the text.
pub fn for_each_boundary(text: &str, mut on_boundary: impl FnMut(usize)) {
    for block in (0..=text.len()).step_by(BLOCK_BYTES) {
        let (start, end) = (context_of(text, block), block + BLOCK_BYTES);
        // A boundary depends on the character after it too.
        let context = &text[start..text.ceil_char_boundary((end + 4).min(text.len()))];
        let boundaries = context.grapheme_indices(true).map(|(at, _)| start + at);
        let of_block = boundaries.filter(|at| (block..end).contains(at));
        of_block.for_each(&mut on_boundary);
    }
    on_boundary(text.len());
}

/// Start of the context for `offset`: the same for all offsets in a 1 kB block, so that flags are paired consistently.
fn context_of(text: &str, offset: usize) -> usize {
    text.floor_char_boundary((offset / BLOCK_BYTES).saturating_sub(1) * BLOCK_BYTES)
}

/// Whether the character never joins its neighbours. Covers only the common ranges; false means "unknown".
pub(super) fn never_joins(character: char) -> bool {
    matches!(character, ' '..='~' | '\n' | 'À'..='ɏ' | 'Ѐ'..='ѯ' | 'א'..='ת' | 'ء'..='ي'
        | '\u{2010}'..='\u{2027}' | 'ぁ'..='ゖ' | 'ァ'..='ヺ' | '\u{4E00}'..='\u{9FFF}')
}

/// The nearest grapheme boundary after `offset`, or the end of the text.
pub fn next_grapheme(text: &str, offset: usize) -> usize {
    let after = text.get(offset..).and_then(|rest| rest.chars().next());
    let mut at = match after {
        Some(character) => offset + character.len_utf8(),
        None => text.ceil_char_boundary(offset),
    };
    while at < text.len() && !is_grapheme_boundary(text, at) {
        at = text.ceil_char_boundary(at + 1);
    }
    at
}

/// `offset` itself if it is a grapheme boundary, else the previous one.
pub(super) fn floor_grapheme(text: &str, offset: usize) -> usize {
    if is_grapheme_boundary(text, offset) {
        offset
    } else {
        previous_grapheme(text, offset)
    }
}

/// `offset` itself if it is a grapheme boundary, else the next one.
pub(super) fn ceil_grapheme(text: &str, offset: usize) -> usize {
    if is_grapheme_boundary(text, offset) {
        offset
    } else {
        next_grapheme(text, offset)
    }
}

/// The nearest grapheme boundary before `offset`, or the start of the text.
pub fn previous_grapheme(text: &str, offset: usize) -> usize {
    let mut at = text.floor_char_boundary(offset.saturating_sub(1));
    while at > 0 && !is_grapheme_boundary(text, at) {
        at = text.floor_char_boundary(at - 1);
    }
    at
}

/// The smallest span of whole graphemes that covers both offsets, in either order; `None` if they are equal.
///
/// ```
/// use crosscheck::text::snap_to_graphemes;
/// let text = "a👨‍👩‍👧b";
/// assert_eq!(snap_to_graphemes(text, 3, 6).map(|span| &text[span.range()]), Some("👨‍👩‍👧"));
/// ```
pub fn snap_to_graphemes(text: &str, one: usize, other: usize) -> Option<Span> {
    let start = one.min(other).min(text.len());
    let end = one.max(other).min(text.len());
    if start == end {
        return None;
    }
    Span::new(floor_grapheme(text, start), ceil_grapheme(text, end))
}

/// Trims white space at both ends of the span; `None` if nothing else is left. A space that carries a combining accent
/// is kept.
pub fn without_blank_edges(text: &str, span: Span) -> Option<Span> {
    let covered = text.get(span.range())?;
    let start = span.end() - covered.trim_start().len();
    let end = span.start() + covered.trim_end().len();
    if start >= end {
        return None;
    }
    snap_to_graphemes(text, start, end)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Snaps the two `|` in `marked` and compares the span's text with `expected`.
    fn check_snap(marked: &str, expected: &str) {
        let text = marked.replace('|', "");
        let first = marked.find('|').unwrap();
        let second = marked.rfind('|').unwrap() - 1;
        let span = snap_to_graphemes(&text, first, second).unwrap();
        assert_eq!(&text[span.range()], expected, "in {marked:?}");
        assert_eq!(
            snap_to_graphemes(&text, second, first),
            Some(span),
            "backwards"
        );
    }

    #[test]
    fn selections_snap_outwards_to_graphemes() {
        check_snap("an |ordinary| word", "ordinary");
        check_snap("caf|e|\u{301} noir", "e\u{301}");
        check_snap("👨\u{200d}|👩\u{200d}|👧", "👨\u{200d}👩\u{200d}👧");
        check_snap("|🇺|🇦🇷🇺", "🇺🇦");
        check_snap("न|म|स्ते", "म");
        check_snap("नम|स्|ते", "स्ते");
    }

    #[test]
    fn offsets_inside_a_character_snap_outwards() {
        assert_eq!(snap_to_graphemes("日本", 1, 2), Span::new(0, 3));
        assert_eq!(snap_to_graphemes("日本", 4, 99), Span::new(3, 6));
        assert_eq!(snap_to_graphemes("日本", 3, 3), None);
    }

    #[test]
    fn next_and_previous_visit_every_grapheme() {
        let text = "e\u{301}👨\u{200d}👩🇺🇦🇷🇺नम";
        let whole: Vec<usize> = text.grapheme_indices(true).map(|(at, _)| at).collect();
        let mut forwards = vec![0];
        while let Some(last) = forwards.last().copied().filter(|last| *last < text.len()) {
            forwards.push(next_grapheme(text, last));
        }
        assert_eq!(forwards.pop(), Some(text.len()));
        assert_eq!(forwards, whole);
        let mut backwards = vec![previous_grapheme(text, text.len())];
        while let Some(last) = backwards.last().copied().filter(|last| *last > 0) {
            backwards.push(previous_grapheme(text, last));
        }
        backwards.reverse();
        assert_eq!(backwards, whole);
        assert_eq!(next_grapheme("日本", 1), 3);
        assert_eq!(previous_grapheme("日本", 5), 3);
        assert_eq!((next_grapheme("a", 9), previous_grapheme("a", 0)), (1, 0));
    }

    #[test]
    fn flags_in_a_long_run_are_paired_from_its_start() {
        let text = "🇺🇦🇷🇺".repeat(150);
        let boundaries = (0..=text.len()).filter(|at| is_grapheme_boundary(&text, *at));
        assert!(boundaries.eq((0..=text.len()).step_by(8)));
    }

    #[test]
    fn white_space_at_the_edges_is_trimmed() {
        let text = " a \u{301}b\u{3000}\n";
        let trimmed = |start, end| without_blank_edges(text, Span::new(start, end).unwrap());
        assert_eq!(trimmed(0, text.len()), Span::new(1, 6));
        assert_eq!(trimmed(2, text.len()), Span::new(2, 6), "an accented space");
        assert_eq!(trimmed(6, text.len()), None);
    }
}
