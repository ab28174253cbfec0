use super::*;
use crate::analysis::amounts::{AmountOrDate, amounts_and_dates};

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
    check("kilometres", "kilometers", true);
    check("%", "per cent", true);
    check("injured civilians", "verletzte Zivilisten", true);
    check("injured", "injured people", true);
    for row in [
        "civilians civils Zivilisten мирных_жителей цивільних civiles مدنيا",
        "people personnes Menschen человек людей personas شخصًا",
        "children enfants Kinder детей дітей niños أطفال",
        "soldiers soldats Soldaten военнослужащих військових soldados جنود",
        "homes maisons Häuser домов будинків casas منازل",
        "killed tués getötet погибших загиблих muertos قتيلا",
        "wounded blessés Verletzte раненых поранених heridos جريحا",
        "missing disparus Vermisste пропавших зниклих desaparecidos مفقودين",
        "drones drones Drohnen беспилотников безпілотників drones مسيرات",
    ] {
        let units: Vec<String> = row.split(' ').map(|unit| unit.replace('_', " ")).collect();
        for unit in &units {
            check(&units[0], unit, true);
        }
    }
}

#[test]
fn different_units_do_not_match() {
    check("people", "injured", false);
    check("civilians", "people", false);
    check("gates", "stations", false);
    check("us", "u", false);
    check("highland districts", "districts", false);
    check("killed", "injured", false);
    check("police", "people", false);
}

/// The thing and the state of each amount of a sentence: "people injured; houses".
fn counted(language: &str, sentence: &str) -> String {
    let found = amounts_and_dates(sentence, Some(language), None);
    let amounts = found.iter().filter_map(|found| match &found.what {
        AmountOrDate::Amount(amount) => Some((found.span.clone(), amount.unit.clone())),
        AmountOrDate::Date(_) => None,
    });
    let amounts: Vec<_> = amounts.collect();
    let counted = counted_in(sentence, &amounts).into_iter();
    let named = counted.map(|it| format!("{} {}", it.thing, it.state).trim().to_owned());
    named.collect::<Vec<_>>().join("; ")
}

#[test]
fn the_state_is_in_the_unit_or_in_the_words_around() {
    for (language, sentence, expected) in [
        ("en", "12 injured", "people injured"),
        (
            "en",
            "At least 12 civilians were injured and two people killed.",
            "civilians injured; people killed",
        ),
        (
            "en",
            "The blast killed 14 people and wounded more than 60.",
            "people killed; people injured",
        ),
        (
            "en",
            "Twelve civilians and three soldiers were killed.",
            "civilians killed; soldiers killed",
        ),
        (
            "en",
            "It killed 12 civilians and 3 soldiers.",
            "civilians killed; soldiers killed",
        ),
        (
            "en",
            "One person is missing, 13 were injured.",
            "people missing; people injured",
        ),
        (
            "en",
            "The strike destroyed 340 houses; 17 houses were damaged.",
            "houses destroyed; houses damaged",
        ),
        ("en", "12 people slept in the destroyed hall.", "people"),
        ("en", "A 12 km road was destroyed.", "kilometres"),
        ("en", "The death toll rose to 12.", "people killed"),
        (
            "en",
            "The number of detained civilians rose to 12.",
            "civilians arrested",
        ),
        ("en", "One woman is in custody.", "women arrested"),
        (
            "en",
            "It put the number of flooded homes at 340.",
            "houses flooded",
        ),
        ("en", "Police arrested 14 men.", "men arrested"),
        (
            "de",
            "Es wurden mindestens zwölf Menschen verletzt.",
            "people injured",
        ),
        ("de", "Rund 340 Häuser wurden überflutet.", "houses flooded"),
        ("de", "Die Verwaltung zählt zwölf, die dort erscheint.", ""),
        ("de", "Die Zahl der Toten stieg auf 12.", "people killed"),
        (
            "fr",
            "Douze civils ont été blessés mardi.",
            "civilians injured",
        ),
        (
            "fr",
            "Deux personnes sont portées disparues.",
            "people missing",
        ),
        (
            "es",
            "Al menos 12 personas murieron y 30 resultaron heridas.",
            "people killed; people injured",
        ),
        (
            "ru",
            "Погибли 2 человека, 12 ранены.",
            "people killed; people injured",
        ),
        (
            "ru",
            "Тринадцать мирных жителей получили ранения.",
            "civilians injured",
        ),
        ("ru", "Число погибших выросло до 12.", "people killed"),
        (
            "uk",
            "Поранено 12 людей, 3 загинули.",
            "people injured; people killed",
        ),
        ("ar", "أصيب ١٣ مدنيا في هجوم.", "civilians injured"),
        (
            "ar",
            "قتل 13 شخصا وأصيب 25 بجروح.",
            "people killed; people injured",
        ),
    ] {
        assert_eq!(counted(language, sentence), expected, "{sentence}");
    }
}
