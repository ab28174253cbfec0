use super::{AddedArticle, ClutterChoice, PendingIntent, SpeakerInput, removal};
use crate::{
    analysis::fill_in_agency_credits,
    import::{self, ImportResult, ImportedFile, NearDuplicate, TextEncoding},
    project::{
        Article, ArticleDetails, ArticleEdit, ArticleId, Change, Derivation, DerivationManner,
        DerivationSource, Edit, Exclusion, Provenance, TypingIn,
    },
    storage::{OriginalState, fresh_id, shorten_article},
    text::{PageAddress, counted},
    workbench::{
        Workbench,
        command::Command,
        intent::{Effect, FocusOn},
        notices::About,
        task::Task,
    },
};

use std::sync::Arc;

#[derive(Debug)]
pub enum ArticleIntent {
    /// Opens the article in a column, or focuses the column it is already open in.
    Open(ArticleId),
    Close(ArticleId),
    Focus(ArticleId),
    /// Moves the article's column to an index among the columns (from 0).
    MoveColumn(ArticleId, usize),
    /// Moves the border between two columns to the right by a fraction of their common width; to the left if negative.
    MoveBorder((ArticleId, ArticleId), f32),
    /// The number of columns that fit the window.
    SetRoom(usize),
    /// Reads the file that the article came from again, in another encoding.
    ReadAs(ArticleId, &'static TextEncoding),
    /// Reads the table of posts that the article came from again, with other columns.
    SetColumns(ArticleId, [Option<usize>; 4]),
    /// Adds the comments of the document that the article came from as notes on highlights, or removes those that are unchanged.
    SetComments(ArticleId, bool),
    /// Moves the article to an index in the list of articles (from 0).
    Move(ArticleId, usize),
    SetDetails(ArticleId, Box<ArticleDetails>),
    /// A request about files that are not imported yet.
    Pending(PendingIntent),
    /// Removes all articles of that import.
    UndoImport(usize),
    /// Opens the folder of the originals beside the project.
    OpenOriginals,
    /// Opens the article's web page in the browser.
    OpenPage(ArticleId),
    /// Removes the article from the project, with its highlights and their links.
    Remove(ArticleId),
    SetProvenance(ArticleId, Provenance),
    AddAgency(ArticleId, SpeakerInput, DerivationManner),
    /// The original of the article was looked up.
    OriginalIs(ArticleId, OriginalState),
    Clutter(ArticleId, ClutterChoice),
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
            ArticleIntent::MoveBorder(between, by) => self.columns.move_border(between, by),
            ArticleIntent::SetRoom(columns) => self.columns.set_room(columns),
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
            ArticleIntent::SetColumns(id, columns) => self.set_post_columns(id, columns),
            ArticleIntent::SetComments(id, are_in) => self.set_comments(id, are_in),
            ArticleIntent::Pending(intent) => self.pending_intent(intent),
            ArticleIntent::UndoImport(import) => self.undo_import(import),
            ArticleIntent::OpenOriginals => self.open_originals(),
            ArticleIntent::OpenPage(id) => self.open_page(id),
            ArticleIntent::Remove(id) => self.remove_article(id),
            ArticleIntent::SetProvenance(id, provenance) => {
                let edit = Edit::Article(ArticleEdit::SetProvenance { id, provenance });
                self.commit(Change::new("set provenance", vec![edit]));
            }
            ArticleIntent::OriginalIs(id, state) => self.original_is(id, state),
            ArticleIntent::Clutter(id, choice) => self.choose_clutter(id, choice),
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

    fn add_agency(&mut self, id: ArticleId, named: SpeakerInput, manner: DerivationManner) {
        let (Some(agency), mut edits) = self.named(named) else {
            return;
        };
        let Some(article) = self.project.article(id) else {
            return;
        };
        let mut derivations = article.provenance.derivations().to_vec();
        let from = DerivationSource::Agency(agency);
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

    /// Adds the imported articles as one undo step, opens the first of them and reports those that could not be read.
    /// Those whose text is in the project already are listed, so that they can be added anyway.
    pub(crate) fn add_articles(&mut self, read: Vec<ImportResult>) {
        let mut new: Vec<ImportedFile> = Vec::new();
        let mut refused = Vec::new();
        let mut next_command = None;
        for result in read {
            match result {
                Ok(file) => match self.same_text(&file, &new) {
                    Some(other) => {
                        refused.push(format!(
                            "\u{201c}{}\u{201d} is in the project already, as {other}; it was not added again",
                            file.article.details.title
                        ));
                        next_command = Some(Command::AddedArticles);
                        self.imports.pending.same_text(file, other);
                    }
                    None => new.push(file),
                },
                Err(error) => refused.push(error.to_string()),
            }
        }
        // A single notice, however many failures there are. It stays until it is dismissed.
        if !refused.is_empty() {
            self.notices
                .trouble(About::Articles, refused.join("\n"), next_command);
        }
        let new = self.add_files(new);
        if !new.is_empty() {
            let project = Arc::clone(&self.project);
            let compare = move || import::near_duplicates(&project, &new);
            let task = Task::new("near duplicates", compare, |bench, found| {
                bench.tell_near_duplicates(&found.unwrap_or_default());
            });
            self.effects.push(Effect::Run(task));
        }
    }

    /// The name of an article with the same text, in the project or among those to be added to it.
    fn same_text(&self, file: &ImportedFile, new: &[ImportedFile]) -> Option<String> {
        let text = &file.article.text;
        let same = import::same_article(&self.project, text).map(Article::shown_name);
        same.or_else(|| {
            let mut new = new.iter().map(|it| &it.article);
            let same = new.find(|it| import::is_same_text(&it.text, text))?;
            Some(same.clone().into_article(ArticleId::new(0)).shown_name())
        })
    }

    /// Adds articles as one undo step and returns those that are new in the project.
    pub(super) fn add_files(&mut self, files: Vec<ImportedFile>) -> Vec<ArticleId> {
        let mut edits = Vec::new();
        let mut added = Vec::new();
        for mut file in files {
            let id = fresh_id();
            let mut article = Box::new(file.clone().into_article(id));
            fill_in_agency_credits(&mut article);
            if let Some(too_long) = shorten_article(&mut article) {
                file.article.warnings.push(too_long.cut());
            }
            let at = self.project.articles().len() + edits.len();
            edits.push(Edit::Article(ArticleEdit::Add { at, article }));
            added.push(AddedArticle {
                article: id,
                import: 0,
                file,
            });
        }
        let label = if edits.len() == 1 {
            "add article"
        } else {
            "add articles"
        };
        let count = edits.len();
        if count == 0 || !self.commit(Change::new(label, edits)) {
            return Vec::new();
        }
        let new: Vec<ArticleId> = added.iter().map(|added| added.article).collect();
        self.kept.articles_came_in(&new);
        let has_no_structure = |added: &&AddedArticle| added.file.article.is_plain();
        let plain = added.iter().filter(has_no_structure);
        self.find_clutter(plain.map(|added| added.article).collect());
        self.columns.open_all(&new[..count.min(MAX_OPENED)]);
        let articles = counted(count, "article");
        // A guess is reported at once, with the command to change it.
        let warnings: Vec<String> = added.iter().flat_map(AddedArticle::warnings).collect();
        self.imports.added(added, self.history.revision());
        let next_command = if warnings.is_empty() {
            Command::Undo
        } else {
            Command::AddedArticles
        };
        let message = with_warnings(format!("Added {articles}"), &warnings);
        self.notices.done(message, Some(next_command));
        new
    }

    fn tell_near_duplicates(&mut self, found: &[NearDuplicate]) {
        let sentences = found.iter().filter_map(|near| near.sentence(&self.project));
        let sentences: Vec<String> = sentences.collect();
        if !sentences.is_empty() {
            let message = sentences.join("\n");
            self.notices.trouble(About::NearDuplicates, message, None);
        }
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

    pub(crate) fn toggle_original(&mut self, id: ArticleId) {
        let before = self.project.article(id).map(|article| &article.provenance);
        let provenance = if before == Some(&Provenance::Original) {
            Provenance::Unknown
        } else {
            Provenance::Original
        };
        self.article_intent(ArticleIntent::SetProvenance(id, provenance));
    }

    pub(crate) fn toggle_excluded(&mut self, id: ArticleId, why: Exclusion) {
        let before = self
            .project
            .article(id)
            .and_then(|article| article.excluded);
        let excluded = (before != Some(why)).then_some(why);
        self.article_intent(ArticleIntent::SetExcluded(id, excluded));
    }
}

/// Maximum number of columns opened at once. With more, they are too narrow to read.
pub(super) const MAX_OPENED: usize = 3;

/// Maximum number of warnings in a notice; the list of articles just added has all of them.
const MAX_WARNINGS: usize = 5;

fn with_warnings(mut message: String, warnings: &[String]) -> String {
    for warning in warnings.iter().take(MAX_WARNINGS) {
        message = message + "\n" + warning;
    }
    match warnings.len().saturating_sub(MAX_WARNINGS) {
        0 => message,
        more => format!("{message}\n{more} more in the list of articles just added"),
    }
}
