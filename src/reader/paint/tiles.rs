//! Pictures of text as textures, a few lines each, kept while they are near what is seen.

use super::raster::{Bleed, Rasterizer, band};
use crate::reader::layout::BlockLayout;

use std::collections::HashMap;

use egui::{Color32, Context, Painter, Pos2, Rect, TextureHandle, TextureOptions, pos2, vec2};

/// Lines in a picture: few enough that one is drawn in well under a millisecond.
const TILE_LINES: usize = 6;
/// Pictures kept beyond those of the last frame.
const SPARE_TILES: usize = 16;

/// Which picture: the block, its place in the block, and the colour of the text.
type Key = (usize, usize, Color32);

/// The pictures of one pane. Whoever changes the text, the typeface, the width or the scale clears it.
#[derive(Default)]
pub(crate) struct Tiles {
    tiles: HashMap<Key, Tile>,
    frame: u64,
}

struct Tile {
    texture: TextureHandle,
    bleed: Bleed,
    /// The frame in which it was last painted.
    used: u64,
}

/// Where and how a block is painted.
pub(crate) struct Spot<'a> {
    pub(crate) painter: &'a Painter,
    /// The block's upper left corner in physical pixels of the window, whole numbers.
    pub(crate) source: Pos2,
    /// From the top to the bottom of what is seen, in physical pixels of the window.
    pub(crate) seen: (f32, f32),
    /// The width of the column.
    pub(crate) width: f32,
    pub(crate) color: Color32,
}

impl Tiles {
    pub(crate) fn clear(&mut self) {
        self.tiles.clear();
    }

    /// Begins a frame: forgets the pictures that were not painted for the longest time.
    pub(crate) fn begin_frame(&mut self) {
        let current = self.tiles.values().filter(|tile| tile.used == self.frame);
        let most = current.count() + SPARE_TILES;
        if self.tiles.len() > most {
            let mut ages: Vec<u64> = self.tiles.values().map(|tile| tile.used).collect();
            ages.sort_unstable_by(|a, b| b.cmp(a));
            let oldest = ages[most];
            self.tiles.retain(|_, tile| tile.used > oldest);
        }
        self.frame += 1;
    }

    /// Paints the lines of a block that are seen.
    pub(crate) fn paint(
        &mut self,
        rasterizer: &mut Rasterizer,
        number: usize,
        block: &BlockLayout,
        spot: &Spot,
    ) {
        let lines = block.layout.len();
        for tile in 0..lines.div_ceil(TILE_LINES) {
            let range = tile * TILE_LINES..((tile + 1) * TILE_LINES).min(lines);
            let (top, bottom) = band(&block.layout, &range);
            let slack = bottom - top;
            if spot.source.y + bottom + slack < spot.seen.0
                || spot.source.y + top - slack > spot.seen.1
            {
                continue;
            }
            let key = (number, tile, spot.color);
            let frame = self.frame;
            let tile = self.tiles.entry(key).or_insert_with(|| {
                let bleed = bleed(block);
                let image = rasterizer.lines(&block.layout, range, spot.width, bleed, spot.color);
                Tile {
                    texture: load(spot.painter.ctx(), image),
                    bleed,
                    used: frame,
                }
            });
            tile.used = frame;
            let corner = spot.source + vec2(0.0, top.round());
            paint_texture(spot.painter, &tile.texture, corner, tile.bleed);
        }
    }
}

/// Room around a picture: half a line to each side.
fn bleed(block: &BlockLayout) -> Bleed {
    let (top, bottom) = block.line_band(0);
    let half = ((bottom - top) * 0.5).ceil() as u16;
    Bleed { x: half, y: half }
}

/// Hands a picture to the graphics card, to be shown pixel by pixel.
pub(crate) fn load(context: &Context, image: egui::ColorImage) -> TextureHandle {
    context.load_texture("text", image, TextureOptions::NEAREST)
}

/// Shows a picture with the text's upper left corner, without the bleed, at `corner` in physical pixels.
pub(crate) fn paint_texture(
    painter: &Painter,
    texture: &TextureHandle,
    corner: Pos2,
    bleed: Bleed,
) {
    let scale = painter.pixels_per_point();
    let [width, height] = texture.size();
    let min = corner - vec2(f32::from(bleed.x), f32::from(bleed.y));
    let rect = Rect::from_min_size(min, vec2(width as f32, height as f32));
    let uv = Rect::from_min_max(pos2(0.0, 0.0), pos2(1.0, 1.0));
    painter.image(texture.id(), rect / scale, uv, Color32::WHITE);
}
