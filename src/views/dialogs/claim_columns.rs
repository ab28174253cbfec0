//! The columns of a table of claims, and a preview of its first claims.

use crate::{
    import::CLAIM_FIELDS,
    project::Claim,
    reader::LabelStyle,
    views::{
        Paint,
        shell::counted,
        theme::{letters, space},
        widgets::{Choice, hint},
    },
    workbench::{ClaimTableIntent, ClaimTableSession, Intent},
};

use egui::{Button, Grid, ScrollArea, Ui};

/// Width of the list of columns, in points.
const COLUMN_WIDTH: f32 = 260.0;

/// Entry for a field without a column.
pub(super) const NO_COLUMN: &str = "No column";

pub(crate) fn show(ui: &mut Ui, paint: &mut Paint<'_>) {
    let workbench = paint.workbench;
    let Some(session) = workbench.claim_table() else {
        return;
    };
    hint(
        ui,
        paint,
        "Select a column for each field. Crosscheck remembers this for tables with the same column headings.",
    );
    let height = ui.ctx().content_rect().height() - 260.0;
    ScrollArea::vertical()
        .max_height(height)
        .auto_shrink([false, true])
        .show(ui, |ui| {
            columns(ui, paint, session);
            ui.add_space(space::MEDIUM);
            preview(ui, paint, session);
        });
    ui.add_space(space::SMALL);
    ui.horizontal(|ui| {
        let count = session.count;
        let add = Button::new(format!("Add {}", counted(count, "claim")));
        let add = ui
            .add_enabled(count > 0, add)
            .on_disabled_hover_text("Select the column of the claims first");
        if add.clicked() {
            paint.ask(Intent::ClaimTable(ClaimTableIntent::Add));
        }
        if ui.button("Cancel").clicked() {
            paint.ask(Intent::ClaimTable(ClaimTableIntent::Cancel));
        }
    });
}

fn columns(ui: &mut Ui, paint: &mut Paint<'_>, session: &ClaimTableSession) {
    let style = LabelStyle::new(letters::BODY, paint.theme.text);
    let name = &session.source.name;
    paint.engine.label(ui, name, &style.lines(1).file(1));
    Grid::new("claim columns").num_columns(2).show(ui, |ui| {
        for (field, (name, column)) in CLAIM_FIELDS.iter().zip(&session.columns).enumerate() {
            ui.label(*name);
            let heads = session.source.heads();
            let name = format!("Column: {name}");
            if let Some(column) = column_choice(ui, paint, &name, heads, *column) {
                let set = ClaimTableIntent::SetColumn(field, column);
                paint.ask(Intent::ClaimTable(set));
            }
            ui.end_row();
        }
    });
}

/// A menu of the table's columns. Returns a newly selected one, which may be none.
#[expect(clippy::option_option, reason = "no click, or a click on no column")]
pub(super) fn column_choice(
    ui: &mut Ui,
    paint: &mut Paint<'_>,
    name: &str,
    heads: &[String],
    selected: Option<usize>,
) -> Option<Option<usize>> {
    let label = |at: usize| match heads.get(at).map(|head| head.trim()) {
        Some("") | None => format!("Column {}", at + 1),
        Some(head) => head.to_owned(),
    };
    let labels: Vec<String> = std::iter::once(NO_COLUMN.to_owned())
        .chain((0..heads.len()).map(label))
        .collect();
    let labels: Vec<&str> = labels.iter().map(String::as_str).collect();
    let at = selected.map_or(0, |at| at + 1);
    let shown = labels.get(at).copied().unwrap_or(NO_COLUMN);
    let clicked = Choice::new(name, COLUMN_WIDTH).show(ui, paint, shown, &labels, Some(at))?;
    Some(clicked.checked_sub(1))
}

fn preview(ui: &mut Ui, paint: &mut Paint<'_>, session: &ClaimTableSession) {
    let claims = &session.preview;
    if claims.is_empty() {
        hint(ui, paint, "No new claim in these columns");
        return;
    }
    ui.strong("First claims");
    for claim in claims {
        let style = LabelStyle::new(letters::BODY, paint.theme.text);
        paint.engine.label(ui, &claim.statement, &style.lines(2));
        let about = about(claim);
        if !about.is_empty() {
            let style = LabelStyle::new(letters::SMALL, paint.theme.faint);
            paint.engine.label(ui, &about, &style.lines(2));
        }
        ui.add_space(space::SMALL);
    }
}

/// The values of a claim beside its statement, in the order of the fields.
fn about(claim: &Claim) -> String {
    let tags: Vec<&str> = claim.tags.iter().map(AsRef::as_ref).collect();
    let tags = tags.join(", ");
    let parts = [
        claim.verdict.as_deref().unwrap_or_default(),
        claim.status.label(),
        &claim.justification,
        &claim.notes,
        &tags,
        &claim.made,
        &claim.first_appearance,
    ];
    let parts: Vec<&str> = parts.into_iter().filter(|part| !part.is_empty()).collect();
    parts.join(" · ")
}
