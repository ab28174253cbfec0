use crate::{
    views::{Paint, theme::space, widgets::hint},
    workbench::{DocumentIntent, Intent},
};

use egui::{ScrollArea, TextEdit, Ui, vec2};

/// Adds an article from pasted text.
pub(crate) fn show(ui: &mut Ui, paint: &mut Paint<'_>, text: &mut String, fresh: bool) {
    hint(
        ui,
        paint,
        "Paste the text of a page. You can fold menus and captions away afterwards; the text itself never changes.",
    );
    ScrollArea::vertical().max_height(360.0).show(ui, |ui| {
        let field = TextEdit::multiline(text)
            .desired_rows(16)
            .desired_width(f32::INFINITY);
        let response = ui
            .add(field.margin(vec2(space::SMALL, space::SMALL)))
            .accessible_name("Article text");
        if fresh {
            response.request_focus();
        }
    });
    ui.horizontal(|ui| {
        let ready = !text.trim().is_empty();
        if ui
            .add_enabled(ready, egui::Button::new("Add article"))
            .clicked()
        {
            paint.ask(Intent::Document(DocumentIntent::AddText(std::mem::take(
                text,
            ))));
        }
        if ui.button("Cancel").clicked() {
            text.clear();
            paint.ask(Intent::SetOverlay(None));
        }
    });
}
