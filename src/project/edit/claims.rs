use super::{
    ClaimEdit, ClaimField, EditError,
    apply::{LinkChange, check_place},
};
use crate::project::{
    records::{ArticleId, Claim, ClaimId, SpeakerId, Waiver},
    store::{ClaimEntry, Project},
};

use std::collections::BTreeSet;

impl Project {
    pub(crate) fn apply_claim(&mut self, edit: ClaimEdit) -> Result<ClaimEdit, EditError> {
        match edit {
            ClaimEdit::Add { at, claim } => self.add_claim(at, *claim),
            ClaimEdit::Remove(id) => self.remove_claim(id),
            ClaimEdit::Move { id, to } => self.move_claim(id, to),
            ClaimEdit::Set { id, field } => self.set_claim_field(id, field),
            ClaimEdit::SetSilent {
                id,
                article,
                silent,
            } => self.set_silent(id, article, silent),
        }
    }

    fn add_claim(&mut self, at: usize, claim: Claim) -> Result<ClaimEdit, EditError> {
        let Claim {
            id,
            statement: _,
            verdict,
            status: _,
            justification: _,
            notes: _,
            color: _,
            kind: _,
            made: _,
            speaker,
            first_appearance: _,
            tags: _,
            credibility: _,
            searches: _,
            reply: _,
            waivers,
            dismissed: _,
        } = &claim;
        let (id, speaker) = (*id, *speaker);
        if self.claims.contains_key(&id) {
            return Err(EditError::IdInUse(format!("claim {id}")));
        }
        check_place(at, self.claims.len())?;
        self.check_verdict(verdict.as_deref())?;
        self.check_speaker(speaker)?;
        check_waivers(waivers)?;
        self.index_speaker(id, speaker, LinkChange::Add);
        self.claims.shift_insert(at, id, ClaimEntry::new(claim));
        Ok(ClaimEdit::Remove(id))
    }

    fn remove_claim(&mut self, id: ClaimId) -> Result<ClaimEdit, EditError> {
        let (at, _, entry) = self.claims.get_full(&id).ok_or(EditError::NoClaim(id))?;
        if entry.is_in_use() {
            return Err(EditError::ClaimInUse(id));
        }
        let entry = self
            .claims
            .shift_remove(&id)
            .ok_or(EditError::NoClaim(id))?;
        self.index_speaker(id, entry.claim.speaker, LinkChange::Remove);
        Ok(ClaimEdit::Add {
            at,
            claim: Box::new(entry.claim),
        })
    }

    fn move_claim(&mut self, id: ClaimId, to: usize) -> Result<ClaimEdit, EditError> {
        let from = self
            .claims
            .get_index_of(&id)
            .ok_or(EditError::NoClaim(id))?;
        check_place(to, self.claims.len() - 1)?;
        self.claims.move_index(from, to);
        Ok(ClaimEdit::Move { id, to: from })
    }

    fn set_claim_field(&mut self, id: ClaimId, field: ClaimField) -> Result<ClaimEdit, EditError> {
        match &field {
            ClaimField::Verdict(verdict) => self.check_verdict(verdict.as_deref())?,
            ClaimField::Speaker(speaker) => self.check_speaker(*speaker)?,
            ClaimField::Waivers(waivers) => check_waivers(waivers)?,
            ClaimField::Statement(_)
            | ClaimField::Status(_)
            | ClaimField::Justification(_)
            | ClaimField::Notes(_)
            | ClaimField::Dismissed(_)
            | ClaimField::Color(_)
            | ClaimField::Kind(_)
            | ClaimField::Made(_)
            | ClaimField::FirstAppearance(_)
            | ClaimField::Tags(_)
            | ClaimField::Credibility(_)
            | ClaimField::Searches(_)
            | ClaimField::Reply(_) => {}
        }
        let entry = self.claims.get_mut(&id).ok_or(EditError::NoClaim(id))?;
        let old = entry.claim.speaker;
        let field = replace_field(&mut entry.claim, field);
        let new = entry.claim.speaker;
        if old != new {
            self.index_speaker(id, old, LinkChange::Remove);
            self.index_speaker(id, new, LinkChange::Add);
        }
        Ok(ClaimEdit::Set { id, field })
    }

    fn set_silent(
        &mut self,
        id: ClaimId,
        article: ArticleId,
        silent: bool,
    ) -> Result<ClaimEdit, EditError> {
        let of_claim = self.claims.get_mut(&id).ok_or(EditError::NoClaim(id))?;
        let of_article = self
            .articles
            .get_mut(&article)
            .ok_or(EditError::NoArticle(article))?;
        let was_silent = of_claim.silent.contains(&article);
        let change = if silent {
            LinkChange::Add
        } else {
            LinkChange::Remove
        };
        self.silent = self.silent + usize::from(silent) - usize::from(was_silent);
        change.apply(&mut of_claim.silent, article);
        change.apply(&mut of_article.silent, id);
        Ok(ClaimEdit::SetSilent {
            id,
            article,
            silent: was_silent,
        })
    }

    fn check_speaker(&self, speaker: Option<SpeakerId>) -> Result<(), EditError> {
        match speaker {
            Some(id) if !self.speakers.contains_key(&id) => Err(EditError::NoSpeaker(id)),
            _ => Ok(()),
        }
    }

    fn index_speaker(&mut self, claim: ClaimId, speaker: Option<SpeakerId>, change: LinkChange) {
        if let Some(entry) = speaker.and_then(|id| self.speakers.get_mut(&id)) {
            entry.update_links(|by| change.apply(&mut by.claims, claim));
        }
    }

    fn check_verdict(&self, verdict: Option<&str>) -> Result<(), EditError> {
        match verdict {
            Some(label) if !self.scale.has(label) => Err(EditError::NotOnScale(label.to_owned())),
            _ => Ok(()),
        }
    }
}

fn check_waivers(waivers: &[Waiver]) -> Result<(), EditError> {
    let rules: BTreeSet<_> = waivers.iter().map(|waiver| waiver.rule).collect();
    if rules.len() == waivers.len() {
        Ok(())
    } else {
        Err(EditError::WaivedTwice)
    }
}

/// Stores the value and returns the previous one.
fn replace_field(claim: &mut Claim, field: ClaimField) -> ClaimField {
    use ClaimField as Field;
    use std::mem::replace;
    match field {
        Field::Statement(new) => Field::Statement(replace(&mut claim.statement, new)),
        Field::Verdict(new) => Field::Verdict(replace(&mut claim.verdict, new)),
        Field::Status(new) => Field::Status(replace(&mut claim.status, new)),
        Field::Justification(new) => Field::Justification(replace(&mut claim.justification, new)),
        Field::Notes(new) => Field::Notes(replace(&mut claim.notes, new)),
        Field::Color(new) => Field::Color(replace(&mut claim.color, new)),
        Field::Kind(new) => Field::Kind(replace(&mut claim.kind, new)),
        Field::Made(new) => Field::Made(replace(&mut claim.made, new)),
        Field::Speaker(new) => Field::Speaker(replace(&mut claim.speaker, new)),
        Field::FirstAppearance(new) => {
            Field::FirstAppearance(replace(&mut claim.first_appearance, new))
        }
        Field::Tags(new) => Field::Tags(replace(&mut claim.tags, new)),
        Field::Credibility(new) => Field::Credibility(replace(&mut claim.credibility, new)),
        Field::Searches(new) => Field::Searches(replace(&mut claim.searches, new)),
        Field::Reply(new) => Field::Reply(replace(&mut claim.reply, new)),
        Field::Waivers(new) => Field::Waivers(replace(&mut claim.waivers, new)),
        Field::Dismissed(new) => Field::Dismissed(replace(&mut claim.dismissed, new)),
    }
}
