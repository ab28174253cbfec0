//! Layout of text into lines, and scroll positions.

mod block;
pub(crate) mod blocks;
mod caret;
pub(crate) mod compose;
mod emoji;
mod engine;
mod flow;
mod folds;
pub(crate) mod fonts;
mod heights;
mod line_ends;
mod measure;
mod paragraph_style;
#[cfg(test)]
mod script_cases;
mod scroll;

pub(crate) use block::{BlockLayout, HiddenMark, LineCluster};
pub(crate) use caret::Caret;
pub(crate) use compose::{FontSpec, NO_SIZE};
pub use engine::{FontFile, TextEngine};
pub(crate) use flow::Flow;
pub(crate) use folds::Fold;
pub(crate) use measure::HeightMeasurement;
pub(crate) use paragraph_style::ParagraphFonts;
pub use paragraph_style::{ParagraphStyle, ParagraphStyles};
pub(crate) use scroll::{ScrollAnchor, ScrollPosition, Viewport, VisibleBlock};
