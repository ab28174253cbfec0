//! Names of months and weekdays.

use std::{collections::HashMap, sync::LazyLock};

use jiff::civil::Weekday;
use unicode_normalization::{UnicodeNormalization, char::is_combining_mark};

/// Each month with the English name first, then English abbreviations, then German, French, Spanish, Italian, Portuguese, Dutch,
/// Polish, Russian and Ukrainian, in the cases and abbreviations that dates have.
#[rustfmt::skip] // a month is a line
const MONTHS: [&str; 12] = [
    "January jan januar jänner jän janvier janv enero ene gennaio gen janeiro januari styczeń stycznia sty январь января янв січень січня січ январе січні يناير جانفي",
    "February feb februar feber février févr fév febrero febbraio fevereiro fev februari luty lutego lut февраль февраля фев февр лютий лютого лют феврале лютому فبراير شباط فيفري",
    "March mar märz mär mrz mars marzo março maart mrt marzec marca март марта мар березень березня бер марте березні مارس آذار",
    "April apr avril avr abril abr aprile kwiecień kwietnia kwi апрель апреля апр квітень квітня кві квіт апреле квітні أبريل إبريل نيسان أفريل",
    "May mai mayo maggio mag maio mei maj maja май мая травень травня тра трав мае травні مايو أيار ماي",
    "June jun juni juin junio giugno giu junho czerwiec czerwca cze июнь июня июн червень червня чер черв июне червні يونيو حزيران جوان",
    "July jul juli juillet juil julio luglio lug julho lipiec lipca lip июль июля июл липень липня лип июле липні يوليو تموز جويلية",
    "August aug août agosto ago augustus sierpień sierpnia sie август августа авг серпень серпня сер серп августе серпні أغسطس آب أوت",
    "September sep sept septembre septiembre setiembre settembre set setembro wrzesień września wrz сентябрь сентября сен сент вересень вересня вер сентябре вересні سبتمبر أيلول",
    "October oct oktober okt octobre octubre ottobre ott outubro out październik października paź октябрь октября окт жовтень жовтня жов жовт октябре жовтні أكتوبر",
    "November nov novembre noviembre novembro listopad listopada lis ноябрь ноября ноя нояб листопад листопада лис ноябре листопаді نوفمبر",
    "December dec dezember dez décembre déc diciembre dic dicembre dezembro grudzień grudnia gru декабрь декабря дек грудень грудня гру груд декабре грудні ديسمبر",
];

/// Each weekday, from Monday, in the same languages. Abbreviations in English only: elsewhere they are too short, and "mar." is
/// March as well.
#[rustfmt::skip] // a weekday is a line
const WEEKDAYS: [&str; 7] = [
    "Monday mon montag lundi lunes lunedì segunda segunda-feira maandag poniedziałek понедельник понеділок понедельника понедельнику понеділка الاثنين الإثنين",
    "Tuesday tue tues dienstag mardi martes martedì terça terça-feira dinsdag wtorek вторник вівторок вторника вівторка الثلاثاء",
    "Wednesday wed mittwoch mercredi miércoles mercoledì quarta quarta-feira woensdag środa среда середа среду среды середу середи الأربعاء",
    "Thursday thu thur thurs donnerstag jeudi jueves giovedì quinta quinta-feira donderdag czwartek четверг четвер четверга الخميس",
    "Friday fri freitag vendredi viernes venerdì sexta sexta-feira vrijdag piątek пятница п'ятниця п’ятниця пʼятниця пятницу пятницы п'ятницю п’ятницю пʼятницю п'ятниці الجمعة",
    "Saturday sat samstag sonnabend samedi sábado sabato zaterdag sobota суббота субота субботу субботы суботу суботи السبت",
    "Sunday sun sonntag dimanche domingo domenica zondag niedziela воскресенье неділя воскресенья неділю неділі الأحد",
];

/// The English name of a month from 1 to 12.
pub(super) fn month_name(month: i8) -> &'static str {
    first_word(MONTHS[usize::from(month.unsigned_abs()).saturating_sub(1) % 12])
}

/// The English name of a weekday.
pub(super) fn weekday_name(day: Weekday) -> &'static str {
    first_word(WEEKDAYS[day.to_monday_zero_offset().unsigned_abs() as usize])
}

fn first_word(names: &'static str) -> &'static str {
    names.split(' ').next().unwrap_or(names)
}

/// The month with this name or abbreviation, from 1.
pub(crate) fn month_called(word: &str) -> Option<i8> {
    static BY_NAME: LazyLock<HashMap<String, usize>> = LazyLock::new(|| by_name(&MONTHS));
    let at = BY_NAME.get(&compared(word))?;
    Some(*at as i8 + 1)
}

/// The weekday with this name or abbreviation.
pub(crate) fn weekday_called(word: &str) -> Option<Weekday> {
    static BY_NAME: LazyLock<HashMap<String, usize>> = LazyLock::new(|| by_name(&WEEKDAYS));
    let at = BY_NAME.get(&compared(word))?;
    Weekday::from_monday_zero_offset(*at as i8).ok()
}

fn by_name(rows: &[&str]) -> HashMap<String, usize> {
    let of_row = |(at, row): (usize, &&str)| -> Vec<(String, usize)> {
        row.split(' ').map(|name| (compared(name), at)).collect()
    };
    rows.iter().enumerate().flat_map(of_row).collect()
}

/// Without case, accents and the full stop of an abbreviation.
fn compared(word: &str) -> String {
    let word = word.trim_end_matches('.').to_lowercase();
    word.nfd()
        .filter(|sign| !is_combining_mark(*sign))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_month_or_weekday_name_is_ambiguous() {
        for rows in [&MONTHS[..], &WEEKDAYS[..]] {
            for (at, row) in rows.iter().enumerate() {
                let names = by_name(rows);
                for name in row.split(' ') {
                    assert_eq!(names.get(&compared(name)), Some(&at), "{name}");
                }
            }
        }
    }
}
