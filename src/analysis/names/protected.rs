//! The names that must not get out, and where they stand in a text.

use super::protected_name::{Name, drawn_together, spelled_out};
use crate::{
    project::Project,
    text::{LooseText, Reading, Span, loosen},
};

use std::{borrow::Cow, collections::BTreeSet, ops::Range};

/// The names and aliases of the protected speakers of a project.
///
/// They are found whatever their case and accents, with anything or nothing between their words, escaped in an address, and
/// within longer words too; [`LooseText`] says how letters compare.
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

/// A run of letters to either side of a name that is longer than this is no word, in letters.
const LONGEST_WORD: usize = 100;

/// A place where a protected name stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FoundName<'a> {
    /// Where.
    pub span: Span,
    /// What is shown of the speaker instead.
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
        let protected = project.speakers().filter(|one| one.stand_in.is_some());
        let names = protected.flat_map(|speaker| {
            let name = |spelling: &str| Name::new(spelling, speaker.shown_name());
            speaker.spellings().flat_map(move |spelling| {
                let others = [spelled_out(spelling), drawn_together(spelling)];
                let others = others.into_iter().flatten();
                let others = others.filter_map(move |other| name(&other));
                name(spelling).into_iter().chain(others)
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
        Reading::all_of(text).any(|reading| {
            loosen(text, reading, loose);
            self.names.iter().any(|name| name.is_in(loose))
        })
    }

    /// Every place where a name stands, left to right. Of names that overlap, the longest of the first counts; other words take
    /// no part in that.
    #[must_use]
    pub fn find<'a>(&'a self, text: &str, other_words: &OtherWords) -> Vec<FoundName<'a>> {
        let mut all: Vec<FoundName<'a>> = Vec::new();
        for reading in Reading::all_of(text) {
            let loose = LooseText::of(text, reading);
            let names = self.names.iter();
            all.extend(names.flat_map(|name| found(name, text, &loose, other_words)));
        }
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

fn found<'a>(
    name: &'a Name,
    text: &str,
    loose: &LooseText,
    other_words: &OtherWords,
) -> Vec<FoundName<'a>> {
    let places = name.places(loose.as_str());
    let found = places.filter_map(|place| {
        let span = loose.span(text, place.start, place.end)?;
        let word = longer_word(loose.as_str(), place);
        let within = word.and_then(|word| loose.span(text, word.start, word.end));
        let within = within.filter(|word| *word != span);
        Some(FoundName {
            span,
            stand_in: &name.stand_in,
            within,
            is_another_word: within.is_some_and(|word| other_words.has(&text[word.range()])),
        })
    });
    found.collect()
}

/// The word that the place in a loosened text is a part of, or is; `None` where more than anybody takes for a word belongs to it.
fn longer_word(loose: &str, place: Range<usize>) -> Option<Range<usize>> {
    let joined = |letters: &mut dyn Iterator<Item = char>| {
        let letters = letters.take_while(|letter| joins_words(*letter));
        let lengths = letters.take(LONGEST_WORD + 1).map(char::len_utf8);
        let (count, length) = lengths.fold((0, 0), |(count, all), one| (count + 1, all + one));
        (count <= LONGEST_WORD).then_some(length)
    };
    let before = joined(&mut loose[..place.start].chars().rev())?;
    let after = joined(&mut loose[place.end..].chars())?;
    Some(place.start - before..place.end + after)
}

/// Whether the letter belongs to a word that stands between spaces. Where a script sets none, a name is always by itself.
fn joins_words(letter: char) -> bool {
    letter.is_alphanumeric()
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
    loosen(text, Reading::AsWritten, &mut loose);
    loose
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::project::{Edit, Speaker, SpeakerEdit, SpeakerId};

    /// A project in which these are protected: the name, an alias, the stand-in.
    fn names(protected: &[(&str, &str, &str)]) -> ProtectedNames {
        let mut project = Project::default();
        for (at, (name, alias, stand_in)) in protected.iter().enumerate() {
            let speaker = Speaker {
                aliases: vec![(*alias).to_owned()],
                stand_in: Some((*stand_in).to_owned()),
                ..Speaker::new(SpeakerId::new(at as u64 + 1), (*name).to_owned())
            };
            let speaker = Box::new(speaker);
            let add = SpeakerEdit::Add { at, speaker };
            project.apply(Edit::Speaker(add)).unwrap();
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
            "Ivan the Petrov, Iva n Petrov",
            "/news/«ivan-petrov»-held, «ivan_petrov», q=«ivan+petrov»&p, «IvanPetrov»!",
            "«ivan%20petrov» «Ivan%2DPetrov» «%49van%2520petrov» «ivan.petrov»@mill.example",
            "«Iv\u{61c}an \u{180e}Petrov» «I\u{e0020}van\u{2800}Pe\u{3164}trov»",
            "{O«ivan_Petrov»a} held, {«IvanPetrov»88}",
            "{«Gladkow»a} and {de«Gladkow»s}",
            "",
        ] {
            check(&names, marked);
        }
    }

    #[test]
    fn names_are_found_as_addresses_have_them() {
        let names = names(&[("Иван Петров", "أحمد كريم", "Source A")]);
        for marked in [
            "«%D0%98%D0%B2%D0%B0%D0%BD_%D0%9F%D0%B5%D1%82%D1%80%D0%BE%D0%B2»",
            "/«%d0%b8%d0%b2%d0%b0%d0%bd-петров»/ «ИванПетров»",
            "{«иван%20петров»%D0%B0}",
            "x=«%D8%A3%D8%AD%D9%85%D8%AF%20%D9%83%D8%B1%D9%8A%D9%85»",
            "«أحمد\u{61c}كريم» «احمد کریم» «أحـمد-كريم»",
        ] {
            check(&names, marked);
        }
    }

    #[test]
    fn names_are_found_as_pages_and_narrow_columns_have_them() {
        let names = names(&[("Ivan Petrov", "Jörg Lødø", "Source A")]);
        for marked in [
            "said «Ivan&nbsp;Petrov», «I&#118;an Pet&shy;rov»",
            "said «Ivan Pet-\n rov» and «Iv- an-Petrov»",
            "/«joerg-loedoe».jpg, «Jo\u{308}rg Lodo», «JÖRG LØDØ»",
        ] {
            check(&names, marked);
        }
    }

    #[test]
    fn names_are_found_whatever_html_calls_their_apostrophes_and_dashes() {
        let names = names(&[("O'Brien", "Smith-Jones", "Source A")]);
        for marked in [
            "said «O&rsquo;Brien», «O&apos;Brien», «O&#39;Brien», «O&lsquo;Brien»",
            "«O&amp;rsquo;Brien» and «O&amp;amp;#8217;Brien»",
            "«Smith&ndash;Jones», «Smith&hyphen;Jones», «Smith&amp;Jones»; «Smith&ZeroWidthSpace; Jones»",
            "Smith & Sons; Jones",
        ] {
            check(&names, marked);
        }
    }

    #[test]
    fn names_that_are_recorded_without_their_letters_are_found_with_them() {
        let names = names(&[("Joerg Krueger", "Kierkegaard", "Source A")]);
        for marked in [
            "«Jörg Krüger», «JORG KRUGER», «joerg-krueger»",
            "«Kierkegård» and «Kierkegaard»",
        ] {
            check(&names, marked);
        }
    }

    #[test]
    fn short_names_are_not_found_in_half_of_all_words() {
        let names = names(&[("Joe Doe", "Sue", "Source A")]);
        check(&names, "«Joe Doe» or «Sue», not such a job or Jo Do");
    }

    #[test]
    fn words_that_are_written_as_one_are_found_apart() {
        let names = names(&[("McDonald O\u{2019}Neil", "J. Doe", "Source A")]);
        check(
            &names,
            "«mc-donald-o-neil», «mcdonald oneil»; «JDoe», «j_doe»",
        );
    }

    #[test]
    fn a_word_without_end_is_none() {
        let names = names(&[("Li", "", "Source A")]);
        let text = "li".repeat(1000);
        let found = names.find(&text, &OtherWords::default());
        assert_eq!(found.len(), 1000);
        assert!(found[500].within.is_none());
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
