//! Finds the names of protected speakers in a text.

use super::{
    inflection::endings,
    name_matches::{Certainty, NameMatch, matches_of},
    name_parts::{given_names, is_description, names_within},
    other_alphabets::{SpokenName, matches_in, matches_in_readings},
    protected_name::ProtectedName,
    rest_of_name::with_rest_of_name,
    sounds::letters_that_may_begin,
    written_forms::{WrittenForm, spoken_forms, written_forms},
};
use crate::{
    project::{Project, Speaker},
    text::{LetterText, Shapes, Span, WordOrder, counted, counted_as, letters_of, may_be_escaped},
};

use std::{
    borrow::Cow,
    cmp::Reverse,
    collections::{BTreeSet, HashSet},
};

use foldhash::fast::FixedState;

/// The names and aliases of the protected speakers of a project.
///
/// Names are found in any case, with any accents and look-alike letters, inflected, in reverse order, with initials,
/// with anything or nothing between their letters, escaped, in other alphabets, and within longer words. Surnames alone
/// are found too. See [`LetterText`] for how letters compare, and [`Certainty`] for matches that may be something else.
///
/// ```
/// use crosscheck::{analysis::ProtectedNames, project::Project};
///
/// let none_protected = ProtectedNames::new(&Project::default());
/// assert_eq!(none_protected.concealed("said Ivan"), "said Ivan");
/// ```
#[derive(Clone, Debug, Default)]
pub struct ProtectedNames {
    by_shapes: Vec<NamesByShapes>,
    by_sound: Vec<SpokenName>,
    /// Possible initials of given names, in any alphabet.
    given_initials: HashSet<char, FixedState>,
}

/// The names as they are compared by some shapes.
#[derive(Clone, Debug)]
struct NamesByShapes {
    shapes: Shapes,
    names: Vec<ProtectedName>,
    endings: Vec<String>,
}

/// A protected name found in a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FoundName<'a> {
    pub span: Span,
    pub stand_in: &'a str,
    pub certainty: Certainty,
    /// The longer word that contains it; `None` if it stands alone, and in scripts without spaces.
    pub within: Option<Span>,
    /// Whether the user has marked that word as unrelated.
    pub is_another_word: bool,
}

/// Unrelated words that contain a protected name, such as "public" for Li; as letters.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct OtherWords(BTreeSet<String>);

impl FoundName<'_> {
    /// What the stand-in replaces: also the rest of a longer word, which tells letters of the name.
    pub fn replaced(&self) -> Span {
        self.within.unwrap_or(self.span)
    }
}

impl OtherWords {
    /// Marks a word as unrelated, or removes the mark.
    pub fn set(&mut self, word: &str, is_another: bool) {
        let word = letters_of(word, Shapes::Folded);
        if is_another {
            self.0.insert(word);
        } else {
            self.0.remove(&word);
        }
    }

    pub fn has(&self, word: &str) -> bool {
        !self.0.is_empty() && self.0.contains(&letters_of(word, Shapes::Folded))
    }
}

impl ProtectedNames {
    pub fn new(project: &Project) -> Self {
        let protected = || project.speakers().filter(|one| one.stand_in.is_some());
        let by_sound = protected().flat_map(|speaker| {
            let stand_in = speaker.shown_name();
            let names = speaker.spellings().flat_map(spoken_forms);
            names.filter_map(move |name| SpokenName::new(&name, stand_in))
        });
        let by_sound = by_sound.collect();
        let spellings: Vec<(WrittenForm, &str)> = protected()
            .flat_map(|speaker| {
                let stand_in = speaker.shown_name();
                let names = speaker.spellings().flat_map(names_within);
                let forms = names.flat_map(|name| written_forms(&name));
                forms.map(move |it| (it, stand_in))
            })
            .collect();
        let by_shapes = [Shapes::Folded, Shapes::AsWritten].map(|shapes| NamesByShapes {
            shapes,
            names: spellings
                .iter()
                .filter_map(|(form, stand_in)| ProtectedName::new(form, stand_in, shapes))
                .collect(),
            endings: endings(shapes),
        });
        let names = protected().flat_map(Speaker::spellings);
        let given = names
            .flat_map(names_within)
            .flat_map(|name| given_names(&name));
        let given_initials = given.flat_map(|name| letters_that_may_begin(&name));
        Self {
            given_initials: given_initials.collect(),
            by_sound,
            by_shapes: by_shapes
                .into_iter()
                .filter(|it| !it.names.is_empty())
                .collect(),
        }
    }

    pub fn is_empty(&self) -> bool {
        self.by_shapes.is_empty()
    }

    /// Whether the text contains a name, or what may be one.
    pub fn are_in(&self, text: &str) -> bool {
        self.may_be_in(text) && !self.find(text, &OtherWords::default()).is_empty()
    }

    /// A quick check that most texts do not pass.
    fn may_be_in(&self, text: &str) -> bool {
        if self.is_empty() || text.is_empty() {
            return false;
        }
        may_be_escaped(text)
            || !matches_in(&self.by_sound, text).is_empty()
            || self.by_shapes.iter().any(|by| {
                let letters = letters_of(text, by.shapes);
                by.names.iter().any(|name| name.may_be_in(&letters, text))
            })
    }

    /// All names, left to right. Among overlapping names, the first and longest counts; names within unrelated words
    /// are considered separately.
    pub fn find<'a>(&'a self, text: &str, other_words: &OtherWords) -> Vec<FoundName<'a>> {
        self.find_certain(text, other_words, Certainty::Possibly)
    }

    /// Like [`find`](Self::find), but only matches of at least this certainty; less certain ones do not hide them.
    pub fn find_certain<'a>(
        &'a self,
        text: &str,
        other_words: &OtherWords,
        least: Certainty,
    ) -> Vec<FoundName<'a>> {
        if !self.may_be_in(text) {
            return Vec::new();
        }
        let mut all = self.all_matches(text, other_words);
        all.retain(|(found, _)| found.certainty >= least);
        all.sort_by_key(|(found, is_part)| {
            let certainty = Reverse(found.certainty);
            (
                found.span.start(),
                Reverse(found.span.end()),
                *is_part,
                certainty,
                found.within.is_some(),
            )
        });
        let (mut end, mut taken_of_others) = (0, 0);
        all.retain(|(found, _)| {
            let end = if found.is_another_word {
                &mut taken_of_others
            } else {
                &mut end
            };
            let is_free = found.span.start() >= *end;
            if is_free {
                *end = found.span.end();
            }
            is_free
        });
        all.into_iter().map(|(found, _)| found).collect()
    }

    /// Every match, overlapping or not, and whether it is part of a name.
    fn all_matches<'a>(
        &'a self,
        text: &str,
        other_words: &OtherWords,
    ) -> Vec<(FoundName<'a>, bool)> {
        let mut all = Vec::new();
        for by in &self.by_shapes {
            for letters in LetterText::readings(text, by.shapes) {
                for name in &by.names {
                    let matches = matches_of(name, &letters, text, &by.endings);
                    all.extend(matches.into_iter().map(|it| (&name.stand_in, it)));
                }
            }
        }
        let by_sound = matches_in_readings(&self.by_sound, text).into_iter();
        let by_sound: Vec<_> = by_sound
            .filter(|(_, it)| {
                let mut others = all.iter();
                // Letters tell more exactly where a name ends.
                !others.any(|(_, other)| {
                    other.span.overlaps(it.span) && (it.is_part || !other.is_part)
                })
            })
            .map(|(name, it)| (&name.stand_in, it))
            .collect();
        all.extend(by_sound);
        for (_, it) in &mut all {
            if it.within.is_none() {
                it.span = with_rest_of_name(text, it.span, &self.given_initials);
            }
        }
        let found_name = |(stand_in, it): (&'a String, NameMatch)| {
            (found(stand_in, &it, text, other_words), it.is_part)
        };
        all.into_iter().map(found_name).collect()
    }

    /// The text with stand-ins in place of names.
    ///
    /// A stand-in may itself contain a protected name; check the result with [`are_in`](Self::are_in) if that matters.
    pub fn concealed<'a>(&self, text: &'a str) -> Cow<'a, str> {
        self.concealed_but(text, &OtherWords::default(), Certainty::Possibly)
    }

    /// A part of a text with stand-ins. A name that the part cuts off has its stand-in too.
    pub fn concealed_part(&self, text: &str, part: Span) -> String {
        /// More bytes than a name has.
        const AROUND: usize = 200;
        let from = text.floor_char_boundary(part.start().saturating_sub(AROUND));
        let until = text.ceil_char_boundary(part.end() + AROUND);
        let other_words = OtherWords::default();
        let found = self.find_certain(&text[from..until], &other_words, Certainty::Possibly);
        let mut shown = String::new();
        let mut at = part.start();
        for name in found {
            let replaced = name.replaced();
            let (start, end) = (from + replaced.start(), from + replaced.end());
            if start < part.end() && end > at {
                if start >= at || at == part.start() {
                    shown += &text[at..start.max(at)];
                    shown += name.stand_in;
                }
                at = end;
            }
        }
        shown += text.get(at..part.end()).unwrap_or_default();
        shown
    }

    /// Words in the order of what is shown of them: their own order would tell how a protected name begins.
    pub fn sorted<'w, W: AsRef<str> + 'w>(
        &self,
        words: impl IntoIterator<Item = &'w W>,
        order: WordOrder,
    ) -> Vec<&'w str> {
        let mut words: Vec<&str> = words.into_iter().map(AsRef::as_ref).collect();
        words.sort_by_cached_key(|word| order.key(&self.concealed(word)));
        words
    }

    /// Like [`concealed`](Self::concealed), but keeps unrelated words, and names that are less certain.
    pub fn concealed_but<'a>(
        &self,
        text: &'a str,
        other_words: &OtherWords,
        least: Certainty,
    ) -> Cow<'a, str> {
        let found = self.find_certain(text, other_words, least);
        let mut found = found
            .iter()
            .filter(|found| !found.is_another_word)
            .peekable();
        if found.peek().is_none() {
            return Cow::Borrowed(text);
        }
        let mut shown = String::with_capacity(text.len());
        let mut from = 0;
        for found in found {
            let replaced = found.replaced();
            // Two names in one word are replaced as one.
            if replaced.start() >= from {
                shown += &text[from..replaced.start()];
                shown += found.stand_in;
            }
            from = from.max(replaced.end());
        }
        shown += &text[from..];
        Cow::Owned(shown)
    }
}

/// A sentence about the protected-name search: the names and the forms that it looks for.
pub fn searched_for(project: &Project) -> String {
    let protected = || project.speakers().filter(|one| one.stand_in.is_some());
    let names = protected().count();
    let spellings = protected().flat_map(Speaker::spellings);
    let spellings: Vec<&str> = spellings.filter(|it| !it.trim().is_empty()).collect();
    let descriptions = spellings.iter().filter(|it| is_description(it)).count();
    let without_surname = if descriptions == 0 {
        String::new()
    } else {
        let count = counted_as(
            descriptions,
            "spelling that reads like a description",
            "spellings that read like descriptions",
        );
        format!(" (but for {count})")
    };
    format!(
        "Searched for {} in {}, also inflected, reversed, with initials, by surname alone{without_surname}, with nicknames \
         and in other alphabets, but not for given names alone and descriptions",
        counted(names, "protected name"),
        counted(spellings.len(), "spelling")
    )
}

fn found<'a>(
    stand_in: &'a str,
    found: &NameMatch,
    text: &str,
    other_words: &OtherWords,
) -> FoundName<'a> {
    let NameMatch {
        span,
        within,
        certainty,
        is_part: _,
    } = *found;
    let within = within.filter(|word| *word != span);
    FoundName {
        span,
        stand_in,
        certainty,
        within,
        is_another_word: within.is_some_and(|word| other_words.has(&text[word.range()])),
    }
}

#[cfg(test)]
mod tests;
