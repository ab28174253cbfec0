use egui::{ComboBox, Grid, Id, Ui};

use super::{
    Paint,
    theme::space,
    widgets::{Field, Lines, hint},
};
use crate::{
    analysis::is_iso_date,
    project::{ArticleId, Reliability, SourceRecord},
    workbench::{ArticleIntent, Intent, Overlay},
};

/// A field of the source record: its name, its hint, and where it lies.
type SourceField = (
    &'static str,
    &'static str,
    fn(&mut SourceRecord) -> &mut String,
);

const FIELDS: [SourceField; 8] = [
    ("Title", "The headline", |source| &mut source.title),
    ("Outlet", "Who published it", |source| &mut source.outlet),
    ("Byline", "Who wrote it, as printed", |source| {
        &mut source.byline
    }),
    (
        "Published",
        "2023-05-23, or as exactly as it is known",
        |source| &mut source.published,
    ),
    (
        "Retrieved",
        "When the text was taken from there",
        |source| &mut source.retrieved,
    ),
    ("URL", "https://…", |source| &mut source.url),
    ("Language", "en, de, ar …", |source| &mut source.language),
    ("Agency credits", "AFP, AP", |source| {
        &mut source.agency_credits
    }),
];

/// The source record of an article, each field a text to type.
pub(super) fn show(ui: &mut Ui, paint: &mut Paint<'_>, id: ArticleId, fresh: bool) {
    let Some(article) = paint.project().article(id) else {
        return;
    };
    let mut source = article.source.clone();
    let mut changed = false;
    Grid::new("source record")
        .num_columns(2)
        .spacing([space::MEDIUM, space::SMALL])
        .show(ui, |ui| {
            for (nth, (name, hint, field)) in FIELDS.iter().enumerate() {
                ui.label(*name);
                let text = field(&mut source);
                let widget = Field {
                    name,
                    hint,
                    lines: Lines::One,
                };
                let (response, typed) =
                    widget.show(ui, paint, Id::unique(("source", id.number(), nth)), text);
                if let Some(typed) = typed {
                    *text = typed;
                    changed = true;
                }
                if fresh && nth == 0 {
                    response.request_focus();
                }
                ui.end_row();
            }
            ui.label("Reliability");
            if reliability(ui, &mut source) {
                // A choice is a step of its own, not part of the typing before it.
                paint.ask(Intent::TypingEnded);
                paint.typing_ended = true;
                changed = true;
            }
            ui.end_row();
        });
    let date = source.published.trim();
    if !date.is_empty() && !is_iso_date(date) {
        hint(
            ui,
            paint,
            "A date such as 2023, 2023-05 or 2023-05-23 can be sorted by; what stands there is kept, but cannot",
        );
    }
    if changed {
        paint.ask(Intent::Article(ArticleIntent::SetSource(
            id,
            Box::new(source),
        )));
    }
    buttons(ui, paint, id, &article.source.url);
}

fn buttons(ui: &mut Ui, paint: &mut Paint<'_>, id: ArticleId, url: &str) {
    ui.horizontal(|ui| {
        if ui.button("Done").clicked() {
            paint.ask(Intent::SetOverlay(None));
        }
        let has_address = !url.trim().is_empty();
        let open = ui
            .add_enabled(has_address, egui::Button::new("Open Page…"))
            .on_hover_text("Shows the whole address first")
            .on_disabled_hover_text("There is no URL in the record");
        if open.clicked() {
            paint.ask(Intent::SetOverlay(Some(Overlay::Address(id))));
        }
    });
}

fn reliability(ui: &mut Ui, source: &mut SourceRecord) -> bool {
    let before = source.reliability;
    let word = before.map_or("Not rated", Reliability::label);
    let combo = ComboBox::from_id_salt("reliability")
        .selected_text(word)
        .width(240.0);
    let response = combo.show_ui(ui, |ui| {
        for choice in std::iter::once(None).chain(Reliability::ALL.map(Some)) {
            ui.selectable_value(
                &mut source.reliability,
                choice,
                choice.map_or("Not rated", Reliability::label),
            );
        }
    });
    response.response.accessible_name("Reliability");
    source.reliability != before
}
