//! The verdict and the status of the chosen claim, chosen by keys.

use crate::{
    project::{Claim, ClaimField, Project, Status},
    reader::LabelStyle,
    text::Needle,
    views::{
        Paint,
        articles::claim_name,
        theme::letters,
        widgets::{Picker, PickerScratch, hint},
    },
    workbench::{ClaimIntent, Intent},
};

use egui::{Button, Response, Ui, vec2};

/// What a claim can be given: its name, and whether the claim has it now.
struct Offer {
    name: String,
    field: ClaimField,
    is_set: bool,
}

fn verdicts(project: &Project, claim: &Claim) -> Vec<Offer> {
    let labels = project.scale().verdicts.iter();
    let labels = labels.map(|verdict| Some(verdict.label.clone()));
    let offer = |verdict: Option<String>| Offer {
        name: verdict
            .clone()
            .unwrap_or_else(|| "No verdict yet".to_owned()),
        is_set: claim.verdict == verdict,
        field: ClaimField::Verdict(verdict),
    };
    std::iter::once(None).chain(labels).map(offer).collect()
}

fn statuses(claim: &Claim) -> Vec<Offer> {
    let offer = |status: Status| Offer {
        name: status.label().to_owned(),
        is_set: claim.status == status,
        field: ClaimField::Status(status),
    };
    Status::ALL.into_iter().map(offer).collect()
}

/// The verdicts of the project's scale.
pub(crate) fn show_verdicts(
    ui: &Ui,
    paint: &mut Paint<'_>,
    scratch: &mut PickerScratch,
    fresh: bool,
) {
    let project = paint.project();
    if let Some(claim) = chosen_claim(paint) {
        let offers = verdicts(project, claim);
        show(ui, paint, scratch, fresh, ("Verdict", claim, offers));
    }
}

/// Where the work on a claim can stand.
pub(crate) fn show_statuses(
    ui: &Ui,
    paint: &mut Paint<'_>,
    scratch: &mut PickerScratch,
    fresh: bool,
) {
    if let Some(claim) = chosen_claim(paint) {
        let offers = statuses(claim);
        show(ui, paint, scratch, fresh, ("Status", claim, offers));
    }
}

/// Where the claim has gone meanwhile, there is nothing to choose.
fn chosen_claim<'a>(paint: &mut Paint<'a>) -> Option<&'a Claim> {
    let chosen = paint.workbench.chosen().claim;
    let claim = chosen.and_then(|id| paint.project().claim(id));
    if claim.is_none() {
        paint.ask(Intent::SetOverlay(None));
    }
    claim
}

fn show(
    ui: &Ui,
    paint: &mut Paint<'_>,
    scratch: &mut PickerScratch,
    fresh: bool,
    (what, claim, mut offers): (&str, &Claim, Vec<Offer>),
) {
    if fresh {
        scratch.chosen = offers.iter().position(|it| it.is_set).unwrap_or_default();
    }
    if let Some(needle) = Needle::new(&scratch.typed) {
        offers.retain(|offer| needle.is_in(&offer.name));
    }
    let number = paint.project().claim_place(claim.id).unwrap_or_default() + 1;
    let name = format!("{what} on claim {number}");
    let picker = Picker {
        name: &name,
        field: what,
        hint: "Type, or choose with the arrows",
        nothing: "None has these words in its name",
    };
    let parts = (
        |ui: &mut Ui, paint: &mut Paint<'_>| head(ui, paint, &name, claim),
        |ui: &mut Ui, paint: &mut Paint<'_>, nth: usize, is_chosen| {
            entry(ui, paint, &offers[nth], is_chosen)
        },
    );
    let chosen = picker.show(ui, paint, scratch, fresh, offers.len(), parts);
    if let Some(offer) = chosen.map(|nth| offers.swap_remove(nth))
        && !offer.is_set
    {
        paint.ask(Intent::Claim(ClaimIntent::Set(claim.id, offer.field)));
    }
}

fn head(ui: &mut Ui, paint: &mut Paint<'_>, name: &str, claim: &Claim) {
    hint(ui, paint, name);
    let statement = match claim.statement.as_str() {
        "" => claim_name(paint.project(), claim.id),
        statement => statement.to_owned(),
    };
    let style = LabelStyle::new(letters::BODY, paint.theme.text)
        .strong()
        .lines(2);
    paint.engine.label(ui, &statement, &style);
}

/// The one that the claim has now has a sign.
fn entry(ui: &mut Ui, paint: &mut Paint<'_>, offer: &Offer, is_chosen: bool) -> Response {
    let style = LabelStyle::new(letters::BODY, paint.theme.text).lines(1);
    let words = paint
        .engine
        .atom(ui, &offer.name, &style, ui.available_width());
    let now = if offer.is_set { "now" } else { "" };
    let button = Button::selectable(is_chosen, words)
        .shortcut_text(now)
        .min_size(vec2(ui.available_width(), 0.0));
    ui.add(button).accessible_name(&offer.name)
}
