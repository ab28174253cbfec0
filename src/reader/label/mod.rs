//! Labels: short texts in any script outside the reading pane, such as titles, quotes and statements.

mod cache;
mod ellipsis;
mod style;

use super::{
    layout::{BlockLayout, FontSpec, TextEngine},
    paint::{Bleed, hidden, load, paint_texture},
};
use crate::text::{Span, without_isolates};
pub(crate) use cache::LabelCache;
use cache::{BlockKey, PictureKey};
pub use style::LabelStyle;
use style::Truncation;

use std::{borrow::Cow, f32::consts::TAU, sync::Arc};

use egui::{
    Atom, Color32, Context, FontId, Mesh, Painter, Pos2, Rect, Response, RichText, Sense,
    TextureHandle, Ui, Vec2, WidgetInfo, accesskit::Role, emath::Rot2, pos2, vec2,
};

/// A short text, laid out; cheap to clone.
#[derive(Clone)]
pub struct TextBlock {
    pub(crate) inner: Arc<LaidOutLabel>,
    scale: f32,
}

/// Layout of a label. Each paragraph has its own direction.
pub(crate) struct LaidOutLabel {
    /// From top to bottom; at least one.
    pub(crate) paragraphs: Vec<LabelParagraph>,
    pub(crate) font: FontSpec,
    /// The width at which lines were broken, in pixels.
    pub(crate) width: f32,
    /// The text after truncation, with its ellipsis.
    pub(crate) shown: String,
    pub(crate) is_truncated: bool,
}

pub(crate) struct LabelParagraph {
    /// Distance from the top of the label, in pixels.
    pub(crate) top: f32,
    pub(crate) block: BlockLayout,
}

impl LabelParagraph {
    fn bottom(&self) -> f32 {
        self.top + self.block.height()
    }
}

impl LaidOutLabel {
    fn height(&self) -> f32 {
        self.paragraphs.last().map_or(0.0, LabelParagraph::bottom)
    }
}

impl TextBlock {
    /// Width of the longest line, and total height, in points.
    pub fn size(&self) -> Vec2 {
        vec2(self.inner.width, self.inner.height()) / self.scale
    }

    pub fn is_truncated(&self) -> bool {
        self.inner.is_truncated
    }

    /// The rectangles of a passage of the text, one or more for each line, in points from the top left corner.
    pub fn rects(&self, span: Span) -> Vec<Rect> {
        let paragraphs = self.inner.paragraphs.iter();
        let rects = paragraphs.flat_map(|LabelParagraph { top, block }| {
            let rects = block.rects(span).into_iter();
            rects.map(|(rect, _)| rect.translate(vec2(0.0, *top)) / self.scale)
        });
        rects.collect()
    }

    /// Whether the first paragraph is right-to-left, so that the text belongs on the right of a row.
    pub fn is_rtl(&self) -> bool {
        let first = self.inner.paragraphs.first();
        first.is_some_and(|paragraph| paragraph.block.is_rtl())
    }
}

/// The texture of a label, in one colour.
pub(crate) struct LabelPicture {
    block: TextBlock,
    texture: TextureHandle,
    bleed: Bleed,
    color: Color32,
}

impl LabelPicture {
    /// Paints the texture with its top left corner at `pos`.
    pub(crate) fn paint(&self, painter: &Painter, pos: Pos2) {
        let scale = painter.pixels_per_point();
        let corner = (pos * scale).round();
        paint_texture(painter, &self.texture, corner, self.bleed);
        let laid = &self.block.inner;
        for LabelParagraph { top, block } in &laid.paragraphs {
            let shift = corner.to_vec2() + vec2(0.0, *top);
            for mark in &block.marks {
                let rect = mark.rect.translate(shift) / scale;
                hidden::paint(painter, mark, rect, laid.font.size / scale, self.color);
            }
        }
    }
}

impl TextEngine {
    /// Shows a text, wrapped at the available width of `ui`. After `style.max_lines` it is truncated, and the full text
    /// becomes its tooltip. Screen readers always get the full text.
    pub fn label(&mut self, ui: &mut Ui, text: &str, style: &LabelStyle) -> Response {
        self.marked_label(ui, text, style, &[], Color32::TRANSPARENT)
    }

    /// Like [`label`](Self::label), with a background behind the given passages as far as they are not truncated.
    pub fn marked_label(
        &mut self,
        ui: &mut Ui,
        text: &str,
        style: &LabelStyle,
        marks: &[Span],
        background: Color32,
    ) -> Response {
        self.drop_unused(ui.ctx());
        let block = self.layout_block(text, style, ui.available_width(), ui.pixels_per_point());
        let mut size = block.size();
        if block.is_rtl() && ui.layout().is_vertical() {
            size.x = size.x.max(ui.available_width());
        }
        let (rect, response) = ui.allocate_exact_size(size, style.sense);
        let spoken = without_isolates(text);
        response.widget_info(|| WidgetInfo::labeled(Role::Label, ui.is_enabled(), &*spoken));
        if ui.is_rect_visible(rect) {
            let corner = aligned(&block, rect);
            for mark in marks.iter().flat_map(|span| block.rects(*span)) {
                let mark = mark.translate(corner.to_vec2()).expand2(vec2(1.0, 0.0));
                ui.painter().rect_filled(mark, 2.0, background);
            }
            self.paint_block(ui.painter(), corner, &block, style.color);
        }
        if block.is_truncated() {
            return response.on_hover_ui(|ui| self.full_text(ui, text, style));
        }
        response
    }

    /// Lays out a text for a width in points, cached for some frames.
    pub fn layout_block(
        &mut self,
        text: &str,
        style: &LabelStyle,
        width: f32,
        scale: f32,
    ) -> TextBlock {
        let width = (width * scale).floor().clamp(1.0, 16000.0);
        let key = BlockKey::new(text, style, width, scale);
        if let Some(block) = self.labels.block(&key) {
            return block;
        }
        let laid = self.fit(text, style, style.font_spec(scale), width);
        let block = TextBlock {
            inner: Arc::new(laid),
            scale,
        };
        self.labels.insert_block(key, block.clone());
        block
    }

    /// Paints a laid-out text with its top left corner at `pos`.
    pub fn paint_block(&mut self, painter: &Painter, pos: Pos2, block: &TextBlock, color: Color32) {
        self.picture(painter.ctx(), block, color)
            .paint(painter, pos);
    }

    /// Paints a laid-out text rotated clockwise by a quarter turn, starting at `top`. The marks of hidden characters are
    /// left out.
    pub fn paint_downwards(
        &mut self,
        painter: &Painter,
        top: Pos2,
        block: &TextBlock,
        color: Color32,
    ) {
        let LabelPicture { texture, bleed, .. } = self.picture(painter.ctx(), block, color);
        let scale = painter.pixels_per_point();
        let pivot = (top * scale).round() / scale;
        let bleed = vec2(f32::from(bleed.x), f32::from(bleed.y)) / scale;
        let half = (block.size().y * scale / 2.0).round() / scale;
        let corner = pivot - bleed - vec2(0.0, half);
        let rect = Rect::from_min_size(corner, texture.size_vec2() / scale);
        let mut mesh = Mesh::with_texture(texture.id());
        let uv = Rect::from_min_max(pos2(0.0, 0.0), pos2(1.0, 1.0));
        mesh.add_rect_with_uv(rect, uv, Color32::WHITE);
        mesh.rotate(Rot2::from_angle(TAU / 4.0), pivot);
        painter.add(mesh);
    }

    /// The texture of a laid-out text in a colour, cached for some frames.
    pub(crate) fn picture(
        &mut self,
        context: &Context,
        block: &TextBlock,
        color: Color32,
    ) -> LabelPicture {
        let laid = &block.inner;
        let rasterizer = &mut self.rasterizer;
        let draw = || {
            let half = (laid.font.size * 0.5).ceil() as u16;
            let bleed = Bleed { x: half, y: half };
            let paragraphs = laid.paragraphs.iter();
            let blocks = paragraphs.map(|LabelParagraph { top, block }| {
                let lines = 0..block.layout.len();
                (*top, block, lines)
            });
            let size = vec2(laid.width, laid.height());
            let image = rasterizer.lines(blocks, size, bleed, color);
            (load(context, image), bleed)
        };
        let (texture, bleed) = self.labels.picture(PictureKey::new(laid), color, draw);
        LabelPicture {
            block: block.clone(),
            texture,
            bleed,
            color,
        }
    }

    /// A text for egui's buttons, menus and combo boxes, laid out for a width in points. egui takes no accessible name
    /// from it, so the widget needs one.
    ///
    /// Plain ASCII remains egui's own text, which looks the same and has the colour of the widget's state.
    pub fn atom(&mut self, ui: &Ui, text: &str, style: &LabelStyle, width: f32) -> Atom<'static> {
        if text.is_ascii() {
            let mut shown = Cow::Borrowed(text);
            let mut kept = text;
            while style.truncation == Truncation::Words
                && ascii_width(ui, &shown, style) > width
                && let Some(space) = kept.rfind(' ')
            {
                kept = &kept[..space];
                shown = Cow::Owned(format!("{kept}…"));
            }
            return RichText::new(shown).size(style.size).into();
        }
        self.wrapped_atom(ui, text, style, width)
    }

    /// Like [`Self::atom`], breaking over lines up to `style.max_lines`.
    pub fn wrapped_atom(
        &mut self,
        ui: &Ui,
        text: &str,
        style: &LabelStyle,
        width: f32,
    ) -> Atom<'static> {
        self.drop_unused(ui.ctx());
        let block = self.layout_block(text, style, width, ui.pixels_per_point());
        let picture = self.picture(ui.ctx(), &block, style.color);
        Atom::paint(block.size(), move |ui, args| {
            picture.paint(ui.painter(), aligned(&block, args.rect));
        })
    }

    /// Width in points of an [`Self::atom`] that is not truncated.
    pub fn atom_width(&mut self, ui: &Ui, text: &str, style: &LabelStyle) -> f32 {
        if text.is_ascii() {
            return ascii_width(ui, text, style);
        }
        let block = self.layout_block(text, style, f32::INFINITY, ui.pixels_per_point());
        block.size().x
    }

    /// Smallest width in points in which a text takes at most `lines` lines and no word is broken.
    pub fn width_in_lines(
        &mut self,
        text: &str,
        style: &LabelStyle,
        lines: usize,
        scale: f32,
    ) -> f32 {
        let style = style.clone().lines(lines);
        let mut width = |text: &str| {
            let block = self.layout_block(text, &style, f32::INFINITY, scale);
            block.size().x
        };
        let words = text.split_inclusive([' ', '/']);
        let longest_word = words.map(|word| width(word.trim_end())).fold(0.0, f32::max);
        let (mut least, mut most) = (longest_word, width(text));
        while most - least > 1.0 {
            let middle = f32::midpoint(least, most);
            let block = self.layout_block(text, &style, middle, scale);
            if block.is_truncated() {
                least = middle;
            } else {
                most = middle;
            }
        }
        most.ceil()
    }

    /// Adds the full text, for the tooltip of a truncated label.
    fn full_text(&mut self, ui: &mut Ui, text: &str, style: &LabelStyle) {
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
}

/// Width in points in egui's own font.
fn ascii_width(ui: &Ui, text: &str, style: &LabelStyle) -> f32 {
    let font = FontId::proportional(style.size);
    let galley = ui
        .painter()
        .layout_no_wrap(text.to_owned(), font, style.color);
    galley.size().x
}

/// The position of a block in a wider rectangle: on the left for left-to-right text, on the right for right-to-left text.
pub fn aligned(block: &TextBlock, rect: Rect) -> Pos2 {
    if block.is_rtl() {
        pos2(rect.right() - block.size().x, rect.top())
    } else {
        rect.min
    }
}
