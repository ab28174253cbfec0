use super::{
    TimelineScratch, keys,
    lanes::Support,
    mark_paint::{self, MarkRect, MarkState},
    mark_style::{self, MarkSign, MarkStyle},
};
use crate::{
    analysis::{ClaimLane, DatedEvent, TimelineEvent},
    project::{Article, ArticleId, Project, Stance},
    reader::LabelStyle,
    text::{Needle, isolated},
    views::{
        Paint,
        articles::claim_name,
        theme::{letters, space},
        widgets::{Choice, MOST_OFFERED, PickMenu, Zoom, hint},
    },
    workbench::{Intent, LaneOrder, TimelineIntent, TimelineScope, TimelineSubject},
};

use egui::{Button, FontId, Rect, Sense, Ui, Vec2, WidgetInfo, accesskit::Role, pos2, vec2};

pub(super) fn show(ui: &mut Ui, paint: &mut Paint<'_>, scratch: &mut TimelineScratch) {
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing.y = space::TINY;
        show_modes(ui, paint);
        match paint.workbench.timeline().shown() {
            TimelineScope::All => pick_order(ui, paint),
            TimelineScope::Article => pick_article(ui, paint, &mut scratch.typed),
            TimelineScope::Claim => {}
        }
        ui.separator();
        let tooltip = "Show everything with a date (F)";
        if let Some(zoom) = Zoom::buttons(ui, paint, keys::ZOOM_STEP, tooltip) {
            scratch.view.zoom(zoom);
        }
    });
    ui.horizontal_wrapped(|ui| show_legend(ui, paint));
}

const MODES: [(TimelineScope, &str, &str); 3] = [
    (TimelineScope::All, "All claims", "A lane for each claim"),
    (
        TimelineScope::Claim,
        "Selected claim",
        "The selected claim, passage by passage with the words",
    ),
    (
        TimelineScope::Article,
        "One article",
        "An article, and the claims it has evidence for",
    ),
];

fn show_modes(ui: &mut Ui, paint: &mut Paint<'_>) {
    let now = paint.workbench.timeline().shown();
    ui.spacing_mut().item_spacing.x = 2.0;
    for (shown, label, tooltip) in MODES {
        let button = ui.add(Button::selectable(shown == now, label));
        if button.on_hover_text(tooltip).clicked() {
            paint.ask(Intent::Timeline(TimelineIntent::Show(shown)));
        }
    }
    ui.spacing_mut().item_spacing.x = space::SMALL;
}

const ORDERS: [(LaneOrder, &str); 2] = [
    (LaneOrder::Analyst, "by number"),
    (LaneOrder::Time, "by time"),
];

fn pick_order(ui: &mut Ui, paint: &mut Paint<'_>) {
    let now = paint.workbench.timeline().order();
    let selected = ORDERS.iter().position(|(order, _)| *order == now);
    let choice = Choice {
        name: "Order of claims",
        shown: selected.map_or("", |at| ORDERS[at].1),
        width: 110.0,
    };
    if let Some(at) = choice.show(ui, paint, &ORDERS.map(|(_, label)| label), selected) {
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
    let offered = |needle: Option<&Needle>| matching_articles(project, needle);
    if let Some(article) = menu.show(ui, paint, typed, offered) {
        paint.ask(Intent::Timeline(TimelineIntent::ShowArticle(article)));
    }
}

/// The first articles with the needle in their name or title.
fn matching_articles(project: &Project, needle: Option<&Needle>) -> Vec<(ArticleId, String)> {
    let matches = |article: &&Article| {
        needle.is_none_or(|needle| {
            needle.is_in(&article.name()) || needle.is_in(&article.details.title)
        })
    };
    let found = project.articles().filter(matches).take(MOST_OFFERED);
    found.map(|article| (article.id, article.name())).collect()
}

const LEGEND: [(MarkSign, bool, &str); 6] = [
    (MarkSign::Stance(Stance::Supports), false, "supports"),
    (MarkSign::Stance(Stance::Refutes), false, "refutes"),
    (MarkSign::Stance(Stance::Context), false, "context"),
    (MarkSign::Claimed, false, "claim made"),
    (MarkSign::Searched, false, "search"),
    (MarkSign::Stance(Stance::Supports), true, "published later"),
];

fn show_legend(ui: &mut Ui, paint: &Paint<'_>) {
    for (sign, late, words) in LEGEND {
        let style = MarkStyle {
            sign,
            first: false,
            late,
            undated: false,
            excluded: None,
        };
        show_legend_entry(ui, paint, style, words);
    }
}

/// A sign with its words; a line break does not separate the two.
fn show_legend_entry(ui: &mut Ui, paint: &Paint<'_>, style: MarkStyle, words: &str) {
    let font = FontId::proportional(letters::SMALL);
    let galley = ui
        .painter()
        .layout_no_wrap(words.to_owned(), font, paint.theme.faint);
    let size = mark_paint::SIZE;
    let whole = vec2(size + space::TINY + galley.size().x, size);
    let (rect, response) = ui.allocate_exact_size(whole, Sense::hover());
    response.widget_info(|| WidgetInfo::labeled(Role::Label, true, words));
    let sign = Rect::from_min_size(rect.min, Vec2::splat(size));
    mark_paint::paint_mark(
        ui.painter(),
        paint.theme,
        MarkRect::at(sign),
        style,
        MarkState::default(),
    );
    let at = pos2(
        sign.right() + space::TINY,
        rect.center().y - 0.5 * galley.size().y,
    );
    ui.painter().galley(at, galley, paint.theme.faint);
}

/// Title of the one claim or article that is shown. Returns whether there is anything to show.
pub(super) fn show_title(ui: &mut Ui, paint: &mut Paint<'_>) -> bool {
    let project = paint.project();
    let timeline = paint.workbench.timeline();
    let (title, subtitle) = match timeline.subject() {
        TimelineSubject::All => return true,
        TimelineSubject::Claim(None) => {
            let words = "No claim is selected. Select one with Alt+Down, or in All claims";
            hint(ui, paint, words);
            return false;
        }
        TimelineSubject::Article(None) => {
            hint(ui, paint, "No articles yet");
            return false;
        }
        TimelineSubject::Claim(Some(id)) => {
            let lane = timeline.lanes().and_then(|lanes| lanes.lane(id));
            let first = lane.map(|lane| first_report(project, lane));
            (claim_name(project, id), first.unwrap_or_default())
        }
        TimelineSubject::Article(Some(id)) => project
            .article(id)
            .map_or_else(Default::default, |article| {
                (article.shown_name(), article.details.title.clone())
            }),
    };
    ui.spacing_mut().item_spacing.y = 2.0;
    let style = LabelStyle::new(letters::TITLE, paint.theme.text).strong();
    paint.engine.label(ui, &title, &style.lines(1));
    let style = LabelStyle::new(letters::BODY, paint.theme.faint).lines(1);
    paint.engine.label(ui, &subtitle, &style);
    ui.add_space(space::TINY);
    true
}

/// "First report: The Post, 12 May 2031", or why there is none. Only this sentence says when a calendar decided it.
fn first_report(project: &Project, lane: &ClaimLane) -> String {
    let is_first =
        |event: &&DatedEvent| lane.first.map(TimelineEvent::Published) == Some(event.what);
    let event = lane.timeline.dated.iter().find(is_first);
    let article = lane.first.and_then(|id| project.article(id));
    if let (Some(event), Some(article)) = (event, article) {
        let outlet = mark_style::outlet(article);
        let outlet = isolated(&outlet);
        let date = event.time.date;
        let by_calendar = if date.time.is_none() {
            " (by the dates as written)"
        } else {
            ""
        };
        return format!("First report: {outlet}, {date}{by_calendar}");
    }
    let why = match Support::of(project, lane) {
        Support::Counts => "First report uncertain: dates are missing, imprecise or equal",
        Support::Excluded => "All supporting passages are excluded",
        Support::Missing => "No supporting passage yet",
    };
    why.to_owned()
}
