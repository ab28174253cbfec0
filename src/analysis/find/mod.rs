//! The search over everything in a project: a query language, a cache of folded texts, and the results.
//!
//! Each query searches every article; nothing is indexed. An index would pay off above a few hundred megabytes of text;
//! below that, a pass over the folded texts takes less than two frames.

mod completions;
mod context;
mod filter;
mod other_places;
mod query;
mod search;
mod spellings;
mod term;
mod texts;
mod watch_words;

pub use completions::{Completion, completions};
pub use context::{FoundContext, context_after, sentence_of};
pub use other_places::OtherPlace;
pub use query::{FILTERS, Query, QueryError, QueryOptions, spelled_out};
pub use search::{Found, FoundElsewhere, FoundInArticle, FoundOrder, SearchOptions, search};
pub use spellings::{other_spellings, with_spellings};
pub use texts::SearchTexts;
pub use watch_words::WatchCounts;
