//! Pure functions over `&str`: spans, graphemes, paragraphs, words and sentences, overlapping runs, hidden characters, search,
//! addresses of pages.
//!
//! Offsets are UTF-8 bytes. Nothing here knows a project, a file or a window.

mod address;
mod around;
mod boundaries;
mod hidden;
mod isolate;
mod loose;
mod paragraphs;
mod percent;
mod runs;
mod search;
mod selection;
mod span;

pub use address::{AddressError, PageAddress};
pub use around::{next_word, previous_word, sentence_around, word_around};
pub use boundaries::{
    is_grapheme_boundary, next_grapheme, previous_grapheme, sentence_at, snap_to_graphemes,
    without_blank_edges, word_at,
};
pub use hidden::{HiddenCharacter, hidden_character, hidden_characters};
pub use isolate::{is_isolate, isolated, without_isolates};
pub use loose::{LooseText, Reading, loosen};
pub use paragraphs::Paragraphs;
pub use runs::{Run, overlapping_runs};
pub use search::{Needle, find_all, find_within, folded};
pub use selection::TextSelection;
pub use span::Span;
