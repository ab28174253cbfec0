//! Files that wait for a decision before they are imported.

use crate::{
    import::{ImportError, ImportResult, ImportedFile, Part, Password},
    project::ArticleId,
    workbench::{Workbench, intent::Overlay},
};

use std::path::{Path, PathBuf};

/// Files that were read and wait for a decision before they are imported.
#[derive(Debug, Default)]
pub(crate) struct PendingImports {
    locked: Vec<LockedFile>,
    parts: Vec<PendingPart>,
    same_texts: Vec<SameText>,
}

/// An article that was not added, because the project has its text already.
#[derive(Clone, Debug)]
pub struct SameText {
    pub file: ImportedFile,
    /// Name of the article with the same text.
    pub other: String,
}

/// An article that is a part of a file, such as a page of a web archive or an attachment of an email.
#[derive(Clone, Debug)]
pub struct PendingPart {
    pub file: ImportedFile,
    pub is_selected: bool,
}

/// An encrypted file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LockedFile {
    pub path: PathBuf,
    /// The article to be read again from this file.
    pub replaces: Option<ArticleId>,
    /// Why the last attempt failed: "the password is wrong".
    pub words: String,
}

#[derive(Debug)]
pub enum PendingIntent {
    /// Reads a file with the typed password.
    Unlock(PathBuf, Password),
    /// Removes a file from the list.
    LeaveLocked(PathBuf),
    /// Selects or deselects the part at this index of the list.
    Select(usize, bool),
    SelectAll(bool),
    /// Adds the selected parts as one undo step.
    AddSelected,
    /// Removes all parts from the list.
    LeaveParts,
    /// Adds the article with a known text at this index of the list.
    AddAnyway(usize),
    /// Removes the article with a known text at this index of the list.
    LeaveSameText(usize),
}

impl PendingImports {
    pub(super) fn is_empty(&self) -> bool {
        let Self {
            locked,
            parts,
            same_texts,
        } = self;
        locked.is_empty() && parts.is_empty() && same_texts.is_empty()
    }

    /// Lists an article that was not added; once, however often it was read.
    pub(super) fn same_text(&mut self, file: ImportedFile, other: String) {
        let is_it =
            |it: &SameText| it.file.name == file.name && it.file.article.text == file.article.text;
        self.same_texts.retain(|it| !is_it(it));
        self.same_texts.push(SameText { file, other });
    }

    fn take_same_text(&mut self, at: usize) -> Option<SameText> {
        (at < self.same_texts.len()).then(|| self.same_texts.remove(at))
    }

    fn take_locked(&mut self, path: &Path) -> Option<LockedFile> {
        let at = self.locked.iter().position(|it| it.path == path)?;
        Some(self.locked.remove(at))
    }

    fn lock(&mut self, error: &ImportError, replaces: Option<ArticleId>) {
        let Some((path, words)) = error.locked() else {
            return;
        };
        self.take_locked(path);
        self.locked.push(LockedFile {
            path: path.to_owned(),
            replaces,
            words,
        });
    }
}

impl Workbench {
    /// The files that need a password.
    pub fn locked_files(&self) -> &[LockedFile] {
        &self.imports.pending.locked
    }

    /// The parts of files that can be imported.
    pub fn pending_parts(&self) -> &[PendingPart] {
        &self.imports.pending.parts
    }

    /// The articles that were not added, because the project has their text already.
    pub fn same_texts(&self) -> &[SameText] {
        &self.imports.pending.same_texts
    }

    pub(crate) fn pending_intent(&mut self, intent: PendingIntent) {
        match intent {
            PendingIntent::Unlock(path, password) => self.unlock(&path, password),
            PendingIntent::LeaveLocked(path) => {
                self.imports.pending.take_locked(&path);
            }
            PendingIntent::Select(at, is_selected) => {
                if let Some(part) = self.imports.pending.parts.get_mut(at) {
                    part.is_selected = is_selected;
                }
            }
            PendingIntent::SelectAll(is_selected) => {
                for part in &mut self.imports.pending.parts {
                    part.is_selected = is_selected;
                }
            }
            PendingIntent::AddSelected => self.add_selected_parts(),
            PendingIntent::LeaveParts => self.imports.pending.parts.clear(),
            PendingIntent::AddAnyway(at) => {
                if !self.refuses_changes()
                    && let Some(same) = self.imports.pending.take_same_text(at)
                {
                    self.add_files(vec![same.file]);
                }
            }
            PendingIntent::LeaveSameText(at) => {
                self.imports.pending.take_same_text(at);
            }
        }
    }

    fn add_selected_parts(&mut self) {
        if self.refuses_changes() {
            return;
        }
        let parts = std::mem::take(&mut self.imports.pending.parts);
        let (selected, others) = parts.into_iter().partition(|part| part.is_selected);
        self.imports.pending.parts = others;
        let selected: Vec<PendingPart> = selected;
        self.add_articles(selected.into_iter().map(|part| Ok(part.file)).collect());
    }

    fn unlock(&mut self, path: &Path, password: Password) {
        if self.can_read_files()
            && let Some(file) = self.imports.pending.take_locked(path)
        {
            self.read(vec![file.path], Some(password), file.replaces);
        }
    }

    /// Lists what needs a decision before it is imported, and returns the other results.
    pub(crate) fn set_aside(&mut self, read: Vec<ImportResult>) -> Vec<ImportResult> {
        let (parts, others): (Vec<_>, Vec<_>) = read
            .into_iter()
            .partition(|it| it.as_ref().is_ok_and(|file| file.article.part.is_some()));
        let others = self.set_locked_aside(others, None);
        if !parts.is_empty() {
            let parts = parts.into_iter().filter_map(Result::ok);
            let pending = parts.map(|file| PendingPart {
                is_selected: file.article.part.as_ref().is_some_and(Part::is_suggested),
                file,
            });
            self.imports.pending.parts.extend(pending);
            self.set_overlay(Some(Overlay::AddedArticles));
        }
        others
    }

    /// Lists the files that need a password, and returns the other results. `replaces` is the article to be read again.
    pub(crate) fn set_locked_aside(
        &mut self,
        read: Vec<ImportResult>,
        replaces: Option<ArticleId>,
    ) -> Vec<ImportResult> {
        let (locked, others): (Vec<_>, Vec<_>) = read
            .into_iter()
            .partition(|it| it.as_ref().is_err_and(|error| error.locked().is_some()));
        let any = !locked.is_empty();
        for error in locked.into_iter().filter_map(Result::err) {
            self.imports.pending.lock(&error, replaces);
        }
        if any {
            self.set_overlay(Some(Overlay::AddedArticles));
        }
        others
    }
}
