//! Amounts and dates in running text, in English, German, French, Spanish, Russian, Ukrainian and Arabic.
//!
//! Each language is a table of words and phrases with their meanings; one grammar reads all of them. Dates are read
//! first, since their figures are not amounts. Other figures that count nothing (times, phone numbers, names such as "T-72")
//! are skipped, and what remains are amounts.
//!
//! Number words are read by our own grammar, not by a crate; `docs/performance.md` has the comparison. `text2num` knows four of
//! the seven languages, and needs the rest of this module beside it for parts, dozens, scales after figures, ranges and bounds.
//! The port of `duckling` to Rust knows English only.

mod arabic;
mod counted_things;
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

use super::dates::PartialDate;
use lexicon::Lexicon;
use paragraph::Paragraph;
pub(super) use recorded_value::sorted;
pub use recorded_value::{recorded_value, values_in_a_row, values_of_claim, written_value};
pub use side_by_side::{
    AmountGroup, AmountScope, AmountTopic, PlacedAmount, amounts_side_by_side, piece_at,
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
    /// Whether it is counted from another day, or lacks its year.
    pub is_relative: bool,
    /// The first and the last day, or why they are unknown.
    pub is: Result<(PartialDate, PartialDate), Unresolved>,
}

/// Why it is not known which day is meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, thiserror::Error)]
pub enum Unresolved {
    #[error("the day of publication is not known")]
    NoPublicationDay,
    #[error("it is outside the calendar")]
    TooFar,
    #[error("it is counted from another event")]
    OtherEvent,
    #[error("day and month may be either way round")]
    DayOrMonth,
}

/// The amounts and dates of a paragraph, in their order. `language` is a tag such as "en"; for languages without a table, the one
/// whose words are in the text. Dates that lack something are resolved on `published`.
pub fn amounts_and_dates(
    text: &str,
    language: Option<&str>,
    published: Option<Date>,
) -> Vec<FoundAmount> {
    let lexicon = language
        .and_then(Lexicon::of_tag)
        .unwrap_or_else(|| Lexicon::guess(text));
    let paragraph = Paragraph::new(text, lexicon, published);
    let dates = paragraph.dates();
    let mut found = paragraph.amounts(&dates);
    found.extend(dates.into_iter().filter_map(dates::Taken::into_found));
    found.sort_by_key(|found| found.span.start);
    found
}
