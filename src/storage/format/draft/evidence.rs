//! Evidence of a file.

use super::{
    Draft, PlacedFault, erase,
    file_record::{FileRecord, none_of, with_versions},
    own_place,
    speakers::Chain,
};
use crate::{
    project::{Edit, EditError, Evidence, EvidenceEdit},
    storage::{
        format::{
            problem::{Fault, Record, RecordId, shortened},
            remedy::Remedy,
        },
        fresh_id::fresh_id,
        limits::Limits,
    },
};

/// A piece of evidence and where the file names its speakers.
pub(crate) struct ChainedEvidence<'a> {
    evidence: Evidence,
    chain: Chain<'a>,
}

impl<'a> ChainedEvidence<'a> {
    pub(crate) fn new(text: &'a str, evidence: Evidence) -> Self {
        let chain = Chain::new(text);
        Self { evidence, chain }
    }
}

impl<'a> FileRecord<'a> for ChainedEvidence<'a> {
    const KIND: Record = Record::Evidence;

    fn id(&self) -> Option<RecordId> {
        Some(erase(self.evidence.id))
    }

    fn renew_id(&mut self) {
        self.evidence.id = fresh_id();
    }

    fn concerns(&self, draft: &Draft<'a>) -> String {
        let claim = draft.project.claim(self.evidence.claim);
        let quote = draft.project.quote(self.evidence.highlight);
        match (claim, quote) {
            (Some(claim), _) => shortened(&claim.statement),
            (None, Some(quote)) => shortened(quote),
            (None, None) => shortened(&self.evidence.note),
        }
    }

    fn add(&mut self, draft: &mut Draft<'a>, text: &'a str) -> Result<(), Vec<PlacedFault<'a>>> {
        let Self { evidence, chain } = self;
        let (highlight, claim) = (evidence.highlight, evidence.claim);
        let is_lost = draft.project.highlight(highlight).is_none();
        let at_highlight = || draft.place(text, "highlight", highlight);
        none_of([
            draft.bad_id(text, evidence.id),
            is_lost.then(|| draft.missing(Record::Highlight, erase(highlight), at_highlight())),
            draft.bad_claim(claim, text, "claim"),
            draft.faults_of_chain(&evidence.attribution, chain),
        ])?;
        let at = draft.project.evidence_count(claim);
        let add = Edit::Evidence(EvidenceEdit::add(at, evidence.clone()));
        draft.try_edit(add).map_err(|fault| {
            let fault = match fault {
                Fault::Refused(EditError::LinkedAlready { .. }) => {
                    let earlier = draft.project.link(highlight, claim);
                    Fault::LinkedTwice {
                        highlight: erase(highlight),
                        claim: erase(claim),
                        says_the_same: earlier.is_some_and(|it| says_all_of(it, evidence)),
                    }
                }
                other => {
                    let earlier = draft.project.evidence(evidence.id);
                    with_versions(other, Record::Evidence, earlier, evidence)
                }
            };
            vec![(own_place(text), fault)]
        })
    }

    fn shorten(&mut self) {
        Limits::shortening().evidence(&mut self.evidence);
    }

    fn mend(&mut self, _draft: &mut Draft<'a>, place: &'a str, remedy: Remedy) {
        if remedy == Remedy::Clear {
            self.chain.clear(&mut self.evidence.attribution, place);
        }
    }
}

/// Whether the earlier piece of evidence says everything that the later one does.
fn says_all_of(earlier: &Evidence, later: &Evidence) -> bool {
    let Evidence {
        id: _,
        highlight: _,
        claim: _,
        stance,
        note,
        attribution,
        set,
        value,
    } = later;
    earlier.stance == *stance
        && (note.is_empty() || earlier.note == *note)
        && (attribution.is_empty() || earlier.attribution == *attribution)
        && (set.is_none() || earlier.set == *set)
        && (value.is_empty() || earlier.value == *value)
}
