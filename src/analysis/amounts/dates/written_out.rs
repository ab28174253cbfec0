//! Dates with the name of a month or in digits.

use super::{Days, MAX_DATE_WORDS, Place};
use crate::{
    analysis::{
        amounts::{
            MentionedDate, Unresolved,
            figures::digit,
            lexicon::{Language, Meaning},
            paragraph::Paragraph,
            tokens::Kind,
        },
        dates::{DateError, PartialDate, month_called},
    },
    text::WordList,
};

use std::ops::Range;

use jiff::civil::Date;

/// Up to this many years before publication, the number of "May 12, 1990 soldiers" may be a year.
const RECENT_YEARS: i16 = 40;

impl Paragraph<'_> {
    /// A date with the name of a month or in digits that [`PartialDate`] can read.
    pub(super) fn written_out(&self, at: usize) -> Option<Place> {
        let token = self.at(at);
        let is_figure = token.is_figures()
            && (token.spaced
                || self.is_after_bracket(at)
                || self.is_end_of_days(at)
                || self.before(at).numeral() == Some(Meaning::And));
        let may_begin =
            is_figure || self.month_number(at).is_some() || self.weekday_named_at(at).is_some();
        let most = (at + MAX_DATE_WORDS).min(self.tokens.len());
        (at + 1..=most)
            .rev()
            .filter(|_| may_begin)
            .find_map(|end| self.date_of_run(at..end))
    }

    /// The date in a run of tokens, with the other end of a range of days.
    fn date_of_run(&self, run: Range<usize>) -> Option<Place> {
        let written = self.text_of(run.clone());
        let next = self.at(run.end);
        let ends_whole =
            next.spaced || (next.kind == Kind::Symbol && !matches!(next.first(), '/' | ':'));
        let is_in_figures = self.is_in_figures(&run);
        let has_month = self.month_in(&run).is_some() || self.is_foreign(&run);
        if !ends_whole
            || !(has_month || is_in_figures)
            || self.runs_on(&run)
            || self.ends_in_count(&run)
        {
            return None;
        }
        let (days, is_relative) = self.read(written, &run)?;
        if let Some((years, end)) = self.year_after(run.end).filter(|_| is_relative) {
            let days = self.in_year(days, years);
            return Some((Some(MentionedDate { is_relative, days }), run.start, end));
        }
        let (days, start) = self.since_other_day(days, run.start);
        let (days, end, has_year) = self.until_other_day(days, run.end);
        let is_relative = is_relative && !has_year;
        Some((Some(MentionedDate { is_relative, days }), start, end))
    }

    /// Whether a run is "12.05.2023", with a weekday before it.
    fn is_in_figures(&self, run: &Range<usize>) -> bool {
        let mut start = run.start;
        if self.weekday_named_at(start).is_some() {
            start += 1;
            start += usize::from(self.at(start).is_symbol(","));
        }
        if !(start < run.end && run.end <= start + 5) {
            return false;
        }
        // "12. 5. 2031"
        let written = self.text_of(start..run.end).replace(". ", ".");
        written.matches(['.', '/', '-']).count() >= 2 && !written.contains(' ')
    }

    fn month_in(&self, run: &Range<usize>) -> Option<usize> {
        run.clone()
            .rev()
            .find(|at| self.month_number(*at).is_some())
    }

    /// Whether a run is a day, a month in another language, and a year.
    fn is_foreign(&self, run: &Range<usize>) -> bool {
        let figures = run
            .clone()
            .filter(|at| self.whole_number(*at).is_some())
            .count();
        figures == 2
            && self.tokens[run.clone()]
                .iter()
                .any(|token| token.is_word() && month_called(token.written).is_some())
            && run.clone().any(|at| {
                let number = self.whole_number(at);
                number.is_some_and(|(_, digits)| digits == 4)
            })
    }

    pub(super) fn is_after_bracket(&self, at: usize) -> bool {
        let before = self.before(at);
        before.is_nothing()
            || (before.kind == Kind::Symbol && !before.is_dash() && before.first() != '/')
    }

    /// Whether a number is the 14 of "12–14 May", "12/14 May" or "12.–14. Mai".
    fn is_end_of_days(&self, at: usize) -> bool {
        let is_dash = self.before(at).is_dash() || self.before(at).first() == '/';
        let first = at.checked_sub(2).and_then(|first| {
            let is_stop = self.at(first).first() == '.';
            self.whole_number(first.checked_sub(usize::from(is_stop))?)
        });
        let last = self.whole_number(at);
        let is_before = matches!((first, last), (Some((first, digits)), Some((last, _))) if digits <= 2 && first < last);
        is_dash && is_before
    }

    /// Whether a run begins or ends with something outside the date: a comma, or the weekday of the next date.
    fn runs_on(&self, run: &Range<usize>) -> bool {
        let last = self.at(run.end - 1);
        let has_stop = (run.start + 1..run.end).any(|at| {
            let token = self.at(at);
            token.kind == Kind::Symbol
                && !matches!(token.first(), '.' | ',' | '،' | '/' | '-' | ':' | 'º')
                && !self.is_short_year(at + 1)
        });
        // A full stop belongs to a day or to an abbreviation; elsewhere it ends the sentence.
        let ends_sentence = (run.start + 1..run.end).any(|at| {
            let (before, next) = (self.before(at), self.at(at + 1));
            let is_stop = self.at(at).first() == '.' && next.spaced && at + 1 < run.end;
            let is_day = self
                .whole_number(at - 1)
                .is_some_and(|(_, digits)| digits <= 2);
            let is_short = before.is_word() && before.written.chars().count() < 5;
            // "2031. május 12."
            let is_year_first = at == run.start + 1 && self.month_in(run).is_none();
            is_stop && !is_day && !is_short && !is_year_first
        });
        let ends_in_filler = self.has(last, Meaning::Of)
            || (self.has(last, Meaning::Stop)
                && self.month_number(run.end - 1).is_none()
                && self.weekday_named_at(run.end - 1).is_none());
        let is_stop = last.first() == '.';
        (last.kind == Kind::Symbol && (!is_stop || run.len() < 3))
            || (is_stop && self.is_whole_word_or_year(run.end - 2))
            || ends_in_filler
            || has_stop
            || ends_sentence
    }

    /// Whether a full stop after the token ends the sentence: after "2031" and "May", but not after "Sept" or "г".
    fn is_whole_word_or_year(&self, at: usize) -> bool {
        let is_year = self.whole_number(at).is_some_and(|(_, digits)| digits == 4);
        let month = self.named_month(at);
        is_year || month.is_some_and(|named| !named.is_abbreviation)
    }

    /// Whether a token is the 23 of "May ’23".
    fn is_short_year(&self, at: usize) -> bool {
        let is_apostrophe = matches!(self.before(at).first(), '\'' | '\u{2019}');
        let is_short = self.whole_number(at).is_some_and(|(_, digits)| digits == 2);
        is_apostrophe && is_short && !self.at(at).spaced
    }

    /// Whether the number that ends a run with a month counts something and is not part of the date: the 12 of "в мае
    /// 12 человек", the 2000 of "On March 3, 2000 soldiers".
    pub(super) fn ends_in_count(&self, run: &Range<usize>) -> bool {
        let last = run.end - 1;
        let (Some((number, digits)), Some(month)) = (self.whole_number(last), self.month_in(run))
        else {
            return false;
        };
        if month > last {
            return false;
        }
        let counts = self.is_counted(run.end) && !self.precedes_year_word(run.end);
        let has_comma = (month..last).any(|at| self.at(at).is_symbol(",،"));
        let mut others = run.clone().filter(|at| *at != last);
        if digits == 4 {
            return counts && !self.is_likely_year(number, has_comma);
        }
        if others.any(|at| self.whole_number(at).is_some()) {
            return false;
        }
        let is_within_month =
            month == run.start && IN_MONTH.contains(&self.before(run.start).folded);
        let may_be_day = self.language() == Language::English;
        !may_be_day || has_comma || (counts && is_within_month)
    }

    fn precedes_year_word(&self, end: usize) -> bool {
        self.end_of(Meaning::AfterYear, end).is_some()
    }

    /// Whether a number after a month is a year although a noun follows: not a round number, and not later than the
    /// article.
    fn is_likely_year(&self, number: i16, has_comma: bool) -> bool {
        let current = self.published.map(Date::year);
        let latest = current.map_or(2100, |year| year + 1);
        let earliest = match current {
            Some(year) if has_comma => year - RECENT_YEARS,
            Some(_) | None => 1900,
        };
        (earliest..=latest).contains(&number) && number % 100 != 0
    }

    /// Reads a run and completes the year and the order of day and month. The flag says whether it depends on the
    /// publication date.
    fn read(&self, written: &str, run: &Range<usize>) -> Option<(Days, bool)> {
        let written: String = written
            .chars()
            .filter(|character| !matches!(character, '\'' | '\u{2019}'))
            .map(|character| match character {
                '،' => ',',
                character => digit(character).unwrap_or(character),
            })
            .collect();
        let one_day = |date: PartialDate| Some((Ok((date, date)), false));
        let read = match PartialDate::read(&written) {
            // "May ’23"
            Err(DateError::NoYear) if self.is_short_year(run.end - 1) => {
                PartialDate::read(&self.with_century(&written, run)?)
            }
            Err(DateError::ShortYear) => PartialDate::read(&self.with_century(&written, run)?),
            read => read,
        };
        match read {
            Ok(date) if date.month.is_none() || date.year <= 1000 => None,
            Ok(date) | Err(DateError::OtherWeekday { date, .. }) => one_day(date.day_alone()),
            Err(DateError::NoYear) => self.in_nearest_year(&written, run),
            Err(DateError::DayOrMonth { .. }) if self.language() == Language::English => {
                Some((Err(Unresolved::DayOrMonth), false))
            }
            Err(DateError::DayOrMonth { day, month, year }) => {
                one_day(PartialDate::new(year, Some(month), Some(day)))
            }
            Err(DateError::NoSuchDay) if self.month_in(run).is_some() => {
                Some((Err(Unresolved::TooFar), false))
            }
            Err(DateError::NotADate | DateError::NoSuchDay | DateError::ShortYear) => None,
        }
    }

    /// "12 May" without a year.
    fn in_nearest_year(&self, written: &str, run: &Range<usize>) -> Option<(Days, bool)> {
        if !run.clone().any(|at| self.whole_number(at).is_some()) {
            return None;
        }
        Some((self.nearest(written)?, true))
    }

    /// A day and a month in the year closest to the publication date.
    pub(super) fn nearest(&self, written: &str) -> Option<Days> {
        let Some(published) = self.published else {
            return Some(Err(Unresolved::NoPublicationDay));
        };
        let years = published.year() - 1..=published.year() + 1;
        let dates = years.filter_map(|year| PartialDate::parse(&format!("{written} {year}")));
        let distance = |date: &PartialDate| {
            date.first_day()
                .map(|day| (day - published).get_days().abs())
        };
        let nearest = dates.min_by_key(distance)?.day_alone();
        Some(Ok((nearest, nearest)))
    }

    /// "12 May last year"
    pub(super) fn in_year(&self, days: Days, years: i16) -> Days {
        let published = self.publication()?;
        let (first, last) = days?;
        let of_year = |date: PartialDate| PartialDate {
            year: published.year() + years,
            ..date
        };
        Ok((of_year(first), of_year(last)))
    }

    /// Completes the year of "25/11/22" to four digits. After the name of a month, only if it is marked as a year:
    /// "12-May-23", "May ’23", "мая 23 г."; the 14 of "May 12, 14 people" is not a year.
    fn with_century(&self, written: &str, run: &Range<usize>) -> Option<String> {
        let last = run.end - 1;
        let is_marked =
            !self.at(last).spaced || self.is_short_year(last) || self.precedes_year_word(run.end);
        if self.month_in(run).is_some() && !is_marked {
            return None;
        }
        let written = written.trim_end_matches('.');
        let (rest, year) = written.split_at(written.rfind(['.', '/', '-', ' '])? + 1);
        let year: i16 = year.parse().ok().filter(|_| year.len() == 2)?;
        let century = if year > 50 { 1900 } else { 2000 };
        Some(format!("{rest}{}", century + year))
    }

    /// The first day of the range that ends with this date: "12–14 May", "vom 12. bis 14. Mai".
    fn since_other_day(&self, days: Days, at: usize) -> (Days, usize) {
        let Ok((_, last)) = days else {
            return (days, at);
        };
        // "entre le 3 et le 5 mai"
        let article = usize::from(at > 0 && self.is_article_of_day(at - 1));
        let is_contracted = self.before(at).is("au") || self.before(at).is("al");
        let date_at = at;
        let at = at - if is_contracted { 0 } else { article };
        // "du 3 au 5 mai", "del 3 al 5 de mayo"
        let before = self.before(at);
        let is_between = before.is_dash()
            || before.first() == '/'
            || before.numeral() == Some(Meaning::And)
            || before.is("au")
            || before.is("al");
        let between = self.start_of(Meaning::To, at);
        let between = between.or_else(|| at.checked_sub(1).filter(|_| is_between));
        // "3.", "3rd"
        let day_before = |joint: usize| {
            let ending = self.before(joint);
            let has_ending = ending.is_symbol(".")
                || (self.has(ending, Meaning::OrdinalEnding) && !ending.spaced);
            let at = joint.checked_sub(1 + usize::from(has_ending))?;
            Some((at, self.whole_number(at)?))
        };
        let mut of = between.and_then(day_before);
        // "3, 4 and 5 May"
        while let Some((first, (day, _))) = of
            && self.before(first).is_symbol(",")
            && let Some(earlier) = day_before(first - 1)
            && (1..day).contains(&earlier.1.0)
        {
            of = Some(earlier);
        }
        match (of, last.day) {
            (Some((first, (number, digits))), Some(until))
                if digits <= 2 && number >= 1 && number < i16::from(until) =>
            {
                let first_day = PartialDate {
                    day: Some(number as i8),
                    ..last
                };
                (Ok((first_day, last)), first)
            }
            _ => (days, date_at),
        }
    }

    /// "May 12–14", "May 12–14, 2023", with the next token and whether the year is included.
    fn until_other_day(&self, days: Days, end: usize) -> (Days, usize, bool) {
        let Some((first, last, until)) = self.day_after_dash(days, end) else {
            return (days, end, false);
        };
        let comma = usize::from(self.at(end + 2).is_symbol(","));
        let year = self
            .whole_number(end + 2 + comma)
            .filter(|(_, digits)| *digits == 4)
            .map(|(year, _)| year);
        let of_year = |date: PartialDate| PartialDate {
            year: year.unwrap_or(date.year),
            ..date
        };
        let last = PartialDate {
            day: Some(until),
            ..last
        };
        let end = end + 2 + if year.is_some() { comma + 1 } else { 0 };
        (Ok((of_year(first), of_year(last))), end, year.is_some())
    }

    /// One date, twice, and the day after it and a dash.
    fn day_after_dash(&self, days: Days, end: usize) -> Option<(PartialDate, PartialDate, i8)> {
        let (first, last) = days.ok().filter(|(first, last)| first == last)?;
        // "May 3 and 4"
        let joins = self.at(end).is_hyphen()
            || self.is(end, Meaning::To)
            || self.at(end).numeral() == Some(Meaning::And);
        let (day, _) = self.whole_number(end - 1)?;
        let (until, digits) = self.whole_number(end + 1)?;
        let is_later = Some(day) == first.day.map(i16::from) && (day + 1..=31).contains(&until);
        (joins && is_later && digits <= 2 && !self.is_counted(end + 2)).then_some((
            first,
            last,
            until as i8,
        ))
    }
}

/// Words before a month that is no part of a day.
const IN_MONTH: WordList = WordList("in, during, throughout, early, late, mid, last, this");
