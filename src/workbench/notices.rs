use super::command::Command;

/// Something the person should know; stays until it is read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Notice {
    /// Tells one from another.
    pub id: u64,
    /// How bad it is.
    pub kind: NoticeKind,
    /// One or more plain sentences.
    pub text: String,
    /// A command that is offered with it.
    pub offer: Option<Command>,
    /// What did not go well, for as long as that is so.
    pub about: Option<About>,
}

/// What did not go well. There is one notice of each, the latest, and it goes when the same has gone well.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum About {
    /// A change to the project.
    Change,
    /// Saving the project.
    Save,
    /// Keeping a backup of the file that was replaced.
    Backup,
    /// Opening a project.
    Opening,
    /// Adding articles.
    Articles,
    /// Writing a table.
    Export,
}

/// How bad a [`Notice`] is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NoticeKind {
    /// Something was done. Goes away with the next change.
    Done,
    /// Why a command cannot be given now. Goes away with the next command or choice.
    Hint,
    /// Something could not be done. Stays until it is put away, or is no longer so.
    Error,
}

/// The notices in view, oldest first.
#[derive(Clone, Debug, Default)]
pub struct Notices {
    shown: Vec<Notice>,
    next_id: u64,
}

impl Notices {
    /// The notices in view, oldest first.
    #[must_use]
    pub fn shown(&self) -> &[Notice] {
        &self.shown
    }

    /// Tells that something could not be done.
    pub fn error(&mut self, text: impl Into<String>) {
        self.push(NoticeKind::Error, text.into(), None);
    }

    /// Tells that something could not be done, with a command that helps. Returns the notice's id.
    pub fn offer(&mut self, text: impl Into<String>, command: Command) -> u64 {
        self.push(NoticeKind::Error, text.into(), Some(command));
        self.next_id
    }

    /// Tells what did not go well, in place of what was told of it before.
    pub fn trouble(&mut self, about: About, text: impl Into<String>, offer: Option<Command>) {
        self.over(about);
        self.push(NoticeKind::Error, text.into(), offer);
        if let Some(notice) = self.shown.last_mut() {
            notice.about = Some(about);
        }
    }

    /// It went well now: what was told of it is no longer so.
    pub fn over(&mut self, about: About) {
        self.shown.retain(|notice| notice.about != Some(about));
    }

    /// What is open now is another project: nothing of this is about it.
    pub fn forget_project(&mut self) {
        self.forget_done();
        self.shown.retain(|notice| notice.about.is_none());
    }

    /// Tells that something was done, with a command that goes well with it.
    pub fn done(&mut self, text: impl Into<String>, offer: Option<Command>) {
        self.forget_done();
        self.push(NoticeKind::Done, text.into(), offer);
    }

    /// Puts away why something could not be done: something else was done, or what was missing is there now.
    pub fn forget_hint(&mut self) {
        self.shown.retain(|notice| notice.kind != NoticeKind::Hint);
    }

    /// Tells why nothing happened.
    pub fn hint(&mut self, text: impl Into<String>) {
        self.forget_hint();
        self.push(NoticeKind::Hint, text.into(), None);
    }

    /// The same with a command that helps.
    pub fn hint_with(&mut self, text: impl Into<String>, offer: Command) {
        self.forget_hint();
        self.push(NoticeKind::Hint, text.into(), Some(offer));
    }

    /// Puts one away.
    pub fn dismiss(&mut self, id: u64) {
        self.shown.retain(|notice| notice.id != id);
    }

    /// Puts away what only told of something done: it is no longer the last thing that happened.
    pub fn forget_done(&mut self) {
        self.shown.retain(|notice| notice.kind == NoticeKind::Error);
    }

    fn push(&mut self, kind: NoticeKind, text: String, offer: Option<Command>) {
        self.next_id += 1;
        self.shown.push(Notice {
            id: self.next_id,
            kind,
            text,
            offer,
            about: None,
        });
    }
}
