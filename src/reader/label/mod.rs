//! Short texts outside the reading pane, in any script: titles, quotes, statements.

mod atom;
mod cache;
mod ellipsis;
mod style;

use super::{
    layout::{BlockLayout, TextEngine, Typeset},
    paint::{Bleed, hidden, load, paint_texture},
};
use crate::text::{Span, without_isolates};
pub(crate) use cache::LabelCache;
use cache::{BlockKey, PictureKey};
pub use style::LabelStyle;

use std::sync::Arc;

use egui::{
    Color32, Context, Painter, Pos2, Rect, Response, Sense, TextureHandle, Ui, Vec2, WidgetInfo,
    accesskit::Role, pos2, vec2,
};

/// A short text that is laid out and can be painted; cheap to clone.
#[derive(Clone)]
pub struct TextBlock {
    pub(crate) inner: Arc<Laid>,
    scale: f32,
}

/// What a text became.
pub(crate) struct Laid {
    /// The lines, and the marks of hidden characters.
    pub(crate) block: BlockLayout,
    pub(crate) set: Typeset,
    /// The width that lines were broken at, in pixels.
    pub(crate) width: f32,
    /// As much of the text as has room.
    pub(crate) shown: String,
    pub(crate) cut: bool,
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
pub(crate) struct Picture {
    block: TextBlock,
    texture: TextureHandle,
    bleed: Bleed,
    color: Color32,
}

impl Picture {
    /// Paints it with its upper left corner at `pos`.
    pub(crate) fn paint(&self, painter: &Painter, pos: Pos2) {
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
        let told = without_isolates(text);
        response.widget_info(|| WidgetInfo::labeled(Role::Label, ui.is_enabled(), &*told));
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
        let key = BlockKey::of(text, style, width, scale);
        if let Some(kept) = self.labels.block(&key) {
            return kept;
        }
        let laid = self.fit(text, style, style.typeset(scale), width);
        let block = TextBlock {
            inner: Arc::new(laid),
            scale,
        };
        self.labels.keep_block(key, block.clone());
        block
    }

    /// Paints a laid out text with its upper left corner at `pos`.
    pub fn paint_block(&mut self, painter: &Painter, pos: Pos2, block: &TextBlock, color: Color32) {
        self.picture(painter.ctx(), block, color)
            .paint(painter, pos);
    }

    /// The picture of a laid out text in a colour; drawn now if it was not shown lately.
    pub(crate) fn picture(
        &mut self,
        context: &Context,
        block: &TextBlock,
        color: Color32,
    ) -> Picture {
        let laid = &block.inner;
        let rasterizer = &mut self.rasterizer;
        let draw = || {
            let half = (laid.set.size * 0.5).ceil() as u16;
            let bleed = Bleed { x: half, y: half };
            let lines = 0..laid.block.layout.len();
            let image = rasterizer.lines(&laid.block.layout, lines, laid.width, bleed, color);
            (load(context, image), bleed)
        };
        let (texture, bleed) = self.labels.picture(PictureKey::of(laid), color, draw);
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
