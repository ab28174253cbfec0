use super::removal;
use crate::{
    import::{self, ImportedFile, TextEncoding},
    project::{Article, ArticleEdit, ArticleId, Change, Edit},
    storage::fresh_id,
    workbench::{Workbench, notices::About},
};

/// The articles added since the project was opened.
#[derive(Debug, Default)]
pub(crate) struct ImportSession {
    /// Those that were undone or read again too: undoing the undo brings them back.
    added: Vec<AddedArticle>,
}

#[derive(Clone, Debug)]
pub struct AddedArticle {
    pub article: ArticleId,
    /// As it came in, with the bytes of the file if its encoding was guessed.
    pub file: ImportedFile,
}

impl ImportSession {
    pub(crate) fn added(&mut self, added: Vec<AddedArticle>) {
        self.added.extend(added);
    }
}

impl AddedArticle {
    /// "courier.txt: Windows-1250, guessed", where the encoding is not beyond doubt.
    #[must_use]
    pub fn guess(&self) -> Option<String> {
        let reading = self.file.article.reading()?;
        Some(format!("{}: {reading}", self.file.name))
    }
}

impl Workbench {
    /// The articles added since the project was opened that are still in it.
    pub fn added_articles(&self) -> impl Iterator<Item = &AddedArticle> {
        let is_there = |added: &&AddedArticle| self.project.article(added.article).is_some();
        self.imports.added.iter().filter(is_there)
    }

    /// Whether the article can be read in another encoding: its bytes are at hand, and nothing refers to its text yet.
    #[must_use]
    pub fn can_read_as(&self, added: &AddedArticle) -> bool {
        added.file.bytes.is_some() && removal::article(&self.project, added.article).len() == 1
    }

    /// Replaces an article by the same file read in another encoding, as one step of undo.
    pub(crate) fn read_as(&mut self, id: ArticleId, encoding: &'static TextEncoding) {
        let Some(added) = self
            .added_articles()
            .find(|added| added.article == id)
            .cloned()
        else {
            return;
        };
        let (Some(bytes), true) = (&added.file.bytes, self.can_read_as(&added)) else {
            self.notices
                .hint("An article with highlights is not read again. Delete them first");
            return;
        };
        let read = match import::import_bytes_as(bytes, encoding) {
            Ok(read) => read,
            Err(error) => {
                let words = format!("{} as {}: {error}", added.file.name, encoding.name);
                self.notices.trouble(About::Articles, words, None);
                return;
            }
        };
        let places = self.project.articles().position(|article| article.id == id);
        let (Some(before), Some(at)) = (self.project.article(id), places) else {
            return;
        };
        let mut details = before.details.clone();
        if details.title == added.file.article.title {
            details.title.clone_from(&read.title);
        }
        let fresh = fresh_id();
        let article = Article {
            provenance: before.provenance.clone(),
            excluded: before.excluded,
            ..Article::new(fresh, read.text.clone(), details)
        };
        let column = self.columns.place(id);
        let mut edits = removal::article(&self.project, id);
        let article = Box::new(article);
        edits.push(Edit::Article(ArticleEdit::Add { at, article }));
        if self.commit(Change::new("read in another encoding", edits)) {
            if let Some(place) = column {
                self.columns.open(fresh);
                self.columns.move_to(fresh, place);
                self.columns.focus(fresh);
            }
            self.imports.added.push(AddedArticle {
                article: fresh,
                file: ImportedFile {
                    article: read,
                    ..added.file
                },
            });
        }
    }
}
