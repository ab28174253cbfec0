//! The tab Similar passages: sentences of other articles that share rare words with the selected claim or passage.

use super::list::{self, FoundList, PassageRow, ROW_HEIGHT};
use crate::{
    analysis::SimilarSentence,
    project::{Article, ArticleId, Stance},
    storage::FindTab,
    text::{Span, without_blank_edges},
    views::{
        Paint,
        theme::space,
        widgets::{command_entries, hint},
    },
    workbench::{Command, FocusOn, Intent, SimilarIntent, SimilarRow, SimilarSubjectKind},
};

use egui::{Button, Id, Ui};

#[derive(Default)]
pub(super) struct SimilarScratch {
    /// The row selected in the last frame, so that the list scrolls to a newly selected one once.
    current: Option<usize>,
}

pub(super) fn show(ui: &mut Ui, paint: &mut Paint<'_>, scratch: &mut SimilarScratch) {
    bar(ui, paint);
    summary(ui, paint);
    list(ui, paint, scratch);
}

/// Controls for the claim or passage to start from and the articles to search.
fn bar(ui: &mut Ui, paint: &mut Paint<'_>) {
    let alike = &paint.workbench.similar;
    ui.horizontal_wrapped(|ui| {
        let can_take = paint.workbench.can_look_for_passage();
        for (kind, label, is_enabled, tooltip) in [
            (
                SimilarSubjectKind::Claim,
                "Similar to claim",
                true,
                "Search for its words and, with less weight, those of its evidence",
            ),
            (
                SimilarSubjectKind::Passage,
                "Similar to selection",
                can_take,
                "Select a passage in an article, then click here",
            ),
        ] {
            let is_on = alike.kind == kind;
            let button = ui.add_enabled(is_enabled, Button::selectable(is_on, label));
            let button = button
                .on_hover_text(tooltip)
                .on_disabled_hover_text(tooltip);
            if button.clicked() {
                paint.ask(Intent::Similar(SimilarIntent::Find(kind)));
                *paint.focus = Some(FocusOn::FindList(FindTab::Similar));
            }
        }
        if alike.kind == SimilarSubjectKind::Claim {
            let mut read_too = alike.read_too;
            let tooltip = "Also look in articles that have evidence for the claim";
            let checkbox = ui.checkbox(&mut read_too, "Include articles with evidence");
            if checkbox.on_hover_text(tooltip).changed() {
                paint.ask(Intent::Similar(SimilarIntent::SetReadToo(read_too)));
            }
        }
        let claim = paint.workbench.selection.claim;
        let claim = claim.and_then(|id| paint.project().claim(id));
        let count = claim.map_or(0, |claim| claim.dismissed.len());
        if count > 0 {
            let label = format!("Restore {count} dismissed");
            let tooltip = "List the dismissed passages of the selected claim again";
            if ui.button(label).on_hover_text(tooltip).clicked() {
                paint.ask(Intent::Similar(SimilarIntent::RestoreDismissed));
            }
        }
    });
}

/// "12 articles not yet read for claim 3, 3 have a likely passage".
fn summary(ui: &mut Ui, paint: &mut Paint<'_>) {
    let alike = &paint.workbench.similar;
    if !alike.worker.has_asked() {
        return;
    }
    let found = &alike.found;
    let (unread, likely) = (found.unread, found.likely);
    if alike.worker.is_running() && found.articles.is_empty() {
        ui.weak("Looking\u{2026}");
        return;
    }
    if let (SimilarSubjectKind::Claim, 0) = (alike.kind, unread) {
        ui.weak("Every article has evidence for the claim or is silent on it");
        return;
    }
    let articles = if unread == 1 { "article" } else { "articles" };
    let claim = paint.workbench.selection.claim;
    let articles_text = match (alike.kind, claim) {
        (SimilarSubjectKind::Claim, Some(claim)) => {
            let number = paint.project().claim_number(claim);
            format!("{unread} {articles} not yet read for claim {number}")
        }
        (SimilarSubjectKind::Claim, None) | (SimilarSubjectKind::Passage, _) => {
            format!("{unread} other {articles}")
        }
    };
    let likely = match likely {
        0 => "no likely passages".to_owned(),
        1 => "1 has a likely passage".to_owned(),
        count => format!("{count} have a likely passage"),
    };
    ui.weak(format!("{articles_text}; {likely}"));
}

fn list(ui: &mut Ui, paint: &mut Paint<'_>, scratch: &mut SimilarScratch) {
    let alike = &paint.workbench.similar;
    let list = FoundList {
        id: Id::unique("alike passages"),
        name: "Similar passages",
        focus: FocusOn::FindList(FindTab::Similar),
        select: |nth| Intent::Similar(SimilarIntent::Select(nth)),
        open: || Intent::Similar(SimilarIntent::Open),
    };
    let is_asked_for = *paint.focus == Some(FocusOn::FindList(FindTab::Similar));
    if is_asked_for && !alike.passages.is_empty() {
        paint.ask(Intent::Similar(SimilarIntent::Select(alike.current)));
    }
    list.register(ui, paint, (alike.current, alike.passages.len()));
    if !alike.worker.has_asked() {
        hint(
            ui,
            paint,
            "Select a claim to find sentences that share its rare words, names and numbers",
        );
        return;
    }
    if alike.passages.is_empty() && !alike.worker.is_running() {
        let is_searched = alike.found.unread > 0 || alike.read_too;
        hint(
            ui,
            paint,
            if is_searched {
                "No sentence shares two rare words or more; articles may say it in other words"
            } else {
                "Tick \u{201c}Include articles with evidence\u{201d} to search all of them"
            },
        );
        return;
    }
    let row = alike.current_row();
    let area = list::area(ui, &mut scratch.current, Some(row), row, ROW_HEIGHT);
    area.show_rows(ui, ROW_HEIGHT, alike.rows.len(), |ui, rows| {
        for row in rows {
            match alike.rows.get(row) {
                Some(SimilarRow::Article(article)) => {
                    let article = paint.project().article(*article);
                    let name = article.map(Article::shown_name).unwrap_or_default();
                    list::heading(ui, paint, &name);
                }
                Some(SimilarRow::Passage(nth)) => passage_row(ui, paint, &list, *nth),
                None => {}
            }
        }
    });
}

fn passage_row(ui: &mut Ui, paint: &mut Paint<'_>, list: &FoundList, nth: usize) {
    let alike = &paint.workbench.similar;
    let Some((article, sentence)) = alike.passages.get(nth) else {
        return;
    };
    let (text, marks) = shown_sentence(paint, *article, sentence);
    let row = PassageRow {
        id: Id::unique(("alike", nth)),
        is_current: alike.current == nth,
        indent: space::LARGE,
        words: &text,
        marks: &marks,
    };
    let response = row.show(ui, paint, list.id);
    list.follow_clicks(paint, &response, nth);
    response.context_menu(|ui| {
        command_entries(ui, paint, &PASSAGE_COMMANDS);
        let has_claim = paint.workbench.selection.claim.is_some();
        let dismiss = Button::new("Dismiss for this claim").shortcut_text("X");
        if ui.add_enabled(has_claim, dismiss).clicked() {
            paint.ask(Intent::Similar(SimilarIntent::Dismiss));
        }
    });
}

/// Commands in the context menu of a passage, apart from dismissing it.
const PASSAGE_COMMANDS: [Command; 5] = [
    Command::HighlightSelection,
    Command::Link(Stance::Supports),
    Command::Link(Stance::Refutes),
    Command::Link(Stance::Context),
    Command::MarkSilent,
];

/// Maximum bytes of a sentence in a row and its tooltip, and of those before the first shared word.
const MAX_BYTES: usize = 600;
const MAX_BYTES_BEFORE: usize = 48;

/// The text of a sentence on one line, and the spans of the shared words.
fn shown_sentence(
    paint: &Paint<'_>,
    article: ArticleId,
    found: &SimilarSentence,
) -> (String, Vec<Span>) {
    let text = paint.project().article(article).map(|it| it.text.as_str());
    let text = text.unwrap_or_default();
    let sentence = without_blank_edges(text, found.sentence).unwrap_or(found.sentence);
    list::excerpt(text, sentence, &found.shared, (MAX_BYTES_BEFORE, MAX_BYTES))
}
