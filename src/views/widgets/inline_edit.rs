//! Text that is edited in place.

use super::{Field, Lines};
use crate::{reader::LabelStyle, text::without_isolates, views::Paint};

use egui::{
    Id, Response, Sense, TextEdit, Ui, WidgetInfo,
    accesskit::Role,
    text::{CCursor, CCursorRange},
    vec2,
};

/// Project text in any script that turns into a text field when focused.
pub(in crate::views) struct InlineEdit<'a> {
    /// The accessible name.
    pub name: &'a str,
    /// The label of an empty text that is not edited.
    pub empty: &'a str,
    /// The placeholder while the text is edited.
    pub hint: &'a str,
    /// Style of the text while it is not edited.
    pub style: LabelStyle,
    pub lines: Lines,
}

impl InlineEdit<'_> {
    /// Fills the available width. Returns the changed text.
    pub(in crate::views) fn show(
        self,
        ui: &mut Ui,
        paint: &mut Paint<'_>,
        id: Id,
        text: &str,
    ) -> (Response, Option<String>) {
        if ui.memory(|memory| memory.has_focus(id)) {
            let field = Field {
                name: self.name,
                hint: self.hint,
                lines: self.lines,
            };
            return field.show(ui, paint, id, text);
        }
        let mut style = self.style;
        let shown = if text.trim().is_empty() {
            style.color = paint.theme.faint;
            self.empty
        } else {
            text
        };
        let width = ui.available_width();
        let block = paint
            .engine
            .layout_block(shown, &style, width, ui.pixels_per_point());
        let (_, rect) = ui.allocate_space(vec2(width, block.size().y));
        let response = ui.interact(rect, id, Sense::click());
        let corner = crate::reader::aligned(&block, rect);
        paint
            .engine
            .paint_block(ui.painter(), corner, &block, style.color);
        let role = match self.lines {
            Lines::One => Role::TextInput,
            Lines::From(_) | Lines::Sentence(_) => Role::MultilineTextInput,
        };
        response.widget_info(|| {
            let mut info = WidgetInfo::new(role);
            info.label = Some(self.name.to_owned());
            info.current_text_value = Some(without_isolates(text).into_owned());
            info
        });
        await_keyboard(ui, id, text);
        if response.clicked() {
            ui.memory_mut(|memory| memory.request_focus(id));
        }
        let response = response.on_hover_cursor(egui::CursorIcon::Text);
        (response, None)
    }
}

/// Creates the text field's state in advance, with the caret at the end, so that keys pressed in the frame of the click
/// reach the field.
pub(in crate::views) fn await_keyboard(ui: &Ui, id: Id, text: &str) {
    let mut state = TextEdit::load_state(ui.ctx(), id).unwrap_or_default();
    let end = CCursor::new(text.chars().count());
    state.cursor.set_char_range(Some(CCursorRange::one(end)));
    TextEdit::store_state(ui.ctx(), id, state);
}
