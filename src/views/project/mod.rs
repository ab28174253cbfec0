mod house_rules;
mod scale_draft;
mod scale_form;

use super::{
    Paint,
    theme::space,
    widgets::{Field, close_button, dialog_scroll, heading, scroll_to_focus, take_keyboard},
};
use crate::workbench::Intent;
use scale_form::ScaleScratch;

use egui::{Id, Ui};

#[derive(Default)]
pub(crate) struct ProjectScratch {
    scale: ScaleScratch,
    /// The widget that had the keyboard focus in the frame before.
    focused: Option<Id>,
}

/// The project's title, verdict scale and house rules.
pub(crate) fn show(ui: &mut Ui, paint: &mut Paint<'_>, scratch: &mut ProjectScratch, fresh: bool) {
    dialog_scroll(ui, 210.0).show(ui, |ui| {
        // Keeps the contents clear of the scroll bar.
        ui.set_max_width(ui.available_width() - space::SMALL);
        let title = heading(ui, paint, "Project title");
        let field = Field::line("Project title", "e.g. The flood at Karveth");
        let id = Id::unique("project title");
        let (response, changed) = field.show(ui, paint, id, paint.project().title());
        if fresh {
            take_keyboard(ui, id, paint.project().title());
        }
        response.labelled_by(title.id);
        if let Some(title) = changed {
            paint.ask(Intent::SetTitle(title));
        }
        ui.add_space(space::SMALL);
        heading(ui, paint, "Verdict scale");
        scale_form::show(ui, paint, &mut scratch.scale);
        ui.add_space(space::SMALL);
        heading(ui, paint, "House rules");
        house_rules::show(ui, paint);
        scroll_to_focus(ui, &mut scratch.focused);
    });
    ui.add_space(space::SMALL);
    close_button(ui, paint, "Done");
}
