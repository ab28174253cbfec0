//! All claims, a lane each: when each was made, and when the articles that speak of it were published.

use super::{Rows, TimelineScratch, face, lane_item::Of, lane_marks, part};
use crate::{
    analysis::Lane,
    project::{Claim, ClaimId, Project, Stance},
    reader::LabelStyle,
    text::{isolated, without_isolates},
    views::{
        Paint,
        articles::claim_name,
        theme::{letters, space},
        widgets::{hint, tip},
    },
    workbench::{ClaimIntent, Intent, TimelineIntent},
};

use egui::{
    Align, Id, Layout, Rangef, Rect, Sense, Ui, UiBuilder, WidgetInfo, accesskit::Role, pos2, vec2,
};

/// Paints the lanes in view.
pub(super) fn show(
    ui: &mut Ui,
    paint: &mut Paint<'_>,
    scratch: &mut TimelineScratch,
    rows: &Rows<'_>,
) {
    let timeline = paint.workbench.timeline();
    let Some(lanes) = timeline.lanes() else {
        return;
    };
    let columns = [
        Some(rows.frame.heads),
        Some(rows.frame.axis.across),
        rows.frame.undated,
    ];
    let [mut heads, axis, undated] = columns.map(|across| {
        let across = across.unwrap_or(Rangef::NOTHING);
        part(ui, Rect::from_x_y_ranges(across, rows.window.y_range()))
    });
    for row in rows.visible.clone() {
        let id = timeline.claims()[row];
        let (Some(lane), Some(claim)) = (lanes.lane(id), paint.project().claim(id)) else {
            continue;
        };
        let rect = rows.rect(row);
        ground(ui, paint, rect.intersect(rows.window), id);
        let beside = rect.with_max_x(rows.frame.heads.max);
        head(&mut heads, paint, beside, claim, lane);
        let of = Of { claim: id, lane };
        lane_marks::dated(&axis, paint, scratch, rows.frame, rect, of);
        if let Some(across) = rows.frame.undated {
            let rect = Rect::from_x_y_ranges(across, rect.y_range());
            lane_marks::undated(&undated, paint, scratch, rect, of);
        }
    }
}

fn ground(ui: &Ui, paint: &Paint<'_>, rect: Rect, claim: ClaimId) {
    if paint.workbench.selection().claim == Some(claim) {
        let ground = paint.theme.chosen.gamma_multiply(0.45);
        ui.painter().rect_filled(rect, 0.0, ground);
    }
    let line = egui::Stroke::new(1.0, paint.theme.line.gamma_multiply(0.6));
    ui.painter().hline(rect.x_range(), rect.bottom(), line);
}

/// A claim at the left of its lane: number, statement, and who had it first.
fn head(ui: &mut Ui, paint: &mut Paint<'_>, rect: Rect, claim: &Claim, lane: &Lane) {
    let chosen = paint.workbench.selection().claim == Some(claim.id);
    let id = Id::unique(("timeline claim", claim.id.number()));
    let response = ui.interact(rect, id, Sense::CLICK);
    let first = first_words(paint, lane);
    let told = format!("{} ({first})", claim_name(paint.project(), claim.id));
    response.widget_info(|| {
        let told = without_isolates(&told);
        WidgetInfo::selected(Role::RowHeader, true, chosen, told)
    });
    if chosen || response.hovered() {
        let ground = if chosen {
            paint.theme.chosen
        } else {
            paint.theme.hover
        };
        ui.painter()
            .rect_filled(rect.shrink2(vec2(0.0, 0.5)), 0.0, ground);
    }
    let stripe = Rect::from_min_size(rect.min, vec2(4.0, rect.height())).shrink2(vec2(0.0, 6.0));
    let color = paint.theme.claim(claim.color);
    ui.painter().rect_filled(stripe, 2.0, color);
    head_words(ui, paint, rect, claim, &first);
    if response.double_clicked() {
        paint.ask(Intent::Timeline(TimelineIntent::ShowClaim(claim.id)));
    } else if response.clicked() {
        paint.ask(Intent::Claim(ClaimIntent::Select(Some(claim.id))));
    }
    if response.hovered() {
        tip(response, paint, &told);
    }
}

fn head_words(ui: &mut Ui, paint: &mut Paint<'_>, rect: Rect, claim: &Claim, first: &str) {
    let number = paint.project().claim_place(claim.id).map_or(0, |at| at + 1);
    let font = egui::FontId::proportional(letters::SMALL);
    let at = rect.min + vec2(10.0, 7.0);
    ui.painter()
        .text(at, egui::Align2::LEFT_TOP, number, font, paint.theme.faint);
    let words = Rect::from_min_max(
        rect.min + vec2(40.0, 5.0),
        rect.max - vec2(space::SMALL, 4.0),
    );
    let layout = Layout::top_down(Align::Min);
    let mut lines = ui.new_child(UiBuilder::new().max_rect(words).layout(layout));
    lines.set_clip_rect(words.intersect(ui.clip_rect()));
    lines.spacing_mut().item_spacing.y = 0.0;
    if claim.statement.is_empty() {
        hint(&mut lines, paint, "No statement yet");
    } else {
        let style = LabelStyle::new(13.0, paint.theme.text).lines(2);
        paint.engine.label(&mut lines, &claim.statement, &style);
    }
    let below = Rect::from_min_max(pos2(words.left(), words.bottom() - 18.0), words.max);
    let mut line = ui.new_child(UiBuilder::new().max_rect(below).layout(layout));
    let style = LabelStyle::new(letters::SMALL, paint.theme.faint).lines(1);
    paint.engine.label(&mut line, first, &style);
}

/// "first: The Post", or why nobody is named.
fn first_words(paint: &Paint<'_>, lane: &Lane) -> String {
    let project = paint.project();
    if let Some(article) = lane.first.and_then(|id| project.article(id)) {
        return format!("first: {}", isolated(&face::outlet(article)));
    }
    let why = match Support::of(project, lane) {
        Support::Counts => "first: not certain",
        Support::Exclusion => "no support that counts",
        Support::Missing => "no support yet",
    };
    why.to_owned()
}

/// What supports a claim, dated or not.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Support {
    /// No passage.
    Missing,
    /// Only passages that count no more, since what they rest on is excluded.
    Exclusion,
    /// Some passage that counts.
    Counts,
}

impl Support {
    pub(super) fn of(project: &Project, lane: &Lane) -> Self {
        let dated = lane.timeline.dated.iter().map(|entry| &entry.evidence);
        let undated = lane.timeline.undated.iter().map(|entry| &entry.evidence);
        let pieces = dated.chain(undated).flatten();
        let pieces = pieces.filter_map(|id| project.evidence(*id));
        let supporting = pieces.filter(|piece| piece.stance == Stance::Supports);
        let mut is_excluded = supporting.map(|piece| lane.excluded.contains(&piece.id));
        match is_excluded.next() {
            None => Self::Missing,
            Some(first) if first && is_excluded.all(|excluded| excluded) => Self::Exclusion,
            Some(_) => Self::Counts,
        }
    }
}
