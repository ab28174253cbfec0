//! Derivations of the articles of a file. They are checked once all articles have been added, since an article may
//! derive from a later one.

use super::{
    Draft, PlacedFault, erase,
    file_record::{FileRecord, none_of},
    loops::{Loops, Parent},
    own_place,
};
use crate::{
    project::{
        Article, ArticleEdit, ArticleId, Derivation, DerivationSource, Edit, EditError, Provenance,
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

impl<'a> FileRecord<'a> for Derived<'a> {
    const KIND: Record = Record::Article;

    fn concerns(&self, draft: &Draft<'a>) -> String {
        let article = draft.project.article(self.id);
        article.map(Article::name).unwrap_or_default()
    }

    /// Finds all faults except loops. The derivations themselves are added later, by
    /// [`take_provenances`](Draft::take_provenances).
    fn add(&mut self, draft: &mut Draft<'a>, place: &'a str) -> Result<(), Vec<PlacedFault<'a>>> {
        if let Err(fault) = check_edit(&mut self.edit()) {
            return Err(vec![(place, fault.into())]);
        }
        let bad_provenance = || Fault::Refused(EditError::BadProvenance(self.id));
        if self.provenance == Provenance::Derived(Vec::new()) {
            return Err(vec![(place, bad_provenance())]);
        }
        let mut seen = BTreeSet::new();
        none_of(self.named().map(|(derivation, place)| {
            let found = match derivation.from {
                DerivationSource::Article(id) => draft.fault_of_parent(id, place),
                DerivationSource::Agency(id) => draft.fault_of_speaker(id, place),
            };
            let is_twice = found.is_none() && !seen.insert(derivation.from);
            found.or_else(|| is_twice.then(|| vec![(place, bad_provenance())]))
        }))
    }

    fn shorten(&mut self) {
        Limits::shortening().provenance(&mut self.provenance);
    }

    fn mend(&mut self, _draft: &mut Draft<'a>, place: &'a str, _clear: Remedy) {
        if std::ptr::eq(place, self.place) {
            self.provenance = Provenance::Unknown;
        } else {
            self.clear(place);
        }
    }
}

/// Parents of each article, by index into `all`.
fn parents<'a>(all: &[Derived<'a>]) -> Vec<Vec<Parent<'a>>> {
    let places = all.iter().enumerate();
    let places: BTreeMap<ArticleId, usize> = places.map(|(at, derived)| (derived.id, at)).collect();
    let parent = |(derivation, place): (&Derivation, &'a str)| match derivation.from {
        DerivationSource::Article(id) => Some(Parent {
            at: *places.get(&id)?,
            place,
        }),
        DerivationSource::Agency(_) => None,
    };
    let of_one = |derived: &Derived<'a>| derived.named().filter_map(parent).collect();
    all.iter().map(of_one).collect()
}

/// Slices of the file with the ids of an article's parents.
fn places(article: &str) -> Vec<&str> {
    let before_text = Texts::new(article).take_while(|(key, _)| *key != "text");
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
        let mut all = Vec::new();
        for mut derived in std::mem::take(&mut self.provenances) {
            self.bad_ids = std::mem::take(&mut derived.bad_ids);
            all.extend(self.take_record(derived.place, derived));
        }
        let Loops { closing, order } = Loops::new(&parents(&all));
        for (at, place) in closing {
            let fault = Fault::Refused(EditError::DerivesFromItself(all[at].id));
            let concerns = all[at].concerns(self);
            self.decide(Record::Article, None, vec![(place, fault)], &concerns);
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

    /// Returns the faults of a reference to a parent, or `None` if the parent exists. The list is empty if the parent
    /// was rejected, which is already reported.
    fn fault_of_parent(&self, id: ArticleId, place: &'a str) -> Option<Vec<PlacedFault<'a>>> {
        if self.project.article(id).is_some() {
            return None;
        }
        let (key, id) = ((Record::Article, erase(id)), erase(id));
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
