use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

/// Publication details of an article, as far as the analyst knows them; every field may be empty.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ArticleDetails {
    /// The headline.
    pub title: String,
    /// Publisher ("The Post").
    pub outlet: String,
    /// Author, as printed.
    pub byline: String,
    /// Publication date: ISO 8601 to any precision ("2023", "2023-05", "2023-05-23", "2023-05-23T14:30+02:00"), or free
    /// text.
    pub published: String,
    /// Date the text was retrieved, in the same format as `published`.
    pub retrieved: String,
    /// Address it was retrieved from.
    pub url: String,
    /// BCP 47 language tag ("en", "pt-BR").
    pub language: String,
    /// Agencies credited in the article, as printed ("AFP, AP").
    pub agency_credits: String,
    /// Reliability of the outlet.
    pub reliability: Option<Reliability>,
    /// Fields that were filled at import and not checked since.
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    pub unchecked: BTreeSet<DetailName>,
}

/// A text field of [`ArticleDetails`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum DetailName {
    Title,
    Outlet,
    Byline,
    Published,
    Retrieved,
    Url,
    Language,
    AgencyCredits,
}

impl DetailName {
    pub const ALL: [Self; 8] = [
        Self::Title,
        Self::Outlet,
        Self::Byline,
        Self::Published,
        Self::Retrieved,
        Self::Url,
        Self::Language,
        Self::AgencyCredits,
    ];
}

impl ArticleDetails {
    pub fn text_mut(&mut self, name: DetailName) -> &mut String {
        match name {
            DetailName::Title => &mut self.title,
            DetailName::Outlet => &mut self.outlet,
            DetailName::Byline => &mut self.byline,
            DetailName::Published => &mut self.published,
            DetailName::Retrieved => &mut self.retrieved,
            DetailName::Url => &mut self.url,
            DetailName::Language => &mut self.language,
            DetailName::AgencyCredits => &mut self.agency_credits,
        }
    }

    /// Marks every filled field as unchecked.
    pub fn to_be_checked(mut self) -> Self {
        let names = DetailName::ALL.into_iter();
        let filled = names.filter(|name| !self.text_mut(*name).is_empty());
        self.unchecked = filled.collect();
        self
    }

    /// Takes values of a newer reading of the article for the fields that are empty or unchecked.
    pub fn read_again(&self, mut newer: Self) -> Self {
        let mut details = self.clone();
        for name in DetailName::ALL {
            let text = details.text_mut(name);
            if text.is_empty() || self.unchecked.contains(&name) {
                text.clone_from(newer.text_mut(name));
                if text.is_empty() {
                    details.unchecked.remove(&name);
                } else {
                    details.unchecked.insert(name);
                }
            }
        }
        details
    }

    /// Whether nothing but the title is known, which importing an article guesses.
    pub fn is_empty(&self) -> bool {
        let Self {
            title: _,
            outlet,
            byline,
            published,
            retrieved,
            url,
            language: _,
            agency_credits,
            reliability,
            unchecked: _,
        } = self;
        let fields = [outlet, byline, published, retrieved, url, agency_credits];
        fields.iter().all(|field| field.is_empty()) && reliability.is_none()
    }

    /// Publication date without the time of day, for lists; free text is returned in full.
    pub fn published_day(&self) -> &str {
        without_time(&self.published)
    }
}

/// Reliability of a source on the Admiralty code (NATO AJP-2.1).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Reliability {
    /// Completely reliable.
    A,
    /// Usually reliable.
    B,
    /// Fairly reliable.
    C,
    /// Not usually reliable.
    D,
    /// Unreliable.
    E,
    /// Reliability cannot be judged.
    F,
}

impl Reliability {
    /// All six, best first.
    pub const ALL: [Self; 6] = [Self::A, Self::B, Self::C, Self::D, Self::E, Self::F];

    /// The letter and the wording of the code.
    pub fn label(self) -> &'static str {
        match self {
            Self::A => "A - completely reliable",
            Self::B => "B - usually reliable",
            Self::C => "C - fairly reliable",
            Self::D => "D - not usually reliable",
            Self::E => "E - unreliable",
            Self::F => "F - reliability cannot be judged",
        }
    }
}

/// A date without its time of day, if it begins like 2023-05-23; any other text in full.
pub fn without_time(date: &str) -> &str {
    let day = date.get(..10).filter(|day| is_day(day));
    day.unwrap_or(date)
}

/// Returns whether the text has the form 2023-05-23.
fn is_day(written: &str) -> bool {
    let like = |(at, byte): (usize, u8)| {
        if at == 4 || at == 7 {
            byte == b'-'
        } else {
            byte.is_ascii_digit()
        }
    };
    written.bytes().enumerate().all(like)
}
