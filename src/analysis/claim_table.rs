use std::{
    borrow::Cow,
    collections::{BTreeMap, BTreeSet},
};

use indexmap::IndexSet;

use super::earliest_date;
use crate::project::{Article, Claim, ClaimId, Project, Stance, Status};

/// What the table shows of one claim, and the claims CSV writes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ClaimRow {
    /// Which claim; its number is its place in the project's list.
    pub id: ClaimId,
    /// See [`Claim::statement`].
    pub statement: String,
    /// See [`Claim::verdict`].
    pub verdict: Option<String>,
    /// See [`Claim::status`].
    pub status: Status,
    /// Pieces of evidence that support it.
    pub supports: usize,
    /// Pieces of evidence that refute it.
    pub refutes: usize,
    /// Pieces of evidence that give context.
    pub context: usize,
    /// Articles that its evidence lies in, each counted once.
    pub articles: usize,
    /// Names of those articles' outlets (of the article where it has no outlet), each once, in article order.
    pub sources: Vec<String>,
    /// The earliest publication date among those articles; see [`earliest_date`].
    pub first_published: Option<String>,
}

impl ClaimRow {
    /// Looks at the claim and its evidence, once, and at nothing else of the project.
    #[must_use]
    pub fn of(project: &Project, claim: &Claim) -> Self {
        // In the order of `Stance::ALL`, which is that of the enum.
        let mut counts = [0; Stance::ALL.len()];
        let mut places = Vec::new();
        for evidence in project.evidence_of(claim.id) {
            counts[evidence.stance as usize] += 1;
            let highlight = project.highlight(evidence.highlight);
            places.extend(highlight.and_then(|highlight| project.article_place(highlight.article)));
        }
        places.sort_unstable();
        places.dedup();
        let articles: Vec<&Article> = places
            .iter()
            .filter_map(|place| project.article_at(*place))
            .collect();
        let dates = articles
            .iter()
            .map(|article| article.source.published.as_str());
        let [supports, refutes, context] = counts;
        Self {
            id: claim.id,
            statement: claim.statement.clone(),
            verdict: claim.verdict.clone(),
            status: claim.status,
            supports,
            refutes,
            context,
            articles: articles.len(),
            sources: sources_of(&articles),
            first_published: earliest_date(dates).map(str::to_owned),
        }
    }
}

fn sources_of(articles: &[&Article]) -> Vec<String> {
    let names: IndexSet<Cow<'_, str>> = articles.iter().map(|article| source_of(article)).collect();
    names.into_iter().map(Cow::into_owned).collect()
}

fn source_of(article: &Article) -> Cow<'_, str> {
    match article.source.outlet.as_str() {
        "" => article.name().into(),
        outlet => outlet.into(),
    }
}

/// A row for every claim of a project, kept up to date claim by claim.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ClaimTable {
    /// Exactly the claims of the project that it was last brought up to date with.
    rows: BTreeMap<ClaimId, ClaimRow>,
}

impl ClaimTable {
    /// Builds every row.
    #[must_use]
    pub fn new(project: &Project) -> Self {
        let rows = project
            .claims()
            .map(|claim| (claim.id, ClaimRow::of(project, claim)))
            .collect();
        Self { rows }
    }

    /// Builds again the rows of the claims in `touched`, and drops those that are no longer in the project.
    ///
    /// `touched` must hold what [`touched_claims`](super::touched_claims) says of the change, before it and after it.
    pub fn update(&mut self, project: &Project, touched: &BTreeSet<ClaimId>) {
        for id in touched {
            match project.claim(*id) {
                Some(claim) => self.rows.insert(*id, ClaimRow::of(project, claim)),
                None => self.rows.remove(id),
            };
        }
    }

    /// The row of a claim.
    #[must_use]
    pub fn row(&self, id: ClaimId) -> Option<&ClaimRow> {
        self.rows.get(&id)
    }

    /// How many claims it has.
    #[must_use]
    pub fn len(&self) -> usize {
        self.rows.len()
    }

    /// Whether the project has no claim.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }
}
