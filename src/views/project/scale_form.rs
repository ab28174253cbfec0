//! The project's verdict scale: selects another scale, edits a custom one, and maps the verdicts in use to new labels.

use super::scale_draft::{self, DraftOutcome, ScaleDraft, shipped_scales};
use crate::{
    project::VerdictScale,
    views::{Paint, shell::counted, theme::space, widgets::Choice},
    workbench::{Intent, verdicts_in_use},
};

use std::collections::BTreeMap;

use egui::{Grid, Ui};

/// The current step of changing the scale.
#[derive(Default)]
pub(super) enum ScaleScratch {
    #[default]
    Shown,
    Drafting(ScaleDraft),
    Mapping(VerdictMapping),
}

/// New labels for the verdicts in use.
pub(super) struct VerdictMapping {
    scale: VerdictScale,
    /// The new label for each old one; `None` clears the verdict.
    to: BTreeMap<String, Option<String>>,
}

impl VerdictMapping {
    /// The new label for verdicts labelled `old`. A label that came into use while the table was open stays as it is if
    /// the new scale has it.
    fn target(&self, old: &str) -> Option<String> {
        let same = || self.scale.has(old).then(|| old.to_owned());
        self.to.get(old).cloned().unwrap_or_else(same)
    }
}

/// Width of an old label in the table, in points.
const LABEL_WIDTH: f32 = 220.0;

pub(super) fn show(ui: &mut Ui, paint: &mut Paint<'_>, scratch: &mut ScaleScratch) {
    let next = match scratch {
        ScaleScratch::Shown => current_scale(ui, paint),
        ScaleScratch::Drafting(draft) => match scale_draft::show(ui, paint, draft) {
            None => None,
            Some(DraftOutcome::Cancelled) => Some(ScaleScratch::Shown),
            Some(DraftOutcome::Done(scale, renamed)) => Some(change(paint, scale, &renamed, false)),
        },
        ScaleScratch::Mapping(mapping) => mapping_table(ui, paint, mapping),
    };
    if let Some(next) = next {
        *scratch = next;
    }
}

fn current_scale(ui: &mut Ui, paint: &mut Paint<'_>) -> Option<ScaleScratch> {
    let current = paint.project().scale();
    let mut next = None;
    ui.horizontal(|ui| {
        let mut scales = Vec::from(shipped_scales());
        if !scales.contains(current) {
            scales.push(current.clone());
        }
        let choice = Choice::new("Verdict scale", 220.0);
        if let Some(scale) = choice.pick(ui, paint, &scales, |scale| &scale.name, current) {
            next = Some(change(paint, scale, &BTreeMap::new(), true));
        }
        let custom = ui.button("Make your own…").on_hover_text(
            "Make a scale from this one: rename, add, remove and reorder its labels",
        );
        if custom.clicked() {
            next = Some(ScaleScratch::Drafting(ScaleDraft::from_scale(current)));
        }
    });
    let labels = current
        .verdicts
        .iter()
        .map(|verdict| verdict.label.as_str());
    let style = paint.theme.hint();
    let labels = labels.collect::<Vec<_>>().join(", ");
    paint.label(ui, &labels, &style);
    next
}

/// Changes the scale, or first asks for new labels. It asks if the new scale lacks a verdict in use, and with `ask` if
/// any verdict is in use.
fn change(
    paint: &mut Paint<'_>,
    scale: VerdictScale,
    renamed: &BTreeMap<String, String>,
    ask: bool,
) -> ScaleScratch {
    let target = |(old, _): (String, usize)| {
        let same = || scale.has(&old).then(|| old.clone());
        let new = renamed.get(&old).cloned().or_else(same);
        (old, new)
    };
    let used = verdicts_in_use(paint.project());
    let to: BTreeMap<_, _> = used.into_iter().map(target).collect();
    if to.values().any(Option::is_none) || (ask && !to.is_empty()) {
        return ScaleScratch::Mapping(VerdictMapping { scale, to });
    }
    paint.ask(Intent::SetScale(scale, to));
    ScaleScratch::Shown
}

/// A row for each old label: the number of claims that have it, and a menu for its new label.
fn mapping_table(
    ui: &mut Ui,
    paint: &mut Paint<'_>,
    mapping: &mut VerdictMapping,
) -> Option<ScaleScratch> {
    let message = format!(
        "Select the new verdicts on the scale {}",
        mapping.scale.name
    );
    paint.label(ui, &message, &paint.theme.body());
    let used = verdicts_in_use(paint.project());
    Grid::new("new verdicts")
        .num_columns(3)
        .spacing([space::MEDIUM, space::SMALL])
        .show(ui, |ui| {
            for (old, count) in &used {
                mapping_row(ui, paint, mapping, old, *count);
                ui.end_row();
            }
        });
    let lost = used.iter().filter(|(old, _)| mapping.target(old).is_none());
    let lost: usize = lost.map(|(_, count)| count).sum();
    if lost > 0 {
        let message = format!("{} will have no verdict", counted(lost, "claim"));
        ui.weak(&message);
    }
    let mut next = None;
    ui.horizontal(|ui| {
        if ui.button("Change scale").clicked() {
            let to = used
                .iter()
                .map(|(old, _)| (old.clone(), mapping.target(old)));
            paint.ask(Intent::SetScale(mapping.scale.clone(), to.collect()));
            next = Some(ScaleScratch::Shown);
        }
        if ui.button("Keep current scale").clicked() {
            next = Some(ScaleScratch::Shown);
        }
    });
    next
}

fn mapping_row(
    ui: &mut Ui,
    paint: &mut Paint<'_>,
    mapping: &mut VerdictMapping,
    old: &str,
    count: usize,
) {
    let style = paint.theme.body().lines(1);
    ui.scope(|ui| {
        // A column of a grid starts narrow, and the label would be cut to that width.
        ui.set_width(LABEL_WIDTH);
        paint.label(ui, old, &style);
    });
    ui.label(counted(count, "claim"));
    let verdicts = mapping.scale.verdicts.iter();
    let labels: Vec<String> = verdicts.map(|verdict| verdict.label.clone()).collect();
    let target = mapping.target(old);
    let name = format!("{old} becomes");
    let choice = Choice::new(&name, 220.0).or("No verdict");
    let new = choice.pick_optional(ui, paint, &labels, |label| label, target.as_ref());
    if let Some(new) = new {
        mapping.to.insert(old.to_owned(), new);
    }
}
