//! Rasterising laid-out lines on the CPU. Lengths are physical pixels.

use std::ops::Range;

use egui::{Color32, ColorImage};
use parley::{GlyphRun, Layout, PositionedLayoutItem};
use vello_cpu::{
    Glyph, Pixmap, RenderContext, Resources,
    color::{AlphaColor, Srgb},
    kurbo::Affine,
};

/// The context and outline cache of vello; one per window.
///
/// The glyph atlas of vello is not used: it is an image of 64 MB that is scanned for every new glyph.
pub(crate) struct Rasterizer {
    context: RenderContext,
    resources: Resources,
}

/// Empty pixels around an image, for glyphs that reach beyond their line, such as stacked accents.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Bleed {
    pub(crate) x: u16,
    pub(crate) y: u16,
}

impl Rasterizer {
    pub(crate) fn new() -> Self {
        Self {
            context: RenderContext::new(1, 1),
            resources: Resources::new(),
        }
    }

    /// Draws some lines of `layout`. The image is `width` wide and as high as the lines, plus `bleed` on every side.
    pub(crate) fn lines(
        &mut self,
        layout: &Layout<()>,
        lines: Range<usize>,
        width: f32,
        bleed: Bleed,
        color: Color32,
    ) -> ColorImage {
        let (top, bottom) = lines_bounds(layout, &lines);
        let size = [
            pixels(width) + 2 * bleed.x,
            pixels(bottom - top) + 2 * bleed.y,
        ];
        self.context.reset_and_resize(size[0], size[1]);
        self.context.set_paint(to_vello(color));
        self.context.set_transform(Affine::translate((
            f64::from(bleed.x),
            f64::from(bleed.y) - f64::from(top.round()),
        )));
        for line in layout.lines().skip(lines.start).take(lines.len()) {
            for item in line.items() {
                if let PositionedLayoutItem::GlyphRun(run) = item {
                    self.run(&run);
                }
            }
        }
        self.finish(size)
    }

    fn run(&mut self, glyphs: &GlyphRun<'_, ()>) {
        let run = glyphs.run();
        let coords: Vec<i16> = run
            .normalized_coords()
            .iter()
            .map(|coord| coord.to_bits())
            .collect();
        let placed: Vec<Glyph> = glyphs
            .positioned_glyphs()
            .map(|glyph| Glyph {
                id: glyph.id,
                x: glyph.x,
                y: glyph.y,
            })
            .collect();
        self.context
            .glyph_run(&mut self.resources, run.font())
            .font_size(run.font_size())
            .hint(true)
            .normalized_coords(&coords)
            .fill_glyphs(placed.into_iter());
    }

    fn finish(&mut self, [width, height]: [u16; 2]) -> ColorImage {
        self.context.flush();
        let mut pixmap = Pixmap::new(width, height);
        self.context.render(&mut pixmap, &mut self.resources);
        ColorImage::from_rgba_premultiplied(
            [usize::from(width), usize::from(height)],
            pixmap.data_as_u8_slice(),
        )
    }
}

/// The top of the first line and the bottom of the last.
pub(crate) fn lines_bounds(layout: &Layout<()>, lines: &Range<usize>) -> (f32, f32) {
    let metrics = |line: usize| layout.get(line).map(|line| *line.metrics());
    let top = metrics(lines.start).map_or(0.0, |line| line.block_min_coord);
    let bottom = lines
        .end
        .checked_sub(1)
        .and_then(metrics)
        .map_or(top, |line| line.block_max_coord);
    (top, bottom)
}

/// A length in whole pixels, at least 1 and at most the maximum size of a texture.
fn pixels(length: f32) -> u16 {
    length.ceil().clamp(1.0, 8000.0) as u16
}

fn to_vello(color: Color32) -> AlphaColor<Srgb> {
    let [red, green, blue, alpha] = color.to_srgba_unmultiplied();
    AlphaColor::from_rgba8(red, green, blue, alpha)
}
