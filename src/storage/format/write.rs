use super::{
    parts::{self, Parts},
    quoted::Quoted,
};
use crate::{
    project::{
        Article, ArticleDetails, Claim, DerivedFrom, Evidence, Highlight, HouseRules, Project,
        Provenance, Relation, Speaker, VerdictScale,
    },
    storage::{FORMAT, VERSION},
};

use std::fmt::{self, Write as _};

/// Writes a project as the text of a project file.
///
/// The same project always gives the same bytes: "\n" ends lines, fields stand in a fixed order, and there is one record
/// (or one paragraph of an article) a line, so that a diff shows a line a change. Articles and claims come in list order,
/// highlights by article and position, evidence by claim, relations by their claims.
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

/// The enums' `Debug` is their variant's name, which is what [`v3`](super::v3) reads; the golden files hold both to it.
fn write_project(out: &mut String, project: &Project) -> fmt::Result {
    writeln!(out, "(\n  format: \"{FORMAT}\",\n  version: {VERSION},")?;
    if project.has_protected_names() {
        out.write_str("  holds_protected_names: true,\n")?;
    }
    writeln!(out, "  id: \"{}\",", project.id())?;
    writeln!(out, "  title: {},", Quoted(project.title()))?;
    write_scale(out, project.scale())?;
    write_rules(out, project.rules())?;
    write_new_list(out, "speakers", project.speakers(), write_speaker)?;
    write_list(out, "articles", project.articles(), write_article)?;
    let in_order = project
        .articles()
        .flat_map(|article| project.highlights_of(article.id).map(move |h| (article, h)))
        .filter_map(|(article, (_, id))| Some((article, project.highlight(id)?)));
    write_list(out, "highlights", in_order, write_highlight)?;
    let claims = project.claims().map(|claim| (project, claim));
    write_list(out, "claims", claims, write_claim)?;
    let by_claim = project
        .claims()
        .flat_map(|claim| project.evidence_of(claim.id));
    write_list(out, "evidence", by_claim, write_evidence)?;
    let mut relations: Vec<&Relation> = project.relations().collect();
    relations.sort_by_key(|relation| {
        let place = |claim| project.claim_place(claim);
        (place(relation.from), place(relation.to), relation.id)
    });
    write_new_list(out, "relations", relations.into_iter(), write_relation)?;
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

/// A list that is left out where it is empty.
fn write_new_list<T>(
    out: &mut String,
    name: &str,
    records: impl ExactSizeIterator<Item = T>,
    write_one: impl FnMut(&mut String, T) -> fmt::Result,
) -> fmt::Result {
    if records.len() == 0 {
        return Ok(());
    }
    write_list(out, name, records, write_one)
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
    write_source(out, &article.details)?;
    out.write_str("      clutter: [")?;
    for (place, paragraph) in article.clutter.iter().enumerate() {
        let separator = if place == 0 { "" } else { ", " };
        write!(out, "{separator}{paragraph}")?;
    }
    out.write_str("],\n")?;
    write_provenance(out, &article.provenance)?;
    if let Some(excluded) = article.excluded {
        writeln!(out, "      excluded: Some({excluded:?}),")?;
    }
    writeln!(out, "      sha256: \"{}\",", article.text.hash())?;
    out.write_str("      text: [\n")?;
    for paragraph in article.text.as_str().split('\n') {
        writeln!(out, "        {},", Quoted(paragraph))?;
    }
    out.write_str("      ],\n    ),\n")
}

fn write_source(out: &mut String, details: &ArticleDetails) -> fmt::Result {
    let fields = [
        ("title", &details.title),
        ("outlet", &details.outlet),
        ("byline", &details.byline),
        ("published", &details.published),
        ("retrieved", &details.retrieved),
        ("url", &details.url),
        ("language", &details.language),
        ("agency_credits", &details.agency_credits),
    ];
    out.write_str("      source: (")?;
    for (name, value) in fields {
        write!(out, "{name}: {}, ", Quoted(value))?;
    }
    match details.reliability {
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

fn write_claim(out: &mut String, (project, claim): (&Project, &Claim)) -> fmt::Result {
    let statement = Quoted(&claim.statement);
    write!(out, "    (id: \"{}\", statement: {statement}, ", claim.id)?;
    match &claim.verdict {
        Some(label) => write!(out, "verdict: Some({}), ", Quoted(label))?,
        None => out.write_str("verdict: None, ")?,
    }
    write!(
        out,
        "status: {:?}, justification: {}, notes: {}, color: {}",
        claim.status,
        Quoted(&claim.justification),
        Quoted(&claim.notes),
        claim.color,
    )?;
    parts::write_claim(&mut Parts::after_others(out), project, claim)?;
    out.write_str("),\n")
}

fn write_evidence(out: &mut String, evidence: &Evidence) -> fmt::Result {
    write!(
        out,
        "    (id: \"{}\", highlight: \"{}\", claim: \"{}\", stance: {:?}, note: {}",
        evidence.id,
        evidence.highlight,
        evidence.claim,
        evidence.stance,
        Quoted(&evidence.note),
    )?;
    parts::write_evidence(&mut Parts::after_others(out), evidence)?;
    out.write_str("),\n")
}

fn write_rules(out: &mut String, rules: &HouseRules) -> fmt::Result {
    if *rules == HouseRules::default() {
        return Ok(());
    }
    out.write_str("  rules: (")?;
    parts::write_rules(&mut Parts::first(out), rules)?;
    out.write_str("),\n")
}

fn write_speaker(out: &mut String, speaker: &Speaker) -> fmt::Result {
    let name = Quoted(&speaker.name);
    write!(out, "    (id: \"{}\", name: {name}, aliases: [", speaker.id)?;
    for (place, alias) in speaker.aliases.iter().enumerate() {
        let separator = if place == 0 { "" } else { ", " };
        write!(out, "{separator}{}", Quoted(alias))?;
    }
    let (role, notes) = (Quoted(&speaker.role), Quoted(&speaker.notes));
    write!(out, "], role: {role}, notes: {notes}")?;
    parts::write_speaker(&mut Parts::after_others(out), speaker)?;
    out.write_str("),\n")
}

fn write_provenance(out: &mut String, provenance: &Provenance) -> fmt::Result {
    let derivations = match provenance {
        Provenance::Unknown => return Ok(()),
        Provenance::Original => return out.write_str("      provenance: Original,\n"),
        Provenance::Derived(derivations) => derivations,
    };
    out.write_str("      provenance: Derived([")?;
    for (place, derivation) in derivations.iter().enumerate() {
        let separator = if place == 0 { "" } else { ", " };
        let (kind, id) = match derivation.from {
            DerivedFrom::Article(id) => ("Article", id.to_string()),
            DerivedFrom::Agency(id) => ("Agency", id.to_string()),
        };
        let manner = derivation.manner;
        write!(
            out,
            "{separator}(from: {kind}(\"{id}\"), manner: {manner:?})"
        )?;
    }
    out.write_str("]),\n")
}

fn write_relation(out: &mut String, relation: &Relation) -> fmt::Result {
    let Relation { id, from, to, kind } = relation;
    writeln!(
        out,
        "    (id: \"{id}\", from: \"{from}\", to: \"{to}\", kind: {kind:?}),"
    )
}
