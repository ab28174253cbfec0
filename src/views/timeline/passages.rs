//! One claim or one article, passage by passage: time, words and speaker.

use super::{
    TimelineScratch, VisibleRows, axis,
    mark_paint::{self, MarkRect, SIZE},
    mark_style::{self, MarkStyle},
    off_screen::AxisEnd,
    pointer, quote,
};
use crate::{
    analysis::{ClaimLane, EventTime, TimelineEvent, TimelineRow},
    project::{EvidenceId, Project},
    reader::LabelStyle,
    text::{isolated, without_isolates},
    views::{
        Paint,
        articles::claim_name,
        theme::{letters, space},
        widgets::clipped,
    },
    workbench::{Intent, TimelineIntent, TimelineMark, TimelineSubject},
};

use egui::{
    Align, Id, Layout, Rect, Sense, Stroke, Ui, UiBuilder, WidgetInfo, accesskit::Role, pos2, vec2,
};

/// Paints the visible rows.
pub(super) fn show(
    ui: &mut Ui,
    paint: &mut Paint<'_>,
    scratch: &mut TimelineScratch,
    rows: &VisibleRows<'_>,
) {
    let timeline = paint.workbench.timeline();
    let passages = timeline.passages();
    paint_reference(ui, paint, rows);
    let columns = [rows.layout.headers, rows.layout.axis.across];
    let [mut headers, mut axis] = columns.map(|across| {
        let rect = Rect::from_x_y_ranges(across, rows.window.y_range());
        clipped(ui, rect)
    });
    for row in rows.visible.clone() {
        let passage = PassageRow::of(paint, passages[row]);
        let rect = rows.rect(row);
        paint_background(ui, paint, rect.intersect(rows.window), &passage);
        show_header(
            &mut headers,
            paint,
            rect.with_max_x(rows.layout.headers.max),
            &passage,
        );
        let beside = Rect::from_x_y_ranges(rows.layout.axis.across, rect.y_range());
        show_passage(&mut axis, paint, scratch, rows, beside, &passage);
    }
    let undated = passages
        .iter()
        .rev()
        .take_while(|passage| passage.time.is_none());
    axis::show_band(ui, paint, rows, undated.count());
}

/// Paints when the claim was made or the article was published, to compare the passages with.
fn paint_reference(ui: &mut Ui, paint: &Paint<'_>, rows: &VisibleRows<'_>) {
    let timeline = paint.workbench.timeline();
    let is_subject = |what: TimelineEvent| match timeline.subject() {
        TimelineSubject::Claim(claim) => claim.is_some_and(|id| what == TimelineEvent::Claimed(id)),
        TimelineSubject::Article(id) => id.is_some_and(|id| what == TimelineEvent::Published(id)),
        TimelineSubject::All => false,
    };
    let own = timeline.passages().iter().find(|row| is_subject(row.what));
    let Some(time) = own.and_then(|row| row.time) else {
        return;
    };
    let across = Rect::from_x_y_ranges(rows.layout.axis.across, rows.window.y_range());
    let inside = clipped(ui, across);
    mark_paint::paint_time_line(
        inside.painter(),
        paint.theme,
        &rows.layout.axis,
        time,
        rows.dated(),
    );
}

/// Content of a row.
struct PassageRow {
    mark: TimelineMark,
    evidence: Vec<EvidenceId>,
    time: Option<EventTime>,
    style: MarkStyle,
    selected: bool,
}

impl PassageRow {
    fn of(paint: &Paint<'_>, row: TimelineRow) -> Self {
        let timeline = paint.workbench.timeline();
        let mark = timeline.mark_of(row);
        let evidence = Vec::from_iter(row.evidence);
        let lane = |claim| timeline.lanes()?.lane(claim);
        let lane: Option<&ClaimLane> = mark.claim.and_then(lane);
        Self {
            style: MarkStyle::of(paint.project(), lane, mark, &evidence, row.time),
            mark,
            time: row.time,
            selected: paint.workbench.selected_mark() == Some(mark),
            evidence,
        }
    }

    /// Whether the row is a claim that the shown article has evidence for.
    fn is_claim(&self) -> bool {
        matches!(self.mark.what, TimelineEvent::Claimed(_)) && !self.evidence.is_empty()
    }

    fn description(&self, project: &Project) -> String {
        mark_style::description(project, self.mark, &self.evidence, self.time, self.style)
    }

    /// Words at the left of the row: name, date and speaker.
    fn header(&self, project: &Project) -> [String; 3] {
        let name = match self.mark.what {
            TimelineEvent::Published(id) => project.article(id).map(mark_style::outlet),
            TimelineEvent::Claimed(id) if self.is_claim() => Some(claim_name(project, id)),
            TimelineEvent::Claimed(_) => Some("Claim made".to_owned()),
            TimelineEvent::Searched(_) => Some("Sought and not found".to_owned()),
        };
        let said_by = match self.mark.what {
            TimelineEvent::Claimed(id) if !self.is_claim() => project
                .claim(id)
                .and_then(|claim| project.speaker(claim.speaker?))
                .map(crate::project::Speaker::shown_name),
            _ => self
                .evidence
                .first()
                .and_then(|id| mark_style::said_by(project, *id)),
        };
        let said_by = said_by.map(|name| format!("said by {}", isolated(name)));
        [
            name.unwrap_or_default(),
            mark_style::date(project, self.mark, self.time),
            said_by.unwrap_or_default(),
        ]
    }

    /// Remarks of a word or two each.
    fn notes(&self) -> Vec<&'static str> {
        let first = self.style.first.then_some("first");
        let late = self.style.late.then_some("published later");
        [first, late, self.style.excluded]
            .into_iter()
            .flatten()
            .collect()
    }
}

fn paint_background(ui: &Ui, paint: &Paint<'_>, rect: Rect, passage: &PassageRow) {
    if passage.selected {
        let ground = paint.theme.selected.gamma_multiply(0.6);
        ui.painter().rect_filled(rect, 0.0, ground);
    }
    let edge = Stroke::new(1.0, paint.theme.line.gamma_multiply(0.6));
    ui.painter().hline(rect.x_range(), rect.bottom(), edge);
}

fn show_header(ui: &mut Ui, paint: &mut Paint<'_>, rect: Rect, passage: &PassageRow) {
    let project = paint.project();
    let [name, date, said_by] = passage.header(project);
    let id = Id::unique(("timeline passage", passage.mark));
    let response = ui.interact(rect, id, Sense::CLICK);
    let spoken = || {
        let parts = [name.as_str(), date.as_str(), said_by.as_str()];
        let parts = parts.into_iter().chain(passage.notes());
        let parts: Vec<&str> = parts.filter(|part| !part.is_empty()).collect();
        without_isolates(&parts.join(", ")).into_owned()
    };
    response
        .widget_info(|| WidgetInfo::selected(Role::RowHeader, true, passage.selected, spoken()));
    if response.double_clicked() {
        paint.ask(Intent::Timeline(TimelineIntent::Open(passage.mark)));
    } else if response.clicked() {
        paint.ask(Intent::Timeline(TimelineIntent::Select(passage.mark)));
    }
    let words = rect.shrink2(vec2(space::SMALL, 7.0));
    let layout = Layout::top_down(Align::Min);
    let mut lines = ui.new_child(UiBuilder::new().max_rect(words).layout(layout));
    lines.set_clip_rect(
        words
            .expand2(vec2(space::SMALL, 0.0))
            .intersect(ui.clip_rect()),
    );
    lines.spacing_mut().item_spacing.y = 1.0;
    let theme = paint.theme;
    let style = LabelStyle::new(13.0, theme.text).strong();
    if passage.is_claim() {
        // A statement takes two lines.
        paint.engine.label(&mut lines, &name, &style.lines(2));
        last_line(&mut lines, paint, passage, &date);
        return;
    }
    paint.engine.label(&mut lines, &name, &style.lines(1));
    let style = LabelStyle::new(letters::SMALL, theme.text).lines(1);
    paint.engine.label(&mut lines, &date, &style);
    last_line(&mut lines, paint, passage, &said_by);
}

/// Shows what stands out, then further words.
fn last_line(ui: &mut Ui, paint: &mut Paint<'_>, passage: &PassageRow, words: &str) {
    let theme = paint.theme;
    ui.spacing_mut().interact_size.y = 0.0;
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = 6.0;
        for word in passage.notes() {
            let color = if word == "first" {
                theme.accent
            } else {
                theme.refutes
            };
            let style = LabelStyle::new(letters::SMALL, color).strong().lines(1);
            paint.engine.label(ui, word, &style);
        }
        if !words.is_empty() {
            let style = LabelStyle::new(letters::SMALL, theme.faint).lines(1);
            paint.engine.label(ui, words, &style);
        }
    });
}

/// Shows the mark at its time with its words beside it; an undated passage has both at the left, where there are no lines.
fn show_passage(
    ui: &mut Ui,
    paint: &mut Paint<'_>,
    scratch: &mut TimelineScratch,
    rows: &VisibleRows<'_>,
    rect: Rect,
    passage: &PassageRow,
) {
    let project = paint.project();
    let axis = &rows.layout.axis;
    if let Some((time, end)) = passage
        .time
        .and_then(|time| Some((time, AxisEnd::of(axis, time)?)))
    {
        let name = format!("{}: {}", end.word(), passage.description(project));
        end.show(ui, paint, scratch, (rect, passage.mark), ("", &name), time);
        return;
    }
    let middle = rect.center().y;
    let undated = pos2(rect.left() + space::MEDIUM + 0.5 * SIZE, middle);
    let undated = MarkRect::at(Rect::from_center_size(undated, egui::Vec2::splat(SIZE)));
    let on_axis = |time| MarkRect::on(axis, time, middle);
    let place = passage.time.map_or(undated, on_axis);
    let button = show_date_button(ui, paint, rect, passage);
    let free = button.map_or(rect, |button| rect.with_max_x(button.left()));
    let (place, at) = quote::quote_room(free, place);
    let mark = (passage.mark, passage.selected);
    let description = || passage.description(project);
    let response = pointer::show_mark(ui, paint, scratch, place.rect, mark, &description);
    mark_paint::paint_mark(
        ui.painter(),
        paint.theme,
        place,
        passage.style,
        response.state(),
    );
    if let Some(words) = mark_style::words(project, passage.mark, &passage.evidence) {
        quote::paint_quote(ui, paint, at, passage.style, &words);
    }
}

/// Shows a button that opens the details of an undated article. Returns the position of the button.
fn show_date_button(
    ui: &mut Ui,
    paint: &mut Paint<'_>,
    rect: Rect,
    passage: &PassageRow,
) -> Option<Rect> {
    let TimelineEvent::Published(article) = passage.mark.what else {
        return None;
    };
    if passage.time.is_some() {
        return None;
    }
    let at = Rect::from_min_max(rect.right_top() - vec2(120.0, 0.0), rect.max);
    let at = at.shrink2(vec2(space::SMALL, 20.0));
    let id = Id::unique(("timeline give date", passage.mark));
    let mut inside = ui.new_child(UiBuilder::new().max_rect(at).scope_id(id));
    let name = mark_style::outlet(paint.project().article(article)?);
    let button = inside
        .button("Enter date\u{2026}")
        .on_hover_text("Open the details of the article")
        .accessible_name(format!("Enter date: {name}"));
    if button.clicked() {
        paint.ask(pointer::open_details(article));
    }
    Some(at)
}
