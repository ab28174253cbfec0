//! What is known of the chosen claim beyond its evidence: what kind it is, who made it and when; and below that what it is to
//! other claims, and what was sought for it.

use super::{relations, searches};
use crate::{
    project::{Claim, ClaimField, ClaimId, ClaimType, Credibility, Speaker},
    views::{
        Paint,
        theme::{letters, space},
        widgets::{Choice, Field, Lines, NameField, go_on_after_enter},
    },
    workbench::{ClaimIntent, Intent},
};

use std::collections::BTreeSet;

use egui::{CollapsingHeader, Id, RichText, Sense, TextEdit, Ui};

/// What is half typed.
#[derive(Default)]
pub(crate) struct ClaimRecordScratch {
    /// Tags as they are typed, and whose they are.
    tags: Option<(ClaimId, String)>,
    relations: relations::RelationsScratch,
}

/// The sections, each folded until it is wanted.
pub(crate) fn show(
    ui: &mut Ui,
    paint: &mut Paint<'_>,
    scratch: &mut ClaimRecordScratch,
    claim: &Claim,
) {
    section(ui, paint, "ABOUT THE CLAIM", 0, |ui, paint| {
        about(ui, paint, scratch, claim);
    });
    let relations = paint.project().relations_of(claim.id).count();
    section(ui, paint, "RELATIONS", relations, |ui, paint| {
        relations::show(ui, paint, &mut scratch.relations, claim);
    });
    let searches = claim.searches.len() + usize::from(!claim.reply.is_empty());
    section(ui, paint, "SOUGHT AND NOT FOUND", searches, |ui, paint| {
        searches::show(ui, paint, claim);
    });
}

/// A heading that folds what is below it; `count` says how much there is.
fn section(
    ui: &mut Ui,
    paint: &mut Paint<'_>,
    name: &str,
    count: usize,
    contents: impl FnOnce(&mut Ui, &mut Paint<'_>),
) {
    let words = if count == 0 {
        name.to_owned()
    } else {
        format!("{name}  {count}")
    };
    let title = RichText::new(words)
        .size(letters::SMALL)
        .strong()
        .color(paint.theme.faint);
    let header = CollapsingHeader::new(title).id_salt(name);
    header.show_unindented(ui, |ui| contents(ui, paint));
}

fn about(ui: &mut Ui, paint: &mut Paint<'_>, scratch: &mut ClaimRecordScratch, claim: &Claim) {
    ui.spacing_mut().item_spacing.y = space::TINY;
    row(ui, "Type", |ui| kind(ui, paint, claim));
    row(ui, "Made by", |ui| made_by(ui, paint, claim));
    row(ui, "Made on", |ui| {
        let hint = "2023-05-23, or as exactly as it is known";
        let text = (claim.made.as_str(), hint);
        typed(ui, paint, ("Made on", claim.id), text, |made| {
            set(claim, ClaimField::Made(made))
        });
    });
    row(ui, "First seen", |ui| {
        let text = (claim.first_appearance.as_str(), "Where it appeared first");
        typed(ui, paint, ("First seen", claim.id), text, |place| {
            set(claim, ClaimField::FirstAppearance(place))
        });
    });
    row(ui, "Credibility", |ui| credibility(ui, paint, claim));
    row(ui, "Tags", |ui| tags(ui, paint, scratch, claim));
}

/// Room for the names of the rows, in points.
const NAMES: f32 = 78.0;

fn row(ui: &mut Ui, name: &str, contents: impl FnOnce(&mut Ui)) {
    ui.horizontal(|ui| {
        let (rect, _) = ui.allocate_exact_size(egui::vec2(NAMES, 20.0), Sense::hover());
        let font = egui::FontId::proportional(letters::BODY);
        let color = ui.visuals().text_color();
        let at = rect.left_center();
        ui.painter()
            .text(at, egui::Align2::LEFT_CENTER, name, font, color);
        contents(ui);
    });
}

/// A line of text that is in the project.
fn typed(
    ui: &mut Ui,
    paint: &mut Paint<'_>,
    (name, claim): (&str, ClaimId),
    (text, hint): (&str, &str),
    set: impl FnOnce(String) -> Intent,
) {
    let field = Field {
        name,
        hint,
        lines: Lines::One,
    };
    let id = Id::unique((name, claim.number()));
    let (_, changed) = field.show(ui, paint, id, text);
    if let Some(text) = changed {
        paint.ask(set(text));
    }
}

fn kind(ui: &mut Ui, paint: &mut Paint<'_>, claim: &Claim) {
    let all = ClaimType::ALL.map(ClaimType::label);
    let now = claim.kind.map(|kind| kind as usize);
    let nth = choose(ui, paint, "Type", "Not said", &all, now);
    if nth != now {
        let kind = nth.map(|nth| ClaimType::ALL[nth]);
        paint.ask(set(claim, ClaimField::Kind(kind)));
    }
}

fn credibility(ui: &mut Ui, paint: &mut Paint<'_>, claim: &Claim) {
    let all = Credibility::ALL.map(Credibility::label);
    let now = claim.credibility.map(|one| one as usize);
    let nth = choose(ui, paint, "Credibility", "Not rated", &all, now);
    if nth != now {
        let credibility = nth.map(|nth| Credibility::ALL[nth]);
        paint.ask(set(claim, ClaimField::Credibility(credibility)));
    }
}

/// One of a few words, or none of them; returns what is chosen now.
fn choose(
    ui: &mut Ui,
    paint: &mut Paint<'_>,
    name: &str,
    none: &str,
    all: &[&str],
    now: Option<usize>,
) -> Option<usize> {
    let entries: Vec<&str> = std::iter::once(none).chain(all.iter().copied()).collect();
    let marked = now.map_or(0, |now| now + 1);
    let choice = Choice {
        name,
        shown: entries[marked],
        width: ui.available_width(),
    };
    match choice.show(ui, paint, &entries, Some(marked)) {
        Some(clicked) => clicked.checked_sub(1),
        None => now,
    }
}

fn made_by(ui: &mut Ui, paint: &mut Paint<'_>, claim: &Claim) {
    let speaker = claim.speaker.and_then(|id| paint.project().speaker(id));
    let current = speaker.map_or("", Speaker::shown_name).to_owned();
    let field = NameField {
        name: "Made by",
        hint: "Who claims it",
        width: ui.available_width(),
    };
    let id = Id::unique(("made by", claim.id.number()));
    if let Some(name) = field.show(ui, paint, id, &current) {
        paint.ask(Intent::Claim(ClaimIntent::SetSpeaker(claim.id, name)));
    }
}

/// Tags in one line, with commas between; the project hears of them when the field is left.
fn tags(ui: &mut Ui, paint: &mut Paint<'_>, scratch: &mut ClaimRecordScratch, claim: &Claim) {
    let kept: Vec<&str> = claim.tags.iter().map(String::as_str).collect();
    let kept = kept.join(", ");
    let half = scratch.tags.take_if(|(id, _)| *id == claim.id);
    let mut text = half.map_or_else(|| kept.clone(), |(_, text)| text);
    let field = TextEdit::singleline(&mut text)
        .id(Id::unique(("tags", claim.id.number())))
        .hint_text(RichText::new("casualties, Monday").color(paint.theme.faint))
        .desired_width(f32::INFINITY)
        .margin(egui::vec2(space::SMALL, 5.0));
    let response = ui.add(field).accessible_name("Tags");
    go_on_after_enter(ui, &response);
    if response.lost_focus() {
        let tags = tags_of(&text);
        if tags != claim.tags {
            paint.ask(set(claim, ClaimField::Tags(tags)));
        }
    } else if response.has_focus() {
        scratch.tags = Some((claim.id, text));
    }
}

fn tags_of(text: &str) -> BTreeSet<String> {
    let tags = text.split(',').map(str::trim).filter(|tag| !tag.is_empty());
    tags.map(str::to_owned).collect()
}

fn set(claim: &Claim, field: ClaimField) -> Intent {
    Intent::Claim(ClaimIntent::Set(claim.id, field))
}
