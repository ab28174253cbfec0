use std::time::SystemTime;

use jiff::{Timestamp, Unit, Zoned, tz::TimeZone};

const FILE_TIME: &str = "%Y-%m-%dT%H-%M-%SZ";

/// Formats a time for display in the local time zone: "14:03" today, with the date on other days.
pub fn local_time(time: SystemTime) -> String {
    in_zone(time, &Zoned::now())
}

fn in_zone(time: SystemTime, now: &Zoned) -> String {
    let Ok(moment) = Timestamp::try_from(time) else {
        return "an unknown time".to_owned();
    };
    let moment = moment.to_zoned(now.time_zone().clone());
    let written = if moment.date() == now.date() {
        moment.strftime("%H:%M")
    } else {
        moment.strftime("%-d %B %Y, %H:%M")
    };
    written.to_string()
}

/// Formats a time for a file name, to the second, in UTC: "2031-05-12T03-14-15Z".
pub(crate) fn file_time(time: SystemTime) -> String {
    let moment = Timestamp::try_from(time).unwrap_or_default();
    let to_second = moment.round(Unit::Second).unwrap_or(moment);
    to_second.strftime(FILE_TIME).to_string()
}

/// Parses the output of [`file_time`].
pub(crate) fn of_file_time(written: &str) -> Option<SystemTime> {
    let read = jiff::civil::DateTime::strptime(FILE_TIME, written).ok()?;
    Some(read.to_zoned(TimeZone::UTC).ok()?.timestamp().into())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn today_is_shown_by_the_hour_and_other_days_by_the_date() {
        let now: Zoned = "2031-05-12T18:30:00[UTC]".parse().unwrap();
        let at = |written: &str| SystemTime::from(written.parse::<Timestamp>().unwrap());
        assert_eq!(in_zone(at("2031-05-12T14:03:59Z"), &now), "14:03");
        assert_eq!(
            in_zone(at("2031-05-11T23:59:00Z"), &now),
            "11 May 2031, 23:59"
        );
    }

    #[test]
    fn the_time_in_a_file_name_is_read_back() {
        let time = SystemTime::from("2031-05-12T14:03:59Z".parse::<Timestamp>().unwrap());
        assert_eq!(file_time(time), "2031-05-12T14-03-59Z");
        assert_eq!(of_file_time("2031-05-12T14-03-59Z"), Some(time));
        assert_eq!(of_file_time("yesterday"), None);
    }
}
