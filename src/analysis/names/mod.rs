//! Names: spellings of a name in any alphabet, names in a text, and protected names.

mod attribution_words;
mod foreign_words;
mod german_nouns;
mod given_names;
mod inflection;
mod letter_tables;
mod name_comparison;
mod name_index;
mod name_matches;
mod name_parts;
mod names_in_text;
mod near_letters;
mod other_alphabets;
mod project_names;
mod protected;
mod protected_name;
mod rest_of_name;
mod similar_speakers;
mod sounds;
mod spelling;
mod spelling_groups;
mod spoken_form;
mod titles;
mod written_forms;

pub use attribution_words::attribution_words;
pub use name_comparison::{NameComparison, compare_names};
pub use name_matches::Certainty;
pub use name_parts::given_names;
pub use names_in_text::names_in_text;
pub use project_names::{FoundSpelling, NameGroup, names_of_project};
pub use protected::{FoundName, OtherWords, ProtectedNames, searched_for};
pub use similar_speakers::similar_speakers;
pub use spelling::near_spelling;
