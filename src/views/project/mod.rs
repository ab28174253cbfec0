mod house_rules;
mod scale_draft;
mod scale_form;

use super::{
    Paint,
    theme::space,
    widgets::{Field, Lines, heading, scroll_to_focus},
};
use crate::workbench::Intent;
use scale_form::ScaleScratch;

use egui::{Id, ScrollArea, Ui};

/// What the window remembers.
#[derive(Default)]
pub(crate) struct ProjectScratch {
    pub(crate) scale: ScaleScratch,
    /// What had the keyboard in the frame before.
    focused: Option<Id>,
}

/// The project's title, the scale that its verdicts are chosen from, and the house rules.
pub(crate) fn show(ui: &mut Ui, paint: &mut Paint<'_>, scratch: &mut ProjectScratch) {
    let area = ScrollArea::vertical()
        .max_height(ui.ctx().content_rect().height() - 210.0)
        .auto_shrink([false, true]);
    area.show(ui, |ui| {
        // The bar does not cover what ends at the right.
        ui.set_max_width(ui.available_width() - space::SMALL);
        heading(ui, paint, "TITLE");
        title(ui, paint);
        ui.add_space(space::SMALL);
        heading(ui, paint, "VERDICT SCALE");
        scale_form::show(ui, paint, &mut scratch.scale);
        ui.add_space(space::SMALL);
        heading(ui, paint, "HOUSE RULES");
        house_rules::show(ui, paint);
        scroll_to_focus(ui, &mut scratch.focused);
    });
    ui.add_space(space::SMALL);
    if ui.button("Done").clicked() {
        paint.ask(Intent::SetOverlay(None));
    }
}

fn title(ui: &mut Ui, paint: &mut Paint<'_>) {
    let field = Field {
        name: "Title of the project",
        hint: "What this project is about",
        lines: Lines::One,
    };
    let id = Id::unique("project title");
    let (_, changed) = field.show(ui, paint, id, paint.project().title());
    if let Some(title) = changed {
        paint.ask(Intent::SetTitle(title));
    }
}
