//! A project file, taken in parts while the rest of it is still being read.
//!
//! Reading a big file and verifying it take about as long as each other, so they go on at the same time, on threads of their
//! own. The long lists of a file that is laid out as `to_ron` does are read beside one another too.
//!
//! | file | what it does |
//! | --- | --- |
//! | `field` | the fields of a file, and what may be wrong with one |
//! | `fields` | reads them one after the other |
//! | `records` | reads a list and hands it on in batches |
//! | `batches` | a list that comes in batches, in its order |
//! | `layout` | where the long lists begin |
//! | `pieces` | reads those lists line by line, some lines on each core |

mod batches;
mod field;
mod fields;
mod layout;
mod pieces;
mod records;

use super::{
    spelled::HouseRules,
    v1::{Highlight, Scale},
    v3::{Article, Claim, Evidence, Relation, Speaker},
};
use crate::storage::limits::MAX_NESTING;
use batches::{Batch, Batches, batches};
use field::Field;
use fields::Fields;
pub(crate) use layout::Layout;
use pieces::Pieces;

use std::{
    borrow::Cow,
    sync::mpsc::{Receiver, Sender, channel},
    thread,
};

use ron::{Deserializer, Options};
use serde::de::DeserializeSeed;

/// The parts of a file, as version 3 has them. They may be taken in this order, and each ends when it was read to its end.
/// Articles and claims are in the analyst's order, evidence in that of its claim.
pub(crate) struct Parts<'a> {
    /// Of the project; version 1 has none.
    pub(crate) id: Receiver<&'a str>,
    pub(crate) title: Receiver<Cow<'a, str>>,
    pub(crate) scale: Receiver<Scale<'a>>,
    pub(crate) rules: Receiver<HouseRules>,
    pub(crate) speakers: Batches<Speaker<'a>>,
    pub(crate) articles: Batches<Article<'a>>,
    pub(crate) highlights: Batches<Highlight<'a>>,
    pub(crate) claims: Batches<Claim<'a>>,
    pub(crate) evidence: Batches<Evidence<'a>>,
    pub(crate) relations: Batches<Relation<'a>>,
}

/// The other ends of [`Parts`]; each goes with the field that it is for.
#[derive(Clone, Default)]
struct Senders<'a> {
    id: Option<Sender<&'a str>>,
    title: Option<Sender<Cow<'a, str>>>,
    scale: Option<Sender<Scale<'a>>>,
    rules: Option<Sender<HouseRules>>,
    speakers: Option<Sender<Batch<Speaker<'a>>>>,
    articles: Option<Sender<Batch<Article<'a>>>>,
    highlights: Option<Sender<Batch<Highlight<'a>>>>,
    claims: Option<Sender<Batch<Claim<'a>>>>,
    evidence: Option<Sender<Batch<Evidence<'a>>>>,
    relations: Option<Sender<Batch<Relation<'a>>>>,
}

/// Reads the text of a project file.
pub(crate) struct Reader<'a> {
    version: u64,
    to: Senders<'a>,
}

impl<'a> Reader<'a> {
    /// A reader of files of that version, and the parts that it reads.
    pub(crate) fn new(version: u64) -> (Self, Parts<'a>) {
        let (to_id, id) = part();
        let (to_title, title) = part();
        let (to_scale, scale) = part();
        let (to_rules, rules) = part();
        let (to_speakers, speakers) = batches();
        let (to_articles, articles) = batches();
        let (to_highlights, highlights) = batches();
        let (to_claims, claims) = batches();
        let (to_evidence, evidence) = batches();
        let (to_relations, relations) = batches();
        let to = Senders {
            id: to_id.filter(|_| Field::Id.is_of(version)),
            title: to_title,
            scale: to_scale,
            rules: to_rules,
            speakers: to_speakers,
            articles: to_articles,
            highlights: to_highlights,
            claims: to_claims,
            evidence: to_evidence,
            relations: to_relations,
        };
        let parts = Parts {
            id,
            title,
            scale,
            rules,
            speakers,
            articles,
            highlights,
            claims,
            evidence,
            relations,
        };
        (Self { version, to }, parts)
    }

    /// Reads `text` to its end. The parts that came before an error have been handed on.
    ///
    /// # Errors
    /// Where it is not RON, or a field is missing, there twice, unknown or of another kind.
    pub(crate) fn read(mut self, text: &'a str) -> ron::error::SpannedResult<()> {
        options().from_str_seed(text, Fields::of(self.version, &mut self.to))
    }

    /// Reads the long lists of a file line by line, some lines on each core; `None` where [`read`](Self::read) must tell what is
    /// wrong with it.
    pub(crate) fn read_beside(mut self, layout: &Layout<'a>) -> Option<()> {
        let version = self.version;
        let pieces = &Pieces::of(layout, version)?;
        let lists = self.to.lists();
        thread::scope(|scope| {
            for _ in 1..cores().min(pieces.len()) {
                let to = lists.clone();
                scope.spawn(move || pieces.read(to));
            }
            let head = read_head(layout.head, version, &mut self.to);
            // What the parts may still be waited for.
            drop(self);
            match head {
                Some(()) => pieces.read(lists),
                None => pieces.give_up(),
            }
            head
        })
        .filter(|()| pieces.are_read())
    }
}

impl Senders<'_> {
    /// Those of the long lists.
    fn lists(&mut self) -> Self {
        Self {
            highlights: self.highlights.take(),
            claims: self.claims.take(),
            evidence: self.evidence.take(),
            relations: self.relations.take(),
            ..Self::default()
        }
    }

    /// No more is sent of the long lists before that one.
    fn let_go_before(&mut self, field: Field) {
        if field > Field::Highlights {
            self.highlights = None;
        }
        if field > Field::Claims {
            self.claims = None;
        }
        if field > Field::Evidence {
            self.evidence = None;
        }
    }
}

/// How many threads read: as many as the machine has cores, two at least.
fn cores() -> usize {
    thread::available_parallelism().map_or(2, |cores| cores.get().clamp(2, 8))
}

fn options() -> Options {
    Options::default().with_recursion_limit(MAX_NESTING)
}

fn read_head<'a>(head: &'a str, version: u64, to: &mut Senders<'a>) -> Option<()> {
    let mut deserializer = Deserializer::from_str_with_options(head, &options()).ok()?;
    let mut ended = false;
    let fields = Fields::of_head(version, to, &mut ended);
    // The parser finds no end: the lists stand there. A comment that goes on has them within.
    let breaks_off = fields.deserialize(&mut deserializer);
    let in_comment = matches!(breaks_off, Err(ron::Error::UnclosedBlockComment));
    // The line is asked for, since the comma of a comment would do for the parser.
    let last_line = head.trim_end().lines().next_back().unwrap_or_default();
    let is_whole = ended
        && !in_comment
        && !head.trim_start().starts_with("#!")
        && deserializer.remainder().is_empty()
        && last_line.trim() == "],";
    is_whole.then_some(())
}

fn part<T>() -> (Option<Sender<T>>, Receiver<T>) {
    let (sender, receiver) = channel();
    (Some(sender), receiver)
}

#[cfg(test)]
mod tests {
    use super::super::{load::from_ron, write::to_ron};
    use super::*;
    use crate::storage::sample::sample;

    /// Whether the file is read in pieces, each by itself.
    fn is_read_beside(file: &str) -> bool {
        let (reader, parts) = Reader::new(3);
        let layout = Layout::of(file);
        let read = layout.and_then(|layout| reader.read_beside(&layout));
        drop(parts);
        read.is_some()
    }

    #[test]
    fn a_file_that_was_saved_is_read_in_pieces() {
        let file = to_ron(&sample());
        assert!(is_read_beside(&file));
        assert!(is_read_beside(&file.replace('\n', "\r\n")));
    }

    #[test]
    fn a_file_that_is_laid_out_otherwise_is_read_as_a_whole_and_the_same() {
        let file = to_ron(&sample());
        let (from, to) = ("\n  evidence: [", "\n evidence: [");
        assert!(file.contains(from));
        let other = file.replace(from, to);
        assert!(!is_read_beside(&other));
        assert_eq!(from_ron(other.as_bytes()).unwrap(), sample());
    }

    #[test]
    fn a_text_that_looks_like_the_beginning_of_a_list_is_a_text() {
        let file = to_ron(&sample());
        let traps = [
            (r#"notes: "","#, r#"notes: r"LINE","#),
            (r#"notes: "","#, r#"notes: /* LINE */ "","#),
        ];
        for line in ["\n  claims: [", "\n  evidence: [\n  ],\n"] {
            for (from, to) in traps {
                let trapped = file.replacen(from, &to.replace("LINE", line), 1);
                assert_ne!(trapped, file);
                let laid_out_otherwise = trapped.replace("\n  highlights: [", "\n highlights: [");
                let expected = from_ron(laid_out_otherwise.as_bytes()).unwrap();
                assert_eq!(from_ron(trapped.as_bytes()).unwrap(), expected);
            }
        }
    }

    #[test]
    fn a_comment_that_goes_on_into_the_lists_is_read_with_the_whole() {
        let file = to_ron(&sample());
        let (articles_end, highlights) = ("\n  ],\n  highlights: [", "\n  highlights: [");
        assert!(file.contains(articles_end));
        let commented = file.replacen(
            articles_end,
            &["\n  ],\n  /*\n  ],", highlights].concat(),
            1,
        );
        assert!(!is_read_beside(&commented));
    }

    #[test]
    fn what_is_no_record_by_itself_is_read_with_the_whole() {
        let file = to_ron(&sample());
        for (from, to) in [
            ("),\n  ],\n  claims: [", ") // note,\n  ],\n  claims: ["),
            (
                "\n  claims: [\n    (",
                "\n  claims: [\n    #![enable(implicit_some)](",
            ),
            ("\n  claims: [\n    (", "\n  claims: [\n    \u{a0}("),
        ] {
            assert!(file.contains(from), "{from}");
            assert!(!is_read_beside(&file.replacen(from, to, 1)), "{to}");
        }
    }

    #[test]
    fn a_list_that_came_with_a_later_version_is_refused() {
        let file = include_str!("../../../../tests/fixtures/v2/every-field.ron");
        assert!(from_ron(file.as_bytes()).is_ok());
        let newer = file.replacen("\n)", "\n  relations: [\n  ],\n)", 1);
        let layout = Layout::of(&newer).unwrap();
        let (reader, _parts) = Reader::new(2);
        assert!(reader.read_beside(&layout).is_none());
        assert!(from_ron(newer.as_bytes()).is_err());
    }

    #[test]
    fn what_is_wrong_between_the_pieces_is_told_as_of_the_whole() {
        let file = to_ron(&sample());
        for (from, to) in [
            ("\n  highlights: [", "\n  other\n  highlights: ["),
            ("\n  claims: [", ",\n  claims: ["),
            (
                "],\n  highlights: [",
                "] // what was found,\n  highlights: [",
            ),
            ("\n  evidence: [", "\n  claims: [],\n  evidence: ["),
            ("\n)\n", "\n"),
            ("\n)\n", "\n) more\n"),
            ("\n  title: ", "\n  evidence: [],\n  title: "),
        ] {
            let wrong = file.replacen(from, to, 1);
            assert_ne!(wrong, file);
            assert!(!is_read_beside(&wrong), "{to}");
            assert!(from_ron(wrong.as_bytes()).is_err(), "{to}");
        }
    }
}
