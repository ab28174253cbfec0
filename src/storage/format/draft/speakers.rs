//! Speakers of a file, and references to them.

use super::{
    Draft, PlacedFault, erase,
    file_record::{FileRecord, none_of},
};
use crate::{
    project::{Attribution, Edit, EditError, Speaker, SpeakerEdit, SpeakerId},
    storage::{
        format::{
            problem::{Fault, Record, RecordId, shortened},
            texts::Texts,
        },
        fresh_id::fresh_id,
        limits::Limits,
    },
};

use std::collections::BTreeSet;

impl<'a> FileRecord<'a> for Speaker {
    const KIND: Record = Record::Speaker;

    fn id(&self) -> Option<RecordId> {
        Some(erase(self.id))
    }

    fn renew_id(&mut self) {
        self.id = fresh_id();
    }

    fn concerns(&self, _draft: &Draft<'a>) -> String {
        shortened(self.shown_name())
    }

    fn add(&mut self, draft: &mut Draft<'a>, text: &'a str) -> Result<(), Vec<PlacedFault<'a>>> {
        none_of([draft.bad_id(text, self.id)])?;
        let add = draft.adding(self.clone());
        draft.add(text, add, Self::KIND, self, |project| {
            project.speaker(self.id)
        })
    }

    fn shorten(&mut self) {
        Limits::shortening().speaker(self);
    }
}

impl<'a> Draft<'a> {
    fn adding(&self, speaker: Speaker) -> Edit {
        let at = self.project.speakers().len();
        let speaker = Box::new(speaker);
        Edit::Speaker(SpeakerEdit::Add { at, speaker })
    }

    /// Creates a placeholder for the missing speaker with that id.
    pub(crate) fn make_speaker(&mut self, written: &str) {
        let Ok(id) = written.parse() else { return };
        let name = format!("(The speaker {written} is missing from the file)");
        // If the speaker cannot be added, the reference is rejected again.
        let _made = self.try_edit(self.adding(Speaker::new(id, name)));
    }

    /// Returns the faults of a reference to a speaker, or `None` if the speaker exists. The list is empty if the speaker
    /// was rejected, which is already reported.
    pub(crate) fn fault_of_speaker(
        &self,
        id: SpeakerId,
        place: &'a str,
    ) -> Option<Vec<PlacedFault<'a>>> {
        let is_missing = self.project.speaker(id).is_none();
        is_missing.then(|| self.missing(Record::Speaker, erase(id), place))
    }

    /// Returns the faults of all speakers in an attribution, like [`fault_of_speaker`](Self::fault_of_speaker).
    pub(crate) fn faults_of_chain(
        &self,
        attribution: &Attribution,
        chain: &mut Chain<'a>,
    ) -> Option<Vec<PlacedFault<'a>>> {
        let mut seen = BTreeSet::new();
        let mut all: Option<Vec<PlacedFault<'a>>> = None;
        for (nth, id) in attribution.speakers().enumerate() {
            let is_twice = !seen.insert(id);
            let is_missing = self.project.speaker(id).is_none();
            if !is_twice && !is_missing {
                continue;
            }
            let place = chain.place(nth);
            let twice = || vec![(place, Fault::Refused(EditError::RepeatedSpeaker(id)))];
            let found = self.fault_of_speaker(id, place).unwrap_or_else(twice);
            all.get_or_insert_default().extend(found);
        }
        all
    }
}

/// Slices of a record that name the speakers of its attribution, the original speaker first. Computed only if one of
/// them is faulty.
pub(crate) struct Chain<'a> {
    record: &'a str,
    places: Option<Vec<&'a str>>,
}

impl<'a> Chain<'a> {
    pub(crate) fn new(record: &'a str) -> Self {
        let places = None;
        Self { record, places }
    }

    fn places(&mut self) -> &mut Vec<&'a str> {
        let record = self.record;
        self.places.get_or_insert_with(|| {
            let texts_of = |key| Texts::new(record).filter(move |(its, _)| *its == key);
            let all = texts_of("speaker").chain(texts_of("relayed_by"));
            all.map(|(_, text)| text).collect()
        })
    }

    fn place(&mut self, nth: usize) -> &'a str {
        let place = self.places().get(nth).copied();
        place.unwrap_or(self.record)
    }

    /// Removes the speaker named at `place`.
    pub(crate) fn clear(&mut self, attribution: &mut Attribution, place: &str) {
        let is_there = |it: &&str| std::ptr::eq(*it, place);
        let Some(nth) = self.places().iter().position(is_there) else {
            return;
        };
        self.places().remove(nth);
        match (attribution.speaker, nth) {
            (Some(_), 0) => attribution.speaker = None,
            (speaker, nth) => {
                let nth = nth - usize::from(speaker.is_some());
                attribution.relayed_by.remove(nth);
            }
        }
    }
}
