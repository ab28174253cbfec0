//! Origins that count no more, and the claims that rest on them.

use egui::{Align, Button, Id, Layout, Ui, UiBuilder};

use super::{
    Paint,
    passages::claim_name,
    status_bar::counted,
    theme::{letters, space},
    widgets::{badge, hint},
};
use crate::{
    analysis::{claims_resting_on, claims_resting_on_article},
    project::{ArticleId, Claim, ClaimId, ClaimantId, Project, Pulled, Revision},
    reader::LabelStyle,
    workbench::{ClaimIntent, Intent},
};

/// Three buttons of which one is pressed; `of` says for a screen reader whose they are. Returns what was clicked.
pub(super) fn switch(ui: &mut Ui, current: Option<Pulled>, of: &str) -> Option<Option<Pulled>> {
    let mut clicked = None;
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = 2.0;
        for (state, words, tooltip) in STATES {
            let response = ui
                .add(Button::selectable(state == current, words))
                .on_hover_text(tooltip)
                .accessible_name(format!("{words}: {of}"));
            if response.clicked() && state != current {
                clicked = Some(state);
            }
        }
    });
    clicked
}

const STATES: [(Option<Pulled>, &str, &str); 3] = [
    (None, "Counts", "What it says counts as evidence"),
    (
        Some(Pulled::Retracted),
        "Retracted",
        "It took back what it said, so it counts no more",
    ),
    (
        Some(Pulled::Unreliable),
        "Unreliable",
        "It has turned out not to be trusted, so it counts no more",
    ),
];

/// The claims that rest on an origin, found anew when the project changes.
#[derive(Default)]
pub(super) struct RestingScratch {
    found: Option<((Revision, OriginRecord), Vec<ClaimId>)>,
}

/// Whose record is shown.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum OriginRecord {
    Claimant(ClaimantId),
    Article(ArticleId),
}

/// Lists the claims that rest on it; a click chooses one, behind the window.
pub(super) fn resting(
    ui: &mut Ui,
    paint: &mut Paint<'_>,
    scratch: &mut RestingScratch,
    record: OriginRecord,
    pulled: Option<Pulled>,
) {
    let of = (paint.workbench.history().revision(), record);
    let project = paint.project();
    let kept = scratch.found.take().filter(|(kept, _)| *kept == of);
    let claims = kept.map_or_else(
        || match record {
            OriginRecord::Claimant(id) => claims_resting_on(project, id),
            OriginRecord::Article(id) => claims_resting_on_article(project, id),
        },
        |(_, claims)| claims,
    );
    hint(ui, paint, &summary(project, &claims, pulled));
    for claim in claims.iter().take(MOST_LISTED) {
        if let Some(claim) = project.claim(*claim) {
            row(ui, paint, claim);
        }
    }
    if claims.len() > MOST_LISTED {
        let more = format!("and {} more", claims.len() - MOST_LISTED);
        hint(ui, paint, &more);
    }
    scratch.found = Some((of, claims));
}

/// Claims that are listed; more are counted.
const MOST_LISTED: usize = 200;

fn summary(project: &Project, claims: &[ClaimId], pulled: Option<Pulled>) -> String {
    let with_verdict = claims
        .iter()
        .filter_map(|id| project.claim(*id))
        .filter(|claim| claim.verdict.is_some())
        .count();
    let rest = if claims.len() == 1 { "rests" } else { "rest" };
    match (claims.len(), pulled) {
        (0, _) => "No claim rests on it".to_owned(),
        (count, None) => format!("{} {rest} on it:", counted(count, "claim")),
        (count, Some(_)) if with_verdict == 0 => {
            format!("{} {rest} on what counts no more:", counted(count, "claim"))
        }
        (count, Some(_)) => format!(
            "{} {rest} on what counts no more; look again at {}:",
            counted(count, "claim"),
            counted(with_verdict, "verdict")
        ),
    }
}

fn row(ui: &mut Ui, paint: &mut Paint<'_>, claim: &Claim) {
    let id = Id::unique(("resting claim", claim.id.number()));
    ui.scope_builder(UiBuilder::new().scope_id(id), |ui| {
        ui.horizontal(|ui| {
            if let Some(verdict) = &claim.verdict {
                ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                    ui.set_max_width(ui.available_width());
                    badge(ui, paint, verdict, paint.theme.accent);
                    ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
                        name(ui, paint, claim);
                    });
                });
            } else {
                name(ui, paint, claim);
            }
        });
    });
}

fn name(ui: &mut Ui, paint: &mut Paint<'_>, claim: &Claim) {
    let words = claim_name(paint.project(), claim.id);
    let style = LabelStyle::new(letters::BODY, paint.theme.text).lines(1);
    let atom = paint.engine.atom(
        ui,
        &words,
        &style,
        ui.available_width() - 2.0 * space::SMALL,
    );
    let button = Button::new(atom).frame_when_inactive(false).truncate();
    let response = ui
        .add(button)
        .on_hover_text("Chooses the claim, behind this window");
    if response.accessible_name(&words).clicked() {
        paint.ask(Intent::Claim(ClaimIntent::Choose(Some(claim.id))));
    }
}
