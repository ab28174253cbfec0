//! What the articles of a file derive from. It is looked at once all articles are there, since it may name later ones.

use super::{
    Draft, Found,
    loops::{Loops, Parent},
};
use crate::{
    project::{Article, ArticleEdit, ArticleId, Edit, EditError},
    storage::{
        format::{
            problem::{Fault, Record, Tie},
            remedy::Remedy,
            spelled::DerivedFrom,
            v3::{Derivation, Provenance},
        },
        limits::{MAX_DERIVATIONS, check_edit},
    },
};

use std::collections::{BTreeMap, BTreeSet};

/// What an article derives from, as the file has it.
pub(crate) struct Derived<'a> {
    id: ArticleId,
    /// Its id in the file.
    place: &'a str,
    provenance: Provenance<'a>,
}

impl<'a> Derived<'a> {
    fn derivations(&self) -> &[Derivation<'a>] {
        match &self.provenance {
            Provenance::Derived(all) => all,
            Provenance::Unknown | Provenance::Original => &[],
        }
    }

    /// Takes away the derivation whose name stands there; one that is left with none has an unknown provenance.
    fn clear(&mut self, place: &str) {
        if let Provenance::Derived(all) = &mut self.provenance {
            all.retain(|one| !std::ptr::eq(name(one), place));
            if all.is_empty() {
                self.provenance = Provenance::Unknown;
            }
        }
    }

    fn shorten(&mut self) {
        if let Provenance::Derived(all) = &mut self.provenance {
            all.truncate(MAX_DERIVATIONS);
        }
    }

    fn edit(&self) -> Edit {
        let provenance = self.provenance.clone().meant(
            |article| article.parse().unwrap_or_default(),
            |agency| agency.parse().unwrap_or_default(),
        );
        let id = self.id;
        Edit::Article(ArticleEdit::SetProvenance { id, provenance })
    }
}

/// The articles that each derives from, by their places in the list.
fn parents<'a>(all: &[Derived<'a>]) -> Vec<Vec<Parent<'a>>> {
    let places = all.iter().enumerate();
    let places: BTreeMap<ArticleId, usize> = places.map(|(at, derived)| (derived.id, at)).collect();
    let parent = |derivation: &Derivation<'a>| match derivation.from {
        DerivedFrom::Article(name) => Some(Parent {
            at: *places.get(&name.parse().ok()?)?,
            place: name,
        }),
        DerivedFrom::Agency(_) => None,
    };
    let of_one = |derived: &Derived<'a>| derived.derivations().iter().filter_map(parent).collect();
    all.iter().map(of_one).collect()
}

fn name<'a>(derivation: &Derivation<'a>) -> &'a str {
    match derivation.from {
        DerivedFrom::Article(name) | DerivedFrom::Agency(name) => name,
    }
}

impl<'a> Draft<'a> {
    /// Notes what an article derives from, until all articles are there.
    pub(crate) fn derives(&mut self, id: ArticleId, place: &'a str, provenance: Provenance<'a>) {
        if provenance != Provenance::Unknown {
            let derived = Derived {
                id,
                place,
                provenance,
            };
            self.provenances.push(derived);
        }
    }

    pub(crate) fn take_provenances(&mut self) {
        let mut all = std::mem::take(&mut self.provenances);
        for derived in &mut all {
            self.mend(derived);
        }
        let Loops { closing, order } = Loops::of(&parents(&all));
        for (at, place) in closing {
            let id = all[at].id;
            let fault = Fault::Refused(EditError::DerivesFromItself(id));
            self.decide_derivation(id, vec![(place, fault)]);
            // Chosen or not: the others make no loop then.
            all[at].clear(place);
        }
        // An article comes before what it derives from, so that the project has no way up to go when it looks for loops: a chain
        // costs no more than its length.
        for at in order {
            // What is refused has been told.
            let _taken = self.try_edit(all[at].edit());
        }
    }

    fn decide_derivation(
        &mut self,
        id: ArticleId,
        faults: Vec<Found<'a>>,
    ) -> Option<Vec<(&'a str, Remedy)>> {
        let article = self.project.article(id).map(Article::name);
        self.decide(Record::Article, None, faults, || {
            article.unwrap_or_default()
        })
    }

    /// Leaves derivations that the project takes, but for loops.
    fn mend(&mut self, derived: &mut Derived<'a>) {
        loop {
            let faults = self.faults_of(derived);
            let Some(faults) = faults else { return };
            let Some(remedies) = self.decide_derivation(derived.id, faults) else {
                derived.provenance = Provenance::Unknown;
                return;
            };
            for (place, remedy) in remedies {
                match remedy {
                    Remedy::MakeSpeaker => self.make_speaker(place),
                    Remedy::Shorten => derived.shorten(),
                    _ if std::ptr::eq(place, derived.place) => {
                        derived.provenance = Provenance::Unknown;
                    }
                    _ => derived.clear(place),
                }
            }
        }
    }

    /// `None` where nothing is wrong; no fault where it names what is not taken, which has been told.
    fn faults_of(&self, derived: &Derived<'a>) -> Option<Vec<Found<'a>>> {
        if let Err(fault) = check_edit(&derived.edit()) {
            return Some(vec![(derived.place, fault.into())]);
        }
        let twice = || Fault::Refused(EditError::BadProvenance(derived.id));
        if derived.provenance == Provenance::Derived(Vec::new()) {
            return Some(vec![(derived.place, twice())]);
        }
        let mut seen = BTreeSet::new();
        let mut faults = Vec::new();
        let mut is_lost = false;
        for derivation in derived.derivations() {
            let (found, is_article) = match derivation.from {
                DerivedFrom::Article(name) => (self.fault_of_article(name, Tie::Derivation), true),
                DerivedFrom::Agency(name) => (self.fault_of_speaker(name), false),
            };
            let place = name(derivation);
            match found {
                Some(found) => {
                    is_lost |= found.is_empty();
                    faults.extend(found);
                }
                None if !seen.insert((is_article, place)) => faults.push((place, twice())),
                None => {}
            }
        }
        (is_lost || !faults.is_empty()).then_some(faults)
    }
}
