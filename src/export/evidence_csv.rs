use super::{
    protected_names::RowId,
    table::{
        BETWEEN_VALUES, NumberedClaim, RowPlace, RowUser, Rows, Table, TableSource, column_names,
        yes_or_empty,
    },
};
use crate::{
    analysis::{
        Amount, Bound, ClaimEvidence, ClaimSources, IndependentSource, Passage, Root, Roots,
        all_excluded, recorded_value,
    },
    project::{
        Article, Claim, EvidenceId, EvidenceSet, FirstHandOrReported, Naming, PrimaryOrSecondary,
        Project, Quotation, Reliability,
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
    passage: Passage<'a>,
    quote: &'a str,
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
    ("claim_number", |cells| {
        cells.claim_number.to_string().into()
    }),
    ("claim", |cells| (&cells.claim.statement).into()),
    ("verdict", |cells| {
        cells.claim.verdict.as_deref().unwrap_or_default().into()
    }),
    ("stance", |cells| {
        cells.passage.evidence.stance.label().into()
    }),
    ("quote", |cells| cells.quote.into()),
    ("speaker", |cells| {
        let speaker = cells.passage.evidence.attribution.speaker;
        speaker.map_or("", |id| cells.table.speaker_name(id)).into()
    }),
    ("wording", |cells| {
        (&cells.passage.evidence.attribution.wording).into()
    }),
    ("quotation", |cells| {
        let quotation = cells.passage.evidence.attribution.quotation;
        quotation.map_or("", Quotation::label).into()
    }),
    ("first_hand", |cells| {
        let first_hand = cells.passage.evidence.attribution.first_hand;
        first_hand.map_or("", FirstHandOrReported::label).into()
    }),
    ("primary_or_secondary", |cells| {
        let primary_or_secondary = cells.passage.evidence.attribution.primary_or_secondary;
        primary_or_secondary
            .map_or("", PrimaryOrSecondary::label)
            .into()
    }),
    ("naming", |cells| {
        let naming = cells.passage.evidence.attribution.naming;
        naming.map_or("", Naming::label).into()
    }),
    ("relayed_by", |cells| {
        let relayed_by = cells.passage.evidence.attribution.relayed_by.iter();
        let names = relayed_by.map(|id| cells.table.speaker_name(*id));
        names.collect::<Vec<_>>().join(BETWEEN_VALUES).into()
    }),
    ("independent_source", independent_source),
    ("outlet", |cells| {
        (&cells.passage.article.details.outlet).into()
    }),
    ("article", |cells| {
        (&cells.passage.article.details.title).into()
    }),
    ("published", |cells| {
        (&cells.passage.article.details.published).into()
    }),
    ("url", |cells| (&cells.passage.article.details.url).into()),
    ("note", |cells| (&cells.passage.evidence.note).into()),
    ("evidence_set", |cells| {
        let set = cells.passage.evidence.set;
        set.map_or_else(String::new, EvidenceSet::label).into()
    }),
    ("excluded", |cells| excluded(cells).into()),
    ("published_after_claim", |cells| yes_or_empty(cells.is_late)),
    ("reliability", |cells| {
        let reliability = cells.passage.article.details.reliability;
        reliability.map_or("", Reliability::label).into()
    }),
    ("start", |cells| cells.range.0.to_string().into()),
    ("end", |cells| cells.range.1.to_string().into()),
    ("locator", |cells| {
        let Article {
            text, structure, ..
        } = cells.passage.article;
        let paragraph = text.paragraphs().at(cells.passage.highlight.span.start());
        structure.locator(paragraph).into()
    }),
    ("value", |cells| value(cells).number().into()),
    ("value_bound", |cells| {
        let bound = value(cells).amount.and_then(|it| it.bound);
        bound.map_or("", Bound::label).into()
    }),
    ("value_unit", |cells| value(cells).unit().into()),
];

/// The value of a piece of evidence, in its parts.
struct ValueCells<'a> {
    written: &'a str,
    amount: Option<Amount>,
}

fn value<'c>(cells: &'c EvidenceCells<'_>) -> ValueCells<'c> {
    let written = cells.passage.evidence.value.as_str();
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
                passage: *passage,
                quote,
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
