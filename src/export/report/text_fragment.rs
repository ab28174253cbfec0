//! Text fragments: the part of a web address that makes a browser scroll to a passage and mark it
//! (<https://wicg.github.io/scroll-to-text-fragment/>).

use super::model::TextFragment;
use crate::{
    project::Article,
    text::{Span, word_around},
};

use std::{fmt::Write as _, ops::Range};

use memchr::memmem;
use unicode_normalization::{UnicodeNormalization, char::is_combining_mark};

/// Maximum length in bytes of a passage that is given whole. A longer one is given by its first and last words.
const MAX_EXACT_BYTES: usize = 200;
/// Approximate length in bytes of the first words, and of the last words, of a long passage.
const END_BYTES: usize = 60;
/// Lengths in bytes of the context on each side, tried in turn until the passage is unique.
const CONTEXTS: [usize; 4] = [0, 24, 60, 140];

/// The text of an article as a browser searches it: ignoring case, accents and line breaks.
pub(in crate::export) struct PageText<'a> {
    article: &'a Article,
    folded: String,
}

/// Byte ranges of the parts of a fragment.
struct Parts {
    prefix: Range<usize>,
    start: Range<usize>,
    end: Option<Range<usize>>,
    suffix: Range<usize>,
}

impl<'a> PageText<'a> {
    pub fn new(article: &'a Article) -> Self {
        Self {
            article,
            folded: fragment_key(article.text.as_str()),
        }
    }

    /// The text fragment of a passage; `None` if it stays ambiguous with the longest context.
    pub fn fragment(&self, span: Span) -> Option<TextFragment> {
        let text = self.article.text.as_str();
        let whole = self.whole_words(span)?;
        let parts = CONTEXTS.into_iter().find_map(|context| {
            let parts = self.parts(&whole, context);
            self.is_unique(&parts).then_some(parts)
        })?;
        Some(TextFragment {
            directive: parts.directive(text),
            words: parts.words(text),
        })
    }

    /// The span without white space at its edges, extended to whole words, since browsers match whole words.
    fn whole_words(&self, span: Span) -> Option<Range<usize>> {
        let text = self.article.text.as_str();
        let quote = text.get(span.range())?;
        let start = span.end() - quote.trim_start().len();
        let end = span.start() + quote.trim_end().len();
        if start >= end {
            return None;
        }
        let last = text[..end].char_indices().next_back()?.0;
        let (first, last) = (self.word(start), self.word(last));
        Some(first.start..last.end)
    }

    fn word(&self, at: usize) -> Range<usize> {
        word_around(self.article.text.as_str(), &self.paragraph(at), at)
    }

    fn paragraph(&self, at: usize) -> Range<usize> {
        let paragraphs = self.article.text.paragraphs();
        paragraphs.range(paragraphs.at(at))
    }

    fn parts(&self, whole: &Range<usize>, context: usize) -> Parts {
        let text = self.article.text.as_str();
        let (first, last) = (
            self.paragraph(whole.start),
            self.paragraph(whole.end.saturating_sub(1).max(whole.start)),
        );
        let (start, end) = if whole.len() <= MAX_EXACT_BYTES && first == last {
            (whole.clone(), None)
        } else {
            let half = END_BYTES.min(whole.len() / 2);
            let start = whole.start..self.word_end(whole.start + half).min(first.end);
            let end = self.word_start(whole.end - half).max(last.start)..whole.end;
            (start, Some(end))
        };
        let (mut from, mut until) = (whole.start, whole.end);
        if context > 0 {
            from = self.word_start(whole.start.saturating_sub(context));
            until = self.word_end(whole.end + context);
        }
        Parts {
            prefix: trimmed(text, from.clamp(first.start, whole.start)..whole.start),
            start: trimmed(text, start),
            end: end.map(|end| trimmed(text, end)),
            suffix: trimmed(text, whole.end..until.clamp(whole.end, last.end)),
        }
    }

    fn word_start(&self, at: usize) -> usize {
        let text = self.article.text.as_str();
        self.word(text.floor_char_boundary(at)).start
    }

    fn word_end(&self, at: usize) -> usize {
        let text = self.article.text.as_str();
        let at = text.floor_char_boundary(at.min(text.len().saturating_sub(1)));
        self.word(at).end
    }

    /// Whether a browser, which takes the first match, finds this passage and no other.
    fn is_unique(&self, parts: &Parts) -> bool {
        let Parts {
            prefix,
            start,
            end,
            suffix,
        } = parts;
        let text = self.article.text.as_str();
        let Some(end) = end else {
            return !start.is_empty() && self.count(text[prefix.start..suffix.end].trim()) == 1;
        };
        let between = text.get(start.end..end.start);
        let closing = fragment_key(&text[end.start..suffix.end]);
        let begins_once = self.count(&text[prefix.start..start.end]) == 1;
        let ends_first_there = between.is_some_and(|it| count(&fragment_key(it), &closing) == 0);
        !start.is_empty() && !end.is_empty() && begins_once && ends_first_there
    }

    fn count(&self, part: &str) -> usize {
        count(&self.folded, &fragment_key(part))
    }
}

impl Parts {
    fn directive(&self, text: &str) -> String {
        let mut directive = String::from(":~:text=");
        if !self.prefix.is_empty() {
            encode(&mut directive, &text[self.prefix.clone()]);
            directive.push_str("-,");
        }
        encode(&mut directive, &text[self.start.clone()]);
        if let Some(end) = &self.end {
            directive.push(',');
            encode(&mut directive, &text[end.clone()]);
        }
        if !self.suffix.is_empty() {
            directive.push_str(",-");
            encode(&mut directive, &text[self.suffix.clone()]);
        }
        directive
    }

    fn words(&self, text: &str) -> String {
        let end = self.end.as_ref();
        let ranges = [
            Some(&self.prefix),
            Some(&self.start),
            end,
            Some(&self.suffix),
        ];
        let words = ranges.into_iter().flatten();
        let words = words.map(|range| &text[range.clone()]);
        words.collect::<Vec<_>>().join(" ")
    }
}

/// Number of times that a part occurs, up to 2. Occurrences may overlap: "ha ha" is twice in "ha ha ha".
fn count(text: &str, part: &str) -> usize {
    let find = |text: &str| memmem::find(text.as_bytes(), part.as_bytes());
    let Some(first) = find(text) else { return 0 };
    let next = text.ceil_char_boundary(first + 1);
    1 + usize::from(find(&text[next..]).is_some())
}

fn trimmed(text: &str, range: Range<usize>) -> Range<usize> {
    let part = &text[range.clone()];
    let start = range.end - part.trim_start().len();
    start..(range.start + part.trim_end().len()).max(start)
}

fn fragment_key(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    for letter in text.nfkd().filter(|letter| !is_combining_mark(*letter)) {
        if !letter.is_whitespace() {
            folded.extend(letter.to_lowercase());
        } else if !folded.ends_with(' ') {
            folded.push(' ');
        }
    }
    folded
}

/// Percent-encodes everything except ASCII letters, digits and `._~`. Comma, hyphen and ampersand separate the parts of
/// a text directive.
fn encode(directive: &mut String, words: &str) {
    for byte in words.bytes() {
        if byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'_' | b'~') {
            directive.push(char::from(byte));
        } else {
            // Writing to a `String` cannot fail.
            let _ = write!(directive, "%{byte:02X}");
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::project::{ArticleDetails, ArticleText, Id};

    /// The fragment of the passage between « and ».
    fn fragment(marked: &str) -> Option<String> {
        let start = marked.find('«').unwrap();
        let end = marked.find('»').unwrap() - '«'.len_utf8();
        let text = ArticleText::new(marked.replace(['«', '»'], ""));
        let article = Article::new(Id::new(1), text, ArticleDetails::default());
        let span = Span::new(start, end).unwrap();
        let found = PageText::new(&article).fragment(span)?;
        Some(found.directive.trim_start_matches(":~:text=").to_owned())
    }

    #[test]
    fn a_fragment_has_just_enough_context_to_be_unique() {
        for (marked, expected) in [
            ("The «dam broke».", "dam%20broke"),
            ("The «da»m broke.", "dam"),
            (
                "Two, said A. «Two», said B - no?",
                "Two%2C%20said%20A.-,Two,-%2C%20said%20B%20%2D%20no%3F",
            ),
            // Alone, it would be found in the first two words.
            ("ha «ha ha»", "ha-,ha%20ha"),
            ("«Él» fue. El no.", "%C3%89l,-fue.%20El%20no."),
        ] {
            assert_eq!(fragment(marked).as_deref(), Some(expected), "{marked}");
        }
    }

    #[test]
    fn a_passage_that_stays_ambiguous_has_no_fragment() {
        assert_eq!(fragment("no\n«no»\nno"), None);
        assert_eq!(fragment("no, he said.\n«no» \n"), None);
    }

    #[test]
    fn a_passage_across_paragraphs_is_given_by_its_first_and_last_words() {
        assert_eq!(
            fragment("x «one two\nthree, four» y").as_deref(),
            Some("one%20two,three%2C%20four")
        );
    }
}
