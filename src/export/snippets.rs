//! A passage or a claim as text for the clipboard. Names that are protected are stand-ins, as in public exports.

use super::report::{PageLink, PageText};
use crate::{
    analysis::ProtectedNames,
    project::{Article, ClaimId, HighlightId, Project},
    text::{PageAddress, Span},
};

use std::path::Path;

/// "“…” - The Post, 2023-05-23, https://…#:~:text=…".
pub fn passage_as_quote(project: &Project, article: &Article, span: Span) -> Option<String> {
    let quote = article.quote(span)?;
    let names = ProtectedNames::new(project);
    let quote = names.concealed(quote).into_owned();
    let source = source(article, span, &names);
    Some(format!("\u{201c}{quote}\u{201d} \u{2014} {source}"))
}

/// A heading, verdict and reasons, and a list of the passages.
pub fn claim_as_markdown(project: &Project, claim: ClaimId) -> Option<String> {
    let names = ProtectedNames::new(project);
    let shown = |text: &str| {
        names
            .concealed(text)
            .split_whitespace()
            .collect::<Vec<_>>()
            .join(" ")
    };
    let claim = project.claim(claim)?;
    let number = project.claim_number(claim.id);
    let mut parts = vec![format!("### {number}. {}", shown(&claim.statement))];
    let verdict = claim.verdict.as_deref();
    parts.extend(verdict.map(|verdict| format!("**{}**", shown(verdict))));
    parts.push(shown(&claim.justification));
    let passages = project.evidence_of(claim.id).filter_map(|evidence| {
        let highlight = project.highlight(evidence.highlight)?;
        let article = project.article(highlight.article)?;
        let quote = shown(article.quote(highlight.span)?);
        let source = source(article, highlight.span, &names);
        let stance = evidence.stance.label();
        Some(format!(
            "- {stance}: \u{201c}{quote}\u{201d} \u{2014} {source}"
        ))
    });
    parts.push(passages.collect::<Vec<_>>().join("\n"));
    parts.retain(|part| !part.is_empty());
    Some(parts.join("\n\n") + "\n")
}

/// The command that opens a project at a passage.
pub fn link_to_passage(project: &Path, highlight: HighlightId) -> String {
    let path = project.display().to_string().replace('\'', "'\\''");
    format!("crosscheck open '{path}' --at {highlight}")
}

/// Outlet, date and address with the place of the passage; a place with a protected name is left out.
fn source(article: &Article, span: Span, names: &ProtectedNames) -> String {
    let mut parts = vec![names.concealed(&article.name()).into_owned()];
    if let Ok(address) = PageAddress::of(&article.details.url) {
        let passage = PageText::new(article).fragment(span);
        let passage = passage.filter(|it| !names.are_in(&it.words));
        let address = names.concealed(address.as_str()).into_owned();
        parts.push(PageLink { address, passage }.url());
    }
    parts.join(", ")
}
