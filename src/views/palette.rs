use egui::{
    Area, Button, Frame, Id, Key, Margin, Modifiers, Order, ScrollArea, TextEdit, Ui, pos2, vec2,
};

use super::{
    Paint,
    theme::space,
    widgets::{command_tooltip, hint, take_keyboard},
};
use crate::{
    text::Needle,
    workbench::{COMMANDS, Command, CommandSpec, Intent},
};

/// What was typed, and which of the commands found is chosen.
#[derive(Default)]
pub(super) struct PaletteScratch {
    typed: String,
    chosen: usize,
}

/// Every command by its name: type, choose with the arrows, Enter.
pub(super) fn show(ui: &mut Ui, paint: &mut Paint<'_>, scratch: &mut PaletteScratch, fresh: bool) {
    let window = ui.ctx().content_rect();
    let width = 520.0_f32.min(window.width() - 40.0);
    let place = pos2(window.center().x - width * 0.5, window.top() + 70.0);
    let frame = Frame::window(ui.style()).inner_margin(Margin::same(space::MEDIUM as i8));
    let area = Area::new(Id::unique("palette"))
        .order(Order::Foreground)
        .fixed_pos(place);
    let area = area
        .accessible_name("Command palette")
        .show(ui.ctx(), |ui| {
            frame.show(ui, |ui| {
                ui.set_width(width);
                contents(ui, paint, scratch, fresh);
            });
        });
    if area.response.clicked_elsewhere() && !fresh {
        paint.ask(Intent::SetOverlay(None));
    }
}

fn contents(ui: &mut Ui, paint: &mut Paint<'_>, scratch: &mut PaletteScratch, fresh: bool) {
    let found = found(&scratch.typed);
    let before = scratch.chosen;
    let enter = follow_keys(ui, scratch, found.len());
    let moved = scratch.chosen != before;
    let id = Id::unique("palette field");
    let field = TextEdit::singleline(&mut scratch.typed)
        .id(id)
        .hint_text("Type the name of a command")
        .desired_width(f32::INFINITY)
        .margin(vec2(space::SMALL, space::SMALL));
    let response = ui.add(field).accessible_name("Command");
    if fresh {
        // As for any window that just opened: its first frame is not seen.
        take_keyboard(ui, id, "");
    }
    if response.changed() {
        scratch.chosen = 0;
    }
    if found.is_empty() {
        hint(ui, paint, "No command has these words in its name");
    }
    ui.spacing_mut().item_spacing.y = 1.0;
    ScrollArea::vertical().max_height(360.0).show(ui, |ui| {
        for (nth, spec) in found.iter().enumerate() {
            let is_chosen = nth == scratch.chosen;
            if entry(ui, paint, spec, is_chosen, moved) || (is_chosen && enter) {
                paint.ask(Intent::SetOverlay(None));
                paint.command(spec.command);
            }
        }
    });
}

/// Moves the choice by the arrows; returns whether Enter was pressed. Done before the field would take the keys.
fn follow_keys(ui: &mut Ui, scratch: &mut PaletteScratch, count: usize) -> bool {
    let (up, down, enter) = ui.input_mut(|input| {
        (
            input.consume_key(Modifiers::NONE, Key::ArrowUp),
            input.consume_key(Modifiers::NONE, Key::ArrowDown),
            input.consume_key(Modifiers::NONE, Key::Enter),
        )
    });
    let last = count.saturating_sub(1);
    scratch.chosen = match (up, down) {
        (true, _) => scratch.chosen.saturating_sub(1),
        (_, true) => scratch.chosen + 1,
        _ => scratch.chosen,
    }
    .min(last);
    enter
}

fn entry(ui: &mut Ui, paint: &Paint<'_>, spec: &CommandSpec, chosen: bool, moved: bool) -> bool {
    let keys = spec.keys.first().map(|key| key.label()).unwrap_or_default();
    let words = format!(
        "{}  \u{203a}  {}",
        spec.menu.label(),
        paint.workbench.label(spec.command)
    );
    let button = Button::selectable(chosen, words)
        .shortcut_text(keys)
        .min_size(vec2(ui.available_width(), 0.0));
    let enabled = paint.workbench.enabled(spec.command).is_ok();
    let tooltip = command_tooltip(paint, spec.command);
    let response = ui
        .add_enabled(enabled, button)
        .on_hover_text(&tooltip)
        .on_disabled_hover_text(&tooltip);
    if chosen && moved {
        response.scroll_to_me(None);
    }
    response.clicked()
}

/// The commands that have every word that was typed in their menu or name; the palette itself is not among them. Those in
/// whose name a word begins so come first: "light" is the theme before it is a part of "Highlight".
fn found(typed: &str) -> Vec<&'static CommandSpec> {
    let words: Vec<Needle> = typed.split_whitespace().filter_map(Needle::new).collect();
    let has = |spec: &&CommandSpec| {
        let name = format!("{} {}", spec.menu.label(), spec.label);
        spec.command != Command::Palette && words.iter().all(|word| word.is_in(&name))
    };
    let mut found: Vec<&CommandSpec> = COMMANDS.iter().filter(has).collect();
    let begins_inside = |spec: &&CommandSpec| {
        let mut names = spec.label.split_whitespace();
        !names.any(|name| words.iter().any(|word| word.begins(name)))
    };
    found.sort_by_key(begins_inside);
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_command_is_found_by_words_of_its_name_in_any_order() {
        let names: Vec<&str> = found("csv claims").iter().map(|spec| spec.label).collect();
        assert_eq!(names, ["Export Claims as CSV…"]);
        assert_eq!(found("light")[0].label, "Light Theme");
        assert_eq!(found("nosuchcommand").len(), 0);
        assert_eq!(found("").len(), COMMANDS.len() - 1);
    }
}
