use super::Command;
use crate::{
    export::Export,
    project::{ArticleId, Stance},
    storage::{Theme, View},
    workbench::{
        Workbench,
        editing::AttributionIntent,
        intent::{Departure, Effect, Overlay, Purpose},
        session::Session,
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
            | Command::Read
            | Command::Table
            | Command::Matrix
            | Command::Graph
            | Command::Timeline
            | Command::ThemeSystem
            | Command::ThemeLight
            | Command::ThemeDark
            | Command::NextPane
            | Command::PreviousPane
            | Command::ZoomIn
            | Command::ZoomOut
            | Command::ZoomReset
            | Command::Settings
            | Command::Palette
            | Command::Shortcuts => return Ok(()),
            Command::RecoverWork => (
                !self.left_work().is_empty(),
                "There are no unsaved changes from a crash",
            ),
            Command::ExportClaims | Command::ExportGraph => {
                (self.project().claims().len() > 0, NO_CLAIM)
            }
            Command::ExportEvidence => (
                self.project().all_evidence().len() > 0,
                "No passage is linked to a claim yet",
            ),
            Command::Undo => (
                self.history().undo_label().is_some(),
                "There is nothing to undo",
            ),
            Command::Redo => (
                self.history().redo_label().is_some(),
                "There is nothing to redo",
            ),
            Command::Copy => (self.selected_text().is_some(), "Select some text first"),
            Command::FindNext | Command::FindPrevious => {
                (self.find().is_some(), "Search for something first")
            }
            Command::EditDetails => (
                self.timeline.article_to_edit(&self.session).is_some(),
                NO_ARTICLE,
            ),
            Command::RemoveArticle
            | Command::CloseColumn
            | Command::WidenColumn
            | Command::NarrowColumn
            | Command::NextHighlight
            | Command::PreviousHighlight => (self.session.columns.focused().is_some(), NO_ARTICLE),
            Command::ToggleClutter => (
                self.session.selection.text.is_some(),
                "Put the caret in a paragraph first",
            ),
            Command::MoveArticleUp => (
                self.session.article_moved(-1).is_some(),
                "Select an article that is not the first in the list",
            ),
            Command::MoveArticleDown => (
                self.session.article_moved(1).is_some(),
                "Select an article that is not the last in the list",
            ),
            Command::NewClaimFromSelection => {
                (self.session.has_passage(), "Select a passage first")
            }
            Command::HighlightSelection => {
                let is_selected = self.session.selected_span().is_some();
                (
                    is_selected && self.session.has_passage(),
                    "Select a passage first",
                )
            }
            Command::LinkSupports | Command::LinkRefutes | Command::LinkContext => self.can_link(),
            Command::MarkSilent => self.matrix.can_mark_silent(&self.session),
            Command::Attribute => (
                self.session.evidence_to_attribute().is_some(),
                "Select a claim with evidence or a linked highlight first",
            ),
            Command::AttributeAsBefore => (
                self.session.selected_evidence().is_some() && !self.last_attribution().is_empty(),
                "Attribute one passage first, then select another",
            ),
            Command::DeleteClaim if self.project().claims().len() == 0 => (false, NO_CLAIM),
            Command::DeleteClaim | Command::SetVerdict | Command::SetStatus => (
                self.session.selection.claim.is_some(),
                "Select a claim first",
            ),
            Command::NextClaim | Command::PreviousClaim => (
                !self.lists.claims().is_empty(),
                "There is no claim in the list",
            ),
            Command::MoveClaimUp => (
                self.session.claim_moved(-1).is_some(),
                "Select a claim that is not the first",
            ),
            Command::MoveClaimDown => (
                self.session.claim_moved(1).is_some(),
                "Select a claim that is not the last",
            ),
            Command::DeleteHighlight => (
                self.session.selection.highlight.is_some(),
                "Select a highlight first",
            ),
            Command::MoveColumnLeft => (
                self.session.columns.beside(-1).is_some(),
                "There is no column further left",
            ),
            Command::MoveColumnRight => (
                self.session.columns.beside(1).is_some(),
                "There is no column further right",
            ),
        };
        if met { Ok(()) } else { Err(reason) }
    }

    fn can_link(&self) -> (bool, &'static str) {
        if self.session.selection.claim.is_none() {
            (false, "Select a claim first")
        } else {
            (
                self.session.has_passage(),
                "Select a passage or a highlight first",
            )
        }
    }

    /// The label with what would be undone or redone, and the direction of a toggle.
    #[must_use]
    pub fn label(&self, command: Command) -> String {
        let label = command.spec().label;
        let step = match command {
            Command::Undo => self.history().undo_label(),
            Command::Redo => self.history().redo_label(),
            Command::ToggleClutter if self.session.selection_is_clutter() => {
                return "Restore from page clutter".to_owned();
            }
            _ => None,
        };
        step.map_or_else(|| label.to_owned(), |step| format!("{label} {step}"))
    }

    /// Runs a command, or says why it cannot run now.
    pub(crate) fn command(&mut self, command: Command) {
        if let Err(reason) = self.enabled(command) {
            self.session.notices.hint(reason);
            return;
        }
        self.session.notices.forget_hint();
        self.session.end_typing();
        match command {
            Command::NewProject => self.leave(Departure::New),
            Command::Open => self.pick(Purpose::Open),
            Command::OpenSample => self.leave(Departure::Sample),
            Command::Save => self.save(),
            Command::SaveAs => self.pick(Purpose::Save),
            Command::RestoreBackup => self.backups.open(&mut self.session),
            Command::RecoverWork => self.set_overlay(Some(Overlay::Recovery)),
            Command::ForgetHistory => self.forget.open(&mut self.session),
            Command::AddArticles => self.pick(Purpose::Articles),
            Command::AddFolder => self.pick(Purpose::Folder),
            Command::PasteArticle => self.set_overlay(Some(Overlay::Paste)),
            Command::ExportClaims => self.export.open(Export::Claims, &mut self.session),
            Command::ExportEvidence => self.export.open(Export::Evidence, &mut self.session),
            Command::ExportGraph => self.export.open(Export::Graph, &mut self.session),
            Command::EditProject => self.set_overlay(Some(Overlay::Project)),
            Command::Quit => self.leave(Departure::Quit),
            Command::Undo => self.session.undo(),
            Command::Redo => self.session.redo(),
            Command::Copy => self.copy(),
            Command::Find => self.find.open(&mut self.session),
            Command::FindNext => self.find.step(1, &mut self.session),
            Command::FindPrevious => self.find.step(-1, &mut self.session),
            Command::EditDetails => {
                let article = self.timeline.article_to_edit(&self.session);
                self.set_overlay(article.map(Overlay::ArticleDetails));
            }
            Command::ToggleClutter => self.session.toggle_clutter(),
            Command::MoveArticleUp => self.session.move_article(-1),
            Command::MoveArticleDown => self.session.move_article(1),
            Command::RemoveArticle => self.with_focused(Session::remove_article),
            Command::NewClaim => self.session.new_claim(),
            Command::NewClaimFromSelection => self.session.new_claim_from_selection(),
            Command::HighlightSelection => self.session.highlight_selection(),
            Command::LinkSupports => self.session.link_to_selected_claim(Stance::Supports),
            Command::LinkRefutes => self.session.link_to_selected_claim(Stance::Refutes),
            Command::LinkContext => self.session.link_to_selected_claim(Stance::Context),
            Command::MarkSilent => self.matrix.toggle_silent(&mut self.session),
            Command::Attribute => self.session.attribute_selected(),
            Command::AttributeAsBefore => self.attribute_as_before(),
            Command::Speakers => self.set_overlay(Some(Overlay::Speakers)),
            Command::SetVerdict => self.set_overlay(Some(Overlay::Verdict)),
            Command::SetStatus => self.set_overlay(Some(Overlay::Status)),
            Command::NextClaim => self.session.step_claim(self.lists.claims(), true),
            Command::PreviousClaim => self.session.step_claim(self.lists.claims(), false),
            Command::MoveClaimUp => self.session.move_claim(-1),
            Command::MoveClaimDown => self.session.move_claim(1),
            Command::NextHighlight => self.session.step_highlight(true),
            Command::PreviousHighlight => self.session.step_highlight(false),
            Command::DeleteClaim => {
                if let Some(claim) = self.session.selection.claim {
                    self.session.delete_claim(claim);
                }
            }
            Command::DeleteHighlight => {
                if let Some(highlight) = self.session.selection.highlight {
                    self.session.delete_highlight(highlight);
                }
            }
            Command::Read => self.session.show(View::Read),
            Command::Table => self.session.show(View::Table),
            Command::Matrix => self.session.show(View::Matrix),
            Command::Graph => self.session.show(View::Graph),
            Command::Timeline => self.session.show(View::Timeline),
            Command::ThemeSystem => self.session.settings.theme = Theme::System,
            Command::ThemeLight => self.session.settings.theme = Theme::Light,
            Command::ThemeDark => self.session.settings.theme = Theme::Dark,
            Command::NextPane => self.session.step_pane(1),
            Command::PreviousPane => self.session.step_pane(-1),
            Command::CloseColumn => self.with_focused(|session, id| session.columns.close(id)),
            Command::MoveColumnLeft => self.move_column(-1),
            Command::MoveColumnRight => self.move_column(1),
            Command::WidenColumn => self.session.columns.widen(WIDER),
            Command::NarrowColumn => self.session.columns.widen(1.0 / WIDER),
            Command::ZoomIn => self.zoom(1),
            Command::ZoomOut => self.zoom(-1),
            Command::ZoomReset => self.session.settings.zoom = 1.0,
            Command::Settings => self.set_overlay(Some(Overlay::Settings)),
            Command::Palette => self.toggle_overlay(Overlay::Palette),
            Command::Shortcuts => self.toggle_overlay(Overlay::Shortcuts),
        }
    }

    fn with_focused(&mut self, act: impl FnOnce(&mut Session, ArticleId)) {
        if let Some(article) = self.session.columns.focused() {
            act(&mut self.session, article);
        }
    }

    fn attribute_as_before(&mut self) {
        if let Some(id) = self.session.selected_evidence() {
            let repeat = AttributionIntent::Repeat(id);
            self.attribution.handle(repeat, &mut self.session);
        }
    }

    fn toggle_overlay(&mut self, overlay: Overlay) {
        let shown = self.session.overlay == Some(overlay);
        self.set_overlay((!shown).then_some(overlay));
    }

    fn copy(&mut self) {
        if let Some(words) = self.selected_text() {
            let copy = Effect::Copy(words.to_owned());
            self.session.effect(copy);
        }
    }

    fn move_column(&mut self, by: isize) {
        let columns = &mut self.session.columns;
        let Some(article) = columns.focused() else {
            return;
        };
        let index = columns.index_of(article);
        if let Some(to) = index.and_then(|index| index.checked_add_signed(by)) {
            columns.move_to(article, to);
        }
    }

    /// Zooms the articles' text by a tenth a step, within 0.5 and 3.
    fn zoom(&mut self, steps: i32) {
        let tenths = (self.session.settings.zoom * 10.0).round() as i32 + steps;
        self.session.settings.zoom = tenths.clamp(5, 30) as f32 / 10.0;
    }
}
