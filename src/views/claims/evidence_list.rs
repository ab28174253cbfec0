//! The evidence of the selected claim, in groups by stance: two lines for each piece, and the form of the open one.

use super::{
    attribution,
    claim_drop::DraggedEvidence,
    claim_fields::field_id,
    independent_sources::{self, SourcesScratch, SourcesSummary},
};
use crate::{
    project::{Claim, Evidence, EvidenceId, Speaker, Stance},
    reader::{LabelStyle, ReadingFamily, aligned},
    text::{Needle, isolated, without_isolates},
    views::{
        Paint,
        articles::{claim_name, outlet_or_title, short_date},
        theme::{TARGET, letters, space},
        widgets::{
            Flash, Lines, MAX_OFFERED, PickMenu, TextInPlace, contains_focus, hint, sign_at,
            stance_switch, tip,
        },
    },
    workbench::{EvidenceIntent, FocusOn, Intent},
};

use std::collections::HashMap;

use egui::{
    Align, Align2, Button, Color32, CursorIcon, Id, Layout, Margin, Rect, RichText, Sense, Shape,
    Stroke, StrokeKind, Ui, UiBuilder, WidgetInfo, accesskit::Role, epaint::RectShape, pos2,
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
}

impl EvidenceListScratch {
    /// Scrolls to a newly selected piece and flashes a new one. A new piece stays in view while the statement is typed.
    fn follow(&mut self, ui: &Ui, paint: &Paint<'_>, claim: &Claim) {
        if let Some(FocusOn::Speaker(id)) = *paint.focus {
            self.to_show = Some(id);
        }
        let selected = paint.workbench.selection().evidence;
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
const CLOSED_HEIGHT: f32 = 42.0;

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
    for stance in Stance::ALL {
        let all = paint.project().evidence_of(claim.id);
        let pieces: Vec<&Evidence> = all.filter(|piece| piece.stance == stance).collect();
        if !pieces.is_empty() {
            ui.add_space(space::TINY);
            independent_sources::show_group(ui, paint, &summary, (stance, pieces.len()));
            show_pieces(ui, paint, scratch, &summary, &pieces);
        }
    }
}

/// Paints only the pieces in view and their neighbours, so that Tab can reach the next one. The others only take up
/// space.
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
    let is_open = paint.workbench.selection().evidence == Some(evidence.id);
    let quote = paint.project().quote(evidence.highlight);
    let quote = quote.unwrap_or_default();
    // Tells a screen reader which piece a control belongs to.
    let quoted: String = quote.chars().take(60).collect();
    let ground = ui.painter().add(Shape::Noop);
    // The id must not depend on the pieces above, since not all of them are painted.
    let id = Id::unique(("evidence piece", evidence.id.number()));
    let shown = ui.scope_builder(UiBuilder::new().scope_id(id), |ui| {
        ui.set_width(ui.available_width());
        show_head(ui, paint, summary, evidence, (quote, &quoted, is_open));
        if is_open {
            let inside = Margin {
                left: INDENT as i8,
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
    if is_hovered && !is_open {
        tools_over(ui, paint, rect, fill, evidence, &quoted);
    }
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

/// Left edge of a quote, in points from the left edge of its piece.
const INDENT: f32 = 28.0;

/// The icon of the stance, the quote, and its origin. A click on the quote shows the passage in its article, and dragging
/// it onto another claim moves the link there. A click on the line below opens the attribution. Ctrl or Shift with a
/// click, Space or Enter selects several pieces.
fn show_head(
    ui: &mut Ui,
    paint: &mut Paint<'_>,
    summary: &SourcesSummary,
    evidence: &Evidence,
    (quote, quoted, is_open): (&str, &str, bool),
) {
    let style = LabelStyle {
        family: ReadingFamily::Serif,
        ..LabelStyle::new(letters::BODY, paint.theme.text).lines(if is_open { 4 } else { 1 })
    };
    let scale = ui.pixels_per_point();
    let width = ui.available_width() - INDENT - space::TINY;
    let block = paint.engine.layout_block(quote, &style, width, scale);
    let warning = warning(summary, evidence);
    let small = LabelStyle::new(letters::SMALL, paint.theme.caution).lines(1);
    let warning_block =
        warning.map(|(label, _)| paint.engine.layout_block(label, &small, width, scale));
    let indent = warning_block
        .as_ref()
        .map_or(0.0, |block| block.size().x + space::SMALL);
    let provenance = provenance_text(paint, summary, evidence);
    let small = LabelStyle::new(letters::SMALL, paint.theme.faint).lines(1);
    let below = paint
        .engine
        .layout_block(&provenance, &small, width - indent, scale);
    let height = (block.size().y + below.size().y + space::SMALL).max(CLOSED_HEIGHT - 2.0);
    let (_, rect) = ui.allocate_space(vec2(ui.available_width(), height));
    let words_rect = Rect::from_min_max(
        rect.min + vec2(INDENT, 4.0),
        rect.max - vec2(space::TINY, 4.0),
    );
    let (above, under) = words_rect.split_top_bottom_at_y(words_rect.bottom() - below.size().y);

    let id = Id::unique(("passage of evidence", evidence.id.number()));
    let mut passage = ui.interact(rect.with_max_y(above.bottom()), id, Sense::click_and_drag());
    let is_selected = paint.workbench.is_selected_piece(evidence.id);
    passage.widget_info(|| {
        let name = format!("Show passage: {quoted}");
        WidgetInfo::selected(Role::Button, true, is_selected, name)
    });
    passage.dnd_set_drag_payload(DraggedEvidence(evidence.id));
    let id = Id::unique(("attribution of evidence", evidence.id.number()));
    let attribution = ui.interact(under, id, Sense::click());
    let spoken = without_isolates(&provenance).into_owned();
    let spoken = match warning {
        Some((warning, _)) => format!("{warning} \u{b7} {spoken}"),
        None => spoken,
    };
    attribution.widget_info(|| {
        WidgetInfo::labeled(
            Role::Button,
            true,
            format!("Attribution of {quoted}: {spoken}"),
        )
    });

    let tile = Rect::from_center_size(rect.min + vec2(13.0, 14.0), vec2(18.0, 18.0));
    let id = Id::unique(("stance of evidence", evidence.id.number()));
    ui.interact(tile, id, Sense::hover())
        .on_hover_text(evidence.stance.label());
    let color = paint.theme.stance(evidence.stance);
    ui.painter().rect_filled(tile, 3.0, paint.theme.tint(color));
    sign_at(ui, tile.center(), evidence.stance.sign(), color);
    let corner = aligned(&block, above);
    paint
        .engine
        .paint_block(ui.painter(), corner, &block, style.color);
    if let Some(warning) = &warning_block {
        let color = paint.theme.caution;
        paint
            .engine
            .paint_block(ui.painter(), under.min, warning, color);
    }
    let under = under.with_min_x(under.left() + indent);
    paint
        .engine
        .paint_block(ui.painter(), under.min, &below, small.color);
    for response in [&passage, &attribution] {
        crate::views::widgets::show_focus(ui, paint, response);
    }
    if passage.clicked() {
        let show = EvidenceIntent::Show(evidence.id);
        paint.ask(Intent::Evidence(
            add_to_selection(ui, evidence.id).unwrap_or(show),
        ));
    }
    if attribution.clicked() {
        let select = EvidenceIntent::Select((!is_open).then_some(evidence.id));
        paint.ask(Intent::Evidence(
            add_to_selection(ui, evidence.id).unwrap_or(select),
        ));
    }
    passage = passage.on_hover_cursor(CursorIcon::PointingHand);
    if block.is_truncated() {
        tip(passage, paint, quote);
    }
    let attribution = attribution.on_hover_cursor(CursorIcon::PointingHand);
    match warning {
        Some((_, meaning)) => tip(attribution, paint, meaning),
        None => tip(attribution, paint, "Record the speaker and the wording"),
    };
}

/// Adds a piece to the selection while Ctrl or Shift is held.
fn add_to_selection(ui: &Ui, id: EvidenceId) -> Option<EvidenceIntent> {
    let held = ui.input(|input| input.modifiers);
    match (held.shift, held.command) {
        (true, _) => Some(EvidenceIntent::SelectThrough(id)),
        (false, true) => Some(EvidenceIntent::SelectAlso(id)),
        (false, false) => None,
    }
}

/// Why a piece deserves a second look: a short text and a full sentence.
fn warning(summary: &SourcesSummary, evidence: &Evidence) -> Option<(&'static str, &'static str)> {
    if summary.excluded.contains(&evidence.id) {
        Some(("does not count", "Its source is retracted or unreliable"))
    } else if summary.late.contains(&evidence.id) {
        Some((
            "published later",
            "Published after the claim was made, so the speaker could not have known it",
        ))
    } else {
        None
    }
}

/// "The North Courier · 2031-05-12 · Denna Corvast · same source".
fn provenance_text(paint: &Paint<'_>, summary: &SourcesSummary, evidence: &Evidence) -> String {
    let project = paint.project();
    let highlight = project.highlight(evidence.highlight);
    let article = highlight.and_then(|highlight| project.article(highlight.article));
    let mut parts = Vec::new();
    if let Some(article) = article {
        parts.push(isolated(outlet_or_title(article)).into_owned());
        parts.push(short_date(paint, article));
    }
    let speaker = evidence.attribution.speaker;
    parts.push(match speaker.and_then(|id| project.speaker(id)) {
        Some(speaker) => isolated(Speaker::shown_name(speaker)).into_owned(),
        None if evidence.attribution.is_empty() => "not attributed yet".to_owned(),
        None => "no speaker".to_owned(),
    });
    parts.push(isolated(&evidence.value).into_owned());
    if let Some(set) = evidence.set {
        parts.push(format!("set {}", set.label()));
    }
    if summary.same_source.contains(&evidence.id) {
        parts.push("same source".to_owned());
    }
    parts.retain(|part| !part.is_empty());
    parts.join(" \u{b7} ")
}

/// Buttons to change the stance, and to move or unlink the evidence.
fn tools(
    ui: &mut Ui,
    paint: &mut Paint<'_>,
    typed: &mut String,
    evidence: &Evidence,
    quoted: &str,
) {
    ui.horizontal_wrapped(|ui| {
        stance(ui, paint, evidence, quoted);
        ui.add_space(space::SMALL);
        relink_menu(ui, paint, typed, evidence, quoted);
        let label = RichText::new("Unlink").size(letters::SMALL);
        unlink(ui, paint, evidence, quoted, label);
    });
}

/// The most used tools, over the end of a closed piece, so that the list does not move under the pointer.
fn tools_over(
    ui: &mut Ui,
    paint: &mut Paint<'_>,
    piece: Rect,
    ground: Color32,
    evidence: &Evidence,
    quoted: &str,
) {
    let size = vec2(4.0 * TARGET + space::SMALL, TARGET);
    let rect = Align2::RIGHT_BOTTOM.align_size_within_rect(size, piece.shrink(1.0));
    ui.painter().rect_filled(rect, 5.0, ground);
    let builder = UiBuilder::new()
        .scope_id(Id::unique(("tools over", evidence.id.number())))
        .max_rect(rect)
        .layout(Layout::right_to_left(Align::Center));
    let mut over = ui.new_child(builder);
    let icon = RichText::new("\u{d7}").size(letters::BODY);
    unlink(&mut over, paint, evidence, quoted, icon);
    over.with_layout(Layout::left_to_right(Align::Center), |ui| {
        stance(ui, paint, evidence, quoted);
    });
}

fn stance(ui: &mut Ui, paint: &mut Paint<'_>, evidence: &Evidence, quoted: &str) {
    let clicked = ui.scope(|ui| stance_switch(ui, paint, evidence.stance, quoted));
    if let Some(stance) = clicked.inner {
        let set = EvidenceIntent::SetStance(evidence.id, stance);
        paint.ask(Intent::Evidence(set));
    }
}

fn unlink(ui: &mut Ui, paint: &mut Paint<'_>, evidence: &Evidence, quoted: &str, label: RichText) {
    let unlink = ui
        .add(Button::new(label).frame_when_inactive(false))
        .on_hover_text("Unlink; the highlight stays")
        .accessible_name(format!("Unlink: {quoted}"));
    if unlink.clicked() {
        paint.ask(Intent::Evidence(EvidenceIntent::Unlink(evidence.id)));
    }
}

fn note(ui: &mut Ui, paint: &mut Paint<'_>, evidence: &Evidence, quoted: &str) {
    let field = TextInPlace {
        name: &format!("Note: {quoted}"),
        hint: "Add a note, e.g. the recording has it at 0:42",
        style: LabelStyle::new(letters::NOTE, paint.theme.text).lines(3),
        lines: Lines::From(1),
    };
    let id = Id::unique(("evidence note", evidence.id.number()));
    let (_, changed) = field.show(ui, paint, id, &evidence.note);
    if let Some(note) = changed {
        paint.ask(Intent::Evidence(EvidenceIntent::SetNote(evidence.id, note)));
    }
}

fn relink_menu(
    ui: &mut Ui,
    paint: &mut Paint<'_>,
    typed: &mut String,
    evidence: &Evidence,
    quoted: &str,
) {
    let menu = PickMenu {
        words: "Move to claim\u{2026}",
        name: &format!("Link to another claim: {quoted}"),
        what: "a claim",
    };
    let project = paint.project();
    let offered = |needle: Option<&Needle>| {
        let others = project.claims().filter(|claim| claim.id != evidence.claim);
        others
            .map(|claim| (claim.id, claim_name(project, claim.id)))
            .filter(|(_, name)| needle.is_none_or(|needle| needle.is_in(name)))
            .take(MAX_OFFERED)
            .collect()
    };
    if let Some(claim) = menu.show(ui, paint, typed, offered) {
        paint.ask(Intent::Evidence(EvidenceIntent::Relink(evidence.id, claim)));
    }
}
