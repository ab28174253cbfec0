//! All claims, one lane each: when the claim was made, and when articles about it were published. Undated events are
//! beside the axis.

use super::{
    TimelineScratch,
    axis::AxisEnd,
    camera::Axis,
    event_mark::{EventMark, MarkStyle, outlet, show_widget},
    input,
    mark_paint::{self, MARK_SIZE, MarkRect, MarkState},
    pack::{MarkExtent, PackedMark, pack},
    passages::stepped_width,
    rows::VisibleRows,
};
use crate::{
    analysis::{ClaimLane, EventTime, TimelineEvent},
    project::{Article, Claim, EvidenceId, Project, Stance},
    text::isolated,
    views::{
        Paint,
        articles::claim_name,
        widgets::{Zoom, claim_header, claim_header_text, clipped, clipped_lines, tip},
    },
    workbench::{Intent, Overlay, TimelineIntent, TimelineMark},
};

use egui::{Color32, Id, Rangef, Rect, Response, Stroke, Ui, Vec2, pos2, vec2};

/// Strength of the ground of the selected claim.
const SELECTED: f32 = 0.45;
/// Rows of marks in a lane.
const ROWS: usize = 3;
/// Distance between two rows: a mark with the ring of the first report.
const ROW_HEIGHT: f32 = MARK_SIZE + 2.0;
/// Columns of undated marks.
const COLUMNS: usize = 4;
/// Minimum and maximum width of the label beside a mark, in points.
const LABEL_WIDTH: Rangef = Rangef {
    min: 48.0,
    max: 192.0,
};

/// Paints the visible lanes.
pub(super) fn show(
    ui: &mut Ui,
    paint: &mut Paint<'_>,
    scratch: &mut TimelineScratch,
    rows: &VisibleRows<'_>,
) {
    let timeline = &paint.workbench.timeline;
    let Some(lanes) = timeline.lanes.as_ref() else {
        return;
    };
    let layout = rows.layout;
    let undated = layout.undated.unwrap_or(Rangef::NOTHING);
    let [mut headers, axis, beside] = [layout.headers, layout.axis.across, undated]
        .map(|across| clipped(ui, Rect::from_x_y_ranges(across, rows.window.y_range())));
    for row in rows.visible.clone() {
        let id = timeline.claims[row];
        let (Some(lane), Some(claim)) = (lanes.lane(id), paint.project().claim(id)) else {
            continue;
        };
        let rect = rows.rect(row);
        let shown = rect.intersect(rows.window);
        if paint.workbench.selection.claim == Some(id) {
            let fill = paint.theme.selected.gamma_multiply(SELECTED);
            ui.painter().rect_filled(shown, 0.0, fill);
        }
        let stroke = Stroke::new(1.0, paint.theme.line.gamma_multiply(0.6));
        ui.painter().hline(shown.x_range(), shown.bottom(), stroke);
        let header = rect.with_max_x(layout.headers.max);
        show_header(&mut headers, paint, header, claim, lane);
        let mut marks = LaneMarks {
            claim,
            lane,
            scratch,
        };
        marks.show_dated(&axis, paint, &layout.axis, rect);
        marks.show_off_screen(&axis, paint, &layout.axis, rect);
        if let Some(across) = layout.undated {
            let rect = Rect::from_x_y_ranges(across, rect.y_range());
            marks.show_undated(&beside, paint, rect);
        }
    }
}

/// Paints a claim to the left of its lane, with the article that reported it first.
fn show_header(ui: &mut Ui, paint: &mut Paint<'_>, rect: Rect, claim: &Claim, lane: &ClaimLane) {
    let first = match FirstReport::of(paint.project(), lane) {
        FirstReport::By(article) => format!("first: {}", isolated(&outlet(article))),
        FirstReport::Uncertain => "first: uncertain".to_owned(),
        FirstReport::AllExcluded => "all support excluded".to_owned(),
        FirstReport::NoSupport => "no support yet".to_owned(),
    };
    let name = format!("{} ({first})", claim_name(paint.project(), claim.id));
    let widget = Id::unique(("timeline claim", claim.id.number()));
    let response = claim_header(ui, paint, rect, widget, claim, &name);
    let text = claim_header_text(rect);
    let bottom = Rect::from_min_max(pos2(text.left(), text.bottom() - 18.0), text.max);
    let mut bottom = clipped_lines(ui, bottom);
    paint.label(&mut bottom, &first, &paint.theme.detail().lines(1));
    if response.double_clicked() {
        paint.ask(Intent::Timeline(TimelineIntent::ShowClaim(claim.id)));
    }
    if response.hovered() {
        tip(response, paint, &name);
    }
}

/// The first article to support a claim, or why there is none.
pub(super) enum FirstReport<'a> {
    By(&'a Article),
    /// Dates are missing, imprecise or equal.
    Uncertain,
    /// No supporting passage counts.
    AllExcluded,
    NoSupport,
}

impl<'a> FirstReport<'a> {
    pub(super) fn of(project: &'a Project, lane: &ClaimLane) -> Self {
        if let Some(article) = lane.first.and_then(|id| project.article(id)) {
            return Self::By(article);
        }
        let dated = lane.timeline.dated.iter().map(|event| &event.evidence);
        let undated = lane.timeline.undated.iter().map(|event| &event.evidence);
        let pieces = dated.chain(undated).flatten();
        let pieces = pieces.filter_map(|id| project.evidence(*id));
        let mut supporting = pieces
            .filter(|piece| piece.stance == Stance::Supports)
            .peekable();
        if supporting.peek().is_none() {
            Self::NoSupport
        } else if supporting.all(|piece| lane.excluded.contains(&piece.id)) {
            Self::AllExcluded
        } else {
            Self::Uncertain
        }
    }
}

type LaneEvent<'a> = (TimelineEvent, &'a [EvidenceId], Option<EventTime>);

struct LaneMarks<'a, 's> {
    claim: &'a Claim,
    lane: &'a ClaimLane,
    scratch: &'s mut TimelineScratch,
}

impl<'a> LaneMarks<'a, '_> {
    fn mark(&self, (what, evidence, _): LaneEvent<'_>) -> TimelineMark {
        TimelineMark {
            claim: Some(self.claim.id),
            what,
            evidence: evidence.first().copied(),
        }
    }

    fn event(&self, project: &'a Project, event: LaneEvent<'a>) -> EventMark<'a> {
        EventMark::new(project, Some(self.lane), self.mark(event), event.1, event.2)
    }

    fn is_selected(&self, paint: &Paint<'_>, event: LaneEvent<'_>) -> bool {
        let selected = paint.workbench.selected_mark();
        selected.is_some_and(|selected| input::is_same_in_lane(selected, self.mark(event)))
    }

    /// Shows an event as one mark. Returns the mark's appearance.
    fn show_one(
        &mut self,
        ui: &Ui,
        paint: &mut Paint<'a>,
        event: LaneEvent<'a>,
        at: MarkRect,
    ) -> MarkStyle {
        let shown = self.event(paint.project(), event);
        let selected = self.is_selected(paint, event);
        let number = paint.project().claim_number(self.claim.id);
        let description = || format!("Claim {number}: {}", shown.description());
        let mark = (shown.mark, selected);
        let response = show_widget(ui, paint, self.scratch, at.rect, mark, description);
        let state = MarkState {
            selected,
            hovered: response.hovered(),
        };
        mark_paint::paint_mark(ui.painter(), paint.theme, at, shown.style, state);
        // The date of an article is edited in its details, any other date in the claim panel, which now shows this claim.
        if let TimelineEvent::Published(article) = shown.mark.what
            && shown.time.is_none()
            && response.clicked()
            && !response.double_clicked()
        {
            paint.ask(Intent::SetOverlay(Some(Overlay::ArticleDetails(article))));
        }
        shown.style
    }

    /// Shows several events as one mark with a count. The mark represents the selected event, or else the first.
    fn show_several(
        &mut self,
        ui: &Ui,
        paint: &mut Paint<'a>,
        rect: Rect,
        events: &[LaneEvent<'a>],
        (count, others_are): (&str, &str),
    ) -> Response {
        let selected = events.iter().find(|event| self.is_selected(paint, **event));
        let shown = self.event(paint.project(), *selected.unwrap_or(&events[0]));
        let number = paint.project().claim_number(self.claim.id);
        let others = events.len() - 1;
        let description = || {
            format!(
                "Claim {number}: {}, and {others} more {others_are}",
                shown.description()
            )
        };
        let mark = (shown.mark, selected.is_some());
        let response = show_widget(ui, paint, self.scratch, rect, mark, description);
        let state = MarkState {
            selected: selected.is_some(),
            hovered: response.hovered(),
        };
        mark_paint::paint_count(ui.painter(), paint.theme, rect, count, state);
        response
    }

    fn show_dated(&mut self, ui: &Ui, paint: &mut Paint<'a>, axis: &Axis, rect: Rect) {
        if let Some(made) = self.lane.made() {
            let high = rect.y_range().shrink(1.0);
            mark_paint::paint_time_line(ui.painter(), paint.theme, axis, made, high);
        }
        let dated = self.lane.timeline.dated.iter();
        let dated: Vec<LaneEvent<'a>> = dated
            .map(|event| (event.what, event.evidence.as_slice(), Some(event.time)))
            .collect();
        let visible = self
            .lane
            .timeline
            .dated
            .iter()
            .enumerate()
            .filter_map(|(place, event)| {
                let mark = MarkRect::on(axis, event.time, 0.0);
                let extent = MarkExtent {
                    place,
                    all: mark.core(),
                    sign: mark.sign(axis.across),
                };
                AxisEnd::of(axis, event.time).is_none().then_some(extent)
            });
        let mut visible: Vec<MarkExtent> = visible.collect();
        visible.sort_by(|one, other| one.sign.min.total_cmp(&other.sign.min));
        let hides = |end: AxisEnd| {
            let mut dated = self.lane.timeline.dated.iter();
            dated.any(|event| end.distance(axis, event.time) > 0.0)
        };
        let middle = AxisEnd::space_between_arrows(axis, hides);
        let page = paint.theme.page;
        let ground = if paint.workbench.selection.claim == Some(self.claim.id) {
            page.blend(paint.theme.selected.gamma_multiply(SELECTED))
        } else {
            page
        };
        for packed in pack(&visible, ROWS, axis.across.max, middle) {
            let middle = row_middle(rect, packed.row);
            if !packed.others.is_empty() {
                let high = Rangef::point(middle).expand(0.5 * MARK_SIZE);
                let at = Rect::from_x_y_ranges(packed.first.sign, high);
                let places = std::iter::once(&packed.first.place).chain(&packed.others);
                let events: Vec<LaneEvent<'a>> = places.map(|place| dated[*place]).collect();
                let count = events.len().to_string();
                let response = self.show_several(ui, paint, at, &events, (&count, "here"));
                if response.clicked() && !response.double_clicked() {
                    let twice = input::ZOOM_STEP * input::ZOOM_STEP;
                    self.scratch.view.zoom(Zoom::By(twice));
                }
                continue;
            }
            let place = packed.first.place;
            let mut at = MarkRect::on(axis, self.lane.timeline.dated[place].time, middle);
            if !self.is_selected(paint, dated[place]) {
                // Thin lines for other time zones would run through the labels of other marks.
                at = at.without_other_clocks();
            }
            let style = self.show_one(ui, paint, dated[place], at);
            let article = match dated[place].0 {
                TimelineEvent::Published(article) => paint.project().article(article),
                _ => None,
            };
            if let Some(article) = article {
                let room = LabelRoom::beside(&packed, style);
                paint_outlet(ui, paint, article, style, (room, middle), ground);
            }
        }
    }

    /// Counts the marks out of view at each end. A click goes to the nearest.
    fn show_off_screen(&mut self, ui: &Ui, paint: &mut Paint<'_>, axis: &Axis, rect: Rect) {
        let rect = Rect::from_x_y_ranges(axis.across, rect.y_range());
        let number = paint.project().claim_number(self.claim.id);
        for end in AxisEnd::ALL {
            let times = self.lane.timeline.dated.iter().map(|event| event.time);
            let distances = times.map(|time| (end.distance(axis, time), time));
            let hidden: Vec<(f32, EventTime)> =
                distances.filter(|(distance, _)| *distance > 0.0).collect();
            if let Some((_, nearest)) = hidden.iter().min_by(|one, other| one.0.total_cmp(&other.0))
            {
                let count = hidden.len().to_string();
                let name = format!("Claim {number}: {count} {}", end.label());
                let row = (rect, self.claim.id.number());
                end.show(ui, paint, self.scratch, row, (&count, &name), *nearest);
            }
        }
    }

    /// Shows the undated events in their column. If there is no room for all, the last mark counts the others, and a
    /// click on it shows the claim alone, with all of them listed.
    fn show_undated(&mut self, ui: &Ui, paint: &mut Paint<'a>, rect: Rect) {
        let undated = self.lane.timeline.undated.iter();
        let undated: Vec<LaneEvent<'a>> = undated
            .map(|event| (event.what, event.evidence.as_slice(), None))
            .collect();
        let cells = COLUMNS * ROWS;
        let shown = if undated.len() > cells {
            cells - 1
        } else {
            undated.len()
        };
        let cell = |nth: usize| {
            let x = rect.left() + 8.0 + (nth % COLUMNS) as f32 * (MARK_SIZE + 3.0);
            let middle = pos2(x + 0.5 * MARK_SIZE, row_middle(rect, nth / COLUMNS));
            Rect::from_center_size(middle, Vec2::splat(MARK_SIZE))
        };
        for (nth, event) in undated[..shown].iter().enumerate() {
            self.show_one(ui, paint, *event, MarkRect::at(cell(nth)));
        }
        let others = &undated[shown..];
        if !others.is_empty() {
            let count = format!("+{}", others.len());
            let label = (count.as_str(), "without a date");
            let response = self.show_several(ui, paint, cell(shown), others, label);
            if response.clicked() && !response.double_clicked() {
                paint.ask(Intent::Timeline(TimelineIntent::ShowClaim(self.claim.id)));
            }
        }
    }
}

fn row_middle(lane: Rect, row: usize) -> f32 {
    let free = lane.height() - ROWS as f32 * ROW_HEIGHT;
    lane.top() + 0.5 * free + (row as f32 + 0.5) * ROW_HEIGHT
}

/// The room for a label beside the icon of its mark.
struct LabelRoom {
    /// Between the icon and the end of the mark's own bar; empty without a bar.
    on_bar: Rangef,
    /// Between the bar, or else the icon, and the next mark.
    after: Rangef,
}

impl LabelRoom {
    fn beside(packed: &PackedMark, style: MarkStyle) -> Self {
        let (icon_end, bar_end) = (packed.first.sign.max, packed.first.all.max);
        let gap = if style.first { 8.0 } else { 5.0 };
        let on_bar = Rangef::new(icon_end + gap - 2.0, bar_end - 4.0);
        let after = Rangef::new(bar_end.max(icon_end) + gap, packed.free_to - 6.0);
        Self { on_bar, after }
    }

    /// Where a label of this width is whole, with the bar before the space after it; if nowhere, the wider of the two.
    fn place(&self, needed: f32) -> Rangef {
        let places = [self.on_bar, self.after];
        let whole = places.into_iter().find(|place| needed <= place.span());
        let wider = if self.on_bar.span() > self.after.span() {
            self.on_bar
        } else {
            self.after
        };
        whole.unwrap_or(wider)
    }
}

/// Paints the outlet on the bar of its mark or beside it. Beyond the bar, the ground covers the lines that would run through
/// the words.
fn paint_outlet(
    ui: &Ui,
    paint: &mut Paint<'_>,
    article: &Article,
    style: MarkStyle,
    (room, middle): (LabelRoom, f32),
    ground: Color32,
) {
    let outlet = outlet(article);
    let (text, label) = if style.first {
        (format!("first: {}", isolated(&outlet)), paint.theme.small())
    } else {
        (outlet, paint.theme.detail())
    };
    let (color, label) = (label.color, label.lines(1));
    let scale = ui.pixels_per_point();
    let mut block = paint
        .engine
        .layout_block(&text, &label, LABEL_WIDTH.max, scale);
    let place = room.place(block.size().x);
    if block.size().x > place.span() {
        let width = stepped_width(place.span());
        if width < LABEL_WIDTH.min {
            return;
        }
        block = paint.engine.layout_block(&text, &label, width, scale);
    }
    let at = pos2(place.min, middle - 0.5 * block.size().y);
    if place == room.after {
        let covered = Rect::from_min_size(at, block.size()).expand2(vec2(2.0, 0.0));
        ui.painter().rect_filled(covered, 3.0, ground);
    }
    paint.engine.paint_block(ui.painter(), at, &block, color);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_label_is_whole_on_its_bar_or_after_it_and_else_where_it_is_cut_least() {
        let room = LabelRoom {
            on_bar: Rangef::new(20.0, 100.0),
            after: Rangef::new(110.0, 260.0),
        };
        assert_eq!(room.place(80.0), room.on_bar);
        assert_eq!(room.place(90.0), room.after);
        assert_eq!(room.place(200.0), room.after);
        let crowded = LabelRoom {
            after: Rangef::new(110.0, 130.0),
            ..room
        };
        assert_eq!(crowded.place(90.0), crowded.on_bar);
    }
}
