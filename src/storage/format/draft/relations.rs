//! Relations between the claims of a file.

use super::{Draft, PlacedFault, any, own_place};
use crate::{
    project::{Edit, Relation, RelationEdit},
    storage::{
        format::{
            problem::{Record, shortened},
            remedy::Remedy,
        },
        fresh_id::fresh_id,
    },
};

impl<'a> Draft<'a> {
    pub(crate) fn take_relation(&mut self, text: &'a str, mut relation: Relation) {
        while let Err(faults) = self.try_relation(text, relation) {
            let concerns = self.concerns_of_relation(relation);
            let name = self.name(relation.id);
            let Some(remedies) = self.decide(Record::Relation, name, faults, || concerns) else {
                return;
            };
            for (place, remedy) in remedies {
                match remedy {
                    Remedy::MakeClaim => self.make_claim(place),
                    Remedy::NewId => relation.id = fresh_id(),
                    // Not offered for a relation.
                    Remedy::MoveTo(_)
                    | Remedy::QuoteTextThere
                    | Remedy::KeepAsItIs
                    | Remedy::MakeSpeaker
                    | Remedy::Clear
                    | Remedy::AddToScale
                    | Remedy::ClearVerdict
                    | Remedy::RepairScale
                    | Remedy::DropMarks
                    | Remedy::Shorten
                    | Remedy::LeaveOut => {}
                }
            }
        }
    }

    /// Checks both ends, so that the faults of both are reported.
    fn try_relation(
        &mut self,
        text: &'a str,
        relation: Relation,
    ) -> Result<(), Vec<PlacedFault<'a>>> {
        let own = |fault| (own_place(text), fault);
        let mut faults: Option<Vec<PlacedFault<'a>>> = None;
        if let Err(fault) = self.check_own_id(relation.id) {
            faults.get_or_insert_default().push(own(fault));
        }
        for (key, id) in [("from", relation.from), ("to", relation.to)] {
            if self.project.claim(id).is_none() {
                let missing = self.missing(Record::Claim, any(id), self.place(text, key, id));
                faults.get_or_insert_default().extend(missing);
            }
        }
        if let Some(faults) = faults {
            return Err(faults);
        }
        let tried = self.try_edit(Edit::Relation(RelationEdit::Add(relation)));
        tried.map_err(|fault| {
            let earlier = self.project.relation(relation.id);
            vec![own(Self::with_versions(
                fault,
                Record::Relation,
                earlier,
                &relation,
            ))]
        })
    }

    fn concerns_of_relation(&self, relation: Relation) -> String {
        let mut ends = [relation.from, relation.to].into_iter();
        let claim = ends.find_map(|id| self.project.claim(id));
        claim.map_or_else(String::new, |claim| shortened(&claim.statement))
    }
}
