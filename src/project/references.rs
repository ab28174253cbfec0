//! Speakers, derivations, relations and silent marks of a [`Project`].

use crate::project::{
    records::{
        ArticleId, Claim, ClaimId, Evidence, HouseRules, Relation, RelationId, Speaker, SpeakerId,
    },
    store::{Project, SpeakerLinks},
};

/// Number of references to a speaker.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct SpeakerUses {
    /// Pieces of evidence attributed to the speaker or relayed by it.
    pub evidence: usize,
    /// Claims the speaker made.
    pub claims: usize,
    /// Articles that derive from the speaker directly.
    pub articles: usize,
}

impl SpeakerUses {
    /// Sum of all references.
    pub fn sum(self) -> usize {
        self.evidence + self.claims + self.articles
    }
}

impl Project {
    /// House rules that apply to each claim.
    pub fn rules(&self) -> &HouseRules {
        &self.rules
    }

    /// The speakers in insertion order.
    pub fn speakers(&self) -> impl ExactSizeIterator<Item = &Speaker> + DoubleEndedIterator {
        self.speakers.values().map(|entry| &entry.speaker)
    }

    pub fn speaker(&self, id: SpeakerId) -> Option<&Speaker> {
        self.speakers.get(&id).map(|entry| &entry.speaker)
    }

    /// Index of the speaker in the list, from 0.
    pub fn speaker_place(&self, id: SpeakerId) -> Option<usize> {
        self.speakers.get_index_of(&id)
    }

    /// The first speaker with that name, or else the first with that alias or stand-in; see [`name_key`](super::name_key).
    pub fn speaker_called(&self, name: &str) -> Option<&Speaker> {
        let called = || self.speakers().filter(|speaker| speaker.is_called(name));
        let own = called().find(|speaker| speaker.is_named(name));
        own.or_else(|| called().next())
    }

    fn named_by(&self, speaker: SpeakerId) -> Option<&SpeakerLinks> {
        self.speakers.get(&speaker)?.named_by()
    }

    /// Counts the references to a speaker.
    pub fn speaker_uses(&self, speaker: SpeakerId) -> SpeakerUses {
        let by = self.named_by(speaker);
        by.map_or_else(SpeakerUses::default, |by| SpeakerUses {
            evidence: by.evidence.len(),
            claims: by.claims.len(),
            articles: by.articles.len(),
        })
    }

    /// The evidence attributed to a speaker or relayed by it, by id.
    pub fn evidence_by(&self, speaker: SpeakerId) -> impl Iterator<Item = &Evidence> {
        let by = self.named_by(speaker).into_iter();
        by.flat_map(|by| &by.evidence)
            .filter_map(|id| self.evidence.get(id))
    }

    /// The claims a speaker made, by id.
    pub fn claims_by(&self, speaker: SpeakerId) -> impl Iterator<Item = &Claim> {
        let by = self.named_by(speaker).into_iter();
        by.flat_map(|by| &by.claims)
            .filter_map(|id| self.claim(*id))
    }

    /// The articles that derive directly from a speaker, by id.
    pub fn articles_from(&self, speaker: SpeakerId) -> impl Iterator<Item = ArticleId> + '_ {
        let by = self.named_by(speaker).into_iter();
        by.flat_map(|by| by.articles.iter().copied())
    }

    /// The articles that derive directly from an article, by id.
    pub fn derived_from(&self, article: ArticleId) -> impl Iterator<Item = ArticleId> + '_ {
        let entry = self.articles.get(&article).into_iter();
        entry.flat_map(|entry| entry.derived.iter().copied())
    }

    /// Every relation between claims, unordered.
    pub fn relations(&self) -> impl ExactSizeIterator<Item = &Relation> {
        self.relations.values()
    }

    pub fn relation(&self, id: RelationId) -> Option<&Relation> {
        self.relations.get(&id)
    }

    /// The relations of a claim in either direction, by id.
    pub fn relations_of(&self, claim: ClaimId) -> impl Iterator<Item = &Relation> {
        let entry = self.claims.get(&claim).into_iter();
        entry
            .flat_map(|entry| &entry.relations)
            .filter_map(|id| self.relations.get(id))
    }

    /// Returns whether the article is marked as read and silent on the claim.
    pub fn is_silent(&self, claim: ClaimId, article: ArticleId) -> bool {
        self.claims
            .get(&claim)
            .is_some_and(|entry| entry.silent.contains(&article))
    }

    /// The articles marked as read and silent on a claim, by id.
    pub fn silent_articles(&self, claim: ClaimId) -> impl Iterator<Item = ArticleId> + '_ {
        let entry = self.claims.get(&claim).into_iter();
        entry.flat_map(|entry| entry.silent.iter().copied())
    }

    /// The claims on which an article is marked as silent, by id.
    pub fn silent_claims(&self, article: ArticleId) -> impl Iterator<Item = ClaimId> + '_ {
        let entry = self.articles.get(&article).into_iter();
        entry.flat_map(|entry| entry.silent.iter().copied())
    }

    /// Returns whether any speaker is protected, so that the file contains a confidential name.
    pub fn has_protected_names(&self) -> bool {
        self.speakers().any(|speaker| speaker.stand_in.is_some())
    }
}
