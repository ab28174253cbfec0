use super::{Names, RowAt, protected_names::RowId, rows::NumberedClaim, yes};
use crate::{
    analysis::{ClaimEvidence, ClaimRow, ClaimSources, Passage, Roots, SourceCount},
    project::{Claim, ClaimId, ClaimType, Project, Search, Waiver},
};

use std::borrow::Cow;

/// The heading of the claims. New columns come at the end; those that are there keep their names and their places.
pub const CLAIM_COLUMNS: [&str; COUNT] = [
    "number",
    "claim",
    "verdict",
    "status",
    "justification",
    "notes",
    "supports",
    "refutes",
    "context",
    "articles",
    "sources",
    "first_published",
    "quotes",
    "type",
    "made",
    "speaker",
    "first_appearance",
    "tags",
    "credibility",
    "origins_support",
    "origins_refute",
    "one source only",
    "house_rule_misses",
    "waivers",
    "unchallenged",
    "searches",
    "reply",
    "relations",
    "excluded_evidence",
];

const COUNT: usize = 29;

pub(crate) fn each_row<E>(
    project: &Project,
    names: Names,
    claims: &[NumberedClaim<'_>],
    mut hand_on: impl FnMut(RowAt, &[Cow<'_, str>]) -> Result<(), E>,
) -> Result<(), E> {
    let mut roots = Roots::new(project);
    for &(number, claim) in claims {
        let evidence = ClaimEvidence::of(project, claim);
        let sources = ClaimSources::of(&evidence, &mut roots);
        let row = ClaimRow::of_evidence(&evidence, &sources);
        let misses = match row.misses {
            0 => String::new(),
            _ => misses_of(&evidence, &sources),
        };
        let at = RowAt {
            id: RowId::Claim(claim.id),
            claim: number,
            piece: None,
        };
        hand_on(at, &cells(&evidence, names, number, &row, &misses))?;
    }
    Ok(())
}

/// In the order of [`CLAIM_COLUMNS`].
fn cells<'a>(
    evidence: &ClaimEvidence<'a>,
    names: Names,
    number: usize,
    row: &'a ClaimRow,
    misses: &'a str,
) -> [Cow<'a, str>; COUNT] {
    let ClaimEvidence { project, claim, .. } = *evidence;
    [
        number.to_string().into(),
        (&claim.statement).into(),
        claim.verdict.as_deref().unwrap_or_default().into(),
        claim.status.label().into(),
        (&claim.justification).into(),
        (&claim.notes).into(),
        row.supports.to_string().into(),
        row.refutes.to_string().into(),
        row.context.to_string().into(),
        row.articles.to_string().into(),
        row.outlets.join("; ").into(),
        row.first_published.as_deref().unwrap_or_default().into(),
        quotes_of(evidence).into(),
        claim.kind.map_or("", ClaimType::label).into(),
        (&claim.made).into(),
        claim.speaker.map_or("", |id| names.of(project, id)).into(),
        (&claim.first_appearance).into(),
        joined(claim.tags.iter().cloned(), "; ").into(),
        claim
            .credibility
            .map_or_else(String::new, |it| it.number().to_string())
            .into(),
        range(row.supporting_sources).into(),
        range(row.refuting_sources).into(),
        yes(row.one_source_only).into(),
        misses.into(),
        waivers_of(claim).into(),
        yes(row.unchallenged).into(),
        searches_of(claim).into(),
        (&claim.reply).into(),
        relations_of(project, claim.id).into(),
        row.all_excluded().to_string().into(),
    ]
}

/// "2", or "1\u{2013}3". With a hyphen, spreadsheets would take it for the third of January.
fn range(count: SourceCount) -> String {
    let SourceCount { at_least, at_most } = count;
    if at_least == at_most {
        at_most.to_string()
    } else {
        format!("{at_least}\u{2013}{at_most}")
    }
}

/// The rules that it does not keep and that nobody answers for.
fn misses_of(evidence: &ClaimEvidence<'_>, sources: &ClaimSources) -> String {
    let misses = sources.misses(evidence.project, evidence.claim).into_iter();
    let open = misses.filter(|miss| !miss.is_waived());
    joined(open.map(|miss| miss.rule.label().to_owned()), "; ")
}

fn joined(words: impl Iterator<Item = String>, between: &str) -> String {
    words.collect::<Vec<_>>().join(between)
}

/// A line each; what is still blank is none.
fn searches_of(claim: &Claim) -> String {
    let searches = claim.searches.iter().filter(|search| search.holds());
    joined(searches.map(search), "\n")
}

/// "independent sources: waived by Ann, both saw it", a line each.
fn waivers_of(claim: &Claim) -> String {
    let told = |waiver: &Waiver| {
        let (by, reason) = (waiver.by.trim(), waiver.reason.trim());
        format!("{}: waived by {by}, {reason}", waiver.rule.label())
    };
    let waivers = claim.waivers.iter().filter(|waiver| waiver.holds());
    joined(waivers.map(told), "\n")
}

/// "asked the hospital, no answer; the hospital; 2023-05-24".
fn search(search: &Search) -> String {
    let told = [&search.sought, &search.place, &search.date].into_iter();
    let told: Vec<&str> = told
        .map(|it| it.trim())
        .filter(|it| !it.is_empty())
        .collect();
    told.join("; ")
}

/// "contradicts 4; part of 7": what the claim is to others, by their numbers.
fn relations_of(project: &Project, claim: ClaimId) -> String {
    let mut relations: Vec<(usize, &str)> = project
        .relations_of(claim)
        .filter_map(|relation| {
            let (other, label) = if relation.from == claim {
                (relation.to, relation.kind.label())
            } else {
                (relation.from, relation.kind.label_from_the_other())
            };
            Some((project.claim_place(other)? + 1, label))
        })
        .collect();
    relations.sort_unstable();
    let relations = relations.into_iter();
    joined(
        relations.map(|(number, label)| format!("{label} {number}")),
        "; ",
    )
}

fn quotes_of(evidence: &ClaimEvidence<'_>) -> String {
    let passages = evidence.passages.iter();
    let quotes = passages.filter_map(Passage::quote);
    let mut lines = String::new();
    for quote in quotes {
        if !lines.is_empty() {
            lines.push('\n');
        }
        let words = quote.split('\n');
        for (place, words) in words.enumerate() {
            if place > 0 {
                lines.push(' ');
            }
            lines.push_str(words);
        }
    }
    lines
}
