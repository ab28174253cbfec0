//! Claimants, derivations, relations and silences: what a [`Project`] knows beyond who marked what.

use super::{
    ArticleId, Claim, ClaimId, Claimant, ClaimantId, Evidence, HouseRules, Project, Relation,
    RelationId, store::NamedBy,
};

/// How much names a claimant.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct ClaimantUses {
    /// Pieces of evidence that are attributed to it, or came through it.
    pub evidence: usize,
    /// Claims that it made.
    pub claims: usize,
    /// Articles that derive from it directly.
    pub articles: usize,
}

impl ClaimantUses {
    /// All together.
    #[must_use]
    pub fn sum(self) -> usize {
        self.evidence + self.claims + self.articles
    }
}

impl Project {
    /// What the house asks of each claim.
    #[must_use]
    pub fn rules(&self) -> &HouseRules {
        &self.rules
    }

    /// The claimants in the order they were added.
    #[must_use]
    pub fn claimants(&self) -> impl ExactSizeIterator<Item = &Claimant> + DoubleEndedIterator {
        self.claimants.values().map(|entry| &entry.claimant)
    }

    /// The claimant of that name, if it is in the project.
    #[must_use]
    pub fn claimant(&self, id: ClaimantId) -> Option<&Claimant> {
        self.claimants.get(&id).map(|entry| &entry.claimant)
    }

    /// Its place in the list, from 0.
    #[must_use]
    pub fn claimant_place(&self, id: ClaimantId) -> Option<usize> {
        self.claimants.get_index_of(&id)
    }

    /// The first claimant with that name, else the first with that alias or stand-in, upper and lower case alike.
    #[must_use]
    pub fn claimant_called(&self, name: &str) -> Option<&Claimant> {
        let called = || self.claimants().filter(|claimant| claimant.is_called(name));
        let own = called().find(|claimant| claimant.is_named(name));
        own.or_else(|| called().next())
    }

    fn named_by(&self, claimant: ClaimantId) -> Option<&NamedBy> {
        self.claimants.get(&claimant)?.named_by()
    }

    /// How much names a claimant.
    #[must_use]
    pub fn claimant_uses(&self, claimant: ClaimantId) -> ClaimantUses {
        let by = self.named_by(claimant);
        by.map_or_else(ClaimantUses::default, |by| ClaimantUses {
            evidence: by.evidence.len(),
            claims: by.claims.len(),
            articles: by.articles.len(),
        })
    }

    /// The evidence that is attributed to a claimant, or came through it; by id.
    pub fn evidence_by(&self, claimant: ClaimantId) -> impl Iterator<Item = &Evidence> {
        let by = self.named_by(claimant).into_iter();
        by.flat_map(|by| &by.evidence)
            .filter_map(|id| self.evidence.get(id))
    }

    /// The claims that a claimant made; by id.
    pub fn claims_by(&self, claimant: ClaimantId) -> impl Iterator<Item = &Claim> {
        let by = self.named_by(claimant).into_iter();
        by.flat_map(|by| &by.claims)
            .filter_map(|id| self.claim(*id))
    }

    /// The articles that derive directly from a claimant; by id.
    pub fn articles_from(&self, claimant: ClaimantId) -> impl Iterator<Item = ArticleId> + '_ {
        let by = self.named_by(claimant).into_iter();
        by.flat_map(|by| by.articles.iter().copied())
    }

    /// The articles that derive directly from an article; by id.
    pub fn derived_from(&self, article: ArticleId) -> impl Iterator<Item = ArticleId> + '_ {
        let entry = self.articles.get(&article).into_iter();
        entry.flat_map(|entry| entry.derived.iter().copied())
    }

    /// Every relation between claims, in no order that means anything.
    #[must_use]
    pub fn relations(&self) -> impl ExactSizeIterator<Item = &Relation> {
        self.relations.values()
    }

    /// The relation of that name, if it is in the project.
    #[must_use]
    pub fn relation(&self, id: RelationId) -> Option<&Relation> {
        self.relations.get(&id)
    }

    /// The relations of a claim, from it or to it; by id.
    pub fn relations_of(&self, claim: ClaimId) -> impl Iterator<Item = &Relation> {
        let entry = self.claims.get(&claim).into_iter();
        entry
            .flat_map(|entry| &entry.relations)
            .filter_map(|id| self.relations.get(id))
    }

    /// Whether the article was read for the claim and says nothing about it.
    #[must_use]
    pub fn is_silent(&self, claim: ClaimId, article: ArticleId) -> bool {
        self.claims
            .get(&claim)
            .is_some_and(|entry| entry.silent.contains(&article))
    }

    /// The articles that were read for a claim and say nothing about it; by id.
    pub fn silent_articles(&self, claim: ClaimId) -> impl Iterator<Item = ArticleId> + '_ {
        let entry = self.claims.get(&claim).into_iter();
        entry.flat_map(|entry| entry.silent.iter().copied())
    }

    /// The claims that an article was read for and says nothing about; by id.
    pub fn silent_claims(&self, article: ArticleId) -> impl Iterator<Item = ClaimId> + '_ {
        let entry = self.articles.get(&article).into_iter();
        entry.flat_map(|entry| entry.silent.iter().copied())
    }

    /// Whether a claimant is protected, so that the file holds a name that must not get out.
    #[must_use]
    pub fn has_protected_names(&self) -> bool {
        self.claimants().any(|claimant| claimant.stand_in.is_some())
    }
}
