use crate::analysis::timeline::PartialDate;

use jiff::Timestamp;

/// The earliest of several dates, as it is written, without blanks around it. What [`PartialDate`] does not read is passed over.
///
/// They are compared as the timeline has them: the first instant that is meant where what names no zone is meant by UTC
/// ([`PartialDate::as_written`]); of two that begin alike the one that ends first, so a day comes before its month. Of equal
/// dates the first is told.
pub fn earliest_date<'a>(dates: impl Iterator<Item = &'a str>) -> Option<&'a str> {
    let read = dates.filter_map(|written| Some((instants(written)?, written.trim())));
    let earliest = read.min_by_key(|(instants, _)| *instants);
    earliest.map(|(_, written)| written)
}

/// What dates are compared by: when it begins and ends, as written.
pub(crate) fn instants(written: &str) -> Option<(Timestamp, Timestamp)> {
    let date = PartialDate::parse(written)?;
    Some((date.as_written()?, date.latest()?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_earliest_date_is_found_among_anything() {
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
    fn dates_are_compared_however_they_are_written() {
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
