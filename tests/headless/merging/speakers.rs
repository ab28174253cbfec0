//! Merging, naming and deleting speakers.

use super::{after, link, project, protect, session};
use crate::records::Recording;
use crosscheck::{
    export::Export,
    project::{Edit, Exclusion, Id, Project, ProjectEdit, Speaker, SpeakerEdit},
    workbench::{AttributionIntent, Intent, Purpose, SpeakerInput, SpeakerIntent, free_stand_in},
};

#[test]
fn a_picked_speaker_is_set_even_if_another_has_the_same_name() {
    let mut before = project(1, &["Oduya", "Marta Oduya"]);
    link(&mut before, 1, 1, 1, |_| {});
    let aliases = Speaker {
        aliases: vec!["Marta Oduya".into()],
        ..before.speaker(Id::new(1)).unwrap().clone()
    };
    before.put_speaker(aliases);
    for named in [
        SpeakerInput::Known(Id::new(2)),
        SpeakerInput::Called("marta oduya".to_owned()),
    ] {
        let set = AttributionIntent::SetSpeaker(Id::new(1), named);
        let after = after(&before, Intent::Attribution(set));
        let said_by = after.evidence(Id::new(1)).unwrap().attribution.speaker;
        assert_eq!(said_by, Some(Id::new(2)));
    }
}

#[test]
fn attributing_as_before_keeps_the_wording() {
    let mut before = project(1, &["Gladkov"]);
    link(&mut before, 1, 1, 1, |_| {});
    link(&mut before, 2, 2, 1, |piece| {
        piece.attribution.wording = "said on Telegram".to_owned();
    });
    let mut bench = session(before);
    let named = SpeakerInput::Known(Id::new(1));
    for intent in [
        AttributionIntent::SetSpeaker(Id::new(1), named),
        AttributionIntent::Repeat(Id::new(2)),
    ] {
        bench.handle(Intent::Attribution(intent));
    }
    let repeated = &bench.project().evidence(Id::new(2)).unwrap().attribution;
    assert_eq!(repeated.speaker, Some(Id::new(1)));
    assert_eq!(repeated.wording, "said on Telegram");
}

#[test]
fn a_merge_shortens_a_chain_in_which_both_are() {
    let mut before = project(1, &["Gladkov", "Gladkow", "TASS"]);
    link(&mut before, 1, 1, 1, |piece| {
        piece.attribution.speaker = Some(Id::new(1));
        piece.attribution.relayed_by = vec![Id::new(3), Id::new(2)];
    });
    let merge = SpeakerIntent::Merge(Id::new(2), Id::new(1));
    let after = after(&before, Intent::Speaker(merge));
    let attribution = &after.evidence(Id::new(1)).unwrap().attribution;
    assert_eq!(attribution.speaker, Some(Id::new(1)));
    assert_eq!(attribution.relayed_by, [Id::new(3)]);
    assert_eq!(after.speaker(Id::new(1)).unwrap().aliases, ["Gladkow"]);
}

#[test]
fn no_notice_shows_the_name_of_a_protected_source() {
    let mut before = project(0, &["Petrov", "Petroff"]);
    protect(&mut before, 1, "Source A", Some(Exclusion::Unreliable));
    for intent in [
        SpeakerIntent::Merge(Id::new(1), Id::new(2)),
        SpeakerIntent::Merge(Id::new(2), Id::new(1)),
        SpeakerIntent::Delete(Id::new(1)),
        SpeakerIntent::Add("petrov".to_owned()),
    ] {
        let mut workbench = session(before.clone());
        workbench.handle(Intent::Speaker(intent));
        let notices = workbench.notices().iter();
        let told = notices.map(|it| &*it.text).collect::<Vec<_>>().join("\n");
        assert!(!told.contains("Petro"), "{told}");
        assert!(told.contains("Source A"), "{told}");
    }
}

#[test]
fn the_suggested_name_of_an_export_contains_the_project_and_no_protected_name() {
    let mut before = project(0, &["Petrov"]);
    let suggested = |project: &Project, export| {
        session(project.clone()).suggested_name(Purpose::Export(export))
    };
    for (export, name) in [
        (Export::Claims, "test-claims.csv"),
        (Export::Evidence, "test-evidence.csv"),
        (Export::Graph, "test-graph.svg"),
    ] {
        assert_eq!(suggested(&before, export), name);
    }
    let protected = |stand_in: &str| Speaker {
        stand_in: Some(stand_in.to_owned()),
        aliases: vec!["Ivan Petrov".into()],
        ..before.speaker(Id::new(1)).unwrap().clone()
    };
    let protected = ["Source A", "Not Petrov"].map(protected);
    for (who, title, name) in [
        (0, "ivan_petrov.jpg", "Source Ajpg-claims.csv"),
        (0, "Pet\u{2764}rov", "project-claims.csv"),
        (1, "Petrov", "project-claims.csv"),
    ] {
        let who = Box::new(protected[who].clone());
        let title = ProjectEdit::SetTitle(title.to_owned());
        before
            .apply_all(vec![
                Edit::Speaker(SpeakerEdit::Set(who)),
                Edit::Project(title),
            ])
            .unwrap();
        assert_eq!(suggested(&before, Export::Claims), name);
    }
}

#[test]
fn a_merge_keeps_the_role_and_notes_of_both_speakers() {
    let mut before = project(0, &["Gladkov", "Gladkow"]);
    for (id, role) in [(1, "governor"), (2, "head of the region")] {
        let speaker = Speaker {
            role: role.to_owned(),
            notes: format!("note {id}"),
            ..before.speaker(Id::new(id)).unwrap().clone()
        };
        before.put_speaker(speaker);
    }
    let merge = SpeakerIntent::Merge(Id::new(1), Id::new(2));
    let after = after(&before, Intent::Speaker(merge));
    let kept = after.speaker(Id::new(2)).unwrap();
    assert_eq!(kept.role, "head of the region");
    assert_eq!(kept.notes, "note 2\nRole before merging: governor\nnote 1");
}

#[test]
fn an_empty_stand_in_still_hides_the_name() {
    let mut speaker = Speaker::new(Id::new(1), "Petrov".to_owned());
    speaker.stand_in = Some(" ".to_owned());
    assert_eq!(speaker.shown_name(), "Protected source");
}

#[test]
fn stand_ins_use_the_next_unused_letter() {
    assert_eq!(free_stand_in(&Project::default()), "Source A");
    let names: Vec<String> = ('A'..='Z')
        .map(|letter| format!("Source {letter}"))
        .collect();
    let names: Vec<&str> = names.iter().map(String::as_str).collect();
    assert_eq!(
        free_stand_in(&project(0, &["Source A", "Source C"])),
        "Source B"
    );
    assert_eq!(free_stand_in(&project(0, &names)), "Source 27");
}

#[test]
fn a_known_name_selects_its_speaker_and_a_new_name_creates_one() {
    let mut before = project(1, &["Gladkov"]);
    link(&mut before, 1, 1, 1, |_| {});
    let mut workbench = session(before);
    let mut set = |name: &str| {
        let set = AttributionIntent::SetSpeaker(Id::new(1), SpeakerInput::Called(name.to_owned()));
        workbench.handle(Intent::Attribution(set));
        let project = workbench.project();
        let evidence = project.evidence(Id::new(1)).unwrap();
        let names: Vec<String> = project.speakers().map(|one| one.name.clone()).collect();
        (evidence.attribution.speaker, names)
    };
    assert_eq!(
        set(" gladkov "),
        (Some(Id::new(1)), vec!["Gladkov".to_owned()])
    );
    let (speaker, names) = set("Ministry");
    assert!(speaker.is_some_and(|id| id != Id::new(1)));
    assert_eq!(names, ["Gladkov", "Ministry"]);
    assert_eq!(set("  ").0, None);
}

#[test]
fn an_alias_is_added_once_and_not_empty() {
    let mut workbench = session(project(0, &["Gladkov"]));
    for alias in [" Gladkow ", "GLADKOW", "", "  ", "gladkov"] {
        let add = SpeakerIntent::AddAlias(Id::new(1), alias.to_owned());
        workbench.handle(Intent::Speaker(add));
    }
    let speaker = workbench.project().speakers().next().unwrap();
    assert_eq!(speaker.aliases, ["Gladkow"]);
    workbench.handle(Intent::Speaker(SpeakerIntent::Add(" ".to_owned())));
    assert_eq!(workbench.project().speakers().len(), 1);
}

#[test]
fn a_deleted_speaker_is_not_suggested_again() {
    let mut before = project(1, &[]);
    link(&mut before, 1, 1, 1, |_| {});
    link(&mut before, 2, 2, 1, |_| {});
    let mut workbench = session(before);
    let set =
        AttributionIntent::SetSpeaker(Id::new(1), SpeakerInput::Called("Ministry".to_owned()));
    workbench.handle(Intent::Attribution(set));
    let ministry = workbench.project().speakers().next().unwrap().id;
    let before = workbench.attribution_before(Id::new(2));
    assert_eq!(before.and_then(|before| before.speaker), Some(ministry));
    workbench.handle(Intent::Speaker(SpeakerIntent::Delete(ministry)));
    assert_eq!(workbench.attribution_before(Id::new(2)), None);
}
