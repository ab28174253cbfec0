use super::{
    Piece,
    roots::{IndependentSource, Root, Roots, Way},
    sets_that_may_fall,
};
use crate::{
    analysis::table::Passage,
    project::{EvidenceSet, Knowledge},
};

use std::collections::BTreeSet;

/// Leaves open what nobody is recorded for and may be what somebody is recorded to have said.
///
/// An article reprints what another says. In the one a passage is attributed to the governor, in the other the same passage is
/// not attributed yet: it would count as the paper's own, and is the governor's. So a piece is not settled where
///
/// - it is neither attributed nor marked first-hand, and goes back to an independent source, and
/// - another piece of the same claim and stance, that is attributed to somebody else, came by way of that independent source.
///
/// What came by way of an independent source: what stands in the article that is the independent source, or in one whose words go back to it or may go
/// back to it; and what was passed on by a speaker that is the independent source, also where the article's own words go elsewhere.
///
/// | evidence | is it settled? |
/// | --- | --- |
/// | A is a reprint of B: the governor in A, B's own words | not those of B |
/// | B is original: the governor in B, B's own words elsewhere in it | not those, unless they are marked first-hand |
/// | A and C are reprints of B: the governor in A, C's own words | not those of C |
/// | A derives from an agency: A's own words, and elsewhere the governor by way of that agency | not those of A |
/// | A and B are original: the governor in A, B's own words | yes |
///
/// It becomes a [`Root::Unattributed`]. `pieces` are those of one claim and stance, `passages` where they lie.
pub(crate) fn left_open(passages: &[&Passage<'_>], pieces: &mut [Piece], roots: &mut Roots<'_>) {
    let own_words: Vec<Option<IndependentSource>> = passages
        .iter()
        .zip(&*pieces)
        .map(|(passage, piece)| own_words_of(passage, piece))
        .collect();
    let any_is_attributed = pieces.iter().any(|piece| piece.way == Way::Attributed);
    if !any_is_attributed || own_words.iter().all(Option::is_none) {
        return;
    }
    let wanted: BTreeSet<IndependentSource> = own_words.iter().flatten().copied().collect();
    let said = came_through(passages, pieces, roots, &wanted, |_| true);
    let excluded = came_through(passages, pieces, roots, &wanted, |piece| {
        matches!(piece.root, Root::Exclusion(_))
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
    // What is left open may take the set of what was said with it, so that comes after.
    let may_fall: BTreeSet<EvidenceSet> = sets_that_may_fall(pieces);
    let uncertain = came_through(passages, pieces, roots, &wanted, |piece| {
        piece.set.is_some_and(|set| may_fall.contains(&set))
    });
    set_root(pieces, &uncertain);
}

/// The independent source of a piece that is neither attributed nor first-hand.
fn own_words_of(passage: &Passage<'_>, piece: &Piece) -> Option<IndependentSource> {
    let knowledge = passage.evidence.attribution.knowledge;
    let is_first_hand = knowledge == Some(Knowledge::FirstHand) && piece.way == Way::Reported;
    match piece.root {
        Root::Settled(source) if piece.way != Way::Attributed && !is_first_hand => Some(source),
        _ => None,
    }
}

/// Articles of open provenance that are looked at for one claim. Where there are more behind one another, what was said may have
/// come by way of any independent source: the figure is wider then than need be, and never too narrow.
const MOST_LOOKED_AT: usize = 1_000;

/// The independent sources, of those that are wanted, by way of which attributed pieces came that others said. Looks at each article once.
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
        if piece.way != Way::Attributed || !is_meant(piece) {
            continue;
        }
        let relayed_by = passage.evidence.attribution.relayed_by.iter();
        let relayed_by = relayed_by.map(|link| Root::Settled(IndependentSource::Speaker(*link)));
        for root in relayed_by.chain([roots.of_article(piece.article)]) {
            match root {
                Root::Settled(source) if piece.root != root => {
                    found.insert(source);
                }
                Root::Open { article, .. } => open.push(article),
                _ => {}
            }
        }
    }
    let mut seen = BTreeSet::new();
    while let Some(article) = open.pop() {
        if found.is_superset(wanted) || !seen.insert(article) {
            continue;
        }
        if seen.len() > MOST_LOOKED_AT {
            return wanted.clone();
        }
        for root in roots.candidates(article) {
            match root {
                Root::Settled(source) => {
                    found.insert(*source);
                }
                Root::Open { article, .. } => open.push(*article),
                _ => {}
            }
        }
    }
    found
}
