//! Highlights with their context, and texts cut where highlights begin and end.

use super::{HighlightRecord, Holds};
use crate::{
    analysis::ProtectedNames,
    export::{
        ExportSettings,
        code_points::CodePoints,
        protected_names::{after_name, before_name, places_of_names},
    },
    project::{Article, HighlightId, Project},
    text::Span,
};

use memchr::memmem;

/// Code points of context on a side: as much as is tried in turn until the quote is unique.
const CONTEXTS: [usize; 6] = [32, 64, 128, 256, 1024, 4096];

pub(super) fn highlights(
    project: &Project,
    settings: &ExportSettings,
    article: &Article,
    holds: Holds,
    code_points: &CodePoints,
    names: &ProtectedNames,
) -> Vec<HighlightRecord> {
    let extent = &settings.extent;
    let names = if holds.contexts {
        places_of_names(names, article.text.as_str())
    } else {
        Vec::new()
    };
    let paragraphs = article.text.paragraphs();
    let record = |(span, id): (Span, HighlightId)| {
        let links = project.links_of(id);
        let is_linked = links.iter().any(|link| extent.has(link.claim));
        if !is_linked && extent.claims.is_some() {
            return None;
        }
        let text = article.text.as_str();
        let [prefix, suffix] = if holds.contexts {
            context(text, span, &names)
        } else {
            ["", ""]
        };
        let (start, end) = code_points.of_highlight(id)?;
        let place = article.structure.locator(paragraphs.at(span.start()));
        // The texts have the quotes, if the format holds them.
        let quote = if holds.quotes && !holds.texts {
            text.get(span.range())?
        } else {
            ""
        };
        let if_quoted = |text: &str| {
            if holds.quotes {
                text.to_owned()
            } else {
                String::new()
            }
        };
        Some(HighlightRecord {
            id: id.to_string(),
            start,
            end,
            quote: quote.to_owned(),
            prefix: prefix.to_owned(),
            suffix: suffix.to_owned(),
            locator: if_quoted(place),
            note: if_quoted(&project.highlight(id)?.note),
            is_linked,
            pieces: (0, 0),
        })
    };
    let all = project.highlights_of(article.id);
    all.filter_map(record).collect()
}

/// The text before and after a passage: at least the shortest of [`CONTEXTS`], and as much as makes both with the passage unique.
/// It cuts no name in two: of a part, nobody would see that it is one.
fn context<'t>(text: &'t str, span: Span, names: &[Span]) -> [&'t str; 2] {
    let before = &text[..span.start()];
    let after = &text[span.end()..];
    let mut context = ["", ""];
    for length in CONTEXTS {
        let from = before.char_indices().rev().nth(length - 1);
        let until = after.char_indices().nth(length);
        let from = before_name(from.map_or(0, |(at, _)| at), names);
        let until = span.end() + until.map_or(after.len(), |(at, _)| at);
        let until = after_name(until, names);
        context = [&text[from..span.start()], &text[span.end()..until]];
        if is_only(text, from, until) {
            break;
        }
    }
    context
}

/// Whether the text of a range occurs nowhere else, not even overlapping itself.
fn is_only(text: &str, from: usize, to: usize) -> bool {
    let finder = memmem::Finder::new(&text.as_bytes()[from..to]);
    let first = finder.find(text.as_bytes());
    first == Some(from) && finder.find(&text.as_bytes()[from + 1..]).is_none()
}

/// Cuts a text wherever a highlight begins or ends, and tells each highlight its pieces.
pub(super) fn pieces(
    text: &str,
    highlights: &mut [HighlightRecord],
    project: &Project,
) -> Vec<String> {
    let span = |it: &HighlightRecord| {
        let found = it.id.parse().ok().and_then(|id| project.highlight(id));
        found.map_or(0..0, |found| found.span.range())
    };
    let spans = highlights.iter().map(span);
    let mut cuts: Vec<usize> = spans.flat_map(|span| [span.start, span.end]).collect();
    cuts.extend([0, text.len()]);
    cuts.sort_unstable();
    cuts.dedup();
    for highlight in highlights {
        let span = span(highlight);
        let piece = |at| cuts.binary_search(&at).unwrap_or_default();
        highlight.pieces = (piece(span.start), piece(span.end));
    }
    let pieces = cuts.windows(2).map(|cut| text[cut[0]..cut[1]].to_owned());
    pieces.collect()
}
