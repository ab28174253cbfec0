use super::{
    protected_names::RowId,
    table::{
        BETWEEN_VALUES, NumberedClaim, RowPlace, RowUser, Rows, Table, TableSource, column_names,
        label, yes_or_empty,
    },
};
use crate::{
    analysis::{ClaimEvidence, ClaimRow, ClaimSources, Passage, Roots},
    project::{Claim, ClaimType, Search, Waiver},
    text::WordOrder,
};

use std::borrow::Cow;

/// The claims, one per row.
pub(super) const TABLE: Table = Table {
    columns: &CLAIM_COLUMNS,
    has_code_points: false,
    rows: Rows::OfClaims(rows),
};

/// After a release, new columns come last, and existing ones keep their names and positions.
pub const CLAIM_COLUMNS: [&str; COLUMNS.len()] = column_names(&COLUMNS);

struct ClaimCells<'a> {
    number: usize,
    claim: &'a Claim,
    evidence: ClaimEvidence<'a>,
    sources: ClaimSources,
    row: ClaimRow,
    table: &'a TableSource<'a>,
}

type ClaimColumn = (&'static str, for<'c> fn(&'c ClaimCells<'_>) -> Cow<'c, str>);

const COLUMNS: [ClaimColumn; 29] = [
    ("number", |it| it.number.to_string().into()),
    ("claim", |it| (&it.claim.statement).into()),
    ("verdict", |it| {
        it.claim.verdict.as_deref().unwrap_or_default().into()
    }),
    ("status", |it| it.claim.status.label().into()),
    ("justification", |it| (&it.claim.justification).into()),
    ("supports", |it| it.row.supports.to_string().into()),
    ("refutes", |it| it.row.refutes.to_string().into()),
    ("context", |it| it.row.context.to_string().into()),
    ("independent_sources_support", |it| {
        it.row.supporting_sources.range().into()
    }),
    ("independent_sources_refute", |it| {
        it.row.refuting_sources.range().into()
    }),
    ("one_source_only", |it| yes_or_empty(it.row.one_source_only)),
    ("unchallenged", |it| yes_or_empty(it.row.unchallenged)),
    ("articles", |it| it.row.articles.to_string().into()),
    ("outlets", |it| it.row.outlets.join(BETWEEN_VALUES).into()),
    ("speaker", |it| {
        label(it.claim.speaker, |id| it.table.speaker_name(id))
    }),
    ("made", |it| (&it.claim.made).into()),
    ("type", |it| label(it.claim.kind, ClaimType::label)),
    ("first_published", |it| {
        it.row.first_published.label().into()
    }),
    ("first_appearance", |it| (&it.claim.first_appearance).into()),
    ("quotes", |it| quotes(&it.evidence).into()),
    ("credibility", |it| {
        let credibility = it.claim.credibility.map(|it| it.number().to_string());
        credibility.unwrap_or_default().into()
    }),
    ("tags", |it| {
        let sorted = it.table.names.sorted(&it.claim.tags, WordOrder::Files);
        sorted.join(BETWEEN_VALUES).into()
    }),
    ("house_rule_misses", misses),
    ("waivers", |it| {
        let waivers = it.claim.waivers.iter().filter(|it| it.holds());
        joined(waivers.map(waiver), "\n")
    }),
    ("searches", |it| {
        let searches = it.claim.searches.iter().filter(|it| it.holds());
        joined(searches.map(search), "\n")
    }),
    ("reply", |it| (&it.claim.reply).into()),
    ("relations", relations),
    ("excluded_evidence", |it| {
        it.row.all_excluded().to_string().into()
    }),
    ("notes", |it| (&it.claim.notes).into()),
];

fn rows(table: &TableSource<'_>, claims: &[NumberedClaim<'_>], write: &mut RowUser<'_>) {
    let mut roots = Roots::new(table.project);
    for &(number, claim) in claims {
        let evidence = ClaimEvidence::new(table.project, claim);
        let sources = ClaimSources::new(&evidence, &mut roots);
        let cells = ClaimCells {
            number,
            claim,
            row: ClaimRow::of_evidence(&evidence, &sources),
            evidence,
            sources,
            table,
        };
        let place = RowPlace {
            id: RowId::Claim(claim.id),
            number,
            piece: None,
        };
        write(place, &COLUMNS.map(|(_, cell)| cell(&cells)));
    }
}

/// House rules that the claim does not meet and that are not waived.
fn misses<'c>(cells: &'c ClaimCells<'_>) -> Cow<'c, str> {
    if cells.row.misses == 0 {
        return "".into();
    }
    let ClaimEvidence { project, claim, .. } = &cells.evidence;
    let misses = cells.sources.misses(project, claim).into_iter();
    let open = misses.filter(|miss| !miss.is_waived());
    joined(
        open.map(|miss| miss.rule.label().to_owned()),
        BETWEEN_VALUES,
    )
}

fn joined(words: impl Iterator<Item = String>, separator: &str) -> Cow<'static, str> {
    words.collect::<Vec<_>>().join(separator).into()
}

/// "independent sources: waived by Ann, both saw it".
fn waiver(waiver: &Waiver) -> String {
    let Waiver { rule, by, reason } = waiver;
    let (by, reason) = (by.trim(), reason.trim());
    format!("{}: waived by {by}, {reason}", rule.label())
}

/// "asked the hospital, no answer | the hospital | 2023-05-24".
fn search(search: &Search) -> String {
    search.parts().collect::<Vec<_>>().join(BETWEEN_VALUES)
}

/// "contradicts 4 | part of 7".
fn relations<'c>(cells: &'c ClaimCells<'_>) -> Cow<'c, str> {
    let ClaimEvidence { project, claim, .. } = &cells.evidence;
    let mut relations: Vec<(usize, &str)> = project
        .relations_of(claim.id)
        .filter_map(|relation| {
            let (other, label) = if relation.from == claim.id {
                (relation.to, relation.kind.label())
            } else {
                (relation.from, relation.kind.label_from_the_other())
            };
            Some((project.claim_place(other)? + 1, label))
        })
        .collect();
    relations.sort_unstable();
    let relations = relations.iter();
    joined(
        relations.map(|(number, label)| format!("{label} {number}")),
        BETWEEN_VALUES,
    )
}

/// One line per quote.
fn quotes(evidence: &ClaimEvidence<'_>) -> String {
    let quotes = evidence.passages.iter().filter_map(Passage::quote);
    let quotes: Vec<String> = quotes.map(|quote| quote.replace('\n', " ")).collect();
    quotes.join("\n")
}
