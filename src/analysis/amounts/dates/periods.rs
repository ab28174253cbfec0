//! Parts of a year, decades, and days without their month: "Q1 2023", "the third quarter", "the 1990s", "20310512",
//! "on the 12th", "last winter".

use super::{Place, absolute, relative};
use crate::{
    analysis::{
        amounts::{
            MentionedDate, Unresolved,
            lexicon::{Language, Meaning, Unit},
            paragraph::Paragraph,
        },
        dates::PartialDate,
    },
    text::WordList,
};

use jiff::{Span, civil::Date};

/// The first decade of two digits that can only be of the twentieth century.
const FIRST_SURE_DECADE: i16 = 30;

const ROMAN: [&str; 4] = ["i", "ii", "iii", "iv"];

impl Paragraph<'_> {
    /// "Q1 2023", "the first quarter of 2023", "last quarter", "2. Halbjahr 2023".
    pub(super) fn part_of_year(&self, at: usize) -> Option<Place> {
        if let Some(place) = self.last_quarter(at) {
            return Some(place);
        }
        let (months, nth, end) = self.quarter_code(at).or_else(|| self.named_part(at))?;
        let first = (nth - 1) * months + 1;
        let of_year = |year| {
            let month = |month| PartialDate::new(year, Some(month), None);
            (month(first), month(first + months - 1))
        };
        let year_at = (end..end + 3)
            .find(|at| !self.is(*at, Meaning::Of) && !self.is(*at, Meaning::BeforeYear))?;
        if let Some(year) = self.year_at(year_at) {
            let date = MentionedDate {
                is_relative: false,
                days: Ok(of_year(year)),
            };
            let end = self.end_of(Meaning::AfterYear, year_at + 1);
            return Some((Some(date), at, end.unwrap_or(year_at + 1)));
        }
        let given_year = self.year_after(end);
        // "the first half", "la T1"
        let needs_year = self.is(end - 1, Meaning::Part(0.5)) || self.is_short_code(at);
        if needs_year && given_year.is_none() {
            return None;
        }
        let days = self.publication().map(|published| {
            let years = match given_year {
                Some((years, _)) => years,
                None => nearest_year(i32::from(first) - i32::from(published.month())),
            };
            of_year(published.year() + years)
        });
        Some((
            Some(relative(days)),
            at,
            given_year.map_or(end, |(_, end)| end),
        ))
    }

    /// "last quarter", "в прошлом квартале".
    fn last_quarter(&self, at: usize) -> Option<Place> {
        let quarter = |at: usize| self.is(at, Meaning::PartOfYear(3)).then_some(((), at + 1));
        let ((), modifier, end) = self.modified(at, quarter)?;
        let by = modifier?;
        let days = self.publication().and_then(|published| {
            let first = published.first_of_month();
            let months = 3 * by - i32::from((published.month() - 1) % 3);
            let month = |months: i32| {
                let span = Span::new().try_months(months).ok()?;
                first.checked_add(span).map(PartialDate::of_month).ok()
            };
            month(months)
                .zip(month(months + 2))
                .ok_or(Unresolved::TooFar)
        });
        Some((Some(relative(days)), at, end))
    }

    /// The quarter of "Q1" and, in French and Spanish, "T1".
    fn quarter_code(&self, at: usize) -> Option<(i8, i8, usize)> {
        let (letter, number) = (self.at(at), self.at(at + 1));
        let is_code = letter.is("q") || self.is_short_code(at);
        let (nth, digits) = self.whole_number(at + 1)?;
        (is_code && !number.spaced && digits == 1 && (1..=4).contains(&nth)).then_some((
            3,
            nth as i8,
            at + 2,
        ))
    }

    fn is_short_code(&self, at: usize) -> bool {
        self.at(at).is("t") && matches!(self.language(), Language::French | Language::Spanish)
    }

    /// The months of "first quarter", which one it is, and the next token.
    fn named_part(&self, at: usize) -> Option<(i8, i8, usize)> {
        let months = |at: usize| {
            let pick = |meaning| match meaning {
                Meaning::PartOfYear(months) => Some(months),
                _ => None,
            };
            Some(self.phrase_at(at, pick)?.0)
        };
        // "الربع الأول"
        let (months, nth, end) = if self.language() == Language::Arabic {
            (months(at)?, self.nth(at + 1)?.0, at + 2)
        } else {
            let (nth, end) = self.nth(at).or_else(|| self.nth_in_figures(at))?;
            (months(end)?, nth, end + 1)
        };
        ((1..=12 / months).contains(&nth)).then_some((months, nth, end))
    }

    /// "1st", "2.", "3-й", "IV".
    fn nth_in_figures(&self, at: usize) -> Option<(i8, usize)> {
        let token = self.at(at);
        if let Some(nth) = ROMAN.iter().position(|roman| token.is(roman)) {
            return Some((nth as i8 + 1, at + 1));
        }
        let (nth, digits) = self.whole_number(at).filter(|(nth, _)| *nth > 0)?;
        let end = at + 1 + usize::from(self.at(at + 1).is_hyphen());
        let ending = self.at(end);
        let has_ending =
            !ending.spaced && (ending.is_symbol(".ºª") || self.has(ending, Meaning::OrdinalEnding));
        (digits == 1 && has_ending).then_some((nth as i8, end + 1))
    }

    /// "the 1990s", "in den 90er-Jahren", "les années 90", "в 1990-х", "التسعينيات".
    pub(super) fn decade(&self, at: usize) -> Option<Place> {
        let (number, end) = self
            .decade_in_figures(at)
            .or_else(|| self.decade_in_words(at))?;
        let days = match number {
            0..FIRST_SURE_DECADE => Err(Unresolved::Century),
            number => {
                let first = if number < 100 { 1900 + number } else { number };
                let year = PartialDate::of_year;
                Ok((year(first), year(first + 9)))
            }
        };
        // "90er-Jahre", "90-е годы"
        let hyphen = usize::from(self.at(end).is_hyphen());
        let years = self.phrase_at(end + hyphen, |meaning| {
            let is_years = matches!(meaning, Meaning::Units(_) | Meaning::AfterYear);
            is_years.then_some(())
        });
        let date = MentionedDate {
            is_relative: false,
            days,
        };
        Some((Some(date), at, years.map_or(end, |((), end)| end)))
    }

    fn decade_in_figures(&self, at: usize) -> Option<(i16, usize)> {
        let (number, digits) = self.whole_number(at)?;
        let is_decade = number % 10 == 0
            && ((digits == 2 && self.may_be_decade(at))
                || (digits == 4 && (1500..2100).contains(&number)))
            && self.at(at).spaced;
        let end = self
            .after_decade_ending(at + 1)
            .or_else(|| self.follows(Meaning::BeforeDecade, at).then_some(at + 1))?;
        is_decade.then_some((number, end))
    }

    /// The token after the "s" of "1990s", the "er" of "90er" or the "-х" of "90-х".
    fn after_decade_ending(&self, at: usize) -> Option<usize> {
        let is_joint = self.at(at).is_hyphen() || self.at(at).is_symbol("'\u{2019}");
        let ending_at = at + usize::from(is_joint && !self.at(at).spaced);
        let ending = self.at(ending_at);
        let endings = match self.language() {
            Language::English => WordList("s"),
            Language::German => WordList("er, ern"),
            Language::Russian => WordList("х, ых, е, ые, м, ым"),
            Language::Ukrainian => WordList("х, их, ті, і, м, им"),
            Language::French | Language::Spanish | Language::Arabic => return None,
        };
        (!ending.spaced && endings.contains(&ending.folded)).then_some(ending_at + 1)
    }

    fn decade_in_words(&self, at: usize) -> Option<(i16, usize)> {
        let in_word = self.phrase_at(at, |meaning| match meaning {
            Meaning::DecadeOf(decade) => Some(decade),
            _ => None,
        });
        if let Some(found) = in_word.filter(|_| self.may_be_decade(at)) {
            return Some(found);
        }
        let numeral = self
            .numeral(at)
            .filter(|_| self.at(at).is_word() && self.follows(Meaning::BeforeDecade, at))?;
        let is_decade = (10.0..100.0).contains(&numeral.value) && numeral.value % 10.0 == 0.0;
        is_decade.then_some((numeral.value as i16, numeral.end))
    }

    /// Whether a decade without its century is not an age: "in her 40s", "in den Vierzigern".
    fn may_be_decade(&self, at: usize) -> bool {
        let hyphen = usize::from(self.before(at).is_hyphen());
        let before = self.before(at - hyphen);
        match self.language() {
            Language::English => {
                let is_part = ["early", "late", "mid"].contains(&before.folded.as_str());
                let part = hyphen + usize::from(is_part);
                self.before(at - part).is("the") || before.is("mid")
            }
            Language::German => {
                self.at(at).is_figures()
                    || self.at(at).folded.contains("jahr")
                    || ["der", "die"].contains(&before.folded.as_str())
                    || self.is(at + 1, Meaning::Units(Unit::Year))
            }
            Language::French
            | Language::Spanish
            | Language::Russian
            | Language::Ukrainian
            | Language::Arabic => true,
        }
    }

    /// "last winter": its months depend on the place.
    pub(super) fn season(&self, at: usize) -> Option<Place> {
        let season = |at: usize| Some(((), self.end_of(Meaning::Season, at)?));
        let ((), modifier, end) = self.modified(at, season)?;
        modifier?;
        Some((Some(relative(Err(Unresolved::Season))), at, end))
    }

    /// "20310512"
    pub(super) fn compact_date(&self, at: usize) -> Option<Place> {
        let token = self.at(at);
        let is_eight = token.figures().and_then(|it| it.bare_digits) == Some(8);
        let number = token.value().filter(|_| is_eight && token.spaced)? as i32;
        let (year, month, day) = (number / 10_000, number / 100 % 100, number % 100);
        let date = Date::new(year as i16, month as i8, day as i8).ok()?;
        let is_likely = (1900..2100).contains(&date.year()) && !self.is_counted(at + 1);
        is_likely.then(|| (Some(absolute(PartialDate::of_day(date))), at, at + 1))
    }

    /// "on the 12th", "am 12.", "le 12", "el día 12": the nearest day with that number.
    pub(super) fn day_without_month(&self, at: usize) -> Option<Place> {
        let (day, digits) = self.whole_number(at)?;
        let (next, before) = (self.at(at + 1), self.before(at));
        let earlier = self.before(at.saturating_sub(1));
        let (is_explicit, end) = match self.language() {
            Language::English => {
                let is_ordinal = !next.spaced && self.has(next, Meaning::OrdinalEnding);
                let follows = before.is("the") && ON_THE_DAY.contains(&earlier.folded);
                (is_ordinal && follows, at + 2)
            }
            Language::German => {
                let is_ordinal = next.is_symbol(".") && !next.spaced;
                (
                    is_ordinal && GERMAN_ON_THE_DAY.contains(&before.folded),
                    at + 2,
                )
            }
            Language::French => (before.is("le"), at + 1),
            Language::Spanish => (before.is("dia") && earlier.is("el"), at + 1),
            Language::Russian | Language::Ukrainian | Language::Arabic => return None,
        };
        let after = self.at(end);
        let ends = after.is_nothing()
            || after.is_symbol(".,;:!?)")
            || (self.has(after, Meaning::Stop) && self.percent(end).is_none());
        let is_day = digits <= 2 && (1..=31).contains(&day);
        let days = || {
            self.publication()?;
            let date = PartialDate::of_day(self.nearest_day(day as i8).ok_or(Unresolved::TooFar)?);
            Ok((date, date))
        };
        (is_explicit && ends && is_day).then(|| (Some(relative(days())), at, end))
    }

    /// The nearest day with this number in the month of publication or beside it.
    pub(super) fn nearest_day(&self, day: i8) -> Option<Date> {
        let published = self.published?;
        let first = published.first_of_month();
        let in_month = |months: i32| {
            let month = first.checked_add(Span::new().months(months)).ok()?;
            Date::new(month.year(), month.month(), day).ok()
        };
        let days = (-1..=1).filter_map(in_month);
        days.min_by_key(|date| (*date - published).get_days().abs())
    }

    /// "on 15/2", "le 17/02": the day comes first, except in English, where it must be clear.
    pub(super) fn day_slash_month(&self, at: usize) -> Option<Place> {
        let (slash, number) = (self.at(at + 1), self.at(at + 2));
        let before = match self.language() {
            Language::English => "on",
            Language::French => "le",
            Language::Spanish => "el",
            Language::German | Language::Russian | Language::Ukrainian | Language::Arabic => {
                return None;
            }
        };
        let is_date = self.before(at).is(before)
            && slash.is_symbol("/")
            && !slash.spaced
            && !number.spaced
            && !self.at(at + 3).is_symbol("/")
            && self.named_month(at + 3).is_none()
            && !self.is_counted(at + 3);
        let (one, other) = (self.whole_number(at)?, self.whole_number(at + 2)?);
        if !is_date || one.1 > 2 || other.1 > 2 {
            return None;
        }
        let (one, other) = (one.0, other.0);
        let is_english = self.language() == Language::English;
        let (day, month) = if is_english && one <= 12 && other > 12 {
            (other, one)
        } else {
            (one, other)
        };
        let days = if is_english && day <= 12 && day != month {
            Err(Unresolved::DayOrMonth)
        } else {
            let month = super::day_in_words::MONTHS.get(usize::try_from(month - 1).ok()?)?;
            self.nearest(&format!("{day} {month}"))?
        };
        Some((Some(relative(days)), at, at + 3))
    }
}

/// Years from that of publication to that of a month, by how many months it is ahead of the publication month.
pub(super) fn nearest_year(ahead: i32) -> i16 {
    match ahead {
        7.. => -1,
        ..-6 => 1,
        _ => 0,
    }
}

/// Words before "the 12th".
const ON_THE_DAY: WordList = WordList("on, by, until, till, since, from, before, after");

/// Words before "12."; after "bis", it may end the sentence.
const GERMAN_ON_THE_DAY: WordList = WordList("am, vom, zum, dem");
