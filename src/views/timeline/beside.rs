//! The words of a passage beside its mark.

use super::{
    face::{Face, Sign},
    mark::Place,
};
use crate::{
    reader::{LabelStyle, ReadingFamily, aligned},
    views::Paint,
};

use egui::{Rect, Ui, pos2};

/// Where the words of a passage go.
#[derive(Clone, Copy)]
pub(super) enum Beside {
    Before(Rect),
    After(Rect),
    /// A bar that leaves no room on either side has them in it.
    Within(Rect),
}

/// Lines of a quote beside its mark.
const LINES: usize = 3;
/// The widest that a quote gets, and the narrowest, in points.
const WIDEST: f32 = 460.0;
const NARROWEST: f32 = 150.0;
/// Widths of words go in such steps.
const WIDTH_STEP: f32 = 24.0;
/// Between a mark and its words, and around them.
const GAP: f32 = 10.0;

/// The width that words get in free room: it goes in steps, so that zooming does not lay them out anew in every frame.
pub(super) fn stepped(room: f32) -> f32 {
    (room / WIDTH_STEP).floor() * WIDTH_STEP
}

/// The side of the mark on which there is more room. Where thin lines for other clocks leave none, it does without them.
pub(super) fn room(rect: Rect, place: Place) -> (Place, Beside) {
    let side = |place: Place| {
        let seen = place.seen(rect);
        let before = rect
            .with_max_x(seen.min - GAP)
            .with_min_x(rect.left() + GAP);
        let after = rect
            .with_min_x(seen.max + GAP)
            .with_max_x(rect.right() - GAP);
        let is_after = after.width() >= before.width().min(WIDEST);
        if is_after {
            (after.width(), Beside::After(after))
        } else {
            (before.width(), Beside::Before(before))
        }
    };
    let own = place.by_own_clocks();
    let fits = |place: Place| Some(side(place)).filter(|(width, _)| *width >= NARROWEST);
    if let Some((_, beside)) = fits(place) {
        return (place, beside);
    }
    if let Some((_, beside)) = fits(own) {
        return (own, beside);
    }
    let sign = own.sign(rect.x_range());
    let within = rect
        .with_min_x(sign.max + GAP)
        .with_max_x(own.seen(rect).max - GAP);
    (own, Beside::Within(within))
}

/// Paints the words of a mark that shows `face`.
pub(super) fn words(ui: &Ui, paint: &mut Paint<'_>, beside: Beside, face: Face, words: &str) {
    let (Beside::Before(room) | Beside::After(room) | Beside::Within(room)) = beside;
    let width = stepped(room.width()).min(WIDEST);
    if width < 2.0 * WIDTH_STEP {
        return;
    }
    let color = if face.excluded.is_some() {
        paint.theme.faint
    } else {
        paint.theme.text
    };
    let lines = if matches!(beside, Beside::Within(_)) {
        1
    } else {
        LINES
    };
    let style = LabelStyle {
        family: match face.sign {
            Sign::Searched => ReadingFamily::Sans,
            _ => ReadingFamily::Serif,
        },
        ..LabelStyle::new(13.0, color).lines(lines)
    };
    let scale = ui.pixels_per_point();
    let block = paint.engine.layout_block(words, &style, width, scale);
    let size = block.size();
    let left = if matches!(beside, Beside::Before(_)) {
        room.right() - size.x
    } else {
        room.left()
    };
    let at = Rect::from_min_size(pos2(left, room.center().y - 0.5 * size.y), size);
    paint
        .engine
        .paint_block(ui.painter(), aligned(&block, at), &block, color);
}
