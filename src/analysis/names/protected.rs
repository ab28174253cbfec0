//! Finds the names of protected speakers in a text.

use super::protected_name::{ProtectedName, drawn_together, spelled_out};
use crate::{
    project::Project,
    text::{LooseText, Reading, Span, loosen},
};

use std::{borrow::Cow, collections::BTreeSet, ops::Range};

/// The names and aliases of the protected speakers of a project.
///
/// Names are found in any case and with any accents, with anything or nothing between their words, escaped in a URL, and within
/// longer words; see [`LooseText`] for how letters compare.
///
/// ```
/// use crosscheck::{analysis::ProtectedNames, project::Project};
/// let none_protected = ProtectedNames::of(&Project::default());
/// assert_eq!(none_protected.concealed("said Ivan"), "said Ivan");
/// ```
#[derive(Clone, Debug, Default)]
pub struct ProtectedNames {
    names: Vec<ProtectedName>,
}

/// Longest run of letters next to a name that still counts as a word.
const LONGEST_WORD: usize = 100;

/// A protected name found in a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FoundName<'a> {
    pub span: Span,
    pub stand_in: &'a str,
    /// The longer word that contains it; `None` if it stands alone, and in scripts without spaces.
    pub within: Option<Span>,
    /// Whether the user has marked that word as unrelated.
    pub is_another_word: bool,
}

/// Unrelated words that contain a protected name, such as "public" for Li; normalised.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct OtherWords(BTreeSet<String>);

impl OtherWords {
    /// Marks a word as unrelated, or removes the mark.
    pub fn set(&mut self, word: &str, is_another: bool) {
        let word = loosened(word);
        if is_another {
            self.0.insert(word);
        } else {
            self.0.remove(&word);
        }
    }

    #[must_use]
    pub fn has(&self, word: &str) -> bool {
        !self.0.is_empty() && self.0.contains(&loosened(word))
    }
}

impl ProtectedNames {
    #[must_use]
    pub fn of(project: &Project) -> Self {
        let protected = project.speakers().filter(|one| one.stand_in.is_some());
        let names = protected.flat_map(|speaker| {
            let name = |spelling: &str| ProtectedName::new(spelling, speaker.shown_name());
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

    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.names.is_empty()
    }

    /// Whether the text contains a name. `loose` is a scratch buffer, reused for many cells.
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

    /// All names, left to right. Among overlapping names, the first and longest counts; names within unrelated words are considered
    /// separately.
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

    /// The text with stand-ins in place of names.
    ///
    /// A stand-in may itself contain a protected name; check the result with [`are_in`](Self::are_in) if that matters.
    #[must_use]
    pub fn concealed<'a>(&self, text: &'a str) -> Cow<'a, str> {
        self.concealed_but(text, &OtherWords::default())
    }

    /// Like [`concealed`](Self::concealed), but leaves unrelated words alone.
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
    name: &'a ProtectedName,
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

/// The word around a range of a normalised text; `None` if it is too long to be a word.
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

/// Whether the letter is part of a word in a script with spaces. In others, a name always stands alone.
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

    /// Protected names: name, alias and stand-in of each speaker.
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

    /// `marked` has «» around each name, and {} around a longer word that contains one.
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
    fn spellings_are_found_in_any_case_and_with_any_accents() {
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
    fn names_are_found_percent_encoded() {
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
    fn names_are_found_with_html_escapes_and_hyphenation() {
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
    fn names_are_found_with_html_names_of_apostrophes_and_dashes() {
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
    fn names_recorded_without_umlauts_are_found_with_them() {
        let names = names(&[("Joerg Krueger", "Kierkegaard", "Source A")]);
        for marked in [
            "«Jörg Krüger», «JORG KRUGER», «joerg-krueger»",
            "«Kierkegård» and «Kierkegaard»",
        ] {
            check(&names, marked);
        }
    }

    #[test]
    fn short_names_are_not_found_in_other_words() {
        let names = names(&[("Joe Doe", "Sue", "Source A")]);
        check(&names, "«Joe Doe» or «Sue», not such a job or Jo Do");
    }

    #[test]
    fn words_written_as_one_are_found_separated() {
        let names = names(&[("McDonald O\u{2019}Neil", "J. Doe", "Source A")]);
        check(
            &names,
            "«mc-donald-o-neil», «mcdonald oneil»; «JDoe», «j_doe»",
        );
    }

    #[test]
    fn an_endless_run_of_letters_is_not_a_word() {
        let names = names(&[("Li", "", "Source A")]);
        let text = "li".repeat(1000);
        let found = names.find(&text, &OtherWords::default());
        assert_eq!(found.len(), 1000);
        assert!(found[500].within.is_none());
    }

    #[test]
    fn scripts_without_spaces_have_no_longer_words() {
        check(&names(&[("田中", "", "Source A")]), "昨日«田中»氏は");
    }

    #[test]
    fn the_longest_of_overlapping_names_counts() {
        let names = names(&[("Anna", "", "Source A"), ("Anna Lee", "", "Source B")]);
        check(&names, "«Anna Lee» and «Anna»");
        assert_eq!(
            names.concealed("Anna Lee and ANNA"),
            "Source B and Source A"
        );
    }

    #[test]
    fn an_unrelated_word_is_kept_and_hides_no_name() {
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
    fn blank_names_are_never_found() {
        let names = names(&[(" ", "\u{200b}", "Source A")]);
        assert!(names.is_empty());
        assert_eq!(names.concealed("a b"), "a b");
    }
}
