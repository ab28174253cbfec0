//! The timeline: when things were claimed and published, on one axis. Events without a date are apart.
//!
//! | file | content |
//! | --- | --- |
//! | `toolbar` | controls above, legend, and title of the claim or article |
//! | `camera`, `time_view`, `ticks`, `axis` | visible part of time, what it follows, lines of the axis |
//! | `row_stack` | positions of the rows, of which only visible ones are painted |
//! | `lanes`, `lane_marks`, `pack` | all claims, one lane each |
//! | `passages`, `quote` | one claim or article, passage by passage with its words |
//! | `off_screen` | arrows to what is out of view at both ends |
//! | `mark_style`, `mark_paint` | what a mark says, and how it is painted |
//! | `pointer`, `keys` | input |

mod axis;
mod camera;
mod keys;
mod lane_marks;
mod lanes;
mod mark_paint;
mod mark_style;
mod off_screen;
mod pack;
mod passages;
mod pointer;
mod quote;
mod row_stack;
mod ticks;
mod time_view;
mod toolbar;

use super::{
    Paint,
    theme::space,
    widgets::{GridFocus, command_button, hint},
};
use crate::{
    analysis::EventTime,
    project::ClaimId,
    storage::View,
    workbench::{Command, TimelineMark, TimelineSubject},
};
use camera::Axis;
use row_stack::RowStack;
use ticks::Ticks;
use time_view::TimeView;

use egui::{Frame, Margin, Rangef, Rect, ScrollArea, Sense, Ui, vec2};

#[derive(Default)]
pub(super) struct TimelineScratch {
    view: TimeView,
    /// Vertical scroll offset in points.
    offset: f32,
    /// Claim and mark selected in the last frame: a newly selected one is scrolled into view once.
    selected: Option<(Option<ClaimId>, Option<TimelineMark>)>,
    focus: GridFocus,
    /// Text typed to find an article.
    typed: String,
}

/// Width of the row headers.
const HEADERS: f32 = 248.0;
/// The same in a view narrower than [`ROOMY`].
const HEADERS_NARROW: f32 = 212.0;
const ROOMY: f32 = 800.0;
/// Width of the column of undated events.
const UNDATED: f32 = 104.0;

pub(super) fn show(ui: &mut Ui, paint: &mut Paint<'_>, scratch: &mut TimelineScratch) {
    if paint.workbench.timeline().lanes().is_none() {
        return;
    }
    if scratch.focus.follow_view(ui, paint) {
        scratch.selected = None;
    }
    let margin = Margin::same(space::MEDIUM as i8);
    Frame::new().inner_margin(margin).show(ui, |ui| {
        if paint.project().claims().len() == 0 {
            show_empty(ui, paint);
            return;
        }
        toolbar::show(ui, paint, scratch);
        if toolbar::show_title(ui, paint) {
            show_body(ui, paint, scratch);
        } else if keys::register(ui, paint, scratch, ui.available_rect_before_wrap()) {
            // There are no rows, only the way back to all claims.
            keys::show_all_on_escape(ui, paint);
        }
    });
}

fn show_empty(ui: &mut Ui, paint: &mut Paint<'_>) {
    ui.add_space(space::SMALL);
    hint(
        ui,
        paint,
        "The timeline shows when each claim was made and when articles about it were published: who reported it first, and how a \
         figure changed. Add articles, then select a passage in one and press N to create the first claim",
    );
    command_button(ui, paint, Command::View(View::Read), "Go to the articles");
}

/// Positions in this frame.
struct TimelineLayout {
    /// Axis and rows.
    rect: Rect,
    headers: Rangef,
    axis: Axis,
    ticks: Ticks,
    /// Column of undated events. The rows of one claim or article have them below instead.
    undated: Option<Rangef>,
}

/// Columns across `rect`: headers, axis, and undated events if there are any.
fn columns(rect: Rect, paint: &Paint<'_>) -> (Rangef, Rangef, Option<Rangef>) {
    let timeline = paint.workbench.timeline();
    let headers = if rect.width() < ROOMY {
        HEADERS_NARROW
    } else {
        HEADERS
    };
    let headers = Rangef::new(rect.left(), rect.left() + headers);
    let has_column = timeline.subject() == TimelineSubject::All && timeline.has_undated();
    let column = if has_column { UNDATED } else { 0.0 };
    let end = (rect.right() - column).max(headers.max + 80.0);
    let undated = has_column.then(|| Rangef::new(end, end + column));
    (headers, Rangef::new(headers.max, end), undated)
}

fn show_body(ui: &mut Ui, paint: &mut Paint<'_>, scratch: &mut TimelineScratch) {
    let rect = ui.available_rect_before_wrap();
    let (headers, across, undated) = columns(rect, paint);
    let width = across.span();
    follow_subject(paint, scratch, width);
    let stack = RowStack::of(paint.workbench.timeline());
    if keys::register(ui, paint, scratch, rect) {
        keys::handle(ui, paint, scratch, stack.page(rect.height()));
        follow_subject(paint, scratch, width);
    }
    let newly_selected = newly_selected(paint, scratch);
    let selected_time = newly_selected.and_then(|(_, time)| time);
    let timeline = paint.workbench.timeline();
    scratch
        .view
        .apply_request(paint.workbench, selected_time, width);
    let axis = scratch.view.camera.over(across, timeline.zone());
    let ticks = match timeline.stretch() {
        Some(_) => ticks::ticks(axis.visible(), axis.per_point(), axis.zone),
        None => Ticks::default(),
    };
    let layout = TimelineLayout {
        rect,
        headers,
        axis,
        ticks,
        undated,
    };
    let (header, _) = ui.allocate_exact_size(vec2(rect.width(), axis::HEIGHT), Sense::hover());
    axis::show_header(ui, paint, &layout, header);
    let row = newly_selected.map(|(row, _)| row);
    show_rows(ui, paint, scratch, &layout, &stack, row);
}

/// Fits the view to what the timeline is of; another claim or article begins at the top.
fn follow_subject(paint: &Paint<'_>, scratch: &mut TimelineScratch, width: f32) {
    if scratch.view.follow(paint.workbench.timeline(), width) {
        scratch.offset = 0.0;
        scratch.selected = None;
    }
}

fn show_rows(
    ui: &mut Ui,
    paint: &mut Paint<'_>,
    scratch: &mut TimelineScratch,
    layout: &TimelineLayout,
    stack: &RowStack,
    newly_selected: Option<usize>,
) {
    // Rows at the edges would fade.
    ui.spacing_mut().scroll.fade.strength = 0.0;
    let height = ui.available_height();
    let mut area = ScrollArea::vertical().auto_shrink(false);
    if let Some(row) = newly_selected {
        let offset = stack.offset_showing(row, scratch.offset, height);
        area = area.vertical_scroll_offset(offset);
    }
    let output = area.show_viewport(ui, |ui, view| {
        let corner = ui.max_rect().min;
        ui.allocate_space(vec2(layout.rect.width() - 1.0, stack.height()));
        let window = view.translate(corner.to_vec2());
        pointer::handle_background(ui, scratch, layout, window);
        let rows = VisibleRows {
            layout,
            stack,
            top: corner.y,
            window,
            visible: stack.visible(view.y_range()),
        };
        axis::paint_lines(ui, paint, &rows);
        match paint.workbench.timeline().subject() {
            TimelineSubject::All => lanes::show(ui, paint, scratch, &rows),
            TimelineSubject::Claim(_) | TimelineSubject::Article(_) => {
                passages::show(ui, paint, scratch, &rows)
            }
        }
    });
    scratch.offset = output.state.clamped_offset().y;
}

/// Rows painted in this frame.
struct VisibleRows<'a> {
    layout: &'a TimelineLayout,
    stack: &'a RowStack,
    /// Top of the first row on the screen, which may be out of view.
    top: f32,
    /// Visible part of the screen.
    window: Rect,
    visible: std::ops::Range<usize>,
}

impl VisibleRows<'_> {
    /// A row on the screen, over all columns.
    fn rect(&self, row: usize) -> Rect {
        let high = self.stack.row(row);
        let high = Rangef::new(self.top + high.min, self.top + high.max);
        Rect::from_x_y_ranges(self.layout.rect.x_range(), high)
    }

    /// Visible heights of the dated rows.
    fn dated(&self) -> Rangef {
        let band = self.stack.band();
        let end = band.map_or(self.stack.height(), |band| band.min);
        let bottom = (self.top + end).min(self.window.bottom());
        Rangef::new(self.window.top(), bottom)
    }
}

/// Row and time of what is selected, if it was not selected in the last frame.
fn newly_selected(
    paint: &Paint<'_>,
    scratch: &mut TimelineScratch,
) -> Option<(usize, Option<EventTime>)> {
    let timeline = paint.workbench.timeline();
    let claim = paint.workbench.selection().claim;
    let mark = paint.workbench.selected_mark();
    if scratch.selected.replace((claim, mark)) == Some((claim, mark)) {
        return None;
    }
    if let Some(mark) = mark {
        let (row, _) = keys::position_of(timeline, mark)?;
        return Some((row, keys::time_of(timeline, mark)));
    }
    if timeline.subject() != TimelineSubject::All {
        return None;
    }
    let row = timeline.claims().iter().position(|id| Some(*id) == claim)?;
    Some((row, None))
}
