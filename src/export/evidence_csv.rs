use super::{
    protected_names::RowId,
    table::{
        BETWEEN_VALUES, NumberedClaim, RowPlace, RowUser, Rows, Table, TableSource, column_names,
        label, yes_or_empty,
    },
};
use crate::{
    analysis::{
        Amount, Bound, ClaimEvidence, ClaimSources, IndependentSource, Root, Roots, all_excluded,
        recorded_value,
    },
    project::{
        Article, Attribution, Claim, Evidence, EvidenceId, EvidenceSet, FirstHandOrReported,
        Naming, PrimaryOrSecondary, Project, Quotation, Reliability,
    },
};

use std::{borrow::Cow, collections::BTreeSet};

/// The evidence, one piece per row: by claim in list order, within a claim in the analyst's order.
pub(super) const TABLE: Table = Table {
    columns: &EVIDENCE_COLUMNS,
    has_code_points: true,
    rows: Rows::OfClaims(rows),
};

/// After a release, new columns come last, and existing ones keep their names and positions.
pub const EVIDENCE_COLUMNS: [&str; COLUMNS.len()] = column_names(&COLUMNS);

struct EvidenceCells<'a> {
    claim_number: usize,
    claim: &'a Claim,
    evidence: &'a Evidence,
    article: &'a Article,
    quote: &'a str,
    /// Of the passage, in bytes.
    start: usize,
    /// Start and end of the passage, in code points.
    range: (usize, usize),
    root: Root,
    /// Whether it is not counted, because its source is excluded.
    is_excluded: bool,
    /// Whether its article is later than the claim.
    is_late: bool,
    table: &'a TableSource<'a>,
}

type EvidenceColumn = (
    &'static str,
    for<'c> fn(&'c EvidenceCells<'_>) -> Cow<'c, str>,
);

const COLUMNS: [EvidenceColumn; 28] = [
    ("claim_number", |it| it.claim_number.to_string().into()),
    ("claim", |it| (&it.claim.statement).into()),
    ("verdict", |it| {
        it.claim.verdict.as_deref().unwrap_or_default().into()
    }),
    ("stance", |it| it.evidence.stance.label().into()),
    ("quote", |it| it.quote.into()),
    ("speaker", |it| {
        label(it.said().speaker, |id| it.table.speaker_name(id))
    }),
    ("wording", |it| (&it.said().wording).into()),
    ("quotation", |it| {
        label(it.said().quotation, Quotation::label)
    }),
    ("first_hand", |it| {
        label(it.said().first_hand, FirstHandOrReported::label)
    }),
    ("primary_or_secondary", |it| {
        label(it.said().primary_or_secondary, PrimaryOrSecondary::label)
    }),
    ("naming", |it| label(it.said().naming, Naming::label)),
    ("relayed_by", |it| {
        let relayed_by = it.said().relayed_by.iter();
        let names = relayed_by.map(|id| it.table.speaker_name(*id));
        names.collect::<Vec<_>>().join(BETWEEN_VALUES).into()
    }),
    ("independent_source", independent_source),
    ("outlet", |it| (&it.article.details.outlet).into()),
    ("article", |it| (&it.article.details.title).into()),
    ("published", |it| (&it.article.details.published).into()),
    ("url", |it| (&it.article.details.url).into()),
    ("note", |it| (&it.evidence.note).into()),
    ("evidence_set", |it| {
        it.evidence
            .set
            .map_or_else(String::new, EvidenceSet::label)
            .into()
    }),
    ("excluded", |it| excluded(it).into()),
    ("published_after_claim", |it| yes_or_empty(it.is_late)),
    ("reliability", |it| {
        label(it.article.details.reliability, Reliability::label)
    }),
    ("start", |it| it.range.0.to_string().into()),
    ("end", |it| it.range.1.to_string().into()),
    ("locator", |it| {
        let paragraph = it.article.text.paragraphs().at(it.start);
        it.article.structure.locator(paragraph).into()
    }),
    ("value", |it| value(it).number().into()),
    ("value_bound", |it| {
        label(value(it).amount.and_then(|it| it.bound), Bound::label)
    }),
    ("value_unit", |it| value(it).unit().into()),
];

impl<'a> EvidenceCells<'a> {
    fn said(&self) -> &'a Attribution {
        &self.evidence.attribution
    }
}

/// The value of a piece of evidence, in its parts.
struct ValueCells<'a> {
    written: &'a str,
    amount: Option<Amount>,
}

fn value<'c>(cells: &'c EvidenceCells<'_>) -> ValueCells<'c> {
    let written = cells.evidence.value.as_str();
    ValueCells {
        written,
        amount: recorded_value(written),
    }
}

impl ValueCells<'_> {
    /// "12", or both ends of a range: "8-12".
    fn number(&self) -> String {
        self.amount.as_ref().map_or_else(String::new, |it| {
            let value = it.value.to_string();
            it.to.map_or(value.clone(), |to| format!("{value}-{to}"))
        })
    }

    /// The thing counted; the whole text if it contains no number.
    fn unit(self) -> String {
        let written = || self.written.to_owned();
        self.amount.map_or_else(written, |it| it.unit)
    }
}

fn rows(table: &TableSource<'_>, claims: &[NumberedClaim<'_>], write: &mut RowUser<'_>) {
    let project = table.project;
    let mut roots = Roots::new(project);
    let any_excluded = all_excluded(project).next().is_some();
    for &(number, claim) in claims {
        let evidence = ClaimEvidence::new(project, claim);
        let excluded = if any_excluded {
            excluded_evidence(&evidence, &mut roots)
        } else {
            BTreeSet::new()
        };
        let late = evidence.published_later();
        for (piece, passage) in (1..).zip(&evidence.passages) {
            let id = passage.evidence.id;
            let range = table.code_points.of_highlight(passage.highlight.id);
            let Some((quote, range)) = passage.quote().zip(range) else {
                continue;
            };
            let (root, _) = roots.of_evidence(passage.evidence, passage.article);
            let cells = EvidenceCells {
                claim_number: number,
                claim,
                evidence: passage.evidence,
                article: passage.article,
                quote,
                start: passage.highlight.span.start(),
                range,
                root,
                is_excluded: excluded.contains(&id),
                is_late: late.contains(&id),
                table,
            };
            let place = RowPlace {
                id: RowId::Evidence(id),
                number,
                piece: Some(piece),
            };
            write(place, &COLUMNS.map(|(_, cell)| cell(&cells)));
        }
    }
}

fn excluded_evidence(claim: &ClaimEvidence<'_>, roots: &mut Roots<'_>) -> BTreeSet<EvidenceId> {
    let sources = ClaimSources::new(claim, roots);
    sources.excluded().map(|piece| piece.evidence).collect()
}

/// Empty if unknown.
fn independent_source<'c>(cells: &'c EvidenceCells<'_>) -> Cow<'c, str> {
    match cells.root {
        Root::Settled(source) | Root::Excluded(source) => match source {
            IndependentSource::Speaker(id) => cells.table.speaker_name(id).into(),
            IndependentSource::Article(id) => {
                let article = cells.table.project.article(id);
                article.map(Article::name).unwrap_or_default().into()
            }
        },
        Root::Open { .. } | Root::Unattributed { .. } => "".into(),
    }
}

fn excluded(cells: &EvidenceCells<'_>) -> &'static str {
    let project: &Project = cells.table.project;
    let exclusion = match cells.root {
        Root::Excluded(IndependentSource::Speaker(id)) => {
            project.speaker(id).and_then(|speaker| speaker.excluded)
        }
        Root::Excluded(IndependentSource::Article(id)) => {
            project.article(id).and_then(|article| article.excluded)
        }
        Root::Settled(_) | Root::Open { .. } | Root::Unattributed { .. } => None,
    };
    match exclusion {
        Some(exclusion) => exclusion.label(),
        None if cells.is_excluded => "with its set",
        None => "",
    }
}
