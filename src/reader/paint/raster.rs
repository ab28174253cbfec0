//! Rasterising laid-out lines on the CPU. Lengths are physical pixels.

use crate::reader::layout::{BlockLayout, NO_SIZE};

use std::ops::Range;

use egui::{Color32, ColorImage, Vec2, vec2};
use parley::{GlyphRun, Layout, Line, PositionedLayoutItem};
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

    /// Draws some lines of each block. The number is the height of their top edge. The image is `size` large, plus
    /// `bleed` on every side.
    pub(crate) fn lines<'a>(
        &mut self,
        blocks: impl Iterator<Item = (f32, &'a BlockLayout, Range<usize>)>,
        size: Vec2,
        bleed: Bleed,
        color: Color32,
    ) -> ColorImage {
        let size = [pixels(size.x) + 2 * bleed.x, pixels(size.y) + 2 * bleed.y];
        self.context.reset_and_resize(size[0], size[1]);
        self.context.set_paint(to_vello(color));
        let origin = vec2(f32::from(bleed.x), f32::from(bleed.y));
        for (top, block, lines) in blocks {
            let corner = origin + vec2(0.0, top.round());
            for line in block.layout.lines().skip(lines.start).take(lines.len()) {
                self.line(&line, corner);
            }
            let hyphen = block.hyphen.as_ref().and_then(|hyphen| hyphen.get(0));
            let hyphens = block.hyphenated.iter();
            for (_, position) in hyphens.filter(|(line, _)| lines.contains(line)) {
                if let Some(hyphen) = &hyphen {
                    self.line(hyphen, corner + position.to_vec2());
                }
            }
        }
        self.finish(size)
    }

    /// Draws a line whose block has its top left corner at `corner`.
    fn line(&mut self, line: &Line<'_, ()>, corner: Vec2) {
        let corner = (f64::from(corner.x), f64::from(corner.y));
        self.context.set_transform(Affine::translate(corner));
        for item in line.items() {
            match item {
                PositionedLayoutItem::GlyphRun(run) if run.run().font_size() > NO_SIZE => {
                    self.run(&run);
                }
                PositionedLayoutItem::GlyphRun(_) | PositionedLayoutItem::InlineBox(_) => {}
            }
        }
    }

    fn run(&mut self, glyphs: &GlyphRun<'_, ()>) {
        let run = glyphs.run();
        let coords = run.normalized_coords().iter();
        let coords: Vec<i16> = coords.map(|coord| coord.to_bits()).collect();
        let placed = glyphs.positioned_glyphs().map(|glyph| Glyph {
            id: glyph.id,
            x: glyph.x,
            y: glyph.y,
        });
        self.context
            .glyph_run(&mut self.resources, run.font())
            .font_size(run.font_size())
            .hint(true)
            .normalized_coords(&coords)
            .fill_glyphs(placed);
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
