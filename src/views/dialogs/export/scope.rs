//! Selects the claims to export.

use crate::{
    views::{
        Paint,
        theme::TARGET,
        widgets::{hint, line_edit},
    },
    workbench::{ExportIntent, ExportScope, Intent},
};

use egui::{RadioButton, Ui, vec2};

/// Width of the field for claim numbers, in points.
const NUMBERS_WIDTH: f32 = 110.0;

pub(super) fn show(ui: &mut Ui, paint: &mut Paint<'_>) {
    let count = |scope| paint.workbench.count_in_scope(scope);
    let scopes = [
        ("All", ExportScope::All),
        ("Filtered", ExportScope::Filtered),
        ("Selected", ExportScope::Selected),
    ];
    let scopes = scopes.map(|(label, scope)| (label, count(scope), scope));
    let now = paint.workbench.export_answers().scope;
    ui.horizontal_wrapped(|ui| {
        for (label, count, scope) in scopes {
            let is_there = scope == ExportScope::All || count > 0;
            let radio = RadioButton::new(now == scope, format!("{label} ({count})"));
            let radio = ui.add_enabled(is_there, radio);
            if radio.on_disabled_hover_text("No claims match").clicked() {
                paint.ask(Intent::Export(ExportIntent::SetScope(scope)));
            }
        }
        let is_now = now == ExportScope::Numbered;
        let radio = ui.radio(is_now, "By number");
        let mut numbers = paint.workbench.export_answers().numbers.clone();
        let field = line_edit(&mut numbers, "e.g. 1, 4-6").desired_width(NUMBERS_WIDTH);
        let field = ui.add_sized(vec2(NUMBERS_WIDTH, TARGET), field);
        let field = field.accessible_name("Numbers of claims");
        if field.changed() || radio.clicked() {
            paint.ask(Intent::Export(ExportIntent::SetNumbers(numbers)));
        }
    });
    if let Some(message) = paint.workbench.export_answers().no_claims.as_deref() {
        hint(ui, paint, message);
    }
}
