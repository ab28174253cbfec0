//! The sources as CSL-JSON, for reference managers and citation processors.

use super::{
    citation::{citation_keys, http_address},
    json::{self, pretty, text},
    records::{ArticleRecord, Records},
};
use crate::analysis::PartialDate;

use serde_json::{Map, Value, json};

pub(super) fn write(records: &Records) -> (Vec<u8>, Vec<String>) {
    let keys = citation_keys(&records.articles);
    let items = records.articles.iter().zip(keys);
    let items: Vec<Value> = items.map(|(article, key)| item(article, key)).collect();
    (pretty(&items), super::citation::left_out(records))
}

fn item(article: &ArticleRecord, key: String) -> Value {
    let mut item = Map::new();
    let mut put = |name: &str, value| json::put(&mut item, name, value);
    put("id", Some(key.into()));
    put("type", Some(kind(article).into()));
    put("title", text(&article.title));
    put("container-title", text(&article.outlet));
    // As printed: splitting it into names would be a guess.
    let author = text(&article.byline);
    put("author", author.map(|name| json!([{ "literal": name }])));
    put("issued", date(&article.published));
    put("accessed", date(&article.retrieved));
    put("URL", http_address(&article.url).map(Value::from));
    put("language", text(&article.language));
    item.into()
}

fn kind(article: &ArticleRecord) -> &'static str {
    let is_there = |text: &str| !text.trim().is_empty();
    if is_there(&article.outlet) {
        "article-newspaper"
    } else if is_there(&article.url) {
        "webpage"
    } else {
        "document"
    }
}

/// As precise as known. Any other text is written unchanged.
fn date(written: &str) -> Option<Value> {
    let Some(date) = PartialDate::parse(written) else {
        return text(written).map(|literal| json!({ "literal": literal }));
    };
    let parts = [date.month, date.day].into_iter().flatten();
    let parts: Vec<i16> = std::iter::once(date.year)
        .chain(parts.map(i16::from))
        .collect();
    Some(json!({ "date-parts": [parts] }))
}
