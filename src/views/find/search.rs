use super::{
    kept_searches::{self, KeptScratch},
    list::{self, FoundList, PassageRow, ROW_HEIGHT},
};
use crate::{
    analysis::{
        Completion, FILTERS, FoundContext, FoundElsewhere, FoundOrder, QueryOptions, completions,
        context_after, sentence_of,
    },
    project::{ArticleId, Stance},
    text::{Span, beginning},
    views::{
        Paint,
        articles::name_and_date,
        shell::counted,
        theme::space,
        widgets::{
            await_keyboard, command_button, command_entries, command_tooltip, line_edit,
            pressed_alone, take_enter, take_keyboard, together,
        },
    },
    workbench::{Command, FocusOn, Intent, SearchHit, SearchIntent, SearchRow},
};

use egui::{Button, Checkbox, Id, Key, Modifiers, Rect, Ui};

#[derive(Default)]
pub(super) struct SearchScratch {
    /// The hit selected in the last frame, so that the list scrolls to a newly selected one once.
    current: Option<usize>,
    /// A completion was accepted: the caret moves to its end.
    is_completed: bool,
    kept: KeptScratch,
}

pub(super) fn show(ui: &mut Ui, paint: &mut Paint<'_>, scratch: &mut SearchScratch) {
    query(ui, paint, scratch);
    spellings(ui, paint);
    if paint.workbench.search.ticked_count().is_some() {
        review_bar(ui, paint);
    } else {
        options(ui, paint);
    }
    list(ui, paint, scratch);
}

/// The field and its completions. Enter and Down move to the hits.
fn query(ui: &mut Ui, paint: &mut Paint<'_>, scratch: &mut SearchScratch) {
    let search = &paint.workbench.search;
    let mut typed = search.typed.clone();
    let id = Id::unique("search field");
    if paint.takes_focus(FocusOn::Search) {
        take_keyboard(ui, id, &typed);
        if std::mem::take(&mut scratch.is_completed) {
            await_keyboard(ui, id, &typed);
        }
    }
    let name = "Search everything";
    let has_keyboard = ui.memory(|memory| memory.has_focus(id));
    if has_keyboard && ui.input_mut(|input| input.consume_key(Modifiers::NONE, Key::ArrowDown)) {
        *paint.focus = Some(FocusOn::Hits);
    }
    let field = line_edit(
        &mut typed,
        "e.g. \"twelve injured\" outlet:Post before:2031-05",
    )
    .id(id);
    let response = ui.add(field).accessible_name(name);
    if response.changed() {
        paint.ask(Intent::Search(SearchIntent::Type(typed)));
    }
    if take_enter(ui, &response) {
        *paint.focus = Some(FocusOn::Hits);
    }
    completion_row(ui, paint, scratch);
}

/// Maximum number of completions shown at once.
const MAX_COMPLETIONS: usize = 8;

fn completion_row(ui: &mut Ui, paint: &mut Paint<'_>, scratch: &mut SearchScratch) {
    let typed = &paint.workbench.search.typed;
    let suggestions = completions(typed, paint.project());
    if suggestions.is_empty() {
        return;
    }
    ui.horizontal_wrapped(|ui| {
        for Completion { word, query } in suggestions.into_iter().take(MAX_COMPLETIONS) {
            let style = paint.theme.body();
            let atom = paint.engine.atom(ui, &word, &style, 240.0);
            let name = word.trim_end_matches(':');
            let about = FILTERS.iter().find(|(filter, _)| *filter == name);
            let button = ui.add(Button::new(atom)).accessible_name(&word);
            let button = button.on_hover_text(about.map_or("", |(_, about)| about));
            if button.clicked() {
                paint.ask(Intent::Search(SearchIntent::Type(query)));
                *paint.focus = Some(FocusOn::Search);
                scratch.is_completed = true;
            }
        }
    });
}

/// Offers the other spellings of the name in the query: "Also search Qarvet, Карвет".
fn spellings(ui: &mut Ui, paint: &mut Paint<'_>) {
    let command = Command::SearchSpellings;
    if paint.workbench.enabled(command).is_err() {
        return;
    }
    let spellings = paint.workbench.search.other_spellings.join(", ");
    let label = format!("Also search {spellings}");
    let style = paint.theme.body();
    let atom = paint.engine.atom(ui, &label, &style, ui.available_width());
    let button = ui.add(Button::new(atom)).accessible_name(&label);
    let button = button.on_hover_text(command_tooltip(paint, command));
    if button.clicked() {
        paint.command(command);
    }
}

fn options(ui: &mut Ui, paint: &mut Paint<'_>) {
    let search = &paint.workbench.search;
    let QueryOptions { whole_words, exact } = search.query_options;
    let options = search.options;
    ui.horizontal_wrapped(|ui| {
        let (mut whole, mut spelling) = (whole_words, exact);
        let changed = ui.checkbox(&mut whole, "Whole words").changed();
        if changed | ui.checkbox(&mut spelling, "Exact spelling").changed() {
            paint.ask(Intent::Search(SearchIntent::SetOptions(QueryOptions {
                whole_words: whole,
                exact: spelling,
            })));
        }
        let mut clutter = options.clutter;
        if ui.checkbox(&mut clutter, "Page clutter").changed() {
            paint.ask(Intent::Search(SearchIntent::SetClutter(clutter)));
        }
        order_switch(ui, paint, options.order);
        command_button(ui, paint, Command::ReviewHits, "Highlight all\u{2026}");
        for command in [Command::SaveSearch, Command::WatchWords] {
            let label = paint.workbench.label(command);
            command_button(ui, paint, command, &label);
        }
        summary(ui, paint);
    });
}

/// Two buttons that a narrow panel does not part.
fn order_switch(ui: &mut Ui, paint: &mut Paint<'_>, current: FoundOrder) {
    let orders = [
        (FoundOrder::Published, "By date"),
        (FoundOrder::Relevance, "By relevance"),
    ];
    let style = paint.theme.body();
    let padding = 2.0 * ui.spacing().button_padding.x + ui.spacing().item_spacing.x;
    let widths = orders.map(|(_, label)| paint.engine.atom_width(ui, label, &style) + padding);
    together(ui, widths.iter().sum(), |ui| {
        for (order, label) in orders {
            if ui.selectable_label(current == order, label).clicked() {
                paint.ask(Intent::Search(SearchIntent::SetOrder(order)));
            }
        }
    });
}

/// The number of hits, or why there are none.
fn summary(ui: &mut Ui, paint: &mut Paint<'_>) {
    let search = &paint.workbench.search;
    if let Some(error) = search.error.as_ref() {
        let message = error.to_string();
        paint.label(ui, &message, &paint.theme.body());
        return;
    }
    if search.is_empty_query {
        return;
    }
    let found = &search.found;
    let (hits, elsewhere) = (found.count_in_articles(), found.elsewhere.len());
    let articles = counted(found.articles.len(), "article");
    let status = match (search.worker.is_running(), hits, elsewhere) {
        (true, 0, 0) => "Searching\u{2026}".to_owned(),
        (false, 0, 0) => "Not found".to_owned(),
        (_, 0, _) => format!("{elsewhere} in claims, notes, speakers and details"),
        (_, _, 0) => format!("{hits} in {articles}"),
        _ => format!("{hits} in {articles}, {elsewhere} elsewhere"),
    };
    list::remark(ui, &status);
}

/// Replaces the options while hits are reviewed.
fn review_bar(ui: &mut Ui, paint: &mut Paint<'_>) {
    let ticked = paint.workbench.search.ticked_count().unwrap_or_default();
    ui.horizontal_wrapped(|ui| {
        let label = match ticked {
            1 => "Highlight 1 passage".to_owned(),
            _ => format!("Highlight {ticked} passages"),
        };
        if ui.add_enabled(ticked > 0, Button::new(label)).clicked() {
            paint.ask(Intent::Search(SearchIntent::HighlightTicked));
            *paint.focus = Some(FocusOn::Hits);
        }
        for (label, is_ticked) in [("Tick all", true), ("Untick all", false)] {
            if ui.button(label).clicked() {
                paint.ask(Intent::Search(SearchIntent::TickAll(is_ticked)));
            }
        }
        if ui.button("Cancel").clicked() {
            stop_review(paint);
            *paint.focus = Some(FocusOn::Hits);
        }
        list::remark(ui, "Untick the hits that you do not want to highlight");
    });
}

pub(super) fn stop_review(paint: &mut Paint<'_>) {
    paint.ask(Intent::Search(SearchIntent::StopReview));
}

fn list(ui: &mut Ui, paint: &mut Paint<'_>, scratch: &mut SearchScratch) {
    let search = &paint.workbench.search;
    if search.typed.trim().is_empty() {
        kept_searches::show(ui, paint, &mut scratch.kept);
        return;
    }
    let list = FoundList {
        id: Id::unique("hits"),
        name: "Hits",
        focus: FocusOn::Hits,
        select: |nth| Intent::Search(SearchIntent::Select(nth)),
        open: || Intent::Search(SearchIntent::Open),
    };
    let is_asked_for = *paint.focus == Some(FocusOn::Hits);
    if is_asked_for && search.count() > 0 {
        paint.ask(Intent::Search(SearchIntent::Select(search.current)));
    }
    if list.register(ui, paint, (search.current, search.count())) {
        tick_by_key(ui, paint);
    }
    let current = (search.count() > 0).then_some(search.current);
    let row = current.map_or(0, |current| search.row_of(current));
    let area = list::area(ui, &mut scratch.current, current, row, ROW_HEIGHT);
    area.show_rows(ui, ROW_HEIGHT, search.rows(), |ui, rows| {
        for row in rows {
            match search.row(row) {
                Some(SearchRow::Article(article, hits)) => article_row(ui, paint, article, hits),
                Some(SearchRow::Elsewhere(hits)) => {
                    let heading = format!("Claims, notes, speakers and details \u{b7} {hits}");
                    list::heading(ui, paint, &heading);
                }
                Some(SearchRow::Hit(nth, hit)) => hit_row(ui, paint, &list, nth, hit),
                None => {}
            }
        }
    });
}

fn tick_by_key(ui: &Ui, paint: &mut Paint<'_>) {
    let search = &paint.workbench.search;
    let moved = list::moved(ui, search.current, search.count());
    let current = moved.unwrap_or(search.current);
    if let Some(is_ticked) = search.is_ticked(current)
        && pressed_alone(ui, Key::Space)
    {
        paint.ask(Intent::Search(SearchIntent::Tick(current, !is_ticked)));
    }
}

fn article_row(ui: &mut Ui, paint: &mut Paint<'_>, id: ArticleId, hits: usize) {
    let article = paint.project().article(id);
    let name = article
        .map(|it| name_and_date(paint, it))
        .unwrap_or_default();
    list::heading(ui, paint, &format!("{name} \u{b7} {hits}"));
}

fn hit_row(ui: &mut Ui, paint: &mut Paint<'_>, list: &FoundList, nth: usize, hit: SearchHit) {
    let search = &paint.workbench.search;
    let is_ticked = search.is_ticked(nth);
    let is_tickable = matches!(hit, SearchHit::Article(..));
    let ticked = is_ticked.filter(|_| is_tickable);
    let context = context(paint, hit, list::bytes_before(ui.available_width()));
    let row = PassageRow {
        id: Id::unique(("hit", nth)),
        is_current: search.current == nth,
        indent: space::LARGE * if ticked.is_some() { 2.0 } else { 1.0 },
        words: &context.words,
        marks: context.span.as_slice(),
    };
    let response = row.show(ui, paint, list.id);
    if let Some(is_ticked) = ticked {
        tick(ui, paint, response.rect, nth, is_ticked);
    }
    list.follow_clicks(paint, &response, nth);
    if is_tickable {
        response.context_menu(|ui| command_entries(ui, paint, &PASSAGE_COMMANDS));
    }
}

/// Commands in the context menu of a hit.
const PASSAGE_COMMANDS: [Command; 6] = [
    Command::HighlightSelection,
    Command::NewClaimFromSelection,
    Command::Link(Stance::Supports),
    Command::Link(Stance::Refutes),
    Command::Link(Stance::Context),
    Command::ReviewHits,
];

fn tick(ui: &mut Ui, paint: &mut Paint<'_>, rect: Rect, nth: usize, is_ticked: bool) {
    let mut inside = list::row_ui(ui, rect, space::SMALL);
    inside.spacing_mut().interact_size.y = inside.available_height();
    let mut ticked = is_ticked;
    let name = format!("Highlight hit {}", nth + 1);
    let checkbox = inside.add(Checkbox::without_text(&mut ticked));
    if checkbox.accessible_name(name).changed() {
        paint.ask(Intent::Search(SearchIntent::Tick(nth, ticked)));
    }
}

/// Maximum length of the record's name in a hit, in characters.
const MAX_OWNER_CHARACTERS: usize = 40;

/// The sentence around a hit, or the field that contains it, with about `before` bytes before the hit.
fn context(paint: &Paint<'_>, hit: SearchHit, before: usize) -> FoundContext {
    let project = paint.project();
    let nothing = || FoundContext {
        words: String::new(),
        span: None,
    };
    match hit {
        SearchHit::Article(article, span) => {
            let article = project.article(article);
            article.map_or_else(nothing, |article| {
                context_after(
                    article.text.as_str(),
                    span,
                    &sentence_of(article, span),
                    before,
                )
            })
        }
        SearchHit::Elsewhere(FoundElsewhere { place, span }) => {
            let Some(text) = place.text(project) else {
                return nothing();
            };
            let FoundContext { words, span } =
                context_after(text, span, &(0..text.len()), before / 2);
            let before = format!(
                "{}, {}: ",
                beginning(&place.owner(project), MAX_OWNER_CHARACTERS),
                place.label()
            );
            FoundContext {
                span: span
                    .and_then(|it| Span::new(before.len() + it.start(), before.len() + it.end())),
                words: before + &words,
            }
        }
    }
}
