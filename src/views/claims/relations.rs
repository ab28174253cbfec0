use crate::{
    project::{Claim, ClaimId, Relation, RelationKind},
    reader::LabelStyle,
    text::Needle,
    views::{
        Paint,
        articles::claim_name,
        theme::letters,
        widgets::{Choice, hint, line_edit, link, sign_button, text_button},
    },
    workbench::{ClaimIntent, Intent},
};

use egui::{Align, Layout, Ui};

/// The relation that is being added to the selected claim.
#[derive(Default)]
pub(super) struct RelationsScratch {
    claim: Option<ClaimId>,
    /// The typed search for the other claim.
    typed: String,
    kind: Option<RelationKind>,
}

/// The relations of the claim, and a form to add one.
pub(super) fn show(
    ui: &mut Ui,
    paint: &mut Paint<'_>,
    scratch: &mut RelationsScratch,
    claim: &Claim,
) {
    if scratch.claim != Some(claim.id) {
        *scratch = RelationsScratch {
            claim: Some(claim.id),
            ..RelationsScratch::default()
        };
    }
    for relation in paint.project().relations_of(claim.id) {
        show_relation(ui, paint, claim.id, relation);
    }
    add_relation(ui, paint, scratch, claim.id);
}

fn show_relation(ui: &mut Ui, paint: &mut Paint<'_>, claim: ClaimId, relation: &Relation) {
    let (verb, other) = if relation.from == claim {
        (relation.kind.label(), relation.to)
    } else {
        (relation.kind.label_from_the_other(), relation.from)
    };
    let name = claim_name(paint.project(), other);
    ui.horizontal(|ui| {
        hint(ui, paint, verb);
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            let remove = format!("Remove relation: {verb} {name}");
            if sign_button(ui, paint, "\u{d7}", &remove).clicked() {
                paint.ask(Intent::Claim(ClaimIntent::Unrelate(relation.id)));
            }
            if relation.kind == RelationKind::SameAs {
                let merge = ui
                    .small_button("Merge")
                    .on_hover_text("Merge the other claim into this one, with its evidence")
                    .accessible_name(format!("Merge {name} into this claim"));
                if merge.clicked() {
                    paint.ask(Intent::Claim(ClaimIntent::Merge(other, claim)));
                }
            }
            ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
                let style = LabelStyle::new(letters::BODY, paint.theme.text).lines(1);
                if link(ui, paint, &name, style, &format!("Go to {name}")).clicked() {
                    paint.ask(Intent::Claim(ClaimIntent::Select(Some(other))));
                }
            });
        });
    });
}

/// Maximum number of claims suggested at once.
const MAX_MATCHES: usize = 6;

fn add_relation(
    ui: &mut Ui,
    paint: &mut Paint<'_>,
    scratch: &mut RelationsScratch,
    claim: ClaimId,
) {
    let kind = scratch.kind.unwrap_or(RelationKind::Contradicts);
    ui.horizontal(|ui| {
        let choice = Choice::new("This claim", 110.0);
        let kind = choice.pick(ui, paint, &RelationKind::ALL, |it| it.label(), &kind);
        if let Some(kind) = kind {
            scratch.kind = Some(kind);
        }
        let field = line_edit(&mut scratch.typed, "e.g. 4 or injured");
        ui.add(field).accessible_name("Related claim");
    });
    let Some(needle) = Needle::new(scratch.typed.trim()) else {
        return;
    };
    let project = paint.project();
    let matches = project
        .claims()
        .filter(|other| other.id != claim)
        .map(|other| (other.id, claim_name(project, other.id)))
        .filter(|(_, name)| needle.is_in(name))
        .take(MAX_MATCHES);
    let style = LabelStyle::new(letters::BODY, paint.theme.text).lines(1);
    for (other, name) in matches {
        let spoken = format!("{} {name}", kind.label());
        let button = text_button(ui, paint, &name, &style).accessible_name(spoken);
        if button.clicked() {
            paint.ask(Intent::Claim(ClaimIntent::Relate(claim, other, kind)));
            scratch.typed.clear();
        }
    }
}
