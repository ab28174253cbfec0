use crate::analysis::{Stretch, When};

use egui::Rangef;
use jiff::{Timestamp, civil::Time, tz::Offset};

/// Which part of time is seen, and how large. Instants are seconds since 1970 in UTC.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Camera {
    /// What stands at the left end.
    from: f64,
    /// Seconds that a point of the screen stands for.
    per_point: f64,
    /// How far all of it reaches, so that nobody gets lost beyond.
    reach: (f64, f64),
}

impl Default for Camera {
    fn default() -> Self {
        Self {
            from: 0.0,
            per_point: 1.0,
            reach: (0.0, 0.0),
        }
    }
}

/// Free room at both ends when all is shown, in points; the word "first" has room in it.
const AROUND: f32 = 56.0;
/// The least that is seen at once, in seconds: less than a minute is known of nothing.
const LEAST: f64 = 600.0;

impl Camera {
    /// All of a stretch, over a width in points.
    pub(super) fn fitting(stretch: Stretch, width: f32) -> Self {
        let reach = (seconds(stretch.from), seconds(stretch.to));
        let inner = f64::from((width - 2.0 * AROUND).max(40.0));
        let least = LEAST * 6.0;
        let missing = (least - (reach.1 - reach.0)).max(0.0);
        let (from, to) = (reach.0 - 0.5 * missing, reach.1 + 0.5 * missing);
        let per_point = (to - from) / inner;
        Self {
            from: from - per_point * f64::from(AROUND),
            per_point,
            reach,
        }
    }

    /// All of it reaches so far now.
    pub(super) fn reaches(&mut self, stretch: Stretch) {
        self.reach = (seconds(stretch.from), seconds(stretch.to));
    }

    /// Closer by the factor `by`, about the place `at` points from the left end; `width` points are seen.
    pub(super) fn zoom(&mut self, by: f32, at: f32, width: f32) {
        let fixed = self.from + self.per_point * f64::from(at);
        let most = (3.0 * (self.reach.1 - self.reach.0)).max(30.0 * LEAST) / f64::from(width);
        let least = LEAST / f64::from(width);
        self.per_point = (self.per_point / f64::from(by)).clamp(least, most.max(least));
        self.from = fixed - self.per_point * f64::from(at);
        self.stay(width);
    }

    /// Moves what is seen by so many points, as a drag does.
    pub(super) fn pan(&mut self, by: f32, width: f32) {
        self.from -= self.per_point * f64::from(by);
        self.stay(width);
    }

    /// The shortest way to where a point in time is seen. Of a longer stretch it is enough that some of it is seen; else its
    /// beginning is.
    pub(super) fn reveal(&mut self, when: When, width: f32) {
        let (begin, end) = (seconds(when.earliest), seconds(when.latest));
        let edge = self.per_point * f64::from(AROUND.min(0.25 * width));
        let seen = self.per_point * f64::from(width);
        let is_in_view = begin < self.from + seen - edge && end > self.from + edge;
        if is_in_view && !when.is_exact() {
            return;
        }
        let most = begin - edge;
        self.from = self.from.max(end + edge - seen).min(most);
    }

    /// Some of all that there is stays in view.
    fn stay(&mut self, width: f32) {
        let seen = self.per_point * f64::from(width);
        let (least, most) = (self.reach.0 - 0.8 * seen, self.reach.1 - 0.2 * seen);
        self.from = self.from.clamp(least, most.max(least));
    }

    /// What is seen between two places of the screen.
    pub(super) fn over(self, across: Rangef, zone: Offset) -> Axis {
        Axis {
            camera: self,
            across,
            zone,
        }
    }
}

/// Seconds since 1970.
pub(super) fn seconds(at: Timestamp) -> f64 {
    at.as_second() as f64
}

/// Where instants lie on the screen.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Axis {
    camera: Camera,
    /// From the left to the right end.
    pub(super) across: Rangef,
    /// Whose clocks it shows.
    pub(super) zone: Offset,
}

/// Nothing is painted further out than this, where single precision is exact.
const FAR: f64 = 100_000.0;

impl Axis {
    /// Where an instant lies.
    pub(super) fn x(&self, at: f64) -> f32 {
        let points = (at - self.camera.from) / self.camera.per_point;
        self.across.min + points.clamp(-FAR, FAR) as f32
    }

    /// From where to where something may lie.
    pub(super) fn extent(&self, when: When) -> Rangef {
        Rangef::new(self.x(seconds(when.earliest)), self.x(seconds(when.latest)))
    }

    /// The part of [`Self::extent`] that is meant if the date is meant by the clocks of the axis.
    pub(super) fn core(&self, when: When) -> Rangef {
        let date = when.date;
        if date.time.is_some() {
            return self.extent(when);
        }
        let midnight = |day: Option<jiff::civil::Date>| {
            let midnight = day?.to_datetime(Time::midnight());
            self.zone.to_timestamp(midnight).ok()
        };
        let from = midnight(date.first_day());
        let to = midnight(date.last_day().and_then(|day| day.tomorrow().ok()));
        match (from, to) {
            (Some(from), Some(to)) => Rangef::new(self.x(seconds(from)), self.x(seconds(to))),
            _ => self.extent(when),
        }
    }

    /// The first and the last instant that are seen.
    pub(super) fn seen(&self) -> (f64, f64) {
        let span = f64::from(self.across.span()) * self.camera.per_point;
        (self.camera.from, self.camera.from + span)
    }

    /// Seconds that a point stands for.
    pub(super) fn per_point(&self) -> f64 {
        self.camera.per_point
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::PartialDate;

    fn when(written: &str) -> When {
        When::of(PartialDate::parse(written).unwrap()).unwrap()
    }

    fn stretch(from: &str, to: &str) -> Stretch {
        Stretch {
            from: when(from).earliest,
            to: when(to).latest,
        }
    }

    const WIDTH: f32 = 800.0;

    fn axis(camera: Camera) -> Axis {
        camera.over(Rangef::new(100.0, 100.0 + WIDTH), Offset::UTC)
    }

    #[test]
    fn all_is_seen_with_room_at_both_ends() {
        let two_days = Camera::fitting(stretch("2031-05-12T00:00Z", "2031-05-13T23:59Z"), WIDTH);
        let axis = axis(two_days);
        let begin = axis.extent(when("2031-05-12T00:00Z")).min;
        let end = axis.extent(when("2031-05-13T23:59Z")).max;
        assert!(
            (begin - 156.0).abs() < 0.5 && (end - 844.0).abs() < 0.5,
            "{begin} {end}"
        );
    }

    #[test]
    fn a_day_is_a_day_long_and_reaches_as_far_as_other_clocks_go() {
        let axis = axis(Camera::fitting(stretch("2031-05-12", "2031-05-14"), WIDTH));
        let day = when("2031-05-13");
        let (all, core) = (axis.extent(day), axis.core(day));
        assert!(all.min < core.min && core.max < all.max);
        let hours = |points: f32| f64::from(points) * axis.per_point() / 3_600.0;
        assert!((hours(core.span()) - 24.0).abs() < 0.1);
        assert!((hours(all.span()) - 50.0).abs() < 0.1);
    }

    #[test]
    fn zooming_keeps_what_is_under_the_pointer_there() {
        let mut camera = Camera::fitting(stretch("2031-05-12", "2031-05-20"), WIDTH);
        let at = when("2031-05-16T12:00Z");
        let before = axis(camera).extent(at).min;
        camera.zoom(4.0, before - 100.0, WIDTH);
        let after = axis(camera).extent(at).min;
        assert!((before - after).abs() < 0.5, "{before} {after}");
        let bar = |camera: Camera| axis(camera).extent(when("2031-05-16")).span();
        let larger = bar(camera);
        camera.zoom(0.25, 0.0, WIDTH);
        assert!((larger / bar(camera) - 4.0).abs() < 0.01);
    }

    #[test]
    fn nobody_gets_lost() {
        let all = stretch("2031-05-12", "2031-05-13");
        for far in [1e9, -1e9] {
            let mut camera = Camera::fitting(all, WIDTH);
            camera.pan(far, WIDTH);
            camera.zoom(1e-9, 0.0, WIDTH);
            camera.zoom(1e9, 400.0, WIDTH);
            camera.pan(far, WIDTH);
            let (from, to) = axis(camera).seen();
            assert!(from <= seconds(all.to) && to >= seconds(all.from));
            assert!((to - from - LEAST).abs() < 1.0);
        }
    }

    #[test]
    fn what_is_out_of_view_is_brought_there() {
        let mut camera = Camera::fitting(stretch("2031-05-12", "2031-05-20"), WIDTH);
        camera.zoom(8.0, 0.0, WIDTH);
        for out in ["2031-05-19T08:00Z", "2031-05-12T08:00Z"] {
            camera.reveal(when(out), WIDTH);
            let extent = axis(camera).extent(when(out));
            assert!(
                extent.min > 100.0 && extent.max < 900.0,
                "{out}: {extent:?}"
            );
        }
        let before = camera;
        camera.reveal(when("2031-05-12T08:00Z"), WIDTH);
        assert_eq!(camera, before, "what is seen moves nothing");
        camera.reveal(when("May 2031"), WIDTH);
        assert_eq!(camera, before, "nor does a month of which some is seen");
    }
}
