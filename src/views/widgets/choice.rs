use super::{ICON_SIZE, Sign, tip};
use crate::{
    reader::LabelStyle,
    views::{Paint, theme::letters},
};

use egui::{Align, Atoms, Button, ComboBox, Layout, TextStyle, Ui, vec2};

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
    /// Maximum number of lines of the value.
    lines: usize,
    /// Painted before the value.
    sign: Option<Sign>,
}

/// Width of the arrow and the padding, in points.
fn arrow(ui: &Ui) -> f32 {
    let spacing = ui.spacing();
    2.0 * spacing.button_padding.x + spacing.icon_spacing + spacing.icon_width
}

/// Width of the icon before the value and of the gap after it, in points.
fn sign_width(ui: &Ui) -> f32 {
    ICON_SIZE + ui.spacing().icon_spacing
}

impl<'a> Choice<'a> {
    pub(crate) fn new(name: &'a str, width: f32) -> Self {
        Self {
            name,
            width,
            none: "",
            letters: letters::BODY,
            lines: 1,
            sign: None,
        }
    }

    /// A box as wide as its value, in letters of this size in points and in this many lines.
    pub(crate) fn fitting(
        name: &'a str,
        ui: &Ui,
        paint: &mut Paint<'_>,
        shown: &str,
        (letters, lines): (f32, usize),
    ) -> Self {
        let style = LabelStyle::new(letters, paint.theme.text);
        let width = if lines == 1 {
            paint.engine.atom_width(ui, shown, &style).ceil()
        } else {
            let scale = ui.pixels_per_point();
            paint.engine.width_in_lines(shown, &style, lines, scale)
        };
        Self {
            letters,
            lines,
            ..Self::new(name, width + arrow(ui))
        }
    }

    /// Widens the box for an icon before its value.
    pub(in crate::views) fn with_sign(mut self, ui: &Ui, sign: Sign) -> Self {
        self.sign = Some(sign);
        self.width += sign_width(ui);
        self
    }

    /// Limits the width, in points. A value that does not fit loses whole words.
    pub(crate) fn at_most(mut self, width: f32) -> Self {
        self.width = self.width.min(width);
        self
    }

    /// Width of the box, in points.
    pub(crate) fn width(&self) -> f32 {
        self.width
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
        let shortened = shortened.lines(self.lines);
        let sign = self.sign.map_or(0.0, |_| sign_width(ui));
        let room = self.width - arrow(ui) - sign;
        let mut shown_in_box = Atoms::default();
        if let Some(sign) = self.sign {
            shown_in_box.push_right(sign.atom(paint.theme));
        }
        shown_in_box.push_right(match self.lines {
            1 => paint.engine.atom(ui, shown, &shortened, room),
            _ => paint.engine.wrapped_atom(ui, shown, &shortened, room),
        });
        let combo = ComboBox::from_id_salt(self.name)
            .selected_text(shown_in_box)
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
