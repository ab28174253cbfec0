use super::tip;
use crate::{
    reader::LabelStyle,
    views::{Paint, theme::letters},
};

use egui::{Align, Button, ComboBox, Layout, TextStyle, Ui, vec2};

/// A combo box for values whose labels may be in any script, such as verdicts or fonts.
#[derive(Clone, Copy)]
pub(crate) struct Choice<'a> {
    /// The accessible name.
    name: &'a str,
    /// In points.
    width: f32,
    /// Label of the entry for no value.
    none: &'a str,
    /// Font size, in points.
    letters: f32,
}

/// Width of the arrow and the padding, in points.
fn arrow(ui: &Ui) -> f32 {
    let spacing = ui.spacing();
    2.0 * spacing.button_padding.x + spacing.icon_spacing + spacing.icon_width
}

impl<'a> Choice<'a> {
    pub(crate) fn new(name: &'a str, width: f32) -> Self {
        Self {
            name,
            width,
            none: "",
            letters: letters::BODY,
        }
    }

    /// A box as wide as its value, but at most `most` points. A name that does not fit loses whole words.
    pub(crate) fn fitting(
        name: &'a str,
        ui: &Ui,
        paint: &mut Paint<'_>,
        shown: &str,
        most: f32,
    ) -> Self {
        let width = Self::width_of(ui, paint, shown).min(most);
        Self {
            letters: letters::NOTE,
            ..Self::new(name, width)
        }
    }

    /// Width in points of a box that shows the text in full.
    pub(crate) fn width_of(ui: &Ui, paint: &mut Paint<'_>, text: &str) -> f32 {
        let style = LabelStyle::new(letters::NOTE, paint.theme.text);
        paint.engine.atom_width(ui, text, &style).ceil() + arrow(ui)
    }

    /// Adds an entry with this label for no value.
    pub(crate) fn or(self, none: &'a str) -> Self {
        Self { none, ..self }
    }

    /// Returns a newly selected value. `label` returns the text shown for a value.
    pub(crate) fn pick<T: Clone + PartialEq>(
        &self,
        ui: &mut Ui,
        paint: &mut Paint<'_>,
        values: &[T],
        label: impl Fn(&T) -> &str,
        current: &T,
    ) -> Option<T> {
        let labels: Vec<&str> = values.iter().map(&label).collect();
        let before = values.iter().position(|value| value == current);
        let clicked = self.show(ui, paint, label(current), &labels, before)?;
        Some(values[clicked].clone())
    }

    /// Returns a newly selected value, which may be none.
    #[expect(clippy::option_option, reason = "no click, or a click on no value")]
    pub(crate) fn pick_optional<T: Clone + PartialEq>(
        &self,
        ui: &mut Ui,
        paint: &mut Paint<'_>,
        values: &[T],
        label: impl Fn(&T) -> &str,
        current: Option<&T>,
    ) -> Option<Option<T>> {
        let labels = values.iter().map(&label);
        let labels: Vec<&str> = std::iter::once(self.none).chain(labels).collect();
        let position = |current| values.iter().position(|value| value == current);
        let before = match current {
            Some(current) => position(current).map(|nth| nth + 1),
            None => Some(0),
        };
        let shown = current.map_or(self.none, &label);
        let clicked = self.show(ui, paint, shown, &labels, before)?;
        Some(clicked.checked_sub(1).map(|nth| values[nth].clone()))
    }

    /// Paints the box with the text `shown`, and marks the entry at the index `selected`. Returns the index of another
    /// entry that was clicked.
    pub(crate) fn show(
        &self,
        ui: &mut Ui,
        paint: &mut Paint<'_>,
        shown: &str,
        entries: &[&str],
        selected: Option<usize>,
    ) -> Option<usize> {
        let style = paint.theme.body().lines(1);
        let shortened = LabelStyle::new(self.letters, paint.theme.text).words();
        let room = self.width - arrow(ui);
        let atom = paint.engine.atom(ui, shown, &shortened, room);
        let combo = ComboBox::from_id_salt(self.name)
            .selected_text(atom)
            .width(self.width)
            .truncate();
        // A combo box grows with its text, so its space is limited to its width.
        let line = ui.text_style_height(&TextStyle::Button) + 2.0 * ui.spacing().button_padding.y;
        let room = vec2(self.width, ui.spacing().interact_size.y.max(line));
        let layout = Layout::left_to_right(Align::Center);
        let opened = ui.allocate_ui_with_layout(room, layout, |ui| {
            combo.show_ui(ui, |ui| {
                let mut clicked = None;
                for (nth, entry) in entries.iter().enumerate() {
                    let atom = paint.engine.atom(ui, entry, &style, f32::INFINITY);
                    let button = Button::selectable(Some(nth) == selected, atom);
                    if ui.add(button).accessible_name(*entry).clicked() {
                        clicked = Some(nth);
                    }
                }
                clicked
            })
        });
        let opened = opened.inner;
        let response = opened.response.accessible_name(self.name);
        ui.ctx()
            .accesskit_node_builder(response.id, |node| node.set_value(shown));
        tip(response, paint, shown);
        opened
            .inner
            .flatten()
            .filter(|clicked| Some(*clicked) != selected)
    }
}
