//! Why a claim has as many origins as it has, in sentences.

use std::fmt;

use super::{
    OpenRoot, Origin, OriginCount, OriginGroup, Origins, PulledEvidence, Root, Unattributed, Way,
};
use crate::{
    project::{Article, ArticleId, EvidenceId, Project},
    text::isolated,
};

/// One sentence, and the evidence it is about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reason {
    /// In the analyst's order.
    pub evidence: Vec<EvidenceId>,
    /// A whole sentence, to be shown. Protected claimants have their stand-ins; names may be [`isolated`].
    pub sentence: String,
}

/// "no origin", "1 origin", "3 origins", "1–3 origins".
impl fmt::Display for OriginCount {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { at_least, at_most } = *self;
        match (at_least, at_most) {
            (_, 0) => write!(f, "no origin"),
            (1, 1) => write!(f, "1 origin"),
            _ if at_least == at_most => write!(f, "{at_most} origins"),
            (_, 1) => write!(f, "{at_least}\u{2013}{at_most} origin"),
            _ => write!(f, "{at_least}\u{2013}{at_most} origins"),
        }
    }
}

impl Origins {
    /// "7 articles, 1–3 origins"; "4 articles, 1 origin".
    #[must_use]
    pub fn figure(&self) -> String {
        let noun = if self.articles == 1 {
            "article"
        } else {
            "articles"
        };
        format!("{} {noun}, {}", self.articles, self.count)
    }

    /// Why the figure is what it is: a sentence for each group, then one for each trace that is open, then those for what
    /// counts no more.
    #[must_use]
    pub fn reasons(&self, project: &Project) -> Vec<Reason> {
        let groups = self.groups.iter();
        let counted = groups.filter_map(|group| group_reason(project, group));
        let groups = self.groups.iter();
        let open = groups.flat_map(|group| {
            let of_group = group.open.iter();
            let open = of_group.map(|open| open_reason(project, group, open));
            let unattributed = group.unattributed.iter();
            open.chain(unattributed.map(|own| unattributed_reason(project, own)))
        });
        let pulled = pulled_reasons(project, &self.pulled);
        counted.chain(open).chain(pulled).collect()
    }
}

/// What an origin may be called in the window: a protected claimant by its stand-in. With isolates, as [`isolated`] says.
#[must_use]
pub fn origin_name(project: &Project, origin: Origin) -> String {
    match origin {
        Origin::Claimant(id) => {
            let claimant = project.claimant(id);
            claimant.map_or_else(
                || "somebody unknown".to_owned(),
                |claimant| isolated(claimant.shown_name()).into_owned(),
            )
        }
        Origin::Article(id) => article_name(project, id),
    }
}

fn article_name(project: &Project, id: ArticleId) -> String {
    let name = project.article(id).map(Article::shown_name);
    format!("\u{201c}{}\u{201d}", name.unwrap_or_default())
}

fn root_name(project: &Project, root: Root) -> String {
    match root {
        Root::Settled(origin) | Root::Pulled(origin) | Root::Unattributed { origin, .. } => {
            origin_name(project, origin)
        }
        Root::Open { article, .. } => {
            format!("whatever {} rests on", article_name(project, article))
        }
    }
}

fn group_reason(project: &Project, group: &OriginGroup) -> Option<Reason> {
    let origins = group.origins.iter();
    let mut names: Vec<String> = origins
        .map(|origin| origin_name(project, *origin))
        .collect();
    if !names.is_empty() && group.open.len() + group.unattributed.len() > 0 {
        names.push("something that is not settled".to_owned());
    }
    let pieces = group.evidence.len();
    let sentence = match (names.as_slice(), pieces) {
        // One piece whose trace is open: that sentence says all.
        ([], 1) => return None,
        _ if group.may_fall => loose_sentence(group),
        ([], _) => format!(
            "{} count once: {} from the same place.",
            these(pieces),
            all_have_it(pieces)
        ),
        ([name], 1) => format!("This counts once: it {} {name}.", verb(group, false)),
        ([name], _) => format!(
            "{} count once: {} {} {name}.",
            these(pieces),
            all(pieces),
            verb(group, true)
        ),
        (names, _) => format!(
            "{} count once, since some count only together: they rest on {}.",
            these(pieces),
            listed(names)
        ),
    };
    Some(Reason {
        evidence: group.evidence.clone(),
        sentence,
    })
}

/// Of several pieces, some of which count only together with one that may be pulled.
fn loose_sentence(group: &OriginGroup) -> String {
    let these = these(group.evidence.len());
    if group.covered {
        format!(
            "{these} add no origin: they count only together, and something that they rest on is counted already."
        )
    } else {
        format!(
            "{these} count once at most: some count only together, and what one of them rests on may not count."
        )
    }
}

/// What the pieces of a group do to its one origin.
fn verb(group: &OriginGroup, several: bool) -> &'static str {
    let mut ways = group.ways.iter();
    match (ways.next(), ways.next(), several) {
        (Some(Way::Attributed), None, false) => "cites",
        (Some(Way::Attributed), None, true) => "cite",
        (Some(Way::Reported), None, false) => "is the reporting of",
        (Some(Way::Reported), None, true) => "are the reporting of",
        (Some(Way::Derived), None, false) => "derives from",
        (Some(Way::Derived), None, true) => "derive from",
        (_, _, false) => "goes back to",
        (_, _, true) => "go back to",
    }
}

fn open_reason(project: &Project, group: &OriginGroup, open: &OpenRoot) -> Reason {
    let name = article_name(project, open.article);
    let candidates = open.candidates.iter();
    let pulled = open
        .may_be_pulled
        .then(|| "something that does not count".to_owned());
    let names: Vec<String> = candidates
        .map(|root| root_name(project, *root))
        .chain(pulled)
        .collect();
    let sentence = if names.is_empty() {
        format!(
            "Nobody has recorded where {name} has this from: it may be an origin of its own or not."
        )
    } else {
        let beyond = if group.covered {
            "; it adds no origin"
        } else {
            ""
        };
        format!(
            "{name} derives from several, and nobody knows from which this comes: {}{beyond}.",
            either(&names)
        )
    };
    Reason {
        evidence: open.evidence.clone(),
        sentence,
    }
}

fn unattributed_reason(project: &Project, own: &Unattributed) -> Reason {
    let origin = origin_name(project, own.origin);
    let sentence = match own.evidence.len() {
        1 => format!(
            "Nobody has recorded who says this. It may be a statement that is attributed and came by way of {origin} too: attribute it, or mark it as first-hand, to settle that."
        ),
        several => format!(
            "Nobody has recorded who says {}. They may be what is attributed and came by way of {origin} too: attribute them, or mark them as first-hand, to settle that.",
            these(several).to_lowercase()
        ),
    };
    Reason {
        evidence: own.evidence.clone(),
        sentence,
    }
}

fn pulled_reasons(project: &Project, pulled: &[PulledEvidence]) -> Vec<Reason> {
    let mut origins: Vec<Option<Origin>> = pulled.iter().map(|piece| piece.by).collect();
    origins.sort_unstable_by_key(|by| (by.is_none(), *by));
    origins.dedup();
    let reason = |by: Option<Origin>| {
        let of_origin = pulled.iter().filter(|piece| piece.by == by);
        let evidence: Vec<EvidenceId> = of_origin.map(|piece| piece.evidence).collect();
        let (subject, do_not) = match evidence.len() {
            1 => ("This".to_owned(), "does not"),
            several => (these(several), "do not"),
        };
        let why = match by {
            Some(origin) => format!(
                "{} is {}",
                origin_name(project, origin),
                pulled_word(project, origin)
            ),
            None => "other evidence of the same set does not".to_owned(),
        };
        Reason {
            evidence,
            sentence: format!("{subject} {do_not} count: {why}."),
        }
    };
    origins.into_iter().map(reason).collect()
}

fn pulled_word(project: &Project, origin: Origin) -> &'static str {
    let pulled = match origin {
        Origin::Claimant(id) => project.claimant(id).and_then(|claimant| claimant.pulled),
        Origin::Article(id) => project.article(id).and_then(|article| article.pulled),
    };
    pulled.map_or("pulled", crate::project::Pulled::label)
}

const NUMBERS: [&str; 8] = [
    "two", "three", "four", "five", "six", "seven", "eight", "nine",
];

fn these(pieces: usize) -> String {
    match pieces.checked_sub(2).and_then(|at| NUMBERS.get(at)) {
        Some(word) => format!("These {word}"),
        None => format!("These {pieces}"),
    }
}

fn all(pieces: usize) -> &'static str {
    if pieces == 2 { "both" } else { "all" }
}

fn all_have_it(pieces: usize) -> &'static str {
    if pieces == 2 {
        "both have it"
    } else {
        "all have it"
    }
}

/// "A", "A and B", "A, B and C".
fn listed(names: &[String]) -> String {
    joined(names, "and")
}

fn either(names: &[String]) -> String {
    joined(names, "or")
}

fn joined(names: &[String], word: &str) -> String {
    match names {
        [] => String::new(),
        [name] => name.clone(),
        [first @ .., last] => format!("{} {word} {last}", first.join(", ")),
    }
}
