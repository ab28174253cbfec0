use egui::{Align, Key, Layout, RichText, ScrollArea, Sense, Ui, WidgetInfo, accesskit::Role};
use egui_extras::{Column, TableBuilder, TableRow};

use super::{
    Paint,
    claim_list::{SORT_NAMES, filter_status, filter_text, filter_verdict},
    passages::claim_name,
    status_bar::counted,
    theme::{letters, space},
    widgets::{found_label, hint, tip},
};
use crate::{
    analysis::{ClaimRow, SortKey},
    project::{Claim, ClaimId, Stance},
    reader::LabelStyle,
    workbench::{ClaimIntent, EvidenceIntent, Intent, ListIntent},
};

const ROW: f32 = 44.0;
/// Narrower than this, the table scrolls.
const NARROWEST: f32 = 690.0;

/// The claims as a table: one row each, sorted by the column that was clicked.
pub(super) fn show(ui: &mut Ui, paint: &mut Paint<'_>) {
    egui::Frame::new()
        .inner_margin(egui::Margin::same(space::MEDIUM as i8))
        .show(ui, |ui| {
            let listed = paint.workbench.lists().claims();
            ui.horizontal(|ui| {
                filter_text(ui, paint, 220.0);
                filter_verdict(ui, paint);
                filter_status(ui, paint);
                let all = paint.project().claims().len();
                hint(
                    ui,
                    paint,
                    &format!("{} of {}", listed.len(), counted(all, "claim")),
                );
            });
            let keyboard = keyboard_row(ui, paint, listed);
            ScrollArea::horizontal().auto_shrink(false).show(ui, |ui| {
                ui.set_width(ui.available_width().max(NARROWEST));
                set_calm(ui, paint);
                let (name, widths) = if ui.available_width() < ROOMY {
                    ("narrow claim table", &NARROW)
                } else {
                    ("claim table", &USUAL)
                };
                ui.push_id(name, |ui| claim_table(ui, paint, listed, keyboard, widths));
            });
        });
}

/// The chosen row is marked whole, as in the lists, and keeps its words' colours. The line at which a column is resized shows
/// under the pointer only.
fn set_calm(ui: &mut Ui, paint: &Paint<'_>) {
    let visuals = ui.visuals_mut();
    visuals.selection.bg_fill = paint.theme.chosen;
    visuals.selection.stroke.color = paint.theme.text;
    visuals.widgets.noninteractive.bg_stroke = egui::Stroke::NONE;
}

/// How wide the columns are at first, but for the statement, which has the rest.
struct Widths {
    number: f32,
    verdict: f32,
    status: f32,
    count: f32,
    articles: f32,
    published: f32,
}

const USUAL: Widths = Widths {
    number: 44.0,
    verdict: 150.0,
    status: 108.0,
    count: 46.0,
    articles: 62.0,
    published: 112.0,
};

/// Where the usual widths would leave a statement less than it needs.
const NARROW: Widths = Widths {
    number: 34.0,
    verdict: 108.0,
    status: 94.0,
    count: 30.0,
    articles: 54.0,
    published: 84.0,
};

/// Narrower than this, a table is narrow.
const ROOMY: f32 = 840.0;

fn claim_table(
    ui: &mut Ui,
    paint: &mut Paint<'_>,
    listed: &[ClaimId],
    scroll_to: Option<usize>,
    widths: &Widths,
) {
    let resizable = |width: f32, range: std::ops::RangeInclusive<f32>| {
        Column::initial(width)
            .range(range)
            .clip(true)
            .resizable(true)
    };
    let mut table = TableBuilder::new(ui)
        .striped(false)
        .sense(Sense::click())
        .cell_layout(Layout::left_to_right(Align::Center))
        .column(Column::exact(widths.number))
        .column(Column::remainder().at_least(160.0).clip(true))
        .column(resizable(widths.verdict, 80.0..=300.0))
        .column(resizable(widths.status, 60.0..=160.0))
        .columns(Column::exact(widths.count), 3)
        .column(Column::exact(widths.articles))
        .column(resizable(widths.published, 70.0..=180.0));
    if let Some(row) = scroll_to {
        table = table.scroll_to_row(row, None);
    }
    table
        .header(30.0, |mut row| {
            for (key, name) in SORT_NAMES {
                row.col(|ui| head(ui, paint, key, name));
            }
        })
        .body(|body| {
            body.rows(ROW, listed.len(), |mut row| {
                let id = listed[row.index()];
                if let Some((claim, counted)) = paint
                    .project()
                    .claim(id)
                    .zip(paint.workbench.lists().table().row(id))
                {
                    claim_row(&mut row, paint, claim, counted);
                }
            });
        });
}

fn head(ui: &mut Ui, paint: &mut Paint<'_>, key: SortKey, name: &str) {
    let sort = paint.workbench.lists().sort();
    let arrow = match (sort.key == key, sort.descending) {
        (false, _) => "",
        (true, false) => " \u{2191}",
        (true, true) => " \u{2193}",
    };
    let sign = match key {
        SortKey::Number => "No.".to_owned(),
        SortKey::Supports => Stance::Supports.sign().to_string(),
        SortKey::Refutes => Stance::Refutes.sign().to_string(),
        SortKey::Context => Stance::Context.sign().to_string(),
        _ => name.to_owned(),
    };
    let words = RichText::new(sign + arrow)
        .size(letters::SMALL)
        .strong()
        .color(paint.theme.faint);
    let button = egui::Button::new(words).frame(false);
    if ui
        .add(button)
        .on_hover_text(format!("Sort by {}", name.to_lowercase()))
        .accessible_name(name)
        .clicked()
    {
        paint.ask(Intent::List(ListIntent::Sort(key)));
    }
}

fn claim_row(row: &mut TableRow<'_, '_>, paint: &mut Paint<'_>, claim: &Claim, counted: &ClaimRow) {
    let chosen = paint.workbench.chosen().claim == Some(claim.id);
    row.set_selected(chosen);
    let number = paint
        .project()
        .claim_place(claim.id)
        .map_or(0, |place| place + 1);
    row.col(|ui| {
        ui.label(RichText::new(number.to_string()).color(paint.theme.faint));
    });
    row.col(|ui| {
        let style = LabelStyle::new(letters::BODY, paint.theme.text).lines(2);
        found_label(ui, paint, &claim.statement, &style);
    });
    row.col(|ui| {
        let style = LabelStyle::new(letters::BODY, paint.theme.text).lines(2);
        paint
            .engine
            .label(ui, claim.verdict.as_deref().unwrap_or("-"), &style);
    });
    row.col(|ui| {
        ui.label(claim.status.label());
    });
    for (stance, count) in [
        (Stance::Supports, counted.supports),
        (Stance::Refutes, counted.refutes),
        (Stance::Context, counted.context),
    ] {
        row.col(|ui| {
            let color = if count == 0 {
                paint.theme.faint
            } else {
                paint.theme.stance(stance)
            };
            ui.label(RichText::new(count.to_string()).color(color));
        });
    }
    row.col(|ui| {
        ui.label(counted.articles.to_string());
    });
    row.col(|ui| {
        let date = counted.first_published.as_deref().unwrap_or("-");
        // The day is enough in a row; the whole is a tooltip.
        let day = date.split(['T', ' ']).next().unwrap_or(date);
        let style = LabelStyle::new(letters::BODY, paint.theme.text).lines(1);
        let response = paint.engine.label(ui, day, &style);
        if day != date {
            tip(response, paint, date);
        }
    });
    follow_clicks(row, paint, claim.id, chosen);
}

fn follow_clicks(row: &TableRow<'_, '_>, paint: &mut Paint<'_>, id: ClaimId, chosen: bool) {
    let response = row.response();
    let name = claim_name(paint.project(), id);
    response.widget_info(|| WidgetInfo::selected(Role::Row, true, chosen, &name));
    if response.double_clicked() {
        show_first(paint, id);
    } else if response.clicked() {
        paint.ask(Intent::Claim(ClaimIntent::Choose(Some(id))));
    }
}

/// Goes to the claim's first passage in its article.
fn show_first(paint: &mut Paint<'_>, id: ClaimId) {
    if let Some(evidence) = paint.project().evidence_of(id).next() {
        paint.ask(Intent::Evidence(EvidenceIntent::Show(evidence.id)));
    }
}

/// Up, Down, Home, End and the page keys choose a row while nothing else has the keyboard; Enter goes to its first passage.
/// Returns the row to scroll to.
fn keyboard_row(ui: &Ui, paint: &mut Paint<'_>, listed: &[ClaimId]) -> Option<usize> {
    let elsewhere = ui.memory(egui::Memory::focused).is_some()
        || egui::Popup::is_any_open(ui.ctx())
        || paint.workbench.overlay().is_some()
        || paint.workbench.question().is_some();
    if elsewhere || listed.is_empty() {
        return None;
    }
    let chosen = paint.workbench.chosen().claim;
    let place = listed.iter().position(|id| Some(*id) == chosen);
    let page = ((ui.available_height() / ROW) as usize).max(2) - 1;
    let last = listed.len() - 1;
    let pressed = |key| ui.input(|input| input.modifiers.is_none() && input.key_pressed(key));
    let next = |by: usize| place.map_or(0, |place| (place + by).min(last));
    let before = |by: usize| place.map_or(0, |place| place.saturating_sub(by));
    if pressed(Key::Enter)
        && let Some(id) = chosen
    {
        show_first(paint, id);
    }
    let goes = [
        (Key::ArrowDown, next(1)),
        (Key::ArrowUp, before(1)),
        (Key::PageDown, next(page)),
        (Key::PageUp, before(page)),
        (Key::Home, 0),
        (Key::End, last),
    ];
    let (_, row) = goes.into_iter().find(|(key, _)| pressed(*key))?;
    paint.ask(Intent::Claim(ClaimIntent::Choose(Some(listed[row]))));
    Some(row)
}
