//! Thin bars beside text shared with other articles, on the side without brackets. A click opens both articles side by
//! side.

use crate::{
    reader::{frame::PaneFrame, interface::ReaderEvent, label::LabelStyle, layout::TextEngine},
    text::Span,
};

use egui::{
    CursorIcon, Painter, Rangef, Rect, Response, Sense, Stroke, Ui, WidgetInfo, accesskit::Role,
    pos2,
};

/// Lengths in points: from the column to the bar, the width of the bar, and the width of the clickable area.
const BAR_DISTANCE: f32 = 8.0;
const BAR_WIDTH: f32 = 3.0;
const CLICK_WIDTH: f32 = 14.0;

/// A bar under the pointer.
pub(crate) struct HoveredBar {
    response: Response,
    about: String,
}

/// Paints the bars of the visible text. Returns the one under the pointer.
pub(crate) fn show(ui: &Ui, frame: &mut PaneFrame, painter: &Painter) -> Option<HoveredBar> {
    let mut hovered = None;
    for bar in (frame.input.bars)(frame.visible_range()) {
        let Some(line) = line_of(frame, bar.span) else {
            continue;
        };
        let id = frame.pane.id.with("shared bar").with(bar.span.start());
        let target = line.with_min_x(line.center().x - CLICK_WIDTH / 2.0);
        let target = target.with_max_x(line.center().x + CLICK_WIDTH / 2.0);
        let response = ui.interact(target, id, Sense::CLICK);
        let label = format!("Open side by side. {}", bar.about);
        response.widget_info(|| WidgetInfo::labeled(Role::Button, true, &label));
        let palette = frame.input.palette;
        let (color, width) = if response.hovered() {
            (palette.focus, BAR_WIDTH)
        } else {
            (
                palette.background.lerp_to_gamma(palette.faint, 0.5),
                BAR_WIDTH - 1.0,
            )
        };
        painter.vline(line.center().x, line.y_range(), Stroke::new(width, color));
        if response.clicked() {
            let event = ReaderEvent::ClickBar(clicked_byte(frame, &response, bar.span));
            frame.events.push(event);
        }
        if response.hovered() {
            ui.set_cursor_icon(CursorIcon::PointingHand);
            let about = bar.about;
            hovered = Some(HoveredBar { response, about });
        }
    }
    hovered
}

/// Shows which articles share the text, once the pointer is still.
pub(crate) fn tell(engine: &mut TextEngine, bar: HoveredBar) {
    let HoveredBar { response, about } = bar;
    response.on_hover_ui(|ui| {
        let style = LabelStyle::new(13.0, ui.visuals().text_color());
        engine.label(ui, &about, &style);
    });
}

/// The bar in points of the window: from the top of the first visible line to the bottom of the last.
fn line_of(frame: &PaneFrame, span: Span) -> Option<Rect> {
    let rects = frame.rects(span);
    let inset = frame.pane.font.line_height * 0.12;
    let (first, last) = (rects.first()?, rects.last()?);
    let y = Rangef::new(first.rect.top() + inset, last.rect.bottom() - inset);
    let is_rtl = super::margin::is_rtl(frame, span.start());
    let distance = BAR_DISTANCE * frame.pane.scale;
    let x = if is_rtl {
        -distance
    } else {
        frame.pane.width + distance
    };
    Some(frame.pane.outside(Rect::from_x_y_ranges(x..=x, y)))
}

/// The byte of the shared text in the clicked line. A screen reader clicks without a pointer.
fn clicked_byte(frame: &PaneFrame, response: &Response, span: Span) -> usize {
    let clicked = response.interact_pointer_pos().and_then(|at| {
        let y = frame.pane.inside(at).y;
        Some(frame.caret_at(pos2(frame.pane.width / 2.0, y))?.at)
    });
    clicked.map_or(span.start(), |at| at.clamp(span.start(), span.end()))
}
