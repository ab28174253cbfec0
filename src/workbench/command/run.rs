use super::Command;
use crate::{
    export::Export,
    project::{ArticleId, ClaimId, Stance},
    storage::{Theme, View},
    workbench::{
        Workbench,
        editing::AttributionIntent,
        intent::{ArticleIntent, ClaimIntent, Effect, FocusOn, Overlay},
    },
};

/// What a column's share of the width is multiplied by when it is widened by one step.
const WIDER: f32 = 1.2;

impl Workbench {
    /// Whether the command can be given now; if not, why, as a sentence for its tooltip.
    ///
    /// # Errors
    /// The reason.
    pub fn enabled(&self, command: Command) -> Result<(), &'static str> {
        let (met, reason) = match command {
            Command::Undo => (
                self.history.undo_label().is_some(),
                "There is nothing to undo",
            ),
            Command::Redo => (
                self.history.redo_label().is_some(),
                "There is nothing to redo",
            ),
            Command::RecoverWork => (
                !self.left_work().is_empty(),
                "No session that ended badly has left any work",
            ),
            Command::Copy => (self.selected_words().is_some(), "Select some text first"),
            Command::FindNext | Command::FindPrevious => {
                (self.find.is_some(), "Find something first")
            }
            Command::ExportClaims | Command::ExportGraph | Command::DeleteClaim
                if self.project.claims().len() == 0 =>
            {
                (false, "There is no claim yet")
            }
            Command::ExportEvidence => (
                self.project.all_evidence().len() > 0,
                "No passage is linked to a claim yet",
            ),
            Command::EditSource => (self.article_to_edit().is_some(), "Open an article first"),
            Command::RemoveArticle
            | Command::CloseColumn
            | Command::WidenColumn
            | Command::NarrowColumn
            | Command::NextHighlight
            | Command::PreviousHighlight => {
                (self.columns.focused().is_some(), "Open an article first")
            }
            Command::ToggleClutter => (
                self.chosen.text.is_some(),
                "Put the caret in a paragraph first",
            ),
            Command::NewClaimFromSelection => (self.has_passage(), "Select a passage first"),
            Command::HighlightSelection => {
                let is_selected = self.selected_span().is_some();
                (is_selected && self.has_passage(), "Select a passage first")
            }
            Command::LinkSupports | Command::LinkRefutes | Command::LinkContext => self.can_link(),
            _ => self.can_change_chosen(command),
        };
        if met { Ok(()) } else { Err(reason) }
    }

    /// Whether there is something chosen that the command can act on.
    fn can_change_chosen(&self, command: Command) -> (bool, &'static str) {
        match command {
            Command::NextClaim | Command::PreviousClaim => (
                !self.lists.claims().is_empty(),
                "There is no claim in the list",
            ),
            Command::DeleteClaim | Command::SetVerdict | Command::SetStatus => {
                (self.chosen.claim.is_some(), "Choose a claim first")
            }
            Command::Attribute => (
                self.evidence_to_attribute().is_some(),
                "Choose a claim that has evidence, or a linked highlight, first",
            ),
            Command::AttributeAsBefore => (
                self.chosen_evidence().is_some() && !self.last_attribution.is_empty(),
                "Say who said one piece first, then choose another",
            ),
            Command::DeleteHighlight => {
                (self.chosen.highlight.is_some(), "Choose a highlight first")
            }
            Command::MarkSilent => self.can_mark_silent(),
            _ => self.can_move(command),
        }
    }

    fn can_move(&self, command: Command) -> (bool, &'static str) {
        match command {
            Command::MoveColumnLeft => (
                self.columns.beside(-1).is_some(),
                "There is no column further left",
            ),
            Command::MoveColumnRight => (
                self.columns.beside(1).is_some(),
                "There is no column further right",
            ),
            Command::MoveClaimUp => (
                self.claim_moved(-1).is_some(),
                "Choose a claim that is not the first",
            ),
            Command::MoveClaimDown => (
                self.claim_moved(1).is_some(),
                "Choose a claim that is not the last",
            ),
            Command::MoveArticleUp => (
                self.article_moved(-1).is_some(),
                "Go to an article that is not the first of the list",
            ),
            Command::MoveArticleDown => (
                self.article_moved(1).is_some(),
                "Go to an article that is not the last of the list",
            ),
            _ => (true, ""),
        }
    }

    /// The chosen claim, and its place after a move by so many (down above zero); `None` past either end.
    fn claim_moved(&self, by: isize) -> Option<(ClaimId, usize)> {
        let claim = self.chosen.claim?;
        let place = self.project.claim_place(claim)?.checked_add_signed(by)?;
        (place < self.project.claims().len()).then_some((claim, place))
    }

    /// The same for the article that is read.
    fn article_moved(&self, by: isize) -> Option<(ArticleId, usize)> {
        let article = self.columns.focused()?;
        let place = self
            .project
            .article_place(article)?
            .checked_add_signed(by)?;
        (place < self.project.articles().len()).then_some((article, place))
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
        if self.chosen.claim.is_none() {
            (false, "Choose a claim first")
        } else {
            (
                self.has_passage(),
                "Select a passage or choose a highlight first",
            )
        }
    }

    /// The command's name as things are: what would be undone, which way a switch goes.
    #[must_use]
    pub fn label(&self, command: Command) -> String {
        let label = command.spec().label;
        match command {
            Command::Undo => with_step(label, self.history.undo_label()),
            Command::Redo => with_step(label, self.history.redo_label()),
            Command::ToggleClutter if self.selection_is_clutter() => {
                "Bring Back from Page Clutter".to_owned()
            }
            _ => label.to_owned(),
        }
    }

    /// Gives a command; where it cannot be given now, says why.
    pub(crate) fn command(&mut self, command: Command) {
        if let Err(reason) = self.enabled(command) {
            self.notices.hint(reason);
            return;
        }
        self.notices.forget_hint();
        self.end_typing();
        match command {
            Command::NewProject
            | Command::Open
            | Command::OpenSample
            | Command::Save
            | Command::SaveAs
            | Command::AddArticles
            | Command::AddFolder
            | Command::RestoreBackup
            | Command::ForgetHistory
            | Command::RecoverWork
            | Command::Quit => self.document_command(command),
            Command::PasteArticle => self.set_overlay(Some(Overlay::Paste)),
            Command::ExportClaims => self.ask_about_export(Export::Claims),
            Command::ExportEvidence => self.ask_about_export(Export::Evidence),
            Command::ExportGraph => self.ask_about_export(Export::Graph),
            Command::EditSource => {
                self.set_overlay(self.article_to_edit().map(Overlay::ArticleDetails))
            }
            Command::Settings => self.set_overlay(Some(Overlay::Settings)),
            Command::Speakers => self.set_overlay(Some(Overlay::Speakers)),
            Command::Attribute => self.attribute_chosen(),
            Command::AttributeAsBefore => {
                if let Some(id) = self.chosen_evidence() {
                    self.attribution_intent(AttributionIntent::Repeat(id));
                }
            }
            Command::ProjectRecord => self.set_overlay(Some(Overlay::Project)),
            Command::Palette => self.toggle_overlay(Overlay::Palette),
            Command::Shortcuts => self.toggle_overlay(Overlay::Shortcuts),
            Command::Undo => self.undo(),
            Command::Redo => self.redo(),
            Command::Copy => self.copy(),
            Command::Find => self.open_find(),
            Command::FindNext => self.step_find(1),
            Command::FindPrevious => self.step_find(-1),
            Command::ToggleClutter => self.toggle_clutter(),
            Command::MoveArticleUp => self.move_article(-1),
            Command::MoveArticleDown => self.move_article(1),
            Command::RemoveArticle => self
                .columns
                .focused()
                .into_iter()
                .for_each(|id| self.remove_article(id)),
            _ => self.claim_command(command),
        }
    }

    fn claim_command(&mut self, command: Command) {
        match command {
            Command::NewClaim => self.new_claim(),
            Command::NewClaimFromSelection => self.new_claim_from_selection(),
            Command::HighlightSelection => self.highlight_selection(),
            Command::LinkSupports => self.link_chosen(Stance::Supports),
            Command::LinkRefutes => self.link_chosen(Stance::Refutes),
            Command::LinkContext => self.link_chosen(Stance::Context),
            Command::MarkSilent => self.mark_silent(),
            Command::SetVerdict => self.set_overlay(Some(Overlay::Verdict)),
            Command::SetStatus => self.set_overlay(Some(Overlay::Status)),
            Command::NextClaim => self.step_claim(true),
            Command::PreviousClaim => self.step_claim(false),
            Command::MoveClaimUp => self.move_claim(-1),
            Command::MoveClaimDown => self.move_claim(1),
            Command::NextHighlight => self.step_highlight(true),
            Command::PreviousHighlight => self.step_highlight(false),
            Command::DeleteClaim => self
                .chosen
                .claim
                .into_iter()
                .for_each(|claim| self.delete_claim(claim)),
            Command::DeleteHighlight => self
                .chosen
                .highlight
                .into_iter()
                .for_each(|id| self.delete_highlight(id)),
            _ => self.view_command(command),
        }
    }

    fn view_command(&mut self, command: Command) {
        match command {
            Command::Read => self.show(View::Read),
            Command::Table => self.show(View::Table),
            Command::Graph => self.show(View::Graph),
            Command::Matrix => self.show(View::Matrix),
            Command::Timeline => self.show(View::Timeline),
            Command::ThemeSystem => self.settings.theme = Theme::System,
            Command::ThemeLight => self.settings.theme = Theme::Light,
            Command::ThemeDark => self.settings.theme = Theme::Dark,
            Command::NextPane => self.step_pane(1),
            Command::PreviousPane => self.step_pane(-1),
            Command::CloseColumn => self
                .columns
                .focused()
                .into_iter()
                .for_each(|article| self.columns.close(article)),
            Command::MoveColumnLeft => self.move_column(-1),
            Command::MoveColumnRight => self.move_column(1),
            Command::WidenColumn => self.columns.widen(WIDER),
            Command::NarrowColumn => self.columns.widen(1.0 / WIDER),
            Command::ZoomIn => self.zoom(1),
            Command::ZoomOut => self.zoom(-1),
            Command::ZoomReset => self.settings.zoom = 1.0,
            _ => {}
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

    /// Goes round: the columns from left to right, then the claims.
    fn step_pane(&mut self, by: isize) {
        self.show(View::Read);
        let columns = self.columns.open_columns();
        let next = match (self.columns.beside(by), by > 0) {
            (Some(article), _) if !self.in_claims => Some(article),
            _ if !self.in_claims => None,
            (_, true) => columns.first().map(|column| column.article),
            (_, false) => columns.last().map(|column| column.article),
        };
        self.in_claims = next.is_none();
        match next {
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

    /// Zooms the articles' text by a tenth a step, between half and three times its size.
    fn zoom(&mut self, steps: i32) {
        let tenths = (self.settings.zoom * 10.0).round() as i32 + steps;
        self.settings.zoom = tenths.clamp(5, 30) as f32 / 10.0;
    }
}

fn with_step(label: &str, step: Option<&str>) -> String {
    step.map_or_else(|| label.to_owned(), |step| format!("{label} {step}"))
}
