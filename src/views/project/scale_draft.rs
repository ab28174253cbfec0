//! An own verdict scale while it is being made. The project hears of it when it is whole.

use crate::{
    project::{Verdict, VerdictScale},
    views::{
        Paint,
        theme::{TARGET, space},
        widgets::{hint, sign_button},
    },
};

use std::collections::{BTreeMap, BTreeSet};

use egui::{DragValue, Id, TextEdit, Ui, UiBuilder, vec2};

/// A scale that is being made.
pub(crate) struct Draft {
    name: String,
    rows: Vec<Row>,
    /// Tells the rows apart, however they are ordered.
    next: u64,
}

struct Row {
    number: u64,
    label: String,
    rank: u32,
    /// The label of the project's scale that it was made of.
    was: Option<String>,
}

/// How the making of a scale ended.
pub(crate) enum Drafted {
    /// It is to be the project's; old labels with the new ones that were made of them.
    Whole(VerdictScale, BTreeMap<String, String>),
    /// It is not.
    GivenUp,
}

impl Draft {
    /// A draft to be changed, beginning with what is there.
    pub(crate) fn of(scale: &VerdictScale) -> Self {
        let shipped = [
            VerdictScale::averitec(),
            VerdictScale::politifact(),
            VerdictScale::plain(),
        ];
        let name = if shipped.contains(scale) {
            format!("{}, our own", scale.name)
        } else {
            scale.name.clone()
        };
        let row = |(number, verdict): (usize, &Verdict)| Row {
            number: number as u64,
            label: verdict.label.clone(),
            rank: verdict.rank,
            was: Some(verdict.label.clone()),
        };
        Self {
            name,
            rows: scale.verdicts.iter().enumerate().map(row).collect(),
            next: scale.verdicts.len() as u64,
        }
    }

    fn add(&mut self) {
        let best = self.rows.iter().map(|row| row.rank).max();
        self.rows.push(Row {
            number: self.next,
            label: String::new(),
            rank: best.unwrap_or_default().saturating_add(1),
            was: None,
        });
        self.next += 1;
    }

    /// What is wrong with it, as a sentence.
    fn problem(&self) -> Option<String> {
        let mut labels = BTreeSet::new();
        if self.name.trim().is_empty() {
            return Some("Give the scale a name".to_owned());
        }
        if self.rows.is_empty() {
            return Some("A scale needs at least one label".to_owned());
        }
        for row in &self.rows {
            let label = row.label.trim();
            if label.is_empty() {
                return Some(
                    "Write something for every label, or remove those that are empty".to_owned(),
                );
            }
            if !labels.insert(label) {
                return Some(format!(
                    "\u{201c}{label}\u{201d} is there twice; a label may be there once"
                ));
            }
        }
        None
    }

    fn whole(&self) -> Drafted {
        let verdict = |row: &Row| Verdict {
            label: row.label.trim().to_owned(),
            rank: row.rank,
        };
        let renamed = self.rows.iter().filter_map(|row| {
            let was = row.was.clone()?;
            Some((was, row.label.trim().to_owned()))
        });
        let scale = VerdictScale {
            name: self.name.trim().to_owned(),
            verdicts: self.rows.iter().map(verdict).collect(),
        };
        Drafted::Whole(scale, renamed.collect())
    }
}

/// What is done to the rows once all are painted.
enum RowChange {
    Move(usize, usize),
    Remove(usize),
}

pub(crate) fn show(ui: &mut Ui, paint: &mut Paint<'_>, draft: &mut Draft) -> Option<Drafted> {
    text(
        ui,
        &mut draft.name,
        "Name of the scale",
        Id::unique("scale name"),
        f32::INFINITY,
    );
    let count = draft.rows.len();
    let mut change = None;
    for (at, row) in draft.rows.iter_mut().enumerate() {
        let id = Id::unique(("scale label", row.number));
        ui.scope_builder(UiBuilder::new().scope_id(id), |ui| {
            change = show_row(ui, paint, row, at, count).or(change.take());
        });
    }
    match change {
        Some(RowChange::Move(from, to)) => draft.rows.swap(from, to),
        Some(RowChange::Remove(at)) => drop(draft.rows.remove(at)),
        None => {}
    }
    if ui.button("+ Label").accessible_name("Add label").clicked() {
        draft.add();
    }
    hint(
        ui,
        paint,
        "The rank says how good a label is, from 1, the worst; spreadsheets and other programs sort by it. The order of \
         the rows is that of the menu",
    );
    buttons(ui, paint, draft)
}

fn text(ui: &mut Ui, text: &mut String, name: &str, id: Id, width: f32) {
    let field = TextEdit::singleline(text)
        .id(id)
        .hint_text(name)
        .desired_width(width)
        .margin(vec2(space::SMALL, 5.0));
    ui.add(field).accessible_name(name);
}

fn show_row(
    ui: &mut Ui,
    paint: &mut Paint<'_>,
    row: &mut Row,
    at: usize,
    count: usize,
) -> Option<RowChange> {
    let mut change = None;
    let nth = at + 1;
    ui.horizontal(|ui| {
        let beside = 4.0 * (TARGET + space::SMALL) + 40.0;
        let id = Id::unique(("label of the scale", row.number));
        let width = ui.available_width() - beside - 2.0 * space::SMALL;
        text(ui, &mut row.label, &format!("Label {nth}"), id, width);
        ui.add(DragValue::new(&mut row.rank).range(1..=1000).speed(0.05))
            .on_hover_text("Rank, from 1, the worst")
            .accessible_name(format!("Rank of label {nth}"));
        ui.spacing_mut().item_spacing.x = 0.0;
        ui.add_enabled_ui(at > 0, |ui| {
            if sign_button(ui, paint, "\u{2191}", &format!("Move label {nth} up")).clicked() {
                change = Some(RowChange::Move(at, at - 1));
            }
        });
        ui.add_enabled_ui(at + 1 < count, |ui| {
            if sign_button(ui, paint, "\u{2193}", &format!("Move label {nth} down")).clicked() {
                change = Some(RowChange::Move(at, at + 1));
            }
        });
        if sign_button(ui, paint, "\u{d7}", &format!("Remove label {nth}")).clicked() {
            change = Some(RowChange::Remove(at));
        }
    });
    change
}

fn buttons(ui: &mut Ui, paint: &Paint<'_>, draft: &Draft) -> Option<Drafted> {
    let problem = draft.problem();
    if let Some(problem) = &problem {
        ui.colored_label(paint.theme.refutes, problem);
    }
    let mut drafted = None;
    ui.horizontal(|ui| {
        let ready = problem.is_none();
        let use_it = ui.add_enabled(ready, egui::Button::new("Use This Scale"));
        if use_it.clicked() {
            drafted = Some(draft.whole());
        }
        if ui.button("Cancel").clicked() {
            drafted = Some(Drafted::GivenUp);
        }
    });
    drafted
}
