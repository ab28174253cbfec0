//! Where the lines of the axis stand and what they are called: hours under days, days under months, months under years.

use jiff::{
    Timestamp,
    civil::{Date, DateTime},
    tz::Offset,
};

/// A line of the axis.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Tick {
    /// Seconds since 1970 in UTC.
    pub(super) at: f64,
    /// What begins there: "06:00", "Tue 13", "May".
    pub(super) words: String,
}

/// The lines of a part of the axis, in order.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Ticks {
    /// The fine ones.
    pub(super) fine: Vec<Tick>,
    /// What they are parts of, the one that the left end lies in included; none above years.
    pub(super) coarse: Vec<Tick>,
}

/// From one line to the next.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Step {
    Seconds(i64),
    Months(i32),
    Years(i32),
}

const DAY: i64 = 86_400;
const WEEK: i64 = 7 * DAY;
/// 5 January 1970 was a Monday.
const MONDAY: i64 = 4 * DAY;

/// The distances that there are, each with about how long it is in seconds.
const STEPS: [(Step, f64); 19] = [
    (Step::Seconds(60), 60.0),
    (Step::Seconds(300), 300.0),
    (Step::Seconds(900), 900.0),
    (Step::Seconds(1_800), 1_800.0),
    (Step::Seconds(3_600), 3_600.0),
    (Step::Seconds(10_800), 10_800.0),
    (Step::Seconds(21_600), 21_600.0),
    (Step::Seconds(43_200), 43_200.0),
    (Step::Seconds(DAY), 86_400.0),
    (Step::Seconds(WEEK), 604_800.0),
    (Step::Months(1), 2_629_800.0),
    (Step::Months(3), 7_889_400.0),
    (Step::Years(1), 31_557_600.0),
    (Step::Years(5), 157_788_000.0),
    (Step::Years(10), 315_576_000.0),
    (Step::Years(50), 1_577_880_000.0),
    (Step::Years(100), 3_155_760_000.0),
    (Step::Years(500), 15_778_800_000.0),
    (Step::Years(1_000), 31_557_600_000.0),
];

/// Lines that are nearer to one another than this leave no room for their words, in points.
const LEAST: f64 = 54.0;

/// More lines than any window has room for.
const MOST: usize = 1_000;

/// The lines between two instants in seconds, where a point of the screen stands for `per_point` seconds.
pub(super) fn ticks((from, to): (f64, f64), per_point: f64, zone: Offset) -> Ticks {
    let fits = |(_, length): &&(Step, f64)| length / per_point >= LEAST;
    let step = STEPS.iter().find(fits).or(STEPS.last());
    let step = step.map_or(Step::Years(1_000), |(step, _)| *step);
    let lines = |step: Step, words: &str| -> Vec<Tick> {
        let Some(first) = local(from, zone).and_then(|at| floor(at, step)) else {
            return Vec::new();
        };
        let all = std::iter::successors(Some(first), |at| after(*at, step));
        all.take(MOST)
            .map(|at| Tick {
                at: instant(at, zone),
                words: at.strftime(words).to_string(),
            })
            .take_while(|tick| tick.at <= to)
            .collect()
    };
    let coarse = coarse(step);
    Ticks {
        fine: lines(step, fine_words(step)),
        coarse: coarse.map_or_else(Vec::new, |(step, words)| lines(step, words)),
    }
}

/// What the lines of a step are parts of, and how that is written.
fn coarse(step: Step) -> Option<(Step, &'static str)> {
    match step {
        Step::Seconds(length) if length < DAY => Some((Step::Seconds(DAY), "%A %-d %B %Y")),
        Step::Seconds(_) => Some((Step::Months(1), "%B %Y")),
        Step::Months(_) => Some((Step::Years(1), "%Y")),
        Step::Years(_) => None,
    }
}

fn fine_words(step: Step) -> &'static str {
    match step {
        Step::Seconds(DAY) => "%a %-d",
        Step::Seconds(WEEK) => "%-d %b",
        Step::Seconds(_) => "%H:%M",
        Step::Months(_) => "%b",
        Step::Years(_) => "%Y",
    }
}

/// What the clocks of the zone show; `None` beyond the calendar.
fn local(at: f64, zone: Offset) -> Option<DateTime> {
    let at = Timestamp::from_second(at.floor() as i64).ok()?;
    Some(zone.to_datetime(at))
}

fn instant(at: DateTime, zone: Offset) -> f64 {
    zone.to_timestamp(at)
        .map_or(f64::INFINITY, |at| at.as_second() as f64)
}

/// The line at an instant or before it.
fn floor(at: DateTime, step: Step) -> Option<DateTime> {
    match step {
        Step::Seconds(length) => {
            let at = Offset::UTC.to_timestamp(at).ok()?.as_second();
            let anchor = if length == WEEK { MONDAY } else { 0 };
            let at = (at - anchor).div_euclid(length) * length + anchor;
            Some(Offset::UTC.to_datetime(Timestamp::from_second(at).ok()?))
        }
        Step::Months(months) => {
            let months = months as i8;
            let month = (at.month() - 1) / months * months + 1;
            Some(Date::new(at.year(), month, 1).ok()?.to_datetime(MIDNIGHT))
        }
        Step::Years(years) => {
            let year = i32::from(at.year()).div_euclid(years) * years;
            let year = i16::try_from(year).ok()?;
            Some(Date::new(year, 1, 1).ok()?.to_datetime(MIDNIGHT))
        }
    }
}

const MIDNIGHT: jiff::civil::Time = jiff::civil::Time::midnight();

fn after(at: DateTime, step: Step) -> Option<DateTime> {
    let by = match step {
        Step::Seconds(length) => jiff::Span::new().try_seconds(length),
        Step::Months(months) => jiff::Span::new().try_months(months),
        Step::Years(years) => jiff::Span::new().try_years(years),
    };
    at.checked_add(by.ok()?).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(written: &str) -> f64 {
        written.parse::<Timestamp>().unwrap().as_second() as f64
    }

    /// What the lines between two instants are called, over a screen of 1,000 points.
    fn words(from: &str, to: &str, zone: i8) -> (Vec<String>, Vec<String>) {
        let (from, to) = (at(from), at(to));
        let zone = Offset::constant(zone);
        let ticks = ticks((from, to), (to - from) / 1_000.0, zone);
        let words = |ticks: Vec<Tick>| ticks.into_iter().map(|tick| tick.words).collect();
        (words(ticks.fine), words(ticks.coarse))
    }

    #[test]
    fn hours_stand_under_days_by_the_clocks_of_the_zone() {
        let (fine, coarse) = words("2031-05-12T20:30:00Z", "2031-05-13T08:00:00Z", 3);
        assert_eq!(fine[..3], ["23:00", "00:00", "01:00"]);
        assert_eq!(coarse, ["Monday 12 May 2031", "Tuesday 13 May 2031"]);
    }

    #[test]
    fn the_longer_the_time_the_coarser_the_lines() {
        for (from, to, fine, coarse) in [
            (
                "2031-05-12T12:00:00Z",
                "2031-05-12T12:10:00Z",
                "12:00",
                "Monday 12 May 2031",
            ),
            (
                "2031-05-12T00:00:00Z",
                "2031-05-14T00:00:00Z",
                "00:00",
                "Monday 12 May 2031",
            ),
            (
                "2031-05-12T00:00:00Z",
                "2031-05-28T00:00:00Z",
                "Mon 12",
                "May 2031",
            ),
            (
                "2031-05-14T00:00:00Z",
                "2031-07-28T00:00:00Z",
                "12 May",
                "May 2031",
            ),
            (
                "2031-05-12T00:00:00Z",
                "2032-05-28T00:00:00Z",
                "May",
                "2031",
            ),
            (
                "2031-05-12T00:00:00Z",
                "2033-12-28T00:00:00Z",
                "Apr",
                "2031",
            ),
        ] {
            let told = words(from, to, 0);
            assert_eq!(
                (told.0[0].as_str(), told.1[0].as_str()),
                (fine, coarse),
                "{from} {to}"
            );
            assert!((6..=20).contains(&told.0.len()), "{from} {to}: {told:?}");
        }
        let (fine, coarse) = words("1999-05-12T00:00:00Z", "2031-05-12T00:00:00Z", 0);
        assert_eq!(
            (fine[0].as_str(), fine[1].as_str(), coarse.len()),
            ("1995", "2000", 0)
        );
        let (fine, _) = words("0000-01-01T00:00:00Z", "9000-01-01T00:00:00Z", 0);
        assert_eq!(fine[..2], ["0000", "0500"]);
    }

    #[test]
    fn beyond_the_calendar_there_are_no_lines() {
        let far = ticks((1e18, 2e18), 1e15, Offset::UTC);
        assert_eq!(far, Ticks::default());
        let end = ticks((at("9990-01-01T00:00:00Z"), 1e15), 1e9, Offset::UTC);
        assert_eq!(end.fine.len(), 1);
    }
}
