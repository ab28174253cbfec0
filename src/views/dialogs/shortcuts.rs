use crate::{
    views::{
        Paint,
        theme::{letters, space},
        widgets::heading,
    },
    workbench::{COMMANDS, Menu},
};

use egui::{Grid, RichText, ScrollArea, Ui};

/// Keys of the reading pane.
pub const READING_KEYS: [(&str, &str); 11] = [
    (
        "Arrows",
        "Move the cursor in the direction of the arrow, in right-to-left text too",
    ),
    ("Ctrl+Left, Ctrl+Right", "Move the cursor by a word"),
    ("Home, End", "Go to the start or end of the line"),
    (
        "Ctrl+Home, Ctrl+End",
        "Go to the start or end of the article",
    ),
    ("Page Up, Page Down", "Move by a page"),
    ("Shift with any of these", "Select"),
    (
        "Alt+Left, Alt+Right",
        "Move the start of the selected highlight",
    ),
    (
        "Alt+Shift+Left, Alt+Shift+Right",
        "Move the end of the selected highlight",
    ),
    ("Enter", "Unfold the page clutter at the cursor"),
    ("Tab, then Enter", "Unfold or fold page clutter"),
    ("Escape", "Clear the selection"),
];

/// Keys of the graph.
pub const GRAPH_KEYS: [(&str, &str); 7] = [
    ("Arrows", "Go from node to node; with none selected, pan"),
    (
        "Enter",
        "Go to the passage or article, select the claim, or show only the speaker",
    ),
    ("O", "Show only this claim or speaker, or everything again"),
    ("R", "Relate the claim to another"),
    ("Escape", "Deselect the node, or cancel relating"),
    ("+, -", "Zoom in, zoom out"),
    ("F", "Show the whole graph"),
];

/// Every shortcut by menu, in two columns if they fit.
pub(crate) fn show(ui: &mut Ui, paint: &mut Paint<'_>) {
    ScrollArea::vertical()
        .auto_shrink([false, true])
        .max_height(ui.ctx().content_rect().height() - 180.0)
        .show(ui, |ui| {
            if ui.available_width() < 2.0 * COLUMN {
                menus(ui, paint, &Menu::ALL);
            } else {
                ui.columns_const(|[first, second]| {
                    menus(first, paint, &[Menu::File, Menu::Edit, Menu::Help]);
                    menus(second, paint, &[Menu::Claim, Menu::View]);
                });
            }
            heading(ui, paint, "In an article");
            grid(ui, paint, "reading", READING_KEYS);
            heading(ui, paint, "In the graph");
            grid(ui, paint, "graph", GRAPH_KEYS);
        });
}

/// Width of a shortcut and its command side by side.
const COLUMN: f32 = 390.0;

fn menus(ui: &mut Ui, paint: &Paint<'_>, menus: &[Menu]) {
    for menu in menus {
        heading(ui, paint, menu.label());
        let with_keys = COMMANDS
            .iter()
            .filter(|spec| spec.menu == *menu && !spec.keys.is_empty());
        let rows = with_keys.map(|spec| {
            let keys: Vec<String> = spec.keys.iter().map(|key| key.label()).collect();
            (keys.join(" or "), spec.label)
        });
        grid(ui, paint, menu.label(), rows);
    }
}

fn grid(
    ui: &mut Ui,
    paint: &Paint<'_>,
    id: &str,
    rows: impl IntoIterator<Item = (impl Into<String>, &'static str)>,
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
