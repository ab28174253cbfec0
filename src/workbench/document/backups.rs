use crate::{
    analysis::ClaimTable,
    storage::{Backup, FileError, OpenedFile},
    workbench::{
        Workbench,
        intent::{Departure, Effect, Overlay},
        session::Session,
    },
};

#[derive(Debug)]
pub enum BackupIntent {
    Listed(Result<Vec<Backup>, FileError>),
    /// Opens a backup as an unsaved copy.
    Restore(Box<Backup>),
    /// The backup was read and its table built, or reading failed.
    Read(
        Box<Backup>,
        Result<Box<(OpenedFile, ClaimTable)>, FileError>,
    ),
}

#[derive(Debug, Default)]
pub(in crate::workbench) struct BackupSession {
    /// `None` while they are being listed.
    listed: Option<Vec<Backup>>,
}

impl BackupSession {
    pub(in crate::workbench) fn listed(&self) -> Option<&[Backup]> {
        self.listed.as_deref()
    }

    /// Asks for the list, with the backups of the open project first.
    pub(in crate::workbench) fn open(&mut self, session: &mut Session) {
        self.listed = None;
        session.overlay = Some(Overlay::Backups);
        let path = session.document.path.clone();
        session.effect(Effect::ListBackups(path));
    }
}

impl Workbench {
    pub(in crate::workbench) fn backup_intent(&mut self, intent: BackupIntent) {
        match intent {
            BackupIntent::Listed(Ok(backups)) => self.backups.listed = Some(backups),
            BackupIntent::Listed(Err(error)) => {
                self.backups.listed = Some(Vec::new());
                self.session.notices.error(error.to_string());
            }
            BackupIntent::Restore(backup) => self.leave(Departure::Backup(backup)),
            BackupIntent::Read(backup, result) => self.backup_read(backup, result),
        }
    }
}
