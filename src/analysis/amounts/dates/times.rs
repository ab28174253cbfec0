//! Times of day, whose figures are not amounts.

use super::{Finder, Place};
use crate::analysis::amounts::lexicon::{Language, Meaning};

impl Finder<'_, '_> {
    /// Whether "at" or the like comes before a token.
    fn follows_hour_word(&self, at: usize) -> bool {
        self.lexicon
            .ends_before(self.tokens, at, Meaning::BeforeHour)
            .is_some()
    }

    /// "14:30", "5 pm", "um 14 Uhr", "14h30", "в 14 часов".
    pub(super) fn time_of_day(&self, at: usize) -> Option<Place> {
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
            let is_told = self.follows_hour_word(at)
                || self.lexicon.language == Language::German
                || self.is_sure_hour(numeral.end, after);
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
        };
        // "4 h 17"
        let has_minutes = is_minute(at + 2)
            && self.token(at + 1).is_some_and(|sign| {
                let is_attached = !sign.spaced && !self.tokens[at + 2].spaced;
                (is_attached && matches!(sign.folded.as_str(), ":" | "h" | "."))
                    || (sign.is("h") && sign.spaced && !self.ends_bound(at))
            });
        let mut end = at + if has_minutes { 3 } else { 1 };
        if has_minutes
            && self
                .token(end)
                .is_some_and(|sign| sign.first() == ':' && !sign.spaced)
            && is_minute(end + 1)
            && !self.tokens[end + 1].spaced
        {
            end += 2;
        }
        let before = self.follows_hour_word(at);
        let after = self.lexicon.starts_at(self.tokens, end, Meaning::AfterHour);
        let is_sure = after.is_some_and(|after| self.is_sure_hour(end, after));
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
            after.filter(|_| before || is_sure || self.lexicon.language == Language::German)
        {
            end = after;
        }
        let is_clock = has_minutes && matches!(self.tokens[at + 1].folded.as_str(), ":" | "h");
        let is_time = is_clock
            || is_half
            || (before && after.is_some())
            || is_sure
            || (after.is_some() && self.lexicon.language == Language::German);
        is_time.then_some((None, at, end))
    }

    /// "8 bis 10 Uhr": the time from the first hour on.
    pub(super) fn since_other_hour(&self, time: Place) -> Place {
        let (date, start, end) = time;
        let is_join = |at: &usize| {
            self.tokens[*at].is_dash()
                || self.is(*at, Meaning::To)
                || self.tokens[*at].numeral() == Some(Meaning::And)
        };
        let first = start
            .checked_sub(1)
            .filter(is_join)
            .and_then(|at| at.checked_sub(1));
        let is_hour = |at: &usize| {
            self.whole(*at)
                .is_some_and(|(hour, digits)| digits <= 2 && (0..=24).contains(&hour))
                && self.tokens[*at].spaced
        };
        (date, first.filter(is_hour).unwrap_or(start), end)
    }

    /// Whether the words after a number say that it is an hour: "часа ночи", "de la tarde".
    fn is_sure_hour(&self, end: usize, after: usize) -> bool {
        let word = &self.tokens[end];
        word.is_word() && (after >= end + 2 || SURE_HOURS.contains(&word.folded.as_str()))
    }

    fn ends_bound(&self, at: usize) -> bool {
        let bound = self.lexicon.phrase_before(self.tokens, at, |meaning| {
            matches!(meaning, Meaning::Before(_)).then_some(())
        });
        bound.is_some()
    }
}

/// Words after an hour that are never counted.
const SURE_HOURS: [&str; 6] = ["утра", "ночи", "вечера", "ранку", "ночі", "вечора"];
