//! The independent sources of the selected claim, how they were counted, and the house rules that the claim misses.

use super::claim_fields::{set_as_step, set_field};
use crate::{
    analysis::{
        Amount, ClaimEvidence, ClaimSources, IndependentSources, Reason, Roots, source_name,
        values_in_a_row, values_of_claim,
    },
    project::{
        Claim, ClaimField, ClaimId, EvidenceId, HouseRule, Project, Revision, Stance, Status,
        Waiver,
    },
    reader::LabelStyle,
    text::{isolated, without_isolates},
    views::{
        Paint,
        theme::{letters, space},
        widgets::{Field, hint, link, sign_button},
    },
    workbench::{EvidenceIntent, Intent},
};

use std::{collections::BTreeSet, rc::Rc, sync::Arc};

use egui::{
    CollapsingHeader, Color32, FontId, Galley, Id, RichText, TextFormat, Ui, text::LayoutJob, vec2,
};

/// The summary of one claim, kept until the claim or the project changes.
#[derive(Default)]
pub(super) struct SourcesScratch {
    summary: Option<(ClaimId, Revision, Rc<SourcesSummary>)>,
}

impl SourcesScratch {
    pub(super) fn summary(&mut self, paint: &Paint<'_>, claim: &Claim) -> Rc<SourcesSummary> {
        let revision = paint.workbench.history().revision();
        match &self.summary {
            Some((id, at, summary)) if *id == claim.id && *at == revision => Rc::clone(summary),
            _ => {
                let summary = Rc::new(SourcesSummary::new(paint.project(), claim));
                self.summary = Some((claim.id, revision, Rc::clone(&summary)));
                summary
            }
        }
    }
}

pub(super) struct SourcesSummary {
    stances: Vec<StanceSummary>,
    /// Each warning with its explanation.
    warnings: Vec<(String, &'static str)>,
    /// Each missed rule, as a sentence, and its waiver.
    misses: Vec<(HouseRule, String, Option<Waiver>)>,
    /// The values of the evidence that counts, for display: "8, 12, 12, 13 injured".
    values: String,
    /// Evidence from an excluded source.
    pub(super) excluded: BTreeSet<EvidenceId>,
    /// Evidence published after the claim was made.
    pub(super) late: BTreeSet<EvidenceId>,
    /// Evidence that goes back to the source of an earlier piece of its stance.
    pub(super) same_source: BTreeSet<EvidenceId>,
}

/// The sources of the evidence of one stance.
struct StanceSummary {
    stance: Stance,
    /// "4 articles, 1 independent source".
    figure: String,
    /// "1 source".
    short: String,
    /// The name of the one source that several articles go back to.
    only_source: Option<String>,
    one_source_only: bool,
    reasons: Vec<Reason>,
}

impl SourcesSummary {
    fn new(project: &Project, claim: &Claim) -> Self {
        let evidence = ClaimEvidence::new(project, claim);
        let mut roots = Roots::new(project);
        let sources = ClaimSources::new(&evidence, &mut roots);
        let context = IndependentSources::new(&evidence, Stance::Context, &mut roots);
        let stances = [
            (Stance::Supports, &sources.supports),
            (Stance::Refutes, &sources.refutes),
            (Stance::Context, &context),
        ];
        let is_shown =
            |sources: &IndependentSources| sources.articles > 0 || !sources.excluded.is_empty();
        let misses = sources.misses(project, claim).into_iter();
        Self {
            values: shown_values(&values_of_claim(project, claim)),
            excluded: sources.excluded().map(|one| one.evidence).collect(),
            late: evidence.published_later(),
            same_source: stances
                .iter()
                .flat_map(|(_, sources)| &sources.groups)
                .flat_map(|group| group.evidence.iter().skip(1).copied())
                .collect(),
            stances: stances
                .into_iter()
                .filter(|(_, sources)| is_shown(sources))
                .map(|(stance, sources)| StanceSummary {
                    stance,
                    figure: sources.figure(),
                    short: sources.count.to_string().replace("independent ", ""),
                    only_source: only_source(project, sources),
                    one_source_only: stance != Stance::Context
                        && !claim.is_quotation()
                        && sources.is_one_source_only(),
                    reasons: sources.reasons(project),
                })
                .collect(),
            warnings: warnings(&evidence, &sources),
            misses: misses
                .map(|miss| (miss.rule, miss.sentence(), miss.waiver.cloned()))
                .collect(),
        }
    }
}

/// The values in a row, in their order even if a unit runs right to left.
fn shown_values(values: &[Amount]) -> String {
    let isolate = |value: &Amount| Amount {
        unit: isolated(&value.unit).into_owned(),
        ..value.clone()
    };
    let values: Vec<Amount> = values.iter().map(isolate).collect();
    values_in_a_row(&values)
}

/// The one known source of all evidence, if there is one.
fn only_source(project: &Project, sources: &IndependentSources) -> Option<String> {
    let [group] = sources.groups.as_slice() else {
        return None;
    };
    let mut known = group.sources.iter();
    match (known.next(), known.next()) {
        (Some(source), None) if sources.is_one_source_only() => Some(source_name(project, *source)),
        _ => None,
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
    let late = counting.published_later().len();
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

/// The values of the evidence, warnings and missed house rules. Grey while the claim is in progress, warnings once it is
/// ready for review.
pub(super) fn show_warnings(
    ui: &mut Ui,
    paint: &mut Paint<'_>,
    scratch: &mut SourcesScratch,
    claim: &Claim,
) {
    let summary = scratch.summary(paint, claim);
    if !summary.values.is_empty() {
        let text = format!("Values: {}", summary.values);
        let style = LabelStyle::new(letters::NOTE, paint.theme.text);
        paint.label(ui, &text, &style);
    }
    if summary.warnings.is_empty() && summary.misses.is_empty() {
        return;
    }
    let color = match claim.status {
        Status::Open | Status::InProgress => paint.theme.faint,
        Status::NeedsReview | Status::Done => paint.theme.caution,
    };
    ui.scope(|ui| {
        ui.spacing_mut().item_spacing = vec2(space::SMALL, 2.0);
        ui.spacing_mut().interact_size.y = 0.0;
        if !summary.warnings.is_empty() {
            ui.horizontal_wrapped(|ui| {
                for (warning, meaning) in &summary.warnings {
                    let warning = RichText::new(warning).size(letters::SMALL).color(color);
                    ui.label(warning).on_hover_text(*meaning);
                }
            });
        }
        for (rule, sentence, waiver) in &summary.misses {
            show_miss(ui, paint, claim, (*rule, sentence), waiver.as_ref(), color);
        }
    });
}

/// "For 4   1 source, all from Denna Corvast", which opens to show how the sources were counted.
pub(super) fn show_group(
    ui: &mut Ui,
    paint: &mut Paint<'_>,
    summary: &SourcesSummary,
    (stance, pieces): (Stance, usize),
) {
    let side = summary.stances.iter().find(|side| side.stance == stance);
    let word = match stance {
        Stance::Supports => "For",
        Stance::Refutes => "Against",
        Stance::Context => "Context",
    };
    let title = format!("{word} {pieces}");
    let Some(side) = side else {
        return;
    };
    let header = CollapsingHeader::new(stance_title(ui, paint, &title, side))
        .id_salt(("independent sources", stance.label()));
    let shown = header.show_unindented(ui, |ui| {
        for reason in &side.reasons {
            show_reason(ui, paint, reason);
        }
    });
    let (one_source_only, tooltip) = if side.one_source_only {
        (
            ", one source only",
            "One source only: several articles support it, and all go back to one independent source. Click to see why",
        )
    } else {
        ("", "Show how the sources were counted")
    };
    let name = format!("{}: {}{one_source_only}. Why?", stance.label(), side.figure);
    shown
        .header_response
        .on_hover_text(tooltip)
        .accessible_name(name);
}

/// Wrapped within the panel: a collapsing header does not wrap by itself.
fn stance_title(ui: &Ui, paint: &Paint<'_>, title: &str, side: &StanceSummary) -> Arc<Galley> {
    let format = |size, color| TextFormat::simple(FontId::proportional(size), color);
    let mut job = LayoutJob::default();
    job.append(title, 0.0, format(letters::NOTE, paint.theme.text));
    let color = if side.one_source_only {
        paint.theme.caution
    } else {
        paint.theme.faint
    };
    let text = match &side.only_source {
        Some(source) => format!("{}, all from {source}", side.short),
        None if side.one_source_only => "one source only".to_owned(),
        None => side.short.clone(),
    };
    job.append(&text, space::SMALL, format(letters::SMALL, color));
    let margins = ui.spacing().indent + ui.spacing().button_padding.x;
    job.wrap.max_width = ui.available_width() - margins;
    ui.painter().layout_job(job)
}

/// A click shows the first passage that the sentence refers to.
fn show_reason(ui: &mut Ui, paint: &mut Paint<'_>, reason: &Reason) {
    let style = LabelStyle::new(letters::SMALL, paint.theme.text);
    let name = without_isolates(&reason.sentence);
    let is_clicked = link(ui, paint, &reason.sentence, style, &name).clicked();
    if let Some(first) = reason.evidence.first()
        && is_clicked
    {
        paint.ask(Intent::Evidence(EvidenceIntent::Show(*first)));
    }
}

/// A missed rule and its waiver: a warning, never a score.
fn show_miss(
    ui: &mut Ui,
    paint: &mut Paint<'_>,
    claim: &Claim,
    (rule, sentence): (HouseRule, &str),
    waiver: Option<&Waiver>,
    color: Color32,
) {
    let color = if waiver.is_some_and(Waiver::holds) {
        paint.theme.faint
    } else {
        color
    };
    let style = LabelStyle::new(letters::SMALL, color);
    let asked = ui.horizontal_wrapped(|ui| {
        paint.engine.label(ui, sentence, &style);
        waiver.is_none() && {
            let style = LabelStyle::new(letters::SMALL, paint.theme.accent);
            let name = format!("Waive: {}", rule.label());
            link(ui, paint, "Waive\u{2026}", style, &name)
                .on_hover_text("Your name and reason appear in the exports")
                .clicked()
        }
    });
    if let Some(waiver) = waiver {
        show_waiver(ui, paint, claim, waiver);
        return;
    }
    if asked.inner {
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
        let text = if waiver.holds() {
            "waived"
        } else {
            "waived once a name and a reason are given"
        };
        hint(ui, paint, text);
        let name = format!("Remove waiver: {}", rule.label());
        sign_button(ui, paint, "\u{d7}", &name).clicked()
    });
    let mut edited = waiver.clone();
    let mut changed = false;
    for (name, hint, text) in [
        (WAIVED_BY, "e.g. Mara Ilven", &mut edited.by),
        (
            "Reason",
            "e.g. a court record, which is enough by itself",
            &mut edited.reason,
        ),
    ] {
        let name_of_field = format!("{name}: {}", rule.label());
        let field = Field::line(&name_of_field, hint);
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::recorded_value;

    #[test]
    fn right_to_left_units_keep_the_order_of_the_values() {
        let values = ["8 مدنيا", "12 civilians"].map(|it| recorded_value(it).unwrap());
        let shown = shown_values(&values);
        assert_eq!(shown, "8 \u{2068}مدنيا\u{2069}, 12 civilians");
    }
}
