//! Shares of a whole that are no fractions: "one in five", "every fifth", "خمس السكان".

use super::Number;
use crate::analysis::amounts::{
    lexicon::{Language, Meaning},
    numerals::{Numeral, is_eq},
    paragraph::Paragraph,
};

impl Paragraph<'_> {
    /// The share that begins at a token.
    pub(super) fn share(&self, at: usize) -> Option<Number> {
        let (value, end) = self
            .one_in_many(at)
            .or_else(|| self.every_nth(at))
            .or_else(|| self.arabic_fraction(at))?;
        let numeral = Numeral {
            value,
            end,
            scale: None,
            is_vague: false,
            is_one: false,
        };
        let number = Number {
            numeral,
            start: at,
            end,
            currency: None,
        };
        // "page 3 sur 10"
        (!self.has_label(&number)).then_some(number)
    }

    /// "one in five", "two out of three", "un enfant sur cinq"; but "8 out of 23" are two counts, and "two in three
    /// weeks" has a duration.
    fn one_in_many(&self, at: usize) -> Option<(f64, usize)> {
        let first = self.numeral(at)?;
        let noun = self.noun_of_share(at);
        let per = first.end + usize::from(noun.is_some());
        let second = self.numeral(self.end_of(Meaning::Per, per)?)?;
        let is_common = is_eq(first.value, 1.0)
            || second.value <= 10.0
            || is_eq(second.value.log10().fract(), 0.0);
        let is_share = first.value.fract() == 0.0
            && second.value.fract() == 0.0
            && (1.0..second.value).contains(&first.value);
        let counts_other = noun.is_some() && self.is_counted(second.end);
        (is_share && is_common && !counts_other && !self.is_time(second.end))
            .then(|| (first.value / second.value, second.end))
    }

    /// The noun of "one child in five" and "neuf personnes sur dix".
    pub(super) fn noun_of_share(&self, at: usize) -> Option<usize> {
        let noun_at = self.numeral(at)?.end;
        let noun = self.at(noun_at);
        let is_noun = noun.is_word()
            && noun.numeral().is_none()
            && !self.has(noun, Meaning::Stop)
            && !self.has(noun, Meaning::Per);
        (is_noun && self.end_of(Meaning::Per, noun_at + 1).is_some()).then_some(noun_at)
    }

    /// "every fifth", "jeder Dritte"; but "every second day" is no share.
    fn every_nth(&self, at: usize) -> Option<(f64, usize)> {
        let nth_at = self.end_of(Meaning::Every, at)?;
        let (nth, end) = self.phrase_at(nth_at, |meaning| {
            if let Meaning::Nth(nth) = meaning {
                Some(nth)
            } else {
                None
            }
        })?;
        (nth > 1 && !self.is_time(end)).then(|| (1.0 / f64::from(nth), end))
    }

    /// "خمس السكان": a number before a definite noun is a fraction, since counted nouns are indefinite.
    fn arabic_fraction(&self, at: usize) -> Option<(f64, usize)> {
        const FRACTIONS: [&str; 4] = ["خمس", "سبع", "تسع", "عشر"];
        let is_arabic = self.language() == Language::Arabic;
        let (number, noun) = (self.at(at), self.at(at + 1));
        let Some(Meaning::Number(value)) = number.numeral() else {
            return None;
        };
        (is_arabic
            && FRACTIONS.contains(&number.written)
            && noun.is_word()
            && noun.written.starts_with("ال"))
        .then(|| (1.0 / value, at + 1))
    }

    fn is_time(&self, at: usize) -> bool {
        self.phrase_at(at, |meaning| meaning.unit(true)).is_some()
    }
}
