//! The open file is not ours alone: another window may have it open, and another program may change it.

use crate::{
    storage::{CopyKind, CopyOf, FileHash, Hold, Holder, Holding, Replaces, Seen, Since, Watch},
    workbench::{
        Workbench,
        command::Command,
        intent::{Departure, Effect, Question},
        notices::About,
    },
};

use std::path::{Path, PathBuf};

/// What is known of others at the open file.
#[derive(Debug, Default)]
pub(crate) struct Sharing {
    /// The file as it was read or written here last; `None` for a project without a file.
    seen: Option<Seen>,
    /// It was gone, and the person goes on without it: a save makes it anew, but replaces nothing that came back.
    stays_gone: bool,
    /// Looks at it.
    looks: Looks,
    /// It is being asked for.
    asking: bool,
    /// What became of it behind our back, until the person has said what to do.
    changed: Option<Changed>,
    /// Who else has it open: here it is only read.
    elsewhere: Option<Holder>,
    /// Tells others that it is open here. Letting go of it takes the note away.
    held: Option<Hold>,
    /// Says when something may have happened to it.
    watch: Option<Watch>,
}

/// Looks at the open file on the disk: one at a time.
#[derive(Debug, Default)]
struct Looks {
    /// It is being looked at just now.
    under_way: bool,
    /// Something may have happened to it during the look, or during a save of our own.
    due: bool,
}

/// What became of the open project's file behind our back.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Changed {
    /// Another program has written it.
    Rewritten(Seen),
    /// It was moved or deleted.
    Gone,
}

/// About others at the open file.
#[derive(Debug)]
pub enum SharingIntent {
    /// The file was asked for, and is ours or not.
    Held(Box<HeldFile>),
    /// Something may have happened to the file.
    Look,
    /// The file at this path was looked at; `None` where the system would not let it be.
    Looked(PathBuf, Option<Since>),
    /// Opens the file as it is now; unsaved changes are asked about.
    Reload,
    /// Goes on with what is on the screen; the next save replaces the file.
    KeepMine,
}

/// What came of asking for a file.
#[derive(Debug)]
pub struct HeldFile {
    /// Which file.
    pub path: PathBuf,
    /// Whether it is ours.
    pub holding: Holding,
    /// Says when something may have happened to it; `None` where its folder cannot be watched.
    pub watch: Option<Watch>,
    /// The file as it is, where it was not seen before.
    pub seen: Option<Seen>,
}

impl Sharing {
    pub(crate) fn of(seen: Option<Seen>) -> Self {
        Self {
            seen,
            ..Self::default()
        }
    }

    /// The hash of the file as it was read or written here last.
    pub(crate) fn seen_hash(&self) -> Option<FileHash> {
        self.seen.map(|seen| seen.hash())
    }

    /// What a save at `path` may replace, where `open` is the open file.
    pub(crate) fn replaced_by_saving_at(&self, path: &Path, open: Option<&Path>) -> Replaces {
        match self.seen {
            _ if open != Some(path) => Replaces::Anything,
            _ if self.stays_gone => Replaces::NoFile,
            Some(seen) => Replaces::Only(seen),
            None => Replaces::Anything,
        }
    }
}

impl Workbench {
    /// What became of the open file behind our back, while the person has not yet said what to do.
    #[must_use]
    pub fn changed_file(&self) -> Option<Changed> {
        self.document.sharing.changed
    }

    /// Who else has the open file; then it is only read here.
    #[must_use]
    pub fn open_elsewhere(&self) -> Option<&Holder> {
        self.document.sharing.elsewhere.as_ref()
    }

    /// Whether others are told that the open file is open here.
    #[must_use]
    pub fn holds_file(&self) -> bool {
        self.document.sharing.held.is_some()
    }

    pub(crate) fn sharing_intent(&mut self, intent: SharingIntent) {
        match intent {
            SharingIntent::Held(file) => self.held(*file),
            SharingIntent::Look => self.look_at_file(),
            SharingIntent::Looked(path, since) => self.looked(&path, since),
            SharingIntent::Reload => self.reload(),
            SharingIntent::KeepMine => self.keep_mine(),
        }
    }

    /// The project was saved at `path`, its first or another one.
    pub(crate) fn share(&mut self, path: PathBuf, seen: Option<Seen>) {
        if self.document.path.as_ref() == Some(&path) {
            let sharing = &mut self.document.sharing;
            sharing.seen = seen;
            sharing.changed = None;
            sharing.stays_gone = false;
        } else {
            self.share_anew(Sharing::of(seen));
            self.effects
                .push(Effect::HoldFile(path.clone(), seen.is_some()));
        }
        self.document.path = Some(path);
        self.effects.push(Effect::ProjectPathChanged);
    }

    /// Lets go of the file that was open, and begins with another, or with none.
    pub(crate) fn share_anew(&mut self, sharing: Sharing) {
        let before = std::mem::replace(&mut self.document.sharing, sharing);
        self.let_go(before.held, before.watch);
    }

    /// What holds a file touches the disk once more when it goes, which may have gone itself.
    fn let_go(&mut self, hold: Option<Hold>, watch: Option<Watch>) {
        if hold.is_some() || watch.is_some() {
            self.effects.push(Effect::LetGo(hold, watch));
        }
    }

    fn held(&mut self, file: HeldFile) {
        if self.document.path.as_ref() != Some(&file.path) {
            let hold = match file.holding {
                Holding::Ours(hold) => Some(hold),
                Holding::Theirs(_) | Holding::Already | Holding::Impossible(_) => None,
            };
            self.let_go(hold, file.watch);
            return;
        }
        let sharing = &mut self.document.sharing;
        sharing.asking = false;
        sharing.seen = sharing.seen.or(file.seen.filter(|_| !sharing.stays_gone));
        let watch = std::mem::replace(&mut sharing.watch, file.watch);
        self.let_go(None, watch);
        // What happened before the watch began, it cannot tell.
        self.look_whether_it_changed(file.path.clone());
        let sharing = &mut self.document.sharing;
        match file.holding {
            Holding::Ours(hold) => {
                sharing.held = Some(hold);
                self.document
                    .question
                    .take_if(|question| *question == Question::OpenElsewhere);
                let sharing = &mut self.document.sharing;
                if sharing.elsewhere.take().is_some() {
                    let sentence =
                        format!("{} is free now and can be changed here", self.file_name());
                    self.notices.done(sentence, None);
                    self.look_at_file();
                }
            }
            Holding::Theirs(holder) if sharing.elsewhere.is_none() => {
                sharing.elsewhere = Some(holder);
                // What is asked already is about leaving; then nothing is to be said of the file.
                self.document
                    .question
                    .get_or_insert(Question::OpenElsewhere);
            }
            // What was got then is on its way, or was for a document that is gone by now.
            Holding::Already if sharing.held.is_none() => {
                let is_seen = sharing.seen.is_some();
                self.effects.push(Effect::HoldFile(file.path, is_seen));
            }
            // Nothing new; or nobody can be told in a folder that may not be written, and saving there will say so.
            Holding::Theirs(_) | Holding::Already | Holding::Impossible(_) => {}
        }
    }

    /// Has the file looked at, and the one that another window has open asked for again.
    fn look_at_file(&mut self) {
        let Some(path) = self.document.path.clone() else {
            return;
        };
        let sharing = &mut self.document.sharing;
        if sharing.elsewhere.is_some() && !std::mem::replace(&mut sharing.asking, true) {
            let is_seen = sharing.seen.is_some();
            self.effects.push(Effect::HoldFile(path.clone(), is_seen));
        }
        self.look_whether_it_changed(path);
    }

    fn look_whether_it_changed(&mut self, path: PathBuf) {
        let sharing = &mut self.document.sharing;
        // A save of our own is no news; what it replaces, it looks at itself.
        if sharing.looks.under_way || self.document.saving {
            sharing.looks.due = true;
        } else if let Some(seen) = sharing.seen {
            sharing.looks.under_way = true;
            self.effects.push(Effect::LookAtFile(path, seen));
        }
    }

    /// A look or a save has ended: what happened meanwhile is looked at now.
    pub(crate) fn look_at_what_happened_meanwhile(&mut self) {
        if std::mem::take(&mut self.document.sharing.looks.due) {
            self.look_at_file();
        }
    }

    fn looked(&mut self, path: &Path, since: Option<Since>) {
        self.document.sharing.looks.under_way = false;
        if self.path() != Some(path) {
            return;
        }
        let sharing = &mut self.document.sharing;
        if self.document.saving {
            // It may have been the file before the save, or the one after.
            sharing.looks.due = true;
            return;
        }
        match since {
            Some(Since::Same(now)) => {
                sharing.seen = Some(now);
                if sharing.changed.take().is_some() {
                    self.notices.over(About::Save);
                }
            }
            Some(Since::Changed(now)) => sharing.changed = Some(Changed::Rewritten(now)),
            Some(Since::Gone) => sharing.changed = Some(Changed::Gone),
            // A drive that is away for a moment. Saving looks again, and says what is the matter.
            None => {}
        }
        self.look_at_what_happened_meanwhile();
    }

    /// A save found another file than it was to replace, and left it alone. `now` is that file, `None` where it is gone.
    pub(crate) fn file_has_changed(&mut self, now: Option<Seen>) {
        self.document.sharing.changed = Some(now.map_or(Changed::Gone, Changed::Rewritten));
    }

    /// A save has replaced the file, but what is there now was not told.
    pub(crate) fn look_at_own_file(&mut self, path: &Path) {
        if self.path() == Some(path) {
            self.document.sharing.seen = None;
            self.effects.push(Effect::HoldFile(path.to_owned(), false));
        }
    }

    fn reload(&mut self) {
        if let Some(path) = self.document.path.clone() {
            self.depart(Departure::Reload(path));
        }
    }

    fn keep_mine(&mut self) {
        let sharing = &mut self.document.sharing;
        sharing.seen = match sharing.changed.take() {
            Some(Changed::Rewritten(now)) => Some(now),
            Some(Changed::Gone) => None,
            None => return,
        };
        sharing.stays_gone = sharing.seen.is_none();
        // What kept the file from being saved is settled.
        self.notices.over(About::Save);
        // What is on the screen is no longer what the file holds, and nothing else holds it.
        self.document.saved = None;
        let kept = self.document.path.clone().map(|file| CopyOf {
            file,
            how: CopyKind::Kept,
        });
        self.rebase_journal(kept);
    }

    /// The open file becomes an unsaved copy, which belongs to nobody else.
    pub(crate) fn work_on_copy(&mut self) {
        let file = self.document.path.take();
        self.document.copy_of = file.map(|file| CopyOf {
            file,
            how: CopyKind::Held,
        });
        self.document.saved = None;
        self.share_anew(Sharing::default());
        self.rebase_journal(self.document.copy_of.clone());
        self.effects.push(Effect::ProjectPathChanged);
    }

    /// Says why nothing can be changed, where another window has the file; returns whether that is so.
    pub(crate) fn refuses_changes(&mut self) -> bool {
        let Some(holder) = &self.document.sharing.elsewhere else {
            return false;
        };
        let sentence = format!(
            "{} is only read here: {} has it open. Save it under another name to go on with a copy",
            self.file_name(),
            holder
        );
        self.notices.hint_with(sentence, Command::SaveAs);
        true
    }

    fn file_name(&self) -> String {
        let name = self.path().and_then(Path::file_name);
        name.map_or_else(
            || self.document_name(),
            |name| name.to_string_lossy().into_owned(),
        )
    }
}
