use std::{cmp::Ordering, sync::LazyLock};

use icu_collator::{
    CollatorBorrowed, CollatorPreferences, options::CollatorOptions,
    preferences::CollationNumericOrdering,
};
use icu_locale_core::Locale;

/// The order of words in a dictionary: by Unicode's collation, numbers by their value, quotation marks ignored.
///
/// ```
/// use crosscheck::text::WordOrder;
/// let mut words = ["Part 10", "Zebra", "“Öl”", "Part 2", "Ärzte", "Arzt"];
/// words.sort_by_cached_key(|word| WordOrder::Files.key(word));
/// assert_eq!(words, ["Arzt", "Ärzte", "“Öl”", "Part 2", "Part 10", "Zebra"]);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WordOrder {
    /// In the system's language, for lists in the window.
    Window,
    /// The same on every machine, for files and tables.
    Files,
}

/// Sort key: compares words by their collation, and equal words by their characters.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct WordKey {
    collation: Vec<u8>,
    words: String,
}

type Collator = Option<CollatorBorrowed<'static>>;

static OF_FILES: LazyLock<Collator> = LazyLock::new(|| collator(None));
static OF_WINDOW: LazyLock<Collator> = LazyLock::new(|| collator(sys_locale::get_locale()));

/// The collator of a language; the root collator for unknown languages.
fn collator(language: Option<String>) -> Collator {
    let locale = language.and_then(|it| Locale::try_from_str(&it).ok());
    let mut preferences = locale.map_or_else(CollatorPreferences::default, |it| (&it).into());
    preferences.numeric_ordering = Some(CollationNumericOrdering::True);
    CollatorBorrowed::try_new(preferences, CollatorOptions::default()).ok()
}

impl WordOrder {
    pub fn key(self, words: &str) -> WordKey {
        let collator = match self {
            Self::Window => &OF_WINDOW,
            Self::Files => &OF_FILES,
        };
        key_by(collator.as_ref(), words)
    }

    /// The words in order, joined by a separator.
    pub fn joined<'a, W: AsRef<str> + 'a>(
        self,
        words: impl IntoIterator<Item = &'a W>,
        between: &str,
    ) -> String {
        let mut words: Vec<&str> = words.into_iter().map(AsRef::as_ref).collect();
        words.sort_by_cached_key(|word| self.key(word));
        words.join(between)
    }

    pub fn compare(self, one: &str, other: &str) -> Ordering {
        self.key(one).cmp(&self.key(other))
    }
}

fn key_by(collator: Option<&CollatorBorrowed<'static>>, words: &str) -> WordKey {
    let bare: String = words
        .chars()
        .filter(|character| !is_quote(*character))
        .collect();
    let mut collation = Vec::new();
    if let Some(collator) = collator {
        // Writing to a vector cannot fail.
        let _written = collator.write_sort_key_to(bare.trim(), &mut collation);
    }
    WordKey {
        collation,
        words: words.to_owned(),
    }
}

fn is_quote(character: char) -> bool {
    matches!(character,
        '"' | '\'' | '«' | '»' | '\u{2018}'..='\u{201F}' | '\u{2039}' | '\u{203A}' | '\u{300C}'..='\u{300F}' | '\u{301D}'..='\u{301F}')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(language: Option<&str>, sorted: &[&str]) {
        let collator = collator(language.map(str::to_owned));
        let mut words = sorted.to_vec();
        words.reverse();
        words.sort_by_cached_key(|word| key_by(collator.as_ref(), word));
        assert_eq!(words, sorted, "{language:?}");
    }

    #[test]
    fn words_are_ordered_as_in_a_dictionary() {
        for language in [
            None,
            Some("en-GB"),
            Some("de-DE"),
            Some("C"),
            Some("no such"),
        ] {
            check(language, &["Arzt", "Ärzte", "Öl", "Zebra"]);
            check(language, &["part 1", "Part 2", "part 10", "Part 10a"]);
            check(
                language,
                &["apple", "“Apple pie”", "'banana'", "«Cherry»", "date"],
            );
            check(language, &["cote", "coté", "côte", "Zoë"]);
            check(language, &["New York", "Newark"]);
            check(language, &["", "1", "a", "Ω", "я"]);
        }
    }

    #[test]
    fn words_are_sorted_as_in_the_language_of_the_system() {
        check(Some("sv-SE"), &["Zebra", "Ärzte", "Öl"]);
        check(Some("et-EE"), &["s", "z", "t"]);
        check(Some("lt-LT"), &["i", "y", "k"]);
    }

    #[test]
    fn different_words_are_never_equal() {
        assert_ne!(WordOrder::Files.compare("“a”", "a"), Ordering::Equal);
    }
}
