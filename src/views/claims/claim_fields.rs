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
    (claim, text): (&Claim, &str),
    field: &Field<'_>,
    focus: bool,
    changed_to: impl FnOnce(String) -> ClaimField,
) -> Response {
    let id = field_id(field.name, claim);
    if focus {
        take_keyboard(ui, id, text);
    }
    let (response, changed) = field.show(ui, paint, id, text);
    if let Some(text) = changed {
        set_field(paint, claim, changed_to(text));
    }
    if focus {
        response.scroll_to_me(None);
    }
    response
}

/// A text of the claim that is edited in place. With `focus`, it takes the keyboard focus and scrolls into view.
pub(super) fn inline_edit(
    ui: &mut Ui,
    paint: &mut Paint<'_>,
    (claim, text): (&Claim, &str),
    field: InlineEdit<'_>,
    focus: bool,
    changed_to: impl FnOnce(String) -> ClaimField,
) {
    let id = field_id(field.name, claim);
    if focus {
        take_keyboard(ui, id, text);
    }
    let (response, changed) = field.show(ui, paint, id, text);
    if let Some(text) = changed {
        set_field(paint, claim, changed_to(text));
    }
    if focus {
        response.scroll_to_me(None);
    }
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

/// Sets a field by a click. This is an undo step of its own, not joined to the typing before or after it.
pub(super) fn set_as_step(paint: &mut Paint<'_>, claim: &Claim, field: ClaimField) {
    paint.ask(Intent::TypingEnded);
    set_field(paint, claim, field);
    paint.typing_ended = true;
}
