use super::{AddedArticle, Named, removal};
use crate::{
    import::{self, ImportResult, ImportedFile, TextEncoding},
    project::{
        Article, ArticleDetails, ArticleEdit, ArticleId, Change, Derivation, DerivedFrom, Edit,
        Exclusion, Manner, Provenance, TypingIn,
    },
    storage::fresh_id,
    text::PageAddress,
    workbench::{
        Workbench,
        command::Command,
        intent::{Effect, FocusOn},
        notices::About,
    },
};

#[derive(Debug)]
pub enum ArticleIntent {
    /// Opens the article in a column, or focuses the column it is already open in.
    Open(ArticleId),
    Close(ArticleId),
    Focus(ArticleId),
    /// Moves its column to an index among the columns (from 0).
    MoveColumn(ArticleId, usize),
    /// Sets the relative widths of the open columns, left to right.
    Resize(Vec<f32>),
    /// Reads the file that the article came from again, in another encoding.
    ReadAs(ArticleId, &'static TextEncoding),
    /// Moves the article to an index in the list of articles (from 0).
    Move(ArticleId, usize),
    SetDetails(ArticleId, Box<ArticleDetails>),
    /// Opens the page it was taken from in the browser.
    OpenPage(ArticleId),
    /// Removes it from the project, with its highlights and their links.
    Remove(ArticleId),
    SetProvenance(ArticleId, Provenance),
    AddAgency(ArticleId, Named, Manner),
    /// Excludes the article from all counts, or includes it again.
    SetExcluded(ArticleId, Option<Exclusion>),
}

impl Workbench {
    pub(crate) fn article_intent(&mut self, intent: ArticleIntent) {
        match intent {
            ArticleIntent::Open(article) => self.open_article(article),
            ArticleIntent::Close(article) => self.columns.close(article),
            ArticleIntent::Focus(article) => self.columns.enter(article),
            ArticleIntent::MoveColumn(article, to) => self.columns.move_to(article, to),
            ArticleIntent::Resize(weights) => self.columns.resize(&weights),
            ArticleIntent::Move(id, to) => {
                self.commit(Change::new(
                    "move article",
                    vec![Edit::Article(ArticleEdit::Move { id, to })],
                ));
            }
            ArticleIntent::SetDetails(id, details) => {
                let edit = Edit::Article(ArticleEdit::SetDetails { id, details });
                self.commit(Change::typed(
                    "edit article details",
                    TypingIn::Details(id),
                    edit,
                ));
            }
            ArticleIntent::ReadAs(id, encoding) => self.read_as(id, encoding),
            ArticleIntent::OpenPage(id) => self.open_page(id),
            ArticleIntent::Remove(id) => self.remove_article(id),
            ArticleIntent::SetProvenance(id, provenance) => {
                let edit = Edit::Article(ArticleEdit::SetProvenance { id, provenance });
                self.commit(Change::new("set provenance", vec![edit]));
            }
            ArticleIntent::AddAgency(id, named, manner) => self.add_agency(id, named, manner),
            ArticleIntent::SetExcluded(id, excluded) => {
                let label = if excluded.is_some() {
                    "exclude article"
                } else {
                    "count article again"
                };
                let edit = Edit::Article(ArticleEdit::SetExcluded { id, excluded });
                self.commit(Change::new(label, vec![edit]));
            }
        }
    }

    fn open_article(&mut self, article: ArticleId) {
        let was_open = self.columns.place(article).is_some();
        self.columns.open(article);
        if !was_open {
            self.reveal_claim_in(article);
        }
        self.effects.push(Effect::Focus(FocusOn::Article(article)));
    }

    fn add_agency(&mut self, id: ArticleId, named: Named, manner: Manner) {
        let (Some(agency), mut edits) = self.named(named) else {
            return;
        };
        let Some(article) = self.project.article(id) else {
            return;
        };
        let mut derivations = article.provenance.derivations().to_vec();
        let from = DerivedFrom::Agency(agency);
        if derivations.iter().any(|other| other.from == from) {
            return;
        }
        derivations.push(Derivation { from, manner });
        let provenance = Provenance::Derived(derivations);
        edits.push(Edit::Article(ArticleEdit::SetProvenance { id, provenance }));
        self.commit(Change::new("set provenance", edits));
    }

    fn open_page(&mut self, id: ArticleId) {
        let Some(article) = self.project.article(id) else {
            return;
        };
        match PageAddress::of(&article.details.url) {
            Ok(address) => {
                self.overlay = None;
                self.effects.push(Effect::OpenPage(address));
            }
            Err(error) => self.notices.error(error.to_string()),
        }
    }

    /// Adds the imported articles as one step, opens the first of them and reports those that could not be read.
    pub(crate) fn add_articles(&mut self, read: Vec<ImportResult>) {
        let mut edits = Vec::new();
        let mut added = Vec::new();
        let mut refused = Vec::new();
        for result in read {
            match result {
                Ok(imported) => refused.extend(self.adding(imported, &mut edits, &mut added)),
                Err(error) => refused.push(error.to_string()),
            }
        }
        // A single notice, however many there are, which stays until it is read.
        if !refused.is_empty() {
            self.notices
                .trouble(About::Articles, refused.join("\n"), None);
        }
        let label = if edits.len() == 1 {
            "add article"
        } else {
            "add articles"
        };
        let count = edits.len();
        if count > 0 && self.commit(Change::new(label, edits)) {
            added
                .iter()
                .take(MOST_OPENED)
                .for_each(|added| self.columns.open(added.article));
            added
                .first()
                .into_iter()
                .for_each(|added| self.columns.focus(added.article));
            let articles = if count == 1 {
                "1 article".to_owned()
            } else {
                format!("{count} articles")
            };
            // A guess is told at once, beside the way to change it.
            let guesses: Vec<String> = added.iter().filter_map(AddedArticle::guess).collect();
            self.imports.added(added);
            if guesses.is_empty() {
                self.notices
                    .done(format!("Added {articles}"), Some(Command::Undo));
            } else {
                let words = format!("Added {articles}\n{}", guesses.join("\n"));
                self.notices.done(words, Some(Command::AddedArticles));
            }
        }
    }

    /// Appends the edit that adds the article to `edits`, or reports why it is not added.
    fn adding(
        &self,
        imported: ImportedFile,
        edits: &mut Vec<Edit>,
        added: &mut Vec<AddedArticle>,
    ) -> Option<String> {
        let waiting = edits.iter().find_map(|edit| {
            let Edit::Article(ArticleEdit::Add { article, .. }) = edit else {
                return None;
            };
            import::is_same_text(&article.text, &imported.article.text).then_some(&**article)
        });
        if let Some(same) = import::same_article(&self.project, &imported.article.text).or(waiting)
        {
            return Some(format!(
                "\u{201c}{}\u{201d} is in the project already, as {}; it was not added again",
                imported.article.title,
                same.shown_name()
            ));
        }
        let id = fresh_id();
        let article = Box::new(imported.article.clone().into_article(id));
        let at = self.project.articles().len() + edits.len();
        edits.push(Edit::Article(ArticleEdit::Add { at, article }));
        added.push(AddedArticle {
            article: id,
            file: imported,
        });
        None
    }

    pub(crate) fn remove_article(&mut self, id: ArticleId) {
        let Some(name) = self.project.article(id).map(Article::shown_name) else {
            return;
        };
        let count = self.project.highlights_of(id).count();
        let edits = removal::article(&self.project, id);
        if self.commit(Change::new("remove article", edits)) {
            self.notices.done(
                format!("Removed {name} with its {count} highlights"),
                Some(Command::Undo),
            );
        }
    }

    /// The focused article and the paragraphs touched by the selection or the caret.
    #[must_use]
    pub fn selected_paragraphs(&self) -> Option<(ArticleId, std::ops::RangeInclusive<usize>)> {
        let (id, selection) = self.selection.text?;
        let paragraphs = self.project.article(id)?.text.paragraphs();
        let (start, end) = (
            selection.anchor.min(selection.head),
            selection.anchor.max(selection.head),
        );
        // A selection that ends at the start of a paragraph does not touch it.
        let last = if end > start { end - 1 } else { end };
        Some((id, paragraphs.at(start)..=paragraphs.at(last)))
    }

    /// Whether all selected paragraphs are page clutter, so that the command would restore them.
    #[must_use]
    pub fn selection_is_clutter(&self) -> bool {
        self.selected_paragraphs()
            .is_some_and(|(id, mut paragraphs)| {
                let clutter = self.project.article(id).map(|article| &article.clutter);
                clutter
                    .is_some_and(|clutter| paragraphs.all(|paragraph| clutter.contains(&paragraph)))
            })
    }

    pub(crate) fn toggle_clutter(&mut self) {
        let bring_back = self.selection_is_clutter();
        let Some((id, selected)) = self.selected_paragraphs() else {
            return;
        };
        let Some(article) = self.project.article(id) else {
            return;
        };
        let mut paragraphs = article.clutter.clone();
        if bring_back {
            paragraphs.retain(|paragraph| !selected.contains(paragraph));
        } else {
            paragraphs.extend(selected);
        }
        let label = if bring_back {
            "bring paragraphs back"
        } else {
            "mark as page clutter"
        };
        self.commit(Change::new(
            label,
            vec![Edit::Article(ArticleEdit::SetClutter { id, paragraphs })],
        ));
    }
}

/// Limit on columns opened at once; with more, they are too narrow to read.
const MOST_OPENED: usize = 3;
