use crate::{
    text::Needle,
    views::{
        Paint,
        widgets::{Picker, PickerScratch, command_tooltip},
    },
    workbench::{Command, CommandSpec, Menu, commands},
};

use egui::{Button, Response, Ui, vec2};

const PICKER: Picker<'_> = Picker {
    name: "Command palette",
    field: "Command",
    hint: "e.g. new claim",
    nothing: "No match",
};

/// Finds and runs any command by its name.
pub(crate) fn show(ui: &Ui, paint: &mut Paint<'_>, scratch: &mut PickerScratch, fresh: bool) {
    let found = matching_commands(&scratch.typed);
    let parts = (
        |ui: &mut Ui, paint: &mut Paint<'_>| {
            paint.label(ui, "Command palette", &paint.theme.title());
        },
        |ui: &mut Ui, paint: &mut Paint<'_>, nth: usize, selected| {
            entry(ui, paint, found[nth], selected)
        },
    );
    if let Some(picked) = PICKER.show(ui, paint, scratch, fresh, found.len(), parts) {
        paint.command(found[picked].1.command);
    }
}

fn entry(
    ui: &mut Ui,
    paint: &Paint<'_>,
    (menu, spec): (Menu, &CommandSpec),
    selected: bool,
) -> Response {
    let keys = spec.keys.first().map(|key| key.label()).unwrap_or_default();
    let label = format!(
        "{}  \u{203a}  {}",
        menu.label(),
        paint.workbench.label(spec.command)
    );
    let button = Button::selectable(selected, label)
        .shortcut_text(keys)
        .min_size(vec2(ui.available_width(), 0.0));
    let enabled = paint.workbench.enabled(spec.command).is_ok();
    let tooltip = command_tooltip(paint, spec.command);
    ui.add_enabled(enabled, button)
        .on_hover_text(&tooltip)
        .on_disabled_hover_text(&tooltip)
}

/// The commands whose menu and label contain every typed word, except the palette itself. Matches at the start of the
/// label come first, then those at the start of a word: "table" lists the view before "Copy table rows", and "light"
/// lists the theme before "Highlight".
fn matching_commands(typed: &str) -> Vec<(Menu, &'static CommandSpec)> {
    let words: Vec<Needle> = typed.split_whitespace().filter_map(Needle::new).collect();
    let has = |(menu, spec): &(Menu, &CommandSpec)| {
        let name = format!("{} {}", menu.label(), spec.label);
        spec.command != Command::Palette && words.iter().all(|word| word.is_in(&name))
    };
    let mut found: Vec<(Menu, &CommandSpec)> = commands().filter(has).collect();
    let whole = Needle::new(typed);
    let rank = |(_, spec): &(Menu, &CommandSpec)| {
        let begins_label = whole.as_ref().is_some_and(|whole| whole.begins(spec.label));
        let mut names = spec.label.split_whitespace();
        let begins_word = names.any(|name| words.iter().any(|word| word.begins(name)));
        (!begins_label, !begins_word)
    };
    found.sort_by_key(rank);
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_palette_finds_commands_by_words_in_any_order() {
        let names: Vec<&str> = matching_commands("csv claims")
            .iter()
            .map(|found| found.1.label)
            .collect();
        assert_eq!(names, ["Export claims as CSV…"]);
        assert_eq!(matching_commands("light")[0].1.label, "Light theme");
        assert_eq!(
            matching_commands("table")[0].1.command,
            Command::View(crate::storage::View::Table)
        );
        assert_eq!(matching_commands("nosuchcommand").len(), 0);
        assert_eq!(matching_commands("").len(), commands().count() - 1);
    }
}
