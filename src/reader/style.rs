use egui::Color32;

/// Typeface, size and line length of an article.
#[derive(Clone, Debug, PartialEq)]
pub struct ReadingStyle {
    pub family: ReadingFamily,
    /// Font size in points, before the window's zoom.
    pub size: f32,
    /// Length of a full line in characters; 60 to 75 read best. A narrow pane has shorter lines.
    pub line_width: f32,
    /// Height of a line as a multiple of `size`.
    pub line_height: f32,
}

impl Default for ReadingStyle {
    fn default() -> Self {
        Self {
            family: ReadingFamily::Serif,
            size: 16.0,
            line_width: 68.0,
            line_height: 1.5,
        }
    }
}

/// A typeface by kind or by name. Glyphs that it lacks come from the system's fallback fonts.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub enum ReadingFamily {
    /// The platform's serif face for running text.
    #[default]
    Serif,
    /// The platform's sans-serif face.
    Sans,
    /// An installed family, from [`TextEngine::families`](super::TextEngine::families). Falls back to sans-serif.
    Named(String),
}

/// The colours of a reading pane, all from the theme.
#[derive(Clone, Debug, PartialEq)]
pub struct ReaderPalette {
    pub text: Color32,
    /// Page clutter, and marks of hidden characters.
    pub faint: Color32,
    /// Behind the text.
    pub background: Color32,
    /// Behind selected text.
    pub selection: Color32,
    pub caret: Color32,
    /// Around the focused pane.
    pub focus: Color32,
    /// Behind search matches.
    pub hit: Color32,
    /// Behind the current match.
    pub current_hit: Color32,
    /// Around the passage of [`ReaderInput::flash`](super::ReaderInput::flash).
    pub flash: Color32,
    /// Strength of a highlight's colour behind the text, 0 to 1. Dark themes need more than light ones.
    pub wash: f32,
    /// The scroll bar's thumb.
    pub scroll_thumb: Color32,
}

impl ReaderPalette {
    /// Calm colours on near-white, for tests and as a base for a theme.
    pub fn light() -> Self {
        Self {
            text: Color32::from_rgb(0x24, 0x24, 0x22),
            faint: Color32::from_rgb(0x70, 0x70, 0x6b),
            background: Color32::from_rgb(0xfd, 0xfc, 0xfa),
            selection: Color32::from_rgb(0xbc, 0xd6, 0xf5),
            caret: Color32::from_rgb(0x1a, 0x5f, 0xb4),
            focus: Color32::from_rgb(0x1a, 0x5f, 0xb4),
            hit: Color32::from_rgb(0xff, 0xf0, 0xa8),
            current_hit: Color32::from_rgb(0xff, 0xcf, 0x4d),
            flash: Color32::from_rgb(0x1a, 0x5f, 0xb4),
            wash: 0.24,
            scroll_thumb: Color32::from_rgb(0xb4, 0xb2, 0xad),
        }
    }

    /// Calm colours on near-black.
    pub fn dark() -> Self {
        Self {
            text: Color32::from_rgb(0xdd, 0xdb, 0xd6),
            faint: Color32::from_rgb(0x96, 0x94, 0x8f),
            background: Color32::from_rgb(0x1c, 0x1c, 0x1e),
            selection: Color32::from_rgb(0x2c, 0x4a, 0x72),
            caret: Color32::from_rgb(0x8a, 0xb8, 0xf5),
            focus: Color32::from_rgb(0x62, 0xa0, 0xea),
            hit: Color32::from_rgb(0x57, 0x4b, 0x14),
            current_hit: Color32::from_rgb(0x8a, 0x6d, 0x00),
            flash: Color32::from_rgb(0x8a, 0xb8, 0xf5),
            wash: 0.34,
            scroll_thumb: Color32::from_rgb(0x5c, 0x5c, 0x60),
        }
    }
}
