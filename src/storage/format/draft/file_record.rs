use super::{Draft, PlacedFault, erase, own_place};
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

    /// Adds the record to the project, or returns all its faults. An empty list means a link to a rejected record,
    /// which is already reported.
    fn add(&mut self, draft: &mut Draft<'a>, text: &'a str) -> Result<(), Vec<PlacedFault<'a>>>;

    /// Truncates texts and lists to their limits.
    fn shorten(&mut self) {}

    /// Applies a remedy that only some records have.
    fn mend(&mut self, _draft: &mut Draft<'a>, _place: &'a str, _remedy: Remedy) {}
}

impl<'a> Draft<'a> {
    /// Adds a record, with the chosen remedies for its faults. Returns it as added.
    pub(crate) fn take_record<R: FileRecord<'a>>(
        &mut self,
        text: &'a str,
        mut record: R,
    ) -> Option<R> {
        while let Err(faults) = record.add(self, text) {
            let concerns = record.concerns(self);
            let id = record.id().and_then(|id| self.name(id));
            for (slice, remedy) in self.decide(R::KIND, id, faults, &concerns)? {
                match remedy {
                    Remedy::NewId => record.renew_id(),
                    Remedy::MakeClaim => self.make_claim(slice),
                    Remedy::MakeSpeaker => self.make_speaker(slice),
                    Remedy::Shorten => record.shorten(),
                    Remedy::MoveTo(_)
                    | Remedy::QuoteTextThere
                    | Remedy::Clear
                    | Remedy::AddToScale
                    | Remedy::ClearVerdict
                    | Remedy::DropMarks => record.mend(self, slice, remedy),
                    // Not suggested for records of a list, or decided already.
                    Remedy::KeepAsItIs | Remedy::RepairScale | Remedy::LeaveOut => {}
                }
            }
        }
        Some(record)
    }

    pub(crate) fn take<R: FileRecord<'a>>(&mut self, text: &'a str, record: R) {
        self.take_record(text, record);
    }

    /// The fault of a record's own invalid id.
    pub(crate) fn bad_id<T>(&self, text: &'a str, id: Id<T>) -> Option<Vec<PlacedFault<'a>>> {
        let written = self.written(id)?;
        Some(vec![(own_place(text), Fault::BadId(shortened(written)))])
    }

    /// The fault of a link to a missing claim, in the field `key`; see [`missing`](Self::missing).
    pub(crate) fn bad_claim(
        &self,
        id: ClaimId,
        text: &'a str,
        key: &str,
    ) -> Option<Vec<PlacedFault<'a>>> {
        let is_missing = self.project.claim(id).is_none();
        is_missing.then(|| self.missing(Record::Claim, erase(id), self.place(text, key, id)))
    }

    /// The same for an article, in the field `article`.
    pub(crate) fn bad_article(&self, id: ArticleId, text: &'a str) -> Option<Vec<PlacedFault<'a>>> {
        let is_missing = self.project.article(id).is_none();
        is_missing
            .then(|| self.missing(Record::Article, erase(id), self.place(text, "article", id)))
    }

    /// Returns the fault of a link to a missing record. The list is empty if that record is in the file but was rejected,
    /// since the rejection is already reported.
    pub(crate) fn missing(
        &self,
        record: Record,
        id: RecordId,
        slice: &'a str,
    ) -> Vec<PlacedFault<'a>> {
        if let Some(written) = self.written(id) {
            let id = shortened(written);
            vec![(slice, Fault::NamesBadId { record, id })]
        } else if self.left_out.contains(&(record, id)) {
            vec![(slice, Fault::NamesLeftOut { record, id })]
        } else if self.lost.contains(&(record, id)) {
            Vec::new()
        } else {
            vec![(slice, Fault::NamesMissing { record, id })]
        }
    }

    /// Adds a record by an edit; `earlier` is the record that already has its id, if any.
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

/// Adds both versions to the fault if an earlier record has the same id.
pub(crate) fn with_versions<T: Serialize>(
    fault: Fault,
    record: Record,
    earlier: Option<&T>,
    later: &T,
) -> Fault {
    match (fault, earlier) {
        (Fault::Refused(EditError::IdInUse(_)), Some(earlier)) => {
            let versions = Box::new(TwoVersions::new(record, earlier, later));
            Fault::SameId { versions }
        }
        (other, _) => other,
    }
}

/// Collects all faults of a record; `None` if it has none.
pub(crate) fn none_of<'a>(
    faults: impl IntoIterator<Item = Option<Vec<PlacedFault<'a>>>>,
) -> Result<(), Vec<PlacedFault<'a>>> {
    let mut faults = faults.into_iter().flatten();
    match faults.next() {
        None => Ok(()),
        Some(first) => Err(first.into_iter().chain(faults.flatten()).collect()),
    }
}
