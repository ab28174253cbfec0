//! The tab Shared wording: the pairs of articles, and beside or below them the passages of the selected pair.

use super::{
    list::{self, ROW_HEIGHT},
    shared_passages::{self, SharedPassagesScratch},
};
use crate::{
    analysis::{SharedKind, SharedPair},
    project::ArticleId,
    storage::FindTab,
    text::isolated,
    views::{
        Paint,
        articles::{outlet_or_title, short_date},
        shell::counted,
        theme::space,
        widgets::{hint, offset_of_row, pressed_alone, tip},
    },
    workbench::{FocusOn, Intent, SharedIntent, SharedOrder},
};

use egui::{Id, Key, Rect, ScrollArea, Stroke, Ui, UiBuilder, WidgetInfo, accesskit::Role, vec2};

use std::time::Duration;

#[derive(Default)]
pub(super) struct SharedScratch {
    /// The pair selected in the last frame, so that the list scrolls to a newly selected one once.
    current: Option<usize>,
    passages: SharedPassagesScratch,
}

/// Minimum width in points for the passages beside the pairs, if the panel is also wider than high.
const MIN_SIDE_BY_SIDE_WIDTH: f32 = 440.0;

/// Height of a pair: a line with the names and a line with what they share.
const PAIR_HEIGHT: f32 = 2.0 * ROW_HEIGHT - 4.0;

pub(super) fn show(ui: &mut Ui, paint: &mut Paint<'_>, scratch: &mut SharedScratch) {
    bar(ui, paint);
    if paint.workbench.shared.pairs.is_empty() {
        nothing(ui, paint);
        return;
    }
    let all = ui.available_rect_before_wrap();
    let line = Stroke::new(1.0, paint.theme.line);
    let (pairs_rect, passages_rect) =
        if all.width() >= MIN_SIDE_BY_SIDE_WIDTH.max(1.4 * all.height()) {
            let (left, right) = all.split_left_right_at_fraction(0.36);
            let left = left.with_max_x(left.right() - space::MEDIUM);
            let right = right.with_min_x(right.left() + space::MEDIUM);
            let middle = f32::midpoint(left.right(), right.left());
            ui.painter().vline(middle, all.y_range(), line);
            (left, right)
        } else {
            let pairs = paint.workbench.shared.pairs.len() as f32 * PAIR_HEIGHT;
            let height = pairs.min(all.height() * 0.32).max(PAIR_HEIGHT);
            let (top, bottom) = all.split_top_bottom_at_y(all.top() + height);
            let y = bottom.top() + space::SMALL / 2.0;
            ui.painter().hline(all.x_range(), y, line);
            (top, bottom.with_min_y(bottom.top() + space::SMALL))
        };
    let mut inside = part(ui, "pairs", pairs_rect);
    pairs(&mut inside, paint, scratch);
    let mut inside = part(ui, "passages", passages_rect);
    shared_passages::show(&mut inside, paint, &mut scratch.passages);
    ui.advance_cursor_after_rect(all);
}

fn part(ui: &mut Ui, name: &str, rect: Rect) -> Ui {
    let mut part = ui.new_child(UiBuilder::new().id_salt(name).max_rect(rect));
    part.set_clip_rect(rect.expand(2.0).intersect(ui.clip_rect()));
    part
}

/// The order of the pairs, and the number of results.
fn bar(ui: &mut Ui, paint: &mut Paint<'_>) {
    ui.horizontal_wrapped(|ui| {
        let shared = &paint.workbench.shared;
        for (order, label, tooltip) in [
            (
                SharedOrder::Share,
                "By share",
                "The pair that shares most first",
            ),
            (
                SharedOrder::Outlet,
                "By outlet",
                "By the names of the outlets",
            ),
        ] {
            let button = ui.selectable_label(shared.order == order, label);
            if button.on_hover_text(tooltip).clicked() {
                paint.ask(Intent::Shared(SharedIntent::SetOrder(order)));
            }
        }
        ui.separator();
        if let Some((done, all)) = shared.progress() {
            list::remark(ui, &format!("Comparing {done} of {all} articles\u{2026}"));
            if ui.button("Cancel").clicked() {
                paint.ask(Intent::Shared(SharedIntent::Cancel));
            }
            ui.ctx().request_repaint_after(Duration::from_millis(100));
        } else if shared.is_stopped {
            list::remark(ui, "Not all articles were compared");
            if ui.button("Compare").clicked() {
                paint.ask(Intent::Shared(SharedIntent::CompareAgain));
            }
        } else if shared.is_known {
            let count = shared.pairs.len();
            if count > 0 {
                list::remark(ui, &counted(count, "pair"));
            }
        }
    });
}

/// Why the list is empty.
fn nothing(ui: &mut Ui, paint: &mut Paint<'_>) {
    let shared = &paint.workbench.shared;
    let rect = ui.available_rect_before_wrap();
    let id = Id::unique("shared pairs");
    list::register(
        ui,
        paint,
        id,
        "Pairs of articles",
        FocusOn::FindList(FindTab::Shared),
    );
    let mut inside = ui.new_child(UiBuilder::new().max_rect(rect));
    // Keeps the size of the panel while it is empty.
    ui.advance_cursor_after_rect(rect);
    if shared.is_known {
        hint(
            &mut inside,
            paint,
            "No shared wording found; rewritten text is not detected",
        );
    }
}

fn pairs(ui: &mut Ui, paint: &mut Paint<'_>, scratch: &mut SharedScratch) {
    let shared = &paint.workbench.shared;
    let id = Id::unique("shared pairs");
    if list::register(
        ui,
        paint,
        id,
        "Pairs of articles",
        FocusOn::FindList(FindTab::Shared),
    ) {
        let moved = list::moved(ui, shared.current, shared.pairs.len());
        if let Some(pair) = moved {
            paint.ask(Intent::Shared(SharedIntent::SelectPair(pair)));
        }
        if pressed_alone(ui, Key::ArrowRight) {
            *paint.focus = Some(FocusOn::SharedPassages);
        }
        if pressed_alone(ui, Key::Enter) {
            paint.ask(Intent::Shared(SharedIntent::Open));
        }
    }
    ui.spacing_mut().item_spacing.y = 0.0;
    let mut area = ScrollArea::vertical().id_salt("pairs").auto_shrink(false);
    let current = Some(shared.current);
    if std::mem::replace(&mut scratch.current, current) != current {
        area = area.vertical_scroll_offset(offset_of_row(ui, shared.current, PAIR_HEIGHT));
    }
    area.show_rows(ui, PAIR_HEIGHT, shared.pairs.len(), |ui, rows| {
        for nth in rows {
            if let Some(pair) = shared.pairs.get(nth) {
                pair_row(ui, paint, id, nth, pair);
            }
        }
    });
}

/// The names of both articles, and below them how much they share.
fn pair_row(ui: &mut Ui, paint: &mut Paint<'_>, list: Id, nth: usize, pair: &SharedPair) {
    let is_current = paint.workbench.shared.current == nth;
    let ids = (list, Id::unique(("shared pair", nth)));
    let (rect, response) = list::register_row(ui, paint, ids, PAIR_HEIGHT, is_current);
    let names = pair.articles.map(|article| short_name(paint, article));
    let share = share_text(pair);
    let inside = rect.shrink2(vec2(space::TINY, 2.0));
    let mut left = ui.new_child(UiBuilder::new().max_rect(inside));
    left.spacing_mut().item_spacing.y = 0.0;
    let [one, other] = names.each_ref().map(|name| isolated(name));
    let outlets = format!("{one} \u{b7} {other}");
    paint.label(&mut left, &outlets, &paint.theme.body().lines(1));
    paint.label(&mut left, &share, &paint.theme.detail().lines(1));
    let spoken = format!("{} and {}: {share}", names[0], names[1]);
    response.widget_info(|| WidgetInfo::selected(Role::ListBoxOption, true, is_current, &spoken));
    let long = pair.articles.map(|article| long_name(paint, article));
    let response = tip(response, paint, &long.join("\n"));
    if response.clicked() {
        paint.ask(Intent::Shared(SharedIntent::SelectPair(nth)));
        *paint.focus = Some(FocusOn::FindList(FindTab::Shared));
    }
}

/// "39 % prose, 5 quotations, 2 numbers differ": the greater share first.
fn share_text(pair: &SharedPair) -> String {
    let mut parts = Vec::new();
    if pair.of_kind(SharedKind::Prose).next().is_some() {
        parts.push(format!("{} % prose", pair.share()));
    }
    match pair.of_kind(SharedKind::Quotation).count() {
        0 => {}
        1 => parts.push("1 quotation".to_owned()),
        count => parts.push(format!("{count} quotations")),
    }
    match pair.differing_count() {
        0 => {}
        1 => parts.push("1 number differs".to_owned()),
        count => parts.push(format!("{count} numbers differ")),
    }
    parts.join(", ")
}

/// The outlet or the title of an article.
pub(super) fn short_name(paint: &Paint<'_>, article: ArticleId) -> String {
    let article = paint.project().article(article);
    article.map_or_else(String::new, |it| outlet_or_title(it).to_owned())
}

fn long_name(paint: &Paint<'_>, article: ArticleId) -> String {
    let Some(article) = paint.project().article(article) else {
        return String::new();
    };
    let (outlet, title) = (outlet_or_title(article), &article.details.title);
    format!(
        "{} \u{b7} {} \u{b7} {}",
        isolated(outlet),
        short_date(paint, article),
        isolated(title)
    )
}
