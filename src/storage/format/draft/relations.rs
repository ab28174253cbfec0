//! The relations between the claims of a file.

use super::{Draft, Found, any, bad_id, names_bad_id};
use crate::{
    project::{ClaimId, Edit, EditError, Relation, RelationEdit, RelationId},
    storage::{
        format::{
            problem::{Fault, Record, shortened},
            remedy::Remedy,
            v3,
        },
        fresh_id::fresh_id,
    },
};

impl<'a> Draft<'a> {
    pub(crate) fn take_relation(&mut self, written: &v3::Relation<'a>) {
        let mut id: Option<RelationId> = written.id.parse().ok();
        while let Err(faults) = self.try_relation(id, written) {
            let concerns = self.concerns_of_relation(written);
            let name = id.map(any);
            let Some(remedies) = self.decide(Record::Relation, name, faults, || concerns) else {
                return;
            };
            for (place, remedy) in remedies {
                match remedy {
                    Remedy::MakeClaim => self.make_claim(place),
                    _ => id = Some(fresh_id()),
                }
            }
        }
    }

    fn try_relation(
        &mut self,
        id: Option<RelationId>,
        written: &v3::Relation<'a>,
    ) -> Result<(), Vec<Found<'a>>> {
        let from: Option<ClaimId> = written.from.parse().ok();
        let to: Option<ClaimId> = written.to.parse().ok();
        let (Some(id), Some(from), Some(to)) = (id, from, to) else {
            let own = id.is_none().then(|| bad_id(written.id));
            let bad = |name| names_bad_id(Record::Claim, name);
            let from = from.is_none().then(|| bad(written.from));
            let to = to.is_none().then(|| bad(written.to));
            return Err(own.into_iter().chain(from).chain(to).collect());
        };
        let kind = written.kind.into();
        let relation = Relation { id, from, to, kind };
        let tried = self.try_edit(Edit::Relation(RelationEdit::Add(relation)));
        tried.map_err(|fault| match fault {
            // Both ends are looked at, so that both are told.
            Fault::Refused(EditError::NoClaim(_)) => {
                let ends = [(from, written.from), (to, written.to)];
                let ends = ends.into_iter();
                let missing = ends.filter(|(id, _)| self.project.claim(*id).is_none());
                missing
                    .flat_map(|(id, place)| self.missing(Record::Claim, any(id), place))
                    .collect()
            }
            other => vec![(written.id, other)],
        })
    }

    fn concerns_of_relation(&self, written: &v3::Relation<'a>) -> String {
        let mut ends = [written.from, written.to].into_iter();
        let claim = ends.find_map(|name| self.project.claim(name.parse().ok()?));
        claim.map_or_else(String::new, |claim| shortened(&claim.statement))
    }
}
