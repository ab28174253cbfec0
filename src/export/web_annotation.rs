//! The passages as W3C Web Annotations (<https://www.w3.org/TR/annotation-model/>): one for each link to a claim, and one for each
//! highlight without a link.

use super::{
    citation::http_address,
    records::{ArticleRecord, ClaimRecord, EvidenceRecord, HighlightRecord, Holds, Records},
};
use crate::project::guid;

use serde_json::{Map, Value, json};

pub(super) const HOLDS: Holds = Holds {
    claims: true,
    links: true,
    quotes: true,
    contexts: true,
    notes: false,
    texts: false,
};

pub(super) fn write(records: &Records) -> (Vec<u8>, Vec<String>) {
    let linked = records
        .passages()
        .map(|(claim, evidence, article, highlight)| {
            annotation(article, highlight, Some((claim, evidence)))
        });
    let unlinked = records.articles.iter().flat_map(|article| {
        let highlights = article.highlights.iter().filter(|it| !it.is_linked);
        highlights.map(move |highlight| annotation(article, highlight, None))
    });
    let items: Vec<Value> = linked.chain(unlinked).collect();
    let id = |part| format!("urn:uuid:{}", guid(part, &records.id));
    let page = json!({
        "id": id("annotation page"),
        "type": "AnnotationPage",
        "partOf": id("annotation collection"),
        "startIndex": 0,
        "items": items,
    });
    let collection = json!({
        "@context": "http://www.w3.org/ns/anno.jsonld",
        "id": id("annotation collection"),
        "type": "AnnotationCollection",
        "label": records.title,
        "total": page["items"].as_array().map_or(0, Vec::len),
        "first": page,
    });
    let bytes = serde_json::to_vec_pretty(&collection).unwrap_or_default();
    (bytes, left_out(records))
}

fn left_out(records: &Records) -> Vec<String> {
    let without = records.claims.iter().filter(|it| it.evidence.is_empty());
    let attributed = records
        .passages()
        .filter(|(_, it, ..)| it.speaker.is_some());
    [
        (
            without.count(),
            "claim without passages",
            "claims without passages",
        ),
        (
            attributed.count(),
            "attribution to a speaker",
            "attributions to speakers",
        ),
    ]
    .into_iter()
    .filter_map(|(count, one, many)| super::left_out(count, one, many))
    .collect()
}

/// The claim is a tag, the stance an assessment, and notes are comments.
fn annotation(
    article: &ArticleRecord,
    highlight: &HighlightRecord,
    link: Option<(&ClaimRecord, &EvidenceRecord)>,
) -> Value {
    let mut annotation = Map::new();
    let mut put = |name: &str, value: Value| annotation.insert(name.to_owned(), value);
    let (kind, id) = match link {
        Some((_, evidence)) => ("evidence", &evidence.id),
        None => ("highlight", &highlight.id),
    };
    put("@context", "http://www.w3.org/ns/anno.jsonld".into());
    put("id", format!("urn:uuid:{}", guid(kind, id)).into());
    put("type", "Annotation".into());
    let motivation = if link.is_some() {
        "assessing"
    } else {
        "highlighting"
    };
    put("motivation", motivation.into());
    let body = |purpose: &str, value: &str| {
        let is_there = !value.trim().is_empty();
        is_there.then(|| json!({ "type": "TextualBody", "purpose": purpose, "value": value }))
    };
    let (statement, stance, note) = link.map_or(("", "", ""), |(claim, evidence)| {
        (
            claim.statement.as_str(),
            evidence.stance,
            evidence.note.as_str(),
        )
    });
    let bodies = [
        body("tagging", statement),
        body("assessing", stance),
        body("commenting", note),
        body("commenting", &highlight.note),
    ];
    let bodies: Vec<Value> = bodies.into_iter().flatten().collect();
    if !bodies.is_empty() {
        put("body", bodies.into());
    }
    put("target", target(article, highlight));
    annotation.into()
}

fn target(article: &ArticleRecord, highlight: &HighlightRecord) -> Value {
    let address = http_address(&article.url);
    let id = article.sha256.as_ref().unwrap_or(&article.id);
    let urn = || format!("urn:uuid:{}", guid("source", id));
    json!({
        "type": "SpecificResource",
        "source": address.unwrap_or_else(urn),
        "selector": [
            {
                "type": "TextQuoteSelector",
                "exact": highlight.quote,
                "prefix": highlight.prefix,
                "suffix": highlight.suffix,
            },
            {
                "type": "TextPositionSelector",
                "start": highlight.start,
                "end": highlight.end,
            },
        ],
    })
}
