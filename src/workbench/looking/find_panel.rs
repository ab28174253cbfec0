use crate::{
    storage::FindTab,
    workbench::{Effect, FocusOn, Workbench},
};

#[derive(Clone, Copy, Debug)]
pub enum FindPanelIntent {
    Close,
    /// Docks the panel beside the articles, or below them.
    Dock {
        beside: bool,
    },
}

impl Workbench {
    /// The visible tab of the Find panel, if the panel is open.
    pub fn find_tab(&self) -> Option<FindTab> {
        self.find_panel_is_open.then_some(self.settings.find_tab)
    }

    pub(crate) fn find_panel_intent(&mut self, intent: FindPanelIntent) {
        match intent {
            FindPanelIntent::Close => {
                self.find_panel_is_open = false;
                self.search.ask_anew();
                self.amounts.close();
                self.names.close();
                // The keyboard returns to the text, where the last hit stays selected.
                let focused = self.columns.focused().map(FocusOn::Article);
                self.effects.extend(focused.map(Effect::Focus));
            }
            FindPanelIntent::Dock { beside } => self.settings.find_beside = beside,
        }
    }

    /// Whether the selection in the panel can become a value or an alias. The text says why not.
    pub(crate) fn can_take_found(&self) -> Result<(), &'static str> {
        match self.find_tab() {
            Some(FindTab::Amounts) => self.can_take_value(),
            Some(FindTab::Names) => self.can_take_alias(),
            Some(FindTab::Search | FindTab::Shared | FindTab::Similar) | None => Err(
                "Select a number in the list of numbers and dates, or a spelling in the list of names first",
            ),
        }
    }

    pub(crate) fn take_found(&mut self) {
        match self.find_tab() {
            Some(FindTab::Amounts) => self.take_value(),
            Some(FindTab::Names) => self.take_alias(),
            Some(FindTab::Search | FindTab::Shared | FindTab::Similar) | None => {}
        }
    }

    pub(crate) fn can_dismiss_found(&self) -> Result<(), &'static str> {
        match self.find_tab() {
            Some(FindTab::Names) => self.can_dismiss_name(),
            Some(FindTab::Similar) => self.can_dismiss_similar(),
            Some(FindTab::Search) => self.can_remove_kept_search(),
            Some(FindTab::Shared | FindTab::Amounts) | None => Err(
                "Select a spelling in the list of names, or a passage in the list of similar passages first",
            ),
        }
    }

    pub(crate) fn dismiss_found(&mut self) {
        match self.find_tab() {
            Some(FindTab::Names) => self.dismiss_name(),
            Some(FindTab::Similar) => self.dismiss_similar(),
            Some(FindTab::Search) => self.remove_kept_search(),
            Some(FindTab::Shared | FindTab::Amounts) | None => {}
        }
    }

    pub(crate) fn show_find_tab(&mut self, tab: FindTab) {
        self.find_panel_is_open = true;
        self.settings.find_tab = tab;
        match tab {
            FindTab::Search => self.effects.push(Effect::Focus(FocusOn::Search)),
            FindTab::Shared | FindTab::Amounts | FindTab::Names | FindTab::Similar => {
                self.effects.push(Effect::Focus(FocusOn::FindList(tab)));
            }
        }
    }
}
