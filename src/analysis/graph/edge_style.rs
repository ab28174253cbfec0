use super::build::EdgeKind;
use crate::project::{RelationKind, Stance};

/// How an edge is drawn, in the window and in an export: never told apart by colour alone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct EdgeStyle {
    /// Its colour, as the theme has it.
    pub tone: EdgeColor,
    /// Its line.
    pub dash: Dash,
    /// Whether it is one of those that carry the meaning, and so is drawn stronger.
    pub strong: bool,
    /// Whether its end has an arrow.
    pub arrow: bool,
}

/// A colour of the theme.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum EdgeColor {
    /// That of what supports.
    Supports,
    /// That of what refutes.
    Refutes,
    /// That of words of less weight.
    Faint,
    /// That of lines which only say where something stands.
    Line,
    /// The accent.
    Accent,
}

/// How a line is broken.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Dash {
    /// Not at all.
    Solid,
    /// Into dashes.
    Dashed,
    /// Into dots.
    Dotted,
}

impl Dash {
    /// How long a dash and the gap after it are, in points; `None` for an unbroken line.
    #[must_use]
    pub fn lengths(self) -> Option<(f32, f32)> {
        match self {
            Self::Solid => None,
            Self::Dashed => Some((7.0, 4.0)),
            Self::Dotted => Some((1.5, 4.5)),
        }
    }
}

impl EdgeKind {
    /// Whether its word stands on it: its line alone does not say what it is.
    #[must_use]
    pub fn is_worded(self) -> bool {
        matches!(self, Self::Relates(..) | Self::DerivesFrom(_))
    }

    /// How it is drawn.
    #[must_use]
    pub fn look(self) -> EdgeStyle {
        let look = |tone, dash| EdgeStyle {
            tone,
            dash,
            strong: false,
            arrow: false,
        };
        match self {
            Self::Holds => look(EdgeColor::Line, Dash::Solid),
            Self::Said => look(EdgeColor::Faint, Dash::Solid),
            Self::PassedOn => look(EdgeColor::Faint, Dash::Dotted),
            Self::Made => look(EdgeColor::Faint, Dash::Dashed),
            Self::DerivesFrom(_) => EdgeStyle {
                arrow: true,
                ..look(EdgeColor::Accent, Dash::Dashed)
            },
            Self::Bears(_, stance) => EdgeStyle {
                strong: true,
                ..match stance {
                    Stance::Supports => look(EdgeColor::Supports, Dash::Solid),
                    Stance::Refutes => look(EdgeColor::Refutes, Dash::Dashed),
                    Stance::Context => look(EdgeColor::Faint, Dash::Dotted),
                }
            },
            Self::Relates(_, kind) => EdgeStyle {
                strong: true,
                arrow: !kind.is_mutual(),
                ..match kind {
                    RelationKind::Contradicts => look(EdgeColor::Refutes, Dash::Solid),
                    RelationKind::Undercuts => look(EdgeColor::Refutes, Dash::Dashed),
                    RelationKind::SameAs => look(EdgeColor::Accent, Dash::Solid),
                    RelationKind::PartOf => look(EdgeColor::Accent, Dash::Dotted),
                    RelationKind::Entails => look(EdgeColor::Accent, Dash::Dashed),
                }
            },
        }
    }
}
