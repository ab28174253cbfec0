//! The project as plain records: the JSON export, and the source of every other format for another program.
//!
//! `build` fills in what a format contains, the gate for protected names checks every text, and
//! [`settle`](Records::settle) then computes quotes and positions from the remaining texts.

mod build;
mod passages;
mod texts;

use crate::project::{ArticleId, ClaimId, SpeakerId};

use serde::{Serialize, Serializer};

/// The parts of a project that a format contains; it always contains the sources.
#[derive(Clone, Copy, Debug, Default)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is a part that a format has or has not"
)]
pub(super) struct Holds {
    pub claims: bool,
    /// Which passages are evidence for which claims.
    pub links: bool,
    /// The words of the passages.
    pub quotes: bool,
    /// The text around each passage that makes its quote unique in the article.
    pub contexts: bool,
    /// Notes and the other working fields of a claim.
    pub notes: bool,
    /// The texts of the articles.
    pub texts: bool,
}

impl Holds {
    pub const SOURCES: Self = Self {
        claims: false,
        links: false,
        quotes: false,
        contexts: false,
        notes: false,
        texts: false,
    };
}

#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(super) struct Records {
    /// Always "crosscheck export".
    pub format: &'static str,
    /// Increases when a field changes its meaning or is removed; new fields can be added at any time.
    pub version: u32,
    pub id: String,
    pub title: String,
    /// Headline of the report; empty for `title`.
    pub report_title: String,
    /// First paragraphs of the report, one per line.
    pub report_lead: String,
    /// The day of the export, as 2031-06-01.
    pub exported: String,
    pub scale: ScaleRecord,
    pub claims: Vec<ClaimRecord>,
    pub articles: Vec<ArticleRecord>,
    pub speakers: Vec<SpeakerRecord>,
}

#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(super) struct ScaleRecord {
    pub name: String,
    pub verdicts: Vec<VerdictRecord>,
}

#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(super) struct VerdictRecord {
    pub label: String,
    pub rank: u32,
}

#[derive(Debug, Default, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(super) struct ClaimRecord {
    #[serde(skip)]
    pub key: ClaimId,
    pub id: String,
    /// Its position in the list of the project, from 1.
    pub number: usize,
    pub statement: String,
    pub verdict: Option<String>,
    /// Rank of the verdict on the scale.
    pub rank: Option<u32>,
    pub status: &'static str,
    pub justification: String,
    #[serde(rename = "type")]
    pub kind: Option<&'static str>,
    /// Date of the claim: ISO 8601 to any precision, or free text.
    pub made: String,
    /// Id of the speaker who made it.
    pub speaker: Option<String>,
    pub first_appearance: String,
    pub tags: Vec<String>,
    /// 1 to 6 on the Admiralty scale.
    pub credibility: Option<u8>,
    /// Numbers of independent sources, such as "2", or "1–3" while provenance is incomplete.
    pub sources_for: String,
    pub sources_against: String,
    pub one_source_only: bool,
    pub searches: Vec<SearchRecord>,
    pub reply: String,
    pub waivers: Vec<WaiverRecord>,
    pub relations: Vec<RelationRecord>,
    pub notes: String,
    pub evidence: Vec<EvidenceRecord>,
    /// Ids of the articles that were read for the claim and are silent on it.
    pub silent: Vec<String>,
    /// As #rrggbb.
    pub color: String,
}

#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(super) struct SearchRecord {
    pub sought: String,
    pub place: String,
    pub date: String,
}

#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(super) struct WaiverRecord {
    pub rule: &'static str,
    pub by: String,
    pub reason: String,
}

/// A relation from the claim that contains it to another one.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(super) struct RelationRecord {
    /// "contradicts", "same as", "part of", "entails" or "undercuts".
    pub relation: &'static str,
    /// Id of the other claim.
    pub claim: String,
}

/// A link from a highlight to the claim that contains this record.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(super) struct EvidenceRecord {
    pub id: String,
    /// Id of its article.
    pub article: String,
    /// Id of its highlight, which the article contains.
    pub highlight: String,
    /// Indices of both in their lists.
    #[serde(skip)]
    pub at: (usize, usize),
    /// "supports", "refutes" or "context".
    pub stance: &'static str,
    /// Id of the speaker.
    pub speaker: Option<String>,
    /// Ids of the speakers between it and the article, starting nearest the article.
    pub relayed_by: Vec<String>,
    pub wording: String,
    /// "direct", "indirect", "mixed" or "none".
    pub quotation: Option<&'static str>,
    /// "first-hand" or "reported".
    pub first_hand: Option<&'static str>,
    /// "primary" or "secondary".
    pub primary_or_secondary: Option<&'static str>,
    /// "named", "anonymous" or "on background".
    pub naming: Option<&'static str>,
    /// Set of pieces that only count together.
    pub set: Option<String>,
    /// Whether it is not counted, because its source is excluded.
    pub excluded: bool,
    /// The amount that the passage states, as written: "at least 12 injured".
    pub value: String,
    /// Its number; the lower end of a range.
    pub value_number: Option<f64>,
    /// The upper end of a range.
    pub value_to: Option<f64>,
    /// "about", "almost", "at least", "more than", "up to", "fewer than" or "range".
    pub value_bound: Option<&'static str>,
    /// The thing counted.
    pub value_unit: String,
    pub note: String,
}

#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(super) struct ArticleRecord {
    #[serde(skip)]
    pub key: ArticleId,
    pub id: String,
    /// Its position in the export, from 1.
    pub number: usize,
    pub title: String,
    pub outlet: String,
    pub byline: String,
    /// ISO 8601 to any precision, or free text; the same for `retrieved`.
    pub published: String,
    pub retrieved: String,
    pub url: String,
    /// BCP 47 tag.
    pub language: String,
    pub agency_credits: String,
    /// A to F on the Admiralty scale.
    pub reliability: Option<String>,
    /// "unknown", "original" or "derived".
    pub provenance: &'static str,
    pub derived_from: Vec<DerivationRecord>,
    /// "retracted" or "unreliable".
    pub excluded: Option<&'static str>,
    /// SHA-256 of the text as imported; see [`may_show_hashes`](super::protected_names::may_show_hashes).
    pub sha256: Option<String>,
    /// Paragraphs that are menus, captions or advertisements, from 0.
    pub clutter: Vec<usize>,
    pub highlights: Vec<HighlightRecord>,
    /// The text, cut wherever a highlight begins or ends.
    #[serde(rename = "text", serialize_with = "joined")]
    #[cfg_attr(test, schemars(with = "String"))]
    pub pieces: Vec<String>,
}

#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(super) struct DerivationRecord {
    /// "reprint", "rewrite", "translation" or "quotes".
    pub manner: &'static str,
    /// Id of an article.
    pub article: Option<String>,
    /// Id of a speaker whose own text is not in the project.
    pub speaker: Option<String>,
}

#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(super) struct HighlightRecord {
    pub id: String,
    /// Position in the text, in Unicode code points from 0; `end` is exclusive.
    pub start: usize,
    pub end: usize,
    pub quote: String,
    /// Context that makes the quote unique in the article, if the format includes it.
    #[serde(skip)]
    pub prefix: String,
    #[serde(skip)]
    pub suffix: String,
    /// Readable position, such as "p. 3".
    pub locator: String,
    pub note: String,
    /// Whether it is evidence for a claim of the export.
    #[serde(skip)]
    pub is_linked: bool,
    /// Range of the text's pieces that it covers.
    #[serde(skip)]
    pub pieces: (usize, usize),
}

#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(super) struct SpeakerRecord {
    #[serde(skip)]
    pub key: SpeakerId,
    pub id: String,
    /// The stand-in, if the name is protected from the readers of the export.
    pub name: String,
    pub aliases: Vec<String>,
    pub role: String,
    pub notes: String,
    pub excluded: Option<&'static str>,
    /// Whether the name is a stand-in; then aliases, role and notes are left out.
    pub protected: bool,
}

fn joined<S: Serializer>(pieces: &[String], serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_str(&pieces.concat())
}

impl Records {
    /// Computes quotes and positions from the texts, if the format includes them, since stand-ins are longer or shorter
    /// than names.
    pub fn settle(&mut self) {
        for article in &mut self.articles {
            if article.pieces.is_empty() {
                continue;
            }
            let mut at = 0;
            let mut starts = vec![0];
            for piece in &article.pieces {
                at += piece.chars().count();
                starts.push(at);
            }
            for highlight in &mut article.highlights {
                let (from, to) = highlight.pieces;
                highlight.quote = article.pieces[from..to].concat();
                (highlight.start, highlight.end) = (starts[from], starts[to]);
            }
        }
    }

    /// Each piece of evidence with its claim, article and highlight.
    pub fn passages(
        &self,
    ) -> impl Iterator<
        Item = (
            &ClaimRecord,
            &EvidenceRecord,
            &ArticleRecord,
            &HighlightRecord,
        ),
    > {
        let claims = self.claims.iter();
        claims.flat_map(move |claim| {
            claim.evidence.iter().map(move |evidence| {
                let (article, highlight) = evidence.at;
                let article = &self.articles[article];
                (claim, evidence, article, &article.highlights[highlight])
            })
        })
    }

    pub fn speaker_name(&self, id: &str) -> &str {
        let speaker = self.speakers.iter().find(|speaker| speaker.id == id);
        speaker.map_or("", |speaker| &speaker.name)
    }
}
