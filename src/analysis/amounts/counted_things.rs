//! The things that amounts count, and the state they are in, in all languages that amounts are read in: "12 civilians
//! were injured" and "zwölf verletzte Zivilisten" count the same.

use super::{
    counted_words::{AND, Kind, NUMBER_OF, PEOPLE, STATES, THINGS},
    quantities::MAX_UNIT_WORDS,
    tokens::{fold, is_apostrophe},
    word_rows::WordRows,
};

use std::{ops::Range, sync::LazyLock};

static THING_ROWS: LazyLock<WordRows> =
    LazyLock::new(|| WordRows::new(THINGS.iter().map(|(_, _, words)| *words)));
static STATE_ROWS: LazyLock<WordRows> =
    LazyLock::new(|| WordRows::new(STATES.iter().map(|(_, _, words)| *words)));

/// Maximum number of words between an amount and its state: after it, before it, and in "the number of …".
const MAX_AFTER: usize = 8;
const MAX_BEFORE: usize = 6;
const MAX_NUMBER_OF: usize = 10;

/// The thing that an amount counts, and its state.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Counted {
    /// The same in all languages; empty if the text does not say.
    pub thing: String,
    /// "injured"; empty if the text does not say.
    pub state: &'static str,
    kind: Option<Kind>,
}

impl Counted {
    /// Whether the text says nothing.
    pub fn is_unnamed(&self) -> bool {
        self.thing.is_empty() && self.state.is_empty()
    }

    /// Whether both may count the same things in the same state, since one of them does not say.
    pub fn may_be(&self, other: &Self) -> bool {
        let are_persons = [self, other].iter().all(|it| it.kind == Some(Kind::Person));
        let is_measure = [self, other]
            .iter()
            .any(|it| it.kind == Some(Kind::Measure));
        let is_open = |one: &Self| one.thing.is_empty() || (are_persons && one.thing == PEOPLE);
        let is_same_thing =
            self.thing == other.thing || (!is_measure && (is_open(self) || is_open(other)));
        let is_same_state =
            self.state == other.state || self.state.is_empty() || other.state.is_empty();
        is_same_thing && is_same_state
    }

    /// Takes the state of the words around, if the thing can be in it.
    fn with_state(mut self, state: Option<usize>) -> Self {
        let Some(state) = state.filter(|state| self.can_be(*state) && self.state.is_empty()) else {
            return self;
        };
        let (name, kind, _) = STATES[state];
        self.state = name;
        if self.thing.is_empty() && kind == Kind::Person {
            PEOPLE.clone_into(&mut self.thing);
            self.kind = Some(kind);
        }
        self
    }

    fn can_be(&self, state: usize) -> bool {
        self.kind.is_none_or(|kind| kind == STATES[state].1)
    }
}

/// The thing and its state that these words name.
fn named(words: &[&str]) -> Counted {
    let mut names: Vec<&str> = Vec::new();
    let (mut kind, mut state) = (None, None);
    let mut at = 0;
    while at < words.len() {
        let rest = &words[at..];
        if let Some((row, count)) = THING_ROWS.row_at(rest) {
            let (name, kind_of_row, _) = THINGS[row];
            names.push(name);
            kind = Some(kind_of_row);
            at += count;
        } else if let Some((row, count)) = STATE_ROWS.row_at(rest) {
            state = Some(row);
            at += count;
        } else {
            names.push(singular(words[at]));
            at += 1;
        }
    }
    let thing = names.join(" ");
    Counted {
        thing,
        kind,
        state: "",
    }
    .with_state(state)
}

/// Whether a unit names the state of what it counts.
pub(super) fn names_state(unit: &str) -> bool {
    !counted_thing(unit).state.is_empty()
}

/// Whether a folded word names a thing of the table.
pub(super) fn names_thing(word: &str) -> bool {
    THING_ROWS.row_at(&[word]).is_some() || STATE_ROWS.row_at(&[word]).is_some()
}

/// The thing that a unit names, without its context.
fn counted_thing(unit: &str) -> Counted {
    let words = words_of(unit);
    let words: Vec<&str> = words.iter().map(|word| word.folded.as_str()).collect();
    named(&words)
}

/// An amount in its sentence: its bytes, and its unit.
pub(super) type AmountInSentence = (Range<usize>, String);

/// The thing and the state that each amount of a sentence counts. The state is in the unit ("12 injured"), after it ("12
/// people were injured"), or before ("the blast injured 12 people"); amounts joined by "and" may share it.
pub(super) fn counted_in(sentence: &str, amounts: &[AmountInSentence]) -> Vec<Counted> {
    let words = words_of(sentence);
    let clauses = Clauses {
        words: &words,
        amounts,
    };
    let mut all: Vec<Counted> = Vec::new();
    for (nth, (_, unit)) in amounts.iter().enumerate() {
        let unit = words_of(unit);
        let unit: Vec<&str> = unit.iter().map(|word| word.folded.as_str()).collect();
        let number_of = || clauses.number_of(nth).filter(|_| unit.is_empty());
        let counted = number_of().unwrap_or_else(|| named(&unit));
        let state = clauses.state_of(nth, &counted);
        all.push(counted.with_state(state));
    }
    all
}

struct Clauses<'a> {
    words: &'a [Word],
    amounts: &'a [AmountInSentence],
}

impl Clauses<'_> {
    fn state_of(&self, nth: usize, counted: &Counted) -> Option<usize> {
        self.state_after(nth, counted)
            .or_else(|| self.state_before(nth, counted))
            .or_else(|| self.state_of_next(nth, counted))
            .or_else(|| self.state_of_previous(nth, counted))
    }

    /// The words from a byte to another.
    fn between(&self, from: usize, to: usize) -> &[Word] {
        let start = self.words.partition_point(|word| word.start < from);
        let end = self.words.partition_point(|word| word.start < to);
        &self.words[start..end.max(start)]
    }

    fn after(&self, nth: usize) -> &[Word] {
        let end = self
            .amounts
            .get(nth + 1)
            .map_or(usize::MAX, |(next, _)| next.start);
        self.between(self.amounts[nth].0.end, end)
    }

    fn before(&self, nth: usize) -> &[Word] {
        let previous = nth
            .checked_sub(1)
            .map_or(0, |previous| self.amounts[previous].0.end);
        self.between(previous, self.amounts[nth].0.start)
    }

    /// The state of the first word after an amount within its clause.
    fn state_after(&self, nth: usize, counted: &Counted) -> Option<usize> {
        let words = self.after(nth);
        let clause = words.iter().enumerate().take(MAX_AFTER);
        let clause = clause.take_while(|(at, word)| !word.begins_clause(*at));
        let mut states = clause.filter_map(|(at, _)| state_at(&words[at..]));
        states.find(|state| counted.can_be(*state))
    }

    /// The state of the last word before an amount within its clause.
    fn state_before(&self, nth: usize, counted: &Counted) -> Option<usize> {
        let words = self.before(nth);
        for at in (words.len().saturating_sub(MAX_BEFORE)..words.len()).rev() {
            if let Some(state) = state_at(&words[at..]).filter(|state| counted.can_be(*state)) {
                return Some(state);
            }
            if words[at].is_and()
                || words[at].follows_mark
                || words.get(at + 1).is_some_and(|it| it.follows_mark)
            {
                return None;
            }
        }
        None
    }

    /// The state of the next amount, if "and" alone joins both: "12 civilians and 3 soldiers were killed".
    fn state_of_next(&self, nth: usize, counted: &Counted) -> Option<usize> {
        let is_joined = nth + 1 < self.amounts.len() && are_joined_by(self.after(nth));
        is_joined.then(|| self.state_after(nth + 1, counted))?
    }

    /// The state of the previous amount, if "and" alone joins both: "killed 12 civilians and 3 soldiers".
    fn state_of_previous(&self, nth: usize, counted: &Counted) -> Option<usize> {
        let previous = nth.checked_sub(1)?;
        let is_joined = are_joined_by(self.before(nth));
        is_joined.then(|| self.state_before(previous, counted))?
    }

    /// The thing of "the number of flooded homes was put at 340", of which `nth` is the number.
    fn number_of(&self, nth: usize) -> Option<Counted> {
        let words = self.before(nth);
        let near = words.len().saturating_sub(MAX_NUMBER_OF);
        let begins = |at: &usize| NUMBER_OF.contains(&words[*at].folded);
        let noun = (near..words.len()).rev().find(begins)?;
        let of: Vec<&str> = words[noun + 1..]
            .iter()
            .map(|word| word.folded.as_str())
            .collect();
        let row_in = |rows: &WordRows| {
            let mut found = (0..of.len()).filter_map(|at| rows.row_at(&of[at..]));
            found.next().map(|(row, _)| row)
        };
        let thing = row_in(&THING_ROWS).map(|row| THINGS[row]);
        let thing = thing.filter(|(_, kind, _)| *kind != Kind::Measure);
        let named = thing.map_or_else(Counted::default, |(name, kind, _)| Counted {
            thing: name.to_owned(),
            kind: Some(kind),
            state: "",
        });
        Some(named.with_state(row_in(&STATE_ROWS))).filter(|named| !named.is_unnamed())
    }
}

/// Whether the words between two amounts are a unit and "and".
fn are_joined_by(words: &[Word]) -> bool {
    words.last().is_some_and(Word::is_and) && words.len() <= 1 + MAX_UNIT_WORDS
}

/// The state that words begin with.
fn state_at(words: &[Word]) -> Option<usize> {
    const MAX_WORDS: usize = 3;
    let words = &words[..words.len().min(MAX_WORDS)];
    let words: Vec<&str> = words.iter().map(|word| word.folded.as_str()).collect();
    Some(STATE_ROWS.row_at(&words)?.0)
}

/// A word of a sentence.
pub(super) struct Word {
    start: usize,
    pub folded: String,
    /// Whether a comma or the like precedes it.
    follows_mark: bool,
}

impl Word {
    fn is_and(&self) -> bool {
        AND.contains(&self.folded)
    }

    /// Whether the word at this index after an amount begins another clause. In Arabic, "and" is a prefix of the verb.
    fn begins_clause(&self, at: usize) -> bool {
        let is_arabic_and = at > 0
            && self
                .folded
                .strip_prefix('و')
                .is_some_and(|rest| STATE_ROWS.row_at(&[rest]).is_some());
        self.is_and() || self.follows_mark || is_arabic_and
    }
}

pub(super) fn words_of(text: &str) -> Vec<Word> {
    const SYMBOLS: &str = "%٪$€£₽₴";
    let is_in_word = |letter: char| {
        letter.is_alphanumeric()
            || unicode_normalization::char::is_combining_mark(letter)
            || is_apostrophe(letter)
    };
    let mut words: Vec<Word> = Vec::new();
    let mut follows_mark = false;
    let mut at = 0;
    while let Some(first) = text[at..].chars().next() {
        let rest = &text[at..];
        let length = if is_in_word(first) {
            rest.find(|letter| !is_in_word(letter))
                .unwrap_or(rest.len())
        } else {
            first.len_utf8()
        };
        if is_in_word(first) || SYMBOLS.contains(first) {
            let folded = fold(&rest[..length]);
            words.push(Word {
                start: at,
                folded,
                follows_mark,
            });
            follows_mark = false;
        } else {
            follows_mark |= ",;:.!?()—–،؛؟\n".contains(first);
        }
        at += length;
    }
    words.retain(|word| !word.folded.is_empty());
    words
}

/// Strips plural endings of English, French, Spanish and German: "gates" and "gate" both become "gat".
fn singular(word: &str) -> &str {
    const MIN_LENGTH: usize = 3;
    let mut stem = word;
    while stem.chars().count() > MIN_LENGTH
        && let Some(shorter) = stem.strip_suffix(['s', 'e', 'n'])
    {
        stem = shorter;
    }
    stem
}

#[cfg(test)]
mod tests;
