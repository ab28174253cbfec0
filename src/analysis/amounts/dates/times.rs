//! Times of day. Their numbers are not amounts.

use super::Place;
use crate::{
    analysis::amounts::{
        lexicon::{Language, Meaning},
        paragraph::Paragraph,
    },
    text::WordList,
};

/// Words that follow a number only in times of day.
const HOUR_ONLY_WORDS: [&str; 6] = ["утра", "ночи", "вечера", "ранку", "ночі", "вечора"];

/// Parts of an hour before the number of the hour.
const HALF_HOURS: WordList = WordList("halb, viertel, dreiviertel, half, quarter");

impl Paragraph<'_> {
    /// "14:30", "5 pm", "um 14 Uhr", "14h30", "в 14 часов".
    pub(super) fn time_of_day(&self, at: usize) -> Option<Place> {
        let token = self.at(at);
        let has_full_stop = matches!(token.written.split_once('.'), Some((hour, minute)) if hour.len() < 3 && minute.len() == 2);
        let follows_hour_word = self.follows(Meaning::BeforeHour, at);
        if has_full_stop && let Some(end) = self.end_of(Meaning::AfterHour, at + 1) {
            return Some((None, at, end));
        }
        // "a las 14.30" and "a las 8", but not "at 14.30 euros"
        let is_spanish = self.language() == Language::Spanish;
        let is_hour_alone = is_spanish && self.hour(at).is_some_and(|hour| hour > 0);
        if (has_full_stop || is_hour_alone) && follows_hour_word && self.ends_phrase(at + 1) {
            return Some((None, at, at + 1));
        }
        let is_german = self.language() == Language::German;
        if let Some(end) = self.half_hour(at).or_else(|| self.spoken_minutes(at)) {
            return Some((None, at, end));
        }
        // "um acht Uhr", "at five o'clock"
        if token.is_word() {
            let numeral = self.numeral(at)?;
            // "a las tres y media"
            let minutes = self.after_spanish_minutes(numeral.end);
            if is_spanish
                && follows_hour_word
                && (1.0..=24.0).contains(&numeral.value)
                && self.ends_phrase(minutes)
            {
                return Some((None, at, minutes));
            }
            let after = self.end_of(Meaning::AfterHour, numeral.end)?;
            let is_hour = numeral.value.fract() == 0.0 && (1.0..=24.0).contains(&numeral.value);
            let is_explicit =
                follows_hour_word || is_german || self.is_sure_hour(numeral.end, after);
            return (is_hour && is_explicit).then_some((None, at, after));
        }
        self.hour(at)
            .filter(|_| token.spaced || self.is_after_bracket(at))?;
        let is_minute = |at: usize| {
            let minute = self.whole_number(at);
            minute.is_some_and(|(minute, digits)| minute < 60 && digits == 2)
        };
        // "4 h 17"
        let separator = self.at(at + 1);
        let is_attached = !separator.spaced && !self.at(at + 2).spaced;
        let has_minutes = is_minute(at + 2)
            && ((is_attached && matches!(separator.folded.as_str(), ":" | "h" | "."))
                || (separator.is("h") && separator.spaced && !self.follows_bound(at)));
        let mut end = at + if has_minutes { 3 } else { 1 };
        let has_seconds = has_minutes
            && self.at(end).first() == ':'
            && !self.at(end).spaced
            && is_minute(end + 1)
            && !self.at(end + 1).spaced;
        if has_seconds {
            end += 2;
        }
        let after = self.end_of(Meaning::AfterHour, end);
        let is_sure = after.is_some_and(|after| self.is_sure_hour(end, after));
        // "a.m." is several tokens.
        let is_half_in_letters = matches!(self.at(end).folded.as_str(), "a" | "p")
            && self.at(end + 1).first() == '.'
            && self.at(end + 2).is("m");
        let is_half = matches!(self.at(end).folded.as_str(), "am" | "pm")
            && self.language() == Language::English;
        if is_half_in_letters {
            end += 3;
        } else if is_half {
            end += 1;
        } else if let Some(after) = after.filter(|_| follows_hour_word || is_sure || is_german) {
            end = after;
        }
        let is_clock = has_minutes && matches!(separator.folded.as_str(), ":" | "h");
        let is_time = is_clock
            || is_half
            || is_half_in_letters
            || is_sure
            || (after.is_some() && (follows_hour_word || is_german));
        is_time.then_some((None, at, end))
    }

    /// The end of "14.30" in "12 May 2031, 14.30", after a date that ends before `at`.
    pub(super) fn after_hour(&self, at: usize) -> usize {
        let hour = at + usize::from(self.at(at).is_symbol(","));
        let token = self.at(hour);
        let is_hour = token.written.split_once('.').is_some_and(|(hour, minute)| {
            let number = |text: &str| text.parse::<u8>().ok();
            hour.len() <= 2
                && minute.len() == 2
                && number(hour).is_some_and(|hour| hour < 25)
                && number(minute).is_some_and(|minute| minute < 60)
        });
        if token.is_figures() && is_hour && self.ends_phrase(hour + 1) {
            hour + 1
        } else {
            at
        }
    }

    /// "halb acht", "viertel nach acht", "half past eight"; but not "halb acht Millionen".
    fn half_hour(&self, at: usize) -> Option<usize> {
        let next = self.at(at + 1).folded.as_str();
        let hour_at = match self.language() {
            Language::German => at + 1 + usize::from(["nach", "vor"].contains(&next)),
            Language::English => ["past", "to"].contains(&next).then_some(at + 2)?,
            Language::French
            | Language::Spanish
            | Language::Russian
            | Language::Ukrainian
            | Language::Arabic => return None,
        };
        let hour = self
            .numeral(hour_at)
            .filter(|_| HALF_HOURS.contains(&self.at(at).folded))?;
        let is_hour = hour.value.fract() == 0.0 && (1.0..=12.0).contains(&hour.value);
        let end = self.end_of(Meaning::AfterHour, hour.end);
        (is_hour && hour.end == hour_at + 1 && !self.is_counted(hour.end))
            .then(|| end.unwrap_or(hour.end))
    }

    /// "twenty to three", "ten past nine"; but "ten to twelve people" is a range.
    fn spoken_minutes(&self, at: usize) -> Option<usize> {
        const MINUTES: [f64; 4] = [5.0, 10.0, 20.0, 25.0];
        let is_past = self.at(at + 1).written == "past";
        let may_be = self.language() == Language::English
            && self.at(at).is_word()
            && (is_past || self.at(at + 1).written == "to");
        let (minutes, hour) = (self.numeral(at)?, self.numeral(at + 2).filter(|_| may_be)?);
        let is_hour = hour.value.fract() == 0.0 && (1.0..=12.0).contains(&hour.value);
        (MINUTES.contains(&minutes.value)
            && is_hour
            && (is_past || hour.value < minutes.value)
            && !self.is_counted(hour.end))
        .then_some(hour.end)
    }

    /// The token after "y quince" or "menos cuarto".
    fn after_spanish_minutes(&self, at: usize) -> usize {
        let joins = matches!(self.at(at).numeral(), Some(Meaning::And | Meaning::Minus));
        let minutes = match self.at(at + 1).numeral() {
            Some(Meaning::Share(_)) => Some(at + 2),
            _ => self.numeral(at + 1).map(|minutes| minutes.end),
        };
        minutes.filter(|_| joins).unwrap_or(at)
    }

    fn ends_phrase(&self, at: usize) -> bool {
        let next = self.at(at);
        at >= self.tokens.len()
            || self.has(next, Meaning::Stop)
            || matches!(next.first(), '.' | ',' | ';' | ')')
    }

    fn hour(&self, at: usize) -> Option<i16> {
        let (hour, digits) = self.whole_number(at)?;
        (digits <= 2 && (0..=24).contains(&hour)).then_some(hour)
    }

    /// Extends a time back to the first hour of a range: "8 bis 10 Uhr".
    pub(super) fn since_other_hour(&self, time: Place) -> Place {
        let (date, start, end) = time;
        let join = self.before(start);
        let is_join =
            join.is_dash() || self.has(join, Meaning::To) || join.numeral() == Some(Meaning::And);
        let first = start.checked_sub(2).filter(|_| is_join);
        let is_hour = |at: &usize| self.hour(*at).is_some() && self.at(*at).spaced;
        (date, first.filter(is_hour).unwrap_or(start), end)
    }

    /// Whether the words after the number can only belong to a time: "часа ночи", "de la tarde".
    fn is_sure_hour(&self, end: usize, after: usize) -> bool {
        let word = self.at(end);
        word.is_word() && (after >= end + 2 || HOUR_ONLY_WORDS.contains(&word.folded.as_str()))
    }
}
