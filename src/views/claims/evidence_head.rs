//! The two lines of a piece of evidence: the sign of its stance and its quote, and where it comes from.

use super::{
    claim_drop::DraggedEvidence, evidence_list::CLOSED_HEIGHT, evidence_tools::menu,
    independent_sources::SourcesSummary,
};
use crate::{
    project::{Evidence, EvidenceId, Speaker},
    reader::{LabelStyle, ReadingFamily, aligned},
    text::{isolated, without_isolates},
    views::{
        Paint,
        articles::{outlet_or_title, short_date},
        theme::{letters, space},
        widgets::{keep_arrows, row_sense, show_focus, sign_at, tip},
    },
    workbench::{EvidenceIntent, Intent},
};

use egui::{CursorIcon, Id, Popup, Rect, Sense, Ui, WidgetInfo, accesskit::Role, vec2};

/// Left edge of a quote, in points from the left edge of its piece.
pub(super) const QUOTE_INDENT: f32 = 28.0;

/// The two controls of a piece, between which Tab goes.
pub(super) fn passage_id(piece: EvidenceId) -> Id {
    Id::unique(("passage of evidence", piece.number()))
}

pub(super) fn attribution_id(piece: EvidenceId) -> Id {
    Id::unique(("attribution of evidence", piece.number()))
}

/// The icon of the stance, the quote, and its origin. A click on the quote shows the passage in its article, and dragging
/// it onto another claim moves the link there. A click on the line below opens the attribution. Ctrl or Shift with a
/// click, Space or Enter selects several pieces.
pub(super) fn show_head(
    ui: &mut Ui,
    paint: &mut Paint<'_>,
    summary: &SourcesSummary,
    evidence: &Evidence,
    (quote, quoted): (&str, &str),
    (is_open, is_stop): (bool, bool),
) {
    let style = LabelStyle {
        family: ReadingFamily::Serif,
        ..LabelStyle::new(letters::BODY, paint.theme.text).lines(if is_open { 4 } else { 1 })
    };
    let scale = ui.pixels_per_point();
    let width = ui.available_width() - QUOTE_INDENT - space::TINY;
    let block = paint.engine.layout_block(quote, &style, width, scale);
    let warning = warning(summary, evidence);
    let small = LabelStyle::new(letters::SMALL, paint.theme.caution).lines(1);
    let warning_block =
        warning.map(|(label, _)| paint.engine.layout_block(label, &small, width, scale));
    let indent = warning_block
        .as_ref()
        .map_or(0.0, |block| block.size().x + space::SMALL);
    let provenance = provenance_text(paint, evidence);
    let small = LabelStyle::new(letters::SMALL, paint.theme.faint).lines(1);
    let same = if summary.same_source.contains(&evidence.id) {
        SAME_SOURCE
    } else {
        ""
    };
    let same_block = paint.engine.layout_block(same, &small, width, scale);
    let room = width - indent - same_block.size().x;
    let below = paint.engine.layout_block(&provenance, &small, room, scale);
    let height = (block.size().y + below.size().y + space::SMALL).max(CLOSED_HEIGHT - 2.0);
    let (_, rect) = ui.allocate_space(vec2(ui.available_width(), height));
    let words_rect = Rect::from_min_max(
        rect.min + vec2(QUOTE_INDENT, 4.0),
        rect.max - vec2(space::TINY, 4.0),
    );
    let (above, under) = words_rect.split_top_bottom_at_y(words_rect.bottom() - below.size().y);

    let sense = row_sense(ui, is_stop);
    let id = passage_id(evidence.id);
    let mut passage = ui.interact(rect.with_max_y(above.bottom()), id, sense | Sense::DRAG);
    let is_selected = paint.workbench.is_selected_piece(evidence.id);
    passage.widget_info(|| {
        let name = format!("Show passage: {quoted}");
        WidgetInfo::selected(Role::Button, true, is_selected, name)
    });
    passage.dnd_set_drag_payload(DraggedEvidence(evidence.id));
    let attribution = ui.interact(under, attribution_id(evidence.id), sense);
    let spoken = format!("{}{same}", without_isolates(&provenance));
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

    let margin = rect.with_max_x(words_rect.left());
    stance_menu(ui, paint, evidence, quoted, (margin, rect));
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
    let at = under.min + vec2(indent, 0.0);
    let after = at + vec2(below.size().x, 0.0);
    for (at, block) in [(at, &below), (after, &same_block)] {
        paint
            .engine
            .paint_block(ui.painter(), at, block, small.color);
    }
    for response in [&passage, &attribution] {
        show_focus(ui, paint, response);
        keep_arrows(ui, response);
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

/// Last words of the line below a quote. They are never cut.
const SAME_SOURCE: &str = " \u{b7} same source";

/// The icon of the stance in the margin, which opens the menu of the piece. While the pointer is over the piece, three
/// dots below the icon show this, where they cover no words.
fn stance_menu(
    ui: &mut Ui,
    paint: &mut Paint<'_>,
    evidence: &Evidence,
    quoted: &str,
    (margin, piece): (Rect, Rect),
) {
    let id = Id::unique(("stance of evidence", evidence.id.number()));
    // Tab goes past it, since an open piece has the same tools.
    let button = ui.interact(margin, id, Sense::CLICK);
    button.widget_info(|| {
        let name = format!("Stance of {quoted}: {}", evidence.stance.label());
        WidgetInfo::labeled(Role::Button, true, name)
    });
    let tile = Rect::from_center_size(margin.min + vec2(13.0, 14.0), vec2(18.0, 18.0));
    let color = paint.theme.stance(evidence.stance);
    ui.painter().rect_filled(tile, 3.0, paint.theme.tint(color));
    sign_at(ui, tile.center(), evidence.stance.sign(), color);
    let is_open = Popup::is_id_open(ui.ctx(), Popup::default_response_id(&button));
    if ui.rect_contains_pointer(piece) || is_open {
        let dots = tile.center() + vec2(0.0, 17.0);
        let color = if button.hovered() || is_open {
            paint.theme.text
        } else {
            paint.theme.faint
        };
        for x in [-5.0, 0.0, 5.0] {
            ui.painter().circle_filled(dots + vec2(x, 0.0), 1.5, color);
        }
    }
    Popup::menu(&button).show(|ui| menu(ui, paint, evidence, quoted));
    button
        .on_hover_cursor(CursorIcon::PointingHand)
        .on_hover_text(format!(
            "{}. Click to change this or to unlink the passage",
            evidence.stance.label()
        ));
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

/// "The North Courier · 2031-05-12 · Denna Corvast".
fn provenance_text(paint: &Paint<'_>, evidence: &Evidence) -> String {
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
    parts.retain(|part| !part.is_empty());
    parts.join(" \u{b7} ")
}
