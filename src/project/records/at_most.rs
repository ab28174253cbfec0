use std::{fmt, marker::PhantomData};

use serde::{
    Deserialize,
    de::{Deserializer, IgnoredAny, SeqAccess, Visitor},
};

/// Reads a list only one entry past its limit, enough to detect that it is too long, so that no file can fill the
/// memory.
pub(crate) fn at_most<'de, const MAX: usize, C, D>(deserializer: D) -> Result<C, D::Error>
where
    C: FromIterator<C::Item> + Extend<C::Item> + IntoIterator,
    for<'a> &'a C: IntoIterator<IntoIter: ExactSizeIterator>,
    C::Item: Deserialize<'de>,
    D: Deserializer<'de>,
{
    deserializer.deserialize_seq(AtMost::<MAX, C>(PhantomData))
}

struct AtMost<const MAX: usize, C>(PhantomData<fn() -> C>);

impl<'de, const MAX: usize, C> Visitor<'de> for AtMost<MAX, C>
where
    C: FromIterator<C::Item> + Extend<C::Item> + IntoIterator,
    for<'a> &'a C: IntoIterator<IntoIter: ExactSizeIterator>,
    C::Item: Deserialize<'de>,
{
    type Value = C;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a list")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut entries: A) -> Result<C, A::Error> {
        // A set built from a complete list takes half the memory of one that grew.
        let mut whole = Vec::new();
        while whole.len() <= MAX {
            match entries.next_element()? {
                Some(entry) => whole.push(entry),
                None => return Ok(whole.into_iter().collect()),
            }
        }
        let mut all: C = whole.into_iter().collect();
        // Entries of a set may be repeated.
        while (&all).into_iter().len() <= MAX {
            match entries.next_element()? {
                Some(entry) => all.extend(Some(entry)),
                None => return Ok(all),
            }
        }
        while entries.next_element::<IgnoredAny>()?.is_some() {}
        Ok(all)
    }
}
