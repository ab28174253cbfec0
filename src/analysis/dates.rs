/// Whether `written` begins with a date of ISO 8601: `2023`, `2023-05`, `2023-05-23`, and after a whole date a time
/// introduced by `T` or a blank.
#[must_use]
pub fn is_iso_date(written: &str) -> bool {
    let (date, time) = match written.find(['T', ' ']) {
        Some(at) => (&written[..at], true),
        None => (written, false),
    };
    let mut parts = date.split('-');
    let year = parts.next().is_some_and(|part| number(part, 4).is_some());
    let month = parts.next();
    let day = parts.next();
    let in_range = |part: Option<&str>, last| {
        part.is_none_or(|part| number(part, 2).is_some_and(|n| (1..=last).contains(&n)))
    };
    year && in_range(month, 12)
        && in_range(day, 31)
        && parts.next().is_none()
        && (!time || day.is_some())
}

/// The earliest of several dates. Only those that [`is_iso_date`] compare; whatever else was typed is passed over.
///
/// They are compared as they are written, so a year comes before its months, a day before its hours, and times of
/// different zones by the clock of each place.
pub fn earliest_date<'a>(dates: impl Iterator<Item = &'a str>) -> Option<&'a str> {
    dates
        .map(str::trim)
        .filter(|date| is_iso_date(date))
        .min_by(|one, other| by_date(one, other))
}

/// A blank and a `T` before the time are the same.
fn by_date(one: &str, other: &str) -> std::cmp::Ordering {
    let day_and_time = |date| str::split_once(date, ['T', ' ']).unwrap_or((date, ""));
    day_and_time(one).cmp(&day_and_time(other))
}

fn number(digits: &str, len: usize) -> Option<u32> {
    let all_digits = digits.len() == len && digits.bytes().all(|byte| byte.is_ascii_digit());
    all_digits.then(|| digits.parse().ok()).flatten()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_of_iso_8601_are_told_from_others() {
        for date in ["2023", "2023-05", "2023-05-23", "2023-05-23T14:30+02:00"] {
            assert!(is_iso_date(date), "{date}");
        }
        for other in [
            "",
            "May 2023",
            "23",
            "23-05-2023",
            "2023-13",
            "2023-05-32",
            "2023-05-23-1",
            "2023T12:00",
            "yesterday",
        ] {
            assert!(!is_iso_date(other), "{other}");
        }
    }

    #[test]
    fn the_earliest_date_is_found_among_anything() {
        let earliest = |dates: &[&'static str]| earliest_date(dates.iter().copied());
        assert_eq!(
            earliest(&["2023-05-24", "May", "2023-05-23"]),
            Some("2023-05-23")
        );
        assert_eq!(
            earliest(&["2023-05-23T09:00", "2023-05-23 08:00"]),
            Some("2023-05-23 08:00")
        );
        assert_eq!(earliest(&["2023-05", "2023"]), Some("2023"));
        assert_eq!(earliest(&["Tuesday", ""]), None);
    }
}
