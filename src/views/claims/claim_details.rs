//! The folded sections below the evidence: details of the claim, related claims, and searches.

use super::claim_fields::{set_as_step, set_field, text_field};
use crate::{
    project::{
        Claim, ClaimField, ClaimId, ClaimType, Credibility, Relation, RelationKind, Search, Speaker,
    },
    text::{Needle, WordOrder},
    views::{
        Paint,
        articles::claim_name,
        theme::{TARGET, letters, space},
        widgets::{
            Choice, Field, NameField, date_hint, go_on_after_enter, line_edit, link, sign_button,
            text_button,
        },
    },
    workbench::{ClaimIntent, Intent},
};

use std::collections::BTreeSet;

use egui::{Align, Align2, CollapsingHeader, FontId, Id, Layout, RichText, Sense, Ui, vec2};

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
        for relation in paint.project().relations_of(claim.id) {
            show_relation(ui, paint, claim.id, relation);
        }
        add_relation(ui, paint, &mut scratch.relations, claim.id);
    });
    let searches = claim.searches.len() + usize::from(!claim.reply.is_empty());
    section(ui, paint, "Searches and reply", searches, |ui, paint| {
        show_searches(ui, paint, claim);
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
        let choice = Choice::new("Type", ui.available_width()).or("Not set");
        let current = claim.kind.as_ref();
        let now = choice.pick_optional(ui, paint, &ClaimType::ALL, |it| it.label(), current);
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
    date_hint(ui, &claim.made);
    row(ui, "First seen", |ui| {
        let field = Field::line("First seen", "First appearance, such as a post or a speech");
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
        None => WordOrder::Window.joined(&claim.tags, ", "),
    };
    let id = Id::unique(("tags", claim.id.number()));
    let field = line_edit(&mut text, "Casualties, Monday").id(id);
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

/// The relation that is being added to the selected claim.
#[derive(Default)]
struct RelationsScratch {
    /// The typed search for the other claim.
    typed: String,
    kind: Option<RelationKind>,
}

fn show_relation(ui: &mut Ui, paint: &mut Paint<'_>, of: ClaimId, relation: &Relation) {
    let (words, other) = if relation.from == of {
        (relation.kind.label(), relation.to)
    } else {
        (relation.kind.label_from_the_other(), relation.from)
    };
    let name = claim_name(paint.project(), other);
    ui.horizontal(|ui| {
        ui.weak(words);
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            let remove = format!("Remove relation: {words} {name}");
            if sign_button(ui, paint, "\u{d7}", &remove).clicked() {
                paint.ask(Intent::Claim(ClaimIntent::Unrelate(relation.id)));
            }
            if relation.kind == RelationKind::SameAs {
                let merge = ui
                    .small_button("Merge")
                    .on_hover_text("Merge the other claim into this one, with its evidence")
                    .accessible_name(format!("Merge {name} into this claim"));
                if merge.clicked() {
                    paint.ask(Intent::Claim(ClaimIntent::Merge(other, of)));
                }
            }
            ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
                let style = paint.theme.body().lines(1);
                if link(ui, paint, &name, style, &format!("Go to {name}")).clicked() {
                    paint.ask(Intent::Claim(ClaimIntent::Select(Some(other))));
                }
            });
        });
    });
}

const MOST_OFFERED: usize = 6;

fn add_relation(ui: &mut Ui, paint: &mut Paint<'_>, scratch: &mut RelationsScratch, of: ClaimId) {
    let kind = scratch.kind.unwrap_or(RelationKind::Contradicts);
    ui.horizontal(|ui| {
        let choice = Choice::new("This claim", 110.0);
        let kind = choice.pick(ui, paint, &RelationKind::ALL, |it| it.label(), &kind);
        if let Some(kind) = kind {
            scratch.kind = Some(kind);
        }
        let field = line_edit(&mut scratch.typed, "Number or words of a claim");
        ui.add(field).accessible_name("Related claim");
    });
    let Some(needle) = Needle::new(scratch.typed.trim()) else {
        return;
    };
    let project = paint.project();
    let offered = project
        .claims()
        .filter(|other| other.id != of)
        .map(|other| (other.id, claim_name(project, other.id)))
        .filter(|(_, name)| needle.is_in(name))
        .take(MOST_OFFERED);
    let style = paint.theme.body().lines(1);
    for (other, name) in offered {
        let words = format!("{} {name}", kind.label());
        let button = text_button(ui, paint, &name, &style).accessible_name(words);
        if button.clicked() {
            paint.ask(Intent::Claim(ClaimIntent::Relate(of, other, kind)));
            scratch.typed.clear();
        }
    }
}

/// Searches for evidence that found nothing, and the speaker's reply.
fn show_searches(ui: &mut Ui, paint: &mut Paint<'_>, claim: &Claim) {
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
    let field = Field::lines(2, "Speaker's reply", "The speaker's answer when asked");
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
            let label = format!("{name} of search {number}");
            let field = Field::line(&label, hint);
            let id = Id::unique((name, nth, claim.id.number()));
            if let (_, Some(typed)) = field.show(ui, paint, id, text) {
                *text = typed;
                changed = true;
            }
        };
    let removed = ui.horizontal(|ui| {
        let width = ui.available_width() - TARGET - space::SMALL;
        ui.allocate_ui(vec2(width, 24.0), |ui| {
            let hint = "Asked for the count of the injured, no answer";
            field(ui, paint, "Subject", hint, &mut sought);
        });
        sign_button(ui, paint, "\u{d7}", &format!("Remove search {number}")).clicked()
    });
    ui.columns(2, |columns| {
        let [left, right] = columns else { return };
        field(left, paint, "Place", "City hospital", &mut place);
        field(right, paint, "Date", "2023-05-24", &mut date);
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
