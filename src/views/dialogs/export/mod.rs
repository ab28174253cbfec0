mod contents;
mod protected;
mod report;
mod scope;

use crate::{
    export::{Export, OptionsOfExport},
    storage::{ExportOptions, Separator, TableReader, Theme},
    views::{
        Paint,
        theme::space,
        widgets::{close_button, dialog_scroll, heading, hint},
    },
    workbench::{DocumentIntent, ExportIntent, Intent, Purpose},
};

use egui::{Button, Ui};

/// Width in points. Leaves room for the text around protected names, or for the sections beside the questions.
pub(crate) fn width(export: Export) -> f32 {
    match export.options() {
        OptionsOfExport::Report => 840.0,
        OptionsOfExport::Table | OptionsOfExport::Claims | OptionsOfExport::Picture => 640.0,
    }
}

/// The options of an export; those of tables are remembered.
pub(crate) fn show(ui: &mut Ui, paint: &mut Paint<'_>, export: Export, fresh: bool) {
    dialog_scroll(ui, 170.0).show(ui, |ui| options(ui, paint, export));
    ui.add_space(space::SMALL);
    buttons(ui, paint, export, fresh);
}

fn options(ui: &mut Ui, paint: &mut Paint<'_>, export: Export) {
    match export.options() {
        OptionsOfExport::Table => {
            table_options(ui, paint);
            contents::show(ui, paint, export);
        }
        OptionsOfExport::Report => report::show(ui, paint, export),
        OptionsOfExport::Claims => {
            heading(ui, paint, "Claims");
            scope::show(ui, paint);
            contents::show(ui, paint, export);
        }
        OptionsOfExport::Picture => theme_options(ui, paint),
    }
    if export.can_hold_names() && paint.project().has_protected_names() {
        protected::show(ui, paint, export);
    }
}

fn buttons(ui: &mut Ui, paint: &mut Paint<'_>, export: Export, fresh: bool) {
    let may_export = paint.workbench.may_export(export);
    ui.horizontal(|ui| {
        let button = ui.add_enabled(may_export.is_ok(), Button::new("Export…"));
        let button = button.on_disabled_hover_text(may_export.err().unwrap_or_default());
        if fresh {
            button.request_focus();
        }
        if button.clicked() {
            paint.ask(Intent::SetOverlay(None));
            paint.ask(Intent::Document(DocumentIntent::PickPath(Purpose::Export(
                export,
            ))));
        }
        close_button(ui, paint, "Cancel");
    });
}

fn theme_options(ui: &mut Ui, paint: &mut Paint<'_>) {
    let is_dark = match paint.workbench.export_answers().theme {
        Theme::Light => false,
        Theme::Dark => true,
        Theme::System => paint.theme.dark,
    };
    ui.horizontal(|ui| {
        for (label, choice, dark) in [("Light", Theme::Light, false), ("Dark", Theme::Dark, true)] {
            if ui.radio(is_dark == dark, label).clicked() {
                paint.ask(Intent::Export(ExportIntent::SetTheme(choice)));
            }
        }
    });
    hint(
        ui,
        paint,
        "Exports the whole filtered graph, not only the visible part. Stand-ins replace protected names.",
    );
}

fn table_options(ui: &mut Ui, paint: &mut Paint<'_>) {
    let before = paint.workbench.settings.export;
    let mut options = before;
    ui.horizontal(|ui| {
        ui.label("For which program?");
        for reader in TableReader::ALL {
            let is_selected = before.reader() == Some(reader);
            if ui.radio(is_selected, reader.label()).clicked() {
                options = ExportOptions::for_reader(reader);
            }
        }
    });
    hint(ui, paint, "Sets the three options below for that program");
    ui.horizontal(|ui| {
        ui.label("Separator:");
        for separator in Separator::ALL {
            ui.radio_value(&mut options.separator, separator, separator.label());
        }
    });
    ui.checkbox(&mut options.spreadsheet_safe, "Safe for spreadsheets");
    hint(
        ui,
        paint,
        "Puts an apostrophe before =, +, - and @ at the start of a cell and after each separator in it, so that no spreadsheet runs a formula. When off, cells are exported unchanged.",
    );
    ui.checkbox(&mut options.bom, "Mark as UTF-8 for Excel");
    hint(
        ui,
        paint,
        "Excel needs this mark to show letters such as é or Ж; other programs may show it as a stray character",
    );
    if options != before {
        let mut settings = paint.workbench.settings.clone();
        settings.export = options;
        paint.ask(Intent::Configure(Box::new(settings)));
    }
}
