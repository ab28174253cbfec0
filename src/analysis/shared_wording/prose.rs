//! Prose that two articles share.

use super::{
    FoundPassage, SharedKind, SharedPassage,
    article_words::{ArticleWord, ArticleWords, is_other_number},
    shingles::SharedShingles,
};

use std::ops::Range;

use rayon::prelude::*;

/// Number of words of a shingle.
const SHINGLE_WORDS: usize = 8;

/// Maximum number of words between two equal runs of one passage.
const MAX_GAP_WORDS: usize = 12;

/// Minimum number of equal words of a passage: fewer are shared by chance, or are a title and a name.
const MIN_EQUAL_WORDS: usize = 12;

/// A shingle is boilerplate if it is in more than a quarter of the articles, but at least in more than the first and at
/// most in more than the second of these numbers of articles.
const BOILERPLATE: [usize; 2] = [8, 20];

/// Two equal runs of words, joined over gaps.
#[derive(Clone, Debug)]
struct Chain {
    sides: [Range<usize>; 2],
    /// Ranges that are equal word by word.
    equal: Vec<[Range<usize>; 2]>,
}

pub(super) fn shared_prose(
    articles: &[ArticleWords],
    is_cancelled: &(impl Fn() -> bool + Sync),
    compared: &(impl Fn() + Sync),
) -> Option<Vec<FoundPassage>> {
    let prose: Vec<Vec<usize>> = articles.par_iter().map(unquoted).collect();
    let hashes: Vec<Vec<u64>> = prose
        .par_iter()
        .zip(articles)
        .map(|(prose, article)| prose.iter().map(|at| article.words[*at].hash).collect())
        .collect();
    let most = (articles.len() / 4).clamp(BOILERPLATE[0], BOILERPLATE[1]);
    let shared = SharedShingles::new(&hashes, SHINGLE_WORDS, most);
    let found: Option<Vec<Vec<FoundPassage>>> = (0..articles.len())
        .into_par_iter()
        .map(|one| {
            let matches = (!is_cancelled()).then(|| shared.matches(one))?;
            let others = matches.chunk_by(|one, other| one.0 == other.0);
            let found = others.flat_map(|matches| {
                let other = matches[0].0 as usize;
                chains(matches).into_iter().map(move |chain| (chain, other))
            });
            let found = found.filter(|(chain, _)| {
                chain.weight(&articles[one], &prose[one]) >= 2 * MIN_EQUAL_WORDS
            });
            let found = found.filter_map(|(chain, other)| {
                let sides = [
                    (&articles[one], &prose[one]),
                    (&articles[other], &prose[other]),
                ];
                Some(([one, other], passage(&chain, sides)?))
            });
            let found = found.collect();
            compared();
            Some(found)
        })
        .collect();
    Some(found?.into_iter().flatten().collect())
}

/// The indices of the words outside quotations.
fn unquoted(article: &ArticleWords) -> Vec<usize> {
    let words = article.words.iter().enumerate();
    words
        .filter(|(_, word)| !word.is_quoted)
        .map(|(at, _)| at)
        .collect()
}

/// Joins equal shingles to runs, and runs to chains. `matches` are sorted by position in the first article.
fn chains(matches: &[(u32, u32, u32)]) -> Vec<Chain> {
    let mut runs: Vec<[Range<usize>; 2]> = Vec::new();
    // The last run of each diagonal; it continues where both positions advance by one.
    let mut diagonals: Vec<(i64, usize)> = Vec::new();
    for (_, at, beside) in matches {
        let (at, beside) = (*at as usize, *beside as usize);
        let diagonal = beside as i64 - at as i64;
        let last = diagonals
            .iter()
            .rposition(|(it, run)| *it == diagonal && runs[*run][0].end + 1 >= at + SHINGLE_WORDS);
        if let Some(nth) = last {
            let run = diagonals[nth].1;
            runs[run] = [
                runs[run][0].start..at + SHINGLE_WORDS,
                runs[run][1].start..beside + SHINGLE_WORDS,
            ];
        } else {
            diagonals.retain(|(_, run)| runs[*run][0].end + SHINGLE_WORDS >= at);
            diagonals.push((diagonal, runs.len()));
            runs.push([at..at + SHINGLE_WORDS, beside..beside + SHINGLE_WORDS]);
        }
    }
    runs.sort_by_key(|[one, other]| (one.start, other.start));
    let mut chains: Vec<Chain> = Vec::new();
    for run in runs {
        let follows = |chain: &&mut Chain| {
            [0, 1].into_iter().all(|side| {
                let (end, start) = (chain.sides[side].end, run[side].start);
                // Runs may overlap where words repeat.
                start + SHINGLE_WORDS > end && start <= end + MAX_GAP_WORDS && run[side].end > end
            })
        };
        if let Some(chain) = chains.iter_mut().rev().take(8).find(follows) {
            for side in [0, 1] {
                chain.sides[side].end = run[side].end;
            }
            chain.equal.push(run);
        } else if !chains.iter().any(|chain| chain.holds(&run)) {
            chains.push(Chain {
                sides: run.clone(),
                equal: vec![run],
            });
        }
    }
    chains
}

impl Chain {
    /// Twice the number of equal words.
    fn weight(&self, article: &ArticleWords, prose: &[usize]) -> usize {
        let equal = self.equal.iter().flat_map(|[one, _]| &prose[one.clone()]);
        equal.map(|at| article.weight(*at..at + 1)).sum()
    }

    /// Whether a run is within it on either side.
    fn holds(&self, run: &[Range<usize>; 2]) -> bool {
        [0, 1].into_iter().any(|side| {
            self.sides[side].start <= run[side].start && run[side].end <= self.sides[side].end
        })
    }
}

fn passage(chain: &Chain, sides: [(&ArticleWords, &Vec<usize>); 2]) -> Option<SharedPassage> {
    let span = |side: usize| {
        let (article, prose) = sides[side];
        let words = prose.get(chain.sides[side].clone())?;
        article.span(&(*words.first()?..*words.last()? + 1))
    };
    let word = |side: usize, at: usize| {
        let (article, prose) = sides[side];
        &article.words[prose[at]]
    };
    let is_other = |one: &ArticleWord, other: &ArticleWord| {
        is_other_number(sides[0].0.text_of(one), sides[1].0.text_of(other))
    };
    let mut differing = Vec::new();
    let mut ends = None;
    for [one, other] in &chain.equal {
        if let Some((end, end_beside)) = ends {
            // Between two runs, numbers are paired if both sides have the same number of them.
            let between = [(0, end..one.start), (1, end_beside..other.start)];
            let [left, right] = between.map(|(side, range): (usize, Range<usize>)| {
                let words = range.map(|at| word(side, at));
                let numbers = words.filter(|it| sides[side].0.is_number(it));
                numbers.collect::<Vec<_>>()
            });
            if left.len() == right.len() {
                differing.extend(left.into_iter().zip(right));
            }
        }
        for (at, beside) in one.clone().zip(other.clone()) {
            let (one, other) = (word(0, at), word(1, beside));
            if one.is_number && other.is_number {
                differing.push((one, other));
            }
        }
        ends = Some((one.end, other.end));
    }
    differing.retain(|(one, other)| is_other(one, other));
    let spans = differing
        .into_iter()
        .filter_map(|(one, other)| Some([one.span()?, other.span()?]));
    Some(SharedPassage {
        kind: SharedKind::Prose,
        spans: [span(0)?, span(1)?],
        differing: spans.collect(),
    })
}
