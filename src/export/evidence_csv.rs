use super::{
    Names, RowAt, code_points::CodePoints, protected_names::RowId, rows::NumberedClaim, yes,
};
use crate::{
    analysis::{
        ClaimEvidence, ClaimSources, IndependentSource, Passage, Root, Roots, all_excluded,
    },
    project::{
        Article, Claim, EvidenceId, EvidenceSet, Knowledge, Naming, Project, Quotation,
        Reliability, Usage,
    },
};

use std::{borrow::Cow, collections::BTreeSet};

/// The heading of the evidence. New columns come at the end; those that are there keep their names and their places.
pub const EVIDENCE_COLUMNS: [&str; COUNT] = [
    "claim_number",
    "claim",
    "verdict",
    "stance",
    "article",
    "outlet",
    "url",
    "published",
    "quote",
    "start",
    "end",
    "note",
    "speaker",
    "via",
    "wording",
    "quotation",
    "knowledge",
    "usage",
    "naming",
    "set",
    "independent source",
    "excluded",
    "published_after_claim",
    "reliability",
];

const COUNT: usize = 24;

pub(crate) fn each_row<E>(
    project: &Project,
    names: Names,
    claims: &[NumberedClaim<'_>],
    code_points: &CodePoints,
    mut hand_on: impl FnMut(RowAt, &[Cow<'_, str>]) -> Result<(), E>,
) -> Result<(), E> {
    let mut roots = Roots::new(project);
    let any_excluded = all_excluded(project).next().is_some();
    for &(number, claim) in claims {
        let found = ClaimEvidence::of(project, claim);
        let fallen = if any_excluded {
            fallen_of(&found, &mut roots)
        } else {
            BTreeSet::new()
        };
        let leaking = found.leaking();
        for (nth, passage) in found.passages.iter().enumerate() {
            let Passage {
                evidence,
                highlight,
                article,
                ..
            } = *passage;
            let at = RowAt {
                id: RowId::Evidence(evidence.id),
                claim: number,
                piece: Some(nth + 1),
            };
            let (root, _) = roots.of_evidence(evidence, article);
            let row = Row {
                number,
                claim,
                passage: *passage,
                edges: code_points.of_highlight(highlight.id),
                root,
                falls: fallen.contains(&evidence.id),
                leaks: leaking.contains(&evidence.id),
            };
            if let Some(cells) = row.cells(project, names) {
                hand_on(at, &cells)?;
            }
        }
    }
    Ok(())
}

/// The evidence of a claim that does not count, since what it rests on is excluded.
fn fallen_of(claim: &ClaimEvidence<'_>, roots: &mut Roots<'_>) -> BTreeSet<EvidenceId> {
    let sources = ClaimSources::of(claim, roots);
    sources.excluded().map(|piece| piece.evidence).collect()
}

/// What is known of a piece of evidence before its cells are written.
struct Row<'a> {
    /// Of the claim, from 1.
    number: usize,
    claim: &'a Claim,
    passage: Passage<'a>,
    /// Where it begins and ends, in code points.
    edges: Option<(usize, usize)>,
    root: Root,
    /// It does not count.
    falls: bool,
    /// It is younger than the claim.
    leaks: bool,
}

impl<'a> Row<'a> {
    /// In the order of [`EVIDENCE_COLUMNS`].
    fn cells(&self, project: &'a Project, names: Names) -> Option<[Cow<'a, str>; COUNT]> {
        let claim = self.claim;
        let Passage {
            evidence, article, ..
        } = self.passage;
        let (start, end) = self.edges?;
        let (source, said) = (&article.details, &evidence.attribution);
        let name = |id| names.of(project, id);
        let relayed_by: Vec<&str> = said.relayed_by.iter().map(|id| name(*id)).collect();
        let set = evidence.set.map_or_else(String::new, EvidenceSet::label);
        Some([
            self.number.to_string().into(),
            (&claim.statement).into(),
            claim.verdict.as_deref().unwrap_or_default().into(),
            evidence.stance.label().into(),
            (&source.title).into(),
            (&source.outlet).into(),
            (&source.url).into(),
            (&source.published).into(),
            self.passage.quote()?.into(),
            start.to_string().into(),
            end.to_string().into(),
            (&evidence.note).into(),
            said.speaker.map_or("", name).into(),
            relayed_by.join("; ").into(),
            (&said.wording).into(),
            said.quotation.map_or("", Quotation::label).into(),
            said.knowledge.map_or("", Knowledge::label).into(),
            said.usage.map_or("", Usage::label).into(),
            said.naming.map_or("", Naming::label).into(),
            set.into(),
            self.source(project, names),
            self.excluded(project).into(),
            yes(self.leaks).into(),
            source.reliability.map_or("", Reliability::label).into(),
        ])
    }

    /// Empty where the trace is open.
    fn source(&self, project: &'a Project, names: Names) -> Cow<'a, str> {
        match self.root {
            Root::Settled(IndependentSource::Speaker(id))
            | Root::Excluded(IndependentSource::Speaker(id)) => names.of(project, id).into(),
            Root::Settled(IndependentSource::Article(id))
            | Root::Excluded(IndependentSource::Article(id)) => project
                .article(id)
                .map(Article::name)
                .unwrap_or_default()
                .into(),
            Root::Open { .. } | Root::Unattributed { .. } => "".into(),
        }
    }

    fn excluded(&self, project: &Project) -> &'static str {
        let excluded = match self.root {
            Root::Excluded(IndependentSource::Speaker(id)) => {
                project.speaker(id).and_then(|it| it.excluded)
            }
            Root::Excluded(IndependentSource::Article(id)) => {
                project.article(id).and_then(|it| it.excluded)
            }
            Root::Settled(_) | Root::Open { .. } | Root::Unattributed { .. } => None,
        };
        match excluded {
            Some(excluded) => excluded.label(),
            None if self.falls => "with its set",
            None => "",
        }
    }
}
