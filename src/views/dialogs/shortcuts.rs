use crate::{
    views::{
        Paint,
        theme::{letters, space},
        widgets::heading,
    },
    workbench::{COMMANDS, Menu, Shortcut},
};

use egui::{Grid, RichText, ScrollArea, Ui};

/// Keys that the reading pane takes itself.
pub const READING_KEYS: [(&str, &str); 11] = [
    (
        "Arrows",
        "Move the caret, in the direction of the arrow also in right-to-left text",
    ),
    ("Ctrl+Left, Ctrl+Right", "Move the caret by a word"),
    ("Home, End", "Go to the start or end of the line"),
    (
        "Ctrl+Home, Ctrl+End",
        "Go to the start or end of the article",
    ),
    ("Page Up, Page Down", "Move by a screen"),
    ("Shift with any of these", "Select"),
    (
        "Alt+Left, Alt+Right",
        "Move the start of the chosen highlight",
    ),
    (
        "Alt+Shift+Left, Alt+Shift+Right",
        "Move the end of the chosen highlight",
    ),
    ("Enter", "Unfold the page clutter that the caret stands at"),
    ("Tab, then Enter", "Unfold or fold page clutter"),
    ("Escape", "Drop the selection"),
];

/// Keys that the graph takes itself.
pub const GRAPH_KEYS: [(&str, &str); 7] = [
    (
        "Arrows",
        "Go from node to node; with none chosen, move the picture",
    ),
    (
        "Enter",
        "Go to the passage or the article, choose the claim, look at the speaker alone",
    ),
    (
        "O",
        "Look at the claim or the speaker alone, or at all again",
    ),
    ("R", "Relate the claim to another"),
    ("Escape", "Leave the node, or give up relating"),
    ("+, -", "Zoom in, zoom out"),
    ("F", "Show the whole"),
];

/// Every shortcut, by menu; in two columns where there is room for them.
pub(crate) fn show(ui: &mut Ui, paint: &mut Paint<'_>) {
    ScrollArea::vertical()
        .auto_shrink([false, true])
        .max_height(ui.ctx().content_rect().height() - 180.0)
        .show(ui, |ui| {
            if ui.available_width() < 2.0 * COLUMN {
                of_menus(ui, paint, &Menu::ALL);
            } else {
                ui.columns_const(|[first, second]| {
                    of_menus(first, paint, &[Menu::File, Menu::Edit, Menu::Help]);
                    of_menus(second, paint, &[Menu::Claim, Menu::View]);
                });
            }
            heading(ui, paint, "In an article");
            grid(ui, paint, "reading", READING_KEYS.into_iter());
            heading(ui, paint, "In the graph");
            grid(ui, paint, "graph", GRAPH_KEYS.into_iter());
        });
}

/// The width that a shortcut and its command need beside one another.
const COLUMN: f32 = 390.0;

fn of_menus(ui: &mut Ui, paint: &Paint<'_>, menus: &[Menu]) {
    for menu in menus {
        heading(ui, paint, menu.label());
        let commands = commands_of(*menu);
        let rows = commands.iter().map(|(keys, name)| (keys.as_str(), *name));
        grid(ui, paint, menu.label(), rows);
    }
}

fn commands_of(menu: Menu) -> Vec<(String, &'static str)> {
    let with_keys = COMMANDS
        .iter()
        .filter(|spec| spec.menu == menu && !spec.keys.is_empty());
    with_keys
        .map(|spec| (keys_label(spec.keys), spec.label))
        .collect()
}

/// "Ctrl+Shift+Z or Ctrl+Y".
fn keys_label(keys: &[Shortcut]) -> String {
    keys.iter()
        .map(|key| key.label())
        .collect::<Vec<_>>()
        .join(" or ")
}

fn grid<'a>(
    ui: &mut Ui,
    paint: &Paint<'_>,
    id: &str,
    rows: impl Iterator<Item = (&'a str, &'a str)>,
) {
    Grid::new(id)
        .num_columns(2)
        .spacing([space::LARGE, space::TINY])
        .min_col_width(170.0)
        .min_row_height(letters::BODY + space::SMALL)
        .show(ui, |ui| {
            for (keys, name) in rows {
                ui.label(RichText::new(keys).strong());
                ui.label(RichText::new(name.trim_end_matches('…')).color(paint.theme.text));
                ui.end_row();
            }
        });
    ui.add_space(space::SMALL);
}
