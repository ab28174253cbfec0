use super::tip;
use crate::{
    reader::LabelStyle,
    views::{Paint, theme::letters},
};

use egui::{Align, Button, ComboBox, Layout, Ui, vec2};

/// A combo box whose entries may be in any script: verdicts, fonts.
pub(crate) struct Choice<'a> {
    /// What a screen reader says.
    pub name: &'a str,
    /// What is chosen.
    pub shown: &'a str,
    /// Width in points.
    pub width: f32,
}

/// Room for the arrow and the edges.
const AROUND: f32 = 32.0;

impl Choice<'_> {
    /// Paints it with the entries, of which the `chosen` one is marked; returns the place of the one that was clicked.
    pub(crate) fn show(
        &self,
        ui: &mut Ui,
        paint: &mut Paint<'_>,
        entries: &[&str],
        chosen: Option<usize>,
    ) -> Option<usize> {
        // The box is as wide as it is let be: where it has more room, a long word would widen it.
        let room = vec2(self.width, ui.spacing().interact_size.y);
        let layout = Layout::left_to_right(Align::Center);
        let shown =
            ui.allocate_ui_with_layout(room, layout, |ui| self.show_in(ui, paint, entries, chosen));
        shown.inner
    }

    /// Paints the entries below one for none of them, called `none`; returns the index of the selected entry.
    pub(crate) fn show_optional(
        &self,
        ui: &mut Ui,
        paint: &mut Paint<'_>,
        none: &str,
        entries: &[&str],
        selected: Option<usize>,
    ) -> Option<usize> {
        let all = [&[none], entries].concat();
        match self.show(ui, paint, &all, Some(selected.map_or(0, |nth| nth + 1))) {
            Some(clicked) => clicked.checked_sub(1),
            None => selected,
        }
    }

    fn show_in(
        &self,
        ui: &mut Ui,
        paint: &mut Paint<'_>,
        entries: &[&str],
        chosen: Option<usize>,
    ) -> Option<usize> {
        let style = LabelStyle::new(letters::BODY, paint.theme.text).lines(1);
        let shown = paint
            .engine
            .atom(ui, self.shown, &style, self.width - AROUND);
        let combo = ComboBox::from_id_salt(self.name)
            .selected_text(shown)
            .width(self.width)
            .truncate();
        let opened = combo.show_ui(ui, |ui| {
            let mut clicked = None;
            for (nth, entry) in entries.iter().enumerate() {
                let words = paint.engine.atom(ui, entry, &style, f32::INFINITY);
                let button = Button::selectable(Some(nth) == chosen, words);
                if ui.add(button).accessible_name(*entry).clicked() {
                    clicked = Some(nth);
                }
            }
            clicked
        });
        let response = opened.response.accessible_name(self.name);
        ui.ctx()
            .accesskit_node_builder(response.id, |node| node.set_value(self.shown));
        tip(response, paint, self.shown);
        opened.inner.flatten()
    }
}
