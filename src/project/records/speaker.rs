use super::{at_most::at_most, id::SpeakerId};
use crate::project::limits::MAX_ALIASES;

use serde::{Deserialize, Serialize};

/// Somebody, or some body, that says things: a governor, a ministry, a news agency.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Speaker {
    /// Its name in the project.
    pub id: SpeakerId,
    /// What it is called.
    pub name: String,
    /// How else it is spelled in the articles (Gladkov, Gladkow).
    #[serde(deserialize_with = "at_most::<MAX_ALIASES, Vec<String>, _>")]
    pub aliases: Vec<String>,
    /// What it is ("governor of Belgorod", "news agency").
    pub role: String,
    /// The analyst's notes about it.
    pub notes: String,
    /// What is shown and exported instead of its name, where the source is protected ("Source A").
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub stand_in: Option<String>,
    /// Whether what it says counts no more.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub excluded: Option<Exclusion>,
}

impl Speaker {
    /// One nothing is known of but the name.
    #[must_use]
    pub fn new(id: SpeakerId, name: String) -> Self {
        Self {
            id,
            name,
            ..Self::default()
        }
    }

    /// What may be shown: the stand-in of a protected source, the name of any other.
    #[must_use]
    pub fn shown_name(&self) -> &str {
        match self.stand_in.as_deref() {
            // Half typed, or taken out: still never the name.
            Some(stand_in) if stand_in.trim().is_empty() => "Protected source",
            Some(stand_in) => stand_in,
            None => &self.name,
        }
    }

    /// The name and the aliases.
    pub fn spellings(&self) -> impl Iterator<Item = &str> {
        std::iter::once(self.name.as_str()).chain(self.aliases.iter().map(String::as_str))
    }

    /// Whether that is its name, upper and lower case alike.
    #[must_use]
    pub fn is_named(&self, name: &str) -> bool {
        self.name.trim().to_lowercase() == name.trim().to_lowercase()
    }

    /// Whether it is called that, by name, alias or stand-in, upper and lower case alike.
    #[must_use]
    pub fn is_called(&self, name: &str) -> bool {
        let name = name.trim().to_lowercase();
        let mut names = self.spellings().chain(self.stand_in.as_deref());
        names.any(|own| own.trim().to_lowercase() == name)
    }
}

/// Why an independent source counts no more.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Exclusion {
    /// It took back what it said.
    Retracted,
    /// It has turned out not to be trusted.
    Unreliable,
}

impl Exclusion {
    /// Both.
    pub const ALL: [Self; 2] = [Self::Retracted, Self::Unreliable];

    /// The word people see.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::Retracted => "retracted",
            Self::Unreliable => "unreliable",
        }
    }
}
