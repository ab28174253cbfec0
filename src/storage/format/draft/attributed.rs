//! The speakers of a file, and what names them.

use super::{Draft, Found, any, bad_id, names_bad_id};
use crate::{
    project::{ArticleId, Edit, EditError, Speaker, SpeakerEdit, SpeakerId},
    storage::{
        format::{
            problem::{Fault, Loose, Record, Tie, shortened},
            remedy::Remedy,
            v3,
        },
        fresh_id::fresh_id,
        limits,
    },
};

use std::collections::BTreeSet;

impl<'a> Draft<'a> {
    pub(crate) fn take_speaker(&mut self, written: v3::Speaker<'a>) {
        let place = written.id;
        let mut id: Option<SpeakerId> = place.parse().ok();
        let mut speaker = written.meant(id.unwrap_or_default());
        loop {
            let tried = match id {
                None => Err(bad_id(place)),
                Some(id) => {
                    speaker.id = id;
                    let tried = self.add_speaker(speaker.clone());
                    tried.map_err(|fault| (place, fault))
                }
            };
            let Err(fault) = tried else { return };
            let concerns = || shortened(speaker.shown_name());
            let name = id.map(any);
            let Some(remedies) = self.decide(Record::Speaker, name, vec![fault], concerns) else {
                return;
            };
            match remedies[0].1 {
                Remedy::NewId => id = Some(fresh_id()),
                _ => limits::shorten_speaker(&mut speaker),
            }
        }
    }

    fn add_speaker(&mut self, speaker: Speaker) -> Result<(), Fault> {
        let at = self.project.speakers().len();
        let speaker = Box::new(speaker);
        self.try_edit(Edit::Speaker(SpeakerEdit::Add { at, speaker }))
    }

    /// A stand-in for the speaker of that id.
    pub(crate) fn make_speaker(&mut self, written: &str) {
        let Ok(id) = written.parse() else { return };
        let name = format!("(The speaker {written} is missing from the file)");
        // Where it cannot be made, what names it is refused again.
        let _made = self.add_speaker(Speaker::new(id, name));
    }

    /// What is wrong with the name of a speaker: `None` where nothing is, no fault where that speaker is not taken, which has been
    /// told.
    pub(crate) fn fault_of_speaker(&self, written: &'a str) -> Option<Vec<Found<'a>>> {
        let Ok(id) = written.parse::<SpeakerId>() else {
            return Some(vec![names_bad_id(Record::Speaker, written)]);
        };
        let is_missing = self.project.speaker(id).is_none();
        is_missing.then(|| self.missing(Record::Speaker, any(id), written))
    }

    /// The same for an article that something is tied to.
    pub(crate) fn fault_of_article(&self, written: &'a str, tie: Tie) -> Option<Vec<Found<'a>>> {
        let fault = |loose| {
            vec![(
                written,
                Fault::LooseEnd {
                    tie,
                    loose,
                    more: 0,
                },
            )]
        };
        let Ok(id) = written.parse::<ArticleId>() else {
            return Some(fault(Loose::BadId(shortened(written))));
        };
        if self.project.article(id).is_some() {
            return None;
        }
        let (key, id) = ((Record::Article, any(id)), any(id));
        Some(if self.left_out.contains(&key) {
            fault(Loose::LeftOut(id))
        } else if self.lost.contains(&key) {
            Vec::new()
        } else {
            fault(Loose::Missing(id))
        })
    }

    /// What is wrong with those who are named, in order; like [`fault_of_speaker`](Self::fault_of_speaker).
    pub(crate) fn faults_of_chain(
        &self,
        names: impl Iterator<Item = &'a str>,
    ) -> Option<Vec<Found<'a>>> {
        let mut seen = BTreeSet::new();
        let mut all: Option<Vec<Found<'a>>> = None;
        for name in names {
            let twice = || {
                let id = name.parse().ok()?;
                let fault = Fault::Refused(EditError::ChainTwice(id));
                (!seen.insert(name)).then(|| vec![(name, fault)])
            };
            if let Some(found) = self.fault_of_speaker(name).or_else(twice) {
                all.get_or_insert_default().extend(found);
            }
        }
        all
    }
}
