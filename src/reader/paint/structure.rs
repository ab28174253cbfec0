//! Structure of the article beside its text: the locator above a paragraph, a dot before a list item, and a line along a
//! quotation.

use crate::{
    project::{ParagraphKind, Structure},
    reader::frame::PaneFrame,
};

use std::collections::BTreeSet;

use egui::{
    Align2, Color32, Context, FontId, Painter, Pos2, Rect, Stroke, pos2,
    text::{LayoutJob, TextWrapping},
};

/// Distance of dots and lines from the column, in points: closer than the first bracket.
const MARK_DISTANCE: f32 = 3.5;
/// Font size of a locator relative to the text, so that it fits between two paragraphs.
const LOCATOR_SCALE: f32 = 0.64;

pub(crate) fn paint(frame: &PaneFrame, painter: &Painter) {
    let color = frame.input.palette.faint;
    for (visible, layout) in frame.visible_text() {
        let block = frame.view.flow.blocks().get(visible.block);
        let top = visible.text_top();
        let rect = Rect::from_min_max(Pos2::ZERO, pos2(frame.pane.width, layout.height()));
        let rect = frame.pane.outside(rect.translate(egui::vec2(0.0, top)));
        let (edge, side) = if layout.is_rtl() {
            (rect.right(), 1.0)
        } else {
            (rect.left(), -1.0)
        };
        let x = edge + side * MARK_DISTANCE;
        match frame.input.structure.kind(block.paragraph) {
            Some(ParagraphKind::ListItem)
                if block.first
                    && !has_own_marker(&frame.input.text.as_str()[block.range.clone()]) =>
            {
                let middle = rect.top() + frame.pane.font.line_height / frame.pane.scale / 2.0;
                painter.circle_filled(pos2(x, middle), 1.5, color);
            }
            Some(ParagraphKind::Quotation) => {
                painter.vline(x, rect.y_range(), Stroke::new(1.0, color));
            }
            Some(ParagraphKind::ListItem | ParagraphKind::Heading | ParagraphKind::Caption)
            | None => {}
        }
        if block.first
            && let Some(locator) =
                shown_locator(frame.input.structure, frame.input.clutter, block.paragraph)
        {
            let align = if layout.is_rtl() {
                Align2::RIGHT_BOTTOM
            } else {
                Align2::LEFT_BOTTOM
            };
            let line = painter.layout_job(line_of(frame, locator, color));
            let at = pos2(edge, rect.top() + 2.0);
            let at = align.anchor_size(at, line.size());
            painter.galley(at.min, line, color);
        }
    }
}

/// A locator on one line, cut off at the width of the column.
fn line_of(frame: &PaneFrame, locator: &str, color: Color32) -> LayoutJob {
    let height = frame.pane.font.size / frame.pane.scale * LOCATOR_SCALE;
    let mut job =
        LayoutJob::simple_singleline(locator.to_owned(), FontId::proportional(height), color);
    job.wrap = TextWrapping::truncate_at_width(frame.pane.width / frame.pane.scale);
    job
}

/// The locator under a point of the text, if it is cut off.
pub(crate) fn cut_locator_at<'a>(
    frame: &'a PaneFrame,
    ctx: &Context,
    point: Pos2,
) -> Option<&'a str> {
    let height = frame.pane.font.size * LOCATOR_SCALE * 1.5;
    let (visible, _) = frame.visible_text().find(|(visible, _)| {
        let bottom = visible.text_top();
        (bottom - height..bottom).contains(&point.y)
    })?;
    let block = frame.view.flow.blocks().get(visible.block);
    let locator = shown_locator(frame.input.structure, frame.input.clutter, block.paragraph);
    let locator = locator.filter(|_| block.first)?;
    let job = line_of(frame, locator, frame.input.palette.faint);
    let is_cut = ctx.fonts_mut(|fonts| fonts.layout_job(job).elided);
    is_cut.then_some(locator)
}

/// Whether a list item begins with its own number, letter or bullet: "1.", "b)", "–".
fn has_own_marker(item: &str) -> bool {
    let first = item.split_whitespace().next().unwrap_or_default();
    first.ends_with(['.', ')']) && first.chars().count() <= 5
        || !first.contains(char::is_alphanumeric)
}

/// The locator of a paragraph, if it is the first visible one with that locator: a running head before it may be hidden.
pub(crate) fn shown_locator<'a>(
    structure: &'a Structure,
    clutter: &BTreeSet<usize>,
    paragraph: usize,
) -> Option<&'a str> {
    let (begins, locator) = structure.locator_from(paragraph)?;
    let is_first = (begins..paragraph).all(|before| clutter.contains(&before));
    (is_first && !locator.is_empty()).then_some(locator)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_item_with_a_number_or_bullet_in_its_text_gets_no_dot() {
        for item in [
            "1. Close the road",
            "b) Call the council",
            "– Wait",
            "٣. انتظر",
        ] {
            assert!(has_own_marker(item), "{item}");
        }
        for item in [
            "Close the road.",
            "Wait",
            "2031 was dry",
            "“Wait,” she said",
        ] {
            assert!(!has_own_marker(item), "{item}");
        }
    }

    #[test]
    fn a_locator_is_shown_at_its_first_visible_paragraph() {
        let locators = [(0, "p. 1"), (2, "p. 2"), (5, "")];
        let structure = Structure {
            kinds: Vec::new(),
            locators: locators
                .map(|(at, locator)| (at, locator.to_owned()))
                .into(),
        };
        let clutter = BTreeSet::from([2]);
        let shown: Vec<_> = (0..7)
            .map(|it| shown_locator(&structure, &clutter, it))
            .collect();
        let expected = [Some("p. 1"), None, Some("p. 2"), Some("p. 2"), None];
        assert_eq!(shown[..5], expected);
        assert_eq!(shown[5..], [None, None]);
    }
}
