use super::{OtherArticle, OtherWork};
use crate::project::ArticleDetails;

use serde_json::Value;

/// Reads a bibliography, whose items fill in article details. `None` if the JSON is something else.
pub(super) fn read(value: &Value) -> Option<OtherWork> {
    let items = value
        .as_array()
        .or_else(|| value.get("items")?.as_array())?;
    let is_item = |item: &&Value| item["type"].is_string() && item.get("id").is_some();
    let articles = items.iter().filter(is_item).map(|item| OtherArticle {
        details: details(item),
        ..OtherArticle::default()
    });
    let articles: Vec<OtherArticle> = articles.collect();
    (!articles.is_empty()).then(|| OtherWork {
        format: "bibliographies",
        articles,
        claims: Vec::new(),
        told: Vec::new(),
    })
}

fn details(item: &Value) -> ArticleDetails {
    let field = |name: &str| item[name].as_str().unwrap_or_default().trim().to_owned();
    let outlet = ["container-title", "publisher"].map(field);
    let outlet = outlet.into_iter().find(|it| !it.is_empty());
    ArticleDetails {
        title: field("title"),
        outlet: outlet.unwrap_or_default(),
        byline: names(&item["author"]),
        published: date(&item["issued"]),
        retrieved: date(&item["accessed"]),
        url: field("URL"),
        language: field("language"),
        ..ArticleDetails::default()
    }
}

/// "Ann Lee, Bo Chu".
fn names(authors: &Value) -> String {
    let authors = authors.as_array().into_iter().flatten();
    let names = authors.map(|author| {
        let part = |name: &str| author[name].as_str().unwrap_or_default().trim();
        let parts = [
            part("literal"),
            part("given"),
            part("non-dropping-particle"),
            part("family"),
            part("suffix"),
        ];
        let parts = parts.into_iter().filter(|part| !part.is_empty());
        parts.collect::<Vec<_>>().join(" ")
    });
    let names: Vec<String> = names.filter(|name| !name.is_empty()).collect();
    names.join(", ")
}

/// As precise as the parts, which may be numbers or strings of digits.
fn date(date: &Value) -> String {
    let number = |part: &Value| {
        let digits = part.as_str().and_then(|digits| digits.trim().parse().ok());
        part.as_i64().or(digits)
    };
    let parts = date["date-parts"][0].as_array().into_iter().flatten();
    let parts: Vec<i64> = parts.map_while(number).take(3).collect();
    match parts[..] {
        [year] => format!("{year:04}"),
        [year, month] => format!("{year:04}-{month:02}"),
        [year, month, day, ..] => format!("{year:04}-{month:02}-{day:02}"),
        [] => {
            let other = date["raw"].as_str().or(date["literal"].as_str());
            other.unwrap_or_default().trim().to_owned()
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn an_item_gives_the_details_that_it_has() {
        let items = json!([{
            "id": "a", "type": "article-newspaper", "title": "Dam breaks", "container-title": "The Post",
            "author": [{ "family": "Lee", "given": "Ann" }, { "literal": "AFP" }],
            "issued": { "date-parts": [["2031", 5]] }, "accessed": { "raw": "last week" },
        }]);
        let work = read(&items).unwrap();
        let expected = ArticleDetails {
            title: "Dam breaks".to_owned(),
            outlet: "The Post".to_owned(),
            byline: "Ann Lee, AFP".to_owned(),
            published: "2031-05".to_owned(),
            retrieved: "last week".to_owned(),
            ..ArticleDetails::default()
        };
        assert_eq!(work.articles[0].details, expected);
        assert_eq!(read(&json!([{ "a": 1 }])), None);
    }
}
