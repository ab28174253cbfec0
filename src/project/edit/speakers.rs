use super::{EditError, SpeakerEdit, apply::check_place};
use crate::project::{
    records::{Speaker, SpeakerId},
    store::{Project, SpeakerEntry},
};

impl Project {
    pub(crate) fn apply_speaker(&mut self, edit: SpeakerEdit) -> Result<SpeakerEdit, EditError> {
        match edit {
            SpeakerEdit::Add { at, speaker } => self.add_speaker(at, *speaker),
            SpeakerEdit::Remove(id) => self.remove_speaker(id),
            SpeakerEdit::Set(mut speaker) => {
                let id = speaker.id;
                let entry = self.speakers.get_mut(&id).ok_or(EditError::NoSpeaker(id))?;
                std::mem::swap(&mut entry.speaker, &mut speaker);
                Ok(SpeakerEdit::Set(speaker))
            }
        }
    }

    fn add_speaker(&mut self, at: usize, speaker: Speaker) -> Result<SpeakerEdit, EditError> {
        let Speaker {
            id,
            name: _,
            aliases: _,
            role: _,
            notes: _,
            stand_in: _,
            excluded: _,
        } = speaker;
        if self.speakers.contains_key(&id) {
            return Err(EditError::IdInUse(format!("speaker {id}")));
        }
        check_place(at, self.speakers.len())?;
        let entry = SpeakerEntry::new(speaker);
        self.speakers.shift_insert(at, id, entry);
        Ok(SpeakerEdit::Remove(id))
    }

    fn remove_speaker(&mut self, id: SpeakerId) -> Result<SpeakerEdit, EditError> {
        let (at, _, entry) = self
            .speakers
            .get_full(&id)
            .ok_or(EditError::NoSpeaker(id))?;
        if entry.is_in_use() {
            return Err(EditError::SpeakerInUse(id));
        }
        let entry = self
            .speakers
            .shift_remove(&id)
            .ok_or(EditError::NoSpeaker(id))?;
        let speaker = Box::new(entry.speaker);
        Ok(SpeakerEdit::Add { at, speaker })
    }
}
