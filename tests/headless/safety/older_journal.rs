//! Work that an older version has left is recovered, and goes on in a journal of this version, whatever fails on the way.

use std::{
    io::ErrorKind,
    path::{Path, PathBuf},
};

use crosscheck::{
    project::{
        ClaimEdit, ClaimField, ClaimId, Edit, HighlightId, History, Id, Project, Reliability,
        Stance, Status, VerdictScale,
    },
    storage::{
        Disk, FileHash, JournalOrder, JournalRecord, JournalWriter, Recovered, SavedFile, Standing,
        from_ron, left_work, recover, to_ron,
    },
};

use super::{
    memory_disk::{Fault, MemoryDisk},
    session::{project_path, state},
};

/// What version 1 wrote: every kind of record that it knew.
const JOURNAL: &[u8] = include_bytes!("../../fixtures/journal-1/mill-1.journal");
/// The project that the journal builds on.
const PROJECT: &[u8] = include_bytes!("../../fixtures/journal-1/mill.ron");

const CLAIM: u64 = 0x61;

fn journals(disk: &MemoryDisk) -> PathBuf {
    state(disk).journals()
}

/// A disk with the journal, and the project beside it or where it was saved.
fn left_behind(is_copied: bool) -> MemoryDisk {
    let disk = MemoryDisk::default();
    let folder = journals(&disk);
    disk.put(&folder.join("mill-1.journal"), JOURNAL);
    let at = if is_copied {
        folder.join("mill-1.base")
    } else {
        project_path()
    };
    disk.put(&at, PROJECT);
    disk
}

fn recovered(disk: &MemoryDisk) -> Option<Recovered> {
    let folder = journals(disk);
    let left = left_work(disk, &folder).ok()?;
    recover(disk, &folder, &left.first()?.name).ok()
}

#[test]
fn every_record_of_version_1_is_recovered() {
    let Recovered {
        project,
        mut history,
        standing,
        damage,
        ..
    } = recovered(&left_behind(false)).unwrap();
    assert_eq!((standing, damage), (Standing::Same, None));
    assert_eq!(project.check(), []);
    assert_eq!(project.title(), "Mi");
    assert_eq!(project.scale(), &VerdictScale::plain());
    let articles: Vec<_> = project.articles().collect();
    assert_eq!(articles[0].text.as_str(), "One\nTwo");
    assert_eq!(articles[1].details.title, "Mill \"burns\"");
    assert_eq!(articles[1].details.reliability, Some(Reliability::B));
    assert_eq!(articles[1].clutter.len(), 1);
    let highlight = project.highlight(HighlightId::new(0x41)).unwrap();
    assert_eq!(project.quote(highlight.id), Some("Fire in the"));
    assert_eq!(highlight.note, "noted");
    let claim = project.claim_at(1).unwrap();
    assert_eq!((claim.id, claim.color), (ClaimId::new(CLAIM), 7));
    assert_eq!(claim.statement, "Nine people");
    assert_eq!(claim.verdict.as_deref(), Some("Unproven"));
    assert_eq!(claim.status, Status::NeedsReview);
    assert_eq!(
        (claim.justification.as_str(), claim.notes.as_str()),
        ("since", "ask")
    );
    let evidence = project.evidence_of(claim.id).next().unwrap();
    assert_eq!(
        (evidence.stance, evidence.note.as_str()),
        (Stance::Supports, "there")
    );
    undo_all(project, &mut history);
}

/// Back over the events, and over what was done before the journal was begun.
fn undo_all(mut project: Project, history: &mut History) {
    assert_eq!(history.redo_label(), Some("unlink"));
    let back: Vec<_> = std::iter::from_fn(|| history.undo(&mut project).unwrap()).collect();
    assert_eq!(back.len(), 18 + 2, "{back:?}");
    assert_eq!(project.title(), "Mill");
    assert_eq!(project.claims().next().unwrap().statement, "Given up");
}

/// Goes on with recovered work. Returns whether what was done was acknowledged.
fn go_on(disk: &MemoryDisk) -> bool {
    let Some(recovered) = recovered(disk) else {
        return false;
    };
    let mut writer = JournalWriter::new(state(disk).disk(), journals(disk));
    writer.take(JournalOrder::Adopt(recovered.adopted));
    writer.take(JournalOrder::Append(JournalRecord::Change {
        label: "reply".into(),
        typing: None,
        edits: vec![reply()],
    }));
    let went_on = (0..2).any(|_| writer.write().is_ok());
    for job in writer.jobs(true) {
        let done = job.run(disk);
        writer.finished(done);
    }
    went_on
}

/// An edit that version 1 did not know.
fn reply() -> Edit {
    let field = ClaimField::Reply("none".to_owned());
    Edit::Claim(ClaimEdit::Set {
        id: Id::new(CLAIM),
        field,
    })
}

#[test]
fn nothing_is_lost_of_it_whatever_fails_when_it_goes_on() {
    let before = recovered(&left_behind(true)).unwrap();
    let mut after = before.project.clone();
    after.apply(reply()).unwrap();
    let faults = [
        Fault::Once(ErrorKind::StorageFull),
        Fault::Once(ErrorKind::PermissionDenied),
        Fault::FromThenOn(ErrorKind::StorageFull),
        Fault::Short,
        Fault::End,
    ];
    let mut runs = 0;
    for (fault, is_copied) in faults.into_iter().flat_map(|it| [(it, true), (it, false)]) {
        for number in 0.. {
            let disk = left_behind(is_copied);
            disk.fail_at(number, fault);
            let went_on = go_on(&disk);
            if disk.operations() <= number {
                break;
            }
            runs += 1;
            let what = format!("{fault:?} at operation {number}, copied: {is_copied}");
            let again = recovered(&disk.after_kill()).expect(&what);
            assert_eq!(again.damage, None, "{what}");
            let expected = if again.project == before.project && !went_on {
                &before
            } else {
                assert_eq!(again.project, after, "{what}");
                continue;
            };
            assert_eq!(again.history, expected.history, "{what}");
        }
    }
    assert!(runs > 60, "{runs}");
}

#[test]
fn a_power_cut_at_any_operation_leaves_the_work_of_before_at_least() {
    let before = recovered(&left_behind(true)).unwrap().project;
    let mut after = before.clone();
    after.apply(reply()).unwrap();
    for number in 0.. {
        let disk = left_behind(true);
        disk.fail_at(number, Fault::End);
        go_on(&disk);
        if disk.operations() <= number {
            break;
        }
        for chance in 0..12 {
            let what = format!("power cut {chance} at operation {number}");
            let again = recovered(&disk.after_power_cut(chance))
                .expect(&what)
                .project;
            assert!(again == before || again == after, "{what}");
        }
    }
}

#[test]
fn it_goes_on_in_a_journal_of_this_version_and_the_old_one_goes() {
    let disk = left_behind(true);
    assert!(go_on(&disk));
    let names: Vec<PathBuf> = disk.all().into_iter().map(|(path, _)| path).collect();
    let in_folder = |name: &str| journals(&disk).join(name);
    let expected = ["mill-2.base", "mill-2.journal", "mill.lock"].map(in_folder);
    assert_eq!(names, expected);
    let bytes = disk.read(&in_folder("mill-2.journal"), u64::MAX).unwrap();
    let text = String::from_utf8(bytes).unwrap();
    let journals_begun = text.matches("crosscheck journal ").count();
    assert_eq!(journals_begun, 1);
    assert!(text.contains("crosscheck journal 2\n"), "{text}");
}

#[test]
fn a_save_of_it_leaves_neither_journal() {
    let disk = left_behind(false);
    let recovered = recovered(&disk).unwrap();
    let mut writer = JournalWriter::new(state(&disk).disk(), journals(&disk));
    writer.take(JournalOrder::Adopt(recovered.adopted));
    writer.write().unwrap();
    writer.take(JournalOrder::SaveBegun(Box::new(recovered.history)));
    let text = to_ron(&recovered.project);
    writer.take(JournalOrder::SaveEnded(Some(SavedFile {
        path: project_path(),
        hash: FileHash::of(text.as_bytes()),
        name: "Mill".to_owned(),
    })));
    let is_journal = |path: &Path| path.extension().is_some_and(|it| it != "lock");
    let left = disk
        .all()
        .into_iter()
        .filter(|(path, _)| path.starts_with(journals(&disk)) && is_journal(path));
    assert_eq!(left.count(), 0);
    assert!(from_ron(text.as_bytes()).is_ok());
}
