use super::claim_fields::{set_as_step, set_field, text_field};
use crate::{
    project::{Claim, ClaimField, Search},
    views::{
        Paint,
        theme::TARGET,
        widgets::{Field, date_hint, heading, sign_button},
    },
};

use egui::{Id, Ui, vec2};

/// Searches for evidence that found nothing, and the speaker's reply.
pub(super) fn show(ui: &mut Ui, paint: &mut Paint<'_>, claim: &Claim) {
    for (nth, search) in claim.searches.iter().enumerate() {
        show_search(ui, paint, claim, nth, search);
    }
    let add = ui
        .button("+ Search")
        .on_hover_text("Record a search that found nothing: subject, place and date")
        .accessible_name("Add search");
    if add.clicked() {
        let searches = [claim.searches.as_slice(), &[Search::default()]].concat();
        set_as_step(paint, claim, ClaimField::Searches(searches));
        let subject = search_field(SUBJECT, claim.searches.len(), claim);
        ui.memory_mut(|memory| memory.request_focus(subject));
    }
    let label = heading(ui, paint, "Speaker's reply");
    let hint = "e.g. no comment";
    let field = Field::lines(2, "Speaker's reply", hint);
    let text = (claim, claim.reply.as_str());
    let response = text_field(ui, paint, text, &field, false, ClaimField::Reply);
    response.labelled_by(label.id);
}

const SUBJECT: &str = "Subject";
const PLACE: &str = "Place";

/// The id of a field of the claim's `nth` search.
fn search_field(name: &str, nth: usize, claim: &Claim) -> Id {
    Id::unique((name, nth, claim.id.number()))
}

fn show_search(ui: &mut Ui, paint: &mut Paint<'_>, claim: &Claim, nth: usize, search: &Search) {
    let number = nth + 1;
    let Search {
        mut sought,
        mut place,
        mut date,
    } = search.clone();
    let mut changed = false;
    let mut field =
        |ui: &mut Ui, paint: &mut Paint<'_>, name: &str, hint: &str, text: &mut String| {
            let name_of_field = format!("{name} of search {number}");
            let field = Field::line(&name_of_field, hint);
            let id = search_field(name, nth, claim);
            let (_, typed) = if name == SUBJECT {
                // Keeps Enter from pressing the button that removes the search.
                field.show_before(ui, paint, id, text, search_field(PLACE, nth, claim))
            } else {
                field.show(ui, paint, id, text)
            };
            if let Some(typed) = typed {
                *text = typed;
                changed = true;
            }
        };
    let removed = ui.horizontal(|ui| {
        let width = ui.available_width() - TARGET - ui.spacing().item_spacing.x;
        ui.allocate_ui(vec2(width, TARGET), |ui| {
            ui.set_max_width(width);
            let hint = "e.g. asked for the count of the injured, no answer";
            field(ui, paint, SUBJECT, hint, &mut sought);
        });
        sign_button(ui, paint, "\u{d7}", &format!("Remove search {number}")).clicked()
    });
    ui.columns(2, |columns| {
        let [left, right] = columns else { return };
        field(left, paint, PLACE, "e.g. the hospital", &mut place);
        field(right, paint, "Date", "e.g. 2031-05-24", &mut date);
    });
    date_hint(ui, &date);
    let mut searches = claim.searches.clone();
    if removed.inner {
        searches.remove(nth);
        set_as_step(paint, claim, ClaimField::Searches(searches));
    } else if changed {
        searches[nth] = Search {
            sought,
            place,
            date,
        };
        set_field(paint, claim, ClaimField::Searches(searches));
    }
}
