//! Ranges of two dates: "28 May to 3 June", "from Monday to Wednesday".

use super::{Days, Place};
use crate::{
    analysis::{
        amounts::{MentionedDate, lexicon::Meaning, paragraph::Paragraph},
        dates::PartialDate,
    },
    text::WordList,
};

use jiff::Span;

impl Paragraph<'_> {
    /// "28 May to 3 June", "du 28 mai au 3 juin 2023": one range of two dates that follow each other.
    pub(super) fn joined(&self, one: &Place, other: &Place) -> Option<MentionedDate> {
        let ((Some(first), start, end), (Some(last), next, last_end)) = (one, other) else {
            return None;
        };
        if !self.is_range_between(*start, *end, *next) {
            return None;
        }
        let ((from, _), (since, until)) = (first.days.ok()?, last.days.ok()?);
        // "Monday to Wednesday": the Wednesday after that Monday.
        let is_weekday =
            |at: usize, end: usize| (at..end).any(|at| self.weekday_named_at(at).is_some());
        if is_weekday(*start, *end)
            && is_weekday(*next, *last_end)
            && since == until
            && let (Some(from_day), Some(until_day)) = (from.first_day(), until.first_day())
            && from_day > until_day
        {
            let after = i64::from(until_day.weekday().since(from_day.weekday()));
            let day = from_day.checked_add(Span::new().days(after)).ok()?;
            return Some(MentionedDate {
                is_relative: true,
                days: Ok((from, PartialDate::of_day(day))),
            });
        }
        let is_as_precise = from.day.is_some() == until.day.is_some() && from.month.is_some();
        // The year of "28 May to 3 June 2023" holds for both.
        let of_year = |year| PartialDate { year, ..from };
        let from = if first.is_relative && !last.is_relative {
            let same = of_year(since.year);
            if same.first_day() <= since.first_day() {
                same
            } else {
                of_year(since.year - 1)
            }
        } else {
            from
        };
        let days: Days = Ok((from, until));
        (is_as_precise && from.first_day() < since.first_day()).then_some(MentionedDate {
            is_relative: first.is_relative && last.is_relative,
            days,
        })
    }

    /// Whether the tokens between two dates make them a range: a dash, "to", and, after "between", "and".
    fn is_range_between(&self, start: usize, end: usize, next: usize) -> bool {
        let joint = self.at(end);
        let is_word = UNTIL.contains(&joint.folded)
            || joint.is_dash()
            || (joint.numeral() == Some(Meaning::And)
                && (self.follows_between(start)
                    || (start > 0
                        && self.is_article_of_day(start - 1)
                        && self.follows(Meaning::Between, start - 1))));
        let after = self
            .end_of(Meaning::To, end)
            .or_else(|| is_word.then_some(end + 1));
        after.is_some_and(|after| {
            after <= next && (after..next).all(|at| self.is_article_of_day(at))
        })
    }

    /// Whether a token may come between "to" and a day.
    pub(super) fn is_article_of_day(&self, at: usize) -> bool {
        ARTICLES.contains(&self.at(at).folded)
    }
}

/// Words between the two dates of a range besides those of [`Meaning::To`].
const UNTIL: WordList = WordList("until, till, through, au, al");

const ARTICLES: WordList = WordList("the, dem, den, zum, le, au, el, al, on");
