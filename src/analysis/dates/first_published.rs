use super::partial_date::PartialDate;

use jiff::Timestamp;

/// Publication date of the first article for a claim.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum FirstPublished {
    /// No article has a date.
    #[default]
    Unknown,
    /// The earliest date, as written, trimmed.
    On(String),
    /// Some articles have a date, but another has none, or one that cannot be parsed, and may be the first.
    Uncertain,
}

impl FirstPublished {
    /// Computed from the dates of all articles; an empty text is a missing date.
    ///
    /// Dates are compared by their earliest instant, in UTC if no zone is given ([`PartialDate::as_written`]), then by
    /// their latest, so that a day comes before its month. Of equal dates, the first is returned.
    pub fn of<'a>(dates: impl Iterator<Item = &'a str> + Clone) -> Self {
        if dates.clone().all(|written| written.trim().is_empty()) {
            return Self::Unknown;
        }
        let read = dates.map(|written| Some((instants(written)?, written.trim())));
        let Some(read) = read.collect::<Option<Vec<_>>>() else {
            return Self::Uncertain;
        };
        let earliest = read.into_iter().min_by_key(|(instants, _)| *instants);
        earliest.map_or(Self::Unknown, |(_, written)| Self::On(written.to_owned()))
    }

    /// The date, "uncertain", or empty.
    pub fn label(&self) -> &str {
        match self {
            Self::Unknown => "",
            Self::On(date) => date,
            Self::Uncertain => "uncertain",
        }
    }

    /// Earliest and latest instant of the date, for sorting.
    pub fn instants(&self) -> Option<(Timestamp, Timestamp)> {
        match self {
            Self::On(date) => instants(date),
            Self::Unknown | Self::Uncertain => None,
        }
    }
}

/// Earliest and latest instant of a written date, for comparison.
fn instants(written: &str) -> Option<(Timestamp, Timestamp)> {
    let date = PartialDate::parse(written)?;
    Some((date.as_written()?, date.latest()?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(dates: &[&str], first: &str) {
        let found = FirstPublished::of(dates.iter().copied());
        assert_eq!(found.label(), first, "{dates:?}");
    }

    #[test]
    fn the_earliest_date_is_first() {
        check(&["2023-05-24", "2023-05-23"], "2023-05-23");
        check(
            &["2023-05-23T09:00", " 2023-05-23 08:00 "],
            "2023-05-23 08:00",
        );
        check(&["2023-05", "2023"], "2023");
        check(&["2023", "2023-01"], "2023-01");
    }

    #[test]
    fn dates_in_different_notations_are_compared() {
        check(&["2023-05-23", "22 May 2023", "2023-06"], "22 May 2023");
        // The later clock shows the earlier time.
        check(
            &["2023-05-23T09:00Z", "2023-05-23T10:00+03:00"],
            "2023-05-23T10:00+03:00",
        );
    }

    #[test]
    fn an_article_without_a_readable_date_makes_it_uncertain() {
        check(&["2023-05-24", "03/04/2023"], "uncertain");
        check(&["Tuesday", "2023-05-24"], "uncertain");
        check(&["2023-05-24", ""], "uncertain");
        check(&["2023-02-30"], "uncertain");
        check(&["", " "], "");
        check(&[], "");
    }
}
