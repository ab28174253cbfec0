use super::{
    line::JournalLines,
    undo_depth::{HistoryMove, UndoDepth},
    wire::{ANY_FIRST_LINE, FIRST_LINE, JournalEvent, JournalHead},
};
use crate::{
    project::Revision,
    storage::{
        limits::{MAX_JOURNAL_BYTES, MAX_JOURNAL_EDITS, MAX_JOURNAL_NESTING},
        written_path::WrittenPath,
    },
};

use serde::de::DeserializeOwned;

/// The intact records of a journal, up to the first damaged one.
pub(crate) struct ReadJournal {
    pub(crate) head: JournalHead,
    pub(crate) events: Vec<JournalEvent>,
    /// Why reading ended. Also set if nothing follows the last event.
    pub(crate) end: StopReason,
    /// End of each event.
    ends: Vec<End>,
    /// Byte offset of the end of the head.
    head_end: usize,
}

/// End of an event.
#[derive(Clone, Copy)]
struct End {
    /// Byte offset in the journal.
    bytes: usize,
    /// Number of edits needed to replay all events up to this one.
    edits: usize,
}

/// Reason why no part of a journal can be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Unreadable {
    /// A newer version of Crosscheck wrote it.
    Newer,
    /// Its first lines cannot be parsed, or were never written.
    Invalid(StopReason),
}

/// Reason why part of a journal is not read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum StopReason {
    /// The record is truncated, altered or invalid.
    #[error("it is damaged there")]
    Damaged,
    /// Brackets are nested too deeply, see [`MAX_JOURNAL_NESTING`].
    #[error(
        "brackets are nested deeper than {MAX_JOURNAL_NESTING} levels, which Crosscheck never writes"
    )]
    TooDeep,
    #[error("it is larger than {} MB, which Crosscheck never writes", MAX_JOURNAL_BYTES / (1024 * 1024))]
    TooLong,
    #[error("it has more than {MAX_JOURNAL_EDITS} edits, which Crosscheck never writes")]
    TooMany,
}

impl ReadJournal {
    /// Parses a journal. `bytes` are untrusted.
    pub(crate) fn new(bytes: &[u8]) -> Result<Self, Unreadable> {
        Self::within(bytes, MAX_JOURNAL_EDITS)
    }

    fn within(bytes: &[u8], most_edits: usize) -> Result<Self, Unreadable> {
        let mut lines = JournalLines::new(bytes);
        match lines.next() {
            Some(FIRST_LINE) => {}
            Some(line) if line.starts_with(ANY_FIRST_LINE) => return Err(Unreadable::Newer),
            _ => return Err(Unreadable::Invalid(StopReason::Damaged)),
        }
        let head = record(lines.next(), JournalHead::is_possible).map_err(Unreadable::Invalid)?;
        let limits = most_edits.checked_sub(head.edits());
        let limits = limits.ok_or(Unreadable::Invalid(StopReason::TooMany))?;
        let mut undo_depth = UndoDepth::new(&head.history, &head.history);
        let mut edits = 0;
        let mut read = Self {
            head,
            events: Vec::new(),
            end: StopReason::Damaged,
            ends: Vec::new(),
            head_end: lines.whole(),
        };
        read.end = loop {
            let event = match record(lines.next(), JournalEvent::is_possible) {
                Ok(event) => event,
                Err(why) => break why,
            };
            // The record of an undo is short, but the undo may carry out many edits.
            edits += undo_depth.follow(HistoryMove::from(&event));
            if edits > limits {
                break StopReason::TooMany;
            }
            read.events.push(event);
            let bytes = lines.whole();
            read.ends.push(End { bytes, edits });
        };
        Ok(read)
    }

    /// Length in bytes of the head and the first `events` events.
    pub(crate) fn bytes_of(&self, events: usize) -> usize {
        self.end_of(events).map_or(self.head_end, |end| end.bytes)
    }

    /// Number of edits needed to replay the first `events` events.
    pub(crate) fn edits_of(&self, events: usize) -> usize {
        self.end_of(events).map_or(0, |end| end.edits)
    }

    fn end_of(&self, events: usize) -> Option<End> {
        self.ends.get(events.checked_sub(1)?).copied()
    }

    /// Returns the last save whose file still exists as it was written. Some of the recorded saves may never have finished.
    pub(crate) fn last_saved(
        &self,
        is_there: impl Fn(&WrittenPath, &str) -> bool,
    ) -> Option<Saving<'_>> {
        self.events.iter().rev().find_map(|event| match event {
            JournalEvent::Saving {
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
            JournalEvent::Saving { .. } | JournalEvent::Happened(_) => None,
        })
    }
}

/// Parses the record on a line. A record with impossible values counts as damage.
fn record<T: DeserializeOwned>(
    line: Option<&str>,
    is_possible: fn(&T) -> bool,
) -> Result<T, StopReason> {
    let options = ron::Options::default().with_recursion_limit(MAX_JOURNAL_NESTING);
    let line = line.ok_or(StopReason::Damaged)?;
    match options.from_str(line) {
        Ok(record) if is_possible(&record) => Ok(record),
        Err(error) if error.code == ron::Error::ExceededRecursionLimit => Err(StopReason::TooDeep),
        Ok(_) | Err(_) => Err(StopReason::Damaged),
    }
}

/// Fields of [`JournalEvent::Saving`].
#[derive(Clone, Copy)]
pub(crate) struct Saving<'a> {
    pub(crate) path: &'a WrittenPath,
    pub(crate) sha256: &'a str,
    pub(crate) events: usize,
    pub(crate) revision: Revision,
}

#[cfg(test)]
mod tests {
    use super::super::line::framed;
    use super::*;
    use crate::project::{
        Article, ArticleDetails, ArticleEdit, ArticleText, Derivation, DerivationManner,
        DerivationSource, Edit, Id, Provenance, Step, TypingIn,
    };

    use std::sync::Arc;

    const HEAD: &str = "(name:\"\",project:None,base:Empty,saved:None,history:(done:[],undone:[],current:0,newest:0,typing_ended:false))";

    const UNDO: &str = "Happened(Undo)";
    const REDO: &str = "Happened(Redo)";

    fn journal(head: &str, events: &[&str]) -> Vec<u8> {
        let mut lines = framed(FIRST_LINE) + &framed(head);
        for event in events {
            lines += &framed(event);
        }
        lines.into_bytes()
    }

    /// Returns the number of events read, and the reason why reading ended.
    fn read(events: &[&str], most: usize) -> (usize, StopReason) {
        let read = ReadJournal::within(&journal(HEAD, events), most).unwrap_or_else(|_| panic!());
        (read.events.len(), read.end)
    }

    #[test]
    fn no_more_edits_are_read_than_the_limit() {
        let two = "Happened(Change(label:\"\",edits:[Project(SetTitle(\"a\")),Project(SetTitle(\"b\"))]))";
        let events = [two, UNDO, REDO, two];
        assert_eq!(read(&events, 8), (4, StopReason::Damaged));
        assert_eq!(read(&events, 7), (3, StopReason::TooMany));
        assert_eq!(read(&events, 3), (1, StopReason::TooMany));
        assert_eq!(read(&events, 1), (0, StopReason::TooMany));
        let step = "(label:\"\",edits:[Project(SetTitle(\"a\"))],typing:None,leads_to:0)";
        let head = HEAD.replacen("done:[]", &format!("done:[{step},{step}]"), 1);
        let journal = journal(&head, &[UNDO]);
        let none = ReadJournal::within(&journal, 1).err();
        assert_eq!(none, Some(Unreadable::Invalid(StopReason::TooMany)));
        let one = ReadJournal::within(&journal, 3).ok();
        assert_eq!(one.map(|read| read.events.len()), Some(1));
    }

    /// Continued typing extends a step, but does not add to the edits that undo it.
    #[test]
    fn an_undo_counts_the_edits_of_its_step() {
        let typed =
            "Happened(Change(label:\"\",typing:Some(Title),edits:[Project(SetTitle(\"a\"))]))";
        let events = [typed, typed, UNDO, REDO, typed, UNDO, UNDO, UNDO];
        assert_eq!(
            read(&events, 8),
            (8, StopReason::Damaged),
            "the last walks no step"
        );
        let head = |ended| {
            let step = "(label:\"\",edits:[Project(SetTitle(\"a\")),Project(SetTitle(\"b\")),Project(SetTitle(\"c\"))],typing:Some(Title),leads_to:0)";
            let head = HEAD.replacen("done:[]", &format!("done:[{step}]"), 1);
            head.replacen("typing_ended:false", &format!("typing_ended:{ended}"), 1)
        };
        for (ended, edits) in [(false, 1 + 3), (true, 1 + 1)] {
            let journal = journal(&head(ended), &[typed, UNDO]);
            let read = ReadJournal::new(&journal).unwrap_or_else(|_| panic!());
            assert_eq!((read.edits_of(1), read.edits_of(2)), (1, edits));
        }
    }

    /// The most deeply nested value is an article with provenance in the undo history.
    #[test]
    fn the_writer_nests_half_as_deep_as_the_reader_accepts() {
        let mut article = Article::new(
            Id::new(1),
            ArticleText::new("a".to_owned()),
            ArticleDetails::default(),
        );
        article.provenance = Provenance::Derived(vec![Derivation {
            from: DerivationSource::Agency(Id::new(2)),
            manner: DerivationManner::Quotes,
        }]);
        let add = ArticleEdit::Add {
            at: 0,
            article: Box::new(article),
        };
        let step = Step {
            label: "".into(),
            edits: vec![Edit::Article(add)],
            typing: Some(TypingIn::Details(Id::new(1))),
            leads_to: Revision::new(1),
        };
        let mut head: JournalHead = record(Some(HEAD), |_| true).unwrap();
        head.history.done.push(Arc::new(step));
        let lines = head.first_lines();
        let line = JournalLines::new(lines.as_bytes()).nth(1).unwrap();
        let options = ron::Options::default().with_recursion_limit(MAX_JOURNAL_NESTING / 2);
        assert_eq!(options.from_str::<JournalHead>(line), Ok(head));
    }

    #[test]
    fn a_record_is_read_as_deep_as_the_limit() {
        let deep = |levels: usize| {
            let nested = "[".repeat(levels) + &"]".repeat(levels);
            format!("Happened(Change(label:\"\",edits:[],more:{nested}))")
        };
        assert_eq!(
            read(&[&deep(MAX_JOURNAL_NESTING / 4)], 9),
            (1, StopReason::Damaged)
        );
        for levels in [MAX_JOURNAL_NESTING, 1_000_000] {
            assert_eq!(
                read(&[UNDO, &deep(levels), REDO], 9),
                (1, StopReason::TooDeep)
            );
        }
        let head = HEAD.replacen('(', &format!("(more:{},", "[".repeat(1_000_000)), 1);
        let none = ReadJournal::new(&journal(&head, &[])).err();
        assert_eq!(none, Some(Unreadable::Invalid(StopReason::TooDeep)));
    }
}
