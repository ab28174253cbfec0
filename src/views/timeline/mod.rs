//! The timeline: what was claimed and published when, on one axis. Undated things stand apart.
//!
//! | file | what it does |
//! | --- | --- |
//! | `bar` | the row of controls above, and what is looked at |
//! | `camera`, `look`, `ticks` | which part of time is seen, what it follows, and the lines of the axis |
//! | `stack` | where rows lie, of which only those in view are painted |
//! | `lanes`, `lane_marks`, `lane_item`, `pack` | all claims, a lane each |
//! | `passages`, `beside` | one claim or one article, passage by passage with the words |
//! | `beyond` | what lies out of view at the ends |
//! | `face`, `mark` | what a mark says, and how it is painted |
//! | `touch`, `keys` | what the pointer and the keyboard do |

mod axis;
mod bar;
mod beside;
mod beyond;
mod camera;
mod face;
mod keys;
mod lane_item;
mod lane_marks;
mod lanes;
mod look;
mod mark;
mod pack;
mod passages;
mod stack;
mod ticks;
mod touch;

use super::{
    Paint,
    theme::space,
    widgets::{command_button, hint},
};
use crate::{
    analysis::When,
    project::ClaimId,
    workbench::{Command, TimelineMark, TimelineSubject},
};
use camera::Axis;
use look::Look;
use stack::Stack;
use ticks::Ticks;

use egui::{Margin, Rangef, Rect, ScrollArea, Sense, Ui, UiBuilder, vec2};

/// What the timeline remembers.
#[derive(Default)]
pub(crate) struct TimelineScratch {
    look: Look,
    /// How far it is scrolled down, in points.
    offset: f32,
    /// What was chosen last time, so that what is newly chosen is scrolled to once.
    shown: Option<(Option<ClaimId>, Option<TimelineMark>)>,
    /// The marks get the keyboard as soon as they are painted.
    takes_keyboard: bool,
    /// Keys were meant for something else in the frame before: a field that Enter or Escape has just left still owns that key.
    was_elsewhere: bool,
    /// The pass that it was last painted in.
    painted: u64,
    /// What is typed to find an article.
    typed: String,
}

/// Width of the heads of rows, where there is room and where there is less.
const HEADS: f32 = 248.0;
const HEADS_NARROW: f32 = 212.0;
/// Narrower than this, there is less room.
const ROOMY: f32 = 800.0;
/// Width of the column of what has no date.
const UNDATED: f32 = 104.0;

/// The whole view.
pub(super) fn show(ui: &mut Ui, paint: &mut Paint<'_>, scratch: &mut TimelineScratch) {
    if paint.workbench.timeline().lanes().is_none() {
        return;
    }
    take_keyboard(ui, paint, scratch);
    let frame = egui::Frame::new().inner_margin(Margin::same(space::MEDIUM as i8));
    frame.show(ui, |ui| {
        if paint.project().claims().len() == 0 {
            empty(ui, paint);
            return;
        }
        bar::show(ui, paint, scratch);
        if bar::title(ui, paint) {
            body(ui, paint, scratch);
        } else {
            no_rows(ui, paint, scratch);
        }
    });
}

/// Whoever comes to the timeline has the keyboard in it, wherever it was before, but not in what lies over it.
fn take_keyboard(ui: &Ui, paint: &Paint<'_>, scratch: &mut TimelineScratch) {
    let pass = ui.ctx().cumulative_pass_nr();
    let before = std::mem::replace(&mut scratch.painted, pass);
    if before + 1 >= pass {
        return;
    }
    scratch.shown = None;
    if paint.workbench.overlay().is_none() && paint.workbench.question().is_none() {
        scratch.takes_keyboard = true;
        ui.memory_mut(|memory| {
            if let Some(focused) = memory.focused() {
                memory.surrender_focus(focused);
            }
        });
    }
}

/// How the timeline comes about.
fn empty(ui: &mut Ui, paint: &mut Paint<'_>) {
    ui.add_space(space::SMALL);
    hint(
        ui,
        paint,
        "The timeline shows when each claim was made and when the articles that speak of it were published, so that you see how a \
         number moved and who had it first. Add articles, then select a passage in one and press N to make the first claim",
    );
    command_button(ui, paint, Command::Read, "Go to the Articles");
}

/// Where things lie in this frame.
struct Frame {
    /// All of the axis and the rows.
    room: Rect,
    heads: Rangef,
    axis: Axis,
    ticks: Ticks,
    /// The column of what has no date; the rows of one claim or article have theirs below instead.
    undated: Option<Rangef>,
}

impl Frame {
    fn across(room: Rect, paint: &Paint<'_>) -> (Rangef, Rangef, Option<Rangef>) {
        let timeline = paint.workbench.timeline();
        let heads = if room.width() < ROOMY {
            HEADS_NARROW
        } else {
            HEADS
        };
        let heads = Rangef::new(room.left(), room.left() + heads);
        let has_column = timeline.subject() == TimelineSubject::All && timeline.has_undated();
        let column = if has_column { UNDATED } else { 0.0 };
        let end = (room.right() - column).max(heads.max + 80.0);
        let undated = has_column.then(|| Rangef::new(end, end + column));
        (heads, Rangef::new(heads.max, end), undated)
    }
}

/// There are no rows while no claim is chosen: the keyboard has nothing but the way back.
fn no_rows(ui: &Ui, paint: &mut Paint<'_>, scratch: &mut TimelineScratch) {
    if keys::are_ours(ui, paint, scratch, ui.available_rect_before_wrap()) {
        keys::go_back(ui, paint);
    }
}

fn body(ui: &mut Ui, paint: &mut Paint<'_>, scratch: &mut TimelineScratch) {
    let room = ui.available_rect_before_wrap();
    let (heads, across, undated) = Frame::across(room, paint);
    if scratch
        .look
        .follow(paint.workbench.timeline(), across.span())
    {
        scratch.offset = 0.0;
        scratch.shown = None;
    }
    let stack = Stack::of(paint.workbench.timeline());
    if keys::are_ours(ui, paint, scratch, room) {
        keys::follow(ui, paint, scratch, stack.page(room.height()));
    }
    if scratch
        .look
        .follow(paint.workbench.timeline(), across.span())
    {
        scratch.offset = 0.0;
        scratch.shown = None;
    }
    let newly_chosen = newly_chosen(paint, scratch);
    let chosen = newly_chosen.and_then(|(_, when)| when);
    let timeline = paint.workbench.timeline();
    scratch.look.grant(paint.workbench, chosen, across.span());
    let axis = scratch.look.camera.over(across, timeline.zone());
    let is_dated = timeline.stretch().is_some();
    let frame = Frame {
        room,
        heads,
        ticks: if is_dated {
            ticks::ticks(axis.seen(), axis.per_point(), axis.zone)
        } else {
            Ticks::default()
        },
        axis,
        undated,
    };
    let (head, _) = ui.allocate_exact_size(vec2(room.width(), axis::HEIGHT), Sense::hover());
    axis::head(ui, paint, &frame, head);
    let row = newly_chosen.map(|(row, _)| row);
    scroll(ui, paint, scratch, &frame, &stack, row);
}

/// The rows, of which only those in view are painted.
fn scroll(
    ui: &mut Ui,
    paint: &mut Paint<'_>,
    scratch: &mut TimelineScratch,
    frame: &Frame,
    stack: &Stack,
    newly_chosen: Option<usize>,
) {
    // What stands at the edges would fade.
    ui.spacing_mut().scroll.fade.strength = 0.0;
    let height = ui.available_height();
    let mut area = ScrollArea::vertical().auto_shrink(false);
    if let Some(row) = newly_chosen {
        let offset = stack.offset_showing(row, scratch.offset, height);
        area = area.vertical_scroll_offset(offset);
    }
    let output = area.show_viewport(ui, |ui, view| {
        let corner = ui.max_rect().min;
        ui.allocate_space(vec2(frame.room.width() - 1.0, stack.height()));
        let window = view.translate(corner.to_vec2());
        touch::canvas(ui, scratch, frame, window);
        let rows = Rows {
            frame,
            stack,
            top: corner.y,
            window,
            visible: stack.visible(view.y_range()),
        };
        axis::lines(ui, paint, &rows);
        if paint.workbench.timeline().subject() == TimelineSubject::All {
            lanes::show(ui, paint, scratch, &rows);
        } else {
            passages::show(ui, paint, scratch, &rows);
        }
    });
    scratch.offset = output.state.clamped_offset().y;
}

/// The rows that are painted in this frame.
struct Rows<'a> {
    frame: &'a Frame,
    stack: &'a Stack,
    /// Where the first row would begin on the screen.
    top: f32,
    /// The part of the screen in which they are seen.
    window: Rect,
    visible: std::ops::Range<usize>,
}

impl Rows<'_> {
    /// Where a row is on the screen, over all columns.
    fn rect(&self, row: usize) -> Rect {
        let high = self.stack.row(row);
        Rect::from_x_y_ranges(
            self.frame.room.x_range(),
            Rangef::new(self.top + high.min, self.top + high.max),
        )
    }
}

/// A part of the window in which nothing of the others shows.
fn part(ui: &mut Ui, rect: Rect) -> Ui {
    let mut inside = ui.new_child(UiBuilder::new().max_rect(rect));
    inside.set_clip_rect(rect.intersect(ui.clip_rect()));
    inside
}

/// The row of what is chosen and when it was, if it was not chosen in the last frame.
fn newly_chosen(paint: &Paint<'_>, scratch: &mut TimelineScratch) -> Option<(usize, Option<When>)> {
    let timeline = paint.workbench.timeline();
    let (claim, mark) = (
        paint.workbench.selection().claim,
        paint.workbench.selected_mark(),
    );
    if scratch.shown.replace((claim, mark)) == Some((claim, mark)) {
        return None;
    }
    if let Some(mark) = mark {
        let (row, _) = keys::place_of(timeline, mark)?;
        return Some((row, keys::when_of(timeline, mark)));
    }
    let is_lane = timeline.subject() == TimelineSubject::All;
    let mut lanes = timeline.claims().iter().filter(|_| is_lane);
    let row = lanes.position(|id| Some(*id) == claim)?;
    Some((row, None))
}
