use super::provenance::{self, ProvenanceScratch};
use crate::{
    analysis::IndependentSource,
    project::{Article, ArticleDetails, ArticleId, Reliability},
    views::{
        Paint,
        speakers::{RestingScratch, exclusion},
        theme::space,
        widgets::{
            Choice, Field, close_button, date_hint, dialog_scroll, heading, scroll_to_focus,
            take_keyboard,
        },
    },
    workbench::{ArticleIntent, Intent, Overlay},
};

use egui::{Button, Grid, Id, Ui};

/// Name, hint and place of a field.
type DetailsField = (
    &'static str,
    &'static str,
    fn(&mut ArticleDetails) -> &mut String,
);

const FIELDS: [DetailsField; 8] = [
    ("Title", "The headline", |details| &mut details.title),
    ("Outlet", "Newspaper, agency or site", |details| {
        &mut details.outlet
    }),
    ("Byline", "Authors as printed", |details| {
        &mut details.byline
    }),
    ("Published", "2023-05-23, or less precise", |details| {
        &mut details.published
    }),
    (
        "Retrieved",
        "Date on which the text was copied",
        |details| &mut details.retrieved,
    ),
    ("URL", "https://…", |details| &mut details.url),
    ("Language", "en, de, ar …", |details| {
        &mut details.language
    }),
    ("Agency credits", "AFP, AP", |details| {
        &mut details.agency_credits
    }),
];

#[derive(Default)]
pub(crate) struct ArticleDetailsScratch {
    provenance: ProvenanceScratch,
    resting: RestingScratch,
    /// The widget that had the keyboard focus in the frame before.
    focused: Option<Id>,
}

/// The fields of an article's details, then its provenance and its exclusion.
pub(crate) fn show(
    ui: &mut Ui,
    paint: &mut Paint<'_>,
    scratch: &mut ArticleDetailsScratch,
    id: ArticleId,
    fresh: bool,
) {
    let Some(article) = paint.project().article(id) else {
        return;
    };
    let area = dialog_scroll(ui, 210.0).id_salt(("article details", id.number()));
    area.show(ui, |ui| {
        // Keeps the scroll bar off the widgets.
        ui.set_max_width(ui.available_width() - space::SMALL);
        fields(ui, paint, article, fresh);
        ui.add_space(space::SMALL);
        provenance::show(ui, paint, &mut scratch.provenance, article);
        ui.add_space(space::SMALL);
        heading(ui, paint, "Does this article count?");
        let excluded = exclusion::switch(ui, article.excluded, "this article");
        if excluded != article.excluded {
            paint.ask(Intent::Article(ArticleIntent::SetExcluded(id, excluded)));
        }
        let source = IndependentSource::Article(id);
        exclusion::resting(ui, paint, &mut scratch.resting, source, article.excluded);
        scroll_to_focus(ui, &mut scratch.focused);
    });
    ui.add_space(space::SMALL);
    ui.horizontal(|ui| {
        close_button(ui, paint, "Done");
        let has_address = !article.details.url.trim().is_empty();
        let open = ui
            .add_enabled(has_address, Button::new("Open page…"))
            .on_hover_text("Show the whole address first")
            .on_disabled_hover_text("These details have no URL");
        if open.clicked() {
            paint.ask(Intent::SetOverlay(Some(Overlay::Address(id))));
        }
    });
}

fn fields(ui: &mut Ui, paint: &mut Paint<'_>, article: &Article, fresh: bool) {
    let id = article.id;
    let mut details = article.details.clone();
    let mut changed = false;
    Grid::new("article details")
        .num_columns(2)
        .spacing([space::MEDIUM, space::SMALL])
        .show(ui, |ui| {
            for (nth, (name, hint, field)) in FIELDS.iter().enumerate() {
                ui.label(*name);
                let text = field(&mut details);
                let id = Id::unique(("source", id.number(), nth));
                let (_, typed) = Field::line(name, hint).show(ui, paint, id, text);
                if let Some(typed) = typed {
                    *text = typed;
                    changed = true;
                }
                if fresh && nth == 0 {
                    take_keyboard(ui, id, text);
                }
                ui.end_row();
            }
            ui.label("Reliability");
            let choice = Choice::new("Reliability", 240.0).or("Not rated");
            let all = &Reliability::ALL;
            let current = article.details.reliability.as_ref();
            let rating = choice.pick_optional(ui, paint, all, |it| it.label(), current);
            if let Some(rating) = rating {
                details.reliability = rating;
                // Undo must take it back separately from the typing before it.
                paint.ask(Intent::TypingEnded);
                paint.typing_ended = true;
                changed = true;
            }
            ui.end_row();
        });
    date_hint(ui, &details.published);
    if changed {
        let set = ArticleIntent::SetDetails(id, Box::new(details));
        paint.ask(Intent::Article(set));
    }
}
