//! A journal that is truncated or altered gives every change before the damage, and reports the damage.

use std::path::PathBuf;

use crosscheck::storage::{
    Disk, FileState, JournalBase, JournalCommand, JournalStart, JournalWriter, RecoverError,
    Recovered, StopReason, recover, unsaved_work,
};
use generate::Dice;

use super::{
    memory_disk::MemoryDisk,
    session::{Session, state},
};

/// A journal of some changes, with the end of each of its lines.
struct Written {
    session: Session,
    path: PathBuf,
    bytes: Vec<u8>,
    ends: Vec<usize>,
}

fn written() -> Written {
    let disk = MemoryDisk::default();
    let mut session = Session::on(&disk);
    session.highlight(0, 4);
    session.claim("Nine people\nwere hurt");
    session.undo();
    session.redo();
    session.highlight(22, 26);
    session.background();
    let is_journal = |path: &PathBuf| path.extension().is_some_and(|it| it == "journal");
    let mut files = disk.all().into_iter();
    let (path, bytes) = files.find(|(path, _)| is_journal(path)).unwrap();
    let ends: Vec<usize> = (1..=bytes.len())
        .filter(|at| bytes[at - 1] == b'\n')
        .collect();
    assert_eq!(ends.len(), 2 + 5, "two lines of head and five events");
    Written {
        session,
        path,
        bytes,
        ends,
    }
}

impl Written {
    /// Recovers from `bytes` in place of the journal.
    fn recover(&self, bytes: &[u8]) -> Option<Result<Recovered, RecoverError>> {
        let disk = self.session.disk.after_kill();
        disk.put(&self.path, bytes);
        let journals = state(&disk).journals();
        let found = unsaved_work(&disk, &journals).unwrap();
        Some(recover(&disk, &journals, &found.first()?.name))
    }

    /// With damage from byte `from` on, all lines before it are recovered, and the damage is reported.
    fn check(&self, bytes: &[u8], from: usize, what: &str) {
        let whole = self.ends.iter().take_while(|end| **end <= from).count();
        let len = whole.checked_sub(1).map_or(0, |last| self.ends[last]);
        let damaged = bytes.len() - len;
        match self.recover(bytes) {
            // Nothing was changed, and nothing is damaged.
            None => assert!(damaged == 0 && whole <= 2, "{what}: nothing is offered"),
            Some(Err(error)) => panic!("{what}: {error}"),
            Some(Ok(recovered)) => {
                // If its head is damaged, the base project is recovered.
                let state = &self.session.states[whole.saturating_sub(2)];
                assert_eq!(recovered.project, *state, "{what}");
                let is_base_only = recovered.file_state == FileState::BaseOnly;
                assert_eq!(is_base_only, whole < 2, "{what}");
                let reported = recovered.damage.map_or(0, |damage| damage.bytes);
                let expected = if is_base_only { bytes.len() } else { damaged };
                assert_eq!(reported, expected as u64, "{what}");
            }
        }
    }
}

#[test]
fn a_journal_cut_at_any_byte_gives_every_whole_change() {
    let written = written();
    for len in 0..=written.bytes.len() {
        written.check(&written.bytes[..len], len, &format!("cut at {len}"));
    }
}

#[test]
fn a_flipped_bit_loses_only_later_changes() {
    let written = written();
    let mut chance = Dice(5);
    for at in 0..written.bytes.len() {
        let mut bytes = written.bytes.clone();
        bytes[at] ^= 1 << chance.below(8);
        written.check(&bytes, at, &format!("a bit of byte {at}"));
    }
}

impl Written {
    /// A disk with a journal whose head is damaged, and this base beside it.
    fn without_head(&self, base: Option<&[u8]>) -> MemoryDisk {
        let disk = self.session.disk.after_kill();
        let mut bytes = self.bytes.clone();
        bytes[self.ends[0] + 40] ^= 1;
        disk.put(&self.path, &bytes);
        let beside = self.path.with_extension("base");
        match base {
            Some(base) => disk.put(&beside, base),
            None => disk.remove(&beside).unwrap(),
        }
        disk
    }
}

#[test]
fn the_base_of_a_journal_without_a_head_is_recovered_and_safe_at_once() {
    let written = written();
    let base = crosscheck::storage::to_ron(&written.session.states[0]);
    let disk = written.without_head(Some(base.as_bytes()));
    let journals = state(&disk).journals();
    let found = unsaved_work(&disk, &journals).unwrap();
    assert_eq!(found[0].file_state, FileState::BaseOnly);
    let recovered = recover(&disk, &journals, &found[0].name).unwrap();
    assert_eq!(
        (recovered.file, recovered.former_path),
        (None, None),
        "an unsaved copy"
    );
    let mut writer = JournalWriter::new(state(&disk).disk(), journals.clone());
    writer.take(JournalCommand::Resume(recovered.resumed));
    writer.write().unwrap();
    for job in writer.jobs(true) {
        let done = job.run(&disk);
        writer.finished(done);
    }
    let after = disk.after_power_cut(3);
    let found = unsaved_work(&after, &journals).unwrap();
    assert_eq!(
        (found.len(), found[0].file_state),
        (1, FileState::NeverSaved)
    );
    let again = recover(&after, &journals, &found[0].name).unwrap();
    assert_eq!(again.project, written.session.states[0]);
    assert_eq!(again.history, recovered.history);
}

#[test]
fn a_journal_without_a_head_or_an_intact_base_is_reported_as_unreadable() {
    let written = written();
    for base in [None, Some(&b"no project"[..])] {
        let disk = written.without_head(base);
        let journals = state(&disk).journals();
        let found = unsaved_work(&disk, &journals).unwrap();
        assert_eq!(found[0].file_state, FileState::Unreadable);
        let error = recover(&disk, &journals, &found[0].name).unwrap_err();
        assert!(matches!(error, RecoverError::Unreadable { .. }), "{error}");
    }
}

/// The user has no copy of a base that only Crosscheck stored.
#[test]
fn a_damaged_base_copy_is_not_requested_from_the_user() {
    let disk = MemoryDisk::default();
    let start = JournalStart {
        base: JournalBase::Project(std::sync::Arc::new(super::session::small_project())),
        ..JournalStart::default()
    };
    let mut session = Session::beginning(&disk, super::session::small_project(), start);
    session.highlight(0, 4);
    session.background();
    let disk = disk.after_kill();
    let journals = state(&disk).journals();
    let found = unsaved_work(&disk, &journals).unwrap();
    let base = journals.join(format!("{}.base", found[0].name));
    disk.put(&base, b"no project");
    let error = recover(&disk, &journals, &found[0].name).unwrap_err();
    assert!(matches!(error, RecoverError::CopyLost), "{error}");
    let sentence = error.to_string();
    assert!(!sentence.contains("/state"), "{sentence}");
}

/// A record as written in a journal.
fn framed(record: &str) -> String {
    let checksum = crc32fast::hash(record.as_bytes());
    format!("{:08x} {checksum:08x} {record}\n", record.len())
}

/// Unsaved work of a session that wrote these records.
fn left_by(events: impl Iterator<Item = String>) -> MemoryDisk {
    let head = "(name:\"\",project:None,base:Empty,saved:None,history:(done:[],undone:[],current:0,newest:0,typing_ended:false))";
    let mut lines = framed("crosscheck journal 1") + &framed(head);
    lines.extend(events.map(|event| framed(&event)));
    let disk = MemoryDisk::default();
    let path = state(&disk).journals().join("mill-1.journal");
    disk.put(&path, lines.as_bytes());
    disk
}

/// If an undo counted as one edit, this journal of some megabytes would take an hour to recover.
#[test]
fn repeated_undo_and_redo_of_a_long_step_is_recovered_up_to_the_limit() {
    const EDITS: usize = 50_000;
    let edits = vec!["Project(SetTitle(\"a\"))"; EDITS].join(",");
    let change = format!("Happened(Change(label:\"name project\",typing:None,edits:[{edits}]))");
    let moves = ["Happened(Undo)", "Happened(Redo)"]
        .map(str::to_owned)
        .into_iter()
        .cycle();
    let disk = left_by(std::iter::once(change).chain(moves.take(100_000)));
    let journals = state(&disk).journals();
    let found = unsaved_work(&disk, &journals).unwrap();
    let steps = crosscheck::storage::MAX_JOURNAL_EDITS / EDITS;
    assert_eq!(found[0].changes, steps);
    let moves = (steps - 1) / 2;
    let names = ["name project", "undo", "redo"].map(str::to_owned);
    let counts = [1, steps - 1 - moves, moves];
    assert_eq!(
        found[0].labels,
        names.into_iter().zip(counts).collect::<Vec<_>>()
    );
    let recovered = recover(&disk, &journals, &found[0].name).unwrap();
    assert_eq!(
        recovered.damage.map(|damage| damage.why),
        Some(StopReason::TooMany)
    );
    assert_eq!(recovered.history.redo_label(), Some("name project"));
    let rest = (100_000 - (steps - 1)) as u64 * framed("Happened(Undo)").len() as u64;
    assert_eq!(recovered.damage.map(|damage| damage.bytes), Some(rest));
}

/// Takes minutes if each label is compared with all before it.
#[test]
fn very_many_labels_are_counted() {
    let change = |n| format!("Happened(Change(label:\"{n}\",typing:None,edits:[]))");
    let disk = left_by((0..200_000).map(|n| change(n % 100_000)));
    let found = unsaved_work(&disk, &state(&disk).journals()).unwrap();
    assert_eq!(
        (found[0].changes, found[0].labels.len()),
        (200_000, 100_000)
    );
    assert!(found[0].labels.iter().all(|(_, count)| *count == 2));
    assert_eq!(found[0].labels[7].0, "7", "the first first");
}

/// The next change has the next number, which must exist.
#[test]
fn a_revision_over_the_limit_is_damage() {
    let title =
        "Happened(Change(label:\"\",typing:None,edits:[Project(SetTitle(\"a\"))]))".to_owned();
    let history = |current: u64, newest: u64, leads_to: u64| {
        let step = format!("(label:\"\",edits:[],typing:None,leads_to:{leads_to})");
        format!(
            "history:(done:[{step}],undone:[],current:{current},newest:{newest},typing_ended:false)"
        )
    };
    let most = 1 << 63;
    let mut heads = vec![(history(most, most, most), "None".to_owned(), true)];
    for beyond in [most + 1, u64::MAX - 1, u64::MAX] {
        heads.push((history(beyond, 0, 0), "None".to_owned(), false));
        heads.push((history(0, beyond, 0), "None".to_owned(), false));
        heads.push((history(0, 0, beyond), "None".to_owned(), false));
        heads.push((history(0, 0, 0), format!("Some({beyond})"), false));
    }
    for (history, saved, is_read) in heads {
        let head = format!("(name:\"\",project:None,base:Empty,saved:{saved},{history})");
        let disk = MemoryDisk::default();
        let journals = state(&disk).journals();
        let lines = framed("crosscheck journal 1") + &framed(&head) + &framed(&title);
        disk.put(&journals.join("mill-1.journal"), lines.as_bytes());
        let name = &unsaved_work(&disk, &journals).unwrap()[0].name;
        let recovered = recover(&disk, &journals, name);
        assert_eq!(recovered.is_ok(), is_read, "{head}");
    }
    for (revision, read) in [(most, 3), (most + 1, 1), (u64::MAX, 1)] {
        let saving = format!("Saving(path:Text(\"/a\"),sha256:\"\",events:1,revision:{revision})");
        let disk = left_by([title.clone(), saving, title.clone()].into_iter());
        let found = unsaved_work(&disk, &state(&disk).journals()).unwrap();
        assert_eq!(found[0].damaged == 0, read == 3, "{revision}");
        assert_eq!(
            found[0].changes,
            if read == 3 { 2 } else { 1 },
            "{revision}"
        );
    }
}

/// Its next journal has the next number, which must exist.
#[test]
fn a_journal_number_over_the_limit_is_rejected() {
    let disk = left_by(std::iter::once("Undo".to_owned()));
    let journals = state(&disk).journals();
    let bytes = disk
        .read(&journals.join("mill-1.journal"), u64::MAX)
        .unwrap();
    disk.put(&journals.join(format!("fire-{}.journal", u32::MAX)), &bytes);
    let found = unsaved_work(&disk, &journals).unwrap();
    assert_eq!(found.len(), 1);
    assert_eq!(found[0].name.to_string(), "mill-1");
}

#[test]
fn a_journal_of_a_newer_version_is_kept_and_reported_as_newer() {
    let written = written();
    let first = written.ends[0];
    let line = framed("crosscheck journal 2");
    let bytes = [line.as_bytes(), &written.bytes[first..]].concat();
    let error = written.recover(&bytes).unwrap().unwrap_err();
    assert!(matches!(error, RecoverError::Newer(_)), "{error}");
}
