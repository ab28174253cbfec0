use super::names::month_name;

use std::fmt;

use jiff::{
    Timestamp, ToSpan,
    civil::{Date, DateTime, Time},
    tz::Offset,
};

pub(super) const ZONE_UNKNOWN: &str = "(zone unknown)";

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
    /// Whether the time was written with seconds, so that it lasts a second and not a minute.
    pub to_second: bool,
    /// The offset from UTC; never without a time.
    pub zone: Option<Offset>,
}

/// Maximum offsets from UTC, in hours.
pub(super) const BEHIND: i64 = 12;
pub(super) const AHEAD: i64 = 14;

impl PartialDate {
    /// A date without a time.
    pub fn new(year: i16, month: Option<i8>, day: Option<i8>) -> Self {
        Self {
            year,
            month,
            day,
            time: None,
            to_second: false,
            zone: None,
        }
    }

    pub fn of_day(date: Date) -> Self {
        Self::new(date.year(), Some(date.month()), Some(date.day()))
    }

    pub fn of_month(date: Date) -> Self {
        Self::new(date.year(), Some(date.month()), None)
    }

    pub fn of_year(year: i16) -> Self {
        Self::new(year, None, None)
    }

    /// Earliest possible instant.
    pub fn earliest(&self) -> Option<Timestamp> {
        let first = self
            .first_day()?
            .to_datetime(self.time.unwrap_or(Time::midnight()));
        match self.zone {
            Some(zone) => instant(first, zone),
            None => instant(first, Offset::UTC)?.checked_sub(AHEAD.hours()).ok(),
        }
    }

    /// Latest possible instant. A time without seconds lasts the whole minute.
    pub fn latest(&self) -> Option<Timestamp> {
        let last = self.last_day()?;
        let last = match self.time {
            Some(time) if self.to_second => last.to_datetime(time),
            Some(time) => last.to_datetime(time).checked_add(59.seconds()).ok()?,
            None => last.to_datetime(Time::constant(23, 59, 59, 0)),
        };
        match self.zone {
            Some(zone) => instant(last, zone),
            None => instant(last, Offset::UTC)?.checked_add(BEHIND.hours()).ok(),
        }
    }

    /// Earliest instant, taking a missing zone as UTC. For sorting: it agrees with `is_certainly_after`, and the 13th
    /// at noon comes after the 13th.
    pub fn as_written(&self) -> Option<Timestamp> {
        let time = self.time.unwrap_or(Time::midnight());
        let first = self.first_day()?.to_datetime(time);
        instant(first, self.zone.unwrap_or(Offset::UTC))
    }

    /// Latest instant, taking a missing zone as UTC.
    pub fn until_as_written(&self) -> Option<Timestamp> {
        let other_clocks = if self.zone.is_some() { 0 } else { BEHIND };
        self.latest()?.checked_sub(other_clocks.hours()).ok()
    }

    /// Whether it is after the other, whatever their missing parts.
    ///
    /// One exception: if neither has a time, they are compared by the calendar, and the 24th is after the 23rd. Time
    /// zones differ by up to 26 hours, so an article of the 24th in one country may be older than one of the 23rd in
    /// another. But if such days counted as equal, hardly any two days would be in order.
    pub fn is_certainly_after(&self, other: &Self) -> bool {
        if self.time.is_none() && other.time.is_none() {
            return self.first_day() > other.last_day();
        }
        self.earliest() > other.latest()
    }

    /// "12 May 2031 14:30": without the zone, for narrow columns.
    pub fn without_zone(&self) -> String {
        let written = self.to_string();
        let zone = self.zone.map_or_else(|| ZONE_UNKNOWN.to_owned(), zone_name);
        written
            .strip_suffix(&zone)
            .unwrap_or(&written)
            .trim_end()
            .to_owned()
    }

    /// The date without its time.
    pub fn day_alone(&self) -> Self {
        Self::new(self.year, self.month, self.day)
    }

    /// "12 May", when the year is clear from context. A date without a day keeps its year.
    pub fn day_and_month(&self) -> String {
        match (self.day, self.month) {
            (Some(day), Some(month)) => format!("{day} {}", month_name(month)),
            _ => self.to_string(),
        }
    }

    /// In ISO 8601, as precise as known: "2031-05", "2031-05-12T14:30+02:00".
    pub fn to_iso(&self) -> String {
        let part = |part: Option<i8>| part.map(|part| format!("-{part:02}")).unwrap_or_default();
        let (month, day) = (part(self.month), part(self.day));
        let format = if self.to_second {
            "T%H:%M:%S"
        } else {
            "T%H:%M"
        };
        let time = self.time.map(|time| time.strftime(format).to_string());
        let zone = self.zone.map(|zone| match zone.seconds() / 60 {
            0 => "Z".to_owned(),
            minutes => {
                let sign = if minutes < 0 { '-' } else { '+' };
                format!("{sign}{:02}:{:02}", minutes.abs() / 60, minutes.abs() % 60)
            }
        });
        let [time, zone] = [time, zone].map(Option::unwrap_or_default);
        format!("{:04}{month}{day}{time}{zone}", self.year)
    }

    pub fn first_day(&self) -> Option<Date> {
        Date::new(self.year, self.month.unwrap_or(1), self.day.unwrap_or(1)).ok()
    }

    pub fn last_day(&self) -> Option<Date> {
        let first = Date::new(self.year, self.month.unwrap_or(12), self.day.unwrap_or(1)).ok()?;
        Some(if self.day.is_some() {
            first
        } else {
            first.last_of_month()
        })
    }
}

/// Formats the date as precisely as known: "12 May 2031 14:30 UTC+03:00", "12 May 2031 14:30 (zone unknown)", "12 May
/// 2031", "May 2031", "2031".
impl fmt::Display for PartialDate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(day) = self.day {
            write!(f, "{day} ")?;
        }
        if let Some(month) = self.month {
            write!(f, "{} ", month_name(month))?;
        }
        write!(f, "{:04}", self.year)?;
        let Some(time) = self.time else {
            return Ok(());
        };
        write!(f, " {:02}:{:02}", time.hour(), time.minute())?;
        if self.to_second {
            write!(f, ":{:02}", time.second())?;
        }
        match self.zone {
            Some(zone) => write!(f, " {}", zone_name(zone)),
            None => write!(f, " {ZONE_UNKNOWN}"),
        }
    }
}

/// "UTC", "UTC+03:00", "UTC−04:30".
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

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn date(written: &str) -> PartialDate {
        PartialDate::parse(written).unwrap_or_else(|| panic!("{written}"))
    }

    #[test]
    fn dates_are_displayed_as_precisely_as_known() {
        for (written, shown) in [
            ("2023", "2023"),
            ("2023-05", "May 2023"),
            ("2023-12-03", "3 December 2023"),
            ("2023-05-23T14:30Z", "23 May 2023 14:30 UTC"),
            ("2023-05-23T14:30+03:00", "23 May 2023 14:30 UTC+03:00"),
            (
                "2023-05-23 04:05:59 -0430",
                "23 May 2023 04:05:59 UTC\u{2212}04:30",
            ),
            (
                "2023-05-23T14:30-12:00",
                "23 May 2023 14:30 UTC\u{2212}12:00",
            ),
            ("2023-05-23T14:30+14", "23 May 2023 14:30 UTC+14:00"),
            ("2023-05-23T14:30", "23 May 2023 14:30 (zone unknown)"),
        ] {
            assert_eq!(date(written).to_string(), shown);
        }
    }

    #[test]
    fn a_displayed_date_is_read_back() {
        for written in [
            "2031",
            "2031-05",
            "2031-05-12",
            "2031-05-12T14:30",
            "2031-05-12T14:30:05",
            "2031-05-12T14:30:00",
            "2031-05-12T14:30:00Z",
            "2031-05-12T14:30Z",
            "2031-05-12T14:30:05+03:00",
            "2031-05-12T14:30-04:30",
        ] {
            let date = date(written);
            assert_eq!(PartialDate::read(&date.to_string()), Ok(date), "{written}");
            assert_eq!(date.to_iso(), written);
        }
    }

    #[test]
    fn a_date_without_its_time_is_the_day() {
        for written in ["2031-05-12T14:30:05Z", "2031-05-12T14:30", "2031-05-12"] {
            assert_eq!(date(written).day_alone(), date("2031-05-12"), "{written}");
        }
    }

    #[test]
    fn a_short_date_leaves_the_zone_out() {
        for (written, short) in [
            ("2031-05-12", "12 May 2031"),
            ("2031-05-12T14:30", "12 May 2031 14:30"),
            ("2031-05-12T14:30-04:30", "12 May 2031 14:30"),
        ] {
            assert_eq!(date(written).without_zone(), short);
        }
        assert_eq!(date("2031-05-12T14:30").day_and_month(), "12 May");
        assert_eq!(date("2031-05").day_and_month(), "May 2031");
    }

    #[test]
    fn a_time_with_seconds_is_not_stretched_to_a_minute() {
        let last = |written| date(written).latest().map(|last| last.to_string());
        assert_eq!(
            last("2031-05-12T14:30:05Z").as_deref(),
            Some("2031-05-12T14:30:05Z")
        );
        assert_eq!(
            last("2031-05-12T14:30:00Z").as_deref(),
            Some("2031-05-12T14:30:00Z")
        );
        assert_eq!(
            last("2031-05-12T14:30Z").as_deref(),
            Some("2031-05-12T14:30:59Z")
        );
        assert!(date("2031-05-12T14:30:06Z").is_certainly_after(&date("2031-05-12T14:30:05Z")));
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
        fn certainly_after_is_asymmetric(one in "202[0-2](-0[1-3](-0[1-3](T1[0-2]:00(Z|\\+02:00)?)?)?)?", other in "202[0-2](-0[1-3](-0[1-3](T1[0-2]:00(Z|\\+02:00)?)?)?)?") {
            let (one, other) = (date(&one), date(&other));
            prop_assert!(one.earliest() <= one.as_written() && one.as_written() <= one.latest());
            prop_assert!(!one.is_certainly_after(&other) || one.as_written() > other.as_written());
            prop_assert!(!(one.is_certainly_after(&other) && other.is_certainly_after(&one)));
        }
    }
}
