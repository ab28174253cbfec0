//! The scale that verdicts are chosen from: choosing another, making one's own, and what becomes of verdicts in use.

use super::scale_draft::{self, Draft, Drafted};
use crate::{
    project::VerdictScale,
    reader::LabelStyle,
    views::{
        Paint,
        shell::counted,
        theme::{letters, space},
        widgets::{Choice, hint},
    },
    workbench::{Intent, verdicts_in_use},
};

use std::collections::BTreeMap;

use egui::{Button, Grid, Ui};

/// Where the person is in changing the scale.
#[derive(Default)]
pub(crate) enum ScaleScratch {
    /// Nothing is begun.
    #[default]
    Shown,
    /// An own scale is being made.
    Drafting(Draft),
    /// It is asked what becomes of the verdicts in use.
    Mapping(Mapping),
}

/// What the verdicts in use become on another scale.
pub(crate) struct Mapping {
    scale: VerdictScale,
    /// For each old label the new one, or no verdict.
    to: BTreeMap<String, Option<String>>,
}

/// Width of an old label in the table, in points.
const LABEL: f32 = 220.0;

/// What stands for no verdict.
const NONE: &str = "No verdict";

pub(crate) fn show(ui: &mut Ui, paint: &mut Paint<'_>, scratch: &mut ScaleScratch) {
    let next = match scratch {
        ScaleScratch::Shown => shown(ui, paint),
        ScaleScratch::Drafting(draft) => match scale_draft::show(ui, paint, draft) {
            None => None,
            Some(Drafted::GivenUp) => Some(ScaleScratch::Shown),
            Some(Drafted::Whole(scale, renamed)) => Some(change(paint, scale, &renamed, false)),
        },
        ScaleScratch::Mapping(mapping) => mapping_table(ui, paint, mapping),
    };
    if let Some(next) = next {
        *scratch = next;
    }
}

/// The scale as it is, and the ways to another.
fn shown(ui: &mut Ui, paint: &mut Paint<'_>) -> Option<ScaleScratch> {
    let current = paint.project().scale();
    let mut next = None;
    ui.horizontal(|ui| {
        if let Some(scale) = scale_choice(ui, paint, current) {
            next = Some(change(paint, scale, &BTreeMap::new(), true));
        }
        let own = ui.button("Make Own…").on_hover_text(
            "Makes a scale of your own from this one: rename, add, remove and order its labels",
        );
        if own.clicked() {
            next = Some(ScaleScratch::Drafting(Draft::of(current)));
        }
    });
    let labels: Vec<&str> = current
        .verdicts
        .iter()
        .map(|verdict| verdict.label.as_str())
        .collect();
    let style = LabelStyle::new(letters::BODY, paint.theme.faint);
    paint.engine.label(ui, &labels.join(", "), &style);
    next
}

fn scale_choice(
    ui: &mut Ui,
    paint: &mut Paint<'_>,
    current: &VerdictScale,
) -> Option<VerdictScale> {
    let mut scales = vec![
        VerdictScale::averitec(),
        VerdictScale::politifact(),
        VerdictScale::plain(),
    ];
    if !scales.contains(current) {
        scales.push(current.clone());
    }
    let names: Vec<&str> = scales.iter().map(|scale| scale.name.as_str()).collect();
    let choice = Choice {
        name: "Verdict scale",
        shown: &current.name,
        width: 220.0,
    };
    let chosen = scales.iter().position(|scale| scale == current);
    let clicked = choice.show(ui, paint, &names, chosen);
    let clicked = clicked.filter(|nth| Some(*nth) != chosen)?;
    Some(scales.swap_remove(clicked))
}

/// Changes the scale, or asks first: where a verdict in use would go, and wherever `ask` is set and there is one.
fn change(
    paint: &mut Paint<'_>,
    scale: VerdictScale,
    renamed: &BTreeMap<String, String>,
    ask: bool,
) -> ScaleScratch {
    let used = verdicts_in_use(paint.project());
    let target = |old: String| {
        let same = || scale.has(&old).then(|| old.clone());
        let new = renamed.get(&old).cloned().or_else(same);
        (old, new)
    };
    let to: BTreeMap<_, _> = used.into_iter().map(|(old, _)| target(old)).collect();
    if to.values().any(Option::is_none) || (ask && !to.is_empty()) {
        return ScaleScratch::Mapping(Mapping { scale, to });
    }
    paint.ask(Intent::SetScale(scale, to));
    ScaleScratch::Shown
}

/// One row for each old label: how many claims have it, and what they get.
fn mapping_table(
    ui: &mut Ui,
    paint: &mut Paint<'_>,
    mapping: &mut Mapping,
) -> Option<ScaleScratch> {
    let words = format!(
        "What do the verdicts become on the scale {}?",
        mapping.scale.name
    );
    let style = LabelStyle::new(letters::BODY, paint.theme.text);
    paint.engine.label(ui, &words, &style);
    let used = verdicts_in_use(paint.project());
    Grid::new("what verdicts become")
        .num_columns(3)
        .spacing([space::MEDIUM, space::SMALL])
        .show(ui, |ui| {
            for (old, count) in &used {
                mapping_row(ui, paint, mapping, old, *count);
                ui.end_row();
            }
        });
    let going: usize = used
        .iter()
        .filter(|(old, _)| mapping.target(old).is_none())
        .map(|(_, count)| count)
        .sum();
    if going > 0 {
        let words = format!("{} will have no verdict", counted(going, "claim"));
        hint(ui, paint, &words);
    }
    let mut next = None;
    ui.horizontal(|ui| {
        if ui.button("Change Scale").clicked() {
            let to = used
                .iter()
                .map(|(old, _)| (old.clone(), mapping.target(old)));
            paint.ask(Intent::SetScale(mapping.scale.clone(), to.collect()));
            next = Some(ScaleScratch::Shown);
        }
        if ui.add(Button::new("Keep the Old One")).clicked() {
            next = Some(ScaleScratch::Shown);
        }
    });
    next
}

impl Mapping {
    /// A label that came into use while the table was open stays where the new scale has it.
    fn target(&self, old: &str) -> Option<String> {
        let same = || self.scale.has(old).then(|| old.to_owned());
        self.to.get(old).cloned().unwrap_or_else(same)
    }
}

fn mapping_row(ui: &mut Ui, paint: &mut Paint<'_>, mapping: &mut Mapping, old: &str, count: usize) {
    let style = LabelStyle::new(letters::BODY, paint.theme.text).lines(1);
    ui.scope(|ui| {
        // A column of a grid begins narrow, and the words would be cut to that.
        ui.set_width(LABEL);
        paint.engine.label(ui, old, &style);
    });
    ui.label(counted(count, "claim"));
    let target = mapping.target(old);
    let labels = mapping.scale.verdicts.iter();
    let names: Vec<&str> = std::iter::once(NONE)
        .chain(labels.map(|verdict| verdict.label.as_str()))
        .collect();
    let shown = target.as_deref().unwrap_or(NONE);
    // A label may be called as the words for none.
    let chosen = match &target {
        None => Some(0),
        Some(label) => names
            .iter()
            .skip(1)
            .position(|name| name == label)
            .map(|nth| nth + 1),
    };
    let name = format!("{old} becomes");
    let choice = Choice {
        name: &name,
        shown,
        width: 220.0,
    };
    if let Some(nth) = choice.show(ui, paint, &names, chosen) {
        let new = (nth > 0).then(|| names[nth].to_owned());
        mapping.to.insert(old.to_owned(), new);
    }
}
