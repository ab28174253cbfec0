//! Dates in running text: those with a month or in figures, years, and those that are counted from the day of publication.
//! Times of day are found as well, so that their figures are no amounts.

mod relative;
mod written_out;

use super::{
    AmountOrDate, FoundAmount, MentionedDate, Unresolved,
    lexicon::{Language, Lexicon, Meaning},
    numerals::Reader,
    quantities::is_counted,
    tokens::{Kind, Token},
};
use crate::analysis::dates::PartialDate;

use std::ops::Range;

use jiff::civil::Date;

/// Words of the longest date.
const DATE_WORDS: usize = 10;

/// A date or a time of day in the text.
pub(super) struct Taken {
    pub span: Range<usize>,
    /// `None` for a time of day.
    date: Option<MentionedDate>,
}

impl Taken {
    pub fn into_found(self) -> Option<FoundAmount> {
        let Self { span, date } = self;
        Some(FoundAmount {
            span,
            what: AmountOrDate::Date(date?),
        })
    }
}

type Days = Result<(PartialDate, PartialDate), Unresolved>;

struct Finder<'a, 't> {
    text: &'a str,
    tokens: &'a [Token<'t>],
    lexicon: &'a Lexicon,
    published: Option<Date>,
}

pub(super) fn dates(
    text: &str,
    tokens: &[Token],
    lexicon: &Lexicon,
    published: Option<Date>,
) -> Vec<Taken> {
    let finder = Finder {
        text,
        tokens,
        lexicon,
        published,
    };
    let mut taken = Vec::new();
    let mut at = 0;
    let mut last_end = 0;
    while at < tokens.len() {
        let Some((date, start, end)) = finder.date(at) else {
            at += 1;
            continue;
        };
        let span = tokens[start].range.start..tokens[end - 1].range.end;
        // "May 3 and 5 May" is one range.
        if start < last_end {
            taken.pop();
        }
        last_end = end;
        taken.push(Taken { span, date });
        at = end.max(at + 1);
    }
    taken
}

/// A date with its first token and the token after it.
type Place = (Option<MentionedDate>, usize, usize);

fn absolute(date: PartialDate) -> MentionedDate {
    MentionedDate {
        is_relative: false,
        is: Ok((date, date)),
    }
}

fn relative(is: Days) -> MentionedDate {
    MentionedDate {
        is_relative: true,
        is,
    }
}

fn day(date: Date) -> PartialDate {
    PartialDate {
        day: Some(date.day()),
        ..month(date)
    }
}

fn month(date: Date) -> PartialDate {
    PartialDate {
        month: Some(date.month()),
        ..year(date.year())
    }
}

fn year(year: i16) -> PartialDate {
    PartialDate {
        year,
        month: None,
        day: None,
        time: None,
        to_second: false,
        zone: None,
    }
}

impl Finder<'_, '_> {
    fn token(&self, at: usize) -> Option<&Token<'_>> {
        self.tokens.get(at)
    }

    fn is(&self, at: usize, meaning: Meaning) -> bool {
        self.token(at)
            .is_some_and(|token| self.lexicon.is(&token.folded, meaning))
    }

    fn reader(&self) -> Reader<'_, '_> {
        Reader {
            tokens: self.tokens,
            lexicon: self.lexicon,
        }
    }

    fn whole(&self, at: usize) -> Option<(i16, usize)> {
        match self.token(at)?.kind {
            Kind::Figures(figures) => Some((
                figures.value.filter(|value| value.fract() == 0.0)? as i16,
                figures.bare_digits?,
            )),
            Kind::Word(_) | Kind::Sign => None,
        }
    }

    /// The date or time that begins at a token, the likeliest kind first.
    fn date(&self, at: usize) -> Option<Place> {
        self.written_out(at)
            .or_else(|| self.time_of_day(at))
            .or_else(|| self.day_word(at))
            .or_else(|| self.counted(at))
            .or_else(|| self.weekday(at))
            .or_else(|| self.this_or_last(at))
            .or_else(|| self.month_alone(at))
            .or_else(|| self.year(at))
    }

    /// Whether "at" or the like stands before a token.
    fn follows_hour_word(&self, at: usize) -> bool {
        self.lexicon
            .ends_before(self.tokens, at, Meaning::BeforeHour)
            .is_some()
    }

    /// "14:30", "5 pm", "um 14 Uhr", "14h30", "в 14 часов".
    fn time_of_day(&self, at: usize) -> Option<Place> {
        let written = self.token(at)?.written;
        let has_full_stop = matches!(written.split_once('.'), Some((hour, minute)) if hour.len() < 3 && minute.len() == 2);
        if let Some(end) = self
            .lexicon
            .starts_at(self.tokens, at + 1, Meaning::AfterHour)
            .filter(|_| has_full_stop)
        {
            return Some((None, at, end));
        }
        // "um acht Uhr", "at five o'clock"
        if self.tokens[at].is_word() {
            let numeral = self.reader().numeral(at)?;
            let after = self
                .lexicon
                .starts_at(self.tokens, numeral.end, Meaning::AfterHour)?;
            let is_hour = numeral.value.fract() == 0.0 && (1.0..=24.0).contains(&numeral.value);
            let is_told = self.follows_hour_word(at) || self.lexicon.language == Language::German;
            return (is_hour && is_told).then_some((None, at, after));
        }
        let (hour, digits) = self.whole(at)?;
        if !(0..=24).contains(&hour)
            || digits > 2
            || !(self.tokens[at].spaced || self.is_after_bracket(at))
        {
            return None;
        }
        let is_minute = |at: usize| {
            self.whole(at)
                .is_some_and(|(minute, digits)| minute < 60 && digits == 2)
                && !self.tokens[at].spaced
        };
        let has_minutes = self
            .token(at + 1)
            .is_some_and(|sign| !sign.spaced && matches!(sign.folded.as_str(), ":" | "h" | "."))
            && is_minute(at + 2);
        let mut end = at + if has_minutes { 3 } else { 1 };
        if has_minutes
            && self
                .token(end)
                .is_some_and(|sign| sign.first() == ':' && !sign.spaced)
            && is_minute(end + 1)
        {
            end += 2;
        }
        let before = self.follows_hour_word(at);
        let after = self.lexicon.starts_at(self.tokens, end, Meaning::AfterHour);
        // "a.m." is several tokens.
        let half = self
            .token(end)
            .is_some_and(|token| matches!(token.folded.as_str(), "a" | "p"))
            && self
                .token(end + 1)
                .is_some_and(|token| token.first() == '.')
            && self.token(end + 2).is_some_and(|token| token.is("m"));
        let is_half = half
            || self.token(end).is_some_and(|token| {
                matches!(token.folded.as_str(), "am" | "pm")
                    && self.lexicon.language == Language::English
            });
        if half {
            end += 3;
        } else if is_half {
            end += 1;
        } else if let Some(after) =
            after.filter(|_| before || self.lexicon.language == Language::German)
        {
            end = after;
        }
        let is_clock = has_minutes && matches!(self.tokens[at + 1].folded.as_str(), ":" | "h");
        let is_time = is_clock
            || is_half
            || (before && after.is_some())
            || (after.is_some() && self.lexicon.language == Language::German);
        is_time.then_some((None, at, end))
    }

    /// Whether a number after a token is a name or a part of one: "Article 2000".
    fn is_name_before(&self, at: usize) -> bool {
        self.lexicon
            .ends_before(self.tokens, at + 1, Meaning::Label)
            .is_some()
    }

    /// "in 2014", "2014 года", "2014–2015".
    fn year(&self, at: usize) -> Option<Place> {
        let is_year = |at: usize| {
            self.whole(at)
                .filter(|(year, digits)| *digits == 4 && (1000..2100).contains(year))
                .map(|(year, _)| year)
        };
        let first = is_year(at)?;
        let token = self.token(at)?;
        let follows = at
            .checked_sub(1)
            .is_some_and(|before| token.spaced && self.is(before, Meaning::BeforeYear));
        let after = self
            .lexicon
            .starts_at(self.tokens, at + 1, Meaning::AfterYear);
        // "2014–2015", "2014/15"
        let is_joined = self
            .token(at + 1)
            .is_some_and(|sign| !sign.spaced && (sign.is_dash() || sign.first() == '/'));
        let last = is_joined
            .then(|| {
                is_year(at + 2).filter(|last| {
                    *last > first && *last < first + 60 && (1900..2100).contains(&first)
                })
            })
            .flatten();
        // A year may stand alone where nothing is counted.
        let is_whole_text = self
            .tokens
            .iter()
            .enumerate()
            .all(|(other, token)| other == at || token.kind == Kind::Sign);
        let stands_alone = (1900..2100).contains(&first)
            && token.spaced
            && self.token(at + 1).is_none_or(|next| {
                next.spaced
                    || (next.kind == Kind::Sign
                        && !matches!(next.first(), '-' | '/' | ':' | '%' | '+'))
            })
            && at.checked_sub(1).is_some_and(|before| {
                self.tokens[before].is_word() && !self.is_name_before(before)
            })
            && self
                .lexicon
                .phrase_before(self.tokens, at, |meaning| {
                    matches!(meaning, Meaning::Before(_)).then_some(())
                })
                .is_none()
            && !is_counted(self.tokens, at + 1, self.lexicon)
            && !is_whole_text;
        if !(follows || after.is_some() || last.is_some() || stands_alone) {
            return None;
        }
        // "since 1500 soldiers": a number before 1900 is a year only with its word.
        if first < 1900
            && after.is_none()
            && self.token(at + 1).is_some_and(|next| {
                next.is_word() && next.spaced && !self.lexicon.is(&next.folded, Meaning::Stop)
            })
        {
            return None;
        }
        let end = after.unwrap_or(at + if last.is_some() { 3 } else { 1 });
        let is = (year(first), year(last.unwrap_or(first)));
        let date = if is.0 == is.1 {
            absolute(is.0)
        } else {
            MentionedDate {
                is_relative: false,
                is: Ok(is),
            }
        };
        Some((Some(date), at, end))
    }
}
