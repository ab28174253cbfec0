//! Times of day and their zones.

use super::partial_date::{AHEAD, BEHIND, PartialDate};

use jiff::{civil::Time, tz::Offset};

/// A time of day.
#[derive(Clone, Copy)]
pub(super) struct Clock {
    pub time: Time,
    pub to_second: bool,
    pub zone: Option<Offset>,
}

impl Clock {
    /// Parses "14:30", "9:05:30.5Z" and "14:30 +02:00".
    pub fn read(written: &str) -> Option<Self> {
        let at = written.find(['Z', 'z', '+', '-']);
        let (clock, zone) = at.map_or((written, ""), |at| written.split_at(at));
        let mut parts = clock.trim().split(':');
        let hour = parts.next()?;
        let hour = digits(hour, 2).or_else(|| digits(hour, 1))? as i8;
        let minute = digits(parts.next()?, 2)? as i8;
        let second = parts
            .next()
            .map(|part| part.split('.').next().unwrap_or(part));
        if parts.next().is_some() {
            return None;
        }
        let to_second = second.is_some();
        let second = digits(second.unwrap_or("00"), 2)? as i8;
        let zone = match zone.trim() {
            "" => None,
            zone => Some(zone_of(zone)?),
        };
        Some(Self {
            time: Time::new(hour, minute, second, 0).ok()?,
            to_second,
            zone,
        })
    }

    pub fn on(self, date: PartialDate) -> PartialDate {
        let Self {
            time,
            to_second,
            zone,
        } = self;
        PartialDate {
            time: Some(time),
            to_second,
            zone,
            ..date
        }
    }

    /// The time on the twelve-hour clock, converted.
    pub fn of_half(self, is_afternoon: bool) -> Option<Self> {
        let hour = self.time.hour();
        let hour = (1..=12).contains(&hour).then_some(hour % 12)?;
        let hour = if is_afternoon { hour + 12 } else { hour };
        let time = Time::new(hour, self.time.minute(), self.time.second(), 0).ok()?;
        Some(Self { time, ..self })
    }
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

/// "UTC", "GMT+2", "UTC-04:30", "+0200".
pub(super) fn zone_called(word: &str) -> Option<Offset> {
    let upper = word.to_ascii_uppercase();
    let mut names = ["UTC", "GMT", "UT"].iter();
    let after_name = names.find_map(|name| upper.strip_prefix(name));
    match after_name {
        Some("") => return Some(Offset::UTC),
        None if upper == "Z" => return Some(Offset::UTC),
        _ => {}
    }
    let distance = after_name.unwrap_or(&upper);
    let hours = distance.strip_prefix(['+', '-'])?;
    if after_name.is_some() && hours.len() == 1 {
        let sign = &distance[..1];
        return zone_of(&format!("{sign}0{hours}"));
    }
    zone_of(distance)
}

/// A number of exactly `len` digits.
pub(super) fn digits(written: &str, len: usize) -> Option<i16> {
    let all_digits = written.len() == len && written.bytes().all(|byte| byte.is_ascii_digit());
    all_digits.then(|| written.parse().ok()).flatten()
}
