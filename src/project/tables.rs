//! Tables of records that are cheap to clone, so that a background job can read the project as it was while the analyst
//! goes on.
//!
//! A clone shares every record. The next edit copies only what it changes: one entry of [`Ordered`], or one of the
//! [`SHARDS`] of [`Unordered`], which has a few hundred records in a large project.

#![expect(
    clippy::trivially_copy_pass_by_ref,
    reason = "keys are passed as to any other map"
)]

use super::records::Id;

use std::{ops::Deref, sync::Arc};

use foldhash::fast::RandomState;
use indexmap::IndexMap;

/// Map from id to record. Opening a large project looks up a million ids, so the hash is a fast one. Its seed is
/// random, so that no file can be made to collide.
type ById<T, R> = IndexMap<Id<T>, R, RandomState>;

/// Records in the analyst's order. There are only thousands, so a clone may copy a pointer for each.
#[derive(Debug)]
pub(super) struct Ordered<T, R>(ById<T, Arc<R>>);

impl<T, R: Clone> Ordered<T, R> {
    pub(super) fn get_mut(&mut self, id: &Id<T>) -> Option<&mut R> {
        self.0.get_mut(id).map(Arc::make_mut)
    }

    pub(super) fn shift_insert(&mut self, at: usize, id: Id<T>, record: R) {
        self.0.shift_insert(at, id, Arc::new(record));
    }

    pub(super) fn shift_remove(&mut self, id: &Id<T>) -> Option<R> {
        self.0.shift_remove(id).map(Arc::unwrap_or_clone)
    }

    pub(super) fn move_index(&mut self, from: usize, to: usize) {
        self.0.move_index(from, to);
    }
}

impl<T, R> Deref for Ordered<T, R> {
    type Target = ById<T, Arc<R>>;

    fn deref(&self) -> &Self::Target {
        &self.0
    }
}

/// The order counts.
impl<T, R: PartialEq> PartialEq for Ordered<T, R> {
    fn eq(&self, other: &Self) -> bool {
        self.0.iter().eq(other.0.iter())
    }
}

impl<T, R> Clone for Ordered<T, R> {
    fn clone(&self) -> Self {
        Self(self.0.clone())
    }
}

impl<T, R> Default for Ordered<T, R> {
    fn default() -> Self {
        Self(ById::default())
    }
}

/// Number of parts of an [`Unordered`] table.
const SHARDS: usize = 512;

/// Unordered records, of which a large project has a hundred thousand.
#[derive(Debug)]
pub(super) struct Unordered<T, R> {
    /// Each record is in the shard of its id; ids are random, so the shards are about the same size.
    shards: Vec<Arc<ById<T, R>>>,
    len: usize,
}

impl<T, R: Clone> Unordered<T, R> {
    pub(super) fn get_mut(&mut self, id: &Id<T>) -> Option<&mut R> {
        // Look it up first, so that an unknown id copies nothing.
        self.get(id)?;
        self.shard_mut(id).get_mut(id)
    }

    pub(super) fn insert(&mut self, id: Id<T>, record: R) {
        let is_new = self.shard_mut(&id).insert(id, record).is_none();
        self.len += usize::from(is_new);
    }

    pub(super) fn remove(&mut self, id: &Id<T>) -> Option<R> {
        self.get(id)?;
        let removed = self.shard_mut(id).swap_remove(id);
        self.len -= usize::from(removed.is_some());
        removed
    }

    fn shard_mut(&mut self, id: &Id<T>) -> &mut ById<T, R> {
        Arc::make_mut(&mut self.shards[shard_of(id)])
    }
}

impl<T, R> Unordered<T, R> {
    pub(super) fn get(&self, id: &Id<T>) -> Option<&R> {
        self.shards[shard_of(id)].get(id)
    }

    pub(super) fn contains_key(&self, id: &Id<T>) -> bool {
        self.get(id).is_some()
    }

    pub(super) fn len(&self) -> usize {
        self.len
    }

    pub(super) fn values(&self) -> impl ExactSizeIterator<Item = &R> {
        Counted {
            items: self.shards.iter().flat_map(|shard| shard.values()),
            left: self.len,
        }
    }
}

/// An iterator with a known number of items.
struct Counted<I> {
    items: I,
    left: usize,
}

impl<I: Iterator> Iterator for Counted<I> {
    type Item = I::Item;

    fn next(&mut self) -> Option<Self::Item> {
        let item = self.items.next()?;
        self.left -= 1;
        Some(item)
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        (self.left, Some(self.left))
    }
}

impl<I: Iterator> ExactSizeIterator for Counted<I> {}

fn shard_of<T>(id: &Id<T>) -> usize {
    (id.number() % SHARDS as u64) as usize
}

impl<T, R> Clone for Unordered<T, R> {
    fn clone(&self) -> Self {
        Self {
            shards: self.shards.clone(),
            len: self.len,
        }
    }
}

impl<T, R> Default for Unordered<T, R> {
    fn default() -> Self {
        Self {
            shards: vec![Arc::default(); SHARDS],
            len: 0,
        }
    }
}

impl<T, R: PartialEq> PartialEq for Unordered<T, R> {
    fn eq(&self, other: &Self) -> bool {
        self.shards == other.shards
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_edit_copies_one_shard_of_a_shared_table() {
        let mut table = Unordered::<(), String>::default();
        for number in 0..2_000 {
            table.insert(Id::new(number), number.to_string());
        }
        let copy = table.clone();
        table.get_mut(&Id::new(7)).unwrap().push('!');
        table.remove(&Id::new(7 + SHARDS as u64));
        let shared = |(one, other): &(&Arc<_>, &Arc<_>)| Arc::ptr_eq(one, other);
        let pairs = table.shards.iter().zip(&copy.shards);
        assert_eq!(pairs.filter(shared).count(), SHARDS - 1);
        assert_eq!((table.len(), copy.len()), (1_999, 2_000));
        assert_eq!(copy.get(&Id::new(7)).unwrap(), "7");
        let counted = table.values().fold(0, |count, _| count + 1);
        assert_eq!(table.values().len(), counted);
    }

    #[test]
    fn an_edit_copies_one_entry_of_a_shared_list() {
        let mut list = Ordered::<(), String>::default();
        for number in 0..5 {
            list.shift_insert(0, Id::new(number), number.to_string());
        }
        let copy = list.clone();
        list.get_mut(&Id::new(3)).unwrap().push('!');
        let shared = |(one, other): &(&Arc<_>, &Arc<_>)| Arc::ptr_eq(one, other);
        assert_eq!(list.values().zip(copy.values()).filter(shared).count(), 4);
        assert_eq!(*copy[&Id::new(3)], "3");
    }
}
