//! The text of pages that show it only after their scripts have run: their metadata for search engines contains it too.

use super::{
    blocks::{self, Block},
    style_sheets::StyleSheets,
};

use dom_query::Document;
use serde_json::Value;

/// Minimum number of words of such a text.
const MIN_WORDS: usize = 40;

/// The paragraphs of the article in the JSON-LD of a page.
pub(super) fn paragraphs(page: &Document) -> Vec<Block> {
    let scripts = page.select("script[type='application/ld+json']");
    let mut bodies: Vec<String> = Vec::new();
    for script in scripts.nodes() {
        if let Ok(described) = serde_json::from_str(&script.text()) {
            collect(&described, &mut bodies);
        }
    }
    let body = bodies
        .into_iter()
        .max_by_key(String::len)
        .unwrap_or_default();
    // Text with tags, or plain text with line ends.
    let is_tagged = body.contains("</") || body.contains("<br");
    let plain = || {
        format!(
            "<pre>{}</pre>",
            body.replace('&', "&amp;").replace('<', "&lt;")
        )
    };
    let fragment = Document::fragment(if is_tagged { body } else { plain() });
    let blocks = blocks::blocks(fragment.root(), &StyleSheets::default());
    let words = blocks
        .iter()
        .map(|block| super::choice::word_count(&block.text));
    if words.sum::<usize>() < MIN_WORDS {
        return Vec::new();
    }
    blocks
}

fn collect(described: &Value, bodies: &mut Vec<String>) {
    match described {
        Value::Array(all) => all.iter().for_each(|one| collect(one, bodies)),
        Value::Object(fields) => {
            for (name, value) in fields {
                match value {
                    Value::String(text) if name == "articleBody" => bodies.push(text.clone()),
                    _ => collect(value, bodies),
                }
            }
        }
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
    }
}
