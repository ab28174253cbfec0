//! Merging, deleting and changing the scale lose nothing that was recorded, and each is one step of undo.

mod claims;
mod properties;
mod speakers;

use std::collections::BTreeMap;

use crate::records::Recording;
use crosscheck::{
    analysis::{ClaimTable, VerdictFilter},
    project::{
        ClaimField, ClaimId, Evidence, EvidenceId, EvidenceSet, Exclusion, Id, Project, Speaker,
        Stance, VerdictScale,
    },
    storage::{FileHash, OpenedFile, Settings},
    workbench::{Command, DocumentIntent, Intent, ListIntent, Workbench},
};

/// A session with the project.
pub fn session(project: Project) -> Workbench {
    let mut workbench = Workbench::new(Settings::default());
    let table = ClaimTable::new(&project);
    let opened = OpenedFile {
        project,
        hash: FileHash::of(&[]),
        seen: None,
    };
    for intent in [
        DocumentIntent::Open("test.ron".into()),
        DocumentIntent::Opened("test.ron".into(), Ok(Box::new((opened, table)))),
    ] {
        super::support::ask(&mut workbench, Intent::Document(intent));
    }
    workbench
}

/// Carries out the intent, and checks that it is one step of undo and redo. Returns the project after it.
fn after(before: &Project, intent: Intent) -> Project {
    let mut workbench = session(before.clone());
    workbench.handle(intent);
    let after = workbench.project().clone();
    assert_eq!(crate::sound_project::check(&after), Ok(()));
    workbench.handle(Intent::Command(Command::Undo));
    assert_eq!(workbench.project(), before);
    assert_eq!(workbench.history().undo_label(), None);
    workbench.handle(Intent::Command(Command::Redo));
    assert_eq!(*workbench.project(), after);
    after
}

/// The sets of a claim as groups of pieces, whatever their numbers.
fn together(project: &Project, claim: ClaimId) -> Vec<Vec<EvidenceId>> {
    let mut sets: BTreeMap<EvidenceSet, Vec<EvidenceId>> = BTreeMap::new();
    for piece in project.evidence_of(claim) {
        if let Some(set) = piece.set {
            sets.entry(set).or_default().push(piece.id);
        }
    }
    sets.into_values().collect()
}

/// A project with an article of letters, with claims and speakers; ids start at 1.
pub fn project(claims: u64, speakers: &[&str]) -> Project {
    let mut project = Project::default();
    project.put_text(1, "", &"abcdefghij".repeat(40));
    for number in 1..=claims {
        project.put_claim(number, &format!("claim {number}"));
    }
    for (id, name) in (1..).zip(speakers) {
        project.put_speaker(Speaker::new(Id::new(id), (*name).to_owned()));
    }
    project
}

/// Links the letter with that number to the claim.
pub fn link(
    project: &mut Project,
    id: u64,
    letter: u64,
    claim: u64,
    change: impl FnOnce(&mut Evidence),
) {
    let highlight = Id::new(letter);
    if project.highlight(highlight).is_none() {
        let letter = letter as usize;
        project.put_highlight(highlight, Id::new(1), letter, letter + 1);
    }
    let mut evidence = Evidence::new(Id::new(id), highlight, Id::new(claim), Stance::Supports);
    change(&mut evidence);
    project.put_evidence(evidence);
}

/// Protects the speaker of that number with a stand-in.
fn protect(project: &mut Project, id: u64, stand_in: &str, excluded: Option<Exclusion>) {
    project.put_speaker(Speaker {
        stand_in: Some(stand_in.to_owned()),
        excluded,
        ..project.speaker(Id::new(id)).unwrap().clone()
    });
}

#[test]
fn labels_can_be_swapped_and_a_label_off_the_scale_is_refused() {
    let mut before = project(2, &[]);
    for (id, label) in [(1, "Supported"), (2, "Refuted")] {
        let field = ClaimField::Verdict(Some(label.to_owned()));
        before.set(Id::new(id), field);
    }
    let map = |pairs: &[(&str, &str)]| -> BTreeMap<String, Option<String>> {
        pairs
            .iter()
            .map(|(old, new)| ((*old).to_owned(), Some((*new).to_owned())))
            .collect()
    };
    let swap = map(&[("Supported", "Refuted"), ("Refuted", "Supported")]);
    let after = after(&before, Intent::SetScale(VerdictScale::averitec(), swap));
    let verdicts: Vec<_> = after
        .claims()
        .map(|claim| claim.verdict.as_deref())
        .collect();
    assert_eq!(verdicts, [Some("Refuted"), Some("Supported")]);

    let mut workbench = session(before.clone());
    let wrong = map(&[("Supported", "Half True")]);
    workbench.handle(Intent::SetScale(VerdictScale::plain(), wrong));
    assert_eq!(*workbench.project(), before);
    assert!(workbench.notices()[0].text.contains("Half True"));
}

#[test]
fn a_filter_by_a_deleted_label_lists_every_claim() {
    let mut workbench = session(project(2, &[]));
    let supported = VerdictFilter::Label("Supported".to_owned());
    workbench.handle(Intent::List(ListIntent::FilterVerdict(supported)));
    assert_eq!(workbench.lists.claims.len(), 0);
    workbench.handle(Intent::SetScale(VerdictScale::plain(), BTreeMap::new()));
    assert_eq!(workbench.lists.claims.len(), 2);
}
