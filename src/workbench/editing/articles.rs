use super::{removal, speakers::NamedSpeaker};
use crate::{
    import::{ImportResult, ImportedArticle},
    project::{
        Article, ArticleEdit, ArticleId, Change, Derivation, DerivedFrom, Edit, Manner, Provenance,
        TypingIn,
    },
    storage::fresh_id,
    text::PageAddress,
    workbench::{
        command::Command,
        intent::{ArticleIntent, Effect},
        notices::About,
        session::Session,
    },
};

impl Session {
    pub(in crate::workbench) fn article_intent(&mut self, intent: ArticleIntent) {
        match intent {
            ArticleIntent::Open(article) => self.open_article(article),
            ArticleIntent::Close(article) => self.columns.close(article),
            ArticleIntent::Focus(article) => self.focus_column(article),
            ArticleIntent::MoveColumn(article, to) => self.columns.move_to(article, to),
            ArticleIntent::Resize(weights) => self.columns.resize(&weights),
            ArticleIntent::Move(id, to) => {
                let edit = Edit::Article(ArticleEdit::Move { id, to });
                self.commit(Change::new("move article", vec![edit]));
            }
            ArticleIntent::SetDetails(id, details) => {
                let edit = Edit::Article(ArticleEdit::SetDetails { id, details });
                let typing = TypingIn::Details(id);
                self.commit(Change::typed("edit article details", typing, edit));
            }
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
                    "include article"
                };
                let edit = Edit::Article(ArticleEdit::SetExcluded { id, excluded });
                self.commit(Change::new(label, vec![edit]));
            }
        }
    }

    /// Adds an agency to the sources that the article derives from.
    fn add_agency(&mut self, id: ArticleId, named: NamedSpeaker, manner: Manner) {
        let (Some(agency), mut edits) = self.resolve(named) else {
            return;
        };
        let Some(article) = self.project().article(id) else {
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
        let Some(article) = self.project().article(id) else {
            return;
        };
        match PageAddress::of(&article.details.url) {
            Ok(address) => {
                self.overlay = None;
                self.effect(Effect::OpenPage(address));
            }
            Err(error) => self.notices.error(error.to_string()),
        }
    }

    /// Adds the articles as one undo step, opens the first of them, and lists those that failed in one notice.
    pub(in crate::workbench) fn add_articles(&mut self, read: Vec<ImportResult>) {
        let mut edits = Vec::new();
        let mut opened = Vec::new();
        let mut refused = Vec::new();
        for result in read {
            match result {
                Ok(imported) => refused.extend(self.adding(imported, &mut edits, &mut opened)),
                Err(error) => refused.push(error.to_string()),
            }
        }
        if !refused.is_empty() {
            let words = refused.join("\n");
            self.notices.problem(About::Articles, words, None);
        }
        let label = if edits.len() == 1 {
            "add article"
        } else {
            "add articles"
        };
        let count = edits.len();
        if count > 0 && self.commit(Change::new(label, edits)) {
            for article in opened.iter().take(MOST_OPENED) {
                self.columns.open(*article);
            }
            if let Some(article) = opened.first() {
                self.columns.focus(*article);
            }
            let articles = if count == 1 {
                "1 article".to_owned()
            } else {
                format!("{count} articles")
            };
            self.notices
                .done(format!("Added {articles}"), Some(Command::Undo));
        }
    }

    /// Adds the article to `edits`, or returns why it is not added.
    fn adding(
        &self,
        imported: ImportedArticle,
        edits: &mut Vec<Edit>,
        opened: &mut Vec<ArticleId>,
    ) -> Option<String> {
        let waiting = edits.iter().find_map(|edit| match edit {
            Edit::Article(ArticleEdit::Add { article, .. }) if article.text == imported.text => {
                Some(&**article)
            }
            _ => None,
        });
        if let Some(same) = self
            .project()
            .article_with_text(imported.text.hash())
            .or(waiting)
        {
            return Some(format!(
                "\u{201c}{}\u{201d} is already in the project as {}; it was not added again",
                imported.title,
                same.shown_name()
            ));
        }
        let id = fresh_id();
        let article = Box::new(imported.into_article(id));
        let at = self.project().articles().len() + edits.len();
        edits.push(Edit::Article(ArticleEdit::Add { at, article }));
        opened.push(id);
        None
    }

    pub(in crate::workbench) fn remove_article(&mut self, id: ArticleId) {
        let Some(name) = self.project().article(id).map(Article::shown_name) else {
            return;
        };
        let count = self.project().highlights_of(id).count();
        let edits = removal::article(self.project(), id);
        if self.commit(Change::new("remove article", edits)) {
            self.notices.done(
                format!("Removed {name} with its {count} highlights"),
                Some(Command::Undo),
            );
        }
    }

    /// The paragraphs that the selection touches, or that of the caret.
    fn selected_paragraphs(&self) -> Option<(ArticleId, std::ops::RangeInclusive<usize>)> {
        let (id, selection) = self.selection.text?;
        let paragraphs = self.project().article(id)?.text.paragraphs();
        let (start, end) = (
            selection.anchor.min(selection.head),
            selection.anchor.max(selection.head),
        );
        // A selection that ends at the start of a paragraph does not touch it.
        let last = if end > start { end - 1 } else { end };
        Some((id, paragraphs.at(start)..=paragraphs.at(last)))
    }

    /// Whether all selected paragraphs are page clutter, so that the command restores them.
    pub(in crate::workbench) fn selection_is_clutter(&self) -> bool {
        self.selected_paragraphs()
            .is_some_and(|(id, mut paragraphs)| {
                let clutter = self.project().article(id).map(|article| &article.clutter);
                clutter
                    .is_some_and(|clutter| paragraphs.all(|paragraph| clutter.contains(&paragraph)))
            })
    }

    /// The focused article and its index after a move (down is positive); `None` past either end.
    pub(in crate::workbench) fn article_moved(&self, by: isize) -> Option<(ArticleId, usize)> {
        let article = self.columns.focused()?;
        let index = self.project().article_place(article)?;
        let to = index.checked_add_signed(by)?;
        (to < self.project().articles().len()).then_some((article, to))
    }

    pub(in crate::workbench) fn move_article(&mut self, by: isize) {
        if let Some((article, to)) = self.article_moved(by) {
            self.article_intent(ArticleIntent::Move(article, to));
        }
    }

    pub(in crate::workbench) fn toggle_clutter(&mut self) {
        let restores = self.selection_is_clutter();
        let Some((id, selected)) = self.selected_paragraphs() else {
            return;
        };
        let Some(article) = self.project().article(id) else {
            return;
        };
        let mut paragraphs = article.clutter.clone();
        if restores {
            paragraphs.retain(|paragraph| !selected.contains(paragraph));
        } else {
            paragraphs.extend(selected);
        }
        let label = if restores {
            "restore paragraphs"
        } else {
            "mark as page clutter"
        };
        let edit = Edit::Article(ArticleEdit::SetClutter { id, paragraphs });
        self.commit(Change::new(label, vec![edit]));
    }
}

/// More columns are too narrow to read.
const MOST_OPENED: usize = 3;
