//! Claims of a file.

use super::{Draft, Found, any, bad_id};
use crate::{
    project::{Claim, ClaimEdit, ClaimId, Edit, ProjectEdit, Verdict},
    storage::{
        format::{
            problem::{Fault, Record, Tie, shortened},
            remedy::Remedy,
            v3,
        },
        fresh_id::fresh_id,
        limits,
    },
};

use std::collections::BTreeSet;

use sha2::Digest;

impl<'a> Draft<'a> {
    pub(crate) fn take_claim(&mut self, mut written: v3::Claim<'a>) {
        self.ids.update(written.id);
        let (place, silent) = (written.id, std::mem::take(&mut written.silent));
        let mut id: Option<ClaimId> = place.parse().ok();
        let mut speaker = written.speaker;
        let mut claim = Claim::from(written);
        while let Err(faults) = self.try_claim(id, place, speaker, &mut claim) {
            let concerns = || shortened(&claim.statement);
            let Some(remedies) = self.decide(Record::Claim, id.map(any), faults, concerns) else {
                return;
            };
            for (place, remedy) in remedies {
                match remedy {
                    Remedy::NewId => id = Some(fresh_id()),
                    Remedy::ClearVerdict => claim.verdict = None,
                    Remedy::AddToScale => self.add_to_scale(claim.verdict.as_deref()),
                    Remedy::MakeSpeaker => self.make_speaker(place),
                    Remedy::Clear if speaker.is_some_and(|name| std::ptr::eq(name, place)) => {
                        speaker = None;
                    }
                    Remedy::Clear => waive_once(&mut claim),
                    _ => limits::shorten_claim(&mut claim),
                }
            }
        }
        self.take_silence(&claim, &silent);
    }

    /// Faults of both the claim and who made it, so that both are told.
    fn try_claim(
        &mut self,
        id: Option<ClaimId>,
        place: &'a str,
        speaker: Option<&'a str>,
        claim: &mut Claim,
    ) -> Result<(), Vec<Found<'a>>> {
        let of_speaker = speaker.and_then(|name| self.fault_of_speaker(name));
        if let Some(mut faults) = of_speaker {
            faults.extend(id.is_none().then(|| bad_id(place)));
            return Err(faults);
        }
        claim.id = id.ok_or_else(|| vec![bad_id(place)])?;
        claim.speaker = speaker.and_then(|name| name.parse().ok());
        let at = self.project.claims().len();
        let claim = Box::new(claim.clone());
        let tried = self.try_edit(Edit::Claim(ClaimEdit::Add { at, claim }));
        tried.map_err(|fault| vec![(place, fault)])
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

    /// Marks whose articles are not there are not set, and are told at the first of them.
    fn take_silence(&mut self, claim: &Claim, silent: &[&'a str]) {
        let mut first: Option<Found<'a>> = None;
        let mut others = 0;
        for name in silent {
            match (self.fault_of_article(name, Tie::Silence), name.parse()) {
                (None, Ok(article)) => {
                    let set = ClaimEdit::SetSilent {
                        id: claim.id,
                        article,
                        silent: true,
                    };
                    // The claim and the article are there.
                    let _set = self.try_edit(Edit::Claim(set));
                }
                (found, _) if first.is_none() => {
                    first = found.and_then(|mut found| found.pop());
                }
                (found, _) => others += found.map_or(0, |found| found.len()),
            }
        }
        if let Some((place, mut fault)) = first {
            if let Fault::LooseEnd { more, .. } = &mut fault {
                *more = others;
            }
            let concerns = || shortened(&claim.statement);
            self.decide(Record::Claim, None, vec![(place, fault)], concerns);
        }
    }

    /// A stand-in for the claim of that id.
    pub(crate) fn make_claim(&mut self, written: &str) {
        let Ok(id) = written.parse() else { return };
        let at = self.project.claims().len();
        let statement = format!("(The claim {written} is missing from the file)");
        let claim = Box::new(Claim::new(id, statement, 0));
        // Where it cannot be made, the link is refused again.
        let _made = self.try_edit(Edit::Claim(ClaimEdit::Add { at, claim }));
    }
}

/// Each rule is waived by whoever waived it first.
fn waive_once(claim: &mut Claim) {
    let mut seen = BTreeSet::new();
    claim.waivers.retain(|waiver| seen.insert(waiver.rule));
}

/// All but the names in it.
impl From<v3::Claim<'_>> for Claim {
    fn from(written: v3::Claim<'_>) -> Self {
        Self {
            id: ClaimId::default(),
            statement: written.statement,
            verdict: written.verdict,
            status: written.status.into(),
            justification: written.justification,
            notes: written.notes,
            color: written.color,
            kind: written.kind.map(Into::into),
            made: written.made,
            speaker: None,
            first_appearance: written.first_appearance,
            tags: written.tags.into_iter().collect(),
            credibility: written.credibility.map(Into::into),
            searches: written.searches.into_iter().map(Into::into).collect(),
            reply: written.reply,
            waivers: written.waivers.into_iter().map(Into::into).collect(),
        }
    }
}
