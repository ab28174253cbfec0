use super::*;

use jiff::civil::date;
use proptest::prelude::*;

/// Everything found in a text published on Tuesday, 23 May 2023.
fn found(language: &str, text: &str) -> String {
    listed(amounts_and_dates(
        text,
        Some(language),
        Some(date(2023, 5, 23)),
    ))
}

/// "12 at least (civilians)", "8..12 range ()", "2023-05-22".
fn listed(found: Vec<FoundAmount>) -> String {
    let words = found.into_iter().map(|found| match found.what {
        AmountOrDate::Amount(Amount {
            value,
            to,
            bound,
            unit,
        }) => {
            let to = to.map(|to| format!("..{to}")).unwrap_or_default();
            let bound = bound
                .map(|bound| format!(" {}", bound.label()))
                .unwrap_or_default();
            format!("{value}{to}{bound} ({unit})")
        }
        AmountOrDate::Date(MentionedDate {
            is_relative: _,
            days,
        }) => match days {
            Ok((first, last)) if first == last => first.to_iso(),
            Ok((first, last)) => format!("{}..{}", first.to_iso(), last.to_iso()),
            Err(why) => why.to_string(),
        },
    });
    words.collect::<Vec<_>>().join("; ")
}

#[track_caller]
fn check(language: &str, cases: &[(&str, &str)]) {
    for (text, expected) in cases {
        assert_eq!(found(language, text), *expected, "{text}");
    }
}

/// Number words alone, with their value.
#[track_caller]
fn check_numbers(language: &str, cases: &[(&str, f64)]) {
    for (text, value) in cases {
        assert_eq!(found(language, text), format!("{value} ()"), "{text}");
    }
}

#[test]
fn figures_are_read_by_the_language() {
    check(
        "en",
        &[
            ("1,234.5", "1234.5 ()"),
            ("1,234", "1234 ()"),
            ("1.234", "1.234 ()"),
            ("1'234'567", "1234567 ()"),
        ],
    );
    check(
        "de",
        &[
            ("1.234,5", "1234.5 ()"),
            ("1.234", "1234 ()"),
            ("1,234", "1.234 ()"),
            ("1,234.5", "1234.5 ()"),
        ],
    );
    check(
        "fr",
        &[
            ("1 234,5", "1234.5 ()"),
            ("1\u{202f}234\u{a0}567", "1234567 ()"),
            ("2½", "2.5 ()"),
        ],
    );
    check("ar", &[("١٬٢٣٤٫٥", "1234.5 ()"), ("۱۲", "12 ()")]);
}

#[test]
fn number_words_are_read_in_seven_languages() {
    check_numbers(
        "en",
        &[
            ("two hundred and three", 203.0),
            ("three thousand million", 3e9),
            ("minus three point two five", -3.25),
        ],
    );
    check(
        "fr",
        &[
            ("un, deux, trois", "1 (); 2 (); 3 ()"),
            ("un deux-pièces", "2 (pièces)"),
        ],
    );
    check_numbers(
        "de",
        &[
            ("siebenhundertsiebenundzwanzigtausend", 727_000.0),
            ("eine Million zwei", 1_000_002.0),
            ("anderthalb", 1.5),
        ],
    );
    check_numbers(
        "fr",
        &[
            ("quatre-vingt-dix-sept", 97.0),
            ("soixante et onze", 71.0),
            ("septante", 70.0),
            ("mille deux cents", 1200.0),
        ],
    );
    check_numbers(
        "es",
        &[
            ("veintidós", 22.0),
            ("quinientas treinta y una", 531.0),
            ("dos mil millones", 2e9),
        ],
    );
    check_numbers(
        "ru",
        &[
            ("двенадцати", 12.0),
            ("двумястами", 200.0),
            ("полтора миллиона", 1_500_000.0),
        ],
    );
    check_numbers(
        "uk",
        &[
            ("двомастами", 200.0),
            ("п’ятсот сорок", 540.0),
            ("півтори тисячі", 1500.0),
        ],
    );
    check_numbers(
        "ar",
        &[
            ("اثنا عشر", 12.0),
            ("مئتان", 200.0),
            ("ثلاثة آلاف ومئة وخمسة وعشرون", 3125.0),
            ("مليونان", 2e6),
        ],
    );
}

#[test]
fn fractions_and_dozens_are_amounts() {
    check(
        "en",
        &[
            ("a dozen eggs", "12 (eggs)"),
            ("scores of people", "20 at least (people)"),
            ("tens of thousands fled", "10000 at least (fled)"),
            ("half a million men", "500000 (men)"),
            ("one and a half million men", "1500000 (men)"),
            ("two thirds of voters", "0.6666666666666666 (voters)"),
            ("a third of the land", "0.3333333333333333 (land)"),
            ("the third attack", ""),
            ("rose by a fifth to 12 million", "0.2 (); 12000000 ()"),
            ("the first half", ""),
        ],
    );
}

#[test]
fn a_share_of_many_is_one_amount() {
    check(
        "en",
        &[
            ("one in five voters", "0.2 (voters)"),
            (
                "two out of three voters agreed",
                "0.6666666666666666 (voters)",
            ),
            ("one child in ten", "0.1 (child)"),
            ("a 1-in-5 chance", "0.2 (chance)"),
            ("one in 250 births", "0.004 (births)"),
            ("every third house was hit", "0.3333333333333333 (house)"),
            ("every second day", ""),
            ("8 out of 23 boats", "8 (); 23 (boats)"),
            ("two in three weeks", "2 (); 3 (weeks)"),
        ],
    );
    check("de", &[("jeder fünfte Wähler", "0.2 (Wähler)")]);
    check(
        "fr",
        &[
            ("un enfant sur cinq", "0.2 (enfant)"),
            ("page 3 sur 10", "10 ()"),
        ],
    );
    check(
        "es",
        &[
            ("tres de cada diez votantes", "0.3 (votantes)"),
            (
                "la tercera parte de los votos",
                "0.3333333333333333 (votos)",
            ),
        ],
    );
    check(
        "ru",
        &[
            ("каждый пятый избиратель", "0.2 (избиратель)"),
            ("пятая часть домов", "0.2 (домов)"),
            ("двадцать пятая дивизия", ""),
        ],
    );
    check("uk", &[("п'ята частина будинків", "0.2 (будинків)")]);
    check(
        "ar",
        &[
            ("خمس السكان", "0.2 (السكان)"),
            ("خمس دبابات", "5 (دبابات)"),
            ("واحد من كل خمسة أطفال", "0.2 (أطفال)"),
        ],
    );
}

#[test]
fn letters_after_digits_are_scales_but_never_units() {
    check(
        "en",
        &[
            ("12,34,567 rupees", "1234567 (rupees)"),
            ("Rs 300 cr", "3000000000 (Rs)"),
        ],
    );
    check(
        "de",
        &[
            ("3M Euro", "3000000 (Euro)"),
            ("100K Euro", "100000 (Euro)"),
            ("5 Mill. Euro", "5000000 (Euro)"),
            ("5 km", "5 (km)"),
            ("7 m", "7 (m)"),
            ("7 Monate", "7 (Monate)"),
            ("keine Antwort", ""),
        ],
    );
    check("es", &[("10K euros", "10000 (euros)")]);
    check("fr", &[("à 5 m sous terre", "5 (m)")]);
    check(
        "ru",
        &[
            ("100К рублей", "100000 (рублей)"),
            ("5 м", "5 (м)"),
            ("к 5 рублям", "5 (рублям)"),
        ],
    );
}

#[test]
fn an_hour_and_a_half_is_one_amount() {
    check(
        "en",
        &[
            ("an hour and a half", "1.5 (hour)"),
            ("half an hour", "0.5 (hour)"),
            ("1 ½ years", "1.5 (years)"),
            ("a dozen and a half eggs", "18 (eggs)"),
        ],
    );
    check(
        "ar",
        &[("قتل جنديان", "2 (جنديان)"), ("خلال يومين", "2 (يومين)")],
    );
}

#[test]
fn degrees_below_zero_are_negative() {
    check("en", &[("12 degrees below zero", "-12 (degrees)")]);
    check("de", &[("12 Grad unter null", "-12 (Grad)")]);
    check("es", &[("12 grados bajo cero", "-12 (grados)")]);
    check("ru", &[("12 градусов ниже нуля", "-12 (градусов)")]);
}

#[test]
fn houses_postcodes_and_centuries_are_not_amounts() {
    check(
        "en",
        &[
            ("at 12 Downing Street", ""),
            ("at 221B Baker Street", ""),
            ("call (212) 555-0142", ""),
            ("12 Downing aides", "12 (Downing aides)"),
            ("at about twenty to three", ""),
            ("ten to twelve people", "10..12 range (people)"),
        ],
    );
    check(
        "de",
        &[
            ("Lindenstraße 12, 10115 Berlin", ""),
            ("§ 12", ""),
            ("halb acht", ""),
        ],
    );
    check(
        "fr",
        &[
            ("12 rue de la Paix, 75002 Paris", ""),
            ("12 rues", "12 (rues)"),
            ("au 7, rue de Paris", ""),
        ],
    );
    check(
        "es",
        &[
            ("el siglo 21", ""),
            ("llegó a las 8.", ""),
            ("en la calle Molino, 14", ""),
            ("a las tres y media", ""),
        ],
    );
    check(
        "ru",
        &[
            ("ул. Ленина, 12", ""),
            ("в 21 веке", ""),
            ("5 веков", "5 (веков)"),
        ],
    );
}

#[test]
fn an_amount_has_its_bound_and_what_is_counted() {
    check(
        "en",
        &[
            ("at least 12 civilians", "12 at least (civilians)"),
            (
                "no more than four infantry vehicles were hit",
                "4 up to (infantry vehicles)",
            ),
            (
                "more than about 300 of the houses",
                "300 more than (houses)",
            ),
            ("fewer than 20 died", "20 fewer than ()"),
            ("50 or more boats", "50 at least (boats)"),
            ("$3.5bn", "3500000000 ($)"),
            ("12 per cent", "12 (per cent)"),
            ("a 19-year-old", "19 (year-old)"),
        ],
    );
    check(
        "de",
        &[(
            "knapp 90 verletzte Zivilisten",
            "90 almost (verletzte Zivilisten)",
        )],
    );
    check(
        "fr",
        &[("au moins 3 millions d'euros", "3000000 at least (euros)")],
    );
    check("es", &[("más de 30 heridos", "30 more than (heridos)")]);
    check(
        "ru",
        &[
            ("не менее 12 мирных жителей", "12 at least (мирных жителей)"),
            ("12 тыс. человек", "12000 (человек)"),
        ],
    );
    check("en", &[("the toll did not exceed 12", "12 up to ()")]);
    check("en", &[("plus or minus 3 points", "3 about (points)")]);
    check("ru", &[("плюс-минус 3 процента", "3 about (процента)")]);
    check("es", &[("hasta un máximo de 12", "12 up to ()")]);
    check("ru", &[("число не превышает 12", "12 up to ()")]);
    check("uk", &[("понад 40 будинків", "40 more than (будинків)")]);
    check("ar", &[("أكثر من 40 منزلا", "40 more than (منزلا)")]);
}

#[test]
fn the_unit_is_a_noun_or_a_state_and_never_another_verb() {
    for (language, text, expected) in [
        (
            "uk",
            "Тринадцять цивільних дістали поранень",
            "13 (цивільних)",
        ),
        ("ru", "Тринадцать военных получили ранения", "13 (военных)"),
        ("ru", "12 старых школ", "12 (старых школ)"),
        ("en", "The hospital sent five home.", "5 ()"),
        ("en", "Five home games", "5 (home games)"),
        ("en", "Twelve were killed", "12 (killed)"),
        (
            "en",
            "At least 12 may have been killed",
            "12 at least (killed)",
        ),
        ("en", "Twelve died", "12 ()"),
        ("de", "zwölf wurden verletzt", "12 (verletzt)"),
        (
            "de",
            "zwei getötet, zwölf verletzt",
            "2 (getötet); 12 (verletzt)",
        ),
        ("fr", "Douze ont été blessés", "12 (blessés)"),
        ("es", "Doce resultaron heridos", "12 (heridos)"),
        ("ru", "12 ранены", "12 (ранены)"),
        ("ru", "12 погибли", "12 ()"),
        ("uk", "12 поранено", "12 (поранено)"),
    ] {
        check(language, &[(text, expected)]);
    }
}

#[test]
fn a_range_is_one_amount() {
    check(
        "en",
        &[
            ("between 8 and 12 men", "8..12 range (men)"),
            ("8–12 men", "8..12 range (men)"),
            ("from 8 to 12 million men", "8000000..12000000 range (men)"),
            ("two or three men", "2..3 range (men)"),
            ("$1.5-2m", "1500000..2000000 range ($)"),
        ],
    );
    check("de", &[("von 8 bis 12 Mann", "8..12 range (Mann)")]);
    check("ru", &[("от 8 до 12 человек", "8..12 range (человек)")]);
    check("ar", &[("بين 8 و12 رجلا", "8..12 range (رجلا)")]);
}

#[test]
fn names_times_and_pronouns_are_not_amounts() {
    for text in [
        "MH17",
        "Covid-19",
        "the G7",
        "a T-72",
        "at 14:30",
        "at 5 pm",
        "+44 20 7946 0958",
        "192.168.1.2",
        "they won 3-1",
        "Article 5",
        "No. 10",
        "a 5G mast",
        "the 21st time",
        "no one came",
        "one of them",
        "this one is new",
    ] {
        check("en", &[(text, "")]);
    }
    check("de", &[("ein Mann", ""), ("am 3. Tag", "")]);
    check("fr", &[("un homme", ""), ("à 14h30", "")]);
}

#[test]
fn dates_are_resolved_relative_to_publication() {
    check(
        "en",
        &[
            ("on Tuesday", "2023-05-23"),
            ("last Tuesday", "2023-05-16"),
            ("next Friday", "2023-05-26"),
            ("overnight", "2023-05-22..2023-05-23"),
            ("last week", "2023-05-15..2023-05-21"),
            ("two weeks ago", "2023-05-09"),
            ("next month", "2023-06"),
            ("in 2014", "2014"),
            ("on 12 May", "2023-05-12"),
            ("on May 12, 21 people", "2023-05-12; 21 (people)"),
            ("In May 12 people", "2023-05; 12 (people)"),
            ("12–14 May", "2023-05-12..2023-05-14"),
            ("12 May 2023, 14.30", "2023-05-12"),
            ("12 May 2023, 14.30 euros", "2023-05-12; 14.3 (euros)"),
            ("December 28", "2022-12-28"),
            ("May 12–14, 2022", "2022-05-12..2022-05-14"),
            ("on 03/04/2023", "day and month could be swapped"),
            ("the next day", "it is relative to another event"),
            ("the following Monday", "it is relative to another event"),
            ("the Monday before last", "2023-05-15"),
            ("a fortnight ago", "2023-05-09"),
            ("on the 12th", "2023-05-12"),
            ("on Wednesday the 17th", "2023-05-17"),
            ("on Wednesday 17 people died", "2023-05-17; 17 (people)"),
            ("on Wednesday 17 more died", "2023-05-17; 17 ()"),
            ("the first Tuesday of October", "2023-10-03"),
            ("the last Sunday in March 2014", "2014-03-30"),
            ("the last week of March 2014", "2014-03"),
            ("on 15/2", "2023-02-15"),
            ("on 3/4", "day and month could be swapped"),
            ("20310512", "2031-05-12"),
            ("20230512 people", "20230512 (people)"),
            ("May ’23", "2023-05"),
            ("last winter", "the months of a season depend on the place"),
        ],
    );
    check(
        "de",
        &[
            ("vor drei Tagen", "2023-05-20"),
            ("vom 12. bis 14. Mai", "2023-05-12..2023-05-14"),
        ],
    );
    check(
        "fr",
        &[
            ("avant-hier", "2023-05-21"),
            ("mardi prochain", "2023-05-30"),
            ("mercredi 17", "2023-05-17"),
            ("le 17/02", "2023-02-17"),
        ],
    );
    check("es", &[("anoche", "2023-05-22"), ("el año pasado", "2022")]);
    check("fr", &[("lundi de la semaine dernière", "2023-05-15")]);
    check("ru", &[("в понедельник на прошлой неделе", "2023-05-15")]);
    check("uk", &[("у понеділок минулого тижня", "2023-05-15")]);
    check("de", &[("nächste Woche Montag", "2023-05-29")]);
    check(
        "de",
        &[
            ("vorletzten Montag", "2023-05-15"),
            ("am 12.", "2023-05-12"),
            ("bis 5.", "5 ()"),
        ],
    );
    check(
        "ru",
        &[("в пятницу", "2023-05-19"), ("неделю назад", "2023-05-16")],
    );
    check(
        "uk",
        &[
            ("торік", "2022"),
            ("минулої п'ятниці", "2023-05-19"),
            ("12 травня 2023 року", "2023-05-12"),
        ],
    );
    check(
        "ar",
        &[
            ("أمس", "2023-05-22"),
            ("أمس الأول", "2023-05-21"),
            ("قبل يومين", "2023-05-21"),
            ("قبل يوم الاثنين", "2023-05-22"),
            ("١٢ مايو ٢٠٢٣", "2023-05-12"),
        ],
    );
    let without = amounts_and_dates("yesterday", Some("en"), None);
    let unknown = MentionedDate {
        is_relative: true,
        days: Err(Unresolved::NoPublicationDay),
    };
    assert_eq!(without[0].what, AmountOrDate::Date(unknown));
}

#[test]
fn days_that_the_text_does_not_tell_are_listed_as_such() {
    for (language, text) in [
        ("en", "at the weekend"),
        ("en", "in recent days"),
        ("en", "over the past few days"),
        ("de", "am Wochenende"),
        ("de", "in den vergangenen Tagen"),
        ("fr", "pendant le week-end"),
        ("fr", "ces derniers jours"),
        ("es", "durante el fin de semana"),
        ("es", "en los últimos días"),
        ("ru", "на выходных"),
        ("ru", "в последние дни"),
        ("uk", "на вихідних"),
        ("uk", "останніми днями"),
        ("ar", "في عطلة نهاية الأسبوع"),
        ("ar", "في الأيام الأخيرة"),
    ] {
        check(language, &[(text, "the text does not say which days")]);
    }
    check(
        "en",
        &[
            ("a weekend house", ""),
            ("three weekend trips", "3 (weekend trips)"),
        ],
    );
}

#[test]
fn a_weekend_is_saturday_and_sunday() {
    let last = "2023-05-20..2023-05-21";
    for (language, text) in [
        ("en", "last weekend"),
        ("de", "am vergangenen Wochenende"),
        ("fr", "le week-end dernier"),
        ("es", "el pasado fin de semana"),
        ("es", "el fin de semana pasado"),
        ("ru", "в прошлые выходные"),
        ("uk", "минулих вихідних"),
        ("ar", "عطلة نهاية الأسبوع الماضي"),
    ] {
        check(language, &[(text, last)]);
    }
    let this = "2023-05-27..2023-05-28";
    check("en", &[("this weekend", this)]);
    check("fr", &[("ce week-end", this)]);
}

#[test]
fn a_night_to_a_day_spans_both_days() {
    let both = "2023-05-22..2023-05-23";
    for (language, text) in [
        ("en", "overnight into Tuesday"),
        ("de", "in der Nacht zu Dienstag"),
        ("de", "In der Nacht zum Dienstag"),
        ("de", "in der Nacht auf den 23. Mai"),
        ("ru", "в ночь на вторник"),
        ("ru", "в ночь на 23 мая"),
        ("uk", "у ніч на вівторок"),
        ("fr", "dans la nuit de lundi à mardi"),
        ("es", "en la noche del lunes al martes"),
    ] {
        check(language, &[(text, both)]);
    }
}

#[test]
fn two_dates_with_to_between_are_one_range() {
    let may_to_june = "2023-05-28..2023-06-03";
    for (language, text) in [
        ("en", "from 28 May to 3 June"),
        ("en", "May 28 – June 3"),
        ("en", "between 28 May and 3 June 2023"),
        ("de", "vom 28. Mai bis zum 3. Juni 2023"),
        ("de", "28.5. bis 3.6."),
        ("fr", "du 28 mai au 3 juin"),
        ("fr", "entre le 28 mai et le 3 juin"),
        ("es", "del 28 de mayo al 3 de junio de 2023"),
        ("ru", "с 28 мая по 3 июня"),
        ("uk", "з 28 травня по 3 червня"),
        ("ar", "بين 28 مايو و3 يونيو"),
    ] {
        check(language, &[(text, may_to_june)]);
    }
    check(
        "en",
        &[
            ("28 December to 3 January 2022", "2021-12-28..2022-01-03"),
            ("12 May and 3 June", "2023-05-12; 2023-06-03"),
            ("3, 4 and 5 May", "2023-05-03..2023-05-05"),
            ("on May 3 and 4", "2023-05-03..2023-05-04"),
            ("on May 3 and 4 people", "2023-05-03; 4 (people)"),
            ("May–July 2023", "2023-05..2023-07"),
            ("from Monday to Wednesday", "2023-05-22..2023-05-24"),
            ("the 2022-23 season", "2022..2023"),
            ("from May to July 2023", "2023-05..2023-07"),
        ],
    );
    check(
        "fr",
        &[("entre le 12 et le 14 mai", "2023-05-12..2023-05-14")],
    );
}

#[test]
fn quarters_and_decades_are_ranges() {
    for (language, text, expected) in [
        ("en", "Q1 2023", "2023-01..2023-03"),
        ("en", "the third quarter of 2022", "2022-07..2022-09"),
        ("en", "the first half of 2022", "2022-01..2022-06"),
        ("en", "the first half", ""),
        ("en", "last quarter", "2023-01..2023-03"),
        ("de", "im 2. Halbjahr 2022", "2022-07..2022-12"),
        ("fr", "T1 2023", "2023-01..2023-03"),
        ("fr", "un T1 usé", ""),
        ("es", "el primer trimestre de 2023", "2023-01..2023-03"),
        ("ru", "в I квартале 2023 года", "2023-01..2023-03"),
        ("ru", "за 2 квартала", "2 (квартала)"),
        ("uk", "у третьому кварталі 2022 року", "2022-07..2022-09"),
        ("ar", "الربع الأول من عام 2023", "2023-01..2023-03"),
        ("en", "the 1990s", "1990..1999"),
        ("en", "the nineties", "1990..1999"),
        ("en", "a woman in her thirties", ""),
        ("en", "a man in his 30s", ""),
        ("en", "the 20s", "the century is not known"),
        ("de", "in den 90er-Jahren", "1990..1999"),
        ("de", "Mitte der Neunzigerjahre", "1990..1999"),
        ("de", "eine Frau in den Vierzigern", ""),
        ("es", "a mediados de los 90", "1990..1999"),
        ("ru", "в середине нулевых", "2000..2009"),
        ("de", "23 % mehr als 2022", "23 (%); 2022"),
        ("de", "mehr als 2000", "2000 more than ()"),
        ("fr", "les années quatre-vingt", "1980..1989"),
        ("es", "la década de 1990", "1990..1999"),
        ("ru", "в 1990-х годах", "1990..1999"),
        ("ar", "في التسعينيات", "1990..1999"),
    ] {
        check(language, &[(text, expected)]);
    }
}

#[test]
fn a_day_with_its_month_in_another_language_is_a_date() {
    for text in [
        "12. března 2023",
        "12 Mart 2023",
        "2023. március 12.",
        "12 Μαρτίου 2023",
        "12. maaliskuuta 2023",
        "12 marca 2023",
        "12 marzo 2023",
        "12 de março de 2023",
        "12 maart 2023",
        "12 mars 2023",
        "12. marts 2023",
        "12 martie 2023",
        "12. 3. 2023",
    ] {
        check("en", &[(text, "2023-03-12")]);
    }
}

#[test]
fn a_date_ends_before_the_full_stop_of_its_sentence() {
    for (language, text, expected) in [
        (
            "en",
            "It began on 20 May 2023. Then it rained.",
            "20 May 2023",
        ),
        ("en", "It began on 12 May.", "12 May"),
        ("de", "Es begann am 12. Mai.", "12. Mai"),
        ("en", "On 12 Sept. 2022 it rained.", "12 Sept. 2022"),
        ("ru", "Это было 20 мая 2023 г. в Ульме", "20 мая 2023 г."),
    ] {
        let found = amounts_and_dates(text, Some(language), Some(date(2023, 5, 23)));
        let spans: Vec<&str> = found.iter().map(|it| &text[it.span.clone()]).collect();
        assert_eq!(spans, [expected], "{text}");
    }
}

/// Everything found in the last line of a text whose language is not known.
#[track_caller]
fn check_guessed(lines: &str, expected: &str) {
    let last = lines.lines().last().unwrap();
    let found = AmountReader::new(None, Some(lines), None).read(last);
    assert_eq!(listed(found), expected, "{lines}");
}

#[test]
fn the_language_is_guessed_by_its_words() {
    for (text, expected) in [
        ("بلغت الخسائر 1.2 مليار دولار", "1200000000 (دولار)"),
        ("In der Stadt sind 1.234 Menschen.", "1234 (Menschen)"),
        ("The rate is 1.234 in the city.", "1.234 ()"),
        ("В городе двенадцать человек.", "12 (человек)"),
        ("У місті дев'ять людей.", "9 (людей)"),
        ("في المدينة خمسة أشخاص", "5 (أشخاص)"),
        ("zwölf Menschen", "12 (Menschen)"),
        ("Dreiundzwanzig Häuser", "23 (Häuser)"),
        ("Douze civils", "12 (civils)"),
        ("Veintidós casas", "22 (casas)"),
        ("Mindestens 1.234,5 Tonnen", "1234.5 at least (Tonnen)"),
        ("Rund 20 Häuser", "20 about (Häuser)"),
        ("Щонайменше 5 людей", "5 at least (людей)"),
        ("Понад 5 людей", "5 more than (людей)"),
        ("Свыше 5 человек", "5 more than (человек)"),
        ("Al menos 5 casas", "5 at least (casas)"),
        ("Au moins 5 maisons", "5 at least (maisons)"),
        ("At least 5 homes", "5 at least (homes)"),
        (
            "cinq morts mardi",
            "5 (morts); the day of publication is not known",
        ),
        ("1.234", "1.234 ()"),
    ] {
        check_guessed(text, expected);
    }
}

#[test]
fn a_line_without_telling_words_is_in_the_language_of_the_rest_of_its_text() {
    let german = "Das Hochwasser hat die Stadt erreicht.";
    check_guessed(&format!("{german}\n1.234 Tonnen"), "1234 (Tonnen)");
    check_guessed(&format!("{german}\nDouze civils"), "12 (civils)");
    let english = "The flood has reached the town.";
    check_guessed(&format!("{english}\n1.234 Tonnen"), "1.234 (Tonnen)");
    check_guessed(&format!("{english}\n12 people die"), "12 (people)");
    let ukrainian = "Вода дісталася міста.";
    check_guessed(&format!("{ukrainian}\n5 людей"), "5 (людей)");
}

proptest! {
    #[test]
    fn no_text_panics_and_spans_are_in_order(
        text in "\\PC*",
        words in "(one|two|hundred|million|half|and|a|of|point|-|–|,|\\.|:|/|%|\\$|[0-9]{1,9}|May|days|ago|in|Tuesday|last|third| ){0,24}",
    ) {
        for text in [text, words] {
            for language in ["en", "de", "fr", "es", "ru", "uk", "ar"] {
                let mut end = 0;
                for found in amounts_and_dates(&text, Some(language), Some(date(2023, 5, 23))) {
                    prop_assert!(text.get(found.span.clone()).is_some_and(|text| !text.is_empty()));
                    prop_assert!(found.span.start >= end);
                    end = found.span.end;
                }
            }
        }
    }
}
