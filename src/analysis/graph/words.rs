use super::gather::{EdgeKind, Node};
use crate::{
    analysis::{
        independent_sources::{IndependentSource, Root, Roots},
        names::ProtectedNames,
        table::ClaimRow,
    },
    project::{Article, Claim, Exclusion, Highlight, HighlightId, Project, Speaker, Stance},
};

/// What a node says, in the window and in an export. Of a protected speaker it knows the stand-in alone.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct NodeWords {
    /// What names it: an article's outlet and date, a speaker's name, a quote, a statement.
    pub title: String,
    /// What else there is to say: an article's headline, what a speaker is. May be empty.
    pub detail: String,
    /// Of a claim: its number, as people count.
    pub number: Option<usize>,
    /// Of a claim: how many pieces of evidence that count it has of each stance, in the order of [`Stance::ALL`].
    pub counts: Option<[usize; 3]>,
    /// Whether it counts no more.
    pub excluded: Option<Exclusion>,
}

/// Longest text of a node, in characters; its place in the window shows the whole.
const LONGEST: usize = 240;

impl NodeWords {
    /// What a node says; `None` where it is no longer in the project. `row` is that of a claim, which has its figures.
    #[must_use]
    pub fn of(
        project: &Project,
        roots: &mut Roots<'_>,
        node: Node,
        row: Option<&ClaimRow>,
    ) -> Option<Self> {
        Self::without(&ProtectedNames::default(), project, roots, node, row)
    }

    /// The same without the names of protected sources, wherever they stand, for what leaves the program.
    #[must_use]
    pub fn without(
        names: &ProtectedNames,
        project: &Project,
        roots: &mut Roots<'_>,
        node: Node,
        row: Option<&ClaimRow>,
    ) -> Option<Self> {
        let told = |text: &str| told_without(names, text);
        match node {
            Node::Article(id) => project.article(id).map(|article| of_article(article, told)),
            Node::Speaker(id) => project.speaker(id).map(|speaker| of_speaker(speaker, told)),
            Node::Passage(id) => of_passage(project, roots, id, told),
            Node::Claim(id) => project
                .claim(id)
                .map(|claim| of_claim(project, claim, row, told)),
        }
    }

    /// "+4 −2 •1"; what there is none of is not told. Empty for what is no claim.
    #[must_use]
    pub fn counted(&self) -> String {
        let counted = Stance::ALL.iter().zip(self.counts.unwrap_or_default());
        let told = counted.filter(|(_, count)| *count > 0);
        told.map(|(stance, count)| format!("{}{count}", stance.sign()))
            .collect::<Vec<_>>()
            .join(" ")
    }

    /// What a screen reader says.
    #[must_use]
    pub fn spoken(&self, node: Node) -> String {
        let kind = match (node, self.number) {
            (Node::Article(_), _) => "Article".to_owned(),
            (Node::Speaker(_), _) => "Speaker".to_owned(),
            (Node::Passage(_), _) => "Passage".to_owned(),
            (Node::Claim(_), number) => format!("Claim {}", number.unwrap_or_default()),
        };
        let mut said = vec![format!("{kind}: {}", self.title)];
        if let Some([supports, refutes, _]) = self.counts {
            let (plus, minus) = (Stance::Supports.sign(), Stance::Refutes.sign());
            said.push(format!("{plus}{supports} {minus}{refutes}"));
        }
        if !self.detail.is_empty() {
            said.push(self.detail.clone());
        }
        said.extend(self.excluded.map(|excluded| excluded.label().to_owned()));
        said.join(", ")
    }
}

fn of_article(article: &Article, told: impl Fn(&str) -> String) -> NodeWords {
    let source = &article.details;
    let (title, detail) = if source.outlet.is_empty() {
        (told(&article.name()), told(source.published_day()))
    } else {
        let detail = format!("{}  {}", source.published_day(), source.title);
        (told(&source.outlet), told(detail.trim()))
    };
    NodeWords {
        title,
        detail,
        excluded: article.excluded,
        ..NodeWords::default()
    }
}

fn of_speaker(speaker: &Speaker, told: impl Fn(&str) -> String) -> NodeWords {
    // What a protected source is may tell who it is.
    let is_protected = speaker.stand_in.is_some();
    NodeWords {
        title: told(speaker.shown_name()),
        detail: if is_protected {
            "protected".to_owned()
        } else {
            told(&speaker.role)
        },
        excluded: speaker.excluded,
        ..NodeWords::default()
    }
}

fn of_passage(
    project: &Project,
    roots: &mut Roots<'_>,
    id: HighlightId,
    told: impl Fn(&str) -> String,
) -> Option<NodeWords> {
    let highlight = project.highlight(id)?;
    let quote = told(project.quote(id)?);
    Some(NodeWords {
        // A passage that is a quotation has its marks already.
        title: if quote.starts_with(['"', '\u{201c}', '\u{201e}', '\u{ab}']) {
            quote
        } else {
            format!("\u{201c}{quote}\u{201d}")
        },
        excluded: why_passage_is_excluded(project, roots, highlight),
        ..NodeWords::default()
    })
}

/// A passage counts no more where its article does not, or where all that it is evidence of it says after somebody excluded.
fn why_passage_is_excluded(
    project: &Project,
    roots: &mut Roots<'_>,
    highlight: &Highlight,
) -> Option<Exclusion> {
    let article = project.article(highlight.article)?;
    if article.excluded.is_some() {
        return article.excluded;
    }
    let links = project.links_of(highlight.id);
    let mut reasons = links
        .iter()
        .map(|evidence| match roots.of_evidence(evidence, article).0 {
            Root::Excluded(IndependentSource::Speaker(id)) => project.speaker(id)?.excluded,
            Root::Excluded(IndependentSource::Article(id)) => project.article(id)?.excluded,
            Root::Settled(_) | Root::Open { .. } | Root::Unattributed { .. } => None,
        });
    let first = reasons.next()??;
    reasons.all(|reason| reason.is_some()).then_some(first)
}

fn of_claim(
    project: &Project,
    claim: &Claim,
    row: Option<&ClaimRow>,
    told: impl Fn(&str) -> String,
) -> NodeWords {
    let statement = told(&claim.statement);
    NodeWords {
        title: if statement.is_empty() {
            "no statement yet".to_owned()
        } else {
            statement
        },
        detail: claim.verdict.as_deref().map(told).unwrap_or_default(),
        number: project.claim_place(claim.id).map(|place| place + 1),
        counts: row.map(|row| [row.supports, row.refutes, row.context]),
        excluded: None,
    }
}

/// What an edge says, read from its beginning.
#[must_use]
pub fn edge_words(kind: EdgeKind) -> &'static str {
    match kind {
        EdgeKind::Holds => "holds",
        EdgeKind::Said => "said",
        EdgeKind::PassedOn => "passed on",
        EdgeKind::Bears(_, stance) => stance.label(),
        EdgeKind::DerivesFrom(manner) => manner.label(),
        EdgeKind::Made => "made",
        EdgeKind::Relates(_, kind) => kind.label(),
    }
}

/// One line of a text in which no protected name stands.
pub(crate) fn told_without(names: &ProtectedNames, text: &str) -> String {
    if names.is_empty() {
        return one_line(beginning(text));
    }
    // The whole text, before anything is cut: half a name would not be found.
    let told = one_line(&names.concealed(text));
    // A stand-in may hold a name itself.
    if names.are_in(&told, &mut String::new()) {
        LEFT_OUT.to_owned()
    } else {
        told
    }
}

/// What stands where nothing else may.
const LEFT_OUT: &str = "[left out]";

/// As much of a text as a node can need of it.
fn beginning(text: &str) -> &str {
    match text.char_indices().nth(4 * LONGEST) {
        Some((end, _)) => &text[..end],
        None => text,
    }
}

/// Runs of white space become one blank; cut where no node has room for more.
fn one_line(text: &str) -> String {
    let words = text.split_whitespace().collect::<Vec<_>>().join(" ");
    match words.char_indices().nth(LONGEST) {
        Some((end, _)) => format!("{}…", &words[..end]),
        None => words,
    }
}
