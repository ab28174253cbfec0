//! The lines that stand for page furniture: buttons that unfold and fold it.

use egui::{Align2, Color32, FontId, Painter, Rect, Sense, Ui, WidgetInfo, accesskit::Role, pos2};

use super::{folds::Fold, frame::Frame, scroll::Visible};

/// Offers a button for every fold that is visible, and returns the one that was pressed.
pub(super) fn show(ui: &Ui, frame: &Frame) -> Option<Fold> {
    let mut pressed = None;
    for (seen, fold) in visible(frame) {
        let id = frame.pane.id.with("fold").with(fold.paragraphs.start);
        let response = ui.interact(rect(frame, seen), id, Sense::click());
        let label = fold.label();
        response.widget_info(|| WidgetInfo::labeled(Role::Button, true, &label));
        ui.ctx()
            .accesskit_node_builder(id, |node| node.set_expanded(fold.open));
        if response.hovered() {
            ui.set_cursor_icon(egui::CursorIcon::PointingHand);
        }
        if response.clicked() {
            pressed = Some(fold.clone());
        }
    }
    pressed
}

/// Paints the lines with their triangles.
pub(super) fn paint(frame: &Frame, painter: &Painter) {
    for (seen, fold) in visible(frame) {
        let rect = rect(frame, seen);
        let id = frame.pane.id.with("fold").with(fold.paragraphs.start);
        let memory = painter.ctx().memory(|memory| memory.has_focus(id));
        let color = frame.input.palette.faint;
        if memory {
            let stroke = egui::Stroke::new(1.5, frame.input.palette.focus);
            painter.rect_stroke(rect, 2.0, stroke, egui::StrokeKind::Inside);
        }
        paint_triangle(
            painter,
            pos2(rect.left() + 6.0, rect.center().y),
            fold.open,
            color,
        );
        let size = frame.pane.set.size / frame.pane.scale * 0.8;
        painter.text(
            pos2(rect.left() + 16.0, rect.center().y),
            Align2::LEFT_CENTER,
            fold.label(),
            FontId::proportional(size),
            color,
        );
    }
}

fn visible<'a>(frame: &'a Frame) -> impl Iterator<Item = (&'a Visible, &'a Fold)> {
    frame.visible.iter().filter_map(|seen| {
        let fold = frame.view.flow.fold_of(seen.block)?;
        (fold.blocks.start == seen.block).then_some((seen, fold))
    })
}

/// The button, in points: the lower part of the header, which may have a margin above it.
fn rect(frame: &Frame, seen: &Visible) -> Rect {
    let bottom = seen.top + seen.extent.header;
    let top = bottom - frame.pane.set.line * 1.4;
    let rect = Rect::from_min_max(pos2(0.0, top), pos2(frame.pane.width, bottom));
    frame.pane.outside(rect)
}

fn paint_triangle(painter: &Painter, centre: egui::Pos2, open: bool, color: Color32) {
    let corners = if open {
        [(-4.0, -2.0), (4.0, -2.0), (0.0, 3.0)]
    } else {
        [(-2.0, -4.0), (3.0, 0.0), (-2.0, 4.0)]
    };
    let points = corners.map(|(x, y)| centre + egui::vec2(x, y)).to_vec();
    painter.add(egui::Shape::convex_polygon(
        points,
        color,
        egui::Stroke::NONE,
    ));
}
