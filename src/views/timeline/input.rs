//! Keyboard and pointer input.

use super::{TimelineLayout, TimelineScratch, camera::seconds, event_mark::article_of};
use crate::{
    analysis::{EventTime, TimelineEvent},
    project::ClaimId,
    views::{
        Paint,
        widgets::{Zoom, menu_entries, navigation_keys, pressed_alone, set_selected_cell},
    },
    workbench::{
        Intent, Overlay, TimelineIntent, TimelineMark, TimelineScope, TimelineSession,
        TimelineSubject,
    },
};

use egui::{Id, Key, Modifiers, Rect, Sense, Ui, vec2};

/// Factor of one zoom step.
pub(super) const ZOOM_STEP: f32 = 1.5;
/// Points by which Shift with an arrow pans.
const PAN_STEP: f32 = 80.0;

fn marks_id() -> Id {
    Id::unique("timeline marks")
}

/// Registers the marks in `rect`. Returns whether they get the keys of this frame.
pub(super) fn register(
    ui: &Ui,
    paint: &Paint<'_>,
    scratch: &mut TimelineScratch,
    rect: Rect,
) -> bool {
    let name = "Marks on the timeline";
    scratch.focus.register(ui, paint, marks_id(), name, rect)
}

pub(super) fn tell_selected(ui: &Ui, mark: Id) {
    set_selected_cell(ui, marks_id(), mark);
}

/// Handles the keys of this frame; a page key moves by `page` rows.
pub(super) fn handle_keys(
    ui: &Ui,
    paint: &mut Paint<'_>,
    scratch: &mut TimelineScratch,
    page: usize,
) {
    if let Some(zoom) = Zoom::from_keys(ui, ZOOM_STEP) {
        scratch.view.zoom(zoom);
    }
    for (key, by) in [(Key::ArrowLeft, PAN_STEP), (Key::ArrowRight, -PAN_STEP)] {
        if ui.input(|input| input.modifiers.shift_only() && input.key_pressed(key)) {
            scratch.view.pan(by);
        }
    }
    show_all_on_escape(ui, paint);

    let timeline = &paint.workbench.timeline;
    let is_visible = |mark: &TimelineMark| position_of(timeline, *mark).is_some();
    let selected = paint.workbench.selected_mark().filter(is_visible);
    if let Some(mark) = selected
        && pressed_alone(ui, Key::Enter)
    {
        paint.ask(Intent::Timeline(TimelineIntent::Open(mark)));
    }
    let claim = paint.workbench.selection.claim;
    let mut at = selected;
    for (modifiers, key) in navigation_keys(ui) {
        at = next_mark(timeline, at, claim, modifiers, key, page).or(at);
    }
    if let Some(mark) = at.filter(|_| at != selected) {
        paint.ask(Intent::Timeline(TimelineIntent::Select(mark)));
    }
}

/// Escape returns from one claim or article to all claims.
pub(super) fn show_all_on_escape(ui: &Ui, paint: &mut Paint<'_>) {
    let is_shown_alone = paint.workbench.timeline.subject != TimelineSubject::All;
    if is_shown_alone && pressed_alone(ui, Key::Escape) {
        paint.ask(Intent::Timeline(TimelineIntent::Show(TimelineScope::All)));
    }
}

/// The mark that a key moves to; without a selected mark, the first one of the selected claim.
fn next_mark(
    timeline: &TimelineSession,
    from: Option<TimelineMark>,
    claim: Option<ClaimId>,
    modifiers: Modifiers,
    key: Key,
    page: usize,
) -> Option<TimelineMark> {
    let rows = match timeline.subject {
        TimelineSubject::All => timeline.claims.len(),
        TimelineSubject::Claim(_) | TimelineSubject::Article(_) => timeline.passages.len(),
    };
    let last_row = rows.checked_sub(1)?;
    let first_in = |row| marks_in(timeline, row).first().map(|at| at.0);
    let last_in = |row| marks_in(timeline, row).last().map(|at| at.0);
    let Some((row, index)) = from.and_then(|mark| position_of(timeline, mark)) else {
        let row = claim
            .filter(|_| timeline.subject == TimelineSubject::All)
            .and_then(|claim| timeline.claims.iter().position(|id| *id == claim));
        return first_in(row.unwrap_or(0));
    };
    let marks = marks_in(timeline, row);
    let nearest_in = |row| nearest(&marks_in(timeline, row), marks.get(index)?.1);
    match key {
        Key::ArrowLeft => marks.get(index.checked_sub(1)?).map(|at| at.0),
        Key::ArrowRight => marks.get(index + 1).map(|at| at.0),
        Key::Home if modifiers.command => first_in(0),
        Key::End if modifiers.command => last_in(last_row),
        Key::Home if marks.len() > 1 => first_in(row),
        Key::End if marks.len() > 1 => last_in(row),
        Key::Home => nearest_in(0),
        Key::End => nearest_in(last_row),
        Key::ArrowUp => nearest_in(row.checked_sub(1)?),
        Key::PageUp => nearest_in(row.saturating_sub(page)),
        Key::ArrowDown if row < last_row => nearest_in(row + 1),
        Key::PageDown => nearest_in((row + page).min(last_row)),
        _ => None,
    }
}

type TimedMark = (TimelineMark, Option<EventTime>);

/// The mark nearest in time; for an undated one, the first undated mark.
fn nearest(marks: &[TimedMark], to: Option<EventTime>) -> Option<TimelineMark> {
    let Some(to) = to else {
        let undated = marks.iter().find(|(_, time)| time.is_none());
        return undated.or(marks.last()).map(|at| at.0);
    };
    let distance = |time: EventTime| (seconds(time.earliest) - seconds(to.earliest)).abs();
    let dated = marks
        .iter()
        .filter_map(|(mark, time)| Some((*mark, distance((*time)?))));
    let nearest = dated.min_by(|one, other| one.1.total_cmp(&other.1));
    nearest
        .map(|(mark, _)| mark)
        .or(marks.first().map(|at| at.0))
}

/// Marks of a row from left to right.
fn marks_in(timeline: &TimelineSession, row: usize) -> Vec<TimedMark> {
    if timeline.subject != TimelineSubject::All {
        let passage = timeline.passages.get(row);
        let mark = passage.map(|passage| (timeline.mark_of(*passage), passage.time));
        return mark.into_iter().collect();
    }
    let Some(claim) = timeline.claims.get(row) else {
        return Vec::new();
    };
    let lane = timeline.lanes.as_ref().and_then(|lanes| lanes.lane(*claim));
    let dated = lane.map_or(&[][..], |lane| &lane.timeline.dated);
    let time = |index: usize| dated.get(index).map(|event| event.time);
    let marks = timeline.marks_of(*claim).into_iter().enumerate();
    marks.map(|(index, mark)| (mark, time(index))).collect()
}

/// Row of a mark and its position in the row; `None` if it is not shown.
pub(super) fn position_of(
    timeline: &TimelineSession,
    mark: TimelineMark,
) -> Option<(usize, usize)> {
    if timeline.subject != TimelineSubject::All {
        let mut passages = timeline.passages.iter();
        return Some((
            passages.position(|passage| timeline.mark_of(*passage) == mark)?,
            0,
        ));
    }
    let row = timeline
        .claims
        .iter()
        .position(|id| Some(*id) == mark.claim)?;
    let mut marks = marks_in(timeline, row).into_iter();
    Some((
        row,
        marks.position(|(other, _)| is_same_in_lane(other, mark))?,
    ))
}

/// Whether two marks are the same in the lane of a claim, even if they refer to different passages of the article.
pub(super) fn is_same_in_lane(one: TimelineMark, other: TimelineMark) -> bool {
    (one.claim, one.what) == (other.claim, other.what)
}

pub(super) fn time_of(timeline: &TimelineSession, mark: TimelineMark) -> Option<EventTime> {
    let (row, index) = position_of(timeline, mark)?;
    marks_in(timeline, row).get(index)?.1
}

/// Dragging the background pans and scrolls. The wheel scrolls; with Ctrl it zooms, with Shift it pans.
pub(super) fn handle_background(
    ui: &Ui,
    scratch: &mut TimelineScratch,
    layout: &TimelineLayout,
    window: Rect,
) {
    let across = layout.axis.across;
    let rect = Rect::from_x_y_ranges(across, window.y_range());
    let background = ui.interact(rect, Id::unique("timeline background"), Sense::DRAG);
    if background.dragged() {
        let by = background.drag_delta();
        scratch.view.pan(by.x);
        ui.scroll_with_delta(vec2(0.0, by.y));
    }
    let pointer = ui.input(|input| input.pointer.hover_pos());
    if let Some(at) = pointer.filter(|at| rect.contains(*at) && ui.rect_contains_pointer(rect)) {
        let (wheel, zoom) = ui.input(|input| (input.smooth_scroll_delta().x, input.zoom_delta()));
        scratch.view.pan(wheel);
        scratch.view.zoom_at(zoom, at.x - across.min);
    }
}

pub(super) fn context_menu(ui: &mut Ui, paint: &mut Paint<'_>, mark: TimelineMark) {
    let has_passage = mark.evidence.is_some() || matches!(mark.what, TimelineEvent::Mentioned(_));
    let open = has_passage.then_some(("Go to passage", TimelineIntent::Open(mark)));
    let claim = mark
        .claim
        .map(|claim| ("Show only this claim", TimelineIntent::ShowClaim(claim)));
    let article = match mark.what {
        TimelineEvent::Published(id) => Some(id),
        TimelineEvent::Mentioned(mention) => Some(mention.article),
        TimelineEvent::Claimed(_) | TimelineEvent::Searched(_) => {
            article_of(paint.project(), mark.evidence.as_slice()).map(|article| article.id)
        }
    };
    let alone = article.map(|id| ("Show only this article", TimelineIntent::ShowArticle(id)));
    let entries = [open, claim, alone].into_iter().flatten();
    let entries = entries.map(|(label, intent)| (label, Some(Intent::Timeline(intent))));
    let details = article.map(|id| Intent::SetOverlay(Some(Overlay::ArticleDetails(id))));
    let details = details.map(|intent| ("Edit article details…", Some(intent)));
    menu_entries(ui, paint, entries.chain(details));
}
