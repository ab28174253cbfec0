//! Months by their names in the language of the text. Skips words that only look like them: "12 may have died", "sept
//! morts".

use super::{Place, periods::nearest_year, relative};
use crate::analysis::{
    amounts::{
        lexicon::{Language, Meaning},
        paragraph::Paragraph,
        tokens::Token,
    },
    dates::{PartialDate, month_in},
};

/// The name of a month in a text.
#[derive(Clone, Copy)]
pub(in super::super) struct NamedMonth {
    /// From 1.
    pub month: i8,
    /// The first token after it.
    pub end: usize,
    pub is_abbreviation: bool,
}

/// For each token, the month named by it, or by it and the next one.
pub(in super::super) fn months(tokens: &[Token], language: Language) -> Vec<Option<NamedMonth>> {
    let indexes = 0..tokens.len();
    indexes
        .map(|at| month_named_at(tokens, at, language))
        .collect()
}

fn month_named_at(tokens: &[Token], at: usize, language: Language) -> Option<NamedMonth> {
    let token = tokens.get(at).filter(|token| token.is_word())?;
    let one_word = || Some((month_in(language.tag(), token.written)?, at + 1));
    let two_words = || {
        let next = tokens
            .get(at + 1)
            .filter(|_| language == Language::Arabic)?;
        let written = format!("{}_{}", token.written, next.written);
        Some((month_in(language.tag(), &written)?, at + 2))
    };
    let ((month, is_abbreviation), end) = one_word().or_else(two_words)?;
    let follows_day = is_day(figure_before(tokens, at));
    let is_sure = if token.numeral().is_some() {
        follows_day
    } else if is_abbreviation {
        follows_day || figure_after(tokens, at).is_some()
    } else {
        true
    };
    let is_another_word = language == Language::English
        && matches!(token.written, "may" | "march" | "mar")
        && digit_count(figure_after(tokens, at)) != Some(4);
    (is_sure && !is_another_word).then_some(NamedMonth {
        month,
        end: after_same_month(tokens, end, month, language),
        is_abbreviation,
    })
}

/// Token after "آذار/مارس", two names of one month, of which the first ends at `end`.
fn after_same_month(tokens: &[Token], end: usize, month: i8, language: Language) -> usize {
    let is_tight = |at: usize| tokens.get(at).is_some_and(|token| !token.spaced);
    let is_slash = tokens.get(end).is_some_and(|token| token.is_symbol("/"));
    let is_same = tokens
        .get(end + 1)
        .and_then(|token| month_in(language.tag(), token.written))
        .is_some_and(|(other, _)| other == month);
    end + if is_slash && is_tight(end) && is_tight(end + 1) && is_same {
        2
    } else {
        0
    }
}

/// The figures before a token, directly or before a full stop.
fn figure_before<'a, 't>(tokens: &'a [Token<'t>], at: usize) -> Option<&'a Token<'t>> {
    let before = at.checked_sub(1)?;
    let has_separator = tokens[before].is_symbol(".");
    let before = before.checked_sub(usize::from(has_separator))?;
    Some(&tokens[before]).filter(|token| token.is_figures())
}

/// The figures after a token, directly or after a full stop, comma, hyphen or slash.
fn figure_after<'a, 't>(tokens: &'a [Token<'t>], at: usize) -> Option<&'a Token<'t>> {
    let next = tokens.get(at + 1)?;
    let has_separator = next.is_symbol(".,-/");
    let next = tokens.get(at + 1 + usize::from(has_separator))?;
    Some(next).filter(|token| token.is_figures())
}

fn digit_count(token: Option<&Token>) -> Option<usize> {
    token?.figures()?.bare_digits
}

fn is_day(token: Option<&Token>) -> bool {
    digit_count(token).is_some_and(|count| count <= 2)
}

impl Paragraph<'_> {
    /// The month that a token names, from 1.
    pub(super) fn month_number(&self, at: usize) -> Option<i8> {
        self.named_month(at).map(|named| named.month)
    }

    pub(super) fn named_month(&self, at: usize) -> Option<NamedMonth> {
        *self.months.get(at)?
    }

    /// "in May", "last March".
    pub(super) fn month_alone(&self, at: usize) -> Option<Place> {
        let (month, modifier, end) = self.modified(at, |at| {
            let named = self.named_month(at)?;
            Some((named.month, named.end))
        })?;
        // "mid-April"
        let hyphen = usize::from(self.before(at).is_hyphen());
        let follows = self.has(self.before(at - hyphen), Meaning::BeforeMonth);
        let given_year = self.year_after(end);
        // "May–July 2023"
        let until = self.end_of(Meaning::To, end).unwrap_or(end + 1);
        let begins_range = (until > end + 1 || self.at(end).is_dash() || self.is(end, Meaning::To))
            && self.named_month(until).is_some();
        let is_explicit = follows || modifier.is_some() || given_year.is_some() || begins_range;
        if !is_explicit || self.is_person(at) {
            return None;
        }
        let days = self.publication().map(|published| {
            let ahead = i32::from(month) - i32::from(published.month());
            let years = match modifier {
                Some(-2) => -1 - i32::from(ahead >= 0),
                Some(-1) => -i32::from(ahead >= 0),
                Some(1) => i32::from(ahead <= 0),
                _ => i32::from(nearest_year(ahead)),
            };
            let years = given_year.map_or(years, |(years, _)| i32::from(years));
            let year = published.year() + years as i16;
            let date = PartialDate::new(year, Some(month), None);
            (date, date)
        });
        let end = given_year.map_or(end, |(_, end)| end);
        Some((Some(relative(days)), at, end))
    }

    /// Whether the name of a month is part of a person's name: "by April Smith", "de Julio Iglesias".
    fn is_person(&self, at: usize) -> bool {
        let (before, token, next) = (self.before(at), self.at(at), self.at(at + 1));
        match self.language() {
            Language::English => {
                ["by", "from", "of", "before", "after"].contains(&before.folded.as_str())
                    && next.spaced
                    && next.is_capitalised()
            }
            Language::French | Language::Spanish | Language::Russian | Language::Ukrainian => {
                token.is_capitalised() && at > 0
            }
            Language::German | Language::Arabic => false,
        }
    }
}
