//! One claim or one article, passage by passage: time, text and speaker.

use super::{
    TimelineScratch,
    axis::{self, AxisEnd},
    camera::Axis,
    event_mark::{EventMark, MarkKind, outlet, show_widget},
    mark_paint::{self, MARK_SIZE, MarkRect, MarkState},
    rows::VisibleRows,
};
use crate::{
    analysis::{DateReading, TimelineEvent, Unresolved},
    project::ArticleId,
    reader::{LabelStyle, ReadingFamily, aligned},
    text::{isolated, without_isolates},
    views::{
        Paint,
        theme::space,
        widgets::{clipped, clipped_lines},
    },
    workbench::{Intent, Overlay, TimelineIntent, TimelineSubject},
};

use egui::{Id, Rect, Sense, Stroke, Ui, UiBuilder, Vec2, WidgetInfo, accesskit::Role, pos2, vec2};

/// Paints the visible rows.
pub(super) fn show(
    ui: &mut Ui,
    paint: &mut Paint<'_>,
    scratch: &mut TimelineScratch,
    rows: &VisibleRows<'_>,
) {
    let timeline = &paint.workbench.timeline;
    let passages = &timeline.passages;
    let layout = rows.layout;
    let [mut headers, mut axis] = [layout.headers, layout.axis.across]
        .map(|across| clipped(ui, Rect::from_x_y_ranges(across, rows.window.y_range())));
    // The claim's date or the publication date, as a reference for the passages.
    let subject = match timeline.subject {
        TimelineSubject::Claim(claim) => claim.map(TimelineEvent::Claimed),
        TimelineSubject::Article(article) => article.map(TimelineEvent::Published),
        TimelineSubject::All => None,
    };
    let own = passages.iter().find(|row| Some(row.what) == subject);
    if let Some(time) = own.and_then(|row| row.time) {
        let painter = axis.painter();
        mark_paint::paint_time_line(painter, paint.theme, &layout.axis, time, rows.dated());
    }
    for row in rows.visible.clone() {
        let passage = &passages[row];
        let mark = timeline.mark_of(*passage);
        let lane = mark
            .claim
            .and_then(|claim| timeline.lanes.as_ref()?.lane(claim));
        let evidence = passage.evidence.as_slice();
        let event = EventMark::new(paint.project(), lane, mark, evidence, passage.time);
        let selected = paint.workbench.selected_mark() == Some(mark);
        let rect = rows.rect(row);
        let shown = rect.intersect(rows.window);
        if selected {
            let ground = paint.theme.selected.gamma_multiply(0.6);
            ui.painter().rect_filled(shown, 0.0, ground);
        }
        let edge = Stroke::new(1.0, paint.theme.line.gamma_multiply(0.6));
        ui.painter().hline(shown.x_range(), shown.bottom(), edge);
        let header = rect.with_max_x(layout.headers.max);
        show_header(&mut headers, paint, header, &event, selected);
        let beside = Rect::from_x_y_ranges(layout.axis.across, rect.y_range());
        show_passage(
            &mut axis,
            paint,
            scratch,
            (&layout.axis, beside),
            &event,
            selected,
        );
    }
    let undated = passages
        .iter()
        .rev()
        .take_while(|passage| passage.time.is_none());
    axis::show_band(ui, paint, rows, undated.count());
}

/// Paints name, date and speaker on the left of the row, and remarks of a word or two.
fn show_header(
    ui: &mut Ui,
    paint: &mut Paint<'_>,
    rect: Rect,
    event: &EventMark<'_>,
    selected: bool,
) {
    let (name, date) = (event.name(), event.date());
    let said_by = event
        .said_by()
        .map(|name| format!("said by {}", isolated(name)));
    let said_by = said_by.unwrap_or_default();
    let remarks = [
        event.style.first.then_some(("first", paint.theme.accent)),
        event
            .style
            .late
            .then_some(("published later", paint.theme.refutes)),
        event.style.excluded.map(|why| (why, paint.theme.refutes)),
    ];
    let id = Id::unique(("timeline passage", event.mark));
    let response = ui.interact(rect, id, Sense::CLICK);
    response.widget_info(|| {
        let remarks = remarks.iter().flatten().map(|(remark, _)| *remark);
        let parts = [name.as_str(), &date, &said_by].into_iter().chain(remarks);
        let parts: Vec<&str> = parts.filter(|part| !part.is_empty()).collect();
        let spoken = without_isolates(&parts.join(", ")).into_owned();
        WidgetInfo::selected(Role::RowHeader, true, selected, spoken)
    });
    if response.double_clicked() {
        paint.ask(Intent::Timeline(TimelineIntent::Open(event.mark)));
    } else if response.clicked() {
        paint.ask(Intent::Timeline(TimelineIntent::Select(event.mark)));
    }
    let text_rect = rect.shrink2(vec2(space::SMALL, 7.0));
    let mut lines = clipped_lines(ui, text_rect);
    lines.set_clip_rect(
        text_rect
            .expand2(vec2(space::SMALL, 0.0))
            .intersect(ui.clip_rect()),
    );
    lines.spacing_mut().item_spacing.y = 1.0;
    let strong = LabelStyle::new(13.0, paint.theme.text).strong();
    // A statement takes two lines.
    let last = if event.is_claim_of_article() {
        paint.label(&mut lines, &name, &strong.lines(2));
        date
    } else {
        paint.label(&mut lines, &name, &strong.lines(1));
        paint.label(&mut lines, &date, &paint.theme.small().lines(1));
        said_by
    };
    lines.spacing_mut().interact_size.y = 0.0;
    lines.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = 6.0;
        for (remark, color) in remarks.into_iter().flatten() {
            let style = LabelStyle {
                color,
                ..paint.theme.small().strong().lines(1)
            };
            paint.label(ui, remark, &style);
        }
        if !last.is_empty() {
            paint.label(ui, &last, &paint.theme.detail().lines(1));
        }
    });
}

/// Shows the mark at its time with its text beside it. An undated passage has both on the left, where there are no lines.
fn show_passage(
    ui: &mut Ui,
    paint: &mut Paint<'_>,
    scratch: &mut TimelineScratch,
    (axis, rect): (&Axis, Rect),
    event: &EventMark<'_>,
    selected: bool,
) {
    let off_screen = event
        .time
        .and_then(|time| Some((time, AxisEnd::of(axis, time)?)));
    if let Some((time, end)) = off_screen {
        let name = format!("{}: {}", end.label(), event.description());
        end.show(ui, paint, scratch, (rect, event.mark), ("", &name), time);
        return;
    }
    let middle = rect.center().y;
    let undated = pos2(rect.left() + space::MEDIUM + 0.5 * MARK_SIZE, middle);
    let undated = MarkRect::at(Rect::from_center_size(undated, Vec2::splat(MARK_SIZE)));
    let mark_rect = event
        .time
        .map_or(undated, |time| MarkRect::on(axis, time, middle));
    let free = match article_to_date(event) {
        Some(article) => {
            let at = Rect::from_min_max(rect.right_top() - vec2(120.0, 0.0), rect.max);
            let at = at.shrink2(vec2(space::SMALL, 20.0));
            let id = Id::unique(("timeline give date", event.mark));
            let mut inside = ui.new_child(UiBuilder::new().max_rect(at).scope_id(id));
            let name = paint.project().article(article).map(outlet);
            let button = inside
                .button("Enter date\u{2026}")
                .on_hover_text("Open the details of the article")
                .accessible_name(format!("Enter date: {}", name.unwrap_or_default()));
            if button.clicked() {
                paint.ask(Intent::SetOverlay(Some(Overlay::ArticleDetails(article))));
            }
            rect.with_max_x(at.left())
        }
        None => rect,
    };
    let (mark_rect, room) = quote_room(free, mark_rect);
    let mark = (event.mark, selected);
    let response = show_widget(ui, paint, scratch, mark_rect.rect, mark, || {
        event.description()
    });
    let state = MarkState {
        selected,
        hovered: response.hovered(),
    };
    mark_paint::paint_mark(ui.painter(), paint.theme, mark_rect, event.style, state);
    paint_quote(ui, paint, room, event);
}

/// The article whose missing publication date leaves this row undated.
fn article_to_date(event: &EventMark<'_>) -> Option<ArticleId> {
    let no_day = DateReading::Unresolved(Unresolved::NoPublicationDay);
    match event.mark.what {
        TimelineEvent::Published(article) if event.time.is_none() => Some(article),
        TimelineEvent::Mentioned(mention) if mention.reading == no_day => Some(mention.article),
        TimelineEvent::Published(_)
        | TimelineEvent::Claimed(_)
        | TimelineEvent::Searched(_)
        | TimelineEvent::Mentioned(_) => None,
    }
}

/// Area for the text of a passage.
#[derive(Clone, Copy)]
enum QuoteRoom {
    Before(Rect),
    After(Rect),
    /// Inside a bar that leaves no room on either side.
    Within(Rect),
}

const MAX_LINES: usize = 3;
const MAX_TEXT_WIDTH: f32 = 460.0;
/// A side narrower than this is not used.
const MIN_TEXT_WIDTH: f32 = 150.0;
/// Widths are multiples of this, so that zooming does not lay out the text again in every frame.
const WIDTH_STEP: f32 = 24.0;
/// Space around the text.
const GAP: f32 = 10.0;

/// Width of a text in this much room.
pub(super) fn stepped_width(room: f32) -> f32 {
    (room / WIDTH_STEP).floor() * WIDTH_STEP
}

/// Area on the side of the mark with more room. Ignores the thin lines for other time zones if they leave none.
fn quote_room(rect: Rect, mark_rect: MarkRect) -> (MarkRect, QuoteRoom) {
    let own = mark_rect.without_other_clocks();
    for mark_rect in [mark_rect, own] {
        let visible = mark_rect.visible(rect);
        let before = rect
            .with_max_x(visible.min - GAP)
            .with_min_x(rect.left() + GAP);
        let after = rect
            .with_min_x(visible.max + GAP)
            .with_max_x(rect.right() - GAP);
        if after.width() >= before.width().min(MAX_TEXT_WIDTH) {
            if after.width() >= MIN_TEXT_WIDTH {
                return (mark_rect, QuoteRoom::After(after));
            }
        } else if before.width() >= MIN_TEXT_WIDTH {
            return (mark_rect, QuoteRoom::Before(before));
        }
    }
    let icon_range = own.sign(rect.x_range());
    let within = rect
        .with_min_x(icon_range.max + GAP)
        .with_max_x(own.visible(rect).max - GAP);
    (own, QuoteRoom::Within(within))
}

fn paint_quote(ui: &Ui, paint: &mut Paint<'_>, room: QuoteRoom, event: &EventMark<'_>) {
    let (QuoteRoom::Before(rect) | QuoteRoom::After(rect) | QuoteRoom::Within(rect)) = room;
    let width = stepped_width(rect.width()).min(MAX_TEXT_WIDTH);
    let Some(text) = event.text().filter(|_| width >= 2.0 * WIDTH_STEP) else {
        return;
    };
    let theme = paint.theme;
    let color = if event.style.excluded.is_some() {
        theme.faint
    } else {
        theme.text
    };
    let style = LabelStyle {
        family: match event.style.kind {
            MarkKind::Searched => ReadingFamily::Sans,
            MarkKind::Stance(_)
            | MarkKind::Mixed
            | MarkKind::Claimed
            | MarkKind::Published
            | MarkKind::Mentioned => ReadingFamily::Serif,
        },
        max_lines: if matches!(room, QuoteRoom::Within(_)) {
            1
        } else {
            MAX_LINES
        },
        ..LabelStyle::new(13.0, color)
    };
    let block = paint
        .engine
        .layout_block(&text, &style, width, ui.pixels_per_point());
    let size = block.size();
    let left = match room {
        QuoteRoom::Before(_) => rect.right() - size.x,
        QuoteRoom::After(_) | QuoteRoom::Within(_) => rect.left(),
    };
    let at = Rect::from_min_size(pos2(left, rect.center().y - 0.5 * size.y), size);
    paint
        .engine
        .paint_block(ui.painter(), aligned(&block, at), &block, color);
}
