use super::{
    protected_names::RowId,
    table::{
        BETWEEN_VALUES, NumberedClaim, RowPlace, RowUser, Rows, Table, TableSource, column_names,
        yes_or_empty,
    },
};
use crate::{
    analysis::{ClaimEvidence, ClaimRow, ClaimSources, Passage, Roots},
    project::{ClaimType, Search, Waiver},
    text::WordOrder,
};

use std::borrow::Cow;

/// The claims: one row for each.
pub(super) const TABLE: Table = Table {
    columns: &CLAIM_COLUMNS,
    has_code_points: false,
    rows: Rows::OfClaims(rows),
};

/// After a release, new columns come last and existing ones keep their names and places.
pub const CLAIM_COLUMNS: [&str; COLUMNS.len()] = column_names(&COLUMNS);

struct ClaimCells<'a> {
    number: usize,
    evidence: ClaimEvidence<'a>,
    sources: ClaimSources,
    row: ClaimRow,
    table: &'a TableSource<'a>,
}

type ClaimColumn = (&'static str, for<'c> fn(&'c ClaimCells<'_>) -> Cow<'c, str>);

const COLUMNS: [ClaimColumn; 29] = [
    ("number", |cells| cells.number.to_string().into()),
    ("claim", |cells| (&cells.evidence.claim.statement).into()),
    ("verdict", |cells| {
        let verdict = cells.evidence.claim.verdict.as_deref();
        verdict.unwrap_or_default().into()
    }),
    ("status", |cells| cells.evidence.claim.status.label().into()),
    ("justification", |cells| {
        (&cells.evidence.claim.justification).into()
    }),
    ("supports", |cells| cells.row.supports.to_string().into()),
    ("refutes", |cells| cells.row.refutes.to_string().into()),
    ("context", |cells| cells.row.context.to_string().into()),
    ("independent_sources_support", |cells| {
        cells.row.supporting_sources.range().into()
    }),
    ("independent_sources_refute", |cells| {
        cells.row.refuting_sources.range().into()
    }),
    ("one_source_only", |cells| {
        yes_or_empty(cells.row.one_source_only)
    }),
    ("unchallenged", |cells| yes_or_empty(cells.row.unchallenged)),
    ("articles", |cells| cells.row.articles.to_string().into()),
    ("outlets", |cells| {
        cells.row.outlets.join(BETWEEN_VALUES).into()
    }),
    ("speaker", |cells| {
        let speaker = cells.evidence.claim.speaker;
        speaker.map_or("", |id| cells.table.speaker_name(id)).into()
    }),
    ("made", |cells| (&cells.evidence.claim.made).into()),
    ("type", |cells| {
        let kind = cells.evidence.claim.kind;
        kind.map_or("", ClaimType::label).into()
    }),
    ("first_published", |cells| {
        cells.row.first_published.label().into()
    }),
    ("first_appearance", |cells| {
        (&cells.evidence.claim.first_appearance).into()
    }),
    ("quotes", |cells| quotes(&cells.evidence).into()),
    ("credibility", |cells| {
        let credibility = cells.evidence.claim.credibility;
        credibility
            .map_or_else(String::new, |it| it.number().to_string())
            .into()
    }),
    ("tags", |cells| {
        let tags = &cells.evidence.claim.tags;
        let sorted = cells.table.names.sorted(tags, WordOrder::Files);
        sorted.join(BETWEEN_VALUES).into()
    }),
    ("house_rule_misses", misses),
    ("waivers", |cells| {
        let waivers = cells.evidence.claim.waivers.iter();
        joined(waivers.filter(|it| it.holds()).map(waiver), "\n")
    }),
    ("searches", |cells| {
        let searches = cells.evidence.claim.searches.iter();
        joined(searches.filter(|it| it.holds()).map(search), "\n")
    }),
    ("reply", |cells| (&cells.evidence.claim.reply).into()),
    ("relations", relations),
    ("excluded_evidence", |cells| {
        cells.row.all_excluded().to_string().into()
    }),
    ("notes", |cells| (&cells.evidence.claim.notes).into()),
];

fn rows(table: &TableSource<'_>, claims: &[NumberedClaim<'_>], write: &mut RowUser<'_>) {
    let mut roots = Roots::new(table.project);
    for &(number, claim) in claims {
        let evidence = ClaimEvidence::new(table.project, claim);
        let sources = ClaimSources::new(&evidence, &mut roots);
        let cells = ClaimCells {
            number,
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

/// House rules that the claim misses and that are not waived.
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
    let labels = relations
        .into_iter()
        .map(|(number, label)| format!("{label} {number}"));
    joined(labels, BETWEEN_VALUES)
}

/// One line for each quote.
fn quotes(evidence: &ClaimEvidence<'_>) -> String {
    let quotes: Vec<String> = evidence
        .passages
        .iter()
        .filter_map(Passage::quote)
        .map(|quote| quote.replace('\n', " "))
        .collect();
    quotes.join("\n")
}
