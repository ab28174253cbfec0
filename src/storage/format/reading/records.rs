use super::batches::Batch;
use crate::project::MAX_SILENT;

use std::{fmt, marker::PhantomData, sync::mpsc::Sender};

use serde::{
    Deserialize,
    de::{DeserializeSeed, Deserializer, Error, SeqAccess, Visitor},
};

/// Records that are handed on at once: enough that handing on costs nothing beside reading.
const BATCH: usize = 256;

/// Reads a list of records `T` and hands them on in batches. In the file they are spelled as `W`.
pub(crate) struct Records<T, W = T> {
    to: Option<Sender<Batch<T>>>,
    most: usize,
    what: &'static str,
    /// How many silent articles a record names.
    marks: fn(&T) -> usize,
    written: PhantomData<fn() -> W>,
}

impl<T> Records<T> {
    pub(crate) fn new(to: Option<Sender<Batch<T>>>, most: usize, what: &'static str) -> Self {
        Self {
            to,
            most,
            what,
            marks: |_| 0,
            written: PhantomData,
        }
    }

    /// The same, with how many silent articles a record names.
    pub(crate) fn marking(self, marks: fn(&T) -> usize) -> Self {
        Self { marks, ..self }
    }

    /// Reads the list, of a file that spells its records as `W` where it is old.
    pub(crate) fn read<'de, W, D>(self, is_old: bool, deserializer: D) -> Result<(), D::Error>
    where
        T: Deserialize<'de>,
        W: Deserialize<'de> + Into<T>,
        D: Deserializer<'de>,
    {
        if !is_old {
            return self.deserialize(deserializer);
        }
        let old = Records::<T, W> {
            to: self.to,
            most: self.most,
            what: self.what,
            marks: self.marks,
            written: PhantomData,
        };
        old.deserialize(deserializer)
    }
}

impl<'de, T, W: Deserialize<'de> + Into<T>> DeserializeSeed<'de> for Records<T, W> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_seq(self)
    }
}

impl<'de, T, W: Deserialize<'de> + Into<T>> Visitor<'de> for Records<T, W> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a sequence")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut records: A) -> Result<(), A::Error> {
        let mut batch = Vec::with_capacity(BATCH);
        let (mut nth, mut count, mut marks) = (0, 0, 0);
        while let Some(record) = records.next_element::<W>()? {
            let record = record.into();
            count += 1;
            marks += (self.marks)(&record);
            if count > self.most {
                return Err(too_many(self.most, self.what));
            }
            if marks > MAX_SILENT {
                return Err(too_many(MAX_SILENT, "marks of articles as silent"));
            }
            batch.push(record);
            if batch.len() == BATCH {
                let full = std::mem::replace(&mut batch, Vec::with_capacity(BATCH));
                hand_on(self.to.as_ref(), (nth, full));
                nth += 1;
            }
        }
        hand_on(self.to.as_ref(), (nth, batch));
        Ok(())
    }
}

fn too_many<E: Error>(most: usize, what: &str) -> E {
    E::custom(format!(
        "there are more than {most} {what}, which is the most that a project holds"
    ))
}

/// Where nobody takes it any more, nobody asks for the outcome either.
pub(crate) fn hand_on<T>(to: Option<&Sender<T>>, value: T) {
    drop(to.map(|to| to.send(value)));
}
