//! reader
mod access;
mod block;
mod blocks;
mod compose;
mod engine;
mod flow;
mod fold_lines;
mod folds;
mod fonts;
mod frame;
mod handles;
mod heights;
mod hidden;
mod hover;
mod interface;
mod keys;
mod label;
mod margin;
mod measure;
mod mouse;
mod paint;
mod pane;
mod raster;
mod reader;
mod scroll;
mod scrollbar;
mod style;
mod tiles;
mod visual;

pub use engine::TextEngine;
pub use interface::{
    DraggedPassage, Passage, ReaderEvent, ReaderInput, ReaderOutput, ReadingPlace, ScrollHow,
};
pub use label::{LabelStyle, TextBlock, aligned};
pub use reader::Reader;
pub use style::{ReaderPalette, ReadingFamily, ReadingStyle};
