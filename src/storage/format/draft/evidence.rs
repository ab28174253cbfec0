//! Evidence of a file.

use super::{Draft, Found, any, bad_id, names_bad_id};
use crate::{
    project::{
        Attribution, ClaimId, Edit, EditError, Evidence, EvidenceEdit, EvidenceId, EvidenceSet,
        HighlightId,
    },
    storage::{
        format::{
            problem::{Fault, Record, shortened},
            remedy::Remedy,
            v3,
        },
        fresh_id::fresh_id,
        limits,
    },
};

impl<'a> Draft<'a> {
    pub(crate) fn take_evidence(&mut self, mut written: v3::Evidence<'a>) {
        let mut id: Option<EvidenceId> = written.id.parse().ok();
        while let Err(faults) = self.try_evidence(id, &written) {
            let concerns = self.concerns_of_evidence(&written);
            let name = id.map(any);
            let Some(remedies) = self.decide(Record::Evidence, name, faults, || concerns) else {
                return;
            };
            for (place, remedy) in remedies {
                match remedy {
                    Remedy::NewId => id = Some(fresh_id()),
                    Remedy::MakeClaim => self.make_claim(written.claim),
                    Remedy::MakeSpeaker => self.make_speaker(place),
                    Remedy::Clear => clear(&mut written.attribution, place),
                    _ => shorten(&mut written),
                }
            }
        }
    }

    fn try_evidence(
        &mut self,
        id: Option<EvidenceId>,
        written: &v3::Evidence<'a>,
    ) -> Result<(), Vec<Found<'a>>> {
        let highlight: Option<HighlightId> = written.highlight.parse().ok();
        let claim: Option<ClaimId> = written.claim.parse().ok();
        let (Some(id), Some(highlight), Some(claim)) = (id, highlight, claim) else {
            let own = id.is_none().then(|| bad_id(written.id));
            let of_highlight = || names_bad_id(Record::Highlight, written.highlight);
            let of_claim = || names_bad_id(Record::Claim, written.claim);
            let named = highlight.is_none().then(of_highlight);
            let faults = own.into_iter().chain(named);
            return Err(faults.chain(claim.is_none().then(of_claim)).collect());
        };
        let names = written.attribution.speakers().copied();
        if let Some(mut faults) = self.faults_of_chain(names) {
            // All links are looked at, so that all are told.
            faults.extend(self.missing_ends(written, highlight, claim));
            return Err(faults);
        }
        let at = self.project.evidence_count(claim);
        let evidence = Evidence {
            note: written.note.clone(),
            attribution: attribution(written),
            set: written.set.map(EvidenceSet),
            ..Evidence::new(id, highlight, claim, written.stance.into())
        };
        let tried = self.try_edit(Edit::Evidence(EvidenceEdit::add(at, evidence)));
        tried.map_err(|fault| match fault {
            // Both links are looked at, so that both are told.
            Fault::Refused(EditError::NoHighlight(_) | EditError::NoClaim(_)) => {
                self.missing_ends(written, highlight, claim)
            }
            Fault::Refused(EditError::LinkedAlready { .. }) => {
                let earlier = self.project.link(highlight, claim);
                let says_the_same = earlier.is_some_and(|earlier| says_all_of(earlier, written));
                let (highlight, claim) = (any(highlight), any(claim));
                vec![(
                    written.id,
                    Fault::LinkedTwice {
                        highlight,
                        claim,
                        says_the_same,
                    },
                )]
            }
            other => vec![(written.id, other)],
        })
    }

    fn missing_ends(
        &self,
        written: &v3::Evidence<'a>,
        highlight: HighlightId,
        claim: ClaimId,
    ) -> Vec<Found<'a>> {
        let mut faults = Vec::new();
        if self.project.highlight(highlight).is_none() {
            let id = any(highlight);
            faults.extend(self.missing(Record::Highlight, id, written.highlight));
        }
        if self.project.claim(claim).is_none() {
            faults.extend(self.missing(Record::Claim, any(claim), written.claim));
        }
        faults
    }

    fn concerns_of_evidence(&self, written: &v3::Evidence<'a>) -> String {
        let claim = written.claim.parse().ok();
        let claim = claim.and_then(|id: ClaimId| self.project.claim(id));
        let quote = written.highlight.parse().ok();
        let quote = quote.and_then(|id: HighlightId| self.project.quote(id));
        match (claim, quote) {
            (Some(claim), _) => shortened(&claim.statement),
            (None, Some(quote)) => shortened(quote),
            (None, None) => shortened(&written.note),
        }
    }
}

/// Whom the names in it mean.
fn attribution(written: &v3::Evidence<'_>) -> Attribution {
    let attribution = written.attribution.clone();
    attribution.meant(|name| name.parse().unwrap_or_default())
}

/// Whether the earlier piece says all that this one does.
fn says_all_of(earlier: &Evidence, written: &v3::Evidence<'_>) -> bool {
    let attribution = attribution(written);
    let set = written.set.map(EvidenceSet);
    earlier.stance == written.stance.into()
        && (written.note.is_empty() || earlier.note == written.note)
        && (attribution.is_empty() || earlier.attribution == attribution)
        && (set.is_none() || earlier.set == set)
}

/// Takes away whoever is named there.
fn clear(attribution: &mut v3::Attribution<'_>, place: &str) {
    let is_there = |name: &&str| std::ptr::eq(*name, place);
    attribution.speaker = attribution.speaker.filter(|name| !is_there(name));
    attribution.relayed_by.retain(|name| !is_there(name));
}

/// Cuts every text and every list to its limit.
fn shorten(written: &mut v3::Evidence<'_>) {
    limits::shorten(&mut written.note, limits::MAX_NOTE);
    limits::shorten(&mut written.attribution.wording, limits::MAX_TITLE);
    written.attribution.relayed_by.truncate(limits::MAX_CHAIN);
}
