use crate::{
    project::{Article, ArticleId},
    reader::LabelStyle,
    views::{
        Paint,
        theme::{letters, space},
        widgets::{command_button, go_on_after_enter, heading, hint, show_focus},
    },
    workbench::{ArticleIntent, Command, Intent, ListIntent, Overlay},
};

use egui::{Align, Layout, ScrollArea, Sense, TextEdit, Ui, WidgetInfo, accesskit::Role, vec2};

/// Height of a row, in points: a name and a title.
const ROW: f32 = 46.0;

/// All articles that pass the filter; the open ones are marked.
pub(crate) fn show(ui: &mut Ui, paint: &mut Paint<'_>) {
    ui.horizontal(|ui| {
        heading(ui, paint, "Articles");
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            add_menu(ui, paint);
        });
    });
    if paint.project().articles().len() == 0 {
        empty(ui, paint);
        return;
    }
    filter(ui, paint);
    let listed = paint.workbench.lists().articles();
    let open = paint.workbench.columns().open_columns().len();
    hint(
        ui,
        paint,
        &format!("{open} of {} open", paint.project().articles().len()),
    );
    ui.spacing_mut().item_spacing.y = 2.0;
    ScrollArea::vertical()
        .auto_shrink(false)
        .show_rows(ui, ROW, listed.len(), |ui, rows| {
            for id in &listed[rows] {
                if let Some(article) = paint.project().article(*id) {
                    row(ui, paint, article);
                }
            }
        });
}

const ADD_COMMANDS: [Command; 3] = [
    Command::AddArticles,
    Command::AddFolder,
    Command::PasteArticle,
];

fn add_menu(ui: &mut Ui, paint: &mut Paint<'_>) {
    let button = ui.menu_button("+", |ui| {
        for command in ADD_COMMANDS {
            if command_button(ui, paint, command, command.spec().label).clicked() {
                ui.close();
            }
        }
    });
    button
        .response
        .on_hover_text("Add articles")
        .accessible_name("Add articles");
}

fn empty(ui: &mut Ui, paint: &mut Paint<'_>) {
    ui.add_space(space::SMALL);
    hint(
        ui,
        paint,
        "No articles yet. Add text files, drop them on the window, or paste the text of a page.",
    );
    for command in ADD_COMMANDS {
        command_button(ui, paint, command, command.spec().label);
    }
}

fn filter(ui: &mut Ui, paint: &mut Paint<'_>) {
    let mut typed = paint.workbench.lists().article_filter().to_owned();
    let field = TextEdit::singleline(&mut typed)
        .hint_text("Filter articles")
        .desired_width(f32::INFINITY);
    let response = ui
        .add(field.margin(vec2(space::SMALL, space::TINY)))
        .accessible_name("Filter articles");
    go_on_after_enter(ui, &response);
    if response.changed() {
        paint.ask(Intent::List(ListIntent::FilterArticles(typed)));
    }
}

fn row(ui: &mut Ui, paint: &mut Paint<'_>, article: &Article) {
    let columns = paint.workbench.columns();
    let is_open = columns.place(article.id).is_some();
    let has_focus = columns.focused() == Some(article.id);
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), ROW), Sense::click());
    let name = article.name();
    let fill = if has_focus {
        Some(paint.theme.selected)
    } else if response.hovered() || response.has_focus() {
        Some(paint.theme.hover)
    } else {
        None
    };
    if let Some(fill) = fill {
        ui.painter().rect_filled(rect, 5.0, fill);
    }
    show_focus(ui, paint, &response);
    let dot = egui::pos2(rect.left() + 10.0, rect.top() + 15.0);
    if is_open {
        ui.painter().circle_filled(dot, 4.0, paint.theme.accent);
    } else {
        ui.painter()
            .circle_stroke(dot, 3.5, egui::Stroke::new(1.0, paint.theme.faint));
    }
    let mut inside = ui.new_child(
        egui::UiBuilder::new()
            .max_rect(rect.with_min_x(rect.left() + 20.0).shrink2(vec2(2.0, 4.0))),
    );
    inside.spacing_mut().item_spacing.y = 1.0;
    let (first, second) = row_words(article);
    let style = LabelStyle::new(letters::BODY, paint.theme.text).lines(1);
    paint.engine.label(&mut inside, first, &style);
    let style = LabelStyle::new(letters::SMALL, paint.theme.faint).lines(1);
    paint.engine.label(&mut inside, &second, &style);
    let state = if is_open { "open" } else { "closed" };
    response.widget_info(|| {
        WidgetInfo::selected(Role::ListItem, true, is_open, format!("{name}, {state}"))
    });
    response.context_menu(|ui| context_menu(ui, paint, article.id, is_open));
    let engine = &mut *paint.engine;
    let color = paint.theme.text;
    let response = response.on_hover_ui(|ui| {
        let style = LabelStyle::new(letters::BODY, color);
        engine.label(ui, &article.shown_name(), &style.clone().strong());
        if article.details.title != name {
            engine.label(ui, &article.details.title, &style);
        }
    });
    if response.clicked() {
        paint.ask(Intent::Article(ArticleIntent::Open(article.id)));
    }
}

/// The two lines of a row: the outlet, then date and title. Without an outlet, the title comes first.
fn row_words(article: &Article) -> (&str, String) {
    let details = &article.details;
    match (details.outlet.as_str(), details.published_day()) {
        ("", "") if details.title.is_empty() => {
            ("Untitled article", "No article details yet".to_owned())
        }
        ("", "") => (&details.title, "No article details yet".to_owned()),
        ("", published) => (&details.title, published.to_owned()),
        (outlet, "") => (outlet, details.title.clone()),
        (outlet, published) => (outlet, format!("{published} \u{b7} {}", details.title)),
    }
}

fn context_menu(ui: &mut Ui, paint: &mut Paint<'_>, id: ArticleId, is_open: bool) {
    let place = paint.project().article_place(id).unwrap_or_default();
    let last = paint.project().articles().len() - 1;
    let article = Intent::Article;
    for (words, enabled, intent) in [
        ("Open", !is_open, article(ArticleIntent::Open(id))),
        ("Close column", is_open, article(ArticleIntent::Close(id))),
        (
            "Edit article details…",
            true,
            Intent::SetOverlay(Some(Overlay::ArticleDetails(id))),
        ),
        (
            "Move up",
            place > 0,
            article(ArticleIntent::Move(id, place.saturating_sub(1))),
        ),
        (
            "Move down",
            place < last,
            article(ArticleIntent::Move(id, place + 1)),
        ),
        ("Remove article", true, article(ArticleIntent::Remove(id))),
    ] {
        if ui.add_enabled(enabled, egui::Button::new(words)).clicked() {
            paint.ask(intent);
            ui.close();
        }
    }
}
