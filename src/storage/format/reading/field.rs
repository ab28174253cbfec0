use std::collections::BTreeSet;

use serde::{Deserialize, de::Error};

/// In the order of the file.
#[derive(Clone, Copy, Deserialize, PartialEq, Eq, PartialOrd, Ord)]
#[serde(field_identifier, rename_all = "snake_case")]
pub(crate) enum Field {
    Format,
    Version,
    HoldsProtectedNames,
    Id,
    Title,
    Scale,
    Rules,
    Speakers,
    Articles,
    Highlights,
    Claims,
    Evidence,
    Relations,
}

/// In the order of [`Field`].
pub(crate) const FIELDS: [&str; 13] = [
    "format",
    "version",
    "holds_protected_names",
    "id",
    "title",
    "scale",
    "rules",
    "speakers",
    "articles",
    "highlights",
    "claims",
    "evidence",
    "relations",
];

pub(crate) const ALL: [Field; 13] = [
    Field::Format,
    Field::Version,
    Field::HoldsProtectedNames,
    Field::Id,
    Field::Title,
    Field::Scale,
    Field::Rules,
    Field::Speakers,
    Field::Articles,
    Field::Highlights,
    Field::Claims,
    Field::Evidence,
    Field::Relations,
];

impl Field {
    pub(crate) fn name(self) -> &'static str {
        FIELDS[self as usize]
    }

    /// The first version whose files have it.
    fn since(self) -> u64 {
        match self {
            Self::Id => 2,
            field if field.may_be_left_out() => 3,
            _ => 1,
        }
    }

    /// Whether files of that version have it.
    pub(crate) fn is_of(self, version: u64) -> bool {
        self.since() <= version
    }

    /// Whether a file is whole without it.
    pub(crate) fn may_be_left_out(self) -> bool {
        matches!(
            self,
            Self::HoldsProtectedNames | Self::Rules | Self::Speakers | Self::Relations
        )
    }

    /// Whether it is one of the lists that most of a big file is made of and that end it, for [`Layout`](super::Layout).
    pub(crate) fn is_long(self) -> bool {
        self > Self::Articles
    }

    /// What is wrong with it where it stands, after those that were seen.
    pub(crate) fn problem<E: Error>(self, version: u64, seen: &BTreeSet<Self>) -> Result<(), E> {
        let name = self.name();
        if !self.is_of(version) {
            let since = self.since();
            let words = format!(
                "the field \u{201c}{name}\u{201d} came with version {since}, and this file is of version {version}"
            );
            return Err(E::custom(words));
        }
        if seen.contains(&self) {
            return Err(E::duplicate_field(name));
        }
        // What is built of the articles does not wait to the end of the file for what may never come.
        let is_late = seen.contains(&Self::Articles);
        if is_late && matches!(self, Self::Rules | Self::Speakers) {
            let words =
                format!("the field \u{201c}{name}\u{201d} belongs before \u{201c}articles\u{201d}");
            return Err(E::custom(words));
        }
        Ok(())
    }
}
