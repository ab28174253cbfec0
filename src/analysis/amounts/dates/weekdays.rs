//! Weekdays by their names in the language of the text, and their dates. Skips words that only look like them: "la segunda
//! víctima", "окружающей среды".

use super::{Days, Place, periods::nearest_year, relative};
use crate::{
    analysis::{
        amounts::{
            Unresolved,
            lexicon::{Language, Meaning, Unit},
            paragraph::Paragraph,
        },
        dates::{PartialDate, weekday_in},
    },
    text::WordList,
};

use jiff::civil::{Date, Weekday};

/// Endings joined to a German weekday, folded: parts of the day ("Dienstagabend") and the "s" of "dienstags".
const WEEKDAY_ENDINGS: WordList =
    WordList("nachmittag, vormittag, mittag, abend, morgen, nacht, fruh, s");

/// Words after which "среду" means Wednesday and not environment.
const BEFORE_WEDNESDAY: WordList =
    WordList("в, во, до, с, со, к, на, по, утром, вечером, ночью, днем, или");

impl Paragraph<'_> {
    pub(in super::super) fn weekday_named_at(&self, at: usize) -> Option<Weekday> {
        let language = self.language();
        let (token, before) = (self.at(at), self.before(at));
        let word = token.folded.as_str();
        let bare = || {
            let mut endings = WEEKDAY_ENDINGS.words();
            let bare = endings.find_map(|ending| word.strip_suffix(ending))?;
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
    pub(super) fn weekday_date(&self, at: usize) -> Option<Place> {
        if let Some(weekday) = self.weekday_named_at(at)
            && let Some((weeks, end)) = self.week_offset_at(at + 1)
        {
            let days = self.weekday_in_week(weekday, weeks);
            return Some((Some(relative(days)), at, end));
        }
        let (weekday, modifier, end) =
            self.modified(at, |at| Some((self.weekday_named_at(at)?, at + 1)))?;
        if let Some((date, end)) = self
            .day_number_after_weekday(weekday, end)
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

    /// The date of "Tuesday the 19th" or "mercredi 17", and the token after it; `None` unless the nearest 19th is a
    /// Tuesday. English needs an article or an ordinal ending, because in "Wednesday 14 more died" the number is a count.
    fn day_number_after_weekday(
        &self,
        weekday: Weekday,
        at: usize,
    ) -> Option<(PartialDate, usize)> {
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
        let is_explicit = has_article || has_ending || self.language() != Language::English;
        if digits > 2 || !is_free || !is_explicit || self.is_counted(end) {
            return None;
        }
        let nearest = self.nearest_day(day as i8)?;
        (nearest.weekday() == weekday).then(|| (PartialDate::of_day(nearest), end))
    }

    /// "the first Tuesday of October", "am letzten Sonntag im März 2031".
    pub(super) fn nth_weekday_of_month(&self, at: usize) -> Option<Place> {
        let (nth, weekday_named_at) = match self.modifier(at) {
            Some((-1, next)) => (-1, next),
            Some(_) => return None,
            None => self.nth(at)?,
        };
        let weekday = self
            .weekday_named_at(weekday_named_at)
            .filter(|_| nth < 6)?;
        let joins = |at: &usize| self.is(*at, Meaning::Of) || self.is(*at, Meaning::BeforeMonth);
        let first = weekday_named_at + 1;
        let month_at = first + (first..first + 2).take_while(joins).count();
        let named = self.named_month(month_at)?;
        let year_at = named.end + usize::from(self.is(named.end, Meaning::Of));
        let given_year = self.year_at(year_at);
        let end = given_year.map_or(named.end, |_| year_at + 1);
        let days = self.publication().and_then(|published| {
            let ahead = i32::from(named.month) - i32::from(published.month());
            let year = given_year.unwrap_or(published.year() + nearest_year(ahead));
            let month = Date::new(year, named.month, 1).ok();
            let day = month.and_then(|month| month.nth_weekday_of_month(nth, weekday).ok());
            let date = PartialDate::of_day(day.ok_or(Unresolved::TooFar)?);
            Ok((date, date))
        });
        Some((Some(relative(days)), at, end))
    }

    /// Offset in weeks of "last week" or "vergangener Woche" after a weekday, and the next token.
    fn week_offset_at(&self, at: usize) -> Option<(i32, usize)> {
        let joins = |at: &usize| self.is(*at, Meaning::Of) || self.at(*at).is("на");
        let at = at + (at..at + 2).take_while(joins).count();
        let (unit, modifier, end) = self.modified_unit(at)?;
        (unit == Unit::Week).then_some((modifier?, end))
    }

    /// "Monday last week"
    pub(super) fn weekday_in_week(&self, weekday: Weekday, weeks: i32) -> Days {
        let published = self.publication()?;
        let of = |day: Weekday| i32::from(day.to_monday_zero_offset());
        let days = 7 * weeks + of(weekday) - of(published.weekday());
        self.days(days, days)
    }
}
