use std::fmt;

use jiff::{
    Timestamp, ToSpan,
    civil::{Date, DateTime, Time},
    tz::Offset,
};

/// A date as precise as written: a year, a month, a day, or a time with or without zone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PartialDate {
    /// The year, 0 to 9999.
    pub year: i16,
    /// The month, 1 to 12.
    pub month: Option<i8>,
    /// The day of the month; never without a month.
    pub day: Option<i8>,
    /// The time of day; never without a day.
    pub time: Option<Time>,
    /// The zone as a distance from UTC; never without a time.
    pub zone: Option<Offset>,
}

/// Hours by which time zones differ from UTC at most: a time without zone may be in any of them.
const BEHIND: i64 = 12;
const AHEAD: i64 = 14;

impl PartialDate {
    /// Reads "2023", "2023-05", "2023-05-23", "2023-05-23T14:30", also with seconds and with a blank for the `T`, a time
    /// followed by `Z` or a zone within these limits ("+02:00", "+0200", "+02"), and in English "May 2023", "23 May 2023"
    /// and "May 23, 2023" (months whole or by their first three letters). Anything else, and a day that the calendar does
    /// not have, is `None`.
    #[must_use]
    pub fn parse(written: &str) -> Option<Self> {
        let written = written.trim();
        let parsed = iso(written).or_else(|| english(written))?;
        parsed.first_day().map(|_| parsed)
    }

    /// First instant that the date may mean.
    #[must_use]
    pub fn earliest(&self) -> Option<Timestamp> {
        let first = self
            .first_day()?
            .to_datetime(self.time.unwrap_or(Time::midnight()));
        match self.zone {
            Some(zone) => instant(first, zone),
            None => instant(first, Offset::UTC)?.checked_sub(AHEAD.hours()).ok(),
        }
    }

    /// Last instant that the date may mean: a time in minutes lasts the whole minute.
    #[must_use]
    pub fn latest(&self) -> Option<Timestamp> {
        let last = self.last_day()?;
        let last = match self.time {
            Some(time) => last.to_datetime(time).checked_add(59.seconds()).ok()?,
            None => last.to_datetime(Time::constant(23, 59, 59, 0)),
        };
        match self.zone {
            Some(zone) => instant(last, zone),
            None => instant(last, Offset::UTC)?.checked_add(BEHIND.hours()).ok(),
        }
    }

    /// First instant, in UTC if the zone is missing. Sorting by it gives the order as written: the 13th at noon is after the 13th, and
    /// a date that is certainly after another one is sorted after it.
    #[must_use]
    pub fn as_written(&self) -> Option<Timestamp> {
        let time = self.time.unwrap_or(Time::midnight());
        let first = self.first_day()?.to_datetime(time);
        instant(first, self.zone.unwrap_or(Offset::UTC))
    }

    /// Last instant, in UTC if the zone is missing.
    #[must_use]
    pub fn until_as_written(&self) -> Option<Timestamp> {
        let other_clocks = if self.zone.is_some() { 0 } else { BEHIND };
        self.latest()?.checked_sub(other_clocks.hours()).ok()
    }

    /// Whether it is after the other, whatever the missing parts of both are.
    ///
    /// There is one exception: if neither has a time, they are compared by the calendar, and the 24th is after the 23rd. Time zones
    /// differ by up to 26 hours, so an article of the 24th in one country may be older than one of the 23rd in another; but treating
    /// such days as equal would leave hardly any two days in an order. The window then says "by the dates as written".
    #[must_use]
    pub fn is_certainly_after(&self, other: &Self) -> bool {
        if self.time.is_none() && other.time.is_none() {
            return self.first_day() > other.last_day();
        }
        self.earliest() > other.latest()
    }

    #[must_use]
    pub fn first_day(&self) -> Option<Date> {
        Date::new(self.year, self.month.unwrap_or(1), self.day.unwrap_or(1)).ok()
    }

    #[must_use]
    pub fn last_day(&self) -> Option<Date> {
        let first = Date::new(self.year, self.month.unwrap_or(12), self.day.unwrap_or(1)).ok()?;
        Some(if self.day.is_some() {
            first
        } else {
            first.last_of_month()
        })
    }
}

/// Written out as precisely as known: "12 May 2031 14:30 UTC+03:00", "12 May 2031 14:30 (zone unknown)",
/// "12 May 2031", "May 2031", "2031".
impl fmt::Display for PartialDate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(day) = self.day {
            write!(f, "{day} ")?;
        }
        if let Some(month) = self.month {
            let month = MONTHS[usize::from(month.unsigned_abs()).saturating_sub(1) % 12];
            write!(f, "{}{} ", month[..1].to_uppercase(), &month[1..])?;
        }
        write!(f, "{:04}", self.year)?;
        let Some(time) = self.time else {
            return Ok(());
        };
        write!(f, " {:02}:{:02} ", time.hour(), time.minute())?;
        match self.zone {
            Some(zone) => f.write_str(&zone_name(zone)),
            None => f.write_str("(zone unknown)"),
        }
    }
}

/// "UTC", "UTC+03:00", "UTC−04:30".
#[must_use]
pub fn zone_name(zone: Offset) -> String {
    let minutes = zone.seconds() / 60;
    let sign = if minutes < 0 { '\u{2212}' } else { '+' };
    match minutes.abs() {
        0 => "UTC".to_owned(),
        minutes => format!("UTC{sign}{:02}:{:02}", minutes / 60, minutes % 60),
    }
}

fn instant(at: DateTime, zone: Offset) -> Option<Timestamp> {
    zone.to_timestamp(at).ok()
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
    let (time, zone) = match time {
        Some(_) if day.is_none() => return None,
        Some(time) => {
            let (time, zone) = time_and_zone(time)?;
            (Some(time), zone)
        }
        None => (None, None),
    };
    Some(PartialDate {
        year,
        month,
        day,
        time,
        zone,
    })
}

fn time_and_zone(written: &str) -> Option<(Time, Option<Offset>)> {
    let at = written.find(['Z', 'z', '+', '-']);
    let (clock, zone) = at.map_or((written, ""), |at| written.split_at(at));
    let mut parts = clock.trim().split(':');
    let hour = digits(parts.next()?, 2)? as i8;
    let minute = digits(parts.next()?, 2)? as i8;
    let second = parts
        .next()
        .map_or("00", |part| part.split('.').next().unwrap_or(part));
    if parts.next().is_some() {
        return None;
    }
    let time = Time::new(hour, minute, digits(second, 2)? as i8, 0).ok()?;
    let zone = match zone.trim() {
        "" => None,
        zone => Some(zone_of(zone)?),
    };
    Some((time, zone))
}

fn zone_of(written: &str) -> Option<Offset> {
    if written.eq_ignore_ascii_case("z") {
        return Some(Offset::UTC);
    }
    let sign = if written.starts_with('-') { -1 } else { 1 };
    let figures = written.get(1..)?.replace(':', "");
    let (hours, minutes) = figures.split_at_checked(2)?;
    let minutes = if minutes.is_empty() { "00" } else { minutes };
    let (hours, minutes) = (digits(hours, 2)?, digits(minutes, 2)?);
    let seconds = sign * (i32::from(hours) * 3600 + i32::from(minutes) * 60);
    // "14:30-16:00" is a range, not a zone.
    let is_zone = minutes < 60 && (-BEHIND * 3600..=AHEAD * 3600).contains(&i64::from(seconds));
    Offset::from_seconds(seconds).ok().filter(|_| is_zone)
}

const MONTHS: [&str; 12] = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
];

/// "May 2023", "23 May 2023", "May 23, 2023".
fn english(written: &str) -> Option<PartialDate> {
    let words: Vec<&str> = written
        .split([' ', ','])
        .filter(|word| !word.is_empty())
        .collect();
    let (month, day, year) = match words.as_slice() {
        [month, year] => (month_called(month)?, None, *year),
        [first, second, year] => match month_called(first) {
            Some(month) => (month, Some(day_of(second)?), *year),
            None => (month_called(second)?, Some(day_of(first)?), *year),
        },
        _ => return None,
    };
    Some(PartialDate {
        year: digits(year, 4)?,
        month: Some(month),
        day,
        time: None,
        zone: None,
    })
}

fn month_called(word: &str) -> Option<i8> {
    let word = word.trim_end_matches('.').to_lowercase();
    let is_called = |name: &str| name == word || (word.len() == 3 && name.starts_with(&word));
    let at = MONTHS.into_iter().position(is_called)?;
    Some(at as i8 + 1)
}

fn day_of(word: &str) -> Option<i8> {
    let read: i8 = word.parse().ok()?;
    (1..=31).contains(&read).then_some(read)
}

fn digits(written: &str, len: usize) -> Option<i16> {
    let all_digits = written.len() == len && written.bytes().all(|byte| byte.is_ascii_digit());
    all_digits.then(|| written.parse().ok()).flatten()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn date(written: &str) -> PartialDate {
        PartialDate::parse(written).unwrap_or_else(|| panic!("{written}"))
    }

    #[test]
    fn dates_are_parsed_as_precisely_as_written() {
        for (written, first, last) in [
            ("2023", "2023-01-01", "2023-12-31"),
            ("2023-02", "2023-02-01", "2023-02-28"),
            ("2023-05-23", "2023-05-23", "2023-05-23"),
            ("2023-05-23T14:30+02:00", "2023-05-23", "2023-05-23"),
            ("May 2023", "2023-05-01", "2023-05-31"),
            ("23 May 2023", "2023-05-23", "2023-05-23"),
            ("Sep. 3, 2023", "2023-09-03", "2023-09-03"),
        ] {
            let days = (date(written).first_day(), date(written).last_day());
            let expected = (first.parse().ok(), last.parse().ok());
            assert_eq!(days, expected, "{written}");
        }
    }

    #[test]
    fn dates_are_displayed_as_precisely_as_known() {
        for (written, told) in [
            ("2023", "2023"),
            ("2023-05", "May 2023"),
            ("2023-12-03", "3 December 2023"),
            ("2023-05-23T14:30Z", "23 May 2023 14:30 UTC"),
            ("2023-05-23T14:30+03:00", "23 May 2023 14:30 UTC+03:00"),
            (
                "2023-05-23 04:05:59 -0430",
                "23 May 2023 04:05 UTC\u{2212}04:30",
            ),
            (
                "2023-05-23T14:30-12:00",
                "23 May 2023 14:30 UTC\u{2212}12:00",
            ),
            ("2023-05-23T14:30+14", "23 May 2023 14:30 UTC+14:00"),
            ("2023-05-23T14:30", "23 May 2023 14:30 (zone unknown)"),
        ] {
            assert_eq!(date(written).to_string(), told);
        }
    }

    #[test]
    fn other_text_is_not_guessed_to_be_a_date() {
        for written in [
            "",
            "yesterday",
            "23",
            "2023-13",
            "2023-02-30",
            "2023-00",
            "2023-05-23T25:00",
            "2023T12:00",
            "2023-05-23-1",
            "32 May 2023",
            "Ma 2023",
            "spring 2023",
            "2023-05-23T12:00+9",
            "2023-05-23T12:00+é",
            // No such time zone, or no such minute.
            "2023-05-23 14:30-16:00",
            "2023-05-23T14:30-12:01",
            "2023-05-23T14:30+14:01",
            "2023-05-23T14:30+02:60",
        ] {
            assert_eq!(PartialDate::parse(written), None, "{written}");
        }
    }

    #[test]
    fn a_date_is_after_another_only_if_that_is_certain() {
        for (one, other, after) in [
            // By the calendar, though time zones differ.
            ("2023-05-24", "2023-05-23", true),
            ("2023-05-24", "2023-05-23T14:30Z", false),
            ("2023-05-23", "2023-05-23", false),
            ("2023-05-23", "2023-05", false),
            ("2023-06", "2023-05", true),
            ("2024", "2023-12-31", true),
            ("May 2023", "2023", false),
            ("2023-05-23T14:30Z", "2023-05-23", false),
            ("2023-05-23T14:30+02:00", "2023-05-23T12:00Z", true),
            ("2023-05-23T14:30+02:00", "2023-05-23T13:00Z", false),
            // Without zones, a few hours are not enough.
            ("2023-05-23T14:30", "2023-05-23T12:00", false),
            ("2023-05-25T14:30", "2023-05-23T12:00", true),
            ("2023-05-23T14:30Z", "2023-05-23T14:30Z", false),
        ] {
            assert_eq!(
                date(one).is_certainly_after(&date(other)),
                after,
                "{one} after {other}"
            );
        }
    }

    proptest! {
        #[test]
        fn no_input_panics(written in "\\PC*") {
            let _ = PartialDate::parse(&written);
        }

        #[test]
        fn no_two_dates_are_after_each_other(one in "202[0-2](-0[1-3](-0[1-3](T1[0-2]:00(Z|\\+02:00)?)?)?)?", other in "202[0-2](-0[1-3](-0[1-3](T1[0-2]:00(Z|\\+02:00)?)?)?)?") {
            let (one, other) = (date(&one), date(&other));
            prop_assert!(one.earliest() <= one.as_written() && one.as_written() <= one.latest());
            prop_assert!(!one.is_certainly_after(&other) || one.as_written() > other.as_written());
            prop_assert!(!(one.is_certainly_after(&other) && other.is_certainly_after(&one)));
        }
    }
}
