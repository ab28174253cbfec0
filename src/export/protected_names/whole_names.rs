//! Widens passages and contexts that end within a protected name, since the rest of the name would not be found.

use crate::{
    analysis::{FoundName, OtherWords, ProtectedNames},
    project::{Article, Edit, HighlightEdit, Project},
    text::{Span, is_grapheme_boundary},
};

use std::borrow::Cow;

use rayon::prelude::*;

/// Positions of the names in a text, ascending.
pub(in crate::export) fn places_of_names(names: &ProtectedNames, text: &str) -> Vec<Span> {
    let found = names.find(text, &OtherWords::default());
    found.iter().map(FoundName::replaced).collect()
}

/// Moves a start within a name to before the name.
pub(in crate::export) fn before_name(start: usize, names: &[Span]) -> usize {
    let around = names.iter().find(|it| it.range().contains(&start));
    around.map_or(start, |name| name.start())
}

/// Moves an end within a name to after the name.
pub(in crate::export) fn after_name(end: usize, names: &[Span]) -> usize {
    let around = names.iter().find(|it| it.start() < end && end < it.end());
    around.map_or(end, |name| name.end())
}

/// Returns the project with every highlight widened to whole protected names.
pub(in crate::export) fn with_whole_names(project: &Project) -> Cow<'_, Project> {
    let names = ProtectedNames::new(project);
    if names.is_empty() {
        return Cow::Borrowed(project);
    }
    let articles: Vec<&Article> = project.articles().collect();
    let widened = articles
        .par_iter()
        .flat_map_iter(|article| widened_highlights(project, article, &names));
    let widened: Vec<Edit> = widened.collect();
    if widened.is_empty() {
        return Cow::Borrowed(project);
    }
    let mut shown = project.clone();
    for edit in widened {
        // Fails only for unknown highlights.
        let _ = shown.apply(edit);
    }
    Cow::Owned(shown)
}

fn widened_highlights(project: &Project, article: &Article, names: &ProtectedNames) -> Vec<Edit> {
    let highlights: Vec<_> = project.highlights_of(article.id).collect();
    if highlights.is_empty() {
        return Vec::new();
    }
    let text = article.text.as_str();
    let names = places_of_names(names, text);
    let widened = highlights.into_iter().filter_map(|(span, id)| {
        let start = before_name(span.start(), &names);
        let end = after_name(span.end(), &names);
        if (start, end) == (span.start(), span.end()) {
            return None;
        }
        let is_boundary = |at: &usize| is_grapheme_boundary(text, *at);
        let start = (0..=start).rev().find(is_boundary)?;
        let end = (end..=text.len()).find(is_boundary)?;
        let span = Span::new(start, end)?;
        Some(Edit::Highlight(HighlightEdit::SetSpan { id, span }))
    });
    widened.collect()
}
