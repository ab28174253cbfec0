use crate::{
    project::{Claim, ClaimField, Search},
    views::{
        Paint,
        theme::{TARGET, space},
        widgets::{Field, Lines, sign_button},
    },
    workbench::{ClaimIntent, Intent},
};

use egui::{Id, Ui, vec2};

/// What was sought for the claim and not found, and what the speaker replied.
pub(crate) fn show(ui: &mut Ui, paint: &mut Paint<'_>, claim: &Claim) {
    for (nth, search) in claim.searches.iter().enumerate() {
        show_search(ui, paint, claim, nth, search);
    }
    let add = ui
        .button("+ Search")
        .on_hover_text("Counter-evidence is work too: what was sought, of whom, when")
        .accessible_name("Add search");
    if add.clicked() {
        let searches = [claim.searches.as_slice(), &[Search::default()]].concat();
        paint.ask(Intent::TypingEnded);
        set(paint, claim, ClaimField::Searches(searches));
        paint.typing_ended = true;
    }
    let field = Field {
        name: "Reply of the speaker",
        hint: "What the speaker answered when asked",
        lines: Lines::From(2),
    };
    let id = Id::unique(("reply", claim.id.number()));
    let (_, changed) = field.show(ui, paint, id, &claim.reply);
    if let Some(reply) = changed {
        set(paint, claim, ClaimField::Reply(reply));
    }
}

fn show_search(ui: &mut Ui, paint: &mut Paint<'_>, claim: &Claim, nth: usize, search: &Search) {
    let number = nth + 1;
    let mut edited = search.clone();
    let mut changed = false;
    let mut field =
        |ui: &mut Ui, paint: &mut Paint<'_>, what: &str, hint: &str, text: &mut String| {
            let name = format!("{what} of search {number}");
            let field = Field {
                name: &name,
                hint,
                lines: Lines::One,
            };
            let id = Id::unique((what, nth, claim.id.number()));
            if let (_, Some(typed)) = field.show(ui, paint, id, text) {
                *text = typed;
                changed = true;
            }
        };
    let gone = ui
        .horizontal(|ui| {
            let width = ui.available_width() - TARGET - space::SMALL;
            ui.allocate_ui(vec2(width, 24.0), |ui| {
                let hint = "asked for the count of the injured, no answer";
                field(ui, paint, "Subject", hint, &mut edited.sought);
            });
            sign_button(ui, paint, "\u{d7}", &format!("Remove search {number}")).clicked()
        })
        .inner;
    ui.columns(2, |columns| {
        let [left, right] = columns else { return };
        field(left, paint, "Place", "the hospital", &mut edited.place);
        field(right, paint, "Date", "2023-05-24", &mut edited.date);
    });
    let mut searches = claim.searches.clone();
    if gone {
        searches.remove(nth);
        paint.ask(Intent::TypingEnded);
        paint.typing_ended = true;
    } else if changed {
        searches[nth] = edited;
    } else {
        return;
    }
    set(paint, claim, ClaimField::Searches(searches));
}

fn set(paint: &mut Paint<'_>, claim: &Claim, field: ClaimField) {
    paint.ask(Intent::Claim(ClaimIntent::Set(claim.id, field)));
}
