//! Dates in running text: those with a month or in figures, years, and those that are counted from the day of publication.
//! Times of day are found as well, so that their figures do not become amounts.

mod day_in_words;
mod named;
mod relative;
mod times;
mod written_out;

use super::{
    AmountOrDate, FoundAmount, MentionedDate, Unresolved,
    lexicon::{Lexicon, Meaning},
    numerals::Reader,
    quantities::is_counted,
    tokens::{Kind, Token, only_word},
};
use crate::analysis::dates::PartialDate;
use named::{NamedMonth, months};

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
    months: Vec<Option<NamedMonth>>,
    /// The only word or number.
    only_word: Option<usize>,
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
        months: months(tokens, lexicon.language),
        only_word: only_word(tokens),
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
            .or_else(|| self.day_and_month(at))
            .or_else(|| self.day_in_words(at))
            .or_else(|| Some(self.since_other_hour(self.time_of_day(at)?)))
            .or_else(|| self.day_word(at))
            .or_else(|| self.counted(at))
            .or_else(|| self.weekday(at))
            .or_else(|| self.this_or_last(at))
            .or_else(|| self.month_alone(at))
            .or_else(|| self.year(at))
    }

    /// Whether a number after a token is a name or a part of one: "Article 2000".
    fn is_name_before(&self, at: usize) -> bool {
        self.lexicon
            .ends_before(self.tokens, at + 1, Meaning::Label)
            .is_some()
    }

    fn year_at(&self, at: usize) -> Option<i16> {
        self.whole(at)
            .filter(|(year, digits)| *digits == 4 && (1000..2100).contains(year))
            .map(|(year, _)| year)
    }

    /// The last year of "2014–2015", "2014 to 2015" or "between 2014 and 2015", and the token after it.
    fn later_year(&self, at: usize, first: i16) -> Option<(i16, usize)> {
        let next = self.token(at + 1)?;
        let is_joined = !next.spaced && (next.is_dash() || next.first() == '/');
        let is_between = self
            .lexicon
            .ends_before(self.tokens, at, Meaning::Between)
            .is_some();
        let last_at = if is_joined || (is_between && next.numeral() == Some(Meaning::And)) {
            at + 2
        } else {
            self.lexicon.starts_at(self.tokens, at + 1, Meaning::To)?
        };
        let last = self.year_at(last_at)?;
        let is_later = if is_between {
            (1900..2100).contains(&last) && first < last
        } else {
            (1900..2100).contains(&first) && (first + 1..first + 60).contains(&last)
        };
        // "from 1900 to 2000 soldiers"
        let are_counts = !is_joined
            && is_counted(self.tokens, last_at + 1, self.lexicon)
            && (first % 100 == 0 || last % 100 == 0);
        (is_later && !are_counts).then_some((last, last_at + 1))
    }

    /// The end of the "-м" of "в 1945-м"; "1990-х" are several years.
    fn after_ordinal_ending(&self, at: usize) -> Option<usize> {
        let is_tight = |token: &&Token| !token.spaced;
        self.token(at)
            .filter(|token| token.is_dash() && !token.spaced)?;
        let ending = self.token(at + 1).filter(is_tight)?;
        let is_one = self.is(at + 1, Meaning::OrdinalEnding)
            && !["х", "е", "ті"].contains(&ending.folded.as_str());
        is_one.then_some(at + 2)
    }

    /// "the 2019 average": a year before what it is the year of.
    fn is_attribute(&self, at: usize, year: i16) -> bool {
        let follows_the = at
            .checked_sub(1)
            .is_some_and(|before| self.tokens[before].is("the"));
        let latest = self
            .published
            .map_or(2100, |published| published.year() + 1);
        follows_the && year % 100 != 0 && (latest - 60..=latest).contains(&year)
    }

    fn begins_sentence(&self, at: usize) -> bool {
        let follows_stop = at
            .checked_sub(1)
            .is_none_or(|before| matches!(self.tokens[before].first(), '.' | '!' | '?' | ':'));
        follows_stop && self.token(at + 1).is_some_and(Token::is_word)
    }

    /// "in 2014", "2014 года", "2014–2015".
    fn year(&self, at: usize) -> Option<Place> {
        let first = self.year_at(at)?;
        let token = self.token(at)?;
        let follows = at
            .checked_sub(1)
            .is_some_and(|before| token.spaced && self.is(before, Meaning::BeforeYear));
        let after = self
            .lexicon
            .starts_at(self.tokens, at + 1, Meaning::AfterYear)
            .or_else(|| self.after_ordinal_ending(at + 1));
        let last = self.later_year(at, first);
        // A year may stand alone where nothing is counted.
        let is_whole_text = self.only_word == Some(at);
        let follows_word = at
            .checked_sub(1)
            .is_some_and(|before| self.tokens[before].is_word() && !self.is_name_before(before));
        let stands_alone = (1900..2100).contains(&first)
            && token.spaced
            && self.token(at + 1).is_none_or(|next| {
                next.spaced
                    || (next.kind == Kind::Sign
                        && !matches!(next.first(), '-' | '/' | ':' | '%' | '+'))
            })
            && (follows_word || self.begins_sentence(at))
            && self
                .lexicon
                .phrase_before(self.tokens, at, |meaning| {
                    matches!(meaning, Meaning::Before(_)).then_some(())
                })
                .is_none()
            && (!is_counted(self.tokens, at + 1, self.lexicon) || self.is_attribute(at, first))
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
        let last_end = last.map_or(at + 1, |(_, end)| end);
        let end = self
            .lexicon
            .starts_at(self.tokens, last_end, Meaning::AfterYear)
            .or_else(|| self.after_ordinal_ending(last_end))
            .unwrap_or(last_end);
        let is = (year(first), year(last.map_or(first, |(last, _)| last)));
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
