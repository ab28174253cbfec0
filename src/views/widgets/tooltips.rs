//! When tooltips show, and where: never over what is in use.

use super::super::Paint;

use egui::{
    Context, Event, Modifiers, MouseWheelSource, MouseWheelUnit, Plugin, RawInput, RectAlign,
    Response, Tooltip, TouchPhase, Ui, Vec2,
};

/// Seconds that the pointer rests before a tooltip shows.
pub(in crate::views) const TOOLTIP_DELAY: f32 = 0.8;

/// The same while tooltips are kept away.
const NEVER: f32 = 1e6;

/// Keeps tooltips away from a key or a press on, until the pointer moves with no button down.
#[derive(Default)]
pub(in crate::views) struct QuietTooltips {
    is_quiet: bool,
    is_pressed: bool,
}

impl QuietTooltips {
    fn follow(&mut self, event: &Event) {
        match event {
            Event::PointerButton { pressed, .. } => {
                self.is_pressed = *pressed;
                self.is_quiet |= *pressed;
            }
            Event::Key { pressed: true, .. } | Event::Text(_) | Event::Paste(_) | Event::Ime(_) => {
                self.is_quiet = true;
            }
            Event::PointerMoved(_) => self.is_quiet &= self.is_pressed,
            _ => {}
        }
    }
}

impl Plugin for QuietTooltips {
    fn debug_name(&self) -> &'static str {
        "quiet tooltips"
    }

    fn input_hook(&mut self, ctx: &Context, input: &mut RawInput) {
        let was_quiet = self.is_quiet;
        for event in &input.events {
            self.follow(event);
        }
        if self.is_quiet == was_quiet {
            return;
        }
        let delay = if self.is_quiet { NEVER } else { TOOLTIP_DELAY };
        ctx.all_styles_mut(|style| style.interaction.tooltip_delay = delay);
        if self.is_quiet {
            // egui closes an open tooltip when something scrolls, by however little.
            input.events.push(Event::MouseWheel {
                unit: MouseWheelUnit::Point,
                delta: Vec2::ZERO,
                phase: TouchPhase::Cancel,
                source: MouseWheelSource::Unknown,
                modifiers: Modifiers::NONE,
            });
        }
    }
}

/// Width in points of a row or a field, whose tooltip goes beside it: below it is what is read next.
const WIDE: f32 = 150.0;

/// Where it goes if the left has no room.
const BESIDE: [RectAlign; 3] = [
    RectAlign::RIGHT_START,
    RectAlign::BOTTOM_START,
    RectAlign::TOP_START,
];

/// Shows a tooltip with these contents.
pub(in crate::views) fn tip_with(response: &Response, contents: impl FnOnce(&mut Ui)) {
    let mut tooltip = Tooltip::for_enabled(response);
    if response.rect.width() > WIDE {
        let popup = tooltip.popup.align(RectAlign::LEFT_START);
        tooltip.popup = popup.align_alternatives(&BESIDE);
    }
    tooltip.show(contents);
}

/// A tooltip in any script.
pub(in crate::views) fn tip(response: Response, paint: &mut Paint<'_>, text: &str) -> Response {
    let style = paint.theme.body();
    tip_with(&response, |ui| {
        paint.label(ui, text, &style);
    });
    response
}
