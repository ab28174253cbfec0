use crate::{
    project::{Claim, ClaimId, Relation, RelationKind},
    reader::LabelStyle,
    text::Needle,
    views::{
        Paint,
        articles::claim_name,
        theme::{letters, space},
        widgets::{Choice, hint, sign_button},
    },
    workbench::{ClaimIntent, Intent},
};

use egui::{RichText, Sense, TextEdit, Ui, WidgetInfo, accesskit::Role};

/// What is half said of the chosen claim.
#[derive(Default)]
pub(crate) struct RelationsScratch {
    /// What was typed to find the other claim.
    typed: String,
    /// What the chosen claim is to that one.
    kind: Option<RelationKind>,
}

/// What the claim is to others, and a line to say more of it.
pub(crate) fn show(
    ui: &mut Ui,
    paint: &mut Paint<'_>,
    scratch: &mut RelationsScratch,
    claim: &Claim,
) {
    let relations: Vec<Relation> = paint.project().relations_of(claim.id).copied().collect();
    for relation in &relations {
        show_relation(ui, paint, claim.id, relation);
    }
    new_relation(ui, paint, scratch, claim);
}

fn show_relation(ui: &mut Ui, paint: &mut Paint<'_>, of: ClaimId, relation: &Relation) {
    let (words, other) = if relation.from == of {
        (relation.kind.label(), relation.to)
    } else {
        (relation.kind.label_from_the_other(), relation.from)
    };
    let name = claim_name(paint.project(), other);
    ui.horizontal(|ui| {
        hint(ui, paint, words);
        ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
            let remove = format!("Remove relation: {words} {name}");
            if sign_button(ui, paint, "\u{d7}", &remove).clicked() {
                paint.ask(Intent::Claim(ClaimIntent::Unrelate(relation.id)));
            }
            if relation.kind == RelationKind::SameAs {
                merge_button(ui, paint, other, of, &name);
            }
            ui.with_layout(egui::Layout::left_to_right(egui::Align::Center), |ui| {
                let style = LabelStyle {
                    sense: Sense::click(),
                    ..LabelStyle::new(letters::BODY, paint.theme.text).lines(1)
                };
                let response = paint.engine.label(ui, &name, &style);
                let words = format!("Go to {name}");
                response.widget_info(|| WidgetInfo::labeled(Role::Button, true, &words));
                if response
                    .on_hover_cursor(egui::CursorIcon::PointingHand)
                    .clicked()
                {
                    paint.ask(Intent::Claim(ClaimIntent::Choose(Some(other))));
                }
            });
        });
    });
}

/// Two claims that say the same can be made one.
fn merge_button(ui: &mut Ui, paint: &mut Paint<'_>, gone: ClaimId, kept: ClaimId, name: &str) {
    let button = ui.small_button("Merge");
    let button = button
        .on_hover_text(
            "Make the other claim part of this one: its evidence comes over, as one step",
        )
        .accessible_name(format!("Merge {name} into this claim"));
    if button.clicked() {
        paint.ask(Intent::Claim(ClaimIntent::Merge(gone, kept)));
    }
}

/// Claims offered at once to be related.
const MOST_OFFERED: usize = 6;

fn new_relation(ui: &mut Ui, paint: &mut Paint<'_>, scratch: &mut RelationsScratch, claim: &Claim) {
    let kind = scratch.kind.unwrap_or(RelationKind::Contradicts);
    ui.horizontal(|ui| {
        let labels = RelationKind::ALL.map(RelationKind::label);
        let choice = Choice {
            name: "This claim",
            shown: kind.label(),
            width: 110.0,
        };
        if let Some(nth) = choice.show(ui, paint, &labels, Some(kind as usize)) {
            scratch.kind = Some(RelationKind::ALL[nth]);
        }
        let field = TextEdit::singleline(&mut scratch.typed)
            .hint_text(RichText::new("number or words of a claim").color(paint.theme.faint))
            .desired_width(f32::INFINITY)
            .margin(egui::vec2(space::SMALL, 5.0));
        ui.add(field).accessible_name("Related claim");
    });
    let Some(needle) = Needle::new(scratch.typed.trim()) else {
        return;
    };
    let project = paint.project();
    let offered: Vec<(ClaimId, String)> = project
        .claims()
        .filter(|other| other.id != claim.id)
        .map(|other| (other.id, claim_name(project, other.id)))
        .filter(|(_, name)| needle.is_in(name))
        .take(MOST_OFFERED)
        .collect();
    let style = LabelStyle::new(letters::BODY, paint.theme.text).lines(1);
    for (other, name) in offered {
        let room = ui.available_width() - 2.0 * space::SMALL;
        let words = paint.engine.atom(ui, &name, &style, room);
        let button = egui::Button::new(words).frame_when_inactive(false);
        let response = ui.add(button);
        let words = format!("{} {name}", kind.label());
        if response.accessible_name(words).clicked() {
            let intent = ClaimIntent::Relate(claim.id, other, kind);
            paint.ask(Intent::Claim(intent));
            scratch.typed.clear();
        }
    }
}
