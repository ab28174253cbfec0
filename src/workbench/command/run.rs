use super::Command;
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
        intent::{Effect, FocusOn, ManualPage, Overlay},
        looking::Pane,
    },
};

use std::path::Path;

/// Factor by which one step widens a column.
const WIDENING_FACTOR: f32 = 1.2;
/// Maximum number of table rows copied at once.
const MAX_COPIED: usize = 10_000;

const NO_ROW: &str = "No claim passes the filter";
const NOTHING_ADDED: &str = "Nothing has been added since the project was opened";
const NO_CLAIM: &str = "There is no claim yet";
const NO_PASSAGE: &str = "Select a passage first";
const NO_UNDO: &str = "There is nothing to undo";
const NO_REDO: &str = "There is nothing to redo";
const NO_CARET: &str = "Put the caret in a paragraph first";
const NO_ARTICLE: &str = "Open an article first";
const NO_NEXT_ARTICLE: &str = "There is no next article in the list";
const NO_PREVIOUS_ARTICLE: &str = "There is no previous article in the list";
const FIRST_ARTICLE: &str = "Select an article that is not the first in the list";
const LAST_ARTICLE: &str = "Select an article that is not the last in the list";
const FIRST_CLAIM: &str = "Select a claim that is not the first";
const LAST_CLAIM: &str = "Select a claim that is not the last";
const LEFTMOST: &str = "There is no column further left";
const RIGHTMOST: &str = "There is no column further right";

impl Workbench {
    /// Whether the command can run now, with a sentence for its tooltip that is shown if it cannot.
    pub fn enabled(&self, command: Command) -> Result<(), &'static str> {
        let (met, reason) = match command {
            Command::NewProject
            | Command::Open
            | Command::OpenSample
            | Command::Save
            | Command::SaveAs
            | Command::RestoreBackup
            | Command::ForgetHistory
            | Command::AddArticles
            | Command::AddFolder
            | Command::AddClaims
            | Command::PasteArticle
            | Command::EditProject
            | Command::Quit
            | Command::Find
            | Command::FindTab(_)
            | Command::NewClaim
            | Command::Speakers
            | Command::View(_)
            | Command::Theme(_)
            | Command::NextPane
            | Command::MenuBar
            | Command::PreviousPane
            | Command::ZoomIn
            | Command::ZoomOut
            | Command::ZoomReset
            | Command::TextLarger
            | Command::TextSmaller
            | Command::TextReset
            | Command::ToggleArticles
            | Command::ToggleClaims
            | Command::Settings
            | Command::Palette
            | Command::Welcome
            | Command::Tour
            | Command::GettingStarted
            | Command::Manual
            | Command::Keys
            | Command::Glossary
            | Command::About => return Ok(()),
            Command::RecoverWork => (
                !self.unsaved_work().is_empty(),
                "There are no unsaved changes from a crash",
            ),
            Command::AddedArticles => (self.has_added(), NOTHING_ADDED),
            Command::Export(export) => {
                let missing = (export.format().missing)(&self.project);
                return missing.map_or(Ok(()), Err);
            }
            Command::OpenExportFolder => (
                self.export_folder().is_some(),
                "Nothing was exported since the project was opened",
            ),
            Command::Undo => (self.history.undo_label().is_some(), NO_UNDO),
            Command::Redo => (self.history.redo_label().is_some(), NO_REDO),
            Command::Copy => (self.selected_words().is_some(), "Select some text first"),
            Command::FindNext | Command::FindPrevious => self.can_step_found(),
            Command::SaveSearch => self.can_save_search(),
            Command::WatchWords => return self.can_watch(),
            Command::ReviewHits => self.can_review(),
            Command::TakeFound => self.can_take_found(),
            Command::DismissFound => self.can_dismiss_found(),
            Command::OpenShared => self.can_open_shared(),
            Command::EditDetails => (self.article_to_edit().is_some(), NO_ARTICLE),
            Command::NextArticle => (self.article_beside(1).is_some(), NO_NEXT_ARTICLE),
            Command::PreviousArticle => (self.article_beside(-1).is_some(), NO_PREVIOUS_ARTICLE),
            Command::ReplaceArticle => match self.article_to_edit() {
                Some(id) => (self.can_replace(id), "Delete its highlights first"),
                None => (false, NO_ARTICLE),
            },
            Command::RemoveArticle
            | Command::SuggestClutter
            | Command::MarkOriginal
            | Command::Exclude(_)
            | Command::CloseColumn
            | Command::WidenColumn
            | Command::NarrowColumn
            | Command::NextHighlight
            | Command::PreviousHighlight => (self.columns.focused().is_some(), NO_ARTICLE),
            Command::ToggleClutter => (self.selection.text.is_some(), NO_CARET),
            Command::MoveArticleUp => (self.article_moved(-1).is_some(), FIRST_ARTICLE),
            Command::MoveArticleDown => (self.article_moved(1).is_some(), LAST_ARTICLE),
            Command::NewClaimFromSelection | Command::CopyPassage => {
                (self.has_passage(), NO_PASSAGE)
            }
            Command::HighlightSelection => (self.selected_passage().is_some(), NO_PASSAGE),
            Command::Link(_) => self.can_link(),
            Command::MarkSilent => self.can_mark_silent(),
            Command::Compare => self.can_compare(),
            Command::Attribute => (
                self.evidence_to_attribute().is_some(),
                "Select a passage of a claim or a linked highlight first",
            ),
            Command::AttributeAsBefore => (
                self.selected_evidence()
                    .is_some_and(|id| self.attribution_before(id).is_some()),
                "Attribute one passage first, then select another",
            ),
            Command::DeleteClaim if self.project.claims().len() == 0 => (false, NO_CLAIM),
            Command::DeleteClaim
            | Command::SetVerdict
            | Command::SetStatus
            | Command::CopyClaim => (self.selection.claim.is_some(), "Select a claim first"),
            Command::NextClaim | Command::PreviousClaim => (
                !self.lists.claims().is_empty(),
                "There is no claim in the list",
            ),
            Command::MoveClaimUp => (self.claim_moved(-1).is_some(), FIRST_CLAIM),
            Command::MoveClaimDown => (self.claim_moved(1).is_some(), LAST_CLAIM),
            Command::CopyLink => self.can_copy_link(),
            Command::CopyTable => (!self.lists.claims().is_empty(), NO_ROW),
            Command::DeleteHighlight => (
                self.selection.highlight.is_some(),
                "Select a highlight first",
            ),
            Command::MoveColumnLeft => (self.columns.beside(-1).is_some(), LEFTMOST),
            Command::MoveColumnRight => (self.columns.beside(1).is_some(), RIGHTMOST),
        };
        if met { Ok(()) } else { Err(reason) }
    }

    /// The selected claim and its index after a move by `by` (down is positive); `None` past either end.
    fn claim_moved(&self, by: isize) -> Option<(ClaimId, usize)> {
        let claim = self.selection.claim?;
        let index = self.project.claim_place(claim)?.checked_add_signed(by)?;
        (index < self.project.claims().len()).then_some((claim, index))
    }

    /// The focused article and its index after a move by `by` (down is positive); `None` past either end.
    fn article_moved(&self, by: isize) -> Option<(ArticleId, usize)> {
        let article = self.columns.focused()?;
        let index = self
            .project
            .article_place(article)?
            .checked_add_signed(by)?;
        (index < self.project.articles().len()).then_some((article, index))
    }

    /// The article `by` rows below (above, if negative) the one with open details, or else the focused one.
    fn article_beside(&self, by: isize) -> Option<ArticleId> {
        let index = match self.shown_details().or(self.columns.focused()) {
            Some(article) => self
                .project
                .article_place(article)?
                .checked_add_signed(by)?,
            None => 0,
        };
        self.project.articles().nth(index).map(|article| article.id)
    }

    fn step_article(&mut self, by: isize) {
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
    fn article_to_edit(&self) -> Option<ArticleId> {
        let mark = self.selected_mark().filter(|_| self.view == View::Timeline);
        match mark.map(|mark| mark.what) {
            Some(TimelineEvent::Published(article)) => Some(article),
            Some(TimelineEvent::Mentioned(mention)) => Some(mention.article),
            Some(TimelineEvent::Claimed(_) | TimelineEvent::Searched(_)) | None => {
                self.columns.focused()
            }
        }
    }

    fn move_claim(&mut self, by: isize) {
        if let Some((claim, to)) = self.claim_moved(by) {
            self.claim_intent(ClaimIntent::Move(claim, to));
        }
    }

    fn move_article(&mut self, by: isize) {
        if let Some((article, to)) = self.article_moved(by) {
            self.article_intent(ArticleIntent::Move(article, to));
        }
    }

    fn can_link(&self) -> (bool, &'static str) {
        if self.selection.claim.is_none() {
            (false, "Select a claim first")
        } else {
            (self.has_passage(), "Select a passage or a highlight first")
        }
    }

    /// The label with the step to be undone or redone, and the direction of a toggle.
    pub fn label(&self, command: Command) -> String {
        let label = command.spec().label;
        if let Some(opposite) = self.opposite(command) {
            return opposite.to_owned();
        }
        let removes = command == Command::DismissFound && self.find_tab() == Some(FindTab::Search);
        if removes && self.can_remove_kept_search().0 {
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

    fn copy_link(&mut self) {
        let saved = self.selection.highlight.zip(self.path());
        let link = saved.map(|(id, path)| export::link_to_passage(path, id));
        self.effects.extend(link.map(Effect::Copy));
    }

    /// Runs a command, or shows why it cannot run now.
    pub(crate) fn command(&mut self, command: Command) {
        if let Err(reason) = self.enabled(command) {
            self.notices.hint(reason);
            return;
        }
        self.notices.forget_hint();
        self.end_typing();
        match command {
            Command::NewProject => self.depart(LeaveAction::New),
            Command::Open => self.choose(Purpose::Open),
            Command::OpenSample => self.depart(LeaveAction::Sample),
            Command::Save => self.save(),
            Command::SaveAs => self.choose(Purpose::Save),
            Command::RestoreBackup => self.show_backups(),
            Command::RecoverWork => self.set_overlay(Some(Overlay::Recovery)),
            Command::ForgetHistory => self.ask_about_past(),
            Command::AddArticles => self.choose(Purpose::Articles),
            Command::AddClaims => self.choose(Purpose::Claims),
            Command::AddFolder => self.choose(Purpose::Folder),
            Command::PasteArticle => self.set_overlay(Some(Overlay::Paste)),
            Command::AddedArticles => self.set_overlay(Some(Overlay::AddedArticles)),
            Command::Export(export) => self.ask_about_export(export),
            Command::OpenExportFolder => {
                let folder = self.export_folder().map(Path::to_owned);
                self.effects.extend(folder.map(Effect::OpenFolder));
            }
            Command::EditProject => self.set_overlay(Some(Overlay::Project)),
            Command::Quit => self.depart(LeaveAction::Quit),
            Command::Undo => self.undo(),
            Command::Redo => self.redo(),
            Command::Copy => self.copy(),
            Command::CopyPassage => self.copy_passage(),
            Command::CopyClaim => {
                let claim = self.selection.claim;
                let markdown = claim.and_then(|id| export::claim_as_markdown(&self.project, id));
                self.effects.extend(markdown.map(Effect::Copy));
            }
            Command::CopyLink => self.copy_link(),
            Command::CopyTable => self.copy_table(),
            Command::Find => self.open_find(),
            Command::FindNext => self.step_found(1),
            Command::FindPrevious => self.step_found(-1),
            Command::FindTab(tab) => self.show_find_tab(tab),
            Command::SaveSearch => self.toggle_saved_search(),
            Command::WatchWords => self.toggle_watch_word(),
            Command::ReviewHits => self.review_hits(),
            Command::TakeFound => self.take_found(),
            Command::DismissFound => self.dismiss_found(),
            Command::OpenShared => self.open_shared_at_caret(),
            Command::EditDetails => {
                self.set_overlay(self.article_to_edit().map(Overlay::ArticleDetails));
            }
            Command::NextArticle => self.step_article(1),
            Command::PreviousArticle => self.step_article(-1),
            Command::ToggleClutter => self.toggle_clutter(),
            Command::SuggestClutter => self.with_focused(Self::ask_for_clutter),
            Command::MarkOriginal => self.with_focused(Self::toggle_original),
            Command::Exclude(why) => self.with_focused(|bench, id| bench.toggle_excluded(id, why)),
            Command::MoveArticleUp => self.move_article(-1),
            Command::MoveArticleDown => self.move_article(1),
            Command::ReplaceArticle => {
                if let Some(id) = self.article_to_edit() {
                    self.choose(Purpose::Replacement(id));
                }
            }
            Command::RemoveArticle => self.with_focused(Self::remove_article),
            Command::NewClaim => self.new_claim(),
            Command::NewClaimFromSelection => self.new_claim_from_selection(),
            Command::HighlightSelection => self.highlight_selection(),
            Command::Link(stance) => self.link_selected(stance),
            Command::MarkSilent => self.mark_silent(),
            Command::Compare => self.compare_evidence(),
            Command::Attribute => self.attribute_selected(),
            Command::AttributeAsBefore => self.attribute_as_before(),
            Command::Speakers => self.set_overlay(Some(Overlay::Speakers)),
            Command::SetVerdict => self.set_overlay(Some(Overlay::Verdict)),
            Command::SetStatus => self.set_overlay(Some(Overlay::Status)),
            Command::NextClaim => self.step_claim(true),
            Command::PreviousClaim => self.step_claim(false),
            Command::MoveClaimUp => self.move_claim(-1),
            Command::MoveClaimDown => self.move_claim(1),
            Command::NextHighlight => self.step_highlight(true),
            Command::PreviousHighlight => self.step_highlight(false),
            Command::DeleteClaim => {
                if let Some(claim) = self.selection.claim {
                    self.delete_claim(claim);
                }
            }
            Command::DeleteHighlight => {
                if let Some(highlight) = self.selection.highlight {
                    self.delete_highlight(highlight);
                }
            }
            Command::View(view) => self.show(view),
            Command::Theme(theme) => self.settings.theme = theme,
            Command::NextPane => self.step_pane(1),
            Command::PreviousPane => self.step_pane(-1),
            Command::MenuBar => self.effects.push(Effect::Focus(FocusOn::MenuBar)),
            Command::CloseColumn => self.with_focused(|bench, id| bench.columns.close(id)),
            Command::MoveColumnLeft => self.move_column(-1),
            Command::MoveColumnRight => self.move_column(1),
            Command::WidenColumn => self.columns.widen(WIDENING_FACTOR),
            Command::NarrowColumn => self.columns.widen(1.0 / WIDENING_FACTOR),
            Command::ZoomIn => zoom(&mut self.settings.window_zoom, 1),
            Command::ZoomOut => zoom(&mut self.settings.window_zoom, -1),
            Command::ZoomReset => self.settings.window_zoom = 1.0,
            Command::TextLarger => zoom(&mut self.settings.zoom, 1),
            Command::TextSmaller => zoom(&mut self.settings.zoom, -1),
            Command::TextReset => self.settings.zoom = 1.0,
            Command::ToggleArticles => self.settings.hide_articles ^= true,
            Command::ToggleClaims => self.settings.hide_claims ^= true,
            Command::Settings => self.set_overlay(Some(Overlay::Settings)),
            Command::Palette => self.toggle_overlay(Overlay::Palette),
            Command::Welcome => self.toggle_overlay(Overlay::Welcome),
            Command::Tour => self.tour(),
            Command::GettingStarted => self.read_manual(ManualPage::GettingStarted),
            Command::Manual => self.read_manual(ManualPage::Last),
            Command::Keys => self.toggle_overlay(Overlay::Keys),
            Command::Glossary => self.read_manual(ManualPage::Glossary),
            Command::About => self.toggle_overlay(Overlay::About),
        }
    }

    fn can_step_found(&self) -> (bool, &'static str) {
        let found = self.find_tab().is_some() && self.search.count() > 0;
        let can_step = self.find.is_some() || found;
        (can_step, "Search for something first")
    }

    /// Steps through the hits of the find bar if it is open, or else of the search tab.
    fn step_found(&mut self, by: isize) {
        if self.find.is_some() {
            self.step_find(by);
        } else {
            self.step_search(by);
        }
    }

    fn with_focused(&mut self, act: impl FnOnce(&mut Self, ArticleId)) {
        if let Some(article) = self.columns.focused() {
            act(self, article);
        }
    }

    fn attribute_as_before(&mut self) {
        if let Some(id) = self.selected_evidence() {
            self.attribution_intent(AttributionIntent::Repeat(id));
        }
    }

    fn toggle_overlay(&mut self, overlay: Overlay) {
        let shown = self.overlay == Some(overlay);
        self.set_overlay((!shown).then_some(overlay));
    }

    fn read_manual(&mut self, page: ManualPage) {
        self.toggle_overlay(Overlay::Manual(page));
    }

    /// Starts the tour, in the sample.
    fn tour(&mut self) {
        self.begin_tour();
        if self.tour_step().is_none() {
            self.depart(LeaveAction::Sample);
        }
    }

    fn copy_passage(&mut self) {
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

    fn can_copy_link(&self) -> (bool, &'static str) {
        if self.selection.highlight.is_none() {
            (false, "Select a highlight first")
        } else {
            let reason = "Save the project first, since the link names its file";
            (self.path().is_some(), reason)
        }
    }

    fn copy_table(&mut self) {
        let claims = self.lists.claims();
        if claims.len() > MAX_COPIED {
            let message =
                format!("More than {MAX_COPIED} rows. Filter them, or export them as CSV");
            self.notices.hint(message);
            return;
        }
        let columns = self.settings.table.shown();
        let table = export::copied_table(&self.project, self.lists.table(), claims, columns);
        let message = format!("Copied {}", counted(claims.len(), "row"));
        self.effects.push(Effect::CopyTable(table));
        self.notices.done(message, None);
    }

    fn copy(&mut self) {
        if let Some(text) = self.selected_words() {
            self.effects.push(Effect::Copy(text.to_owned()));
        }
    }

    fn step_pane(&mut self, by: isize) {
        self.show(View::Read);
        match self.columns.step_pane(by) {
            Pane::Article(article) => self.article_intent(ArticleIntent::Open(article)),
            Pane::Claims => self.effects.push(Effect::Focus(FocusOn::Claims)),
            Pane::Articles => self.effects.push(Effect::Focus(FocusOn::Articles)),
        }
    }

    fn move_column(&mut self, by: isize) {
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

/// Zooms by a tenth a step, within 0.5 and 3.
fn zoom(zoom: &mut f32, steps: i32) {
    let tenths = (*zoom * 10.0).round() as i32 + steps;
    *zoom = tenths.clamp(5, 30) as f32 / 10.0;
}
