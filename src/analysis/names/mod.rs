//! Names of speakers: alike spellings, and the protected ones in a text.

mod alike;
mod attribution_words;
mod inflection;
mod name_matches;
mod name_parts;
mod protected;
mod protected_name;
mod spelling;

pub use alike::alike_speakers;
pub use attribution_words::attribution_words;
pub use name_matches::Certainty;
pub use name_parts::given_names;
pub use protected::{FoundName, OtherWords, ProtectedNames, searched_for};
pub use spelling::near_spelling;
