use super::{
    clock::{Clock, digits, zone_called},
    names::{month_called, month_name, weekday_called, weekday_name, with_months_in_one_word},
    partial_date::{PartialDate, ZONE_UNKNOWN},
};
use crate::text::WordList;

use jiff::{civil::Weekday, fmt::rfc2822};

/// Maximum length of a date, in bytes.
const MAX_LENGTH: usize = 160;

/// Words that occur in dates without a meaning.
const FILLERS: WordList = WordList(
    "of, the, at, on, den, dem, am, um, uhr, le, à, de, del, el, a, las, il, di, \
    alle, ore, às, om, uur, r, roku, o, godz, г, года, в, р, року, من, عام, سنة, في",
);

/// Why a text is not a date.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum DateError {
    #[error("Not a date Crosscheck can sort by; try 2023-05-23")]
    NotADate,
    /// Day and month could be swapped.
    #[error("{}", may_be_two(*.day, *.month, *.year))]
    DayOrMonth { day: i8, month: i8, year: i16 },
    #[error("The year is missing")]
    NoYear,
    #[error("Write the year with four digits")]
    ShortYear,
    #[error("The calendar has no such day")]
    NoSuchDay,
    #[error("{date} is a {}", weekday_name(*.weekday))]
    OtherWeekday { date: PartialDate, weekday: Weekday },
}

fn may_be_two(day: i8, month: i8, year: i16) -> String {
    format!(
        "This may be {day} {} or {month} {}. Write {year:04}-{month:02}-{day:02} or {year:04}-{day:02}-{month:02}",
        month_name(month),
        month_name(day)
    )
}

impl PartialDate {
    /// Parses a date as people and programs write it; see [`read`](Self::read).
    pub fn parse(written: &str) -> Option<Self> {
        Self::read(written).ok()
    }

    /// Parses a date as people and programs write it:
    ///
    /// - a year, a month or a day in ISO 8601, also with "/" or ".", and with time and zone ("2023-05-23T14:30+02:00");
    /// - with the name of the month, and with weekday, ordinal, time and zone ("Monday, 12 May 2031, 14:30"; "May 12th, 2031";
    ///   "12. Mai 2031"), in English, German, French, Spanish, Italian, Portuguese, Dutch, Polish, Russian, Ukrainian,
    ///   Arabic, Czech, Turkish, Hungarian, Greek, Finnish, Swedish, Danish, Norwegian and Romanian;
    /// - in RFC 2822, and as its own `Display` writes it;
    /// - in digits that can only mean one day: "25/12/2031", and "3.4.2031" and "3. 4. 2031", since with full stops the day always comes first.
    pub fn read(written: &str) -> Result<Self, DateError> {
        let written = written.trim();
        if let Some(date) = iso(written).filter(|date| date.first_day().is_some()) {
            return Ok(date);
        }
        if written.len() > MAX_LENGTH {
            return Err(DateError::NotADate);
        }
        let mut plain = with_months_in_one_word(&plain(written));
        // "12. 5. 2031"
        if plain
            .bytes()
            .all(|byte| byte.is_ascii_digit() || b". ".contains(&byte))
        {
            plain = plain.replace(". ", ".");
        }
        match rfc_2822(&plain) {
            Some(date) => Ok(date),
            None => DateWords::new(&plain)?.date(),
        }
    }
}

/// Normalises the minus and the spaces, and removes a remark about the zone.
fn plain(written: &str) -> String {
    let written = written.strip_suffix(ZONE_UNKNOWN).unwrap_or(written);
    let plain = written.chars().map(|character| match character {
        '\u{2212}' | '\u{2010}' | '\u{2011}' | '年' | '月' => '-',
        ',' | '日' => ' ',
        character if character.is_whitespace() => ' ',
        character => character,
    });
    plain.collect()
}

fn iso(written: &str) -> Option<PartialDate> {
    let (date, time) = match written.split_once(['T', ' ']) {
        Some((date, time)) => (date, Some(time)),
        None => (written, None),
    };
    let two = |part: &str| digits(part, 2).map(|read| read as i8);
    let mut parts = date.split('-');
    let year = digits(parts.next()?, 4)?;
    let month = match parts.next() {
        Some(month) => Some(two(month)?),
        None => None,
    };
    let day = match parts.next() {
        Some(day) => Some(two(day)?),
        None => None,
    };
    if parts.next().is_some() {
        return None;
    }
    let date = PartialDate::new(year, month, day);
    match time {
        Some(_) if day.is_none() => None,
        Some(time) => Some(Clock::read(time)?.on(date)),
        None => Some(date),
    }
}

/// The date format of email, without two-digit years.
fn rfc_2822(written: &str) -> Option<PartialDate> {
    // The comma after the weekday was removed with the others.
    let parser = rfc2822::DateTimeParser::new();
    let weekday = written.split(' ').next().and_then(weekday_called);
    let rest = weekday.and_then(|_| written.split_once(' '));
    let rest = rest.map_or(written, |(_, rest)| rest.trim_start());
    let read = parser.parse_zoned(rest).ok()?;
    let has_whole_year = rest
        .split(' ')
        .any(|word| digits(word, 4) == Some(read.year()));
    let is_right = weekday.is_none_or(|weekday| weekday == read.weekday());
    let clock = Clock {
        time: read.time(),
        to_second: rest.matches(':').count() > 1,
        zone: Some(read.offset()),
    };
    (has_whole_year && is_right).then(|| clock.on(PartialDate::of_day(read.date())))
}

/// The parts of a date written in words.
#[derive(Default)]
struct DateWords {
    weekday: Option<Weekday>,
    /// The day, with its index among the words.
    day: Option<(i8, usize)>,
    month: Option<(i8, usize)>,
    year: Option<i16>,
    clock: Option<Clock>,
}

impl DateWords {
    fn new(written: &str) -> Result<Self, DateError> {
        let mut words = Self::default();
        let spaced = written.split(' ').filter(|word| !word.is_empty());
        let mut place = 0;
        for word in spaced.flat_map(parts_of) {
            if !words.is_filler(word) {
                words.add(word, place)?;
                place += 1;
            }
        }
        Ok(words)
    }

    /// After a time, "am" has a meaning.
    fn is_filler(&self, word: &str) -> bool {
        let bare = word.trim_end_matches('.').to_lowercase();
        FILLERS.contains(&bare) && self.clock_with(word).is_none()
    }

    fn add(&mut self, word: &str, place: usize) -> Result<(), DateError> {
        if let Some((day, month, year)) = figures(word)? {
            put(&mut self.day, (day, place))?;
            put(&mut self.month, (month, place + 1))?;
            return put(&mut self.year, year);
        }
        if let Some(month) = month_called(word) {
            return put(&mut self.month, (month, place));
        }
        if let Some(weekday) = weekday_called(word) {
            return put(&mut self.weekday, weekday);
        }
        if let Some(clock) = self.clock_with(word) {
            self.clock = Some(clock);
            return Ok(());
        }
        if let Some(year) = digits(word.trim_end_matches(['.', 'г', 'р']), 4) {
            return put(&mut self.year, year);
        }
        match day_called(word) {
            Some(_) if self.day.is_some() && self.year.is_none() => Err(DateError::ShortYear),
            Some(day) => put(&mut self.day, (day, place)),
            None => Err(DateError::NotADate),
        }
    }

    /// The time of day, updated with a word: the time itself, "pm", or the zone.
    fn clock_with(&self, word: &str) -> Option<Clock> {
        let Some(clock) = self.clock else {
            let lower = word.to_lowercase();
            let (time, half) = match lower.strip_suffix("am") {
                Some(time) => (time, Some(false)),
                None => match lower.strip_suffix("pm") {
                    Some(time) => (time, Some(true)),
                    None => (word, None),
                },
            };
            // In French and Portuguese, "14h30".
            let clock = Clock::read(time).or_else(|| Clock::read(&time.replacen('h', ":", 1)))?;
            return match half {
                Some(is_afternoon) => clock.of_half(is_afternoon),
                None => Some(clock),
            };
        };
        match word.to_lowercase().as_str() {
            "am" | "a.m." => clock.of_half(false),
            "pm" | "p.m." => clock.of_half(true),
            _ if clock.zone.is_some() => None,
            _ => zone_called(word).map(|zone| Clock {
                zone: Some(zone),
                ..clock
            }),
        }
    }

    fn date(self) -> Result<PartialDate, DateError> {
        let Self {
            weekday,
            day,
            month,
            year,
            clock,
        } = self;
        let Some(year) = year else {
            let error = month.map_or(DateError::NotADate, |_| DateError::NoYear);
            return Err(error);
        };
        // In "May 2031 12", the 12 may be anything.
        let is_beside = match (day, month) {
            (Some((_, day)), Some((_, month))) => day.abs_diff(month) == 1,
            (Some(_), None) => false,
            (None, _) => weekday.is_none() && clock.is_none(),
        };
        if !is_beside {
            return Err(DateError::NotADate);
        }
        let (month, day) = (month.map(|(month, _)| month), day.map(|(day, _)| day));
        let date = PartialDate::new(year, month, day);
        let first = date.first_day().ok_or(DateError::NoSuchDay)?;
        let actual = first.weekday();
        if weekday.is_some_and(|weekday| weekday != actual) {
            return Err(DateError::OtherWeekday {
                date,
                weekday: actual,
            });
        }
        Ok(clock.map_or(date, |clock| clock.on(date)))
    }
}

/// Sets a part, which must not be set already.
fn put<T>(part: &mut Option<T>, value: T) -> Result<(), DateError> {
    match part.replace(value) {
        None => Ok(()),
        Some(_) => Err(DateError::NotADate),
    }
}

/// "12-May-2031" and "12.Mai" are several words; any other word is one. "مايو/أيار" names one month twice, for Egypt
/// and Syria.
fn parts_of(word: &str) -> Vec<&str> {
    let parts: Vec<&str> = word
        .split(['/', '-', '.'])
        .filter(|part| !part.is_empty())
        .collect();
    if let [first, second] = parts.as_slice()
        && let Some(month) = month_called(first)
        && month_called(second) == Some(month)
    {
        return vec![first];
    }
    let is_figure = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
    let mut others = parts.iter().filter(|part| !is_figure(part));
    let has_one_month = others
        .next()
        .is_some_and(|part| month_called(part).is_some())
        && others.next().is_none();
    if parts.len() > 1 && has_one_month {
        parts
    } else {
        vec![word]
    }
}

/// The day, the month and the year of a date in digits; `None` for other words.
fn figures(word: &str) -> Result<Option<(i8, i8, i16)>, DateError> {
    let word = word.trim_end_matches(['.', '-']);
    let Some(character) = ['/', '-', '.']
        .into_iter()
        .find(|character| word.contains(*character))
    else {
        return Ok(None);
    };
    let parts: Vec<&str> = word.split(character).collect();
    let &[first, second, third] = parts.as_slice() else {
        return Ok(None);
    };
    let small = |part: &str| Some(digits(part, 2).or_else(|| digits(part, 1))? as i8);
    if let (Some(year), Some(month), Some(day)) = (digits(first, 4), small(second), small(third)) {
        return Ok(Some((day, month, year)));
    }
    let (Some(first), Some(second)) = (small(first), small(second)) else {
        return Ok(None);
    };
    let Some(year) = digits(third, 4) else {
        return small(third).map_or(Ok(None), |_| Err(DateError::ShortYear));
    };
    match character {
        // By Unicode's CLDR data, every language that uses full stops begins with the day.
        '.' => Ok(Some((first, second, year))),
        _ if first == second || first > 12 => Ok(Some((first, second, year))),
        _ if second > 12 => Ok(Some((second, first, year))),
        _ => Err(DateError::DayOrMonth {
            day: first,
            month: second,
            year,
        }),
    }
}

/// The day of "12", "12.", "12th", "1er" and "1º".
fn day_called(word: &str) -> Option<i8> {
    let end = word.find(|character: char| !character.is_ascii_digit());
    let (figures, ending) = word.split_at(end.unwrap_or(word.len()));
    let is_ordinal = matches!(
        ending.to_lowercase().as_str(),
        "" | "."
            | ".º"
            | "st"
            | "nd"
            | "rd"
            | "th"
            | "er"
            | "º"
            | "°"
            | "e"
            | "de"
            | "ste"
            | "-го"
            | "-е"
            | "-én"
            | "-án"
    );
    let day = digits(figures, 2).or_else(|| digits(figures, 1));
    day.filter(|_| is_ordinal).map(|day| day as i8)
}

#[cfg(test)]
mod tests;
