//! Marks in the lane of a claim: dated ones on the axis, the others beside it.

use super::{
    TimelineScratch,
    camera::Axis,
    keys,
    mark_paint::{self, MarkRect, SIZE},
    mark_style::{self, MarkStyle},
    off_screen::AxisEnd,
    pack::{MarkExtent, PackedMark, pack},
    pointer::{self, MarkResponse},
    quote::stepped_width,
};
use crate::{
    analysis::{ClaimLane, DatedEvent, EventTime, TimelineEvent, UndatedEvent},
    project::{ClaimId, EvidenceId, Project},
    reader::LabelStyle,
    text::isolated,
    views::{Paint, theme::letters, widgets::Zoom},
    workbench::{Intent, TimelineIntent, TimelineMark},
};

use egui::{Rangef, Rect, Ui, Vec2, pos2};

/// Rows of marks in a lane.
const ROWS: usize = 3;
/// Columns of undated marks.
const COLUMNS: usize = 4;
/// Shortest and longest words beside a mark, in points.
const WORDS: Rangef = Rangef {
    min: 48.0,
    max: 192.0,
};

/// A claim with its lane.
#[derive(Clone, Copy)]
pub(super) struct LaneOf<'a> {
    pub(super) claim: ClaimId,
    pub(super) lane: &'a ClaimLane,
}

/// An event in a lane, dated or not.
#[derive(Clone, Copy)]
struct LaneEvent<'a> {
    of: LaneOf<'a>,
    what: TimelineEvent,
    evidence: &'a [EvidenceId],
    time: Option<EventTime>,
}

impl<'a> LaneEvent<'a> {
    fn dated(of: LaneOf<'a>, event: &'a DatedEvent) -> Self {
        let DatedEvent {
            what,
            time,
            evidence,
        } = event;
        Self {
            of,
            what: *what,
            evidence,
            time: Some(*time),
        }
    }

    fn undated(of: LaneOf<'a>, event: &'a UndatedEvent) -> Self {
        let UndatedEvent { what, evidence } = event;
        Self {
            of,
            what: *what,
            evidence,
            time: None,
        }
    }

    fn mark(&self) -> TimelineMark {
        TimelineMark {
            claim: Some(self.of.claim),
            what: self.what,
            evidence: self.evidence.first().copied(),
        }
    }

    fn style(&self, project: &Project) -> MarkStyle {
        let lane = Some(self.of.lane);
        MarkStyle::of(project, lane, self.mark(), self.evidence, self.time)
    }

    /// "Claim 2: Supports, …".
    fn description(&self, project: &Project) -> String {
        let number = claim_number(project, self.of.claim);
        let style = self.style(project);
        let words = mark_style::description(project, self.mark(), self.evidence, self.time, style);
        format!("Claim {number}: {words}")
    }

    fn is_selected(&self, paint: &Paint<'_>) -> bool {
        let selected = paint.workbench.selected_mark();
        selected.is_some_and(|selected| keys::is_same_in_lane(selected, self.mark()))
    }

    /// Shows the event as one mark; returns how the mark looks.
    fn show(
        &self,
        ui: &Ui,
        paint: &mut Paint<'_>,
        scratch: &mut TimelineScratch,
        at: MarkRect,
    ) -> MarkStyle {
        let project = paint.project();
        let style = self.style(project);
        let selected = self.is_selected(paint);
        let description = || self.description(project);
        let mark = (self.mark(), selected);
        let response = pointer::show_mark(ui, paint, scratch, at.rect, mark, &description);
        mark_paint::paint_mark(ui.painter(), paint.theme, at, style, response.state());
        // An article gets its date in its details, any other event in the claim panel, which shows this claim by now.
        if let TimelineEvent::Published(article) = self.what
            && self.time.is_none()
            && response.clicked()
        {
            paint.ask(pointer::open_details(article));
        }
        style
    }
}

fn claim_number(project: &Project, claim: ClaimId) -> usize {
    project.claim_place(claim).map_or(0, |place| place + 1)
}

/// Shows the dated events, and counts those out of view at both ends.
pub(super) fn show_dated(
    ui: &Ui,
    paint: &mut Paint<'_>,
    scratch: &mut TimelineScratch,
    axis: &Axis,
    rect: Rect,
    of: LaneOf<'_>,
) {
    if let Some(made) = of.lane.made() {
        let high = rect.y_range().shrink(1.0);
        mark_paint::paint_time_line(ui.painter(), paint.theme, axis, made, high);
    }
    let dated = &of.lane.timeline.dated;
    for packed in packed(axis, dated) {
        let middle = row_middle(rect, packed.row);
        if packed.others.is_empty() {
            let event = LaneEvent::dated(of, &dated[packed.first.place]);
            let mut at = MarkRect::on(axis, dated[packed.first.place].time, middle);
            if !event.is_selected(paint) {
                // Thin lines for other clocks would run through the words of other marks.
                at = at.without_other_clocks();
            }
            let style = event.show(ui, paint, scratch, at);
            paint_outlet(ui, paint, &packed, event.what, style, middle);
        } else {
            let high = Rangef::point(middle).expand(0.5 * SIZE);
            let at = Rect::from_x_y_ranges(packed.first.sign, high);
            let places = std::iter::once(&packed.first.place).chain(&packed.others);
            let events = places.filter_map(|place| dated.get(*place));
            let events: Vec<_> = events.map(|event| LaneEvent::dated(of, event)).collect();
            let count = events.len().to_string();
            let response = show_several(ui, paint, scratch, at, &events, (&count, "at this place"));
            if response.clicked() {
                let twice = keys::ZOOM_STEP * keys::ZOOM_STEP;
                scratch.view.zoom(Zoom::By(twice));
            }
        }
    }
    show_off_screen(ui, paint, scratch, axis, rect, of);
}

/// The visible marks, packed into rows.
fn packed(axis: &Axis, dated: &[DatedEvent]) -> Vec<PackedMark> {
    let across = axis.across;
    let visible = dated.iter().enumerate().filter_map(|(place, event)| {
        let mark = MarkRect::on(axis, event.time, 0.0);
        AxisEnd::of(axis, event.time).is_none().then(|| MarkExtent {
            place,
            all: mark.core(),
            sign: mark.sign(across),
        })
    });
    let mut visible: Vec<MarkExtent> = visible.collect();
    visible.sort_by(|one, other| one.sign.min.total_cmp(&other.sign.min));
    pack(&visible, ROWS, across.max)
}

fn row_middle(lane: Rect, row: usize) -> f32 {
    let free = lane.height() - ROWS as f32 * SIZE;
    lane.top() + 0.5 * free + (row as f32 + 0.5) * SIZE
}

/// Paints the outlet beside its mark, if there is room before the next mark.
fn paint_outlet(
    ui: &Ui,
    paint: &mut Paint<'_>,
    packed: &PackedMark,
    what: TimelineEvent,
    style: MarkStyle,
    middle: f32,
) {
    let TimelineEvent::Published(article) = what else {
        return;
    };
    let left = packed.first.sign.max + if style.first { 8.0 } else { 5.0 };
    let room = stepped_width(packed.free_to - left - 6.0);
    let article = paint.project().article(article);
    let Some(article) = article.filter(|_| room >= WORDS.min) else {
        return;
    };
    let outlet = mark_style::outlet(article);
    let (words, color) = if style.first {
        (format!("first: {}", isolated(&outlet)), paint.theme.text)
    } else {
        (outlet, paint.theme.faint)
    };
    let style = LabelStyle::new(letters::SMALL, color).lines(1);
    let scale = ui.pixels_per_point();
    let width = room.min(WORDS.max);
    let block = paint.engine.layout_block(&words, &style, width, scale);
    let at = pos2(left, middle - 0.5 * block.size().y);
    paint.engine.paint_block(ui.painter(), at, &block, color);
}

/// Shows several events as one mark with a count. It stands for the selected one of them, or else the first.
fn show_several(
    ui: &Ui,
    paint: &mut Paint<'_>,
    scratch: &mut TimelineScratch,
    rect: Rect,
    events: &[LaneEvent<'_>],
    (count, others_are): (&str, &str),
) -> MarkResponse {
    let project = paint.project();
    let selected = events.iter().find(|event| event.is_selected(paint));
    let shown = selected.unwrap_or(&events[0]);
    let description = || {
        let others = events.len() - 1;
        let shown = shown.description(project);
        format!("{shown}, and {others} more {others_are}")
    };
    let mark = (shown.mark(), selected.is_some());
    let response = pointer::show_mark(ui, paint, scratch, rect, mark, &description);
    mark_paint::paint_count(ui.painter(), paint.theme, rect, count, response.state());
    response
}

/// Counts the marks out of view at each end; a click goes to the nearest.
fn show_off_screen(
    ui: &Ui,
    paint: &mut Paint<'_>,
    scratch: &mut TimelineScratch,
    axis: &Axis,
    rect: Rect,
    of: LaneOf<'_>,
) {
    let rect = Rect::from_x_y_ranges(axis.across, rect.y_range());
    let number = claim_number(paint.project(), of.claim);
    for end in AxisEnd::ALL {
        let times = of.lane.timeline.dated.iter().map(|event| event.time);
        let hidden = times.filter(|time| AxisEnd::of(axis, *time) == Some(end));
        let hidden: Vec<EventTime> = hidden.collect();
        let distance = |time: &EventTime| end.distance(axis, *time);
        let nearest = hidden
            .iter()
            .min_by(|one, other| distance(one).total_cmp(&distance(other)));
        if let Some(nearest) = nearest {
            let count = hidden.len().to_string();
            let name = format!("Claim {number}: {count} {}", end.word());
            let row = of.claim.number();
            end.show(ui, paint, scratch, (rect, row), (&count, &name), *nearest);
        }
    }
}

/// Shows the undated events in their column. If there is no room for all, the last mark counts the others, and a click on it shows
/// the claim alone, where all of them are listed.
pub(super) fn show_undated(
    ui: &Ui,
    paint: &mut Paint<'_>,
    scratch: &mut TimelineScratch,
    rect: Rect,
    of: LaneOf<'_>,
) {
    let undated = &of.lane.timeline.undated;
    let cells = COLUMNS * ROWS;
    let shown = if undated.len() > cells {
        cells - 1
    } else {
        undated.len()
    };
    let cell = |nth: usize| {
        let x = rect.left() + 8.0 + (nth % COLUMNS) as f32 * (SIZE + 3.0);
        let middle = pos2(x + 0.5 * SIZE, row_middle(rect, nth / COLUMNS));
        Rect::from_center_size(middle, Vec2::splat(SIZE))
    };
    for (nth, event) in undated.iter().take(shown).enumerate() {
        LaneEvent::undated(of, event).show(ui, paint, scratch, MarkRect::at(cell(nth)));
    }
    let others = undated[shown..].iter();
    let others: Vec<_> = others.map(|event| LaneEvent::undated(of, event)).collect();
    if !others.is_empty() {
        let count = format!("+{}", others.len());
        let words = (count.as_str(), "without a date");
        if show_several(ui, paint, scratch, cell(shown), &others, words).clicked() {
            paint.ask(Intent::Timeline(TimelineIntent::ShowClaim(of.claim)));
        }
    }
}
