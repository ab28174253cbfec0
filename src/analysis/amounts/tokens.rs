//! Tokenizer: words, digits and symbols.

use super::{
    figures::Figures,
    lexicon::{Language, Lexicon, Meaning},
};

use std::ops::Range;

use unicode_normalization::{UnicodeNormalization, char::is_combining_mark};

/// A word, a number in digits or another character, with its bytes in the text.
#[derive(Clone, Debug)]
pub(super) struct Token<'t> {
    pub range: Range<usize>,
    pub written: &'t str,
    /// Normalised as in the word tables.
    pub folded: String,
    pub kind: Kind,
    /// Whether it follows a space or begins the text.
    pub spaced: bool,
    /// Whether the same word continues in the next token, as in "siebenundzwanzig".
    pub inside: bool,
}

#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Kind {
    /// With its meaning in numbers.
    Word(Option<Meaning>),
    Figures(Figures),
    /// Neither a letter nor a digit.
    Symbol,
    /// See [`NOTHING`].
    Nothing,
}

impl Token<'_> {
    pub fn is(&self, folded: &str) -> bool {
        self.folded == folded
    }

    pub fn numeral(&self) -> Option<Meaning> {
        match self.kind {
            Kind::Word(word) => word,
            Kind::Figures(_) | Kind::Symbol | Kind::Nothing => None,
        }
    }

    /// Whether it is "a", "one" or the like.
    pub fn is_one(&self) -> bool {
        matches!(self.numeral(), Some(Meaning::Article | Meaning::One))
    }

    pub fn figures(&self) -> Option<Figures> {
        match self.kind {
            Kind::Figures(figures) => Some(figures),
            Kind::Word(_) | Kind::Symbol | Kind::Nothing => None,
        }
    }

    /// The value of a number in digits.
    pub fn value(&self) -> Option<f64> {
        self.figures()?.value
    }

    pub fn is_figures(&self) -> bool {
        self.figures().is_some()
    }

    pub fn is_nothing(&self) -> bool {
        self.kind == Kind::Nothing
    }

    /// Whether it is one of these symbols.
    pub fn is_symbol(&self, symbols: &str) -> bool {
        self.kind == Kind::Symbol && symbols.contains(self.first())
    }

    pub fn is_word(&self) -> bool {
        matches!(self.kind, Kind::Word(_))
    }

    pub fn is_dash(&self) -> bool {
        self.kind == Kind::Symbol
            && matches!(self.first(), '-' | '\u{2010}'..='\u{2015}' | '\u{2212}')
    }

    /// A dash attached to the token before it: that of "12-year-old".
    pub fn is_hyphen(&self) -> bool {
        self.is_dash() && !self.spaced
    }

    pub fn first(&self) -> char {
        self.written.chars().next().unwrap_or(' ')
    }

    pub fn is_capitalised(&self) -> bool {
        self.is_word() && self.first().is_uppercase()
    }
}

/// Returned for indices out of range.
pub(super) static NOTHING: Token<'static> = Token {
    range: 0..0,
    written: "",
    folded: String::new(),
    kind: Kind::Nothing,
    spaced: true,
    inside: false,
};

/// Lower-cased, without accents, vowel points and apostrophes, with variant Arabic letters unified.
pub(super) fn fold(word: &str) -> String {
    let mut folded = String::with_capacity(word.len());
    for letter in word.nfkd().flat_map(char::to_lowercase) {
        match letter {
            '\'' | '\u{2018}' | '\u{2019}' | '\u{2bc}' | '\u{640}' | '`' => {}
            'ß' => folded.push_str("ss"),
            'ى' | 'ی' => folded.push('ي'),
            'ة' => folded.push('ه'),
            'ک' => folded.push('ك'),
            mark if is_combining_mark(mark) => {}
            letter => folded.push(letter),
        }
    }
    folded
}

pub(super) fn tokens<'t>(text: &'t str, lexicon: &Lexicon) -> Vec<Token<'t>> {
    let mut tokens = Vec::new();
    let mut at = 0;
    let mut spaced = true;
    while let Some(first) = text[at..].chars().next() {
        if first.is_whitespace() || is_invisible(first) {
            spaced |= first.is_whitespace();
            at += first.len_utf8();
            continue;
        }
        let end = if let Some((figures, len)) = Figures::read(&text[at..], lexicon.language) {
            let range = at..at + len;
            tokens.push(token(text, range, Kind::Figures(figures), spaced));
            at + len
        } else if is_letter(first) {
            let end = word_end(text, at, lexicon);
            add_word(&mut tokens, text, at..end, spaced, lexicon);
            end
        } else {
            let range = at..at + first.len_utf8();
            tokens.push(token(text, range.clone(), Kind::Symbol, spaced));
            range.end
        };
        spaced = false;
        at = end;
    }
    tokens
}

fn token(text: &str, range: Range<usize>, kind: Kind, spaced: bool) -> Token<'_> {
    let written = &text[range.clone()];
    Token {
        folded: fold(written),
        range,
        written,
        kind,
        spaced,
        inside: false,
    }
}

fn is_letter(character: char) -> bool {
    character.is_alphabetic() || is_combining_mark(character)
}

pub(super) fn is_apostrophe(character: char) -> bool {
    matches!(character, '\'' | '\u{2018}' | '\u{2019}' | '\u{2bc}' | '`')
}

/// Soft hyphens, joiners and the marks of direction.
fn is_invisible(character: char) -> bool {
    matches!(character, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}')
}

/// An apostrophe is part of a word only in Ukrainian, and the full stop of an abbreviation only if the tables have it.
fn word_end(text: &str, at: usize, lexicon: &Lexicon) -> usize {
    let rest = &text[at..];
    let mut end = rest.len();
    let mut characters = rest.char_indices().peekable();
    while let Some((place, character)) = characters.next() {
        let in_word = is_apostrophe(character)
            && matches!(lexicon.language, Language::Ukrainian | Language::Russian)
            && characters.peek().is_some_and(|(_, next)| is_letter(*next));
        if !is_letter(character) && !in_word && character != '\u{640}' {
            end = place;
            break;
        }
    }
    let word = &rest[..end];
    let is_short = rest[end..].starts_with('.') && lexicon.has(&format!("{}.", fold(word)));
    at + end + usize::from(is_short)
}

/// Adds a word, split into its parts if it is a compound or has an Arabic prefix.
fn add_word<'t>(
    tokens: &mut Vec<Token<'t>>,
    text: &'t str,
    range: Range<usize>,
    spaced: bool,
    lexicon: &Lexicon,
) {
    let whole = token(text, range.clone(), Kind::Word(None), spaced);
    let folded = whole.folded.clone();
    let Some((prefix, rest)) = lexicon.prefixes(&folded) else {
        return add_parts(tokens, &whole, &folded, lexicon);
    };
    // "And" is a word of its own; an article or a preposition stays with the number.
    let has_and = lexicon.numeral(&prefix[..first_len(prefix)]) == Some(Meaning::And);
    let cut = range.start + if has_and { first_len(whole.written) } else { 0 };
    if has_and {
        let and = &folded[..first_len(&folded)];
        let meaning = Kind::Word(lexicon.numeral(and));
        tokens.push(token(text, range.start..cut, meaning, spaced));
    }
    let rest_token = token(text, cut..range.end, Kind::Word(None), spaced && !has_and);
    add_parts(tokens, &rest_token, rest, lexicon);
}

fn add_parts<'t>(tokens: &mut Vec<Token<'t>>, whole: &Token<'t>, folded: &str, lexicon: &Lexicon) {
    // "medía" is "measured", not a half.
    let is_verb = lexicon.language == Language::Spanish && whole.written.contains("edía");
    let compound = if lexicon.has(folded) {
        None
    } else {
        lexicon.compound(folded)
    };
    let parts = compound.unwrap_or_else(|| vec![folded]);
    let count = parts.len();
    for (nth, part) in parts.into_iter().enumerate() {
        tokens.push(Token {
            kind: Kind::Word(lexicon.numeral(part).filter(|_| !is_verb)),
            folded: part.to_owned(),
            spaced: whole.spaced && nth == 0,
            inside: nth + 1 < count,
            ..whole.clone()
        });
    }
}

fn first_len(text: &str) -> usize {
    text.chars().next().map_or(0, char::len_utf8)
}
