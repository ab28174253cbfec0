//! The visible part of time, and positions on the axis.

use super::input;
use crate::{
    analysis::{EventTime, TimeSpan},
    views::widgets::Zoom,
    workbench::{TimelineSession, TimelineSubject, Workbench},
};

use egui::Rangef;
use jiff::{Timestamp, civil::Time, tz::Offset};

/// Visible part of time and its scale. Instants are Unix seconds.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct TimelineCamera {
    /// Instant at the left end.
    from: f64,
    /// Seconds per point of the screen.
    per_point: f64,
    /// Time span of all events, which panning and zooming keep in view.
    whole: (f64, f64),
}

impl Default for TimelineCamera {
    fn default() -> Self {
        Self {
            from: 0.0,
            per_point: 1.0,
            whole: (0.0, 0.0),
        }
    }
}

/// Free space at both ends when everything is shown, in points. Leaves room for the label "first".
const MARGIN: f32 = 56.0;
/// Minimum visible time, in seconds. Dates are precise to a minute at best.
const MIN_SECONDS: f64 = 600.0;

impl TimelineCamera {
    /// Shows a whole time span over a width in points.
    pub(super) fn fitting(span: TimeSpan, width: f32) -> Self {
        let whole = (seconds(span.from), seconds(span.to));
        let inner = f64::from((width - 2.0 * MARGIN).max(40.0));
        let least = MIN_SECONDS * 6.0;
        let missing = (least - (whole.1 - whole.0)).max(0.0);
        let (from, to) = (whole.0 - 0.5 * missing, whole.1 + 0.5 * missing);
        let per_point = (to - from) / inner;
        Self {
            from: from - per_point * f64::from(MARGIN),
            per_point,
            whole,
        }
    }

    pub(super) fn set_whole(&mut self, span: TimeSpan) {
        self.whole = (seconds(span.from), seconds(span.to));
    }

    /// Zooms in by the factor `by` about the position `at`, in points from the left end; the view is `width` points wide.
    pub(super) fn zoom(&mut self, by: f32, at: f32, width: f32) {
        let fixed = self.from + self.per_point * f64::from(at);
        let most = (3.0 * (self.whole.1 - self.whole.0)).max(30.0 * MIN_SECONDS) / f64::from(width);
        let least = MIN_SECONDS / f64::from(width);
        self.per_point = (self.per_point / f64::from(by)).clamp(least, most.max(least));
        self.from = fixed - self.per_point * f64::from(at);
        self.clamp(width);
    }

    /// Pans by this many points, as a drag does.
    pub(super) fn pan(&mut self, by: f32, width: f32) {
        self.from -= self.per_point * f64::from(by);
        self.clamp(width);
    }

    /// Pans as little as needed to show a time. For an imprecise time it is enough that part of it is visible; otherwise
    /// its beginning is shown.
    pub(super) fn reveal(&mut self, time: EventTime, width: f32) {
        let (begin, end) = (seconds(time.earliest), seconds(time.latest));
        let edge = self.per_point * f64::from(MARGIN.min(0.25 * width));
        let seen = self.per_point * f64::from(width);
        let is_in_view = begin < self.from + seen - edge && end > self.from + edge;
        if is_in_view && !time.is_exact() {
            return;
        }
        let most = begin - edge;
        self.from = self.from.max(end + edge - seen).min(most);
    }

    /// Clamps panning so that part of the time span stays in view.
    fn clamp(&mut self, width: f32) {
        let seen = self.per_point * f64::from(width);
        let (least, most) = (self.whole.0 - 0.8 * seen, self.whole.1 - 0.2 * seen);
        self.from = self.from.clamp(least, most.max(least));
    }

    /// The axis between two positions on the screen.
    pub(super) fn over(self, across: Rangef, zone: Offset) -> Axis {
        Axis {
            camera: self,
            across,
            zone,
        }
    }
}

/// The camera of the timeline. Shows everything until the user pans or zooms.
#[derive(Default)]
pub(super) struct TimeView {
    pub(super) camera: TimelineCamera,
    /// Subject, time span and width in points that the camera was last fitted to.
    fitted: Option<(TimelineSubject, Option<TimeSpan>, f32)>,
    /// Whether the user has panned or zoomed since. If so, the camera stays where it is.
    moved: bool,
    request: Option<Request>,
}

/// A request for the next frame.
#[derive(Clone, Copy)]
enum Request {
    Zoom(Zoom),
    Reveal(EventTime),
}

impl TimeView {
    /// Zooms in the next frame, about the selected mark if it is visible, or else about the middle.
    pub(super) fn zoom(&mut self, zoom: Zoom) {
        self.request = Some(Request::Zoom(zoom));
    }

    /// Brings a time into view in the next frame.
    pub(super) fn reveal(&mut self, time: EventTime) {
        self.request = Some(Request::Reveal(time));
    }

    /// Pans by this many points.
    pub(super) fn pan(&mut self, by: f32) {
        if let Some((.., width)) = self.fitted
            && by.abs() > 0.0
        {
            self.camera.pan(by, width);
            self.moved = true;
        }
    }

    /// Zooms by a factor about the position `at`, in points from the left end.
    pub(super) fn zoom_at(&mut self, by: f32, at: f32) {
        if let Some((.., width)) = self.fitted
            && (by - 1.0).abs() > f32::EPSILON
        {
            self.camera.zoom(by, at, width);
            self.moved = true;
        }
    }

    /// Fits the camera to a new subject, or again to the same one after a change unless the user has moved it. Returns
    /// whether the subject is new.
    pub(super) fn follow(&mut self, timeline: &TimelineSession, width: f32) -> bool {
        let now = (timeline.subject, timeline.stretch, width);
        let is_other = self.fitted.is_none_or(|(subject, ..)| subject != now.0);
        let has_changed = !self.moved && self.fitted != Some(now);
        let is_fit = |request: &mut Request| matches!(request, Request::Zoom(Zoom::Fit));
        let fits = self.request.take_if(is_fit).is_some();
        if is_other || has_changed || fits {
            self.moved = false;
            let fitting = |span| TimelineCamera::fitting(span, width);
            self.camera = now.1.map_or_else(TimelineCamera::default, fitting);
        } else if let Some(span) = now.1 {
            self.camera.set_whole(span);
        }
        self.fitted = Some(now);
        is_other
    }

    /// Carries out what buttons and keys requested, or brings the newly `selected` time into view.
    pub(super) fn apply_request(
        &mut self,
        workbench: &Workbench,
        selected: Option<EventTime>,
        width: f32,
    ) {
        let request = self.request.take();
        if workbench.timeline.stretch.is_none() {
            return;
        }
        let mut revealed = selected;
        match request {
            Some(Request::Zoom(Zoom::By(factor))) => {
                self.zoom_at(factor, self.zoom_center(workbench, width));
            }
            Some(Request::Reveal(time)) => revealed = Some(time),
            // `follow` has already fitted the camera.
            Some(Request::Zoom(Zoom::Fit)) | None => {}
        }
        if let Some(time) = revealed {
            let before = self.camera;
            self.camera.reveal(time, width);
            self.moved |= self.camera != before;
        }
    }

    /// The fixed point of zooming: the selected mark if it is visible.
    fn zoom_center(&self, workbench: &Workbench, width: f32) -> f32 {
        let mark = workbench.selected_mark();
        let time = mark.and_then(|mark| input::time_of(&workbench.timeline, mark));
        let axis = self.camera.over(Rangef::new(0.0, width), Offset::UTC);
        let at = time.map(|time| axis.extent(time).center());
        at.filter(|at| (0.0..width).contains(at))
            .unwrap_or(0.5 * width)
    }
}

/// Unix seconds.
pub(super) fn seconds(at: Timestamp) -> f64 {
    at.as_second() as f64
}

/// Maps instants to the screen.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Axis {
    camera: TimelineCamera,
    /// Left and right end on the screen.
    pub(super) across: Rangef,
    /// Time zone of the labels.
    pub(super) zone: Offset,
}

/// Positions are clamped to this, where `f32` is still exact.
const MAX_POSITION: f64 = 100_000.0;

impl Axis {
    /// Position of an instant.
    pub(super) fn x(&self, at: f64) -> f32 {
        let points = (at - self.camera.from) / self.camera.per_point;
        self.across.min + points.clamp(-MAX_POSITION, MAX_POSITION) as f32
    }

    /// The whole range that an imprecise time may mean, in any time zone.
    pub(super) fn extent(&self, time: EventTime) -> Rangef {
        Rangef::new(self.x(seconds(time.earliest)), self.x(seconds(time.latest)))
    }

    /// The part of [`Self::extent`] if the date is in the time zone of the axis.
    pub(super) fn core(&self, time: EventTime) -> Rangef {
        let date = time.date;
        if date.zone.is_some() {
            return self.extent(time);
        }
        if date.time.is_some() {
            let here = |written: Option<Timestamp>| {
                let at = self
                    .zone
                    .to_timestamp(Offset::UTC.to_datetime(written?))
                    .ok()?;
                Some(self.x(seconds(at)))
            };
            let ends = here(date.as_written()).zip(here(time.until.until_as_written()));
            return ends.map_or_else(|| self.extent(time), |(from, to)| Rangef::new(from, to));
        }
        let midnight = |day: Option<jiff::civil::Date>| {
            let midnight = day?.to_datetime(Time::midnight());
            self.zone.to_timestamp(midnight).ok()
        };
        let from = midnight(date.first_day());
        let to = midnight(time.until.last_day().and_then(|day| day.tomorrow().ok()));
        let both = from.zip(to);
        let range = both.map(|(from, to)| Rangef::new(self.x(seconds(from)), self.x(seconds(to))));
        range.unwrap_or_else(|| self.extent(time))
    }

    /// First and last visible instant.
    pub(super) fn visible(&self) -> (f64, f64) {
        let span = f64::from(self.across.span()) * self.camera.per_point;
        (self.camera.from, self.camera.from + span)
    }

    pub(super) fn per_point(&self) -> f64 {
        self.camera.per_point
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::PartialDate;

    fn time(written: &str) -> EventTime {
        EventTime::of(PartialDate::parse(written).unwrap()).unwrap()
    }

    fn span(from: &str, to: &str) -> TimeSpan {
        TimeSpan {
            from: time(from).earliest,
            to: time(to).latest,
        }
    }

    const WIDTH: f32 = 800.0;

    fn axis(camera: TimelineCamera) -> Axis {
        camera.over(Rangef::new(100.0, 100.0 + WIDTH), Offset::UTC)
    }

    #[test]
    fn everything_fits_with_room_at_both_ends() {
        let two_days =
            TimelineCamera::fitting(span("2031-05-12T00:00Z", "2031-05-13T23:59Z"), WIDTH);
        let axis = axis(two_days);
        let begin = axis.extent(time("2031-05-12T00:00Z")).min;
        let end = axis.extent(time("2031-05-13T23:59Z")).max;
        assert!(
            (begin - 156.0).abs() < 0.5 && (end - 844.0).abs() < 0.5,
            "{begin} {end}"
        );
    }

    #[test]
    fn a_day_is_24_hours_long_and_other_time_zones_extend_it() {
        let axis = axis(TimelineCamera::fitting(
            span("2031-05-12", "2031-05-14"),
            WIDTH,
        ));
        let day = time("2031-05-13");
        let (all, core) = (axis.extent(day), axis.core(day));
        assert!(all.min < core.min && core.max < all.max);
        let hours = |points: f32| f64::from(points) * axis.per_point() / 3_600.0;
        assert!((hours(core.span()) - 24.0).abs() < 0.1);
        assert!((hours(all.span()) - 50.0).abs() < 0.1);
    }

    #[test]
    fn a_time_without_a_zone_is_read_in_the_zone_of_the_axis() {
        let camera = TimelineCamera::fitting(span("2031-05-13T16:10Z", "2031-05-13T16:10Z"), WIDTH);
        let axis = camera.over(Rangef::new(100.0, 100.0 + WIDTH), Offset::constant(3));
        let core = axis.core(time("2031-05-13T16:10"));
        assert_eq!(core, axis.extent(time("2031-05-13T13:10Z")));
    }

    #[test]
    fn zooming_keeps_the_time_under_the_pointer_in_place() {
        let mut camera = TimelineCamera::fitting(span("2031-05-12", "2031-05-20"), WIDTH);
        let at = time("2031-05-16T12:00Z");
        let before = axis(camera).extent(at).min;
        camera.zoom(4.0, before - 100.0, WIDTH);
        let after = axis(camera).extent(at).min;
        assert!((before - after).abs() < 0.5, "{before} {after}");
        let bar = |camera: TimelineCamera| axis(camera).extent(time("2031-05-16")).span();
        let larger = bar(camera);
        camera.zoom(0.25, 0.0, WIDTH);
        assert!((larger / bar(camera) - 4.0).abs() < 0.01);
    }

    #[test]
    fn panning_and_zooming_keep_part_of_the_time_span_in_view() {
        let all = span("2031-05-12", "2031-05-13");
        for far in [1e9, -1e9] {
            let mut camera = TimelineCamera::fitting(all, WIDTH);
            camera.pan(far, WIDTH);
            camera.zoom(1e-9, 0.0, WIDTH);
            camera.zoom(1e9, 400.0, WIDTH);
            camera.pan(far, WIDTH);
            let (from, to) = axis(camera).visible();
            assert!(from <= seconds(all.to) && to >= seconds(all.from));
            assert!((to - from - MIN_SECONDS).abs() < 1.0);
        }
    }

    #[test]
    fn revealing_brings_a_time_into_view() {
        let mut camera = TimelineCamera::fitting(span("2031-05-12", "2031-05-20"), WIDTH);
        camera.zoom(8.0, 0.0, WIDTH);
        for out in ["2031-05-19T08:00Z", "2031-05-12T08:00Z"] {
            camera.reveal(time(out), WIDTH);
            let extent = axis(camera).extent(time(out));
            assert!(
                extent.min > 100.0 && extent.max < 900.0,
                "{out}: {extent:?}"
            );
        }
        let before = camera;
        camera.reveal(time("2031-05-12T08:00Z"), WIDTH);
        assert_eq!(camera, before, "a visible time moves nothing");
        camera.reveal(time("May 2031"), WIDTH);
        assert_eq!(camera, before, "nor does a partly visible month");
    }
}
