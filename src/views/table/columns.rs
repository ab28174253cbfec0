//! The columns of the table: which there are, how each looks, and the popup in which they are chosen.

use crate::{
    analysis::{ClaimRow, SortKey, SourceCount},
    project::{Claim, ClaimType, Credibility, Stance},
    reader::LabelStyle,
    storage::{Settings, TableColumn, TableColumns},
    views::{
        Paint,
        theme::{letters, space},
        widgets::{found_label, sign_button, tip},
    },
    workbench::Intent,
};

use std::ops::RangeInclusive;

use egui::{
    Checkbox, PopupCloseBehavior, Response, RichText, Ui,
    containers::menu::{MenuButton, MenuConfig},
};

/// How a column is laid out and what it sorts by.
pub(crate) struct Look {
    /// In points; the statement has what the others leave.
    pub width: f32,
    /// Where there is little room.
    pub narrow: f32,
    /// Between which widths it can be dragged.
    pub range: Option<RangeInclusive<f32>>,
    pub sort: Option<SortKey>,
    /// Its heading, where that is shorter than its name.
    pub head: &'static str,
}

/// The least that a statement needs.
pub(crate) const STATEMENT: f32 = 160.0;

impl Look {
    pub(crate) fn of(column: TableColumn) -> Self {
        use TableColumn as Column;
        let count = |sort, sign| Self::fixed(46.0, 30.0, sort, sign);
        let words = |width, sort| Self::dragged(width, sort, column.label());
        match column {
            Column::Number => Self::fixed(44.0, 34.0, Some(SortKey::Number), "No."),
            Column::Statement => words(STATEMENT, Some(SortKey::Statement)),
            Column::Verdict => words(150.0, Some(SortKey::Verdict)),
            Column::Status => words(108.0, Some(SortKey::Status)),
            Column::Supports => count(Some(SortKey::Supports), "+"),
            Column::Refutes => count(Some(SortKey::Refutes), "\u{2212}"),
            Column::Context => count(Some(SortKey::Context), "\u{2022}"),
            Column::Articles => Self::fixed(62.0, 54.0, Some(SortKey::Articles), "Articles"),
            Column::FirstPublished => words(112.0, Some(SortKey::FirstPublished)),
            Column::IndependentSources => Self::fixed(
                62.0,
                54.0,
                Some(SortKey::IndependentSources),
                "Independent sources",
            ),
            Column::RefutingSources => words(112.0, Some(SortKey::RefutingSources)),
            Column::Kind => words(112.0, Some(SortKey::Kind)),
            Column::Made => words(96.0, Some(SortKey::Made)),
            Column::Credibility => words(90.0, Some(SortKey::Credibility)),
            Column::OneSourceOnly => words(70.0, None),
            Column::RuleMisses | Column::Unchallenged => words(96.0, None),
            Column::Exclusion | Column::PublishedAfter => words(112.0, None),
            Column::Speaker | Column::Tags => words(130.0, None),
            Column::Sources => words(180.0, None),
        }
    }

    fn fixed(width: f32, narrow: f32, sort: Option<SortKey>, head: &'static str) -> Self {
        Self {
            width,
            narrow,
            range: None,
            sort,
            head,
        }
    }

    fn dragged(width: f32, sort: Option<SortKey>, head: &'static str) -> Self {
        Self {
            width,
            narrow: (width * 0.75).max(80.0),
            range: Some(60.0..=width * 2.0),
            sort,
            head,
        }
    }
}

/// What stands in a cell.
pub(crate) fn cell(
    ui: &mut Ui,
    paint: &mut Paint<'_>,
    column: TableColumn,
    claim: &Claim,
    row: &ClaimRow,
) {
    use TableColumn as Column;
    match column {
        Column::Number => number(ui, paint, claim),
        Column::Statement => {
            let style = LabelStyle::new(letters::BODY, paint.theme.text).lines(2);
            found_label(ui, paint, &claim.statement, &style);
        }
        Column::Verdict => words(ui, paint, claim.verdict.as_deref().unwrap_or("-")),
        Column::Status => words(ui, paint, claim.status.label()),
        Column::Supports => count(ui, paint, Stance::Supports, row),
        Column::Refutes => count(ui, paint, Stance::Refutes, row),
        Column::Context => count(ui, paint, Stance::Context, row),
        Column::Articles => words(ui, paint, &row.articles.to_string()),
        Column::FirstPublished => date(ui, paint, row.first_published.as_deref().unwrap_or("-")),
        Column::IndependentSources => {
            sources(ui, paint, row.supporting_sources, row.one_source_only)
        }
        Column::RefutingSources => sources(ui, paint, row.refuting_sources, false),
        Column::OneSourceOnly => yes(ui, paint, row.one_source_only),
        Column::RuleMisses => warning(ui, paint, row.misses),
        Column::Unchallenged => yes(ui, paint, row.unchallenged),
        Column::Exclusion => warning(ui, paint, row.all_excluded()),
        Column::PublishedAfter => warning(ui, paint, row.leaking),
        Column::Kind => words(ui, paint, row.kind.map_or("", ClaimType::label)),
        Column::Made => date(ui, paint, &row.made),
        Column::Speaker => words(ui, paint, row.speaker.as_deref().unwrap_or_default()),
        Column::Credibility => credibility(ui, row.credibility),
        Column::Tags => {
            let tags: Vec<&str> = row.tags.iter().map(String::as_str).collect();
            words(ui, paint, &tags.join("; "));
        }
        Column::Sources => words(ui, paint, &row.outlets.join("; ")),
    }
}

fn number(ui: &mut Ui, paint: &Paint<'_>, claim: &Claim) {
    let place = paint.project().claim_place(claim.id);
    let number = place.map_or(0, |place| place + 1);
    ui.label(RichText::new(number.to_string()).color(paint.theme.faint));
}

fn words(ui: &mut Ui, paint: &mut Paint<'_>, words: &str) {
    let style = LabelStyle::new(letters::BODY, paint.theme.text).lines(2);
    paint.engine.label(ui, words, &style);
}

fn count(ui: &mut Ui, paint: &Paint<'_>, stance: Stance, row: &ClaimRow) {
    let count = row.count(stance);
    let color = if count == 0 {
        paint.theme.faint
    } else {
        paint.theme.stance(stance)
    };
    let label = ui.label(RichText::new(count.to_string()).color(color));
    if row.excluded[stance as usize] > 0 {
        label.on_hover_text(row.count_in_words(stance));
    }
}

/// The day is enough in a row; the whole is a tooltip.
fn date(ui: &mut Ui, paint: &mut Paint<'_>, date: &str) {
    let day = date.split(['T', ' ']).next().unwrap_or(date);
    let style = LabelStyle::new(letters::BODY, paint.theme.text).lines(1);
    let response = paint.engine.label(ui, day, &style);
    if day != date {
        tip(response, paint, date);
    }
}

/// "1–3"; one independent source of several articles stands out.
fn sources(ui: &mut Ui, paint: &mut Paint<'_>, count: SourceCount, one_source_only: bool) {
    let SourceCount { at_least, at_most } = count;
    let figure = if at_least == at_most {
        at_most.to_string()
    } else {
        format!("{at_least}\u{2013}{at_most}")
    };
    let figure = RichText::new(figure);
    if one_source_only {
        let strong = ui.label(figure.strong().color(paint.theme.accent));
        strong.on_hover_text(
            "Several articles, one independent source: they all have it from the same place",
        );
    } else {
        ui.label(figure);
    }
}

fn yes(ui: &mut Ui, paint: &mut Paint<'_>, is_so: bool) {
    words(ui, paint, if is_so { "yes" } else { "" });
}

/// How many there are of what should not be.
fn warning(ui: &mut Ui, paint: &mut Paint<'_>, count: usize) {
    if count > 0 {
        words(ui, paint, &count.to_string());
    }
}

fn credibility(ui: &mut Ui, credibility: Option<Credibility>) {
    if let Some(credibility) = credibility {
        let number = ui.label(credibility.number().to_string());
        number.on_hover_text(credibility.label());
    }
}

/// The button that opens the choice of columns. What is chosen is remembered.
pub(crate) fn chooser(ui: &mut Ui, paint: &mut Paint<'_>) {
    let before = paint.workbench.settings().table.clone();
    let mut columns = before.clone();
    let config = MenuConfig::new().close_behavior(PopupCloseBehavior::CloseOnClickOutside);
    let (button, _) = MenuButton::new("Columns\u{2026}")
        .config(config)
        .ui(ui, |ui| choices(ui, paint, &mut columns));
    button.on_hover_text("Which columns the table has, and in which order");
    if columns != before {
        let settings = Settings {
            table: columns,
            ..paint.workbench.settings().clone()
        };
        paint.ask(Intent::Configure(Box::new(settings)));
    }
}

/// Those that are shown, in their order, then the others.
fn choices(ui: &mut Ui, paint: &mut Paint<'_>, columns: &mut TableColumns) {
    ui.spacing_mut().item_spacing.y = space::TINY;
    ui.set_min_width(240.0);
    for column in columns.shown().to_vec() {
        ui.horizontal(|ui| {
            for (sign, by, way) in [("\u{2191}", -1, "left"), ("\u{2193}", 1, "right")] {
                let name = format!("Move {} to the {way}", column.label());
                if sign_button(ui, paint, sign, &name).clicked() {
                    columns.move_by(column, by);
                }
            }
            switch(ui, columns, column);
        });
    }
    ui.separator();
    for column in TableColumn::ALL {
        if !columns.has(column) {
            switch(ui, columns, column);
        }
    }
    ui.separator();
    if ui.button("Usual Columns").clicked() {
        *columns = TableColumns::default();
    }
}

fn switch(ui: &mut Ui, columns: &mut TableColumns, column: TableColumn) -> Response {
    let mut is_shown = columns.has(column);
    let can_go = column != TableColumn::Statement;
    let response = ui
        .add_enabled(can_go, Checkbox::new(&mut is_shown, column.label()))
        .accessible_name(format!("Column: {}", column.label()));
    if response.changed() {
        columns.set(column, is_shown);
    }
    response
}
