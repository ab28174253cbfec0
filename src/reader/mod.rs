//! The reading pane: an egui widget that shows one article of any length in any script, with its highlights.
//!
//! ```no_run
//! # use crosscheck::{project::{ArticleText, Structure}, reader::*};
//! # fn column(ui: &mut egui::Ui, text: &ArticleText, engine: &mut TextEngine, reader: &mut Reader) {
//! let output = reader.show(ui, engine, &ReaderInput {
//!     text,
//!     name: "The Courier - 23 May",
//!     language: "en-GB",
//!     style: &ReadingStyle::default(),
//!     palette: &ReaderPalette::light(),
//!     clutter: &[0, 1].into(),
//!     styles: &[(2, ParagraphStyle::Headline)].into(),
//!     structure: &Structure::default(),
//!     passages: &|visible| Vec::new(),
//!     bars: &|visible| Vec::new(),
//!     selection: None,
//!     hits: &[],
//!     current_hit: None,
//!     flash: None,
//!     whole_words: true,
//! });
//! for event in output.events { /* becomes an intent */ }
//! # }
//! ```
//!
//! The reader never changes a project. It takes a [`ReaderInput`] and returns events, and keeps only its own state: the scroll
//! position, layouts, and the current pointer gesture.
//!
//! | topic | modules |
//! | --- | --- |
//! | input and output | `interface`, `style` |
//! | one frame | `reader` ([`Reader::show`]), `frame`, `pane` |
//! | fonts, line breaking | `layout`: `engine`, `fonts`, `paragraph_style`, `emoji`, `compose`, `line_ends`, `block` |
//! | speed with 5 MB of text | `layout`: `blocks` (cutting), `heights` (sums), `flow`, `scroll`, `measure` (the thread) |
//! | glyphs to pixels | `paint`: `raster`, `tiles` |
//! | painting around the text | `paint`, `margin` and `lanes`, `handles`, `hidden`, `fold_lines`, `hover`, `scrollbar` |
//! | pointer and keyboard | `input`: `mouse`, `pointer`, `keys`, `moves`; `layout`: `caret` |
//! | screen reader | `accessibility`, `text_runs` |
//! | text in all other panels | `label` ([`TextEngine::label`]) |
//!
//! Lengths are physical pixels, from the left of the text column and the top of the pane. `pane` converts them to egui's points,
//! so that text is sharp at every scale. Offsets are bytes of the article.
//!
//! Paragraphs are laid out when they come into view and rasterised once into textures. A background thread measures the
//! heights of the others, so that the scroll bar is exact. Text in view never moves by itself: the pane remembers the
//! line at its top, while every height above it may change. The search looks through 256 kB of text in each frame and keeps
//! its matches by article.

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
    DraggedPassage, ReaderBar, ReaderEvent, ReaderInput, ReaderOutput, ReaderPassage, ReadingPlace,
    ScrollAlign,
};
pub use label::{LabelStyle, TextBlock, aligned};
pub use layout::{FontFile, ParagraphStyle, ParagraphStyles, TextEngine};
pub use reader::Reader;
pub use style::{ReaderPalette, ReadingFamily, ReadingStyle};
