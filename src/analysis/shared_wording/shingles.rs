//! Runs of words that several articles share, found by hash.

use std::ops::Range;

use rayon::prelude::*;

/// Number of successive shingles of a reprint: 40 words, if a shingle has eight.
const MIN_REPRINT_SHINGLES: usize = 33;

/// Maximum number of articles that print one text: their pairs are compared one by one.
const MAX_REPRINTS: usize = 200;

/// A shingle: its hash, the article, and its first word.
#[derive(Clone, Copy)]
pub(super) struct Shingle {
    hash: u64,
    pub article: u32,
    pub at: u32,
}

/// The shingles that articles share, without boilerplate.
pub(super) struct SharedShingles {
    shingles: Vec<Shingle>,
    /// For each article, the positions of its shingles and the ranges of `shingles` equal to them.
    by_article: Vec<Vec<(u32, Range<u32>)>>,
}

impl SharedShingles {
    /// `rows` are the hashes of each article's words. A shingle of more than `most` articles is boilerplate, unless it is
    /// in a run of [`MIN_REPRINT_SHINGLES`] such shingles, as in a text that many articles print.
    pub fn new(rows: &[Vec<u64>], length: usize, most: usize) -> Self {
        let mut shingles: Vec<Shingle> = rows
            .par_iter()
            .enumerate()
            .flat_map_iter(|(article, row)| {
                row.windows(length)
                    .enumerate()
                    .map(move |(at, window)| Shingle {
                        hash: hash_of(window),
                        article: article as u32,
                        at: at as u32,
                    })
            })
            .collect();
        shingles.par_sort_unstable_by_key(|it| (it.hash, it.article, it.at));
        let mut by_article = vec![Vec::new(); rows.len()];
        let mut common = by_article.clone();
        let mut start = 0;
        for group in shingles.chunk_by(|one, other| one.hash == other.hash) {
            let range = start as u32..(start + group.len()) as u32;
            start += group.len();
            let articles = group
                .chunk_by(|one, other| one.article == other.article)
                .count();
            let list = if articles <= most {
                &mut by_article
            } else {
                &mut common
            };
            // A shingle that an article often repeats means little.
            if (2..=most.max(MAX_REPRINTS)).contains(&articles) && group.len() <= articles * 4 {
                for shingle in group {
                    list[shingle.article as usize].push((shingle.at, range.clone()));
                }
            }
        }
        for (shared, mut common) in by_article.iter_mut().zip(common) {
            common.sort_unstable_by_key(|(at, _)| *at);
            let runs = common.chunk_by(|(one, _), (next, _)| one + 1 == *next);
            let reprints = runs.filter(|run| run.len() >= MIN_REPRINT_SHINGLES);
            shared.extend(reprints.flatten().cloned());
        }
        Self {
            shingles,
            by_article,
        }
    }

    /// Shingles that the article shares with later ones: the other article, the position there, the position here;
    /// sorted.
    pub fn matches(&self, article: usize) -> Vec<(u32, u32, u32)> {
        let shared = self.by_article[article].iter();
        let mut all: Vec<(u32, u32, u32)> = shared
            .flat_map(|(at, range)| {
                let equal = &self.shingles[range.start as usize..range.end as usize];
                let others = equal.iter().filter(|it| it.article as usize > article);
                others.map(|other| (other.article, *at, other.at))
            })
            .collect();
        all.sort_unstable();
        all
    }
}

fn hash_of(words: &[u64]) -> u64 {
    const FACTOR: u64 = 0x9E37_79B9_7F4A_7C15;
    words.iter().fold(0, |hash: u64, word| {
        (hash.rotate_left(5) ^ word).wrapping_mul(FACTOR)
    })
}
