use super::gather::EdgeKind;
use crate::project::{RelationKind, Stance};

/// How an edge is drawn, in the window and in an export: never told apart by colour alone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct EdgeLook {
    /// Its colour, as the theme has it.
    pub tone: Tone,
    /// Its line.
    pub dash: Dash,
    /// Whether it is one of those that carry the meaning, and so is drawn stronger.
    pub strong: bool,
    /// Whether its end has an arrow.
    pub arrow: bool,
}

/// A colour of the theme.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Tone {
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
    pub fn look(self) -> EdgeLook {
        let look = |tone, dash| EdgeLook {
            tone,
            dash,
            strong: false,
            arrow: false,
        };
        match self {
            Self::Holds => look(Tone::Line, Dash::Solid),
            Self::Said => look(Tone::Faint, Dash::Solid),
            Self::PassedOn => look(Tone::Faint, Dash::Dotted),
            Self::Made => look(Tone::Faint, Dash::Dashed),
            Self::DerivesFrom(_) => EdgeLook {
                arrow: true,
                ..look(Tone::Accent, Dash::Dashed)
            },
            Self::Bears(_, stance) => EdgeLook {
                strong: true,
                ..match stance {
                    Stance::Supports => look(Tone::Supports, Dash::Solid),
                    Stance::Refutes => look(Tone::Refutes, Dash::Dashed),
                    Stance::Context => look(Tone::Faint, Dash::Dotted),
                }
            },
            Self::Relates(_, kind) => EdgeLook {
                strong: true,
                arrow: !kind.is_mutual(),
                ..match kind {
                    RelationKind::Contradicts => look(Tone::Refutes, Dash::Solid),
                    RelationKind::Undercuts => look(Tone::Refutes, Dash::Dashed),
                    RelationKind::SameAs => look(Tone::Accent, Dash::Solid),
                    RelationKind::PartOf => look(Tone::Accent, Dash::Dotted),
                    RelationKind::Entails => look(Tone::Accent, Dash::Dashed),
                }
            },
        }
    }
}
