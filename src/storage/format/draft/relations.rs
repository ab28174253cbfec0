//! Relations between the claims of a file.

use super::{
    Draft, PlacedFault, erase,
    file_record::{FileRecord, none_of},
};
use crate::{
    project::{Edit, Relation, RelationEdit},
    storage::{
        format::problem::{Record, RecordId, shortened},
        fresh_id::fresh_id,
    },
};

impl<'a> FileRecord<'a> for Relation {
    const KIND: Record = Record::Relation;

    fn id(&self) -> Option<RecordId> {
        Some(erase(self.id))
    }

    fn renew_id(&mut self) {
        self.id = fresh_id();
    }

    fn concerns(&self, draft: &Draft<'a>) -> String {
        let mut ends = [self.from, self.to].into_iter();
        let claim = ends.find_map(|id| draft.project.claim(id));
        claim.map_or_else(String::new, |claim| shortened(&claim.statement))
    }

    fn add(&mut self, draft: &mut Draft<'a>, text: &'a str) -> Result<(), Vec<PlacedFault<'a>>> {
        none_of([
            draft.bad_id(text, self.id),
            draft.bad_claim(self.from, text, "from"),
            draft.bad_claim(self.to, text, "to"),
        ])?;
        let add = Edit::Relation(RelationEdit::Add(*self));
        draft.add(text, add, Self::KIND, self, |project| {
            project.relation(self.id)
        })
    }
}
