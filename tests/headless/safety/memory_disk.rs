//! A disk in memory that fails at one operation, or loses power.

use std::{
    collections::{BTreeMap, BTreeSet},
    io,
    path::{Path, PathBuf},
    sync::{Arc, Mutex, MutexGuard},
    time::{Duration, SystemTime},
};

use crosscheck::storage::{Disk, DiskFile, FileKind, FileMetadata};
use generate::Dice;

/// How an operation fails.
#[derive(Clone, Copy, Debug)]
pub enum Fault {
    /// The operation fails without effect.
    Once(io::ErrorKind),
    /// The operation and all later ones fail.
    FromThenOn(io::ErrorKind),
    /// A write writes half of its bytes and then fails; any other operation just fails.
    Short,
    /// The program is killed, or the power fails: no later operation has an effect.
    End,
}

/// See the module. Clones share the disk.
#[derive(Clone, Debug, Default)]
pub struct MemoryDisk(Arc<Mutex<Inner>>);

#[derive(Clone, Debug, Default)]
struct Inner {
    files: Vec<Contents>,
    /// File names as programs see them.
    names: BTreeMap<PathBuf, usize>,
    /// File names that survive a power cut.
    durable_names: BTreeMap<PathBuf, usize>,
    /// Changes of names since their folder was synced. A rename is one step.
    unsynced: Vec<Vec<(PathBuf, Option<usize>)>>,
    folders: BTreeSet<PathBuf>,
    operations: usize,
    /// Number of times that each file was read.
    reads: BTreeMap<PathBuf, usize>,
    fault: Option<(usize, Fault)>,
    ended: bool,
}

#[derive(Clone, Debug, Default)]
struct Contents {
    bytes: Vec<u8>,
    durable: Vec<u8>,
    locked: bool,
}

#[derive(Debug)]
struct MemoryFile {
    disk: MemoryDisk,
    number: usize,
    holds_lock: Mutex<bool>,
}

impl MemoryDisk {
    fn inner(&self) -> MutexGuard<'_, Inner> {
        self.0.lock().unwrap()
    }

    /// Makes an operation fail; `number` counts from the next one, which is 0.
    pub fn fail_at(&self, number: usize, fault: Fault) {
        let mut inner = self.inner();
        inner.operations = 0;
        inner.fault = Some((number, fault));
    }

    /// Number of operations since [`fail_at`](Self::fail_at).
    pub fn operations(&self) -> usize {
        self.inner().operations
    }

    /// Number of times that the file was read.
    pub fn reads_of(&self, path: &Path) -> usize {
        self.inner().reads.get(path).copied().unwrap_or_default()
    }

    /// Puts a file on the disk, durably.
    pub fn put(&self, path: &Path, bytes: &[u8]) {
        let mut inner = self.inner();
        let number = inner.files.len();
        inner.files.push(Contents {
            bytes: bytes.to_vec(),
            durable: bytes.to_vec(),
            locked: false,
        });
        inner.names.insert(path.to_owned(), number);
        inner.durable_names.insert(path.to_owned(), number);
    }

    /// The disk as another program finds it after this one was killed: all data handed to the operating system.
    pub fn after_kill(&self) -> Self {
        let mut inner = self.inner().clone();
        inner.revive();
        Self(Arc::new(Mutex::new(inner)))
    }

    /// The disk after a power cut. Data that was not synced is there, or not, or in part, depending on `chance`.
    pub fn after_power_cut(&self, chance: u64) -> Self {
        let mut inner = self.inner().clone();
        let mut chance = Dice(chance);
        for file in &mut inner.files {
            if file.bytes != file.durable {
                file.bytes = torn(&file.durable, &file.bytes, &mut chance);
                file.durable = file.bytes.clone();
            }
        }
        inner.names = inner.durable_names.clone();
        for step in std::mem::take(&mut inner.unsynced) {
            if chance.below(2) == 0 {
                continue;
            }
            for (path, number) in step {
                match number {
                    Some(number) => inner.names.insert(path, number),
                    None => inner.names.remove(&path),
                };
            }
        }
        inner.durable_names = inner.names.clone();
        inner.revive();
        Self(Arc::new(Mutex::new(inner)))
    }

    /// Every file with its bytes.
    pub fn all(&self) -> Vec<(PathBuf, Vec<u8>)> {
        let inner = self.inner();
        let named = inner.names.iter();
        named
            .map(|(path, number)| (path.clone(), inner.files[*number].bytes.clone()))
            .collect()
    }

    fn file(&self, number: usize) -> Arc<dyn DiskFile> {
        Arc::new(MemoryFile {
            disk: self.clone(),
            number,
            holds_lock: Mutex::new(false),
        })
    }
}

/// The old bytes, the new ones, part of the new ones, or the new ones with a hole of zeros.
fn torn(old: &[u8], new: &[u8], chance: &mut Dice) -> Vec<u8> {
    let same = old.iter().zip(new).take_while(|(a, b)| a == b).count();
    let cut = same + chance.below(new.len() - same + 1);
    match chance.below(4) {
        0 => old.to_vec(),
        1 => new.to_vec(),
        2 => new[..cut].to_vec(),
        _ => {
            let mut bytes = new.to_vec();
            bytes[same..cut].fill(0);
            bytes
        }
    }
}

impl Inner {
    fn revive(&mut self) {
        self.ended = false;
        self.fault = None;
        self.operations = 0;
        self.files.iter_mut().for_each(|file| file.locked = false);
    }

    /// Counts an operation, and fails if it is the chosen one. `Ok(true)` is a write that is to be cut short.
    fn step(&mut self) -> io::Result<bool> {
        let number = self.operations;
        self.operations += 1;
        let ended = || io::Error::other("the program has ended");
        if self.ended {
            return Err(ended());
        }
        match self.fault {
            Some((at, Fault::Once(kind))) if at == number => Err(kind.into()),
            Some((at, Fault::FromThenOn(kind))) if at <= number => Err(kind.into()),
            Some((at, Fault::Short)) if at == number => Ok(true),
            Some((at, Fault::End)) if at == number => {
                self.ended = true;
                Err(ended())
            }
            _ => Ok(false),
        }
    }

    /// For operations that are never done by half.
    fn whole_step(&mut self) -> io::Result<()> {
        if self.step()? {
            Err(io::ErrorKind::Interrupted.into())
        } else {
            Ok(())
        }
    }

    fn number(&self, path: &Path) -> io::Result<usize> {
        let number = self.names.get(path).copied();
        number.ok_or_else(|| io::ErrorKind::NotFound.into())
    }
}

impl Disk for MemoryDisk {
    fn look(&self, path: &Path) -> io::Result<FileMetadata> {
        let mut inner = self.inner();
        inner.whole_step()?;
        let number = inner.number(path)?;
        Ok(FileMetadata {
            kind: FileKind::File,
            len: inner.files[number].bytes.len() as u64,
            read_only: false,
            modified: Some(SystemTime::now()),
            id: Some(number as u64),
        })
    }

    fn resolve(&self, path: &Path) -> io::Result<PathBuf> {
        self.inner().whole_step()?;
        Ok(path.to_owned())
    }

    fn read(&self, path: &Path, limit: u64) -> io::Result<Vec<u8>> {
        let mut inner = self.inner();
        inner.whole_step()?;
        *inner.reads.entry(path.to_owned()).or_default() += 1;
        let number = inner.number(path)?;
        let mut bytes = inner.files[number].bytes.clone();
        bytes.truncate(limit as usize);
        Ok(bytes)
    }

    fn create(&self, path: &Path, _like: Option<&Path>) -> io::Result<Arc<dyn DiskFile>> {
        let mut inner = self.inner();
        inner.whole_step()?;
        if inner.names.contains_key(path) {
            return Err(io::ErrorKind::AlreadyExists.into());
        }
        let number = inner.files.len();
        inner.files.push(Contents::default());
        inner.names.insert(path.to_owned(), number);
        inner.unsynced.push(vec![(path.to_owned(), Some(number))]);
        drop(inner);
        Ok(self.file(number))
    }

    fn open(&self, path: &Path) -> io::Result<Arc<dyn DiskFile>> {
        let mut inner = self.inner();
        inner.whole_step()?;
        let number = inner.number(path)?;
        drop(inner);
        Ok(self.file(number))
    }

    fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        let mut inner = self.inner();
        inner.whole_step()?;
        let number = inner.number(from)?;
        inner.names.remove(from);
        inner.names.insert(to.to_owned(), number);
        inner
            .unsynced
            .push(vec![(to.to_owned(), Some(number)), (from.to_owned(), None)]);
        Ok(())
    }

    fn remove(&self, path: &Path) -> io::Result<()> {
        let mut inner = self.inner();
        inner.whole_step()?;
        inner.number(path)?;
        inner.names.remove(path);
        inner.unsynced.push(vec![(path.to_owned(), None)]);
        Ok(())
    }

    fn list(&self, folder: &Path) -> io::Result<Vec<PathBuf>> {
        let mut inner = self.inner();
        inner.whole_step()?;
        let files = inner
            .names
            .keys()
            .filter(|path| path.parent() == Some(folder));
        let folders = inner.folders.iter();
        let folders = folders.filter(|path| path.parent() == Some(folder));
        let mut paths: Vec<PathBuf> = files.chain(folders).cloned().collect();
        paths.sort();
        Ok(paths)
    }

    fn make_folder(&self, folder: &Path) -> io::Result<()> {
        let mut inner = self.inner();
        inner.whole_step()?;
        inner.folders.insert(folder.to_owned());
        Ok(())
    }

    fn sync_folder(&self, folder: &Path) -> io::Result<()> {
        let mut inner = self.inner();
        inner.whole_step()?;
        let lies_there = |step: &Vec<(PathBuf, Option<usize>)>| step[0].0.parent() == Some(folder);
        let (now, later) = std::mem::take(&mut inner.unsynced)
            .into_iter()
            .partition(lies_there);
        inner.unsynced = later;
        let now: Vec<Vec<(PathBuf, Option<usize>)>> = now;
        for (path, number) in now.into_iter().flatten() {
            match number {
                Some(number) => inner.durable_names.insert(path, number),
                None => inner.durable_names.remove(&path),
            };
        }
        Ok(())
    }

    fn pause(&self, _time: Duration) {}
}

impl DiskFile for MemoryFile {
    fn write_at(&self, offset: u64, bytes: &[u8]) -> io::Result<()> {
        let mut inner = self.disk.inner();
        let short = inner.step()?;
        let written = if short {
            &bytes[..bytes.len() / 2]
        } else {
            bytes
        };
        let file = &mut inner.files[self.number].bytes;
        let end = offset as usize + written.len();
        file.resize(file.len().max(end), 0);
        file[offset as usize..end].copy_from_slice(written);
        if short {
            Err(io::ErrorKind::StorageFull.into())
        } else {
            Ok(())
        }
    }

    fn cut(&self, len: u64) -> io::Result<()> {
        let mut inner = self.disk.inner();
        inner.whole_step()?;
        inner.files[self.number].bytes.resize(len as usize, 0);
        Ok(())
    }

    /// After a failed sync, the system believes that the lost data was written.
    fn sync(&self) -> io::Result<()> {
        let mut inner = self.disk.inner();
        inner.whole_step()?;
        let file = &mut inner.files[self.number];
        file.durable = file.bytes.clone();
        Ok(())
    }

    fn try_lock(&self) -> io::Result<bool> {
        let mut inner = self.disk.inner();
        inner.whole_step()?;
        let file = &mut inner.files[self.number];
        if file.locked {
            return Ok(false);
        }
        file.locked = true;
        *self.holds_lock.lock().unwrap() = true;
        Ok(true)
    }
}

impl Drop for MemoryFile {
    fn drop(&mut self) {
        if *self.holds_lock.lock().unwrap() {
            self.disk.inner().files[self.number].locked = false;
        }
    }
}
