//! The names in the articles with their spellings, suggested as aliases of speakers.

use super::grouped_rows::GroupedRows;
use crate::{
    analysis::{FoundSpelling, NameGroup, names_of_project},
    project::{Project, Revision, SpeakerId},
    workbench::{Effect, SpeakerIntent, Workbench, task::Worker},
};

use std::{collections::BTreeSet, sync::Arc};

#[derive(Clone, Copy, Debug)]
pub enum NamesIntent {
    /// Selects the spelling with this index, from 0.
    Select(usize),
    /// Opens an article at the selected spelling; again, at its next occurrence.
    Open,
}

/// A spelling that was dismissed for this speaker, or for the name if it is not a speaker's.
type Dismissed = (Option<SpeakerId>, String);

#[derive(Debug, Default)]
pub struct NamesSession {
    pub worker: Worker<Revision>,
    /// Groups without dismissed spellings.
    pub groups: Vec<NameGroup>,
    pub rows: GroupedRows,
    /// Index of the selected spelling, from 0.
    pub current: usize,
    /// Index of the last opened occurrence of the selected spelling.
    opened: Option<usize>,
    /// Dismissed until the project is reopened.
    dismissed: BTreeSet<Dismissed>,
}

impl NamesSession {
    /// Index of the shown occurrence of a spelling.
    pub fn shown_occurrence(&self, nth: usize) -> usize {
        let opened = self.opened.filter(|_| nth == self.current);
        opened.unwrap_or(0)
    }

    /// A spelling with its group.
    pub fn spelling(&self, nth: usize) -> Option<(&NameGroup, &FoundSpelling)> {
        let (group, within) = self.rows.place(nth)?;
        let group = self.groups.get(group)?;
        Some((group, group.spellings.get(within)?))
    }

    /// Requests the names if the project has changed since the last request.
    pub(crate) fn follow(&mut self, project: &Arc<Project>, revision: Revision) -> Option<Effect> {
        let project = Arc::clone(project);
        self.worker.ask(
            "names",
            revision,
            move |progress| names_of_project(&project, &|| progress.is_cancelled()),
            |bench| &mut bench.names.worker,
            |bench, groups| match groups {
                Some(groups) => bench.names.take(groups),
                None => bench.notices.error(
                    "The names could not be listed; close the panel and open it to try again",
                ),
            },
        )
    }

    pub(crate) fn close(&mut self) {
        self.worker.cancel();
    }

    /// Lists the results. The selected spelling stays selected if it still exists.
    fn take(&mut self, mut groups: Vec<NameGroup>) {
        let selected = self.spelling(self.current).map(|(_, it)| it.name.clone());
        for group in &mut groups {
            let speaker = group.speaker;
            let is_kept =
                |it: &FoundSpelling| !self.dismissed.contains(&(speaker, it.name.clone()));
            group.spellings.retain(is_kept);
        }
        groups.retain(|group| {
            let is_offered = group.spellings.iter().any(|it| !it.is_known);
            is_offered && (group.speaker.is_some() || group.spellings.len() > 1)
        });
        self.rows = GroupedRows::of(groups.iter().map(|group| group.spellings.len()));
        self.groups = groups;
        let mut spellings = self.groups.iter().flat_map(|group| &group.spellings);
        let index = selected.and_then(|name| spellings.position(|it| it.name == name));
        // After an accepted or dismissed spelling, the next one is selected.
        let last = self.rows.count.saturating_sub(1);
        self.current = index.unwrap_or(self.current.min(last));
        self.opened = None;
    }
}

impl Workbench {
    pub(crate) fn names_intent(&mut self, intent: NamesIntent) {
        let names = &mut self.names;
        match intent {
            NamesIntent::Select(nth) => {
                if names.spelling(nth).is_some() && nth != names.current {
                    names.current = nth;
                    names.opened = None;
                }
            }
            NamesIntent::Open => self.open_name(),
        }
    }

    /// Opens the next occurrence of the selected spelling.
    fn open_name(&mut self) {
        let Some((_, spelling)) = self.names.spelling(self.names.current) else {
            return;
        };
        let next = self.names.opened.map_or(0, |opened| opened + 1);
        let next = next % spelling.places.len().max(1);
        if let Some((article, span)) = spelling.places.get(next).copied() {
            self.names.opened = Some(next);
            self.open_passage(article, span);
        }
    }

    pub(crate) fn can_take_alias(&self) -> Result<(), &'static str> {
        match self.names.spelling(self.names.current) {
            None => Err("Select a spelling in the list first"),
            Some((_, spelling)) if spelling.is_known => {
                Err("This spelling is already a speaker\u{2019}s name")
            }
            Some((group, _)) if group.speaker.is_none() => {
                Err("No speaker has this name. If it is a speaker\u{2019}s, add the speaker first")
            }
            Some(_) => Ok(()),
        }
    }

    pub(crate) fn take_alias(&mut self) {
        if let Some((group, spelling)) = self.names.spelling(self.names.current)
            && let Some(speaker) = group.speaker
        {
            let alias = spelling.name.clone();
            self.speaker_intent(SpeakerIntent::AddAlias(speaker, alias));
        }
    }

    pub(crate) fn can_dismiss_name(&self) -> Result<(), &'static str> {
        match self.names.spelling(self.names.current) {
            Some((_, spelling)) if !spelling.is_known => Ok(()),
            Some(_) | None => Err("Select a spelling that is not a speaker\u{2019}s name yet"),
        }
    }

    /// Hides a spelling until the project is reopened.
    pub(crate) fn dismiss_name(&mut self) {
        if let Some((group, spelling)) = self.names.spelling(self.names.current) {
            let dismissed = (group.speaker, spelling.name.clone());
            let message = format!(
                "\u{201c}{}\u{201d} is not suggested again until the project is reopened",
                spelling.name
            );
            self.names.dismissed.insert(dismissed);
            let groups = std::mem::take(&mut self.names.groups);
            self.names.take(groups);
            self.notices.done(message, None);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        storage::{FindTab, Settings},
        workbench::{Command, Intent},
    };

    /// Handles an intent, and runs its tasks.
    fn answer(bench: &mut Workbench, intent: Intent) {
        for effect in bench.handle(intent) {
            if let Effect::Run(task) = effect {
                bench.handle(task.run());
            }
        }
    }

    fn with_tab(texts: &[&str], speaker: &str) -> Workbench {
        let mut bench = Workbench::new(Settings::default());
        for text in texts {
            bench.add_pasted(text);
        }
        bench.handle(Intent::Speaker(SpeakerIntent::Add(speaker.to_owned())));
        answer(
            &mut bench,
            Intent::Command(Command::FindTab(FindTab::Names)),
        );
        bench
    }

    const TEXT: &str = "We met Denna Korvast, and Denna Korvast left.";

    #[test]
    fn a_spelling_becomes_an_alias_in_one_step_and_leaves_the_list() {
        let mut bench = with_tab(&[TEXT], "Denna Corvast");
        assert_eq!(bench.names.rows.count, 1);
        bench.handle(Intent::Names(NamesIntent::Open));
        assert_eq!(bench.selected_words(), Some("Denna Korvast"));
        answer(&mut bench, Intent::Command(Command::TakeFound));
        let aliases = |bench: &Workbench| bench.project().speakers().next().unwrap().aliases.len();
        assert_eq!((aliases(&bench), bench.names.rows.count), (1, 0));
        answer(&mut bench, Intent::Command(Command::Undo));
        assert_eq!((aliases(&bench), bench.names.rows.count), (0, 1));
    }

    #[test]
    fn a_dismissed_spelling_is_not_suggested_again() {
        let mut bench = with_tab(&[TEXT], "Denna Corvast");
        bench.handle(Intent::Command(Command::DismissFound));
        assert_eq!(bench.names.rows.count, 0);
        answer(&mut bench, Intent::SetTitle("Mill".to_owned()));
        assert_eq!(bench.names.rows.count, 0);
    }

    #[test]
    fn a_name_without_a_speaker_is_not_made_an_alias() {
        let bench = with_tab(
            &["In Karveth it rained, and then Karveth slept, and Qarvet."],
            "X",
        );
        assert_eq!(bench.names.rows.count, 2);
        assert!(bench.enabled(Command::TakeFound).is_err());
    }
}
