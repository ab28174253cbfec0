use super::claim_drop::accept_passage;
use crate::{
    analysis::ClaimRow,
    project::{Claim, Stance, Status},
    views::{
        Paint,
        articles::claim_name,
        shell::counted,
        theme::{letters, space},
        widgets::{badge, badge_if_room, found_label, list_row, menu_entries},
    },
    workbench::{ClaimIntent, Hit, Intent},
};

use egui::{
    Align, Align2, Color32, FontId, Id, Layout, Rect, Response, RichText, Stroke, StrokeKind, Ui,
    UiBuilder, WidgetInfo, accesskit::Role, vec2,
};

/// Height of a row, in points: a line of the statement and one of counts.
pub(super) const ROW: f32 = 40.0;

/// A row of two lines that is selected by a click and accepts dropped passages. Returns whether it has the keyboard focus;
/// `takes_focus` gives it.
pub(super) fn show(ui: &mut Ui, paint: &mut Paint<'_>, claim: &Claim, takes_focus: bool) -> bool {
    let is_selected = paint.workbench.selection().claim == Some(claim.id);
    let id = Id::unique(("claim row", claim.id.number()));
    let (rect, response) = list_row(ui, paint, id, ROW, is_selected);
    response.widget_info(|| {
        let name = claim_name(paint.project(), claim.id);
        WidgetInfo::selected(Role::ListItem, true, is_selected, name)
    });
    let stripe = rect.with_max_x(rect.left() + 4.0).shrink2(vec2(0.0, 4.0));
    ui.painter()
        .rect_filled(stripe, 2.0, paint.theme.claim(claim.color));
    row_words(ui, paint, claim, rect);
    if takes_focus {
        response.request_focus();
    }
    // A claim that contains a search hit has a frame, a stronger one for the current hit.
    if let Some(find) = paint.workbench.find()
        && find.is_in_claim(paint.project(), claim.id)
    {
        let is_current = find.hit(find.current()) == Some(Hit::Claim(claim.id));
        let stroke = Stroke::new(if is_current { 2.0 } else { 1.0 }, paint.theme.unlinked);
        ui.painter()
            .rect_stroke(rect, 5.0, stroke, StrokeKind::Inside);
    }
    accept_passage(ui, paint, claim.id, &response);
    if response.clicked() {
        paint.ask(Intent::Claim(ClaimIntent::Select(Some(claim.id))));
    }
    response.context_menu(|ui| {
        let place = paint.project().claim_place(claim.id).unwrap_or_default();
        let last = paint.project().claims().len() - 1;
        let up = (place > 0).then(|| ClaimIntent::Move(claim.id, place - 1));
        let down = (place < last).then(|| ClaimIntent::Move(claim.id, place + 1));
        let entries = [
            ("Deselect", is_selected.then_some(ClaimIntent::Select(None))),
            ("Move up", up),
            ("Move down", down),
            ("Delete claim", Some(ClaimIntent::Delete(claim.id))),
        ];
        menu_entries(
            ui,
            paint,
            entries.map(|(words, intent)| (words, intent.map(Intent::Claim))),
        );
    });
    response.has_focus()
}

/// The statement in the first line; counts, verdict and status in the second.
fn row_words(ui: &mut Ui, paint: &mut Paint<'_>, claim: &Claim, rect: Rect) {
    let inside = rect
        .with_min_x(rect.left() + space::MEDIUM)
        .shrink2(vec2(2.0, 2.0));
    let number = paint.project().claim_number(claim.id);
    let font = FontId::proportional(letters::BODY);
    let at = inside.left_top();
    ui.painter()
        .text(at, Align2::LEFT_TOP, number, font, paint.theme.faint);
    let words = inside.with_min_x(inside.left() + 26.0);
    let (above, below) = words.split_top_bottom_at_y(words.top() + 19.0);
    let mut above = line_in(ui, above);
    if claim.statement.is_empty() {
        above.weak("No statement yet");
    } else {
        found_label(
            &mut above,
            paint,
            &claim.statement,
            &paint.theme.body().lines(1),
        );
    }
    counts(&mut line_in(ui, below), paint, claim);
}

/// A child area for one line of text.
fn line_in(ui: &mut Ui, rect: Rect) -> Ui {
    let layout = Layout::left_to_right(Align::Center);
    let mut line = ui.new_child(UiBuilder::new().max_rect(rect).layout(layout));
    line.set_clip_rect(rect.intersect(ui.clip_rect()));
    line.spacing_mut().interact_size.y = 0.0;
    line
}

/// "+4 −0 •1  1 independent source", the verdict, and the status.
fn counts(ui: &mut Ui, paint: &mut Paint<'_>, claim: &Claim) {
    ui.spacing_mut().item_spacing.x = 6.0;
    let Some(row) = paint.workbench.lists().table().row(claim.id) else {
        return;
    };
    for stance in Stance::ALL {
        let count = row.count(stance);
        let color = if count == 0 {
            paint.theme.faint
        } else {
            paint.theme.stance(stance)
        };
        let words = format!("{}{count}", stance.sign());
        small(ui, words, color).on_hover_text(row.count_in_words(stance));
    }
    sources(ui, paint, row);
    // People look for the verdict first, so the status gives way to it.
    if let Some(verdict) = &claim.verdict {
        badge(ui, paint, verdict, paint.theme.accent);
    }
    if claim.status != Status::Open {
        badge_if_room(ui, paint, claim.status.label(), paint.theme.faint);
    }
}

/// Independent sources if there is support, since they say more than the number of articles; otherwise the articles.
fn sources(ui: &mut Ui, paint: &Paint<'_>, row: &ClaimRow) {
    let articles = counted(row.articles, "article");
    if row.supports == 0 {
        small(ui, articles, paint.theme.faint)
            .on_hover_text("Articles with evidence on this claim");
        return;
    }
    let sources = row.supporting_sources.to_string();
    if row.one_source_only {
        small(ui, format!("{sources} \u{21ba}"), paint.theme.refutes)
            .on_hover_text(
                "One source only: several articles support it, and all go back to one independent source",
            )
            .accessible_name(format!("{sources}, one source only"));
    } else {
        let meaning = format!("Independent sources that support it; {articles} in all");
        small(ui, sources, paint.theme.faint).on_hover_text(meaning);
    }
}

fn small(ui: &mut Ui, words: String, color: Color32) -> Response {
    ui.label(RichText::new(words).size(letters::SMALL).color(color))
}
