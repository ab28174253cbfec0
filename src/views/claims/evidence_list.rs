use super::{
    attribution::{self, AttributionScratch},
    claim_drop::DraggedEvidence,
    independent_sources::SourcesScratch,
};
use crate::{
    project::{Article, ClaimId, Evidence, EvidenceId},
    reader::{LabelStyle, ReadingFamily},
    text::Needle,
    views::{
        Paint,
        articles::claim_name,
        theme::space,
        widgets::{Field, badge, card_frame, heading, link, sign_button, stance_switch},
    },
    workbench::{EvidenceIntent, FocusOn, Intent},
};

use std::collections::HashMap;

use egui::{
    Align, Button, Id, Layout, Memory, Rect, Sense, TextEdit, Ui, UiBuilder,
    containers::menu::MenuButton, vec2,
};

#[derive(Default)]
pub(super) struct EvidenceListScratch {
    /// Heights in points of the cards as last painted.
    heights: HashMap<EvidenceId, f32>,
    /// The card that had the keyboard focus in the last frame. It is painted even out of view, or the focus would be lost.
    focused: Option<EvidenceId>,
    attribution: AttributionScratch,
    /// The typed search for a claim to move evidence to.
    relink: String,
}

/// Estimated height of a card that has not been painted yet: controls, two lines of quote, a note.
const USUAL_CARD: f32 = 110.0;

/// The evidence of a claim, a card for each piece: stance, article, quote, attribution and note.
pub(super) fn show(
    ui: &mut Ui,
    paint: &mut Paint<'_>,
    scratch: &mut EvidenceListScratch,
    sources: &SourcesScratch,
    claim: ClaimId,
) {
    heading(ui, paint, "Evidence");
    if paint.project().evidence_count(claim) == 0 {
        ui.weak("No evidence yet. Select a passage and press 1 (supports), 2 (refutes) or 3 (context), or drag it onto the claim.",
        );
    }
    // Only the cards in view are painted, and their neighbours, so that Tab can reach the next one; the others take up space.
    let gap = ui.spacing().item_spacing.y;
    let view = ui.clip_rect().y_range().expand(2.0 * USUAL_CARD);
    let mut skipped = 0.0;
    for evidence in paint.project().evidence_of(claim) {
        let id = evidence.id;
        let height = scratch.heights.get(&id).copied().unwrap_or(USUAL_CARD);
        let top = ui.cursor().top() + skipped;
        let has_focus = *paint.focus == Some(FocusOn::Speaker(id)) || scratch.focused == Some(id);
        if !has_focus && (top > view.max || top + height < view.min) {
            skipped += height + gap;
            continue;
        }
        add_skipped_space(ui, &mut skipped, gap);
        let painted = card(ui, paint, scratch, sources, evidence);
        scratch.heights.insert(id, painted.height());
        if contains_focus(ui, painted) {
            scratch.focused = Some(id);
        } else {
            scratch.focused.take_if(|focused| *focused == id);
        }
    }
    add_skipped_space(ui, &mut skipped, gap);
}

/// Whether the widget with the keyboard focus is inside `rect`.
fn contains_focus(ui: &Ui, rect: Rect) -> bool {
    let focused = ui.memory(Memory::focused);
    let widget = focused.and_then(|id| ui.ctx().read_response(id));
    widget.is_some_and(|widget| rect.contains_rect(widget.rect))
}

/// Adds the space of skipped cards: `skipped` points, in which each card has its gap.
fn add_skipped_space(ui: &mut Ui, skipped: &mut f32, gap: f32) {
    let space = std::mem::take(skipped);
    if space > 0.0 {
        ui.allocate_space(vec2(ui.available_width(), space - gap));
    }
}

fn card(
    ui: &mut Ui,
    paint: &mut Paint<'_>,
    scratch: &mut EvidenceListScratch,
    sources: &SourcesScratch,
    evidence: &Evidence,
) -> Rect {
    let is_selected = paint.workbench.selection().evidence == Some(evidence.id);
    let color = if is_selected {
        paint.theme.accent
    } else {
        paint.theme.line
    };
    let frame = card_frame(paint, color);
    let quote = paint.project().quote(evidence.highlight);
    let quote = quote.unwrap_or_default();
    // Tells a screen reader which card a control belongs to.
    let quoted: String = quote.chars().take(60).collect();
    let shown = frame.show(ui, |ui| {
        // An id that does not count the cards above, since not all of them are painted.
        let id = Id::unique(("evidence card", evidence.id.number()));
        ui.scope_builder(UiBuilder::new().scope_id(id), |ui| {
            ui.set_width(ui.available_width());
            ui.spacing_mut().item_spacing.y = space::TINY;
            controls(ui, paint, &mut scratch.relink, evidence, &quoted);
            if sources.is_excluded(evidence) {
                badge(ui, paint, "does not count", paint.theme.refutes)
                    .on_hover_text("Its source is retracted or unreliable");
            }
            if sources.is_late(evidence) {
                badge(ui, paint, "published later", paint.theme.refutes).on_hover_text(
                    "Published after the claim was made, so the speaker could not have known it",
                );
            }
            // A click shows the passage in its article; dragging the quote onto another claim links it there instead.
            let style = LabelStyle {
                family: ReadingFamily::Serif,
                sense: Sense::drag(),
                ..paint.theme.body().lines(4)
            };
            let name = format!("Show passage: {quoted}");
            let shown = link(ui, paint, quote, style, &name);
            shown.dnd_set_drag_payload(DraggedEvidence(evidence.id));
            if shown.clicked() {
                paint.ask(Intent::Evidence(EvidenceIntent::Show(evidence.id)));
            }
            attribution::show(ui, paint, &mut scratch.attribution, evidence, &quoted);
            let name = format!("Note: {quoted}");
            let field = Field::lines(1, &name, "Note");
            let id = Id::unique(("evidence note", evidence.id.number()));
            if let (_, Some(note)) = field.show(ui, paint, id, &evidence.note) {
                paint.ask(Intent::Evidence(EvidenceIntent::SetNote(evidence.id, note)));
            }
        });
    });
    shown.response.rect
}

/// The stance, the article, and the buttons to move or unlink the evidence.
fn controls(
    ui: &mut Ui,
    paint: &mut Paint<'_>,
    typed: &mut String,
    evidence: &Evidence,
    quoted: &str,
) {
    let highlight = paint.project().highlight(evidence.highlight);
    let article = highlight.and_then(|highlight| paint.project().article(highlight.article));
    let name = article.map(Article::shown_name).unwrap_or_default();
    ui.horizontal(|ui| {
        let clicked = ui.scope(|ui| stance_switch(ui, paint, evidence.stance, quoted));
        if let Some(stance) = clicked.inner {
            let set = EvidenceIntent::SetStance(evidence.id, stance);
            paint.ask(Intent::Evidence(set));
        }
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            let unlink = sign_button(ui, paint, "\u{d7}", "Unlink; the highlight stays")
                .accessible_name(format!("Unlink: {quoted}"));
            if unlink.clicked() {
                paint.ask(Intent::Evidence(EvidenceIntent::Unlink(evidence.id)));
            }
            relink_menu(ui, paint, typed, evidence, quoted);
            ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
                paint.label(ui, &name, &paint.theme.detail().lines(1));
            });
        });
    });
}

const MOST_OFFERED: usize = 10;

fn relink_menu(
    ui: &mut Ui,
    paint: &mut Paint<'_>,
    typed: &mut String,
    evidence: &Evidence,
    quoted: &str,
) {
    let button = Button::new("\u{2192}").frame_when_inactive(false);
    let (response, _) = MenuButton::from_button(button).ui(ui, |ui| {
        ui.set_min_width(280.0);
        ui.weak("Link to another claim instead");
        let field = TextEdit::singleline(typed)
            .hint_text("Number or words of a claim")
            .margin(vec2(space::SMALL, space::TINY));
        ui.add(field).accessible_name("Find a claim");
        let needle = Needle::new(typed);
        let project = paint.project();
        let offered = project
            .claims()
            .filter(|claim| claim.id != evidence.claim)
            .map(|claim| (claim.id, claim_name(project, claim.id)))
            .filter(|(_, name)| needle.as_ref().is_none_or(|needle| needle.is_in(name)))
            .take(MOST_OFFERED);
        let style = paint.theme.body().lines(1);
        for (id, name) in offered {
            if link(ui, paint, &name, style.clone(), &name).clicked() {
                paint.ask(Intent::Evidence(EvidenceIntent::Relink(evidence.id, id)));
                ui.close();
            }
        }
    });
    response
        .on_hover_text("Link to another claim")
        .accessible_name(format!("Link to another claim: {quoted}"));
}
