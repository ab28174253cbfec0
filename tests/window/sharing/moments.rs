//! Changes by another program at the moment of a check, a save or a recovery.

use std::{
    path::{Path, PathBuf},
    sync::Arc,
};

use super::somebody_writes;
use crosscheck::{
    project::{Claim, ClaimEdit, Edit, Project, Revision},
    storage::{self, JournalCommand, JournalName, JournalStart, Recovered},
    workbench::{
        Changed, Command, DocumentIntent, Effect, HeldFile, Intent, RecoveryIntent, SharingIntent,
        Workbench,
    },
};

/// A session with an open file, and its last known state of that file.
fn session_with_file() -> (Workbench, PathBuf, tempfile::TempDir) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("mill.ron");
    storage::save(&path, &Project::default()).unwrap();
    let mut bench = Workbench::new(storage::Settings::default());
    bench.handle(Intent::Document(DocumentIntent::Open(path.clone())));
    let opened = storage::open_with_hash(&storage::RealDisk, &path).unwrap();
    let table = crosscheck::analysis::ClaimTable::new(&opened.project);
    let opened = DocumentIntent::Opened(path.clone(), Ok(Box::new((opened, table))));
    bench.handle(Intent::Document(opened));
    (bench, path, folder)
}

/// Carries out the session's file tasks; returns the number of checks.
fn carry_out(bench: &mut Workbench, effects: Vec<Effect>) -> usize {
    let mut looks = 0;
    for effect in effects {
        if let Effect::CheckFile(path, seen) = effect {
            looks += 1;
            let since = seen.look_again(&storage::RealDisk, &path).ok();
            let looked = SharingIntent::Checked(path, since);
            let more = bench.handle(Intent::Sharing(looked));
            looks += carry_out(bench, more);
        }
    }
    looks
}

#[test]
fn a_change_during_a_check_triggers_another_check() {
    let (mut bench, path, _folder) = session_with_file();
    let look = || Intent::Sharing(SharingIntent::Check);
    let first = bench.handle(look());
    let since = first.iter().find_map(|effect| match effect {
        Effect::CheckFile(path, seen) => seen.look_again(&storage::RealDisk, path).ok(),
        _ => None,
    });
    // The file was unchanged, and was written before the result arrived.
    somebody_writes(&path, "The mill burned");
    assert!(bench.handle(look()).is_empty(), "one look at a time");
    let answer = SharingIntent::Checked(path, since);
    let again = bench.handle(Intent::Sharing(answer));
    assert_eq!(carry_out(&mut bench, again), 1);
    assert!(matches!(bench.changed_file(), Some(Changed::Rewritten(_))));
}

#[test]
fn a_change_during_a_save_is_checked_afterwards() {
    let (mut bench, path, _folder) = session_with_file();
    bench.handle(Intent::Command(Command::NewClaim));
    let effects = bench.handle(Intent::Command(Command::Save));
    let saved = effects.into_iter().find_map(|effect| match effect {
        Effect::WriteProject(path, revision, project, replaces) => {
            let saver = storage::Saver {
                disk: Arc::new(storage::RealDisk),
                backups: None,
                journal: None,
                originals: Vec::new(),
            };
            let done = saver.save(&path, &project, replaces);
            Some(DocumentIntent::Saved(path, revision, done))
        }
        _ => None,
    });
    somebody_writes(&path, "The mill burned");
    bench.handle(Intent::Sharing(SharingIntent::Check));
    let after = bench.handle(Intent::Document(saved.unwrap()));
    assert_eq!(carry_out(&mut bench, after), 1);
    assert!(matches!(bench.changed_file(), Some(Changed::Rewritten(_))));
}

#[test]
fn a_change_before_watching_began_is_noticed() {
    let (mut bench, path, _folder) = session_with_file();
    somebody_writes(&path, "The mill burned");
    let held = HeldFile {
        path,
        lock: storage::LockResult::Already,
        watch: None,
        seen: None,
    };
    let effects = bench.handle(Intent::Sharing(SharingIntent::Held(Box::new(held))));
    assert_eq!(carry_out(&mut bench, effects), 1);
    assert!(matches!(bench.changed_file(), Some(Changed::Rewritten(_))));
}

/// A journal left by a session with that file, with one new claim.
fn left_at(path: &Path, journals: &Path) -> (JournalName, Recovered) {
    let disk: Arc<dyn storage::Disk> = Arc::new(storage::RealDisk);
    let opened = storage::open_with_hash(&*disk, path).unwrap();
    let mut writer = storage::JournalWriter::new(Arc::clone(&disk), journals.to_owned());
    writer.take(JournalCommand::Begin(JournalStart {
        project: Some(path.to_owned()),
        base: storage::JournalBase::File(path.to_owned(), opened.hash),
        saved: Some(Revision::default()),
        ..JournalStart::default()
    }));
    let claim = Box::new(Claim::new(storage::fresh_id(), "Mine".to_owned(), 0));
    writer.take(JournalCommand::Append(storage::JournalRecord::Change {
        label: "new claim".into(),
        typing: None,
        edits: vec![Edit::Claim(ClaimEdit::Add { at: 0, claim })],
    }));
    writer.write().unwrap();
    drop(writer);
    let left = storage::unsaved_work(&*disk, journals).unwrap();
    let name = left[0].name.clone();
    let recovered = storage::recover(&*disk, journals, &name).unwrap();
    (name, recovered)
}

#[test]
fn a_change_during_recovery_is_not_replaced_unseen() {
    let (_, path, folder) = session_with_file();
    let (journal, recovered) = left_at(&path, &folder.path().join("journals"));
    somebody_writes(&path, "The mill burned");

    let mut bench = Workbench::new(storage::Settings::default());
    let held = |seen| HeldFile {
        path: path.clone(),
        lock: storage::LockResult::Already,
        watch: None,
        seen,
    };
    let table = crosscheck::analysis::ClaimTable::new(&recovered.project);
    bench.handle(Intent::Recovery(RecoveryIntent::Recover(journal.clone())));
    let result = Ok(Box::new((recovered, table)));
    let effects = bench.handle(Intent::Recovery(RecoveryIntent::Recovered(journal, result)));
    let is_seen = effects.iter().find_map(|effect| match effect {
        Effect::HoldFile(_, is_seen) => Some(*is_seen),
        _ => None,
    });
    // As the shell does.
    let now = storage::FileVersion::now(&storage::RealDisk, &path).unwrap();
    let seen = (is_seen == Some(false)).then_some(now);
    let effects = bench.handle(Intent::Sharing(SharingIntent::Held(Box::new(held(seen)))));
    carry_out(&mut bench, effects);
    assert!(matches!(bench.changed_file(), Some(Changed::Rewritten(_))));
}

#[test]
fn a_new_journal_gets_the_open_project_and_the_file_contents() {
    let (mut bench, path, _folder) = session_with_file();
    bench.handle(Intent::Command(Command::NewClaim));
    let hash = storage::open_with_hash(&storage::RealDisk, &path)
        .unwrap()
        .hash;
    let mut begun_anew = |rebase_due| {
        let status = storage::JournalStatus {
            rebase_due,
            ..storage::JournalStatus::default()
        };
        let effects = bench.handle(Intent::Recovery(RecoveryIntent::JournalIs(status)));
        let starts = effects.into_iter().filter_map(|effect| match effect {
            Effect::Journal(JournalCommand::Rebase(start)) => Some(start),
            _ => None,
        });
        starts.collect::<Vec<_>>()
    };
    let first = begun_anew(Some(1));
    assert_eq!(first.len(), 1);
    let held = (first[0].project.clone(), first[0].saved, first[0].file);
    assert_eq!(held, (Some(path), Some(Revision::default()), Some(hash)));
    assert!(begun_anew(Some(1)).is_empty(), "it is on its way");
    assert_eq!(begun_anew(Some(2)).len(), 1, "it was not enough");
    assert!(begun_anew(None).is_empty());
}
