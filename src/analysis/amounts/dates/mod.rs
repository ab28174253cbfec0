//! Dates in running text: those with a month or in digits, years, and those relative to the publication date. Also
//! finds times of day, since their numbers are not amounts.

mod day_in_words;
mod month_names;
mod periods;
mod ranges;
mod relative;
mod times;
mod weekdays;
mod written_out;

use super::{
    AmountOrDate, Bound, FoundAmount, MentionedDate, Unresolved, lexicon::Meaning,
    paragraph::Paragraph, tokens::Kind,
};
use crate::analysis::dates::PartialDate;
pub(super) use month_names::{NamedMonth, months};

use std::ops::Range;

use jiff::civil::Date;

/// Maximum number of words in a date.
const MAX_DATE_WORDS: usize = 14;

/// A date or a time of day in the text.
pub(super) struct FoundDate {
    pub span: Range<usize>,
    /// `None` for a time of day.
    date: Option<MentionedDate>,
}

impl FoundDate {
    pub fn into_found(self) -> Option<FoundAmount> {
        let Self { span, date } = self;
        Some(FoundAmount {
            span,
            what: AmountOrDate::Date(date?),
        })
    }
}

type Days = Result<(PartialDate, PartialDate), Unresolved>;

/// A date with its first token and the token after it.
type Place = (Option<MentionedDate>, usize, usize);

fn absolute(date: PartialDate) -> MentionedDate {
    MentionedDate {
        is_relative: false,
        days: Ok((date, date)),
    }
}

fn relative(days: Days) -> MentionedDate {
    MentionedDate {
        is_relative: true,
        days,
    }
}

impl Paragraph<'_> {
    /// All dates and times of day.
    pub(super) fn dates(&self) -> Vec<FoundDate> {
        let mut places: Vec<Place> = Vec::new();
        let mut at = 0;
        while at < self.tokens.len() {
            let Some(mut place) = self.date(at) else {
                at += 1;
                continue;
            };
            place = self.since_night_before(place);
            place.2 = self.after_hour(place.2);
            at = place.2.max(at + 1);
            // "May 3 and 5 May" is one range.
            if places.last().is_some_and(|(_, _, end)| place.1 < *end) {
                places.pop();
            }
            if let Some(range) = places.last().and_then(|last| self.joined(last, &place))
                && let Some((_, start, _)) = places.pop()
            {
                place = (Some(range), start, place.2);
            }
            places.push(place);
        }
        let taken = places.into_iter().map(|(date, start, end)| FoundDate {
            span: self.bytes_of(start..end),
            date,
        });
        taken.collect()
    }

    /// The date or time that begins at a token, trying the likeliest kind first.
    fn date(&self, at: usize) -> Option<Place> {
        self.written_out(at)
            .or_else(|| self.day_and_month(at))
            .or_else(|| self.compact_date(at))
            .or_else(|| self.day_slash_month(at))
            .or_else(|| self.part_of_year(at))
            .or_else(|| self.day_in_words(at))
            .or_else(|| Some(self.since_other_hour(self.time_of_day(at)?)))
            .or_else(|| self.day_word(at))
            .or_else(|| self.counted_days(at))
            .or_else(|| self.nth_weekday_of_month(at))
            .or_else(|| self.weekday_date(at))
            .or_else(|| self.this_or_last(at))
            .or_else(|| self.season(at))
            .or_else(|| self.month_alone(at))
            .or_else(|| self.decade(at))
            .or_else(|| self.day_without_month(at))
            .or_else(|| self.year(at))
    }

    /// "в ночь на вторник" is the night from Monday to Tuesday.
    fn since_night_before(&self, place: Place) -> Place {
        let (Some(date), at, end) = &place else {
            return place;
        };
        if let Some(start) = self.start_of(Meaning::NightTo, *at)
            && let Ok((first, last)) = date.days
            && first == last
            && first.day.is_some()
            && let Some(before) = first.first_day().and_then(|day| day.yesterday().ok())
        {
            let days = Ok((PartialDate::of_day(before), last));
            return (Some(MentionedDate { days, ..*date }), start, *end);
        }
        place
    }

    fn publication(&self) -> Result<Date, Unresolved> {
        self.published.ok_or(Unresolved::NoPublicationDay)
    }

    /// A whole number in digits, and its number of digits.
    fn whole_number(&self, at: usize) -> Option<(i16, usize)> {
        let figures = self.at(at).figures()?;
        let value = figures.value.filter(|value| value.fract() == 0.0)?;
        Some((value as i16, figures.bare_digits?))
    }

    fn year_at(&self, at: usize) -> Option<i16> {
        let (year, digits) = self.whole_number(at)?;
        (digits == 4 && (1000..2100).contains(&year)).then_some(year)
    }

    /// The last year of "2014–2015", "2014 to 2015" or "between 2014 and 2015", and the token after it.
    fn later_year(&self, at: usize, first: i16) -> Option<(i16, usize)> {
        let next = self.at(at + 1);
        let is_joined = !next.spaced && (next.is_dash() || next.first() == '/');
        let is_between = self.follows(Meaning::Between, at);
        let last_at = if is_joined || (is_between && next.numeral() == Some(Meaning::And)) {
            at + 2
        } else {
            self.end_of(Meaning::To, at + 1)?
        };
        // "2022-23", but not "2022-05", which is May
        let short = self.whole_number(last_at).filter(|(last, digits)| {
            *digits == 2 && is_joined && (*last > 12 || next.first() == '/')
        });
        let last = match short {
            Some((last, _)) => first / 100 * 100 + last,
            None => self.year_at(last_at)?,
        };
        let is_later = if is_between {
            (1900..2100).contains(&last) && first < last
        } else {
            (1900..2100).contains(&first) && (first + 1..first + 60).contains(&last)
        };
        // "from 1900 to 2000 soldiers"
        let are_counts =
            !is_joined && self.is_counted(last_at + 1) && (first % 100 == 0 || last % 100 == 0);
        (is_later && !are_counts).then_some((last, last_at + 1))
    }

    /// The end of the "-м" of "в 1945-м". "1990-х" means several years.
    fn after_ordinal_ending(&self, at: usize) -> Option<usize> {
        let ending = self.at(at + 1);
        let is_one = self.at(at).is_hyphen()
            && !ending.spaced
            && self.has(ending, Meaning::OrdinalEnding)
            && !["х", "е", "ті"].contains(&ending.folded.as_str());
        is_one.then_some(at + 2)
    }

    /// Whether a year describes what follows: "the 2019 average".
    fn is_attribute(&self, at: usize, year: i16) -> bool {
        let latest = self.published.map_or(2100, |day| day.year() + 1);
        self.before(at).is("the") && year % 100 != 0 && (latest - 60..=latest).contains(&year)
    }

    /// "23 % more than 2022": only round numbers are counts there.
    fn is_compared_year(&self, at: usize, year: i16) -> bool {
        let bound = self.phrase_before(at, Meaning::bound_before);
        let is_comparison = bound.is_some_and(|(bound, start)| {
            matches!(bound, Bound::MoreThan | Bound::FewerThan) && at > start + 1
        });
        is_comparison && year % 10 != 0
    }

    fn begins_sentence(&self, at: usize) -> bool {
        let before = self.before(at);
        (before.is_nothing() || matches!(before.first(), '.' | '!' | '?' | ':'))
            && self.at(at + 1).is_word()
    }

    /// "in 2014", "2014 года", "2014–2015".
    fn year(&self, at: usize) -> Option<Place> {
        let first = self.year_at(at)?;
        let (before, next) = (self.before(at), self.at(at + 1));
        let follows = self.at(at).spaced && self.has(before, Meaning::BeforeYear);
        let after_year = |at| {
            let word = self.end_of(Meaning::AfterYear, at);
            word.or_else(|| self.after_ordinal_ending(at))
        };
        let after = after_year(at + 1);
        let last = self.later_year(at, first);
        // A year may stand alone if nothing is counted. After "Article", 2000 is a name.
        let follows_word = before.is_word() && !self.follows(Meaning::Label, at);
        let stands_alone = (1900..2100).contains(&first)
            && self.at(at).spaced
            && (next.spaced
                || (next.kind == Kind::Symbol
                    && !matches!(next.first(), '-' | '/' | ':' | '%' | '+')))
            && (follows_word || self.begins_sentence(at))
            && (!self.follows_bound(at) || self.is_compared_year(at, first))
            && (!self.is_counted(at + 1) || self.is_attribute(at, first))
            && self.only_word != Some(at);
        if !(follows || after.is_some() || last.is_some() || stands_alone) {
            return None;
        }
        // "since 1500 soldiers": a number before 1900 is a year only with its word.
        let is_count = next.is_word() && next.spaced && !self.has(next, Meaning::Stop);
        if first < 1900 && after.is_none() && is_count {
            return None;
        }
        let (last, last_end) = last.unwrap_or((first, at + 1));
        let end = after_year(last_end).unwrap_or(last_end);
        let date = MentionedDate {
            is_relative: false,
            days: Ok((PartialDate::of_year(first), PartialDate::of_year(last))),
        };
        Some((Some(date), at, end))
    }
}
