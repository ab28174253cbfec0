use super::line_edit;
use crate::{text::Needle, views::Paint};

use egui::{
    Button, Id, Key, Modifiers, PopupCloseBehavior, Ui,
    containers::menu::{MenuButton, MenuConfig},
};

/// A button that opens a list with a search field, to pick one entry.
pub(crate) struct PickMenu<'a> {
    /// The text of the button.
    pub words: &'a str,
    /// The accessible name and the tooltip.
    pub name: &'a str,
    /// The kind of entry, for the label of the search field: "an article".
    pub what: &'a str,
    /// The placeholder of the search field.
    pub example: &'a str,
}

/// Maximum number of entries listed at once.
pub(crate) const MAX_OFFERED: usize = 10;

impl PickMenu<'_> {
    /// `offered` returns the first [`MAX_OFFERED`] entries that match the search; the caller keeps `typed`. Returns the
    /// picked entry. Enter picks the first.
    pub(crate) fn show<T: Copy>(
        &self,
        ui: &mut Ui,
        paint: &mut Paint<'_>,
        typed: &mut String,
        offered: impl Fn(Option<&Needle>) -> Vec<(T, String)>,
    ) -> Option<T> {
        let config = MenuConfig::new().close_behavior(PopupCloseBehavior::CloseOnClickOutside);
        let (response, inner) = MenuButton::new(self.words).config(config).ui(ui, |ui| {
            ui.set_min_width(300.0);
            let name = format!("Find {}", self.what);
            let id = Id::unique(("picker", self.name));
            if just_opened(ui, id) {
                ui.memory_mut(|memory| memory.request_focus(id));
            }
            let field = line_edit(typed, self.example).id(id);
            let response = ui.add(field).accessible_name(&name);
            let entered = response.lost_focus() && ui.input(|input| input.key_pressed(Key::Enter));
            let entries = offered(Needle::new(typed).as_ref());
            if entries.is_empty() {
                ui.weak("No match");
            }
            let style = paint.theme.body().lines(1);
            let mut picked = None;
            for (nth, (entry, label)) in entries.iter().enumerate() {
                let atom = paint.engine.atom(ui, label, &style, 380.0);
                let button = Button::new(atom).frame_when_inactive(false);
                let clicked = ui.add(button).accessible_name(label).clicked();
                if clicked || (entered && nth == 0) {
                    picked = Some(*entry);
                }
            }
            let escape = ui.input_mut(|input| input.consume_key(Modifiers::NONE, Key::Escape));
            if picked.is_some() || escape {
                ui.close();
            }
            picked
        });
        if inner.is_none() {
            typed.clear();
        }
        response.on_hover_text(self.name).accessible_name(self.name);
        inner.and_then(|inner| inner.inner)
    }
}

/// Whether the list is painted for the first or second time. The first pass is invisible and loses the keyboard.
fn just_opened(ui: &Ui, id: Id) -> bool {
    let now = ui.ctx().cumulative_pass_nr();
    let painted: Option<(u64, u64)> = ui.data(|data| data.get_temp(id));
    let opened = painted
        .filter(|(_, last)| last + 1 >= now)
        .map_or(now, |(opened, _)| opened);
    ui.data_mut(|data| data.insert_temp(id, (opened, now)));
    now <= opened + 1
}
