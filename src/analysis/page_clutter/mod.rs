//! Page clutter in a text without markup: menus, share bars, links to other stories and captions that were copied with
//! an article.
//!
//! Rules:
//! - The article is the stretch of the text in which full sentences predominate.
//! - Above it, short lines are clutter, except the headline and the lines between it and the article.
//! - Within it, a line is clutter if it has the words of a menu, an advertisement, a caption…, is repeated, or is a
//!   long headline between two paragraphs.
//! - Below it, everything is clutter from the first such line or menu on, or after the line that ends the article.
//! - A menu is a run of short lines none of which ends like a sentence. A list below a line with a colon is none, and
//!   neither are lines above a sentence.
//! - In a text without any such words, nothing is clutter.

mod cues;

use crate::{
    project::Article,
    text::{ends_like_sentence, introduces_list},
};
use cues::Cue;

use std::{
    collections::{BTreeSet, HashMap},
    ops::Range,
};

/// Minimum words of a line that is a sentence if it ends like one, and of a line that is one in any case.
const MIN_SENTENCE_WORDS: usize = 8;
const MIN_LONG_SENTENCE_WORDS: usize = 30;

/// Maximum weight that one paragraph adds to a stretch, in words.
const MAX_WEIGHT: i64 = 40;

/// Minimum weight of an article. A shorter text is not judged.
const MIN_ARTICLE: i64 = 40;

/// Minimum number of consecutive entries in a menu, and maximum words of an entry.
const MIN_MENU_ENTRIES: usize = 4;
const MAX_MENU_ENTRY_WORDS: usize = 5;

/// Maximum number of lines between a headline and its article: standfirst, byline, date.
const MAX_LINES_BELOW_HEADLINE: usize = 8;

/// Minimum words of a headline.
const MIN_HEADLINE_WORDS: usize = 4;

/// Minimum words of the headline of another story within an article, and maximum number of such headlines.
const MIN_LINKED_HEADLINE_WORDS: usize = 10;
const MAX_LINKED: usize = 3;

/// Number of consecutive lines broken to a width, and the percentage of them that begin in lower case.
const MIN_BROKEN_LINES: usize = 3;
const MIN_LOWER_CASE_PERCENT: usize = 25;

/// Minimum number of paragraphs for a suggestion.
const MIN_SUGGESTED: usize = 2;

struct Line<'a> {
    text: &'a str,
    words: usize,
    is_sentence: bool,
    /// Whether another line has the same words.
    is_repeated: bool,
    cue: Option<Cue>,
}

impl Line<'_> {
    fn is_blank(&self) -> bool {
        self.text.is_empty()
    }

    fn is_short(&self) -> bool {
        !self.is_blank() && !self.is_sentence
    }

    fn is_menu_entry(&self) -> bool {
        self.is_short()
            && self.words <= MAX_MENU_ENTRY_WORDS
            && (self.has_clutter_cue() || !ends_like_sentence(self.text))
    }

    /// Whether the line is prose, even if it is short: "Nobody was hurt."
    fn is_short_prose(&self) -> bool {
        self.cue.is_none() && ends_like_sentence(self.text)
    }

    fn has_clutter_cue(&self) -> bool {
        self.cue.is_some_and(Cue::is_clutter)
    }

    /// Whether the line alone shows that it is clutter.
    fn is_clutter(&self) -> bool {
        self.has_clutter_cue() || self.is_repeated && !self.is_sentence && !self.is_short_prose()
    }

    fn is_prose(&self) -> bool {
        self.is_sentence && self.cue.is_none()
    }

    /// The weight of a line in the search for the article, in words: positive for sentences, negative for other lines.
    fn weight(&self) -> i64 {
        match self.cue {
            Some(cue) => -cue.weight(),
            None if self.is_blank() => 0,
            None if self.is_repeated => -10,
            None if self.is_sentence => (self.words as i64).min(MAX_WEIGHT),
            None => -4,
        }
    }
}

/// Paragraphs that look like page clutter.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct LikelyClutter {
    /// By index, without those of white space.
    pub paragraphs: BTreeSet<usize>,
    /// Number of all paragraphs of the article with text.
    pub of: usize,
}

/// The paragraphs of an article that look like page clutter and are not hidden yet.
pub fn page_clutter(article: &Article) -> LikelyClutter {
    let lines = lines(article.text.as_str());
    let mut paragraphs = clutter(&lines, article.headline());
    paragraphs.retain(|at| !article.clutter.contains(at));
    if paragraphs.len() < MIN_SUGGESTED {
        paragraphs.clear();
    }
    let of = lines.iter().filter(|line| !line.is_blank()).count();
    LikelyClutter { paragraphs, of }
}

fn clutter(lines: &[Line<'_>], title: Option<usize>) -> BTreeSet<usize> {
    let Some(body) = heaviest(lines) else {
        return BTreeSet::new();
    };
    let headline = near_headline(lines, title, body.start);
    let mut clutter = BTreeSet::new();
    clutter.extend(clutter_within(lines, &body));
    clutter.extend(clutter_below(lines, body.end)..lines.len());
    clutter.extend(clutter_above(
        lines,
        headline,
        body.start,
        !clutter.is_empty(),
    ));
    clutter.extend(linked_headlines(lines, &body));
    clutter.retain(|at| !lines[*at].is_blank() && Some(*at) != headline);
    if !clutter.iter().any(|at| lines[*at].has_clutter_cue()) {
        clutter.clear();
    }
    clutter
}

fn lines(text: &str) -> Vec<Line<'_>> {
    let folded: Vec<String> = text.split('\n').map(cues::folded).collect();
    let mut counts: HashMap<&str, usize> = HashMap::new();
    for words in &folded {
        *counts.entry(words).or_default() += 1;
    }
    let texts = text.split('\n').map(str::trim);
    let lines = texts.zip(&folded).map(|(text, folded)| {
        let words = word_count(folded).max(usize::from(!text.is_empty()));
        Line {
            text,
            words,
            is_sentence: is_sentence(text, words),
            is_repeated: !folded.is_empty() && counts[folded.as_str()] > 1,
            cue: cues::cue(text, folded),
        }
    });
    let mut lines = lines.collect();
    join_broken_lines(&mut lines);
    lines
}

/// Two letters of a script without spaces count as a word.
fn word_count(folded: &str) -> usize {
    let is_dense =
        |character: &char| matches!(character, '\u{E00}'..='\u{EFF}' | '\u{2E80}'..='\u{9FFF}');
    let dense = folded.chars().filter(is_dense).count();
    folded.split_whitespace().count().max(dense / 2)
}

fn is_sentence(line: &str, words: usize) -> bool {
    words >= MIN_LONG_SENTENCE_WORDS || words >= MIN_SENTENCE_WORDS && ends_like_sentence(line)
}

/// In a text broken to a width, a line continues in the next one, so that all of them belong to sentences.
fn join_broken_lines(lines: &mut Vec<Line<'_>>) {
    for run in lines.split_mut(Line::is_blank) {
        let is_small = |line: &&Line<'_>| line.text.starts_with(char::is_lowercase);
        let small = run.iter().filter(is_small).count();
        if run.len() >= MIN_BROKEN_LINES && small * 100 >= run.len() * MIN_LOWER_CASE_PERCENT {
            for line in run.iter_mut().filter(|line| line.cue.is_none()) {
                line.is_sentence = true;
            }
        }
    }
}

/// The stretch of lines with the greatest weight.
fn heaviest(lines: &[Line<'_>]) -> Option<Range<usize>> {
    let mut best = None;
    let mut best_weight = MIN_ARTICLE - 1;
    let (mut start, mut weight) = (0, 0);
    for (at, line) in lines.iter().enumerate() {
        if weight <= 0 {
            (start, weight) = (at, 0);
        }
        weight += line.weight();
        if weight > best_weight {
            (best, best_weight) = (Some(start..at + 1), weight);
        }
    }
    best
}

/// The title if it is right above the article, otherwise the longest line there. Pages also link their own headline
/// elsewhere.
fn near_headline(lines: &[Line<'_>], title: Option<usize>, body: usize) -> Option<usize> {
    let may_be_shown = |line: &&Line<'_>| !line.is_blank() && !line.is_clutter();
    let is_near = |at: &usize| {
        let between = lines.get(at + 1..body).unwrap_or_default();
        *at <= body && between.iter().filter(may_be_shown).count() <= MAX_LINES_BELOW_HEADLINE
    };
    let has_cue = |at: &usize| lines[*at].has_clutter_cue();
    title.filter(|at| is_near(at) && !has_cue(at)).or_else(|| {
        let above = (0..body).rev().filter(|at| !lines[*at].is_blank());
        let above = above.take(MAX_LINES_BELOW_HEADLINE);
        let long = |at: &usize| lines[*at].words >= MIN_HEADLINE_WORDS && !has_cue(at);
        let (repeated, others): (Vec<usize>, Vec<usize>) =
            above.filter(long).partition(|at| lines[*at].is_repeated);
        let longest = others.into_iter().max_by_key(|at| lines[*at].words);
        longest.or(repeated.first().copied())
    })
}

fn clutter_above(
    lines: &[Line<'_>],
    headline: Option<usize>,
    body: usize,
    is_page: bool,
) -> impl Iterator<Item = usize> {
    let top = &lines[..headline.unwrap_or(body).min(body)];
    let is_page = is_page || menu(top).is_some() || top.iter().any(Line::is_clutter);
    (0..body).filter(move |at| {
        let is_on_top = headline.is_none_or(|headline| *at < headline);
        lines[*at].is_clutter() || is_page && is_on_top && lines[*at].is_short()
    })
}

/// The lines of the article that are clutter, including links right below a heading for them.
fn clutter_within(lines: &[Line<'_>], body: &Range<usize>) -> Vec<usize> {
    let mut found: Vec<usize> = Vec::new();
    let mut in_links = false;
    for at in body.clone() {
        let line = &lines[at];
        let is_heading = line.cue == Some(Cue::OtherStories);
        in_links = is_heading || in_links && line.is_short();
        if in_links || line.is_clutter() {
            found.push(at);
        }
    }
    found
}

/// Headlines of other stories, linked between two paragraphs of the article.
fn linked_headlines(lines: &[Line<'_>], body: &Range<usize>) -> Vec<usize> {
    let is_between = |at: usize| {
        let before = at.checked_sub(2).map(|before| &lines[before..at]);
        let before = before.is_some_and(|two| two[0].is_prose() && two[1].is_blank());
        let after = lines[..body.end].get(at + 1..at + 3);
        before && after.is_some_and(|two| two[0].is_blank() && two[1].is_prose())
    };
    let is_headline = |line: &Line<'_>| {
        line.is_short()
            && line.words >= MIN_LINKED_HEADLINE_WORDS
            && line.text.starts_with(char::is_uppercase)
            && line.text.ends_with(char::is_alphanumeric)
            && !line.text.contains([':', '"', '“', '”', '„', '«', '»', '@'])
    };
    let mut found: Vec<usize> = body.clone().collect();
    found.retain(|at| is_headline(&lines[*at]) && is_between(*at));
    // With more of them, the text consists of such lines.
    if found.len() > MAX_LINKED {
        found.clear();
    }
    found
}

/// Index of the first line below the article from which on everything is clutter.
fn clutter_below(lines: &[Line<'_>], body: usize) -> usize {
    let rest = &lines[body..];
    let known = rest.iter().position(Line::is_clutter);
    let Some(first) = known.into_iter().chain(menu(rest)).min() else {
        return lines.len();
    };
    let end = rest.iter().rposition(|line| line.cue == Some(Cue::End));
    body + end.map_or(first, |end| first.min(end + 1))
}

/// Index of the first entry of a menu.
fn menu(lines: &[Line<'_>]) -> Option<usize> {
    let is_menu = |run: &[usize]| run.len() >= MIN_MENU_ENTRIES;
    let (mut run, mut in_list) = (Vec::new(), false);
    for (at, line) in lines.iter().enumerate().filter(|(_, it)| !it.is_blank()) {
        if line.is_menu_entry() {
            in_list &= !line.has_clutter_cue();
            run.extend((!in_list).then_some(at));
            continue;
        }
        if is_menu(&run) && !line.is_short_prose() {
            break;
        }
        run.clear();
        in_list = !line.has_clutter_cue() && introduces_list(line.text);
    }
    is_menu(&run).then(|| run[0])
}
