//! The speakers: added, entered in fields, merged and deleted.

use super::removal;
use crate::{
    project::{Change, Edit, Label, Project, Speaker, SpeakerEdit, SpeakerId, TypingIn, name_key},
    storage::fresh_id,
    workbench::{Workbench, command::Command},
};

use std::collections::BTreeSet;

/// A speaker entered in a field.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SpeakerInput {
    /// One of the suggested speakers. Several can share a name.
    Known(SpeakerId),
    /// The speaker with this name, created if there is none. An empty name clears the field.
    Called(String),
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SpeakerIntent {
    Add(String),
    /// Replaces the record with the same id after typing in one of its fields.
    Edit(Box<Speaker>),
    /// Replaces the record with the same id after a click. Carries the label of the undo step.
    Set(Box<Speaker>, Label),
    AddAlias(SpeakerId, String),
    /// Merges the first speaker into the second, which gets its references and spellings.
    Merge(SpeakerId, SpeakerId),
    /// Deletes the speaker and its references in attributions, claims and provenance.
    Delete(SpeakerId),
}

impl Workbench {
    /// Returns the entered speaker, if any; for a new speaker, also the edit that adds it.
    pub(crate) fn named(&self, named: SpeakerInput) -> (Option<SpeakerId>, Vec<Edit>) {
        match named {
            SpeakerInput::Known(id) => (Some(id), Vec::new()),
            SpeakerInput::Called(name) if name.trim().is_empty() => (None, Vec::new()),
            SpeakerInput::Called(name) => {
                let (id, edits) = self.called(&name);
                (Some(id), edits)
            }
        }
    }

    /// Finds the speaker by name, or returns a new one with the edit that adds it.
    fn called(&self, name: &str) -> (SpeakerId, Vec<Edit>) {
        if let Some(known) = self.project.speaker_called(name) {
            return (known.id, Vec::new());
        }
        let id = fresh_id();
        let speaker = Box::new(Speaker::new(id, name.trim().to_owned()));
        let at = self.project.speakers().len();
        let add = Edit::Speaker(SpeakerEdit::Add { at, speaker });
        (id, vec![add])
    }

    pub(crate) fn speaker_intent(&mut self, intent: SpeakerIntent) {
        match intent {
            SpeakerIntent::Add(name) => self.add_speaker(&name),
            SpeakerIntent::Edit(speaker) => {
                let typing = TypingIn::Speaker(speaker.id);
                let edit = Edit::Speaker(SpeakerEdit::Set(speaker));
                self.commit(Change::typed("edit speaker", typing, edit));
            }
            SpeakerIntent::Set(speaker, label) => {
                let edit = Edit::Speaker(SpeakerEdit::Set(speaker));
                self.commit(Change::new(label, vec![edit]));
            }
            SpeakerIntent::AddAlias(id, alias) => self.add_alias(id, alias.trim()),
            SpeakerIntent::Merge(from, into) => self.merge_speakers(from, into),
            SpeakerIntent::Delete(id) => self.delete_speaker(id),
        }
    }

    fn add_speaker(&mut self, name: &str) {
        if name.trim().is_empty() {
            return;
        }
        let (known, edits) = self.called(name);
        if !edits.is_empty() {
            self.commit(Change::new("add speaker", edits));
        } else if let Some(known) = self.project.speaker(known) {
            // Not the typed name, which may be the real name of a protected source.
            let message = format!("{} already has this name", known.shown_name());
            self.notices.error(message);
        }
    }

    fn delete_speaker(&mut self, id: SpeakerId) {
        let Some(name) = self.project.speaker(id).map(Speaker::shown_name) else {
            return;
        };
        let message = format!("Deleted {name}. Its passages are now unattributed");
        let edits = removal::speaker(&self.project, id);
        if self.commit(Change::new("delete speaker", edits)) {
            self.notices.done(message, Some(Command::Undo));
        }
    }

    fn add_alias(&mut self, id: SpeakerId, alias: &str) {
        let Some(mut speaker) = self.project.speaker(id).cloned() else {
            return;
        };
        if !alias.is_empty() && !speaker.is_called(alias) {
            speaker.aliases.push(alias.into());
            let edit = Edit::Speaker(SpeakerEdit::Set(Box::new(speaker)));
            self.commit(Change::new("add alias", vec![edit]));
        }
    }

    fn merge_speakers(&mut self, from: SpeakerId, into: SpeakerId) {
        let project = &self.project;
        let (Some(gone), Some(kept)) = (project.speaker(from), project.speaker(into)) else {
            return;
        };
        if from == into {
            return;
        }
        let merged = merged(gone, kept);
        // If one of the two is protected, neither name may be shown.
        let message = match merged.stand_in {
            Some(_) => format!("Merged into {}", merged.shown_name()),
            None => format!("Merged {} into {}", gone.name, merged.name),
        };
        let mut edits = removal::renaming_speaker(project, from, Some(into));
        edits.push(Edit::Speaker(SpeakerEdit::Set(Box::new(merged))));
        edits.push(Edit::Speaker(SpeakerEdit::Remove(from)));
        if self.commit(Change::new("merge speakers", edits)) {
            self.notices.done(message, Some(Command::Undo));
        }
    }
}

/// The kept speaker with the other's spellings, and with the other's values for its empty fields.
fn merged(gone: &Speaker, kept: &Speaker) -> Speaker {
    let Speaker {
        id: _,
        name: _, // one of the spellings, as are the aliases
        aliases: _,
        role,
        notes,
        stand_in,
        excluded,
    } = gone;
    let mut merged = kept.clone();
    for spelling in gone.spellings() {
        if !merged.is_called(spelling) {
            merged.aliases.push(spelling.into());
        }
    }
    if merged.role.is_empty() {
        merged.role.clone_from(role);
    }
    let other_role =
        (*role != merged.role && !role.is_empty()).then(|| format!("Role before merging: {role}"));
    for more in other_role.iter().chain([notes]) {
        if !more.is_empty() {
            let gap = if merged.notes.is_empty() { "" } else { "\n" };
            merged.notes = [merged.notes.as_str(), gap, more].concat();
        }
    }
    // A protected or retracted speaker stays so under any name.
    merged.stand_in = merged.stand_in.or_else(|| stand_in.clone());
    merged.excluded = merged.excluded.or(*excluded);
    merged
}

/// The next unused stand-in for a protected source: "Source A" to "Source Z", then "Source 27" and so on.
pub fn free_stand_in(project: &Project) -> String {
    let used: BTreeSet<String> = project
        .speakers()
        .flat_map(|speaker| speaker.spellings().chain(speaker.stand_in.as_deref()))
        .map(name_key)
        .collect();
    let mut names = (0_u32..).map(|nth| match u8::try_from(nth) {
        Ok(letter @ 0..26) => format!("Source {}", char::from(b'A' + letter)),
        _ => format!("Source {}", nth + 1),
    });
    let free = names.find(|name| !used.contains(&name_key(name)));
    free.unwrap_or_default()
}
