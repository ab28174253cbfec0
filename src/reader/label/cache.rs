use super::{
    Laid, TextBlock,
    style::{Cut, LabelStyle},
};
use crate::reader::{paint::Bleed, style::ReadingFamily};

use std::collections::HashMap;

use egui::{Color32, TextureHandle};

/// Texts and their pictures, kept while they are shown.
#[derive(Default)]
pub(crate) struct LabelCache {
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
pub(crate) struct BlockKey {
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
pub(crate) struct PictureKey {
    shown: String,
    family: ReadingFamily,
    size: u32,
    weight: u32,
    width: u32,
}

impl BlockKey {
    /// `width` in pixels.
    pub(crate) fn of(text: &str, style: &LabelStyle, width: f32, scale: f32) -> Self {
        Self {
            text: text.to_owned(),
            family: style.family.clone(),
            size: style.size.to_bits(),
            weight: style.weight.to_bits(),
            width: width.to_bits(),
            scale: scale.to_bits(),
            max_lines: style.max_lines,
            cut: style.cut,
        }
    }
}

impl PictureKey {
    pub(crate) fn of(laid: &Laid) -> Self {
        Self {
            shown: laid.shown.clone(),
            family: laid.set.family.clone(),
            size: laid.set.size.to_bits(),
            weight: laid.set.weight.to_bits(),
            width: laid.width.to_bits(),
        }
    }
}

/// Frames for which a text is kept after it was last shown.
const KEPT_PASSES: u64 = 120;

impl LabelCache {
    /// Forgets what has not been shown for a while, at times.
    pub(crate) fn begin_frame(&mut self, pass: u64) {
        if pass != self.pass && pass.is_multiple_of(KEPT_PASSES / 2) {
            let oldest = pass.saturating_sub(KEPT_PASSES);
            self.blocks.retain(|_, kept| kept.used >= oldest);
            self.pictures.retain(|_, kept| kept.used >= oldest);
        }
        self.pass = pass;
    }

    /// What was laid out lately.
    pub(crate) fn block(&mut self, key: &BlockKey) -> Option<TextBlock> {
        let kept = self.blocks.get_mut(key)?;
        kept.used = self.pass;
        Some(kept.value.clone())
    }

    pub(crate) fn keep_block(&mut self, key: BlockKey, value: TextBlock) {
        let used = self.pass;
        self.blocks.insert(key, Kept { value, used });
    }

    /// What was drawn lately in that colour; otherwise what `draw` gives, which is kept.
    pub(crate) fn picture(
        &mut self,
        key: PictureKey,
        color: Color32,
        draw: impl FnOnce() -> (TextureHandle, Bleed),
    ) -> (TextureHandle, Bleed) {
        let used = self.pass;
        let kept = self.pictures.entry((key, color));
        let kept = kept.or_insert_with(|| Kept {
            value: draw(),
            used,
        });
        kept.used = used;
        kept.value.clone()
    }
}
