//! Claims with a verdict as `ClaimReview` (<https://schema.org/ClaimReview>), for the page that publishes them.

use super::{
    citation::http_address,
    json::{pretty, put, text},
    records::{ArticleRecord, ClaimRecord, Holds, Records},
};
use crate::analysis::PartialDate;

use serde_json::{Map, Value, json};

pub(super) const HOLDS: Holds = Holds {
    claims: true,
    links: true,
    ..Holds::SOURCES
};

pub(super) fn write(records: &Records) -> (Vec<u8>, Vec<String>) {
    let reviews = records.claims.iter();
    let reviews: Vec<Value> = reviews.filter_map(|claim| review(records, claim)).collect();
    let left_out = super::left_out(
        records.claims.len() - reviews.len(),
        "claim without a verdict",
        "claims without a verdict",
    );
    let document = json!({ "@context": "https://schema.org", "@graph": reviews });
    let yours = "add the address, the author and the date of your page yourself".to_owned();
    (
        pretty(&document),
        left_out.into_iter().chain([yours]).collect(),
    )
}

fn review(records: &Records, claim: &ClaimRecord) -> Option<Value> {
    let verdict = claim.verdict.as_ref()?;
    let ranks = records.scale.verdicts.iter().map(|it| it.rank);
    let mut rating = object("Rating");
    put(&mut rating, "alternateName", Some(verdict.as_str().into()));
    if let Some(rank) = claim.rank {
        put(&mut rating, "ratingValue", Some(rank.into()));
        put(
            &mut rating,
            "bestRating",
            ranks.clone().max().map(Value::from),
        );
        put(&mut rating, "worstRating", ranks.min().map(Value::from));
    }
    put(&mut rating, "ratingExplanation", text(&claim.justification));
    let mut review = object("ClaimReview");
    put(&mut review, "claimReviewed", text(&claim.statement));
    put(&mut review, "itemReviewed", Some(item(records, claim)));
    put(&mut review, "reviewRating", Some(rating.into()));
    Some(review.into())
}

/// The claim itself: its author, its date, and where it appeared.
fn item(records: &Records, claim: &ClaimRecord) -> Value {
    let mut item = object("Claim");
    put(&mut item, "name", text(&claim.statement));
    // Crosscheck does not record whether a speaker is a person; most are offices and organisations.
    let author = claim.speaker.as_ref();
    let author = author.and_then(|id| text(records.speaker_name(id)));
    let author = author.map(|name| json!({ "@type": "Organization", "name": name }));
    put(&mut item, "author", author);
    let made = PartialDate::parse(&claim.made).map(|date| date.to_iso());
    put(&mut item, "datePublished", made.map(Value::from));
    let first = http_address(&claim.first_appearance);
    let first = first.map(|url| json!({ "@type": "CreativeWork", "url": url }));
    put(&mut item, "firstAppearance", first);
    let mut appearances: Vec<usize> = (claim.evidence.iter())
        .filter(|piece| piece.stance == "supports")
        .map(|piece| piece.at.0)
        .collect();
    appearances.sort_unstable();
    appearances.dedup();
    let appearances = appearances.into_iter().map(|at| &records.articles[at]);
    let appearances: Vec<Value> = appearances.filter_map(appearance).collect();
    let appearances = (!appearances.is_empty()).then(|| appearances.into());
    put(&mut item, "appearance", appearances);
    item.into()
}

/// An article that makes the claim; `None` without an address.
fn appearance(article: &ArticleRecord) -> Option<Value> {
    let url = http_address(&article.url)?;
    let mut work = object("CreativeWork");
    put(&mut work, "url", Some(url.into()));
    put(&mut work, "headline", text(&article.title));
    let published = PartialDate::parse(&article.published).map(|date| date.to_iso());
    put(&mut work, "datePublished", published.map(Value::from));
    let outlet = text(&article.outlet);
    let outlet = outlet.map(|name| json!({ "@type": "Organization", "name": name }));
    put(&mut work, "publisher", outlet);
    Some(work.into())
}

fn object(kind: &str) -> Map<String, Value> {
    Map::from_iter([("@type".to_owned(), kind.into())])
}
