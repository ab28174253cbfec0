//! Tells the names in a German text from its nouns, which have capitals too.

use crate::text::WordList;

use std::collections::{HashMap, HashSet};

use foldhash::fast::FixedState;

/// Words by which a German text is recognised.
const GERMAN_WORDS: WordList = WordList(
    "der, die, das, und, ist, nicht, mit, von, zu, den, dem, des, ein, eine, auf, für, im, sich, auch, als, bei, wird, wurde, hat, \
    haben, sind, wie, nach, aus, war, sie, er, dass, es, am, vom, zum, zur, einem, einer, einen",
);

/// Words that a noun follows, and hardly a name.
const ARTICLES: WordList = WordList(
    "der, die, das, den, dem, des, ein, eine, einen, einem, einer, eines, kein, keine, keinen, keinem, keiner, im, am, zum, zur, beim, \
    ins, ans, diese, dieser, dieses, diesen, diesem, jede, jeder, jedes, jeden, jedem, alle, allen, aller, viele, vielen, mehrere, \
    mehreren, einige, einigen, wenige, keine, seine, seiner, seinen, seinem, sein, ihre, ihrer, ihren, ihrem, ihr, unsere, unserer, \
    unser, welche, welcher, beide, beiden, zwei, drei, vier, fünf, sechs, sieben, acht, neun, zehn, elf, zwölf, hundert, tausend, \
    mehr, weniger, ohne, per, pro, etwas, viel",
);

/// Words that the name of a person or place follows.
const BEFORE_NAMES: WordList = WordList(
    "sagte, sagt, erklärte, erklärt, schrieb, schreibt, betonte, warnte, forderte, meinte, berichtete, antwortete, ergänzte, fügte, \
    in, aus, nach, nahe, heißt, namens, herr, frau, dr, prof, präsident, präsidentin, \
    minister, ministerin, kanzler, kanzlerin, bürgermeister, bürgermeisterin, sprecher, sprecherin, general, richter, richterin",
);

/// Endings of nouns.
const NOUN_ENDINGS: [&str; 30] = [
    "ung", "ungen", "heit", "heiten", "keit", "keiten", "schaft", "schaften", "tion", "tionen",
    "tät", "täten", "nis", "nisse", "nissen", "tum", "ment", "mente", "menten", "ling", "linge",
    "ismus", "ium", "enz", "enzen", "innen", "chen", "lein", "ei", "eien",
];

/// Minimum number of words of a text whose language is recognised.
const MIN_WORDS: usize = 12;

/// One in so many words of a German text is among the commonest.
const ONE_IN: usize = 6;

/// Nouns that often stand without an article.
const BARE_NOUNS: WordList = WordList(
    "Angaben, Uhr, Prozent, Euro, Dollar, Menschen, Personen, Jahre, Jahren, Millionen, Milliarden, Tote, Verletzte, Kilometer, \
    Meter, Anfang, Ende, Mitte, Teile, Grund, Leben, Beginn, Abend, Morgen, Nacht, Montag, Dienstag, Mittwoch, Donnerstag, Freitag, \
    Samstag, Sonntag, Januar, Februar, März, April, Mai, Juni, Juli, August, September, Oktober, November, Dezember, Kinder, Frauen, \
    Männer, Polizei, Behörden, Zeugen, Medien, Recht, Zeit, Stunden, Tage, Tagen, Wochen, Monate, Monaten, Herr, Frau",
);

/// The nouns of a German text, as far as they are told from names.
pub(super) struct GermanNouns<'a> {
    /// Words that follow an article somewhere.
    after_article: HashSet<&'a str, FixedState>,
    /// Number of occurrences of each capitalised word.
    counts: HashMap<&'a str, usize, FixedState>,
}

impl<'a> GermanNouns<'a> {
    /// `words` are those of a text, each with the two words before it, the nearer first. `None` for a text in another
    /// language.
    pub fn new(
        words: impl Iterator<Item = (&'a str, Option<&'a str>, Option<&'a str>)> + Clone,
    ) -> Option<Self> {
        if !is_german(words.clone().map(|(word, ..)| word)) {
            return None;
        }
        let mut nouns = Self {
            after_article: HashSet::default(),
            counts: HashMap::default(),
        };
        for (word, last, before) in words.filter(|(word, ..)| word.starts_with(char::is_uppercase))
        {
            *nouns.counts.entry(word).or_default() += 1;
            if follows_article(before, last) {
                nouns.after_article.insert(word);
            }
        }
        Some(nouns)
    }

    /// Whether a word is a noun, in this or another form: "Brücken" where "die Brücke" is in the text.
    pub fn has(&self, word: &str) -> bool {
        const FORMS: [&str; 5] = ["n", "en", "e", "s", "es"];
        let without = FORMS.iter().filter_map(|form| word.strip_suffix(form));
        let is_known = |it: &str| self.after_article.contains(it);
        BARE_NOUNS.contains(word)
            || has_noun_ending(word)
            || is_known(word)
            || without.filter(|it| it.len() > 3).any(is_known)
            || FORMS.iter().any(|form| is_known(&[word, form].concat()))
    }

    /// Whether a single word is a name: it recurs, or stands where a name is likely.
    pub fn may_be_name(&self, word: &str, before: Option<&str>) -> bool {
        let recurs = self.counts.get(word).is_some_and(|count| *count > 1);
        !self.has(word) && (recurs || before.is_some_and(may_precede_name))
    }
}

fn is_german<'a>(words: impl Iterator<Item = &'a str>) -> bool {
    let (mut german, mut all) = (0, 0);
    for word in words {
        all += 1;
        german += usize::from(GERMAN_WORDS.contains(word));
    }
    all >= MIN_WORDS && german * ONE_IN >= all
}

/// Whether a capitalised word is a noun because of the two words before it: an article, perhaps with an adjective.
fn follows_article(before: Option<&str>, last: Option<&str>) -> bool {
    let is_article = |word: &str| ARTICLES.contains(&word.to_lowercase()) || is_number(word);
    let is_adjective = |word: &str| {
        word.starts_with(char::is_lowercase)
            && ["e", "en", "er", "es", "em"]
                .iter()
                .any(|end| word.ends_with(end))
    };
    let Some(last) = last else { return false };
    is_article(last) || (is_adjective(last) && before.is_some_and(is_article))
}

/// Whether a name is likely after a word: somebody who says something, a title, a preposition of place.
fn may_precede_name(word: &str) -> bool {
    BEFORE_NAMES.contains(&word.to_lowercase())
}

fn has_noun_ending(word: &str) -> bool {
    NOUN_ENDINGS.iter().any(|ending| word.ends_with(ending))
}

fn is_number(word: &str) -> bool {
    word.starts_with(|first: char| first.is_ascii_digit())
}
