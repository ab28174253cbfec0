use super::{at_most::at_most, name::name_key};
use crate::project::limits::{MAX_ALIASES, MAX_NAMES};

use serde::{Deserialize, Serialize};
use smol_str::SmolStr;

/// Names in the articles whose spellings the analyst compared. Never exported.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Names(
    #[serde(deserialize_with = "at_most::<MAX_NAMES, Vec<NameRecord>, _>")] pub Vec<NameRecord>,
);

/// A name in the articles: a town, a unit, or a speaker that has spellings of another name.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct NameRecord {
    /// The main spelling.
    pub name: SmolStr,
    /// Other spellings in the articles. A speaker has its own.
    #[serde(
        default,
        skip_serializing_if = "Vec::is_empty",
        deserialize_with = "at_most::<MAX_ALIASES, Vec<SmolStr>, _>"
    )]
    pub aliases: Vec<SmolStr>,
    /// Similar spellings that are other names, and are not suggested again.
    #[serde(
        default,
        skip_serializing_if = "Vec::is_empty",
        deserialize_with = "at_most::<MAX_ALIASES, Vec<SmolStr>, _>"
    )]
    pub different: Vec<SmolStr>,
}

impl Names {
    /// The record with this main spelling, by [`name_key`]; added if there is none.
    pub fn record(&mut self, name: &str) -> &mut NameRecord {
        let index = self.0.iter().position(|it| is_same(&it.name, name));
        let index = index.unwrap_or(self.0.len());
        if index == self.0.len() {
            self.0.push(NameRecord {
                name: name.into(),
                ..NameRecord::default()
            });
        }
        &mut self.0[index]
    }

    /// Removes a spelling from the aliases of every name.
    pub fn remove_alias(&mut self, alias: &str) {
        for record in &mut self.0 {
            record.aliases.retain(|it| !is_same(it, alias));
        }
        self.drop_empty();
    }

    /// Forgets which names are different.
    pub fn restore_different(&mut self) {
        self.0.iter_mut().for_each(|it| it.different.clear());
        self.drop_empty();
    }

    fn drop_empty(&mut self) {
        self.0
            .retain(|it| !it.aliases.is_empty() || !it.different.is_empty());
    }
}

impl NameRecord {
    /// The name and its aliases; none if it has no aliases.
    pub fn spellings(&self) -> impl Iterator<Item = &str> {
        let name = (!self.aliases.is_empty()).then_some(&self.name);
        name.into_iter().chain(&self.aliases).map(SmolStr::as_str)
    }
}

fn is_same(one: &str, other: &str) -> bool {
    name_key(one) == name_key(other)
}
