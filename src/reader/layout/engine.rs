use super::{
    compose::{Composer, Typeset},
    fonts,
};
use crate::reader::{label::LabelCache, paint::Rasterizer};

use std::sync::Arc;

use egui::Context;
use parley::{BaseDirection, FontContext};

/// Fonts, layout scratch, rasteriser and the pictures of short texts; one a window.
///
/// Making one reads the list of the system's fonts, which takes some 40 ms. Besides the reading panes it draws
/// every other text that may be in any script: [`label`](Self::label).
pub struct TextEngine {
    pub(crate) composer: Composer,
    pub(crate) rasterizer: Rasterizer,
    pub(crate) labels: LabelCache,
    /// Mean widths of a character, for the few styles that a window has.
    character_widths: Vec<(Typeset, f32)>,
}

/// The bytes of a font file, which its users share.
pub type FontFile = Arc<dyn AsRef<[u8]> + Send + Sync>;

/// English running text, whose mean letter is what "characters a line" means.
const SAMPLE: &str = "The ministry said on Tuesday that its forces had pushed them back across the \
    border, and that nobody had been hurt; two of the outlets quoted a spokesman who put the number at 70.";

impl TextEngine {
    /// With the system's fonts, and egui's embedded ones for what those lack.
    #[must_use]
    pub fn new() -> Self {
        Self::with(fonts::system())
    }

    /// With no fonts but the given files and egui's embedded ones, so that a test draws the same on every machine.
    #[must_use]
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

    /// The names of the installed families, sorted, to choose the reading font from.
    pub fn families(&mut self) -> Vec<String> {
        fonts::family_names(&mut self.composer.fonts.collection)
    }

    /// The font for the window's own words, so that they look as the labels do: a font file, and the index of the face
    /// in it.
    pub fn interface_font(&mut self) -> Option<(FontFile, u32)> {
        let (file, face) = fonts::interface_face(&mut self.composer.fonts)?;
        Some((file.into_raw_parts().0, face))
    }

    /// The mean width of a character in pixels.
    pub(crate) fn character_width(&mut self, set: &Typeset) -> f32 {
        if let Some((_, width)) = self.character_widths.iter().find(|(known, _)| known == set) {
            return *width;
        }
        let layout = self.composer.lay_out(SAMPLE, set, None, BaseDirection::Ltr);
        let width = layout.width() / SAMPLE.len() as f32;
        // A zoom by pinching passes through many sizes, none of which is needed again.
        self.character_widths.truncate(16);
        self.character_widths.insert(0, (set.clone(), width));
        width
    }

    /// Forgets pictures of texts that have not been shown for a while. Called by every pane and label.
    pub(crate) fn tidy(&mut self, context: &Context) {
        self.labels.begin_frame(context.cumulative_pass_nr());
    }
}

impl Default for TextEngine {
    fn default() -> Self {
        Self::new()
    }
}
