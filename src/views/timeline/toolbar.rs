use super::{
    TimelineScratch,
    event_mark::{MarkKind, MarkStyle, outlet},
    input::ZOOM_STEP,
    lanes::FirstReport,
    mark_paint::{self, MarkRect, MarkState},
};
use crate::{
    analysis::{ClaimLane, TimelineEvent},
    project::{Article, Project, Stance},
    text::{Needle, isolated},
    views::{
        Paint,
        articles::claim_name,
        theme::{letters, space},
        widgets::{Choice, MAX_OFFERED, PickMenu, Zoom},
    },
    workbench::{Intent, LaneOrder, TimelineIntent, TimelineScope, TimelineSubject},
};

use egui::{Button, FontId, Rect, Sense, Ui, Vec2, WidgetInfo, accesskit::Role, pos2, vec2};

const SCOPES: [(TimelineScope, &str, &str); 3] = [
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

pub(super) fn show(ui: &mut Ui, paint: &mut Paint<'_>, scratch: &mut TimelineScratch) {
    let timeline = &paint.workbench.timeline;
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing = vec2(2.0, space::TINY);
        for (scope, label, tooltip) in SCOPES {
            let button = ui.add(Button::selectable(scope == timeline.shown, label));
            if button.on_hover_text(tooltip).clicked() {
                paint.ask(Intent::Timeline(TimelineIntent::Show(scope)));
            }
        }
        ui.spacing_mut().item_spacing.x = space::SMALL;
        match timeline.shown {
            TimelineScope::All => {
                let orders = [LaneOrder::Analyst, LaneOrder::Time];
                let choice = Choice::new("Order of claims", 130.0);
                let current = timeline.order;
                let order = choice.pick(ui, paint, &orders, |it| lane_order(*it), &current);
                if let Some(order) = order {
                    paint.ask(Intent::Timeline(TimelineIntent::Order(order)));
                }
            }
            TimelineScope::Article => pick_article(ui, paint, &mut scratch.typed),
            TimelineScope::Claim => {}
        }
        dates_switch(ui, paint);
        ui.separator();
        let tooltip = "Show everything with a date (F)";
        if let Some(zoom) = Zoom::buttons(ui, paint, ZOOM_STEP, tooltip) {
            scratch.view.zoom(zoom);
        }
    });
    let mentioned = (MarkKind::Mentioned, false, "date in a text");
    let has_mentions = timeline.shows_dates() && timeline.shown != TimelineScope::All;
    let legend = LEGEND.into_iter().chain(has_mentions.then_some(mentioned));
    ui.horizontal_wrapped(|ui| {
        for (kind, late, label) in legend {
            let style = MarkStyle {
                kind,
                first: false,
                late,
                undated: false,
                excluded: None,
            };
            show_legend_entry(ui, paint, style, label);
        }
    });
}

/// A checkbox for showing the dates mentioned in the texts of one claim or article.
fn dates_switch(ui: &mut Ui, paint: &mut Paint<'_>) {
    let timeline = &paint.workbench.timeline;
    if timeline.shown == TimelineScope::All {
        return;
    }
    let mut shows = timeline.shows_dates();
    let switch = ui.checkbox(&mut shows, "Dates in the texts").on_hover_text(
        "Also show the dates that the passages, or the article, mention; \u{201c}on Tuesday\u{201d} is relative to the publication date",
    );
    if switch.changed() {
        paint.ask(Intent::Timeline(TimelineIntent::ShowDates(shows)));
    }
    if timeline.is_reading_dates() {
        ui.weak("Reading\u{2026}");
    }
}

fn lane_order(order: LaneOrder) -> &'static str {
    match order {
        LaneOrder::Analyst => "By number",
        LaneOrder::Time => "By time",
    }
}

fn pick_article(ui: &mut Ui, paint: &mut Paint<'_>, typed: &mut String) {
    let menu = PickMenu {
        words: "Another\u{2026}",
        name: "Show another article",
        what: "an article",
        example: "e.g. Ledger24",
    };
    let project = paint.project();
    let offered = |needle: Option<&Needle>| {
        let matches = |article: &&Article| {
            needle.is_none_or(|needle| {
                needle.is_in(&article.name()) || needle.is_in(&article.details.title)
            })
        };
        let found = project.articles().filter(matches).take(MAX_OFFERED);
        found.map(|article| (article.id, article.name())).collect()
    };
    if let Some(article) = menu.show(ui, paint, typed, offered) {
        paint.ask(Intent::Timeline(TimelineIntent::ShowArticle(article)));
    }
}

const LEGEND: [(MarkKind, bool, &str); 6] = [
    (MarkKind::Stance(Stance::Supports), false, "supports"),
    (MarkKind::Stance(Stance::Refutes), false, "refutes"),
    (MarkKind::Stance(Stance::Context), false, "context"),
    (MarkKind::Claimed, false, "claim made"),
    (MarkKind::Searched, false, "search"),
    (MarkKind::Stance(Stance::Supports), true, "published later"),
];

/// An icon with its text. A line break never separates the two.
fn show_legend_entry(ui: &mut Ui, paint: &Paint<'_>, style: MarkStyle, label: &str) {
    let font = FontId::proportional(letters::SMALL);
    let galley = ui
        .painter()
        .layout_no_wrap(label.to_owned(), font, paint.theme.faint);
    let size = mark_paint::MARK_SIZE;
    let whole = vec2(size + space::TINY + galley.size().x, size);
    let (rect, response) = ui.allocate_exact_size(whole, Sense::hover());
    response.widget_info(|| WidgetInfo::labeled(Role::Label, true, label));
    let icon_rect = Rect::from_min_size(rect.min, Vec2::splat(size));
    mark_paint::paint_mark(
        ui.painter(),
        paint.theme,
        MarkRect::at(icon_rect),
        style,
        MarkState::default(),
    );
    let at = pos2(
        icon_rect.right() + space::TINY,
        rect.center().y - 0.5 * galley.size().y,
    );
    ui.painter().galley(at, galley, paint.theme.faint);
}

/// Title of the shown claim or article. Returns whether there is anything to show.
pub(super) fn show_title(ui: &mut Ui, paint: &mut Paint<'_>) -> bool {
    let project = paint.project();
    let timeline = &paint.workbench.timeline;
    let (title, subtitle) = match timeline.subject {
        TimelineSubject::All => return true,
        TimelineSubject::Claim(None) => {
            let message = "No claim is selected. Select one with Alt+Down, or in All claims.";
            ui.weak(message);
            return false;
        }
        TimelineSubject::Article(None) => {
            ui.weak("No articles yet");
            return false;
        }
        TimelineSubject::Claim(Some(id)) => {
            let lane = timeline.lanes.as_ref().and_then(|lanes| lanes.lane(id));
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
    let style = paint.theme.title();
    paint.label(ui, &title, &style.lines(1));
    paint.label(ui, &subtitle, &paint.theme.hint().lines(1));
    ui.add_space(space::TINY);
    true
}

/// "First report: The Post, 12 May 2031", or why there is none. Only this sentence says when the order follows from
/// calendar dates alone.
fn first_report(project: &Project, lane: &ClaimLane) -> String {
    match FirstReport::of(project, lane) {
        FirstReport::By(article) => {
            let mut dated = lane.timeline.dated.iter();
            let event = dated.find(|event| event.what == TimelineEvent::Published(article.id));
            let date = event.map(|event| event.time.date);
            let written = date.map(|date| format!(", {date}")).unwrap_or_default();
            let by_calendar = match date {
                Some(date) if date.time.is_none() => " (by the dates as written)",
                Some(_) | None => "",
            };
            format!(
                "First report: {}{written}{by_calendar}",
                isolated(&outlet(article))
            )
        }
        FirstReport::Uncertain => {
            "First report uncertain: dates are missing, imprecise or equal".to_owned()
        }
        FirstReport::AllExcluded => "All supporting passages are excluded".to_owned(),
        FirstReport::NoSupport => "No supporting passage yet".to_owned(),
    }
}
