use super::at_most::at_most;
use crate::project::limits::{MAX_SAVED_SEARCHES, MAX_WATCH_WORDS};

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};
use smol_str::SmolStr;

/// Terms and queries of the search that are kept with the project. No export has them.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct SearchLists {
    /// Terms that are counted in each article, as they are typed in a query.
    #[serde(
        skip_serializing_if = "BTreeSet::is_empty",
        deserialize_with = "at_most::<MAX_WATCH_WORDS, BTreeSet<SmolStr>, _>"
    )]
    pub watch_words: BTreeSet<SmolStr>,
    /// Queries to run again.
    #[serde(
        skip_serializing_if = "BTreeSet::is_empty",
        deserialize_with = "at_most::<MAX_SAVED_SEARCHES, BTreeSet<SmolStr>, _>"
    )]
    pub saved: BTreeSet<SmolStr>,
}
