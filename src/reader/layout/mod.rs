//! From text to lines, and where in the article a pane is scrolled to.

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

pub(crate) use block::{BlockLayout, Caret, Mark};
pub(crate) use compose::Typeset;
pub use engine::{FontFile, TextEngine};
pub(crate) use flow::Flow;
pub(crate) use folds::Fold;
pub(crate) use measure::Measuring;
pub(crate) use scroll::{Anchor, Place, View, Visible};
