//! The recorded spellings of a name that a query asks for.

use super::query::words_alone;
use crate::{
    project::{NameRecord, Project, Speaker},
    text::folded,
};

use std::collections::BTreeSet;

/// The other spellings of a name if the words of the query are one of its spellings, as recorded with speakers and
/// other names. None for a protected speaker, whose name is not to be shown.
pub fn other_spellings(project: &Project, typed: &str) -> Vec<String> {
    let Some((words, _)) = words_alone(typed) else {
        return Vec::new();
    };
    let asked = folded(&words);
    let has_it = |spelling: &str| !asked.is_empty() && folded(spelling) == asked;
    let speakers = project.speakers().filter(|it| it.stand_in.is_none());
    let of_speakers = speakers.filter(|it| !it.aliases.is_empty() && it.spellings().any(has_it));
    let of_names = project.names().0.iter();
    let of_names = of_names.filter(|it| it.spellings().any(has_it));
    let spellings = of_speakers
        .flat_map(Speaker::spellings)
        .chain(of_names.flat_map(NameRecord::spellings));
    let mut seen = BTreeSet::from([asked.clone()]);
    let others = spellings.filter(|it| !it.trim().is_empty() && seen.insert(folded(it)));
    others.map(str::to_owned).collect()
}

/// The query with its words or any of the other spellings: `Karveth outlet:Post` becomes
/// `Karveth OR Qarvet outlet:Post`.
pub fn with_spellings(typed: &str, others: &[String]) -> Option<String> {
    let (words, filters) = words_alone(typed)?;
    let quoted = |spelling: &str| {
        if spelling.chars().all(char::is_alphanumeric) {
            return spelling.to_owned();
        }
        format!("\"{}\"", spelling.replace('"', ""))
    };
    let spellings: Vec<String> = std::iter::once(words.as_str())
        .chain(others.iter().map(String::as_str))
        .map(quoted)
        .collect();
    let alternatives = spellings.join(" OR ");
    let parts: Vec<&str> = std::iter::once(alternatives.as_str())
        .chain(filters)
        .collect();
    Some(parts.join(" "))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::project::{Edit, Names, ProjectEdit, SpeakerEdit, SpeakerId};

    fn project(stand_in: Option<&str>) -> Project {
        let speaker = Speaker {
            aliases: vec!["Denna Korvast".into(), "\u{414}енна".into()],
            stand_in: stand_in.map(str::to_owned),
            ..Speaker::new(SpeakerId::new(1), "Denna Corvast".to_owned())
        };
        let speaker = Box::new(speaker);
        let town = NameRecord {
            name: "Karveth".into(),
            aliases: vec!["Qarvet".into(), "karvet\u{301}h".into(), "Карвет".into()],
            different: vec!["Carwath".into()],
        };
        let mut project = Project::default();
        let edits = vec![
            Edit::Speaker(SpeakerEdit::Add { at: 0, speaker }),
            Edit::Project(ProjectEdit::SetNames(Names(vec![town]))),
        ];
        project.apply_all(edits).unwrap();
        project
    }

    #[track_caller]
    fn check(typed: &str, expected: Option<&str>) {
        let others = other_spellings(&project(None), typed);
        let query = with_spellings(typed, &others).filter(|_| !others.is_empty());
        assert_eq!(query.as_deref(), expected, "{typed}");
    }

    #[test]
    fn a_query_for_one_spelling_is_extended_to_the_others() {
        check("Karveth", Some("Karveth OR Qarvet OR Карвет"));
        check(
            "карвет outlet:Post",
            Some("карвет OR Karveth OR Qarvet outlet:Post"),
        );
        let person = "\"denna corvast\" OR \"Denna Korvast\" OR \u{414}енна";
        check("denna  corvast", Some(person));
        check("\"denna corvast\"", Some(person));
    }

    #[test]
    fn a_query_that_is_no_spelling_has_no_others() {
        for typed in [
            "",
            "Karveth dam",
            "Carwath",
            "/Karveth/",
            "Karveth OR Qarvet",
            "outlet:Karveth",
            "\u{301}",
        ] {
            check(typed, None);
        }
    }

    #[test]
    fn the_spellings_of_a_protected_speaker_are_not_offered() {
        let project = project(Some("Source A"));
        assert!(other_spellings(&project, "Denna Corvast").is_empty());
        assert_eq!(other_spellings(&project, "Qarvet"), ["Karveth", "Карвет"]);
    }
}
