//! The timeline: when things were claimed and published, on one axis. Events without a date are listed separately.
//!
//! | file | content |
//! | --- | --- |
//! | `toolbar` | controls above, legend, and title of the claim or article |
//! | `camera`, `ticks`, `axis` | visible part of time, ticks of the axis, arrows to marks outside the view |
//! | `rows` | positions of the rows |
//! | `lanes`, `pack` | all claims, one lane each |
//! | `passages` | one claim or article, passage by passage with its text |
//! | `event_mark`, `mark_paint` | description of a mark, and how it is painted |
//! | `input` | keys and pointer |

mod axis;
mod camera;
mod event_mark;
mod input;
mod lanes;
mod mark_paint;
mod pack;
mod passages;
mod rows;
mod ticks;
mod toolbar;

use super::{
    Paint,
    theme::space,
    widgets::{GridFocus, command_button},
};
use crate::{
    analysis::EventTime,
    project::ClaimId,
    storage::View,
    workbench::{Command, TimelineMark, TimelineSubject},
};
use camera::{Axis, TimeView};
use rows::{RowStack, VisibleRows};
use ticks::Ticks;

use egui::{Frame, Margin, Rangef, Rect, ScrollArea, Sense, Ui, vec2};

#[derive(Default)]
pub(super) struct TimelineScratch {
    view: TimeView,
    /// Vertical scroll offset in points.
    offset: f32,
    /// Claim and mark selected in the last frame, so that a newly selected mark is scrolled into view once.
    selected: Option<(Option<ClaimId>, Option<TimelineMark>)>,
    focus: GridFocus,
    /// Text typed to find an article.
    typed: String,
}

/// Width of the row headers.
const HEADERS_WIDTH: f32 = 248.0;
/// Width of the row headers in a view narrower than [`ROOMY_WIDTH`].
const NARROW_HEADERS_WIDTH: f32 = 212.0;
const ROOMY_WIDTH: f32 = 800.0;
/// Width of the column of undated events.
const UNDATED_WIDTH: f32 = 104.0;

pub(super) fn show(ui: &mut Ui, paint: &mut Paint<'_>, scratch: &mut TimelineScratch) {
    if paint.workbench.timeline.lanes.is_none() {
        return;
    }
    if scratch.focus.follow_view(ui, paint) {
        scratch.selected = None;
    }
    let margin = Margin::same(space::MEDIUM as i8);
    Frame::new().inner_margin(margin).show(ui, |ui| {
        if paint.project().claims().len() == 0 {
            ui.add_space(space::SMALL);
            ui.weak(
                "The timeline shows when each claim was made and when articles about it were published: who reported it first, \
                 and how a figure changed. Add articles, then select a passage in one and press N to create the first claim.",
            );
            command_button(ui, paint, Command::View(View::Read), "Go to the articles");
            return;
        }
        toolbar::show(ui, paint, scratch);
        if toolbar::show_title(ui, paint) {
            show_body(ui, paint, scratch);
        } else if input::register(ui, paint, scratch, ui.available_rect_before_wrap()) {
            // There are no rows, only the button back to all claims.
            input::show_all_on_escape(ui, paint);
        }
    });
}

/// Positions in this frame.
struct TimelineLayout {
    /// Axis and rows.
    rect: Rect,
    headers: Rangef,
    axis: Axis,
    ticks: Ticks,
    /// Column of undated events. For one claim or article, they are rows below the others instead.
    undated: Option<Rangef>,
    stack: RowStack,
}

fn show_body(ui: &mut Ui, paint: &mut Paint<'_>, scratch: &mut TimelineScratch) {
    let rect = ui.available_rect_before_wrap();
    let timeline = &paint.workbench.timeline;
    let headers = if rect.width() < ROOMY_WIDTH {
        NARROW_HEADERS_WIDTH
    } else {
        HEADERS_WIDTH
    };
    let headers = Rangef::new(rect.left(), rect.left() + headers);
    let has_column = timeline.subject == TimelineSubject::All && timeline.has_undated;
    let column = if has_column { UNDATED_WIDTH } else { 0.0 };
    let end = (rect.right() - column).max(headers.max + 80.0);
    let across = Rangef::new(headers.max, end);
    follow_subject(paint, scratch, across.span());
    let rows_room = rect.height() - axis::HEIGHT - ui.spacing().item_spacing.y;
    let stack = RowStack::new(timeline, rows_room);
    if input::register(ui, paint, scratch, rect) {
        input::handle_keys(ui, paint, scratch, stack.page(rect.height()));
        follow_subject(paint, scratch, across.span());
    }
    let newly_selected = newly_selected(paint, scratch);
    let time = newly_selected.and_then(|(_, time)| time);
    scratch
        .view
        .apply_request(paint.workbench, time, across.span());
    let axis = scratch.view.camera.over(across, timeline.zone());
    let layout = TimelineLayout {
        rect,
        headers,
        axis,
        ticks: match timeline.stretch {
            Some(_) => ticks::ticks(axis.visible(), axis.per_point(), axis.zone),
            None => Ticks::default(),
        },
        undated: has_column.then(|| Rangef::new(end, end + column)),
        stack,
    };
    let (header, _) = ui.allocate_exact_size(vec2(rect.width(), axis::HEIGHT), Sense::hover());
    axis::show_header(ui, paint, &layout, header);

    // Rows at the edges would fade.
    ui.spacing_mut().scroll.fade.strength = 0.0;
    let height = ui.available_height();
    let mut area = ScrollArea::vertical().auto_shrink(false);
    if let Some((row, _)) = newly_selected {
        let offset = stack.offset_showing(row, scratch.offset, height);
        area = area.vertical_scroll_offset(offset);
    }
    let output = area.show_viewport(ui, |ui, view| {
        let corner = ui.max_rect().min;
        ui.allocate_space(vec2(rect.width() - 1.0, stack.height()));
        let window = view.translate(corner.to_vec2());
        input::handle_background(ui, scratch, &layout, window);
        let rows = VisibleRows {
            layout: &layout,
            top: corner.y,
            window,
            visible: stack.visible(view.y_range()),
        };
        axis::paint_lines(ui, paint, &rows);
        match timeline.subject {
            TimelineSubject::All => lanes::show(ui, paint, scratch, &rows),
            TimelineSubject::Claim(_) | TimelineSubject::Article(_) => {
                passages::show(ui, paint, scratch, &rows);
            }
        }
    });
    scratch.offset = output.state.clamped_offset().y;
}

/// Fits the view to the timeline's contents; another claim or article starts at the top.
fn follow_subject(paint: &Paint<'_>, scratch: &mut TimelineScratch, width: f32) {
    if scratch.view.follow(&paint.workbench.timeline, width) {
        scratch.offset = 0.0;
        scratch.selected = None;
    }
}

/// Row and time of the selected mark, if it was not selected in the last frame.
fn newly_selected(
    paint: &Paint<'_>,
    scratch: &mut TimelineScratch,
) -> Option<(usize, Option<EventTime>)> {
    let timeline = &paint.workbench.timeline;
    let claim = paint.workbench.selection.claim;
    let mark = paint.workbench.selected_mark();
    if scratch.selected.replace((claim, mark)) == Some((claim, mark)) {
        return None;
    }
    if let Some(mark) = mark {
        let (row, _) = input::position_of(timeline, mark)?;
        return Some((row, input::time_of(timeline, mark)));
    }
    if timeline.subject != TimelineSubject::All {
        return None;
    }
    let row = timeline.claims.iter().position(|id| Some(*id) == claim)?;
    Some((row, None))
}
