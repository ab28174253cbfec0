//! The scroll bar, based on the exact or estimated heights of all blocks.
//!
//! The thumb can be dragged. A press on the track scrolls by a page, and repeats while held until the thumb is
//! under the pointer. A press with Shift or the middle button moves the thumb to the pointer at once.

use crate::reader::{frame::PaneFrame, pane::PaneGeometry};

use std::time::Duration;

use egui::{Color32, Event, Painter, PointerButton, Rect, Response, Sense, Ui, pos2, vec2};

#[derive(Default)]
pub(crate) struct ScrollBar {
    grip: DraggedPart,
    /// The thumb of this frame and its colour.
    thumb: Option<(Rect, Color32)>,
}

/// The part of the bar that is being dragged or held.
#[derive(Clone, Copy, Default, PartialEq)]
enum DraggedPart {
    #[default]
    Nothing,
    /// The thumb, held at this distance from its top in points.
    Thumb(f32),
    /// The track beside the thumb.
    Track {
        down: bool,
        /// Time of the next page, in egui's time.
        due: f64,
    },
}

/// Minimum length of the thumb in points.
const MIN_THUMB_LENGTH: f32 = 28.0;
/// Seconds from a press to the second page, and between the following pages, as is usual on desktops.
const FIRST_REPEAT_DELAY: f64 = 0.4;
const REPEAT_DELAY: f64 = 0.08;

/// The geometry of the bar in one frame, in points.
#[derive(Clone, Copy)]
struct Track {
    rect: Rect,
    /// Length of the thumb.
    length: f32,
    /// Distance that the thumb can move.
    travel: f32,
    /// Height of the article beyond that of the pane, in pixels.
    overflow: f32,
}

impl Track {
    /// `None` if the whole article fits in the pane.
    fn new(frame: &PaneFrame) -> Option<Self> {
        let rect = frame.pane.bar();
        let total = frame.view.flow.heights().total() as f32;
        let overflow = total - frame.pane.height;
        let length = (rect.height() * frame.pane.height / total).max(MIN_THUMB_LENGTH);
        (overflow > 0.5).then_some(Self {
            rect,
            length,
            travel: (rect.height() - length).max(1.0),
            overflow,
        })
    }

    /// Distance from the top of the track to the top of the thumb.
    fn thumb(&self, frame: &PaneFrame) -> f32 {
        let position = frame.view.distance_from_top(frame.position) as f32;
        (position / self.overflow).clamp(0.0, 1.0) * self.travel
    }

    /// Scrolls so that the top of the thumb is at `top`.
    fn jump(&self, frame: &mut PaneFrame, top: f32) {
        let part = (top / self.travel).clamp(0.0, 1.0);
        let position = frame
            .view
            .at_distance(f64::from(part) * f64::from(self.overflow));
        frame.scroll_to(position);
    }
}

impl ScrollBar {
    /// Paints the thumb of the last [`show`](Self::show).
    pub(crate) fn paint(&self, painter: &Painter) {
        if let Some((rect, color)) = self.thumb {
            painter.rect_filled(rect, rect.width() / 2.0, color);
        }
    }

    /// Handles input on the bar.
    pub(crate) fn show(&mut self, ui: &Ui, frame: &mut PaneFrame) {
        let id = frame.pane.id.with("bar");
        let response = ui.interact(frame.pane.bar(), id, Sense::click_and_drag());
        let Some(track) = Track::new(frame) else {
            *self = Self::default();
            return;
        };
        self.follow_pointer(ui, &response, frame, &track);
        let thumb = match self.grip {
            // Newly measured heights must not move the thumb away from the pointer.
            DraggedPart::Thumb(held) => pointer_y(ui, &track).map_or(0.0, |y| y - held),
            DraggedPart::Nothing | DraggedPart::Track { .. } => track.thumb(frame),
        };
        let thumb = thumb.clamp(0.0, track.travel);
        let rect = Rect::from_min_size(
            pos2(track.rect.left(), track.rect.top() + thumb),
            vec2(track.rect.width(), track.length),
        );
        let held = matches!(self.grip, DraggedPart::Thumb(_));
        self.thumb = Some(thumb_style(frame, &response, rect, held));
        describe(ui, &response, &frame.pane, thumb / track.travel);
    }

    fn follow_pointer(
        &mut self,
        ui: &Ui,
        response: &Response,
        frame: &mut PaneFrame,
        track: &Track,
    ) {
        if !ui.input(|input| input.pointer.any_down()) {
            self.grip = DraggedPart::Nothing;
        }
        for event in ui.input(|input| input.events.clone()) {
            match event {
                Event::PointerButton {
                    pos,
                    button: button @ (PointerButton::Primary | PointerButton::Middle),
                    pressed,
                    modifiers,
                } => {
                    let on_bar = response.interact_rect.contains(pos)
                        && response.ctx.layer_id_at(pos) == Some(response.layer_id);
                    let jump = modifiers.shift || button == PointerButton::Middle;
                    if !pressed {
                        self.grip = DraggedPart::Nothing;
                    } else if on_bar {
                        self.press(ui, frame, track, pos.y - track.rect.top(), jump);
                    }
                }
                // Only when the pointer moves: newly measured heights must not scroll the text.
                Event::PointerMoved(pos) => {
                    if let DraggedPart::Thumb(held) = self.grip {
                        track.jump(frame, pos.y - track.rect.top() - held);
                    }
                }
                _ => {}
            }
        }
        self.repeat(ui, frame, track);
    }

    fn press(&mut self, ui: &Ui, frame: &mut PaneFrame, track: &Track, y: f32, jump: bool) {
        let thumb = track.thumb(frame);
        if jump {
            self.grip = DraggedPart::Thumb(track.length / 2.0);
            track.jump(frame, y - track.length / 2.0);
        } else if (thumb..=thumb + track.length).contains(&y) {
            self.grip = DraggedPart::Thumb(y - thumb);
        } else {
            let down = y > thumb;
            let due = ui.input(|input| input.time) + FIRST_REPEAT_DELAY;
            self.grip = DraggedPart::Track { down, due };
            scroll_by_page(frame, down);
        }
    }

    /// While the track is held, scrolls by pages until the thumb is under the pointer.
    fn repeat(&mut self, ui: &Ui, frame: &mut PaneFrame, track: &Track) {
        let DraggedPart::Track { down, due } = self.grip else {
            return;
        };
        let now = ui.input(|input| input.time);
        if now < due {
            let wait = Duration::from_secs_f64(due - now);
            ui.ctx().request_repaint_after(wait);
            return;
        }
        let thumb = track.thumb(frame);
        let beyond = pointer_y(ui, track).is_some_and(|y| {
            if down {
                y > thumb + track.length
            } else {
                y < thumb
            }
        });
        if beyond {
            scroll_by_page(frame, down);
            let due = now + REPEAT_DELAY;
            self.grip = DraggedPart::Track { down, due };
            ui.ctx()
                .request_repaint_after(Duration::from_secs_f64(REPEAT_DELAY));
        }
    }
}

fn pointer_y(ui: &Ui, track: &Track) -> Option<f32> {
    let position = ui.input(|input| input.pointer.interact_pos())?;
    Some(position.y - track.rect.top())
}

fn scroll_by_page(frame: &mut PaneFrame, down: bool) {
    frame.scroll_by(frame.pane.height * if down { 0.9 } else { -0.9 });
}

/// The rectangle and colour of the thumb, which is wider and darker under the pointer.
fn thumb_style(frame: &PaneFrame, response: &Response, rect: Rect, held: bool) -> (Rect, Color32) {
    let palette = frame.input.palette;
    if held || response.hovered() {
        let color = palette.scroll_thumb.lerp_to_gamma(palette.text, 0.3);
        (rect.shrink2(vec2(1.0, 0.0)), color)
    } else {
        (rect.shrink2(vec2(2.0, 0.0)), palette.scroll_thumb)
    }
}

fn describe(ui: &Ui, response: &Response, pane: &PaneGeometry, position: f32) {
    ui.ctx().accesskit_node_builder(response.id, |node| {
        node.set_role(egui::accesskit::Role::ScrollBar);
        node.set_label("Scroll bar");
        node.set_min_numeric_value(0.0);
        node.set_max_numeric_value(100.0);
        node.set_numeric_value(f64::from(position * 100.0).round());
        node.set_orientation(egui::accesskit::Orientation::Vertical);
        node.set_controls(vec![pane.id.accesskit_id()]);
    });
}
