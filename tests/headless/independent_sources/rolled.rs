//! Random small projects about one claim.

use crosscheck::project::Stance;
use proptest::prelude::*;

use super::setting::{From, Piece, Setting};

const ARTICLES: usize = 5;
const SPEAKERS: usize = 3;

/// Five articles, each of which derives only from earlier ones, three speakers, and up to eight pieces of evidence.
pub fn any_setting() -> impl Strategy<Value = Setting> {
    let articles = prop::collection::vec(any_from(), ARTICLES);
    let evidence = prop::collection::vec(any_piece(), 0..8);
    let excluded = (
        prop::option::weighted(0.3, 0..ARTICLES),
        prop::option::weighted(0.3, 0..SPEAKERS),
    );
    (articles, evidence, excluded).prop_map(|(articles, evidence, (article, speaker))| {
        let mut setting = Setting {
            articles,
            speakers: ["gov", "mayor", "afp"].map(str::to_owned).to_vec(),
            evidence,
            excluded_articles: article.into_iter().collect(),
            excluded_speakers: speaker.into_iter().collect(),
        };
        setting.keep_in_order();
        setting
    })
}

fn any_from() -> impl Strategy<Value = From> {
    let two = |end: usize| prop::sample::subsequence((0..end).collect::<Vec<_>>(), 2..=end);
    prop_oneof![
        3 => Just(From::Unknown),
        3 => Just(From::Original),
        2 => (0..ARTICLES).prop_map(From::Quotes),
        1 => (0..ARTICLES).prop_map(From::Reprint),
        2 => (0..SPEAKERS).prop_map(From::Agency),
        2 => two(ARTICLES).prop_map(From::Several),
        1 => two(SPEAKERS).prop_map(From::SeveralAgencies),
    ]
}

fn any_piece() -> impl Strategy<Value = Piece> {
    let chain = prop_oneof![
        4 => Just(Vec::new()),
        2 => (0..SPEAKERS).prop_map(|at| vec![at]),
        1 => (0..SPEAKERS, 1..SPEAKERS).prop_map(|(at, on)| vec![at, (at + on) % SPEAKERS]),
    ];
    let set = prop::option::weighted(0.3, 0..2_u8);
    let first_hand = prop::bool::weighted(0.2);
    (0..ARTICLES, chain, set, first_hand).prop_map(|(article, chain, set, first_hand)| Piece {
        article,
        stance: Stance::Supports,
        chain,
        end_is_known: true,
        first_hand,
        set,
    })
}
