use super::{TimelineScratch, camera::seconds};
use crate::{
    analysis::When,
    views::{
        Paint,
        widgets::{moving, one_focus, pressed},
    },
    workbench::{
        Intent, TimelineIntent, TimelineMark, TimelineScope, TimelineSession, TimelineSubject,
    },
};

use egui::{Id, Key, Modifiers, Rect, Ui};

/// What one step zooms by.
pub(super) const STEP: f32 = 1.5;
/// How far Shift with an arrow moves time, in points.
const ARROW: f32 = 80.0;

/// What egui calls the marks together. They have the keyboard as one, so that arrows are theirs, whichever is chosen.
fn marks() -> Id {
    Id::unique("timeline marks")
}

/// Lets the marks, which lie in `rect`, have the keyboard. Returns whether the keys of this frame are meant for them.
pub(super) fn are_ours(
    ui: &Ui,
    paint: &Paint<'_>,
    scratch: &mut TimelineScratch,
    rect: Rect,
) -> bool {
    keep(ui, scratch, rect);
    let are_elsewhere = are_elsewhere(ui, paint);
    let were_elsewhere = std::mem::replace(&mut scratch.was_elsewhere, are_elsewhere);
    !are_elsewhere && !were_elsewhere
}

fn keep(ui: &Ui, scratch: &mut TimelineScratch, rect: Rect) {
    one_focus::keep(
        ui,
        marks(),
        "Marks on the timeline",
        rect,
        &mut scratch.takes_keyboard,
    );
}

/// Tells a screen reader which mark is the chosen one.
pub(super) fn tell_chosen(ui: &Ui, mark: Id) {
    one_focus::tell_chosen(ui, marks(), mark);
}

/// Whether keys are meant for something else than the marks.
fn are_elsewhere(ui: &Ui, paint: &Paint<'_>) -> bool {
    one_focus::are_elsewhere(ui, paint, marks())
}

/// Does what the keys of this frame say; `page` rows are gone by the page keys.
pub(super) fn follow(ui: &Ui, paint: &mut Paint<'_>, scratch: &mut TimelineScratch, page: usize) {
    zoom(ui, scratch);
    go_back(ui, paint);
    let timeline = paint.workbench.timeline();
    // Whoever types faster than the window paints has pressed several since the last frame.
    let keys = ui.input(|input| input.events.iter().filter_map(moving).collect::<Vec<_>>());
    let opens = pressed(ui, Modifiers::NONE, Key::Enter);
    if keys.is_empty() && !opens {
        return;
    }
    let is_shown = |mark: &TimelineMark| place_of(timeline, *mark).is_some();
    let chosen = paint.workbench.selected_mark().filter(is_shown);
    if let Some(mark) = chosen.filter(|_| opens) {
        paint.ask(Intent::Timeline(TimelineIntent::Open(mark)));
    }
    let mut at = chosen;
    for (modifiers, key) in keys {
        at = step(
            timeline,
            at,
            paint.workbench.selection().claim,
            modifiers,
            key,
            page,
        )
        .or(at);
    }
    if let Some(mark) = at.filter(|_| at != chosen) {
        paint.ask(Intent::Timeline(TimelineIntent::Select(mark)));
    }
}

/// Escape goes from a claim or an article alone back to all claims.
pub(super) fn go_back(ui: &Ui, paint: &mut Paint<'_>) {
    let is_alone = paint.workbench.timeline().subject() != TimelineSubject::All;
    if is_alone && pressed(ui, Modifiers::NONE, Key::Escape) {
        paint.ask(Intent::Timeline(TimelineIntent::SetScope(
            TimelineScope::All,
        )));
    }
}

fn zoom(ui: &Ui, scratch: &mut TimelineScratch) {
    let (by, fit, across) = ui.input(|input| {
        let held = input.modifiers;
        let plain = Modifiers {
            shift: false,
            ..held
        };
        let ours = plain.is_none() || plain.command_only();
        let larger = input.key_pressed(Key::Plus) || input.key_pressed(Key::Equals);
        let by = match (ours && larger, ours && input.key_pressed(Key::Minus)) {
            (true, false) => Some(STEP),
            (false, true) => Some(1.0 / STEP),
            _ => None,
        };
        let fit = held.is_none() && input.key_pressed(Key::F)
            || held.command_only() && input.key_pressed(Key::Num0);
        let arrow = |key| f32::from(u8::from(held.shift_only() && input.key_pressed(key)));
        (by, fit, arrow(Key::ArrowLeft) - arrow(Key::ArrowRight))
    });
    if let Some(by) = by {
        scratch.look.zoom(by);
    }
    if fit {
        scratch.look.fit();
    }
    scratch.look.pan(across * ARROW);
}

/// The mark that a key goes to. Where none is chosen, it is the first one of the chosen claim.
fn step(
    timeline: &TimelineSession,
    from: Option<TimelineMark>,
    claim: Option<crate::project::ClaimId>,
    modifiers: Modifiers,
    key: Key,
    page: usize,
) -> Option<TimelineMark> {
    let last_row = rows(timeline).checked_sub(1)?;
    let Some((row, place)) = from.and_then(|mark| place_of(timeline, mark)) else {
        let of_claim = |claim| timeline.claims().iter().position(|id| *id == claim);
        let row = claim
            .and_then(of_claim)
            .filter(|_| timeline.subject() == TimelineSubject::All);
        return marks_in(timeline, row.unwrap_or(0)).first().map(|at| at.0);
    };
    let marks = marks_in(timeline, row);
    let beside = |row| nearest(&marks_in(timeline, row), marks.get(place)?.1);
    match key {
        Key::ArrowLeft => marks.get(place.checked_sub(1)?).map(|at| at.0),
        Key::ArrowRight => marks.get(place + 1).map(|at| at.0),
        Key::Home if modifiers.command => marks_in(timeline, 0).first().map(|at| at.0),
        Key::End if modifiers.command => marks_in(timeline, last_row).last().map(|at| at.0),
        Key::Home if marks.len() > 1 => marks.first().map(|at| at.0),
        Key::End if marks.len() > 1 => marks.last().map(|at| at.0),
        Key::Home => beside(0),
        Key::End => beside(last_row),
        Key::ArrowUp => beside(row.checked_sub(1)?),
        Key::PageUp => beside(row.saturating_sub(page)),
        Key::ArrowDown if row < last_row => beside(row + 1),
        Key::PageDown => beside((row + page).min(last_row)),
        _ => None,
    }
}

/// The mark that is nearest in time; beside one without a date the first without one.
fn nearest(marks: &[(TimelineMark, Option<When>)], to: Option<When>) -> Option<TimelineMark> {
    let Some(to) = to else {
        let undated = marks.iter().find(|(_, when)| when.is_none());
        return undated.or(marks.last()).map(|at| at.0);
    };
    let far = |when: When| (seconds(when.earliest) - seconds(to.earliest)).abs();
    let dated = marks
        .iter()
        .filter_map(|(mark, when)| Some((*mark, (*when)?)));
    let nearest = dated.min_by(|one, other| far(one.1).total_cmp(&far(other.1)));
    nearest
        .map(|(mark, _)| mark)
        .or(marks.first().map(|at| at.0))
}

fn rows(timeline: &TimelineSession) -> usize {
    match timeline.subject() {
        TimelineSubject::All => timeline.claims().len(),
        TimelineSubject::Claim(_) | TimelineSubject::Article(_) => timeline.passages().len(),
    }
}

/// The marks of a row from left to right.
fn marks_in(timeline: &TimelineSession, row: usize) -> Vec<(TimelineMark, Option<When>)> {
    if timeline.subject() != TimelineSubject::All {
        let passed = timeline.passages().get(row);
        let mark = passed.map(|passed| (timeline.mark_of(*passed), passed.when));
        return mark.into_iter().collect();
    }
    let Some(claim) = timeline.claims().get(row) else {
        return Vec::new();
    };
    let lane = timeline.lanes().and_then(|lanes| lanes.lane(*claim));
    let dated = lane.map_or(&[][..], |lane| &lane.timeline.dated);
    let when = |place: usize| dated.get(place).map(|entry| entry.when);
    let marks = timeline.marks_of(*claim).into_iter().enumerate();
    marks.map(|(place, mark)| (mark, when(place))).collect()
}

/// The row of a mark and its place in it; `None` where it is not shown.
pub(super) fn place_of(timeline: &TimelineSession, mark: TimelineMark) -> Option<(usize, usize)> {
    if timeline.subject() != TimelineSubject::All {
        let passages = timeline.passages().iter();
        let mut marks = passages.map(|passed| timeline.mark_of(*passed));
        return Some((marks.position(|other| other == mark)?, 0));
    }
    let claims = timeline.claims().iter();
    let row = claims.copied().position(|id| Some(id) == mark.claim)?;
    let marks = marks_in(timeline, row);
    let place = marks.iter().position(|(other, _)| is_same(*other, mark))?;
    Some((row, place))
}

/// Whether they stand for the same in the lane of a claim, whichever of an article's passages is meant.
pub(super) fn is_same(one: TimelineMark, other: TimelineMark) -> bool {
    (one.claim, one.what) == (other.claim, other.what)
}

/// When it was that a mark stands for.
pub(super) fn when_of(timeline: &TimelineSession, mark: TimelineMark) -> Option<When> {
    let (row, place) = place_of(timeline, mark)?;
    marks_in(timeline, row).get(place)?.1
}
