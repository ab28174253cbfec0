//! Passages and claims as text for the clipboard. Stand-ins replace protected names, as in public exports.

use super::{
    escape::{escaped_in_markdown, in_angle_brackets},
    report::{PageLink, PageText},
};
use crate::{
    analysis::ProtectedNames,
    project::{Article, ClaimId, HighlightId, Project},
    text::{PageAddress, Span},
};

use std::{borrow::Cow, path::Path};

/// "“…” - The Post, 2023-05-23, https://…#:~:text=…".
pub fn passage_as_quote(project: &Project, article: &Article, span: Span) -> Option<String> {
    let quote = article.quote(span)?;
    let names = ProtectedNames::new(project);
    let quote = names.concealed(quote).into_owned();
    let name = names.concealed(&article.name()).into_owned();
    let source: Vec<String> = std::iter::once(name)
        .chain(address(article, span, &names))
        .collect();
    let source = source.join(", ");
    Some(format!("{} \u{2014} {source}", in_quotation_marks(&quote)))
}

/// A heading, verdict and reasons, and a list of the passages.
pub fn claim_as_markdown(project: &Project, claim: ClaimId) -> Option<String> {
    let names = ProtectedNames::new(project);
    let shown = |text: &str| {
        let concealed = names.concealed(text);
        let shown_words: Vec<&str> = concealed.split_whitespace().collect();
        escaped_in_markdown(&shown_words.join(" "))
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
        let name = shown(&article.name());
        let source = match address(article, highlight.span, &names) {
            Some(address) => format!("[{name}]({})", in_angle_brackets(&address)),
            None => name,
        };
        let stance = evidence.stance.label();
        let quote = in_quotation_marks(&quote);
        Some(format!("- {stance}: {quote} \u{2014} {source}"))
    });
    parts.push(passages.collect::<Vec<_>>().join("\n"));
    parts.retain(|part| !part.is_empty());
    Some(parts.join("\n\n") + "\n")
}

/// The command that opens a project at a passage, quoted for this system's shells.
pub fn link_to_passage(project: &Path, highlight: HighlightId) -> String {
    let path = project.display().to_string();
    // A Windows file name contains no double quote.
    let path = if cfg!(windows) {
        format!("\"{path}\"")
    } else {
        format!("'{}'", path.replace('\'', "'\\''"))
    };
    format!("crosscheck open {path} --at {highlight}")
}

/// Puts quotation marks around a quote, unless it has its own.
fn in_quotation_marks(quote: &str) -> Cow<'_, str> {
    let is_quoted = quote.starts_with(['\u{201c}', '\u{201e}', '\u{ab}', '"'])
        && quote.ends_with(['\u{201d}', '\u{201c}', '\u{bb}', '"']);
    if is_quoted {
        quote.into()
    } else {
        format!("\u{201c}{quote}\u{201d}").into()
    }
}

/// The address of a passage. Leads to the page alone if the words in the link would contain a protected name.
fn address(article: &Article, span: Span, names: &ProtectedNames) -> Option<String> {
    let address = PageAddress::of(&article.details.url).ok()?;
    let passage = PageText::new(article).fragment(span);
    let passage = passage.filter(|it| !names.are_in(&it.words));
    let address = names.concealed(address.as_str()).into_owned();
    Some(PageLink { address, passage }.url())
}
