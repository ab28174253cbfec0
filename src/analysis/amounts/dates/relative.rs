//! Dates that are counted from the day of publication: "yesterday", "three days ago", "on Tuesday", "last week", "in May".

use super::{Days, Finder, Place, day, month, relative, year};
use crate::analysis::{
    amounts::{
        Unresolved,
        lexicon::{Language, Meaning, Unit},
        tokens::Token,
    },
    dates::{PartialDate, weekday_called},
};

use jiff::{Span, civil::Weekday};

impl Finder<'_, '_> {
    fn days(&self, first: i32, last: i32) -> Days {
        let published = self.published.ok_or(Unresolved::NoPublicationDay)?;
        let on = |days: i32| {
            let span = Span::new().try_days(days).ok()?;
            published.checked_add(span).map(day).ok()
        };
        let on = |days| on(days).ok_or(Unresolved::TooFar);
        Ok((on(first)?, on(last)?))
    }

    /// "yesterday", "overnight", "the next day".
    pub(super) fn day_word(&self, at: usize) -> Option<Place> {
        let ((shift, other), end) =
            self.lexicon
                .phrase_at(self.tokens, at, |meaning| match meaning {
                    Meaning::Day(first, last) => Some((Some((first, last)), false)),
                    Meaning::OtherDay => Some((None, true)),
                    _ => None,
                })?;
        // "am Morgen", "por la mañana"
        let before = at.checked_sub(1).map(|before| &self.tokens[before]);
        let is_noun = match self.lexicon.language {
            Language::German => {
                self.tokens[at].is("morgen")
                    && self.tokens[at].is_capitalised()
                    && before.is_some_and(Token::is_word)
            }
            Language::Spanish => {
                self.tokens[at].is("manana")
                    && before.is_some_and(|before| before.is("la") || before.is("una"))
            }
            _ => false,
        };
        if is_noun {
            return None;
        }
        let is = match shift {
            Some((first, last)) if !other => self.days(first, last),
            _ => Err(Unresolved::OtherEvent),
        };
        Some((Some(relative(is)), at, self.after_part_of_day(end)))
    }

    /// "yesterday evening"
    fn after_part_of_day(&self, end: usize) -> usize {
        self.lexicon
            .starts_at(self.tokens, end, Meaning::PartOfDay)
            .unwrap_or(end)
    }

    fn unit(&self, at: usize, is_one: bool) -> Option<Unit> {
        let (unit, _) = self
            .lexicon
            .phrase_at(self.tokens, at, |meaning| match meaning {
                Meaning::Unit(unit) => Some(unit),
                Meaning::Units(unit) if !is_one => Some(unit),
                _ => None,
            })?;
        Some(unit)
    }

    /// "three days ago", "vor drei Tagen", "через два дня".
    pub(super) fn counted(&self, at: usize) -> Option<Place> {
        let before = self
            .lexicon
            .phrase_at(self.tokens, at, |meaning| match meaning {
                Meaning::AgoBefore => Some(-1),
                Meaning::AheadBefore => Some(1),
                _ => None,
            });
        let from = before.map_or(at, |(_, end)| end);
        // "hace casi tres días"
        let from = self
            .lexicon
            .phrase_at(self.tokens, from, |meaning| {
                matches!(meaning, Meaning::Before(_)).then_some(())
            })
            .map_or(from, |((), end)| end);
        let (count, unit_at) = match self.reader().numeral(from) {
            Some(numeral) => (numeral.value, numeral.end),
            // "a week ago", "неделю назад", "قبل أسبوع"
            None if matches!(
                self.token(from)?.numeral(),
                Some(Meaning::Article | Meaning::One)
            ) =>
            {
                (1.0, from + 1)
            }
            None => (1.0, from),
        };
        let (unit, count) = if let Some(unit) = self.unit(unit_at, unit_at == from) {
            (unit, count)
        } else {
            let two = self
                .lexicon
                .phrase_at(self.tokens, unit_at, |meaning| match meaning {
                    Meaning::Pair(unit) => Some(unit),
                    _ => None,
                });
            (two?.0, 2.0)
        };
        let mut end = unit_at + 1;
        let sign = if let Some((sign, _)) = before {
            sign
        } else {
            let (sign, after) =
                self.lexicon
                    .phrase_at(self.tokens, end, |meaning| match meaning {
                        Meaning::AgoAfter => Some(-1),
                        Meaning::LaterAfter => Some(0),
                        _ => None,
                    })?;
            end = after;
            sign
        };
        // "in two days of fighting", "в 2014 году"
        let is_span = before.is_some()
            && (sign == 1 && self.is(end, Meaning::Of) || count > 1000.0 && unit == Unit::Year);
        if is_span {
            return None;
        }
        let is = if sign == 0 {
            Err(Unresolved::OtherEvent)
        } else {
            self.shifted(f64::from(sign) * count, unit)
        };
        Some((Some(relative(is)), at, end))
    }

    /// So many units from the day of publication, as exactly as the unit tells.
    fn shifted(&self, count: f64, unit: Unit) -> Days {
        let published = self.published.ok_or(Unresolved::NoPublicationDay)?;
        let whole = count.trunc() as i32;
        let after_months = |months: i32| {
            let span = Span::new().try_months(months).ok()?;
            published.checked_add(span).ok()
        };
        let after_months = |months| after_months(months).ok_or(Unresolved::TooFar);
        match unit {
            Unit::Hour => {
                let days = (count.abs() / 24.0).ceil() as i32 * if count < 0.0 { -1 } else { 1 };
                let (first, last) = if count.abs() % 24.0 == 0.0 {
                    (days, days)
                } else if days < 0 {
                    (days, days + 1)
                } else {
                    (days - 1, days)
                };
                self.days(first, last)
            }
            Unit::Day => self.days(whole, whole),
            Unit::Week | Unit::Weekend => {
                let days = (count * 7.0).round() as i32;
                self.days(days, days)
            }
            Unit::Month => {
                let date = after_months(whole)?;
                Ok((month(date), month(date)))
            }
            Unit::Year => {
                let months = (count * 12.0).round() as i32;
                let date = after_months(months)?;
                Ok((year(date.year()), year(date.year())))
            }
        }
    }

    pub(super) fn weekday_at(&self, at: usize) -> Option<Weekday> {
        const PARTS: [&str; 8] = [
            "nachmittag",
            "vormittag",
            "mittag",
            "abend",
            "morgen",
            "nacht",
            "fruh",
            "s",
        ];
        let token = self.token(at).filter(|token| token.is_word())?;
        let word = token.folded.as_str();
        // "tués" is no Tuesday.
        let is_abbreviation =
            matches!(word, "tues" | "thur" | "thurs") && self.lexicon.language != Language::English;
        let is_whole = word.chars().count() > 3 && !is_abbreviation;
        let bare = PARTS
            .iter()
            .filter(|_| self.lexicon.language == Language::German)
            .find_map(|part| word.strip_suffix(part));
        let day = weekday_called(token.written).or_else(|| weekday_called(bare?))?;
        let is_common = self.is(at, Meaning::Stop);
        (is_whole && !is_common).then_some(day)
    }

    /// -1 for "last", 0 for "this", 1 for "next", and the token after it.
    fn modifier(&self, at: usize) -> Option<(i32, usize)> {
        self.lexicon
            .phrase_at(self.tokens, at, |meaning| match meaning {
                Meaning::Last => Some(-1),
                Meaning::This => Some(0),
                Meaning::Next => Some(1),
                _ => None,
            })
    }

    /// "last" before a token or after another, with the tokens from the first to the end of both.
    fn modified<T>(
        &self,
        at: usize,
        named: impl Fn(usize) -> Option<T>,
    ) -> Option<(T, Option<i32>, usize)> {
        if let Some((modifier, next)) = self.modifier(at) {
            return Some((named(next)?, Some(modifier), next + 1));
        }
        let named = named(at)?;
        match self.modifier(at + 1) {
            // "this" after a noun belongs to the next words, but in Arabic.
            Some((0, _)) if self.lexicon.language != Language::Arabic => {
                Some((named, None, at + 1))
            }
            Some((modifier, end))
                if !matches!(self.lexicon.language, Language::English | Language::German) =>
            {
                Some((named, Some(modifier), end))
            }
            _ => Some((named, None, at + 1)),
        }
    }

    /// "on Tuesday", "last Friday", "mardi prochain".
    pub(super) fn weekday(&self, at: usize) -> Option<Place> {
        let (weekday, modifier, end) = self.modified(at, |at| self.weekday_at(at))?;
        let is = self
            .published
            .ok_or(Unresolved::NoPublicationDay)
            .and_then(|published| {
                let back = i32::from(published.weekday().since(weekday));
                let days = match modifier {
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
        Some((Some(relative(is)), at, self.after_part_of_day(end)))
    }

    /// "last week", "le mois prochain".
    pub(super) fn this_or_last(&self, at: usize) -> Option<Place> {
        let (unit, modifier, end) = self.modified(at, |at| self.unit(at, true))?;
        let by = modifier?;
        let is = self
            .published
            .ok_or(Unresolved::NoPublicationDay)
            .and_then(|published| {
                let monday = i32::from(published.weekday().to_monday_zero_offset());
                match unit {
                    Unit::Hour => self.days(0, 0),
                    Unit::Day => self.days(by, by),
                    Unit::Week => self.days(7 * by - monday, 7 * by - monday + 6),
                    Unit::Weekend => self.days(7 * by - monday + 5, 7 * by - monday + 6),
                    Unit::Month | Unit::Year => self.shifted(f64::from(by), unit),
                }
            });
        Some((Some(relative(is)), at, end))
    }

    /// "in May", "last March".
    pub(super) fn month_alone(&self, at: usize) -> Option<Place> {
        let (named, modifier, end) = self.modified(at, |at| self.month(at))?;
        let follows = at
            .checked_sub(1)
            .is_some_and(|before| self.is(before, Meaning::BeforeMonth));
        if !follows && modifier.is_none() {
            return None;
        }
        let is = self
            .published
            .ok_or(Unresolved::NoPublicationDay)
            .map(|published| {
                let ahead = i32::from(named) - i32::from(published.month());
                let years = match modifier {
                    Some(-1) => {
                        if ahead < 0 {
                            0
                        } else {
                            -1
                        }
                    }
                    Some(1) => i32::from(ahead <= 0),
                    _ if ahead > 6 => -1,
                    _ if ahead < -6 => 1,
                    _ => 0,
                };
                let date = PartialDate {
                    month: Some(named),
                    ..year(published.year() + years as i16)
                };
                (date, date)
            });
        Some((Some(relative(is)), at, end))
    }
}
