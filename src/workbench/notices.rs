use super::command::Command;
use crate::{
    analysis::{Certainty, OtherWords, ProtectedNames},
    text::escaped_for_message,
};

/// A message to the user.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Notice {
    pub id: u64,
    pub kind: NoticeKind,
    /// One or more plain sentences.
    pub text: String,
    pub command: Option<Command>,
    /// The failure that the notice reports, for as long as it lasts.
    pub about: Option<About>,
}

/// Maximum length of a notice that disappears by itself, in characters: it fits into the status bar and is read in a few
/// seconds.
const MAX_PASSING_CHARACTERS: usize = 90;

impl Notice {
    /// Whether it disappears by itself after a few seconds.
    pub fn passes(&self) -> bool {
        let is_kept = match self.kind {
            NoticeKind::Done => self.command.is_some_and(|command| command != Command::Undo),
            NoticeKind::Hint => false,
            NoticeKind::Error => true,
        };
        !is_kept && self.text.chars().count() <= MAX_PASSING_CHARACTERS && !self.text.contains('\n')
    }
}

/// The subject of a failure. Each subject has at most one notice, the latest, which is removed once the same action
/// succeeds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum About {
    Change,
    Save,
    /// Keeping a backup of the replaced file.
    Backup,
    /// Copying originals into the folder beside the project.
    Originals,
    Opening,
    Articles,
    /// Reading a table of claims.
    Claims,
    /// Articles with nearly the same text.
    NearDuplicates,
    Export,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NoticeKind {
    /// Something was done. Removed by the next change.
    Done,
    /// The reason why a command cannot run now. Removed by the next command or selection.
    Hint,
    /// Something failed. Stays until the user dismisses it or the failure is resolved.
    Error,
}

/// The visible notices, oldest first.
#[derive(Clone, Debug, Default)]
pub struct Notices {
    shown: Vec<Notice>,
    next_id: u64,
}

impl Notices {
    /// The visible notices, oldest first.
    pub fn shown(&self) -> &[Notice] {
        &self.shown
    }

    pub fn error(&mut self, text: impl Into<String>) {
        self.push(NoticeKind::Error, &text.into(), None);
    }

    /// Reports a failure, with a command that helps. Returns the notice's id.
    pub fn error_with(&mut self, text: impl Into<String>, command: Command) -> u64 {
        self.push(NoticeKind::Error, &text.into(), Some(command));
        self.next_id
    }

    /// Reports a failure, in place of the previous notice on the same subject.
    pub fn trouble(&mut self, about: About, text: impl Into<String>, command: Option<Command>) {
        self.over(about);
        self.push(NoticeKind::Error, &text.into(), command);
        if let Some(notice) = self.shown.last_mut() {
            notice.about = Some(about);
        }
    }

    /// Removes the notice of a failure that is resolved.
    pub fn over(&mut self, about: About) {
        self.shown.retain(|notice| notice.about != Some(about));
    }

    /// Removes notices about the previous project.
    pub fn forget_project(&mut self) {
        self.forget_done();
        self.shown.retain(|notice| notice.about.is_none());
    }

    /// Confirms an action, with a suitable next command.
    pub fn done(&mut self, text: impl Into<String>, command: Option<Command>) {
        self.forget_done();
        self.push(NoticeKind::Done, &text.into(), command);
    }

    /// Adds a line to the confirmation of the last action, or shows it alone.
    pub fn add_to_done(&mut self, text: impl Into<String>) {
        let done = self
            .shown
            .iter()
            .rposition(|it| it.kind == NoticeKind::Done);
        let done = done.map(|at| self.shown.remove(at));
        let (before, command) = done.map_or_else(<_>::default, |it| (it.text + "\n", it.command));
        self.push(NoticeKind::Done, &(before + &text.into()), command);
    }

    /// Removes the reasons why a command could not run, which may no longer apply.
    pub fn forget_hint(&mut self) {
        self.shown.retain(|notice| notice.kind != NoticeKind::Hint);
    }

    /// Explains why a command did nothing.
    pub fn hint(&mut self, text: impl Into<String>) {
        self.forget_hint();
        self.push(NoticeKind::Hint, &text.into(), None);
    }

    /// Explains why a command did nothing, with a command that helps.
    pub fn hint_with(&mut self, text: impl Into<String>, command: Command) {
        self.forget_hint();
        self.push(NoticeKind::Hint, &text.into(), Some(command));
    }

    pub fn dismiss(&mut self, id: u64) {
        self.shown.retain(|notice| notice.id != id);
    }

    /// Removes confirmations, which no longer report the latest action.
    pub fn forget_done(&mut self) {
        self.shown.retain(|notice| notice.kind == NoticeKind::Error);
    }

    /// Replaces protected names with stand-ins in all notices newer than the given number.
    pub fn conceal_since(&mut self, last: u64, names: &ProtectedNames) {
        for notice in self.shown.iter_mut().filter(|notice| notice.id > last) {
            let none = OtherWords::default();
            let shown = names.concealed_but(&notice.text, &none, Certainty::Surely);
            notice.text = shown.into_owned();
        }
    }

    /// The number of the latest notice.
    pub fn last_id(&self) -> u64 {
        self.next_id
    }

    /// Paths and quotes may contain anything, but must not break lines or change the direction of text.
    fn push(&mut self, kind: NoticeKind, text: &str, command: Option<Command>) {
        let lines: Vec<_> = text.split('\n').map(escaped_for_message).collect();
        let text = lines.join("\n");
        self.next_id += 1;
        self.shown.push(Notice {
            id: self.next_id,
            kind,
            text,
            command,
            about: None,
        });
    }
}
