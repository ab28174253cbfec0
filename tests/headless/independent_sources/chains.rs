//! Chains of derivations of any length and in any order: built, searched, undone, followed to their ends.

use std::{collections::BTreeSet, sync::LazyLock};

use crosscheck::project::{
    ArticleEdit, ArticleId, Change, Derivation, DerivationManner, DerivationSource, Edit,
    EditError, History, Project, Provenance, Stance,
};
use proptest::prelude::*;

use super::{
    setting::{From, Setting},
    sources,
};

/// Far too many to search the chain again for each of them.
const LINKS: u64 = 40_000;

static NOT_YET_LINKED: LazyLock<Project> = LazyLock::new(|| articles(LINKS));

fn articles(count: u64) -> Project {
    let setting = Setting {
        articles: vec![From::Unknown; count as usize],
        ..Setting::default()
    };
    setting.project()
}

fn derive(child: u64, parents: &[u64]) -> Edit {
    let derivations = parents.iter().map(|parent| Derivation {
        from: DerivationSource::Article(ArticleId::new(*parent)),
        manner: DerivationManner::Reprint,
    });
    Edit::Article(ArticleEdit::SetProvenance {
        id: ArticleId::new(child),
        provenance: Provenance::Derived(derivations.collect()),
    })
}

/// Each article except the first derives from the one before, in that order.
fn chain_in_order(children: impl Iterator<Item = u64>) {
    let mut project = NOT_YET_LINKED.clone();
    let mut history = History::default();
    let edits = children.map(|child| derive(child, &[child - 1])).collect();
    let change = Change::new("test", edits);
    history.commit(&mut project, change).unwrap();
    assert_eq!(crate::sound_project::check(&project), Ok(()));
    let (first, last) = (ArticleId::new(0), ArticleId::new(LINKS - 1));
    assert!(project.derives_from(last, first));
    let closes = project.apply(derive(0, &[LINKS - 1]));
    assert_eq!(closes, Err(EditError::DerivesFromItself(first)));
    history.undo(&mut project).unwrap();
    assert_eq!(project, *NOT_YET_LINKED);
}

#[test]
fn a_long_chain_can_be_built_from_its_beginning() {
    chain_in_order(1..LINKS);
}

#[test]
fn a_long_chain_can_be_built_from_its_end() {
    chain_in_order((1..LINKS).rev());
}

#[test]
fn a_long_chain_can_be_built_in_any_order() {
    // It has no divisor in common with the number of links, so it reaches each once.
    let children = (0..LINKS).map(|nth| nth * 61_803 % LINKS);
    chain_in_order(children.filter(|child| *child > 0));
}

#[test]
fn a_long_chain_of_reprints_is_followed_to_its_end() {
    let mut setting = Setting::parse("A=original +A");
    let links = 20_000;
    setting
        .articles
        .extend((1..links).map(|at| From::Reprint(at - 1)));
    setting.add_evidence(links - 1);
    assert_eq!(
        sources(&setting, Stance::Supports).figure(),
        "2 articles, 1 independent source"
    );
}

const FEW: u64 = 7;

fn any_derivation() -> impl Strategy<Value = (u64, BTreeSet<u64>)> {
    (0..FEW, prop::collection::btree_set(0..FEW, 0..3))
}

proptest! {
    #[test]
    fn a_derivation_is_refused_only_if_it_closes_a_loop(steps in prop::collection::vec(any_derivation(), 1..40)) {
        let mut project = articles(FEW);
        let mut parents = vec![BTreeSet::new(); FEW as usize];
        for (child, of) in steps {
            let mut with_it = parents.clone();
            with_it[child as usize].clone_from(&of);
            let named: Vec<u64> = of.into_iter().collect();
            let done = project.apply(provenance(child, &named));
            prop_assert_eq!(done.is_err(), has_loop(&with_it));
            if done.is_ok() {
                parents = with_it;
            }
            prop_assert_eq!(crate::sound_project::check(&project), Ok(()));
        }
    }
}

fn provenance(child: u64, parents: &[u64]) -> Edit {
    if parents.is_empty() {
        let id = ArticleId::new(child);
        let provenance = Provenance::Original;
        Edit::Article(ArticleEdit::SetProvenance { id, provenance })
    } else {
        derive(child, parents)
    }
}

/// Removes articles whose parents are all removed, as long as there are any; a rest is a loop.
fn has_loop(parents: &[BTreeSet<u64>]) -> bool {
    let mut remaining: BTreeSet<u64> = (0..FEW).collect();
    loop {
        let before = remaining.len();
        let still = remaining.clone();
        remaining.retain(|at| !parents[*at as usize].is_disjoint(&still));
        if remaining.len() == before {
            return !remaining.is_empty();
        }
    }
}
