//! The project file: reading, writing, and repairing what is damaged.

mod damaged;
mod draft;
mod header;
mod load;
mod parts;
mod positions;
mod problem;
mod problem_groups;
mod quoted;
mod reading;
mod remedy;
mod salvage;
pub(crate) mod spelled;
mod syntax;
mod v1;
mod v3;
mod write;
pub(crate) mod written_id;
mod wrong_quote;

pub use damaged::Damaged;
pub use load::from_ron;
pub use problem::{Fault, LoadError, LoadProblem, ProblemKey, Record};
pub use problem_groups::{Cause, GroupRemedy, Listed, ProblemGroup};
pub use remedy::Remedy;
pub(crate) use spelled::{ClaimType, Credibility, Exclusion, HouseRules, Search, Waiver};
pub use write::to_ron;
pub(crate) use written_id::Written;
pub use wrong_quote::{InText, WrongQuote};
