//! The independent sources of the selected claim, how they were counted, and the house rules it misses.

use super::claim_fields::{set_as_step, set_field};
use crate::{
    analysis::{ClaimEvidence, ClaimSources, Reason, Roots},
    project::{
        Claim, ClaimField, ClaimId, Evidence, EvidenceId, HouseRule, Project, Revision, Stance,
        Waiver,
    },
    reader::LabelStyle,
    text::without_isolates,
    views::{
        Paint,
        theme::{letters, space},
        widgets::{Field, badge, heading, link, sign_button},
    },
    workbench::{EvidenceIntent, Intent},
};

use std::{collections::BTreeSet, rc::Rc};

use egui::{CollapsingHeader, FontId, Id, TextFormat, Ui, text::LayoutJob};

/// The summary of one claim, kept until the claim or the project changes.
#[derive(Default)]
pub(super) struct SourcesScratch {
    summary: Option<(ClaimId, Revision, Rc<SourcesSummary>)>,
}

impl SourcesScratch {
    /// Whether the evidence comes from an excluded source.
    pub(super) fn is_excluded(&self, evidence: &Evidence) -> bool {
        self.of_claim(evidence)
            .is_some_and(|summary| summary.excluded.contains(&evidence.id))
    }

    /// Whether the evidence was published after the claim was made.
    pub(super) fn is_late(&self, evidence: &Evidence) -> bool {
        self.of_claim(evidence)
            .is_some_and(|summary| summary.late.contains(&evidence.id))
    }

    fn of_claim(&self, evidence: &Evidence) -> Option<&SourcesSummary> {
        let (claim, _, summary) = self.summary.as_ref()?;
        (*claim == evidence.claim).then_some(&**summary)
    }

    fn summary(&mut self, paint: &Paint<'_>, claim: &Claim) -> Rc<SourcesSummary> {
        let revision = paint.workbench.history().revision();
        if let Some((id, at, summary)) = &self.summary
            && (*id, *at) == (claim.id, revision)
        {
            return Rc::clone(summary);
        }
        let summary = Rc::new(SourcesSummary::of(paint.project(), claim));
        self.summary = Some((claim.id, revision, Rc::clone(&summary)));
        summary
    }
}

struct SourcesSummary {
    stances: Vec<StanceSummary>,
    /// Each warning with its meaning.
    warnings: Vec<(String, &'static str)>,
    /// Each rule that is missed, as a sentence, and its waiver.
    misses: Vec<(HouseRule, String, Option<Waiver>)>,
    excluded: BTreeSet<EvidenceId>,
    late: BTreeSet<EvidenceId>,
}

/// The sources of the evidence of one stance.
struct StanceSummary {
    stance: Stance,
    figure: String,
    one_source_only: bool,
    reasons: Vec<Reason>,
}

impl SourcesSummary {
    fn of(project: &Project, claim: &Claim) -> Self {
        let evidence = ClaimEvidence::of(project, claim);
        let sources = ClaimSources::of(&evidence, &mut Roots::new(project));
        let stances = [
            (Stance::Supports, &sources.supports),
            (Stance::Refutes, &sources.refutes),
        ];
        let stances = stances.into_iter().filter_map(|(stance, of)| {
            (of.articles > 0 || !of.excluded.is_empty()).then(|| StanceSummary {
                stance,
                figure: of.figure(),
                one_source_only: of.is_one_source_only(),
                reasons: of.reasons(project),
            })
        });
        let misses = sources.misses(project, claim).into_iter();
        let misses = misses.map(|miss| (miss.rule, miss.sentence(), miss.waiver.cloned()));
        Self {
            stances: stances.collect(),
            warnings: warnings(&evidence, &sources),
            misses: misses.collect(),
            excluded: sources.excluded().map(|one| one.evidence).collect(),
            late: evidence.leaking(),
        }
    }
}

fn warnings(evidence: &ClaimEvidence<'_>, sources: &ClaimSources) -> Vec<(String, &'static str)> {
    let mut warnings = Vec::new();
    let (counting, out) = sources.part(evidence);
    if counting.is_unchallenged() {
        warnings.push((
            "unchallenged".to_owned(),
            "Supported, not refuted, and no search for counter-evidence is recorded",
        ));
    }
    let late = counting.leaking().len();
    if late > 0 {
        warnings.push((
            format!("{late} published later"),
            "Evidence published after the claim was made, so the speaker could not have known it",
        ));
    }
    if !out.passages.is_empty() && evidence.claim.verdict.is_some() {
        warnings.push((
            "verdict needs review".to_owned(),
            "Some evidence comes from a retracted or unreliable source and no longer counts",
        ));
    }
    warnings
}

/// The independent sources of each stance, the warnings, and the missed house rules.
pub(super) fn show(
    ui: &mut Ui,
    paint: &mut Paint<'_>,
    scratch: &mut SourcesScratch,
    claim: &Claim,
) {
    let summary = scratch.summary(paint, claim);
    if summary.stances.is_empty() && summary.misses.is_empty() {
        return;
    }
    heading(ui, paint, "Independent sources");
    ui.scope(|ui| {
        ui.spacing_mut().item_spacing.y = space::TINY;
        for stance in &summary.stances {
            show_stance(ui, paint, stance);
        }
        if !summary.warnings.is_empty() {
            ui.horizontal_wrapped(|ui| {
                for (words, meaning) in &summary.warnings {
                    badge(ui, paint, words, paint.theme.refutes).on_hover_text(*meaning);
                }
            });
        }
        for (rule, sentence, waiver) in &summary.misses {
            show_miss(ui, paint, claim, *rule, sentence, waiver.as_ref());
        }
    });
    ui.add_space(space::SMALL);
}

/// "+ 4 articles, 1 independent source  one source only", which opens to show how they were counted.
fn show_stance(ui: &mut Ui, paint: &mut Paint<'_>, side: &StanceSummary) {
    let format = |size, color| TextFormat::simple(FontId::proportional(size), color);
    let mut title = LayoutJob::default();
    let words = format!("{} {}", side.stance.sign(), side.figure);
    let color = paint.theme.stance(side.stance);
    title.append(&words, 0.0, format(letters::BODY, color));
    let (one_source_only, tooltip) = if side.one_source_only {
        let format = format(letters::SMALL, paint.theme.refutes);
        title.append("one source only", space::SMALL, format);
        (
            ", one source only",
            "One source only: several articles say it, and all go back to one independent source. Click to see why.",
        )
    } else {
        ("", "Show how the sources were counted")
    };
    let label = side.stance.label();
    let header = CollapsingHeader::new(title).id_salt(("independent sources", label));
    let shown = header.show_unindented(ui, |ui| {
        for reason in &side.reasons {
            // A click shows the first passage that the sentence is about.
            let name = without_isolates(&reason.sentence);
            let sentence = link(ui, paint, &reason.sentence, paint.theme.small(), &name);
            if let Some(first) = reason.evidence.first()
                && sentence.clicked()
            {
                paint.ask(Intent::Evidence(EvidenceIntent::Show(*first)));
            }
        }
    });
    let header = shown.header_response.on_hover_text(tooltip);
    header.accessible_name(format!("{label}: {}{one_source_only}. Why?", side.figure));
}

/// A missed rule and its waiver: a warning, never a score.
fn show_miss(
    ui: &mut Ui,
    paint: &mut Paint<'_>,
    claim: &Claim,
    rule: HouseRule,
    sentence: &str,
    waiver: Option<&Waiver>,
) {
    ui.horizontal_wrapped(|ui| {
        let color = if waiver.is_some_and(Waiver::holds) {
            paint.theme.faint
        } else {
            paint.theme.refutes
        };
        let style = LabelStyle::new(letters::SMALL, color);
        let words = format!("\u{26a0} {sentence}");
        paint.label(ui, &words, &style);
    });
    if let Some(waiver) = waiver {
        show_waiver(ui, paint, claim, waiver);
        return;
    }
    let button = ui
        .small_button("Waive\u{2026}")
        .on_hover_text("Your name and reason appear in the exports")
        .accessible_name(format!("Waive: {}", rule.label()));
    if button.clicked() {
        let new = Waiver {
            rule,
            by: String::new(),
            reason: String::new(),
        };
        let waivers = [claim.waivers.as_slice(), &[new]].concat();
        set_as_step(paint, claim, ClaimField::Waivers(waivers));
        ui.memory_mut(|memory| memory.request_focus(waiver_field(WAIVED_BY, rule, claim.id)));
    }
}

const WAIVED_BY: &str = "Waived by";

fn waiver_field(name: &str, rule: HouseRule, claim: ClaimId) -> Id {
    Id::unique((name, rule as u8, claim.number()))
}

fn show_waiver(ui: &mut Ui, paint: &mut Paint<'_>, claim: &Claim, waiver: &Waiver) {
    let rule = waiver.rule;
    let removed = ui.horizontal(|ui| {
        let words = if waiver.holds() {
            "waived"
        } else {
            "waived once a name and a reason are given"
        };
        ui.weak(words);
        let name = format!("Remove waiver: {}", rule.label());
        sign_button(ui, paint, "\u{d7}", &name).clicked()
    });
    let mut edited = waiver.clone();
    let mut changed = false;
    for (name, hint, text) in [
        (WAIVED_BY, "Name", &mut edited.by),
        (
            "Reason",
            "Reason why the claim may miss the rule",
            &mut edited.reason,
        ),
    ] {
        let label = format!("{name}: {}", rule.label());
        let field = Field::line(&label, hint);
        let id = waiver_field(name, rule, claim.id);
        if let (_, Some(typed)) = field.show(ui, paint, id, text) {
            *text = typed;
            changed = true;
        }
    }
    let others = claim.waivers.iter().filter(|other| other.rule != rule);
    let mut waivers: Vec<Waiver> = others.cloned().collect();
    if removed.inner {
        set_as_step(paint, claim, ClaimField::Waivers(waivers));
    } else if changed {
        waivers.push(edited);
        set_field(paint, claim, ClaimField::Waivers(waivers));
    }
}
