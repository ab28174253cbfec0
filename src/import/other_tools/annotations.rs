//! W3C Web Annotations, and those of Hypothesis.

use super::{OtherArticle, OtherPassage, OtherWork, stance};
use crate::project::ArticleDetails;

use serde_json::Value;

/// `None` if the file contains no annotation.
pub(super) fn read(value: &Value) -> Option<OtherWork> {
    let items = items(value)?;
    let mut work = OtherWork {
        format: "annotations",
        ..OtherWork::default()
    };
    for item in items {
        let Some((details, passages)) = annotation(item) else {
            continue;
        };
        let mut articles = work.articles.iter_mut();
        match articles.find(|article| article.details == details) {
            Some(article) => article.passages.extend(passages),
            None => work.articles.push(OtherArticle {
                details,
                text: None,
                passages,
            }),
        }
    }
    (!work.articles.is_empty()).then_some(work)
}

/// The items of a list, a page, a collection with its first page, or a Hypothesis response.
fn items(value: &Value) -> Option<&Vec<Value>> {
    let lists = [
        Some(value),
        value.get("items"),
        value.get("first").and_then(|page| page.get("items")),
        value.get("rows"),
        value.get("annotations"),
    ];
    lists.into_iter().flatten().find_map(Value::as_array)
}

/// The article, and its passages: one for each claim, or one without a claim.
fn annotation(item: &Value) -> Option<(ArticleDetails, Vec<OtherPassage>)> {
    let target = first(item.get("target")?);
    let source = target.get("source").or(item.get("uri")).unwrap_or(target);
    let address = text(source).or_else(|| text(source.get("id")?));
    let title = [
        source.get("title"),
        target.get("title"),
        item.get("document").and_then(|it| it.get("title")),
    ];
    let title = title.into_iter().flatten().find_map(|it| text(first(it)));
    let details = ArticleDetails {
        title: title.unwrap_or_default().to_owned(),
        url: address.unwrap_or_default().to_owned(),
        ..ArticleDetails::default()
    };
    let mut passage = OtherPassage::default();
    for selector in list(target.get("selector")?) {
        let field = |name: &str| selector[name].as_str().unwrap_or_default().to_owned();
        match text(&selector["type"])? {
            "TextQuoteSelector" => {
                passage.quote = field("exact");
                passage.prefix = field("prefix");
                passage.suffix = field("suffix");
            }
            "TextPositionSelector" => {
                let number = |name: &str| selector[name].as_u64().map(|number| number as usize);
                passage.place = number("start").zip(number("end"));
            }
            _ => {}
        }
    }
    let claims = bodies(item, &mut passage);
    let passages = if claims.is_empty() {
        vec![passage]
    } else {
        let linked = claims.into_iter().map(|claim| OtherPassage {
            claim: Some(claim),
            ..passage.clone()
        });
        linked.collect()
    };
    Some((details, passages))
}

/// Reads stance and notes; returns the tags, which become claims.
fn bodies(item: &Value, passage: &mut OtherPassage) -> Vec<String> {
    let mut notes: Vec<&str> = text(&item["text"]).into_iter().collect();
    let tags = item.get("tags").map(list).unwrap_or_default();
    let mut tags: Vec<&str> = tags.into_iter().filter_map(text).collect();
    for body in item
        .get("body")
        .or(item.get("bodies"))
        .map(list)
        .unwrap_or_default()
    {
        let Some(value) = text(body).or_else(|| text(&body["value"])) else {
            continue;
        };
        match text(&body["purpose"]) {
            Some("tagging" | "classifying") => tags.push(value),
            Some("assessing") if stance(value).is_some() => passage.stance = stance(value),
            _ => notes.push(value),
        }
    }
    // A tag of another tool may be a stance.
    tags.retain(|tag| match stance(&tag.to_lowercase()) {
        Some(found) => {
            passage.stance = Some(found);
            false
        }
        None => true,
    });
    notes.retain(|note| !note.trim().is_empty());
    passage.note = notes.join("\n");
    tags.into_iter().map(str::to_owned).collect()
}

fn text(value: &Value) -> Option<&str> {
    value
        .as_str()
        .map(str::trim)
        .filter(|text| !text.is_empty())
}

fn list(value: &Value) -> Vec<&Value> {
    match value {
        Value::Array(values) => values.iter().collect(),
        Value::Null => Vec::new(),
        other => vec![other],
    }
}

fn first(value: &Value) -> &Value {
    list(value).first().copied().unwrap_or(value)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::project::Stance;
    use serde_json::json;

    #[test]
    fn an_annotation_of_hypothesis_has_its_tags_as_claims() {
        let rows = json!({ "rows": [{
            "uri": "https://a.example/x", "text": "check this", "tags": ["12 were hurt", "refutes"],
            "document": { "title": ["A"] },
            "target": [{ "source": "https://a.example/x", "selector": [
                { "type": "RangeSelector" },
                { "type": "TextPositionSelector", "start": 3, "end": 8 },
                { "type": "TextQuoteSelector", "exact": "hurt", "prefix": "were ", "suffix": "." },
            ] }],
        }] });
        let work = read(&rows).unwrap();
        let [article] = &work.articles[..] else {
            panic!()
        };
        assert_eq!(
            (&*article.details.title, &*article.details.url),
            ("A", "https://a.example/x")
        );
        let expected = OtherPassage {
            quote: "hurt".to_owned(),
            prefix: "were ".to_owned(),
            suffix: ".".to_owned(),
            place: Some((3, 8)),
            claim: Some("12 were hurt".to_owned()),
            stance: Some(Stance::Refutes),
            note: "check this".to_owned(),
        };
        assert_eq!(article.passages, [expected]);
    }

    #[test]
    fn other_json_is_not_an_annotation() {
        for value in [
            json!([]),
            json!({}),
            json!([{ "id": "a", "title": "b" }]),
            json!(3),
        ] {
            assert_eq!(read(&value), None);
        }
    }
}
