//! The sections of a report, and the parts of the project that a format cannot hold.

use crate::{
    export::{Export, OptionsOfExport, PreviewSection},
    reader::LabelStyle,
    text::capitalized,
    views::{
        Paint,
        theme::{letters, space},
        widgets::{card_frame, heading, hint},
    },
};

use egui::{ScrollArea, Ui};

/// Maximum height of the list of omitted parts, in points.
const MAX_LEFT_OUT_HEIGHT: f32 = 96.0;

/// The sections of a report and its omitted parts.
pub(super) fn sections(ui: &mut Ui, paint: &mut Paint<'_>, export: Export) {
    ui.horizontal(|ui| {
        heading(ui, paint, "Sections");
        if !paint.workbench.is_preview_current(export) {
            ui.spinner();
        }
    });
    let Some(preview) = paint.workbench.export_preview(export) else {
        return;
    };
    card_frame(paint, paint.theme.line).show(ui, |ui| {
        ui.set_width(ui.available_width());
        ui.spacing_mut().item_spacing.y = 0.0;
        for (nth, section) in preview.sections.iter().enumerate() {
            let PreviewSection { heading, contents } = section;
            if nth > 0 {
                ui.add_space(space::SMALL);
            }
            let style = LabelStyle::new(letters::BODY, paint.theme.text).lines(1);
            paint.engine.label(ui, heading, &style);
            let style = LabelStyle::new(letters::NOTE, paint.theme.faint).lines(1);
            paint.engine.label(ui, contents, &style);
        }
    });
    left_out(ui, paint, &preview.left_out);
}

/// The parts of the project that the format of an export cannot hold, if any.
pub(super) fn show(ui: &mut Ui, paint: &mut Paint<'_>, export: Export) {
    match paint.workbench.export_preview(export) {
        // A table holds everything, up to the length of a cell.
        None if export.options() == OptionsOfExport::Table => {}
        None => {
            ui.horizontal(|ui| {
                ui.spinner();
                hint(ui, paint, "Checking what the format can hold");
            });
        }
        Some(preview) => left_out(ui, paint, &preview.left_out),
    }
}

fn left_out(ui: &mut Ui, paint: &mut Paint<'_>, sentences: &[String]) {
    if sentences.is_empty() {
        return;
    }
    ui.add_space(space::SMALL);
    heading(ui, paint, "What this format cannot hold");
    let style = LabelStyle::new(letters::BODY, paint.theme.text);
    ScrollArea::vertical()
        .id_salt("left out")
        .max_height(MAX_LEFT_OUT_HEIGHT)
        .auto_shrink([false, true])
        .show(ui, |ui| {
            for sentence in sentences {
                paint.engine.label(ui, &capitalized(sentence), &style);
            }
        });
}
