use super::{
    piece::{Piece, uncertain_sets},
    roots::{IndependentSource, Root, RootLink, Roots},
};
use crate::{analysis::claim_evidence::Passage, project::FirstHandOrReported};

use std::collections::BTreeSet;

/// Maximum number of articles of open provenance visited for one claim. Beyond that, every source counts as possible,
/// which may widen the range but never makes it too narrow.
const MAX_LOOKED_AT: usize = 1_000;

/// Reopens unattributed pieces that may be the same statement as an attributed one.
///
/// If a reprint attributes a passage to the governor and the original's passage is not attributed yet, the latter would count as the
/// paper's own, although it may be the governor's. So a piece is left open if
///
/// - it is neither attributed nor marked first-hand and has a known source, and
/// - another piece of the same claim and stance, attributed to somebody else, came through that source.
///
/// Evidence came through a source if it is in the article that is the source or in one that derives, or may derive, from it; or if
/// the source is a speaker that relayed it.
///
/// | evidence | settled? |
/// | --- | --- |
/// | A is a reprint of B: the governor in A, B's own words | not B's |
/// | B is original: the governor in B, B's own words elsewhere in it | not B's, unless marked first-hand |
/// | A and C are reprints of B: the governor in A, C's own words | not C's |
/// | A derives from an agency: A's own words, and elsewhere the governor, relayed by that agency | not A's |
/// | A and B are original: the governor in A, B's own words | yes |
///
/// Such a piece gets [`Root::Unattributed`]. `pieces` and `passages` are those of one claim and stance, in the same order.
pub(crate) fn reopen_unattributed(
    passages: &[&Passage<'_>],
    pieces: &mut [Piece],
    roots: &mut Roots<'_>,
) {
    let own_words: Vec<Option<IndependentSource>> = passages
        .iter()
        .zip(&*pieces)
        .map(|(passage, piece)| own_words_of(passage, piece))
        .collect();
    let any_is_attributed = pieces.iter().any(|piece| piece.way == RootLink::Attributed);
    if !any_is_attributed || own_words.iter().all(Option::is_none) {
        return;
    }
    let wanted: BTreeSet<IndependentSource> = own_words.iter().flatten().copied().collect();
    let said = came_through(passages, pieces, roots, &wanted, |_| true);
    let excluded = came_through(passages, pieces, roots, &wanted, |piece| {
        matches!(piece.root, Root::Excluded(_))
    });
    let set_root = |pieces: &mut [Piece], uncertain: &BTreeSet<IndependentSource>| {
        let own = pieces.iter_mut().zip(&own_words);
        let own = own.filter_map(|(piece, own)| Some((piece, (*own)?)));
        for (piece, source) in own.filter(|(_, source)| said.contains(source)) {
            piece.root = Root::Unattributed {
                source,
                may_be_excluded: excluded.contains(&source),
                others_count: !uncertain.contains(&source),
            };
        }
    };
    set_root(pieces, &BTreeSet::new());
    // A piece left open may make its set uncertain, so this comes second.
    let sets = uncertain_sets(pieces);
    let uncertain = came_through(passages, pieces, roots, &wanted, |piece| {
        piece.set.is_some_and(|set| sets.contains(&set))
    });
    set_root(pieces, &uncertain);
}

/// The known source of a piece that is neither attributed nor first-hand.
fn own_words_of(passage: &Passage<'_>, piece: &Piece) -> Option<IndependentSource> {
    let first_hand = passage.evidence.attribution.first_hand;
    let is_first_hand =
        first_hand == Some(FirstHandOrReported::FirstHand) && piece.way == RootLink::Reported;
    match piece.root {
        Root::Settled(source) => {
            let is_own = piece.way != RootLink::Attributed && !is_first_hand;
            is_own.then_some(source)
        }
        Root::Open { .. } | Root::Unattributed { .. } | Root::Excluded(_) => None,
    }
}

/// The `wanted` sources through which attributed statements of others came. Visits each article once.
fn came_through(
    passages: &[&Passage<'_>],
    pieces: &[Piece],
    roots: &mut Roots<'_>,
    wanted: &BTreeSet<IndependentSource>,
    is_meant: impl Fn(&Piece) -> bool,
) -> BTreeSet<IndependentSource> {
    let mut found = BTreeSet::new();
    let mut open = Vec::new();
    for (passage, piece) in passages.iter().zip(pieces) {
        if piece.way != RootLink::Attributed || !is_meant(piece) {
            continue;
        }
        let relayed_by = passage.evidence.attribution.relayed_by.iter();
        let relayed_by = relayed_by.map(|link| Root::Settled(IndependentSource::Speaker(*link)));
        for root in relayed_by.chain([roots.of_article(piece.article)]) {
            match root {
                Root::Settled(source) => {
                    if piece.root != root {
                        found.insert(source);
                    }
                }
                Root::Open { article, .. } => open.push(article),
                Root::Unattributed { .. } | Root::Excluded(_) => {}
            }
        }
    }
    let mut seen = BTreeSet::new();
    while let Some(article) = open.pop() {
        if found.is_superset(wanted) || !seen.insert(article) {
            continue;
        }
        if seen.len() > MAX_LOOKED_AT {
            return wanted.clone();
        }
        for root in roots.candidates(article) {
            match root {
                Root::Settled(source) => {
                    found.insert(*source);
                }
                Root::Open { article, .. } => open.push(*article),
                Root::Unattributed { .. } | Root::Excluded(_) => {}
            }
        }
    }
    found
}
