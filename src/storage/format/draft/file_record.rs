use super::{Draft, PlacedFault, any, own_place};
use crate::{
    project::{ArticleId, ClaimId, Edit, EditError, Id, Project},
    storage::format::{
        problem::{Fault, Record, RecordId, shortened},
        remedy::Remedy,
        two_versions::TwoVersions,
    },
};

use serde::Serialize;

/// A record of a file on its way into the project.
pub(crate) trait FileRecord<'a> {
    const KIND: Record;

    /// Its own id, if it has one.
    fn id(&self) -> Option<RecordId> {
        None
    }

    fn renew_id(&mut self) {}

    /// Text that identifies it; see [`LoadProblem::concerns`](crate::storage::LoadProblem::concerns).
    fn concerns(&self, draft: &Draft<'a>) -> String;

    /// Adds it to the project, or finds all its faults. An empty list means a link to a rejected record, which is
    /// already reported.
    fn add(&mut self, draft: &mut Draft<'a>, text: &'a str) -> Result<(), Vec<PlacedFault<'a>>>;

    /// Cuts what is too long.
    fn shorten(&mut self) {}

    /// Carries out a remedy that only some records have.
    fn mend(&mut self, _draft: &mut Draft<'a>, _place: &'a str, _remedy: Remedy) {}
}

impl<'a> Draft<'a> {
    /// Adds a record, with the chosen remedies for its faults. Returns it as it was added.
    pub(crate) fn take_record<R: FileRecord<'a>>(
        &mut self,
        text: &'a str,
        mut record: R,
    ) -> Option<R> {
        while let Err(faults) = record.add(self, text) {
            let concerns = record.concerns(self);
            let id = record.id().and_then(|id| self.name(id));
            for (place, remedy) in self.decide(R::KIND, id, faults, &concerns)? {
                match remedy {
                    Remedy::NewId => record.renew_id(),
                    Remedy::MakeClaim => self.make_claim(place),
                    Remedy::MakeSpeaker => self.make_speaker(place),
                    Remedy::Shorten => record.shorten(),
                    Remedy::MoveTo(_)
                    | Remedy::QuoteTextThere
                    | Remedy::Clear
                    | Remedy::AddToScale
                    | Remedy::ClearVerdict
                    | Remedy::DropMarks => record.mend(self, place, remedy),
                    // Not offered for records of a list, or decided already.
                    Remedy::KeepAsItIs | Remedy::RepairScale | Remedy::LeaveOut => {}
                }
            }
        }
        Some(record)
    }

    pub(crate) fn take<R: FileRecord<'a>>(&mut self, text: &'a str, record: R) {
        self.take_record(text, record);
    }

    /// The fault of a record's own id that is not valid.
    pub(crate) fn bad_id<T>(&self, text: &'a str, id: Id<T>) -> Option<Vec<PlacedFault<'a>>> {
        let written = self.written(id)?;
        Some(vec![(own_place(text), Fault::BadId(shortened(written)))])
    }

    /// The fault of a link to a missing claim, in the field named `key`; see [`missing`](Self::missing).
    pub(crate) fn bad_claim(
        &self,
        id: ClaimId,
        text: &'a str,
        key: &str,
    ) -> Option<Vec<PlacedFault<'a>>> {
        let is_missing = self.project.claim(id).is_none();
        is_missing.then(|| self.missing(Record::Claim, any(id), self.place(text, key, id)))
    }

    /// The same for an article, in the field of that name.
    pub(crate) fn bad_article(&self, id: ArticleId, text: &'a str) -> Option<Vec<PlacedFault<'a>>> {
        let is_missing = self.project.article(id).is_none();
        is_missing.then(|| self.missing(Record::Article, any(id), self.place(text, "article", id)))
    }

    /// Returns the fault of a link to a missing record. The list is empty if that record is in the file but was rejected,
    /// since the rejection is already reported.
    pub(crate) fn missing(
        &self,
        record: Record,
        id: RecordId,
        place: &'a str,
    ) -> Vec<PlacedFault<'a>> {
        if let Some(written) = self.written(id) {
            let id = shortened(written);
            vec![(place, Fault::NamesBadId { record, id })]
        } else if self.left_out.contains(&(record, id)) {
            vec![(place, Fault::NamesLeftOut { record, id })]
        } else if self.lost.contains(&(record, id)) {
            Vec::new()
        } else {
            vec![(place, Fault::NamesMissing { record, id })]
        }
    }

    /// Adds a record by an edit; `earlier` is the record with its id, if there is one.
    pub(crate) fn add<T: Serialize>(
        &mut self,
        text: &'a str,
        edit: Edit,
        kind: Record,
        later: &T,
        earlier: impl FnOnce(&Project) -> Option<&T>,
    ) -> Result<(), Vec<PlacedFault<'a>>> {
        self.try_edit(edit).map_err(|fault| {
            let fault = with_versions(fault, kind, earlier(&self.project), later);
            vec![(own_place(text), fault)]
        })
    }
}

/// Shows both versions if the fault is that an earlier record has the id.
pub(crate) fn with_versions<T: Serialize>(
    fault: Fault,
    record: Record,
    earlier: Option<&T>,
    later: &T,
) -> Fault {
    match (fault, earlier) {
        (Fault::Refused(EditError::Taken(_)), Some(earlier)) => {
            let versions = Box::new(TwoVersions::new(record, earlier, later));
            Fault::SameId { versions }
        }
        (other, _) => other,
    }
}

/// All faults of a record, if it has any.
pub(crate) fn none_of<'a>(
    faults: impl IntoIterator<Item = Option<Vec<PlacedFault<'a>>>>,
) -> Result<(), Vec<PlacedFault<'a>>> {
    let mut faults = faults.into_iter().flatten();
    match faults.next() {
        None => Ok(()),
        Some(first) => Err(first.into_iter().chain(faults.flatten()).collect()),
    }
}
