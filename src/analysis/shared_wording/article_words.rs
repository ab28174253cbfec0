//! The words of an article, prepared for comparison.

use super::quotations::quoted_ranges;
use crate::{
    project::Article,
    text::{Span, folded, is_unspaced},
};

use std::{hash::BuildHasher, ops::Range};

use foldhash::fast::FixedState;
use unicode_normalization::char::is_combining_mark;
use unicode_segmentation::UnicodeSegmentation;

/// Numbers in words that are reported as differences if nothing else differs.
const NUMBER_WORDS: &str = "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen \
    seventeen eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety hundred thousand million dozen dozens \
    ein eine zwei drei vier funf sechs sieben acht neun zehn elf zwolf zwanzig hundert tausend deux trois quatre cinq six sept \
    huit neuf dix douze vingt cent mille dos tres cuatro cinco seis siete ocho nueve diez doce cien один два три четыре пять \
    шесть семь восемь девять десять двенадцать двое трое";

/// Minimum words of a quotation: shorter ones are often scare quotes.
const MIN_QUOTED: usize = 4;

/// The words of one article outside its page clutter, and the quotations among them.
pub(in crate::analysis) struct ArticleWords<'a> {
    pub text: &'a str,
    pub words: Vec<ArticleWord>,
    /// Passages in quotation marks, as ranges of `words`.
    pub quotations: Vec<Range<usize>>,
    sentences: Vec<Range<usize>>,
}

#[derive(Clone, Copy)]
pub(in crate::analysis) struct ArticleWord {
    /// Hash of the folded word; the same for all numbers.
    pub hash: u64,
    pub start: usize,
    pub end: usize,
    pub is_number: bool,
    pub is_quoted: bool,
}

impl ArticleWord {
    pub fn span(&self) -> Option<Span> {
        Span::new(self.start, self.end)
    }
}

impl<'a> ArticleWords<'a> {
    pub fn new(article: &'a Article) -> Self {
        let paragraphs = article.text.paragraphs();
        let mut all = Self::empty(article.text.as_str());
        let shown = (0..paragraphs.len()).filter(|at| !article.clutter.contains(at));
        for range in shown.map(|at| paragraphs.range(at)) {
            all.add_paragraph(range);
        }
        all
    }

    /// The words of a text of one paragraph.
    pub fn of_text(text: &'a str) -> Self {
        let mut all = Self::empty(text);
        all.add_paragraph(0..text.len());
        all
    }

    fn empty(text: &'a str) -> Self {
        Self {
            text,
            words: Vec::new(),
            quotations: Vec::new(),
            sentences: Vec::new(),
        }
    }

    /// The bytes of each sentence, in order.
    pub fn sentences(&self) -> &[Range<usize>] {
        &self.sentences
    }

    fn add_paragraph(&mut self, range: Range<usize>) {
        let first = self.words.len();
        let paragraph = &self.text[range.clone()];
        let mut start = None;
        for (at, letter) in paragraph.char_indices().chain([(paragraph.len(), ' ')]) {
            let is_inside = letter.is_alphanumeric() || is_combining_mark(letter);
            if let Some(begun) = start.filter(|_| !is_inside || is_unspaced(letter)) {
                self.add_word(range.start + begun..range.start + at);
                start = None;
            }
            if is_inside && is_unspaced(letter) {
                self.add_word(range.start + at..range.start + at + letter.len_utf8());
            } else if is_inside {
                start = start.or(Some(at));
            }
        }
        self.sentences.extend(
            paragraph
                .split_sentence_bound_indices()
                .map(|(at, sentence)| range.start + at..range.start + at + sentence.len()),
        );
        for quoted in quoted_ranges(paragraph) {
            let (from, to) = (range.start + quoted.start, range.start + quoted.end);
            let words = &self.words[first..];
            let begin = first + words.partition_point(|word| word.start < from);
            let end = first + words.partition_point(|word| word.end <= to);
            if self.weight(begin..end) >= 2 * MIN_QUOTED {
                self.words[begin..end]
                    .iter_mut()
                    .for_each(|word| word.is_quoted = true);
                self.quotations.push(begin..end);
            }
        }
    }

    fn add_word(&mut self, range: Range<usize>) {
        let word = folded(&self.text[range.clone()]);
        let is_number = word.contains(|it: char| it.is_ascii_digit());
        // "5,000" is one number.
        if let Some(last) = self
            .words
            .last_mut()
            .filter(|last| last.is_number && is_number)
            && matches!(
                &self.text[last.end..range.start],
                "," | "." | "'" | "\u{2019}" | ":"
            )
        {
            last.end = range.end;
            return;
        }
        let hash = if is_number {
            0
        } else {
            FixedState::with_seed(0).hash_one(&word)
        };
        self.words.push(ArticleWord {
            hash,
            start: range.start,
            end: range.end,
            is_number,
            is_quoted: false,
        });
    }

    /// Twice the number of words; a letter of a script without spaces counts half.
    pub fn weight(&self, words: Range<usize>) -> usize {
        let words = self.words[words].iter();
        words
            .map(|word| {
                if self.text_of(word).starts_with(is_unspaced) {
                    1
                } else {
                    2
                }
            })
            .sum()
    }

    pub fn text_of(&self, word: &ArticleWord) -> &'a str {
        &self.text[word.start..word.end]
    }

    pub fn is_number(&self, word: &ArticleWord) -> bool {
        word.is_number || is_number_word(&folded(self.text_of(word)))
    }

    /// The span from the first to the last word of a range.
    pub fn span(&self, words: &Range<usize>) -> Option<Span> {
        let words = self.words.get(words.clone())?;
        Span::new(words.first()?.start, words.last()?.end)
    }

    /// Percentage of the sentences outside quotations with at least half of their words within spans. The spans must
    /// ascend.
    pub fn percent_of_sentences(&self, spans: impl Iterator<Item = Span>) -> usize {
        let spans: Vec<Span> = spans.collect();
        let (mut all, mut shared) = (0, 0);
        for sentence in &self.sentences {
            let from = self
                .words
                .partition_point(|word| word.start < sentence.start);
            let to = self.words.partition_point(|word| word.start < sentence.end);
            let words = self.words[from..to].iter().filter(|word| !word.is_quoted);
            let is_within = |word: &ArticleWord| {
                spans
                    .iter()
                    .any(|span| span.start() <= word.start && word.end <= span.end())
            };
            let (count, within) = words.fold((0, 0), |(count, within), word| {
                (count + 1, within + usize::from(is_within(word)))
            });
            if count > 0 {
                all += 1;
                shared += usize::from(within * 2 >= count);
            }
        }
        (shared * 100_usize).checked_div(all).unwrap_or(0)
    }
}

/// Whether a folded word is a number.
pub(in crate::analysis) fn is_number_word(folded: &str) -> bool {
    let mut words = NUMBER_WORDS.split_ascii_whitespace();
    words.any(|number| number == folded)
}

/// Whether two numbers differ in more than case and thousands separators.
pub(super) fn is_other_number(one: &str, other: &str) -> bool {
    let plain = |number: &str| folded(number).replace([',', '.', '\'', ' '], "");
    plain(one) != plain(other)
}
