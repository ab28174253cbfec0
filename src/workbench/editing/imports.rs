use super::{claim_table::ClaimTableSession, pending_imports::PendingImports, removal};
use crate::{
    analysis::fill_in_agency_credits,
    import::{
        self, ImportResult, ImportedFile, NamedWork, Part, PlacedWork, ReadOptions, TextEncoding,
    },
    project::{Article, ArticleEdit, ArticleId, Change, Edit, HighlightId, Revision},
    storage::{TableContent, fresh_id, shorten_article},
    workbench::{Workbench, command::Command, intent::Overlay, notices::About},
};

use std::collections::BTreeSet;

/// The articles added since the project was opened.
#[derive(Debug, Default)]
pub(crate) struct ImportSession {
    /// Includes articles that were undone or read again, since undo and redo may restore them.
    added: Vec<AddedArticle>,
    /// The revision after each import.
    imports: Vec<Revision>,
    /// Results of adding files of other tools, the newest last.
    works: Vec<AddedWork>,
    pub(super) pending: PendingImports,
    pub(super) claims: Option<ClaimTableSession>,
}

/// Result of adding a file of another tool.
#[derive(Clone, Debug)]
pub struct AddedWork {
    /// The file's name.
    pub name: String,
    /// Name of its format.
    pub format: &'static str,
    /// "3 claims, 12 passages".
    pub summary: String,
    /// Passages that moved, are ambiguous or missing.
    pub told: Vec<String>,
}

#[derive(Clone, Debug)]
pub struct AddedArticle {
    pub article: ArticleId,
    /// Number of its import, from 1. An article that was read again keeps the number of the one it replaced, or has 0 if
    /// that one was not added in this session.
    pub import: usize,
    /// The imported file, including its bytes if its encoding was guessed.
    pub file: ImportedFile,
}

impl ImportSession {
    pub(crate) fn added(&mut self, added: Vec<AddedArticle>, revision: Revision) {
        self.imports.push(revision);
        let import = self.imports.len();
        let numbered = added.into_iter();
        self.added
            .extend(numbered.map(|added| AddedArticle { import, ..added }));
    }

    /// Lists an article under the import of the article that it replaced.
    fn read_again(&mut self, before: ArticleId, article: ArticleId, file: ImportedFile) {
        let index = self.added.iter().position(|it| it.article == before);
        let import = index.map_or(0, |at| self.added[at].import);
        let added = AddedArticle {
            article,
            import,
            file,
        };
        let at = index.map_or(self.added.len(), |at| at + 1);
        self.added.insert(at, added);
    }
}

impl AddedArticle {
    /// "courier.txt: Windows-1250, guessed": warnings to read before working with the article.
    pub fn warnings(&self) -> impl Iterator<Item = String> {
        let warnings = self.file.article.all_warnings().into_iter();
        warnings.map(|warning| format!("{}: {warning}", self.file.name))
    }
}

impl Workbench {
    /// Whether articles added since the project was opened are still in it, or files wait for a decision.
    pub(crate) fn has_added(&self) -> bool {
        self.added_articles().next().is_some()
            || !self.imports.works.is_empty()
            || !self.imports.pending.is_empty()
    }

    /// The results of adding files of other tools since the project was opened.
    pub fn added_works(&self) -> &[AddedWork] {
        &self.imports.works
    }

    /// Adds the placed work of other tools as one undo step.
    pub(crate) fn add_works(&mut self, works: Vec<NamedWork>, placed: Vec<PlacedWork>) {
        let edits: Vec<Edit> = placed.iter().flat_map(|it| it.edits.clone()).collect();
        let new = edits.iter().filter_map(|edit| {
            if let Edit::Article(ArticleEdit::Add { at: _, article }) = edit {
                Some(article.id)
            } else {
                None
            }
        });
        let new: Vec<ArticleId> = new.collect();
        let changes = !edits.is_empty();
        if changes && !self.commit(Change::new("add from other tools", edits)) {
            return;
        }
        self.kept.articles_came_in(&new);
        let opened = new.len().min(super::articles::MAX_OPENED);
        self.columns.open_all(&new[..opened]);
        let added = works.into_iter().zip(placed).map(|(it, placed)| AddedWork {
            name: it.name,
            format: it.work.format,
            summary: placed.summary(),
            told: placed.told,
        });
        let added: Vec<AddedWork> = added.collect();
        let summary = added
            .iter()
            .map(|it| format!("{}: {}", it.name, it.summary));
        let summary = summary.collect::<Vec<_>>().join("\n");
        let not_placed: usize = added.iter().map(|it| it.told.len()).sum();
        self.imports.works.extend(added);
        let (summary, next_command) = match (not_placed, changes) {
            (0, true) => (summary, Command::Undo),
            (0, false) => (summary, Command::AddedArticles),
            (not_placed, _) => (
                format!(
                    "{summary}\nPassages not placed as in the file: {not_placed}, listed in Articles just added"
                ),
                Command::AddedArticles,
            ),
        };
        self.notices.done(summary, Some(next_command));
    }

    /// The articles added since the project was opened that are still in it.
    pub fn added_articles(&self) -> impl Iterator<Item = &AddedArticle> {
        let is_there = |added: &&AddedArticle| self.project.article(added.article).is_some();
        self.imports.added.iter().filter(is_there)
    }

    /// Whether the article can be read in another encoding: its bytes are at hand, and nothing refers to its text yet.
    pub fn can_read_as(&self, added: &AddedArticle) -> bool {
        added.file.bytes.is_some() && self.can_replace(added.article)
    }

    /// Saves the columns of a table of posts in the settings, and reads the table again with them.
    pub(crate) fn set_post_columns(&mut self, id: ArticleId, columns: [Option<usize>; 4]) {
        let mut added = self.added_articles().filter(|it| it.article == id);
        let Some(file) = added.next().map(|added| added.file.clone()) else {
            return;
        };
        drop(added);
        if let Some(table) = &file.article.columns {
            let tables = &mut self.settings.imported_tables;
            tables.remember(TableContent::Posts, &table.heads, &columns);
            self.read_table_again(id, file);
        }
    }

    /// Whether a comment of the article's document is a note on a highlight.
    pub fn has_comments(&self, added: &AddedArticle) -> bool {
        let comments = &added.file.article.comments;
        let article = self.project.article(added.article);
        article.is_some_and(|article| {
            let mut found = import::highlights_of_comments(&self.project, article, comments);
            found.next().is_some()
        })
    }

    /// Adds the comments of a document as notes on highlights, or removes those without a link, as one undo step.
    pub(crate) fn set_comments(&mut self, id: ArticleId, are_in: bool) {
        let added = self.added_articles().find(|it| it.article == id);
        let (Some(added), Some(article)) = (added, self.project.article(id)) else {
            return;
        };
        let (project, comments) = (&self.project, &added.file.article.comments);
        if are_in {
            let edits = import::comments_as_highlights(project, article, comments, fresh_id);
            self.commit(Change::new("add comments", edits));
        } else {
            let there = import::highlights_of_comments(project, article, comments);
            let there: BTreeSet<HighlightId> = there
                .filter(|it| project.links_of(it.id).is_empty())
                .map(|it| it.id)
                .collect();
            let edits = there.into_iter();
            let edits = edits.flat_map(|id| removal::highlight(project, id));
            let edits = edits.collect();
            self.commit(Change::new("remove comments", edits));
        }
    }

    /// Whether nothing refers to the text of the article yet.
    pub(crate) fn can_replace(&self, id: ArticleId) -> bool {
        removal::article(&self.project, id).len() == 1
    }

    /// Whether all articles of an import can be removed again: nothing refers to them yet.
    pub fn can_undo_import(&self, import: usize) -> bool {
        let mut articles = self.added_articles().filter(|it| it.import == import);
        articles.all(|added| self.can_replace(added.article))
    }

    /// Removes all articles of an import. If nothing has changed since, this undoes the import; otherwise it is a step of
    /// its own.
    pub(crate) fn undo_import(&mut self, import: usize) {
        if !self.can_undo_import(import) {
            return;
        }
        let before = import.checked_sub(1);
        let revision = before.and_then(|at| self.imports.imports.get(at));
        if revision == Some(&self.history.revision()) {
            self.undo();
            return;
        }
        let articles = self.added_articles().filter(|it| it.import == import);
        let edits = articles.map(|it| Edit::Article(ArticleEdit::Remove(it.article)));
        let edits = edits.collect();
        self.commit(Change::new("remove articles", edits));
    }

    /// Replaces an article by the same file read in another encoding, as one undo step.
    pub(crate) fn read_as(&mut self, id: ArticleId, encoding: &'static TextEncoding) {
        let Some(added) = self
            .added_articles()
            .find(|added| added.article == id)
            .cloned()
        else {
            return;
        };
        let Some(bytes) = &added.file.bytes else {
            return;
        };
        let options = ReadOptions {
            tables: self.settings.imported_tables.clone(),
            ..ReadOptions::default()
        };
        match import::read_in_encoding(added.file.format, bytes, encoding, &options) {
            Ok(article) => {
                let file = ImportedFile {
                    article,
                    ..added.file
                };
                self.replace_keeping_details(id, file, "read in another encoding");
            }
            Err(error) => {
                let message = format!("{} as {}: {error}", added.file.name, encoding.name);
                self.notices.trouble(About::Articles, message, None);
            }
        }
    }

    /// Replaces an article by a newly read file, as one undo step.
    pub(crate) fn replace_article(&mut self, id: ArticleId, mut read: Vec<ImportResult>) {
        read.retain(|it| {
            let part = it.as_ref().ok().and_then(|file| file.article.part.as_ref());
            !matches!(part, Some(Part::Attachment { .. }))
        });
        if read.len() > 1 {
            let message = format!(
                "Nothing was replaced, because the file holds {} articles. Add it, and delete the article that it replaces",
                read.len()
            );
            self.notices.trouble(About::Articles, message, None);
            return;
        }
        for result in read {
            match result {
                Ok(file) => self.replace_keeping_details(id, file, "replace article"),
                Err(error) => self
                    .notices
                    .trouble(About::Articles, error.to_string(), None),
            }
        }
    }

    /// Replaces an article by a newly read one. Keeps its position, its provenance, and the details that the analyst
    /// filled in or checked.
    fn replace_keeping_details(&mut self, id: ArticleId, file: ImportedFile, label: &'static str) {
        if !self.can_replace(id) {
            let message =
                "An article with highlights cannot be read again. Delete the highlights first";
            self.notices.hint(message);
            return;
        }
        let index = self.project.article_place(id);
        let (Some(before), Some(at)) = (self.project.article(id), index) else {
            return;
        };
        let mut read = file.clone().into_article(fresh_id());
        fill_in_agency_credits(&mut read);
        let cut = shorten_article(&mut read).map(|too_long| too_long.cut());
        let mut warnings = file.article.all_warnings();
        warnings.extend(cut);
        let fresh = read.id;
        let article = Article {
            details: before.details.read_again(read.details),
            provenance: before.provenance.clone(),
            excluded: before.excluded,
            ..read
        };
        let column = self.columns.place(id);
        let has_details = self.shown_details() == Some(id);
        let mut edits = removal::article(&self.project, id);
        let article = Box::new(article);
        edits.push(Edit::Article(ArticleEdit::Add { at, article }));
        if !self.commit(Change::new(label, edits)) {
            return;
        }
        if let Some(index) = column {
            self.columns.open(fresh);
            self.columns.move_to(fresh, index);
            self.columns.focus(fresh);
        }
        if has_details {
            self.set_overlay(Some(Overlay::ArticleDetails(fresh)));
        }
        if !warnings.is_empty() {
            let message = format!("{}: {}", file.name, warnings.join("\n"));
            self.notices.trouble(About::Articles, message, None);
        }
        self.imports.read_again(id, fresh, file);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::storage::{OriginalKeeper, Settings};

    #[test]
    fn a_file_with_several_articles_replaces_no_article() {
        let mut workbench = Workbench::new(Settings::default());
        workbench.add_pasted("Twelve were hurt.");
        let before = workbench.project.articles().next().unwrap().clone();
        let originals = OriginalKeeper::recording_only("");
        let read = ["Eight were hurt.", "Nine were hurt."];
        let read = read.map(|text| import::import_pasted(text, &originals));
        workbench.replace_article(before.id, read.into());
        assert_eq!(workbench.project.articles().next(), Some(&before));
        let mut notices = workbench.notices().iter();
        assert!(notices.any(|it| it.text.contains("holds 2 articles")));
    }
}
