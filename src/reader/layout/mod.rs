//! Layout of text into lines, and scroll positions.

mod block;
pub(crate) mod blocks;
pub(crate) mod compose;
mod engine;
mod flow;
mod folds;
pub(crate) mod fonts;
mod heights;
mod measure;
mod no_break;
mod scroll;

pub(crate) use block::{BlockLayout, Caret, HiddenMark};
pub(crate) use compose::FontSpec;
pub use engine::{FontFile, TextEngine};
pub(crate) use flow::Flow;
pub(crate) use folds::Fold;
pub(crate) use measure::HeightMeasurement;
pub(crate) use scroll::{ScrollAnchor, ScrollPosition, Viewport, VisibleBlock};
