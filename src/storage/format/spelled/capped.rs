//! Lists that are read no further than one entry beyond their limit: enough to tell that they are too long, and no file can make
//! one that fills the memory.

use crate::{
    project::{HouseRule, MAX_SILENT},
    storage::limits::{MAX_ALIASES, MAX_CHAIN, MAX_DERIVATIONS, MAX_SEARCHES, MAX_TAGS},
};

use std::{fmt, marker::PhantomData};

use serde::{
    Deserialize,
    de::{Deserializer, IgnoredAny, SeqAccess, Visitor},
};

macro_rules! lists {
    ($($name:ident: $limit:expr),+ $(,)?) => {$(
        pub(crate) fn $name<'de, T: Deserialize<'de>, D: Deserializer<'de>>(
            deserializer: D,
        ) -> Result<Vec<T>, D::Error> {
            deserializer.deserialize_seq(Capped { most: $limit + 1, of: PhantomData })
        }
    )+};
}

lists! {
    aliases: MAX_ALIASES,
    chain: MAX_CHAIN,
    derivations: MAX_DERIVATIONS,
    searches: MAX_SEARCHES,
    silent: MAX_SILENT,
    tags: MAX_TAGS,
    waivers: HouseRule::ALL.len(),
}

struct Capped<T> {
    most: usize,
    of: PhantomData<fn() -> T>,
}

impl<'de, T: Deserialize<'de>> Visitor<'de> for Capped<T> {
    type Value = Vec<T>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a list")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut entries: A) -> Result<Vec<T>, A::Error> {
        let mut all = Vec::new();
        while all.len() < self.most {
            match entries.next_element()? {
                Some(entry) => all.push(entry),
                None => return Ok(all),
            }
        }
        while entries.next_element::<IgnoredAny>()?.is_some() {}
        Ok(all)
    }
}
