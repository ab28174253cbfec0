//! The amounts and dates of several articles, grouped by the thing counted.

use super::{
    Amount, AmountOrDate, AmountReader, Bound, MentionedDate, Unresolved,
    counted_things::counted_thing,
};
use crate::{
    analysis::{PartialDate, sentence_of},
    project::{Article, ArticleId, ClaimId, Evidence, EvidenceId, Project, SpeakerId},
    text::Span,
};

use std::{collections::BTreeMap, fmt, ops::Range};

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
    /// Whether it differs from the most frequent amount of its group.
    pub differs: bool,
}

/// The thing counted, or the date, common to the entries of a group.
#[derive(Clone, Debug, PartialEq)]
pub enum AmountTopic {
    /// The thing counted, by its most frequent name.
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
    /// Whether any of its amounts differ.
    pub fn differs(&self) -> bool {
        self.entries.iter().any(|entry| entry.differs)
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
    Some(grouped(entries))
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
    entries: &mut Vec<PlacedAmount>,
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
            entries.push(PlacedAmount {
                article: article.id,
                span,
                what: found.what,
                piece: piece.map(|it| it.id),
                speaker: piece.and_then(|it| it.attribution.speaker),
                differs: false,
            });
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
    Counted(bool, std::cmp::Reverse<usize>),
    NothingNamed,
    Days(Option<jiff::civil::Date>),
    Unresolved(String),
}

fn grouped(entries: Vec<PlacedAmount>) -> Vec<AmountGroup> {
    let mut groups: Vec<AmountGroup> = Vec::new();
    let mut place_of: BTreeMap<String, usize> = BTreeMap::new();
    for entry in entries {
        let (key, topic) = topic_of(&entry.what);
        let group_index = *place_of.entry(key).or_insert_with(|| {
            let entries = Vec::new();
            groups.push(AmountGroup { topic, entries });
            groups.len() - 1
        });
        groups[group_index].entries.push(entry);
    }
    for group in &mut groups {
        settle(group);
    }
    groups.sort_by_key(|group| match &group.topic {
        AmountTopic::Counted(_) => {
            GroupOrder::Counted(!group.differs(), std::cmp::Reverse(group.entries.len()))
        }
        AmountTopic::NothingNamed => GroupOrder::NothingNamed,
        AmountTopic::Days(first, _) => GroupOrder::Days(first.first_day()),
        AmountTopic::Unresolved(why) => GroupOrder::Unresolved(why.to_string()),
    });
    groups
}

/// A key for the group, and its topic.
fn topic_of(what: &AmountOrDate) -> (String, AmountTopic) {
    match what {
        AmountOrDate::Amount(amount) if amount.unit.is_empty() => {
            (String::new(), AmountTopic::NothingNamed)
        }
        AmountOrDate::Amount(amount) => {
            let thing = counted_thing(&amount.unit);
            let topic = AmountTopic::Counted(amount.unit.clone());
            (format!("counted {thing}"), topic)
        }
        AmountOrDate::Date(MentionedDate { days, .. }) => match days {
            Ok((first, last)) => {
                let key = format!("days {} {}", first.to_iso(), last.to_iso());
                (key, AmountTopic::Days(*first, *last))
            }
            Err(why) => (format!("unresolved: {why}"), AmountTopic::Unresolved(*why)),
        },
    }
}

/// Names the group by its most frequent name, sorts it, and marks what differs.
fn settle(group: &mut AmountGroup) {
    let AmountGroup { topic, entries } = group;
    let size = |entry: &PlacedAmount| entry.amount().map_or(0.0, |it| it.value);
    entries.sort_by(|one, other| size(one).total_cmp(&size(other)));
    let AmountTopic::Counted(name) = topic else {
        return;
    };
    let amounts: Vec<Amount> = entries
        .iter()
        .filter_map(|it| it.amount().cloned())
        .collect();
    if let Some(usual) = most_frequent(amounts.iter().map(|it| &it.unit)) {
        usual.clone_into(name);
    }
    let usual = most_frequent(amounts.iter().map(Amount::range_in_bits));
    for entry in entries {
        let AmountOrDate::Amount(amount) = &entry.what else {
            continue;
        };
        entry.differs = match usual {
            Some((low, high)) => {
                !amount.agrees_with_range(f64::from_bits(low)..=f64::from_bits(high))
            }
            // Without a usual amount, those that disagree with any other differ.
            None => amounts
                .iter()
                .any(|other| !amount.agrees_with_range(other.range())),
        };
    }
}

/// The most frequent item; `None` if two are equally frequent.
fn most_frequent<T: Ord + Clone>(items: impl Iterator<Item = T>) -> Option<T> {
    let mut counts: BTreeMap<T, usize> = BTreeMap::new();
    for item in items {
        *counts.entry(item).or_default() += 1;
    }
    let most = counts.values().copied().max()?;
    let mut frequent = counts.into_iter().filter(|(_, count)| *count == most);
    let first = frequent.next()?;
    frequent.next().is_none().then_some(first.0)
}

impl Amount {
    /// The numbers consistent with it. "About" allows a tenth more or less.
    pub fn range(&self) -> std::ops::RangeInclusive<f64> {
        const ABOUT: f64 = 0.1;
        let value = self.value;
        match self.bound {
            None => value..=value,
            Some(Bound::Range) => value..=self.to.unwrap_or(value),
            Some(Bound::About) => {
                let to = self.to.unwrap_or(value);
                value - value.abs() * ABOUT..=to + to.abs() * ABOUT
            }
            Some(Bound::AtLeast | Bound::MoreThan) => value..=f64::INFINITY,
            Some(Bound::UpTo | Bound::FewerThan) => f64::NEG_INFINITY..=value,
            Some(Bound::Almost) => value - value.abs() * ABOUT..=value,
        }
    }

    /// Whether any number fits both.
    fn agrees_with_range(&self, other: std::ops::RangeInclusive<f64>) -> bool {
        let own = self.range();
        own.start() <= other.end() && other.start() <= own.end()
    }

    fn range_in_bits(&self) -> (u64, u64) {
        let range = self.range();
        (range.start().to_bits(), range.end().to_bits())
    }
}

/// "at least 1,200", "8 to 12": without the thing counted.
impl fmt::Display for Amount {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let value = figure(self.value);
        match (self.bound, self.to) {
            (None | Some(Bound::Range), Some(to)) => write!(f, "{value} to {}", figure(to)),
            (None | Some(Bound::Range), None) => f.write_str(&value),
            (Some(bound), None) => write!(f, "{} {value}", bound.label()),
            (Some(bound), Some(to)) => write!(f, "{} {value} to {}", bound.label(), figure(to)),
        }
    }
}

/// A number with commas between the thousands: "12,500.25".
fn figure(value: f64) -> String {
    let written = value.to_string();
    let (whole, part) = written.split_once('.').unwrap_or((&written, ""));
    let (sign, digits) = whole
        .strip_prefix('-')
        .map_or(("", whole), |digits| ("\u{2212}", digits));
    let mut grouped = sign.to_owned();
    for (nth, digit) in digits.chars().enumerate() {
        if nth > 0 && (digits.len() - nth).is_multiple_of(3) {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    if !part.is_empty() {
        grouped.push('.');
        grouped.push_str(part);
    }
    grouped
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::project::{ArticleDetails, ArticleEdit, ArticleText, Edit};

    /// The groups of articles with these texts, published on 12 May 2031: each with its topic and its amounts. "≠"
    /// marks those that differ.
    fn groups(texts: &[&str]) -> Vec<String> {
        let mut project = Project::default();
        for (at, text) in texts.iter().enumerate() {
            let details = ArticleDetails {
                published: "2031-05-12T23:30-05:00".to_owned(),
                language: "en".to_owned(),
                ..ArticleDetails::default()
            };
            let id = ArticleId::new(at as u64 + 1);
            let article = Article::new(id, ArticleText::new((*text).to_owned()), details);
            let article = Box::new(article);
            let added = project.apply(Edit::Article(ArticleEdit::Add { at, article }));
            assert!(added.is_ok());
        }
        let all = project.articles().map(|it| it.id).collect();
        let found = amounts_side_by_side(&project, &AmountScope::Articles(all), &|| false);
        found.unwrap().iter().map(shown).collect()
    }

    fn shown(group: &AmountGroup) -> String {
        let topic = match &group.topic {
            AmountTopic::Counted(name) => name.clone(),
            AmountTopic::NothingNamed => "-".to_owned(),
            AmountTopic::Days(first, _) => first.to_iso(),
            AmountTopic::Unresolved(why) => why.to_string(),
        };
        let entries = group.entries.iter().map(|entry| {
            let sign = if entry.differs { "\u{2260}" } else { "" };
            let amount = entry.amount().map(ToString::to_string);
            format!("{sign}{}", amount.unwrap_or_else(|| "date".to_owned()))
        });
        format!("{topic}: {}", entries.collect::<Vec<_>>().join(", "))
    }

    #[test]
    fn amounts_of_one_thing_are_together_and_those_that_differ_are_marked() {
        let found = groups(&[
            "The ministry counted 12 people. Ten gates broke.",
            "Eight people were hurt.",
            "Officials spoke of 12 people. It has ten gates.",
        ]);
        assert_eq!(found, ["people: \u{2260}8, 12, 12", "gates: 10, 10"]);
    }

    #[test]
    fn bounds_that_leave_room_for_the_other_amount_do_not_differ() {
        let found = groups(&["At least 12 people came.", "There were 13 people."]);
        assert_eq!(found, ["people: at least 12, 13"]);
        let found = groups(&["Up to 12 people came.", "There were 13 people."]);
        assert_eq!(found, ["people: \u{2260}up to 12, \u{2260}13"]);
        let found = groups(&["About 100 people came.", "There were 109 people."]);
        assert_eq!(found, ["people: about 100, 109"]);
    }

    #[test]
    fn dates_are_resolved_relative_to_publication_in_its_own_zone() {
        let found = groups(&["It happened on Monday.", "It happened on 12 May 2031."]);
        assert_eq!(found, ["2031-05-12: date, date"]);
    }

    #[test]
    fn figures_are_written_with_commas() {
        assert_eq!(figure(1_234_567.5), "1,234,567.5");
        assert_eq!(figure(-1200.0), "\u{2212}1,200");
        assert_eq!(figure(340.0), "340");
    }
}
