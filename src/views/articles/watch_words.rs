//! Counts of the watch words in an article.

use crate::{
    project::ArticleId,
    views::{Paint, theme::space},
    workbench::{Intent, KeptSearchIntent},
};

use egui::{Button, Ui};

/// "watch words 7"; `None` if the article has none of them.
pub(super) fn in_brief(paint: &Paint<'_>, article: ArticleId) -> Option<String> {
    let counts = paint.workbench.kept.counts.in_article(article);
    let sum: usize = counts.iter().map(|(_, count)| count).sum();
    (sum > 0).then(|| format!("watch words {sum}"))
}

/// A line for each word, "shelling 3".
pub(super) fn lines(ui: &mut Ui, paint: &mut Paint<'_>, article: ArticleId) {
    let counts = &paint.workbench.kept.counts;
    for (word, count) in counts.in_article(article) {
        paint.label(ui, &format!("{word} {count}"), &paint.theme.detail());
    }
}

/// Buttons "shelling 3" that search for the watch words that the article has.
pub(super) fn buttons(ui: &mut Ui, paint: &mut Paint<'_>, id: ArticleId) {
    let counts = paint.workbench.kept.counts.in_article(id);
    if counts.is_empty() {
        return;
    }
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing.x = space::TINY;
        ui.weak("Watch words");
        for (word, count) in counts {
            let label = format!("{word} {count}");
            let style = paint.theme.small();
            let atom = paint.engine.atom(ui, &label, &style, MAX_WORD_WIDTH);
            let button = ui.add(Button::new(atom).small()).accessible_name(label);
            if button.on_hover_text("Search for it").clicked() {
                let search = KeptSearchIntent::SearchFor(word.into());
                paint.ask(Intent::KeptSearch(search));
            }
        }
    });
}

/// Maximum width of a watch word on a button, in points.
const MAX_WORD_WIDTH: f32 = 200.0;
