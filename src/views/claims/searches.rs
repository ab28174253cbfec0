use super::claim_fields::{set_as_step, set_field, text_field};
use crate::{
    project::{Claim, ClaimField, Search},
    views::{
        Paint,
        theme::{TARGET, space},
        widgets::{Field, Lines, date_hint, sign_button},
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
    }
    let field = Field {
        name: "Speaker's reply",
        hint: "e.g. the speaker's answer: no comment",
        lines: Lines::From(2),
    };
    let text = (claim, claim.reply.as_str());
    text_field(ui, paint, text, &field, false, ClaimField::Reply);
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
            let field = Field {
                name: &format!("{name} of search {number}"),
                hint,
                lines: Lines::One,
            };
            let id = Id::unique((name, nth, claim.id.number()));
            if let (_, Some(typed)) = field.show(ui, paint, id, text) {
                *text = typed;
                changed = true;
            }
        };
    let removed = ui.horizontal(|ui| {
        let width = ui.available_width() - TARGET - space::SMALL;
        ui.allocate_ui(vec2(width, 24.0), |ui| {
            let hint = "e.g. asked for the count of the injured, no answer";
            field(ui, paint, "Subject", hint, &mut sought);
        });
        sign_button(ui, paint, "\u{d7}", &format!("Remove search {number}")).clicked()
    });
    ui.columns(2, |columns| {
        let [left, right] = columns else { return };
        field(left, paint, "Place", "e.g. the hospital", &mut place);
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
