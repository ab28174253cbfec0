use super::tip;
use crate::views::Paint;

use egui::{Align, Button, ComboBox, Layout, Ui, vec2};

/// A combo box whose entries may be in any script, such as verdicts or fonts.
pub(crate) struct Choice<'a> {
    /// The accessible name.
    pub name: &'a str,
    /// The text of the closed box.
    pub shown: &'a str,
    /// In points.
    pub width: f32,
}

/// A combo box of these values; returns a newly selected one. The `label` of a value is what people see.
pub(crate) fn choose<T: Clone + PartialEq>(
    ui: &mut Ui,
    paint: &mut Paint<'_>,
    (name, width): (&str, f32),
    values: &[T],
    label: impl Fn(&T) -> &str,
    current: &T,
) -> Option<T> {
    let labels: Vec<&str> = values.iter().map(&label).collect();
    let selected = values.iter().position(|value| value == current);
    let choice = Choice {
        name,
        shown: label(current),
        width,
    };
    let clicked = choice.show(ui, paint, &labels, selected);
    let clicked = clicked.filter(|clicked| Some(*clicked) != selected);
    clicked.map(|clicked| values[clicked].clone())
}

/// The same with an entry called `none` for no value, which is a value here.
pub(crate) fn choose_optional<T: Clone + PartialEq>(
    ui: &mut Ui,
    paint: &mut Paint<'_>,
    combo: (&str, f32),
    none: &'static str,
    values: &[T],
    label: impl Fn(&T) -> &str,
    current: Option<&T>,
) -> Option<Option<T>> {
    let all = std::iter::once(None).chain(values.iter().cloned().map(Some));
    let all: Vec<Option<T>> = all.collect();
    let current = current.cloned();
    choose(
        ui,
        paint,
        combo,
        &all,
        |value| value.as_ref().map_or(none, &label),
        &current,
    )
}

/// Width of the arrow and the padding.
const ARROW: f32 = 32.0;

impl Choice<'_> {
    /// Paints the box. Marks the entry at the index `selected`; returns the index of a clicked entry.
    pub(crate) fn show(
        &self,
        ui: &mut Ui,
        paint: &mut Paint<'_>,
        entries: &[&str],
        selected: Option<usize>,
    ) -> Option<usize> {
        let style = paint.theme.body().lines(1);
        let room = self.width - ARROW;
        let shown = paint.engine.atom(ui, self.shown, &style, room);
        let combo = ComboBox::from_id_salt(self.name)
            .selected_text(shown)
            .width(self.width)
            .truncate();
        // A combo box grows with its text, so its space is limited to its width.
        let room = vec2(self.width, ui.spacing().interact_size.y);
        let layout = Layout::left_to_right(Align::Center);
        let opened = ui.allocate_ui_with_layout(room, layout, |ui| {
            combo.show_ui(ui, |ui| {
                let mut clicked = None;
                for (nth, entry) in entries.iter().enumerate() {
                    let words = paint.engine.atom(ui, entry, &style, f32::INFINITY);
                    let button = Button::selectable(Some(nth) == selected, words);
                    if ui.add(button).accessible_name(*entry).clicked() {
                        clicked = Some(nth);
                    }
                }
                clicked
            })
        });
        let response = opened.inner.response.accessible_name(self.name);
        ui.ctx()
            .accesskit_node_builder(response.id, |node| node.set_value(self.shown));
        tip(response, paint, self.shown);
        opened.inner.inner.flatten()
    }
}
