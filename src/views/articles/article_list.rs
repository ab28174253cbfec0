use super::{outlet_or_title, provenance, short_date, watch_words};
use crate::{
    project::{Article, ArticleId},
    text::isolated,
    views::{
        Paint,
        theme::space,
        widgets::{
            command_button, command_entries, go_on_after_enter, heading_row, line_edit, list_row,
            menu_entries, moved_focus, offset_of_row, tab_stop, tip_with,
        },
    },
    workbench::{ArticleIntent, Command, FocusOn, Intent, ListIntent, Overlay},
};

use egui::{Id, ScrollArea, Stroke, Ui, UiBuilder, WidgetInfo, accesskit::Role, vec2};

/// Height of a row, in points: a line with the name and one with the title.
const ROW_HEIGHT: f32 = 46.0;

/// All articles that pass the filter; the open ones are marked.
pub(crate) fn show(ui: &mut Ui, paint: &mut Paint<'_>) {
    heading_row(ui, paint, "Articles", |ui, paint| {
        let menu = ui.menu_button("+", |ui| command_entries(ui, paint, &ADD_COMMANDS));
        let button = menu.response.on_hover_text("Add articles");
        button.accessible_name("Add articles");
    });
    if paint.project().articles().len() == 0 {
        ui.add_space(space::SMALL);
        ui.weak(
            "No articles yet. Add files, drop them on the window, or paste the text of a page.",
        );
        for command in ADD_COMMANDS {
            command_button(ui, paint, command, command.spec().label);
        }
        return;
    }
    let mut typed = paint.workbench.lists.article_filter.clone();
    let field = line_edit(&mut typed, "e.g. Lanterna");
    let response = ui
        .add(field)
        .on_hover_text("Filter articles")
        .accessible_name("Filter articles");
    go_on_after_enter(ui, &response);
    if response.changed() {
        paint.ask(Intent::List(ListIntent::FilterArticles(typed)));
    }
    let listed = &paint.workbench.lists.articles;
    let open = paint.workbench.columns.open.len();
    ui.weak(format!(
        "{open} of {} open",
        paint.project().articles().len()
    ));
    ui.spacing_mut().item_spacing.y = 2.0;
    let mut area = ScrollArea::vertical().auto_shrink(false);
    let current = paint.workbench.columns.focused();
    let mut to_focus = moved_focus(ui, listed.len(), ROW_HEIGHT, |row| row_id(listed[row]));
    if paint.takes_focus(FocusOn::Articles) {
        let place = listed.iter().position(|id| Some(*id) == current);
        to_focus = Some(place.unwrap_or(0)).filter(|_| !listed.is_empty());
    }
    if let Some(row) = to_focus {
        ui.memory_mut(|memory| memory.request_focus(row_id(listed[row])));
        area = area.vertical_scroll_offset(offset_of_row(ui, row, ROW_HEIGHT));
    }
    area.show_rows(ui, ROW_HEIGHT, listed.len(), |ui, rows| {
        let shown = &listed[rows];
        let stop = tab_stop(ui, shown.iter().copied().map(row_id), current.map(row_id));
        for id in shown {
            if let Some(article) = paint.project().article(*id) {
                row(ui, paint, article, stop == Some(row_id(*id)));
            }
        }
    });
}

fn row_id(article: ArticleId) -> Id {
    Id::unique(("article row", article.number()))
}

const ADD_COMMANDS: [Command; 3] = [
    Command::AddArticles,
    Command::AddFolder,
    Command::PasteArticle,
];

fn row(ui: &mut Ui, paint: &mut Paint<'_>, article: &Article, is_stop: bool) {
    let columns = &paint.workbench.columns;
    let is_open = columns.place(article.id).is_some();
    let is_focused = columns.focused() == Some(article.id);
    let id = row_id(article.id);
    let (rect, response) = list_row(ui, paint, id, ROW_HEIGHT, (is_focused, is_stop));
    let dot = rect.left_top() + vec2(10.0, 15.0);
    if is_open {
        ui.painter().circle_filled(dot, 4.0, paint.theme.accent);
    } else {
        let ring = Stroke::new(1.0, paint.theme.faint);
        ui.painter().circle_stroke(dot, 3.5, ring);
    }
    let inside = rect.with_min_x(rect.left() + 20.0).shrink2(vec2(2.0, 4.0));
    let mut inside = ui.new_child(UiBuilder::new().max_rect(inside));
    inside.spacing_mut().item_spacing.y = 1.0;
    let (first, second) = row_lines(paint, article);
    paint.label(&mut inside, first, &paint.theme.body().lines(1));
    paint.label(&mut inside, &second, &paint.theme.detail().lines(1));
    let name = article.name();
    let state = if is_open { "open" } else { "closed" };
    let watched = watch_words::in_brief(paint, article.id);
    let watched = watched.map_or_else(String::new, |count| format!(", {count}"));
    response.widget_info(|| {
        let spoken = format!("{name}, {state}{watched}");
        WidgetInfo::selected(Role::ListItem, true, is_open, spoken)
    });
    response.context_menu(|ui| context_menu(ui, paint, article.id, is_open));
    tip_with(&response, |ui| {
        let style = paint.theme.body().strong();
        paint.label(ui, &article.shown_name(), &style);
        if article.details.title != name {
            paint.label(ui, &article.details.title, &paint.theme.body());
        }
        watch_words::lines(ui, paint, article.id);
        ui.weak(if is_open {
            "Open in a column"
        } else {
            "Closed; a click opens it"
        });
    });
    if response.clicked() {
        paint.ask(Intent::Article(ArticleIntent::Open(article.id)));
    }
}

/// The two lines of a row: the outlet, then date, count of watch words, provenance and title. Without an outlet, the
/// title is the first line and the author replaces it in the second.
fn row_lines<'p>(paint: &Paint<'p>, article: &'p Article) -> (&'p str, String) {
    let details = &article.details;
    let first = outlet_or_title(article);
    let title = if details.outlet.is_empty() {
        &details.byline
    } else {
        &details.title
    };
    let provenance = provenance::in_brief(article).to_owned();
    let title = isolated(title).into_owned();
    let watched = watch_words::in_brief(paint, article.id).unwrap_or_default();
    let mut parts = vec![short_date(paint, article), watched, provenance, title];
    parts.retain(|part| !part.is_empty());
    if parts.is_empty() {
        parts.push("No outlet or date yet".to_owned());
    }
    (first, parts.join(" \u{b7} "))
}

fn context_menu(ui: &mut Ui, paint: &mut Paint<'_>, id: ArticleId, is_open: bool) {
    let index = paint.project().article_place(id).unwrap_or_default();
    let last = paint.project().articles().len() - 1;
    let up = (index > 0).then(|| ArticleIntent::Move(id, index - 1));
    let down = (index < last).then(|| ArticleIntent::Move(id, index + 1));
    let open = (!is_open).then_some(ArticleIntent::Open(id));
    let close = is_open.then_some(ArticleIntent::Close(id));
    let details = Intent::SetOverlay(Some(Overlay::ArticleDetails(id)));
    let entries = [
        ("Open", open.map(Intent::Article)),
        ("Close column", close.map(Intent::Article)),
        ("Article details", Some(details)),
        ("Move up", up.map(Intent::Article)),
        ("Move down", down.map(Intent::Article)),
        (
            "Remove article",
            Some(Intent::Article(ArticleIntent::Remove(id))),
        ),
    ];
    menu_entries(ui, paint, entries);
}
