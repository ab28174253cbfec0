//! The amounts and dates of several articles, grouped by the thing counted.

mod rows;
#[cfg(test)]
mod tests;

use super::{
    Amount, AmountOrDate, AmountReader, Unresolved,
    counted_things::{Counted, counted_in},
};
use crate::{
    analysis::{PartialDate, sentence_of},
    project::{Article, ArticleId, ClaimId, Evidence, EvidenceId, Project, SpeakerId},
    text::Span,
};

use rows::{Entry, Row, mark_possible_differences, rows};

use std::{cmp::Reverse, collections::BTreeMap, ops::Range};

/// The sentences whose amounts are listed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum AmountScope {
    /// Those of a claim's evidence.
    Claim(ClaimId),
    /// All sentences of these articles outside page clutter.
    Articles(Vec<ArticleId>),
}

/// An amount or a date in an article.
#[derive(Clone, Debug, PartialEq)]
pub struct PlacedAmount {
    pub article: ArticleId,
    pub span: Span,
    pub what: AmountOrDate,
    /// The piece of evidence that it belongs to, if any.
    pub piece: Option<EvidenceId>,
    /// The speaker recorded for that piece.
    pub speaker: Option<SpeakerId>,
    pub difference: Difference,
}

/// Whether an amount differs from the others of its group.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Difference {
    #[default]
    None,
    /// Other evidence of the claim has only other amounts, and the text does not say whether they count the same.
    Possible,
    /// It differs from the most frequent amount of its group or, if there is none, from any other.
    Certain,
}

impl Difference {
    /// "≠" before an amount that differs, "≠?" before one that may.
    pub fn sign(self) -> &'static str {
        match self {
            Self::None => "",
            Self::Possible => "\u{2260}? ",
            Self::Certain => "\u{2260} ",
        }
    }
}

/// The thing counted, or the date, common to the entries of a group.
#[derive(Clone, Debug, PartialEq)]
pub enum AmountTopic {
    /// The thing counted, by its most frequent name, with its state if all entries have it: "people (injured)".
    Counted(String),
    /// The text does not say what is counted.
    NothingNamed,
    /// A date or range, as its first and last day.
    Days(PartialDate, PartialDate),
    /// Dates whose days are unknown, and why.
    Unresolved(Unresolved),
}

/// Amounts of one thing, or mentions of one date; never empty.
#[derive(Clone, Debug, PartialEq)]
pub struct AmountGroup {
    pub topic: AmountTopic,
    /// Amounts by size, dates by article.
    pub entries: Vec<PlacedAmount>,
}

impl AmountGroup {
    /// The greatest difference of its amounts.
    pub fn difference(&self) -> Difference {
        let differences = self.entries.iter().map(|entry| entry.difference);
        differences.max().unwrap_or_default()
    }

    /// The distinct amounts, by size.
    pub fn values(&self) -> Vec<String> {
        let amounts = self.entries.iter().filter_map(PlacedAmount::amount);
        let mut values: Vec<String> = amounts.map(ToString::to_string).collect();
        values.dedup();
        values
    }
}

impl PlacedAmount {
    pub fn amount(&self) -> Option<&Amount> {
        match &self.what {
            AmountOrDate::Amount(amount) => Some(amount),
            AmountOrDate::Date(_) => None,
        }
    }
}

/// Gathers the amounts and dates of these sentences. Groups with differing amounts come first, then the most frequent,
/// then amounts of nothing named, then dates by time. `None` once `is_cancelled`.
pub fn amounts_side_by_side(
    project: &Project,
    scope: &AmountScope,
    is_cancelled: &dyn Fn() -> bool,
) -> Option<Vec<AmountGroup>> {
    let sentences = match scope {
        AmountScope::Claim(claim) => sentences_of_claim(project, *claim),
        AmountScope::Articles(articles) => articles.iter().map(|id| (*id, Vec::new())).collect(),
    };
    let mut entries = Vec::new();
    let mut in_order: Vec<_> = sentences.into_iter().collect();
    in_order.sort_by_key(|(article, _)| project.article_place(*article));
    for (article, sentences) in in_order {
        if is_cancelled() {
            return None;
        }
        if let Some(article) = project.article(article) {
            gather(project, article, &sentences, &mut entries);
        }
    }
    let mut rows = rows(project, entries);
    if matches!(scope, AmountScope::Claim(_)) {
        mark_possible_differences(&mut rows);
    }
    let mut groups: Vec<AmountGroup> = rows.into_iter().map(Row::into_group).collect();
    groups.sort_by_cached_key(GroupOrder::of);
    Some(groups)
}

/// A sentence around a piece of evidence.
type PieceSentence<'a> = (Range<usize>, &'a Evidence);

fn sentences_of_claim(
    project: &Project,
    claim: ClaimId,
) -> BTreeMap<ArticleId, Vec<PieceSentence<'_>>> {
    let mut sentences: BTreeMap<ArticleId, Vec<PieceSentence<'_>>> = BTreeMap::new();
    for piece in project.evidence_of(claim) {
        let highlight = project.highlight(piece.highlight);
        if let Some(highlight) = highlight
            && let Some(article) = project.article(highlight.article)
        {
            let sentence = sentence_of(article, highlight.span);
            let of_article = sentences.entry(article.id).or_default();
            of_article.push((sentence, piece));
        }
    }
    sentences
}

/// Adds the amounts and dates of an article in these sentences, or in the whole article if there are none.
fn gather(
    project: &Project,
    article: &Article,
    sentences: &[PieceSentence<'_>],
    entries: &mut Vec<Entry>,
) {
    let published = PartialDate::parse(&article.details.published);
    let published = published.filter(|it| it.day.is_some());
    let published = published.and_then(|it| it.first_day());
    let language = Some(article.details.language.as_str()).filter(|it| !it.is_empty());
    let reader = AmountReader::new(language, Some(article.text.as_str()), published);
    let paragraphs = article.text.paragraphs();
    for nth in 0..paragraphs.len() {
        let range = paragraphs.range(nth);
        let here = |sentence: &PieceSentence<'_>| {
            sentence.0.start < range.end && range.start < sentence.0.end
        };
        let is_wanted = if sentences.is_empty() {
            !article.clutter.contains(&nth)
        } else {
            sentences.iter().any(here)
        };
        if range.is_empty() || !is_wanted {
            continue;
        }
        let text = &article.text.as_str()[range.clone()];
        let first = entries.len();
        for found in reader.read(text) {
            let start = range.start + found.span.start;
            let Some(span) = Span::new(start, range.start + found.span.end) else {
                continue;
            };
            let piece = if sentences.is_empty() {
                piece_at(project, article.id, span, None)
            } else {
                let around = nearest(project, sentences, span);
                if around.is_none() {
                    continue;
                }
                around
            };
            let is_inside = |last: &&Entry| last.sentence.end >= span.end();
            let sentence = match entries[first..].last().filter(is_inside) {
                Some(last) => last.sentence.clone(),
                None => sentence_of(article, span),
            };
            entries.push(Entry {
                placed: PlacedAmount {
                    article: article.id,
                    span,
                    what: found.what,
                    piece: piece.map(|it| it.id),
                    speaker: piece.and_then(|it| it.attribution.speaker),
                    difference: Difference::None,
                },
                sentence,
                counted: Counted::default(),
                row_state: "",
            });
        }
        for of_sentence in entries[first..].chunk_by_mut(|one, next| one.sentence == next.sentence)
        {
            name_counted(article, of_sentence);
        }
    }
}

/// Finds what the amounts of a sentence count.
fn name_counted(article: &Article, entries: &mut [Entry]) {
    let Some(sentence) = entries.first().map(|it| it.sentence.clone()) else {
        return;
    };
    let text = &article.text.as_str()[sentence.clone()];
    let in_sentence = |entry: &Entry| {
        let span = entry.placed.span;
        let unit = entry.placed.amount()?.unit.clone();
        Some((
            span.start() - sentence.start..span.end() - sentence.start,
            unit,
        ))
    };
    let amounts: Vec<_> = entries.iter().filter_map(in_sentence).collect();
    let mut counted = counted_in(text, &amounts).into_iter();
    for entry in entries {
        if entry.placed.amount().is_some() {
            entry.counted = counted.next().unwrap_or_default();
        }
    }
}

/// The piece whose sentence contains the amount; pieces whose highlight contains it come first.
fn nearest<'a>(
    project: &Project,
    sentences: &[PieceSentence<'a>],
    span: Span,
) -> Option<&'a Evidence> {
    let mut around = sentences
        .iter()
        .filter(|(sentence, _)| sentence.contains(&span.start()))
        .map(|(_, piece)| *piece);
    let is_highlighted = |piece: &&Evidence| {
        let highlight = project.highlight(piece.highlight);
        highlight.is_some_and(|it| it.span.overlaps(span))
    };
    around
        .clone()
        .find(is_highlighted)
        .or_else(|| around.next())
}

/// The piece of evidence whose highlight has this passage. Prefers evidence for this claim, then evidence with a
/// speaker.
pub fn piece_at(
    project: &Project,
    article: ArticleId,
    span: Span,
    claim: Option<ClaimId>,
) -> Option<&Evidence> {
    let highlights = project.highlights_in(article, span);
    let pieces = highlights.flat_map(|(_, highlight)| project.links_of(highlight));
    pieces.max_by_key(|piece| {
        let is_of_claim = Some(piece.claim) == claim;
        (is_of_claim, piece.attribution.speaker.is_some())
    })
}

/// The order of the groups.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
enum GroupOrder {
    Counted(Reverse<Difference>, Reverse<usize>),
    NothingNamed(Reverse<Difference>),
    Days(Option<jiff::civil::Date>),
    Unresolved(String),
}

impl GroupOrder {
    fn of(group: &AmountGroup) -> Self {
        let difference = Reverse(group.difference());
        match &group.topic {
            AmountTopic::Counted(_) => Self::Counted(difference, Reverse(group.entries.len())),
            AmountTopic::NothingNamed => Self::NothingNamed(difference),
            AmountTopic::Days(first, _) => Self::Days(first.first_day()),
            AmountTopic::Unresolved(why) => Self::Unresolved(why.to_string()),
        }
    }
}
