//! Rows of amounts that count the same, and the amounts among them that differ.

use super::{AmountGroup, AmountTopic, Difference, PlacedAmount};
use crate::{
    analysis::amounts::{
        Amount, AmountOrDate, MentionedDate, Unresolved,
        counted_things::{Counted, names_state, words_of},
    },
    project::Project,
};

use std::{
    collections::{BTreeMap, BTreeSet, HashMap},
    ops::Range,
};

/// An amount or a date with its sentence, and what it counts.
pub(super) struct Entry {
    pub placed: PlacedAmount,
    pub sentence: Range<usize>,
    pub counted: Counted,
    /// The state of its row; see [`take_only_states`].
    pub row_state: &'static str,
}

/// The subject that the entries of a row share.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
enum RowKey {
    Counted(String, &'static str),
    NothingNamed(Option<Wording>),
    Days(String),
    Unresolved(Unresolved),
}

/// Amounts of one thing in one state, or mentions of one date.
pub(super) struct Row {
    topic: AmountTopic,
    /// Whether its amounts count the same; unknown for things not named in sentences that share no wording.
    is_of_one_thing: bool,
    entries: Vec<Entry>,
}

impl Row {
    pub fn into_group(self) -> AmountGroup {
        AmountGroup {
            topic: self.topic,
            entries: self.entries.into_iter().map(|entry| entry.placed).collect(),
        }
    }
}

pub(super) fn rows(project: &Project, mut entries: Vec<Entry>) -> Vec<Row> {
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

/// Numbers the sentences: those with a run of words in common have one number, those without have none.
fn wording_groups(sentences: &[&str]) -> Vec<Option<usize>> {
    const RUN: usize = 5;
    let mut first_with: HashMap<Vec<String>, usize> = HashMap::new();
    let mut groups: Vec<Option<usize>> = Vec::new();
    for (nth, sentence) in sentences.iter().enumerate() {
        groups.push(None);
        let words = words_of(sentence).into_iter().map(|word| word.folded);
        let words: Vec<String> = words.collect();
        for run in words.windows(RUN) {
            let first = *first_with.entry(run.to_vec()).or_insert(nth);
            if first == nth {
                continue;
            }
            let new = *groups[first].get_or_insert(first);
            let old = groups[nth].replace(new).filter(|old| *old != new);
            for group in groups.iter_mut().filter(|it| old.is_some() && **it == old) {
                *group = Some(new);
            }
        }
    }
    groups
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
pub(super) fn mark_possible_differences(rows: &mut [Row]) {
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
        let are_amounts = [self, other].iter().all(|it| it.placed.amount().is_some());
        are_amounts && may_be && place(self) != place(other)
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
