//! Ticks of the axis with their labels: hours below days, days below months, months below years.

use jiff::{
    Timestamp,
    civil::{Date, DateTime},
    tz::Offset,
};

/// A tick of the axis.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Tick {
    /// Unix seconds.
    pub(super) at: f64,
    /// Labels from long to short, for different amounts of room: "Tuesday 13 May 2031", "Tue 13 May", "13".
    pub(super) labels: Vec<String>,
}

/// Ticks of the visible part of the axis, in order.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Ticks {
    pub(super) fine: Vec<Tick>,
    /// Ticks one unit up, including the one at the left end; none above years.
    pub(super) coarse: Vec<Tick>,
}

/// Distance between two ticks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum TickStep {
    Seconds(i64),
    Months(i32),
    Years(i32),
}

const DAY: i64 = 86_400;
const WEEK: i64 = 7 * DAY;
/// 5 January 1970 was a Monday.
const MONDAY: i64 = 4 * DAY;

/// Steps with their approximate lengths in seconds.
const STEPS: [(TickStep, f64); 19] = [
    (TickStep::Seconds(60), 60.0),
    (TickStep::Seconds(300), 300.0),
    (TickStep::Seconds(900), 900.0),
    (TickStep::Seconds(1_800), 1_800.0),
    (TickStep::Seconds(3_600), 3_600.0),
    (TickStep::Seconds(10_800), 10_800.0),
    (TickStep::Seconds(21_600), 21_600.0),
    (TickStep::Seconds(43_200), 43_200.0),
    (TickStep::Seconds(DAY), 86_400.0),
    (TickStep::Seconds(WEEK), 604_800.0),
    (TickStep::Months(1), 2_629_800.0),
    (TickStep::Months(3), 7_889_400.0),
    (TickStep::Years(1), 31_557_600.0),
    (TickStep::Years(5), 157_788_000.0),
    (TickStep::Years(10), 315_576_000.0),
    (TickStep::Years(50), 1_577_880_000.0),
    (TickStep::Years(100), 3_155_760_000.0),
    (TickStep::Years(500), 15_778_800_000.0),
    (TickStep::Years(1_000), 31_557_600_000.0),
];

/// Minimum distance of two ticks, in points; a smaller one leaves no room for labels.
const MIN_TICK_DISTANCE: f64 = 54.0;

/// An upper bound for the number of ticks in any window.
const MAX_TICKS: usize = 1_000;

/// Ticks between two instants in Unix seconds, at `per_point` seconds per point of the screen.
pub(super) fn ticks((from, to): (f64, f64), per_point: f64, zone: Offset) -> Ticks {
    let fits = |(_, length): &&(TickStep, f64)| length / per_point >= MIN_TICK_DISTANCE;
    let step = STEPS.iter().find(fits).or(STEPS.last());
    let step = step.map_or(TickStep::Years(1_000), |(step, _)| *step);
    let lines = |step: TickStep, formats: &[&str]| -> Vec<Tick> {
        let Some(first) = local(from, zone).and_then(|at| floor(at, step)) else {
            return Vec::new();
        };
        let all = std::iter::successors(Some(first), |at| after(*at, step));
        all.take(MAX_TICKS)
            .map(|at| Tick {
                at: instant(at, zone),
                labels: formats
                    .iter()
                    .map(|format| at.strftime(format).to_string())
                    .collect(),
            })
            .take_while(|tick| tick.at <= to)
            .collect()
    };
    let coarse = coarse(step);
    Ticks {
        fine: lines(step, &[fine_format(step)]),
        coarse: coarse.map_or_else(Vec::new, |(step, formats)| lines(step, formats)),
    }
}

/// The next larger unit, with its `strftime` formats from long to short.
fn coarse(step: TickStep) -> Option<(TickStep, &'static [&'static str])> {
    const DAYS: &[&str] = &["%A %-d %B %Y", "%a %-d %B", "%a %-d %b", "%-d %b", "%-d"];
    const MONTHS: &[&str] = &["%B %Y", "%b %Y", "%b"];
    match step {
        TickStep::Seconds(length) if length < DAY => Some((TickStep::Seconds(DAY), DAYS)),
        TickStep::Seconds(_) => Some((TickStep::Months(1), MONTHS)),
        TickStep::Months(_) => Some((TickStep::Years(1), &["%Y", "\u{2019}%y"])),
        TickStep::Years(_) => None,
    }
}

fn fine_format(step: TickStep) -> &'static str {
    match step {
        TickStep::Seconds(DAY) => "%a %-d",
        TickStep::Seconds(WEEK) => "%-d %b",
        TickStep::Seconds(_) => "%H:%M",
        TickStep::Months(_) => "%b",
        TickStep::Years(_) => "%Y",
    }
}

/// Civil time in the zone; `None` beyond the calendar.
fn local(at: f64, zone: Offset) -> Option<DateTime> {
    let at = Timestamp::from_second(at.floor() as i64).ok()?;
    Some(zone.to_datetime(at))
}

fn instant(at: DateTime, zone: Offset) -> f64 {
    zone.to_timestamp(at)
        .map_or(f64::INFINITY, |at| at.as_second() as f64)
}

/// The last tick not after an instant.
fn floor(at: DateTime, step: TickStep) -> Option<DateTime> {
    match step {
        TickStep::Seconds(length) => {
            let at = Offset::UTC.to_timestamp(at).ok()?.as_second();
            let anchor = if length == WEEK { MONDAY } else { 0 };
            let at = (at - anchor).div_euclid(length) * length + anchor;
            Some(Offset::UTC.to_datetime(Timestamp::from_second(at).ok()?))
        }
        TickStep::Months(months) => {
            let months = months as i8;
            let month = (at.month() - 1) / months * months + 1;
            Some(Date::new(at.year(), month, 1).ok()?.to_datetime(MIDNIGHT))
        }
        TickStep::Years(years) => {
            let year = i32::from(at.year()).div_euclid(years) * years;
            let year = i16::try_from(year).ok()?;
            Some(Date::new(year, 1, 1).ok()?.to_datetime(MIDNIGHT))
        }
    }
}

const MIDNIGHT: jiff::civil::Time = jiff::civil::Time::midnight();

fn after(at: DateTime, step: TickStep) -> Option<DateTime> {
    let by = match step {
        TickStep::Seconds(length) => jiff::Span::new().try_seconds(length),
        TickStep::Months(months) => jiff::Span::new().try_months(months),
        TickStep::Years(years) => jiff::Span::new().try_years(years),
    };
    at.checked_add(by.ok()?).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(written: &str) -> f64 {
        written.parse::<Timestamp>().unwrap().as_second() as f64
    }

    /// Labels of the ticks between two instants, on a screen of 1,000 points.
    fn labels(from: &str, to: &str, zone: i8) -> (Vec<String>, Vec<String>) {
        let (from, to) = (at(from), at(to));
        let zone = Offset::constant(zone);
        let ticks = ticks((from, to), (to - from) / 1_000.0, zone);
        let labels = |ticks: Vec<Tick>| {
            ticks
                .into_iter()
                .map(|tick| tick.labels[0].clone())
                .collect()
        };
        (labels(ticks.fine), labels(ticks.coarse))
    }

    #[test]
    fn hours_are_below_days_in_the_zone_of_the_axis() {
        let (fine, coarse) = labels("2031-05-12T20:30:00Z", "2031-05-13T08:00:00Z", 3);
        assert_eq!(fine[..3], ["23:00", "00:00", "01:00"]);
        assert_eq!(coarse, ["Monday 12 May 2031", "Tuesday 13 May 2031"]);
    }

    #[test]
    fn longer_spans_have_coarser_ticks() {
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
            let found = labels(from, to, 0);
            assert_eq!(
                (found.0[0].as_str(), found.1[0].as_str()),
                (fine, coarse),
                "{from} {to}"
            );
            assert!((6..=20).contains(&found.0.len()), "{from} {to}: {found:?}");
        }
        let (fine, coarse) = labels("1999-05-12T00:00:00Z", "2031-05-12T00:00:00Z", 0);
        assert_eq!(
            (fine[0].as_str(), fine[1].as_str(), coarse.len()),
            ("1995", "2000", 0)
        );
        let (fine, _) = labels("0000-01-01T00:00:00Z", "9000-01-01T00:00:00Z", 0);
        assert_eq!(fine[..2], ["0000", "0500"]);
    }

    #[test]
    fn there_are_no_ticks_beyond_the_calendar() {
        let far = ticks((1e18, 2e18), 1e15, Offset::UTC);
        assert_eq!(far, Ticks::default());
        let end = ticks((at("9990-01-01T00:00:00Z"), 1e15), 1e9, Offset::UTC);
        assert_eq!(end.fine.len(), 1);
    }
}
