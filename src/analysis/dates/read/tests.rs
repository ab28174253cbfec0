use proptest::prelude::*;

use super::*;

use std::fmt::Write as _;

/// The date as read, in ISO 8601.
fn read(written: &str) -> Result<String, DateError> {
    let date = PartialDate::read(written)?;
    let mut read = format!("{:04}", date.year);
    for part in [date.month, date.day].into_iter().flatten() {
        write!(read, "-{part:02}").unwrap();
    }
    if let Some(time) = date.time {
        let format = if date.to_second {
            "T%H:%M:%S"
        } else {
            "T%H:%M"
        };
        read.push_str(&time.strftime(format).to_string());
    }
    if let Some(zone) = date.zone {
        read.push_str(&zone.to_string());
    }
    Ok(read)
}

#[track_caller]
fn check(expected: &str, all: &[&str]) {
    for written in all {
        assert_eq!(read(written).as_deref(), Ok(expected), "{written}");
    }
}

#[test]
fn dates_are_read_as_precisely_as_written() {
    check("2031", &["2031", " 2031 ", "2031 г."]);
    check("2031-05", &["2031-05", "May 2031", "may, 2031", "Mai 2031"]);
    check("2031-09", &["Sept 2031", "Sept. 2031", "sep 2031"]);
    check(
        "2031-05-12",
        &[
            "2031-05-12",
            "2031/05/12",
            "2031/5/12",
            "2031.05.12",
            "2031年5月12日",
            "12 May 2031",
            "12th May 2031",
            "the 12th of May, 2031",
            "12-May-2031",
            "12/May/2031",
            "May 12, 2031",
            "May 12th 2031",
            "2031 May 12",
            "Monday, 12 May 2031",
            "Mon 12 May 2031",
            "12. Mai 2031",
            "12.Mai 2031",
            "12.5.2031",
            "12.05.2031",
        ],
    );
}

#[test]
fn dates_are_read_in_ten_languages() {
    check(
        "2031-03-01",
        &[
            "1st March 2031",
            "Samstag, den 1. März 2031",
            "le samedi 1er mars 2031",
            "sábado, 1 de marzo de 2031",
            "sabato 1º marzo 2031",
            "1 de março de 2031",
            "zaterdag 1 maart 2031",
            "1 marca 2031 r.",
            "суббота, 1 марта 2031 г.",
            "субота, 1 березня 2031 року",
        ],
    );
    check(
        "2031-08",
        &[
            "August 2031",
            "août 2031",
            "aou\u{302}t 2031",
            "agosto de 2031",
            "augustus 2031",
            "sierpień 2031",
            "август 2031",
            "серпень 2031",
        ],
    );
}

#[test]
fn times_and_zones_are_read() {
    check(
        "2031-05-12T14:30",
        &[
            "2031-05-12T14:30",
            "2031-05-12 14:30",
            "2031/05/12 14:30",
            "12 May 2031, 14:30",
            "12 May 2031 at 2:30 pm",
            "12 May 2031 2:30pm",
            "14:30, 12 May 2031",
            "12. Mai 2031 um 14:30 Uhr",
            "12 mai 2031 à 14h30",
            "12 May 2031 14:30 (zone unknown)",
            "12.5.2031 14:30",
            "14:30 am 12. Mai 2031",
        ],
    );
    check(
        "2031-05-12T14:30+00",
        &["12 May 2031 14:30 UTC", "12 May 2031 14:30 GMT"],
    );
    check(
        "2031-05-12T14:30+03",
        &[
            "2031-05-12T14:30+03:00",
            "12 May 2031 14:30 UTC+03:00",
            "12 May 2031 14:30 GMT+3",
            "12 May 2031 14:30 +0300",
            "Mon, 12 May 2031 14:30 +0300",
        ],
    );
    check(
        "2031-05-12T14:30-04:30",
        &["12 May 2031 14:30 UTC\u{2212}04:30"],
    );
    check(
        "2031-05-12T14:30:05+02",
        &[
            "Mon, 12 May 2031 14:30:05 +0200",
            "Mon, 12 May 2031 14:30:05 +0200 (CEST)",
            "2031-05-12T14:30:05.123+02:00",
        ],
    );
    check("2031-05-12T14:30:05-05", &["Mon, 12 May 2031 14:30:05 EST"]);
    check("2031-05-12T00:05", &["12 May 2031 12:05 am"]);
}

#[test]
fn day_and_month_are_never_swapped() {
    for written in ["03/04/2031", "3/4/2031", "3-4-2031", "03/04/2031 14:30"] {
        let may_be_two = DateError::DayOrMonth {
            day: 3,
            month: 4,
            year: 2031,
        };
        assert_eq!(read(written), Err(may_be_two), "{written}");
        assert_eq!(
            may_be_two.to_string(),
            "This may be 3 April or 4 March. Write 2031-04-03 or 2031-03-04"
        );
    }
    check("2031-12-25", &["25/12/2031", "12/25/2031", "25-12-2031"]);
    check("2031-05-05", &["05/05/2031"]);
    check("2031-04-03", &["3.4.2031"]);
}

#[test]
fn a_date_that_is_not_read_says_why() {
    for (written, why) in [
        ("12th May", "The year is missing"),
        ("Monday, 12 May, 14:30", "The year is missing"),
        ("12 May 31", "Write the year with four digits"),
        ("12.05.31", "Write the year with four digits"),
        ("30 February 2031", "The calendar has no such day"),
        ("31.11.2031", "The calendar has no such day"),
        ("Tuesday, 12 May 2031", "12 May 2031 is a Monday"),
        ("Tue, 12 May 2031 14:30:05 +0200", "12 May 2031 is a Monday"),
        (
            "yesterday",
            "Not a date Crosscheck can sort by; try 2023-05-23",
        ),
    ] {
        let error = PartialDate::read(written).map_err(|error| error.to_string());
        assert_eq!(error, Err(why.to_owned()), "{written}");
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
        "before 12 May 2031",
        "12 May 2031?",
        "May 2031 12",
        "12-14 May 2031",
        "12 - 14 May 2031",
        "May 2031 to June 2031",
        "2003/04",
        "14:30",
        "May 2031 14:30",
        "12 May 2031 14:30 CST CST",
        "12 May 2031 25 pm",
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

proptest! {
    #[test]
    fn no_input_panics(written in "\\PC*", words in "([0-9]{1,4}|[a-z.]{1,3}|May|Mai|[/:+-]| |,){0,12}") {
        let _ = PartialDate::parse(&written);
        let _ = PartialDate::parse(&words);
    }
}
