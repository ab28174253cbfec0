use crate::{
    reader::LabelStyle,
    text::Needle,
    views::{
        Paint,
        theme::{letters, space},
    },
};

use egui::{
    Button, Id, Key, PopupCloseBehavior, RichText, TextEdit, Ui,
    containers::menu::{MenuButton, MenuConfig},
    vec2,
};

/// A button that opens a list to pick one from, with a field to find it by its words.
pub(crate) struct PickMenu<'a> {
    /// What stands on the button.
    pub words: &'a str,
    /// What a screen reader says, and the tooltip.
    pub name: &'a str,
    /// What can be found, for the field: "an article".
    pub what: &'a str,
}

/// Entries offered at once.
pub(crate) const MOST_OFFERED: usize = 10;

impl PickMenu<'_> {
    /// Paints it. `offered` gives the first [`MOST_OFFERED`] entries that fit what was typed; `typed` is kept by the caller.
    /// Returns what was picked; Enter picks the first.
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
            self.list(ui, paint, typed, offered)
        });
        if inner.is_none() {
            typed.clear();
        }
        response.on_hover_text(self.name).accessible_name(self.name);
        inner.and_then(|inner| inner.inner)
    }

    fn list<T: Copy>(
        &self,
        ui: &mut Ui,
        paint: &mut Paint<'_>,
        typed: &mut String,
        offered: impl Fn(Option<&Needle>) -> Vec<(T, String)>,
    ) -> Option<T> {
        let name = format!("Find {}", self.what);
        let id = Id::unique(("picker", self.name));
        let field = TextEdit::singleline(typed)
            .id(id)
            .hint_text(RichText::new(&name).color(paint.theme.faint))
            .desired_width(f32::INFINITY)
            .margin(vec2(space::SMALL, space::TINY));
        if just_opened(ui, id) {
            ui.memory_mut(|memory| memory.request_focus(id));
        }
        let response = ui.add(field).accessible_name(&name);
        let entered = response.lost_focus() && ui.input(|input| input.key_pressed(Key::Enter));
        let entries = offered(Needle::new(typed).as_ref());
        if entries.is_empty() {
            crate::views::widgets::hint(ui, paint, "Nothing fits");
        }
        let style = LabelStyle::new(letters::BODY, paint.theme.text).lines(1);
        let mut picked = None;
        for (nth, (entry, words)) in entries.iter().enumerate() {
            let atom = paint.engine.atom(ui, words, &style, 380.0);
            let button = Button::new(atom).frame_when_inactive(false);
            let clicked = ui.add(button).accessible_name(words).clicked();
            if clicked || (entered && nth == 0) {
                picked = Some(*entry);
            }
        }
        let escape = ui.input_mut(|input| input.consume_key(egui::Modifiers::NONE, Key::Escape));
        if picked.is_some() || escape {
            ui.close();
        }
        picked
    }
}

/// Whether the list is painted for the first or the second time; the first is not seen, and keeps no keyboard.
fn just_opened(ui: &Ui, id: Id) -> bool {
    let now = ui.ctx().cumulative_pass_nr();
    let painted: Option<(u64, u64)> = ui.data(|data| data.get_temp(id));
    let opened = painted
        .filter(|(_, last)| last + 1 >= now)
        .map_or(now, |(opened, _)| opened);
    ui.data_mut(|data| data.insert_temp(id, (opened, now)));
    now <= opened + 1
}
