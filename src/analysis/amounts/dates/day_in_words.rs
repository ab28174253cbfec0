//! Days in words: "the twelfth of May", "первого мая", "el tres de mayo", "الثاني عشر من مايو".

use super::{Finder, Place, absolute};
use crate::analysis::{
    amounts::{
        MentionedDate,
        lexicon::{Language, Meaning},
        numerals::is_eq,
        tokens::Token,
    },
    dates::PartialDate,
};

const MONTHS: [&str; 12] = [
    "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec",
];

impl Finder<'_, '_> {
    /// "am 3.5.", as only German writes it.
    pub(super) fn day_and_month(&self, at: usize) -> Option<Place> {
        let token = self.token(at).filter(|token| token.is_figures())?;
        let (day, month) = token.written.split_once('.')?;
        let follows = at.checked_sub(1).is_some_and(|before| {
            ["am", "vom", "zum", "bis", "seit", "ab", "den", "dem"]
                .contains(&self.tokens[before].folded.as_str())
        });
        let is_stop = |token: &Token| token.first() == '.' && !token.spaced;
        let is_german = self.lexicon.language == Language::German;
        let month: usize = month
            .parse()
            .ok()
            .filter(|month| (1..=12).contains(month))?;
        if !(is_german && follows && self.token(at + 1).is_some_and(is_stop)) {
            return None;
        }
        let is = self.nearest(&format!("{day} {}", MONTHS[month - 1]))?;
        let date = MentionedDate {
            is_relative: true,
            is,
        };
        Some((Some(date), at, at + 2))
    }

    pub(super) fn day_in_words(&self, at: usize) -> Option<Place> {
        let (day, end) = self.nth(at).or_else(|| self.cardinal_day(at))?;
        let mut month_at = end;
        while month_at < end + 2 && self.joins_month(month_at) {
            month_at += 1;
        }
        // "The first May" is not the first of May.
        if self.lexicon.language == Language::English && month_at == end {
            return None;
        }
        let named = self.named_month(month_at)?;
        let last_of_month = &self.tokens[named.end - 1].range;
        let month = &self.text[self.tokens[month_at].range.start..last_of_month.end];
        let year_at = named.end + usize::from(self.joins_month(named.end));
        let year = self
            .year_at(year_at)
            .filter(|_| !self.ends_in_count(&(at..year_at + 1)));
        let Some(year) = year else {
            let is = self.nearest(&format!("{day} {month}"))?;
            let (is, end) = match self.year_after(named.end) {
                Some((years, end)) => (self.in_year(is, years), end),
                None => (is, named.end),
            };
            let date = MentionedDate {
                is_relative: true,
                is,
            };
            return Some((Some(date), at, end));
        };
        let date = PartialDate::parse(&format!("{day} {month} {year}"))?;
        Some((Some(absolute(date)), at, year_at + 1))
    }

    /// Whether "of" or the like is at a token.
    fn joins_month(&self, at: usize) -> bool {
        self.is(at, Meaning::Of) || self.token(at).is_some_and(|token| token.is("شهر"))
    }

    /// An ordinal up to 31.
    fn nth(&self, at: usize) -> Option<(i8, usize)> {
        let ordinal = |at: usize| {
            let pick = |meaning| {
                if let Meaning::Nth(nth) = meaning {
                    Some(nth)
                } else {
                    None
                }
            };
            Some(self.lexicon.phrase_at(self.tokens, at, pick)?.0)
        };
        let tens = |at: usize| {
            let Some(Meaning::Number(tens)) = self.token(at)?.numeral() else {
                return None;
            };
            (is_eq(tens, 20.0) || is_eq(tens, 30.0)).then_some(tens as i8)
        };
        let found = if let Some(tens) = tens(at) {
            // "twenty-first"
            let next = at + 1 + usize::from(self.token(at + 1).is_some_and(Token::is_dash));
            (tens + ordinal(next).filter(|nth| *nth < 10)?, next + 1)
        } else {
            let nth = ordinal(at)?;
            let next = self.token(at + 1).and_then(Token::numeral);
            let is_arabic = self.lexicon.language == Language::Arabic;
            if is_arabic && next == Some(Meaning::Number(10.0)) {
                (nth + 10, at + 2)
            } else if let Some(tens) =
                tens(at + 2).filter(|_| is_arabic && next == Some(Meaning::And))
            {
                (nth + tens, at + 3)
            } else {
                (nth, at + 1)
            }
        };
        (found.0 <= 31).then_some(found)
    }

    /// A number as the day of a month, as French and Spanish write it.
    fn cardinal_day(&self, at: usize) -> Option<(i8, usize)> {
        let has_cardinals = matches!(self.lexicon.language, Language::French | Language::Spanish);
        self.token(at)
            .filter(|token| has_cardinals && token.is_word())?;
        let numeral = self.reader().numeral(at)?;
        let is_day = numeral.value.fract() == 0.0 && (2.0..=31.0).contains(&numeral.value);
        is_day.then_some((numeral.value as i8, numeral.end))
    }
}
