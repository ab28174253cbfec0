use super::*;

#[track_caller]
fn check(label: &str, pairs: &[(&str, &str)]) {
    for (one, other) in pairs {
        for (one, other) in [(one, other), (other, one)] {
            let found = compare_names(one, other);
            assert_eq!(
                found.label(),
                label,
                "{one} and {other}: {}",
                found.reason()
            );
        }
    }
}

#[test]
fn letter_by_letter_equal_names_are_the_same() {
    check(
        "same",
        &[
            ("Гладков", "Gladkov"),
            ("Грайворон", "Graivoron"),
            ("Чайковский", "Tchaikovsky"),
            ("Αθήνα", "Athina"),
            ("თბილისი", "Tbilisi"),
            ("Երևան", "Yerevan"),
            ("AL JAZEERA", "Al-Jazeera"),
            ("김철수", "김철수"),
        ],
    );
}

#[test]
fn spelling_variants_are_suggested_and_not_decided() {
    check(
        "maybe",
        &[
            ("Gladkov", "Gladkow"),
            ("Graivoron", "Grayvoron"),
            ("Graivoron", "Grivoron"),
            ("Zelensky", "Zelenskyy"),
            ("Selenskyj", "Зеленський"),
            ("Malyar", "Maljar"),
            ("Čajkovskij", "Tchaikovsky"),
            ("Muhammad", "Mohamed"),
            ("محمد", "Mohamed"),
            ("الموصل", "Mosul"),
            ("ירושלים", "Yerushalayim"),
            ("Θεσσαλονίκη", "Saloniki"),
            ("Müller", "Muller"),
            ("Petrov, Ivan", "Иван Петров"),
            ("Vyacheslav Gladkov", "Gladkow"),
        ],
    );
}

#[test]
fn other_names_are_different() {
    check(
        "different",
        &[
            ("John Smith", "Jane Smith"),
            ("Ivan Petrov", "Sergei Petrov"),
            ("Witness 1", "Witness 2"),
            ("Northern Command", "Southern Command"),
            ("Ministry of Defence", "Ministry of Finance"),
            ("British Defence Ministry", "Russian Defence Ministry"),
            ("Belgorod", "Bakhmut"),
            ("Lee", "Ang Lee"),
            ("محمد", "Ahmed"),
            ("김철수", "Kim"),
            ("", "..."),
        ],
    );
}

#[test]
fn the_reason_names_the_weakest_step() {
    let reason = |one, other| compare_names(one, other).reason();
    assert_eq!(
        reason("Гладков", "Gladkov"),
        "the same after transliteration"
    );
    assert_eq!(
        reason("Petrov Ivan", "Ivan Petrow"),
        "variant spellings of the same sounds; words in another order"
    );
    assert_eq!(
        reason("Ivan Petrov", "President Ivan Petrov"),
        "the same letters; one name has more words"
    );
    assert_eq!(
        reason("محمد", "Muhammad"),
        "the same consonants, other vowels"
    );
}
