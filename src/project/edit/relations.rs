use super::{EditError, RelationEdit, apply::LinkChange};
use crate::project::{
    records::{Relation, RelationId},
    store::Project,
};

impl Project {
    pub(crate) fn apply_relation(&mut self, edit: RelationEdit) -> Result<RelationEdit, EditError> {
        match edit {
            RelationEdit::Add(relation) => self.add_relation(relation),
            RelationEdit::Remove(id) => self.remove_relation(id),
        }
    }

    fn add_relation(&mut self, relation: Relation) -> Result<RelationEdit, EditError> {
        let Relation { id, from, to, kind } = relation;
        if self.relations.contains_key(&id) {
            return Err(EditError::IdInUse(format!("relation {id}")));
        }
        if from == to {
            return Err(EditError::RelatedToItself(from));
        }
        for claim in [from, to] {
            if !self.claims.contains_key(&claim) {
                return Err(EditError::NoClaim(claim));
            }
        }
        let says_the_same = |other: &Relation| {
            let there = (other.from, other.to) == (from, to);
            let back = kind.is_mutual() && (other.from, other.to) == (to, from);
            other.kind == kind && (there || back)
        };
        // Searches the shorter list: a file may relate one claim to every other.
        let count = |claim| self.claims.get(claim).map_or(0, |it| it.relations.len());
        let fewer = if count(&from) <= count(&to) { from } else { to };
        if self.relations_of(fewer).any(says_the_same) {
            return Err(EditError::RelatedAlready { from, to });
        }
        self.index_relation(relation, LinkChange::Add);
        self.relations.insert(id, relation);
        Ok(RelationEdit::Remove(id))
    }

    fn remove_relation(&mut self, id: RelationId) -> Result<RelationEdit, EditError> {
        let relation = self
            .relations
            .remove(&id)
            .ok_or(EditError::NoRelation(id))?;
        self.index_relation(relation, LinkChange::Remove);
        Ok(RelationEdit::Add(relation))
    }

    fn index_relation(&mut self, relation: Relation, change: LinkChange) {
        for claim in [relation.from, relation.to] {
            if let Some(entry) = self.claims.get_mut(&claim) {
                change.apply(&mut entry.relations, relation.id);
            }
        }
    }
}
