//! Backups: earlier states of project files.

use super::{name_of, opened_project::OpenedProject};
use crate::{
    analysis::ClaimTable,
    storage::{
        Backup, CopyKind, CopyOf, FileError, JournalBase, JournalStart, LoadError, OpenedFile,
    },
    workbench::{
        Workbench,
        command::Command,
        document::LeaveAction,
        intent::{Effect, Overlay},
    },
};

#[derive(Debug)]
pub enum BackupIntent {
    /// The list of backups, or the reason why they cannot be listed.
    Listed(Result<Vec<Backup>, FileError>),
    /// Opens a backup as an unsaved copy.
    Restore(Box<Backup>),
    /// A backup was read and its table built, or reading failed.
    Read(
        Box<Backup>,
        Result<Box<(OpenedFile, ClaimTable)>, FileError>,
    ),
}

/// The backups that were found; `None` while the search is running.
#[derive(Debug, Default)]
pub(super) struct Backups(Option<Vec<Backup>>);

impl Workbench {
    /// The backups that can be restored; `None` while the search is running.
    pub fn backups(&self) -> Option<&[Backup]> {
        self.document.backups.0.as_deref()
    }

    pub(crate) fn backup_intent(&mut self, intent: BackupIntent) {
        match intent {
            BackupIntent::Listed(Ok(backups)) => self.document.backups.0 = Some(backups),
            BackupIntent::Listed(Err(error)) => {
                self.document.backups.0 = Some(Vec::new());
                self.notices.error(error.to_string());
            }
            BackupIntent::Restore(backup) => self.depart(LeaveAction::Backup(backup)),
            BackupIntent::Read(backup, result) => self.backup_read(backup, result),
        }
    }

    /// Lists the backups, those of the open project first.
    pub(crate) fn show_backups(&mut self) {
        self.document.backups.0 = None;
        self.set_overlay(Some(Overlay::Backups));
        let first = self.document.path.clone();
        self.effects.push(Effect::ListBackups(first));
    }

    fn backup_read(
        &mut self,
        backup: Box<Backup>,
        result: Result<Box<(OpenedFile, ClaimTable)>, FileError>,
    ) {
        match self.fetched(result, || LeaveAction::Backup(backup.clone())) {
            None => {}
            Some(Ok(read)) => {
                let (OpenedFile { project, hash, .. }, table) = *read;
                let start = JournalStart {
                    name: name_of(&project, Some(&backup.of)),
                    base: JournalBase::File(backup.path, hash),
                    copy: Some(CopyOf {
                        file: backup.of,
                        how: CopyKind::Backup,
                    }),
                    ..JournalStart::default()
                };
                self.replace_project(OpenedProject::fresh(project.into(), table, start));
                self.notices.done(
                    "This is an unsaved copy of the backup. Save it to keep it",
                    Some(Command::SaveAs),
                );
            }
            Some(Err(FileError::Load {
                source: LoadError::Damaged(damaged),
                ..
            })) => self.begin_repair_of_backup(backup.of, *damaged),
            Some(Err(error)) => self.notices.error(error.to_string()),
        }
    }
}
