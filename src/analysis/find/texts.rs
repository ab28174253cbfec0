use crate::{
    project::{Article, Project, TextHash},
    text::FoldedText,
};

use std::{collections::HashMap, sync::Arc};

use foldhash::fast::RandomState;
use rayon::prelude::*;

/// Cache of the folded texts of articles. Cheap to clone.
#[derive(Clone, Debug, Default)]
pub struct SearchTexts(HashMap<TextHash, Arc<Option<FoldedText>>, RandomState>);

impl SearchTexts {
    /// The folded texts of a project's articles. Folds only texts that are not cached yet.
    pub fn of(&self, project: &Project) -> Self {
        let articles: Vec<&Article> = project.articles().collect();
        let folded = articles.par_iter().map(|article| {
            let hash = article.text.hash();
            let cached = self.0.get(&hash).cloned();
            let folded = || Arc::new(FoldedText::new(article.text.as_str()));
            (hash, cached.unwrap_or_else(folded))
        });
        Self(folded.collect())
    }

    /// Whether the texts of all articles are cached.
    pub fn cover(&self, project: &Project) -> bool {
        project
            .articles()
            .all(|article| self.0.contains_key(&article.text.hash()))
    }

    pub(super) fn get(&self, article: &Article) -> Option<&FoldedText> {
        self.0.get(&article.text.hash())?.as_ref().as_ref()
    }
}
