use crate::{analysis::graph::EdgeColor, project::CLAIM_COLORS};

use std::fmt;

/// Red, green, blue.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rgb(pub u8, pub u8, pub u8);

impl fmt::Display for Rgb {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "#{:02x}{:02x}{:02x}", self.0, self.1, self.2)
    }
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GraphPalette {
    /// The background.
    pub page: Rgb,
    /// The background of nodes.
    pub panel: Rgb,
    /// The outline of nodes.
    pub line: Rgb,
    pub text: Rgb,
    /// Secondary text.
    pub faint: Rgb,
    pub accent: Rgb,
    pub supports: Rgb,
    pub refutes: Rgb,
    /// Edges from passages to their articles.
    pub unlinked: Rgb,
    /// The colours of claims, which repeat.
    pub claims: [Rgb; CLAIM_COLORS as usize],
}

impl GraphPalette {
    pub const BLACK_ON_WHITE: Self = {
        let (black, white) = (Rgb(0, 0, 0), Rgb(255, 255, 255));
        Self {
            page: white,
            panel: white,
            line: black,
            text: black,
            faint: black,
            accent: black,
            supports: black,
            refutes: black,
            unlinked: black,
            claims: [black; CLAIM_COLORS as usize],
        }
    };

    pub fn tone(&self, tone: EdgeColor) -> Rgb {
        match tone {
            EdgeColor::Supports => self.supports,
            EdgeColor::Refutes => self.refutes,
            EdgeColor::Faint => self.faint,
            EdgeColor::Line => self.unlinked,
            EdgeColor::Accent => self.accent,
        }
    }

    pub fn claim(&self, color: u8) -> Rgb {
        self.claims[usize::from(color) % self.claims.len()]
    }
}
