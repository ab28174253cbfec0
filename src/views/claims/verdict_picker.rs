//! Palettes that set the verdict or the status of the selected claim from the keyboard.

use crate::{
    project::{Claim, ClaimField, Status},
    text::Needle,
    views::{
        Paint,
        articles::claim_name,
        widgets::{Picker, PickerScratch},
    },
    workbench::{ClaimIntent, Intent},
};

use egui::{Button, Ui, vec2};

/// A value for a field of the claim.
struct FieldValue {
    name: String,
    field: ClaimField,
    is_current: bool,
}

pub(crate) fn show_verdicts(
    ui: &Ui,
    paint: &mut Paint<'_>,
    scratch: &mut PickerScratch,
    fresh: bool,
) {
    let labels = paint.project().scale().verdicts.iter();
    let verdicts = std::iter::once(None).chain(labels.map(|verdict| Some(&verdict.label)));
    show(
        ui,
        paint,
        scratch,
        fresh,
        ("Verdict", "e.g. refuted"),
        |claim| {
            let value = |verdict: Option<&String>| FieldValue {
                name: verdict.map_or("No verdict yet", String::as_str).to_owned(),
                is_current: claim.verdict.as_ref() == verdict,
                field: ClaimField::Verdict(verdict.cloned()),
            };
            verdicts.map(value).collect()
        },
    );
}

pub(crate) fn show_statuses(
    ui: &Ui,
    paint: &mut Paint<'_>,
    scratch: &mut PickerScratch,
    fresh: bool,
) {
    show(
        ui,
        paint,
        scratch,
        fresh,
        ("Status", "e.g. done"),
        |claim| {
            let value = |status: Status| FieldValue {
                name: status.label().to_owned(),
                is_current: claim.status == status,
                field: ClaimField::Status(status),
            };
            Status::ALL.into_iter().map(value).collect()
        },
    );
}

/// Closes when no claim is selected any more.
fn show(
    ui: &Ui,
    paint: &mut Paint<'_>,
    scratch: &mut PickerScratch,
    fresh: bool,
    (what, example): (&str, &str),
    values_for: impl FnOnce(&Claim) -> Vec<FieldValue>,
) {
    let selected = paint.workbench.selection.claim;
    let Some(claim) = selected.and_then(|id| paint.project().claim(id)) else {
        paint.ask(Intent::SetOverlay(None));
        return;
    };
    let mut values = values_for(claim);
    if fresh {
        let current = values.iter().position(|value| value.is_current);
        scratch.selected = current.unwrap_or_default();
    }
    if let Some(needle) = Needle::new(&scratch.typed) {
        values.retain(|value| needle.is_in(&value.name));
    }
    let name = format!("{what} on claim {}", paint.project().claim_number(claim.id));
    let picker = Picker {
        name: &name,
        field: what,
        hint: example,
        nothing: "No match",
    };
    let parts = (
        |ui: &mut Ui, paint: &mut Paint<'_>| {
            paint.label(ui, &name, &paint.theme.title());
            let statement = match claim.statement.as_str() {
                "" => claim_name(paint.project(), claim.id),
                statement => statement.to_owned(),
            };
            paint.label(ui, &statement, &paint.theme.body().lines(2));
        },
        |ui: &mut Ui, paint: &mut Paint<'_>, nth: usize, is_selected| {
            let FieldValue {
                name, is_current, ..
            } = &values[nth];
            let width = ui.available_width();
            let atom = paint
                .engine
                .atom(ui, name, &paint.theme.body().lines(1), width);
            let button = Button::selectable(is_selected, atom)
                .shortcut_text(if *is_current { "current" } else { "" })
                .min_size(vec2(width, 0.0));
            ui.add(button).accessible_name(name)
        },
    );
    let clicked = picker.show(ui, paint, scratch, fresh, values.len(), parts);
    if let Some(value) = clicked.map(|nth| values.swap_remove(nth))
        && !value.is_current
    {
        paint.ask(Intent::Claim(ClaimIntent::Set(claim.id, value.field)));
    }
}
