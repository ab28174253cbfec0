//! Claims of a file, and marks of articles as silent on them.

use super::{
    Draft, PlacedFault, erase,
    file_record::{FileRecord, none_of},
};
use crate::{
    project::{Claim, ClaimEdit, Edit, ProjectEdit, Verdict},
    storage::{
        format::{
            problem::{Record, RecordId, shortened},
            records::SilentMark,
            remedy::Remedy,
        },
        fresh_id::fresh_id,
        limits::Limits,
    },
};

use std::collections::BTreeSet;

impl<'a> FileRecord<'a> for Claim {
    const KIND: Record = Record::Claim;

    fn id(&self) -> Option<RecordId> {
        Some(erase(self.id))
    }

    fn renew_id(&mut self) {
        self.id = fresh_id();
    }

    fn concerns(&self, _draft: &Draft<'a>) -> String {
        shortened(&self.statement)
    }

    /// Reports the faults of both the claim's id and its speaker.
    fn add(&mut self, draft: &mut Draft<'a>, text: &'a str) -> Result<(), Vec<PlacedFault<'a>>> {
        let bad_speaker = self.speaker.and_then(|id| {
            let is_missing = draft.project.speaker(id).is_none();
            is_missing.then(|| {
                draft.missing(Record::Speaker, erase(id), draft.place(text, "speaker", id))
            })
        });
        none_of([bad_speaker, draft.bad_id(text, self.id)])?;
        let at = draft.project.claims().len();
        let claim = Box::new(self.clone());
        let add = Edit::Claim(ClaimEdit::Add { at, claim });
        draft.add(text, add, Self::KIND, self, |project| {
            project.claim(self.id)
        })
    }

    fn shorten(&mut self) {
        Limits::shortening().claim(self);
    }

    fn mend(&mut self, draft: &mut Draft<'a>, _place: &'a str, remedy: Remedy) {
        let is_there = |id| draft.project.speaker(id).is_some();
        if remedy == Remedy::AddToScale {
            draft.add_to_scale(self.verdict.as_deref());
        } else if remedy == Remedy::ClearVerdict {
            self.verdict = None;
        } else if self.speaker.is_none_or(is_there) {
            waive_once(self);
        } else {
            self.speaker = None;
        }
    }
}

impl<'a> FileRecord<'a> for SilentMark {
    const KIND: Record = Record::SilentMark;

    fn concerns(&self, draft: &Draft<'a>) -> String {
        let claim = draft.project.claim(self.claim);
        claim.map_or_else(String::new, |claim| shortened(&claim.statement))
    }

    fn add(&mut self, draft: &mut Draft<'a>, text: &'a str) -> Result<(), Vec<PlacedFault<'a>>> {
        let Self { claim, article } = *self;
        none_of([
            draft.bad_claim(claim, text, "claim"),
            draft.bad_article(article, text),
        ])?;
        let set = Edit::Claim(ClaimEdit::SetSilent {
            id: claim,
            article,
            silent: true,
        });
        draft.try_edit(set).map_err(|fault| vec![(text, fault)])
    }
}

impl Draft<'_> {
    fn add_to_scale(&mut self, label: Option<&str>) {
        let mut scale = self.project.scale().clone();
        let best = scale.verdicts.iter().map(|verdict| verdict.rank).max();
        scale.verdicts.extend(label.map(|label| Verdict {
            label: label.to_owned(),
            rank: best.unwrap_or_default().saturating_add(1),
        }));
        // If the scale cannot be set, the claim is rejected again.
        let _added = self.try_edit(Edit::Project(ProjectEdit::SetScale(scale)));
    }

    /// Creates a placeholder for the missing claim with that id.
    pub(crate) fn make_claim(&mut self, written: &str) {
        let Ok(id) = written.parse() else { return };
        let at = self.project.claims().len();
        let statement = format!("(The claim {written} is missing from the file)");
        let claim = Box::new(Claim::new(id, statement, 0));
        // If the claim cannot be added, the link is rejected again.
        let _made = self.try_edit(Edit::Claim(ClaimEdit::Add { at, claim }));
    }
}

/// Keeps only the first waiver of each rule.
fn waive_once(claim: &mut Claim) {
    let mut seen = BTreeSet::new();
    claim.waivers.retain(|waiver| seen.insert(waiver.rule));
}
