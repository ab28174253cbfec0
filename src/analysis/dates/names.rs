//! Names of months and weekdays.

use std::{collections::HashMap, sync::LazyLock};

use jiff::civil::Weekday;
use unicode_normalization::{UnicodeNormalization, char::is_combining_mark};

/// Each month with the English name first, then English abbreviations, then German, French, Spanish, Italian, Portuguese, Dutch,
/// Polish, Russian and Ukrainian, in the cases and abbreviations that dates have.
#[rustfmt::skip] // a month is a line
const MONTHS: [&str; 12] = [
    "January jan januar jänner jän janvier janv enero ene gennaio gen janeiro januari styczeń stycznia sty январь января янв січень січня січ",
    "February feb februar feber février févr fév febrero febbraio fevereiro fev februari luty lutego lut февраль февраля фев февр лютий лютого лют",
    "March mar märz mär mrz mars marzo março maart mrt marzec marca март марта мар березень березня бер",
    "April apr avril avr abril abr aprile kwiecień kwietnia kwi апрель апреля апр квітень квітня кві квіт",
    "May mai mayo maggio mag maio mei maj maja май мая травень травня тра трав",
    "June jun juni juin junio giugno giu junho czerwiec czerwca cze июнь июня июн червень червня чер черв",
    "July jul juli juillet juil julio luglio lug julho lipiec lipca lip июль июля июл липень липня лип",
    "August aug août agosto ago augustus sierpień sierpnia sie август августа авг серпень серпня сер серп",
    "September sep sept septembre septiembre setiembre settembre set setembro wrzesień września wrz сентябрь сентября сен сент вересень вересня вер",
    "October oct oktober okt octobre octubre ottobre ott outubro out październik października paź октябрь октября окт жовтень жовтня жов жовт",
    "November nov novembre noviembre novembro listopad listopada lis ноябрь ноября ноя нояб листопад листопада лис",
    "December dec dezember dez décembre déc diciembre dic dicembre dezembro grudzień grudnia gru декабрь декабря дек грудень грудня гру груд",
];

/// Each weekday, from Monday, in the same languages. Abbreviations in English only: elsewhere they are too short, and "mar." is
/// March as well.
#[rustfmt::skip] // a weekday is a line
const WEEKDAYS: [&str; 7] = [
    "Monday mon montag lundi lunes lunedì segunda segunda-feira maandag poniedziałek понедельник понеділок",
    "Tuesday tue tues dienstag mardi martes martedì terça terça-feira dinsdag wtorek вторник вівторок",
    "Wednesday wed mittwoch mercredi miércoles mercoledì quarta quarta-feira woensdag środa среда середа",
    "Thursday thu thur thurs donnerstag jeudi jueves giovedì quinta quinta-feira donderdag czwartek четверг четвер",
    "Friday fri freitag vendredi viernes venerdì sexta sexta-feira vrijdag piątek пятница п'ятниця п’ятниця пʼятниця",
    "Saturday sat samstag sonnabend samedi sábado sabato zaterdag sobota суббота субота",
    "Sunday sun sonntag dimanche domingo domenica zondag niedziela воскресенье неділя",
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
pub(super) fn month_called(word: &str) -> Option<i8> {
    static BY_NAME: LazyLock<HashMap<String, usize>> = LazyLock::new(|| by_name(&MONTHS));
    let at = BY_NAME.get(&compared(word))?;
    Some(*at as i8 + 1)
}

/// The weekday with this name or abbreviation.
pub(super) fn weekday_called(word: &str) -> Option<Weekday> {
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
    fn no_name_is_that_of_two_months_or_two_weekdays() {
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
