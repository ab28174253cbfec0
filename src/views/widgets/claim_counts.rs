//! Counts of a claim's evidence, as shown in its rows in the list and in the matrix.

use crate::{
    analysis::ClaimRow,
    project::{ClaimId, Stance},
    views::{Paint, shell::counted, theme::letters},
};

use egui::{Color32, Response, RichText, Ui};

/// The counts of a claim: "4 for · 2 against · 1 source".
pub(in crate::views) fn claim_counts(
    ui: &mut Ui,
    paint: &mut Paint<'_>,
    claim: ClaimId,
    in_words: bool,
) {
    let Some(row) = paint.workbench.lists.table.row(claim) else {
        return;
    };
    let faint = paint.theme.faint;
    let mut any = false;
    for (stance, word) in [
        (Stance::Supports, "for"),
        (Stance::Refutes, "against"),
        (Stance::Context, "context"),
    ] {
        let count = row.count(stance);
        // Context is left out if the other counts need the room.
        if count > 0 && !(any && stance == Stance::Context) {
            if std::mem::replace(&mut any, true) {
                small_words(ui, "\u{b7}".to_owned(), faint);
            }
            let label = if in_words {
                format!("{count} {word}")
            } else {
                format!("{}{count}", stance.sign())
            };
            small_words(ui, label, paint.theme.stance(stance))
                .on_hover_text(row.count_in_words(stance))
                .accessible_name(row.count_in_words(stance));
        }
    }
    if any {
        small_words(ui, "\u{b7}".to_owned(), faint);
    } else {
        small_words(ui, "no evidence yet".to_owned(), faint);
        return;
    }
    sources(ui, paint, row);
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
        let meaning = format!("Independent sources that support it; {articles} in all");
        small_words(ui, shown, paint.theme.faint)
            .on_hover_text(meaning)
            .accessible_name(in_full);
    }
}

/// Text in the small font.
pub(in crate::views) fn small_words(ui: &mut Ui, text: String, color: Color32) -> Response {
    ui.label(RichText::new(text).size(letters::SMALL).color(color))
}
