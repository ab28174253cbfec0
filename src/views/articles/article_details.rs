use super::{
    original,
    provenance::{self, ProvenanceScratch},
    watch_words,
};
use crate::{
    analysis::{DetailSuggestions, IndependentSource, PartialDate},
    project::{Article, ArticleDetails, ArticleId, DetailName, Reliability, TextHash},
    views::{
        Paint,
        speakers::{DependentClaimsScratch, exclusion},
        theme::space,
        widgets::{
            Choice, Field, close_button, command_button, contains_focus, date_hint, heading,
            heading_row, hint, scroll_to_focus, sign_button, take_keyboard, tip,
        },
    },
    workbench::{ArticleIntent, Command, Intent, Overlay},
};

use egui::{Button, Grid, Id, Key, Modifiers, Panel, ScrollArea, Ui};
use jiff::Zoned;

/// A row of [`FIELDS`].
struct DetailsField {
    name: &'static str,
    hint: &'static str,
    which: DetailName,
    /// Suggestions found in the text of the article.
    found: fn(&DetailSuggestions) -> &[String],
    is_date: bool,
}

const FIELDS: [DetailsField; 8] = [
    field("Title", "e.g. Dam breaks near Orvane", DetailName::Title),
    field("Outlet", "e.g. The North Courier", DetailName::Outlet),
    DetailsField {
        found: |found| &found.bylines,
        ..field("Byline", "e.g. Mara Ilven", DetailName::Byline)
    },
    DetailsField {
        found: |found| &found.dates,
        is_date: true,
        ..field("Published", "e.g. 2031-05-12", DetailName::Published)
    },
    DetailsField {
        found: |found| &found.retrieved,
        is_date: true,
        ..field("Retrieved", "e.g. 2031-05-14", DetailName::Retrieved)
    },
    DetailsField {
        found: |found| &found.urls,
        ..field("URL", "e.g. https://courier.example/dam", DetailName::Url)
    },
    field("Language", "e.g. en", DetailName::Language),
    DetailsField {
        found: |found| &found.agency_credits,
        ..field("Agency credits", "e.g. AFP, AP", DetailName::AgencyCredits)
    },
];

const fn field(name: &'static str, hint: &'static str, which: DetailName) -> DetailsField {
    DetailsField {
        name,
        hint,
        which,
        found: |_| &[],
        is_date: false,
    }
}

/// Maximum length of a selection that can be put into a field, in characters.
const MAX_SELECTION: usize = 300;

#[derive(Default)]
pub(crate) struct ArticleDetailsScratch {
    /// The article shown in the last frame. Another article takes the keyboard once.
    shown: Option<ArticleId>,
    /// The details found in the text with this hash.
    found: Option<(TextHash, DetailSuggestions)>,
    provenance: ProvenanceScratch,
    resting: DependentClaimsScratch,
    /// The widget that had the keyboard focus in the frame before.
    focused: Option<Id>,
    /// Whether the widget focused in the frame before was outside the details.
    is_keyboard_beside: bool,
}

impl ArticleDetailsScratch {
    /// Forgets the shown article once the details are closed.
    pub(crate) fn follow(&mut self, shown: Option<ArticleId>) {
        self.shown = self.shown.filter(|_| shown.is_some());
    }

    fn found(&mut self, article: &Article) -> DetailSuggestions {
        let hash = article.text.hash();
        if let Some((_, found)) = self.found.as_ref().filter(|(of, _)| *of == hash) {
            return found.clone();
        }
        let found = DetailSuggestions {
            retrieved: vec![Zoned::now().date().to_string()],
            ..DetailSuggestions::new(&article.text)
        };
        self.found.insert((hash, found)).1.clone()
    }
}

/// The fields of an article's details with suggestions from its text, its provenance and its exclusion.
pub(crate) fn show(
    ui: &mut Ui,
    paint: &mut Paint<'_>,
    scratch: &mut ArticleDetailsScratch,
    id: ArticleId,
) {
    let Some(article) = paint.project().article(id) else {
        return;
    };
    let fresh = scratch.shown.replace(id) != Some(id);
    let found = scratch.found(article);
    heading_row(ui, paint, "Article details", |ui, paint| {
        if sign_button(ui, paint, "\u{d7}", "Close article details").clicked() {
            paint.ask(Intent::SetOverlay(None));
        }
    });
    Panel::bottom("article details, buttons")
        .frame(egui::Frame::new())
        .show_separator_line(false)
        .show(ui, |ui| {
            ui.add_space(space::SMALL);
            buttons(ui, paint, article);
        });
    let area = ScrollArea::vertical().id_salt(("article details", id.number()));
    area.auto_shrink(false).show(ui, |ui| {
        // Keeps the scroll bar off the widgets.
        ui.set_max_width(ui.available_width() - space::MEDIUM);
        let style = paint.theme.title().lines(2);
        paint.label(ui, &article.shown_name(), &style);
        watch_words::buttons(ui, paint, id);
        selection(ui, paint, article);
        fields(ui, paint, article, &found, fresh);
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
        ui.add_space(space::SMALL);
        original::show(ui, paint, article);
        scroll_to_focus(ui, &mut scratch.focused);
    });
    close_by_escape(ui, paint, &mut scratch.is_keyboard_beside);
}

/// Escape in the text beside the details acts on the text.
fn close_by_escape(ui: &Ui, paint: &mut Paint<'_>, is_keyboard_beside: &mut bool) {
    let is_anywhere = ui.memory(egui::Memory::focused).is_some();
    let is_beside = is_anywhere && !contains_focus(ui, ui.max_rect());
    let was_beside = std::mem::replace(is_keyboard_beside, is_beside);
    if !was_beside
        && paint.workbench.question().is_none()
        && ui.input_mut(|input| input.consume_key(Modifiers::NONE, Key::Escape))
    {
        paint.ask(Intent::SetOverlay(None));
    }
}

fn buttons(ui: &mut Ui, paint: &mut Paint<'_>, article: &Article) {
    ui.horizontal_wrapped(|ui| {
        command_button(ui, paint, Command::NextArticle, "Next article");
        let has_address = !article.details.url.trim().is_empty();
        let open = ui
            .add_enabled(has_address, Button::new("Open page…"))
            .on_hover_text("See the whole address before it opens in the browser")
            .on_disabled_hover_text("These details have no URL");
        if open.clicked() {
            paint.ask(Intent::SetOverlay(Some(Overlay::Address(article.id))));
        }
        close_button(ui, paint, "Done");
    });
}

/// Buttons that put the text selected in the article into a field.
fn selection(ui: &mut Ui, paint: &mut Paint<'_>, article: &Article) {
    let selected = paint.workbench.selected_span();
    let Some((_, span)) = selected.filter(|(of, _)| *of == article.id) else {
        return;
    };
    let words = article.quote(span).unwrap_or_default();
    let words: Vec<&str> = words.split_whitespace().collect();
    let selected = words.join(" ");
    if selected.is_empty() || selected.chars().count() > MAX_SELECTION {
        return;
    }
    heading(ui, paint, "Put the selected words into");
    let quote = format!("\u{201c}{selected}\u{201d}");
    paint.label(ui, &quote, &paint.theme.hint().lines(1));
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing.x = space::TINY;
        for field in &FIELDS {
            let button = ui.small_button(field.name);
            let name = format!("Put the selected words into {}", field.name);
            if button.accessible_name(name).clicked() {
                let date = PartialDate::parse(&selected).filter(|_| field.is_date);
                let value = date.map_or_else(|| selected.clone(), |date| date.to_iso());
                fill(paint, article, &[(field, &value)]);
            }
        }
    });
    ui.add_space(space::SMALL);
}

/// Fills fields of the details, as one step of undo.
fn fill(paint: &mut Paint<'_>, article: &Article, filled: &[(&DetailsField, &str)]) {
    let mut details = article.details.clone();
    for (field, text) in filled {
        (*text).clone_into(details.text_mut(field.which));
        details.unchecked.remove(&field.which);
    }
    paint.ask_as_step(set_details(article.id, details));
}

fn set_details(id: ArticleId, details: ArticleDetails) -> Intent {
    Intent::Article(ArticleIntent::SetDetails(id, Box::new(details)))
}

/// A button that fills every empty field with its first suggestion.
fn take_all(ui: &mut Ui, paint: &mut Paint<'_>, article: &Article, found: &DetailSuggestions) {
    let mut details = article.details.clone();
    let empty = FIELDS.iter().filter_map(|field| {
        let suggestion = (field.found)(found).first()?;
        let is_empty = details.text_mut(field.which).is_empty();
        is_empty.then_some((field, suggestion.as_str()))
    });
    let empty: Vec<(&DetailsField, &str)> = empty.collect();
    if empty.len() < 2 {
        return;
    }
    let names: Vec<&str> = empty.iter().map(|(field, _)| field.name).collect();
    let tooltip = format!("Fill the empty fields: {}", names.join(", "));
    let button = ui.button("Accept all suggestions");
    if tip(button, paint, &tooltip).clicked() {
        fill(paint, article, &empty);
    }
}

fn fields(
    ui: &mut Ui,
    paint: &mut Paint<'_>,
    article: &Article,
    found: &DetailSuggestions,
    fresh: bool,
) {
    unchecked(ui, paint, article);
    take_all(ui, paint, article, found);
    let mut details = article.details.clone();
    let first_empty = FIELDS
        .iter()
        .position(|field| details.text_mut(field.which).is_empty());
    let mut changed = false;
    let style = paint.theme.body();
    let names = FIELDS.iter().map(|field| {
        let name = format!("{}{UNCHECKED_MARK}", field.name);
        paint.engine.atom_width(ui, &name, &style)
    });
    let names = names.fold(0.0, f32::max);
    let room = ui.available_width() - names - space::MEDIUM;
    Grid::new("article details")
        .num_columns(2)
        .max_col_width(room.max(names))
        .spacing([space::MEDIUM, space::SMALL])
        .show(ui, |ui| {
            for (nth, field) in FIELDS.iter().enumerate() {
                let is_unchecked = article.details.unchecked.contains(&field.which);
                let mark = if is_unchecked { UNCHECKED_MARK } else { "" };
                ui.label(format!("{}{mark}", field.name));
                let text = details.text_mut(field.which);
                let id = Id::unique(("source", article.id.number(), nth));
                let (_, typed) = Field::line(field.name, field.hint).show(ui, paint, id, text);
                // Not earlier: a grid disables its widgets while it measures itself.
                if fresh && nth == first_empty.unwrap_or_default() {
                    take_keyboard(ui, id, text);
                }
                ui.end_row();
                let date = PartialDate::parse(text).filter(|_| field.is_date);
                let date = date.map(|date| date.to_string());
                if let Some(date) = date.filter(|date| date != text) {
                    ui.label("");
                    ui.weak(date);
                    ui.end_row();
                }
                suggestions(ui, paint, article, field, found);
                if let Some(typed) = typed {
                    *text = typed;
                    details.unchecked.remove(&field.which);
                    changed = true;
                }
            }
            ui.label("Reliability");
            changed |= reliability(ui, paint, &mut details);
            ui.end_row();
        });
    date_hint(ui, &details.published);
    if changed {
        paint.ask(set_details(article.id, details));
    }
}

/// Mark beside the name of a field that was filled in on import.
const UNCHECKED_MARK: &str = "*";

/// Explains the mark, with a button that removes it.
fn unchecked(ui: &mut Ui, paint: &mut Paint<'_>, article: &Article) {
    if article.details.unchecked.is_empty() {
        return;
    }
    ui.horizontal_wrapped(|ui| {
        let text = format!("{UNCHECKED_MARK} Filled in by Crosscheck; not checked yet");
        hint(ui, paint, &text);
        let button = ui.button("Mark as checked");
        if tip(button, paint, "All of them are correct").clicked() {
            let mut details = article.details.clone();
            details.unchecked.clear();
            paint.ask_as_step(set_details(article.id, details));
        }
    });
}

/// A row with a button for each suggestion that the field does not contain yet.
fn suggestions(
    ui: &mut Ui,
    paint: &mut Paint<'_>,
    article: &Article,
    field: &DetailsField,
    found: &DetailSuggestions,
) {
    let mut details = article.details.clone();
    let filled = details.text_mut(field.which);
    let is_today = field.name == "Retrieved";
    let is_news = |suggestion: &&String| {
        filled.is_empty() || !is_today && !filled.contains(suggestion.as_str())
    };
    let suggestions: Vec<&String> = (field.found)(found).iter().filter(is_news).collect();
    if suggestions.is_empty() {
        return;
    }
    ui.label("");
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing.x = space::TINY;
        for suggestion in suggestions {
            // Today's date must not look like one found in the text.
            let (label, tooltip) = if is_today {
                ("Today", format!("Fill in {suggestion}"))
            } else {
                (
                    suggestion.as_str(),
                    format!("Found in the text: {suggestion}"),
                )
            };
            let style = paint.theme.small().lines(1);
            let room = ui.max_rect().width() - 2.0 * space::SMALL;
            let atom = paint.engine.atom(ui, label, &style, room);
            let button = ui.add(Button::new(atom).truncate());
            let name = format!("{}: {label}", field.name);
            if tip(button, paint, &tooltip).accessible_name(name).clicked() {
                fill(paint, article, &[(field, suggestion)]);
            }
        }
    });
    ui.end_row();
}

/// Returns whether the rating was changed.
fn reliability(ui: &mut Ui, paint: &mut Paint<'_>, details: &mut ArticleDetails) -> bool {
    let width = (ui.available_width() - space::SMALL).clamp(120.0, 240.0);
    let choice = Choice::new("Reliability", width).or("Not rated");
    let all = &Reliability::ALL;
    let current = details.reliability.as_ref();
    let Some(rating) = choice.pick_optional(ui, paint, all, |it| it.label(), current) else {
        return false;
    };
    details.reliability = rating;
    // An undo step of its own, separate from the typing before it.
    paint.ask(Intent::TypingEnded);
    paint.typing_ended = true;
    true
}
