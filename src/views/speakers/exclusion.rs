//! Exclusion of a speaker or an article, and the claims that rest on it.

use crate::{
    analysis::{DependentClaim, IndependentSource, claims_depending_on_source},
    project::{Claim, Exclusion, Revision},
    reader::LabelStyle,
    views::{
        Paint,
        articles::claim_name,
        shell::counted,
        theme::{letters, space},
        widgets::{badge, text_button},
    },
    workbench::{ClaimIntent, Intent},
};

use egui::{Align, Button, Id, Layout, Ui, UiBuilder};

/// Buttons for the three states; `of` names the article or speaker for a screen reader. Returns the state that is pressed
/// now.
pub(crate) fn switch(ui: &mut Ui, current: Option<Exclusion>, object: &str) -> Option<Exclusion> {
    let mut pressed = current;
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing.x = 2.0;
        for state in std::iter::once(None).chain(Exclusion::ALL.map(Some)) {
            let (label, tooltip) = match state {
                None => ("Counts", "Its passages count as evidence"),
                Some(Exclusion::Retracted) => {
                    ("Retracted", "Retracted: its passages no longer count")
                }
                Some(Exclusion::Unreliable) => (
                    "Unreliable",
                    "Found unreliable: its passages no longer count",
                ),
            };
            let button = ui
                .add(Button::selectable(state == current, label))
                .on_hover_text(tooltip)
                .accessible_name(format!("{label}: {object}"));
            if button.clicked() {
                pressed = state;
            }
        }
    });
    pressed
}

/// The claims that rest on an independent source, kept until the source or the project changes.
#[derive(Default)]
pub(crate) struct DependentClaimsScratch {
    claims: Option<((Revision, IndependentSource), Vec<DependentClaim>)>,
}

/// Lists the claims that rest on an independent source; a click selects one.
pub(crate) fn resting(
    ui: &mut Ui,
    paint: &mut Paint<'_>,
    scratch: &mut DependentClaimsScratch,
    source: IndependentSource,
    excluded: Option<Exclusion>,
) {
    let key = (paint.workbench.history().revision(), source);
    let project = paint.project();
    let claims = match scratch.claims.take() {
        Some((kept, claims)) if kept == key => claims,
        Some(_) | None => {
            let mut claims = claims_depending_on_source(project, source);
            claims.sort_by_key(|resting| project.claim_place(resting.claim));
            claims
        }
    };
    ui.weak(summary(&claims, excluded.is_some()));
    for resting in claims.iter().take(MAX_LISTED) {
        if let Some(claim) = project.claim(resting.claim) {
            row(ui, paint, claim, &consequence(resting, excluded.is_some()));
        }
    }
    if claims.len() > MAX_LISTED {
        let more = format!("and {} more", claims.len() - MAX_LISTED);
        ui.weak(&more);
    }
    scratch.claims = Some((key, claims));
}

/// Maximum number of claims listed; the others are only counted.
const MAX_LISTED: usize = 200;

/// "3 claims rest on this excluded source: 1 falls below the house rules, 2 verdicts need review; 1 more has passages that it
/// relayed".
fn summary(claims: &[DependentClaim], excluded: bool) -> String {
    let resting = claims.iter().filter(|one| one.rests()).count();
    let summary = summary_of_dependents(claims, resting, excluded);
    let relayed = claims.len() - resting;
    if relayed == 0 {
        return summary;
    }
    let claims = match resting {
        0 => counted(relayed, "claim"),
        _ => format!("{relayed} more"),
    };
    let has = if relayed == 1 { "has" } else { "have" };
    format!("{summary}; {claims} {has} passages that it relayed")
}

fn summary_of_dependents(claims: &[DependentClaim], resting: usize, excluded: bool) -> String {
    if resting == 0 {
        return "No claim rests on it".to_owned();
    }
    let falling = claims.iter().filter(|one| !one.falls_below.is_empty());
    let falling = falling.count();
    let reviews = claims.iter().filter(|one| one.needs_review).count();
    let mut parts = Vec::new();
    if falling > 0 && excluded {
        let fall = if falling == 1 { "falls" } else { "fall" };
        parts.push(format!("{falling} {fall} below the house rules"));
    } else if falling > 0 {
        parts.push(format!(
            "without it {falling} would fall below the house rules"
        ));
    }
    if reviews > 0 && excluded {
        let need = if reviews == 1 { "needs" } else { "need" };
        parts.push(format!("{} {need} review", counted(reviews, "verdict")));
    }
    let rest = if resting == 1 { "rests" } else { "rest" };
    let source = if excluded {
        "this excluded source"
    } else {
        "it"
    };
    let colon = if parts.is_empty() { "" } else { ": " };
    format!(
        "{} {rest} on {source}{colon}{}",
        counted(resting, "claim"),
        parts.join(", ")
    )
}

/// The effect on the claim of excluding the source, actual or possible.
fn consequence(resting: &DependentClaim, excluded: bool) -> String {
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
        let miss = if excluded { "misses" } else { "would miss" };
        parts.push(format!("{miss} the house rule: {}", rules.join(", ")));
    }
    if !resting.rests() {
        parts.push("has passages that it relayed, which count under their speakers".to_owned());
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
                    let name = claim_name(paint.project(), claim.id);
                    let style = paint.theme.body().lines(1);
                    let button = text_button(ui, paint, &name, &style);
                    let button =
                        button.on_hover_text("Select this claim in the window behind the dialog");
                    if button.clicked() {
                        paint.ask(Intent::Claim(ClaimIntent::Select(Some(claim.id))));
                    }
                });
            });
        });
        if !consequence.is_empty() {
            ui.horizontal(|ui| {
                ui.spacing_mut().interact_size.y = 0.0;
                ui.add_space(space::SMALL);
                paint.label(
                    ui,
                    consequence,
                    &LabelStyle::new(letters::SMALL, paint.theme.refutes),
                );
            });
        }
    });
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::project::{ClaimId, EvidenceId, HouseRule};

    fn resting(falls_below: &[HouseRule], needs_review: bool) -> DependentClaim {
        DependentClaim {
            claim: ClaimId::new(1),
            evidence: vec![EvidenceId::new(1)],
            passed_on: Vec::new(),
            falls_below: falls_below.to_vec(),
            needs_review,
        }
    }

    #[test]
    fn the_summary_describes_an_exclusion_before_and_after() {
        let falling = resting(&[HouseRule::IndependentSources], true);
        let claims = [falling.clone(), resting(&[], true), resting(&[], false)];
        assert_eq!(
            summary(&claims, true),
            "3 claims rest on this excluded source: 1 falls below the house rules, 2 verdicts need review"
        );
        assert_eq!(
            summary(&claims, false),
            "3 claims rest on it: without it 1 would fall below the house rules"
        );
        assert_eq!(
            summary(&claims[2..], true),
            "1 claim rests on this excluded source"
        );
        assert_eq!(summary(&[], true), "No claim rests on it");
        let relayed = DependentClaim {
            evidence: Vec::new(),
            passed_on: vec![EvidenceId::new(2)],
            ..resting(&[], false)
        };
        let through = [claims[2].clone(), relayed];
        assert_eq!(
            summary(&through[1..], true),
            "No claim rests on it; 1 claim has passages that it relayed"
        );
        assert_eq!(
            summary(&through, false),
            "1 claim rests on it; 1 more has passages that it relayed"
        );
        assert_eq!(
            consequence(&through[1], true),
            "has passages that it relayed, which count under their speakers"
        );
        assert_eq!(
            consequence(&falling, true),
            "its verdict needs review; misses the house rule: independent sources"
        );
        assert_eq!(
            consequence(&falling, false),
            "would miss the house rule: independent sources"
        );
        assert_eq!(consequence(&claims[2], true), "");
    }
}
