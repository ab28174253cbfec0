use super::{Senders, batches::Batch, field::Field, layout::Layout, options};
use crate::{
    project::{MAX_CLAIMS, MAX_EVIDENCE, MAX_HIGHLIGHTS, MAX_RELATIONS, MAX_SILENT},
    storage::format::{
        v1,
        v3::{Claim, Evidence},
    },
};

use std::sync::{
    atomic::{AtomicBool, AtomicUsize, Ordering},
    mpsc::Sender,
};

use ron::Deserializer;
use serde::Deserialize;

/// Enough that taking a piece costs nothing beside reading it, few enough that nobody waits long for the last; in bytes.
const PIECE: usize = 64 * 1024;

/// The long lists of a file, a record a line, cut into pieces that any number of threads take from the first to the last.
pub(crate) struct Pieces<'a> {
    version: u64,
    all: Vec<Piece<'a>>,
    /// How many are taken.
    taken: AtomicUsize,
    /// Some piece is no list of records.
    failed: AtomicBool,
    /// How many silent articles the claims name.
    marks: AtomicUsize,
}

struct Piece<'a> {
    field: Field,
    /// The how-manieth of its list, from 0.
    nth: usize,
    lines: &'a str,
}

impl<'a> Pieces<'a> {
    /// Those of a file of that version; `None` where it has to be read as a whole.
    pub(crate) fn of(layout: &Layout<'a>, version: u64) -> Option<Self> {
        let mut all = Vec::new();
        for list in layout.lists() {
            let lines = list.lines().filter(|_| list.field.is_of(version))?;
            let pieces = cut(lines).into_iter().enumerate();
            all.extend(pieces.map(|(nth, lines)| Piece {
                field: list.field,
                nth,
                lines,
            }));
            let count = memchr::memchr_iter(b'\n', lines.as_bytes()).count();
            if count >= most(list.field) {
                return None;
            }
        }
        Some(Self {
            version,
            all,
            taken: AtomicUsize::new(0),
            failed: AtomicBool::new(false),
            marks: AtomicUsize::new(0),
        })
    }

    pub(crate) fn len(&self) -> usize {
        self.all.len()
    }

    /// Whether all of them were read.
    pub(crate) fn are_read(&self) -> bool {
        !self.failed.load(Ordering::Relaxed) && self.marks.load(Ordering::Relaxed) <= MAX_SILENT
    }

    /// Nobody needs the rest.
    pub(crate) fn give_up(&self) {
        self.failed.store(true, Ordering::Relaxed);
    }

    /// Takes pieces and reads them, until none is left or one could not be read.
    pub(crate) fn read(&self, mut to: Senders<'a>) {
        while !self.failed.load(Ordering::Relaxed) {
            let Some(piece) = self.all.get(self.taken.fetch_add(1, Ordering::Relaxed)) else {
                return;
            };
            to.let_go_before(piece.field);
            if self.read_piece(piece, &to).is_none() {
                self.give_up();
            }
        }
    }

    fn read_piece(&self, piece: &Piece<'a>, to: &Senders<'a>) -> Option<()> {
        let is_old = self.version < 3;
        match piece.field {
            Field::Highlights => hand_on(to.highlights.as_ref(), piece, records(piece)?),
            Field::Claims => {
                let claims: Vec<Claim<'a>> = if is_old {
                    records_of::<v1::Claim<'a>, _>(piece)?
                } else {
                    records(piece)?
                };
                let marks = claims.iter().map(|claim| claim.silent.len()).sum();
                self.marks.fetch_add(marks, Ordering::Relaxed);
                hand_on(to.claims.as_ref(), piece, claims);
            }
            Field::Evidence => {
                let evidence: Vec<Evidence<'a>> = if is_old {
                    records_of::<v1::Evidence<'a>, _>(piece)?
                } else {
                    records(piece)?
                };
                hand_on(to.evidence.as_ref(), piece, evidence);
            }
            _relations => hand_on(to.relations.as_ref(), piece, records(piece)?),
        }
        Some(())
    }
}

fn most(field: Field) -> usize {
    match field {
        Field::Highlights => MAX_HIGHLIGHTS,
        Field::Claims => MAX_CLAIMS,
        Field::Evidence => MAX_EVIDENCE,
        _relations => MAX_RELATIONS,
    }
}

/// Whole lines, in pieces.
fn cut(mut lines: &str) -> Vec<&str> {
    let mut pieces = Vec::new();
    while !lines.is_empty() {
        let from = PIECE.min(lines.len());
        let end = memchr::memchr(b'\n', &lines.as_bytes()[from..]);
        let end = end.map_or(lines.len(), |at| from + at + 1);
        let (piece, rest) = lines.split_at(end);
        pieces.push(piece);
        lines = rest;
    }
    pieces
}

fn records<'a, T: Deserialize<'a>>(piece: &Piece<'a>) -> Option<Vec<T>> {
    records_of::<T, T>(piece)
}

/// The records of a piece, which spells them as `W`; `None` where a line is no record by itself.
fn records_of<'a, W: Deserialize<'a> + Into<T>, T>(piece: &Piece<'a>) -> Option<Vec<T>> {
    let options = options();
    let record = |line: &'a str| {
        let written = line.trim_ascii().strip_suffix(',')?;
        // What belongs to a whole file, or is a comment, is for who reads the whole.
        let written = written.starts_with('(').then_some(written)?;
        let mut deserializer = Deserializer::from_str_with_options(written, &options).ok()?;
        let record = W::deserialize(&mut deserializer).ok()?;
        deserializer.remainder().is_empty().then(|| record.into())
    };
    piece.lines.lines().map(record).collect()
}

/// Where nobody takes it any more, nobody asks for the outcome either.
fn hand_on<T>(to: Option<&Sender<Batch<T>>>, piece: &Piece<'_>, records: Vec<T>) {
    drop(to.map(|to| to.send((piece.nth, records))));
}
