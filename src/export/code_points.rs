use crate::project::{Article, HighlightId, Project};

use std::collections::HashMap;

use foldhash::fast::RandomState;
use rayon::prelude::*;

/// Where highlights begin and end in code points of their article.
#[derive(Default)]
pub(crate) struct CodePoints(HashMap<HighlightId, (usize, usize), RandomState>);

impl CodePoints {
    /// Those of every highlight. Goes once through each article, not once a highlight.
    pub(crate) fn of(project: &Project) -> Self {
        let articles: Vec<&Article> = project.articles().collect();
        let highlights = articles.par_iter();
        Self(
            highlights
                .flat_map_iter(|article| of_article(project, article))
                .collect(),
        )
    }

    /// Beginning and end of one.
    pub(crate) fn of_highlight(&self, id: HighlightId) -> Option<(usize, usize)> {
        self.0.get(&id).copied()
    }
}

fn of_article(
    project: &Project,
    article: &Article,
) -> impl Iterator<Item = (HighlightId, (usize, usize))> {
    let edges = at_edges(project, article);
    let at = move |byte| {
        let found = edges.binary_search_by_key(&byte, |(edge, _)| *edge);
        found.map_or(0, |place| edges[place].1)
    };
    let highlights = project.highlights_of(article.id);
    highlights.map(move |(span, id)| (id, (at(span.start()), at(span.end()))))
}

/// Every edge of a highlight in bytes, ascending, and in code points.
fn at_edges(project: &Project, article: &Article) -> Vec<(usize, usize)> {
    let spans = project.highlights_of(article.id).map(|(span, _)| span);
    let mut edges: Vec<usize> = spans.flat_map(|span| [span.start(), span.end()]).collect();
    edges.sort_unstable();
    let text = article.text.as_str();
    let (mut byte, mut code_point) = (0, 0);
    let count_on = |edge| {
        code_point += text
            .get(byte..edge)
            .map_or(0, |piece| piece.chars().count());
        byte = edge;
        (edge, code_point)
    };
    edges.into_iter().map(count_on).collect()
}
