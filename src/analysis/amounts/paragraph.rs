use super::{
    dates::{NamedMonth, months},
    lexicon::{Language, Lexicon, Meaning},
    tokens::{Kind, NOTHING, Token, tokens},
};

use std::ops::Range;

use jiff::civil::Date;

/// A tokenized paragraph. Numbers, amounts and dates have their methods in modules of their own.
pub(super) struct Paragraph<'a> {
    pub text: &'a str,
    pub tokens: Vec<Token<'a>>,
    pub lexicon: &'a Lexicon,
    /// The publication date.
    pub published: Option<Date>,
    /// The month that each token names or begins to name.
    pub months: Vec<Option<NamedMonth>>,
    /// The only token that is not a symbol, if there is exactly one.
    pub only_word: Option<usize>,
}

impl<'a> Paragraph<'a> {
    pub fn new(text: &'a str, lexicon: &'a Lexicon, published: Option<Date>) -> Self {
        let tokens = tokens(text, lexicon);
        let mut words = (0..tokens.len()).filter(|at| tokens[*at].kind != Kind::Symbol);
        let only_word = words.next().filter(|_| words.next().is_none());
        Self {
            text,
            months: months(&tokens, lexicon.language),
            tokens,
            lexicon,
            published,
            only_word,
        }
    }

    pub fn language(&self) -> Language {
        self.lexicon.language
    }

    /// The token at an index; out of range, [`NOTHING`].
    pub fn at(&self, at: usize) -> &Token<'a> {
        self.tokens.get(at).unwrap_or(&NOTHING)
    }

    /// The token before an index; at the start of the text, [`NOTHING`].
    pub fn before(&self, at: usize) -> &Token<'a> {
        at.checked_sub(1).map_or(&NOTHING, |before| self.at(before))
    }

    pub fn is(&self, at: usize, meaning: Meaning) -> bool {
        self.has(self.at(at), meaning)
    }

    pub fn has(&self, token: &Token, meaning: Meaning) -> bool {
        !token.is_nothing() && self.lexicon.is(&token.folded, meaning)
    }

    /// The text from the first to the last of these tokens.
    pub fn text_of(&self, tokens: Range<usize>) -> &'a str {
        &self.text[self.bytes_of(tokens)]
    }

    pub fn bytes_of(&self, tokens: Range<usize>) -> Range<usize> {
        self.at(tokens.start).range.start..self.before(tokens.end).range.end
    }

    /// The longest phrase with a meaning that begins at a token, and the next token.
    pub fn phrase_at<T>(
        &self,
        at: usize,
        pick: impl Fn(Meaning) -> Option<T>,
    ) -> Option<(T, usize)> {
        let phrases = self.lexicon.phrases_from(&self.at(at).folded);
        phrases.iter().find_map(|(words, meaning)| {
            let end = at + words.len();
            self.are(at..end, words)
                .then(|| Some((pick(*meaning)?, end)))?
        })
    }

    /// The longest phrase with a meaning that ends before a token, and its first token.
    pub fn phrase_before<T>(
        &self,
        end: usize,
        pick: impl Fn(Meaning) -> Option<T>,
    ) -> Option<(T, usize)> {
        let phrases = self.lexicon.phrases_to(&self.before(end).folded);
        phrases.iter().find_map(|(words, meaning)| {
            let at = end.checked_sub(words.len())?;
            self.are(at..end, words)
                .then(|| Some((pick(*meaning)?, at)))?
        })
    }

    fn are(&self, tokens: Range<usize>, words: &[String]) -> bool {
        let tokens = self.tokens.get(tokens);
        tokens.is_some_and(|tokens| tokens.iter().map(|token| &token.folded).eq(words))
    }

    /// The token after the phrase with that meaning at `at`.
    pub fn end_of(&self, meaning: Meaning, at: usize) -> Option<usize> {
        let ((), end) = self.phrase_at(at, |other| (other == meaning).then_some(()))?;
        Some(end)
    }

    /// The first token of the phrase with that meaning before `end`.
    pub fn start_of(&self, meaning: Meaning, end: usize) -> Option<usize> {
        let ((), at) = self.phrase_before(end, |other| (other == meaning).then_some(()))?;
        Some(at)
    }

    /// Whether a phrase with that meaning ends before `at`.
    pub fn follows(&self, meaning: Meaning, at: usize) -> bool {
        self.start_of(meaning, at).is_some()
    }
}
