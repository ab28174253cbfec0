use super::at_most::at_most;
use crate::project::limits::{MAX_SAVED_SEARCHES, MAX_WATCH_WORDS};

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};
use smol_str::SmolStr;

/// Watch words and saved searches of the project. Never exported.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct SearchLists {
    /// Watch words, counted in each article, as typed.
    #[serde(
        skip_serializing_if = "BTreeSet::is_empty",
        deserialize_with = "at_most::<MAX_WATCH_WORDS, BTreeSet<SmolStr>, _>"
    )]
    pub watch_words: BTreeSet<SmolStr>,
    /// Saved searches.
    #[serde(
        skip_serializing_if = "BTreeSet::is_empty",
        deserialize_with = "at_most::<MAX_SAVED_SEARCHES, BTreeSet<SmolStr>, _>"
    )]
    pub saved: BTreeSet<SmolStr>,
}
