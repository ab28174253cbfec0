//! Finds a protected name in the letters of a text.

use super::{
    inflection::InflectedPart,
    protected_name::{ProtectedName, WholeName},
    sounds::is_small,
};
use crate::text::{Gap, LetterText, Shapes, Span, letters_of};

use std::ops::Range;

/// How certain it is that a match is the name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Certainty {
    /// Part of a longer word, an inflected surname, initials, a name split into letters, or a single word of four
    /// letters or fewer: it may be something else.
    Possibly,
    Surely,
}

/// A match in the original text.
pub(super) struct NameMatch {
    pub span: Span,
    /// The word or words around the match.
    pub within: Option<Span>,
    pub certainty: Certainty,
    /// Whether it is only a part of the name.
    pub is_part: bool,
}

/// Maximum number of bytes next to a name that still count as its word.
const MAX_WORD_BYTES: usize = 200;

/// A single word of this many letters or fewer is only possibly a name.
pub(super) const SHORT: usize = 4;

/// A name of this many letters or more is certain even if white space splits it.
const LONG_NAME_LETTERS: usize = 8;

/// Maximum number of words between the parts of a name: middle names.
const MAX_MIDDLE_NAMES: usize = 2;

/// Searches the letters of one text for one name.
struct Search<'a> {
    name: &'a ProtectedName,
    letters: &'a LetterText,
    text: &'a str,
    endings: &'a [String],
}

pub(super) fn matches_of(
    name: &ProtectedName,
    letters: &LetterText,
    text: &str,
    endings: &[String],
) -> Vec<NameMatch> {
    let search = Search {
        name,
        letters,
        text,
        endings,
    };
    let mut all = Vec::new();
    for (nth, whole) in name.wholes.iter().enumerate() {
        // The name as recorded may be within longer words; its other forms are whole words.
        search.wholes(whole, nth == 0, &mut all);
    }
    search.parts(&mut all);
    search.initials(&mut all);
    all
}

/// A part of the name in the letters.
struct PartMatch {
    part: usize,
    range: Range<usize>,
    form: Form,
    is_nickname: bool,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Form {
    Exact,
    /// The first bytes of the word in `range` are the part.
    Inflected(usize),
    /// With gaps inside.
    Torn,
}

impl Search<'_> {
    fn wholes(&self, whole: &WholeName, may_be_within: bool, all: &mut Vec<NameMatch>) {
        let letters = self.letters.as_str();
        let mut from = 0;
        while let Some(at) = whole.finder.find(&letters.as_bytes()[from..]) {
            let (start, end) = (from + at, from + at + whole.letters.len());
            from = start + whole.letters.chars().next().map_or(1, char::len_utf8);
            if let Some(found) = self.whole(whole, start, end, may_be_within) {
                all.push(found);
                from = end;
            }
        }
    }

    fn whole(
        &self,
        whole: &WholeName,
        start: usize,
        end: usize,
        may_be_within: bool,
    ) -> Option<NameMatch> {
        let count = whole.count();
        let several = whole.ends.len() > 1;
        let starts = self.letters.gap(start).ends_word();
        // "jkowalski77" is a user name.
        let ends = self.letters.gap(end).ends_word() || self.are_digits_to_word_end(end);
        let gaps = self.gaps(start..end);
        let is_joined = several && gaps.is_empty();
        let is_torn = gaps
            .iter()
            .any(|(at, _)| !whole.ends.contains(&(at - start)));
        let certainty = if starts && ends {
            match (several, is_torn) {
                (_, true) if count >= LONG_NAME_LETTERS => Certainty::Surely,
                (_, true) if may_be_torn(&gaps, count) => Certainty::Possibly,
                (_, true) => return None,
                (true, false) if is_joined && count < LONG_NAME_LETTERS => Certainty::Possibly,
                (true, false) => Certainty::Surely,
                (false, false) if count > SHORT => Certainty::Surely,
                (false, false) => Certainty::Possibly,
            }
        } else {
            let is_known = !several || !is_joined || count + 1 >= LONG_NAME_LETTERS;
            if !may_be_within
                || self.name.has_initial
                || !is_known
                || (is_torn && !((starts || ends) && count >= LONG_NAME_LETTERS))
            {
                return None;
            }
            Certainty::Possibly
        };
        // "A baker" is hardly A. Baker.
        let is_article = several
            && self.letters.as_str()[start..start + whole.ends[0]]
                .chars()
                .count()
                == 1
            && self.letters.gap(start + whole.ends[0]) == Gap::Blank
            && self
                .letters
                .original(self.text, start)
                .is_some_and(is_small);
        let certainty = if whole.is_certain && !is_article {
            certainty
        } else {
            Certainty::Possibly
        };
        let ends_with_initial = several
            && !whole.is_certain
            && self.letters.as_str()[start + whole.ends[whole.ends.len() - 2]..end]
                .chars()
                .count()
                == 1;
        let end = if ends_with_initial {
            self.with_next_capital(end)
        } else {
            end
        };
        self.found(start..end, certainty, false)
    }

    /// Whether only digits follow in the word, at least one.
    fn are_digits_to_word_end(&self, at: usize) -> bool {
        let Some(end) = self.word_end(at) else {
            return false;
        };
        let rest = &self.letters.as_str()[at..end];
        let original = self.letters.original(self.text, at);
        !rest.is_empty()
            && original.is_some_and(char::is_numeric)
            && rest.bytes().all(|it| it.is_ascii_alphanumeric())
    }

    /// The written gaps within a range, except between letters of a script without spaces.
    fn gaps(&self, range: Range<usize>) -> Vec<(usize, Gap)> {
        let inside = range.start + 1..range.end;
        let gaps = inside.map(|at| (at, self.letters.gap(at)));
        let is_spaced = |at: usize| {
            let letter = self
                .letters
                .as_str()
                .get(at..)
                .and_then(|rest| rest.chars().next());
            letter.is_none_or(|it| !matches!(it, '\u{E00}'..='\u{EFF}' | '\u{1000}'..='\u{109F}' | '\u{1780}'..='\u{17FF}' | '\u{3040}'..='\u{30FF}' | '\u{3400}'..='\u{9FFF}'))
        };
        gaps.filter(|(at, gap)| gap.is_written() && is_spaced(*at))
            .collect()
    }

    /// The end of the next word if one space and a capital begin it: the "Ó" of "Seán Ó Conchobhair" is no initial.
    fn with_next_capital(&self, end: usize) -> usize {
        let ahead = self.letters.span(self.text, end.saturating_sub(1), end);
        let next = self.letters.original(self.text, end);
        let is_beside = ahead.is_some_and(|it| {
            let mut rest = self.text[it.end()..].chars();
            rest.next() == Some(' ') && rest.next() == next
        });
        let is_capital = next.is_some_and(char::is_uppercase);
        let word = (is_beside && is_capital)
            .then(|| self.letters.word_end(end, MAX_WORD_BYTES))
            .flatten();
        word.unwrap_or(end)
    }

    fn found(&self, range: Range<usize>, certainty: Certainty, is_part: bool) -> Option<NameMatch> {
        let span = self.letters.span(self.text, range.start, range.end)?;
        let start = self.word_start(range.start);
        let end = self.word_end(range.end);
        let within = start
            .zip(end)
            .and_then(|(start, end)| self.letters.span(self.text, start, end));
        Some(NameMatch {
            span,
            within: within.filter(|word| *word != span),
            certainty,
            is_part,
        })
    }

    /// The start of the word at a byte; `None` if it is too far away.
    fn word_start(&self, mut at: usize) -> Option<usize> {
        let least = at.saturating_sub(MAX_WORD_BYTES);
        while at > 0 && matches!(self.letters.gap(at), Gap::None | Gap::Camel) {
            at -= 1;
            if at < least {
                return None;
            }
        }
        Some(at)
    }

    fn word_end(&self, mut at: usize) -> Option<usize> {
        let most = at + MAX_WORD_BYTES;
        while matches!(self.letters.gap(at), Gap::None | Gap::Camel)
            && at < self.letters.as_str().len()
        {
            at += 1;
            if at > most {
                return None;
            }
        }
        Some(at)
    }

    fn parts(&self, all: &mut Vec<NameMatch>) {
        if self.name.parts.len() < 2 {
            // An inflected form of a single word.
            all.extend(
                self.part_matches()
                    .iter()
                    .filter_map(|found| self.alone(found)),
            );
            return;
        }
        let matches = self.part_matches();
        let mut nth = 0;
        while nth < matches.len() {
            let mut last = nth;
            let mut seen = vec![matches[nth].part];
            for next in nth + 1..matches.len() {
                if !seen.contains(&matches[next].part)
                    && self.are_neighbours(&matches[last], &matches[next])
                {
                    seen.push(matches[next].part);
                    last = next;
                }
            }
            if last > nth {
                let range = matches[nth].range.start..matches[last].range.end;
                let range = self.with_initials(range, &seen);
                all.extend(self.parts_together(&matches[nth..=last], range));
            } else if self.is_surname(matches[nth].part) && !matches[nth].is_nickname {
                all.extend(self.alone(&matches[nth]));
            }
            nth = last + 1;
        }
    }

    /// Two or more parts side by side. Short words with endings are other words: "thể thêm" is no Thị Thu.
    fn parts_together(&self, parts: &[PartMatch], range: Range<usize>) -> Option<NameMatch> {
        let is_short = |it: &PartMatch| {
            let letters = &self.letters.as_str()[it.range.clone()];
            letters.chars().count() <= SHORT || self.name.parts[it.part].count() < SHORT
        };
        let are_short = parts.iter().all(is_short);
        let is_inflected = |it: &PartMatch| matches!(it.form, Form::Inflected(_));
        let begins_small = |it: &PartMatch| {
            let first = self.letters.original(self.text, it.range.start);
            first.is_some_and(is_small)
        };
        let is_strange = |it: &PartMatch| is_inflected(it) || self.has_other_marks(it);
        if !are_short || !parts.iter().any(is_strange) {
            return self.found(range, Certainty::Surely, false);
        }
        if parts.iter().any(begins_small) {
            return None;
        }
        self.found(range, Certainty::Possibly, false)
    }

    fn is_surname(&self, part: usize) -> bool {
        self.name.surname == Some(part) || self.name.other_surnames.contains(&part)
    }

    /// The matches of all parts, from left to right, and of nicknames near them.
    fn part_matches(&self) -> Vec<PartMatch> {
        let mut all = Vec::new();
        let whole = 0..self.letters.as_str().len();
        for (nth, part) in self.name.parts.iter().enumerate() {
            self.forms_in(whole.clone(), nth, part, false, &mut all);
        }
        let near = self.near(&all);
        for (nth, forms) in self.name.nicknames.iter().enumerate() {
            for (place, form) in near
                .iter()
                .flat_map(|it| forms.iter().map(move |form| (it, form)))
            {
                self.forms_in(place.clone(), nth, form, true, &mut all);
            }
        }
        all.sort_by_key(|found| (found.range.start, std::cmp::Reverse(found.range.end)));
        all
    }

    /// The places where a nickname may be beside a part.
    fn near(&self, parts: &[PartMatch]) -> Vec<Range<usize>> {
        let letters = self.letters.as_str();
        let mut near: Vec<Range<usize>> = Vec::new();
        let mut places: Vec<&Range<usize>> = parts.iter().map(|it| &it.range).collect();
        places.sort_by_key(|range| range.start);
        for place in places {
            let start = letters.floor_char_boundary(place.start.saturating_sub(2 * MAX_WORD_BYTES));
            let end = letters.ceil_char_boundary(place.end + 2 * MAX_WORD_BYTES);
            match near.last_mut() {
                Some(last) if start <= last.end => last.end = last.end.max(end),
                _ => near.push(start..end),
            }
        }
        near
    }

    /// Adds the matches of one form of a part within some letters.
    fn forms_in(
        &self,
        place: Range<usize>,
        nth: usize,
        form: &InflectedPart,
        is_nickname: bool,
        all: &mut Vec<PartMatch>,
    ) {
        if form.key.is_empty() {
            return;
        }
        let letters = &self.letters.as_str()[..place.end];
        let mut from = place.start;
        while let Some(at) = letters[from..].find(form.key.as_str()) {
            let start = from + at;
            from = start + form.key.chars().next().map_or(1, char::len_utf8);
            if let Some((end, how)) = self.part(form, start) {
                all.push(PartMatch {
                    part: nth,
                    range: start..end,
                    form: how,
                    is_nickname,
                });
            }
        }
    }

    fn part(&self, part: &InflectedPart, start: usize) -> Option<(usize, Form)> {
        if !self.begins_word(start) {
            return None;
        }
        let letters = self.letters.as_str();
        let full = start + part.letters.len();
        let is_full = letters[start..].starts_with(&part.letters);
        if is_full && self.letters.gap(full).ends_word() {
            let gaps = self.gaps(start..full);
            if gaps.is_empty() {
                return Some((full, Form::Exact));
            }
            return may_be_torn(&gaps, part.letters.chars().count()).then_some((full, Form::Torn));
        }
        let end = self.letters.word_end(start, MAX_WORD_BYTES)?;
        let word = &letters[start..end];
        part.inflects_to(word, self.endings).then(|| {
            let matched_len = if is_full {
                part.letters.len()
            } else {
                word.len()
            };
            (end, Form::Inflected(matched_len))
        })
    }

    /// Whether a word begins at `at`, possibly after an article or conjunction that Arabic and Hebrew join to it.
    fn begins_word(&self, at: usize) -> bool {
        const JOINED: &str = "وفبلكسالהובלמשכ";
        if self.letters.gap(at).ends_word() {
            return true;
        }
        let letters = self.letters.as_str();
        let original = self.letters.original(self.text, at);
        if !original.is_some_and(|it| matches!(it, '\u{590}'..='\u{6FF}')) {
            return false;
        }
        let Some(start) = self.letters.word_start(at, 12) else {
            return false;
        };
        let joined = letters_of(JOINED, Shapes::Folded);
        letters[start..at].chars().all(|it| joined.contains(it))
    }

    /// A part of the name that stands alone.
    fn alone(&self, found: &PartMatch) -> Option<NameMatch> {
        let range = found.range.clone();
        let count = self.letters.as_str()[range.clone()].chars().count();
        if self.name.parts.len() > 1 && count < 2 && !self.letters.gap(range.end).is_unspaced() {
            return None;
        }
        // "Groß" has four letters.
        let part = &self.name.parts[found.part];
        let is_short = count.min(part.count()) <= SHORT;
        if self.is_small_in_prose(&range) && self.has_other_marks(found) {
            return None;
        }
        match found.form {
            Form::Exact if self.name.parts.len() < 2 => None,
            Form::Exact if !is_short => {
                let with_initials = self.with_initials(range.clone(), &[found.part]);
                // "The baker" is hardly Anna Baker, but "A. baker" is.
                let is_certain = self.name.surname == Some(found.part)
                    && self.name.surname_certainty == Certainty::Surely;
                let is_common = with_initials == range && self.is_small_in_prose(&range);
                let certainty = if is_certain && !is_common {
                    Certainty::Surely
                } else {
                    Certainty::Possibly
                };
                self.found(with_initials, certainty, true)
            }
            Form::Exact if self.is_common_word(&range) => None,
            Form::Exact => {
                let range = self.with_initials(range, &[found.part]);
                self.found(range, Certainty::Possibly, true)
            }
            Form::Inflected(_) if part.count() <= SHORT => None,
            Form::Inflected(kept) => {
                self.found(range.start..range.start + kept, Certainty::Possibly, true)
            }
            Form::Torn if self.is_two_words(&range) => None,
            Form::Torn => self.found(range, Certainty::Possibly, true),
        }
    }

    /// Whether a part of a Vietnamese name has other marks in the text, as "nguyên" has for Nguyễn.
    fn has_other_marks(&self, found: &PartMatch) -> bool {
        let span = self
            .letters
            .span(self.text, found.range.start, found.range.end);
        let written = span.map_or("", |span| &self.text[span.range()]);
        self.name.parts[found.part].has_other_marks(written)
    }

    /// Whether a torn name is rather words with a space between, such as "du bois" for Dubois.
    fn is_two_words(&self, range: &Range<usize>) -> bool {
        let gaps = self.gaps(range.clone());
        let count = self.letters.as_str()[range.clone()].chars().count();
        let is_before_small = |at: usize| {
            let before = self.letters.span(self.text, range.start, at);
            let after = self.letters.span(self.text, at, range.end);
            let (Some(before), Some(after)) = (before, after) else {
                return false;
            };
            self.text.get(before.end()..after.start()) == Some(" ")
                && self.text[after.range()].starts_with(is_small)
        };
        gaps.len() + 1 < count && gaps.iter().any(|(at, _)| is_before_small(*at))
    }

    /// Whether a short lower-case word is in prose, where "may" is not a surname.
    fn is_common_word(&self, range: &Range<usize>) -> bool {
        let first = self.letters.original(self.text, range.start);
        let in_prose = |gap: Gap| gap == Gap::Blank;
        first.is_some_and(char::is_lowercase)
            && in_prose(self.letters.gap(range.start))
            && (in_prose(self.letters.gap(range.end)) || range.end == self.letters.as_str().len())
    }

    /// Whether a lower-case word is outside addresses and file names.
    fn is_small_in_prose(&self, range: &Range<usize>) -> bool {
        let first = self.letters.original(self.text, range.start);
        let Some(span) = self.letters.span(self.text, range.start, range.end) else {
            return false;
        };
        let before = self.text[..span.start()].chars().next_back();
        let mut after = self.text[span.end()..].chars();
        let is_end = |it: Option<char>| it.is_none_or(char::is_whitespace);
        let next = after.next();
        let ends = is_end(next)
            || (next.is_some_and(|it| it.is_ascii_punctuation()) && is_end(after.next()));
        first.is_some_and(is_small) && is_end(before) && ends
    }

    /// Whether only middle names, initials or nothing are between two parts.
    fn are_neighbours(&self, one: &PartMatch, other: &PartMatch) -> bool {
        let between = one.range.end..other.range.start;
        if one.range.end > other.range.start || between.len() > MAX_WORD_BYTES {
            return false;
        }
        let is_dotted = [between.start, between.end]
            .into_iter()
            .all(|at| self.letters.gap(at) == Gap::Sign);
        let mut words = 0;
        let mut at = between.start;
        while at < between.end {
            let original = self.letters.original(self.text, at);
            if original.is_none_or(is_small) || words == MAX_MIDDLE_NAMES {
                return false;
            }
            words += 1;
            match self.letters.word_end(at, MAX_WORD_BYTES) {
                Some(end) => at = end,
                None => return false,
            }
            // Chinese writes a transliterated middle name between dots.
            while at < between.end && self.letters.gap(at).is_unspaced() && is_dotted {
                at = self.letters.as_str().ceil_char_boundary(at + 1);
            }
        }
        at == between.end
    }

    /// Extends a range by the initials of other parts before and after it.
    fn with_initials(&self, mut range: Range<usize>, seen: &[usize]) -> Range<usize> {
        let letters = self.letters.as_str();
        let parts = self.name.parts.iter().enumerate();
        let others: Vec<char> = parts
            .filter(|(nth, _)| !seen.contains(nth))
            .filter_map(|(_, part)| part.letters.chars().next())
            .collect();
        let is_initial = |place: Range<usize>| {
            let original = self.letters.original(self.text, place.start);
            let mut characters = letters[place].chars();
            characters.next().is_some_and(|it| others.contains(&it))
                && characters.next().is_none()
                && !original.is_some_and(is_small)
        };
        while let Some(start) = range
            .start
            .checked_sub(1)
            .and_then(|at| self.letters.word_start(at, 8))
            && letters.is_char_boundary(start)
            && is_initial(start..range.start)
        {
            range.start = start;
        }
        while let Some(end) = self.letters.word_end(range.end, 8)
            && letters.is_char_boundary(end)
            && end <= letters.len()
            && is_initial(range.end..end)
        {
            range.end = end;
        }
        range
    }

    /// The initials of all parts with a full stop after each: "I. P.".
    fn initials(&self, all: &mut Vec<NameMatch>) {
        let initials = &self.name.initials;
        let Some(first) = initials.first() else {
            return;
        };
        for (at, _) in self.text.match_indices(*first) {
            let is_inside = self.text[..at].ends_with(|it: char| it.is_alphanumeric() || it == '.');
            if let Some(length) = dotted(&self.text[at..], initials).filter(|_| !is_inside)
                && let Some(span) = Span::new(at, at + length)
            {
                all.push(NameMatch {
                    span,
                    within: None,
                    certainty: Certainty::Possibly,
                    is_part: true,
                });
            }
        }
    }
}

/// Length of the dotted initials at the start of a text, if no others follow.
fn dotted(text: &str, initials: &[char]) -> Option<usize> {
    let mut rest = text;
    for initial in initials {
        rest = rest.trim_start_matches([' ', '\u{A0}', '-']);
        if !initial.is_uppercase() {
            return None;
        }
        rest = rest.strip_prefix(*initial)?.strip_prefix('.')?;
    }
    let mut next = rest.trim_start().chars();
    let is_longer = next.next().is_some_and(char::is_uppercase) && next.next() == Some('.');
    (!is_longer).then_some(text.len() - rest.len())
}

/// Whether a name split by these gaps may be a match: into single letters, only by punctuation or hyphens, or if it is
/// long.
fn may_be_torn(gaps: &[(usize, Gap)], count: usize) -> bool {
    const LONG_ENOUGH: usize = 5;
    count >= LONG_ENOUGH
        || gaps.len() + 1 >= count
        || gaps.iter().all(|(_, gap)| *gap != Gap::Blank)
}
