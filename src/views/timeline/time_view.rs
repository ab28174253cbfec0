use super::{camera::TimelineCamera, keys};
use crate::{
    analysis::{EventTime, TimeSpan},
    views::widgets::Zoom,
    workbench::{TimelineSession, TimelineSubject, Workbench},
};

use egui::Rangef;
use jiff::tz::Offset;

/// Visible part of time: everything, until the user pans or zooms.
#[derive(Default)]
pub(super) struct TimeView {
    pub(super) camera: TimelineCamera,
    /// What the camera was last fitted to: subject, time span, and width in points.
    fitted: Option<(TimelineSubject, Option<TimeSpan>, f32)>,
    /// The user has panned or zoomed since: the camera stays where it is.
    moved: bool,
    request: Option<Request>,
}

/// Something to do in the next frame.
#[derive(Clone, Copy)]
enum Request {
    Zoom(Zoom),
    Reveal(EventTime),
}

impl TimeView {
    /// Zooms in the next frame, about the selected mark if it is visible, else about the middle.
    pub(super) fn zoom(&mut self, zoom: Zoom) {
        self.request = Some(Request::Zoom(zoom));
    }

    /// Brings a time into view in the next frame.
    pub(super) fn reveal(&mut self, time: EventTime) {
        self.request = Some(Request::Reveal(time));
    }

    /// Pans by so many points.
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

    /// Fits the camera to another subject, and to the same one after a change unless the user has moved it. Returns whether the
    /// subject is another one.
    pub(super) fn follow(&mut self, timeline: &TimelineSession, width: f32) -> bool {
        let now = (timeline.subject(), timeline.stretch(), width);
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

    /// Does what buttons and keys requested, or brings the newly `selected` time into view.
    pub(super) fn apply_request(
        &mut self,
        workbench: &Workbench,
        selected: Option<EventTime>,
        width: f32,
    ) {
        let request = self.request.take();
        if workbench.timeline().stretch().is_none() {
            return;
        }
        let mut revealed = selected;
        match request {
            Some(Request::Zoom(Zoom::By(factor))) => {
                self.zoom_at(factor, self.zoom_center(workbench, width));
            }
            Some(Request::Reveal(time)) => revealed = Some(time),
            // `follow` has fitted the camera already.
            Some(Request::Zoom(Zoom::Fit)) | None => {}
        }
        if let Some(time) = revealed {
            let before = self.camera;
            self.camera.reveal(time, width);
            self.moved |= self.camera != before;
        }
    }

    /// The selected mark stays where it is while zooming.
    fn zoom_center(&self, workbench: &Workbench, width: f32) -> f32 {
        let mark = workbench.selected_mark();
        let time = mark.and_then(|mark| keys::time_of(workbench.timeline(), mark));
        let axis = self.camera.over(Rangef::new(0.0, width), Offset::UTC);
        let at = time.map(|time| axis.extent(time).center());
        at.filter(|at| (0.0..width).contains(at))
            .unwrap_or(0.5 * width)
    }
}
