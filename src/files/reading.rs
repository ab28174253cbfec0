//! A project file, taken in parts while the rest of it is still being read.
//!
//! Reading a big file and verifying it take about as long as each other, so they go on at the same time, on two threads.

use std::{
    borrow::Cow,
    collections::BTreeSet,
    fmt,
    sync::mpsc::{Receiver, Sender, channel},
};

use serde::{
    Deserialize,
    de::{DeserializeSeed, Deserializer, Error, MapAccess, SeqAccess, Visitor},
};

use super::{
    limits::{MAX_ARTICLES, MAX_CLAIMS, MAX_EVIDENCE, MAX_HIGHLIGHTS, MAX_NESTING},
    v1::{Article, Claim, Evidence, Highlight, Scale},
};

/// Records that are handed on at once: enough that handing on costs nothing beside reading.
const BATCH: usize = 256;

/// The parts of a file. They may be taken in this order, whatever order the file has them in, and each ends when it was
/// read to its end. Articles and claims are in the analyst's order, evidence in that of its claim.
pub(super) struct Parts<'a> {
    /// Of the project; version 1 has none.
    pub(super) id: Receiver<&'a str>,
    pub(super) title: Receiver<Cow<'a, str>>,
    pub(super) scale: Receiver<Scale<'a>>,
    pub(super) articles: Receiver<Vec<Article<'a>>>,
    pub(super) highlights: Receiver<Vec<Highlight<'a>>>,
    pub(super) claims: Receiver<Vec<Claim<'a>>>,
    pub(super) evidence: Receiver<Vec<Evidence<'a>>>,
}

/// The other ends of [`Parts`]; each goes with the field that it is for.
struct Senders<'a> {
    id: Option<Sender<&'a str>>,
    title: Option<Sender<Cow<'a, str>>>,
    scale: Option<Sender<Scale<'a>>>,
    articles: Option<Sender<Vec<Article<'a>>>>,
    highlights: Option<Sender<Vec<Highlight<'a>>>>,
    claims: Option<Sender<Vec<Claim<'a>>>>,
    evidence: Option<Sender<Vec<Evidence<'a>>>>,
}

/// Reads the text of a project file.
pub(super) struct Reader<'a> {
    version: u64,
    to: Senders<'a>,
}

impl<'a> Reader<'a> {
    /// A reader of files of that version, and the parts that it reads.
    pub(super) fn new(version: u64) -> (Self, Parts<'a>) {
        let (to_id, id) = part();
        let (to_title, title) = part();
        let (to_scale, scale) = part();
        let (to_articles, articles) = part();
        let (to_highlights, highlights) = part();
        let (to_claims, claims) = part();
        let (to_evidence, evidence) = part();
        let to = Senders {
            id: to_id.filter(|_| Field::Id.is_of(version)),
            title: to_title,
            scale: to_scale,
            articles: to_articles,
            highlights: to_highlights,
            claims: to_claims,
            evidence: to_evidence,
        };
        let parts = Parts {
            id,
            title,
            scale,
            articles,
            highlights,
            claims,
            evidence,
        };
        (Self { version, to }, parts)
    }

    /// Reads `text` to its end. The parts that came before an error have been handed on.
    ///
    /// # Errors
    /// Where it is not RON, or a field is missing, there twice, unknown or of another kind.
    pub(super) fn read(self, text: &'a str) -> ron::error::SpannedResult<()> {
        ron::Options::default()
            .with_recursion_limit(MAX_NESTING)
            .from_str_seed(text, self)
    }
}

fn part<T>() -> (Option<Sender<T>>, Receiver<T>) {
    let (sender, receiver) = channel();
    (Some(sender), receiver)
}

#[derive(Clone, Copy, Deserialize, PartialEq, Eq, PartialOrd, Ord)]
#[serde(field_identifier, rename_all = "lowercase")]
enum Field {
    Format,
    Version,
    Id,
    Title,
    Scale,
    Articles,
    Highlights,
    Claims,
    Evidence,
}

/// In the order of [`Field`].
const FIELDS: [&str; 9] = [
    "format",
    "version",
    "id",
    "title",
    "scale",
    "articles",
    "highlights",
    "claims",
    "evidence",
];

impl Field {
    fn name(self) -> &'static str {
        FIELDS[self as usize]
    }

    /// Whether files of that version have it.
    fn is_of(self, version: u64) -> bool {
        self != Self::Id || version >= 2
    }
}

const ALL: [Field; 9] = [
    Field::Format,
    Field::Version,
    Field::Id,
    Field::Title,
    Field::Scale,
    Field::Articles,
    Field::Highlights,
    Field::Claims,
    Field::Evidence,
];

impl<'de> DeserializeSeed<'de> for Reader<'de> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_struct("File", &FIELDS, self)
    }
}

impl<'de> Visitor<'de> for Reader<'de> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the fields of a project")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut fields: A) -> Result<(), A::Error> {
        let mut to = self.to;
        let mut seen = BTreeSet::new();
        while let Some(field) = fields.next_key::<Field>()? {
            if !field.is_of(self.version) {
                let (name, version) = (field.name(), self.version);
                let words = format!(
                    "the field \u{201c}{name}\u{201d} came with version 2, and this file is of version {version}"
                );
                return Err(A::Error::custom(words));
            }
            if !seen.insert(field) {
                return Err(A::Error::duplicate_field(field.name()));
            }
            match field {
                // `header` has looked at what these two say.
                Field::Format => drop(fields.next_value::<&str>()?),
                Field::Version => drop(fields.next_value::<u32>()?),
                Field::Id => hand_on(to.id.take().as_ref(), fields.next_value()?),
                Field::Title => hand_on(to.title.take().as_ref(), fields.next_value()?),
                Field::Scale => hand_on(to.scale.take().as_ref(), fields.next_value()?),
                Field::Articles => fields.next_value_seed(Records {
                    to: to.articles.take(),
                    most: MAX_ARTICLES,
                    what: "articles",
                })?,
                Field::Highlights => fields.next_value_seed(Records {
                    to: to.highlights.take(),
                    most: MAX_HIGHLIGHTS,
                    what: "highlights",
                })?,
                Field::Claims => fields.next_value_seed(Records {
                    to: to.claims.take(),
                    most: MAX_CLAIMS,
                    what: "claims",
                })?,
                Field::Evidence => fields.next_value_seed(Records {
                    to: to.evidence.take(),
                    most: MAX_EVIDENCE,
                    what: "pieces of evidence",
                })?,
            }
        }
        let mut missing = ALL.iter().filter(|field| !seen.contains(field));
        match missing.find(|field| field.is_of(self.version)) {
            Some(missing) => Err(A::Error::missing_field(missing.name())),
            None => Ok(()),
        }
    }
}

/// Reads a list of records and hands them on in batches.
struct Records<T> {
    to: Option<Sender<Vec<T>>>,
    most: usize,
    what: &'static str,
}

impl<'de, T: Deserialize<'de>> DeserializeSeed<'de> for Records<T> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_seq(self)
    }
}

impl<'de, T: Deserialize<'de>> Visitor<'de> for Records<T> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a sequence")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut records: A) -> Result<(), A::Error> {
        let mut batch = Vec::with_capacity(BATCH);
        let mut count = 0;
        while let Some(record) = records.next_element()? {
            count += 1;
            if count > self.most {
                let Self { most, what, .. } = self;
                let words = format!(
                    "there are more than {most} {what}, which is the most that a project holds"
                );
                return Err(A::Error::custom(words));
            }
            batch.push(record);
            if batch.len() == BATCH {
                let full = std::mem::replace(&mut batch, Vec::with_capacity(BATCH));
                hand_on(self.to.as_ref(), full);
            }
        }
        hand_on(self.to.as_ref(), batch);
        Ok(())
    }
}

/// Where nobody takes it any more, nobody asks for the outcome either.
fn hand_on<T>(to: Option<&Sender<T>>, value: T) {
    drop(to.map(|to| to.send(value)));
}
