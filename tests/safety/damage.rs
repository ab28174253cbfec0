//! A journal that was cut off or changed gives every change before the damage, and says so.

use std::path::PathBuf;

use crosscheck::files::{RecoverError, Recovered, left_work, recover};

use super::{
    memory_disk::{Chance, MemoryDisk},
    session::{Session, state},
};

/// A journal of some changes, and where each of its lines ends.
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
    /// What is recovered where the journal is `bytes` instead.
    fn recover(&self, bytes: &[u8]) -> Option<Result<Recovered, RecoverError>> {
        let disk = self.session.disk.after_kill();
        disk.put(&self.path, bytes);
        let journals = state(&disk).journals();
        let left = left_work(&disk, &journals).unwrap();
        Some(recover(&disk, &journals, &left.first()?.name))
    }

    /// With damage from byte `from` on, all lines before it are there, and the damage is told.
    fn check(&self, bytes: &[u8], from: usize, what: &str) {
        let whole = self.ends.iter().take_while(|end| **end <= from).count();
        let len = whole.checked_sub(1).map_or(0, |last| self.ends[last]);
        let damaged = bytes.len() - len;
        match self.recover(bytes) {
            // Nothing was changed, and nothing is damaged.
            None => assert!(damaged == 0 && whole <= 2, "{what}: nothing is offered"),
            Some(Err(RecoverError::Unreadable(_))) => assert!(whole < 2, "{what}"),
            Some(Err(error)) => panic!("{what}: {error}"),
            Some(Ok(recovered)) => {
                assert_eq!(recovered.project, self.session.states[whole - 2], "{what}");
                let told = recovered.damage.map_or(0, |damage| damage.bytes);
                assert_eq!(told, damaged as u64, "{what}");
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
fn a_flipped_bit_anywhere_costs_only_what_follows() {
    let written = written();
    let mut chance = Chance(5);
    for at in 0..written.bytes.len() {
        let mut bytes = written.bytes.clone();
        bytes[at] ^= 1 << chance.below(8);
        written.check(&bytes, at, &format!("a bit of byte {at}"));
    }
}

#[test]
fn a_journal_of_a_newer_version_is_kept_and_said_to_be_newer() {
    let written = written();
    let first = written.ends[0];
    let record = "crosscheck journal 3";
    let checksum = crc32fast::hash(record.as_bytes());
    let line = format!("{:08x} {checksum:08x} {record}\n", record.len());
    let bytes = [line.as_bytes(), &written.bytes[first..]].concat();
    let error = written.recover(&bytes).unwrap().unwrap_err();
    assert!(matches!(error, RecoverError::Newer(_)), "{error}");
}
