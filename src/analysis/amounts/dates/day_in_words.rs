//! Days in words: "the twelfth of May", "первого мая", "el tres de mayo", "الثاني عشر من مايو".

use super::{Place, absolute, relative};
use crate::analysis::{
    amounts::{
        lexicon::{Language, Meaning},
        numerals::is_eq,
        paragraph::Paragraph,
    },
    dates::PartialDate,
};

pub(super) const MONTHS: [&str; 12] = [
    "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec",
];

impl Paragraph<'_> {
    /// "am 3.5.", a form used only in German.
    pub(super) fn day_and_month(&self, at: usize) -> Option<Place> {
        let token = self.at(at);
        let follows = ["am", "vom", "zum", "bis", "seit", "ab", "den", "dem"]
            .contains(&self.before(at).folded.as_str());
        // "28.5. bis 3.6."
        let is_joint = |at: usize| self.at(at).is_dash() || self.is(at, Meaning::To);
        let is_in_range = (is_joint(at + 2) && self.at(at + 3).is_figures())
            || at.checked_sub(1).is_some_and(is_joint);
        let is_german = self.language() == Language::German;
        let ends = self.at(at + 1).first() == '.' && !self.at(at + 1).spaced;
        if !(is_german && token.is_figures() && (follows || is_in_range) && ends) {
            return None;
        }
        let (day, month) = token.written.split_once('.')?;
        let month: usize = month.parse().ok()?;
        let month = MONTHS.get(month.checked_sub(1)?)?;
        let days = self.nearest(&format!("{day} {month}"))?;
        Some((Some(relative(days)), at, at + 2))
    }

    pub(super) fn day_in_words(&self, at: usize) -> Option<Place> {
        // French and Spanish have ordinals for the first day only.
        let has_cardinals = matches!(self.language(), Language::French | Language::Spanish);
        let (day, end) = self
            .nth(at)
            .filter(|(day, _)| !has_cardinals || *day == 1)
            .or_else(|| self.cardinal_day(at))?;
        let mut month_at = end;
        while month_at < end + 2 && self.joins_month(month_at) {
            month_at += 1;
        }
        // "The first May" is not the first of May.
        if self.language() == Language::English && month_at == end {
            return None;
        }
        let named = self.named_month(month_at)?;
        let month = self.text_of(month_at..named.end);
        let year_at = named.end + usize::from(self.joins_month(named.end));
        let year = self
            .year_at(year_at)
            .filter(|_| !self.ends_in_count(&(at..year_at + 1)));
        let Some(year) = year else {
            let days = self.nearest(&format!("{day} {month}"))?;
            let (days, end) = match self.year_after(named.end) {
                Some((years, end)) => (self.in_year(days, years), end),
                None => (days, named.end),
            };
            return Some((Some(relative(days)), at, end));
        };
        let date = PartialDate::parse(&format!("{day} {month} {year}"))?;
        Some((Some(absolute(date)), at, year_at + 1))
    }

    /// Whether the token is "of" or an equivalent.
    fn joins_month(&self, at: usize) -> bool {
        self.is(at, Meaning::Of) || self.at(at).is("شهر")
    }

    /// An ordinal up to 31.
    pub(super) fn nth(&self, at: usize) -> Option<(i8, usize)> {
        let ordinal = |at: usize| {
            let pick = |meaning| {
                if let Meaning::Nth(nth) = meaning {
                    Some(nth)
                } else {
                    None
                }
            };
            Some(self.phrase_at(at, pick)?.0)
        };
        let tens = |at: usize| {
            let Some(Meaning::Number(tens)) = self.at(at).numeral() else {
                return None;
            };
            (is_eq(tens, 20.0) || is_eq(tens, 30.0)).then_some(tens as i8)
        };
        let found = if let Some(tens) = tens(at) {
            // "twenty-first"
            let next = at + 1 + usize::from(self.at(at + 1).is_dash());
            (tens + ordinal(next).filter(|nth| *nth < 10)?, next + 1)
        } else {
            let nth = ordinal(at)?;
            let next = self.at(at + 1).numeral();
            let is_arabic = self.language() == Language::Arabic;
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

    /// A cardinal number as day of the month (French, Spanish).
    fn cardinal_day(&self, at: usize) -> Option<(i8, usize)> {
        let has_cardinals = matches!(self.language(), Language::French | Language::Spanish);
        let numeral = self
            .numeral(at)
            .filter(|_| has_cardinals && self.at(at).is_word())?;
        let is_day = numeral.value.fract() == 0.0 && (2.0..=31.0).contains(&numeral.value);
        is_day.then_some((numeral.value as i8, numeral.end))
    }
}
