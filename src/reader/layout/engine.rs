use super::{
    compose::{Composer, FontSpec},
    fonts,
};
use crate::reader::{label::LabelCache, paint::Rasterizer};

use std::sync::Arc;

use egui::Context;
use parley::{BaseDirection, FontContext};

/// Fonts, layout scratch memory, rasteriser and label cache; one per window.
///
/// Creating one reads the list of system fonts, which takes about 40 ms. Draws the reading panes and, with
/// [`label`](Self::label), all other text that may be in any script.
pub struct TextEngine {
    pub(crate) composer: Composer,
    pub(crate) rasterizer: Rasterizer,
    pub(crate) labels: LabelCache,
    /// Mean character width of each font in use.
    character_widths: Vec<(FontSpec, f32)>,
}

/// The bytes of a font file, shared.
pub type FontFile = Arc<dyn AsRef<[u8]> + Send + Sync>;

/// English running text. Its mean character width defines "characters per line".
const SAMPLE: &str = "The ministry said on Tuesday that its forces had pushed them back across the \
    border, and that nobody had been hurt; two of the outlets quoted a spokesman who put the number at 70.";

impl TextEngine {
    /// Uses the system's fonts, and egui's embedded fonts for glyphs that those lack.
    pub fn new() -> Self {
        Self::with(fonts::system())
    }

    /// Uses only the given font files and egui's embedded fonts, so that a test draws the same on every machine.
    pub fn with_fonts_only(files: Vec<Vec<u8>>) -> Self {
        Self::with(fonts::only(files))
    }

    fn with(fonts: FontContext) -> Self {
        Self {
            composer: Composer::new(fonts),
            rasterizer: Rasterizer::new(),
            labels: LabelCache::default(),
            character_widths: Vec::new(),
        }
    }

    /// The names of the installed families, sorted, for selecting the reading font.
    pub fn families(&mut self) -> Vec<String> {
        fonts::family_names(&mut self.composer.fonts.collection)
    }

    /// The font of a weight for egui's own text, so that it looks like the labels: a font file, and the index of the face in it.
    pub fn interface_font(&mut self, weight: f32) -> Option<(FontFile, u32)> {
        let (file, face) = fonts::interface_face(&mut self.composer.fonts, weight)?;
        Some((file.into_raw_parts().0, face))
    }

    /// The mean character width in pixels.
    pub(crate) fn character_width(&mut self, font: &FontSpec) -> f32 {
        if let Some((_, width)) = self
            .character_widths
            .iter()
            .find(|(known, _)| known == font)
        {
            return *width;
        }
        let sample = self
            .composer
            .lay_out(SAMPLE, font, None, BaseDirection::Ltr);
        let width = sample.width() / SAMPLE.len() as f32;
        // A pinch zoom passes through many sizes that are not needed again.
        self.character_widths.truncate(16);
        self.character_widths.insert(0, (font.clone(), width));
        width
    }

    /// Drops labels that have not been shown for a while. Called by every pane and label.
    pub(crate) fn drop_unused(&mut self, context: &Context) {
        self.labels.begin_frame(context.cumulative_pass_nr());
    }
}

impl Default for TextEngine {
    fn default() -> Self {
        Self::new()
    }
}
