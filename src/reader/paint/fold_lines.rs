//! The lines that stand for page clutter: buttons that unfold and fold it.

use crate::reader::{
    frame::Frame,
    layout::{Fold, Visible},
};

use std::sync::Arc;

use egui::{
    Color32, FontId, Galley, Id, Painter, Rect, Sense, Ui, WidgetInfo,
    accesskit::Role,
    pos2,
    text::{LayoutJob, TextWrapping},
};

/// From the button's left edge to its words, in points.
const WORDS: f32 = 16.0;

/// Offers a button for every fold that is visible, and returns the one that was pressed.
pub(crate) fn show(ui: &Ui, frame: &Frame) -> Option<Fold> {
    let mut pressed = None;
    for (seen, fold) in visible(frame) {
        let id = id(frame, fold);
        let response = ui.interact(rect(frame, seen), id, Sense::click());
        let label = fold.label();
        response.widget_info(|| WidgetInfo::labeled(Role::Button, true, &label));
        ui.ctx()
            .accesskit_node_builder(id, |node| node.set_expanded(fold.open));
        if response.hovered() {
            ui.set_cursor_icon(egui::CursorIcon::PointingHand);
        }
        let response = response.on_hover_text(format!("{label}: click to {}", fold.verb()));
        if response.clicked() {
            pressed = Some(fold.clone());
        }
    }
    pressed
}

/// Paints the lines with their triangles.
pub(crate) fn paint(frame: &Frame, painter: &Painter) {
    for (seen, fold) in visible(frame) {
        let rect = rect(frame, seen);
        let id = id(frame, fold);
        let color = frame.input.palette.faint;
        if painter.ctx().memory(|memory| memory.has_focus(id)) {
            let stroke = egui::Stroke::new(1.5, frame.input.palette.focus);
            painter.rect_stroke(rect, 2.0, stroke, egui::StrokeKind::Inside);
        }
        paint_triangle(
            painter,
            pos2(rect.left() + 6.0, rect.center().y),
            fold.open,
            color,
        );
        let words = words(frame, painter, fold, rect.width() - WORDS, color);
        let left = pos2(rect.left() + WORDS, rect.center().y - words.size().y / 2.0);
        painter.galley(left, words, color);
    }
}

/// The button of a fold.
pub(crate) fn id(frame: &Frame, fold: &Fold) -> Id {
    frame.pane.id.with("fold").with(fold.paragraphs.start)
}

/// The label, cut with an ellipsis where the column is too narrow.
fn words(frame: &Frame, painter: &Painter, fold: &Fold, width: f32, color: Color32) -> Arc<Galley> {
    let size = frame.pane.set.size / frame.pane.scale * 0.8;
    let mut job = LayoutJob::simple_singleline(fold.label(), FontId::proportional(size), color);
    job.wrap = TextWrapping::truncate_at_width(width);
    painter.layout_job(job)
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
