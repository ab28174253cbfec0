use crate::{
    views::{
        Paint,
        theme::{letters, space},
        widgets::{close_button, heading, key_caps},
    },
    workbench::{Menu, commands, key_tables},
};

use egui::{Grid, RichText, ScrollArea, Ui};

/// All shortcuts by menu, in two columns if they fit, then the keys of each view.
pub(crate) fn show(ui: &mut Ui, paint: &mut Paint<'_>) {
    ScrollArea::vertical()
        .auto_shrink([false, true])
        .max_height(ui.ctx().content_rect().height() - 220.0)
        .show(ui, |ui| {
            if ui.available_width() < 2.0 * COLUMN_WIDTH {
                menus(ui, paint, &Menu::ALL);
            } else {
                ui.columns_const(|[first, second]| {
                    menus(first, paint, &[Menu::File, Menu::Edit, Menu::Help]);
                    menus(second, paint, &[Menu::Article, Menu::Claim, Menu::View]);
                });
            }
            for (title, keys) in key_tables() {
                heading(ui, paint, title);
                grid(ui, paint, title, keys.iter().copied());
            }
        });
    close_button(ui, paint, "Close");
}

/// Width of a shortcut and its command side by side.
const COLUMN_WIDTH: f32 = 390.0;

fn menus(ui: &mut Ui, paint: &Paint<'_>, menus: &[Menu]) {
    for menu in menus {
        heading(ui, paint, menu.label());
        let with_keys = commands().filter(|(other, spec)| other == menu && !spec.keys.is_empty());
        let rows = with_keys.map(|(_, spec)| {
            let keys: Vec<String> = spec.keys.iter().map(|key| key.name()).collect();
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
        // Longer sentences wrap.
        .max_col_width(ui.available_width() * 0.6)
        .min_row_height(letters::BODY + space::SMALL)
        .show(ui, |ui| {
            for (keys, name) in rows {
                key_caps(ui, paint, &keys.into());
                ui.label(RichText::new(name.trim_end_matches('…')).color(paint.theme.text));
                ui.end_row();
            }
        });
    ui.add_space(space::SMALL);
}
