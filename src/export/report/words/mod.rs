//! The fixed words of a report. Each language has a file of them, which the tests read.

use super::model::Text;
use crate::project::{FirstHandOrReported, Quotation, Stance, Status};

use std::sync::LazyLock;

use serde::Deserialize;

#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Words {
    /// BCP 47 tag.
    pub language: &'static str,
    pub untitled: &'static str,
    pub summary: &'static str,
    pub claims: &'static str,
    pub claim: &'static str,
    pub claim_count: &'static str,
    pub number: &'static str,
    pub verdict: &'static str,
    pub no_verdict: &'static str,
    pub justification: &'static str,
    pub status: &'static str,
    pub statuses: [&'static str; Status::ALL.len()],
    pub made_by: &'static str,
    pub made: &'static str,
    pub first_appearance: &'static str,
    /// Headings of the numbers of independent sources for and against a claim.
    pub sources_of_sides: [&'static str; 2],
    /// Headings, in the order of [`Stance::ALL`].
    pub stances: [&'static str; Stance::ALL.len()],
    pub why_counted: &'static str,
    pub excluded: &'static str,
    pub searches: &'static str,
    pub reply: &'static str,
    pub waivers: &'static str,
    pub still_open: &'static str,
    pub one_source_only: &'static str,
    pub unchallenged: &'static str,
    pub published_later: &'static str,
    pub unread: &'static str,
    pub relations: &'static str,
    pub notes: &'static str,
    pub said_by: &'static str,
    pub relayed_by: &'static str,
    pub first_hand: [&'static str; FirstHandOrReported::ALL.len()],
    pub quotations: [&'static str; Quotation::ALL.len()],
    pub source: &'static str,
    pub sources: &'static str,
    pub title: &'static str,
    pub byline: &'static str,
    pub published: &'static str,
    pub retrieved: &'static str,
    pub address: &'static str,
    pub credits: &'static str,
    pub provenance: &'static str,
    pub provenance_unknown: &'static str,
    pub original: &'static str,
    pub text_hash: &'static str,
    pub matrix: &'static str,
    pub too_large: &'static str,
    pub graph: &'static str,
    pub method: &'static str,
    pub method_text: [&'static str; 3],
    pub scale: &'static str,
    pub house_rules: &'static str,
    pub no_house_rules: &'static str,
    pub made_with: &'static str,
    pub skip: &'static str,
    pub contents: &'static str,
}

impl Words {
    /// A sentence that exists in English only.
    pub fn in_english(&self, sentence: impl Into<String>) -> Text {
        let is_english = self.language == "en";
        Text {
            language: if is_english { "" } else { "en" }.to_owned(),
            ..Text::new(sentence)
        }
    }
}

/// Tags and own names of the languages, English first.
pub const REPORT_LANGUAGES: [(&str, &str); FILES.len()] = [
    ("en", "English"),
    ("ar", "العربية"),
    ("fr", "français"),
    ("de", "Deutsch"),
    ("es", "español"),
    ("uk", "українська"),
];

/// The words in each of [`REPORT_LANGUAGES`].
const FILES: [&str; 6] = [
    include_str!("en.ron"),
    include_str!("ar.ron"),
    include_str!("fr.ron"),
    include_str!("de.ron"),
    include_str!("es.ron"),
    include_str!("uk.ron"),
];

// The test reads every file, so none is wrong.
static WORDS: LazyLock<[Words; FILES.len()]> =
    LazyLock::new(|| FILES.map(|file| ron::from_str(file).unwrap_or_default()));

/// The words in the language with that tag, or else in English.
pub(super) fn words(language: &str) -> &'static Words {
    let mut languages = WORDS.iter();
    let found = languages.find(|words| words.language == language);
    found.unwrap_or(&WORDS[0])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_language_has_its_words() {
        for ((tag, _), file) in REPORT_LANGUAGES.into_iter().zip(FILES) {
            let read: Words = ron::from_str(file).unwrap_or_else(|error| panic!("{tag}: {error}"));
            assert_eq!((tag, tag), (read.language, words(tag).language));
        }
        assert_eq!(words("").language, "en");
    }
}
