use crate::project::{Article, HighlightId, Project};

use std::collections::HashMap;

use foldhash::fast::RandomState;
use rayon::prelude::*;

/// Starts and ends of highlights, in code points of their article.
#[derive(Default)]
pub(super) struct CodePoints(HashMap<HighlightId, (usize, usize), RandomState>);

impl CodePoints {
    /// Computes them for every highlight, in one pass over each article.
    pub(super) fn new(project: &Project) -> Self {
        let articles: Vec<&Article> = project.articles().collect();
        let highlights = articles
            .par_iter()
            .flat_map_iter(|article| of_article(project, article));
        Self(highlights.collect())
    }

    pub(super) fn of_highlight(&self, id: HighlightId) -> Option<(usize, usize)> {
        self.0.get(&id).copied()
    }
}

fn of_article(
    project: &Project,
    article: &Article,
) -> impl Iterator<Item = (HighlightId, (usize, usize))> {
    let offsets = offsets(project, article);
    let code_point = move |byte| {
        let found = offsets.binary_search_by_key(&byte, |(byte, _)| *byte);
        found.map_or(0, |index| offsets[index].1)
    };
    let highlights = project.highlights_of(article.id);
    highlights.map(move |(span, id)| (id, (code_point(span.start()), code_point(span.end()))))
}

/// Byte offset and code point of every start and end of a highlight, ascending.
fn offsets(project: &Project, article: &Article) -> Vec<(usize, usize)> {
    let spans = project.highlights_of(article.id).map(|(span, _)| span);
    let mut bytes: Vec<usize> = spans.flat_map(|span| [span.start(), span.end()]).collect();
    bytes.sort_unstable();
    let text = article.text.as_str();
    let (mut counted, mut code_points) = (0, 0);
    let count = |byte| {
        let between = text.get(counted..byte);
        code_points += between.map_or(0, |between| between.chars().count());
        counted = byte;
        (byte, code_points)
    };
    bytes.into_iter().map(count).collect()
}
