//! The project file format: reading, writing and repairing damaged files.

mod boundaries;
mod damaged;
mod draft;
mod header;
mod load;
mod positions;
mod problem;
mod problem_groups;
mod quoted;
mod reading;
mod records;
mod remedy;
mod salvage;
mod serializer;
mod syntax;
mod texts;
mod two_versions;
mod write;
mod wrong_quote;

pub use damaged::Damaged;
pub(crate) use header::id_of;
pub use load::from_ron;
pub use problem::{Fault, LoadError, LoadProblem, ProblemKey, Record};
pub use problem_groups::{Cause, GroupRemedy, Listed, ProblemGroup};
pub(crate) use records::List;
pub use remedy::Remedy;
pub(crate) use serializer::write_inline;
pub(crate) use syntax::words_with_line as syntax_words;
pub use two_versions::TwoVersions;
pub use write::to_ron;
pub use wrong_quote::{PassageInContext, WrongQuote};
