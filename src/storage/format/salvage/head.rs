//! The heads of a project and of its articles, a field a line: what stands for a field that cannot be read.

use super::read;
use crate::project::{ArticleDetails, Exclusion, HouseRules, Provenance, Verdict, VerdictScale};

use std::collections::BTreeSet;

/// What a scale begins with, before its name, and after it.
const SCALE: (&str, &str) = ("  scale: (name: ", ", verdicts: [");

/// What a scale begins with whose name cannot be read.
pub(crate) const NAMELESS_SCALE: &str = "  scale: (name: \"\", verdicts: [";

/// The fields that may stand in a head.
pub(crate) struct Head {
    fields: &'static [HeadField],
    /// Those that were there.
    seen: BTreeSet<&'static str>,
}

/// A field that stands on a line of its own.
struct HeadField {
    name: &'static str,
    is_readable: fn(&str) -> Result<(), String>,
    /// What stands for it; nothing where it may be left out.
    default: &'static str,
}

impl HeadField {
    const fn new(
        name: &'static str,
        is_readable: fn(&str) -> Result<(), String>,
        default: &'static str,
    ) -> Self {
        Self {
            name,
            is_readable,
            default,
        }
    }
}

const OF_PROJECT: [HeadField; 7] = [
    HeadField::new("format", |value| read::<String>(value), ""),
    HeadField::new("version", |value| read::<u64>(value), ""),
    HeadField::new("holds_protected_names", |value| read::<bool>(value), ""),
    HeadField::new("id", |value| read::<String>(value), "id: \"\","),
    HeadField::new("title", |value| read::<String>(value), "title: \"\","),
    HeadField::new(
        "scale",
        |value| read::<VerdictScale>(value),
        "scale: (name: \"\", verdicts: []),",
    ),
    HeadField::new("rules", |value| read::<HouseRules>(value), ""),
];

const OF_ARTICLE: [HeadField; 6] = [
    HeadField::new("id", |value| read::<String>(value), "id: \"\","),
    HeadField::new(
        "details",
        |value| read::<ArticleDetails>(value),
        "details: (title: \"\", outlet: \"\", byline: \"\", published: \"\", retrieved: \"\", url: \"\", language: \"\", agency_credits: \"\", reliability: None),",
    ),
    HeadField::new(
        "clutter",
        |value| read::<BTreeSet<usize>>(value),
        "clutter: [],",
    ),
    HeadField::new("provenance", |value| read::<Provenance>(value), ""),
    HeadField::new("excluded", |value| read::<Option<Exclusion>>(value), ""),
    HeadField::new("sha256", |value| read::<String>(value), "sha256: \"\","),
];

/// What becomes of a line of a head.
pub(crate) enum Taken {
    /// It stays.
    AsItIs,
    /// It cannot be read for this reason, and this stands in its place.
    Instead(&'static str, String),
}

impl Head {
    pub(crate) fn of_project() -> Self {
        Self::with(&OF_PROJECT)
    }

    pub(crate) fn of_article() -> Self {
        Self::with(&OF_ARTICLE)
    }

    fn with(fields: &'static [HeadField]) -> Self {
        Self {
            fields,
            seen: BTreeSet::new(),
        }
    }

    pub(crate) fn take(&mut self, line: &str) -> Taken {
        let written = line.trim();
        if written.is_empty() || written == "(" || written.starts_with("//") {
            return Taken::AsItIs;
        }
        let value = |field: &HeadField| written.strip_prefix(field.name)?.strip_prefix(": ");
        let found = self
            .fields
            .iter()
            .find_map(|field| Some((field, value(field)?)));
        let Some((field, value)) = found else {
            return Taken::Instead("", "no field begins like this".to_owned());
        };
        if !self.seen.insert(field.name) {
            return Taken::Instead("", "the field is there already".to_owned());
        }
        match (field.is_readable)(value) {
            Ok(()) => Taken::AsItIs,
            Err(words) => Taken::Instead(field.default, words),
        }
    }

    /// Whether a scale begins there, on more than this line; then whether its name can be read.
    pub(crate) fn takes_scale(&mut self, line: &str) -> Option<Result<(), String>> {
        let before = line.strip_suffix(SCALE.1)?;
        if !self.seen.insert("scale") {
            return None;
        }
        let name = before.strip_prefix(SCALE.0);
        let name = name.ok_or_else(|| "no field begins like this".to_owned());
        Some(name.and_then(|name| read::<String>(&format!("{name},"))))
    }

    /// Whether this is a verdict of a scale whose own line could not be read.
    pub(crate) fn takes_verdict(&mut self, line: &str) -> bool {
        read::<Verdict>(line).is_ok() && self.seen.insert("scale")
    }

    /// What stands for the fields that were not there.
    pub(crate) fn missing(&self) -> String {
        let is_missing = |field: &&HeadField| !self.seen.contains(field.name);
        let missing = self.fields.iter().filter(is_missing);
        missing.map(|field| field.default).collect()
    }
}
