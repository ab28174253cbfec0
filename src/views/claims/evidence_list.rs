use super::{
    attribution::{self, AttributionScratch},
    claim_drop::DraggedEvidence,
    independent_sources::{self, SourcesScratch},
};
use crate::{
    project::{ClaimId, Evidence, EvidenceId},
    reader::{LabelStyle, ReadingFamily},
    text::Needle,
    views::{
        Paint,
        articles::claim_name,
        theme::{letters, space},
        widgets::{Field, Lines, badge, heading, hint, sign_button, stance_switch},
    },
    workbench::{EvidenceIntent, FocusOn, Intent},
};

use std::collections::HashMap;

use egui::{
    Align, Button, Frame, Id, Layout, Margin, RichText, Sense, TextEdit, Ui, UiBuilder, WidgetInfo,
    accesskit::Role, vec2,
};

/// What the list remembers.
#[derive(Default)]
pub(crate) struct EvidenceListScratch {
    /// Heights of the cards as they were last painted, in points.
    heights: HashMap<EvidenceId, f32>,
    /// The card in which something had the keyboard in the last frame; it is painted wherever it is, or that would be lost.
    keyboard: Option<EvidenceId>,
    attribution: AttributionScratch,
    /// The typed search for a claim to move evidence to.
    relink: String,
}

/// Height of a card that was never painted: controls, two lines of quote, a note.
const USUAL_CARD: f32 = 110.0;

/// The evidence of a claim: stance, source, quote and note of each piece.
pub(super) fn show(
    ui: &mut Ui,
    paint: &mut Paint<'_>,
    scratch: &mut EvidenceListScratch,
    sources: &SourcesScratch,
    claim: ClaimId,
) {
    heading(ui, paint, "EVIDENCE");
    if paint.project().evidence_count(claim) == 0 {
        hint(
            ui,
            paint,
            "None yet. Select a passage and press 1 (supports), 2 (refutes) or 3 (context), or drag it onto the claim",
        );
    }
    // Only cards in view are painted, and those next to them, so that Tab goes on to one; room is left for the others.
    let gap = ui.spacing().item_spacing.y;
    let view = ui.clip_rect().y_range().expand(2.0 * USUAL_CARD);
    let mut skipped = 0.0;
    for piece in paint.project().evidence_of(claim) {
        let height = scratch.heights.get(&piece.id).copied();
        let height = height.unwrap_or(USUAL_CARD);
        let top = ui.cursor().top() + skipped;
        let is_at_hand =
            *paint.focus == Some(FocusOn::Speaker(piece.id)) || scratch.keyboard == Some(piece.id);
        if !is_at_hand && (top > view.max || top + height < view.min) {
            skipped += height + gap;
            continue;
        }
        leave_room(ui, &mut skipped, gap);
        let painted = card(ui, paint, scratch, sources, piece);
        scratch.heights.insert(piece.id, painted.height());
        if has_keyboard(ui, painted) {
            scratch.keyboard = Some(piece.id);
        } else {
            scratch.keyboard.take_if(|of| *of == piece.id);
        }
    }
    leave_room(ui, &mut skipped, gap);
}

/// Whether what has the keyboard lies there.
fn has_keyboard(ui: &Ui, rect: egui::Rect) -> bool {
    let focused = ui.memory(egui::Memory::focused);
    let widget = focused.and_then(|id| ui.ctx().read_response(id));
    widget.is_some_and(|widget| rect.contains_rect(widget.rect))
}

/// Stands for cards out of view that take `skipped` points with the gap behind each.
fn leave_room(ui: &mut Ui, skipped: &mut f32, gap: f32) {
    let room = std::mem::take(skipped);
    if room > 0.0 {
        ui.allocate_space(vec2(ui.available_width(), room - gap));
    }
}

fn card(
    ui: &mut Ui,
    paint: &mut Paint<'_>,
    scratch: &mut EvidenceListScratch,
    sources: &SourcesScratch,
    evidence: &Evidence,
) -> egui::Rect {
    let chosen = paint.workbench.chosen().evidence == Some(evidence.id);
    let line = if chosen {
        paint.theme.accent
    } else {
        paint.theme.line
    };
    let frame = Frame::new()
        .fill(paint.theme.page)
        .stroke(egui::Stroke::new(1.0, line))
        .corner_radius(6)
        .inner_margin(Margin::same(space::SMALL as i8));
    let shown = frame.show(ui, |ui| {
        // Ids that do not depend on the cards before: those out of view are not there.
        let id = Id::unique(("evidence card", evidence.id.number()));
        ui.scope_builder(UiBuilder::new().scope_id(id), |ui| {
            ui.set_width(ui.available_width());
            ui.spacing_mut().item_spacing.y = space::TINY;
            head(ui, paint, &mut scratch.relink, evidence);
            if independent_sources::is_excluded(sources, evidence) {
                badge(ui, paint, "does not count", paint.theme.refutes)
                    .on_hover_text("What it rests on was retracted or is unreliable");
            }
            if independent_sources::is_late(sources, evidence) {
                badge(ui, paint, "published later", paint.theme.refutes).on_hover_text(
                    "Published after the claim was made: who made it cannot have known it",
                );
            }
            quote(ui, paint, evidence);
            let quoted = beginning(paint, evidence);
            attribution::show(ui, paint, &mut scratch.attribution, evidence, &quoted);
            note(ui, paint, evidence);
        });
    });
    shown.response.rect
}

fn head(ui: &mut Ui, paint: &mut Paint<'_>, typed: &mut String, evidence: &Evidence) {
    let name = article_name(paint, evidence);
    let quoted = beginning(paint, evidence);
    ui.horizontal(|ui| {
        let clicked = ui
            .scope(|ui| stance_switch(ui, paint, evidence.stance, &quoted))
            .inner;
        if let Some(stance) = clicked {
            paint.ask(Intent::Evidence(EvidenceIntent::SetStance(
                evidence.id,
                stance,
            )));
        }
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            if sign_button(ui, paint, "\u{d7}", "Unlink; the highlight stays")
                .accessible_name(format!("Unlink: {quoted}"))
                .clicked()
            {
                paint.ask(Intent::Evidence(EvidenceIntent::Unlink(evidence.id)));
            }
            relink_menu(ui, paint, typed, evidence, &quoted);
            ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
                paint.engine.label(
                    ui,
                    &name,
                    &LabelStyle::new(letters::SMALL, paint.theme.faint).lines(1),
                );
            });
        });
    });
}

/// How the quote begins: tells one card's controls from another's for a screen reader.
fn beginning(paint: &Paint<'_>, evidence: &Evidence) -> String {
    let quote = paint
        .project()
        .quote(evidence.highlight)
        .unwrap_or_default();
    quote.chars().take(60).collect()
}

fn article_name(paint: &Paint<'_>, evidence: &Evidence) -> String {
    let highlight = paint.project().highlight(evidence.highlight);
    let article = highlight.and_then(|highlight| paint.project().article(highlight.article));
    article
        .map(crate::project::Article::shown_name)
        .unwrap_or_default()
}

/// The quote is a button: it shows the passage. Dragged onto another claim, it links there instead.
fn quote(ui: &mut Ui, paint: &mut Paint<'_>, evidence: &Evidence) {
    let quote = paint
        .project()
        .quote(evidence.highlight)
        .unwrap_or_default();
    let style = LabelStyle {
        family: ReadingFamily::Serif,
        sense: Sense::click_and_drag(),
        ..LabelStyle::new(letters::BODY, paint.theme.text).lines(4)
    };
    let response = paint.engine.label(ui, quote, &style);
    let name = format!("Show passage: {}", beginning(paint, evidence));
    response.widget_info(|| WidgetInfo::labeled(Role::Button, true, &name));
    let response = response.on_hover_cursor(egui::CursorIcon::PointingHand);
    if response.has_focus() {
        let stroke = egui::Stroke::new(1.0, paint.theme.accent);
        ui.painter().rect_stroke(
            response.rect.expand(2.0),
            3.0,
            stroke,
            egui::StrokeKind::Outside,
        );
    }
    response.dnd_set_drag_payload(DraggedEvidence(evidence.id));
    if response.clicked() {
        paint.ask(Intent::Evidence(EvidenceIntent::Show(evidence.id)));
    }
}

fn note(ui: &mut Ui, paint: &mut Paint<'_>, evidence: &Evidence) {
    let name = format!("Note: {}", beginning(paint, evidence));
    let field = Field {
        name: &name,
        hint: "Note",
        lines: Lines::From(1),
    };
    let (_, changed) = field.show(
        ui,
        paint,
        Id::unique(("evidence note", evidence.id.number())),
        &evidence.note,
    );
    if let Some(note) = changed {
        paint.ask(Intent::Evidence(EvidenceIntent::SetNote(evidence.id, note)));
    }
}

/// Claims offered at once when evidence is to go to another.
const MOST_OFFERED: usize = 10;

fn relink_menu(
    ui: &mut Ui,
    paint: &mut Paint<'_>,
    typed: &mut String,
    evidence: &Evidence,
    quoted: &str,
) {
    let button = Button::new(RichText::new("\u{2192}")).frame_when_inactive(false);
    let (response, _) = egui::containers::menu::MenuButton::from_button(button).ui(ui, |ui| {
        ui.set_min_width(280.0);
        hint(ui, paint, "Link to another claim instead");
        ui.add(
            TextEdit::singleline(typed)
                .hint_text("Number or words")
                .margin(vec2(space::SMALL, space::TINY)),
        )
        .accessible_name("Find a claim");
        let style = LabelStyle {
            sense: Sense::click(),
            ..LabelStyle::new(letters::BODY, paint.theme.text).lines(1)
        };
        for id in offered(paint, typed, evidence.claim) {
            let name = claim_name(paint.project(), id);
            let response = paint.engine.label(ui, &name, &style);
            response.widget_info(|| WidgetInfo::labeled(Role::Button, true, &name));
            if response
                .on_hover_cursor(egui::CursorIcon::PointingHand)
                .clicked()
            {
                paint.ask(Intent::Evidence(EvidenceIntent::Relink(evidence.id, id)));
                ui.close();
            }
        }
    });
    response
        .on_hover_text("Link to another claim")
        .accessible_name(format!("Link to another claim: {quoted}"));
}

/// The claims that hold what was typed in their name, but for the one that the evidence has now.
fn offered(paint: &Paint<'_>, typed: &str, now: ClaimId) -> Vec<ClaimId> {
    let needle = Needle::new(typed);
    let project = paint.project();
    let fits = |id: &ClaimId| {
        needle
            .as_ref()
            .is_none_or(|needle| needle.is_in(&claim_name(project, *id)))
    };
    project
        .claims()
        .map(|claim| claim.id)
        .filter(|id| *id != now)
        .filter(fits)
        .take(MOST_OFFERED)
        .collect()
}
