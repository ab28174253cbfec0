//! Buttons whose text may be in any script.

use crate::{
    reader::LabelStyle,
    views::{Paint, theme::space},
};

use egui::{
    Button, CursorIcon, Response, Sense, Stroke, StrokeKind, Ui, WidgetInfo, accesskit::Role,
};

/// Text that acts as a button, with a frame while it has the keyboard focus. `name` is its accessible name.
pub(crate) fn link(
    ui: &mut Ui,
    paint: &mut Paint<'_>,
    text: &str,
    mut style: LabelStyle,
    name: &str,
) -> Response {
    style.sense |= Sense::click();
    let response = paint.label(ui, text, &style);
    response.widget_info(|| WidgetInfo::labeled(Role::Button, true, name));
    if response.has_focus() {
        let stroke = Stroke::new(1.0, paint.theme.accent);
        let rect = response.rect.expand(2.0);
        ui.painter()
            .rect_stroke(rect, 3.0, stroke, StrokeKind::Outside);
    }
    response.on_hover_cursor(CursorIcon::PointingHand)
}

/// A button without a frame until it is hovered, with its text cut to the available width.
pub(crate) fn text_button(
    ui: &mut Ui,
    paint: &mut Paint<'_>,
    text: &str,
    style: &LabelStyle,
) -> Response {
    let room = ui.available_width() - 2.0 * space::SMALL;
    let atom = paint.engine.atom(ui, text, style, room);
    let button = Button::new(atom).frame_when_inactive(false).truncate();
    ui.add(button).accessible_name(text)
}
