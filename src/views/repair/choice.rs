use crate::views::Paint;

use egui::{Button, CornerRadius, RichText, Stroke, StrokeKind, Ui};

/// A choice among others. The chosen one is filled and has a sign; the one with the keyboard has a frame around it, and the one
/// can be the other.
pub(super) fn show(
    ui: &mut Ui,
    paint: &Paint<'_>,
    words: &str,
    is_chosen: bool,
    name: String,
) -> egui::Response {
    let (theme, page) = (paint.theme, paint.theme.page);
    let response = ui.scope(|ui| {
        // egui fills what has the keyboard as if it were chosen.
        ui.visuals_mut().widgets.active.weak_bg_fill = page;
        let button = if is_chosen {
            let words = RichText::new(format!("\u{2022} {words}")).color(theme.on_accent);
            Button::new(words).fill(theme.accent)
        } else {
            Button::new(words)
        };
        // While the last choice is followed up, a click does nothing. Were it disabled, it would lose the keyboard.
        ui.add(button.selected(is_chosen))
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
