//! Each hit of a protected name names its place, and is decided in one of three ways.

use super::leaks::{check_public, leaks, settings, written};
use super::{anna, sample, set, text, undecided, with_notes};
use crate::records::Recording;
use crosscheck::{
    export::{Audience, Export, ExportError, NameDecision, NameDecisions, protected_hits},
    project::{ClaimField, Edit, EvidenceEdit, Search, Speaker, SpeakerId},
};

#[test]
fn every_cell_is_searched_and_each_hit_names_its_place() {
    let mut project = sample();
    let claim = project.first_claim();
    let second = project.evidence_of(claim).nth(1).unwrap().id;
    let name = || "ANNA KRU\u{308}GER".to_owned();
    let search = Search {
        sought: "a call".to_owned(),
        place: name(),
        date: String::new(),
    };
    project
        .apply_all(vec![
            set(claim, ClaimField::Statement(name())),
            set(claim, ClaimField::Justification(name())),
            set(claim, ClaimField::Notes(name())),
            set(claim, ClaimField::Made(name())),
            set(claim, ClaimField::FirstAppearance(name())),
            set(claim, ClaimField::Tags([name().into()].into())),
            set(claim, ClaimField::Searches(vec![search])),
            set(claim, ClaimField::Reply(name())),
            Edit::Evidence(EvidenceEdit::SetNote {
                id: second,
                note: name(),
            }),
        ])
        .unwrap();
    let cells = |export| -> Vec<String> {
        let hits = undecided(&project, export);
        hits.into_iter().map(|hit| hit.place).collect()
    };
    let columns = [
        "claim",
        "justification",
        "made",
        "first_appearance",
        "tags",
        "searches",
        "reply",
        "notes",
    ];
    let expected = columns.map(|column| format!("claim 1, {column}"));
    assert_eq!(cells(Export::Claims), expected);
    let of_evidence = cells(Export::Evidence);
    assert_eq!(of_evidence[0], "claim 1, evidence 1, claim");
    assert!(of_evidence.contains(&"claim 1, evidence 2, note".to_owned()));
}

#[test]
fn names_in_addresses_and_file_names_are_found() {
    let all = [
        "https://mill.example/staff/anna-kruger/",
        "anna_krüger.jpg",
        "?q=anna+kruger&p=2",
        "Anna%20Kr%C3%BCger",
        "anna%2Dkr%C3%BCger",
        "u=https%3A%2F%2Fx%2FAnna%2520Kr%25C3%25BCger",
        "@AnnaKruger",
        "An\u{61c}na\u{180e}Krüger",
        "anna.kruger@mill.example",
    ];
    for spelled in all {
        let project = with_notes(spelled);
        let hits = undecided(&project, Export::Claims);
        assert_eq!(hits.len(), 1, "{spelled}");
        assert_eq!(hits[0].place, "claim 1, notes");
        assert!(hits[0].can_replace);
        let mut decisions = NameDecisions::default();
        decisions.decide(hits[0].cell, Some(NameDecision::UseStandIns));
        let public = text(&project, Export::Claims, &Audience::Public(decisions));
        assert!(!public.contains(spelled), "{spelled}");
        assert_eq!(leaks(&project, &public), [] as [&str; 0], "{spelled}");
    }
    check_public(
        &with_notes(&all.join(" \n")),
        &NameDecisions::stand_ins_everywhere(),
    );
}

#[test]
fn the_context_of_a_hit_holds_no_name() {
    let notes = "Krueger phoned at noon; then\n«Anna\u{a0}Krüger» said that Annabel Kruegers knew, says Krueger";
    let project = with_notes(notes);
    let hits = undecided(&project, Export::Claims);
    let shown: Vec<String> = hits
        .iter()
        .map(|hit| format!("{}[{}]{}", hit.before, hit.stand_in, hit.after))
        .collect();
    assert_eq!(shown.len(), 4);
    assert_eq!(
        shown[1],
        "Source A phoned at noon; then «[Source A]» said that Annabel Source A knew, says Source A"
    );
    for shown in shown {
        assert_eq!(leaks(&project, &shown), [] as [&str; 0], "{shown}");
    }
    let words: Vec<Option<&str>> = hits.iter().map(|hit| hit.word.as_deref()).collect();
    assert_eq!(words, [None, None, Some("Kruegers"), None]);
}

#[test]
fn each_name_is_decided_in_one_of_three_ways() {
    let project = with_notes("krueger and the kruegerite");
    let hits = undecided(&project, Export::Claims);
    let cell = hits[0].cell;
    let mut decisions = NameDecisions::default();
    decisions.set_unrelated_word("KRUEGERITE", true);
    assert_eq!(
        hits.iter()
            .map(|hit| decisions.cover(hit))
            .collect::<Vec<_>>(),
        [false, true]
    );
    check_public(&project, &decisions);

    decisions.decide(cell, Some(NameDecision::UseStandIns));
    let public = text(
        &project,
        Export::Claims,
        &Audience::Public(decisions.clone()),
    );
    assert!(public.contains("Source A and the kruegerite"));

    decisions.decide(cell, Some(NameDecision::LeaveOut));
    let public = text(
        &project,
        Export::Claims,
        &Audience::Public(decisions.clone()),
    );
    assert!(public.contains("[left out]"));
    assert!(!public.contains("kruegerite"));

    decisions.decide(cell, None);
    decisions.set_unrelated_word("kruegerite", false);
    assert_eq!(decisions, NameDecisions::default());
}

#[test]
fn a_stand_in_that_holds_a_protected_name_decides_nothing() {
    let mut project = with_notes("said Krueger");
    let now = project.speaker(anna()).unwrap().clone();
    let hopeless = Speaker {
        stand_in: Some("Frau Krueger".to_owned()),
        ..now
    };
    project.put_speaker(hopeless);
    let stand_ins = NameDecisions::stand_ins_everywhere();
    for export in [Export::Claims, Export::Evidence] {
        let public = Audience::Public(stand_ins.clone());
        let (bytes, result) = written(export, &project, &public);
        assert!(matches!(result, Err(ExportError::Protected(_))));
        assert!(bytes.is_empty());
    }
    check_public(&project, &stand_ins);
    let hits = protected_hits(
        &project,
        Export::Claims,
        &settings(),
        stand_ins.other_words(),
    );
    assert!(hits.iter().all(|hit| !hit.can_replace));
    let mut decisions = NameDecisions::default();
    for hit in hits {
        decisions.decide(hit.cell, Some(NameDecision::LeaveOut));
    }
    let public = text(&project, Export::Claims, &Audience::Public(decisions));
    assert_eq!(leaks(&project, &public), [] as [&str; 0]);
}

#[test]
fn a_name_hidden_by_another_word_is_found_before_anything_is_written() {
    let mut project = with_notes("Joanna Krueger");
    let lee = Speaker {
        stand_in: Some("Source B".to_owned()),
        ..Speaker::new(SpeakerId::new(2), "Anna Krueger".to_owned())
    };
    project.put_speaker(lee);
    let mut decisions = NameDecisions::default();
    decisions.set_unrelated_word("Joanna Krueger", true);
    let audience = Audience::Public(decisions.clone());
    let (bytes, result) = written(Export::Claims, &project, &audience);
    assert!(matches!(result, Err(ExportError::Protected(open)) if open.0.len() == 1));
    assert!(bytes.is_empty());
    let hits = protected_hits(
        &project,
        Export::Claims,
        &settings(),
        decisions.other_words(),
    );
    decisions.decide(hits[0].cell, Some(NameDecision::UseStandIns));
    let public = text(&project, Export::Claims, &Audience::Public(decisions));
    assert!(public.contains("Joanna Source A"));
}
