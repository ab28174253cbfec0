//! Editor of a custom verdict scale. The project gets the scale once it is complete.

use crate::{
    project::{Verdict, VerdictScale},
    views::{
        Paint,
        theme::{TARGET, space},
        widgets::{heading, line_edit, sign_button},
    },
};

use std::collections::{BTreeMap, BTreeSet};

use egui::{Button, DragValue, Id, Ui, UiBuilder};

pub(super) struct ScaleDraft {
    name: String,
    rows: Vec<DraftRow>,
    /// Id of the next row.
    next: u64,
}

struct DraftRow {
    /// Stable id of the row.
    number: u64,
    label: String,
    rank: u32,
    /// The label of the project's scale that this row started from.
    was: Option<String>,
}

pub(super) enum DraftOutcome {
    /// The new scale, and a map from old labels to new ones.
    Done(VerdictScale, BTreeMap<String, String>),
    Cancelled,
}

/// The scales that Crosscheck ships.
pub(super) fn shipped_scales() -> [VerdictScale; 3] {
    [
        VerdictScale::averitec(),
        VerdictScale::politifact(),
        VerdictScale::plain(),
    ]
}

impl ScaleDraft {
    pub(super) fn from_scale(scale: &VerdictScale) -> Self {
        let name = if shipped_scales().contains(scale) {
            format!("{} (custom)", scale.name)
        } else {
            scale.name.clone()
        };
        let row = |(number, verdict): (u64, &Verdict)| DraftRow {
            number,
            label: verdict.label.clone(),
            rank: verdict.rank,
            was: Some(verdict.label.clone()),
        };
        Self {
            name,
            rows: (0..).zip(&scale.verdicts).map(row).collect(),
            next: scale.verdicts.len() as u64,
        }
    }

    fn add_row(&mut self) {
        let best = self.rows.iter().map(|row| row.rank).max();
        self.rows.push(DraftRow {
            number: self.next,
            label: String::new(),
            rank: best.unwrap_or_default().saturating_add(1),
            was: None,
        });
        self.next += 1;
    }

    /// Why the scale cannot be used yet.
    fn problem(&self) -> Option<String> {
        if self.name.trim().is_empty() {
            return Some("Give the scale a name".to_owned());
        }
        if self.rows.is_empty() {
            return Some("A scale needs at least one label".to_owned());
        }
        let mut labels = BTreeSet::new();
        for row in &self.rows {
            let label = row.label.trim();
            if label.is_empty() {
                return Some("Fill in every label, or remove the empty ones".to_owned());
            }
            if !labels.insert(label) {
                return Some(format!(
                    "\u{201c}{label}\u{201d} appears twice; each label must be unique"
                ));
            }
        }
        None
    }

    fn finish(&self) -> DraftOutcome {
        let label = |row: &DraftRow| row.label.trim().to_owned();
        let verdict = |row: &DraftRow| Verdict {
            label: label(row),
            rank: row.rank,
        };
        let renamed = self
            .rows
            .iter()
            .filter_map(|row| Some((row.was.clone()?, label(row))));
        let scale = VerdictScale {
            name: self.name.trim().to_owned(),
            verdicts: self.rows.iter().map(verdict).collect(),
        };
        DraftOutcome::Done(scale, renamed.collect())
    }
}

/// Applied after all rows are painted.
enum RowChange {
    Swap(usize, usize),
    Remove(usize),
}

pub(super) fn show(
    ui: &mut Ui,
    paint: &mut Paint<'_>,
    draft: &mut ScaleDraft,
) -> Option<DraftOutcome> {
    let id = Id::unique("scale name");
    let name = "Name of the scale";
    let label = heading(ui, paint, name);
    let field = line_edit(&mut draft.name, "e.g. Our four verdicts").id(id);
    ui.add(field).labelled_by(label.id).accessible_name(name);
    let count = draft.rows.len();
    let mut change = None;
    for (at, row) in draft.rows.iter_mut().enumerate() {
        let id = Id::unique(("scale row", row.number));
        ui.scope_builder(UiBuilder::new().scope_id(id), |ui| {
            change = show_row(ui, paint, row, at, count).or(change.take());
        });
    }
    match change {
        Some(RowChange::Swap(from, to)) => draft.rows.swap(from, to),
        Some(RowChange::Remove(at)) => drop(draft.rows.remove(at)),
        None => {}
    }
    if ui.button("Add label").clicked() {
        draft.add_row();
    }
    ui.weak("Rank 1 is the worst. Ranks set the sort order and are exported. The menu shows the rows in this order.",
    );
    let problem = draft.problem();
    if let Some(problem) = &problem {
        ui.colored_label(paint.theme.refutes, problem);
    }
    let mut outcome = None;
    ui.horizontal(|ui| {
        let done = ui.add_enabled(problem.is_none(), Button::new("Use this scale"));
        if done.clicked() {
            outcome = Some(draft.finish());
        }
        if ui.button("Cancel").clicked() {
            outcome = Some(DraftOutcome::Cancelled);
        }
    });
    outcome
}

fn show_row(
    ui: &mut Ui,
    paint: &mut Paint<'_>,
    row: &mut DraftRow,
    at: usize,
    count: usize,
) -> Option<RowChange> {
    let mut change = None;
    let nth = at + 1;
    ui.horizontal(|ui| {
        let controls = 4.0 * (TARGET + space::SMALL) + 40.0;
        let width = ui.available_width() - controls - 2.0 * space::SMALL;
        let id = Id::unique(("scale label", row.number));
        let name = format!("Label {nth}");
        let field = line_edit(&mut row.label, "e.g. Mostly true")
            .id(id)
            .desired_width(width);
        ui.add(field).accessible_name(&name);
        ui.add(DragValue::new(&mut row.rank).range(1..=1000).speed(0.05))
            .on_hover_text("Rank; 1 is the worst")
            .accessible_name(format!("Rank of label {nth}"));
        ui.spacing_mut().item_spacing.x = 0.0;
        ui.add_enabled_ui(at > 0, |ui| {
            if sign_button(ui, paint, "\u{2191}", &format!("Move label {nth} up")).clicked() {
                change = Some(RowChange::Swap(at, at - 1));
            }
        });
        ui.add_enabled_ui(nth < count, |ui| {
            if sign_button(ui, paint, "\u{2193}", &format!("Move label {nth} down")).clicked() {
                change = Some(RowChange::Swap(at, at + 1));
            }
        });
        if sign_button(ui, paint, "\u{d7}", &format!("Remove label {nth}")).clicked() {
            change = Some(RowChange::Remove(at));
        }
    });
    change
}
