//! The scroll bar: the thumb's place and size are those of what is seen in the whole article.

use egui::{Color32, Painter, Rect, Response, Sense, Ui, pos2, vec2};

use super::{frame::Frame, pane::Pane};

/// Which part of the thumb is held while it is dragged.
#[derive(Default)]
pub(super) struct ScrollBar {
    /// From the thumb's top to the pointer in points.
    held: Option<f32>,
    /// What to paint this frame: the thumb and its colour.
    thumb: Option<(Rect, Color32)>,
}

/// The thumb never gets smaller, in points.
const LEAST_THUMB: f32 = 28.0;

impl ScrollBar {
    /// Paints what [`show`](Self::show) found out.
    pub(super) fn paint(&self, painter: &Painter) {
        if let Some((rect, color)) = self.thumb {
            painter.rect_filled(rect, rect.width() / 2.0, color);
        }
    }

    /// Scrolls by the bar.
    pub(super) fn show(&mut self, ui: &Ui, frame: &mut Frame) {
        let track = frame.pane.bar();
        let response = ui.interact(track, frame.pane.id.with("bar"), Sense::click_and_drag());
        let total = frame.view.flow.heights().total() as f32;
        let hidden = total - frame.pane.height;
        if hidden <= 0.5 {
            self.held = None;
            self.thumb = None;
            return;
        }
        let length = (track.height() * frame.pane.height / total).max(LEAST_THUMB);
        let travel = (track.height() - length).max(1.0);
        let top = |frame: &Frame| {
            let position = frame.view.position(frame.place) as f32;
            (position / hidden).clamp(0.0, 1.0) * travel
        };
        let mut thumb = top(frame);
        if let Some(wanted) = self.wanted(ui, &response, track, thumb, length) {
            let wanted = wanted.clamp(0.0, travel);
            // Only when the pointer moves: heights that become known must not move what is read.
            if response.drag_delta().y.abs() > 0.0 || response.drag_started() {
                let place = frame
                    .view
                    .jumped(f64::from(wanted / travel) * f64::from(hidden));
                frame.go(place);
            }
            thumb = wanted;
        } else if let Some(page) = page(ui, &response, track.top() + thumb, length) {
            let place = frame
                .view
                .moved(frame.place, page * frame.pane.height * 0.9);
            frame.go(place);
            thumb = top(frame);
        }
        let rect = Rect::from_min_size(
            pos2(track.left(), track.top() + thumb),
            vec2(track.width(), length),
        );
        self.thumb = Some(look(frame, &response, rect, self.held.is_some()));
        describe(ui, &response, &frame.pane, thumb / travel);
    }

    /// Where the dragged thumb's top shall be.
    fn wanted(
        &mut self,
        ui: &Ui,
        response: &Response,
        track: Rect,
        thumb: f32,
        length: f32,
    ) -> Option<f32> {
        if !response.is_pointer_button_down_on() {
            self.held = None;
            return None;
        }
        let y = ui.input(|input| input.pointer.interact_pos())?.y - track.top();
        if self.held.is_none() && ui.input(|input| input.pointer.primary_pressed()) {
            self.held = (thumb..=thumb + length).contains(&y).then_some(y - thumb);
        }
        self.held.map(|held| y - held)
    }
}

/// A click beside the thumb turns a page: 1 down, -1 up.
fn page(ui: &Ui, response: &Response, thumb_top: f32, length: f32) -> Option<f32> {
    if !response.clicked() {
        return None;
    }
    let y = ui.input(|input| input.pointer.interact_pos())?.y;
    if y < thumb_top {
        Some(-1.0)
    } else if y > thumb_top + length {
        Some(1.0)
    } else {
        None
    }
}

/// The thumb is wider and darker under the pointer.
fn look(frame: &Frame, response: &Response, rect: Rect, held: bool) -> (Rect, Color32) {
    let palette = frame.input.palette;
    if held || response.hovered() {
        let color = palette.scroll_thumb.lerp_to_gamma(palette.text, 0.3);
        (rect.shrink2(vec2(1.0, 0.0)), color)
    } else {
        (rect.shrink2(vec2(2.0, 0.0)), palette.scroll_thumb)
    }
}

fn describe(ui: &Ui, response: &Response, pane: &Pane, position: f32) {
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
