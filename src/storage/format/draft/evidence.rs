//! Evidence of a file.

use super::{Draft, PlacedFault, any, own_place, speakers::Chain};
use crate::{
    project::{Edit, EditError, Evidence, EvidenceEdit},
    storage::{
        format::{
            problem::{Fault, Record, shortened},
            remedy::Remedy,
        },
        fresh_id::fresh_id,
        limits::Limits,
    },
};

impl<'a> Draft<'a> {
    pub(crate) fn take_evidence(&mut self, text: &'a str, mut evidence: Evidence) {
        let mut chain = Chain::of(text);
        while let Err(faults) = self.try_evidence(text, &evidence, &mut chain) {
            let concerns = self.concerns_of_evidence(&evidence);
            let name = self.name(evidence.id);
            let Some(remedies) = self.decide(Record::Evidence, name, faults, || concerns) else {
                return;
            };
            for (place, remedy) in remedies {
                match remedy {
                    Remedy::NewId => evidence.id = fresh_id(),
                    Remedy::MakeClaim => self.make_claim(place),
                    Remedy::MakeSpeaker => self.make_speaker(place),
                    Remedy::Clear => chain.clear(&mut evidence.attribution, place),
                    Remedy::Shorten => Limits::shortening().evidence(&mut evidence),
                    // Not offered for evidence.
                    Remedy::MoveTo(_)
                    | Remedy::QuoteTextThere
                    | Remedy::KeepAsItIs
                    | Remedy::AddToScale
                    | Remedy::ClearVerdict
                    | Remedy::RepairScale
                    | Remedy::DropMarks
                    | Remedy::LeaveOut => {}
                }
            }
        }
    }

    /// Checks every reference, so that all faults are reported.
    fn try_evidence(
        &mut self,
        text: &'a str,
        evidence: &Evidence,
        chain: &mut Chain<'a>,
    ) -> Result<(), Vec<PlacedFault<'a>>> {
        let (highlight, claim) = (evidence.highlight, evidence.claim);
        let own = |fault| (own_place(text), fault);
        let mut faults: Option<Vec<PlacedFault<'a>>> = None;
        if let Err(fault) = self.check_own_id(evidence.id) {
            faults.get_or_insert_default().push(own(fault));
        }
        if self.project.highlight(highlight).is_none() {
            let place = self.place(text, "highlight", highlight);
            let missing = self.missing(Record::Highlight, any(highlight), place);
            faults.get_or_insert_default().extend(missing);
        }
        if self.project.claim(claim).is_none() {
            let missing = self.missing(Record::Claim, any(claim), self.place(text, "claim", claim));
            faults.get_or_insert_default().extend(missing);
        }
        if let Some(of_chain) = self.faults_of_chain(&evidence.attribution, chain) {
            faults.get_or_insert_default().extend(of_chain);
        }
        if let Some(faults) = faults {
            return Err(faults);
        }
        let at = self.project.evidence_count(claim);
        let add = EvidenceEdit::add(at, evidence.clone());
        self.try_edit(Edit::Evidence(add)).map_err(|fault| {
            let fault = match fault {
                Fault::Refused(EditError::LinkedAlready { .. }) => {
                    let earlier = self.project.link(highlight, claim);
                    Fault::LinkedTwice {
                        highlight: any(highlight),
                        claim: any(claim),
                        says_the_same: earlier.is_some_and(|it| says_all_of(it, evidence)),
                    }
                }
                other => {
                    let earlier = self.project.evidence(evidence.id);
                    Self::with_versions(other, Record::Evidence, earlier, evidence)
                }
            };
            vec![own(fault)]
        })
    }

    fn concerns_of_evidence(&self, evidence: &Evidence) -> String {
        let claim = self.project.claim(evidence.claim);
        let quote = self.project.quote(evidence.highlight);
        match (claim, quote) {
            (Some(claim), _) => shortened(&claim.statement),
            (None, Some(quote)) => shortened(quote),
            (None, None) => shortened(&evidence.note),
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
