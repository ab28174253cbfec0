//! Formats the cells of a workbook by the names of their columns.

use super::table::MAX_CELL;
use crate::{analysis::PartialDate, text::PageAddress};

use std::collections::BTreeMap;

use rust_xlsxwriter::{
    Color, ExcelDateTime, Format, FormatAlign, FormatBorder, Url, Worksheet, XlsxError,
};

/// Maximum length of an address that Excel links.
const MAX_LINK: usize = 2_000;

/// Ends a truncated cell.
const CUT: &str = " […]";

pub(super) struct Formats {
    pub head: Format,
    /// Set on every column, so that a text cell needs no format.
    pub text: Format,
    link: Format,
    /// By verdict.
    verdicts: BTreeMap<String, Format>,
}

enum Kind {
    Number,
    Date,
    Link,
    Verdict,
    Text,
}

/// Columns of numbers.
const NUMBERS: &str = "number claim_number supports refutes context articles independent_sources_support \
    independent_sources_refute credibility excluded_evidence start end highlights passages claims_made";

fn kind(column: &str) -> Kind {
    match column {
        "published" | "retrieved" | "made" | "first_published" => Kind::Date,
        "url" | "first_appearance" => Kind::Link,
        "verdict" => Kind::Verdict,
        _ if NUMBERS.split(' ').any(|name| name == column) => Kind::Number,
        _ => Kind::Text,
    }
}

/// In characters.
pub(super) fn column_width(column: &str) -> f64 {
    match kind(column) {
        Kind::Number => 10.0,
        Kind::Date => 22.0,
        Kind::Link => 40.0,
        Kind::Verdict => 20.0,
        Kind::Text => match column {
            "claim" | "justification" | "quote" | "quotes" | "title" | "article" | "notes"
            | "note" | "reply" | "waivers" | "searches" => 50.0,
            "sha256" => 68.0,
            _ => 20.0,
        },
    }
}

impl Formats {
    pub fn new(ranks: &BTreeMap<String, u32>) -> Self {
        let text = Format::new().set_text_wrap().set_align(FormatAlign::Top);
        let head = text.clone().set_bold();
        let head = head.set_background_color(Color::RGB(0xEC_E9_DF));
        let link = text.clone().set_font_color(Color::RGB(0x11_4A_8C));
        let lowest = ranks.values().min().copied().unwrap_or_default();
        let highest = ranks.values().max().copied().unwrap_or_default();
        let verdict = |rank: u32| {
            let position = f64::from(rank - lowest) / f64::from((highest - lowest).max(1));
            let color = match position {
                ..0.25 => 0xF6_D5_D1,
                0.75.. => 0xD3_EA_D8,
                _ => 0xFB_EA_C4,
            };
            text.clone().set_background_color(Color::RGB(color))
        };
        let verdicts = ranks
            .iter()
            .map(|(label, rank)| (label.clone(), verdict(*rank)));
        Self {
            head: head.set_border_bottom(FormatBorder::Thin),
            link,
            verdicts: verdicts.collect(),
            text,
        }
    }
}

/// Writes a cell as the type that its column's name suggests, if the cell is of that type, otherwise as text.
pub(super) fn put(
    sheet: &mut Worksheet,
    (row, column): (u32, u16),
    name: &str,
    cell: String,
    formats: &Formats,
) -> Result<(), XlsxError> {
    if cell.is_empty() {
        return Ok(());
    }
    match kind(name) {
        Kind::Number => {
            if let Ok(number) = cell.parse::<u32>() {
                sheet.write_number(row, column, number)?;
                return Ok(());
            }
        }
        Kind::Date => {
            if let Some((date, pattern)) = date(&cell) {
                let format = formats.text.clone().set_num_format(pattern);
                let format = format.set_align(FormatAlign::Left);
                sheet.write_datetime_with_format(row, column, &date, &format)?;
                return Ok(());
            }
        }
        Kind::Link => {
            let address = PageAddress::of(&cell).ok();
            let address = address.filter(|it| it.as_str().len() <= MAX_LINK);
            if let Some(address) = address {
                let url = Url::new(address.as_str()).set_text(cut(cell.clone()));
                // A sheet can contain 65,530 links.
                if sheet
                    .write_url_with_format(row, column, url, &formats.link)
                    .is_ok()
                {
                    return Ok(());
                }
            }
        }
        Kind::Verdict => {
            let format = formats.verdicts.get(&cell).unwrap_or(&formats.text);
            sheet.write_string_with_format(row, column, cut(cell), format)?;
            return Ok(());
        }
        Kind::Text => {}
    }
    sheet.write_string(row, column, cut(cell))?;
    Ok(())
}

/// A complete date, and the Excel pattern that shows it as written, with its zone.
fn date(written: &str) -> Option<(ExcelDateTime, String)> {
    let date = PartialDate::parse(written)?;
    // Excel counts from 1900.
    let year = u16::try_from(date.year).ok().filter(|year| *year >= 1900)?;
    let day = ExcelDateTime::from_ymd(year, date.month? as u8, date.day? as u8).ok()?;
    let Some(time) = date.time else {
        return Some((day, "yyyy-mm-dd".to_owned()));
    };
    let (hour, minute, second) = (time.hour() as u16, time.minute() as u8, time.second());
    let at = day.and_hms(hour, minute, f64::from(second)).ok()?;
    let zone = date.to_iso();
    let time = if date.to_second { "hh:mm:ss" } else { "hh:mm" };
    let until = if date.to_second { 19 } else { 16 };
    let zone = zone.get(until..).unwrap_or_default();
    Some((at, format!("yyyy-mm-dd {time}\"{zone}\"")))
}

/// Truncates a text to what Excel accepts: it cuts longer ones itself, or refuses the file.
fn cut(text: String) -> String {
    if text.len() <= MAX_CELL || text.encode_utf16().count() <= MAX_CELL {
        return text;
    }
    let room = MAX_CELL - CUT.encode_utf16().count();
    let mut units = 0;
    let end = text.char_indices().find(|(_, character)| {
        units += character.len_utf16();
        units > room
    });
    let end = end.map_or(text.len(), |(at, _)| at);
    format!("{}{CUT}", &text[..end])
}
