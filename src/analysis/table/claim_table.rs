use crate::{
    analysis::{
        claim_evidence::ClaimEvidence,
        dates::FirstPublished,
        independent_sources::{ClaimSources, Roots, SourceCount},
    },
    project::{
        Article, Claim, ClaimId, ClaimType, Credibility, Project, Speaker, Stance, Status, name_key,
    },
};

use std::{
    borrow::Cow,
    collections::{BTreeMap, BTreeSet},
};

use rayon::prelude::*;
use smol_str::SmolStr;

/// A row of the claim table and of the claims CSV. All numbers are of evidence that counts; only
/// [`excluded`](Self::excluded) is about the rest.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ClaimRow {
    pub id: ClaimId,
    pub statement: String,
    pub verdict: Option<String>,
    pub status: Status,
    pub supports: usize,
    pub refutes: usize,
    pub context: usize,
    /// Number of articles with evidence.
    pub articles: usize,
    /// Outlets of these articles (or article names if there is no outlet), each once, in article order.
    pub outlets: Vec<String>,
    pub first_published: FirstPublished,
    pub supporting_sources: SourceCount,
    pub refuting_sources: SourceCount,
    /// Whether several articles support it and all go back to one source.
    pub one_source_only: bool,
    /// House rules that it misses without a waiver.
    pub misses: usize,
    pub unchallenged: bool,
    /// Pieces published after it was made; see [`ClaimEvidence::published_later`].
    pub published_later: usize,
    /// Excluded pieces of each stance, in the order of [`Stance::ALL`].
    pub excluded: [usize; Stance::ALL.len()],
    /// Whether there is evidence for and against it.
    pub conflicts: bool,
    pub kind: Option<ClaimType>,
    pub tags: BTreeSet<SmolStr>,
    pub made: String,
    /// Display name of the speaker who made it.
    pub speaker: Option<String>,
    pub credibility: Option<Credibility>,
}

impl ClaimRow {
    /// Visits only the claim, its evidence and the articles that it derives from.
    pub fn new(project: &Project, claim: &Claim) -> Self {
        Self::with_roots(project, claim, &mut Roots::new(project))
    }

    /// Like [`new`](Self::new), with cached roots.
    pub fn with_roots(project: &Project, claim: &Claim, roots: &mut Roots<'_>) -> Self {
        let evidence = ClaimEvidence::new(project, claim);
        Self::of_evidence(&evidence, &ClaimSources::new(&evidence, roots))
    }

    /// Like [`new`](Self::new), from evidence and sources already computed.
    pub fn of_evidence(evidence: &ClaimEvidence<'_>, sources: &ClaimSources) -> Self {
        let (project, claim) = (evidence.project, evidence.claim);
        let (counting, out) = sources.part(evidence);
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
            outlets: outlets_of(&articles),
            first_published: FirstPublished::of(dates),
            supporting_sources: sources.supports.count,
            refuting_sources: sources.refutes.count,
            one_source_only: !claim.is_quotation() && sources.supports.is_one_source_only(),
            misses: misses.iter().filter(|miss| !miss.is_waived()).count(),
            unchallenged: counting.is_unchallenged(),
            published_later: counting.published_later().len(),
            excluded: Stance::ALL.map(|stance| out.count(stance)),
            conflicts: supports > 0 && refutes > 0,
            kind: claim.kind,
            tags: claim.tags.clone(),
            made: claim.made.clone(),
            speaker: speaker.map(Speaker::shown_name).map(str::to_owned),
            credibility: claim.credibility,
        }
    }

    /// Whether it is one source only or unchallenged, misses a rule, or has evidence that is excluded or later than the
    /// claim.
    pub fn needs_attention(&self) -> bool {
        self.one_source_only
            || self.unchallenged
            || self.misses + self.published_later + self.all_excluded() > 0
    }

    pub fn count(&self, stance: Stance) -> usize {
        match stance {
            Stance::Supports => self.supports,
            Stance::Refutes => self.refutes,
            Stance::Context => self.context,
        }
    }

    /// "2 supports (+1 excluded)".
    pub fn count_in_words(&self, stance: Stance) -> String {
        let excluded = match self.excluded[stance as usize] {
            0 => String::new(),
            excluded => format!(" (+{excluded} excluded)"),
        };
        format!("{} {}{excluded}", self.count(stance), stance.label())
    }

    /// Number of excluded pieces, of any stance.
    pub fn all_excluded(&self) -> usize {
        self.excluded.iter().sum()
    }
}

fn outlets_of(articles: &[&Article]) -> Vec<String> {
    let mut seen = BTreeSet::new();
    let names = articles.iter().map(|article| outlet_of(article));
    let first = names.filter(|name| seen.insert(name_key(name)));
    first.map(Cow::into_owned).collect()
}

fn outlet_of(article: &Article) -> Cow<'_, str> {
    match article.details.outlet.as_str() {
        "" => article.name().into(),
        outlet => outlet.into(),
    }
}

/// A row for each claim of a project, updated claim by claim.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ClaimTable {
    /// Exactly the claims of the project at the last update.
    rows: BTreeMap<ClaimId, ClaimRow>,
}

impl ClaimTable {
    pub fn new(project: &Project) -> Self {
        let claims: Vec<&Claim> = project.claims().collect();
        let roots = || Roots::new(project);
        let row = |roots: &mut Roots<'_>, claim: &&Claim| {
            (claim.id, ClaimRow::with_roots(project, claim, roots))
        };
        // Collect into a list first: a parallel map would be merged from many small ones.
        let rows: Vec<_> = claims.par_iter().map_init(roots, row).collect();
        Self {
            rows: rows.into_iter().collect(),
        }
    }

    /// Rebuilds the rows of the claims in `touched` and removes those of deleted claims.
    ///
    /// `touched` must contain [`affected_claims`](crate::analysis::affected_claims) of the change, both before and after it.
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

    pub fn row(&self, id: ClaimId) -> Option<&ClaimRow> {
        self.rows.get(&id)
    }

    pub fn len(&self) -> usize {
        self.rows.len()
    }

    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }
}
