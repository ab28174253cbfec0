//! The sources as BibTeX, for LaTeX. Dates are written twice: in full for biblatex, and as year and month for classic
//! styles.

use super::{
    citation::{citation_keys, http_address, left_out},
    records::{ArticleRecord, Records},
};
use crate::analysis::PartialDate;

const MONTHS: [&str; 12] = [
    "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec",
];

pub(super) fn write(records: &Records) -> (Vec<u8>, Vec<String>) {
    let keys = citation_keys(&records.articles);
    let entries = records.articles.iter().zip(keys);
    let entries: Vec<String> = entries.map(|(article, key)| entry(article, &key)).collect();
    (entries.join("\n").into_bytes(), left_out(records))
}

fn entry(article: &ArticleRecord, key: &str) -> String {
    let has_outlet = !article.outlet.trim().is_empty();
    let kind = if has_outlet { "article" } else { "misc" };
    // A second pair of braces keeps capitals, and keeps a byline in one piece.
    let texts = [
        ("author", "{{", &article.byline, "}}"),
        ("title", "{{", &article.title, "}}"),
        ("journal", "{", &article.outlet, "}"),
        ("language", "{", &article.language, "}"),
    ];
    let texts = texts
        .into_iter()
        .filter(|(_, _, text, _)| !text.trim().is_empty());
    let texts = texts
        .map(|(name, open, text, close)| (name, format!("{open}{}{close}", escaped(text.trim()))));
    let mut fields: Vec<(&str, String)> = texts.collect();
    fields.extend(published(&article.published));
    if let Some(url) = http_address(&article.url) {
        // The field is verbatim, so a brace must not stand alone in it.
        let url = url.replace('{', "%7B").replace('}', "%7D");
        fields.push(("url", format!("{{{url}}}")));
    }
    if let Some(date) = PartialDate::parse(&article.retrieved).filter(|date| date.day.is_some()) {
        fields.push(("urldate", format!("{{{}}}", date.day_alone().to_iso())));
    }
    let fields = fields.iter();
    let fields: Vec<String> = fields
        .map(|(name, value)| format!("  {name} = {value}"))
        .collect();
    format!("@{kind}{{{key},\n{}\n}}\n", fields.join(",\n"))
}

fn published(written: &str) -> Vec<(&'static str, String)> {
    let Some(date) = PartialDate::parse(written) else {
        let note = escaped(written.trim());
        let note = (!note.is_empty()).then(|| ("note", format!("{{{note}}}")));
        return note.into_iter().collect();
    };
    let mut fields = vec![
        ("date", format!("{{{}}}", date.day_alone().to_iso())),
        ("year", format!("{{{}}}", date.year)),
    ];
    let month = date.month.and_then(|month| MONTHS.get(month as usize - 1));
    fields.extend(month.map(|month| ("month", (*month).to_owned())));
    fields
}

/// Joins a text to one line and escapes all characters with a meaning in LaTeX.
fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len() + 8);
    for character in text.chars() {
        match character {
            '&' | '%' | '$' | '#' | '_' => {
                escaped.push('\\');
                escaped.push(character);
            }
            // BibTeX counts braces even after a backslash.
            '{' => escaped += "\\textbraceleft{}",
            '}' => escaped += "\\textbraceright{}",
            '\\' => escaped += "\\textbackslash{}",
            '~' => escaped += "\\textasciitilde{}",
            '^' => escaped += "\\textasciicircum{}",
            '"' => escaped += "{\"}",
            character if character.is_whitespace() => escaped.push(' '),
            character if character.is_control() => escaped.push('\u{fffd}'),
            character => escaped.push(character),
        }
    }
    escaped
}
