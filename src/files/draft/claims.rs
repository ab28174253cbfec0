//! Claims and evidence of a file.

use sha2::Digest;

use super::{Draft, Found, any, bad_id, names_bad_id};
use crate::{
    files::{
        fresh_id, limits,
        problem::{Fault, Record, shortened},
        remedy::Remedy,
        v1,
    },
    project::{
        Claim, ClaimEdit, ClaimId, Edit, EditError, Evidence, EvidenceEdit, EvidenceId,
        HighlightId, ProjectEdit, Verdict,
    },
};

impl<'a> Draft<'a> {
    pub(super) fn take_claim(&mut self, written: v1::Claim<'a>) {
        self.ids.update(written.id);
        let mut id: Option<ClaimId> = written.id.parse().ok();
        let mut claim = Claim {
            id: id.unwrap_or_default(),
            statement: written.statement,
            verdict: written.verdict,
            status: written.status.into(),
            justification: written.justification,
            notes: written.notes,
            color: written.color,
            ..Claim::default()
        };
        while let Err(fault) = self.try_claim(id, &claim) {
            let fault = fault.unwrap_or_else(|| Fault::BadId(shortened(written.id)));
            let concerns = || shortened(&claim.statement);
            let faults = vec![(written.id, fault)];
            let Some(remedies) = self.decide(Record::Claim, id.map(any), faults, concerns) else {
                return;
            };
            match remedies[0] {
                Remedy::NewId => id = Some(fresh_id()),
                Remedy::ClearVerdict => claim.verdict = None,
                Remedy::AddToScale => self.add_to_scale(claim.verdict.as_deref()),
                _ => limits::shorten_claim(&mut claim),
            }
        }
    }

    /// The inner `None` is a claim without an id.
    fn try_claim(&mut self, id: Option<ClaimId>, claim: &Claim) -> Result<(), Option<Fault>> {
        let claim = Claim {
            id: id.ok_or(None)?,
            ..claim.clone()
        };
        let at = self.project.claims().len();
        let claim = Box::new(claim);
        let tried = self.try_edit(Edit::Claim(ClaimEdit::Add { at, claim }));
        tried.map_err(Some)
    }

    fn add_to_scale(&mut self, label: Option<&str>) {
        let mut scale = self.project.scale().clone();
        let best = scale.verdicts.iter().map(|verdict| verdict.rank).max();
        scale.verdicts.extend(label.map(|label| Verdict {
            label: label.to_owned(),
            rank: best.unwrap_or_default().saturating_add(1),
        }));
        // Where it cannot be added, the claim is refused again.
        let _added = self.try_edit(Edit::Project(ProjectEdit::SetScale(scale)));
    }

    pub(super) fn take_evidence(&mut self, written: &v1::Evidence<'a>) {
        let mut id: Option<EvidenceId> = written.id.parse().ok();
        let mut note = written.note.clone();
        while let Err(faults) = self.try_evidence(id, written, &note) {
            let concerns = self.concerns_of_evidence(written);
            let name = id.map(any);
            let Some(remedies) = self.decide(Record::Evidence, name, faults, || concerns) else {
                return;
            };
            for remedy in remedies {
                match remedy {
                    Remedy::NewId => id = Some(fresh_id()),
                    Remedy::MakeClaim => self.make_claim(written.claim),
                    _ => limits::shorten(&mut note, limits::MAX_NOTE),
                }
            }
        }
    }

    fn try_evidence(
        &mut self,
        id: Option<EvidenceId>,
        written: &v1::Evidence<'a>,
        note: &str,
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
        let evidence = Evidence {
            note: note.to_owned(),
            ..Evidence::new(id, highlight, claim, written.stance.into())
        };
        let at = self.project.evidence_count(claim);
        let tried = self.try_edit(Edit::Evidence(EvidenceEdit::Add { at, evidence }));
        tried.map_err(|fault| match fault {
            // Both links are looked at, so that both are told.
            Fault::Refused(EditError::NoHighlight(_) | EditError::NoClaim(_)) => {
                self.missing_ends(written, highlight, claim)
            }
            Fault::Refused(EditError::LinkedAlready { .. }) => {
                let earlier = self.project.link(highlight, claim);
                let says_the_same = earlier.is_some_and(|earlier| {
                    earlier.stance == written.stance.into()
                        && (note.is_empty() || earlier.note == note)
                });
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
        written: &v1::Evidence<'a>,
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

    fn make_claim(&mut self, written: &str) {
        let Ok(id) = written.parse() else { return };
        let at = self.project.claims().len();
        let statement = format!("(The claim {written} is missing from the file)");
        let claim = Box::new(Claim::new(id, statement, 0));
        // Where it cannot be made, the link is refused again.
        let _made = self.try_edit(Edit::Claim(ClaimEdit::Add { at, claim }));
    }

    fn concerns_of_evidence(&self, written: &v1::Evidence<'a>) -> String {
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
