//! What may really be so where a project leaves it open, counted without the rule that is tested.

use std::collections::{BTreeMap, BTreeSet};

use super::setting::{From, Piece, Setting};

/// Where something is really from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Truth {
    Article(usize),
    Claimant(usize),
    /// Something that the project does not know.
    Elsewhere(usize),
}

impl Setting {
    /// One of the things that may be so: for each article its origin, `None` where that is pulled.
    pub fn truth(&self, picks: &[usize]) -> Vec<Option<Truth>> {
        let mut truth = Vec::new();
        for (place, from) in self.articles.iter().enumerate() {
            let may_be = self.may_be(place, from, &truth);
            truth.push(may_be[picks[place] % may_be.len()]);
        }
        truth
    }

    fn may_be(&self, place: usize, from: &From, before: &[Option<Truth>]) -> Vec<Option<Truth>> {
        if self.pulled_articles.contains(&place) {
            return vec![None];
        }
        match from {
            // What nobody recorded may be anything that is not pulled.
            From::Unknown => {
                let articles =
                    (0..self.articles.len()).filter(|at| !self.pulled_articles.contains(at));
                let claimants =
                    (0..self.claimants.len()).filter(|at| !self.pulled_claimants.contains(at));
                let known = articles
                    .map(Truth::Article)
                    .chain(claimants.map(Truth::Claimant));
                known.chain([Truth::Elsewhere(place)]).map(Some).collect()
            }
            From::Original => vec![Some(Truth::Article(place))],
            From::Quotes(parent) | From::Reprint(parent) | From::Translation(parent) => {
                vec![before[*parent]]
            }
            From::Several(parents) => parents.iter().map(|parent| before[*parent]).collect(),
            From::Agency(agency) => vec![self.said_by(*agency)],
            From::SeveralAgencies(agencies) => agencies
                .iter()
                .map(|agency| self.said_by(*agency))
                .collect(),
        }
    }

    fn said_by(&self, claimant: usize) -> Option<Truth> {
        (!self.pulled_claimants.contains(&claimant)).then_some(Truth::Claimant(claimant))
    }

    fn truth_of(&self, piece: &Piece, of_articles: &[Option<Truth>]) -> Option<Truth> {
        let copy = matches!(
            self.articles[piece.article],
            From::Reprint(_) | From::Translation(_)
        );
        match piece.chain.last() {
            _ if self.pulled_articles.contains(&piece.article) => None,
            Some(claimant) => self.said_by(*claimant),
            None if piece.first_hand && !copy => Some(Truth::Article(piece.article)),
            None => of_articles[piece.article],
        }
    }

    /// How many origins there are, if each article has the one that it is said to have; `None` is pulled.
    pub fn truth_count(&self, of_articles: &[Option<Truth>]) -> usize {
        let mut units: Vec<BTreeSet<Truth>> = Vec::new();
        let mut sets: BTreeMap<u8, Option<BTreeSet<Truth>>> = BTreeMap::new();
        for piece in &self.evidence {
            let origin = self.truth_of(piece, of_articles);
            match (piece.set, origin) {
                (None, None) => {}
                (None, Some(origin)) => units.push(BTreeSet::from([origin])),
                (Some(number), origin) => {
                    let unit = sets.entry(number).or_insert_with(|| Some(BTreeSet::new()));
                    match origin {
                        Some(origin) => {
                            unit.as_mut().map(|unit| unit.insert(origin));
                        }
                        None => *unit = None,
                    }
                }
            }
        }
        units.extend(sets.into_values().flatten());
        let mut groups: Vec<BTreeSet<Truth>> = Vec::new();
        for unit in units {
            let (same, mut others): (Vec<_>, Vec<_>) = groups
                .into_iter()
                .partition(|group| !group.is_disjoint(&unit));
            others.push(same.into_iter().fold(unit, |all, group| &all | &group));
            groups = others;
        }
        groups.len()
    }
}
