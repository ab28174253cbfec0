//! The marks in the lane of a claim: dated ones on the axis, the others beside it.

use super::{
    Frame, TimelineScratch,
    beside::stepped,
    beyond::End,
    camera::Axis,
    face::{self, Face},
    keys,
    lane_item::{Item, Of, one},
    mark::{self, Place, SIZE},
    pack::{Extent, Packed, pack},
    touch::{self, Touched},
};
use crate::{
    analysis::{Entry, Happening, When},
    reader::LabelStyle,
    text::isolated,
    views::{Paint, theme::letters},
    workbench::{Intent, TimelineIntent},
};

use egui::{Rangef, Rect, Ui, Vec2, pos2};

/// Rows of marks in a lane.
const ROWS: usize = 3;

/// What has a date, where it lies; what lies beyond the ends is counted there.
pub(super) fn dated(
    ui: &Ui,
    paint: &mut Paint<'_>,
    scratch: &mut TimelineScratch,
    frame: &Frame,
    rect: Rect,
    of: Of<'_>,
) {
    let axis = &frame.axis;
    if let Some(made) = of.lane.made() {
        made_line(ui, paint, axis, rect, made);
    }
    let dated = &of.lane.timeline.dated;
    for packed in packed(axis, dated) {
        let middle = row_middle(rect, packed.row);
        let entry = &dated[packed.first.place];
        if packed.others.is_empty() {
            let item = Item::dated(entry);
            let place = Place::on(axis, entry.when, middle);
            // Thin lines for other clocks would run through the words of other marks.
            let place = if item.is_chosen(paint, of) {
                place
            } else {
                place.by_own_clocks()
            };
            let face = one(ui, paint, scratch, of, item, place);
            words_beside(ui, paint, &packed, (item, face), middle);
        } else {
            let high = Rangef::point(middle).expand(0.5 * SIZE);
            let at = Rect::from_x_y_ranges(packed.first.sign, high);
            several(ui, paint, scratch, of, &packed, at);
        }
    }
    beyond(ui, paint, scratch, axis, rect, of);
}

/// The marks that are seen, side by side.
fn packed(axis: &Axis, dated: &[Entry]) -> Vec<Packed> {
    let across = axis.across;
    let seen = dated.iter().enumerate().filter_map(|(place, entry)| {
        let mark = Place::on(axis, entry.when, 0.0);
        End::of(axis, entry.when).is_none().then(|| Extent {
            place,
            all: mark.core(),
            sign: mark.sign(across),
        })
    });
    let mut seen: Vec<Extent> = seen.collect();
    seen.sort_by(|one, other| one.sign.min.total_cmp(&other.sign.min));
    pack(&seen, ROWS, across.max)
}

fn row_middle(lane: Rect, row: usize) -> f32 {
    let free = lane.height() - ROWS as f32 * SIZE;
    lane.top() + 0.5 * free + (row as f32 + 0.5) * SIZE
}

/// When the claim was made goes through its lane.
fn made_line(ui: &Ui, paint: &Paint<'_>, axis: &Axis, rect: Rect, made: When) {
    let high = rect.y_range().shrink(1.0);
    mark::line(ui.painter(), paint.theme, axis, made, high);
}

/// Narrower words say nothing, and wider ones are none of an outlet's.
const WORDS: Rangef = Rangef {
    min: 48.0,
    max: 192.0,
};

/// The outlet, where there is room for it until the next mark.
fn words_beside(
    ui: &Ui,
    paint: &mut Paint<'_>,
    packed: &Packed,
    (item, face): (Item<'_>, Face),
    middle: f32,
) {
    let Happening::Published(article) = item.what else {
        return;
    };
    let left = packed.first.sign.max + if face.first { 8.0 } else { 5.0 };
    let room = stepped(packed.free_to - left - 6.0);
    let article = paint.project().article(article);
    let (Some(article), true) = (article, room >= WORDS.min) else {
        return;
    };
    let outlet = face::outlet(article);
    let (words, color) = if face.first {
        (format!("first: {}", isolated(&outlet)), paint.theme.text)
    } else {
        (outlet, paint.theme.faint)
    };
    let style = LabelStyle::new(letters::SMALL, color).lines(1);
    let scale = ui.pixels_per_point();
    let width = room.min(WORDS.max);
    let block = paint.engine.layout_block(&words, &style, width, scale);
    let at = pos2(left, middle - 0.5 * block.size().y);
    paint.engine.paint_block(ui.painter(), at, &block, color);
}

/// Marks that find no room beside one another, as their number; a click goes closer.
fn several(
    ui: &Ui,
    paint: &mut Paint<'_>,
    scratch: &mut TimelineScratch,
    of: Of<'_>,
    packed: &Packed,
    rect: Rect,
) {
    let dated = &of.lane.timeline.dated;
    let all = || std::iter::once(&packed.first.place).chain(&packed.others);
    let items = all().filter_map(|at| dated.get(*at)).map(Item::dated);
    let items: Vec<Item<'_>> = items.collect();
    let figure = items.len().to_string();
    let words = (figure.as_str(), "at this place");
    if as_one(ui, paint, scratch, of, rect, &items, words).clicked() {
        scratch.look.zoom(keys::STEP * keys::STEP);
    }
}

/// Several marks as one with a figure. It stands for the chosen one of them, else for the first, and says where the others are.
fn as_one(
    ui: &Ui,
    paint: &mut Paint<'_>,
    scratch: &mut TimelineScratch,
    of: Of<'_>,
    rect: Rect,
    items: &[Item<'_>],
    (figure, others_are): (&str, &str),
) -> Touched {
    let project = paint.project();
    let chosen = items.iter().find(|item| item.is_chosen(paint, of));
    let shown = chosen.unwrap_or(&items[0]);
    let told = || {
        let others = items.len() - 1;
        let shown = shown.told(project, of);
        format!("{shown}, and {others} more {others_are}")
    };
    let mark = (shown.mark(of), chosen.is_some());
    let touched = touch::mark(ui, paint, scratch, rect, mark, &told);
    let standing = touched.standing();
    mark::paint_several(ui.painter(), paint.theme, rect, figure, standing);
    touched
}

/// How many marks lie beyond each end; a click goes to the nearest.
fn beyond(
    ui: &Ui,
    paint: &mut Paint<'_>,
    scratch: &mut TimelineScratch,
    axis: &Axis,
    rect: Rect,
    of: Of<'_>,
) {
    let rect = Rect::from_x_y_ranges(axis.across, rect.y_range());
    let number = paint.project().claim_place(of.claim).map_or(0, |at| at + 1);
    for end in End::ALL {
        let all = of.lane.timeline.dated.iter().map(|entry| entry.when);
        let out = all.filter(|when| End::of(axis, *when) == Some(end));
        let out: Vec<When> = out.collect();
        let far = |when: &When| end.distance(axis, *when);
        let nearest = out
            .iter()
            .min_by(|one, other| far(one).total_cmp(&far(other)));
        if let Some(nearest) = nearest {
            let count = out.len().to_string();
            let name = format!("Claim {number}: {count} {}", end.word());
            let row = of.claim.number();
            end.show(ui, paint, scratch, (rect, row), (&count, &name), *nearest);
        }
    }
}

/// Marks of what has no date in a row of their column.
const COLUMNS: usize = 4;

/// What has no date, beside the axis; a click on an article opens its article details.
pub(super) fn undated(
    ui: &Ui,
    paint: &mut Paint<'_>,
    scratch: &mut TimelineScratch,
    rect: Rect,
    of: Of<'_>,
) {
    let undated = &of.lane.timeline.undated;
    let room = COLUMNS * ROWS;
    let shown = if undated.len() > room {
        room - 1
    } else {
        undated.len()
    };
    let cell = |nth: usize| {
        let x = rect.left() + 8.0 + (nth % COLUMNS) as f32 * (SIZE + 3.0);
        let middle = pos2(x + 0.5 * SIZE, row_middle(rect, nth / COLUMNS));
        Rect::from_center_size(middle, Vec2::splat(SIZE))
    };
    for (nth, entry) in undated.iter().take(shown).enumerate() {
        one(
            ui,
            paint,
            scratch,
            of,
            Item::undated(entry),
            Place::at(cell(nth)),
        );
    }
    let others: Vec<Item<'_>> = undated[shown..].iter().map(Item::undated).collect();
    if !others.is_empty() {
        without_room(ui, paint, scratch, of, cell(shown), &others);
    }
}

/// Those without a date that find no room; a click shows the claim alone, where all of them are listed.
fn without_room(
    ui: &Ui,
    paint: &mut Paint<'_>,
    scratch: &mut TimelineScratch,
    of: Of<'_>,
    rect: Rect,
    others: &[Item<'_>],
) {
    let figure = format!("+{}", others.len());
    let words = (figure.as_str(), "without a date");
    if as_one(ui, paint, scratch, of, rect, others, words).clicked() {
        paint.ask(Intent::Timeline(TimelineIntent::ShowClaim(of.claim)));
    }
}
