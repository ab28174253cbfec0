//! Heads of a project and of its articles, one field per line, and the defaults for fields that cannot be parsed.

use super::read;
use crate::project::{
    ArticleDetails, Exclusion, HouseRules, Names, Original, Provenance, ReportHeading, SearchLists,
    Structure, Verdict, VerdictScale,
};

use std::collections::BTreeSet;

/// Text before and after the name of a scale on its first line.
const SCALE: (&str, &str) = ("  scale: (name: ", ", verdicts: [");

/// First line of a scale whose name cannot be parsed.
pub(crate) const NAMELESS_SCALE: &str = "  scale: (name: \"\", verdicts: [";

/// The fields allowed in a head.
pub(crate) struct HeadFields {
    fields: &'static [HeadField],
    /// The fields found so far.
    seen: BTreeSet<&'static str>,
}

/// A field on a line of its own.
struct HeadField {
    name: &'static str,
    is_readable: fn(&str) -> Result<(), String>,
    /// The line that replaces an unreadable field; empty if the field is optional.
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

const OF_PROJECT: [HeadField; 10] = [
    HeadField::new("format", read::<String>, ""),
    HeadField::new("version", read::<u64>, ""),
    HeadField::new("holds_protected_names", read::<bool>, ""),
    HeadField::new("id", read::<String>, "id: \"\","),
    HeadField::new("title", read::<String>, "title: \"\","),
    HeadField::new(
        "scale",
        read::<VerdictScale>,
        "scale: (name: \"\", verdicts: []),",
    ),
    HeadField::new("rules", read::<HouseRules>, ""),
    HeadField::new("report", read::<ReportHeading>, ""),
    HeadField::new("search_lists", read::<SearchLists>, ""),
    HeadField::new("names", read::<Names>, ""),
];

const OF_ARTICLE: [HeadField; 8] = [
    HeadField::new("id", read::<String>, "id: \"\","),
    HeadField::new(
        "details",
        read::<ArticleDetails>,
        "details: (title: \"\", outlet: \"\", byline: \"\", published: \"\", retrieved: \"\", url: \"\", language: \"\", agency_credits: \"\", reliability: None),",
    ),
    HeadField::new("clutter", read::<BTreeSet<usize>>, "clutter: [],"),
    HeadField::new("structure", read::<Structure>, ""),
    HeadField::new("provenance", read::<Provenance>, ""),
    HeadField::new("excluded", read::<Option<Exclusion>>, ""),
    HeadField::new("original", read::<Option<Original>>, ""),
    HeadField::new("sha256", read::<String>, "sha256: \"\","),
];

/// Result of checking a line of a head.
pub(crate) enum HeadLine {
    /// The line is kept.
    AsItIs,
    /// The replacement for an unreadable line, and the parse error.
    Instead(&'static str, String),
}

impl HeadFields {
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

    pub(crate) fn take(&mut self, line: &str) -> HeadLine {
        let written = line.trim();
        if written.is_empty() || written == "(" || written.starts_with("//") {
            return HeadLine::AsItIs;
        }
        let Some((field, value)) = self.field(written) else {
            return HeadLine::Instead("", "no field begins like this".to_owned());
        };
        if !self.seen.insert(field.name) {
            return HeadLine::Instead("", "the field appears twice".to_owned());
        }
        match (field.is_readable)(value) {
            Ok(()) => HeadLine::AsItIs,
            Err(words) => HeadLine::Instead(field.default, words),
        }
    }

    /// Returns the field that a line begins with, and its value.
    fn field<'l>(&self, line: &'l str) -> Option<(&'static HeadField, &'l str)> {
        let value = |field: &HeadField| line.trim().strip_prefix(field.name)?.strip_prefix(": ");
        let mut fields = self.fields.iter();
        fields.find_map(|field| Some((field, value(field)?)))
    }

    /// Whether the line begins with the name of a field.
    pub(crate) fn has_field(&self, line: &str) -> bool {
        self.field(line).is_some()
    }

    /// Whether a scale of several lines begins here; if so, whether its name can be parsed.
    pub(crate) fn takes_scale(&mut self, line: &str) -> Option<Result<(), String>> {
        let before = line.strip_suffix(SCALE.1)?;
        if !self.seen.insert("scale") {
            return None;
        }
        let name = before.strip_prefix(SCALE.0);
        let name = name.ok_or_else(|| "no field begins like this".to_owned());
        Some(name.and_then(|name| read::<String>(&format!("{name},"))))
    }

    /// Whether the line is a verdict of a scale whose first line could not be parsed.
    pub(crate) fn takes_verdict(&mut self, line: &str) -> bool {
        read::<Verdict>(line).is_ok() && self.seen.insert("scale")
    }

    /// Returns the defaults of all fields that were not found.
    pub(crate) fn missing(&self) -> String {
        let is_missing = |field: &&HeadField| !self.seen.contains(field.name);
        let missing = self.fields.iter().filter(is_missing);
        missing.map(|field| field.default).collect()
    }
}
