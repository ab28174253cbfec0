//! Possible truths about what a project leaves open, counted without the rule under test.

use std::collections::{BTreeMap, BTreeSet};

use super::setting::{From, Piece, Setting};

/// The true source of something.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Truth {
    Article(usize),
    Speaker(usize),
    /// Something outside the project.
    Elsewhere(usize),
}

impl Truth {
    fn number(self) -> usize {
        match self {
            Self::Article(at) => 2 * at,
            Self::Speaker(at) => 2 * at + 1,
            Self::Elsewhere(_) => 0,
        }
    }
}

impl Setting {
    /// The article and all that may derive from it.
    pub fn derived_from(&self, article: usize) -> BTreeSet<usize> {
        let mut derived = BTreeSet::from([article]);
        for (place, from) in self.articles.iter().enumerate() {
            let is_of_it = match from {
                From::Quotes(parent) | From::Reprint(parent) | From::Translation(parent) => {
                    derived.contains(parent)
                }
                From::Several(parents) => parents.iter().any(|parent| derived.contains(parent)),
                _ => false,
            };
            if is_of_it {
                derived.insert(place);
            }
        }
        derived
    }

    /// The unattributed pieces that may be statements recorded for others.
    pub fn not_settled(&self) -> impl Iterator<Item = &Piece> {
        self.evidence.iter().filter(|piece| {
            let is_own = piece.chain.is_empty() && !self.is_first_hand(piece);
            let end = self.recorded_end(piece.article).filter(|_| is_own);
            end.is_some_and(|end| self.may_be_said_by(end).len() > 1)
        })
    }

    /// A possible truth: the independent source of each article, `None` if excluded.
    pub fn truth(&self, picks: &[usize]) -> Vec<Option<Truth>> {
        let mut truth = Vec::new();
        for (place, from) in self.articles.iter().enumerate() {
            let may_be = self.may_be(place, from, &truth);
            truth.push(may_be[picks[place] % may_be.len()]);
        }
        truth
    }

    fn may_be(&self, place: usize, from: &From, before: &[Option<Truth>]) -> Vec<Option<Truth>> {
        if self.excluded_articles.contains(&place) {
            return vec![None];
        }
        match from {
            // An unrecorded provenance may be anything that is not excluded.
            From::Unknown => {
                let articles =
                    (0..self.articles.len()).filter(|at| !self.excluded_articles.contains(at));
                let speakers =
                    (0..self.speakers.len()).filter(|at| !self.excluded_speakers.contains(at));
                let known = articles
                    .map(Truth::Article)
                    .chain(speakers.map(Truth::Speaker));
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

    fn said_by(&self, speaker: usize) -> Option<Truth> {
        (!self.excluded_speakers.contains(&speaker)).then_some(Truth::Speaker(speaker))
    }

    /// `picks` says whose words the unattributed pieces of each independent source are.
    fn truth_of(
        &self,
        piece: &Piece,
        of_articles: &[Option<Truth>],
        picks: &[usize],
    ) -> Option<Truth> {
        match piece.chain.last() {
            _ if self.excluded_articles.contains(&piece.article) => None,
            Some(speaker) => self.said_by(*speaker),
            None if self.is_first_hand(piece) => Some(Truth::Article(piece.article)),
            None => match self.recorded_end(piece.article) {
                Some(end) => {
                    let may_be = self.may_be_said_by(end);
                    may_be[picks[end.number()] % may_be.len()]
                }
                None => of_articles[piece.article],
            },
        }
    }

    fn is_first_hand(&self, piece: &Piece) -> bool {
        let copy = matches!(
            self.articles[piece.article],
            From::Reprint(_) | From::Translation(_)
        );
        piece.first_hand && !copy
    }

    /// Possible speakers of the words that go back to a source: itself, or anybody quoted by way of it.
    fn may_be_said_by(&self, source: Truth) -> Vec<Option<Truth>> {
        let mut all = vec![Some(source)];
        for piece in &self.evidence {
            let Some((speaker, relayed_by)) = piece.chain.split_last() else {
                continue;
            };
            let (mut ends, _) = self.ends(piece.article);
            ends.extend(relayed_by.iter().map(|link| Truth::Speaker(*link)));
            let is_read = !self.excluded_articles.contains(&piece.article);
            if is_read && ends.contains(&source) {
                all.push(self.said_by(*speaker));
            }
        }
        all
    }

    fn recorded_end(&self, article: usize) -> Option<Truth> {
        let (ends, open) = self.ends(article);
        ends.first().copied().filter(|_| ends.len() == 1 && !open)
    }

    /// Recorded possible sources of the article's words, and whether they may also be from elsewhere, or be excluded.
    fn ends(&self, article: usize) -> (BTreeSet<Truth>, bool) {
        let agency = |at: &usize| {
            let end: BTreeSet<Truth> = self.said_by(*at).into_iter().collect();
            let is_excluded = end.is_empty();
            (end, is_excluded)
        };
        let all = |ends: Vec<(BTreeSet<Truth>, bool)>| {
            let open = ends.iter().any(|(_, open)| *open);
            (ends.into_iter().flat_map(|(ends, _)| ends).collect(), open)
        };
        match &self.articles[article] {
            _ if self.excluded_articles.contains(&article) => (BTreeSet::new(), true),
            From::Unknown => (BTreeSet::new(), true),
            From::Original => (BTreeSet::from([Truth::Article(article)]), false),
            From::Quotes(parent) | From::Reprint(parent) | From::Translation(parent) => {
                self.ends(*parent)
            }
            From::Several(parents) => all(parents.iter().map(|at| self.ends(*at)).collect()),
            From::Agency(at) => agency(at),
            From::SeveralAgencies(agencies) => all(agencies.iter().map(agency).collect()),
        }
    }

    /// Number of independent sources if each article has the given one (`None` is excluded), and unattributed pieces
    /// belong to whoever `picks` says.
    pub fn truth_count(&self, of_articles: &[Option<Truth>], picks: &[usize]) -> usize {
        let mut units: Vec<BTreeSet<Truth>> = Vec::new();
        let mut sets: BTreeMap<u8, Option<BTreeSet<Truth>>> = BTreeMap::new();
        for piece in &self.evidence {
            let source = self.truth_of(piece, of_articles, picks);
            match (piece.set, source) {
                (None, None) => {}
                (None, Some(source)) => units.push(BTreeSet::from([source])),
                (Some(number), source) => {
                    let unit = sets.entry(number).or_insert_with(|| Some(BTreeSet::new()));
                    match source {
                        Some(source) => {
                            unit.as_mut().map(|unit| unit.insert(source));
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
