//! A list over the window, such as the command palette: type to filter, then select with the arrow keys and Enter, or by
//! a click.

use super::{line_edit, take_keyboard};
use crate::{
    views::{Paint, theme::space},
    workbench::Intent,
};

use egui::{Area, Frame, Id, Key, Margin, Modifiers, Order, Response, ScrollArea, Ui, pos2, vec2};

#[derive(Default)]
pub(crate) struct PickerScratch {
    pub(crate) typed: String,
    /// Index of the selected entry among the matches.
    pub(crate) selected: usize,
}

/// The texts of a list.
pub(crate) struct Picker<'a> {
    /// The accessible name of the list.
    pub name: &'a str,
    /// The accessible name of the field.
    pub field: &'a str,
    pub hint: &'a str,
    /// Shown if nothing matches.
    pub nothing: &'a str,
}

impl Picker<'_> {
    /// `count` is the number of matches for the text typed before this frame. The first of the `parts` paints the heading
    /// above the field, the second paints the entry at an index, selected or not. Returns the index of the picked entry.
    pub(crate) fn show(
        &self,
        ui: &Ui,
        paint: &mut Paint<'_>,
        scratch: &mut PickerScratch,
        fresh: bool,
        count: usize,
        parts: (
            impl FnOnce(&mut Ui, &mut Paint<'_>),
            impl FnMut(&mut Ui, &mut Paint<'_>, usize, bool) -> Response,
        ),
    ) -> Option<usize> {
        let (head, entry) = parts;
        let window = ui.ctx().content_rect();
        let width = 520.0_f32.min(window.width() - 40.0);
        let position = pos2(window.center().x - width * 0.5, window.top() + 70.0);
        let frame = Frame::window(ui.style()).inner_margin(Margin::same(space::MEDIUM as i8));
        let area = Area::new(Id::unique(self.name))
            .order(Order::Foreground)
            .fixed_pos(position);
        let area = area.accessible_name(self.name).show(ui.ctx(), |ui| {
            let shown = frame.show(ui, |ui| {
                ui.set_width(width);
                head(ui, paint);
                self.list(ui, paint, scratch, fresh, count, entry)
            });
            shown.inner
        });
        // An open question handles its own clicks.
        let no_question = paint.workbench.question().is_none();
        let is_left = area.response.clicked_elsewhere() && !fresh && no_question;
        if is_left || area.inner.is_some() {
            paint.ask(Intent::SetOverlay(None));
        }
        area.inner
    }

    fn list(
        &self,
        ui: &mut Ui,
        paint: &mut Paint<'_>,
        scratch: &mut PickerScratch,
        fresh: bool,
        count: usize,
        mut entry: impl FnMut(&mut Ui, &mut Paint<'_>, usize, bool) -> Response,
    ) -> Option<usize> {
        let before = scratch.selected;
        // An open question handles its own keys, and the field would take them.
        let is_free = paint.workbench.question().is_none();
        let pressed =
            |key| is_free && ui.input_mut(|input| input.consume_key(Modifiers::NONE, key));
        if pressed(Key::ArrowUp) {
            scratch.selected = scratch.selected.saturating_sub(1);
        } else if pressed(Key::ArrowDown) {
            scratch.selected += 1;
        }
        let enter = pressed(Key::Enter);
        scratch.selected = scratch.selected.min(count.saturating_sub(1));
        let moved = scratch.selected != before || fresh;
        let id = Id::unique((self.name, "field"));
        let field = line_edit(&mut scratch.typed, self.hint).id(id);
        let field = field.margin(vec2(space::SMALL, space::SMALL));
        let response = ui.add(field).accessible_name(self.field);
        if fresh {
            // In the first frame the list is not visible yet, and an ordinary request would be lost.
            take_keyboard(ui, id, "");
        }
        let selected = scratch.selected;
        if response.changed() {
            scratch.selected = 0;
        }
        if count == 0 {
            ui.weak(self.nothing);
        }
        ui.spacing_mut().item_spacing.y = 1.0;
        let mut picked = None;
        // An area grows only from frame to frame.
        let height = (ui.ctx().content_rect().bottom() - ui.cursor().top() - space::LARGE)
            .clamp(100.0, 360.0);
        let list = ScrollArea::vertical().max_height(height);
        list.min_scrolled_height(height).show(ui, |ui| {
            for nth in 0..count {
                let is_selected = nth == selected;
                let response = entry(ui, paint, nth, is_selected);
                if is_selected && moved {
                    response.scroll_to_me(None);
                }
                if response.clicked() || (is_selected && enter) {
                    picked = Some(nth);
                }
            }
        });
        picked
    }
}
