//! The evidence of the selected claim, in groups by stance: two lines for each piece, and the form of the open one.

use super::{
    attribution,
    claim_drop::DraggedEvidence,
    independent_sources::{self, SourcesScratch, SourcesSummary},
};
use crate::{
    project::{Article, Claim, Evidence, EvidenceId, Speaker, Stance},
    reader::{LabelStyle, ReadingFamily, aligned},
    text::{Needle, isolated, without_isolates},
    views::{
        Paint,
        articles::claim_name,
        theme::{letters, space},
        widgets::{Lines, TextInPlace, hint, link, sign_at, stance_switch, tip},
    },
    workbench::{EvidenceIntent, FocusOn, Intent},
};

use std::collections::HashMap;

use egui::{
    Align, Button, CursorIcon, Id, Layout, Margin, Memory, Rect, RichText, Sense, Shape, Stroke,
    TextEdit, Ui, UiBuilder, WidgetInfo, accesskit::Role, containers::menu::MenuButton, pos2, vec2,
};

#[derive(Default)]
pub(super) struct EvidenceListScratch {
    /// Heights in points of the pieces as last painted.
    heights: HashMap<EvidenceId, f32>,
    /// The piece that had the keyboard focus in the last frame. It is painted even out of view, or the focus would be lost.
    focused: Option<EvidenceId>,
    /// The piece that was selected in the last frame.
    selected: Option<EvidenceId>,
    /// The piece whose form was opened without selecting its passage.
    opened: Option<EvidenceId>,
    /// The piece that is to be scrolled into view.
    to_show: Option<EvidenceId>,
    /// The typed search for a claim to move evidence to.
    relink: String,
}

impl EvidenceListScratch {
    /// The one piece whose form is open.
    fn open(&mut self, paint: &Paint<'_>) -> Option<EvidenceId> {
        if let Some(FocusOn::Speaker(id)) = *paint.focus {
            self.opened = Some(id);
            self.to_show = Some(id);
        }
        let selected = paint.workbench.selection().evidence;
        if std::mem::replace(&mut self.selected, selected) != selected {
            self.opened = self.opened.filter(|opened| Some(*opened) == selected);
            self.to_show = selected;
        }
        self.opened.or(selected)
    }
}

/// Height of a closed piece: a line of its quote and one of where it comes from.
const CLOSED: f32 = 42.0;

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
            "No evidence yet. Select a passage and press 1 (supports), 2 (refutes) or 3 (context), or drag it onto the claim",
        );
        return;
    }
    let summary = sources.summary(paint, claim);
    let open = scratch.open(paint);
    ui.spacing_mut().item_spacing.y = 0.0;
    for stance in Stance::ALL {
        let all = paint.project().evidence_of(claim.id);
        let pieces: Vec<&Evidence> = all.filter(|piece| piece.stance == stance).collect();
        if !pieces.is_empty() {
            ui.add_space(space::TINY);
            independent_sources::show_group(ui, paint, &summary, (stance, pieces.len()));
            show_pieces(ui, paint, scratch, &summary, &pieces, open);
        }
    }
}

/// Only the pieces in view are painted, and their neighbours, so that Tab can reach the next one; the others take up space.
fn show_pieces(
    ui: &mut Ui,
    paint: &mut Paint<'_>,
    scratch: &mut EvidenceListScratch,
    summary: &SourcesSummary,
    pieces: &[&Evidence],
    open: Option<EvidenceId>,
) {
    let view = ui.clip_rect().y_range().expand(4.0 * CLOSED);
    let mut skipped = 0.0;
    for evidence in pieces {
        let id = evidence.id;
        let height = scratch.heights.get(&id).copied().unwrap_or(CLOSED);
        let top = ui.cursor().top() + skipped;
        let has_focus = *paint.focus == Some(FocusOn::Speaker(id)) || scratch.focused == Some(id);
        if !has_focus && (top > view.max || top + height < view.min) {
            if scratch.to_show == Some(id) {
                let at = pos2(ui.cursor().left(), top);
                ui.scroll_to_rect(Rect::from_min_size(at, vec2(1.0, height)), None);
            }
            skipped += height;
            continue;
        }
        add_skipped_space(ui, &mut skipped);
        let is_open = open == Some(id);
        let painted = show_piece(ui, paint, scratch, summary, evidence, is_open);
        let before = scratch.heights.insert(id, painted.height());
        if scratch.to_show == Some(id) {
            ui.scroll_to_rect(painted, None);
            // The piece grows as its form opens.
            if before == Some(painted.height()) {
                scratch.to_show = None;
            }
        }
        if contains_focus(ui, painted) {
            scratch.focused = Some(id);
        } else {
            scratch.focused.take_if(|focused| *focused == id);
        }
    }
    add_skipped_space(ui, &mut skipped);
}

/// Whether the widget with the keyboard focus is inside `rect`.
fn contains_focus(ui: &Ui, rect: Rect) -> bool {
    let focused = ui.memory(Memory::focused);
    let widget = focused.and_then(|id| ui.ctx().read_response(id));
    widget.is_some_and(|widget| rect.contains_rect(widget.rect))
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
    is_open: bool,
) -> Rect {
    let quote = paint.project().quote(evidence.highlight);
    let quote = quote.unwrap_or_default();
    // Tells a screen reader which piece a control belongs to.
    let quoted: String = quote.chars().take(60).collect();
    let ground = ui.painter().add(Shape::Noop);
    // An id that does not count the pieces above, since not all of them are painted.
    let id = Id::unique(("evidence piece", evidence.id.number()));
    let shown = ui.scope_builder(UiBuilder::new().scope_id(id), |ui| {
        ui.set_width(ui.available_width());
        show_head(
            ui,
            paint,
            scratch,
            summary,
            evidence,
            (quote, &quoted, is_open),
        );
        if is_open {
            let inside = Margin {
                left: INDENT as i8,
                bottom: space::SMALL as i8,
                ..Margin::ZERO
            };
            egui::Frame::new().inner_margin(inside).show(ui, |ui| {
                ui.set_width(ui.available_width());
                ui.spacing_mut().item_spacing.y = space::TINY;
                attribution::show(ui, paint, evidence, &quoted);
                note(ui, paint, evidence, &quoted);
                tools(ui, paint, &mut scratch.relink, evidence, &quoted);
            });
        }
    });
    let rect = shown.response.rect;
    if is_open {
        let fill = paint.theme.selected;
        ui.painter()
            .set(ground, egui::epaint::RectShape::filled(rect, 5.0, fill));
    } else if ui.rect_contains_pointer(rect) {
        let fill = paint.theme.hover;
        ui.painter()
            .set(ground, egui::epaint::RectShape::filled(rect, 5.0, fill));
    }
    let line = Stroke::new(1.0, paint.theme.line);
    ui.painter()
        .hline(rect.x_range().shrink(2.0), rect.bottom(), line);
    rect
}

/// Left edge of a quote, in points from that of its piece.
const INDENT: f32 = 28.0;

/// The sign of the stance, the quote, and where it comes from. A click on the quote shows the passage in its article; dragging
/// it onto another claim links it there instead. A click on the line below opens the attribution.
fn show_head(
    ui: &mut Ui,
    paint: &mut Paint<'_>,
    scratch: &mut EvidenceListScratch,
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
    let warned = warning.map(|(words, _)| paint.engine.layout_block(words, &small, width, scale));
    let indent = warned
        .as_ref()
        .map_or(0.0, |block| block.size().x + space::SMALL);
    let words = provenance_words(paint, summary, evidence);
    let small = LabelStyle::new(letters::SMALL, paint.theme.faint).lines(1);
    let below = paint
        .engine
        .layout_block(&words, &small, width - indent, scale);
    let height = (block.size().y + below.size().y + space::SMALL).max(CLOSED - 2.0);
    let (_, rect) = ui.allocate_space(vec2(ui.available_width(), height));
    let words_rect = Rect::from_min_max(
        rect.min + vec2(INDENT, 4.0),
        rect.max - vec2(space::TINY, 4.0),
    );
    let (above, under) = words_rect.split_top_bottom_at_y(words_rect.bottom() - below.size().y);

    let id = Id::unique(("passage of evidence", evidence.id.number()));
    let mut passage = ui.interact(rect.with_max_y(above.bottom()), id, Sense::click_and_drag());
    passage
        .widget_info(|| WidgetInfo::labeled(Role::Button, true, format!("Show passage: {quoted}")));
    passage.dnd_set_drag_payload(DraggedEvidence(evidence.id));
    let id = Id::unique(("attribution of evidence", evidence.id.number()));
    let attribution = ui.interact(under, id, Sense::click());
    let spoken = without_isolates(&words).into_owned();
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
    let color = paint.theme.stance(evidence.stance);
    ui.painter().rect_filled(tile, 3.0, paint.theme.tint(color));
    sign_at(ui, tile.center(), evidence.stance.sign(), color);
    let corner = aligned(&block, above);
    paint
        .engine
        .paint_block(ui.painter(), corner, &block, style.color);
    if let Some(warned) = &warned {
        let color = paint.theme.caution;
        paint
            .engine
            .paint_block(ui.painter(), under.min, warned, color);
    }
    let under = under.with_min_x(under.left() + indent);
    paint
        .engine
        .paint_block(ui.painter(), under.min, &below, small.color);
    for response in [&passage, &attribution] {
        crate::views::widgets::show_focus(ui, paint, response);
    }
    if passage.clicked() {
        paint.ask(Intent::Evidence(EvidenceIntent::Show(evidence.id)));
    }
    if attribution.clicked() {
        scratch.opened = (!is_open).then_some(evidence.id);
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

/// The reason why a piece deserves a second look, in short and in full.
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
fn provenance_words(paint: &Paint<'_>, summary: &SourcesSummary, evidence: &Evidence) -> String {
    let project = paint.project();
    let highlight = project.highlight(evidence.highlight);
    let article = highlight.and_then(|highlight| project.article(highlight.article));
    let mut words = Vec::new();
    if let Some(article) = article {
        let details = &article.details;
        let outlet = match details.outlet.as_str() {
            "" => Article::name(article),
            outlet => outlet.into(),
        };
        words.push(isolated(&outlet).into_owned());
        words.push(details.published_day().to_owned());
    }
    let speaker = evidence.attribution.speaker;
    words.push(match speaker.and_then(|id| project.speaker(id)) {
        Some(speaker) => isolated(Speaker::shown_name(speaker)).into_owned(),
        None if evidence.attribution.is_empty() => "not attributed yet".to_owned(),
        None => "no speaker".to_owned(),
    });
    if let Some(set) = evidence.set {
        words.push(format!("set {}", set.label()));
    }
    if summary.same_source.contains(&evidence.id) {
        words.push("same source".to_owned());
    }
    words.retain(|word| !word.is_empty());
    words.join(" \u{b7} ")
}

/// Buttons to change the stance, and to move or unlink the evidence.
fn tools(
    ui: &mut Ui,
    paint: &mut Paint<'_>,
    typed: &mut String,
    evidence: &Evidence,
    quoted: &str,
) {
    ui.horizontal(|ui| {
        let clicked = ui.scope(|ui| stance_switch(ui, paint, evidence.stance, quoted));
        if let Some(stance) = clicked.inner {
            let set = EvidenceIntent::SetStance(evidence.id, stance);
            paint.ask(Intent::Evidence(set));
        }
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            let words = RichText::new("Unlink").size(letters::SMALL);
            let unlink = ui
                .add(Button::new(words).frame_when_inactive(false))
                .on_hover_text("Unlink; the highlight stays")
                .accessible_name(format!("Unlink: {quoted}"));
            if unlink.clicked() {
                paint.ask(Intent::Evidence(EvidenceIntent::Unlink(evidence.id)));
            }
            relink_menu(ui, paint, typed, evidence, quoted);
        });
    });
}

fn note(ui: &mut Ui, paint: &mut Paint<'_>, evidence: &Evidence, quoted: &str) {
    let field = TextInPlace {
        name: &format!("Note: {quoted}"),
        hint: "Note\u{2026}",
        style: LabelStyle::new(letters::NOTE, paint.theme.text).lines(3),
        lines: Lines::From(1),
    };
    let id = Id::unique(("evidence note", evidence.id.number()));
    let (_, changed) = field.show(ui, paint, id, &evidence.note);
    if let Some(note) = changed {
        paint.ask(Intent::Evidence(EvidenceIntent::SetNote(evidence.id, note)));
    }
}

/// Most claims offered at once.
const MOST_OFFERED: usize = 10;

fn relink_menu(
    ui: &mut Ui,
    paint: &mut Paint<'_>,
    typed: &mut String,
    evidence: &Evidence,
    quoted: &str,
) {
    let button = Button::new(RichText::new("Move to claim\u{2026}").size(letters::SMALL))
        .frame_when_inactive(false);
    let (response, _) = MenuButton::from_button(button).ui(ui, |ui| {
        ui.set_min_width(280.0);
        hint(ui, paint, "Link to another claim instead");
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
        let style = LabelStyle::new(letters::BODY, paint.theme.text).lines(1);
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
