//! Words of a passage beside its mark.

use super::{
    mark_paint::MarkRect,
    mark_style::{MarkSign, MarkStyle},
};
use crate::{
    reader::{LabelStyle, ReadingFamily, aligned},
    views::Paint,
};

use egui::{Rect, Ui, pos2};

/// Area for the words of a passage.
#[derive(Clone, Copy)]
pub(super) enum QuoteRoom {
    Before(Rect),
    After(Rect),
    /// Inside a bar that leaves no room on either side.
    Within(Rect),
}

const LINES: usize = 3;
const WIDEST: f32 = 460.0;
/// A side narrower than this is not used.
const NARROWEST: f32 = 150.0;
/// Widths are multiples of this, so that zooming does not lay out the words again in every frame.
const WIDTH_STEP: f32 = 24.0;
/// Space around the words.
const GAP: f32 = 10.0;

/// Width of words in so much room.
pub(super) fn stepped_width(room: f32) -> f32 {
    (room / WIDTH_STEP).floor() * WIDTH_STEP
}

/// Area on the side of the mark with more room. The thin lines for other time zones are left out if they leave none.
pub(super) fn quote_room(rect: Rect, place: MarkRect) -> (MarkRect, QuoteRoom) {
    let side = |place: MarkRect| {
        let visible = place.visible(rect);
        let before = rect
            .with_max_x(visible.min - GAP)
            .with_min_x(rect.left() + GAP);
        let after = rect
            .with_min_x(visible.max + GAP)
            .with_max_x(rect.right() - GAP);
        let is_after = after.width() >= before.width().min(WIDEST);
        if is_after {
            (after.width(), QuoteRoom::After(after))
        } else {
            (before.width(), QuoteRoom::Before(before))
        }
    };
    let own = place.without_other_clocks();
    let fits = |place: MarkRect| Some(side(place)).filter(|(width, _)| *width >= NARROWEST);
    if let Some((_, beside)) = fits(place) {
        return (place, beside);
    }
    if let Some((_, beside)) = fits(own) {
        return (own, beside);
    }
    let sign = own.sign(rect.x_range());
    let within = rect
        .with_min_x(sign.max + GAP)
        .with_max_x(own.visible(rect).max - GAP);
    (own, QuoteRoom::Within(within))
}

pub(super) fn paint_quote(
    ui: &Ui,
    paint: &mut Paint<'_>,
    room: QuoteRoom,
    style: MarkStyle,
    words: &str,
) {
    let (QuoteRoom::Before(rect) | QuoteRoom::After(rect) | QuoteRoom::Within(rect)) = room;
    let width = stepped_width(rect.width()).min(WIDEST);
    if width < 2.0 * WIDTH_STEP {
        return;
    }
    let color = if style.excluded.is_some() {
        paint.theme.faint
    } else {
        paint.theme.text
    };
    let lines = if matches!(room, QuoteRoom::Within(_)) {
        1
    } else {
        LINES
    };
    let label = LabelStyle {
        family: match style.sign {
            MarkSign::Searched => ReadingFamily::Sans,
            MarkSign::Stance(_) | MarkSign::Mixed | MarkSign::Claimed | MarkSign::Published => {
                ReadingFamily::Serif
            }
        },
        ..LabelStyle::new(13.0, color).lines(lines)
    };
    let scale = ui.pixels_per_point();
    let block = paint.engine.layout_block(words, &label, width, scale);
    let size = block.size();
    let left = if matches!(room, QuoteRoom::Before(_)) {
        rect.right() - size.x
    } else {
        rect.left()
    };
    let at = Rect::from_min_size(pos2(left, rect.center().y - 0.5 * size.y), size);
    paint
        .engine
        .paint_block(ui.painter(), aligned(&block, at), &block, color);
}
