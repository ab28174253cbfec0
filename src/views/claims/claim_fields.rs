//! Widgets for the fields of a claim.

use crate::{
    analysis::{WrongSum, wrong_sums},
    project::{Claim, ClaimField},
    views::{
        Paint,
        widgets::{Field, InlineEdit, take_keyboard},
    },
    workbench::{ClaimIntent, Intent},
};

use egui::{Id, Response, Ui};

/// The id of the text field called `name`.
pub(super) fn field_id(name: &str, claim: &Claim) -> Id {
    Id::unique((name, claim.id.number()))
}

/// A text field of the claim. With `focus`, it takes the keyboard focus and scrolls into view.
pub(super) fn text_field(
    ui: &mut Ui,
    paint: &mut Paint<'_>,
    of: (&Claim, &str),
    field: &Field<'_>,
    focus: bool,
    changed_to: impl FnOnce(String) -> ClaimField,
) -> Response {
    let show = |ui: &mut Ui, paint: &mut Paint<'_>, id| field.show(ui, paint, id, of.1);
    edit(ui, paint, of, (field.name, focus), show, changed_to)
}

/// A text of the claim that is edited in place. With `focus`, it takes the keyboard focus and scrolls into view.
pub(super) fn inline_edit(
    ui: &mut Ui,
    paint: &mut Paint<'_>,
    of: (&Claim, &str),
    field: InlineEdit<'_>,
    focus: bool,
    changed_to: impl FnOnce(String) -> ClaimField,
) {
    let name = field.name;
    let show = |ui: &mut Ui, paint: &mut Paint<'_>, id| field.show(ui, paint, id, of.1);
    edit(ui, paint, of, (name, focus), show, changed_to);
}

fn edit(
    ui: &mut Ui,
    paint: &mut Paint<'_>,
    (claim, text): (&Claim, &str),
    (name, focus): (&str, bool),
    show: impl FnOnce(&mut Ui, &mut Paint<'_>, Id) -> (Response, Option<String>),
    changed_to: impl FnOnce(String) -> ClaimField,
) -> Response {
    let id = field_id(name, claim);
    if focus {
        take_keyboard(ui, id, text);
    }
    let (response, changed) = show(ui, paint, id);
    if let Some(text) = changed {
        set_field(paint, claim, changed_to(text));
    }
    if focus {
        response.scroll_to_me(None);
    }
    response
}

/// A line for each wrong sum in a text of the claim: "8 + 5 is 13, not 14".
pub(super) fn sum_check(ui: &mut Ui, paint: &mut Paint<'_>, text: &str) {
    for WrongSum {
        terms,
        written,
        right,
    } in wrong_sums(text)
    {
        let message = format!("{terms} is {right}, not {written}");
        paint.label(ui, &message, &paint.theme.detail());
    }
}

pub(super) fn set_field(paint: &mut Paint<'_>, claim: &Claim, field: ClaimField) {
    paint.ask(Intent::Claim(ClaimIntent::Set(claim.id, field)));
}

/// Sets a field by a click.
pub(super) fn set_as_step(paint: &mut Paint<'_>, claim: &Claim, field: ClaimField) {
    paint.ask_as_step(Intent::Claim(ClaimIntent::Set(claim.id, field)));
}
