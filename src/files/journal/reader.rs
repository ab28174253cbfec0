use super::{
    both::{ReadError, WrittenPath},
    line::Lines,
    v1, v2,
};

/// The whole records of a journal, up to the first that is damaged; those of version 1 as version 2 has them.
pub(super) struct ReadJournal {
    pub(super) head: v2::Head,
    pub(super) events: Vec<v2::Event>,
    /// It is of version 1: nothing may be added to it.
    pub(super) is_of_version_1: bool,
    /// The byte at which each event ends.
    ends: Vec<usize>,
    /// The byte at which the head ends.
    head_end: usize,
}

/// Why nothing of a journal can be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Unreadable {
    /// A later Crosscheck wrote it.
    Newer,
    /// Its first lines are damaged, or were never written.
    Damaged,
}

impl ReadJournal {
    /// Reads a journal. Anything may be in `bytes`.
    pub(super) fn of(bytes: &[u8]) -> Result<Self, Unreadable> {
        let mut lines = Lines::of(bytes);
        let is_of_version_1 = match lines.next() {
            Some(v1::FIRST_LINE) => true,
            Some(v2::FIRST_LINE) => false,
            Some(line) if line.starts_with("crosscheck journal ") => return Err(Unreadable::Newer),
            _ => return Err(Unreadable::Damaged),
        };
        type Of<T> = fn(&str) -> Option<T>;
        let (head_of, event_of): (Of<v2::Head>, Of<v2::Event>) = if is_of_version_1 {
            (head_of_version_1, event_of_version_1)
        } else {
            (
                |line| ron::from_str(line).ok(),
                |line| ron::from_str(line).ok(),
            )
        };
        let head = lines.next().and_then(head_of);
        let mut read = Self {
            head: head.ok_or(Unreadable::Damaged)?,
            events: Vec::new(),
            is_of_version_1,
            ends: Vec::new(),
            head_end: lines.whole(),
        };
        while let Some(event) = lines.next().and_then(event_of) {
            read.events.push(event);
            read.ends.push(lines.whole());
        }
        Ok(read)
    }

    /// The bytes that the head and the first `events` of the events take.
    pub(super) fn bytes_of(&self, events: usize) -> usize {
        let last = events.checked_sub(1).and_then(|last| self.ends.get(last));
        last.copied().unwrap_or(self.head_end)
    }

    /// The last save whose file is still there as it was written. Of those that were begun, some may never have ended.
    pub(super) fn last_saved(
        &self,
        is_there: impl Fn(&WrittenPath, &str) -> bool,
    ) -> Option<Saving<'_>> {
        self.events.iter().rev().find_map(|event| match event {
            v2::Event::Saving {
                path,
                sha256,
                events,
                revision,
            } if is_there(path, sha256) => Some(Saving {
                path,
                sha256,
                events: usize::try_from(*events).unwrap_or(usize::MAX),
                revision: *revision,
            }),
            _ => None,
        })
    }
}

fn head_of_version_1(line: &str) -> Option<v2::Head> {
    let head: v1::Head = ron::from_str(line).ok()?;
    head.try_into().ok()
}

fn event_of_version_1(line: &str) -> Option<v2::Event> {
    let event: v1::Event = ron::from_str(line).ok()?;
    let event: Result<v2::Event, ReadError> = event.try_map();
    event.ok()
}

/// A save. See [`v2::Event::Saving`].
#[derive(Clone, Copy)]
pub(super) struct Saving<'a> {
    pub(super) path: &'a WrittenPath,
    pub(super) sha256: &'a str,
    pub(super) events: usize,
    pub(super) revision: u64,
}
