//! Names of speakers: alike spellings, and the protected ones in a text.

mod alike;
mod attribution_words;
mod protected;
mod protected_name;
mod spelling;

pub use alike::alike_speakers;
pub use attribution_words::attribution_words;
pub use protected::{FoundName, OtherWords, ProtectedNames};
pub use spelling::near_spelling;
