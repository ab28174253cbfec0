use super::{TimelineScratch, face, keys, lanes::Support, mark};
use crate::{
    analysis::Lane,
    project::{Article, ArticleId, Project, Stance},
    reader::LabelStyle,
    text::{Needle, isolated},
    views::{
        Paint,
        articles::claim_name,
        theme::{letters, space},
        widgets::{Choice, MOST_OFFERED, PickMenu, hint, sign_button},
    },
    workbench::{Intent, LaneOrder, TimelineIntent, TimelineScope, TimelineSubject},
};

use egui::{Button, FontId, Rect, Sense, Ui, Vec2, WidgetInfo, accesskit::Role, pos2, vec2};

use face::{Face, Sign};

/// The controls above the timeline.
pub(super) fn show(ui: &mut Ui, paint: &mut Paint<'_>, scratch: &mut TimelineScratch) {
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing.y = space::TINY;
        choose(ui, paint);
        match paint.workbench.timeline().scope() {
            TimelineScope::All => order(ui, paint),
            TimelineScope::Article => pick_article(ui, paint, &mut scratch.typed),
            TimelineScope::Claim => {}
        }
        ui.separator();
        zoom(ui, paint, scratch);
    });
    ui.horizontal_wrapped(|ui| legend(ui, paint));
}

/// What is looked at.
const SHOWN: [(TimelineScope, &str, &str); 3] = [
    (TimelineScope::All, "All Claims", "A lane for each claim"),
    (
        TimelineScope::Claim,
        "Selection Claim",
        "The chosen claim, passage by passage with the words",
    ),
    (
        TimelineScope::Article,
        "One Article",
        "An article, and the claims that it speaks of",
    ),
];

fn choose(ui: &mut Ui, paint: &mut Paint<'_>) {
    let now = paint.workbench.timeline().scope();
    ui.spacing_mut().item_spacing.x = 2.0;
    for (shown, words, tooltip) in SHOWN {
        let button = ui.add(Button::selectable(shown == now, words));
        if button.on_hover_text(tooltip).clicked() {
            paint.ask(Intent::Timeline(TimelineIntent::SetScope(shown)));
        }
    }
    ui.spacing_mut().item_spacing.x = space::SMALL;
}

/// The orders as people see them.
const ORDERS: [(LaneOrder, &str); 2] = [
    (LaneOrder::Analyst, "by number"),
    (LaneOrder::Time, "by time"),
];

fn order(ui: &mut Ui, paint: &mut Paint<'_>) {
    let now = paint.workbench.timeline().order();
    let chosen = ORDERS.iter().position(|(order, _)| *order == now);
    let choice = Choice {
        name: "Order of claims",
        shown: chosen.map_or("", |at| ORDERS[at].1),
        width: 110.0,
    };
    if let Some(at) = choice.show(ui, paint, &ORDERS.map(|(_, words)| words), chosen) {
        paint.ask(Intent::Timeline(TimelineIntent::Order(ORDERS[at].0)));
    }
}

fn pick_article(ui: &mut Ui, paint: &mut Paint<'_>, typed: &mut String) {
    let project = paint.project();
    let menu = PickMenu {
        words: "Another\u{2026}",
        name: "Show another article",
        what: "an article",
    };
    let offered = |needle: Option<&Needle>| articles(project, needle);
    if let Some(article) = menu.show(ui, paint, typed, offered) {
        paint.ask(Intent::Timeline(TimelineIntent::ShowArticle(article)));
    }
}

/// The first articles with the words in their name or headline.
fn articles(project: &Project, needle: Option<&Needle>) -> Vec<(ArticleId, String)> {
    let fits = |article: &&Article| {
        needle.is_none_or(|needle| {
            needle.is_in(&article.name()) || needle.is_in(&article.details.title)
        })
    };
    let found = project.articles().filter(fits).take(MOST_OFFERED);
    found.map(|article| (article.id, article.name())).collect()
}

fn zoom(ui: &mut Ui, paint: &mut Paint<'_>, scratch: &mut TimelineScratch) {
    if sign_button(ui, paint, "\u{2212}", "Zoom out (-)").clicked() {
        scratch.look.zoom(1.0 / keys::STEP);
    }
    if sign_button(ui, paint, "+", "Zoom in (+)").clicked() {
        scratch.look.zoom(keys::STEP);
    }
    let fit = ui
        .button("Fit")
        .on_hover_text("Show all that has a date (F)");
    if fit.clicked() {
        scratch.look.fit();
    }
}

/// What the marks mean.
const LEGEND: [(Sign, &str); 5] = [
    (Sign::Stance(Stance::Supports), "supports"),
    (Sign::Stance(Stance::Refutes), "refutes"),
    (Sign::Stance(Stance::Context), "context"),
    (Sign::Claimed, "claim made"),
    (Sign::Searched, "sought"),
];

fn legend(ui: &mut Ui, paint: &Paint<'_>) {
    let plain = |sign| Face {
        sign,
        first: false,
        late: false,
        undated: false,
        excluded: None,
    };
    let late = Face {
        late: true,
        ..plain(Sign::Stance(Stance::Supports))
    };
    let entries = LEGEND.map(|(sign, words)| (plain(sign), words));
    for (face, words) in entries.into_iter().chain([(late, "published later")]) {
        legend_entry(ui, paint, face, words);
    }
}

/// A sign and its words, which are not torn apart at the end of a line.
fn legend_entry(ui: &mut Ui, paint: &Paint<'_>, face: Face, words: &str) {
    let font = FontId::proportional(letters::SMALL);
    let galley = ui
        .painter()
        .layout_no_wrap(words.to_owned(), font, paint.theme.faint);
    let size = vec2(mark::SIZE + space::TINY + galley.size().x, mark::SIZE);
    let (rect, response) = ui.allocate_exact_size(size, Sense::hover());
    response.widget_info(|| WidgetInfo::labeled(Role::Label, true, words));
    let sign = Rect::from_min_size(rect.min, Vec2::splat(mark::SIZE));
    let place = mark::Place::at(sign);
    mark::paint(
        ui.painter(),
        paint.theme,
        place,
        face,
        mark::Standing::default(),
    );
    let at = pos2(
        sign.right() + space::TINY,
        rect.center().y - 0.5 * galley.size().y,
    );
    ui.painter().galley(at, galley, paint.theme.faint);
}

/// What is looked at, where it is not all. Returns whether there is anything to show.
pub(super) fn title(ui: &mut Ui, paint: &mut Paint<'_>) -> bool {
    let project = paint.project();
    let timeline = paint.workbench.timeline();
    let (words, below) = match timeline.subject() {
        TimelineSubject::All => return true,
        TimelineSubject::Claim(None) => {
            let words = "No claim is chosen. Choose one with Alt+Down, or in All Claims";
            hint(ui, paint, words);
            return false;
        }
        TimelineSubject::Article(None) => {
            hint(ui, paint, "There is no article yet");
            return false;
        }
        TimelineSubject::Claim(Some(id)) => {
            let lane = timeline.lanes().and_then(|lanes| lanes.lane(id));
            let below = lane.map(|lane| had_it_first(paint, lane));
            (claim_name(project, id), below.unwrap_or_default())
        }
        TimelineSubject::Article(Some(id)) => {
            let article = project.article(id);
            let title = article.map(|article| article.details.title.clone());
            (
                article.map(Article::shown_name).unwrap_or_default(),
                title.unwrap_or_default(),
            )
        }
    };
    ui.spacing_mut().item_spacing.y = 2.0;
    let style = LabelStyle::new(letters::TITLE, paint.theme.text)
        .strong()
        .lines(1);
    paint.engine.label(ui, &words, &style);
    let style = LabelStyle::new(letters::BODY, paint.theme.faint).lines(1);
    paint.engine.label(ui, &below, &style);
    ui.add_space(space::TINY);
    true
}

/// Who had it first and when, or why that is not said. This is the one place that says when a calendar decided it.
fn had_it_first(paint: &Paint<'_>, lane: &Lane) -> String {
    let project = paint.project();
    let is_first = |entry: &&crate::analysis::Entry| {
        lane.first.map(crate::analysis::Happening::Published) == Some(entry.what)
    };
    let first = lane.timeline.dated.iter().find(is_first);
    let article = lane.first.and_then(|id| project.article(id));
    match (first, article) {
        (Some(entry), Some(article)) => {
            let outlet = face::outlet(article);
            let outlet = isolated(&outlet);
            let date = entry.when.date;
            let by_calendar = if date.time.is_none() {
                " (by the dates as written)"
            } else {
                ""
            };
            format!("First to say so: {outlet}, {date}{by_calendar}")
        }
        _ => why_nobody(Support::of(project, lane)).to_owned(),
    }
}

/// Why nobody is said to have had it first.
fn why_nobody(support: Support) -> &'static str {
    match support {
        Support::Counts => {
            "Who said so first is not certain: dates are missing, too vague to tell, or the same"
        }
        Support::Exclusion => "No passage that counts supports it",
        Support::Missing => "No passage supports it yet",
    }
}
