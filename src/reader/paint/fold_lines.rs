//! Fold lines: buttons that unfold or fold page clutter.

use crate::reader::{
    frame::PaneFrame,
    layout::{Fold, VisibleBlock},
};

use egui::{
    Color32, FontId, Id, Painter, Pos2, Rect, Sense, Shape, Stroke, StrokeKind, Ui, WidgetInfo,
    accesskit::Role,
    pos2,
    text::{LayoutJob, TextWrapping},
    vec2,
};

/// Distance from the button's left edge to its label, in points.
const INDENT: f32 = 16.0;

/// Adds a button for every visible fold, and returns the fold whose button was pressed.
pub(crate) fn show(ui: &Ui, frame: &PaneFrame) -> Option<Fold> {
    let mut pressed = None;
    for (visible, fold) in visible_folds(frame) {
        let id = button_id(frame, fold);
        let response = ui.interact(button_rect(frame, visible), id, Sense::click());
        let label = fold.label();
        response.widget_info(|| WidgetInfo::labeled(Role::Button, true, &label));
        ui.ctx()
            .accesskit_node_builder(id, |node| node.set_expanded(fold.open));
        if response.hovered() {
            ui.set_cursor_icon(egui::CursorIcon::PointingHand);
        }
        let response = response.on_hover_text(if fold.open {
            format!("Fold {label}")
        } else {
            format!("Show {} of page clutter", fold.hidden())
        });
        if response.clicked() {
            pressed = Some(fold.clone());
        }
    }
    pressed
}

/// Paints the fold lines with their triangles.
pub(crate) fn paint(frame: &PaneFrame, painter: &Painter) {
    for (visible, fold) in visible_folds(frame) {
        let rect = button_rect(frame, visible);
        let id = button_id(frame, fold);
        let color = frame.input.palette.faint;
        if painter.ctx().memory(|memory| memory.has_focus(id)) {
            let stroke = Stroke::new(1.5, frame.input.palette.focus);
            painter.rect_stroke(rect, 2.0, stroke, StrokeKind::Inside);
        }
        let centre = pos2(rect.left() + 6.0, rect.center().y);
        paint_triangle(painter, centre, fold.open, color);
        let size = frame.pane.font.size / frame.pane.scale * 0.8;
        let laid_out = |label| {
            let font = FontId::proportional(size);
            let mut job = LayoutJob::simple_singleline(label, font, color);
            job.wrap = TextWrapping::truncate_at_width(rect.width() - INDENT);
            painter.layout_job(job)
        };
        let mut galley = laid_out(fold.label());
        if galley.elided {
            galley = laid_out(fold.short_label());
        }
        let top = rect.center().y - galley.size().y / 2.0;
        painter.galley(pos2(rect.left() + INDENT, top), galley, color);
    }
}

pub(crate) fn button_id(frame: &PaneFrame, fold: &Fold) -> Id {
    frame.pane.id.with("fold").with(fold.paragraphs.start)
}

fn visible_folds<'a>(frame: &'a PaneFrame) -> impl Iterator<Item = (&'a VisibleBlock, &'a Fold)> {
    frame.visible.iter().filter_map(|visible| {
        let fold = frame.view.flow.fold_of(visible.block)?;
        (fold.blocks.start == visible.block).then_some((visible, fold))
    })
}

/// The rectangle of the button in points: the lower part of the header, which may have a margin above it.
fn button_rect(frame: &PaneFrame, visible: &VisibleBlock) -> Rect {
    let bottom = visible.top + visible.extent.header;
    let top = bottom - frame.pane.font.line_height * 1.4;
    let rect = Rect::from_min_max(pos2(0.0, top), pos2(frame.pane.width, bottom));
    frame.pane.outside(rect)
}

fn paint_triangle(painter: &Painter, centre: Pos2, open: bool, color: Color32) {
    let corners = if open {
        [(-4.0, -2.0), (4.0, -2.0), (0.0, 3.0)]
    } else {
        [(-2.0, -4.0), (3.0, 0.0), (-2.0, 4.0)]
    };
    let points = corners.map(|(x, y)| centre + vec2(x, y)).to_vec();
    painter.add(Shape::convex_polygon(points, color, Stroke::NONE));
}
