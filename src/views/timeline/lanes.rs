//! All claims, one lane each: when the claim was made, and when articles about it were published.

use super::{
    TimelineScratch, VisibleRows,
    lane_marks::{self, LaneOf},
    mark_style,
};
use crate::{
    analysis::ClaimLane,
    project::{Claim, ClaimId, Project, Stance},
    reader::LabelStyle,
    text::isolated,
    views::{
        Paint,
        articles::claim_name,
        theme::letters,
        widgets::{claim_header, claim_header_text, clipped, clipped_lines, tip},
    },
    workbench::{Intent, TimelineIntent},
};

use egui::{Id, Rangef, Rect, Stroke, Ui, pos2};

/// Paints the visible lanes.
pub(super) fn show(
    ui: &mut Ui,
    paint: &mut Paint<'_>,
    scratch: &mut TimelineScratch,
    rows: &VisibleRows<'_>,
) {
    let timeline = paint.workbench.timeline();
    let Some(lanes) = timeline.lanes() else {
        return;
    };
    let layout = rows.layout;
    let columns = [
        Some(layout.headers),
        Some(layout.axis.across),
        layout.undated,
    ];
    let [mut headers, axis, undated] = columns.map(|across| {
        let across = across.unwrap_or(Rangef::NOTHING);
        clipped(ui, Rect::from_x_y_ranges(across, rows.window.y_range()))
    });
    for row in rows.visible.clone() {
        let id = timeline.claims()[row];
        let (Some(lane), Some(claim)) = (lanes.lane(id), paint.project().claim(id)) else {
            continue;
        };
        let rect = rows.rect(row);
        paint_background(ui, paint, rect.intersect(rows.window), id);
        let header = rect.with_max_x(layout.headers.max);
        show_header(&mut headers, paint, header, claim, lane);
        let of = LaneOf { claim: id, lane };
        lane_marks::show_dated(&axis, paint, scratch, &layout.axis, rect, of);
        if let Some(across) = layout.undated {
            let rect = Rect::from_x_y_ranges(across, rect.y_range());
            lane_marks::show_undated(&undated, paint, scratch, rect, of);
        }
    }
}

fn paint_background(ui: &Ui, paint: &Paint<'_>, rect: Rect, claim: ClaimId) {
    if paint.workbench.selection().claim == Some(claim) {
        let fill = paint.theme.selected.gamma_multiply(0.45);
        ui.painter().rect_filled(rect, 0.0, fill);
    }
    let line = Stroke::new(1.0, paint.theme.line.gamma_multiply(0.6));
    ui.painter().hline(rect.x_range(), rect.bottom(), line);
}

/// Paints a claim at the left of its lane, with the article that reported it first.
fn show_header(ui: &mut Ui, paint: &mut Paint<'_>, rect: Rect, claim: &Claim, lane: &ClaimLane) {
    let first = first_report(paint.project(), lane);
    let name = format!("{} ({first})", claim_name(paint.project(), claim.id));
    let widget = Id::unique(("timeline claim", claim.id.number()));
    let response = claim_header(ui, paint, rect, widget, claim, &name);
    let text = claim_header_text(rect);
    let bottom = Rect::from_min_max(pos2(text.left(), text.bottom() - 18.0), text.max);
    let style = LabelStyle::new(letters::SMALL, paint.theme.faint).lines(1);
    paint
        .engine
        .label(&mut clipped_lines(ui, bottom), &first, &style);
    if response.double_clicked() {
        paint.ask(Intent::Timeline(TimelineIntent::ShowClaim(claim.id)));
    }
    if response.hovered() {
        tip(response, paint, &name);
    }
}

/// "first: The Post", or why no article is named.
fn first_report(project: &Project, lane: &ClaimLane) -> String {
    if let Some(article) = lane.first.and_then(|id| project.article(id)) {
        return format!("first: {}", isolated(&mark_style::outlet(article)));
    }
    let why = match Support::of(project, lane) {
        Support::Counts => "first: uncertain",
        Support::Excluded => "all support excluded",
        Support::Missing => "no support yet",
    };
    why.to_owned()
}

/// Support for a claim, dated or not.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Support {
    /// No supporting passage.
    Missing,
    /// Only excluded passages.
    Excluded,
    /// At least one passage that counts.
    Counts,
}

impl Support {
    pub(super) fn of(project: &Project, lane: &ClaimLane) -> Self {
        let dated = lane.timeline.dated.iter().map(|event| &event.evidence);
        let undated = lane.timeline.undated.iter().map(|event| &event.evidence);
        let pieces = dated.chain(undated).flatten();
        let pieces = pieces.filter_map(|id| project.evidence(*id));
        let supporting = pieces.filter(|piece| piece.stance == Stance::Supports);
        let mut is_excluded = supporting.map(|piece| lane.excluded.contains(&piece.id));
        match is_excluded.next() {
            None => Self::Missing,
            Some(first) if first && is_excluded.all(|excluded| excluded) => Self::Excluded,
            Some(_) => Self::Counts,
        }
    }
}
