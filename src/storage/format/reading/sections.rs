use crate::{
    project::{HouseRules, Names, ReportHeading, SearchLists, VerdictScale},
    storage::{format::records::List, limits::MAX_NESTING},
};

use std::fmt;

use ron::{Deserializer, Options, error::SpannedResult, extensions::Extensions, value::RawValue};
use serde::{
    Deserialize,
    de::{self, IgnoredAny, SeqAccess, Visitor},
};

/// Minimum length of a record in bytes, since its id alone takes that many. Shorter ones would need less room in the file
/// than in memory.
const MIN_RECORD_BYTES: usize = 16;

/// A project file with a parsed head and unparsed records.
pub(crate) struct Sections<'a> {
    pub(crate) head: FileHead,
    /// The lists in file order.
    pub(crate) lists: Vec<(List, Vec<&'a str>)>,
    /// RON extensions that the file enables.
    pub(crate) extensions: Extensions,
    /// Whether the file was split by lines. Each piece must then be exactly one record, with nothing around it.
    pub(crate) is_by_lines: bool,
    /// Byte offset at which the numbers of lines begin again; beyond the end of all but salvaged files.
    pub(crate) lines_begin_again: usize,
}

/// The fields before the lists.
pub(crate) struct FileHead {
    pub(crate) id: String,
    pub(crate) title: String,
    pub(crate) scale: VerdictScale,
    pub(crate) rules: HouseRules,
    pub(crate) report: ReportHeading,
    pub(crate) search_lists: SearchLists,
    pub(crate) names: Names,
}

/// The fields of a file, in file order.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File<'a> {
    // The `header` module has already checked these two.
    #[serde(rename = "format")]
    _format: IgnoredAny,
    #[serde(rename = "version")]
    _version: IgnoredAny,
    /// For people who read the file; the program checks the speakers instead.
    #[serde(rename = "holds_protected_names", default)]
    _holds_protected_names: bool,
    id: String,
    title: String,
    scale: VerdictScale,
    #[serde(default)]
    rules: HouseRules,
    #[serde(default)]
    report: ReportHeading,
    #[serde(default)]
    search_lists: SearchLists,
    #[serde(default)]
    names: Names,
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
    /// Finds the sections of a file in any layout.
    pub(crate) fn new(file: &'a str) -> SpannedResult<Self> {
        let mut deserializer = Deserializer::from_str_with_options(file, &options())?;
        let read = File::deserialize(&mut deserializer);
        let read = read.and_then(|file| deserializer.end().map(|()| file));
        let extensions = deserializer.extensions();
        let file = read.map_err(|error| deserializer.span_error(error))?;
        let head = FileHead {
            id: file.id,
            title: file.title,
            scale: file.scale,
            rules: file.rules,
            report: file.report,
            search_lists: file.search_lists,
            names: file.names,
        };
        let lists = vec![
            (List::Speakers, file.speakers.0),
            (List::Articles, file.articles.0),
            (List::Highlights, file.highlights.0),
            (List::Claims, file.claims.0),
            (List::Silent, file.silent.0),
            (List::Evidence, file.evidence.0),
            (List::Relations, file.relations.0),
        ];
        Ok(Self {
            head,
            lists,
            extensions,
            is_by_lines: false,
            lines_begin_again: usize::MAX,
        })
    }

    /// Parses the fields before the lists, alone. `None` if that fails.
    pub(crate) fn head_of(fields: &str) -> Option<(FileHead, Extensions)> {
        let without_lists = "\narticles: [], highlights: [], claims: [], evidence: [])";
        let file = [fields, without_lists].concat();
        let sections = Sections::new(&file).ok()?;
        Some((sections.head, sections.extensions))
    }
}

pub(crate) fn options() -> Options {
    Options::default().with_recursion_limit(MAX_NESTING)
}

/// The records of a list as slices of the file.
#[derive(Default)]
struct Records<'a>(Vec<&'a str>);

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
            if record.len() < MIN_RECORD_BYTES {
                return Err(de::Error::custom("expected a record before this"));
            }
            all.push(record);
        }
        Ok(all)
    }
}
