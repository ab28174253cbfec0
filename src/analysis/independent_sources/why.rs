//! Explains a count of independent sources in sentences.

use super::{
    count::{IndependentSources, SourceCount},
    groups::{OpenRoot, SourceGroup, Unattributed},
    piece::ExcludedEvidence,
    roots::{IndependentSource, Root, RootLink},
};
use crate::{
    project::{Article, ArticleId, EvidenceId, Project},
    text::{counted, isolated},
};

use std::fmt;

/// A sentence with its evidence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reason {
    /// In the analyst's order.
    pub evidence: Vec<EvidenceId>,
    /// For display: protected speakers appear by their stand-ins, names may be [`isolated`].
    pub sentence: String,
}

/// "no independent source", "1 independent source", "3 independent sources", "1–3 independent sources".
impl fmt::Display for SourceCount {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { at_least, at_most } = *self;
        match (at_least, at_most) {
            (_, 0) => write!(f, "no independent source"),
            _ if at_least == at_most => f.write_str(&counted(at_most, "independent source")),
            (_, 1) => write!(f, "{at_least}\u{2013}{at_most} independent source"),
            _ => write!(f, "{at_least}\u{2013}{at_most} independent sources"),
        }
    }
}

impl IndependentSources {
    /// "7 articles, 1–3 independent sources"; "4 articles, 1 independent source".
    pub fn figure(&self) -> String {
        format!("{}, {}", counted(self.articles, "article"), self.count)
    }

    /// Sentences that explain the count: one for each group, then one for each open trace, then those for excluded
    /// evidence.
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
        let excluded = excluded_reasons(project, &self.excluded);
        counted.chain(open).chain(excluded).collect()
    }
}

/// Display name of a source, [`isolated`]; the stand-in of a protected speaker.
pub fn source_name(project: &Project, source: IndependentSource) -> String {
    match source {
        IndependentSource::Speaker(id) => {
            let speaker = project.speaker(id);
            speaker.map_or_else(
                || "an unknown speaker".to_owned(),
                |speaker| isolated(speaker.shown_name()).into_owned(),
            )
        }
        IndependentSource::Article(id) => article_name(project, id),
    }
}

fn article_name(project: &Project, id: ArticleId) -> String {
    let name = project.article(id).map(Article::shown_name);
    format!("\u{201c}{}\u{201d}", name.unwrap_or_default())
}

fn root_name(project: &Project, root: Root) -> String {
    match root {
        Root::Settled(source) | Root::Excluded(source) | Root::Unattributed { source, .. } => {
            source_name(project, source)
        }
        Root::Open { article, .. } => {
            format!("the source of {}", article_name(project, article))
        }
    }
}

fn group_reason(project: &Project, group: &SourceGroup) -> Option<Reason> {
    let sources = group.sources.iter();
    let mut names: Vec<String> = sources
        .map(|source| source_name(project, *source))
        .collect();
    if !names.is_empty() && group.open.len() + group.unattributed.len() > 0 {
        names.push("an unknown source".to_owned());
    }
    let pieces = group.evidence.len();
    let sentence = match (names.as_slice(), pieces) {
        // A single piece with an open trace gets its own sentence.
        ([], 1) => return None,
        _ if group.may_be_excluded => loose_sentence(group),
        ([], _) => format!(
            "{} count once: {} the same source.",
            these(pieces),
            all_have(pieces)
        ),
        ([name], 1) => format!("This counts once: it {} {name}.", verb(group, false)),
        ([name], _) => format!(
            "{} count once: {} {} {name}.",
            these(pieces),
            all(pieces),
            verb(group, true)
        ),
        (names, _) => format!(
            "{} count once, because some count only as a set: they rest on {}.",
            these(pieces),
            listed(names)
        ),
    };
    Some(Reason {
        evidence: group.evidence.clone(),
        sentence,
    })
}

/// For pieces that count only as a set with a piece that may be excluded.
fn loose_sentence(group: &SourceGroup) -> String {
    let these = these(group.evidence.len());
    if group.adds_no_source {
        format!(
            "{these} add no independent source: they count only as a set, and a source of the set is counted already."
        )
    } else {
        format!(
            "{these} count at most once: some count only as a set, and a source of the set may be excluded."
        )
    }
}

/// The verb between the pieces of a group and their one source.
fn verb(group: &SourceGroup, several: bool) -> &'static str {
    let mut ways = group.ways.iter();
    match (ways.next(), ways.next(), several) {
        (Some(RootLink::Attributed), None, false) => "cites",
        (Some(RootLink::Attributed), None, true) => "cite",
        (Some(RootLink::Reported), None, false) => "is the reporting of",
        (Some(RootLink::Reported), None, true) => "are the reporting of",
        (Some(RootLink::Derived), None, false) => "derives from",
        (Some(RootLink::Derived), None, true) => "derive from",
        (_, _, false) => "goes back to",
        (_, _, true) => "go back to",
    }
}

fn open_reason(project: &Project, group: &SourceGroup, open: &OpenRoot) -> Reason {
    let name = article_name(project, open.article);
    let candidates = open.candidates.iter();
    let excluded = open
        .may_be_excluded
        .then(|| "an excluded source".to_owned());
    let names: Vec<String> = candidates
        .map(|root| root_name(project, *root))
        .chain(excluded)
        .collect();
    let sentence = if names.is_empty() {
        format!("The source of {name} is not recorded: it may be an independent source or not.")
    } else {
        let beyond = if group.adds_no_source {
            "; it adds no independent source"
        } else {
            ""
        };
        format!(
            "{name} derives from several, and it is unknown which one this comes from: {}{beyond}.",
            either(&names)
        )
    };
    Reason {
        evidence: open.evidence.clone(),
        sentence,
    }
}

fn unattributed_reason(project: &Project, own: &Unattributed) -> Reason {
    let source = source_name(project, own.source);
    let sentence = match own.evidence.len() {
        1 => format!(
            "This is not attributed. It may be the same statement as one that also came through {source}. Attribute it, or mark it as first-hand, to settle this."
        ),
        several => format!(
            "{} are not attributed. They may be the same statements as others that also came through {source}. Attribute them, or mark them as first-hand, to settle this.",
            these(several)
        ),
    };
    Reason {
        evidence: own.evidence.clone(),
        sentence,
    }
}

fn excluded_reasons(project: &Project, excluded: &[ExcludedEvidence]) -> Vec<Reason> {
    let mut sources: Vec<Option<IndependentSource>> =
        excluded.iter().map(|piece| piece.by).collect();
    sources.sort_unstable_by_key(|by| (by.is_none(), *by));
    sources.dedup();
    let reason = |by: Option<IndependentSource>| {
        let of_source = excluded.iter().filter(|piece| piece.by == by);
        let evidence: Vec<EvidenceId> = of_source.map(|piece| piece.evidence).collect();
        let (subject, do_not) = match evidence.len() {
            1 => ("This".to_owned(), "does not"),
            several => (these(several), "do not"),
        };
        let why = match by {
            Some(source) => format!(
                "{} is {}",
                source_name(project, source),
                excluded_word(project, source)
            ),
            None => "other evidence of the same set is excluded".to_owned(),
        };
        Reason {
            evidence,
            sentence: format!("{subject} {do_not} count: {why}."),
        }
    };
    sources.into_iter().map(reason).collect()
}

fn excluded_word(project: &Project, source: IndependentSource) -> &'static str {
    let excluded = match source {
        IndependentSource::Speaker(id) => project.speaker(id).and_then(|speaker| speaker.excluded),
        IndependentSource::Article(id) => project.article(id).and_then(|article| article.excluded),
    };
    excluded.map_or("excluded", crate::project::Exclusion::label)
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

fn all_have(pieces: usize) -> &'static str {
    if pieces == 2 { "both have" } else { "all have" }
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
