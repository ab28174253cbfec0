//! Cache of text textures, a few lines each, for the visible part and its surroundings.

use super::raster::{Bleed, Rasterizer, lines_bounds};
use crate::reader::layout::BlockLayout;

use std::collections::HashMap;

use egui::{Color32, Context, Painter, Pos2, Rect, TextureHandle, TextureOptions, pos2, vec2};

/// Lines per texture: few enough that one is drawn in well under a millisecond.
const TILE_LINES: usize = 6;
/// Number of textures kept in addition to those of the last frame.
const SPARE_TILES: usize = 16;

/// Index of the block, index of the tile in the block, text colour.
type TileKey = (usize, usize, Color32);

/// The texture cache of one pane. Must be cleared when the text, font, width or scale changes.
#[derive(Default)]
pub(crate) struct Tiles {
    tiles: HashMap<TileKey, Tile>,
    frame: u64,
}

struct Tile {
    texture: TextureHandle,
    bleed: Bleed,
    /// The frame in which it was last painted.
    used: u64,
}

/// Position and colour of a painted block.
pub(crate) struct TilePlacement<'a> {
    pub(crate) painter: &'a Painter,
    /// The block's top left corner in physical pixels of the window, whole numbers.
    pub(crate) origin: Pos2,
    /// Top and bottom of the pane in physical pixels of the window.
    pub(crate) clip_y: (f32, f32),
    /// The width of the column.
    pub(crate) width: f32,
    pub(crate) color: Color32,
}

impl Tiles {
    pub(crate) fn clear(&mut self) {
        self.tiles.clear();
    }

    /// Starts a frame: drops the least recently painted textures.
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

    /// Paints the visible lines of a block.
    pub(crate) fn paint(
        &mut self,
        rasterizer: &mut Rasterizer,
        number: usize,
        block: &BlockLayout,
        placement: &TilePlacement,
    ) {
        let lines = block.layout.len();
        for tile in 0..lines.div_ceil(TILE_LINES) {
            let range = tile * TILE_LINES..((tile + 1) * TILE_LINES).min(lines);
            let (top, bottom) = lines_bounds(&block.layout, &range);
            let slack = bottom - top;
            if placement.origin.y + bottom + slack < placement.clip_y.0
                || placement.origin.y + top - slack > placement.clip_y.1
            {
                continue;
            }
            let key = (number, tile, placement.color);
            let frame = self.frame;
            let tile = self.tiles.entry(key).or_insert_with(|| {
                let bleed = bleed(block);
                let lines = std::iter::once((-top, block, range));
                let size = vec2(placement.width, bottom - top);
                let image = rasterizer.lines(lines, size, bleed, placement.color);
                Tile {
                    texture: load(placement.painter.ctx(), image),
                    bleed,
                    used: frame,
                }
            });
            tile.used = frame;
            let corner = placement.origin + vec2(0.0, top.round());
            paint_texture(placement.painter, &tile.texture, corner, tile.bleed);
        }
    }
}

/// Glyphs may extend beyond their line, by up to half a line on each side.
fn bleed(block: &BlockLayout) -> Bleed {
    let (top, bottom) = block.line_bounds(0);
    let half = ((bottom - top) * 0.5).ceil() as u16;
    Bleed { x: half, y: half }
}

/// Uploads an image to be shown pixel by pixel.
pub(crate) fn load(context: &Context, image: egui::ColorImage) -> TextureHandle {
    context.load_texture("text", image, TextureOptions::NEAREST)
}

/// Paints a texture so that the text's top left corner, inside the bleed, is at `corner` in physical pixels.
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
