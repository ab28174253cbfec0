//! The columns of the table: layout and cells of each, and the menu that selects them.

use crate::{
    analysis::{ClaimRow, SourceCount, TableColumn},
    project::{Claim, ClaimType, Credibility, Stance, without_time},
    reader::LabelStyle,
    storage::{Settings, TableColumns},
    text::WordOrder,
    views::{
        Paint,
        theme::{letters, space},
        widgets::{
            VerdictIcon, found_label, paint_status, sign_button, sign_space, status_color, tip,
        },
    },
    workbench::Intent,
};

use std::ops::RangeInclusive;

use egui::{
    Checkbox, PopupCloseBehavior, Ui,
    containers::menu::{MenuButton, MenuConfig},
};

/// The layout of a column. Widths are in points.
pub(super) struct ColumnStyle {
    /// Preferred width; the statement gets the width left by the other columns.
    pub width: f32,
    /// Width in a narrow window.
    pub narrow: f32,
    /// Widths that the column can be dragged to; `None` if it cannot be resized.
    pub range: Option<RangeInclusive<f32>>,
    /// The heading, which may be shorter than the column's name.
    pub heading: &'static str,
}

/// Minimum width of the statement.
pub(super) const MIN_STATEMENT_WIDTH: f32 = 150.0;

/// Minimum width of a date.
const DATE_WIDTH: f32 = 92.0;

impl ColumnStyle {
    pub(super) fn of(column: TableColumn) -> Self {
        use TableColumn as Column;
        let resizable = |width: f32| Self {
            width,
            narrow: (width * 0.66).max(80.0),
            range: Some(60.0..=width * 2.0),
            heading: column.label(),
        };
        match column {
            Column::Number => Self::fixed(44.0, 40.0, "No."),
            Column::Supports => Self::fixed(46.0, 26.0, "+"),
            Column::Refutes => Self::fixed(46.0, 26.0, "\u{2212}"),
            Column::Context => Self::fixed(46.0, 26.0, "\u{2022}"),
            Column::Articles => Self::fixed(62.0, 54.0, column.label()),
            Column::IndependentSources => Self::fixed(86.0, 78.0, "Independent"),
            Column::OneSourceOnly => resizable(70.0),
            Column::Credibility => resizable(90.0),
            Column::RuleMisses | Column::Unchallenged => resizable(96.0),
            // A date is never cut.
            Column::Made => Self {
                narrow: DATE_WIDTH,
                ..resizable(96.0)
            },
            Column::FirstPublished => Self {
                narrow: DATE_WIDTH,
                ..resizable(112.0)
            },
            Column::Status => resizable(128.0),
            Column::RefutingSources
            | Column::Kind
            | Column::ExcludedEvidence
            | Column::PublishedAfter => resizable(112.0),
            Column::Speaker | Column::Tags => resizable(130.0),
            Column::Verdict => Self {
                narrow: 112.0,
                ..resizable(188.0)
            },
            Column::Statement => Self {
                narrow: MIN_STATEMENT_WIDTH,
                ..resizable(MIN_STATEMENT_WIDTH)
            },
            Column::Sources => resizable(180.0),
        }
    }

    fn fixed(width: f32, narrow: f32, heading: &'static str) -> Self {
        Self {
            width,
            narrow,
            range: None,
            heading,
        }
    }
}

pub(super) fn cell(
    ui: &mut Ui,
    paint: &mut Paint<'_>,
    column: TableColumn,
    claim: &Claim,
    row: &ClaimRow,
) {
    use TableColumn as Column;
    match column {
        Column::Number => {
            let number = paint.project().claim_number(claim.id);
            let style = paint.theme.hint();
            paint.label(ui, &number.to_string(), &style);
        }
        Column::Statement => {
            found_label(ui, paint, &claim.statement, &paint.theme.body().lines(2));
        }
        Column::Verdict => verdict(ui, paint, claim),
        Column::Status => {
            let color = status_color(paint.theme, claim.status);
            let center = sign_space(ui);
            paint_status(ui.painter(), center, claim.status, color);
            show_text(ui, paint, claim.status.label());
        }
        Column::Supports => count(ui, paint, Stance::Supports, row),
        Column::Refutes => count(ui, paint, Stance::Refutes, row),
        Column::Context => count(ui, paint, Stance::Context, row),
        Column::Articles => show_text(ui, paint, &row.articles.to_string()),
        Column::FirstPublished => match row.first_published.label() {
            "" => show_text(ui, paint, NOTHING),
            first => date(ui, paint, first),
        },
        Column::IndependentSources => {
            sources(ui, paint, row.supporting_sources, row.one_source_only);
        }
        Column::RefutingSources => sources(ui, paint, row.refuting_sources, false),
        Column::OneSourceOnly => yes(ui, paint, row.one_source_only),
        Column::RuleMisses => warning(ui, paint, row.misses),
        Column::Unchallenged => yes(ui, paint, row.unchallenged),
        Column::ExcludedEvidence => warning(ui, paint, row.all_excluded()),
        Column::PublishedAfter => warning(ui, paint, row.published_later),
        Column::Kind => show_text(ui, paint, row.kind.map_or("", ClaimType::label)),
        Column::Made => date(ui, paint, &row.made),
        Column::Speaker => show_text(ui, paint, row.speaker.as_deref().unwrap_or_default()),
        Column::Credibility => credibility(ui, row.credibility),
        Column::Tags => {
            show_text(ui, paint, &WordOrder::Window.joined(&row.tags, "; "));
        }
        Column::Sources => show_text(ui, paint, &row.outlets.join("; ")),
    }
}

/// An en dash, for a cell without a value.
const NOTHING: &str = "\u{2013}";

fn verdict(ui: &mut Ui, paint: &mut Paint<'_>, claim: &Claim) {
    let Some(label) = claim.verdict.as_deref() else {
        show_text(ui, paint, NOTHING);
        return;
    };
    let icon = VerdictIcon::of(paint.project().scale(), Some(label));
    let color = icon.color(paint.theme);
    let center = sign_space(ui);
    icon.paint(ui.painter(), center, color);
    let width = ui.available_width();
    let all = LabelStyle {
        color,
        ..paint.theme.body().lines(2)
    };
    let scale = ui.pixels_per_point();
    let is_cut = paint.engine.layout_block(label, &all, width, scale);
    // A long label has smaller letters, rather than none at its end.
    let style = if is_cut.is_truncated() {
        LabelStyle::new(letters::SMALL, color).lines(3)
    } else {
        all
    };
    paint.label(ui, label, &style);
}

fn show_text(ui: &mut Ui, paint: &mut Paint<'_>, text: &str) {
    paint.label(ui, text, &paint.theme.body().lines(2));
}

fn count(ui: &mut Ui, paint: &mut Paint<'_>, stance: Stance, row: &ClaimRow) {
    let count = row.count(stance);
    let color = if count == 0 {
        paint.theme.faint
    } else {
        paint.theme.stance(stance)
    };
    let style = LabelStyle {
        color,
        ..paint.theme.body()
    };
    let label = paint.label(ui, &count.to_string(), &style);
    if row.excluded[stance as usize] > 0 {
        label.on_hover_text(row.count_in_words(stance));
    }
}

/// The day, with the whole date as a tooltip.
fn date(ui: &mut Ui, paint: &mut Paint<'_>, date: &str) {
    let day = without_time(date);
    let response = paint.label(ui, day, &paint.theme.body().lines(1));
    if day != date {
        tip(response, paint, date);
    }
}

/// A range such as "1–3". One source only is emphasised.
fn sources(ui: &mut Ui, paint: &mut Paint<'_>, count: SourceCount, one_source_only: bool) {
    let style = LabelStyle {
        color: if one_source_only {
            paint.theme.caution
        } else {
            paint.theme.text
        },
        ..paint.theme.body()
    };
    let figure = paint.label(ui, &count.range(), &style);
    if one_source_only {
        figure.on_hover_text(
            "One source only: several articles support it, and all go back to one independent source",
        );
    }
}

fn yes(ui: &mut Ui, paint: &mut Paint<'_>, is_so: bool) {
    show_text(ui, paint, if is_so { "yes" } else { "" });
}

/// A number of problems; empty if there are none.
fn warning(ui: &mut Ui, paint: &mut Paint<'_>, count: usize) {
    if count > 0 {
        show_text(ui, paint, &count.to_string());
    }
}

fn credibility(ui: &mut Ui, credibility: Option<Credibility>) {
    if let Some(credibility) = credibility {
        let number = ui.label(credibility.number().to_string());
        number.on_hover_text(credibility.label());
    }
}

/// Label of the menu of columns.
pub(super) const COLUMNS_MENU: &str = "Columns\u{2026}";

/// A menu that selects and orders the columns. The settings remember them.
pub(super) fn columns_menu(ui: &mut Ui, paint: &mut Paint<'_>) {
    let before = &paint.workbench.settings.table;
    let mut columns = before.clone();
    let config = MenuConfig::new().close_behavior(PopupCloseBehavior::CloseOnClickOutside);
    let (button, _) = MenuButton::new(COLUMNS_MENU)
        .config(config)
        .ui(ui, |ui| column_list(ui, paint, &mut columns));
    button.on_hover_text("Select and order the columns");
    if columns != *before {
        let settings = Settings {
            table: columns,
            ..paint.workbench.settings.clone()
        };
        paint.ask(Intent::Configure(Box::new(settings)));
    }
}

/// The shown columns in their order, then the others.
fn column_list(ui: &mut Ui, paint: &mut Paint<'_>, columns: &mut TableColumns) {
    ui.spacing_mut().item_spacing.y = space::TINY;
    ui.set_min_width(240.0);
    for column in columns.shown().to_vec() {
        ui.horizontal(|ui| {
            for (icon, by, way) in [("\u{2191}", -1, "left"), ("\u{2193}", 1, "right")] {
                let name = format!("Move {} to the {way}", column.label());
                if sign_button(ui, paint, icon, &name).clicked() {
                    columns.move_by(column, by);
                }
            }
            column_switch(ui, columns, column);
        });
    }
    ui.separator();
    for column in TableColumn::all() {
        if !columns.has(column) {
            column_switch(ui, columns, column);
        }
    }
    ui.separator();
    if ui.button("Default columns").clicked() {
        *columns = TableColumns::default();
    }
}

fn column_switch(ui: &mut Ui, columns: &mut TableColumns, column: TableColumn) {
    let mut is_shown = columns.has(column);
    let can_hide = column != TableColumn::Statement;
    let switch = ui
        .add_enabled(can_hide, Checkbox::new(&mut is_shown, column.label()))
        .accessible_name(format!("Column: {}", column.label()));
    if switch.changed() {
        columns.set(column, is_shown);
    }
}
