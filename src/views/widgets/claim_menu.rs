use super::menu_entries;
use crate::{
    project::{ClaimField, ClaimId, Status},
    views::Paint,
    workbench::{ClaimIntent, ComparisonIntent, Intent},
};

use egui::{Button, Ui};

/// The context menu of a claim, wherever it is listed.
pub(in crate::views) fn claim_menu(ui: &mut Ui, paint: &mut Paint<'_>, id: ClaimId) {
    let Some(claim) = paint.project().claim(id) else {
        return;
    };
    let verdicts = paint.project().scale().verdicts.iter();
    let verdicts = std::iter::once(None).chain(verdicts.map(|verdict| Some(&verdict.label)));
    ui.menu_button("Verdict", |ui| {
        for verdict in verdicts {
            let label = verdict.map_or("No verdict yet", String::as_str);
            let field = ClaimField::Verdict(verdict.cloned());
            value(
                ui,
                paint,
                id,
                label,
                claim.verdict.as_ref() == verdict,
                field,
            );
        }
    });
    ui.menu_button("Status", |ui| {
        for status in Status::ALL {
            let field = ClaimField::Status(status);
            value(ui, paint, id, status.label(), claim.status == status, field);
        }
    });
    ui.separator();
    menu_entries(ui, paint, [compare_entry(paint, id)]);
    let index = paint.project().claim_place(id).unwrap_or_default();
    let last = paint.project().claims().len() - 1;
    let is_selected = paint.workbench.selection.claim == Some(id);
    let entries = [
        ("Deselect", is_selected, ClaimIntent::Select(None)),
        (
            "Move claim up",
            index > 0,
            ClaimIntent::Move(id, index.saturating_sub(1)),
        ),
        (
            "Move claim down",
            index < last,
            ClaimIntent::Move(id, index + 1),
        ),
        ("Delete claim", true, ClaimIntent::Delete(id)),
    ];
    let entries = entries.map(|(label, enabled, intent)| {
        let intent = Intent::Claim(intent);
        (label, enabled.then_some(intent))
    });
    menu_entries(ui, paint, entries);
}

/// The entry that compares the passages of a claim with one another.
pub(in crate::views) fn compare_entry(
    paint: &Paint<'_>,
    id: ClaimId,
) -> (&'static str, Option<Intent>) {
    let compare = Intent::Comparison(ComparisonIntent::OfClaim(id));
    let has_several = paint.project().evidence_count(id) > 1;
    ("Compare passages\u{2026}", has_several.then_some(compare))
}

/// A value that the claim can have; verdicts may be in any script.
fn value(
    ui: &mut Ui,
    paint: &mut Paint<'_>,
    id: ClaimId,
    label: &str,
    is_current: bool,
    field: ClaimField,
) {
    let style = paint.theme.body();
    let atom = paint.engine.atom(ui, label, &style, f32::INFINITY);
    let button = ui.add(Button::selectable(is_current, atom));
    if button.accessible_name(label).clicked() {
        paint.ask(Intent::Claim(ClaimIntent::Set(id, field)));
        ui.close();
    }
}
