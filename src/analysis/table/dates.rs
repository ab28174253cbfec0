use crate::analysis::timeline::PartialDate;

use jiff::Timestamp;

/// The earliest of several dates as written, trimmed. Dates that [`PartialDate`] cannot read are skipped.
///
/// Compared by their first instant, in UTC if no zone is given ([`PartialDate::as_written`]), then by their last, so that a day comes
/// before its month. Of equal dates, the first is returned.
pub fn earliest_date<'a>(dates: impl Iterator<Item = &'a str>) -> Option<&'a str> {
    let read = dates.filter_map(|written| Some((instants(written)?, written.trim())));
    let earliest = read.min_by_key(|(instants, _)| *instants);
    earliest.map(|(_, written)| written)
}

/// First and last instant of a written date, for comparison.
pub(crate) fn instants(written: &str) -> Option<(Timestamp, Timestamp)> {
    let date = PartialDate::parse(written)?;
    Some((date.as_written()?, date.latest()?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn unreadable_dates_are_skipped() {
        let earliest = |dates: &[&'static str]| earliest_date(dates.iter().copied());
        assert_eq!(
            earliest(&["2023-05-24", "May", "2023-05-23"]),
            Some("2023-05-23")
        );
        assert_eq!(
            earliest(&["2023-05-23T09:00", " 2023-05-23 08:00 "]),
            Some("2023-05-23 08:00")
        );
        assert_eq!(earliest(&["2023-05", "2023"]), Some("2023"));
        assert_eq!(earliest(&["2023", "2023-01"]), Some("2023-01"));
        assert_eq!(earliest(&["Tuesday", "2023-02-30", ""]), None);
    }

    #[test]
    fn dates_in_different_notations_are_compared() {
        let earliest = |dates: &[&'static str]| earliest_date(dates.iter().copied());
        assert_eq!(
            earliest(&["2023-05-23", "22 May 2023", "2023-06"]),
            Some("22 May 2023")
        );
        // The later clock shows the earlier time.
        assert_eq!(
            earliest(&["2023-05-23T09:00Z", "2023-05-23T10:00+03:00"]),
            Some("2023-05-23T10:00+03:00")
        );
    }
}
