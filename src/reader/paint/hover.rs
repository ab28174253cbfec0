//! Hover cards: the links of highlights, the names of hidden characters, and locators that are cut off.

use super::structure;
use crate::{
    reader::{
        frame::PaneFrame,
        interface::ReaderPassage,
        label::{LabelStyle, aligned},
        layout::TextEngine,
    },
    text::HiddenCharacter,
};

use egui::{Response, Sense, Ui, WidgetInfo, accesskit::Role, vec2};

pub(crate) enum HoverCard {
    Passages(Vec<ReaderPassage>),
    Hidden(HiddenCharacter),
    /// The locator above a paragraph, if it is cut off.
    Locator(String),
}

const CARD_WIDTH: f32 = 340.0;
/// Maximum number of highlights in a card. More would not fit the window.
const MAX_PASSAGES: usize = 12;

/// The card for the pointer's position.
pub(crate) fn card(response: &Response, frame: &PaneFrame) -> Option<HoverCard> {
    let point = frame.pane.inside(response.hover_pos()?);
    if let Some(hidden) = hidden_at(frame, point) {
        return Some(HoverCard::Hidden(hidden));
    }
    if let Some(locator) = structure::cut_locator_at(frame, &response.ctx, point) {
        return Some(HoverCard::Locator(locator.to_owned()));
    }
    let passages: Vec<ReaderPassage> = frame.passages_under(point).into_iter().cloned().collect();
    (!passages.is_empty()).then_some(HoverCard::Passages(passages))
}

/// Shows the card beside the pointer, once the pointer is still.
pub(crate) fn show(response: &Response, engine: &mut TextEngine, card: &HoverCard) {
    response.clone().on_hover_ui_at_pointer(|ui| {
        ui.set_max_width(CARD_WIDTH);
        match card {
            HoverCard::Hidden(hidden) => {
                let code = u32::from(hidden.character);
                ui.label(format!("U+{code:04X} {}", hidden.name));
            }
            HoverCard::Locator(locator) => {
                let style = LabelStyle::new(13.0, ui.visuals().text_color());
                engine.label(ui, locator, &style);
            }
            HoverCard::Passages(passages) => {
                for passage in passages.iter().take(MAX_PASSAGES) {
                    add_passage(ui, engine, passage);
                }
                if let more @ 1.. = passages.len().saturating_sub(MAX_PASSAGES) {
                    ui.label(format!("and {more} more"));
                }
            }
        }
    });
}

/// Adds a bar in the highlight's colour, and its links.
fn add_passage(ui: &mut Ui, engine: &mut TextEngine, passage: &ReaderPassage) {
    let style = LabelStyle::new(13.0, ui.visuals().text_color());
    let about = if passage.about.is_empty() {
        "Not linked to a claim yet"
    } else {
        &passage.about
    };
    let block = engine.layout_block(about, &style, CARD_WIDTH - 12.0, ui.pixels_per_point());
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

fn hidden_at(frame: &PaneFrame, point: egui::Pos2) -> Option<HiddenCharacter> {
    frame.visible_text().find_map(|(visible, layout)| {
        let local = point - vec2(0.0, visible.text_top());
        let mut marks = layout.marks.iter();
        let mark = marks.find(|mark| mark.rect.expand(2.0).contains(local))?;
        Some(mark.hidden)
    })
}
