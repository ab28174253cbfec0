use crate::{analysis::graph::EdgeColor, project::CLAIM_COLORS};

use std::fmt;

/// A colour: red, green, blue.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rgb(pub u8, pub u8, pub u8);

impl fmt::Display for Rgb {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "#{:02x}{:02x}{:02x}", self.0, self.1, self.2)
    }
}

/// The colours of a picture of the graph.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GraphPalette {
    /// Behind everything.
    pub page: Rgb,
    /// Behind nodes.
    pub panel: Rgb,
    /// Lines between things.
    pub line: Rgb,
    /// Words.
    pub text: Rgb,
    /// Words of less weight.
    pub faint: Rgb,
    /// The accent.
    pub accent: Rgb,
    /// What supports.
    pub supports: Rgb,
    /// What refutes.
    pub refutes: Rgb,
    /// Of edges that only say where a passage stands.
    pub unlinked: Rgb,
    /// Of claims in turn.
    pub claims: [Rgb; CLAIM_COLORS as usize],
}

impl GraphPalette {
    /// The colour of a tone.
    #[must_use]
    pub fn tone(&self, tone: EdgeColor) -> Rgb {
        match tone {
            EdgeColor::Supports => self.supports,
            EdgeColor::Refutes => self.refutes,
            EdgeColor::Faint => self.faint,
            EdgeColor::Line => self.unlinked,
            EdgeColor::Accent => self.accent,
        }
    }

    /// The colour of a claim.
    #[must_use]
    pub fn claim(&self, color: u8) -> Rgb {
        self.claims[usize::from(color) % self.claims.len()]
    }
}
