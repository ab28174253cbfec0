//! Chooses the blocks of a page that are its article. The others are imported hidden.
//!
//! Readability finds the article, and its blocks are matched with those of the page by their words. It sometimes drops
//! paragraphs of the article, so blocks between the chosen ones are put back.

use super::{
    blocks::{self, Block},
    style_sheets::StyleSheets,
};
use crate::{project::ParagraphKind, text::is_unspaced};

use std::{
    collections::{BTreeMap, HashSet},
    hash::{BuildHasher, RandomState},
    ops::RangeInclusive,
};

use dom_query::{Document, NodeId, NodeRef};

/// Number of words of a shingle, the unit by which texts are compared.
const SHINGLE: usize = 4;

/// Minimum percentage of a block's shingles that are in the article.
const CHOSEN: usize = 80;

/// Minimum words of a block that is put back between chosen ones.
const MIN_WORDS: usize = 5;

/// Minimum words of a block that is put back elsewhere in the container of the article.
const MIN_WORDS_OUTSIDE: usize = 20;

/// Minimum words of a linked block that is put back between chosen ones: a sentence, not the title of another page.
const LINKED_SENTENCE: usize = 10;

/// Maximum percentage of linked text in a block that is put back.
const MAX_IN_LINKS: usize = 40;

/// A block at either end of the article with a higher percentage of linked text is a menu.
const MOST_IN_LINKS: usize = 60;

/// Elements whose blocks may be put back.
const PUT_BACK: [&str; 9] = ["p", "blockquote", "pre", "li", "h2", "h3", "h4", "td", "dd"];

/// Elements that never contain the article.
pub(super) const NOT_ARTICLE: [&str; 11] = [
    "nav",
    "footer",
    "aside",
    "form",
    "fieldset",
    "button",
    "menu",
    "dialog",
    "figure",
    "figcaption",
    "header",
];

/// The words of an article, to find its blocks on the page.
pub(super) struct ArticleWords {
    shingles: Shingles,
    known: HashSet<u64>,
}

impl ArticleWords {
    /// Of an article in HTML.
    pub fn of(article: &str) -> Self {
        let shingles = Shingles::default();
        let article = Document::fragment(article);
        let known = blocks::blocks(article.root(), &StyleSheets::default())
            .iter()
            .flat_map(|block| shingles.of(&block.text))
            .collect();
        Self { shingles, known }
    }
}

/// Returns, for each block of a page, whether it belongs to the article. None does if the page has no article.
pub(super) fn article_blocks(
    page: &Document,
    blocks: &[Block],
    article: &ArticleWords,
) -> Vec<bool> {
    let ArticleWords { shingles, known } = article;
    let mut chosen: Vec<bool> = blocks
        .iter()
        .map(|block| {
            let shingles = shingles.of(&block.text);
            let found = shingles.iter().filter(|shingle| known.contains(shingle));
            !shingles.is_empty()
                && block.kind != Some(ParagraphKind::Caption)
                && found.count() * 100 >= shingles.len() * CHOSEN
        })
        .collect();
    if let Some(container) = Container::of(page, blocks, &chosen) {
        for (at, block) in blocks.iter().enumerate() {
            chosen[at] |= container.takes_back(at, block);
        }
    }
    drop_links_at_the_ends(blocks, &mut chosen);
    chosen
}

/// The elements that contain chosen blocks.
pub(super) fn elements_around(
    page: &Document,
    blocks: &[Block],
    chosen: &[bool],
) -> HashSet<NodeId> {
    let mut around = HashSet::new();
    for (block, _) in blocks
        .iter()
        .zip(chosen)
        .filter(|(_, is_chosen)| **is_chosen)
    {
        let element = NodeRef::new(block.element, &page.tree);
        around.insert(block.element);
        // What is around a known element is known.
        let mut ancestors = element.ancestors_it(None);
        while ancestors.next().is_some_and(|it| around.insert(it.id)) {}
    }
    around
}

/// Drops links at both ends: "Home | Archive" above an article, "Back to the index" below it.
fn drop_links_at_the_ends(blocks: &[Block], chosen: &mut [bool]) {
    let is_link = |block: &Block| {
        block.in_links * 100 > block.text.len() * MOST_IN_LINKS
            && word_count(&block.text) < LINKED_SENTENCE
            && block.kind != Some(ParagraphKind::Heading)
    };
    let mut ends = |places: &mut dyn Iterator<Item = usize>| {
        for at in places {
            if chosen[at] && !is_link(&blocks[at]) {
                break;
            }
            chosen[at] = false;
        }
    };
    ends(&mut (0..blocks.len()));
    ends(&mut (0..blocks.len()).rev());
}

/// Whether a block within the article is a sentence of it, whatever its element.
pub(super) fn is_sentence(block: &Block) -> bool {
    let is_linked = block.in_links * 100 > block.text.len() * MAX_IN_LINKS;
    let ends = block
        .text
        .ends_with(['.', '!', '?', '…', '”', '"', '»', '“', '。', '؟']);
    ends && !is_linked
        && block.kind != Some(ParagraphKind::Caption)
        && word_count(&block.text) >= LINKED_SENTENCE
}

/// The number of words. Two letters of a script without spaces count as a word.
pub(super) fn word_count(text: &str) -> usize {
    words(text)
        .map(|word| {
            word.chars()
                .filter(|c| is_unspaced(*c))
                .count()
                .div_ceil(2)
                .max(1)
        })
        .sum()
}

/// Whether a page shows at least half of the words of a text, in their order.
pub(super) fn has_most_of(blocks: &[Block], text: &[Block]) -> bool {
    let words = Shingles::default();
    let all = |blocks: &[Block]| {
        let shingles = blocks.iter().flat_map(|block| words.of(&block.text));
        shingles.collect::<HashSet<u64>>()
    };
    let (shown, text) = (all(blocks), all(text));
    text.intersection(&shown).count() * 2 >= text.len()
}

fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| !c.is_alphanumeric() && c != '_')
        .filter(|word| !word.is_empty())
}

#[derive(Default)]
struct Shingles(RandomState);

impl Shingles {
    /// Hashes of every run of four words; for a shorter text, one hash of all.
    fn of(&self, text: &str) -> Vec<u64> {
        let words: Vec<String> = words(text).map(str::to_lowercase).collect();
        if words.is_empty() {
            return Vec::new();
        }
        let windows = words.windows(SHINGLE.min(words.len()));
        windows.map(|window| self.0.hash_one(window)).collect()
    }
}

/// The part of a page that contains its article.
struct Container<'d> {
    page: &'d Document,
    /// From the first to the last chosen block.
    between: RangeInclusive<usize>,
    /// The most frequent parent of chosen blocks, and its ancestors.
    parents: HashSet<NodeId>,
    /// The deepest element with nine tenths of the chosen words.
    holds_most: NodeId,
}

impl<'d> Container<'d> {
    fn of(page: &'d Document, blocks: &[Block], chosen: &[bool]) -> Option<Self> {
        let places: Vec<usize> = (0..blocks.len()).filter(|at| chosen[*at]).collect();
        let between = *places.first()?..=*places.last()?;
        let mut parents: BTreeMap<NodeId, usize> = BTreeMap::new();
        let mut words: BTreeMap<NodeId, usize> = BTreeMap::new();
        let mut all = 0;
        for at in places {
            let block = &blocks[at];
            let count = word_count(&block.text);
            all += count;
            let element = NodeRef::new(block.element, &page.tree);
            let mut ancestors = element.ancestors_it(None).peekable();
            if let Some(parent) = ancestors.peek() {
                *parents.entry(parent.id).or_default() += 1;
            }
            *words.entry(block.element).or_default() += count;
            for ancestor in ancestors {
                *words.entry(ancestor.id).or_default() += count;
            }
        }
        let (commonest, _) = parents.iter().max_by_key(|(_, count)| **count)?;
        let depth = |id: NodeId| NodeRef::new(id, &page.tree).ancestors_it(None).count();
        let holds_most = words
            .iter()
            .filter(|(_, count)| **count * 10 >= all * 9)
            .max_by_key(|(id, _)| depth(**id))?;
        let commonest = NodeRef::new(*commonest, &page.tree);
        let around = commonest.ancestors_it(None).map(|ancestor| ancestor.id);
        Some(Self {
            page,
            between,
            parents: around.chain([commonest.id]).collect(),
            holds_most: *holds_most.0,
        })
    }

    fn takes_back(&self, at: usize, block: &Block) -> bool {
        let element = NodeRef::new(block.element, &self.page.tree);
        let count = word_count(&block.text);
        let is_inside = self.between.contains(&at) && count >= MIN_WORDS
            || count >= MIN_WORDS_OUTSIDE && self.holds(element);
        let is_linked = block.in_links * 100 > block.text.len() * MAX_IN_LINKS;
        let is_paragraph = PUT_BACK.iter().any(|name| element.has_name(name));
        let is_linked_sentence = is_linked && count >= LINKED_SENTENCE;
        let is_sentence = element.has_name("div")
            && self.between.contains(&at)
            && (is_linked_sentence || is_sentence(block));
        is_inside
            && block.kind != Some(ParagraphKind::Caption)
            && (is_paragraph && !is_linked || is_sentence)
            && self.is_in_article(element)
    }

    fn holds(&self, element: NodeRef<'_>) -> bool {
        let mut ancestors = element.ancestors_it(None);
        ancestors.any(|ancestor| ancestor.id == self.holds_most)
    }

    /// Whether no element between this one and its common ancestor with the article excludes it.
    fn is_in_article(&self, element: NodeRef<'_>) -> bool {
        let own = [element].into_iter().chain(element.ancestors_it(None));
        let mut own = own.take_while(|ancestor| !self.parents.contains(&ancestor.id));
        !own.any(|ancestor| NOT_ARTICLE.iter().any(|name| ancestor.has_name(name)))
    }
}
