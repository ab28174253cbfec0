use crate::{
    import::{TextEncoding, encodings},
    reader::LabelStyle,
    views::{
        Paint,
        shell::counted,
        theme::{letters, space},
        widgets::{Choice, hint},
    },
    workbench::{AddedArticle, ArticleIntent, Intent},
};

use egui::{Grid, ScrollArea, Ui};

/// Lists the articles added since the project was opened. One whose encoding was guessed can be read in another, until it has a
/// highlight.
pub(crate) fn show(ui: &mut Ui, paint: &mut Paint<'_>) {
    hint(
        ui,
        paint,
        "A guessed encoding may be wrong: look at the letters with accents, and at the quotation marks. Another one can be selected until the article has its first highlight.",
    );
    let workbench = paint.workbench;
    ScrollArea::vertical()
        .max_height(ui.ctx().content_rect().height() - 260.0)
        .auto_shrink([false, true])
        .show(ui, |ui| {
            Grid::new("added articles")
                .num_columns(4)
                .spacing([space::MEDIUM, space::SMALL])
                .show(ui, |ui| {
                    // The latest first.
                    let added: Vec<&AddedArticle> = workbench.added_articles().collect();
                    for added in added.into_iter().rev().take(MOST_SHOWN) {
                        row(ui, paint, added);
                        ui.end_row();
                    }
                });
        });
    ui.add_space(space::SMALL);
    if ui.button("Close").clicked() {
        paint.ask(Intent::SetOverlay(None));
    }
}

/// Rows that are laid out in every frame.
const MOST_SHOWN: usize = 200;

fn row(ui: &mut Ui, paint: &mut Paint<'_>, added: &AddedArticle) {
    let imported = &added.file.article;
    let style = LabelStyle::new(letters::BODY, paint.theme.text).file(1);
    paint.engine.label(ui, &added.file.name, &style);
    ui.label(counted(imported.text.paragraphs().len(), "paragraph"));
    let reading = imported.reading();
    ui.label(reading.as_deref().unwrap_or(imported.encoding.name));
    if added.file.bytes.is_some() {
        ui.add_enabled_ui(paint.workbench.can_read_as(added), |ui| {
            read_as(ui, paint, added);
        });
    }
}

fn read_as(ui: &mut Ui, paint: &mut Paint<'_>, added: &AddedArticle) {
    let all: Vec<&'static TextEncoding> = encodings().collect();
    let labels: Vec<String> = all
        .iter()
        .map(|encoding| format!("{} ({})", encoding.name, encoding.about))
        .collect();
    let labels: Vec<&str> = labels.iter().map(String::as_str).collect();
    let current = added.file.article.encoding;
    let name = format!("Read {} as", added.file.name);
    let choice = Choice {
        name: &name,
        shown: "Read as…",
        width: 130.0,
    };
    let selected = all.iter().position(|encoding| *encoding == current);
    if let Some(clicked) = choice.show(ui, paint, &labels, selected) {
        paint.ask(Intent::Article(ArticleIntent::ReadAs(
            added.article,
            all[clicked],
        )));
    }
}
