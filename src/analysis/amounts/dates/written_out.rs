//! Dates with a month's name or in figures.

use super::{DATE_WORDS, Days, Finder, Place, year};
use crate::analysis::{
    amounts::{
        MentionedDate, Unresolved,
        lexicon::{Language, Meaning},
        tokens::Kind,
    },
    dates::{DateError, PartialDate, month_called},
};

use std::ops::Range;

impl Finder<'_, '_> {
    /// A date with a month's name or in figures, as far as [`PartialDate`] reads it.
    pub(super) fn written_out(&self, at: usize) -> Option<Place> {
        let token = self.token(at)?;
        let is_month = self.month(at).is_some();
        let is_weekday = token.is_word() && self.weekday_at(at).is_some();
        let is_figure =
            matches!(token.kind, Kind::Figures(_)) && (token.spaced || self.is_after_bracket(at));
        if !(is_month || is_weekday || is_figure) {
            return None;
        }
        let most = (at + DATE_WORDS).min(self.tokens.len());
        (at + 1..=most).rev().find_map(|end| {
            let run = at..end;
            let has_month = run.clone().any(|at| self.month(at).is_some());
            let written = &self.text[token.range.start..self.tokens[end - 1].range.end];
            let ends_whole = self.token(end).is_none_or(|next| {
                next.spaced || (next.kind == Kind::Sign && !matches!(next.first(), '/' | ':'))
            });
            let is_in_figures = run.len() <= 5
                && written
                    .chars()
                    .filter(|sign| matches!(sign, '.' | '/' | '-'))
                    .count()
                    >= 2
                && !written.contains(' ');
            if !ends_whole || !(has_month || is_in_figures) || self.runs_on(&run) {
                return None;
            }
            let (is, is_relative) = self.read(written, &run)?;
            let (is, start) = self.since_other_day(is, at);
            let (is, end) = self.until_other_day(is, end);
            Some((Some(MentionedDate { is_relative, is }), start, end))
        })
    }

    pub(super) fn is_after_bracket(&self, at: usize) -> bool {
        at.checked_sub(1).is_none_or(|before| {
            self.tokens[before].kind == Kind::Sign
                && !self.tokens[before].is_dash()
                && self.tokens[before].first() != '/'
        })
    }

    /// Whether a run ends or begins with what is no part of a date: a comma, or a weekday of the next date.
    fn runs_on(&self, run: &Range<usize>) -> bool {
        let last = &self.tokens[run.end - 1];
        let has_stop = run.len() > 1
            && self.tokens[run.start + 1..run.end].iter().any(|token| {
                token.kind == Kind::Sign
                    && !matches!(token.first(), '.' | ',' | '/' | '-' | ':' | 'º')
            });
        // A full stop belongs to a day or to an abbreviation; elsewhere it ends the sentence.
        let ends_sentence = (run.start + 1..run.end).any(|at| {
            let is_stop = self.tokens[at].first() == '.'
                && self.tokens.get(at + 1).is_some_and(|next| next.spaced)
                && at + 1 < run.end;
            let is_day = self.whole(at - 1).is_some_and(|(_, digits)| digits <= 2);
            let is_short =
                self.tokens[at - 1].is_word() && self.tokens[at - 1].written.chars().count() < 5;
            is_stop && !is_day && !is_short
        });
        (last.kind == Kind::Sign && (last.first() != '.' || run.len() < 3))
            || has_stop
            || ends_sentence
    }

    /// Reads a run; the year and the order of day and month are completed.
    fn read(&self, written: &str, run: &Range<usize>) -> Option<(Days, bool)> {
        let figures: String = written
            .chars()
            .map(|sign| match sign {
                '\u{660}'..='\u{669}' => char::from(b'0' + (sign as u32 - 0x660) as u8),
                '\u{6f0}'..='\u{6f9}' => char::from(b'0' + (sign as u32 - 0x6f0) as u8),
                '،' => ',',
                sign => sign,
            })
            .collect();
        let known = |date: PartialDate| Some((Ok((date, date)), false));
        match PartialDate::read(&figures) {
            Ok(date) => (date.month.is_some() && date.year > 1000)
                .then(|| known(date.day_alone()))
                .flatten(),
            Err(DateError::NoYear) => {
                let has_day = run.clone().any(|at| self.whole(at).is_some());
                if !has_day {
                    return None;
                }
                let Some(published) = self.published else {
                    return Some((Err(Unresolved::NoPublicationDay), true));
                };
                let of_year = |year: i16| PartialDate::parse(&format!("{figures} {year}"));
                let years = published.year() - 1..=published.year() + 1;
                let distance = |date: &PartialDate| {
                    date.first_day()
                        .map(|day| (day - published).get_days().abs())
                };
                let nearest = years.filter_map(of_year).min_by_key(distance)?.day_alone();
                Some((Ok((nearest, nearest)), true))
            }
            Err(DateError::DayOrMonth { day, month, year })
                if self.lexicon.language != Language::English =>
            {
                known(PartialDate {
                    day: Some(day),
                    month: Some(month),
                    ..self::year(year)
                })
            }
            Err(DateError::DayOrMonth { .. }) => Some((Err(Unresolved::DayOrMonth), false)),
            Err(DateError::ShortYear) => {
                let (rest, short) = figures
                    .trim_end_matches('.')
                    .rsplit_once(['.', '/', ' ', '-'])?;
                let short: i16 = short.parse().ok().filter(|_| short.len() == 2)?;
                let century = if short > 50 { 1900 } else { 2000 };
                let sign = figures[rest.len()..].chars().next()?;
                let whole = format!("{rest}{sign}{}", century + short);
                let date = PartialDate::read(&whole);
                match date {
                    Ok(date) => known(date.day_alone()),
                    Err(DateError::DayOrMonth { day, month, year })
                        if self.lexicon.language != Language::English =>
                    {
                        known(PartialDate {
                            day: Some(day),
                            month: Some(month),
                            ..self::year(year)
                        })
                    }
                    Err(_) => None,
                }
            }
            Err(DateError::OtherWeekday { date, .. }) => known(date.day_alone()),
            Err(DateError::NotADate | DateError::NoSuchDay) => None,
        }
    }

    /// "12–14 May", "vom 12. bis 14. Mai": the first day of a range before its last.
    fn since_other_day(&self, is: Days, at: usize) -> (Days, usize) {
        let Ok((_, last)) = is else {
            return (is, at);
        };
        let to = at.checked_sub(1).filter(|to| {
            self.tokens[*to].is_dash()
                || self.is(*to, Meaning::To)
                || self.tokens[*to].numeral() == Some(Meaning::And)
        });
        let mut first = to.and_then(|to| to.checked_sub(1));
        if first.is_some_and(|first| {
            self.tokens[first].first() == '.' && self.tokens[first].kind == Kind::Sign
        }) {
            first = first.and_then(|first| first.checked_sub(1));
        }
        let of = first.and_then(|first| Some((first, self.whole(first)?)));
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
            _ => (is, at),
        }
    }

    /// "May 12–14", "May 12–14, 2023"
    fn until_other_day(&self, is: Days, end: usize) -> (Days, usize) {
        let Ok((first, last)) = is else {
            return (is, end);
        };
        let follows_day = first == last
            && self
                .whole(end - 1)
                .is_some_and(|(day, _)| Some(day) == first.day.map(i16::from));
        let is_dash = self
            .token(end)
            .is_some_and(|token| token.is_dash() && !token.spaced);
        let until = self.whole(end + 1).filter(|(until, digits)| {
            follows_day && is_dash && *digits <= 2 && (1..=31).contains(until)
        });
        let Some((until, _)) = until.filter(|(until, _)| Some(*until) > first.day.map(i16::from))
        else {
            return (is, end);
        };
        let comma = usize::from(
            self.token(end + 2)
                .is_some_and(|token| token.first() == ','),
        );
        let year = self
            .whole(end + 2 + comma)
            .filter(|(_, digits)| *digits == 4)
            .map(|(year, _)| year);
        let of_year = |date: PartialDate| PartialDate {
            year: year.unwrap_or(date.year),
            ..date
        };
        let last = PartialDate {
            day: Some(until as i8),
            ..last
        };
        (
            Ok((of_year(first), of_year(last))),
            end + 2 + if year.is_some() { comma + 1 } else { 0 },
        )
    }

    /// The month that a token names.
    pub(super) fn month(&self, at: usize) -> Option<i8> {
        let token = self.token(at).filter(|token| token.is_word())?;
        let month = month_called(token.written)?;
        let is_whole = token.folded.chars().count() > 3 || token.written.ends_with('.');
        let is_sure = is_whole && token.numeral().is_none() || self.is(at, Meaning::ShortMonth);
        is_sure.then_some(month)
    }
}
