//! Short texts outside the reading pane, in any script: titles, quotes, statements.

use std::{collections::HashMap, sync::Arc};

use egui::{
    Color32, Context, Painter, Pos2, Rect, Response, Sense, TextureHandle, Ui, Vec2, WidgetInfo,
    accesskit::Role, pos2, vec2,
};
use parley::{BaseDirection, Layout};

use super::{
    block::BlockLayout,
    compose::Typeset,
    engine::TextEngine,
    hidden,
    raster::Bleed,
    style::ReadingFamily,
    tiles::{load, paint_texture},
};
use unicode_segmentation::UnicodeSegmentation;

use crate::text::Span;

/// How a short text is set.
#[derive(Clone, Debug, PartialEq)]
pub struct LabelStyle {
    /// The typeface; sans-serif unless it is a quote that shall look like the article.
    pub family: ReadingFamily,
    /// Size of the letters in points.
    pub size: f32,
    /// 400 is regular, 600 half bold.
    pub weight: f32,
    /// The colour.
    pub color: Color32,
    /// Where it is cut with an ellipsis; `usize::MAX` for never.
    pub max_lines: usize,
    /// Which part of it gives way to the ellipsis.
    pub cut: Cut,
    /// What it reacts to.
    pub sense: Sense,
}

/// Which part of a text that is too long is left out.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Cut {
    /// The end.
    #[default]
    End,
    /// The middle: what tells file names from one another is often at their end, and so is what they are.
    Middle,
}

impl LabelStyle {
    /// Regular sans-serif text that is never cut.
    #[must_use]
    pub fn new(size: f32, color: Color32) -> Self {
        Self {
            family: ReadingFamily::Sans,
            size,
            weight: 400.0,
            color,
            max_lines: usize::MAX,
            cut: Cut::End,
            sense: Sense::hover(),
        }
    }

    /// The same for the name or path of a file, cut in its middle after `lines` lines.
    #[must_use]
    pub fn file(self, lines: usize) -> Self {
        Self {
            cut: Cut::Middle,
            ..self.lines(lines)
        }
    }

    /// The same, cut with an ellipsis after `lines` lines.
    #[must_use]
    pub fn lines(mut self, lines: usize) -> Self {
        self.max_lines = lines;
        self
    }

    /// The same in half bold.
    #[must_use]
    pub fn strong(mut self) -> Self {
        self.weight = 600.0;
        self
    }

    fn typeset(&self, scale: f32) -> Typeset {
        let size = self.size * scale;
        Typeset {
            family: self.family.clone(),
            size,
            line: (size * 1.35).round(),
            weight: self.weight,
        }
    }
}

/// A short text that is laid out and can be painted; cheap to clone.
#[derive(Clone)]
pub struct TextBlock {
    inner: Arc<Laid>,
    scale: f32,
}

struct Laid {
    /// The lines, and the marks of hidden characters.
    block: BlockLayout,
    set: Typeset,
    /// The width that lines were broken at, in pixels.
    width: f32,
    shown: String,
    cut: bool,
}

impl TextBlock {
    /// Width of the longest line and height, in points.
    #[must_use]
    pub fn size(&self) -> Vec2 {
        vec2(self.inner.width, self.inner.block.layout.height().ceil()) / self.scale
    }

    /// Whether an ellipsis stands for the rest.
    #[must_use]
    pub fn is_cut(&self) -> bool {
        self.inner.cut
    }

    /// Where a passage of the text stands, in points from the upper left corner, a rectangle or more for each line.
    #[must_use]
    pub fn rects(&self, span: Span) -> Vec<Rect> {
        let rects = self.inner.block.rects(span).into_iter();
        rects.map(|(rect, _)| rect / self.scale).collect()
    }

    /// Whether the text runs from right to left, and so belongs at the right of a row.
    #[must_use]
    pub fn is_rtl(&self) -> bool {
        self.inner.block.is_rtl()
    }
}

/// A text as it is painted, in one colour.
pub(super) struct Picture {
    block: TextBlock,
    texture: TextureHandle,
    bleed: Bleed,
    color: Color32,
}

impl Picture {
    /// Paints it with its upper left corner at `pos`.
    pub(super) fn paint(&self, painter: &Painter, pos: Pos2) {
        let scale = painter.pixels_per_point();
        let corner = (pos * scale).round();
        paint_texture(painter, &self.texture, corner, self.bleed);
        let laid = &self.block.inner;
        for mark in &laid.block.marks {
            let rect = mark.rect.translate(corner.to_vec2()) / scale;
            hidden::paint(painter, mark, rect, laid.set.size / scale, self.color);
        }
    }
}

/// Texts and their pictures, kept while they are shown.
#[derive(Default)]
pub(super) struct LabelCache {
    blocks: HashMap<BlockKey, Kept<TextBlock>>,
    pictures: HashMap<(PictureKey, Color32), Kept<(TextureHandle, Bleed)>>,
    pass: u64,
}

struct Kept<T> {
    value: T,
    used: u64,
}

/// What decides about a layout; floats by their bits.
#[derive(Clone, PartialEq, Eq, Hash)]
struct BlockKey {
    text: String,
    family: ReadingFamily,
    size: u32,
    weight: u32,
    width: u32,
    scale: u32,
    max_lines: usize,
    cut: Cut,
}

/// What decides about a picture.
#[derive(Clone, PartialEq, Eq, Hash)]
struct PictureKey {
    shown: String,
    family: ReadingFamily,
    size: u32,
    weight: u32,
    width: u32,
}

/// Frames for which a text is kept after it was last shown.
const KEPT_PASSES: u64 = 120;

impl LabelCache {
    /// Forgets what has not been shown for a while, at times.
    pub(super) fn begin_frame(&mut self, pass: u64) {
        if pass != self.pass && pass.is_multiple_of(KEPT_PASSES / 2) {
            let oldest = pass.saturating_sub(KEPT_PASSES);
            self.blocks.retain(|_, kept| kept.used >= oldest);
            self.pictures.retain(|_, kept| kept.used >= oldest);
        }
        self.pass = pass;
    }
}

impl TextEngine {
    /// Shows a text, wrapped at the width that `ui` has left and cut with an ellipsis after `style.max_lines`; then the
    /// whole text is its tooltip. A screen reader always gets the whole text.
    pub fn label(&mut self, ui: &mut Ui, text: &str, style: &LabelStyle) -> Response {
        self.marked_label(ui, text, style, &[], Color32::TRANSPARENT)
    }

    /// The same with a ground of another colour behind some passages of the text. What is cut off shows none.
    pub fn marked_label(
        &mut self,
        ui: &mut Ui,
        text: &str,
        style: &LabelStyle,
        marks: &[Span],
        ground: Color32,
    ) -> Response {
        self.tidy(ui.ctx());
        let block = self.layout_block(text, style, ui.available_width(), ui.pixels_per_point());
        let mut size = block.size();
        if block.is_rtl() && ui.layout().is_vertical() {
            size.x = size.x.max(ui.available_width());
        }
        let (rect, response) = ui.allocate_exact_size(size, style.sense);
        response.widget_info(|| WidgetInfo::labeled(Role::Label, ui.is_enabled(), text));
        if ui.is_rect_visible(rect) {
            let corner = aligned(&block, rect);
            for mark in marks.iter().flat_map(|span| block.rects(*span)) {
                let mark = mark.translate(corner.to_vec2()).expand2(vec2(1.0, 0.0));
                ui.painter().rect_filled(mark, 2.0, ground);
            }
            self.paint_block(ui.painter(), corner, &block, style.color);
        }
        if block.is_cut() {
            return response.on_hover_ui(|ui| self.whole(ui, text, style));
        }
        response
    }

    /// Lays a text out for a width in points; what was laid out in the last frames is not laid out again.
    pub fn layout_block(
        &mut self,
        text: &str,
        style: &LabelStyle,
        width: f32,
        scale: f32,
    ) -> TextBlock {
        let width = (width * scale).floor().clamp(1.0, 16000.0);
        let key = BlockKey {
            text: text.to_owned(),
            family: style.family.clone(),
            size: style.size.to_bits(),
            weight: style.weight.to_bits(),
            width: width.to_bits(),
            scale: scale.to_bits(),
            max_lines: style.max_lines,
            cut: style.cut,
        };
        let pass = self.labels.pass;
        if let Some(kept) = self.labels.blocks.get_mut(&key) {
            kept.used = pass;
            return kept.value.clone();
        }
        let laid = self.fit(text, style, style.typeset(scale), width);
        let value = TextBlock {
            inner: Arc::new(laid),
            scale,
        };
        let kept = Kept {
            value: value.clone(),
            used: pass,
        };
        self.labels.blocks.insert(key, kept);
        value
    }

    /// Paints a laid out text with its upper left corner at `pos`.
    pub fn paint_block(&mut self, painter: &Painter, pos: Pos2, block: &TextBlock, color: Color32) {
        self.picture(painter.ctx(), block, color)
            .paint(painter, pos);
    }

    /// The picture of a laid out text in a colour; drawn now if it was not shown lately.
    pub(super) fn picture(
        &mut self,
        context: &Context,
        block: &TextBlock,
        color: Color32,
    ) -> Picture {
        let laid = &block.inner;
        let key = PictureKey {
            shown: laid.shown.clone(),
            family: laid.set.family.clone(),
            size: laid.set.size.to_bits(),
            weight: laid.set.weight.to_bits(),
            width: laid.width.to_bits(),
        };
        let pass = self.labels.pass;
        let rasterizer = &mut self.rasterizer;
        let kept = self.labels.pictures.entry((key, color)).or_insert_with(|| {
            let half = (laid.set.size * 0.5).ceil() as u16;
            let bleed = Bleed { x: half, y: half };
            let lines = 0..laid.block.layout.len();
            let image = rasterizer.lines(&laid.block.layout, lines, laid.width, bleed, color);
            Kept {
                value: (load(context, image), bleed),
                used: pass,
            }
        });
        kept.used = pass;
        let (texture, bleed) = kept.value.clone();
        Picture {
            block: block.clone(),
            texture,
            bleed,
            color,
        }
    }

    /// The tooltip of a text that was cut.
    fn whole(&mut self, ui: &mut Ui, text: &str, style: &LabelStyle) {
        let style = LabelStyle {
            max_lines: usize::MAX,
            color: ui.visuals().text_color(),
            sense: Sense::hover(),
            ..style.clone()
        };
        let width = ui.spacing().tooltip_width;
        let block = self.layout_block(text, &style, width, ui.pixels_per_point());
        let (rect, _) = ui.allocate_exact_size(block.size(), Sense::hover());
        self.paint_block(ui.painter(), rect.min, &block, style.color);
    }

    /// Lays out as much of `text` as fits in some lines.
    fn fit(&mut self, text: &str, style: &LabelStyle, set: Typeset, width: f32) -> Laid {
        let max_lines = style.max_lines.max(1);
        let mut shown = first_lines(text, max_lines);
        let mut cut = shown.len() < text.len();
        let mut layout = self.lay_out(&shown, &set, width);
        if layout.len() > max_lines {
            cut = true;
            // More than one line too many cannot fit.
            let most = match style.cut {
                Cut::End => layout
                    .get(max_lines)
                    .map_or(0, |line| line.text_range().end),
                Cut::Middle => shown.len(),
            };
            let beginning = &shown[..most.min(shown.len())];
            shown = self.longest_that_fits(beginning, style.cut, &set, width, max_lines);
            layout = self.lay_out(&shown, &set, width);
        }
        // The width of the longest line gives the same lines, and right-to-left ones are aligned in it.
        let width = width.min((layout.width() + 1.0).ceil());
        if layout.is_rtl() {
            layout = self.lay_out(&shown, &set, width);
        }
        Laid {
            block: BlockLayout::new(layout, 0, &shown),
            set,
            width,
            shown,
            cut,
        }
    }

    /// As many letters of `text` as fit in so many lines with an ellipsis for the others.
    fn longest_that_fits(
        &mut self,
        text: &str,
        cut: Cut,
        set: &Typeset,
        width: f32,
        lines: usize,
    ) -> String {
        let ends: Vec<usize> = text.grapheme_indices(true).map(|(at, _)| at).collect();
        let (mut fits, mut too_long) = (0, ends.len());
        while fits + 1 < too_long {
            let middle = usize::midpoint(fits, too_long);
            let shown = cut_to(text, &ends, middle, cut);
            if self.lay_out(&shown, set, width).len() <= lines {
                fits = middle;
            } else {
                too_long = middle;
            }
        }
        cut_to(text, &ends, fits, cut)
    }

    fn lay_out(&mut self, text: &str, set: &Typeset, width: f32) -> Layout<()> {
        self.composer
            .lay_out(text, set, Some(width), BaseDirection::Auto)
    }
}

/// No more than `max_lines` lines of `text` by its line feeds, and no more letters than any window has room for.
fn first_lines(text: &str, max_lines: usize) -> String {
    let most = max_lines.saturating_mul(2000).min(100_000);
    let end = text
        .match_indices('\n')
        .nth(max_lines - 1)
        .map_or(text.len(), |(at, _)| at)
        .min(text.floor_char_boundary(most));
    if end < text.len() {
        format!("{}…", text[..end].trim_end())
    } else {
        text.to_owned()
    }
}

/// So many letters of `text` with an ellipsis for the others. `ends` has where each letter begins.
fn cut_to(text: &str, ends: &[usize], letters: usize, cut: Cut) -> String {
    let at = |letter: usize| ends.get(letter).copied().unwrap_or_default();
    match cut {
        Cut::End => shortened(text, at(letters)),
        Cut::Middle => {
            let (first, last) = (letters / 2, letters - letters / 2);
            let rest = ends.len().checked_sub(last).filter(|_| last > 0);
            let end = rest.map_or("", |letter| &text[at(letter)..]);
            format!("{}…{end}", &text[..at(first)])
        }
    }
}

/// The first `kept` bytes with an ellipsis.
fn shortened(text: &str, kept: usize) -> String {
    let kept = text[..kept].trim_end_matches(['…', ' ', '-', ',', '.']);
    format!("{kept}…")
}

/// Where a block goes in a wider rectangle: left-to-right text at its left, right-to-left text at its right.
#[must_use]
pub fn aligned(block: &TextBlock, rect: Rect) -> Pos2 {
    if block.is_rtl() {
        pos2(rect.right() - block.size().x, rect.top())
    } else {
        rect.min
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn block(text: &str, width: f32, lines: usize) -> TextBlock {
        let mut engine = TextEngine::with_fonts_only(Vec::new());
        let style = LabelStyle::new(14.0, Color32::BLACK).lines(lines);
        engine.layout_block(text, &style, width, 1.0)
    }

    #[test]
    fn what_fits_is_whole() {
        let block = block("Eight people were hurt", 400.0, 1);
        assert!(!block.is_cut());
        assert_eq!(block.inner.shown, "Eight people were hurt");
        assert!(block.size().x < 200.0);
    }

    #[test]
    fn what_does_not_fit_ends_with_an_ellipsis_in_the_last_line() {
        for (width, lines) in [(100.0, 1), (100.0, 3), (10.0, 1)] {
            let text = "Eight people were hurt when the bridge gave way, the office said";
            let block = block(text, width, lines);
            assert!(block.is_cut() && block.inner.shown.ends_with('…'));
            assert!(
                block.inner.block.layout.len() <= lines,
                "{}",
                block.inner.shown
            );
        }
    }

    #[test]
    fn a_mark_lies_where_its_words_do_and_none_beyond_the_ellipsis() {
        let text = "Eight people were hurt when the bridge gave way";
        let words = |from: &str| {
            let start = text.find(from).unwrap();
            Span::new(start, start + from.len()).unwrap()
        };
        let one_line = block(text, 400.0, 1);
        let [people] = one_line.rects(words("people"))[..] else {
            panic!("one rectangle in one line");
        };
        let [hurt] = one_line.rects(words("hurt"))[..] else {
            panic!("one rectangle in one line");
        };
        assert!(people.left() > 10.0 && people.right() < hurt.left());
        assert_eq!(block(text, 100.0, 1).rects(words("bridge")), []);
    }

    #[test]
    fn a_file_s_name_is_cut_in_its_middle() {
        let mut engine = TextEngine::with_fonts_only(Vec::new());
        let style = LabelStyle::new(14.0, Color32::BLACK).file(1);
        let name = "everything we know about the fire in the old mill.ron";
        let block = engine.layout_block(name, &style, 160.0, 1.0);
        let shown = &block.inner.shown;
        assert!(block.is_cut() && shown.starts_with("every"), "{shown}");
        assert!(shown.ends_with("mill.ron"), "{shown}");
        assert_eq!(block.inner.block.layout.len(), 1);
    }

    #[test]
    fn a_line_feed_counts_as_a_line() {
        let block = block("one\ntwo\nthree", 400.0, 2);
        assert_eq!(block.inner.shown, "one\ntwo…");
    }
}
