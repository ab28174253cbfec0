//! Counts of a claim's evidence, as shown in its rows in the list and in the matrix.

use crate::{
    analysis::ClaimRow,
    project::{ClaimId, Stance},
    views::{Paint, shell::counted, theme::letters},
};

use egui::{Color32, FontId, Response, RichText, Ui};

/// The counts of a claim in words, as many as `room` points hold: "4 for · 2 against · 1 source", "+4 ·
/// −2 · 1 source" or "1 source".
pub(in crate::views) fn claim_counts(
    ui: &mut Ui,
    paint: &mut Paint<'_>,
    claim: ClaimId,
    room: f32,
) {
    let Some(row) = paint.workbench.lists.table.row(claim) else {
        return;
    };
    let counts: Vec<(Stance, usize)> = Stance::ALL
        .map(|stance| (stance, row.count(stance)))
        .into_iter()
        .filter(|(_, count)| *count > 0)
        .collect();
    if counts.is_empty() {
        small_words(ui, "no evidence yet".to_owned(), paint.theme.faint);
        return;
    }
    // Measured with texts that are longer than most, so that the rows of a list look alike.
    if has_room(ui, "10 for \u{b7} 2 against \u{b7} 1 source only", room) {
        for (stance, count) in counts.iter().take(2) {
            let word = match stance {
                Stance::Supports => "for",
                Stance::Refutes => "against",
                Stance::Context => "context",
            };
            small_words(ui, format!("{count} {word}"), paint.theme.stance(*stance))
                .on_hover_text(row.count_in_words(*stance))
                .accessible_name(row.count_in_words(*stance));
            small_words(ui, "\u{b7}".to_owned(), paint.theme.faint);
        }
    } else if has_room(ui, "+6 \u{b7} \u{2212}6 \u{b7} 1 source only", room) {
        for (stance, count) in counts.iter().take(2) {
            let text = format!("{}{count}", stance.sign());
            small_words(ui, text, paint.theme.stance(*stance))
                .on_hover_text(row.count_in_words(*stance))
                .accessible_name(row.count_in_words(*stance));
            small_words(ui, "\u{b7}".to_owned(), paint.theme.faint);
        }
    }
    sources(ui, paint, row);
}

fn has_room(ui: &Ui, text: &str, room: f32) -> bool {
    let font = FontId::proportional(letters::SMALL);
    let painter = ui.painter();
    let galley = painter.layout_no_wrap(text.to_owned(), font, Color32::PLACEHOLDER);
    galley.size().x <= room
}

/// The number of independent sources if there is support, since it says more than the number of articles; otherwise the
/// number of articles.
fn sources(ui: &mut Ui, paint: &Paint<'_>, row: &ClaimRow) {
    let articles = counted(row.articles, "article");
    if row.supports == 0 {
        small_words(ui, articles, paint.theme.faint)
            .on_hover_text("Articles with evidence on this claim");
        return;
    }
    let in_full = row.supporting_sources.to_string();
    let shown = in_full.replace("independent ", "");
    if row.one_source_only {
        small_words(ui, format!("{shown} only"), paint.theme.caution)
            .on_hover_text(
                "One source only: several articles support it, and all go back to one independent source",
            )
            .accessible_name(format!("{in_full}, one source only"));
    } else {
        let have = if row.articles == 1 { "has" } else { "have" };
        let meaning = format!(
            "Independent sources that support it; {articles} {have} evidence for this claim"
        );
        small_words(ui, shown, paint.theme.faint)
            .on_hover_text(meaning)
            .accessible_name(in_full);
    }
}

/// Text in the small font.
pub(in crate::views) fn small_words(ui: &mut Ui, text: String, color: Color32) -> Response {
    ui.label(RichText::new(text).size(letters::SMALL).color(color))
}
