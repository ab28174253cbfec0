//! Projects of any size from a seed, for benches and tests: the same seed gives the same project on every machine.

mod sources;

use crosscheck::{
    project::{
        Article, ArticleDetails, ArticleEdit, ArticleText, Claim, ClaimEdit, ClaimId, Edit,
        Evidence, EvidenceEdit, Highlight, HighlightEdit, HighlightId, Id, Project, ProjectEdit,
        Provenance, Stance, Status, Structure,
    },
    text::{Span, snap_to_graphemes},
};
pub use sources::with_sources;

use std::collections::BTreeSet;

/// Size of a generated project.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Size {
    /// Number of articles.
    pub articles: usize,
    /// Bytes of text in each article, rounded to a sentence.
    pub article_bytes: usize,
    /// Highlights in all articles together, spread evenly.
    pub highlights: usize,
    /// Number of claims. If there are any, every highlight is linked to one.
    pub claims: usize,
}

impl Size {
    /// The project that the performance limits are about.
    pub const BIG: Self = Self {
        articles: 2_000,
        article_bytes: 8_000,
        highlights: 100_000,
        claims: 5_000,
    };

    /// One article of 5 MB.
    pub const LONG_ARTICLE: Self = Self {
        articles: 1,
        article_bytes: 5_000_000,
        highlights: 20_000,
        claims: 200,
    };

    /// Quick to generate and to search.
    pub const SMALL: Self = Self {
        articles: 6,
        article_bytes: 3_000,
        highlights: 40,
        claims: 10,
    };
}

/// Generates a project.
pub fn project(seed: u64, size: Size) -> Project {
    let mut dice = Dice(seed);
    let mut project = Project::default();
    add(
        &mut project,
        Edit::Project(ProjectEdit::SetTitle(format!("Generated from {seed}"))),
    );
    let articles: Vec<Article> = (0..size.articles)
        .map(|number| article(&mut dice, number, size.article_bytes))
        .collect();
    let claims: Vec<Claim> = (0..size.claims)
        .map(|_| claim(&mut dice, &project))
        .collect();
    let highlights = highlights(&mut dice, &articles, size.highlights);
    let claim_ids: Vec<ClaimId> = claims.iter().map(|claim| claim.id).collect();
    let links: Vec<Evidence> = highlights
        .iter()
        .filter_map(|highlight| evidence(&mut dice, highlight.id, &claim_ids))
        .collect();

    for (at, article) in articles.into_iter().enumerate() {
        let article = Box::new(article);
        add(
            &mut project,
            Edit::Article(ArticleEdit::Add { at, article }),
        );
    }
    for highlight in highlights {
        add(&mut project, Edit::Highlight(HighlightEdit::Add(highlight)));
    }
    for (at, claim) in claims.into_iter().enumerate() {
        let claim = Box::new(claim);
        add(&mut project, Edit::Claim(ClaimEdit::Add { at, claim }));
    }
    for evidence in links {
        let at = project.evidence_count(evidence.claim);
        add(
            &mut project,
            Edit::Evidence(EvidenceEdit::add(at, evidence)),
        );
    }
    project
}

/// Text of about `bytes` bytes in paragraphs, mostly Latin, with some characters that break careless programs.
pub fn text(seed: u64, bytes: usize) -> String {
    text_of(&mut Dice(seed), bytes)
}

fn add(project: &mut Project, edit: Edit) {
    let added = project.apply(edit);
    debug_assert!(added.is_ok(), "what is generated fits: {added:?}");
}

fn article(dice: &mut Dice, number: usize, bytes: usize) -> Article {
    let day = 1 + dice.below(28);
    let source = ArticleDetails {
        title: sentence(dice),
        outlet: format!("The {} {}", dice.pick(&OUTLETS), 1 + number % 50),
        published: format!("2031-05-{day:02}"),
        url: format!("https://example.org/{number}"),
        language: "en".to_owned(),
        byline: String::new(),
        retrieved: String::new(),
        agency_credits: String::new(),
        reliability: None,
        unchecked: BTreeSet::new(),
    };
    Article {
        id: dice.id(),
        text: ArticleText::new(text_of(dice, bytes)),
        details: source,
        clutter: BTreeSet::from([0]),
        structure: Structure::default(),
        provenance: Provenance::Unknown,
        excluded: None,
        original: None,
    }
}

fn claim(dice: &mut Dice, project: &Project) -> Claim {
    let verdicts = &project.scale().verdicts;
    let verdict = verdicts.get(dice.below(verdicts.len() + 1));
    let mut claim = Claim::new(dice.id(), sentence(dice), dice.below(12) as u8);
    claim.verdict = verdict.map(|verdict| verdict.label.clone());
    claim.status = *dice.pick(&Status::ALL);
    if claim.status == Status::Done {
        claim.justification = sentence(dice);
    }
    claim
}

fn highlights(dice: &mut Dice, articles: &[Article], count: usize) -> Vec<Highlight> {
    let each = count.div_ceil(articles.len().max(1));
    let wanted = |number: usize| each.min(count.saturating_sub(number * each));
    let of_article = articles.iter().enumerate();
    of_article
        .flat_map(|(number, article)| highlights_of(dice, article, wanted(number)))
        .collect()
}

fn highlights_of(dice: &mut Dice, article: &Article, count: usize) -> Vec<Highlight> {
    let text = article.text.as_str();
    let stride = (text.len() / count.max(1)).max(1);
    let one = |number: usize| {
        let span = passage(dice, text, number * stride)?;
        Some(Highlight {
            id: dice.id(),
            article: article.id,
            span,
            note: String::new(),
        })
    };
    (0..count).filter_map(one).collect()
}

/// Some words from byte `from` on; `None` at the very end of the text.
fn passage(dice: &mut Dice, text: &str, from: usize) -> Option<Span> {
    let start = text.ceil_char_boundary(from + dice.below(20));
    snap_to_graphemes(text, start, start + 12 + dice.below(90))
}

fn evidence(dice: &mut Dice, highlight: HighlightId, claims: &[ClaimId]) -> Option<Evidence> {
    if claims.is_empty() {
        return None;
    }
    let stance = *dice.pick(&[
        Stance::Supports,
        Stance::Supports,
        Stance::Refutes,
        Stance::Context,
    ]);
    let (id, claim) = (dice.id(), *dice.pick(claims));
    Some(Evidence::new(id, highlight, claim, stance))
}

fn text_of(dice: &mut Dice, bytes: usize) -> String {
    let mut text = String::with_capacity(bytes + 200);
    text.push_str("Menu  News  Weather");
    while text.len() < bytes {
        text.push('\n');
        for _ in 0..2 + dice.below(4) {
            text.push_str(&sentence(dice));
            text.push(' ');
        }
    }
    text
}

fn sentence(dice: &mut Dice) -> String {
    let mut sentence = capitalised(&word(dice));
    for _ in 0..5 + dice.below(14) {
        sentence.push(' ');
        match dice.below(120) {
            0 => sentence.push_str(dice.pick::<&str>(&UNUSUAL)),
            1..=4 => sentence.push_str(&dice.below(400).to_string()),
            _ => sentence.push_str(&word(dice)),
        }
    }
    sentence.push('.');
    sentence
}

fn word(dice: &mut Dice) -> String {
    let syllables = 1 + dice.below(3);
    (0..syllables).map(|_| *dice.pick(&SYLLABLES)).collect()
}

fn capitalised(word: &str) -> String {
    let mut letters = word.chars();
    let first = letters.next().into_iter().flat_map(char::to_uppercase);
    first.chain(letters).collect()
}

const OUTLETS: [&str; 5] = ["Courier", "Gazette", "Sentinel", "Herald", "Ledger"];

const SYLLABLES: [&str; 24] = [
    "ba", "cor", "de", "en", "far", "gil", "ho", "in", "jar", "ka", "lor", "mi", "nor", "o", "pel",
    "ra", "sen", "ta", "ul", "ven", "wa", "yst", "zan", "the",
];

/// Emoji of several code points, combining marks, other scripts and directions, and a joiner.
const UNUSUAL: [&str; 8] = [
    "👩\u{200d}👩\u{200d}👧",
    "🇺🇦",
    "cafe\u{301}",
    "Źródło",
    "السدّ",
    "שלום",
    "नमस्ते",
    "大坝",
];

/// `SplitMix64` (Steele, Lea and Flood, 2014): every seed gives a good sequence.
pub struct Dice(pub u64);

impl Dice {
    pub fn roll(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    /// A number below `end`, which must not be 0.
    pub fn below(&mut self, end: usize) -> usize {
        (self.roll() % end as u64) as usize
    }

    fn pick<'a, T>(&mut self, from: &'a [T]) -> &'a T {
        &from[self.below(from.len())]
    }

    fn id<T>(&mut self) -> Id<T> {
        Id::new(self.roll())
    }
}
