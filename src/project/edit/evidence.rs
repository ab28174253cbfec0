use super::{
    EditError, EvidenceEdit,
    apply::{LinkChange, check_place},
};
use crate::project::{
    records::{Attribution, Evidence, EvidenceId, Stance},
    store::Project,
};

use std::collections::BTreeSet;

impl Project {
    pub(crate) fn apply_evidence(&mut self, edit: EvidenceEdit) -> Result<EvidenceEdit, EditError> {
        match edit {
            EvidenceEdit::Add { at, evidence } => self.add_evidence(at, *evidence),
            EvidenceEdit::Remove(id) => self.remove_evidence(id),
            EvidenceEdit::SetStance { id, stance } => self.set_stance(id, stance),
            EvidenceEdit::SetNote { id, note } => {
                let evidence = self.evidence_mut(id)?;
                let note = std::mem::replace(&mut evidence.note, note);
                Ok(EvidenceEdit::SetNote { id, note })
            }
            EvidenceEdit::SetAttribution { id, attribution } => {
                self.set_attribution(id, *attribution)
            }
            EvidenceEdit::SetEvidenceSet { id, set } => {
                let evidence = self.evidence_mut(id)?;
                let set = std::mem::replace(&mut evidence.set, set);
                Ok(EvidenceEdit::SetEvidenceSet { id, set })
            }
            EvidenceEdit::SetValue { id, value } => {
                let evidence = self.evidence_mut(id)?;
                let value = std::mem::replace(&mut evidence.value, value);
                Ok(EvidenceEdit::SetValue { id, value })
            }
        }
    }

    fn add_evidence(&mut self, at: usize, evidence: Evidence) -> Result<EvidenceEdit, EditError> {
        self.check_new_evidence(at, &evidence)?;
        let (id, claim, highlight) = (evidence.id, evidence.claim, evidence.highlight);
        if let Some(entry) = self.claims.get_mut(&claim) {
            entry.evidence.insert(at, id);
        }
        if let Some(entry) = self.highlights.get_mut(&highlight) {
            let index = entry.evidence.partition_point(|other| *other < id);
            entry.evidence.insert(index, id);
        }
        self.index_speakers(id, &evidence.attribution, LinkChange::Add);
        self.evidence.insert(id, evidence);
        Ok(EvidenceEdit::Remove(id))
    }

    fn check_new_evidence(&self, at: usize, evidence: &Evidence) -> Result<(), EditError> {
        let Evidence {
            id,
            highlight,
            claim,
            stance: _,
            note: _,
            ref attribution,
            set: _,
            value: _,
        } = *evidence;
        if self.evidence.contains_key(&id) {
            return Err(EditError::IdInUse(format!("evidence {id}")));
        }
        self.check_attribution(attribution)?;
        let highlight_entry = self.highlights.get(&highlight);
        let highlight_entry = highlight_entry.ok_or(EditError::NoHighlight(highlight))?;
        let claim_entry = self.claims.get(&claim).ok_or(EditError::NoClaim(claim))?;
        // Searches the shorter of the two lists, since a file may link one highlight to every claim, or one claim to
        // every highlight.
        let shorter = if highlight_entry.evidence.len() <= claim_entry.evidence.len() {
            &highlight_entry.evidence
        } else {
            &claim_entry.evidence
        };
        let is_same_link = |link: &Evidence| link.highlight == highlight && link.claim == claim;
        let mut links = shorter.iter().filter_map(|id| self.evidence.get(id));
        if links.any(is_same_link) {
            return Err(EditError::LinkedAlready { highlight, claim });
        }
        check_place(at, claim_entry.evidence.len())
    }

    fn remove_evidence(&mut self, id: EvidenceId) -> Result<EvidenceEdit, EditError> {
        let evidence = self.evidence.remove(&id).ok_or(EditError::NoEvidence(id))?;
        self.index_speakers(id, &evidence.attribution, LinkChange::Remove);
        if let Some(entry) = self.highlights.get_mut(&evidence.highlight)
            && let Ok(index) = entry.evidence.binary_search(&id)
        {
            entry.evidence.remove(index);
        }
        let claim_entry = self.claims.get_mut(&evidence.claim);
        let at = claim_entry.map_or(0, |entry| remove_from_list(&mut entry.evidence, id));
        Ok(EvidenceEdit::add(at, evidence))
    }

    fn set_stance(&mut self, id: EvidenceId, stance: Stance) -> Result<EvidenceEdit, EditError> {
        let evidence = self.evidence_mut(id)?;
        let stance = std::mem::replace(&mut evidence.stance, stance);
        Ok(EvidenceEdit::SetStance { id, stance })
    }

    fn set_attribution(
        &mut self,
        id: EvidenceId,
        new: Attribution,
    ) -> Result<EvidenceEdit, EditError> {
        self.check_attribution(&new)?;
        let old = std::mem::take(&mut self.evidence_mut(id)?.attribution);
        self.index_speakers(id, &old, LinkChange::Remove);
        self.index_speakers(id, &new, LinkChange::Add);
        self.evidence_mut(id)?.attribution = new;
        let attribution = Box::new(old);
        Ok(EvidenceEdit::SetAttribution { id, attribution })
    }

    fn check_attribution(&self, attribution: &Attribution) -> Result<(), EditError> {
        let mut seen = BTreeSet::new();
        attribution.speakers().try_for_each(|id| {
            if !self.speakers.contains_key(&id) {
                return Err(EditError::NoSpeaker(id));
            }
            if seen.insert(id) {
                Ok(())
            } else {
                Err(EditError::RepeatedSpeaker(id))
            }
        })
    }

    fn index_speakers(&mut self, id: EvidenceId, attribution: &Attribution, change: LinkChange) {
        for speaker in attribution.speakers() {
            if let Some(entry) = self.speakers.get_mut(&speaker) {
                entry.update_links(|by| change.apply(&mut by.evidence, id));
            }
        }
    }

    fn evidence_mut(&mut self, id: EvidenceId) -> Result<&mut Evidence, EditError> {
        self.evidence.get_mut(&id).ok_or(EditError::NoEvidence(id))
    }
}

/// Removes an id from a claim's list and returns its index. Searches from the end, so that removing the last entry
/// takes constant time.
fn remove_from_list(list: &mut Vec<EvidenceId>, id: EvidenceId) -> usize {
    let Some(at) = list.iter().rposition(|other| *other == id) else {
        return list.len();
    };
    list.remove(at);
    at
}
