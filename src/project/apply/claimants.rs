use super::check_place;
use crate::project::{
    Claimant, ClaimantEdit, ClaimantId, EditError, Project, store::ClaimantEntry,
};

impl Project {
    pub(super) fn apply_claimant(&mut self, edit: ClaimantEdit) -> Result<ClaimantEdit, EditError> {
        match edit {
            ClaimantEdit::Add { at, claimant } => self.add_claimant(at, *claimant),
            ClaimantEdit::Remove(id) => self.remove_claimant(id),
            ClaimantEdit::Set(mut claimant) => {
                let id = claimant.id;
                let entry = self
                    .claimants
                    .get_mut(&id)
                    .ok_or(EditError::NoClaimant(id))?;
                std::mem::swap(&mut entry.claimant, &mut claimant);
                Ok(ClaimantEdit::Set(claimant))
            }
        }
    }

    fn add_claimant(&mut self, at: usize, claimant: Claimant) -> Result<ClaimantEdit, EditError> {
        let id = claimant.id;
        if self.claimants.contains_key(&id) {
            return Err(EditError::Taken(format!("claimant {id}")));
        }
        check_place(at, self.claimants.len())?;
        let entry = ClaimantEntry::new(claimant);
        self.claimants.shift_insert(at, id, entry);
        Ok(ClaimantEdit::Remove(id))
    }

    fn remove_claimant(&mut self, id: ClaimantId) -> Result<ClaimantEdit, EditError> {
        let (at, _, entry) = self
            .claimants
            .get_full(&id)
            .ok_or(EditError::NoClaimant(id))?;
        if entry.is_in_use() {
            return Err(EditError::ClaimantInUse(id));
        }
        let entry = self
            .claimants
            .shift_remove(&id)
            .ok_or(EditError::NoClaimant(id))?;
        let claimant = Box::new(entry.claimant);
        Ok(ClaimantEdit::Add { at, claimant })
    }
}
