//! Nothing is lost, whatever fails, is truncated or is damaged, at every step of saving, journalling, backing up and
//! recovering. Proves the promises of docs/what-happens-to-your-work.md, test by test.

mod any_change;
mod damage;
mod file_gone;
mod golden_journal;
mod many_journals;
mod meddler;
mod memory_disk;
mod rebase;
mod recovery;
mod removed_folder;
mod replaced_journal;
mod saving;
mod session;
mod steps;
