use crate::views::Paint;

use egui::{Button, CornerRadius, RichText, Stroke, StrokeKind, Ui};

/// One of several choices. The selected one is filled and has a dot; the one with the keyboard has a frame.
pub(super) fn show(
    ui: &mut Ui,
    paint: &Paint<'_>,
    words: &str,
    is_selected: bool,
    name: String,
) -> egui::Response {
    let (theme, page) = (paint.theme, paint.theme.page);
    let response = ui.scope(|ui| {
        // egui fills the focused widget as if it were selected.
        ui.visuals_mut().widgets.active.weak_bg_fill = page;
        let button = if is_selected {
            let words = RichText::new(format!("\u{2022} {words}")).color(theme.on_accent);
            Button::new(words).fill(theme.accent)
        } else {
            Button::new(words)
        };
        // Never disabled, which would lose the keyboard: while the last choice is processed, a click does nothing.
        ui.add(button.selected(is_selected))
    });
    let response = response.inner.accessible_name(name);
    if response.has_focus() {
        let stroke = Stroke::new(2.0, theme.text);
        let rect = response.rect.expand(2.0);
        ui.painter()
            .rect_stroke(rect, CornerRadius::same(6), stroke, StrokeKind::Inside);
    }
    response
}
