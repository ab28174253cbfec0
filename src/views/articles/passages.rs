//! The highlights of an article as the reading pane paints them.

use super::outlet_or_title;
use crate::{
    analysis::SharedKind,
    project::{ArticleId, CLAIM_COLORS, ClaimId, Evidence, Highlight, Project},
    reader::{ReaderBar, ReaderPassage},
    text::{Span, isolated},
    views::theme::Theme,
    workbench::{Selection, SharedStretch, Workbench},
};

use std::ops::Range;

/// The highlights that touch a byte range of the article's text.
pub(crate) fn passages_in(
    workbench: &Workbench,
    theme: &Theme,
    article: ArticleId,
    range: &Range<usize>,
) -> Vec<ReaderPassage> {
    let Some(range) = Span::new(range.start, range.end) else {
        return Vec::new();
    };
    let project = workbench.project();
    project
        .highlights_in(article, range)
        .filter_map(|(_, id)| project.highlight(id))
        .map(|highlight| passage(project, theme, workbench.selection, highlight))
        .collect()
}

/// The bars beside text shared with other articles, as far as the comparison is done.
pub(crate) fn shared_bars(
    workbench: &Workbench,
    article: ArticleId,
    range: &Range<usize>,
) -> Vec<ReaderBar> {
    let stretches = workbench.shared.stretches_in(article, range).iter();
    let bar = |stretch: &SharedStretch| ReaderBar {
        span: stretch.span,
        about: shared_with(workbench.project(), stretch),
    };
    stretches.map(bar).collect()
}

/// "Same prose: Ledger24", and a line for quotations.
fn shared_with(project: &Project, stretch: &SharedStretch) -> String {
    let mut lines = Vec::new();
    for (kind, label) in [
        (SharedKind::Prose, "Same prose"),
        (SharedKind::Quotation, "Same quotation"),
    ] {
        let with = stretch.with.iter().filter(|(it, _)| *it == kind);
        let articles = with.filter_map(|(_, id)| project.article(*id));
        let names: Vec<_> = articles.map(|it| isolated(outlet_or_title(it))).collect();
        if !names.is_empty() {
            lines.push(format!("{label}: {}", names.join(", ")));
        }
    }
    lines.join("\n")
}

fn passage(
    project: &Project,
    theme: &Theme,
    selection: Selection,
    highlight: &Highlight,
) -> ReaderPassage {
    let links = project.links_of(highlight.id);
    // Passages of the selected claim get its colour, whatever else they are linked to.
    let own = selection
        .claim
        .and_then(|claim| links.iter().find(|link| link.claim == claim));
    let shown = own.or(links.first());
    let selected = selection.highlight == Some(highlight.id);
    ReaderPassage {
        id: highlight.id,
        span: highlight.span,
        color: shown
            .and_then(|link| project.claim(link.claim))
            .map_or(theme.unlinked, |claim| theme.claim(claim.color)),
        selected,
        dimmed: selection.claim.is_some() && own.is_none() && !selected,
        stance: shown.map(|link| link.stance),
        number: shown
            .map(|link| project.claim_number(link.claim))
            .filter(|number| *number > usize::from(CLAIM_COLORS)),
        about: about(project, highlight, &links),
    }
}

/// The text of the hover card: a line for each claim, and the note.
fn about(project: &Project, marked: &Highlight, links: &[&Evidence]) -> String {
    let line = |link: &&Evidence| {
        let claim = claim_name(project, link.claim);
        format!("{} {} {claim}", link.stance.sign(), link.stance.label())
    };
    let mut text: Vec<String> = links.iter().map(line).collect();
    if text.is_empty() {
        text.push("Not linked to a claim yet".to_owned());
    }
    if !marked.note.is_empty() {
        text.push(marked.note.clone());
    }
    text.join("\n")
}

/// The name of a claim in one line: "Claim 3: statement".
pub(crate) fn claim_name(project: &Project, id: ClaimId) -> String {
    let number = project.claim_number(id);
    match project.claim(id).map(|claim| claim.statement.as_str()) {
        Some("") | None => format!("Claim {number}: no statement yet"),
        Some(statement) => format!("Claim {number}: {statement}"),
    }
}
