//! Hover cards: what a highlight is linked to, and what a mark stands for.

use crate::{
    reader::{
        frame::Frame,
        interface::Passage,
        label::{LabelStyle, aligned},
        layout::TextEngine,
    },
    text::HiddenCharacter,
};

use egui::{Response, Sense, Ui, WidgetInfo, accesskit::Role, vec2};

/// What the pointer rests on.
pub(crate) enum Card {
    Passages(Vec<Passage>),
    Hidden(HiddenCharacter),
}

const WIDTH: f32 = 340.0;
/// So many highlights are told of in one card; more would not fit in a window.
const MOST: usize = 12;

/// What there is to say about what is under the pointer.
pub(crate) fn card(response: &Response, frame: &Frame) -> Option<Card> {
    let point = frame.pane.inside(response.hover_pos()?);
    if let Some(hidden) = hidden_at(frame, point) {
        return Some(Card::Hidden(hidden));
    }
    let passages: Vec<Passage> = frame.passages_under(point).into_iter().cloned().collect();
    (!passages.is_empty()).then_some(Card::Passages(passages))
}

/// Shows the card beside the pointer, once that rests.
pub(crate) fn show(response: &Response, engine: &mut TextEngine, card: &Card) {
    response.clone().on_hover_ui_at_pointer(|ui| {
        ui.set_max_width(WIDTH);
        match card {
            Card::Hidden(hidden) => {
                let code = u32::from(hidden.character);
                ui.label(format!("U+{code:04X} {}", hidden.name));
            }
            Card::Passages(passages) => {
                for passage in passages.iter().take(MOST) {
                    paint_passage(ui, engine, passage);
                }
                if let more @ 1.. = passages.len().saturating_sub(MOST) {
                    ui.label(format!("and {more} more"));
                }
            }
        }
    });
}

/// A bar in the highlight's colour, and what it is linked to.
fn paint_passage(ui: &mut Ui, engine: &mut TextEngine, passage: &Passage) {
    let style = LabelStyle::new(13.0, ui.visuals().text_color());
    let about = if passage.about.is_empty() {
        "Not linked to a claim"
    } else {
        &passage.about
    };
    let block = engine.layout_block(about, &style, WIDTH - 12.0, ui.pixels_per_point());
    let size = block.size() + vec2(12.0, 0.0);
    let (rect, response) = ui.allocate_exact_size(size, Sense::hover());
    response.widget_info(|| WidgetInfo::labeled(Role::Label, true, about));
    let mut bar = rect;
    bar.set_width(3.0);
    ui.painter().rect_filled(bar, 1.5, passage.color);
    let mut text = rect;
    text.min.x += 12.0;
    engine.paint_block(ui.painter(), aligned(&block, text), &block, style.color);
}

fn hidden_at(frame: &Frame, point: egui::Pos2) -> Option<HiddenCharacter> {
    frame.visible.iter().find_map(|seen| {
        let local = point - vec2(0.0, seen.text_top());
        let mut marks = seen.layout.as_ref()?.marks.iter();
        let mark = marks.find(|mark| mark.rect.expand(2.0).contains(local))?;
        Some(mark.hidden)
    })
}
