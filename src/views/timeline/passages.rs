//! One claim or one article, passage by passage: when it was, what it says, who said it.

use super::{
    Rows, TimelineScratch, axis, beside,
    beyond::End,
    face::{self, Face},
    mark::{self, Place, SIZE},
    part, touch,
};
use crate::{
    analysis::{Happening, Lane, Passed, When},
    project::{EvidenceId, Project},
    reader::LabelStyle,
    text::{isolated, without_isolates},
    views::{
        Paint,
        articles::claim_name,
        theme::{letters, space},
    },
    workbench::{Intent, TimelineIntent, TimelineMark, TimelineSubject},
};

use egui::{
    Align, Id, Layout, Rangef, Rect, Sense, Stroke, Ui, UiBuilder, WidgetInfo, accesskit::Role,
    pos2, vec2,
};

/// Paints the rows in view.
pub(super) fn show(
    ui: &mut Ui,
    paint: &mut Paint<'_>,
    scratch: &mut TimelineScratch,
    rows: &Rows<'_>,
) {
    let timeline = paint.workbench.timeline();
    let passages = timeline.passages();
    reference(ui, paint, rows);
    let columns = [rows.frame.heads, rows.frame.axis.across];
    let [mut heads, mut axis] = columns.map(|across| {
        let rect = Rect::from_x_y_ranges(across, rows.window.y_range());
        part(ui, rect)
    });
    for row in rows.visible.clone() {
        let line = Line::of(paint, passages[row]);
        let rect = rows.rect(row);
        ground(ui, paint, rect.intersect(rows.window), &line);
        head(
            &mut heads,
            paint,
            rect.with_max_x(rows.frame.heads.max),
            &line,
        );
        let beside = Rect::from_x_y_ranges(rows.frame.axis.across, rect.y_range());
        passage(&mut axis, paint, scratch, rows, beside, &line);
    }
    let undated = passages
        .iter()
        .rev()
        .take_while(|passed| passed.when.is_none());
    axis::band(ui, paint, rows, undated.count());
}

/// When the claim was made, or the article was published: all else is held against it.
fn reference(ui: &mut Ui, paint: &Paint<'_>, rows: &Rows<'_>) {
    let timeline = paint.workbench.timeline();
    let is_subject = |what: Happening| match timeline.subject() {
        TimelineSubject::Claim(claim) => claim.is_some_and(|id| what == Happening::Claimed(id)),
        TimelineSubject::Article(id) => id.is_some_and(|id| what == Happening::Published(id)),
        TimelineSubject::All => false,
    };
    let own = timeline
        .passages()
        .iter()
        .find(|passed| is_subject(passed.what));
    let Some(when) = own.and_then(|passed| passed.when) else {
        return;
    };
    let end = rows
        .stack
        .band()
        .map_or(rows.stack.height(), |band| band.min);
    let high = Rangef::new(
        rows.window.top(),
        (rows.top + end).min(rows.window.bottom()),
    );
    let across = Rect::from_x_y_ranges(rows.frame.axis.across, rows.window.y_range());
    let inside = part(ui, across);
    mark::line(inside.painter(), paint.theme, &rows.frame.axis, when, high);
}

/// What one row shows.
struct Line {
    mark: TimelineMark,
    evidence: Vec<EvidenceId>,
    when: Option<When>,
    face: Face,
    chosen: bool,
}

impl Line {
    fn of(paint: &Paint<'_>, passed: Passed) -> Self {
        let timeline = paint.workbench.timeline();
        let mark = timeline.mark_of(passed);
        let evidence = Vec::from_iter(passed.evidence);
        let lane = |claim| timeline.lanes()?.lane(claim);
        let lane: Option<&Lane> = mark.claim.and_then(lane);
        Self {
            face: Face::of(paint.project(), lane, mark, &evidence, passed.when),
            mark,
            when: passed.when,
            chosen: paint.workbench.selected_mark() == Some(mark),
            evidence,
        }
    }

    /// It stands for a claim that an article speaks of.
    fn is_claim(&self) -> bool {
        matches!(self.mark.what, Happening::Claimed(_)) && !self.evidence.is_empty()
    }

    fn told(&self, project: &Project) -> String {
        face::told(project, self.mark, &self.evidence, self.when, self.face)
    }

    /// What stands at the left of the row: what it is, when, and who said it.
    fn head(&self, project: &Project) -> [String; 3] {
        let name = match self.mark.what {
            Happening::Published(id) => project.article(id).map(face::outlet),
            Happening::Claimed(id) if self.is_claim() => Some(claim_name(project, id)),
            Happening::Claimed(_) => Some("Claim made".to_owned()),
            Happening::Searched(_) => Some("Sought and not found".to_owned()),
        };
        let said_by = match self.mark.what {
            Happening::Claimed(id) if !self.is_claim() => project
                .claim(id)
                .and_then(|claim| project.speaker(claim.speaker?))
                .map(crate::project::Speaker::shown_name),
            _ => self
                .evidence
                .first()
                .and_then(|id| face::said_by(project, *id)),
        };
        let said_by = said_by.map(|name| format!("said by {}", isolated(name)));
        [
            name.unwrap_or_default(),
            face::date(project, self.mark, self.when),
            said_by.unwrap_or_default(),
        ]
    }

    /// What stands out about it, in a word or two each.
    fn marks(&self) -> Vec<&'static str> {
        let first = self.face.first.then_some("first");
        let late = self.face.late.then_some("published later");
        [first, late, self.face.excluded]
            .into_iter()
            .flatten()
            .collect()
    }
}

fn ground(ui: &Ui, paint: &Paint<'_>, rect: Rect, line: &Line) {
    if line.chosen {
        let ground = paint.theme.chosen.gamma_multiply(0.6);
        ui.painter().rect_filled(rect, 0.0, ground);
    }
    let edge = Stroke::new(1.0, paint.theme.line.gamma_multiply(0.6));
    ui.painter().hline(rect.x_range(), rect.bottom(), edge);
}

fn head(ui: &mut Ui, paint: &mut Paint<'_>, rect: Rect, line: &Line) {
    let project = paint.project();
    let [name, date, said_by] = line.head(project);
    let id = Id::unique(("timeline passage", line.mark));
    let response = ui.interact(rect, id, Sense::CLICK);
    let told = || {
        let parts = [name.as_str(), date.as_str(), said_by.as_str()];
        let parts = parts.into_iter().chain(line.marks());
        let parts: Vec<&str> = parts.filter(|part| !part.is_empty()).collect();
        without_isolates(&parts.join(", ")).into_owned()
    };
    response.widget_info(|| WidgetInfo::selected(Role::RowHeader, true, line.chosen, told()));
    if response.double_clicked() {
        paint.ask(Intent::Timeline(TimelineIntent::Open(line.mark)));
    } else if response.clicked() {
        paint.ask(Intent::Timeline(TimelineIntent::Select(line.mark)));
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
    if line.is_claim() {
        // A statement needs the room of two lines.
        paint.engine.label(&mut lines, &name, &style.lines(2));
        last_line(&mut lines, paint, line, &date);
        return;
    }
    paint.engine.label(&mut lines, &name, &style.lines(1));
    let style = LabelStyle::new(letters::SMALL, theme.text).lines(1);
    paint.engine.label(&mut lines, &date, &style);
    last_line(&mut lines, paint, line, &said_by);
}

/// What stands out, and what else there is to say.
fn last_line(ui: &mut Ui, paint: &mut Paint<'_>, line: &Line, words: &str) {
    let theme = paint.theme;
    ui.spacing_mut().interact_size.y = 0.0;
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = 6.0;
        for word in line.marks() {
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

/// The mark at its time with its words beside it; without a date both at the left, where no lines are.
fn passage(
    ui: &mut Ui,
    paint: &mut Paint<'_>,
    scratch: &mut TimelineScratch,
    rows: &Rows<'_>,
    rect: Rect,
    line: &Line,
) {
    let project = paint.project();
    let axis = &rows.frame.axis;
    if let Some((when, end)) = line
        .when
        .and_then(|when| Some((when, End::of(axis, when)?)))
    {
        let name = format!("{}: {}", end.word(), line.told(project));
        end.show(ui, paint, scratch, (rect, line.mark), ("", &name), when);
        return;
    }
    let middle = rect.center().y;
    let apart = pos2(rect.left() + space::MEDIUM + 0.5 * SIZE, middle);
    let apart = Place::at(Rect::from_center_size(apart, egui::Vec2::splat(SIZE)));
    let on_axis = |when| Place::on(axis, when, middle);
    let place = line.when.map_or(apart, on_axis);
    let button = give_date(ui, paint, rect, line);
    let free = button.map_or(rect, |button| rect.with_max_x(button.left()));
    let (place, at) = beside::room(free, place);
    let mark = (line.mark, line.chosen);
    let told = || line.told(project);
    let touched = touch::mark(ui, paint, scratch, place.rect, mark, &told);
    mark::paint(
        ui.painter(),
        paint.theme,
        place,
        line.face,
        touched.standing(),
    );
    if let Some(words) = face::words(project, line.mark, &line.evidence) {
        beside::words(ui, paint, at, line.face, &words);
    }
}

/// Where an article without a date gets one. Returns where the button is.
fn give_date(ui: &mut Ui, paint: &mut Paint<'_>, rect: Rect, line: &Line) -> Option<Rect> {
    let Happening::Published(article) = line.mark.what else {
        return None;
    };
    if line.when.is_some() {
        return None;
    }
    let at = Rect::from_min_max(rect.right_top() - vec2(120.0, 0.0), rect.max);
    let at = at.shrink2(vec2(space::SMALL, 20.0));
    let id = Id::unique(("timeline give date", line.mark));
    let mut inside = ui.new_child(UiBuilder::new().max_rect(at).scope_id(id));
    let name = face::outlet(paint.project().article(article)?);
    let button = inside
        .button("Give a Date\u{2026}")
        .on_hover_text("Open the article's article details")
        .accessible_name(format!("Give a date: {name}"));
    if button.clicked() {
        paint.ask(touch::article_details(article));
    }
    Some(at)
}
