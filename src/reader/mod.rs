//! The reading pane: an egui widget that shows one article of any length in any script, and what is highlighted in it.
//!
//! ```no_run
//! # use crosscheck::{project::ArticleText, reader::*};
//! # fn column(ui: &mut egui::Ui, text: &ArticleText, engine: &mut TextEngine, reader: &mut Reader) {
//! let output = reader.show(ui, engine, &ReaderInput {
//!     text,
//!     name: "The Courier - 23 May",
//!     style: &ReadingStyle::default(),
//!     palette: &ReaderPalette::light(),
//!     clutter: &[0, 1].into(),
//!     passages: &|visible| Vec::new(),
//!     selection: None,
//!     hits: &[],
//!     current_hit: None,
//!     flash: None,
//! });
//! for event in output.events { /* becomes an intent */ }
//! # }
//! ```
//!
//! It reads what it is given and returns events; it never changes a project, and it keeps nothing but its own scratch: where
//! it is scrolled to, what is laid out, what the pointer holds.
//!
//! | to learn | read |
//! | --- | --- |
//! | what goes in and out | `interface`, `style` |
//! | how a frame goes | `reader` ([`Reader::show`]), `frame`, `pane` |
//! | which fonts, how text becomes lines | `engine`, `fonts`, `compose`, `no_break`, `block` |
//! | how 5 MB stay fast | `blocks` (cutting), `heights` (sums), `flow`, `scroll`, `measure` (the thread), `scrollbar` |
//! | how lines become pixels | `raster`, `tiles` |
//! | what is painted around the text | `paint`, `margin` and `lanes`, `handles`, `hidden`, `folds` and `fold_lines`, `hover` |
//! | pointer, keyboard, screen reader | `mouse` and `pointer`, `keys`, `moves` and `visual`, `access` and `access_runs` |
//! | texts in every other panel | `label` ([`TextEngine::label`]), `label_style`, `label_cache`, `ellipsis`; `atom` for buttons |
//!
//! Lengths are physical pixels from the column's left and the pane's top, until `pane` turns them into egui's points, so that text
//! is sharp at every scale. Offsets are bytes of the article. A paragraph is laid out and drawn only when it is seen; a thread
//! measures the others, so that the scroll bar tells the truth. What is read never moves by itself: the pane remembers the
//! line at its top, and every height above may change.

mod accessibility;
mod frame;
mod input;
mod interface;
mod label;
mod layout;
mod paint;
mod pane;
mod reader;
mod style;

pub use interface::{
    DraggedPassage, Passage, ReaderEvent, ReaderInput, ReaderOutput, ReadingPlace, ScrollHow,
};
pub use label::{LabelStyle, TextBlock, aligned};
pub use layout::{FontFile, TextEngine};
pub use reader::Reader;
pub use style::{ReaderPalette, ReadingFamily, ReadingStyle};
