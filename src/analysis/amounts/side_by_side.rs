//! The amounts and dates of several articles, grouped by the thing counted.

use super::{
    Amount, AmountOrDate, AmountReader, Bound, MentionedDate, Unresolved,
    counted_things::{Counted, counted_in, names_state, wording_groups},
};
use crate::{
    analysis::{PartialDate, sentence_of},
    project::{Article, ArticleId, ClaimId, Evidence, EvidenceId, Project, SpeakerId},
    text::Span,
};

use std::{
    cmp::Reverse,
    collections::{BTreeMap, BTreeSet},
    fmt,
    ops::Range,
};

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

/// An amount or a date with its sentence, and what it counts.
struct Entry {
    placed: PlacedAmount,
    sentence: Range<usize>,
    counted: Counted,
    /// The state of its row; see [`take_only_states`].
    row_state: &'static str,
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

/// What the entries of a row have in common.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
enum RowKey {
    Counted(String, &'static str),
    NothingNamed(Option<Wording>),
    Days(String),
    Unresolved(Unresolved),
}

/// Amounts of one thing in one state, or mentions of one date.
struct Row {
    topic: AmountTopic,
    /// Whether its amounts count the same; unknown for things not named in sentences that share no wording.
    is_of_one_thing: bool,
    entries: Vec<Entry>,
}

impl Row {
    fn into_group(self) -> AmountGroup {
        AmountGroup {
            topic: self.topic,
            entries: self.entries.into_iter().map(|entry| entry.placed).collect(),
        }
    }
}

fn rows(project: &Project, mut entries: Vec<Entry>) -> Vec<Row> {
    take_only_states(&mut entries);
    let wordings = shared_wordings(project, &entries);
    let mut rows: Vec<Row> = Vec::new();
    let mut place_of: BTreeMap<RowKey, usize> = BTreeMap::new();
    for (entry, wording) in entries.into_iter().zip(wordings) {
        let (key, topic) = topic_of(&entry, wording);
        let is_of_one_thing = key != RowKey::NothingNamed(None);
        let at = *place_of.entry(key).or_insert_with(|| {
            rows.push(Row {
                topic,
                is_of_one_thing,
                entries: Vec::new(),
            });
            rows.len() - 1
        });
        rows[at].entries.push(entry);
    }
    for row in &mut rows {
        settle(row);
    }
    rows
}

/// Puts amounts without a state beside the others of their thing, if all of those are in one state.
fn take_only_states(entries: &mut [Entry]) {
    let mut states: BTreeMap<String, BTreeSet<&'static str>> = BTreeMap::new();
    for Entry { counted, .. } in entries.iter().filter(|it| !it.counted.state.is_empty()) {
        let of_thing = states.entry(counted.thing.clone()).or_default();
        of_thing.insert(counted.state);
    }
    for Entry {
        counted, row_state, ..
    } in entries
    {
        let of_thing = states.get(&counted.thing).filter(|it| it.len() == 1);
        let only = of_thing.and_then(|it| it.first()).copied();
        *row_state = match only {
            Some(only) if counted.state.is_empty() && !counted.thing.is_empty() => only,
            Some(_) | None => counted.state,
        };
    }
}

/// A number that sentences of shared wording have in common, and the index of an amount among those of its sentence that
/// count things not named.
type Wording = (usize, usize);

/// For each entry that counts things not named, its wording if other sentences share it.
fn shared_wordings(project: &Project, entries: &[Entry]) -> Vec<Option<Wording>> {
    let is_unnamed = |it: &Entry| it.placed.amount().is_some() && it.counted.is_unnamed();
    let place = |it: &Entry| (it.placed.article, it.sentence.start);
    let mut sentences: Vec<&str> = Vec::new();
    let mut last = None;
    let mut places: Vec<Option<Wording>> = Vec::new();
    for entry in entries {
        let article = project.article(entry.placed.article);
        let text = article.and_then(|it| it.text.as_str().get(entry.sentence.clone()));
        let text = text.filter(|_| is_unnamed(entry));
        places.push(text.map(|text| match &mut last {
            Some((same, nth)) if *same == place(entry) => {
                *nth += 1;
                (sentences.len() - 1, *nth)
            }
            _ => {
                last = Some((place(entry), 0));
                sentences.push(text);
                (sentences.len() - 1, 0)
            }
        }));
    }
    let groups = wording_groups(&sentences);
    let wording = |(sentence, nth)| Some((groups[sentence]?, nth));
    places.into_iter().map(|place| wording(place?)).collect()
}

fn topic_of(entry: &Entry, wording: Option<Wording>) -> (RowKey, AmountTopic) {
    match &entry.placed.what {
        AmountOrDate::Amount(_) if entry.counted.is_unnamed() => {
            (RowKey::NothingNamed(wording), AmountTopic::NothingNamed)
        }
        AmountOrDate::Amount(_) => {
            let thing = entry.counted.thing.clone();
            let topic = AmountTopic::Counted(thing.clone());
            (RowKey::Counted(thing, entry.row_state), topic)
        }
        AmountOrDate::Date(MentionedDate { days, .. }) => match days {
            Ok((first, last)) => {
                let key = RowKey::Days(format!("{} {}", first.to_iso(), last.to_iso()));
                (key, AmountTopic::Days(*first, *last))
            }
            Err(why) => (RowKey::Unresolved(*why), AmountTopic::Unresolved(*why)),
        },
    }
}

/// Names the row, sorts it, and marks the amounts that differ.
fn settle(row: &mut Row) {
    if let AmountTopic::Counted(name) = &mut row.topic {
        *name = name_of(&row.entries);
    }
    let size = |entry: &Entry| entry.placed.amount().map_or(0.0, |it| it.value);
    row.entries
        .sort_by(|one, other| size(one).total_cmp(&size(other)));
    if !row.is_of_one_thing {
        return;
    }
    let amounts: Vec<&Amount> = row
        .entries
        .iter()
        .filter_map(|it| it.placed.amount())
        .collect();
    let usual = most_frequent(amounts.iter().map(|it| it.range_in_bits()));
    let mut distinct: BTreeMap<_, Amount> = BTreeMap::new();
    for amount in amounts {
        distinct
            .entry(amount.range_in_bits())
            .or_insert_with(|| amount.clone());
    }
    let usual = usual.and_then(|usual| distinct.get(&usual));
    // Amounts that all agree with the usual one, such as "about 100", may still differ from each other.
    let agrees_with_usual = |it: &Amount| usual.is_none_or(|usual| it.agrees_with(usual));
    for entry in &mut row.entries {
        let Some(amount) = entry.placed.amount() else {
            continue;
        };
        let mut others = distinct.values().filter(|it| agrees_with_usual(it));
        let differs = !agrees_with_usual(amount) || others.any(|it| !amount.agrees_with(it));
        if differs {
            entry.placed.difference = Difference::Certain;
        }
    }
}

/// The most frequent unit or, if there is none, the first, with the state unless that is in the unit.
fn name_of(entries: &[Entry]) -> String {
    let units = entries.iter().filter_map(|entry| {
        let unit = &entry.placed.amount()?.unit;
        (!unit.is_empty()).then_some(unit)
    });
    let unit = most_frequent(units.clone()).or_else(|| units.clone().next());
    let thing = entries.first().map(|it| &it.counted.thing);
    let name = unit.or(thing).cloned().unwrap_or_default();
    let states: BTreeSet<&str> = entries.iter().map(|it| it.counted.state).collect();
    match states.first() {
        Some(state) if states.len() == 1 && !state.is_empty() && !names_state(&name) => {
            format!("{name} ({state})").trim_start().to_owned()
        }
        Some(_) | None => name,
    }
}

/// Marks the amounts of a claim that may count the same as amounts of other sentences, all of which differ from them.
fn mark_possible_differences(rows: &mut [Row]) {
    let mut marked = Vec::new();
    for (nth, row) in rows.iter().enumerate() {
        for (at, entry) in row.entries.iter().enumerate() {
            let is_marked = entry.placed.difference != Difference::None;
            let others = rows.iter().flat_map(|row| &row.entries);
            let mut others = others.filter(|it| entry.is_compared_with(it)).peekable();
            if others.peek().is_some() && !is_marked && !others.any(|it| entry.agrees_with(it)) {
                marked.push((nth, at));
            }
        }
    }
    for (nth, at) in marked {
        rows[nth].entries[at].placed.difference = Difference::Possible;
    }
}

impl Entry {
    /// Whether another sentence may count the same. A number of something named is not compared with one of nothing
    /// named, but the other way round.
    fn is_compared_with(&self, other: &Self) -> bool {
        let place = |it: &Self| (it.placed.article, it.sentence.clone());
        let may_be = self.counted.may_be(&other.counted)
            && (self.counted.is_unnamed() || !other.counted.is_unnamed());
        other.placed.amount().is_some() && may_be && place(self) != place(other)
    }

    fn agrees_with(&self, other: &Self) -> bool {
        let amounts = self.placed.amount().zip(other.placed.amount());
        amounts.is_some_and(|(own, other)| own.agrees_with(other))
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

    /// Whether any number fits both. "At least 8" and "at least 12" disagree, though more numbers fit both.
    fn agrees_with(&self, other: &Self) -> bool {
        let (own, others) = (self.range(), other.range());
        let are_minima = own.end().is_infinite() && others.end().is_infinite();
        let are_maxima = own.start().is_infinite() && others.start().is_infinite();
        if are_minima || are_maxima {
            return self.value.total_cmp(&other.value).is_eq();
        }
        own.start() <= others.end() && others.start() <= own.end()
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
    use crate::project::{
        ArticleDetails, ArticleEdit, ArticleText, Claim, ClaimEdit, Edit, EvidenceEdit, Highlight,
        HighlightEdit, HighlightId, Stance,
    };

    /// The groups of articles with these texts in English, published on 12 May 2031: each with its topic and its amounts. "≠"
    /// marks those that differ.
    fn groups(texts: &[&str]) -> Vec<String> {
        let project = with_articles(&texts.iter().map(|text| ("en", *text)).collect::<Vec<_>>());
        groups_of_articles(&project)
    }

    fn groups_of_articles(project: &Project) -> Vec<String> {
        let all = project.articles().map(|it| it.id).collect();
        let found = amounts_side_by_side(project, &AmountScope::Articles(all), &|| false);
        found.unwrap().iter().map(shown).collect()
    }

    /// The groups of a claim whose evidence is each of these texts in English.
    fn groups_of_claim(texts: &[&str]) -> Vec<String> {
        let mut project =
            with_articles(&texts.iter().map(|text| ("en", *text)).collect::<Vec<_>>());
        let claim = ClaimId::new(100);
        let new = Box::new(Claim::new(claim, String::new(), 0));
        let mut edits = vec![Edit::Claim(ClaimEdit::Add { at: 0, claim: new })];
        for (at, text) in texts.iter().enumerate() {
            let number = at as u64 + 1;
            let highlight = Highlight {
                id: HighlightId::new(number),
                article: ArticleId::new(number),
                span: Span::new(0, text.len()).unwrap(),
                note: String::new(),
            };
            let (id, stance) = (EvidenceId::new(number), Stance::Supports);
            let evidence = Box::new(Evidence::new(id, highlight.id, claim, stance));
            edits.push(Edit::Highlight(HighlightEdit::Add(highlight)));
            edits.push(Edit::Evidence(EvidenceEdit::Add { at, evidence }));
        }
        for edit in edits {
            assert!(project.apply(edit).is_ok());
        }
        let found = amounts_side_by_side(&project, &AmountScope::Claim(claim), &|| false);
        found.unwrap().iter().map(shown).collect()
    }

    fn with_articles(texts: &[(&str, &str)]) -> Project {
        let mut project = Project::default();
        for (at, (language, text)) in texts.iter().enumerate() {
            let details = ArticleDetails {
                published: "2031-05-12T23:30-05:00".to_owned(),
                language: (*language).to_owned(),
                ..ArticleDetails::default()
            };
            let id = ArticleId::new(at as u64 + 1);
            let article = Article::new(id, ArticleText::new((*text).to_owned()), details);
            let article = Box::new(article);
            let added = project.apply(Edit::Article(ArticleEdit::Add { at, article }));
            assert!(added.is_ok());
        }
        project
    }

    fn shown(group: &AmountGroup) -> String {
        let topic = match &group.topic {
            AmountTopic::Counted(name) => name.clone(),
            AmountTopic::NothingNamed => "-".to_owned(),
            AmountTopic::Days(first, _) => first.to_iso(),
            AmountTopic::Unresolved(why) => why.to_string(),
        };
        let entries = group.entries.iter().map(|entry| {
            let sign = entry.difference.sign().trim_end();
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
    fn different_minima_differ() {
        let found = groups(&["At least 8 civilians came.", "At least 12 civilians came."]);
        assert_eq!(
            found,
            ["civilians: \u{2260}at least 8, \u{2260}at least 12"]
        );
        let found = groups(&["Up to 8 people came.", "Up to 12 people came."]);
        assert_eq!(found, ["people: \u{2260}up to 8, \u{2260}up to 12"]);
    }

    #[test]
    fn amounts_that_agree_with_the_usual_one_may_differ_from_each_other() {
        let found = groups(&[
            "About 100 people came.",
            "About 100 people came.",
            "95 people came.",
            "108 people came.",
        ]);
        assert_eq!(
            found,
            ["people: \u{2260}95, about 100, about 100, \u{2260}108"]
        );
    }

    #[test]
    fn things_in_different_states_are_not_compared() {
        let found = groups(&[
            "At least 12 people were injured and two people killed.",
            "8 people were hurt. One person is missing.",
        ]);
        assert_eq!(
            found,
            [
                "people (injured): \u{2260}8, \u{2260}at least 12",
                "people (killed): 2",
                "person (missing): 1"
            ]
        );
    }

    #[test]
    fn a_number_without_a_state_is_compared_if_the_others_have_one_state() {
        let found = groups(&["Nine people were hurt.", "It treated eleven people."]);
        assert_eq!(found, ["people: \u{2260}9, \u{2260}11"]);
    }

    #[test]
    fn one_row_has_the_words_of_all_languages() {
        let project = with_articles(&[
            ("en", "At least 12 civilians were injured."),
            ("fr", "Douze civils ont été blessés."),
            ("de", "Zwölf Zivilisten wurden verletzt."),
            ("ru", "Тринадцать мирных жителей получили ранения."),
            ("uk", "Поранено 13 цивільних."),
            ("ar", "أصيب ١٣ مدنيا في هجوم."),
        ]);
        let row = "civilians (injured): at least 12, \u{2260}12, \u{2260}12, 13, 13, 13";
        assert_eq!(groups_of_articles(&project), [row]);
    }

    #[test]
    fn numbers_of_things_not_named_are_compared_in_sentences_of_shared_wording() {
        let found = groups(&[
            "Their list of the cells with broken doors has 340.",
            "Their list of the cells with broken doors has 430.",
            "The second round ended with 12.",
        ]);
        assert_eq!(found, ["-: \u{2260}340, \u{2260}430", "-: 12"]);
        let reprint = "They admitted eight of them to the ward and sent five home.";
        assert_eq!(groups(&[reprint, reprint]), ["-: 8, 8", "-: 5, 5"]);
        let flooded = "It put the number of flooded homes at 340.";
        let found = groups(&[flooded, "430 homes were flooded."]);
        assert_eq!(found, ["homes (flooded): \u{2260}340, \u{2260}430"]);
    }

    #[test]
    fn other_numbers_in_the_evidence_of_a_claim_may_differ() {
        let found = groups_of_claim(&["The list has 340.", "They wrote down 430.", "It says 340."]);
        assert_eq!(found, ["-: 340, 340, \u{2260}?430"]);
        let found = groups_of_claim(&["Twelve people were injured.", "Eight civilians were hurt."]);
        assert_eq!(
            found,
            [
                "people (injured): \u{2260}?12",
                "civilians (injured): \u{2260}?8"
            ]
        );
        let found =
            groups_of_claim(&["Sixty saboteurs sat.", "Sixty saboteurs.", "Seven of them."]);
        assert_eq!(found, ["saboteurs: 60, 60", "-: \u{2260}?7"]);
        let found = groups_of_claim(&["Two people were killed.", "Eight people were injured."]);
        assert_eq!(found, ["people (killed): 2", "people (injured): 8"]);
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
