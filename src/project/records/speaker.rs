use super::{at_most::at_most, id::SpeakerId, name::name_key};
use crate::project::limits::MAX_ALIASES;

use serde::{Deserialize, Serialize};
use smol_str::SmolStr;

/// A person or a body that makes statements: a governor, a ministry, a news agency.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Speaker {
    pub id: SpeakerId,
    pub name: String,
    /// Other spellings in the articles (Gladkov, Gladkow).
    #[serde(deserialize_with = "at_most::<MAX_ALIASES, Vec<SmolStr>, _>")]
    pub aliases: Vec<SmolStr>,
    /// Role ("governor of Belgorod", "news agency").
    pub role: String,
    pub notes: String,
    /// Shown and exported instead of the name if the source is protected ("Source A").
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub stand_in: Option<String>,
    /// Reason for excluding the speaker's statements from the count, if excluded.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub excluded: Option<Exclusion>,
}

impl Speaker {
    /// A speaker with a name only.
    pub fn new(id: SpeakerId, name: String) -> Self {
        Self {
            id,
            name,
            ..Self::default()
        }
    }

    /// Name for display: the stand-in of a protected source, otherwise the name.
    pub fn shown_name(&self) -> &str {
        match self.stand_in.as_deref() {
            // The stand-in may be empty while it is edited; even then the name must not appear.
            Some(stand_in) if stand_in.trim().is_empty() => "Protected source",
            Some(stand_in) => stand_in,
            None => &self.name,
        }
    }

    /// The name and the aliases.
    pub fn spellings(&self) -> impl Iterator<Item = &str> {
        std::iter::once(self.name.as_str()).chain(self.aliases.iter().map(SmolStr::as_str))
    }

    /// Returns whether `name` is the speaker's name, by [`name_key`].
    pub fn is_named(&self, name: &str) -> bool {
        name_key(&self.name) == name_key(name)
    }

    /// Returns whether `name` is the speaker's name, an alias or the stand-in, by [`name_key`].
    pub fn is_called(&self, name: &str) -> bool {
        let name = name_key(name);
        let mut names = self.spellings().chain(self.stand_in.as_deref());
        names.any(|own| name_key(own) == name)
    }
}

/// Reason for excluding an independent source from the count.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Exclusion {
    /// Retracted by the source.
    Retracted,
    /// Found to be unreliable.
    Unreliable,
}

impl Exclusion {
    pub const ALL: [Self; 2] = [Self::Retracted, Self::Unreliable];

    pub fn label(self) -> &'static str {
        match self {
            Self::Retracted => "retracted",
            Self::Unreliable => "unreliable",
        }
    }
}
