//! Independent sources that count no more, and the claims that rest on them.

use crate::{
    analysis::{IndependentSource, Resting, claims_resting_on_source},
    project::{Claim, Exclusion, Project, Revision},
    reader::LabelStyle,
    views::{
        Paint,
        articles::claim_name,
        shell::counted,
        theme::{letters, space},
        widgets::{badge, hint},
    },
    workbench::{ClaimIntent, Intent},
};

use egui::{Align, Button, Id, Layout, Ui, UiBuilder};

/// Three buttons of which one is pressed; `of` says for a screen reader whose they are. Returns the one that is
/// pressed now.
pub(crate) fn switch(ui: &mut Ui, current: Option<Exclusion>, of: &str) -> Option<Exclusion> {
    let mut pressed = current;
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = 2.0;
        for (state, words, tooltip) in STATES {
            let response = ui
                .add(Button::selectable(state == current, words))
                .on_hover_text(tooltip)
                .accessible_name(format!("{words}: {of}"));
            if response.clicked() {
                pressed = state;
            }
        }
    });
    pressed
}

const STATES: [(Option<Exclusion>, &str, &str); 3] = [
    (None, "Counts", "What it says counts as evidence"),
    (
        Some(Exclusion::Retracted),
        "Retracted",
        "It took back what it said, so it counts no more",
    ),
    (
        Some(Exclusion::Unreliable),
        "Unreliable",
        "It has turned out not to be trusted, so it counts no more",
    ),
];

/// The claims that rest on an independent source, found anew when the project changes.
#[derive(Default)]
pub(crate) struct RestingScratch {
    found: Option<((Revision, IndependentSource), Vec<Resting>)>,
}

/// Lists the claims that rest on an independent source; a click chooses one, behind the window.
pub(crate) fn resting(
    ui: &mut Ui,
    paint: &mut Paint<'_>,
    scratch: &mut RestingScratch,
    source: IndependentSource,
    excluded: Option<Exclusion>,
) {
    let of = (paint.workbench.history().revision(), source);
    let project = paint.project();
    let kept = scratch.found.take().filter(|(kept, _)| *kept == of);
    let claims = kept.map_or_else(|| claims_on(project, source), |(_, claims)| claims);
    hint(ui, paint, &summary(&claims, excluded.is_some()));
    for resting in claims.iter().take(MOST_LISTED) {
        if let Some(claim) = project.claim(resting.claim) {
            row(ui, paint, claim, &consequence(resting, excluded.is_some()));
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

/// In the analyst's order.
fn claims_on(project: &Project, source: IndependentSource) -> Vec<Resting> {
    let mut claims = claims_resting_on_source(project, source);
    claims.sort_by_key(|resting| project.claim_place(resting.claim));
    claims
}

/// "3 claims rest on what counts no more: 1 falls below the house rules, 2 verdicts need review; 1 more has what it passed on".
fn summary(claims: &[Resting], excluded: bool) -> String {
    let only_passed_on = claims.iter().filter(|one| !one.rests()).count();
    let summary = summary_of_resting(claims, claims.len() - only_passed_on, excluded);
    let has = if only_passed_on == 1 { "has" } else { "have" };
    match (only_passed_on, claims.len() - only_passed_on) {
        (0, _) => summary,
        (count, 0) => format!(
            "{summary}; {} {has} what it passed on",
            counted(count, "claim")
        ),
        (count, _) => format!("{summary}; {count} more {has} what it passed on"),
    }
}

fn summary_of_resting(claims: &[Resting], resting: usize, excluded: bool) -> String {
    let falling = claims
        .iter()
        .filter(|one| !one.falls_below.is_empty())
        .count();
    let reviews = claims.iter().filter(|one| one.needs_review).count();
    if resting == 0 {
        return "No claim rests on it".to_owned();
    }
    let rest = if resting == 1 { "rests" } else { "rest" };
    let count = counted(resting, "claim");
    let fall = if falling == 1 { "falls" } else { "fall" };
    let need = if reviews == 1 { "needs" } else { "need" };
    let mut parts = Vec::new();
    if falling > 0 && excluded {
        parts.push(format!("{falling} {fall} below the house rules"));
    } else if falling > 0 {
        parts.push(format!(
            "without it {falling} would fall below the house rules"
        ));
    }
    if reviews > 0 && excluded {
        parts.push(format!("{} {need} review", counted(reviews, "verdict")));
    }
    let on = if excluded {
        "what counts no more"
    } else {
        "it"
    };
    let more = if parts.is_empty() { "" } else { ": " };
    format!("{count} {rest} on {on}{more}{}", parts.join(", "))
}

/// What excluding the independent source does to the claim, or would.
fn consequence(resting: &Resting, excluded: bool) -> String {
    let rules: Vec<&str> = resting
        .falls_below
        .iter()
        .map(|rule| rule.label())
        .collect();
    let mut parts = Vec::new();
    if resting.needs_review && excluded {
        parts.push("its verdict needs review".to_owned());
    }
    if !rules.is_empty() {
        let fall = if excluded { "falls" } else { "would fall" };
        parts.push(format!("{fall} below the rule: {}", rules.join(", ")));
    }
    if !resting.rests() {
        parts.push("has what it passed on, which counts by who said it".to_owned());
    }
    parts.join("; ")
}

fn row(ui: &mut Ui, paint: &mut Paint<'_>, claim: &Claim, consequence: &str) {
    let id = Id::unique(("resting claim", claim.id.number()));
    ui.scope_builder(UiBuilder::new().scope_id(id), |ui| {
        ui.spacing_mut().item_spacing.y = 1.0;
        ui.horizontal(|ui| {
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                if let Some(verdict) = &claim.verdict {
                    ui.scope(|ui| {
                        ui.set_max_width(ui.available_width() * 0.4);
                        badge(ui, paint, verdict, paint.theme.accent);
                    });
                }
                ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
                    name(ui, paint, claim);
                });
            });
        });
        if !consequence.is_empty() {
            ui.horizontal(|ui| {
                ui.spacing_mut().interact_size.y = 0.0;
                ui.add_space(space::SMALL);
                let style = LabelStyle::new(letters::SMALL, paint.theme.refutes);
                paint.engine.label(ui, consequence, &style);
            });
        }
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::project::{ClaimId, EvidenceId, HouseRule};

    fn resting(falls_below: &[HouseRule], needs_review: bool) -> Resting {
        Resting {
            claim: ClaimId::new(1),
            evidence: vec![EvidenceId::new(1)],
            passed_on: Vec::new(),
            falls_below: falls_below.to_vec(),
            needs_review,
        }
    }

    #[test]
    fn what_excluding_does_is_told_as_it_is_and_as_it_would_be() {
        let falling = resting(&[HouseRule::IndependentSources], true);
        let claims = [falling.clone(), resting(&[], true), resting(&[], false)];
        assert_eq!(
            summary(&claims, true),
            "3 claims rest on what counts no more: 1 falls below the house rules, 2 verdicts need review"
        );
        assert_eq!(
            summary(&claims, false),
            "3 claims rest on it: without it 1 would fall below the house rules"
        );
        assert_eq!(
            summary(&claims[2..], true),
            "1 claim rests on what counts no more"
        );
        assert_eq!(summary(&[], true), "No claim rests on it");
        let passed_on = Resting {
            evidence: Vec::new(),
            passed_on: vec![EvidenceId::new(2)],
            ..resting(&[], false)
        };
        let through = [claims[2].clone(), passed_on];
        assert_eq!(
            summary(&through[1..], true),
            "No claim rests on it; 1 claim has what it passed on"
        );
        assert_eq!(
            summary(&through, false),
            "1 claim rests on it; 1 more has what it passed on"
        );
        assert_eq!(
            consequence(&through[1], true),
            "has what it passed on, which counts by who said it"
        );
        assert_eq!(
            consequence(&falling, true),
            "its verdict needs review; falls below the rule: independent sources"
        );
        assert_eq!(
            consequence(&falling, false),
            "would fall below the rule: independent sources"
        );
        assert_eq!(consequence(&claims[2], true), "");
    }
}
