use super::{Command, Enabled, Run, require};
use crate::{
    analysis::TimelineEvent,
    export,
    project::{ArticleId, ClaimId, Exclusion, Provenance},
    storage::{FindTab, View},
    text::counted,
    workbench::{
        Workbench,
        document::{LeaveAction, Purpose},
        editing::{ArticleIntent, AttributionIntent, ClaimIntent},
        intent::{Effect, FocusOn, Overlay},
        looking::Pane,
    },
};

use std::path::Path;

/// Maximum number of table rows copied at once.
const MAX_COPIED: usize = 10_000;

impl Workbench {
    /// Whether the command can run now. The error is a sentence for its tooltip.
    pub fn enabled(&self, command: Command) -> Result<(), &'static str> {
        match command.spec().enabled {
            Enabled::Always => Ok(()),
            Enabled::If(is_met, reason) => require(is_met(self), reason),
            Enabled::Check(check) => check(self),
            Enabled::Export(format) => (format.missing)(&self.project).map_or(Ok(()), Err),
        }
    }

    /// Runs a command, or shows why it cannot run now.
    pub(crate) fn command(&mut self, command: Command) {
        if let Err(reason) = self.enabled(command) {
            self.notices.hint(reason);
            return;
        }
        self.notices.forget_hint();
        self.end_typing();
        match command.spec().run {
            Run::Call(run) => run(self),
            Run::OnFocused(run) => {
                if let Some(article) = self.columns.focused() {
                    run(self, article);
                }
            }
            Run::Show(overlay) => self.set_overlay(Some(overlay)),
            Run::Toggle(overlay) => {
                let is_shown = self.overlay == Some(overlay);
                self.set_overlay((!is_shown).then_some(overlay));
            }
            Run::Pick(purpose) => self.choose(purpose),
            Run::Export(export) => self.ask_about_export(export),
            Run::FindTab(tab) => self.show_find_tab(tab),
            Run::View(view) => self.show(view),
        }
    }

    /// The selected claim and its index after a move by `by` (down is positive); `None` past either end.
    pub(super) fn claim_moved(&self, by: isize) -> Option<(ClaimId, usize)> {
        let claim = self.selection.claim?;
        let index = self.project.claim_place(claim)?.checked_add_signed(by)?;
        (index < self.project.claims().len()).then_some((claim, index))
    }

    /// The focused article and its index after a move by `by` (down is positive); `None` past either end.
    pub(super) fn article_moved(&self, by: isize) -> Option<(ArticleId, usize)> {
        let article = self.columns.focused()?;
        let index = self
            .project
            .article_place(article)?
            .checked_add_signed(by)?;
        (index < self.project.articles().len()).then_some((article, index))
    }

    /// The article `by` rows below (above, if negative) the one with open details, or else the focused one.
    pub(super) fn article_beside(&self, by: isize) -> Option<ArticleId> {
        let index = match self.shown_details().or(self.columns.focused()) {
            Some(article) => self
                .project
                .article_place(article)?
                .checked_add_signed(by)?,
            None => 0,
        };
        self.project.articles().nth(index).map(|article| article.id)
    }

    pub(super) fn step_article(&mut self, by: isize) {
        let Some(article) = self.article_beside(by) else {
            return;
        };
        self.show(View::Read);
        if self.shown_details().is_some() {
            self.set_overlay(Some(Overlay::ArticleDetails(article)));
        } else {
            self.article_intent(ArticleIntent::Open(article));
        }
    }

    /// The article for [`Command::EditDetails`]: the article of the selected mark on the timeline, otherwise the focused
    /// one.
    pub(super) fn article_to_edit(&self) -> Option<ArticleId> {
        let mark = self.selected_mark().filter(|_| self.view == View::Timeline);
        match mark.map(|mark| mark.what) {
            Some(TimelineEvent::Published(article)) => Some(article),
            Some(TimelineEvent::Mentioned(mention)) => Some(mention.article),
            Some(TimelineEvent::Claimed(_) | TimelineEvent::Searched(_)) | None => {
                self.columns.focused()
            }
        }
    }

    pub(super) fn move_claim(&mut self, by: isize) {
        if let Some((claim, to)) = self.claim_moved(by) {
            self.claim_intent(ClaimIntent::Move(claim, to));
        }
    }

    pub(super) fn move_article(&mut self, by: isize) {
        if let Some((article, to)) = self.article_moved(by) {
            self.article_intent(ArticleIntent::Move(article, to));
        }
    }

    pub(super) fn can_link(&self) -> Result<(), &'static str> {
        require(self.selection.claim.is_some(), "Select a claim first")?;
        require(self.has_passage(), "Select a passage or a highlight first")
    }

    pub(super) fn can_delete_claim(&self) -> Result<(), &'static str> {
        require(self.project.claims().len() > 0, "There is no claim yet")?;
        require(self.selection.claim.is_some(), "Select a claim first")
    }

    pub(super) fn can_replace_article(&self) -> Result<(), &'static str> {
        let id = self.article_to_edit().ok_or("Open an article first")?;
        require(self.can_replace(id), "Delete its highlights first")
    }

    pub(super) fn pick_replacement(&mut self) {
        if let Some(id) = self.article_to_edit() {
            self.choose(Purpose::Replacement(id));
        }
    }

    /// The label with the step to be undone or redone, and the direction of a toggle.
    pub fn label(&self, command: Command) -> String {
        let label = command.spec().label;
        if let Some(opposite) = self.opposite(command) {
            return opposite.to_owned();
        }
        let removes = command == Command::DismissFound && self.find_tab() == Some(FindTab::Search);
        if removes && self.can_remove_kept_search().is_ok() {
            return "Remove from list".to_owned();
        }
        let undoes = (command == Command::Undo).then(|| self.history.undo_label());
        let redoes = (command == Command::Redo).then(|| self.history.redo_label());
        let step = undoes.or(redoes).flatten();
        step.map_or_else(|| label.to_owned(), |step| format!("{label} {step}"))
    }

    /// The label of a toggle that would undo its earlier effect.
    fn opposite(&self, command: Command) -> Option<&'static str> {
        if command == Command::SaveSearch {
            return self.is_search_saved().then_some("Remove saved search");
        }
        if command == Command::TakeFound {
            let is_listed = self.find_tab() == Some(FindTab::Names);
            return (is_listed && self.is_recorded_spelling()).then_some("Take back alias");
        }
        if command == Command::WatchWords {
            return self.is_watched().then_some("Stop watching");
        }
        let focused = self
            .columns
            .focused()
            .and_then(|id| self.project.article(id));
        let is_excluded = |why| focused.is_some_and(|article| article.excluded == Some(why));
        let is_original = focused.is_some_and(|it| it.provenance == Provenance::Original);
        let [retracted, unreliable] = Exclusion::ALL;
        let toggles = [
            (
                Command::ToggleClutter,
                self.selection_is_clutter(),
                "Restore from page clutter",
            ),
            (
                Command::MarkOriginal,
                is_original,
                "Mark provenance as not checked",
            ),
            (
                Command::Exclude(retracted),
                is_excluded(retracted),
                "Count article again",
            ),
            (
                Command::Exclude(unreliable),
                is_excluded(unreliable),
                "Count article again",
            ),
            (
                Command::ToggleArticles,
                self.settings.hide_articles,
                "Show articles",
            ),
            (
                Command::ToggleClaims,
                self.settings.hide_claims,
                "Show claims",
            ),
        ];
        let is_done_toggle =
            |(toggle, is_done, _): &(Command, bool, _)| *toggle == command && *is_done;
        toggles
            .into_iter()
            .find(is_done_toggle)
            .map(|(.., label)| label)
    }

    pub(super) fn open_export_folder(&mut self) {
        let folder = self.export_folder().map(Path::to_owned);
        self.effects.extend(folder.map(Effect::OpenFolder));
    }

    pub(super) fn copy_claim(&mut self) {
        let claim = self.selection.claim;
        let markdown = claim.and_then(|id| export::claim_as_markdown(&self.project, id));
        self.effects.extend(markdown.map(Effect::Copy));
    }

    pub(super) fn copy_link(&mut self) {
        let saved = self.selection.highlight.zip(self.path());
        let link = saved.map(|(id, path)| export::link_to_passage(path, id));
        self.effects.extend(link.map(Effect::Copy));
    }

    pub(super) fn can_step_found(&self) -> bool {
        let has_hits = self.find_tab().is_some() && self.search.count() > 0;
        self.find.is_some() || has_hits
    }

    /// Steps through the hits of the find bar if it is open, or else of the search tab.
    pub(super) fn step_found(&mut self, by: isize) {
        if self.find.is_some() {
            self.step_find(by);
        } else {
            self.step_search(by);
        }
    }

    pub(super) fn can_attribute_as_before(&self) -> bool {
        let selected = self.selected_evidence();
        selected.is_some_and(|id| self.attribution_before(id).is_some())
    }

    pub(super) fn attribute_as_before(&mut self) {
        if let Some(id) = self.selected_evidence() {
            self.attribution_intent(AttributionIntent::Repeat(id));
        }
    }

    /// Starts the tour, in the sample.
    pub(super) fn tour(&mut self) {
        self.begin_tour();
        if self.tour_step().is_none() {
            self.depart(LeaveAction::Sample);
        }
    }

    pub(super) fn copy_passage(&mut self) {
        let highlight = || {
            let highlight = self.project.highlight(self.selection.highlight?)?;
            Some((highlight.article, highlight.span))
        };
        let passage = self.selected_passage().or_else(highlight);
        let quote = passage.and_then(|(id, span)| {
            let article = self.project.article(id)?;
            export::passage_as_quote(&self.project, article, span)
        });
        self.effects.extend(quote.map(Effect::Copy));
    }

    pub(super) fn can_copy_link(&self) -> Result<(), &'static str> {
        require(
            self.selection.highlight.is_some(),
            "Select a highlight first",
        )?;
        let reason = "Save the project first, since the link names its file";
        require(self.path().is_some(), reason)
    }

    pub(super) fn copy_table(&mut self) {
        let claims = &self.lists.claims;
        if claims.len() > MAX_COPIED {
            let message =
                format!("More than {MAX_COPIED} rows. Filter them, or export them as CSV");
            self.notices.hint(message);
            return;
        }
        let columns = self.settings.table.shown();
        let table = export::copied_table(&self.project, &self.lists.table, claims, columns);
        let message = format!("Copied {}", counted(claims.len(), "row"));
        self.effects.push(Effect::CopyTable(table));
        self.notices.done(message, None);
    }

    pub(super) fn copy(&mut self) {
        if let Some(text) = self.selected_words() {
            self.effects.push(Effect::Copy(text.to_owned()));
        }
    }

    pub(super) fn step_pane(&mut self, by: isize) {
        self.show(View::Read);
        match self.columns.step_pane(by) {
            Pane::Article(article) => self.article_intent(ArticleIntent::Open(article)),
            Pane::Claims => self.effects.push(Effect::Focus(FocusOn::Claims)),
            Pane::Articles => self.effects.push(Effect::Focus(FocusOn::Articles)),
        }
    }

    pub(super) fn move_column(&mut self, by: isize) {
        let Some(article) = self.columns.focused() else {
            return;
        };
        if let Some(to) = self
            .columns
            .place(article)
            .and_then(|index| index.checked_add_signed(by))
        {
            self.columns.move_to(article, to);
        }
    }
}
