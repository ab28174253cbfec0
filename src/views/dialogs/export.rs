use super::export_protected;
use crate::{
    export::Export,
    storage::{ExportOptions, Settings, Theme},
    views::{Paint, theme::space, widgets::hint},
    workbench::{DocumentIntent, ExportIntent, Intent, Purpose},
};

use egui::{Button, Ui};

/// How wide it is, in points: the words around protected names need their room.
pub(crate) const WIDTH: f32 = 640.0;

/// The questions before an export; the answers for CSV are remembered.
pub(crate) fn show(ui: &mut Ui, paint: &mut Paint<'_>, export: Export, fresh: bool) {
    match export {
        Export::Graph => ask_for_theme(ui, paint),
        Export::Claims | Export::Evidence => ask_for_cells(ui, paint),
    }
    if export.can_hold_names() && paint.project().has_protected_names() {
        export_protected::show(ui, paint, export);
    }
    ui.add_space(space::SMALL);
    let may_export = paint.workbench.may_export(export);
    ui.horizontal(|ui| {
        let button = ui.add_enabled(may_export.is_ok(), Button::new("Export…"));
        let button = button.on_disabled_hover_text(may_export.err().unwrap_or_default());
        if fresh {
            button.request_focus();
        }
        if button.clicked() {
            paint.ask(Intent::SetOverlay(None));
            paint.ask(Intent::Document(DocumentIntent::Choose(Purpose::Export(
                export,
            ))));
        }
        if ui.button("Cancel").clicked() {
            paint.ask(Intent::SetOverlay(None));
        }
    });
}

fn ask_for_theme(ui: &mut Ui, paint: &mut Paint<'_>) {
    let is_dark = match paint.workbench.export_theme() {
        Theme::Light => false,
        Theme::Dark => true,
        Theme::System => paint.theme.dark,
    };
    ui.horizontal(|ui| {
        for (words, choice, dark) in [("Light", Theme::Light, false), ("Dark", Theme::Dark, true)] {
            if ui.radio(is_dark == dark, words).clicked() {
                paint.ask(Intent::Export(ExportIntent::SetTheme(choice)));
            }
        }
    });
    hint(
        ui,
        paint,
        "All of the graph as it is filtered, not only what is in view. Protected names are not in it",
    );
}

fn ask_for_cells(ui: &mut Ui, paint: &mut Paint<'_>) {
    let before = paint.workbench.settings().export;
    let mut options = before;
    ui.checkbox(&mut options.spreadsheet_safe, "Safe for spreadsheets");
    hint(
        ui,
        paint,
        "Cells that begin with = + - @ or a tab get an apostrophe in front, so that no spreadsheet takes them for a formula. Switched off, every cell is exact",
    );
    ui.checkbox(&mut options.bom, "Mark as UTF-8 for Excel");
    hint(
        ui,
        paint,
        "Excel needs the mark to show letters such as é or Ж; other programs may show it as a stray sign",
    );
    if options != before {
        remember(paint, options);
    }
}

fn remember(paint: &mut Paint<'_>, export: ExportOptions) {
    let settings = Settings {
        export,
        ..paint.workbench.settings().clone()
    };
    paint.ask(Intent::Configure(Box::new(settings)));
}
