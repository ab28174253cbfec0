//! Every colour and every size of the window.

mod egui_style;

use crate::{
    export::{GraphPalette, Rgb},
    project::{CLAIM_COLORS, Stance},
    reader::{LabelStyle, ReaderPalette},
};
pub(super) use egui_style::strong_letters;
pub use egui_style::{WEIGHTS, install};

use egui::{Color32, Vec2, vec2};

/// Spacing in points; one scale for the whole window.
pub mod space {
    /// Between an icon and its label.
    pub const TINY: f32 = 4.0;
    /// Between related items.
    pub const SMALL: f32 = 8.0;
    /// Padding of a panel.
    pub const MEDIUM: f32 = 12.0;
    /// Between groups.
    pub const LARGE: f32 = 20.0;
}

/// Font sizes in points.
pub mod letters {
    /// Counts, dates, hints.
    pub const SMALL: f32 = 12.0;
    /// Secondary text, such as a justification.
    pub const NOTE: f32 = 13.0;
    /// The statement of the selected claim.
    pub const STATEMENT: f32 = 15.0;
    /// Text read or typed in panels.
    pub const BODY: f32 = 14.0;
    /// The title of a dialog.
    pub const TITLE: f32 = 17.0;
    /// The title of a page of the manual.
    pub const PAGE_TITLE: f32 = 23.0;
}

/// Minimum side of anything clickable, in points. Controls of one line have this height, so that those in a row line up.
pub const TARGET: f32 = 26.0;

/// Margin of a text in its field, in points.
pub const FIELD: Vec2 = vec2(space::SMALL, 1.0);

/// The colours of one theme. Text has a contrast of at least 4.5 to 1 with its background (WCAG 2.2, AA); a test measures it.
#[derive(Clone, Debug, PartialEq)]
pub struct Theme {
    pub dark: bool,
    /// Background of panels.
    pub panel: Color32,
    /// Background of text that is read or typed.
    pub page: Color32,
    /// Background of a row under the pointer.
    pub hover: Color32,
    /// Background of the selected row.
    pub selected: Color32,
    /// Separators, and frames of read-only text.
    pub line: Color32,
    /// Frames of controls, with a contrast of at least 3 to 1.
    pub outline: Color32,
    /// Over the window while a question is open.
    pub veil: Color32,
    pub text: Color32,
    /// Secondary text.
    pub faint: Color32,
    /// The accent colour: focus, links, the main button.
    pub accent: Color32,
    /// Text on the accent.
    pub on_accent: Color32,
    pub supports: Color32,
    /// Also the colour of errors.
    pub refutes: Color32,
    /// Work waiting for somebody, and warnings about evidence.
    pub caution: Color32,
    /// Highlights that belong to no claim.
    pub unlinked: Color32,
    /// One for each claim in turn. They differ in lightness, so that most colour-blind readers can tell them apart.
    pub claims: [Color32; CLAIM_COLORS as usize],
    pub reader: ReaderPalette,
}

const fn rgb(hex: u32) -> Color32 {
    Color32::from_rgb((hex >> 16) as u8, (hex >> 8) as u8, hex as u8)
}

impl Theme {
    pub fn light() -> Self {
        Self {
            dark: false,
            panel: rgb(0xF4_F2EE),
            page: rgb(0xFD_FCFA),
            hover: rgb(0xEA_E7E1),
            selected: rgb(0xDD_E8F6),
            line: rgb(0xDC_D8D0),
            outline: rgb(0x82_807A),
            veil: Color32::from_black_alpha(70),
            text: rgb(0x24_2422),
            faint: rgb(0x65_655F),
            accent: rgb(0x1A_5FB4),
            on_accent: rgb(0xFF_FFFF),
            supports: rgb(0x1B_6E3E),
            refutes: rgb(0xB0_2A22),
            caution: rgb(0x85_5700),
            unlinked: rgb(0x8A_8A84),
            claims: [
                rgb(0x3F_83D6),
                rgb(0xE0_8A2B),
                rgb(0x3F_9E63),
                rgb(0x8F_63C7),
                rgb(0xD4_5D87),
                rgb(0x1F_9A9A),
                rgb(0xA0_8A1F),
                rgb(0x6B_7F99),
            ],
            reader: ReaderPalette::light(),
        }
    }

    pub fn dark() -> Self {
        Self {
            dark: true,
            panel: rgb(0x25_2528),
            page: rgb(0x1C_1C1E),
            hover: rgb(0x32_3236),
            selected: rgb(0x2A_3F5C),
            line: rgb(0x3C_3C40),
            outline: rgb(0x7E_7E84),
            veil: Color32::from_black_alpha(130),
            text: rgb(0xDD_DBD6),
            faint: rgb(0xB1_AFAA),
            accent: rgb(0x8A_B8F5),
            on_accent: rgb(0x14_1E2B),
            supports: rgb(0x7F_CF9C),
            refutes: rgb(0xF2_958D),
            caution: rgb(0xE8_BA6A),
            unlinked: rgb(0x93_938D),
            claims: [
                rgb(0x5B_9BE8),
                rgb(0xE2_9A4A),
                rgb(0x5D_B781),
                rgb(0xA9_85DB),
                rgb(0xE0_7FA2),
                rgb(0x43_B3B3),
                rgb(0xB9_A547),
                rgb(0x8B_9DB5),
            ],
            reader: ReaderPalette::dark(),
        }
    }

    /// The colour of a claim by its colour number.
    pub fn claim(&self, color: u8) -> Color32 {
        self.claims[usize::from(color) % self.claims.len()]
    }

    /// The colour of a stance, always shown together with its icon.
    pub fn stance(&self, stance: Stance) -> Color32 {
        match stance {
            Stance::Supports => self.supports,
            Stance::Refutes => self.refutes,
            Stance::Context => self.faint,
        }
    }

    /// The background of a badge with text of this colour.
    pub fn tint(&self, color: Color32) -> Color32 {
        color.gamma_multiply(if self.dark { 0.22 } else { 0.13 })
    }

    /// The colours of an exported graph.
    pub fn graph_palette(&self) -> GraphPalette {
        let rgb = |color: Color32| Rgb(color.r(), color.g(), color.b());
        GraphPalette {
            page: rgb(self.page),
            panel: rgb(self.panel),
            line: rgb(self.line),
            text: rgb(self.text),
            faint: rgb(self.faint),
            accent: rgb(self.accent),
            supports: rgb(self.supports),
            refutes: rgb(self.refutes),
            unlinked: rgb(self.unlinked),
            claims: self.claims.map(rgb),
        }
    }

    /// Text of panels and dialogs.
    pub fn body(&self) -> LabelStyle {
        LabelStyle::new(letters::BODY, self.text)
    }

    /// Titles of dialogs.
    pub fn title(&self) -> LabelStyle {
        LabelStyle::new(letters::TITLE, self.text).strong()
    }

    /// Secondary text that may be in any script.
    pub fn hint(&self) -> LabelStyle {
        LabelStyle::new(letters::BODY, self.faint)
    }

    pub fn small(&self) -> LabelStyle {
        LabelStyle::new(letters::SMALL, self.text)
    }

    /// Counts, dates and remarks.
    pub fn detail(&self) -> LabelStyle {
        LabelStyle::new(letters::SMALL, self.faint)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Relative luminance, as WCAG 2.2 defines it.
    fn luminance(color: Color32) -> f32 {
        let channel = |value: u8| {
            let value = f32::from(value) / 255.0;
            if value <= 0.04045 {
                value / 12.92
            } else {
                ((value + 0.055) / 1.055).powf(2.4)
            }
        };
        0.2126 * channel(color.r()) + 0.7152 * channel(color.g()) + 0.0722 * channel(color.b())
    }

    fn contrast(one: Color32, other: Color32) -> f32 {
        let (one, other) = (luminance(one), luminance(other));
        (one.max(other) + 0.05) / (one.min(other) + 0.05)
    }

    #[test]
    fn text_contrasts_with_every_background() {
        for theme in [Theme::light(), Theme::dark()] {
            for (background_name, background) in [
                ("panel", theme.panel),
                ("page", theme.page),
                ("hover", theme.hover),
                ("selected", theme.selected),
            ] {
                for (name, text) in [
                    ("text", theme.text),
                    ("faint", theme.faint),
                    ("supports", theme.supports),
                    ("refutes", theme.refutes),
                    ("caution", theme.caution),
                    ("accent", theme.accent),
                ] {
                    let contrast = contrast(text, background);
                    let theme = if theme.dark { "dark" } else { "light" };
                    assert!(
                        contrast >= 4.5,
                        "{theme}: {name} on {background_name} has {contrast:.2}"
                    );
                }
            }
            assert!(contrast(theme.on_accent, theme.accent) >= 4.5);
        }
    }

    #[test]
    fn outlines_of_controls_contrast_with_their_background() {
        for theme in [Theme::light(), Theme::dark()] {
            for ground in [theme.panel, theme.page, theme.hover] {
                for outline in [theme.outline, theme.faint, theme.accent] {
                    let contrast = contrast(outline, ground);
                    assert!(
                        contrast >= 3.0,
                        "{outline:?} on {ground:?} has {contrast:.2}"
                    );
                }
            }
        }
    }

    #[test]
    fn claim_colours_contrast_with_the_page() {
        for theme in [Theme::light(), Theme::dark()] {
            for color in theme.claims {
                assert!(contrast(color, theme.page) >= 2.3, "{color:?}");
            }
        }
    }
}
