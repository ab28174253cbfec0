//! Claims of a file, and marks of articles that say nothing about them.

use super::{Draft, PlacedFault, any, own_place};
use crate::{
    project::{Claim, ClaimEdit, Edit, ProjectEdit, Verdict},
    storage::{
        format::{
            problem::{Record, shortened},
            records::SilentMark,
            remedy::Remedy,
        },
        fresh_id::fresh_id,
        limits::Limits,
    },
};

use std::collections::BTreeSet;

impl<'a> Draft<'a> {
    pub(crate) fn take_claim(&mut self, text: &'a str, mut claim: Claim) {
        while let Err(faults) = self.try_claim(text, &claim) {
            let name = self.name(claim.id);
            let concerns = || shortened(&claim.statement);
            let Some(remedies) = self.decide(Record::Claim, name, faults, concerns) else {
                return;
            };
            for (place, remedy) in remedies {
                match remedy {
                    Remedy::NewId => claim.id = fresh_id(),
                    Remedy::ClearVerdict => claim.verdict = None,
                    Remedy::AddToScale => self.add_to_scale(claim.verdict.as_deref()),
                    Remedy::MakeSpeaker => self.make_speaker(place),
                    Remedy::Clear if std::ptr::eq(place, own_place(text)) => waive_once(&mut claim),
                    Remedy::Clear => claim.speaker = None,
                    Remedy::Shorten => Limits::shortening().claim(&mut claim),
                    // Not offered for a claim.
                    Remedy::MoveTo(_)
                    | Remedy::QuoteTextThere
                    | Remedy::KeepAsItIs
                    | Remedy::MakeClaim
                    | Remedy::RepairScale
                    | Remedy::DropMarks
                    | Remedy::LeaveOut => {}
                }
            }
        }
    }

    /// Collects the faults of both the claim and its speaker, so that all are reported.
    fn try_claim(&mut self, text: &'a str, claim: &Claim) -> Result<(), Vec<PlacedFault<'a>>> {
        let own = |fault| (own_place(text), fault);
        let of_speaker = claim.speaker.and_then(|id| {
            let place = self.place(text, "speaker", id);
            self.fault_of_speaker(id, place)
        });
        let own_id = self.check_own_id(claim.id);
        if let Some(mut faults) = of_speaker {
            faults.extend(own_id.err().map(own));
            return Err(faults);
        }
        let at = self.project.claims().len();
        let add = |claim| Edit::Claim(ClaimEdit::Add { at, claim });
        let tried = own_id.and_then(|()| self.try_edit(add(Box::new(claim.clone()))));
        tried.map_err(|fault| {
            let earlier = self.project.claim(claim.id);
            vec![own(Self::with_versions(
                fault,
                Record::Claim,
                earlier,
                claim,
            ))]
        })
    }

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

    pub(crate) fn take_silent_mark(&mut self, text: &'a str, mark: SilentMark) {
        while let Err(faults) = self.try_silent_mark(text, mark) {
            let claim = self.project.claim(mark.claim);
            let concerns = claim.map_or_else(String::new, |claim| shortened(&claim.statement));
            let Some(remedies) = self.decide(Record::SilentMark, None, faults, || concerns) else {
                return;
            };
            for (place, _make_claim) in remedies {
                self.make_claim(place);
            }
        }
    }

    fn try_silent_mark(
        &mut self,
        text: &'a str,
        mark: SilentMark,
    ) -> Result<(), Vec<PlacedFault<'a>>> {
        let SilentMark { claim, article } = mark;
        let mut faults: Option<Vec<PlacedFault<'a>>> = None;
        if self.project.claim(claim).is_none() {
            let missing = self.missing(Record::Claim, any(claim), self.place(text, "claim", claim));
            faults.get_or_insert_default().extend(missing);
        }
        if self.project.article(article).is_none() {
            let place = self.place(text, "article", article);
            let missing = self.missing(Record::Article, any(article), place);
            faults.get_or_insert_default().extend(missing);
        }
        if let Some(faults) = faults {
            return Err(faults);
        }
        let set = Edit::Claim(ClaimEdit::SetSilent {
            id: claim,
            article,
            silent: true,
        });
        self.try_edit(set).map_err(|fault| vec![(text, fault)])
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
