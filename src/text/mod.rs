//! Pure functions over `&str`: spans, graphemes, paragraphs, words and sentences, overlapping runs, hidden characters, search,
//! addresses of pages.
//!
//! Offsets are UTF-8 bytes. Nothing here knows a project, a file or a window.

mod bidi_isolates;
mod escapes;
mod folded_text;
mod folding;
mod graphemes;
mod hidden_characters;
mod in_short;
mod letters;
mod overlapping_runs;
mod page_address;
mod paragraphs;
mod search;
mod selection;
mod span;
mod word_list;
mod word_order;
mod words_and_sentences;

pub use bidi_isolates::{
    is_isolate, is_right_to_left, isolated, runs_right_to_left, without_isolates,
};
pub use escapes::{DecodedText, decoded_texts};
pub use folded_text::{FoldedNeedle, FoldedText};
pub use folding::folded;
pub use graphemes::{
    for_each_boundary, is_grapheme_boundary, next_grapheme, previous_grapheme, snap_to_graphemes,
    without_blank_edges,
};
pub use hidden_characters::{
    HiddenCharacter, escaped_for_message, hidden_character, hidden_characters,
    suspicious_characters,
};
pub use in_short::{beginning, beginning_in_one_line, counted, counted_as, grouped};
pub use letters::{Gap, LetterText, Shapes, is_unspaced, letters_of, may_be_escaped};
pub use overlapping_runs::overlapping_runs;
pub use page_address::PageAddress;
pub use paragraphs::Paragraphs;
pub use search::{Needle, find_all, find_within, is_whole_words};
pub use selection::TextSelection;
pub use span::Span;
pub use word_list::WordList;
pub use word_order::{WordKey, WordOrder};
pub use words_and_sentences::{
    capitalized, cuts_burmese_syllable, ends_like_sentence, introduces_list, is_burmese,
    is_word_edge, next_word, previous_word, sentence_around, sentence_at, word_around, word_at,
    word_starts,
};
