use super::{camera::Camera, keys};
use crate::{
    analysis::{Stretch, When},
    workbench::{TimelineSession, TimelineSubject, Workbench},
};

use egui::Rangef;
use jiff::tz::Offset;

/// What of time is looked at: all that is shown, until the person goes elsewhere.
#[derive(Default)]
pub(super) struct Look {
    pub(super) camera: Camera,
    /// What the camera was last fitted to, how far that reached, and over which width.
    fitted: Option<(TimelineSubject, Option<Stretch>, f32)>,
    /// The person has moved or zoomed since: it stays where it is.
    moved: bool,
    wish: Option<Wish>,
}

/// What the next frame does.
#[derive(Clone, Copy)]
enum Wish {
    /// Shows all.
    Fit,
    /// Zooms by this factor about the chosen mark, or else the middle.
    Zoom(f32),
    /// Brings this into view.
    Reveal(When),
}

impl Look {
    /// Shows all in the next frame.
    pub(super) fn fit(&mut self) {
        self.wish = Some(Wish::Fit);
    }

    /// Zooms by this factor in the next frame.
    pub(super) fn zoom(&mut self, by: f32) {
        self.wish = Some(Wish::Zoom(by));
    }

    /// Brings this into view in the next frame.
    pub(super) fn reveal(&mut self, when: When) {
        self.wish = Some(Wish::Reveal(when));
    }

    /// Moves what is seen by so many points.
    pub(super) fn pan(&mut self, by: f32) {
        if let Some((.., width)) = self.fitted
            && by.abs() > 0.0
        {
            self.camera.pan(by, width);
            self.moved = true;
        }
    }

    /// Zooms by this factor about the place `at` points from the left end.
    pub(super) fn zoom_at(&mut self, by: f32, at: f32) {
        if let Some((.., width)) = self.fitted
            && (by - 1.0).abs() > f32::EPSILON
        {
            self.camera.zoom(by, at, width);
            self.moved = true;
        }
    }

    /// Something else is shown in full; the same after a change of the project stays where the person has moved it. Returns
    /// whether it is something else.
    pub(super) fn follow(&mut self, timeline: &TimelineSession, width: f32) -> bool {
        let now = (timeline.subject(), timeline.stretch(), width);
        let is_other = self.fitted.is_none_or(|(subject, ..)| subject != now.0);
        let changes = !self.moved && self.fitted != Some(now);
        let fits = matches!(self.wish, Some(Wish::Fit));
        self.wish.take_if(|_| fits);
        if is_other || changes || fits {
            self.moved = false;
            let fitting = |stretch| Camera::fitting(stretch, width);
            self.camera = now.1.map_or_else(Camera::default, fitting);
        } else if let Some(stretch) = now.1 {
            self.camera.reaches(stretch);
        }
        self.fitted = Some(now);
        is_other
    }

    /// Does what buttons and keys have asked for, and brings into view what was just `chosen`.
    pub(super) fn grant(&mut self, workbench: &Workbench, chosen: Option<When>, width: f32) {
        let wish = self.wish.take();
        if workbench.timeline().stretch().is_none() {
            return;
        }
        if let Some(Wish::Zoom(by)) = wish {
            self.zoom_at(by, self.middle(workbench, width));
        }
        let revealed = match wish {
            Some(Wish::Reveal(when)) => Some(when),
            _ => chosen,
        };
        if let Some(when) = revealed {
            let before = self.camera;
            self.camera.reveal(when, width);
            self.moved |= self.camera != before;
        }
    }

    /// What is chosen stays in view, whatever is zoomed to.
    fn middle(&self, workbench: &Workbench, width: f32) -> f32 {
        let chosen = workbench.selected_mark();
        let when = chosen.and_then(|mark| keys::when_of(workbench.timeline(), mark));
        let axis = self.camera.over(Rangef::new(0.0, width), Offset::UTC);
        let at = when.map(|when| axis.extent(when).center());
        at.filter(|at| (0.0..width).contains(at))
            .unwrap_or(0.5 * width)
    }
}
