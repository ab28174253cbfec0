//! Months and weekdays by their names in the language of the text. Skips words that only look like them: "12 may have
//! died", "sept morts", "la segunda víctima", "окружающей среды".

use super::{Days, Place, periods::nearest_year, relative};
use crate::{
    analysis::{
        amounts::{
            Unresolved,
            lexicon::{Language, Meaning, Unit},
            paragraph::Paragraph,
            tokens::Token,
        },
        dates::{PartialDate, month_in, weekday_in},
    },
    text::WordList,
};

use jiff::civil::{Date, Weekday};

/// The name of a month in a text.
#[derive(Clone, Copy)]
pub(in super::super) struct NamedMonth {
    /// From 1.
    pub month: i8,
    /// The first token after it.
    pub end: usize,
    pub is_abbreviation: bool,
}

/// The month that each token names or begins to name.
pub(in super::super) fn months(tokens: &[Token], language: Language) -> Vec<Option<NamedMonth>> {
    let indexes = 0..tokens.len();
    indexes.map(|at| month(tokens, at, language)).collect()
}

fn month(tokens: &[Token], at: usize, language: Language) -> Option<NamedMonth> {
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
        && digits(figure_after(tokens, at)) != Some(4);
    (is_sure && !is_another_word).then_some(NamedMonth {
        month,
        end: after_same_month(tokens, end, month, language),
        is_abbreviation,
    })
}

/// The end of "آذار/مارس", two names of one month. The first ends at `end`.
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

/// The digits before a token, with a full stop or nothing between.
fn figure_before<'a, 't>(tokens: &'a [Token<'t>], at: usize) -> Option<&'a Token<'t>> {
    let before = at.checked_sub(1)?;
    let is_stop = tokens[before].is_symbol(".");
    let before = before.checked_sub(usize::from(is_stop))?;
    Some(&tokens[before]).filter(|token| token.is_figures())
}

/// The digits after a token, with a full stop, a comma or nothing between.
fn figure_after<'a, 't>(tokens: &'a [Token<'t>], at: usize) -> Option<&'a Token<'t>> {
    let next = tokens.get(at + 1)?;
    let is_stop = next.is_symbol(".,-/");
    let next = tokens.get(at + 1 + usize::from(is_stop))?;
    Some(next).filter(|token| token.is_figures())
}

fn digits(token: Option<&Token>) -> Option<usize> {
    token?.figures()?.bare_digits
}

fn is_day(token: Option<&Token>) -> bool {
    digits(token).is_some_and(|digits| digits <= 2)
}

/// The part of the day joined to a weekday: "Dienstagabend".
const PARTS_OF_DAY: WordList =
    WordList("nachmittag, vormittag, mittag, abend, morgen, nacht, fruh, s");

/// Words after which "среду" means Wednesday and not environment.
const BEFORE_WEDNESDAY: WordList =
    WordList("в, во, до, с, со, к, на, по, утром, вечером, ночью, днем, или");

impl Paragraph<'_> {
    /// The month that a token names, from 1.
    pub(super) fn month(&self, at: usize) -> Option<i8> {
        self.named_month(at).map(|named| named.month)
    }

    pub(super) fn named_month(&self, at: usize) -> Option<NamedMonth> {
        *self.months.get(at)?
    }

    pub(in super::super) fn weekday_at(&self, at: usize) -> Option<Weekday> {
        let language = self.language();
        let (token, before) = (self.at(at), self.before(at));
        let word = token.folded.as_str();
        let bare = || {
            let mut parts = PARTS_OF_DAY.words();
            let bare = parts.find_map(|part| word.strip_suffix(part))?;
            weekday_in("de", bare).filter(|_| language == Language::German)
        };
        let day = weekday_in(language.tag(), token.written).or_else(bare)?;
        let is_another_word = match language {
            Language::Russian => {
                word.starts_with("сред")
                    && before.is_word()
                    && !BEFORE_WEDNESDAY.contains(&before.folded)
                    && !self.is_modifier(before)
            }
            // "Santo Domingo"
            Language::Spanish => token.is_capitalised() && before.is_capitalised() && at > 1,
            Language::English
            | Language::German
            | Language::French
            | Language::Ukrainian
            | Language::Arabic => false,
        };
        (!is_another_word).then_some(day)
    }

    /// "on Tuesday", "last Friday", "mardi prochain".
    pub(super) fn weekday(&self, at: usize) -> Option<Place> {
        if let Some(weekday) = self.weekday_at(at)
            && let Some((weeks, end)) = self.week_after(at + 1)
        {
            let days = self.day_of_week(weekday, weeks);
            return Some((Some(relative(days)), at, end));
        }
        let (weekday, modifier, end) =
            self.modified(at, |at| Some((self.weekday_at(at)?, at + 1)))?;
        if let Some((date, end)) = self
            .day_of_weekday(weekday, end)
            .filter(|_| modifier.is_none())
        {
            return Some((Some(relative(Ok((date, date)))), at, end));
        }
        let other = self.follows(Meaning::Following, at).then_some(end);
        if let Some(end) = other.or_else(|| self.end_of(Meaning::Following, end)) {
            return Some((Some(relative(Err(Unresolved::OtherEvent))), at, end));
        }
        let days = self.publication().and_then(|published| {
            let back = i32::from(published.weekday().since(weekday));
            let days = match modifier {
                Some(-2) if back == 0 => -14,
                Some(-2) => -back - 7,
                Some(-1) if back == 0 => -7,
                Some(1) => 7 - back,
                // "this Friday", said on a Tuesday
                Some(0)
                    if i32::from(weekday.to_monday_zero_offset())
                        > i32::from(published.weekday().to_monday_zero_offset()) =>
                {
                    7 - back
                }
                _ => -back,
            };
            self.days(days, days)
        });
        Some((Some(relative(days)), at, self.after_part_of_day(end)))
    }

    /// The day of "Tuesday the 19th" and "mercredi 17", if the nearest day with that number is that weekday, and the
    /// next token. In English, "Wednesday 14 more died" has no day.
    fn day_of_weekday(&self, weekday: Weekday, at: usize) -> Option<(PartialDate, usize)> {
        let has_article = self.is_article_of_day(at);
        let at = at + usize::from(has_article);
        let (day, digits) = self.whole_number(at).filter(|_| self.at(at).spaced)?;
        let ending = self.at(at + 1);
        let has_ending = !ending.spaced
            && (self.has(ending, Meaning::OrdinalEnding)
                || (ending.is_symbol(".") && self.language() == Language::German));
        let end = at + 1 + usize::from(has_ending);
        let next = self.at(end);
        let is_free = next.is_nothing() || next.spaced || next.is_symbol(".,;:!?)");
        let is_told = has_article || has_ending || self.language() != Language::English;
        if digits > 2 || !is_free || !is_told || self.is_counted(end) {
            return None;
        }
        let nearest = self.nearest_day(day as i8)?;
        (nearest.weekday() == weekday).then(|| (PartialDate::of_day(nearest), end))
    }

    /// "the first Tuesday of October", "am letzten Sonntag im März 2031".
    pub(super) fn nth_weekday(&self, at: usize) -> Option<Place> {
        let (nth, weekday_at) = match self.modifier(at) {
            Some((-1, next)) => (-1, next),
            Some(_) => return None,
            None => self.nth(at)?,
        };
        let weekday = self.weekday_at(weekday_at).filter(|_| nth < 6)?;
        let joins = |at: &usize| self.is(*at, Meaning::Of) || self.is(*at, Meaning::BeforeMonth);
        let first = weekday_at + 1;
        let month_at = first + (first..first + 2).take_while(joins).count();
        let named = self.named_month(month_at)?;
        let year_at = named.end + usize::from(self.is(named.end, Meaning::Of));
        let told = self.year_at(year_at);
        let end = told.map_or(named.end, |_| year_at + 1);
        let days = self.publication().and_then(|published| {
            let ahead = i32::from(named.month) - i32::from(published.month());
            let year = told.unwrap_or(published.year() + nearest_year(ahead));
            let month = Date::new(year, named.month, 1).ok();
            let day = month.and_then(|month| month.nth_weekday_of_month(nth, weekday).ok());
            let date = PartialDate::of_day(day.ok_or(Unresolved::TooFar)?);
            Ok((date, date))
        });
        Some((Some(relative(days)), at, end))
    }

    /// Offset in weeks of "last week" or "vergangener Woche" after a weekday, and the next token.
    fn week_after(&self, at: usize) -> Option<(i32, usize)> {
        let joins = |at: &usize| self.is(*at, Meaning::Of) || self.at(*at).is("на");
        let at = at + (at..at + 2).take_while(joins).count();
        let (unit, modifier, end) = self.modified_unit(at)?;
        (unit == Unit::Week).then_some((modifier?, end))
    }

    /// "Monday last week"
    pub(super) fn day_of_week(&self, weekday: Weekday, weeks: i32) -> Days {
        let published = self.publication()?;
        let of = |day: Weekday| i32::from(day.to_monday_zero_offset());
        let days = 7 * weeks + of(weekday) - of(published.weekday());
        self.days(days, days)
    }

    /// "in May", "last March".
    pub(super) fn month_alone(&self, at: usize) -> Option<Place> {
        let (named, modifier, end) = self.modified(at, |at| {
            let named = self.named_month(at)?;
            Some((named.month, named.end))
        })?;
        // "mid-April"
        let hyphen = usize::from(self.before(at).is_hyphen());
        let follows = self.has(self.before(at - hyphen), Meaning::BeforeMonth);
        let told_year = self.year_after(end);
        // "May–July 2023"
        let until = self.end_of(Meaning::To, end).unwrap_or(end + 1);
        let begins_range = (until > end + 1 || self.at(end).is_dash() || self.is(end, Meaning::To))
            && self.named_month(until).is_some();
        let is_told = follows || modifier.is_some() || told_year.is_some() || begins_range;
        if !is_told || self.is_person(at) {
            return None;
        }
        let days = self.publication().map(|published| {
            let ahead = i32::from(named) - i32::from(published.month());
            let years = match modifier {
                Some(-2) => -1 - i32::from(ahead >= 0),
                Some(-1) => -i32::from(ahead >= 0),
                Some(1) => i32::from(ahead <= 0),
                _ => i32::from(nearest_year(ahead)),
            };
            let years = told_year.map_or(years, |(years, _)| i32::from(years));
            let year = published.year() + years as i16;
            let date = PartialDate::new(year, Some(named), None);
            (date, date)
        });
        let end = told_year.map_or(end, |(_, end)| end);
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
