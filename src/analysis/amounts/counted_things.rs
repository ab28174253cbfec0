//! Groups amounts by what they count. Two units match if they differ only in case and number, or are listed here as
//! synonyms.

use unicode_normalization::UnicodeNormalization;

/// Synonyms in all languages that amounts are read in, one group per entry.
const SAME_THING: [&str; 6] = [
    "people person persons menschen mensch personen personne personnes gens leute persona personas gente человек человека люди \
     людей людина людини особа особи осіб شخص شخصا أشخاص اشخاص",
    "injured wounded hurt verletzte verletzten verletzter verletzt verwundete blessé blessés blessées herido heridos heridas \
     раненый раненых раненые ранены пострадавших поранених поранено постраждалих جريح جريحا جرحى مصاب مصابا مصابين",
    "dead killed deaths death victims tote toten todesopfer getötet mort morts tué tués muerto muertos muertas погибших погибшие \
     убитых загиблих загинули вбитих قتيل قتيلا قتلى",
    "home homes house houses haus häuser häusern maison maisons casa casas дом дома домов домах будинок будинки будинків منزل منزلا \
     منازل",
    "kilometre kilometres kilometer kilometers km kilometern kilomètre kilomètres kilómetro kilómetros километр километра \
     километров км кілометр кілометра кілометрів كيلومتر كيلومترا كيلومترات",
    "metre metres meter meters m metern mètre mètres metro metros метр метра метров метрів متر مترا أمتار",
];

/// Grouping key of a unit.
pub(super) fn counted_thing(unit: &str) -> String {
    let words = unit.split_whitespace().map(folded);
    let words: Vec<String> = words.filter(|word| !word.is_empty()).collect();
    if let [word] = words.as_slice() {
        let same = SAME_THING.iter().find(|list| {
            let mut listed = list.split_ascii_whitespace().map(folded);
            listed.any(|it| it == *word)
        });
        if let Some(first) = same.and_then(|list| list.split_ascii_whitespace().next()) {
            return first.to_owned();
        }
    }
    let singular: Vec<&str> = words.iter().map(|word| singular(word)).collect();
    singular.join(" ")
}

/// Lower-cased, without accents and vowel signs.
fn folded(word: &str) -> String {
    let is_mark = unicode_normalization::char::is_combining_mark;
    let letters = word.nfd().filter(|letter| !is_mark(*letter));
    letters
        .flat_map(char::to_lowercase)
        .filter(|letter| letter.is_alphanumeric())
        .collect()
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
mod tests {
    use super::*;

    fn check(one: &str, other: &str, is_same: bool) {
        let found = counted_thing(one) == counted_thing(other);
        assert_eq!(found, is_same, "{one} and {other}");
    }

    #[test]
    fn units_match_across_number_and_language() {
        check("gate", "gates", true);
        check("small power stations", "small power station", true);
        check("Sprengladung", "Sprengladungen", true);
        check("TERRORISTS", "terrorists", true);
        check("people", "شخصًا", true);
        check("people", "людей", true);
        check("kilometres", "kilometers", true);
        check("homes", "Häuser", true);
    }

    #[test]
    fn different_units_do_not_match() {
        check("people", "injured", false);
        check("gates", "stations", false);
        check("us", "u", false);
        check("highland districts", "districts", false);
    }
}
