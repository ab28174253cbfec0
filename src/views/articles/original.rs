//! The original of an article: its record, and whether its file still exists.

use crate::{
    project::{Article, Original},
    storage::OriginalState,
    views::{
        Paint,
        theme::space,
        widgets::{command_button, heading, hint, size},
    },
    workbench::{ArticleIntent, Command, Intent},
};

use egui::Ui;

pub(super) fn show(ui: &mut Ui, paint: &mut Paint<'_>, article: &Article) {
    heading(ui, paint, "Original");
    match &article.original {
        Some(original) => record(ui, paint, article, original),
        None => {
            hint(ui, paint, "Not recorded for this article");
        }
    }
    ui.horizontal_wrapped(|ui| {
        command_button(ui, paint, Command::ReplaceArticle, "Replace from file…");
        let state = paint.workbench.original_state(article.id);
        if state == Some(OriginalState::Whole)
            && paint.workbench.path().is_some()
            && ui.button("Open folder of originals").clicked()
        {
            let open = ArticleIntent::OpenOriginals;
            paint.ask(Intent::Article(open));
        }
    });
}

/// "2031-05-12 14:03:59 UTC"
fn received_text(received: &str) -> String {
    received.replace('T', " ").replace('Z', " UTC")
}

fn record(ui: &mut Ui, paint: &mut Paint<'_>, article: &Article, original: &Original) {
    let Original {
        sha256,
        extension: _,
        size: bytes,
        received,
        from,
        method,
        by,
        kept: _,
    } = original;
    let by = if by.is_empty() {
        String::new()
    } else {
        format!(", by {by}")
    };
    let style = paint.theme.hint().lines(3);
    let size = size(*bytes);
    let mut what = vec![from.as_str(), method.label(), &size];
    what.retain(|part| !part.is_empty());
    for text in [
        what.join(" \u{b7} "),
        format!("Imported {}{by}", received_text(received)),
        format!("SHA-256 {sha256}"),
    ] {
        paint.label(ui, &text, &style);
    }
    let (message, is_wrong) = match paint.workbench.original_state(article.id) {
        None => ("Looking for its file…", false),
        Some(OriginalState::Whole) => ("Its file is kept, unchanged", false),
        Some(OriginalState::NotKept) => ("Its file was not kept", false),
        Some(OriginalState::Changed) => ("Its file has changed since it was imported", true),
        Some(OriginalState::Missing) => ("Its file is missing", true),
        Some(OriginalState::Unreadable) => ("Its file cannot be read", true),
    };
    if is_wrong {
        ui.colored_label(paint.theme.refutes, message);
    } else {
        hint(ui, paint, message);
    }
    ui.add_space(space::SMALL);
}
