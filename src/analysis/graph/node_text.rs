use super::build::{EdgeKind, Node};
use crate::{
    analysis::{
        independent_sources::{IndependentSource, Root, Roots},
        names::ProtectedNames,
        table::ClaimRow,
    },
    project::{Article, Claim, Exclusion, Highlight, HighlightId, Project, Speaker, Stance},
    text::beginning_in_one_line,
};

const LEFT_OUT: &str = "[left out]";

/// Text of a node, in the window and in exports. For a protected speaker, only the stand-in.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct NodeText {
    /// Outlet or name of an article, name of a speaker, quote, or statement.
    pub title: String,
    /// Date and title of an article, role of a speaker, verdict of a claim; may be empty.
    pub detail: String,
    /// Number of a claim, from 1.
    pub number: Option<usize>,
    /// Evidence for a claim by stance, in the order of [`Stance::ALL`], without excluded evidence.
    pub counts: Option<[usize; 3]>,
    pub excluded: Option<Exclusion>,
}

/// Maximum length of a node's text, in characters.
const MAX_LENGTH: usize = 240;

impl NodeText {
    /// Text of a node; `None` if it is no longer in the project. `row` has the counts of a claim.
    pub fn new(
        project: &Project,
        roots: &mut Roots<'_>,
        node: Node,
        row: Option<&ClaimRow>,
    ) -> Option<Self> {
        Self::without(&ProtectedNames::default(), project, roots, node, row)
    }

    /// The same text with every protected name replaced, for exports.
    pub fn without(
        names: &ProtectedNames,
        project: &Project,
        roots: &mut Roots<'_>,
        node: Node,
        row: Option<&ClaimRow>,
    ) -> Option<Self> {
        let shown = |text: &str| text_without_names(names, text);
        match node {
            Node::Article(id) => project
                .article(id)
                .map(|article| of_article(article, shown)),
            Node::Speaker(id) => project
                .speaker(id)
                .map(|speaker| of_speaker(speaker, shown)),
            Node::Passage(id) => of_passage(project, roots, id, shown),
            Node::Claim(id) => project
                .claim(id)
                .map(|claim| of_claim(project, claim, row, shown)),
        }
    }

    /// "+4 −2 •1", without zeros; empty for nodes other than claims.
    pub fn counted(&self) -> String {
        let counted = Stance::ALL.iter().zip(self.counts.unwrap_or_default());
        let shown = counted.filter(|(_, count)| *count > 0);
        shown
            .map(|(stance, count)| format!("{}{count}", stance.sign()))
            .collect::<Vec<_>>()
            .join(" ")
    }

    /// Accessible name.
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

fn of_article(article: &Article, shown: impl Fn(&str) -> String) -> NodeText {
    let source = &article.details;
    let (title, detail) = if source.outlet.is_empty() {
        (shown(&article.name()), shown(source.published_day()))
    } else {
        let detail = format!("{}  {}", source.published_day(), source.title);
        (shown(&source.outlet), shown(detail.trim()))
    };
    NodeText {
        title,
        detail,
        excluded: article.excluded,
        ..NodeText::default()
    }
}

fn of_speaker(speaker: &Speaker, shown: impl Fn(&str) -> String) -> NodeText {
    // The role of a protected source may identify them.
    let is_protected = speaker.stand_in.is_some();
    NodeText {
        title: shown(speaker.shown_name()),
        detail: if is_protected {
            "protected".to_owned()
        } else {
            shown(&speaker.role)
        },
        excluded: speaker.excluded,
        ..NodeText::default()
    }
}

fn of_passage(
    project: &Project,
    roots: &mut Roots<'_>,
    id: HighlightId,
    shown: impl Fn(&str) -> String,
) -> Option<NodeText> {
    let highlight = project.highlight(id)?;
    let quote = shown(project.quote(id)?);
    Some(NodeText {
        // The quotation has its own quotation marks.
        title: if quote.starts_with(['"', '\u{201c}', '\u{201e}', '\u{ab}']) {
            quote
        } else {
            format!("\u{201c}{quote}\u{201d}")
        },
        excluded: why_passage_is_excluded(project, roots, highlight),
        ..NodeText::default()
    })
}

/// A passage is excluded if its article is, or if all its evidence goes back to excluded sources.
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
    shown: impl Fn(&str) -> String,
) -> NodeText {
    let statement = shown(&claim.statement);
    NodeText {
        title: if statement.is_empty() {
            "no statement yet".to_owned()
        } else {
            statement
        },
        detail: claim.verdict.as_deref().map(shown).unwrap_or_default(),
        number: project.claim_place(claim.id).map(|index| index + 1),
        counts: row.map(|row| [row.supports, row.refutes, row.context]),
        excluded: None,
    }
}

/// Label of an edge, read from its start.
pub fn edge_words(kind: EdgeKind) -> &'static str {
    match kind {
        EdgeKind::Holds => "holds",
        EdgeKind::Said => "said",
        EdgeKind::PassedOn => "relayed",
        EdgeKind::Bears(_, stance) => stance.label(),
        EdgeKind::DerivesFrom(manner) => manner.label(),
        EdgeKind::Made => "made",
        EdgeKind::Relates(_, kind) => kind.label(),
    }
}

/// A text as one line, without protected names.
pub(crate) fn text_without_names(names: &ProtectedNames, text: &str) -> String {
    if names.is_empty() {
        return beginning_in_one_line(text, MAX_LENGTH);
    }
    // Before the text is cut, since part of a name would not be found.
    let shown = beginning_in_one_line(&names.concealed(text), MAX_LENGTH);
    // A stand-in may itself contain a name.
    if names.are_in(&shown) {
        LEFT_OUT.to_owned()
    } else {
        shown
    }
}
