use crate::{
    project::{HouseRules, VerdictScale},
    storage::{format::records::List, limits::MAX_NESTING},
};

use std::fmt;

use ron::{Deserializer, Options, error::SpannedResult, extensions::Extensions, value::RawValue};
use serde::{
    Deserialize,
    de::{self, IgnoredAny, SeqAccess, Visitor},
};

/// A project file: its head, and its records, of which none is read yet.
pub(crate) struct Sections<'a> {
    pub(crate) head: Head,
    /// In the order of the file.
    pub(crate) lists: Vec<(List, Vec<&'a str>)>,
    /// Of RON, which the file switches on.
    pub(crate) extensions: Extensions,
    /// It was cut by its lines: only what is a record from its first byte to its last is where a record was expected.
    pub(crate) is_by_lines: bool,
}

/// What a file says before its lists.
pub(crate) struct Head {
    pub(crate) id: String,
    pub(crate) title: String,
    pub(crate) scale: VerdictScale,
    pub(crate) rules: HouseRules,
}

/// The fields of a file, in their order.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File<'a> {
    // `header` has looked at what these two say.
    #[serde(rename = "format")]
    _format: IgnoredAny,
    #[serde(rename = "version")]
    _version: IgnoredAny,
    /// For people who look at the file; the speakers tell whether it is so.
    #[serde(rename = "holds_protected_names", default)]
    _holds_protected_names: bool,
    id: String,
    title: String,
    scale: VerdictScale,
    #[serde(default)]
    rules: HouseRules,
    #[serde(borrow, default)]
    speakers: Records<'a>,
    #[serde(borrow)]
    articles: Records<'a>,
    #[serde(borrow)]
    highlights: Records<'a>,
    #[serde(borrow)]
    claims: Records<'a>,
    #[serde(borrow, default)]
    silent: Records<'a>,
    #[serde(borrow)]
    evidence: Records<'a>,
    #[serde(borrow, default)]
    relations: Records<'a>,
}

impl<'a> Sections<'a> {
    /// Those of any file.
    ///
    /// # Errors
    /// Where it is not RON, or a field is missing, there twice, unknown or of another kind; records may be anything.
    pub(crate) fn of(file: &'a str) -> SpannedResult<Self> {
        let mut deserializer = Deserializer::from_str_with_options(file, &options())?;
        let read = File::deserialize(&mut deserializer);
        let read = read.and_then(|file| deserializer.end().map(|()| file));
        let extensions = deserializer.extensions();
        let file = read.map_err(|error| deserializer.span_error(error))?;
        let File {
            _format: _,
            _version: _,
            _holds_protected_names: _,
            id,
            title,
            scale,
            rules,
            speakers,
            articles,
            highlights,
            claims,
            silent,
            evidence,
            relations,
        } = file;
        let head = Head {
            id,
            title,
            scale,
            rules,
        };
        let lists = vec![
            (List::Speakers, speakers.0),
            (List::Articles, articles.0),
            (List::Highlights, highlights.0),
            (List::Claims, claims.0),
            (List::Silent, silent.0),
            (List::Evidence, evidence.0),
            (List::Relations, relations.0),
        ];
        Ok(Self {
            head,
            lists,
            extensions,
            is_by_lines: false,
        })
    }
}

pub(crate) fn options() -> Options {
    Options::default().with_recursion_limit(MAX_NESTING)
}

/// The records of a list as pieces of the file.
#[derive(Default)]
struct Records<'a>(Vec<&'a str>);

/// No record is shorter: its id alone takes so many bytes. Shorter ones would take less room in the file than here.
const SHORTEST: usize = 16;

impl<'de: 'a, 'a> Deserialize<'de> for Records<'a> {
    fn deserialize<D: de::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_seq(RecordsVisitor).map(Self)
    }
}

struct RecordsVisitor;

impl<'de> Visitor<'de> for RecordsVisitor {
    type Value = Vec<&'de str>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a list of records")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut records: A) -> Result<Vec<&'de str>, A::Error> {
        let mut all = Vec::new();
        while let Some(record) = records.next_element::<&RawValue>()? {
            let record = record.get_ron();
            if record.len() < SHORTEST {
                return Err(de::Error::custom("a record belongs before this"));
            }
            all.push(record);
        }
        Ok(all)
    }
}
