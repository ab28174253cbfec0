//! How many independent origins a claim has: the rule, and what it found.

use std::collections::BTreeSet;

use super::{Origin, Root, Roots, Way};
use crate::project::{ArticleId, ClaimId, Evidence, EvidenceId, EvidenceSet, Project, Stance};

/// How many independent origins there are, as far as is known.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct OriginCount {
    /// So many there are, whatever the analyst finds out about what is open.
    pub at_least: usize,
    /// More there cannot be.
    pub at_most: usize,
}

/// Where the evidence of one stance comes from.
///
/// The rule, piece by piece, is that of [`Roots::of_evidence`]. What it finds is counted so:
///
/// - Pieces in one set are a unit that rests on the origins of all of them; any other piece is a unit. Units that share an
///   origin, or an open root, are one group.
/// - `at_most` counts the groups: those with a known origin, and those that rest on open roots alone; the latter not where all
///   that they can come from is in a group already.
/// - `at_least` counts the groups with a known origin: an open root may turn out to be any of them. Where nothing but open
///   roots is there, it is one. Where an open root is in one set with others, settling it can join two groups, so each such
///   root takes one away (down to one).
/// - A unit of which a piece is pulled does not count; one of which a piece may be pulled is not counted in `at_least`.
///
/// So recording a provenance never widens the range, unless it leads to what is pulled, or shows that what was marked
/// first-hand is a reprint or a translation.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Origins {
    /// The figure.
    pub count: OriginCount,
    /// How many articles the evidence lies in that counts.
    pub articles: usize,
    /// What counts once each; those with a known origin first, then in the order of their evidence.
    pub groups: Vec<OriginGroup>,
    /// What counts no more, in the order of the evidence.
    pub pulled: Vec<PulledEvidence>,
}

/// Evidence that counts once.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct OriginGroup {
    /// The origins that it is known to rest on; none where all is open.
    pub origins: BTreeSet<Origin>,
    /// The articles at which the trace of some of it ends.
    pub open: Vec<OpenRoot>,
    /// The evidence, in the analyst's order.
    pub evidence: Vec<EvidenceId>,
    /// The ways in which the evidence came from its origins.
    pub ways: BTreeSet<Way>,
    /// It cannot be an origin of its own: all that it can come from is in other groups.
    pub covered: bool,
}

/// An article at which a trace ends.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OpenRoot {
    /// Which.
    pub article: ArticleId,
    /// What its words may come from, where it derives from several; nothing where nobody has recorded its provenance.
    pub candidates: Vec<Root>,
    /// The evidence that ends there, in the analyst's order.
    pub evidence: Vec<EvidenceId>,
}

/// A piece of evidence that counts no more.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PulledEvidence {
    /// Which.
    pub evidence: EvidenceId,
    /// What is pulled; `None` where another piece of its set is, without which it does not count.
    pub by: Option<Origin>,
}

/// A piece of evidence with its root.
struct Piece {
    id: EvidenceId,
    article: ArticleId,
    set: Option<EvidenceSet>,
    root: Root,
    way: Way,
}

impl Origins {
    /// The origins of the evidence of one stance of a claim.
    #[must_use]
    pub fn of(project: &Project, claim: ClaimId, stance: Stance, roots: &mut Roots<'_>) -> Self {
        let of_stance = project
            .evidence_of(claim)
            .filter(|evidence| evidence.stance == stance);
        let pieces = of_stance.filter_map(|evidence| Piece::of(project, evidence, roots));
        let (counting, pulled) = without_pulled(pieces.collect());
        let mut articles: Vec<ArticleId> = counting.iter().map(|piece| piece.article).collect();
        articles.sort_unstable();
        articles.dedup();
        let mut groups = Nodes::of(&counting).groups(&counting, roots);
        // Stable, so the order of the evidence stays.
        groups.sort_by_key(|group| group.origins.is_empty());
        Self {
            count: OriginCount {
                at_least: at_least(&groups, &counting),
                at_most: groups.iter().filter(|group| !group.covered).count(),
            },
            articles: articles.len(),
            groups,
            pulled,
        }
    }

    /// Several articles say it and all of them have it from one origin.
    #[must_use]
    pub fn is_circular(&self) -> bool {
        self.articles >= 2 && self.count.at_most == 1
    }
}

impl Piece {
    fn of(project: &Project, evidence: &Evidence, roots: &mut Roots<'_>) -> Option<Self> {
        let article = project.highlight(evidence.highlight)?.article;
        let (root, way) = roots.of_evidence(evidence, article);
        Some(Self {
            id: evidence.id,
            article,
            set: evidence.set,
            root,
            way,
        })
    }
}

/// Sets aside what is pulled, and what counts only together with it.
fn without_pulled(pieces: Vec<Piece>) -> (Vec<Piece>, Vec<PulledEvidence>) {
    let is_pulled = |piece: &&Piece| matches!(piece.root, Root::Pulled(_));
    let fallen: BTreeSet<EvidenceSet> = pieces
        .iter()
        .filter(is_pulled)
        .filter_map(|piece| piece.set)
        .collect();
    let falls = |piece: &Piece| {
        is_pulled(&piece) || piece.set.is_some_and(|together| fallen.contains(&together))
    };
    let (pulled, counting): (Vec<Piece>, Vec<Piece>) = pieces.into_iter().partition(falls);
    let apart = pulled.iter().map(|piece| PulledEvidence {
        evidence: piece.id,
        by: match piece.root {
            Root::Pulled(origin) => Some(origin),
            _ => None,
        },
    });
    let apart = apart.collect();
    (counting, apart)
}

/// The roots of some pieces, and which of them are in one group: a forest, as union-find has it.
struct Nodes {
    /// Sorted, each once.
    roots: Vec<Root>,
    /// Of each node a node nearer to the head of its group; a head's own place.
    towards: Vec<usize>,
}

impl Nodes {
    fn of(pieces: &[Piece]) -> Self {
        let mut roots: Vec<Root> = pieces.iter().map(|piece| piece.root).collect();
        roots.sort_unstable();
        roots.dedup();
        let towards = (0..roots.len()).collect();
        let mut nodes = Self { roots, towards };
        let mut together: Vec<(EvidenceSet, Root)> = pieces
            .iter()
            .filter_map(|piece| Some((piece.set?, piece.root)))
            .collect();
        together.sort_unstable();
        for pair in together.windows(2).filter(|pair| pair[0].0 == pair[1].0) {
            nodes.join(pair[0].1, pair[1].1);
        }
        nodes
    }

    fn head(&mut self, root: Root) -> usize {
        let mut at = self.roots.binary_search(&root).unwrap_or_default();
        while self.towards[at] != at {
            // Halves the way for whoever comes next.
            self.towards[at] = self.towards[self.towards[at]];
            at = self.towards[at];
        }
        at
    }

    fn join(&mut self, one: Root, other: Root) {
        let (one, other) = (self.head(one), self.head(other));
        self.towards[one] = other;
    }

    /// In the order of their first pieces.
    fn groups(&mut self, pieces: &[Piece], roots: &Roots<'_>) -> Vec<OriginGroup> {
        let mut of_head: Vec<Option<usize>> = vec![None; self.roots.len()];
        let mut groups: Vec<OriginGroup> = Vec::new();
        for piece in pieces {
            let at = *of_head[self.head(piece.root)].get_or_insert_with(|| {
                groups.push(OriginGroup::default());
                groups.len() - 1
            });
            groups[at].evidence.push(piece.id);
            groups[at].ways.insert(piece.way);
        }
        for (at, evidence) in self.ending_at(pieces).into_iter().enumerate() {
            let root = self.roots[at];
            if let Some(group) = of_head[self.head(root)] {
                groups[group].rests_on(root, evidence, roots);
            }
        }
        for group in &mut groups {
            group.covered = self.covers(group);
        }
        groups
    }

    /// For each node that is open, the evidence that ends there.
    fn ending_at(&self, pieces: &[Piece]) -> Vec<Vec<EvidenceId>> {
        let mut ending = vec![Vec::new(); self.roots.len()];
        for piece in pieces {
            if let (Root::Open { .. }, Ok(at)) = (piece.root, self.roots.binary_search(&piece.root))
            {
                ending[at].push(piece.id);
            }
        }
        ending
    }

    /// Whether each root of the group must be one that another group has.
    fn covers(&self, group: &OriginGroup) -> bool {
        let counted = |root: &Root| self.roots.binary_search(root).is_ok();
        let is_covered =
            |open: &OpenRoot| !open.candidates.is_empty() && open.candidates.iter().all(counted);
        group.origins.is_empty() && group.open.iter().all(is_covered)
    }
}

impl OriginGroup {
    fn rests_on(&mut self, root: Root, evidence: Vec<EvidenceId>, roots: &Roots<'_>) {
        match root {
            Root::Settled(origin) => {
                self.origins.insert(origin);
            }
            Root::Open { article, .. } => self.open.push(OpenRoot {
                article,
                candidates: roots.candidates(article).to_vec(),
                evidence,
            }),
            // What is pulled was set aside.
            Root::Pulled(_) => {}
        }
    }

    /// How many other groups it may turn out to be one with, beyond the one that an open root alone becomes a part of.
    fn can_join(&self) -> usize {
        let ends = usize::from(!self.origins.is_empty()) + self.open.len();
        (ends - 1).min(self.open.len())
    }
}

fn at_least(groups: &[OriginGroup], pieces: &[Piece]) -> usize {
    let may_fall: BTreeSet<EvidenceSet> = pieces
        .iter()
        .filter(|piece| piece.root.may_be_pulled())
        .filter_map(|piece| piece.set)
        .collect();
    let certain: BTreeSet<EvidenceId> = pieces
        .iter()
        .filter(|piece| !piece.root.may_be_pulled())
        .filter(|piece| {
            piece
                .set
                .is_none_or(|together| !may_fall.contains(&together))
        })
        .map(|piece| piece.id)
        .collect();
    let is_certain = |group: &&OriginGroup| group.evidence.iter().any(|id| certain.contains(id));
    let known = groups
        .iter()
        .filter(is_certain)
        .filter(|group| !group.origins.is_empty())
        .count();
    let can_join: usize = groups.iter().map(OriginGroup::can_join).sum();
    let floor = usize::from(!certain.is_empty());
    known.saturating_sub(can_join).max(floor)
}
