//! Chips: small rounded buttons with a value, which open a menu or become a text field.

use crate::{
    reader::LabelStyle,
    views::{
        Paint,
        theme::{letters, space},
        widgets::{Field, await_keyboard, tip},
    },
};

use egui::{
    Color32, CursorIcon, Id, Popup, Response, Sense, Stroke, StrokeKind, Ui, WidgetInfo,
    accesskit::Role, vec2,
};

/// Width of a text field that replaces a chip, in points.
pub(super) const FIELD_WIDTH: f32 = 170.0;

/// Height of a chip, in points.
pub(super) const CHIP_HEIGHT: f32 = 22.0;
/// Maximum width of the text of a chip, in points.
const MAX_CHIP_WIDTH: f32 = 190.0;

/// A chip that acts as a button; `name` is its accessible name. Without a value, its text is grey.
pub(super) fn chip(
    ui: &mut Ui,
    paint: &mut Paint<'_>,
    id: Id,
    (text, is_set): (&str, bool),
    name: &str,
) -> Response {
    let color = if is_set {
        paint.theme.text
    } else {
        paint.theme.faint
    };
    let style = LabelStyle::new(letters::SMALL, color).lines(1);
    let most = MAX_CHIP_WIDTH.min(ui.max_rect().width() - 2.0 * space::SMALL);
    let block = paint
        .engine
        .layout_block(text, &style, most, ui.pixels_per_point());
    let size = vec2(block.size().x + 2.0 * space::SMALL, CHIP_HEIGHT);
    let (_, rect) = ui.allocate_space(size);
    let response = ui.interact(rect, id, Sense::click());
    let stroke = ui.style().interact(&response).bg_stroke;
    let fill = match (response.hovered(), is_set) {
        (true, _) => paint.theme.hover,
        (false, true) => paint.theme.page,
        (false, false) => Color32::TRANSPARENT,
    };
    ui.painter()
        .rect(rect, CHIP_HEIGHT / 2.0, fill, stroke, StrokeKind::Inside);
    if response.has_focus() {
        let focus = Stroke::new(1.5, paint.theme.accent);
        ui.painter()
            .rect_stroke(rect, CHIP_HEIGHT / 2.0, focus, StrokeKind::Inside);
    }
    let corner = rect.left_center() + vec2(space::SMALL, -block.size().y * 0.5);
    paint
        .engine
        .paint_block(ui.painter(), corner, &block, color);
    response.widget_info(|| WidgetInfo::labeled(Role::Button, true, name));
    let response = response.on_hover_cursor(CursorIcon::PointingHand);
    if block.is_truncated() {
        return tip(response, paint, text);
    }
    response
}

/// A chip that becomes a text field while it has the keyboard focus.
pub(super) fn field_chip(
    ui: &mut Ui,
    paint: &mut Paint<'_>,
    id: Id,
    (shown, text): ((&str, bool), &str),
    name: &str,
) -> Response {
    // Prepared in advance, so that the field gets the keys of the frame in which it is focused.
    await_keyboard(ui, id, text);
    let response = chip(ui, paint, id, shown, name);
    if response.clicked() {
        ui.memory_mut(|memory| memory.request_focus(id));
    }
    response
}

/// A chip for a text, which becomes a field while it has the keyboard.
pub(super) struct TextChip<'a> {
    pub id: Id,
    pub name: &'a str,
    /// Shown while there is no text.
    pub unset: &'a str,
    /// The text as the chip shows it.
    pub shown: &'a str,
    pub hint: &'a str,
    pub meaning: &'a str,
}

impl TextChip<'_> {
    /// Returns the changed text.
    pub(super) fn show(&self, ui: &mut Ui, paint: &mut Paint<'_>, current: &str) -> Option<String> {
        let Self { id, name, .. } = *self;
        if !ui.memory(|memory| memory.has_focus(id)) {
            let shown = match current {
                "" => (self.unset, false),
                _ => (self.shown, true),
            };
            field_chip(ui, paint, id, (shown, current), name).on_hover_text(self.meaning);
            return None;
        }
        let field = Field::line(name, self.hint);
        let size = vec2(FIELD_WIDTH, CHIP_HEIGHT);
        let shown = ui.allocate_ui(size, |ui| field.show(ui, paint, id, current));
        shown.inner.1
    }
}

/// A chip that opens a menu of values.
pub(super) struct ChoiceChip<'a> {
    pub id: Id,
    pub name: &'a str,
    /// Text shown while no choice is set.
    pub unset: &'a str,
    pub quoted: &'a str,
}

impl ChoiceChip<'_> {
    /// Returns the index of the selected label.
    pub(super) fn pick(
        &self,
        ui: &mut Ui,
        paint: &mut Paint<'_>,
        (none, labels): (&str, &[&str]),
        before: Option<usize>,
    ) -> Option<usize> {
        let name = format!("{}: {}", self.name, self.quoted);
        let text = before.map_or(self.unset, |nth| labels[nth]);
        let response = chip(ui, paint, self.id, (text, before.is_some()), &name);
        ui.ctx().accesskit_node_builder(response.id, |node| {
            node.set_role(Role::ComboBox);
            node.set_value(text);
        });
        let mut now = before;
        Popup::menu(&response).show(|ui| {
            for (nth, label) in std::iter::once((None, none)).chain(
                labels
                    .iter()
                    .enumerate()
                    .map(|(nth, label)| (Some(nth), *label)),
            ) {
                if ui.selectable_label(nth == before, label).clicked() {
                    now = nth;
                    ui.close();
                }
            }
        });
        now
    }
}
