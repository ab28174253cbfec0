//! Dates relative to the publication date: "yesterday", "three days ago", "on Tuesday", "last week", "in May".

use super::{Days, Place, relative};
use crate::analysis::{
    amounts::{
        Unresolved,
        lexicon::{Language, Meaning, Unit},
        paragraph::Paragraph,
        tokens::Token,
    },
    dates::PartialDate,
};

use jiff::Span;

impl Paragraph<'_> {
    pub(super) fn days(&self, first: i32, last: i32) -> Days {
        let published = self.publication()?;
        let on = |days: i32| {
            let span = Span::new().try_days(days).ok()?;
            published.checked_add(span).map(PartialDate::of_day).ok()
        };
        let on = |days| on(days).ok_or(Unresolved::TooFar);
        Ok((on(first)?, on(last)?))
    }

    /// "yesterday", "overnight", "the next day".
    pub(super) fn day_word(&self, at: usize) -> Option<Place> {
        let (shift, end) = self.phrase_at(at, |meaning| match meaning {
            Meaning::Day(first, last) => Some(Ok((first, last))),
            Meaning::OtherDay => Some(Err(Unresolved::OtherEvent)),
            Meaning::SomeDays => Some(Err(Unresolved::SomeDays)),
            _ => None,
        })?;
        // "am Morgen", "por la mañana"
        let (before, token) = (self.before(at), self.at(at));
        let is_noun = match self.language() {
            Language::German => token.is("morgen") && token.is_capitalised() && before.is_word(),
            Language::Spanish => token.is("manana") && (before.is("la") || before.is("una")),
            Language::English
            | Language::French
            | Language::Russian
            | Language::Ukrainian
            | Language::Arabic => false,
        };
        // "in der Nacht zum 3. Mai", "dans la nuit du 3 mai"
        let is_night_of_date = shift == Ok((-1, 0))
            && (end..end + 3).any(|date| {
                let joins =
                    |at: usize| self.is(at, Meaning::Stop) || self.is(at, Meaning::BeforeMonth);
                (end..date).all(joins)
                    && (self.written_out(date).is_some() || self.weekday_named_at(date).is_some())
            });
        // "3 prochains jours"
        let is_counted = shift == Err(Unresolved::SomeDays)
            && (before.is_figures() || before.numeral().is_some());
        if is_noun || is_night_of_date || is_counted {
            return None;
        }
        let days = shift.and_then(|(first, last)| self.days(first, last));
        let end = self.after_part_of_day(end);
        Some((Some(relative(days)), at, self.after_same_weekday(end, days)))
    }

    /// "yesterday, Monday", "вчера, в понедельник"
    fn after_same_weekday(&self, end: usize, days: Days) -> usize {
        let Some(first) = days.ok().and_then(|(first, _)| first.first_day()) else {
            return end;
        };
        let joins = |at: usize| {
            let token = self.at(at);
            token.is_symbol(",،") || self.has(token, Meaning::BeforeMonth) || token.is("on")
        };
        let weekday = (end..end + 3)
            .take_while(|at| (end..*at).all(joins))
            .find(|at| self.weekday_named_at(*at) == Some(first.weekday()));
        weekday.map_or(end, |weekday| self.after_part_of_day(weekday + 1))
    }

    /// "yesterday evening"
    pub(super) fn after_part_of_day(&self, end: usize) -> usize {
        self.end_of(Meaning::PartOfDay, end).unwrap_or(end)
    }

    /// The unit of time at a token, and the next token.
    fn unit_of_time(&self, at: usize, is_one: bool) -> Option<(Unit, usize)> {
        self.phrase_at(at, |meaning| meaning.unit(!is_one))
    }

    /// "three days ago", "vor drei Tagen", "через два дня".
    pub(super) fn counted_days(&self, at: usize) -> Option<Place> {
        let before = self.phrase_at(at, |meaning| {
            meaning.among(&[(Meaning::AgoBefore, -1), (Meaning::AheadBefore, 1)])
        });
        let start = before.map_or(at, |(_, end)| end);
        // "hace casi tres días"
        let from = self.phrase_at(start, Meaning::bound_before);
        let from = from.map_or(start, |(_, end)| end);
        let (count, unit_at) = match self.numeral(from) {
            Some(numeral) => (numeral.value, numeral.end),
            // "a week ago", "неделю назад", "قبل أسبوع"
            None => (1.0, from + usize::from(self.at(from).is_one())),
        };
        // "half a year", "une dizaine d'années"; but "$900m a year earlier" is an amount and a date.
        let is_part = count < 1.0;
        let mut unit_at = unit_at;
        while unit_at > from
            && unit_at < from + 5
            && (self.is(unit_at, Meaning::Of)
                || (is_part && self.at(unit_at).numeral() == Some(Meaning::Article)))
        {
            unit_at += 1;
        }
        let (unit, count, after_unit) = match self.unit_of_time(unit_at, unit_at == from) {
            Some((unit, end)) => (unit, count, end),
            None => self.counted_in_word(unit_at)?,
        };
        // "il y a un an et demi"
        let joins = [Meaning::And, Meaning::With];
        let half = self.half_after(after_unit, &joins);
        let (half, mut end) = half.unwrap_or((0.0, after_unit));
        let count = count + half;
        let direction = if let Some((direction, _)) = before {
            direction
        } else {
            let (direction, after) = self.phrase_at(end, |meaning| {
                meaning.among(&[
                    (Meaning::AgoAfter, -1),
                    (Meaning::LaterAfter, 0),
                    (Meaning::AheadAfter, 1),
                ])
            })?;
            end = after;
            direction
        };
        // "قبل يوم الاثنين" is "before Monday".
        if before.is_some() && unit_at == from && self.weekday_named_at(end).is_some() {
            return None;
        }
        // "in two days of fighting", "в 2014 году"
        let is_span = before.is_some()
            && (direction == 1 && self.is(end, Meaning::Of)
                || count > 1000.0 && unit == Unit::Year);
        if is_span {
            return None;
        }
        let days = if direction == 0 {
            Err(Unresolved::OtherEvent)
        } else {
            self.shifted(f64::from(direction) * count, unit)
        };
        Some((Some(relative(days)), at, end))
    }

    /// The unit and the count that a single word means, and the next token: "أسبوعين", "полгода".
    fn counted_in_word(&self, at: usize) -> Option<(Unit, f64, usize)> {
        let ((unit, count), end) = self.phrase_at(at, |meaning| {
            if let Meaning::Pair(unit) = meaning {
                return Some((unit, 2.0));
            }
            if let Meaning::Half(unit) = meaning {
                return Some((unit, 0.5));
            }
            None
        })?;
        Some((unit, count, end))
    }

    /// The date `count` units from the publication date, as precise as the unit.
    fn shifted(&self, count: f64, unit: Unit) -> Days {
        let published = self.publication()?;
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
                Ok(both(PartialDate::of_month(date)))
            }
            Unit::Year => {
                let months = (count * 12.0).round() as i32;
                let date = after_months(months)?;
                if count != 0.0 && count.abs() < 1.0 {
                    return Ok(both(PartialDate::of_month(date)));
                }
                Ok(both(PartialDate::of_year(date.year())))
            }
            Unit::Decade => self.shifted(10.0 * count, Unit::Year),
        }
    }

    /// -1 for "last", 0 for "this", 1 for "next", and the next token.
    pub(super) fn modifier(&self, at: usize) -> Option<(i32, usize)> {
        self.phrase_at(at, |meaning| {
            meaning.among(&[
                (Meaning::BeforeLast, -2),
                (Meaning::Last, -1),
                (Meaning::This, 0),
                (Meaning::Next, 1),
            ])
        })
    }

    /// Whether the token is "last" or the like.
    pub(in super::super) fn is_modifier(&self, token: &Token) -> bool {
        let modifiers = [Meaning::Last, Meaning::This, Meaning::Next];
        modifiers.iter().any(|meaning| self.has(token, *meaning))
    }

    /// "last" before or after a name, with the token after both. `named` returns the token after the name.
    pub(super) fn modified<T>(
        &self,
        at: usize,
        named: impl Fn(usize) -> Option<(T, usize)>,
    ) -> Option<(T, Option<i32>, usize)> {
        if let Some((modifier, next)) = self.modifier(at) {
            let (named, end) = named(next)?;
            return Some((named, Some(modifier), end));
        }
        let (named, end) = named(at)?;
        let language = self.language();
        let may_follow = !matches!(language, Language::English | Language::German);
        // "this" after a noun belongs to the next words, except in Arabic.
        let after = self.modifier(end).filter(|(modifier, _)| {
            // "the Monday before last"
            *modifier == -2 || (may_follow && (*modifier != 0 || language == Language::Arabic))
        });
        Some(match after {
            Some((modifier, end)) => (named, Some(modifier), end),
            None => (named, None, end),
        })
    }

    pub(super) fn modified_unit(&self, at: usize) -> Option<(Unit, Option<i32>, usize)> {
        self.modified(at, |at| self.unit_of_time(at, true))
    }

    /// Offset in years of "last year" or "этого года" after a month, and the next token.
    pub(super) fn year_after(&self, at: usize) -> Option<(i16, usize)> {
        let mut start = at;
        while start < at + 3 && self.is(start, Meaning::Of) {
            start += 1;
        }
        let (unit, modifier, end) = self.modified_unit(start)?;
        (unit == Unit::Year).then_some((modifier? as i16, end))
    }

    /// "last week", "le mois prochain".
    pub(super) fn this_or_last(&self, at: usize) -> Option<Place> {
        let in_word = self.phrase_at(at, |meaning| match meaning {
            Meaning::InYear(years) => Some(years),
            _ => None,
        });
        if let Some((years, end)) = in_word {
            let days = self.shifted(f64::from(years), Unit::Year);
            return Some((Some(relative(days)), at, end));
        }
        let (unit, modifier, end) = self.modified_unit(at)?;
        // "am Wochenende", but not "a weekend"
        let before = self.before(at);
        let is_certain = self.has(before, Meaning::Stop) && !before.is_one();
        if unit == Unit::Weekend && modifier.is_none() && is_certain {
            return Some((Some(relative(Err(Unresolved::SomeDays))), at, end));
        }
        let by = modifier?;
        // "the last week of September" is in September.
        let is_of_month = self.is(end, Meaning::Of) && self.named_month(end + 1).is_some();
        if is_of_month {
            return None;
        }
        // "nächste Woche Montag"
        if unit == Unit::Week
            && let Some(weekday) = self.weekday_named_at(end)
        {
            return Some((
                Some(relative(self.weekday_in_week(weekday, by))),
                at,
                end + 1,
            ));
        }
        let days = self.publication().and_then(|published| {
            let monday = i32::from(published.weekday().to_monday_zero_offset());
            match unit {
                Unit::Hour => self.days(0, 0),
                Unit::Day => self.days(by, by),
                Unit::Week => self.days(7 * by - monday, 7 * by - monday + 6),
                Unit::Weekend => self.days(7 * by - monday + 5, 7 * by - monday + 6),
                Unit::Month | Unit::Year | Unit::Decade => self.shifted(f64::from(by), unit),
            }
        });
        Some((Some(relative(days)), at, end))
    }
}

/// The first and the last day of a period.
fn both(period: PartialDate) -> (PartialDate, PartialDate) {
    (period, period)
}
