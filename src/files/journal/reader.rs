use super::{line::Lines, v1};

/// The whole records of a journal, up to the first that is damaged.
pub(super) struct ReadJournal {
    pub(super) head: v1::Head,
    pub(super) events: Vec<v1::Event>,
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
        match lines.next() {
            Some(v1::FIRST_LINE) => {}
            Some(line) if line.starts_with("crosscheck journal ") => return Err(Unreadable::Newer),
            _ => return Err(Unreadable::Damaged),
        }
        let head = lines.next().and_then(|line| ron::from_str(line).ok());
        let mut read = Self {
            head: head.ok_or(Unreadable::Damaged)?,
            events: Vec::new(),
            ends: Vec::new(),
            head_end: lines.whole(),
        };
        while let Some(event) = lines.next().and_then(|line| ron::from_str(line).ok()) {
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
        is_there: impl Fn(&v1::WrittenPath, &str) -> bool,
    ) -> Option<Saving<'_>> {
        self.events.iter().rev().find_map(|event| match event {
            v1::Event::Saving {
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

/// A save. See [`v1::Event::Saving`].
#[derive(Clone, Copy)]
pub(super) struct Saving<'a> {
    pub(super) path: &'a v1::WrittenPath,
    pub(super) sha256: &'a str,
    pub(super) events: usize,
    pub(super) revision: u64,
}
