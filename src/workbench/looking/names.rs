//! The names in the articles with their spellings, suggested as aliases of speakers and of other names.

use super::grouped_rows::GroupedRows;
use crate::{
    analysis::{FoundSpelling, NameGroup, names_of_project},
    project::{Change, Edit, Names, Project, ProjectEdit, Revision},
    workbench::{Command, Effect, SpeakerIntent, Workbench, task::Worker},
};

use std::sync::Arc;

#[derive(Clone, Copy, Debug)]
pub enum NamesIntent {
    /// Selects the spelling with this index, from 0.
    Select(usize),
    /// Opens an article at the selected spelling; again, at its next occurrence.
    Open,
    /// Suggests all spellings again that were dismissed as different names.
    RestoreDismissed,
}

#[derive(Debug, Default)]
pub struct NamesSession {
    pub worker: Worker<Revision>,
    pub groups: Vec<NameGroup>,
    pub rows: GroupedRows,
    /// Index of the selected spelling, from 0.
    pub current: usize,
    /// Index of the last opened occurrence of the selected spelling.
    opened: Option<usize>,
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
    fn take(&mut self, groups: Vec<NameGroup>) {
        let selected = self.spelling(self.current).map(|(_, it)| it.name.clone());
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
            NamesIntent::RestoreDismissed => {
                let mut names = self.project.names().clone();
                names.restore_different();
                self.set_names("restore dismissed spellings", names);
            }
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

    /// The selected spelling with its group.
    fn selected_spelling(&self) -> Option<(&NameGroup, &FoundSpelling)> {
        self.names.spelling(self.names.current)
    }

    /// Whether the selected spelling is recorded with a name that is not a speaker's, and can be taken back.
    pub fn is_recorded_spelling(&self) -> bool {
        let selected = self.selected_spelling();
        selected.is_some_and(|(group, it)| group.recorded.is_some() && it.is_known)
    }

    pub(crate) fn can_take_alias(&self) -> Result<(), &'static str> {
        match self.selected_spelling() {
            None => Err("Select a spelling in the list first"),
            Some((group, it)) if group.main_spelling() == Some(&it.name) => {
                Err("This is the main spelling. Select another to record it with this one")
            }
            Some((group, spelling)) if group.speaker.is_some() && spelling.is_known => {
                Err("This spelling is already a speaker\u{2019}s name")
            }
            Some(_) => Ok(()),
        }
    }

    /// Records the selected spelling with its name, or takes it back.
    pub(crate) fn take_alias(&mut self) {
        let Some((group, spelling)) = self.selected_spelling() else {
            return;
        };
        let alias = spelling.name.clone();
        if let Some(speaker) = group.speaker {
            self.speaker_intent(SpeakerIntent::AddAlias(speaker, alias));
            return;
        }
        let main = group.main_spelling().unwrap_or_default().to_owned();
        let mut names = self.project.names().clone();
        let (label, done) = if spelling.is_known {
            names.remove_alias(&alias);
            ("remove spelling", "No longer recorded")
        } else {
            names.record(&main).aliases.push(alias.as_str().into());
            ("record spelling", "Recorded")
        };
        if self.set_names(label, names) {
            let message =
                format!("{done}: \u{201c}{alias}\u{201d} as a spelling of \u{201c}{main}\u{201d}");
            self.notices.done(message, Some(Command::Undo));
        }
    }

    pub(crate) fn can_dismiss_name(&self) -> Result<(), &'static str> {
        match self.selected_spelling() {
            Some((_, spelling)) if !spelling.is_known => Ok(()),
            Some(_) | None => Err("Select a spelling that is not recorded yet"),
        }
    }

    /// Records that the selected spelling is a different name.
    pub(crate) fn dismiss_name(&mut self) {
        let Some((group, spelling)) = self.selected_spelling() else {
            return;
        };
        let different = spelling.name.clone();
        let speaker = group.speaker.and_then(|id| self.project.speaker(id));
        let mut others = group.spellings.iter().map(|it| it.name.as_str());
        let name = match speaker {
            Some(speaker) => Some(speaker.name.as_str()),
            None => group
                .main_spelling()
                .filter(|main| *main != different)
                .or_else(|| others.find(|it| *it != different)),
        };
        let mut names = self.project.names().clone();
        let record = names.record(name.unwrap_or_default());
        record.different.push(different.as_str().into());
        if self.set_names("different name", names) {
            let message = format!("\u{201c}{different}\u{201d} is not suggested again");
            self.notices.done(message, Some(Command::Undo));
        }
    }

    fn set_names(&mut self, label: &'static str, names: Names) -> bool {
        let edit = Edit::Project(ProjectEdit::SetNames(names));
        self.commit(Change::new(label, vec![edit]))
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
        answer(&mut bench, Intent::Command(Command::DismissFound));
        assert_eq!(bench.names.rows.count, 0);
        let project = bench.project().clone();
        assert_eq!(project.names().0[0].different, ["Denna Korvast"]);
        answer(&mut bench, Intent::Names(NamesIntent::RestoreDismissed));
        assert_eq!(bench.names.rows.count, 1);
        assert!(bench.project().names().0.is_empty());
        answer(&mut bench, Intent::Command(Command::Undo));
        assert_eq!(*bench.project(), project);
    }

    #[test]
    fn a_spelling_of_a_name_without_a_speaker_is_recorded_and_taken_back_each_in_one_step() {
        let text = "In Karveth it rained, and then Karveth slept, and Qarvet, and then Carwath.";
        let mut bench = with_tab(&[text], "X");
        let go_to = |bench: &mut Workbench, name: &str| {
            let mut all = 0..bench.names.rows.count;
            let nth = all.find(|nth| bench.names.spelling(*nth).unwrap().1.name == name);
            bench.handle(Intent::Names(NamesIntent::Select(nth.unwrap())));
        };
        let message = |bench: &Workbench| bench.notices().last().unwrap().text.clone();
        go_to(&mut bench, "Karveth");
        assert!(bench.enabled(Command::TakeFound).is_err(), "the main one");
        go_to(&mut bench, "Qarvet");
        answer(&mut bench, Intent::Command(Command::TakeFound));
        let recorded = &bench.project().names().0[0];
        assert_eq!(
            (&*recorded.name, &*recorded.aliases[0]),
            ("Karveth", "Qarvet")
        );
        assert!(message(&bench).starts_with("Recorded: \u{201c}Qarvet\u{201d}"));
        assert!(bench.is_recorded_spelling());
        assert!(bench.enabled(Command::DismissFound).is_err());
        answer(&mut bench, Intent::Command(Command::TakeFound));
        assert!(bench.project().names().0.is_empty());
        assert!(message(&bench).starts_with("No longer recorded: \u{201c}Qarvet\u{201d}"));
        answer(&mut bench, Intent::Command(Command::Undo));
        assert_eq!(bench.project().names().0[0].aliases, ["Qarvet"]);
        answer(&mut bench, Intent::Command(Command::Undo));
        assert!(bench.project().names().0.is_empty());
        go_to(&mut bench, "Karveth");
        answer(&mut bench, Intent::Command(Command::DismissFound));
        assert_eq!(bench.project().names().0[0].different, ["Karveth"]);
    }
}
