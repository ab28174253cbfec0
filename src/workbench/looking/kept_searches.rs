//! Watch words, which are counted in every article, and saved searches.

use crate::{
    analysis::{QueryOptions, SearchTexts, WatchCounts, spelled_out},
    project::{Article, ArticleId, Change, Edit, Project, ProjectEdit, Revision, SearchLists},
    storage::FindTab,
    workbench::{
        Command, Effect, FocusOn, SearchIntent, Workbench, command::require, task::Worker,
    },
};

use std::{collections::BTreeSet, sync::Arc};

use smol_str::SmolStr;

#[derive(Debug)]
pub enum KeptSearchIntent {
    /// Selects the saved search or watch word with this index, from 0.
    Select(usize),
    /// Runs the selected saved search, or searches for the selected watch word.
    Run,
    /// Searches for a watch word.
    SearchFor(SmolStr),
}

/// A list that is kept with the project.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum KeptSearchKind {
    Saved,
    WatchWord,
}

/// A row of the list of saved searches and watch words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum KeptSearchRow<'p> {
    /// Heading of a list with this number of entries.
    Head(KeptSearchKind, usize),
    /// The entry with this index, from 0.
    Entry(usize, KeptSearchKind, &'p SmolStr),
}

#[derive(Debug, Default)]
pub struct KeptSearches {
    worker: Worker<Revision>,
    pub counts: WatchCounts,
    /// The revision for which the counts were last checked.
    followed: Option<Revision>,
    /// Added articles whose watch words are not yet reported.
    arrived: Vec<ArticleId>,
    /// Index of the selected saved search or watch word, from 0.
    pub current: usize,
}

impl KeptSearches {
    /// Requests the counts if the words or the articles have changed.
    pub(crate) fn follow(
        &mut self,
        project: &Arc<Project>,
        revision: Revision,
        texts: &SearchTexts,
    ) -> Option<Effect> {
        if self.followed == Some(revision) || self.worker.is_running() {
            return None;
        }
        self.followed = Some(revision);
        if project.search_lists().watch_words.is_empty() {
            self.counts = WatchCounts::default();
            self.arrived.clear();
            return None;
        }
        if self.counts.are_of(project) {
            return None;
        }
        let (project, texts) = (Arc::clone(project), texts.clone());
        let counts = self.counts.clone();
        self.worker.ask(
            "watch words",
            revision,
            move |progress| counts.of(&project, &texts, &|| progress.is_cancelled()),
            |bench| &mut bench.kept.worker,
            Workbench::take_counts,
        )
    }

    /// Reports the watch words of these articles once they are counted.
    pub(crate) fn articles_came_in(&mut self, articles: &[ArticleId]) {
        self.arrived.extend(articles);
    }
}

/// The rows of both lists.
pub fn kept_search_rows(lists: &SearchLists) -> Vec<KeptSearchRow<'_>> {
    let SearchLists { watch_words, saved } = lists;
    let mut rows = Vec::new();
    let mut first = 0;
    for (kind, list) in [
        (KeptSearchKind::Saved, saved),
        (KeptSearchKind::WatchWord, watch_words),
    ] {
        rows.extend((!list.is_empty()).then_some(KeptSearchRow::Head(kind, list.len())));
        let entries = list.iter().zip(first..);
        rows.extend(entries.map(|(it, nth)| KeptSearchRow::Entry(nth, kind, it)));
        first += list.len();
    }
    rows
}

/// Maximum length of a selection that can become a watch word, in characters.
const MAX_WORD_CHARACTERS: usize = 100;

impl Workbench {
    pub(crate) fn kept_search_intent(&mut self, intent: KeptSearchIntent) {
        match intent {
            KeptSearchIntent::Select(nth) => self.kept.current = nth,
            KeptSearchIntent::Run => {
                if let Some((_, query)) = self.kept_search() {
                    self.search_for(query.to_string());
                }
            }
            KeptSearchIntent::SearchFor(word) => self.search_for(word.to_string()),
        }
    }

    /// Handles the counts; `None` if counting failed, which is tried again after the next change.
    fn take_counts(&mut self, counts: Option<WatchCounts>) {
        let Some(counts) = counts else {
            return;
        };
        self.kept.counts = counts;
        // The project may have changed in the meantime.
        self.kept.followed = None;
        let is_known = |id: &mut ArticleId| self.kept.counts.knows(*id);
        let arrived: Vec<ArticleId> = self.kept.arrived.extract_if(.., is_known).collect();
        let counts = self.kept.counts.in_articles(arrived.iter().copied());
        if counts.is_empty() {
            return;
        }
        let counts: Vec<String> = counts
            .iter()
            .map(|(it, count)| format!("{it} {count}"))
            .collect();
        let counts = counts.join(", ");
        let where_found = match arrived[..] {
            [article] => {
                let article = self.project.article(article);
                article.map(Article::shown_name).unwrap_or_default()
            }
            _ => format!("{} new articles", arrived.len()),
        };
        self.notices
            .add_to_done(format!("Watch words in {where_found}: {counts}"));
    }

    fn search_for(&mut self, query: String) {
        self.show_find_tab(FindTab::Search);
        self.search_intent(SearchIntent::SetOptions(QueryOptions::default()));
        self.search_intent(SearchIntent::Type(query));
        self.effects.push(Effect::Focus(FocusOn::Hits));
    }

    /// The selected saved search or watch word.
    fn kept_search(&self) -> Option<(KeptSearchKind, &SmolStr)> {
        let rows = kept_search_rows(self.project.search_lists());
        rows.into_iter().find_map(|row| match row {
            KeptSearchRow::Entry(nth, kind, query) if nth == self.kept.current => {
                Some((kind, query))
            }
            KeptSearchRow::Entry(..) | KeptSearchRow::Head(..) => None,
        })
    }

    /// The query of the search, without its options.
    fn typed_query(&self) -> Option<SmolStr> {
        let query = spelled_out(&self.search.typed, self.search.query_options);
        let is_shown = self.find_tab() == Some(FindTab::Search) && !query.is_empty();
        is_shown.then(|| query.into())
    }

    /// The words of the search, or else the selected words.
    fn words_to_watch(&self) -> Result<SmolStr, &'static str> {
        if let Some(query) = self.typed_query() {
            let is_of_words = self.search.is_of_words;
            let reason = "Watch words cannot have filters: type only the words";
            return is_of_words.then_some(query).ok_or(reason);
        }
        let selected = self.selected_words().unwrap_or_default();
        if selected.len() > 8 * MAX_WORD_CHARACTERS {
            return Err("Select a word or a short phrase");
        }
        let words: Vec<&str> = selected.split_whitespace().collect();
        let words = words.join(" ").replace('"', "");
        match words.chars().count() {
            0 => Err("Type a search, or select a word or a phrase, first"),
            1..=MAX_WORD_CHARACTERS if words.chars().all(char::is_alphanumeric) => Ok(words.into()),
            1..=MAX_WORD_CHARACTERS => Ok(format!("\"{words}\"").into()),
            _ => Err("Select a word or a short phrase"),
        }
    }

    pub(crate) fn can_save_search(&self) -> bool {
        self.typed_query().is_some() && self.search.error.is_none()
    }

    pub(crate) fn can_watch(&self) -> Result<(), &'static str> {
        self.words_to_watch().map(|_| ())
    }

    pub(crate) fn is_search_saved(&self) -> bool {
        let saved = &self.project.search_lists().saved;
        self.typed_query().is_some_and(|it| saved.contains(&it))
    }

    pub(crate) fn is_watched(&self) -> bool {
        let watched = &self.project.search_lists().watch_words;
        self.words_to_watch().is_ok_and(|it| watched.contains(&it))
    }

    pub(crate) fn toggle_saved_search(&mut self) {
        if let Some(query) = self.typed_query() {
            self.toggle_kept(KeptSearchKind::Saved, &query);
        }
    }

    pub(crate) fn toggle_watch_word(&mut self) {
        if let Ok(word) = self.words_to_watch() {
            self.toggle_kept(KeptSearchKind::WatchWord, &word);
        }
    }

    /// Whether a saved search or watch word is selected in the panel.
    pub(crate) fn can_remove_kept_search(&self) -> Result<(), &'static str> {
        let is_listed = self.search.typed.trim().is_empty();
        let reason = "Empty the field, and select a saved search or a watch word first";
        require(is_listed && self.kept_search().is_some(), reason)
    }

    pub(crate) fn remove_kept_search(&mut self) {
        if let Some((kind, query)) = self.kept_search() {
            self.toggle_kept(kind, &query.clone());
            let SearchLists { watch_words, saved } = self.project.search_lists();
            // The next entry takes this index.
            let last = (watch_words.len() + saved.len()).saturating_sub(1);
            self.kept.current = self.kept.current.min(last);
        }
    }

    fn toggle_kept(&mut self, kind: KeptSearchKind, query: &SmolStr) {
        let mut lists = self.project.search_lists().clone();
        let (list, labels, messages) = match kind {
            KeptSearchKind::Saved => (
                &mut lists.saved,
                ["save search", "remove saved search"],
                ["Saved the search", "Removed the saved search"],
            ),
            KeptSearchKind::WatchWord => (
                &mut lists.watch_words,
                ["watch words", "stop watching"],
                ["Watching", "No longer watching"],
            ),
        };
        let is_new = toggle(list, query);
        let [label, done] = [labels, messages].map(|texts| texts[usize::from(!is_new)]);
        let edit = Edit::Project(ProjectEdit::SetSearchLists(lists));
        if self.commit(Change::new(label, vec![edit])) {
            let message = format!("{done} \u{201c}{query}\u{201d}");
            self.notices.done(message, Some(Command::Undo));
        }
    }
}

/// Adds an entry to a list or removes it. Returns whether it was added.
fn toggle(list: &mut BTreeSet<SmolStr>, entry: &SmolStr) -> bool {
    let was_there = list.remove(entry);
    if !was_there {
        list.insert(entry.clone());
    }
    !was_there
}
