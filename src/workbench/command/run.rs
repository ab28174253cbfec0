use super::Command;
use crate::{
    analysis::TimelineEvent,
    project::{ArticleId, ClaimId},
    storage::View,
    workbench::{
        Workbench,
        document::{Departure, Purpose},
        editing::{ArticleIntent, AttributionIntent, ClaimIntent},
        intent::{Effect, FocusOn, Overlay},
    },
};

/// Factor of one step of widening a column.
const WIDER: f32 = 1.2;

const NO_CLAIM: &str = "There is no claim yet";
const NO_ARTICLE: &str = "Open an article first";

impl Workbench {
    /// Whether the command can run now; if not, why, as a sentence for its tooltip.
    ///
    /// # Errors
    /// The reason.
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
            | Command::PasteArticle
            | Command::EditProject
            | Command::Quit
            | Command::Find
            | Command::NewClaim
            | Command::Speakers
            | Command::View(_)
            | Command::Theme(_)
            | Command::NextPane
            | Command::PreviousPane
            | Command::ZoomIn
            | Command::ZoomOut
            | Command::ZoomReset
            | Command::Settings
            | Command::Palette
            | Command::Shortcuts
            | Command::Manual => return Ok(()),
            Command::RecoverWork => (
                !self.left_work().is_empty(),
                "There are no unsaved changes from a crash",
            ),
            Command::AddedArticles => (
                self.added_articles().next().is_some(),
                "No article has been added since the project was opened",
            ),
            Command::Export(export) => {
                let missing = (export.format().missing)(&self.project);
                return missing.map_or(Ok(()), Err);
            }
            Command::Undo => (
                self.history.undo_label().is_some(),
                "There is nothing to undo",
            ),
            Command::Redo => (
                self.history.redo_label().is_some(),
                "There is nothing to redo",
            ),
            Command::Copy => (self.selected_words().is_some(), "Select some text first"),
            Command::FindNext | Command::FindPrevious => {
                (self.find.is_some(), "Search for something first")
            }
            Command::EditDetails => (self.article_to_edit().is_some(), NO_ARTICLE),
            Command::RemoveArticle
            | Command::CloseColumn
            | Command::WidenColumn
            | Command::NarrowColumn
            | Command::NextHighlight
            | Command::PreviousHighlight => (self.columns.focused().is_some(), NO_ARTICLE),
            Command::ToggleClutter => (
                self.selection.text.is_some(),
                "Put the caret in a paragraph first",
            ),
            Command::MoveArticleUp => (
                self.article_moved(-1).is_some(),
                "Select an article that is not the first in the list",
            ),
            Command::MoveArticleDown => (
                self.article_moved(1).is_some(),
                "Select an article that is not the last in the list",
            ),
            Command::NewClaimFromSelection => (self.has_passage(), "Select a passage first"),
            Command::HighlightSelection => {
                let is_selected = self.selected_span().is_some();
                (is_selected && self.has_passage(), "Select a passage first")
            }
            Command::Link(_) => self.can_link(),
            Command::MarkSilent => self.can_mark_silent(),
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
            Command::DeleteClaim | Command::SetVerdict | Command::SetStatus => {
                (self.selection.claim.is_some(), "Select a claim first")
            }
            Command::NextClaim | Command::PreviousClaim => (
                !self.lists.claims().is_empty(),
                "There is no claim in the list",
            ),
            Command::MoveClaimUp => (
                self.claim_moved(-1).is_some(),
                "Select a claim that is not the first",
            ),
            Command::MoveClaimDown => (
                self.claim_moved(1).is_some(),
                "Select a claim that is not the last",
            ),
            Command::DeleteHighlight => (
                self.selection.highlight.is_some(),
                "Select a highlight first",
            ),
            Command::MoveColumnLeft => (
                self.columns.beside(-1).is_some(),
                "There is no column further left",
            ),
            Command::MoveColumnRight => (
                self.columns.beside(1).is_some(),
                "There is no column further right",
            ),
        };
        if met { Ok(()) } else { Err(reason) }
    }

    /// The selected claim and its index after a move (down is positive); `None` past either end.
    fn claim_moved(&self, by: isize) -> Option<(ClaimId, usize)> {
        let claim = self.selection.claim?;
        let place = self.project.claim_place(claim)?.checked_add_signed(by)?;
        (place < self.project.claims().len()).then_some((claim, place))
    }

    /// The focused article and its index after a move, likewise.
    fn article_moved(&self, by: isize) -> Option<(ArticleId, usize)> {
        let article = self.columns.focused()?;
        let place = self
            .project
            .article_place(article)?
            .checked_add_signed(by)?;
        (place < self.project.articles().len()).then_some((article, place))
    }

    /// The article for [`Command::EditDetails`]: that of the selected mark on the timeline, otherwise the focused article.
    fn article_to_edit(&self) -> Option<ArticleId> {
        let mark = self.selected_mark().filter(|_| self.view == View::Timeline);
        match mark.map(|mark| mark.what) {
            Some(TimelineEvent::Published(article)) => Some(article),
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

    /// The label with what would be undone or redone, and the direction of a toggle.
    #[must_use]
    pub fn label(&self, command: Command) -> String {
        let label = command.spec().label;
        if command == Command::ToggleClutter && self.selection_is_clutter() {
            return "Restore from page clutter".to_owned();
        }
        let undoes = (command == Command::Undo).then(|| self.history.undo_label());
        let redoes = (command == Command::Redo).then(|| self.history.redo_label());
        let step = undoes.or(redoes).flatten();
        step.map_or_else(|| label.to_owned(), |step| format!("{label} {step}"))
    }

    /// Runs a command, or says why it cannot run now.
    pub(crate) fn command(&mut self, command: Command) {
        if let Err(reason) = self.enabled(command) {
            self.notices.hint(reason);
            return;
        }
        self.notices.forget_hint();
        self.end_typing();
        match command {
            Command::NewProject => self.depart(Departure::New),
            Command::Open => self.choose(Purpose::Open),
            Command::OpenSample => self.depart(Departure::Sample),
            Command::Save => self.save(),
            Command::SaveAs => self.choose(Purpose::Save),
            Command::RestoreBackup => self.show_backups(),
            Command::RecoverWork => self.set_overlay(Some(Overlay::Recovery)),
            Command::ForgetHistory => self.ask_about_past(),
            Command::AddArticles => self.choose(Purpose::Articles),
            Command::AddFolder => self.choose(Purpose::Folder),
            Command::PasteArticle => self.set_overlay(Some(Overlay::Paste)),
            Command::AddedArticles => self.set_overlay(Some(Overlay::AddedArticles)),
            Command::Export(export) => self.ask_about_export(export),
            Command::EditProject => self.set_overlay(Some(Overlay::Project)),
            Command::Quit => self.depart(Departure::Quit),
            Command::Undo => self.undo(),
            Command::Redo => self.redo(),
            Command::Copy => self.copy(),
            Command::Find => self.open_find(),
            Command::FindNext => self.step_find(1),
            Command::FindPrevious => self.step_find(-1),
            Command::EditDetails => {
                self.set_overlay(self.article_to_edit().map(Overlay::ArticleDetails));
            }
            Command::ToggleClutter => self.toggle_clutter(),
            Command::MoveArticleUp => self.move_article(-1),
            Command::MoveArticleDown => self.move_article(1),
            Command::RemoveArticle => self.with_focused(Self::remove_article),
            Command::NewClaim => self.new_claim(),
            Command::NewClaimFromSelection => self.new_claim_from_selection(),
            Command::HighlightSelection => self.highlight_selection(),
            Command::Link(stance) => self.link_selected(stance),
            Command::MarkSilent => self.mark_silent(),
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
            Command::CloseColumn => self.with_focused(|bench, id| bench.columns.close(id)),
            Command::MoveColumnLeft => self.move_column(-1),
            Command::MoveColumnRight => self.move_column(1),
            Command::WidenColumn => self.columns.widen(WIDER),
            Command::NarrowColumn => self.columns.widen(1.0 / WIDER),
            Command::ZoomIn => self.zoom(1),
            Command::ZoomOut => self.zoom(-1),
            Command::ZoomReset => self.settings.zoom = 1.0,
            Command::Settings => self.set_overlay(Some(Overlay::Settings)),
            Command::Palette => self.toggle_overlay(Overlay::Palette),
            Command::Shortcuts => self.toggle_overlay(Overlay::Shortcuts),
            Command::Manual => self.toggle_overlay(Overlay::Manual),
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

    fn copy(&mut self) {
        if let Some(words) = self.selected_words() {
            self.effects.push(Effect::Copy(words.to_owned()));
        }
    }

    fn step_pane(&mut self, by: isize) {
        self.show(View::Read);
        match self.columns.step_pane(by) {
            Some(article) => self.article_intent(ArticleIntent::Open(article)),
            None => self.effects.push(Effect::Focus(FocusOn::Claims)),
        }
    }

    fn move_column(&mut self, by: isize) {
        let Some(article) = self.columns.focused() else {
            return;
        };
        if let Some(to) = self
            .columns
            .place(article)
            .and_then(|place| place.checked_add_signed(by))
        {
            self.columns.move_to(article, to);
        }
    }

    /// Zooms the articles' text by a tenth a step, within 0.5 and 3.
    fn zoom(&mut self, steps: i32) {
        let tenths = (self.settings.zoom * 10.0).round() as i32 + steps;
        self.settings.zoom = tenths.clamp(5, 30) as f32 / 10.0;
    }
}
