//! The folded sections below the evidence: details of the claim, related claims, and searches.

use super::{
    claim_fields::{set_field, text_field},
    relations::{self, RelationsScratch},
    searches,
};
use crate::{
    project::{Claim, ClaimField, ClaimId, ClaimType, Credibility, Speaker},
    views::{
        Paint,
        theme::{letters, space},
        widgets::{Field, NameField, choose_optional, go_on_after_enter, line_edit},
    },
    workbench::{ClaimIntent, Intent},
};

use std::collections::BTreeSet;

use egui::{Align2, CollapsingHeader, FontId, Id, RichText, Sense, Ui, vec2};

#[derive(Default)]
pub(super) struct ClaimDetailsScratch {
    /// The claim whose tags are being typed, and their text.
    tags: Option<(ClaimId, String)>,
    relations: RelationsScratch,
}

pub(super) fn show(
    ui: &mut Ui,
    paint: &mut Paint<'_>,
    scratch: &mut ClaimDetailsScratch,
    claim: &Claim,
) {
    section(ui, paint, "Claim details", 0, |ui, paint| {
        details(ui, paint, &mut scratch.tags, claim);
    });
    let relations = paint.project().relations_of(claim.id).count();
    section(ui, paint, "Related claims", relations, |ui, paint| {
        relations::show(ui, paint, &mut scratch.relations, claim);
    });
    let searches = claim.searches.len() + usize::from(!claim.reply.is_empty());
    section(ui, paint, "Searches and reply", searches, |ui, paint| {
        searches::show(ui, paint, claim);
    });
}

/// A folded section; its heading shows the number of entries.
fn section(
    ui: &mut Ui,
    paint: &mut Paint<'_>,
    name: &str,
    count: usize,
    contents: impl FnOnce(&mut Ui, &mut Paint<'_>),
) {
    let words = match count {
        0 => name.to_owned(),
        _ => format!("{name}  {count}"),
    };
    let title = RichText::new(words).size(letters::SMALL).strong();
    let header = CollapsingHeader::new(title.color(paint.theme.faint)).id_salt(name);
    header.show_unindented(ui, |ui| contents(ui, paint));
}

fn details(
    ui: &mut Ui,
    paint: &mut Paint<'_>,
    typed_tags: &mut Option<(ClaimId, String)>,
    claim: &Claim,
) {
    ui.spacing_mut().item_spacing.y = space::TINY;
    row(ui, "Type", |ui| {
        let combo = ("Type", ui.available_width());
        let now = choose_optional(
            ui,
            paint,
            combo,
            "Not set",
            &ClaimType::ALL,
            |kind| kind.label(),
            claim.kind.as_ref(),
        );
        if let Some(kind) = now {
            set_field(paint, claim, ClaimField::Kind(kind));
        }
    });
    row(ui, "Made by", |ui| {
        let speaker = claim.speaker.and_then(|id| paint.project().speaker(id));
        let field = NameField {
            name: "Made by",
            hint: "Name of the speaker",
            width: ui.available_width(),
        };
        let id = Id::unique(("made by", claim.id.number()));
        let current = speaker.map_or("", Speaker::shown_name);
        if let Some(name) = field.show(ui, paint, id, current) {
            paint.ask(Intent::Claim(ClaimIntent::SetSpeaker(claim.id, name)));
        }
    });
    row(ui, "Made on", |ui| {
        let field = Field::line("Made on", "2023-05-23, 2023-05 or 2023");
        let text = (claim, claim.made.as_str());
        text_field(ui, paint, text, &field, false, ClaimField::Made);
    });
    row(ui, "First seen", |ui| {
        let field = Field::line("First seen", "Where the claim first appeared");
        let text = (claim, claim.first_appearance.as_str());
        text_field(ui, paint, text, &field, false, ClaimField::FirstAppearance);
    });
    row(ui, "Credibility", |ui| {
        let combo = ("Credibility", ui.available_width());
        let now = choose_optional(
            ui,
            paint,
            combo,
            "Not rated",
            &Credibility::ALL,
            |it| it.label(),
            claim.credibility.as_ref(),
        );
        if let Some(credibility) = now {
            set_field(paint, claim, ClaimField::Credibility(credibility));
        }
    });
    row(ui, "Tags", |ui| tags(ui, paint, typed_tags, claim));
}

/// Width of the row names in points.
const NAMES: f32 = 78.0;

fn row(ui: &mut Ui, name: &str, contents: impl FnOnce(&mut Ui)) {
    ui.horizontal(|ui| {
        let (rect, _) = ui.allocate_exact_size(vec2(NAMES, 20.0), Sense::hover());
        let font = FontId::proportional(letters::BODY);
        let color = ui.visuals().text_color();
        let at = rect.left_center();
        ui.painter()
            .text(at, Align2::LEFT_CENTER, name, font, color);
        contents(ui);
    });
}

/// Tags in one line, separated by commas. The project gets them when the field loses the focus.
fn tags(ui: &mut Ui, paint: &mut Paint<'_>, typed: &mut Option<(ClaimId, String)>, claim: &Claim) {
    let mut text = match typed.take_if(|(id, _)| *id == claim.id) {
        Some((_, text)) => text,
        None => claim
            .tags
            .iter()
            .map(String::as_str)
            .collect::<Vec<_>>()
            .join(", "),
    };
    let id = Id::unique(("tags", claim.id.number()));
    let field = line_edit(&mut text, "casualties, Monday").id(id);
    let response = ui.add(field).accessible_name("Tags");
    go_on_after_enter(ui, &response);
    if response.lost_focus() {
        let tags = text.split(',').map(str::trim).filter(|tag| !tag.is_empty());
        let tags: BTreeSet<String> = tags.map(str::to_owned).collect();
        if tags != claim.tags {
            set_field(paint, claim, ClaimField::Tags(tags));
        }
    } else if response.has_focus() {
        *typed = Some((claim.id, text));
    }
}
