//! On how much the chosen claim rests: its independent sources, why they are counted so, and what the house misses.

use crate::{
    analysis::{ClaimEvidence, ClaimSources, IndependentSources, Reason, Roots},
    project::{
        Claim, ClaimField, ClaimId, Evidence, EvidenceId, HouseRule, Project, Revision, Stance,
        Waiver,
    },
    reader::LabelStyle,
    text::without_isolates,
    views::{
        Paint,
        theme::{letters, space},
        widgets::{Field, Lines, badge, heading, hint, sign_button},
    },
    workbench::{ClaimIntent, EvidenceIntent, Intent},
};

use std::{collections::BTreeSet, rc::Rc};

use egui::{
    CollapsingHeader, FontId, Id, Sense, TextFormat, Ui, WidgetInfo, accesskit::Role,
    text::LayoutJob,
};

/// What was found out about one claim at one revision, so that a frame does not find it out again.
#[derive(Default)]
pub(crate) struct SourcesScratch {
    found: Option<(ClaimId, Revision, Rc<Found>)>,
}

/// Everything that the section tells.
struct Found {
    sides: Vec<Side>,
    marks: Vec<Mark>,
    /// Each rule that is missed, as a sentence, and its waiver.
    misses: Vec<(HouseRule, String, Option<Waiver>)>,
    /// The evidence that counts no more.
    excluded: BTreeSet<EvidenceId>,
    /// The evidence that was published after the claim was made.
    late: BTreeSet<EvidenceId>,
}

/// The evidence of one stance.
struct Side {
    stance: Stance,
    figure: String,
    one_source_only: bool,
    reasons: Vec<Reason>,
}

/// Something to look at: a word, and what it means.
struct Mark {
    word: String,
    meaning: &'static str,
}

impl Found {
    fn of(project: &Project, claim: &Claim) -> Self {
        let evidence = ClaimEvidence::of(project, claim);
        let sources = ClaimSources::of(&evidence, &mut Roots::new(project));
        let sides = [
            (Stance::Supports, &sources.supports),
            (Stance::Refutes, &sources.refutes),
        ];
        let is_told =
            |sources: &IndependentSources| sources.articles > 0 || !sources.excluded.is_empty();
        let sides = sides.into_iter().filter(|(_, sources)| is_told(sources));
        let misses = sources.misses(project, claim).into_iter();
        Self {
            excluded: sources.excluded().map(|one| one.evidence).collect(),
            late: evidence.leaking(),
            sides: sides
                .map(|(stance, sources)| Side {
                    stance,
                    figure: sources.figure(),
                    one_source_only: sources.is_one_source_only(),
                    reasons: sources.reasons(project),
                })
                .collect(),
            marks: marks(&evidence, &sources),
            misses: misses
                .map(|miss| (miss.rule, miss.sentence(), miss.waiver.cloned()))
                .collect(),
        }
    }
}

fn marks(evidence: &ClaimEvidence<'_>, sources: &ClaimSources) -> Vec<Mark> {
    let mut marks = Vec::new();
    let (counting, out) = evidence.parted(sources);
    if counting.is_unchallenged() {
        marks.push(Mark {
            word: "unchallenged".to_owned(),
            meaning: "It has support, nothing refutes it, and no search for what would is recorded",
        });
    }
    let late = counting.leaking().len();
    if late > 0 {
        marks.push(Mark {
            word: format!("{late} published later"),
            meaning: "Evidence that was published after the claim was made: who made it cannot have known it",
        });
    }
    if !out.passages.is_empty() && evidence.claim.verdict.is_some() {
        marks.push(Mark {
            word: "verdict needs review".to_owned(),
            meaning: "Some of its evidence rests on a source that is retracted or unreliable, and counts no more",
        });
    }
    marks
}

/// The figures of both sides, what they rest on, and what is missing.
pub(crate) fn show(
    ui: &mut Ui,
    paint: &mut Paint<'_>,
    scratch: &mut SourcesScratch,
    claim: &Claim,
) {
    let found = found(paint, scratch, claim);
    if found.sides.is_empty() && found.misses.is_empty() {
        return;
    }
    heading(ui, paint, "ORIGINS");
    ui.scope(|ui| {
        ui.spacing_mut().item_spacing.y = space::TINY;
        for side in &found.sides {
            show_side(ui, paint, side);
        }
        if !found.marks.is_empty() {
            ui.horizontal_wrapped(|ui| {
                for mark in &found.marks {
                    badge(ui, paint, &mark.word, paint.theme.refutes).on_hover_text(mark.meaning);
                }
            });
        }
        for (rule, sentence, waiver) in &found.misses {
            show_miss(ui, paint, claim, (*rule, sentence), waiver.as_ref());
        }
    });
    ui.add_space(space::SMALL);
}

/// Whether the piece was found to count no more, since what it rests on is excluded.
pub(crate) fn is_excluded(scratch: &SourcesScratch, evidence: &Evidence) -> bool {
    scratch
        .of_claim(evidence)
        .is_some_and(|found| found.excluded.contains(&evidence.id))
}

/// Whether the piece was found to be younger than the claim.
pub(crate) fn is_late(scratch: &SourcesScratch, evidence: &Evidence) -> bool {
    scratch
        .of_claim(evidence)
        .is_some_and(|found| found.late.contains(&evidence.id))
}

impl SourcesScratch {
    fn of_claim(&self, evidence: &Evidence) -> Option<&Found> {
        let (claim, _, found) = self.found.as_ref()?;
        (*claim == evidence.claim).then_some(&**found)
    }
}

fn found(paint: &Paint<'_>, scratch: &mut SourcesScratch, claim: &Claim) -> Rc<Found> {
    let revision = paint.workbench.history().revision();
    match &scratch.found {
        Some((id, at, found)) if *id == claim.id && *at == revision => Rc::clone(found),
        _ => {
            let found = Rc::new(Found::of(paint.project(), claim));
            scratch.found = Some((claim.id, revision, Rc::clone(&found)));
            found
        }
    }
}

/// "+ 4 articles, 1 independent source  one source only", and below it why, for whoever asks.
fn show_side(ui: &mut Ui, paint: &mut Paint<'_>, side: &Side) {
    let header = CollapsingHeader::new(side_title(paint, side))
        .id_salt(("why so many independent sources", side.stance.label()));
    let shown = header.show_unindented(ui, |ui| {
        for reason in &side.reasons {
            show_reason(ui, paint, reason);
        }
    });
    let (one_source_only, meaning) = if side.one_source_only {
        (
            ", one source only",
            "One source only: several articles say it, and all of them have it from one independent source. Click to see why",
        )
    } else {
        ("", "Why it is counted so")
    };
    let name = format!(
        "{}: {}{one_source_only}. Why?",
        side.stance.label(),
        side.figure
    );
    shown
        .header_response
        .on_hover_text(meaning)
        .accessible_name(name);
}

fn side_title(paint: &Paint<'_>, side: &Side) -> LayoutJob {
    let format = |size, color| TextFormat::simple(FontId::proportional(size), color);
    let mut title = LayoutJob::default();
    let words = format!("{} {}", side.stance.sign(), side.figure);
    let color = paint.theme.stance(side.stance);
    title.append(&words, 0.0, format(letters::BODY, color));
    if side.one_source_only {
        let format = format(letters::SMALL, paint.theme.refutes);
        title.append("one source only", space::SMALL, format);
    }
    title
}

/// A sentence; a click goes to the first passage that it is about.
fn show_reason(ui: &mut Ui, paint: &mut Paint<'_>, reason: &Reason) {
    let style = LabelStyle {
        sense: Sense::click(),
        ..LabelStyle::new(letters::SMALL, paint.theme.text)
    };
    let response = paint.engine.label(ui, &reason.sentence, &style);
    let told = without_isolates(&reason.sentence);
    response.widget_info(|| WidgetInfo::labeled(Role::Button, true, &*told));
    let first: Option<&EvidenceId> = reason.evidence.first();
    let response = response.on_hover_cursor(egui::CursorIcon::PointingHand);
    if let Some(first) = first.filter(|_| response.clicked()) {
        paint.ask(Intent::Evidence(EvidenceIntent::Show(*first)));
    }
}

/// A rule that is missed, and who answers for it: a warning, never a score.
fn show_miss(
    ui: &mut Ui,
    paint: &mut Paint<'_>,
    claim: &Claim,
    (rule, sentence): (HouseRule, &str),
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
        paint.engine.label(ui, &words, &style);
    });
    let Some(waiver) = waiver else {
        let button = ui
            .small_button("Waive\u{2026}")
            .on_hover_text("Answer for it by name, with a reason; the exports carry both");
        if button
            .accessible_name(format!("Waive: {}", rule.label()))
            .clicked()
        {
            let new = Waiver {
                rule,
                by: String::new(),
                reason: String::new(),
            };
            paint.ask(Intent::TypingEnded);
            set(paint, claim, [claim.waivers.as_slice(), &[new]].concat());
            paint.typing_ended = true;
            ui.memory_mut(|memory| memory.request_focus(waiver_field(WAIVED_BY, rule, claim.id)));
        }
        return;
    };
    show_waiver(ui, paint, claim, waiver);
}

const WAIVED_BY: &str = "Waived by";

fn waiver_field(what: &str, rule: HouseRule, claim: ClaimId) -> Id {
    Id::unique((what, rule as u8, claim.number()))
}

fn show_waiver(ui: &mut Ui, paint: &mut Paint<'_>, claim: &Claim, waiver: &Waiver) {
    let mut edited = waiver.clone();
    let rule = waiver.rule;
    let mut changed = false;
    let gone = ui
        .horizontal(|ui| {
            let words = if waiver.holds() {
                "waived"
            } else {
                "waived as soon as it is said by whom, and why"
            };
            hint(ui, paint, words);
            sign_button(
                ui,
                paint,
                "\u{d7}",
                &format!("Waive no more: {}", rule.label()),
            )
            .clicked()
        })
        .inner;
    let fields = [
        (WAIVED_BY, "name", &mut edited.by),
        ("Reason", "why it may be missed", &mut edited.reason),
    ];
    for (what, hint, text) in fields {
        let name = format!("{what}: {}", rule.label());
        let field = Field {
            name: &name,
            hint,
            lines: Lines::One,
        };
        let id = waiver_field(what, rule, claim.id);
        if let (_, Some(typed)) = field.show(ui, paint, id, text) {
            *text = typed;
            changed = true;
        }
    }
    let others = claim.waivers.iter().filter(|other| other.rule != rule);
    let mut waivers: Vec<Waiver> = others.cloned().collect();
    if gone {
        paint.ask(Intent::TypingEnded);
        paint.typing_ended = true;
    } else if changed {
        waivers.push(edited);
    } else {
        return;
    }
    set(paint, claim, waivers);
}

fn set(paint: &mut Paint<'_>, claim: &Claim, waivers: Vec<Waiver>) {
    let field = ClaimField::Waivers(waivers);
    paint.ask(Intent::Claim(ClaimIntent::Set(claim.id, field)));
}
