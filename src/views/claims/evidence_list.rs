//! The evidence of the selected claim, in groups by stance: two lines for each piece, and the form of the open one.

use super::{
    attribution,
    claim_fields::field_id,
    evidence_head::{QUOTE_INDENT, attribution_id, passage_id, show_head},
    evidence_tools::tools,
    independent_sources::{self, SourcesScratch, SourcesSummary},
};
use crate::{
    project::{Claim, Evidence, EvidenceId, Stance},
    reader::LabelStyle,
    views::{
        Paint,
        theme::{letters, space},
        widgets::{Flash, InlineEdit, Lines, contains_focus, hint, moved_focus},
    },
    workbench::{EvidenceIntent, FocusOn, Intent},
};

use std::collections::HashMap;

use egui::{
    Color32, Id, Margin, Rect, Shape, Stroke, StrokeKind, Ui, UiBuilder, epaint::RectShape, pos2,
    style::ScrollAnimation, vec2,
};

#[derive(Default)]
pub(super) struct EvidenceListScratch {
    /// Heights in points of the pieces as last painted.
    heights: HashMap<EvidenceId, f32>,
    /// The piece that had the keyboard focus in the last frame. It is painted even out of view, since the focus would be
    /// lost otherwise.
    focused: Option<EvidenceId>,
    /// The piece that was selected in the last frame.
    selected: Option<EvidenceId>,
    /// Number of pieces in the project in the last frame.
    pieces: usize,
    /// The newest piece.
    flash: Option<Flash<EvidenceId>>,
    /// The piece to scroll into view.
    to_show: Option<EvidenceId>,
    /// The egui pass in which the scrolling was last requested.
    asked: u64,
    /// The typed search for a claim to move evidence to.
    relink: String,
    /// The piece that Tab stops at.
    stop: Option<EvidenceId>,
}

impl EvidenceListScratch {
    /// Scrolls to a newly selected piece and flashes a new one. A new piece stays in view while the statement is typed.
    fn follow(&mut self, ui: &Ui, paint: &Paint<'_>, claim: &Claim) {
        if let Some(FocusOn::Speaker(id)) = *paint.focus {
            self.to_show = Some(id);
        }
        let selected = paint.workbench.selection.evidence;
        let pieces = paint.project().all_evidence().len();
        let before = std::mem::replace(&mut self.pieces, pieces);
        if std::mem::replace(&mut self.selected, selected) != selected {
            let statement = field_id("Statement", claim);
            let is_typed = ui.memory(|memory| memory.has_focus(statement));
            self.to_show = selected.filter(|_| !is_typed);
            let made = selected.filter(|_| pieces > before);
            self.flash = made.map(Flash::new);
        }
    }

    /// Moves the focus by the arrow keys, and finds the piece that Tab stops at: the focused one, the selected one, or the
    /// first.
    fn follow_keys(&mut self, ui: &Ui, pieces: &[EvidenceId]) {
        let moved = |id_of: fn(EvidenceId) -> Id| {
            moved_focus(ui, pieces.len(), CLOSED_HEIGHT, |nth| id_of(pieces[nth]))
        };
        if let Some(nth) = moved(passage_id).or_else(|| moved(attribution_id)) {
            self.focused = Some(pieces[nth]);
            ui.memory_mut(|memory| memory.request_focus(passage_id(pieces[nth])));
        }
        let is_here = |piece: &EvidenceId| pieces.contains(piece);
        let stop = self.focused.filter(is_here);
        let stop = stop.or(self.selected.filter(is_here));
        self.stop = stop.or(pieces.first().copied());
    }

    /// Scrolls to the piece if it was requested.
    fn bring_into_view(&mut self, ui: &Ui, id: EvidenceId, rect: Rect) {
        if self.to_show != Some(id) {
            return;
        }
        let pass = ui.ctx().cumulative_pass_nr();
        // The next pass still paints the list where it was, and a second request would scroll twice as far.
        if pass <= self.asked + 1 {
            return;
        }
        let view = ui.clip_rect().y_range();
        let rect = rect.with_max_y(rect.bottom().min(rect.top() + view.span()));
        if view.expand(1.0).contains(rect.top()) && view.expand(1.0).contains(rect.bottom()) {
            self.to_show = None;
            return;
        }
        self.asked = pass;
        ui.scroll_to_rect_animation(rect, None, ScrollAnimation::none());
        ui.ctx().request_repaint();
    }

    /// Strength of the piece's flash.
    fn flash_of(&mut self, ui: &Ui, id: EvidenceId) -> Option<f32> {
        let flash = self.flash.as_mut().filter(|flash| flash.target == id)?;
        let strength = flash.strength(ui);
        if strength.is_none() {
            self.flash = None;
        }
        strength
    }
}

/// Height of a closed piece: a line with its quote and a line with its origin.
pub(super) const CLOSED_HEIGHT: f32 = 42.0;

/// The evidence of a claim, for, against and as context.
pub(super) fn show(
    ui: &mut Ui,
    paint: &mut Paint<'_>,
    scratch: &mut EvidenceListScratch,
    sources: &mut SourcesScratch,
    claim: &Claim,
) {
    if paint.project().evidence_count(claim.id) == 0 {
        hint(
            ui,
            paint,
            "No evidence yet. Select a passage and press 1 (supports), 2 (refutes) or 3 (context), or drag it onto the claim.",
        );
        return;
    }
    let summary = sources.summary(paint, claim);
    scratch.follow(ui, paint, claim);
    ui.spacing_mut().item_spacing.y = 0.0;
    let mut all: Vec<&Evidence> = paint.project().evidence_of(claim.id).collect();
    all.sort_by_key(|piece| piece.stance);
    let ids: Vec<EvidenceId> = all.iter().map(|piece| piece.id).collect();
    scratch.follow_keys(ui, &ids);
    for stance in Stance::ALL {
        let of_stance = |piece: &&&Evidence| piece.stance == stance;
        let pieces: Vec<&Evidence> = all.iter().filter(of_stance).copied().collect();
        if !pieces.is_empty() {
            ui.add_space(space::TINY);
            independent_sources::show_group(ui, paint, &summary, (stance, pieces.len()));
            show_pieces(ui, paint, scratch, &summary, &pieces);
        }
    }
}

/// Only the pieces in view are painted, and their neighbours; the others take up space.
fn show_pieces(
    ui: &mut Ui,
    paint: &mut Paint<'_>,
    scratch: &mut EvidenceListScratch,
    summary: &SourcesSummary,
    pieces: &[&Evidence],
) {
    let view = ui.clip_rect().y_range().expand(4.0 * CLOSED_HEIGHT);
    let mut skipped = 0.0;
    for evidence in pieces {
        let id = evidence.id;
        let height = scratch.heights.get(&id).copied().unwrap_or(CLOSED_HEIGHT);
        let top = ui.cursor().top() + skipped;
        let has_focus = *paint.focus == Some(FocusOn::Speaker(id)) || scratch.focused == Some(id);
        if !has_focus && (top > view.max || top + height < view.min) {
            let at = pos2(ui.cursor().left(), top);
            scratch.bring_into_view(ui, id, Rect::from_min_size(at, vec2(1.0, height)));
            skipped += height;
            continue;
        }
        add_skipped_space(ui, &mut skipped);
        let painted = show_piece(ui, paint, scratch, summary, evidence);
        scratch.heights.insert(id, painted.height());
        scratch.bring_into_view(ui, id, painted);
        if contains_focus(ui, painted) {
            scratch.focused = Some(id);
        } else {
            scratch.focused.take_if(|focused| *focused == id);
        }
    }
    add_skipped_space(ui, &mut skipped);
}

/// Adds the space of skipped pieces, in points.
fn add_skipped_space(ui: &mut Ui, skipped: &mut f32) {
    let space = std::mem::take(skipped);
    if space > 0.0 {
        ui.allocate_space(vec2(ui.available_width(), space));
    }
}

fn show_piece(
    ui: &mut Ui,
    paint: &mut Paint<'_>,
    scratch: &mut EvidenceListScratch,
    summary: &SourcesSummary,
    evidence: &Evidence,
) -> Rect {
    let is_open = paint.workbench.selection.evidence == Some(evidence.id);
    let quote = paint.project().quote(evidence.highlight);
    let quote = quote.unwrap_or_default();
    // Tells a screen reader which piece a control belongs to.
    let quoted: String = quote.chars().take(60).collect();
    let ground = ui.painter().add(Shape::Noop);
    // The id must not depend on the pieces above, since not all of them are painted.
    let id = Id::unique(("evidence piece", evidence.id.number()));
    let shown = ui.scope_builder(UiBuilder::new().scope_id(id), |ui| {
        ui.set_width(ui.available_width());
        let is_stop = scratch.stop == Some(evidence.id);
        let words = (quote, &*quoted);
        show_head(ui, paint, summary, evidence, words, (is_open, is_stop));
        if is_open {
            let inside = Margin {
                left: QUOTE_INDENT as i8,
                bottom: space::SMALL as i8,
                ..Margin::ZERO
            };
            egui::Frame::new().inner_margin(inside).show(ui, |ui| {
                ui.set_width(ui.available_width());
                ui.spacing_mut().item_spacing.y = space::TINY;
                let selected = paint.workbench.attributed_with(evidence.id).len();
                if selected > 1 {
                    hint(
                        ui,
                        paint,
                        &format!("{selected} passages are attributed together"),
                    );
                }
                attribution::show(ui, paint, evidence, &quoted);
                note(ui, paint, evidence, &quoted);
                tools(ui, paint, &mut scratch.relink, evidence, &quoted);
            });
        }
    });
    let rect = shown.response.rect;
    let is_hovered = ui.rect_contains_pointer(rect);
    let fill = match (paint.workbench.is_selected_piece(evidence.id), is_hovered) {
        (true, _) => paint.theme.selected,
        (false, true) => paint.theme.hover,
        (false, false) => Color32::TRANSPARENT,
    };
    ui.painter().set(ground, RectShape::filled(rect, 5.0, fill));
    if let Some(strength) = scratch.flash_of(ui, evidence.id) {
        let color = paint.theme.reader.flash.gamma_multiply(strength);
        let stroke = Stroke::new(2.0, color);
        ui.painter()
            .rect_stroke(rect, 5.0, stroke, StrokeKind::Inside);
    }
    let line = Stroke::new(1.0, paint.theme.line);
    ui.painter()
        .hline(rect.x_range().shrink(2.0), rect.bottom(), line);
    rect
}

fn note(ui: &mut Ui, paint: &mut Paint<'_>, evidence: &Evidence, quoted: &str) {
    let field = InlineEdit {
        name: &format!("Note: {quoted}"),
        empty: "Add a note",
        hint: "e.g. the recording has it at 0:42",
        style: LabelStyle::new(letters::NOTE, paint.theme.text).lines(3),
        lines: Lines::From(1),
    };
    let id = Id::unique(("evidence note", evidence.id.number()));
    let (_, changed) = field.show(ui, paint, id, &evidence.note);
    if let Some(note) = changed {
        paint.ask(Intent::Evidence(EvidenceIntent::SetNote(evidence.id, note)));
    }
}
