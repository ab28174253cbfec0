use super::{
    claim_columns::column_choice,
    pending_files::{self, PendingScratch},
};
use crate::{
    import::{POST_FIELDS, PostColumns, TextEncoding, encodings},
    reader::LabelStyle,
    text::capitalized,
    views::{
        Paint,
        shell::counted,
        theme::{letters, space},
        widgets::{Choice, close_button, hint},
    },
    workbench::{AddedArticle, AddedWork, ArticleIntent, Intent},
};

use egui::{Button, Grid, ScrollArea, Ui};

/// Lists the files that wait for a decision and the articles added since the project was opened, with warnings. If the
/// encoding of an article was guessed, it can be read in another one until it has a highlight.
pub(crate) fn show(ui: &mut Ui, paint: &mut Paint<'_>, scratch: &mut PendingScratch) {
    let workbench = paint.workbench;
    pending_files::show_locked(ui, paint, scratch);
    pending_files::show_parts(ui, paint);
    if workbench.added_articles().any(|it| it.file.bytes.is_some()) {
        hint(
            ui,
            paint,
            "A guessed encoding may be wrong: check the accented letters and the quotation marks. You can select another one until the article has its first highlight.",
        );
    }
    ScrollArea::vertical()
        .max_height(ui.ctx().content_rect().height() - 260.0)
        .auto_shrink([false, true])
        .show(ui, |ui| {
            pending_files::show_same_texts(ui, paint);
            for work in workbench.added_works().iter().rev() {
                other_work(ui, paint, work);
                ui.add_space(space::MEDIUM);
            }
            // Newest first.
            let added: Vec<&AddedArticle> = workbench.added_articles().collect();
            let mut import = 0;
            for added in added.into_iter().rev().take(MAX_ARTICLES) {
                if added.import != import {
                    import = added.import;
                    undo(ui, paint, import);
                }
                entry(ui, paint, added);
                ui.add_space(space::MEDIUM);
            }
        });
    ui.add_space(space::SMALL);
    close_button(ui, paint, "Close");
}

/// A line for the articles of one import, with a button that removes them again.
fn undo(ui: &mut Ui, paint: &mut Paint<'_>, import: usize) {
    if import == 0 {
        return;
    }
    let articles = paint.workbench.added_articles();
    let count = articles.filter(|it| it.import == import).count();
    ui.horizontal(|ui| {
        ui.strong(format!("{} added", counted(count, "article")));
        let can_undo = paint.workbench.can_undo_import(import);
        let button = ui
            .add_enabled(can_undo, Button::new("Undo"))
            .on_hover_text("Remove these articles again")
            .on_disabled_hover_text(
                "One of them is in use: it has highlights, or another article derives from it",
            )
            .accessible_name(format!("Undo import {import}"));
        if button.clicked() {
            let undo = ArticleIntent::UndoImport(import);
            paint.ask(Intent::Article(undo));
        }
    });
}

/// Maximum number of articles listed: all of them are laid out in every frame.
const MAX_ARTICLES: usize = 200;

fn entry(ui: &mut Ui, paint: &mut Paint<'_>, added: &AddedArticle) {
    let color = paint.theme.text;
    let style = |lines| LabelStyle::new(letters::BODY, color).lines(lines);
    paint.engine.label(ui, &added.file.name, &style(1).file(1));
    let imported = &added.file.article;
    ui.horizontal_wrapped(|ui| {
        hint(ui, paint, added.file.format_label());
        ui.label(counted(imported.text.paragraphs().len(), "paragraph"));
        if !imported.clutter.is_empty() {
            ui.label(format!("{} hidden", imported.clutter.len()));
        }
        if let Some(encoding) = added.file.encoding_label() {
            hint(ui, paint, encoding);
        }
        if added.file.bytes.is_some() {
            ui.add_enabled_ui(paint.workbench.can_read_as(added), |ui| {
                read_as(ui, paint, added);
            });
        }
    });
    if let Some(table) = &imported.columns
        && added.file.table.is_some()
    {
        ui.add_enabled_ui(paint.workbench.can_replace(added.article), |ui| {
            columns(ui, paint, added, table);
        });
    }
    comments(ui, paint, added);
    for warning in imported.all_warnings() {
        paint.engine.label(ui, &warning, &style(MAX_LINES));
    }
}

/// A switch for showing the comments of a document as notes on highlights.
fn comments(ui: &mut Ui, paint: &mut Paint<'_>, added: &AddedArticle) {
    let count = added.file.article.comments.len();
    if count == 0 {
        return;
    }
    let mut are_in = paint.workbench.has_comments(added);
    let label = if count == 1 {
        "1 comment as a note on a highlight".to_owned()
    } else {
        format!("{count} comments as notes on highlights")
    };
    let tick = ui
        .checkbox(&mut are_in, &label)
        .on_hover_text("Placed at the words they refer to. If you untick this, comments that you changed or linked stay.")
        .accessible_name(format!("{}: {label}", added.file.name));
    if tick.changed() {
        let set = ArticleIntent::SetComments(added.article, are_in);
        paint.ask(Intent::Article(set));
    }
}

/// Selects the columns of a table of posts.
fn columns(ui: &mut Ui, paint: &mut Paint<'_>, added: &AddedArticle, table: &PostColumns) {
    let PostColumns { heads, columns } = table;
    Grid::new(("post columns", added.article)).show(ui, |ui| {
        for (field, (label, column)) in POST_FIELDS.iter().zip(columns).enumerate() {
            ui.label(*label);
            let name = format!("{label} of {}", added.file.name);
            if let Some(column) = column_choice(ui, paint, &name, heads, *column) {
                let mut columns = *columns;
                columns[field] = column;
                let set = ArticleIntent::SetColumns(added.article, columns);
                paint.ask(Intent::Article(set));
            }
            ui.end_row();
        }
    });
}

/// Maximum number of messages about a file of another tool: all of them are laid out in every frame.
const MAX_MESSAGES: usize = 200;

fn other_work(ui: &mut Ui, paint: &mut Paint<'_>, work: &AddedWork) {
    let AddedWork {
        name,
        format,
        summary,
        told,
    } = work;
    let style = LabelStyle::new(letters::BODY, paint.theme.text);
    paint
        .engine
        .label(ui, name, &style.clone().lines(1).file(1));
    ui.horizontal_wrapped(|ui| {
        hint(ui, paint, format);
        ui.label(summary);
    });
    for sentence in told.iter().take(MAX_MESSAGES) {
        paint
            .engine
            .label(ui, &capitalized(sentence), &style.clone().lines(MAX_LINES));
    }
    if told.len() > MAX_MESSAGES {
        hint(
            ui,
            paint,
            &format!("and {} more", told.len() - MAX_MESSAGES),
        );
    }
}

/// Maximum number of lines of a warning, which may name many attachments.
const MAX_LINES: usize = 3;

fn read_as(ui: &mut Ui, paint: &mut Paint<'_>, added: &AddedArticle) {
    let all: Vec<&'static TextEncoding> = encodings().collect();
    let labels: Vec<String> = all
        .iter()
        .map(|encoding| format!("{} ({})", encoding.name, encoding.used_for))
        .collect();
    let labels: Vec<&str> = labels.iter().map(String::as_str).collect();
    let current = added.file.article.encoding;
    let name = format!("Read {} as", added.file.name);
    let choice = Choice::new(&name, 130.0);
    let selected = all.iter().position(|encoding| *encoding == current);
    if let Some(clicked) = choice.show(ui, paint, "Read as…", &labels, selected) {
        paint.ask(Intent::Article(ArticleIntent::ReadAs(
            added.article,
            all[clicked],
        )));
    }
}
