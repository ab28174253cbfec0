//! The part of [`Project::check`] that covers references to speakers.

use super::Problem;
use crate::project::{
    records::{Claim, ClaimId, Provenance, Relation, RelationId, SpeakerId},
    store::Project,
};

use std::collections::{BTreeMap, BTreeSet};

/// Referenced records, with the records that refer to them.
type Named<A, B> = BTreeMap<A, BTreeSet<B>>;

impl Project {
    pub(crate) fn check_names(&self, problems: &mut Vec<Problem>) {
        self.check_speakers(problems);
        self.check_provenance_of_all(problems);
        self.check_relations(problems);
        self.check_silence(problems);
    }

    /// Checks that every referenced speaker exists and has the reverse links.
    fn check_speakers(&self, problems: &mut Vec<Problem>) {
        let by_evidence = grouped(self.all_evidence().flat_map(|evidence| {
            let named = evidence.attribution.speakers();
            named.map(move |speaker| (speaker, evidence.id))
        }));
        let made = |claim: &Claim| Some((claim.speaker?, claim.id));
        let by_claims = grouped(self.claims().filter_map(made));
        let by_articles = grouped(self.articles().flat_map(|article| {
            let named = article.provenance.agencies();
            named.map(move |agency| (agency, article.id))
        }));
        self.check_named(&by_evidence, "evidence", problems);
        self.check_named(&by_claims, "a claim", problems);
        self.check_named(&by_articles, "an article", problems);
        let wrong = self.speakers.iter().filter(|(id, entry)| {
            let known = entry.named_by().cloned().unwrap_or_default();
            known.evidence != named(&by_evidence, id)
                || known.claims != named(&by_claims, id)
                || known.articles != named(&by_articles, id)
        });
        problems.extend(wrong.map(|(id, _)| Problem::WrongNames(format!("speaker {id}"))));
    }

    fn check_named<B>(&self, named: &Named<SpeakerId, B>, by: &str, problems: &mut Vec<Problem>) {
        let strange = named.keys().filter(|id| self.speaker(**id).is_none());
        problems.extend(strange.map(|_| Problem::NoSpeaker(by.to_owned())));
    }

    fn check_provenance_of_all(&self, problems: &mut Vec<Problem>) {
        let derived = grouped(self.articles().flat_map(|article| {
            let parents = article.provenance.articles();
            parents.map(move |parent| (parent, article.id))
        }));
        let closing = self.closing_loops();
        for (id, entry) in self.articles.iter() {
            let lost = |parent| self.article(parent).is_none();
            let provenance = &entry.article.provenance;
            let mut from = BTreeSet::new();
            let is_wrong = match provenance {
                Provenance::Unknown | Provenance::Original => false,
                Provenance::Derived(all) => {
                    all.is_empty() || !all.iter().all(|one| from.insert(one.from))
                }
            };
            if is_wrong || provenance.articles().any(lost) || closing.contains(id) {
                problems.push(Problem::WrongProvenance(*id));
            }
            if entry.derived != named(&derived, id) {
                problems.push(Problem::WrongNames(format!("article {id}")));
            }
        }
    }

    fn check_relations(&self, problems: &mut Vec<Problem>) {
        let ends: Named<ClaimId, RelationId> =
            grouped(self.relations().flat_map(|relation| {
                [relation.from, relation.to].map(|claim| (claim, relation.id))
            }));
        let lost = |claim| self.claim(claim).is_none();
        let mut said = BTreeSet::new();
        for relation in self.relations() {
            let Relation { id, from, to, kind } = *relation;
            let both = if kind.is_mutual() {
                (from.min(to), from.max(to))
            } else {
                (from, to)
            };
            if from == to || lost(from) || lost(to) || !said.insert((both, kind)) {
                problems.push(Problem::WrongRelation(id));
            }
        }
        let wrong = self.claims.iter();
        let wrong = wrong.filter(|(id, entry)| entry.relations != named(&ends, id));
        problems.extend(wrong.map(|(id, _)| Problem::WrongNames(format!("claim {id}"))));
    }

    fn check_silence(&self, problems: &mut Vec<Problem>) {
        let of_articles: Named<ClaimId, _> =
            grouped(self.articles.iter().flat_map(|(id, entry)| {
                let claims = entry.silent.iter();
                claims.map(move |claim| (*claim, *id))
            }));
        let wrong = self.claims.iter();
        let wrong = wrong.filter(|(id, entry)| entry.silent != named(&of_articles, id));
        problems.extend(wrong.map(|(id, _)| Problem::WrongSilence(*id)));
        let counted: usize = of_articles.values().map(BTreeSet::len).sum();
        problems.extend((counted != self.silent).then_some(Problem::WrongSilentCount));
        let strange = of_articles.keys().filter(|id| self.claim(**id).is_none());
        problems.extend(strange.map(|id| Problem::WrongSilence(*id)));
    }
}

fn grouped<A: Ord, B: Ord>(pairs: impl Iterator<Item = (A, B)>) -> Named<A, B> {
    let mut groups = Named::new();
    for (first, second) in pairs {
        groups
            .entry(first)
            .or_insert_with(BTreeSet::new)
            .insert(second);
    }
    groups
}

fn named<A: Ord, B: Clone>(groups: &Named<A, B>, who: &A) -> BTreeSet<B> {
    groups.get(who).cloned().unwrap_or_default()
}
