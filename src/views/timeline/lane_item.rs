//! One mark in the lane of a claim.

use super::{
    TimelineScratch,
    face::{self, Face},
    keys,
    mark::{self, Place},
    touch,
};
use crate::{
    analysis::{Entry, Happening, Lane, Undated, When},
    project::{ClaimId, EvidenceId, Project},
    views::Paint,
    workbench::TimelineMark,
};

use egui::Ui;

/// Whose lane it is.
#[derive(Clone, Copy)]
pub(super) struct Of<'a> {
    pub(super) claim: ClaimId,
    pub(super) lane: &'a Lane,
}

/// Something in a lane, dated or not.
#[derive(Clone, Copy)]
pub(super) struct Item<'a> {
    pub(super) what: Happening,
    evidence: &'a [EvidenceId],
    when: Option<When>,
}

impl<'a> Item<'a> {
    pub(super) fn dated(entry: &'a Entry) -> Self {
        Self {
            what: entry.what,
            evidence: &entry.evidence,
            when: Some(entry.when),
        }
    }

    pub(super) fn undated(entry: &'a Undated) -> Self {
        Self {
            what: entry.what,
            evidence: &entry.evidence,
            when: None,
        }
    }

    pub(super) fn mark(&self, of: Of<'_>) -> TimelineMark {
        TimelineMark {
            claim: Some(of.claim),
            what: self.what,
            evidence: self.evidence.first().copied(),
        }
    }

    fn face(&self, project: &Project, of: Of<'_>) -> Face {
        let lane = Some(of.lane);
        Face::of(project, lane, self.mark(of), self.evidence, self.when)
    }

    /// What is said of it: "Claim 2: Supports, …".
    pub(super) fn told(&self, project: &Project, of: Of<'_>) -> String {
        let number = project.claim_place(of.claim).map_or(0, |place| place + 1);
        let face = self.face(project, of);
        let said = face::told(project, self.mark(of), self.evidence, self.when, face);
        format!("Claim {number}: {said}")
    }

    pub(super) fn is_chosen(&self, paint: &Paint<'_>, of: Of<'_>) -> bool {
        let chosen = paint.workbench.selected_mark();
        chosen.is_some_and(|chosen| keys::is_same(chosen, self.mark(of)))
    }
}

/// One mark as a widget. Returns what it shows.
pub(super) fn one(
    ui: &Ui,
    paint: &mut Paint<'_>,
    scratch: &mut TimelineScratch,
    of: Of<'_>,
    item: Item<'_>,
    place: Place,
) -> Face {
    let project = paint.project();
    let face = item.face(project, of);
    let chosen = item.is_chosen(paint, of);
    let told = || item.told(project, of);
    let rect = place.rect;
    let touched = touch::mark(ui, paint, scratch, rect, (item.mark(of), chosen), &told);
    mark::paint(ui.painter(), paint.theme, place, face, touched.standing());
    if item.when.is_none() && touched.clicked() {
        give_date(paint, item.what);
    }
    face
}

/// Where something gets its date: an article in its article details, all else with its claim, which is chosen by now.
fn give_date(paint: &mut Paint<'_>, what: Happening) {
    if let Happening::Published(article) = what {
        paint.ask(touch::article_details(article));
    }
}
