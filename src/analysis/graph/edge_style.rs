use super::build::EdgeKind;
use crate::project::{RelationKind, Stance};

/// Style of an edge, in the window and in exports. Edges also differ by line or arrow, since colour must not be the
/// only signal.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct EdgeStyle {
    pub color: EdgeColor,
    pub dash: Dash,
    /// Whether it carries meaning, and so is drawn stronger.
    pub strong: bool,
    pub arrow: bool,
}

/// Colour of the theme.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum EdgeColor {
    Supports,
    Refutes,
    Faint,
    Line,
    Accent,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Dash {
    Solid,
    Dashed,
    Dotted,
}

impl Dash {
    /// Lengths of a dash and of a gap in points; `None` for a solid line.
    pub fn lengths(self) -> Option<(f32, f32)> {
        match self {
            Self::Solid => None,
            Self::Dashed => Some((7.0, 4.0)),
            Self::Dotted => Some((1.5, 4.5)),
        }
    }
}

impl EdgeKind {
    /// Whether the edge has a label, because its line alone does not say what it means.
    pub fn is_labelled(self) -> bool {
        matches!(self, Self::Relates(..) | Self::DerivesFrom(_))
    }

    pub fn style(self) -> EdgeStyle {
        let line = |color, dash| EdgeStyle {
            color,
            dash,
            strong: false,
            arrow: false,
        };
        match self {
            Self::Holds => line(EdgeColor::Line, Dash::Solid),
            Self::Said => line(EdgeColor::Faint, Dash::Solid),
            Self::PassedOn => line(EdgeColor::Faint, Dash::Dotted),
            Self::Made => line(EdgeColor::Faint, Dash::Dashed),
            Self::DerivesFrom(_) => EdgeStyle {
                arrow: true,
                ..line(EdgeColor::Accent, Dash::Dashed)
            },
            Self::Bears(_, stance) => EdgeStyle {
                strong: true,
                ..match stance {
                    Stance::Supports => line(EdgeColor::Supports, Dash::Solid),
                    Stance::Refutes => line(EdgeColor::Refutes, Dash::Dashed),
                    Stance::Context => line(EdgeColor::Faint, Dash::Dotted),
                }
            },
            Self::Relates(_, kind) => EdgeStyle {
                strong: true,
                arrow: !kind.is_mutual(),
                ..match kind {
                    RelationKind::Contradicts => line(EdgeColor::Refutes, Dash::Solid),
                    RelationKind::Undercuts => line(EdgeColor::Refutes, Dash::Dashed),
                    RelationKind::SameAs => line(EdgeColor::Accent, Dash::Solid),
                    RelationKind::PartOf => line(EdgeColor::Accent, Dash::Dotted),
                    RelationKind::Entails => line(EdgeColor::Accent, Dash::Dashed),
                }
            },
        }
    }
}
