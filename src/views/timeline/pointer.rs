//! Pointer input on marks and on the background.

use super::{TimelineLayout, TimelineScratch, keys, mark_paint::MarkState, mark_style};
use crate::{
    analysis::TimelineEvent,
    project::{ArticleId, Project},
    text::without_isolates,
    views::{Paint, widgets::tip},
    workbench::{Intent, Overlay, TimelineIntent, TimelineMark},
};

use egui::{Id, Rect, Response, Sense, Ui, WidgetInfo, accesskit::Role};

/// Dragging the background pans through time and scrolls; the wheel scrolls, with Ctrl it zooms, with Shift it pans.
pub(super) fn handle_background(
    ui: &Ui,
    scratch: &mut TimelineScratch,
    layout: &TimelineLayout,
    window: Rect,
) {
    let across = layout.axis.across;
    let rect = Rect::from_x_y_ranges(across, window.y_range());
    let id = Id::unique("timeline background");
    let background = ui.interact(rect, id, Sense::DRAG);
    if background.dragged() {
        let by = background.drag_delta();
        scratch.view.pan(by.x);
        ui.scroll_with_delta(egui::vec2(0.0, by.y));
    }
    let pointer = ui.input(|input| input.pointer.hover_pos());
    let Some(at) = pointer.filter(|at| rect.contains(*at) && ui.rect_contains_pointer(rect)) else {
        return;
    };
    let (wheel, zoom) = ui.input(|input| (input.smooth_scroll_delta().x, input.zoom_delta()));
    scratch.view.pan(wheel);
    scratch.view.zoom_at(zoom, at.x - across.min);
}

/// Pointer state of a shown mark.
pub(super) struct MarkResponse {
    response: Response,
    is_selected: bool,
}

impl MarkResponse {
    pub(super) fn state(&self) -> MarkState {
        MarkState {
            selected: self.is_selected,
            hovered: self.response.hovered(),
        }
    }

    pub(super) fn clicked(&self) -> bool {
        self.response.clicked() && !self.response.double_clicked()
    }
}

/// Shows a mark as a widget. A click selects it, a double click opens it.
pub(super) fn show_mark(
    ui: &Ui,
    paint: &mut Paint<'_>,
    scratch: &mut TimelineScratch,
    rect: Rect,
    (mark, is_selected): (TimelineMark, bool),
    description: &dyn Fn() -> String,
) -> MarkResponse {
    let id = Id::unique(("timeline mark", mark));
    let response = ui.interact(rect, id, Sense::CLICK);
    response.widget_info(|| {
        let name = description();
        WidgetInfo::selected(Role::Cell, true, is_selected, without_isolates(&name))
    });
    if is_selected {
        keys::tell_selected(ui, id);
    }
    if response.double_clicked() {
        paint.ask(Intent::Timeline(TimelineIntent::Open(mark)));
    } else if response.clicked() {
        scratch.focus.request();
        paint.ask(Intent::Timeline(TimelineIntent::Select(mark)));
    }
    response.context_menu(|ui| context_menu(ui, paint, mark));
    let response = if response.hovered() {
        tip(response, paint, &description())
    } else {
        response
    };
    MarkResponse {
        response,
        is_selected,
    }
}

fn context_menu(ui: &mut Ui, paint: &mut Paint<'_>, mark: TimelineMark) {
    let mut entries = Vec::new();
    let timeline = Intent::Timeline;
    if mark.evidence.is_some() {
        entries.push(("Go to passage", timeline(TimelineIntent::Open(mark))));
    }
    if let Some(claim) = mark.claim {
        let alone = timeline(TimelineIntent::ShowClaim(claim));
        entries.push(("Show claim alone", alone));
    }
    if let Some(article) = article_of(paint.project(), mark) {
        let alone = timeline(TimelineIntent::ShowArticle(article));
        entries.push(("Show article alone", alone));
        entries.push(("Edit article details…", open_details(article)));
    }
    for (words, intent) in entries {
        if ui.button(words).clicked() {
            paint.ask(intent);
            ui.close();
        }
    }
}

fn article_of(project: &Project, mark: TimelineMark) -> Option<ArticleId> {
    match mark.what {
        TimelineEvent::Published(id) => Some(id),
        TimelineEvent::Claimed(_) | TimelineEvent::Searched(_) => {
            let article = mark_style::article_of(project, mark.evidence.as_slice());
            article.map(|article| article.id)
        }
    }
}

/// Opens the details of an article, where its date is.
pub(super) fn open_details(article: ArticleId) -> Intent {
    Intent::SetOverlay(Some(Overlay::ArticleDetails(article)))
}
