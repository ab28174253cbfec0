use egui::Ui;

use super::{Paint, widgets::hint};
use crate::{project::Claimant, reader::LabelStyle, views::theme::letters};

/// Everybody who said something.
pub(super) fn show(ui: &mut Ui, paint: &mut Paint<'_>) {
    let names = paint.project().claimants().map(Claimant::shown_name);
    let names: Vec<String> = names.map(str::to_owned).collect();
    if names.is_empty() {
        hint(
            ui,
            paint,
            "Nobody yet. Choose a piece of evidence and press A to say who said it",
        );
    }
    let style = LabelStyle::new(letters::BODY, paint.theme.text).lines(1);
    for name in names {
        paint.engine.label(ui, &name, &style);
    }
}
