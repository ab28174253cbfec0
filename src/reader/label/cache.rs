use super::{
    LaidOutLabel, TextBlock,
    style::{LabelStyle, Truncation},
};
use crate::reader::{paint::Bleed, style::ReadingFamily};

use std::collections::HashMap;

use egui::{Color32, TextureHandle};

/// Layouts and textures of labels, cached while they are shown.
#[derive(Default)]
pub(crate) struct LabelCache {
    blocks: HashMap<BlockKey, Cached<TextBlock>>,
    pictures: HashMap<(PictureKey, Color32), Cached<(TextureHandle, Bleed)>>,
    pass: u64,
}

struct Cached<T> {
    value: T,
    used: u64,
}

/// Everything that a layout depends on. Floats are stored as bits.
#[derive(Clone, PartialEq, Eq, Hash)]
pub(super) struct BlockKey {
    text: String,
    family: ReadingFamily,
    size: u32,
    weight: u32,
    width: u32,
    scale: u32,
    max_lines: usize,
    truncation: Truncation,
}

/// Everything that a texture depends on, except the colour.
#[derive(Clone, PartialEq, Eq, Hash)]
pub(super) struct PictureKey {
    shown: String,
    family: ReadingFamily,
    size: u32,
    weight: u32,
    width: u32,
}

impl BlockKey {
    /// `width` in pixels.
    pub(super) fn new(text: &str, style: &LabelStyle, width: f32, scale: f32) -> Self {
        Self {
            text: text.to_owned(),
            family: style.family.clone(),
            size: style.size.to_bits(),
            weight: style.weight.to_bits(),
            width: width.to_bits(),
            scale: scale.to_bits(),
            max_lines: style.max_lines,
            truncation: style.truncation,
        }
    }
}

impl PictureKey {
    pub(super) fn new(laid: &LaidOutLabel) -> Self {
        Self {
            shown: laid.shown.clone(),
            family: laid.font.family.clone(),
            size: laid.font.size.to_bits(),
            weight: laid.font.weight.to_bits(),
            width: laid.width.to_bits(),
        }
    }
}

/// Number of frames for which a label is cached after it was last shown.
const KEPT_FRAMES: u64 = 120;

impl LabelCache {
    /// Starts a frame. From time to time, drops labels that have not been shown for a while.
    pub(crate) fn begin_frame(&mut self, pass: u64) {
        if pass != self.pass && pass.is_multiple_of(KEPT_FRAMES / 2) {
            let oldest = pass.saturating_sub(KEPT_FRAMES);
            self.blocks.retain(|_, cached| cached.used >= oldest);
            self.pictures.retain(|_, cached| cached.used >= oldest);
        }
        self.pass = pass;
    }

    pub(super) fn block(&mut self, key: &BlockKey) -> Option<TextBlock> {
        let cached = self.blocks.get_mut(key)?;
        cached.used = self.pass;
        Some(cached.value.clone())
    }

    pub(super) fn insert_block(&mut self, key: BlockKey, value: TextBlock) {
        let used = self.pass;
        self.blocks.insert(key, Cached { value, used });
    }

    /// The cached texture, or else the result of `draw`, which is then cached.
    pub(super) fn picture(
        &mut self,
        key: PictureKey,
        color: Color32,
        draw: impl FnOnce() -> (TextureHandle, Bleed),
    ) -> (TextureHandle, Bleed) {
        let used = self.pass;
        let cached = self.pictures.entry((key, color));
        let cached = cached.or_insert_with(|| Cached {
            value: draw(),
            used,
        });
        cached.used = used;
        cached.value.clone()
    }
}
