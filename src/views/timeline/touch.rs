//! What the pointer does: with marks, and with the ground behind them.

use super::{Frame, TimelineScratch, keys, mark::Standing};
use crate::{
    analysis::Happening,
    project::ArticleId,
    text::without_isolates,
    views::{Paint, widgets::tip},
    workbench::{Intent, Overlay, TimelineIntent, TimelineMark},
};

use egui::{Id, Rect, Response, Sense, Ui, WidgetInfo, accesskit::Role};

/// The ground behind the rows: dragged, time moves; the wheel scrolls, with Ctrl it zooms, with Shift it moves time too.
pub(super) fn canvas(ui: &Ui, scratch: &mut TimelineScratch, frame: &Frame, window: Rect) {
    let across = frame.axis.across;
    let rect = Rect::from_x_y_ranges(across, window.y_range());
    let id = Id::unique("timeline ground");
    let canvas = ui.interact(rect, id, Sense::DRAG);
    if canvas.dragged() {
        let by = canvas.drag_delta();
        scratch.look.pan(by.x);
        ui.scroll_with_delta(egui::vec2(0.0, by.y));
    }
    let pointer = ui.input(|input| input.pointer.hover_pos());
    let Some(at) = pointer.filter(|at| rect.contains(*at) && ui.rect_contains_pointer(rect)) else {
        return;
    };
    let (wheel, zoom) = ui.input(|input| (input.smooth_scroll_delta().x, input.zoom_delta()));
    scratch.look.pan(wheel);
    scratch.look.zoom_at(zoom, at.x - across.min);
}

/// What egui calls the widget of a mark.
fn id_of(mark: TimelineMark) -> Id {
    Id::unique(("timeline mark", mark))
}

/// A mark that is painted, and what was done to it in this frame.
pub(super) struct Touched {
    response: Response,
    is_chosen: bool,
}

impl Touched {
    pub(super) fn standing(&self) -> Standing {
        Standing {
            chosen: self.is_chosen,
            hovered: self.response.hovered(),
        }
    }

    pub(super) fn clicked(&self) -> bool {
        self.response.clicked() && !self.response.double_clicked()
    }
}

/// A mark as a widget: what it is called, as it is shown, and what is done with it.
pub(super) fn mark(
    ui: &Ui,
    paint: &mut Paint<'_>,
    scratch: &mut TimelineScratch,
    rect: Rect,
    (mark, is_chosen): (TimelineMark, bool),
    told: &dyn Fn() -> String,
) -> Touched {
    let id = id_of(mark);
    let response = ui.interact(rect, id, Sense::CLICK);
    response.widget_info(|| {
        let told = told();
        WidgetInfo::selected(Role::Cell, true, is_chosen, without_isolates(&told))
    });
    if is_chosen {
        keys::tell_chosen(ui, id);
    }
    if response.double_clicked() {
        paint.ask(Intent::Timeline(TimelineIntent::Open(mark)));
    } else if response.clicked() {
        scratch.takes_keyboard = true;
        paint.ask(Intent::Timeline(TimelineIntent::Select(mark)));
    }
    response.context_menu(|ui| context_menu(ui, paint, mark));
    let response = if response.hovered() {
        tip(response, paint, &told())
    } else {
        response
    };
    Touched {
        response,
        is_chosen,
    }
}

fn context_menu(ui: &mut Ui, paint: &mut Paint<'_>, mark: TimelineMark) {
    let mut entries = Vec::new();
    let timeline = Intent::Timeline;
    if mark.evidence.is_some() {
        entries.push(("Go to Passage", timeline(TimelineIntent::Open(mark))));
    }
    if let Some(claim) = mark.claim {
        let alone = timeline(TimelineIntent::ShowClaim(claim));
        entries.push(("Show Claim Alone", alone));
    }
    if let Some(article) = article_of(paint, mark) {
        let alone = timeline(TimelineIntent::ShowArticle(article));
        entries.push(("Show Article Alone", alone));
        entries.push(("Edit article details…", article_details(article)));
    }
    for (words, intent) in entries {
        if ui.button(words).clicked() {
            paint.ask(intent);
            ui.close();
        }
    }
}

fn article_of(paint: &Paint<'_>, mark: TimelineMark) -> Option<ArticleId> {
    let project = paint.project();
    match (mark.what, mark.evidence) {
        (Happening::Published(id), _) => Some(id),
        (_, Some(evidence)) => {
            let highlight = project.evidence(evidence)?.highlight;
            Some(project.highlight(highlight)?.article)
        }
        _ => None,
    }
}

/// Where an article is given its date.
pub(super) fn article_details(article: ArticleId) -> Intent {
    Intent::SetOverlay(Some(Overlay::ArticleDetails(article)))
}
