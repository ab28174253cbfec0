use std::fmt::{self, Write as _};

use super::{FORMAT, VERSION, quoted::Quoted};
use crate::project::{Article, Claim, Evidence, Highlight, Project, SourceRecord, VerdictScale};

/// Writes a project as the text of a project file.
///
/// The same project always gives the same bytes: "\n" ends lines, fields stand in a fixed order, and there is one record
/// (or one paragraph of an article) a line, so that a diff shows a line a change. Articles and claims come in list order,
/// highlights by article and position, evidence by claim.
#[must_use]
pub fn to_ron(project: &Project) -> String {
    let text_len: usize = project.articles().map(|a| a.text.as_str().len()).sum();
    let records = project.highlights().len() + project.all_evidence().len();
    let mut out = String::with_capacity(text_len + text_len / 16 + records * 160 + 4096);
    // Writing into a `String` cannot fail.
    let written = write_project(&mut out, project);
    debug_assert!(written.is_ok());
    out
}

/// The enums' `Debug` is their variant's name, which is what [`v1`](super::v1) reads; the golden files hold both to it.
fn write_project(out: &mut String, project: &Project) -> fmt::Result {
    writeln!(out, "(\n  format: \"{FORMAT}\",\n  version: {VERSION},")?;
    writeln!(out, "  id: \"{}\",", project.id())?;
    writeln!(out, "  title: {},", Quoted(project.title()))?;
    write_scale(out, project.scale())?;
    write_list(out, "articles", project.articles(), write_article)?;
    let in_order = project
        .articles()
        .flat_map(|article| project.highlights_of(article.id).map(move |h| (article, h)))
        .filter_map(|(article, (_, id))| Some((article, project.highlight(id)?)));
    write_list(out, "highlights", in_order, write_highlight)?;
    write_list(out, "claims", project.claims(), write_claim)?;
    let by_claim = project
        .claims()
        .flat_map(|claim| project.evidence_of(claim.id));
    write_list(out, "evidence", by_claim, write_evidence)?;
    out.write_str(")\n")
}

fn write_list<T>(
    out: &mut String,
    name: &str,
    records: impl Iterator<Item = T>,
    mut write_one: impl FnMut(&mut String, T) -> fmt::Result,
) -> fmt::Result {
    writeln!(out, "  {name}: [")?;
    for record in records {
        write_one(out, record)?;
    }
    out.write_str("  ],\n")
}

fn write_scale(out: &mut String, scale: &VerdictScale) -> fmt::Result {
    writeln!(out, "  scale: (name: {}, verdicts: [", Quoted(&scale.name))?;
    for verdict in &scale.verdicts {
        let (label, rank) = (Quoted(&verdict.label), verdict.rank);
        writeln!(out, "    (label: {label}, rank: {rank}),")?;
    }
    out.write_str("  ]),\n")
}

fn write_article(out: &mut String, article: &Article) -> fmt::Result {
    writeln!(out, "    (\n      id: \"{}\",", article.id)?;
    write_source(out, &article.source)?;
    out.write_str("      furniture: [")?;
    for (place, paragraph) in article.furniture.iter().enumerate() {
        let separator = if place == 0 { "" } else { ", " };
        write!(out, "{separator}{paragraph}")?;
    }
    writeln!(out, "],\n      sha256: \"{}\",", article.text.hash())?;
    out.write_str("      text: [\n")?;
    for paragraph in article.text.as_str().split('\n') {
        writeln!(out, "        {},", Quoted(paragraph))?;
    }
    out.write_str("      ],\n    ),\n")
}

fn write_source(out: &mut String, source: &SourceRecord) -> fmt::Result {
    let fields = [
        ("title", &source.title),
        ("outlet", &source.outlet),
        ("byline", &source.byline),
        ("published", &source.published),
        ("retrieved", &source.retrieved),
        ("url", &source.url),
        ("language", &source.language),
        ("agency_credits", &source.agency_credits),
    ];
    out.write_str("      source: (")?;
    for (name, value) in fields {
        write!(out, "{name}: {}, ", Quoted(value))?;
    }
    match source.reliability {
        Some(letter) => writeln!(out, "reliability: Some({letter:?})),"),
        None => out.write_str("reliability: None),\n"),
    }
}

fn write_highlight(out: &mut String, (article, highlight): (&Article, &Highlight)) -> fmt::Result {
    let quote = article.quote(highlight.span).unwrap_or_default();
    writeln!(
        out,
        "    (id: \"{}\", article: \"{}\", start: {}, end: {}, quote: {}, note: {}),",
        highlight.id,
        highlight.article,
        highlight.span.start(),
        highlight.span.end(),
        Quoted(quote),
        Quoted(&highlight.note),
    )
}

fn write_claim(out: &mut String, claim: &Claim) -> fmt::Result {
    let statement = Quoted(&claim.statement);
    write!(out, "    (id: \"{}\", statement: {statement}, ", claim.id)?;
    match &claim.verdict {
        Some(label) => write!(out, "verdict: Some({}), ", Quoted(label))?,
        None => out.write_str("verdict: None, ")?,
    }
    writeln!(
        out,
        "status: {:?}, justification: {}, notes: {}, color: {}),",
        claim.status,
        Quoted(&claim.justification),
        Quoted(&claim.notes),
        claim.color,
    )
}

fn write_evidence(out: &mut String, evidence: &Evidence) -> fmt::Result {
    writeln!(
        out,
        "    (id: \"{}\", highlight: \"{}\", claim: \"{}\", stance: {:?}, note: {}),",
        evidence.id,
        evidence.highlight,
        evidence.claim,
        evidence.stance,
        Quoted(&evidence.note),
    )
}
