use std::{
    collections::BTreeMap,
    sync::mpsc::{Receiver, Sender, channel},
};

/// Records of a list that follow one another, and the how-manieth batch of it they are, from 0.
pub(crate) type Batch<T> = (usize, Vec<T>);

/// A list, handed on in batches that may come in any order.
pub(crate) struct Batches<T>(Receiver<Batch<T>>);

/// Where its batches go, and the list.
pub(crate) fn batches<T>() -> (Option<Sender<Batch<T>>>, Batches<T>) {
    let (sender, receiver) = channel();
    (Some(sender), Batches(receiver))
}

impl<T> Batches<T> {
    /// The records in the order of the file, as soon as they are there; for one who takes them all. Ends before a batch that
    /// never comes.
    pub(crate) fn iter(&self) -> impl Iterator<Item = T> {
        let mut early = BTreeMap::new();
        let mut next = 0;
        let in_order = std::iter::from_fn(move || {
            loop {
                if let Some(batch) = early.remove(&next) {
                    next += 1;
                    return Some(batch);
                }
                let (nth, batch) = self.0.recv().ok()?;
                early.insert(nth, batch);
            }
        });
        in_order.flatten()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn batches_are_taken_in_the_order_of_the_file() {
        let (to, list) = batches();
        let to = to.unwrap();
        for batch in [(1, vec![3]), (2, vec![]), (0, vec![1, 2]), (4, vec![9])] {
            to.send(batch).unwrap();
        }
        drop(to);
        assert_eq!(
            list.iter().collect::<Vec<_>>(),
            [1, 2, 3],
            "the fourth never came"
        );
    }
}
