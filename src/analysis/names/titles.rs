//! Titles and days, which have capitals in some languages but are not part of a name.

use crate::text::WordList;

/// Titles before a name, without the feminine ending "in". Ranks such as "Major" are left out: they are in other names.
const TITLES: WordList = WordList(
    "president, minister, governor, mayor, chancellor, senator, congressman, congresswoman, ambassador, spokesman, spokeswoman, \
    spokesperson, secretary, chairman, chairwoman, commissioner, premier, adviser, advisor, \
    präsident, kanzler, bürgermeister, gouverneur, sprecher, botschafter, senatorin, \
    président, présidente, ministre, gouverneure, maire, sénateur, sénatrice, \
    presidente, presidenta, ministro, ministra, gobernador, gobernadora, alcalde, alcaldesa, senadora, senador, \
    президент, министр, губернатор, мэр, премьер-министр, міністр, президентка, міністерка, прем'єр-міністр",
);

/// Last halves of German titles: "Bundespräsident", "Außenministerin".
const GERMAN_ENDINGS: [&str; 5] = ["präsident", "minister", "kanzler", "meister", "sprecher"];

/// Months, which have capitals in English. German ones are among the nouns.
const MONTHS: WordList = WordList(
    "January, February, March, April, May, June, July, August, September, October, November, December",
);

const WEEKDAYS: WordList =
    WordList("Monday, Tuesday, Wednesday, Thursday, Friday, Saturday, Sunday");

pub(super) fn is_title(word: &str) -> bool {
    let lower = word.to_lowercase();
    let masculine = lower.strip_suffix("in").unwrap_or(&lower);
    TITLES.contains(&lower)
        || TITLES.contains(masculine)
        || GERMAN_ENDINGS.iter().any(|it| masculine.ends_with(it))
}

pub(super) fn is_weekday(word: &str) -> bool {
    WEEKDAYS.contains(word)
}

/// Whether a word alone is a month or a day. A month beside another name may be a name: "Theresa May".
pub(super) fn is_date(word: &str) -> bool {
    MONTHS.contains(word) || is_weekday(word)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn titles_are_known_in_each_language_and_gender() {
        for word in [
            "President",
            "Präsidentin",
            "Bundeskanzler",
            "Oberbürgermeisterin",
            "Président",
            "Президент",
        ] {
            assert!(is_title(word), "{word}");
        }
        for word in ["Berlin", "Major", "Martin", "Ministry"] {
            assert!(!is_title(word), "{word}");
        }
    }
}
