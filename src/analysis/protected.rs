//! The names that must not get out, and where they stand in a text.

use std::{borrow::Cow, collections::BTreeSet};

use memchr::memmem::Finder;
use unicode_normalization::char::is_combining_mark;

use crate::{
    project::Project,
    text::{LooseText, Span, hidden_character, loosen},
};

/// The names and aliases of the protected claimants of a project.
///
/// They are found whatever their case, accents, dashes and white space ([`LooseText`] says how), and within longer words too.
///
/// ```
/// use crosscheck::{analysis::ProtectedNames, project::Project};
/// let nobody_is_protected = ProtectedNames::of(&Project::default());
/// assert_eq!(nobody_is_protected.concealed("said Ivan"), "said Ivan");
/// ```
#[derive(Clone, Debug, Default)]
pub struct ProtectedNames {
    names: Vec<Name>,
}

#[derive(Clone, Debug)]
struct Name {
    /// The spelling, loosened; never empty.
    finder: Finder<'static>,
    stand_in: String,
}

/// A place where a protected name stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FoundName<'a> {
    /// Where.
    pub span: Span,
    /// What is shown of the claimant instead.
    pub stand_in: &'a str,
    /// The longer word that it is a part of; `None` where it stands by itself, and in scripts that set no spaces.
    pub within: Option<Span>,
    /// The longer word is one that the person knows for another word.
    pub is_another_word: bool,
}

/// Words that hold the letters of a protected name and are not it: "public" where somebody is called Li. Loosened.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct OtherWords(BTreeSet<String>);

impl OtherWords {
    /// Says whether a word is another word.
    pub fn set(&mut self, word: &str, is_another: bool) {
        let word = loosened(word);
        if is_another {
            self.0.insert(word);
        } else {
            self.0.remove(&word);
        }
    }

    /// Whether the word was said to be another.
    #[must_use]
    pub fn has(&self, word: &str) -> bool {
        !self.0.is_empty() && self.0.contains(&loosened(word))
    }
}

impl ProtectedNames {
    /// Those of a project.
    #[must_use]
    pub fn of(project: &Project) -> Self {
        let protected = project.claimants().filter(|one| one.stand_in.is_some());
        let names = protected.flat_map(|claimant| {
            claimant.spellings().filter_map(|spelling| {
                let spelling = loosened(spelling);
                (!spelling.is_empty()).then(|| Name {
                    finder: Finder::new(spelling.as_bytes()).into_owned(),
                    stand_in: claimant.shown_name().to_owned(),
                })
            })
        });
        Self {
            names: names.collect(),
        }
    }

    /// Whether there is no name to be found.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.names.is_empty()
    }

    /// Whether a name stands anywhere in the text. `loose` is room to work in, so that a million cells need it once.
    #[must_use]
    pub fn are_in(&self, text: &str, loose: &mut String) -> bool {
        if self.is_empty() || text.is_empty() {
            return false;
        }
        loosen(text, loose);
        let loose = loose.as_bytes();
        self.names
            .iter()
            .any(|name| name.finder.find(loose).is_some())
    }

    /// Every place where a name stands, left to right. Of names that overlap, the longest of the first counts; other words take
    /// no part in that.
    #[must_use]
    pub fn find<'a>(&'a self, text: &str, other_words: &OtherWords) -> Vec<FoundName<'a>> {
        let loose = LooseText::of(text);
        let mut all: Vec<FoundName<'a>> = self
            .names
            .iter()
            .flat_map(|name| name.find(text, &loose, other_words))
            .collect();
        all.sort_by_key(|found| {
            let span = found.span;
            (span.start(), std::cmp::Reverse(span.end()))
        });
        let (mut taken, mut taken_of_others) = (0, 0);
        all.retain(|found| {
            let taken = if found.is_another_word {
                &mut taken_of_others
            } else {
                &mut taken
            };
            let is_free = found.span.start() >= *taken;
            if is_free {
                *taken = found.span.end();
            }
            is_free
        });
        all
    }

    /// The text with stand-ins for the names.
    ///
    /// Nothing is promised of a stand-in that holds a protected name itself; look again with [`are_in`](Self::are_in) where it
    /// matters.
    #[must_use]
    pub fn concealed<'a>(&self, text: &'a str) -> Cow<'a, str> {
        self.concealed_but(text, &OtherWords::default())
    }

    /// The same, with the other words left as they are.
    #[must_use]
    pub fn concealed_but<'a>(&self, text: &'a str, other_words: &OtherWords) -> Cow<'a, str> {
        if !self.are_in(text, &mut String::new()) {
            return Cow::Borrowed(text);
        }
        let mut shown = String::with_capacity(text.len());
        let mut from = 0;
        let found = self.find(text, other_words);
        for found in found.iter().filter(|found| !found.is_another_word) {
            shown += &text[from..found.span.start()];
            shown += found.stand_in;
            from = found.span.end();
        }
        shown += &text[from..];
        Cow::Owned(shown)
    }
}

impl Name {
    fn find<'a>(
        &'a self,
        text: &str,
        loose: &LooseText,
        other_words: &OtherWords,
    ) -> Vec<FoundName<'a>> {
        let length = self.finder.needle().len();
        let starts = self.finder.find_iter(loose.as_str().as_bytes());
        let spans = starts.filter_map(|start| loose.span(text, start, start + length));
        let found = spans.map(|span| {
            let within = longer_word(text, span);
            FoundName {
                span,
                stand_in: &self.stand_in,
                within,
                is_another_word: within.is_some_and(|word| other_words.has(&text[word.range()])),
            }
        });
        found.collect()
    }
}

/// The word that the span is only a part of.
fn longer_word(text: &str, span: Span) -> Option<Span> {
    let before = text[..span.start()].char_indices().rev();
    let start = before
        .take_while(|(_, letter)| joins_words(*letter))
        .last()
        .map_or(span.start(), |(at, _)| at);
    let after = text[span.end()..].chars();
    let end = span.end()
        + after
            .take_while(|letter| joins_words(*letter))
            .map(char::len_utf8)
            .sum::<usize>();
    Span::new(start, end).filter(|word| *word != span)
}

/// Whether the letter belongs to a word that stands between spaces. Where a script sets none, a name is always by itself.
fn joins_words(letter: char) -> bool {
    (letter.is_alphanumeric() || is_combining_mark(letter) || hidden_character(letter).is_some())
        && !matches!(letter,
            '\u{0E00}'..='\u{0EFF}' // Thai, Lao
            | '\u{1000}'..='\u{109F}' // Burmese
            | '\u{1780}'..='\u{17FF}' // Khmer
            | '\u{3040}'..='\u{30FF}' // Hiragana, Katakana
            | '\u{3400}'..='\u{9FFF}' | '\u{F900}'..='\u{FAFF}' | '\u{20000}'..='\u{3FFFF}' // Han
        )
}

fn loosened(text: &str) -> String {
    let mut loose = String::new();
    loosen(text, &mut loose);
    loose
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::project::{Claimant, ClaimantEdit, ClaimantId, Edit};

    /// A project in which these are protected: the name, an alias, the stand-in.
    fn names(protected: &[(&str, &str, &str)]) -> ProtectedNames {
        let mut project = Project::default();
        for (at, (name, alias, stand_in)) in protected.iter().enumerate() {
            let claimant = Claimant {
                aliases: vec![(*alias).to_owned()],
                stand_in: Some((*stand_in).to_owned()),
                ..Claimant::new(ClaimantId::new(at as u64 + 1), (*name).to_owned())
            };
            let claimant = Box::new(claimant);
            let add = ClaimantEdit::Add { at, claimant };
            project.apply(Edit::Claimant(add)).unwrap();
        }
        ProtectedNames::of(&project)
    }

    /// `marked` has «» around each name, and {} around the longer words that names are part of.
    #[track_caller]
    fn check(names: &ProtectedNames, marked: &str) {
        let text = marked.replace(['«', '»', '{', '}'], "");
        let mut again = String::new();
        let mut from = 0;
        for found in names.find(&text, &OtherWords::default()) {
            let word = found.within.unwrap_or(found.span);
            let (open, close) = found.within.map_or(("", ""), |_| ("{", "}"));
            again += &text[from..word.start()];
            again += open;
            again += &text[word.start()..found.span.start()];
            again += &["«", &text[found.span.range()], "»"].concat();
            again += &text[found.span.end()..word.end()];
            again += close;
            from = word.end();
        }
        again += &text[from..];
        assert_eq!(again, marked);
    }

    #[test]
    fn every_spelling_is_found_whatever_its_case_and_accents() {
        let names = names(&[("Ivan Petrov", "Gładkow", "Source A")]);
        for marked in [
            "said «IVÁN PETROV», who",
            "«Ivan\u{a0}Petrov»\u{2019}s house",
            "«gladkow»: «GŁADKOW»; «Glad\u{ad}kow»",
            "Ivan the Petrov",
            "{«Gladkow»a} and {de«Gladkow»s}",
            "",
        ] {
            check(&names, marked);
        }
    }

    #[test]
    fn a_script_without_spaces_has_no_longer_words() {
        check(&names(&[("田中", "", "Source A")]), "昨日«田中»氏は");
    }

    #[test]
    fn the_longest_name_counts() {
        let names = names(&[("Anna", "", "Source A"), ("Anna Lee", "", "Source B")]);
        check(&names, "«Anna Lee» and «Anna»");
        assert_eq!(
            names.concealed("Anna Lee and ANNA"),
            "Source B and Source A"
        );
    }

    #[test]
    fn another_word_stays_and_hides_no_name() {
        let names = names(&[("Anna Lee", "", "Source A"), ("Lee", "", "Source B")]);
        let mut others = OtherWords::default();
        assert_eq!(names.concealed_but("Joanna Lee", &others), "JoSource A");
        others.set("JOANNA Lee", true);
        assert_eq!(
            names.concealed_but("Joanna Lee", &others),
            "Joanna Source B"
        );
        others.set("joanna lee", false);
        assert_eq!(others, OtherWords::default());
    }

    #[test]
    fn blank_names_are_nowhere() {
        let names = names(&[(" ", "\u{200b}", "Source A")]);
        assert!(names.is_empty());
        assert_eq!(names.concealed("a b"), "a b");
    }
}
