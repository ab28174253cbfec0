//! The names in the articles with their spellings, recording a spelling, and searching for all of them.

use super::{desk::Desk, sample};
use crosscheck::{storage::FindTab, workbench::Command, workbench::Intent};

impl Desk {
    fn open_names(&mut self) {
        self.ask(Intent::Command(Command::FindTab(FindTab::Names)));
        self.wait_for_names();
    }

    fn wait_for_names(&mut self) {
        self.wait_settled(|bench| !bench.names.worker.is_running());
    }

    /// The spellings in the group of this name.
    fn spellings_of(&self, name: &str) -> Vec<String> {
        let mut groups = self.bench().names.groups.iter();
        let group = groups.find(|group| group.spellings.iter().any(|it| it.name == name));
        let spellings = group.map(|it| it.spellings.iter().map(|it| it.name.clone()));
        spellings.into_iter().flatten().collect()
    }

    /// Moves down the list to this spelling.
    fn go_to_spelling(&mut self, name: &str) {
        self.keys("Home");
        for _ in 0..self.bench().names.rows.count {
            let names = &self.bench().names;
            if names
                .spelling(names.current)
                .is_some_and(|(_, it)| it.name == name)
            {
                return;
            }
            self.keys("Down");
        }
        panic!("{name} is not in the list");
    }
}

#[test]
fn the_spellings_of_one_town_are_found_in_the_sample() {
    let mut desk = sample();
    desk.open_names();
    let town = desk.spellings_of("Karveth");
    for spelling in ["Qarvet", "\u{643}\u{627}\u{631}\u{641}\u{64a}\u{62a}"] {
        assert!(
            town.iter().any(|it| it == spelling),
            "{spelling} in {town:?}"
        );
    }
    desk.go_to_spelling("Qarvet");
    desk.keys("Enter");
    assert_eq!(desk.bench().selected_words(), Some("Qarvet"));
}

#[test]
fn one_spelling_becomes_an_alias_and_another_is_dismissed() {
    let mut desk = sample();
    desk.open_names();
    desk.go_to_spelling("Corvast");
    let aliases = |desk: &Desk| {
        let mut speakers = desk.project().speakers();
        let speaker = speakers.find(|it| it.name == "Denna Corvast").unwrap();
        speaker.aliases.iter().any(|alias| alias == "Corvast")
    };
    desk.keys("T");
    desk.wait_for_names();
    assert!(aliases(&desk));
    desk.undo();
    desk.wait_for_names();
    assert!(!aliases(&desk), "one step of undo");
    desk.go_to_spelling("Corvast");
    desk.button("Different name");
    desk.wait_for_names();
    assert!(!desk.spellings_of("Corvast").contains(&"Corvast".to_owned()));
}

#[test]
fn a_spelling_of_the_town_is_recorded_and_the_search_offers_it() {
    let mut desk = sample();
    desk.open_names();
    desk.go_to_spelling("Qarvet");
    desk.keys("T");
    desk.wait_for_names();
    assert!(desk.shows("Recorded: \u{201c}Qarvet\u{201d}"));
    assert!(desk.shows("Karveth, recorded"));
    desk.keys("Cmd+Shift+F");
    desk.type_text("karveth");
    desk.wait_settled(|bench| !bench.search.worker.is_running());
    let hits = desk.bench().search.count();
    desk.button("Also search Qarvet");
    desk.wait_settled(|bench| !bench.search.worker.is_running());
    let search = &desk.bench().search;
    assert_eq!(search.typed, "karveth OR Qarvet");
    assert!(search.count() > hits, "{} of {hits}", search.count());
    desk.undo();
    assert!(desk.project().names().0.is_empty(), "one step of undo");
}
