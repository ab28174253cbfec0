//! The records of versions 1 and 2 of the project file, which spell them alike; frozen: what is added to a record later goes
//! into structs of its own.
//!
//! These structs say only how the records are spelled; `reading` knows the fields that hold them. Nothing here is trusted before `load` has verified it.
//! Ids are borrowed from the file, never unescaped: where an id lies in memory tells the line of its record.

use crate::project::{self, MAX_VERDICTS};

use std::{borrow::Cow, collections::BTreeSet, fmt};

use serde::{
    Deserialize,
    de::{Deserializer, Error, SeqAccess, Visitor},
};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Scale<'a> {
    #[serde(borrow)]
    pub(crate) name: Cow<'a, str>,
    #[serde(deserialize_with = "verdicts")]
    pub(crate) verdicts: Vec<Verdict>,
}

fn verdicts<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Vec<Verdict>, D::Error> {
    deserializer.deserialize_seq(Verdicts)
}

struct Verdicts;

impl<'de> Visitor<'de> for Verdicts {
    type Value = Vec<Verdict>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a list of verdicts")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut labels: A) -> Result<Vec<Verdict>, A::Error> {
        let mut verdicts = Vec::new();
        while let Some(verdict) = labels.next_element()? {
            if verdicts.len() == MAX_VERDICTS {
                let words = format!("a scale has at most {MAX_VERDICTS} verdicts");
                return Err(A::Error::custom(words));
            }
            verdicts.push(verdict);
        }
        Ok(verdicts)
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Verdict {
    pub(crate) label: String,
    pub(crate) rank: u32,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Article<'a> {
    pub(crate) id: &'a str,
    pub(crate) source: Source,
    pub(crate) clutter: BTreeSet<usize>,
    pub(crate) sha256: &'a str,
    pub(crate) text: Text,
}

/// A list of paragraphs in the file; joined by line feeds here.
pub(crate) struct Text(pub(crate) String);

impl<'de> Deserialize<'de> for Text {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_seq(Joined)
    }
}

struct Joined;

impl<'de> Visitor<'de> for Joined {
    type Value = Text;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a list of paragraphs")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut paragraphs: A) -> Result<Text, A::Error> {
        let mut text = String::new();
        let mut is_first = true;
        while let Some(Paragraph(paragraph)) = paragraphs.next_element()? {
            if !is_first {
                text.push('\n');
            }
            text.push_str(&paragraph);
            is_first = false;
        }
        text.shrink_to_fit();
        Ok(Text(text))
    }
}

#[derive(Deserialize)]
#[serde(transparent)]
struct Paragraph<'a>(#[serde(borrow)] Cow<'a, str>);

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Source {
    title: String,
    outlet: String,
    byline: String,
    published: String,
    retrieved: String,
    url: String,
    language: String,
    agency_credits: String,
    reliability: Option<Reliability>,
}

#[derive(Deserialize)]
enum Reliability {
    A,
    B,
    C,
    D,
    E,
    F,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Highlight<'a> {
    pub(crate) id: &'a str,
    pub(crate) article: &'a str,
    /// In UTF-8 bytes of the whole text.
    pub(crate) start: usize,
    pub(crate) end: usize,
    #[serde(borrow)]
    pub(crate) quote: Cow<'a, str>,
    pub(crate) note: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Claim<'a> {
    pub(crate) id: &'a str,
    pub(crate) statement: String,
    pub(crate) verdict: Option<String>,
    pub(crate) status: Status,
    pub(crate) justification: String,
    pub(crate) notes: String,
    pub(crate) color: u8,
}

#[derive(Clone, Copy, Deserialize)]
pub(crate) enum Status {
    Open,
    InProgress,
    NeedsReview,
    Done,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Evidence<'a> {
    pub(crate) id: &'a str,
    pub(crate) highlight: &'a str,
    pub(crate) claim: &'a str,
    pub(crate) stance: Stance,
    pub(crate) note: String,
}

#[derive(Clone, Copy, Deserialize)]
pub(crate) enum Stance {
    Supports,
    Refutes,
    Context,
}

impl From<Scale<'_>> for project::VerdictScale {
    fn from(scale: Scale<'_>) -> Self {
        let verdicts = scale.verdicts.into_iter().map(|verdict| project::Verdict {
            label: verdict.label,
            rank: verdict.rank,
        });
        Self {
            name: scale.name.into_owned(),
            verdicts: verdicts.collect(),
        }
    }
}

impl From<Source> for project::ArticleDetails {
    fn from(source: Source) -> Self {
        Self {
            title: source.title,
            outlet: source.outlet,
            byline: source.byline,
            published: source.published,
            retrieved: source.retrieved,
            url: source.url,
            language: source.language,
            agency_credits: source.agency_credits,
            reliability: source.reliability.map(Into::into),
        }
    }
}

impl From<Reliability> for project::Reliability {
    fn from(letter: Reliability) -> Self {
        match letter {
            Reliability::A => Self::A,
            Reliability::B => Self::B,
            Reliability::C => Self::C,
            Reliability::D => Self::D,
            Reliability::E => Self::E,
            Reliability::F => Self::F,
        }
    }
}

impl From<Status> for project::Status {
    fn from(status: Status) -> Self {
        match status {
            Status::Open => Self::Open,
            Status::InProgress => Self::InProgress,
            Status::NeedsReview => Self::NeedsReview,
            Status::Done => Self::Done,
        }
    }
}

impl From<Stance> for project::Stance {
    fn from(stance: Stance) -> Self {
        match stance {
            Stance::Supports => Self::Supports,
            Stance::Refutes => Self::Refutes,
            Stance::Context => Self::Context,
        }
    }
}
