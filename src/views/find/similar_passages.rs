//! The tab Passages like this: sentences of other articles that share rare words with the selected claim or passage.

use super::list::{self, FoundList, PassageRow, ROW};
use crate::{
    analysis::SimilarSentence,
    project::{Article, ArticleId, Stance},
    storage::FindTab,
    text::Span,
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

/// Switches for the claim or passage that the list starts from, and the articles that are searched.
fn bar(ui: &mut Ui, paint: &mut Paint<'_>) {
    let alike = paint.workbench.similar();
    ui.horizontal_wrapped(|ui| {
        let can_take = paint.workbench.can_look_for_passage();
        for (kind, words, is_enabled, tooltip) in [
            (
                SimilarSubjectKind::Claim,
                "Like the selected claim",
                true,
                "Search for its words and, with less weight, those of its evidence",
            ),
            (
                SimilarSubjectKind::Passage,
                "Like the selected passage",
                can_take,
                "Select a passage in an article, then click here",
            ),
        ] {
            let is_on = alike.kind() == kind;
            let button = ui.add_enabled(is_enabled, Button::selectable(is_on, words));
            let button = button
                .on_hover_text(tooltip)
                .on_disabled_hover_text(tooltip);
            if button.clicked() {
                paint.ask(Intent::Similar(SimilarIntent::Find(kind)));
                *paint.focus = Some(FocusOn::FindList(FindTab::Similar));
            }
        }
        if alike.kind() == SimilarSubjectKind::Claim {
            let mut read_too = alike.read_too();
            let tooltip = "Also look in articles that have evidence for the claim";
            let checkbox = ui.checkbox(&mut read_too, "Articles with evidence too");
            if checkbox.on_hover_text(tooltip).changed() {
                paint.ask(Intent::Similar(SimilarIntent::SetReadToo(read_too)));
            }
        }
        let claim = paint.workbench.selection().claim;
        let claim = claim.and_then(|id| paint.project().claim(id));
        let count = claim.map_or(0, |claim| claim.dismissed.len());
        if count > 0 {
            let words = format!("Restore {count} dismissed");
            let tooltip = "List the dismissed passages of the selected claim again";
            if ui.button(words).on_hover_text(tooltip).clicked() {
                paint.ask(Intent::Similar(SimilarIntent::RestoreDismissed));
            }
        }
    });
}

/// "12 articles not yet read for claim 3, 3 have a likely passage".
fn summary(ui: &mut Ui, paint: &mut Paint<'_>) {
    let alike = paint.workbench.similar();
    if !alike.has_subject() {
        return;
    }
    let found = alike.found();
    let (unread, likely) = (found.unread, found.likely);
    if alike.is_running() && found.articles.is_empty() {
        ui.weak("Looking\u{2026}");
        return;
    }
    if let (SimilarSubjectKind::Claim, 0) = (alike.kind(), unread) {
        ui.weak("Every article has evidence for the claim or is silent on it");
        return;
    }
    let articles = if unread == 1 { "article" } else { "articles" };
    let claim = paint.workbench.selection().claim;
    let of = match (alike.kind(), claim) {
        (SimilarSubjectKind::Claim, Some(claim)) => {
            let number = paint.project().claim_number(claim);
            format!("{unread} {articles} not yet read for claim {number}")
        }
        (SimilarSubjectKind::Claim, None) | (SimilarSubjectKind::Passage, _) => {
            format!("{unread} other {articles}")
        }
    };
    let likely = match likely {
        0 => "none has a likely passage".to_owned(),
        1 => "1 has a likely passage".to_owned(),
        count => format!("{count} have a likely passage"),
    };
    ui.weak(format!("{of}, {likely}"));
}

fn list(ui: &mut Ui, paint: &mut Paint<'_>, scratch: &mut SimilarScratch) {
    let alike = paint.workbench.similar();
    let list = FoundList {
        id: Id::unique("alike passages"),
        name: "Passages like this",
        focus: FocusOn::FindList(FindTab::Similar),
        select: |nth| Intent::Similar(SimilarIntent::Select(nth)),
        open: || Intent::Similar(SimilarIntent::Open),
    };
    let is_asked_for = *paint.focus == Some(FocusOn::FindList(FindTab::Similar));
    if is_asked_for && !alike.passages().is_empty() {
        paint.ask(Intent::Similar(SimilarIntent::Select(alike.current())));
    }
    list.register(ui, paint, (alike.current(), alike.passages().len()));
    if !alike.has_subject() {
        hint(
            ui,
            paint,
            "Select a claim to find sentences that share its rare words, names and numbers",
        );
        return;
    }
    if alike.passages().is_empty() && !alike.is_running() {
        let is_searched = alike.found().unread > 0 || alike.read_too();
        hint(
            ui,
            paint,
            if is_searched {
                "No sentence shares two rare words or more; articles may say it in other words"
            } else {
                "Tick \u{201c}Articles with evidence too\u{201d} to look in all of them"
            },
        );
        return;
    }
    let row = alike.current_row();
    let area = list::area(ui, &mut scratch.current, Some(row), row, ROW);
    area.show_rows(ui, ROW, alike.rows().len(), |ui, rows| {
        for row in rows {
            match alike.rows().get(row) {
                Some(SimilarRow::Article(article)) => {
                    let article = paint.project().article(*article);
                    let name = article.map(Article::shown_name).unwrap_or_default();
                    list::head(ui, paint, &name);
                }
                Some(SimilarRow::Passage(nth)) => passage_row(ui, paint, &list, *nth),
                None => {}
            }
        }
    });
}

fn passage_row(ui: &mut Ui, paint: &mut Paint<'_>, list: &FoundList, nth: usize) {
    let alike = paint.workbench.similar();
    let Some((article, sentence)) = alike.passages().get(nth) else {
        return;
    };
    let (words, marks) = shown(paint, *article, sentence);
    let row = PassageRow {
        id: Id::unique(("alike", nth)),
        is_current: alike.current() == nth,
        indent: space::LARGE,
        words: &words,
        marks: &marks,
    };
    let response = row.show(ui, paint, list.id);
    list.follow_clicks(paint, &response, nth);
    response.context_menu(|ui| {
        command_entries(ui, paint, &PASSAGE_COMMANDS);
        let has_claim = paint.workbench.selection().claim.is_some();
        let dismiss = Button::new("Dismiss for this claim").shortcut_text("X");
        if ui.add_enabled(has_claim, dismiss).clicked() {
            paint.ask(Intent::Similar(SimilarIntent::Dismiss));
        }
    });
}

/// Commands in the context menu of a passage, besides dismissing it.
const PASSAGE_COMMANDS: [Command; 5] = [
    Command::HighlightSelection,
    Command::Link(Stance::Supports),
    Command::Link(Stance::Refutes),
    Command::Link(Stance::Context),
    Command::MarkSilent,
];

/// Most bytes of a sentence in a row and its tooltip, and most before its first shared word.
const MOST: usize = 600;
const BEFORE: usize = 48;

/// The words of a sentence on one line, and those that are shared.
fn shown(paint: &Paint<'_>, article: ArticleId, found: &SimilarSentence) -> (String, Vec<Span>) {
    let text = paint.project().article(article).map(|it| it.text.as_str());
    let text = text.unwrap_or_default();
    let sentence = found.sentence;
    let first = found
        .shared
        .first()
        .map_or(sentence.start(), |it| it.start());
    let begin = if first > sentence.start() + 2 * BEFORE {
        let from = text.floor_char_boundary(first - BEFORE);
        text[from..first]
            .find(' ')
            .map_or(from, |space| from + space + 1)
    } else {
        let blanks = text.get(sentence.range()).unwrap_or_default();
        sentence.start() + blanks.len() - blanks.trim_start().len()
    };
    let end = text.floor_char_boundary(sentence.end().min(begin + MOST));
    let before = if begin > sentence.start() + BEFORE {
        "\u{2026} "
    } else {
        ""
    };
    let words = text.get(begin..end).unwrap_or_default().replace('\n', " ");
    let shifted = |it: &Span| {
        let at = |offset: usize| (offset + before.len()).checked_sub(begin);
        let is_shown = begin <= it.start() && it.end() <= end;
        Span::new(at(it.start())?, at(it.end())?).filter(|_| is_shown)
    };
    let marks = found.shared.iter().filter_map(shifted).collect();
    (format!("{before}{words}"), marks)
}
