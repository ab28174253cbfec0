//! Amounts and dates in running text, in English, German, French, Spanish, Russian, Ukrainian and Arabic.
//!
//! Each language is a table of words and phrases with their meanings; one grammar reads all of them. Dates are read
//! first, since their numbers are not amounts. Other numbers that count nothing (times, phone numbers, names such as
//! "T-72") are skipped, and what remains are amounts.
//!
//! Number words are read by our own grammar, not by a crate; `docs/performance.md` has the comparison. `text2num` knows
//! four of the seven languages, and would need the rest of this module for fractions, dozens, scales after digits,
//! ranges and bounds. The Rust port of `duckling` knows English only.

mod agreement;
mod arabic;
mod counted_things;
mod counted_words;
mod dates;
mod english;
mod figures;
mod french;
mod german;
mod lexicon;
mod meaning;
mod numerals;
mod paragraph;
mod quantities;
mod recorded_value;
mod russian;
mod side_by_side;
mod spanish;
#[cfg(test)]
mod tests;
mod tokens;
mod ukrainian;
mod word_rows;
mod written_amount;

use super::dates::PartialDate;
use lexicon::Lexicon;
pub(super) use lexicon::number_words;
use paragraph::Paragraph;
pub(super) use recorded_value::sorted;
pub use recorded_value::{recorded_value, values_in_a_row, values_of_claim, written_value};
pub use side_by_side::{
    AmountGroup, AmountScope, AmountTopic, Difference, PlacedAmount, amounts_side_by_side, piece_at,
};

use std::ops::Range;

use jiff::civil::Date;

/// An amount or a date, with its bytes in the text.
#[derive(Clone, Debug, PartialEq)]
pub struct FoundAmount {
    pub span: Range<usize>,
    pub what: AmountOrDate,
}

#[derive(Clone, Debug, PartialEq)]
pub enum AmountOrDate {
    Amount(Amount),
    Date(MentionedDate),
}

/// An amount as written in the text.
#[derive(Clone, Debug, PartialEq)]
pub struct Amount {
    pub value: f64,
    /// The end of a range.
    pub to: Option<f64>,
    pub bound: Option<Bound>,
    /// The thing counted or measured, as written; empty if the text does not say.
    pub unit: String,
}

/// How an amount bounds the actual number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Bound {
    About,
    Almost,
    AtLeast,
    MoreThan,
    UpTo,
    FewerThan,
    Range,
}

impl Bound {
    pub const ALL: [Self; 7] = [
        Self::About,
        Self::Almost,
        Self::AtLeast,
        Self::MoreThan,
        Self::UpTo,
        Self::FewerThan,
        Self::Range,
    ];

    pub fn label(self) -> &'static str {
        match self {
            Self::About => "about",
            Self::Almost => "almost",
            Self::AtLeast => "at least",
            Self::MoreThan => "more than",
            Self::UpTo => "up to",
            Self::FewerThan => "fewer than",
            Self::Range => "range",
        }
    }
}

/// A date that the text mentions.
#[derive(Clone, Debug, PartialEq)]
pub struct MentionedDate {
    /// Whether it was resolved against the publication date.
    pub is_relative: bool,
    /// The first and the last day, or why they are unknown.
    pub days: Result<(PartialDate, PartialDate), Unresolved>,
}

/// Why the day is unknown.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, thiserror::Error)]
pub enum Unresolved {
    #[error("the day of publication is not known")]
    NoPublicationDay,
    #[error("the date is out of range")]
    TooFar,
    #[error("it is relative to another event")]
    OtherEvent,
    #[error("day and month could be swapped")]
    DayOrMonth,
    #[error("the century is not known")]
    Century,
    #[error("the text does not say which days")]
    SomeDays,
    #[error("the months of a season depend on the place")]
    Season,
}

/// The amounts and dates of a paragraph, in order. `language` is a tag such as "en"; for languages without a table, the
/// language is guessed. Incomplete dates are resolved relative to `published`.
pub fn amounts_and_dates(
    text: &str,
    language: Option<&str>,
    published: Option<Date>,
) -> Vec<FoundAmount> {
    AmountReader::new(language, None, published).read(text)
}

/// Reads the amounts and dates of a text, one paragraph at a time.
pub struct AmountReader {
    /// The lexicon of the language, if it is known.
    known: Option<&'static Lexicon>,
    /// The likeliest lexicon for paragraphs that do not tell their language.
    usual: Option<&'static Lexicon>,
    published: Option<Date>,
}

impl AmountReader {
    /// `language` and `published` as for [`amounts_and_dates`]. Without a language, that of each paragraph is guessed,
    /// and the `whole` text decides where a paragraph leaves it open.
    pub fn new(language: Option<&str>, whole: Option<&str>, published: Option<Date>) -> Self {
        let known = language.and_then(Lexicon::of_tag);
        let whole = whole.filter(|_| known.is_none());
        Self {
            known,
            usual: whole.map(|whole| Lexicon::guess(whole, None)),
            published,
        }
    }

    pub fn read(&self, paragraph: &str) -> Vec<FoundAmount> {
        let lexicon = self
            .known
            .unwrap_or_else(|| Lexicon::guess(paragraph, self.usual));
        let paragraph = Paragraph::new(paragraph, lexicon, self.published);
        let dates = paragraph.dates();
        let mut found = paragraph.amounts(&dates);
        found.extend(dates.into_iter().filter_map(dates::FoundDate::into_found));
        found.sort_by_key(|found| found.span.start);
        found
    }
}
