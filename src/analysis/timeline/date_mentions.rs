//! Dates that articles mention, as events of a timeline.

use super::EventTime;
use crate::{
    analysis::{
        AmountOrDate, AmountScope, MentionedDate, PlacedAmount, Unresolved, amounts_side_by_side,
    },
    project::{ArticleId, Project},
    text::Span,
};

/// A date that an article mentions.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct DateMention {
    pub article: ArticleId,
    /// Its words.
    pub span: Span,
    pub reading: DateReading,
}

/// How the text gave a date.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum DateReading {
    /// The text states the day.
    Written,
    /// Relative to the publication date.
    Resolved,
    Unresolved(Unresolved),
}

/// The dates in these sentences or articles, without page clutter. `None` if cancelled.
pub fn date_mentions(
    project: &Project,
    scope: &AmountScope,
    is_cancelled: &dyn Fn() -> bool,
) -> Option<Vec<(DateMention, Option<EventTime>)>> {
    let groups = amounts_side_by_side(project, scope, is_cancelled)?;
    let entries = groups.iter().flat_map(|group| &group.entries);
    Some(entries.filter_map(mention).collect())
}

/// `None` for an amount.
fn mention(found: &PlacedAmount) -> Option<(DateMention, Option<EventTime>)> {
    let AmountOrDate::Date(MentionedDate { is_relative, days }) = &found.what else {
        return None;
    };
    let time = days
        .ok()
        .and_then(|(first, last)| EventTime::range(first, last));
    let reading = match days {
        Err(why) => DateReading::Unresolved(*why),
        Ok(_) if time.is_none() => DateReading::Unresolved(Unresolved::TooFar),
        Ok(_) if *is_relative => DateReading::Resolved,
        Ok(_) => DateReading::Written,
    };
    let mention = DateMention {
        article: found.article,
        span: found.span,
        reading,
    };
    Some((mention, time))
}
