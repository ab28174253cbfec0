//! Derivations of the articles of a file, checked once all articles have been added, since an article may derive from a
//! later one.

use super::{
    Draft, PlacedFault, any,
    loops::{Loops, Parent},
    own_place,
};
use crate::{
    project::{
        Article, ArticleEdit, ArticleId, Derivation, DerivedFrom, Edit, EditError, Provenance,
    },
    storage::{
        format::{
            problem::{Fault, NoParent, Record, shortened},
            remedy::Remedy,
            texts::{BadId, Texts},
        },
        limits::{Limits, check_edit},
    },
};

use std::collections::{BTreeMap, BTreeSet};

/// The recorded derivations of an article.
pub(crate) struct Derived<'a> {
    id: ArticleId,
    /// Slice of the file with the article's id.
    place: &'a str,
    provenance: Provenance,
    /// Slice of the file with each parent's id.
    places: Vec<&'a str>,
    bad_ids: Vec<BadId<'a>>,
}

impl<'a> Derived<'a> {
    fn named(&self) -> impl Iterator<Item = (&Derivation, &'a str)> {
        let places = self.places.iter().copied();
        self.provenance.derivations().iter().zip(places)
    }

    /// Removes the derivation named at `place`. An article without remaining derivations gets an unknown provenance.
    fn clear(&mut self, place: &str) {
        let is_there = |it: &&str| std::ptr::eq(*it, place);
        let nth = self.places.iter().position(is_there);
        if let (Provenance::Derived(all), Some(nth)) = (&mut self.provenance, nth) {
            self.places.remove(nth);
            all.remove(nth);
            if all.is_empty() {
                self.provenance = Provenance::Unknown;
            }
        }
    }

    fn edit(&self) -> Edit {
        let (id, provenance) = (self.id, self.provenance.clone());
        Edit::Article(ArticleEdit::SetProvenance { id, provenance })
    }
}

/// Parents of each article, by index into `all`.
fn parents<'a>(all: &[Derived<'a>]) -> Vec<Vec<Parent<'a>>> {
    let places = all.iter().enumerate();
    let places: BTreeMap<ArticleId, usize> = places.map(|(at, derived)| (derived.id, at)).collect();
    let parent = |(derivation, place): (&Derivation, &'a str)| match derivation.from {
        DerivedFrom::Article(id) => Some(Parent {
            at: *places.get(&id)?,
            place,
        }),
        DerivedFrom::Agency(_) => None,
    };
    let of_one = |derived: &Derived<'a>| derived.named().filter_map(parent).collect();
    all.iter().map(of_one).collect()
}

/// Slices of an article that name what it derives from.
fn places(article: &str) -> Vec<&str> {
    let before_text = Texts::of(article).take_while(|(key, _)| *key != "text");
    let names = before_text.filter(|(key, _)| matches!(*key, "Article" | "Agency"));
    names.map(|(_, text)| text).collect()
}

impl<'a> Draft<'a> {
    /// Defers an article's derivations until all articles have been added.
    pub(crate) fn derives(&mut self, id: ArticleId, article: &'a str, provenance: Provenance) {
        let derived = Derived {
            id,
            place: own_place(article),
            places: places(article),
            provenance,
            bad_ids: std::mem::take(&mut self.bad_ids),
        };
        self.provenances.push(derived);
    }

    pub(crate) fn take_provenances(&mut self) {
        let mut all = std::mem::take(&mut self.provenances);
        for derived in &mut all {
            self.bad_ids = std::mem::take(&mut derived.bad_ids);
            self.mend(derived);
        }
        let Loops { closing, order } = Loops::of(&parents(&all));
        for (at, place) in closing {
            let id = all[at].id;
            let fault = Fault::Refused(EditError::DerivesFromItself(id));
            self.decide_derivation(id, vec![(place, fault)]);
            // Removed even without a chosen remedy, so that the other derivations form no loop.
            all[at].clear(place);
        }
        // Each article is added before those that it derives from, so that the project's loop check finds no parents to
        // follow. The cost of a chain is therefore linear in its length.
        for at in order {
            // Any rejection has already been reported.
            let _taken = self.try_edit(all[at].edit());
        }
    }

    fn decide_derivation(
        &mut self,
        id: ArticleId,
        faults: Vec<PlacedFault<'a>>,
    ) -> Option<Vec<(&'a str, Remedy)>> {
        let article = self.project.article(id).map(Article::name);
        self.decide(Record::Article, None, faults, || {
            article.unwrap_or_default()
        })
    }

    /// Repairs the derivations until the project accepts them, apart from loops.
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
                    Remedy::Shorten => Limits::shortening().provenance(&mut derived.provenance),
                    Remedy::Clear if std::ptr::eq(place, derived.place) => {
                        derived.provenance = Provenance::Unknown;
                    }
                    Remedy::Clear => derived.clear(place),
                    // Not offered for a derivation.
                    Remedy::MoveTo(_)
                    | Remedy::QuoteTextThere
                    | Remedy::KeepAsItIs
                    | Remedy::NewId
                    | Remedy::MakeClaim
                    | Remedy::AddToScale
                    | Remedy::ClearVerdict
                    | Remedy::RepairScale
                    | Remedy::DropMarks
                    | Remedy::LeaveOut => {}
                }
            }
        }
    }

    /// Returns `None` if there is no fault. An empty list means a reference to a rejected record, which is already
    /// reported.
    fn faults_of(&self, derived: &Derived<'a>) -> Option<Vec<PlacedFault<'a>>> {
        if let Err(fault) = check_edit(&mut derived.edit()) {
            return Some(vec![(derived.place, fault.into())]);
        }
        let twice = || Fault::Refused(EditError::BadProvenance(derived.id));
        if derived.provenance == Provenance::Derived(Vec::new()) {
            return Some(vec![(derived.place, twice())]);
        }
        let mut seen = BTreeSet::new();
        let mut faults = Vec::new();
        let mut is_lost = false;
        for (derivation, place) in derived.named() {
            let found = match derivation.from {
                DerivedFrom::Article(id) => self.fault_of_parent(id, place),
                DerivedFrom::Agency(id) => self.fault_of_speaker(id, place),
            };
            match found {
                Some(found) => {
                    is_lost |= found.is_empty();
                    faults.extend(found);
                }
                None if !seen.insert(derivation.from) => faults.push((place, twice())),
                None => {}
            }
        }
        (is_lost || !faults.is_empty()).then_some(faults)
    }

    /// Returns the faults of a reference to a parent, in the form of [`fault_of_speaker`](Self::fault_of_speaker).
    fn fault_of_parent(&self, id: ArticleId, place: &'a str) -> Option<Vec<PlacedFault<'a>>> {
        if self.project.article(id).is_some() {
            return None;
        }
        let (key, id) = ((Record::Article, any(id)), any(id));
        let why = if let Some(written) = self.written(id) {
            NoParent::BadId(shortened(written))
        } else if self.left_out.contains(&key) {
            NoParent::LeftOut(id)
        } else if self.lost.contains(&key) {
            return Some(Vec::new());
        } else {
            NoParent::Missing(id)
        };
        Some(vec![(place, Fault::NoParent(why))])
    }
}
