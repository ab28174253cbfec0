//! Names of months and weekdays.

use std::{collections::HashMap, sync::LazyLock};

use jiff::civil::Weekday;
use unicode_normalization::{UnicodeNormalization, char::is_combining_mark};

/// Names by language, in the cases used in dates. Abbreviations follow "|"; "_" is a space within a name.
type Names<const COUNT: usize> = [(&'static str, [&'static str; COUNT]); 20];

#[rustfmt::skip] // a few lines per language
const MONTHS: Names<12> = [
    ("en", ["January|jan", "February|feb", "March|mar", "April|apr", "May", "June|jun", "July|jul", "August|aug", "September|sep sept",
        "October|oct", "November|nov", "December|dec"]),
    ("de", ["januar jänner|jan jän", "februar feber|feb febr", "märz|mär mrz", "april|apr", "mai", "juni|jun", "juli|jul", "august|aug",
        "september|sep sept", "oktober|okt", "november|nov", "dezember|dez"]),
    ("fr", ["janvier|janv jan", "février|févr fév", "mars", "avril|avr", "mai", "juin", "juillet|juil", "août", "septembre|sept",
        "octobre|oct", "novembre|nov", "décembre|déc"]),
    ("es", ["enero|ene", "febrero|feb", "marzo|mar", "abril|abr", "mayo|may", "junio|jun", "julio|jul", "agosto|ago",
        "septiembre setiembre|sep sept set", "octubre|oct", "noviembre|nov", "diciembre|dic"]),
    ("it", ["gennaio|gen", "febbraio|feb", "marzo|mar", "aprile|apr", "maggio|mag", "giugno|giu", "luglio|lug", "agosto|ago",
        "settembre|set", "ottobre|ott", "novembre|nov", "dicembre|dic"]),
    ("pt", ["janeiro|jan", "fevereiro|fev", "março|mar", "abril|abr", "maio|mai", "junho|jun", "julho|jul", "agosto|ago", "setembro|set",
        "outubro|out", "novembro|nov", "dezembro|dez"]),
    ("nl", ["januari|jan", "februari|feb", "maart|mrt", "april|apr", "mei", "juni|jun", "juli|jul", "augustus|aug", "september|sep sept",
        "oktober|okt", "november|nov", "december|dec"]),
    ("pl", ["styczeń stycznia|sty", "luty lutego|lut", "marzec marca|mar", "kwiecień kwietnia|kwi", "maj maja", "czerwiec czerwca|cze",
        "lipiec lipca|lip", "sierpień sierpnia|sie", "wrzesień września|wrz", "październik października|paź", "listopad listopada|lis",
        "grudzień grudnia|gru"]),
    ("ru", ["январь января январю январем январе|янв", "февраль февраля февралю февралем феврале|фев февр", "март марта марту мартом марте|мар",
        "апрель апреля апрелю апрелем апреле|апр", "май мая маю маем мае", "июнь июня июню июнем июне|июн", "июль июля июлю июлем июле|июл",
        "август августа августу августом августе|авг", "сентябрь сентября сентябрю сентябрем сентябре|сен сент",
        "октябрь октября октябрю октябрем октябре|окт", "ноябрь ноября ноябрю ноябрем ноябре|ноя нояб", "декабрь декабря декабрю декабрем декабре|дек"]),
    ("uk", ["січень січня січню січнем січні|січ", "лютий лютого лютому лютим|лют", "березень березня березню березнем березні|бер",
        "квітень квітня квітню квітнем квітні|кві квіт", "травень травня травню травнем травні|тра трав", "червень червня червню червнем червні|чер черв",
        "липень липня липню липнем липні|лип", "серпень серпня серпню серпнем серпні|сер серп", "вересень вересня вересню вереснем вересні|вер",
        "жовтень жовтня жовтню жовтнем жовтні|жов жовт", "листопад листопада листопаду листопадом листопаді|лис", "грудень грудня грудню груднем грудні|гру груд"]),
    ("ar", ["يناير جانفي كانون_الثاني", "فبراير شباط فيفري", "مارس آذار", "أبريل إبريل نيسان أفريل", "مايو أيار ماي", "يونيو حزيران جوان",
        "يوليو تموز جويلية", "أغسطس آب أوت", "سبتمبر أيلول", "أكتوبر تشرين_الأول", "نوفمبر تشرين_الثاني", "ديسمبر كانون_الأول"]),
    ("cs", ["leden ledna lednu", "únor února únoru", "březen března březnu", "duben dubna dubnu", "květen května květnu", "červen června červnu",
        "červenec července červenci", "srpen srpna srpnu", "září", "říjen října říjnu", "listopad listopadu", "prosinec prosince prosinci"]),
    ("tr", ["ocak", "şubat", "mart", "nisan", "mayıs", "haziran", "temmuz", "ağustos", "eylül", "ekim", "kasım", "aralık"]),
    ("hu", ["január", "február|febr", "március|márc", "április|ápr", "május|máj", "június|jún", "július|júl", "augusztus", "szeptember|szept",
        "október|okt", "november|nov", "december|dec"]),
    ("el", ["ιανουάριος ιανουαρίου ιανουάριο|ιαν", "φεβρουάριος φεβρουαρίου φεβρουάριο|φεβ", "μάρτιος μαρτίου μάρτιο|μαρ", "απρίλιος απριλίου απρίλιο|απρ",
        "μάιος μαΐου μάιο", "ιούνιος ιουνίου ιούνιο|ιουν", "ιούλιος ιουλίου ιούλιο|ιουλ", "αύγουστος αυγούστου αύγουστο|αυγ",
        "σεπτέμβριος σεπτεμβρίου σεπτέμβριο|σεπ", "οκτώβριος οκτωβρίου οκτώβριο|οκτ", "νοέμβριος νοεμβρίου νοέμβριο|νοε", "δεκέμβριος δεκεμβρίου δεκέμβριο|δεκ"]),
    ("fi", ["tammikuu tammikuuta tammikuussa", "helmikuu helmikuuta helmikuussa", "maaliskuu maaliskuuta maaliskuussa", "huhtikuu huhtikuuta huhtikuussa",
        "toukokuu toukokuuta toukokuussa", "kesäkuu kesäkuuta kesäkuussa", "heinäkuu heinäkuuta heinäkuussa", "elokuu elokuuta elokuussa",
        "syyskuu syyskuuta syyskuussa", "lokakuu lokakuuta lokakuussa", "marraskuu marraskuuta marraskuussa", "joulukuu joulukuuta joulukuussa"]),
    ("sv", ["januari|jan", "februari|feb", "mars", "april|apr", "maj", "juni|jun", "juli|jul", "augusti|aug", "september|sep sept", "oktober|okt",
        "november|nov", "december|dec"]),
    ("da", ["januar|jan", "februar|feb", "marts", "april|apr", "maj", "juni|jun", "juli|jul", "august|aug", "september|sep sept", "oktober|okt",
        "november|nov", "december|dec"]),
    ("no", ["januar|jan", "februar|feb", "mars", "april|apr", "mai", "juni|jun", "juli|jul", "august|aug", "september|sep sept", "oktober|okt",
        "november|nov", "desember|des"]),
    ("ro", ["ianuarie|ian", "februarie|feb", "martie", "aprilie|apr", "mai", "iunie", "iulie", "august|aug", "septembrie|sept", "octombrie|oct",
        "noiembrie|nov", "decembrie|dec"]),
];

/// From Monday. Abbreviations in English only: in other languages they are too short, and "mar." is also March.
#[rustfmt::skip] // a few lines per language
const WEEKDAYS: Names<7> = [
    ("en", ["Monday|mon", "Tuesday|tue tues", "Wednesday|wed", "Thursday|thu thur thurs", "Friday|fri", "Saturday|sat", "Sunday|sun"]),
    ("de", ["montag", "dienstag", "mittwoch", "donnerstag", "freitag", "samstag sonnabend", "sonntag"]),
    ("fr", ["lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche"]),
    ("es", ["lunes", "martes", "miércoles", "jueves", "viernes", "sábado", "domingo"]),
    ("it", ["lunedì", "martedì", "mercoledì", "giovedì", "venerdì", "sabato", "domenica"]),
    ("pt", ["segunda segunda-feira", "terça terça-feira", "quarta quarta-feira", "quinta quinta-feira", "sexta sexta-feira", "sábado", "domingo"]),
    ("nl", ["maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag", "zondag"]),
    ("pl", ["poniedziałek", "wtorek", "środa", "czwartek", "piątek", "sobota", "niedziela"]),
    ("ru", ["понедельник понедельника понедельнику", "вторник вторника вторнику", "среда среду среды среде", "четверг четверга четвергу",
        "пятница пятницу пятницы пятнице", "суббота субботу субботы субботе", "воскресенье воскресенья воскресенью"]),
    ("uk", ["понеділок понеділка понеділку", "вівторок вівторка вівторку", "середа середу середи середі", "четвер четверга четвергу",
        "п'ятниця п’ятниця пʼятниця п'ятницю п’ятницю пʼятницю п'ятниці п’ятниці пʼятниці", "субота суботу суботи суботі", "неділя неділю неділі"]),
    ("ar", ["الاثنين الإثنين", "الثلاثاء", "الأربعاء", "الخميس", "الجمعة", "السبت", "الأحد"]),
    ("cs", ["pondělí", "úterý", "středa středu", "čtvrtek", "pátek", "sobota sobotu", "neděle neděli"]),
    ("tr", ["pazartesi", "salı", "çarşamba", "perşembe", "cuma", "cumartesi", "pazar"]),
    ("hu", ["hétfő", "kedd", "szerda", "csütörtök", "péntek", "szombat", "vasárnap"]),
    ("el", ["δευτέρα", "τρίτη", "τετάρτη", "πέμπτη", "παρασκευή", "σάββατο", "κυριακή"]),
    ("fi", ["maanantai maanantaina", "tiistai tiistaina", "keskiviikko keskiviikkona", "torstai torstaina", "perjantai perjantaina",
        "lauantai lauantaina", "sunnuntai sunnuntaina"]),
    ("sv", ["måndag", "tisdag", "onsdag", "torsdag", "fredag", "lördag", "söndag"]),
    ("da", ["mandag", "tirsdag", "onsdag", "torsdag", "fredag", "lørdag", "søndag"]),
    ("no", ["mandag", "tirsdag", "onsdag", "torsdag", "fredag", "lørdag", "søndag"]),
    ("ro", ["luni", "marți", "miercuri", "joi", "vineri", "sâmbătă", "duminică"]),
];

/// A month or a weekday by its index, from 0.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Named {
    language: &'static str,
    place: i8,
    is_abbreviation: bool,
}

type ByName = HashMap<String, Vec<Named>>;

static MONTHS_BY_NAME: LazyLock<ByName> = LazyLock::new(|| by_name(&MONTHS));
static WEEKDAYS_BY_NAME: LazyLock<ByName> = LazyLock::new(|| by_name(&WEEKDAYS));

fn by_name<const COUNT: usize>(table: &Names<COUNT>) -> ByName {
    let mut found = ByName::new();
    for (language, names) in table {
        for (place, written) in names.iter().enumerate() {
            let (names, abbreviations) = written.split_once('|').unwrap_or((written, ""));
            for (words, is_abbreviation) in [(names, false), (abbreviations, true)] {
                for word in words.split_whitespace() {
                    found.entry(compared(word)).or_default().push(Named {
                        language,
                        place: place as i8,
                        is_abbreviation,
                    });
                }
            }
        }
    }
    found
}

/// The English name of a month from 1 to 12.
pub(super) fn month_name(month: i8) -> &'static str {
    let [(_, english), ..] = &MONTHS;
    first_name(english[usize::from(month.unsigned_abs()).saturating_sub(1) % 12])
}

/// The English name of a weekday.
pub(super) fn weekday_name(day: Weekday) -> &'static str {
    let [(_, english), ..] = &WEEKDAYS;
    first_name(english[usize::from(day.to_monday_zero_offset().unsigned_abs())])
}

fn first_name(names: &'static str) -> &'static str {
    names.split('|').next().unwrap_or(names)
}

/// The month with this name or abbreviation in any language, from 1.
pub(crate) fn month_called(word: &str) -> Option<i8> {
    let named = MONTHS_BY_NAME.get(&compared(word))?.first()?;
    Some(named.place + 1)
}

/// The weekday with this name or abbreviation in any language.
pub(super) fn weekday_called(word: &str) -> Option<Weekday> {
    let named = WEEKDAYS_BY_NAME.get(&compared(word))?.first()?;
    Weekday::from_monday_zero_offset(named.place).ok()
}

/// The month with this name in a language, and whether it is abbreviated.
pub(crate) fn month_in(language: &str, word: &str) -> Option<(i8, bool)> {
    let named = in_language(&MONTHS_BY_NAME, language, word)?;
    Some((named.place + 1, named.is_abbreviation))
}

/// The weekday with this name in a language, but not abbreviated.
pub(crate) fn weekday_in(language: &str, word: &str) -> Option<Weekday> {
    let named = in_language(&WEEKDAYS_BY_NAME, language, word)?;
    let place = (!named.is_abbreviation).then_some(named.place)?;
    Weekday::from_monday_zero_offset(place).ok()
}

fn in_language(by_name: &ByName, language: &str, word: &str) -> Option<Named> {
    let all = by_name.get(&compared(word))?;
    all.iter().find(|named| named.language == language).copied()
}

/// The text with the two-word month names of the Levant joined to one word each.
pub(super) fn with_months_in_one_word(written: &str) -> String {
    ["كانون", "تشرين"]
        .iter()
        .fold(written.to_owned(), |written, first| {
            written.replace(&format!("{first} ال"), &format!("{first}_ال"))
        })
}

/// Lower-cased, without accents and the full stop of an abbreviation.
fn compared(word: &str) -> String {
    let word = word.trim_end_matches('.').to_lowercase();
    word.nfd()
        .filter(|character| !is_combining_mark(*character))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_month_or_weekday_name_is_ambiguous() {
        for by_name in [&*MONTHS_BY_NAME, &*WEEKDAYS_BY_NAME] {
            let is_one = |all: &Vec<Named>| all.iter().all(|it| it.place == all[0].place);
            assert_eq!(by_name.values().find(|all| !is_one(all)), None);
        }
    }
}
