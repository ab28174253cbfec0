use super::{claim_evidence::ClaimEvidence, dates::earliest_date};
use crate::{
    analysis::{
        house_rules::ClaimSources,
        independent_sources::{Roots, SourceCount},
    },
    project::{Article, Claim, ClaimId, ClaimType, Credibility, Project, Speaker, Stance, Status},
};

use std::{
    borrow::Cow,
    collections::{BTreeMap, BTreeSet},
};

use indexmap::IndexSet;
use rayon::prelude::*;

/// What the table shows of one claim, and the claims CSV writes. Every figure is of the evidence that counts; what rests on what
/// is excluded is in [`excluded`](Self::excluded) alone.
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
    /// Independent sources of its support.
    pub supporting_sources: SourceCount,
    /// Independent sources of its refutation.
    pub refuting_sources: SourceCount,
    /// Several articles support it and all have it from one independent source.
    pub one_source_only: bool,
    /// House rules that it does not keep and nobody answers for.
    pub misses: usize,
    /// See [`ClaimEvidence::is_unchallenged`].
    pub unchallenged: bool,
    /// Pieces of evidence that were published after it was made; see [`ClaimEvidence::leaking`].
    pub leaking: usize,
    /// Pieces of evidence that do not count, since what they rest on is excluded; of each stance, in the order of [`Stance::ALL`].
    pub excluded: [usize; Stance::ALL.len()],
    /// There is evidence for it and against it.
    pub conflicts: bool,
    /// See [`Claim::kind`].
    pub kind: Option<ClaimType>,
    /// See [`Claim::tags`].
    pub tags: BTreeSet<String>,
    /// See [`Claim::made`].
    pub made: String,
    /// Who made it, by the name that may be shown.
    pub speaker: Option<String>,
    /// See [`Claim::credibility`].
    pub credibility: Option<Credibility>,
}

impl ClaimRow {
    /// Looks at the claim, its evidence and what that derives from, and at nothing else of the project.
    #[must_use]
    pub fn of(project: &Project, claim: &Claim) -> Self {
        Self::with_roots(project, claim, &mut Roots::new(project))
    }

    /// The same, with what was found out already about the roots of the project's articles.
    #[must_use]
    pub fn with_roots(project: &Project, claim: &Claim, roots: &mut Roots<'_>) -> Self {
        let evidence = ClaimEvidence::of(project, claim);
        Self::of_evidence(&evidence, &ClaimSources::of(&evidence, roots))
    }

    /// The same, with what was found out already about the claim.
    #[must_use]
    pub fn of_evidence(evidence: &ClaimEvidence<'_>, sources: &ClaimSources) -> Self {
        let ClaimEvidence { project, claim, .. } = *evidence;
        let (counting, out) = evidence.parted(sources);
        let articles = counting.articles();
        let dates = articles
            .iter()
            .map(|article| article.details.published.as_str());
        let [supports, refutes, context] = Stance::ALL.map(|stance| counting.count(stance));
        let misses = sources.misses(project, claim);
        let speaker = claim.speaker.and_then(|id| project.speaker(id));
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
            supporting_sources: sources.supports.count,
            refuting_sources: sources.refutes.count,
            one_source_only: sources.supports.is_one_source_only(),
            misses: misses.iter().filter(|miss| !miss.is_waived()).count(),
            unchallenged: counting.is_unchallenged(),
            leaking: counting.leaking().len(),
            excluded: Stance::ALL.map(|stance| out.count(stance)),
            conflicts: supports > 0 && refutes > 0,
            kind: claim.kind,
            tags: claim.tags.clone(),
            made: claim.made.clone(),
            speaker: speaker.map(Speaker::shown_name).map(str::to_owned),
            credibility: claim.credibility,
        }
    }

    /// Something about it should be looked into: it is one source only or unchallenged, misses a rule, or has evidence that
    /// does not count or is younger than itself.
    #[must_use]
    pub fn needs_attention(&self) -> bool {
        self.one_source_only
            || self.unchallenged
            || self.misses + self.leaking + self.all_excluded() > 0
    }

    /// How many pieces of evidence of a stance count.
    #[must_use]
    pub fn count(&self, stance: Stance) -> usize {
        match stance {
            Stance::Supports => self.supports,
            Stance::Refutes => self.refutes,
            Stance::Context => self.context,
        }
    }

    /// "2 supports (+1 excluded)".
    #[must_use]
    pub fn count_in_words(&self, stance: Stance) -> String {
        let excluded = match self.excluded[stance as usize] {
            0 => String::new(),
            excluded => format!(" (+{excluded} excluded)"),
        };
        format!("{} {}{excluded}", self.count(stance), stance.label())
    }

    /// Pieces of evidence that do not count, of any stance.
    #[must_use]
    pub fn all_excluded(&self) -> usize {
        self.excluded.iter().sum()
    }
}

fn sources_of(articles: &[&Article]) -> Vec<String> {
    let names: IndexSet<Cow<'_, str>> = articles.iter().map(|article| source_of(article)).collect();
    names.into_iter().map(Cow::into_owned).collect()
}

fn source_of(article: &Article) -> Cow<'_, str> {
    match article.details.outlet.as_str() {
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
        let claims: Vec<&Claim> = project.claims().collect();
        let roots = || Roots::new(project);
        let row = |roots: &mut Roots<'_>, claim: &&Claim| {
            (claim.id, ClaimRow::with_roots(project, claim, roots))
        };
        // Handed on as a list: a map would be put together from many small ones.
        let rows: Vec<_> = claims.par_iter().map_init(roots, row).collect();
        Self {
            rows: rows.into_iter().collect(),
        }
    }

    /// Builds again the rows of the claims in `touched`, and drops those that are no longer in the project.
    ///
    /// `touched` must hold what [`touched_claims`](super::touched_claims) says of the change, before it and after it.
    pub fn update(&mut self, project: &Project, touched: &BTreeSet<ClaimId>) {
        let mut roots = Roots::new(project);
        for id in touched {
            match project.claim(*id) {
                Some(claim) => {
                    let row = ClaimRow::with_roots(project, claim, &mut roots);
                    self.rows.insert(*id, row)
                }
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
