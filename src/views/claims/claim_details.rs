//! The sections at the bottom of the claim panel: details of the claim, related claims, searches, and notes.

use super::{
    claim_fields::{set_field, sum_check, text_field},
    relations::{self, RelationsScratch},
    searches,
};
use crate::{
    project::{Claim, ClaimField, ClaimId, ClaimType, Credibility, Speaker},
    text::WordOrder,
    views::{
        Paint,
        theme::{letters, space},
        widgets::{
            Choice, Field, NameField, date_hint, go_on_after_enter, line_edit, scroll_to_focus,
        },
    },
    workbench::{ClaimIntent, Intent},
};

use std::collections::BTreeSet;

use egui::{Align2, Button, FontId, Id, RichText, ScrollArea, Sense, Ui, vec2};
use smol_str::SmolStr;

#[derive(Default)]
pub(super) struct ClaimDetailsScratch {
    /// The claim whose tags are being typed, and their text.
    tags: Option<(ClaimId, String)>,
    relations: RelationsScratch,
    open: Option<Section>,
    /// The widget that had the keyboard focus in the frame before.
    focused: Option<Id>,
}

/// Sections, at most one of which is open.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Section {
    Details,
    Related,
    Searches,
    Notes,
}

impl Section {
    const ALL: [Self; 4] = [Self::Details, Self::Related, Self::Searches, Self::Notes];

    fn label(self) -> &'static str {
        match self {
            Self::Details => "Details",
            Self::Related => "Related",
            Self::Searches => "Searches",
            Self::Notes => "Notes",
        }
    }

    /// The accessible name and the tooltip.
    fn name(self) -> &'static str {
        match self {
            Self::Details => "Claim details",
            Self::Related => "Related claims",
            Self::Searches => "Searches and reply",
            Self::Notes => "Notes on the claim",
        }
    }

    /// Number of entries; 1 for a text that is not empty.
    fn count(self, paint: &Paint<'_>, claim: &Claim) -> usize {
        match self {
            Self::Details => 0,
            Self::Related => paint.project().relations_of(claim.id).count(),
            Self::Searches => claim.searches.len() + usize::from(!claim.reply.is_empty()),
            Self::Notes => usize::from(!claim.notes.is_empty()),
        }
    }
}

/// The open section, at most `most` points high, above a row of buttons that open and close the sections.
pub(super) fn show(
    ui: &mut Ui,
    paint: &mut Paint<'_>,
    scratch: &mut ClaimDetailsScratch,
    claim: &Claim,
    most: f32,
) {
    if let Some(section) = scratch.open {
        ScrollArea::vertical()
            .max_height(most)
            .id_salt(("claim section", section.name(), claim.id.number()))
            .show(ui, |ui| {
                ui.set_width(ui.available_width());
                match section {
                    Section::Details => details(ui, paint, &mut scratch.tags, claim),
                    Section::Related => relations::show(ui, paint, &mut scratch.relations, claim),
                    Section::Searches => searches::show(ui, paint, claim),
                    Section::Notes => notes(ui, paint, claim),
                }
                scroll_to_focus(ui, &mut scratch.focused);
            });
    }
    // In two rows where one would be cut.
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing.x = space::TINY;
        for section in Section::ALL {
            let label = match section.count(paint, claim) {
                0 => section.label().to_owned(),
                _ if section == Section::Notes => format!("{} \u{2022}", section.label()),
                count => format!("{} {count}", section.label()),
            };
            let is_open = scratch.open == Some(section);
            let button = Button::selectable(is_open, RichText::new(label).size(letters::NOTE));
            let meaning = match section.count(paint, claim) {
                0 => format!("{}: none yet", section.name()),
                count => format!("{}: {count}", section.name()),
            };
            let response = ui
                .add(button)
                .on_hover_text(meaning)
                .accessible_name(section.name());
            if response.clicked() {
                scratch.open = (!is_open).then_some(section);
            }
        }
    });
}

fn notes(ui: &mut Ui, paint: &mut Paint<'_>, claim: &Claim) {
    let field = Field::lines(4, "Notes", "e.g. Ask the hospital for its figure");
    let text = (claim, claim.notes.as_str());
    text_field(ui, paint, text, &field, false, ClaimField::Notes);
    sum_check(ui, paint, &claim.notes);
}

fn details(
    ui: &mut Ui,
    paint: &mut Paint<'_>,
    typed_tags: &mut Option<(ClaimId, String)>,
    claim: &Claim,
) {
    ui.spacing_mut().item_spacing.y = space::TINY;
    row(ui, "Type", |ui| {
        let choice = Choice::new("Type", ui.available_width()).or("Not set");
        let current = claim.kind.as_ref();
        let now = choice.pick_optional(ui, paint, &ClaimType::ALL, |it| it.label(), current);
        if let Some(kind) = now {
            set_field(paint, claim, ClaimField::Kind(kind));
        }
    });
    row(ui, "Made by", |ui| made_by(ui, paint, claim));
    row(ui, "Made on", |ui| {
        let field = Field::line("Made on", "e.g. 2031-05-12 or May 2031");
        let text = (claim, claim.made.as_str());
        text_field(ui, paint, text, &field, false, ClaimField::Made);
    });
    date_hint(ui, &claim.made);
    row(ui, "First seen", |ui| {
        let field = Field::line("First seen", "e.g. a post or a speech");
        let text = (claim, claim.first_appearance.as_str());
        text_field(ui, paint, text, &field, false, ClaimField::FirstAppearance);
    });
    row(ui, "Credibility", |ui| {
        let choice = Choice::new("Credibility", ui.available_width()).or("Not rated");
        let current = claim.credibility.as_ref();
        let now = choice.pick_optional(ui, paint, &Credibility::ALL, |it| it.label(), current);
        if let Some(credibility) = now {
            set_field(paint, claim, ClaimField::Credibility(credibility));
        }
    });
    row(ui, "Tags", |ui| tags(ui, paint, typed_tags, claim));
}

/// Width of the row names in points.
const NAMES_WIDTH: f32 = 78.0;

fn row(ui: &mut Ui, name: &str, contents: impl FnOnce(&mut Ui)) {
    ui.horizontal(|ui| {
        let (rect, _) = ui.allocate_exact_size(vec2(NAMES_WIDTH, 20.0), Sense::hover());
        let font = FontId::proportional(letters::BODY);
        let color = ui.visuals().text_color();
        let at = rect.left_center();
        ui.painter()
            .text(at, Align2::LEFT_CENTER, name, font, color);
        contents(ui);
    });
}

fn made_by(ui: &mut Ui, paint: &mut Paint<'_>, claim: &Claim) {
    let speaker = claim.speaker.and_then(|id| paint.project().speaker(id));
    let current = speaker.map_or("", Speaker::shown_name);
    let field = NameField {
        name: "Made by",
        hint: "e.g. Denna Corvast",
        width: ui.available_width(),
    };
    let id = Id::unique(("made by", claim.id.number()));
    if let Some(name) = field.show(ui, paint, id, current) {
        paint.ask(Intent::Claim(ClaimIntent::SetSpeaker(claim.id, name)));
    }
}

/// Tags on one line, separated by commas. They are saved to the project when the field loses the focus.
fn tags(ui: &mut Ui, paint: &mut Paint<'_>, typed: &mut Option<(ClaimId, String)>, claim: &Claim) {
    let typed_before = typed.take_if(|(id, _)| *id == claim.id);
    let mut text = typed_before.map_or_else(
        || WordOrder::Window.joined(&claim.tags, ", "),
        |(_, text)| text,
    );
    let field = line_edit(&mut text, "e.g. casualties, Monday");
    let field = field.id(Id::unique(("tags", claim.id.number())));
    let response = ui.add(field).accessible_name("Tags");
    go_on_after_enter(ui, &response);
    if response.lost_focus() {
        let tags = tags_of(&text);
        if tags != claim.tags {
            set_field(paint, claim, ClaimField::Tags(tags));
        }
    } else if response.has_focus() {
        *typed = Some((claim.id, text));
    }
}

fn tags_of(text: &str) -> BTreeSet<SmolStr> {
    let tags = text.split(',').map(str::trim).filter(|tag| !tag.is_empty());
    tags.map(SmolStr::new).collect()
}
