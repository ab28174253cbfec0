use super::command::Command;

/// A message to the person.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Notice {
    pub id: u64,
    pub kind: NoticeKind,
    /// One or more sentences.
    pub text: String,
    /// A command shown as a button.
    pub offer: Option<Command>,
    /// The action that failed, until it succeeds.
    pub about: Option<About>,
}

/// An action that can fail. Each has at most one notice, the latest, which goes when the action succeeds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum About {
    Change,
    Save,
    /// Keeping a backup of the replaced file.
    Backup,
    Opening,
    Articles,
    Export,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NoticeKind {
    /// Something was done; goes with the next change.
    Done,
    /// Why a command cannot run now; goes with the next command or selection.
    Hint,
    /// Something failed; stays until it is dismissed or succeeds.
    Error,
}

#[derive(Clone, Debug, Default)]
pub struct Notices {
    shown: Vec<Notice>,
    next_id: u64,
}

impl Notices {
    /// Oldest first.
    #[must_use]
    pub fn shown(&self) -> &[Notice] {
        &self.shown
    }

    pub fn error(&mut self, text: impl Into<String>) {
        self.push(NoticeKind::Error, text.into(), None);
    }

    /// With a command that helps. Returns the notice's id.
    pub fn error_with(&mut self, text: impl Into<String>, command: Command) -> u64 {
        self.push(NoticeKind::Error, text.into(), Some(command));
        self.next_id
    }

    /// Replaces the notice about the same action.
    pub fn problem(&mut self, about: About, text: impl Into<String>, offer: Option<Command>) {
        self.resolved(about);
        self.push(NoticeKind::Error, text.into(), offer);
        if let Some(notice) = self.shown.last_mut() {
            notice.about = Some(about);
        }
    }

    /// The action succeeded.
    pub fn resolved(&mut self, about: About) {
        self.shown.retain(|notice| notice.about != Some(about));
    }

    /// Another project is open.
    pub fn forget_project(&mut self) {
        self.forget_done();
        self.shown.retain(|notice| notice.about.is_none());
    }

    pub fn done(&mut self, text: impl Into<String>, offer: Option<Command>) {
        self.forget_done();
        self.push(NoticeKind::Done, text.into(), offer);
    }

    pub fn forget_hint(&mut self) {
        self.shown.retain(|notice| notice.kind != NoticeKind::Hint);
    }

    /// Says why nothing happened.
    pub fn hint(&mut self, text: impl Into<String>) {
        self.forget_hint();
        self.push(NoticeKind::Hint, text.into(), None);
    }

    pub fn hint_with(&mut self, text: impl Into<String>, offer: Command) {
        self.forget_hint();
        self.push(NoticeKind::Hint, text.into(), Some(offer));
    }

    pub fn dismiss(&mut self, id: u64) {
        self.shown.retain(|notice| notice.id != id);
    }

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
