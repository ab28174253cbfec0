//! A project under construction from the records of a file.

mod claims;
mod evidence;
mod file_record;
mod loops;
mod passages;
mod provenance;
mod relations;
mod speakers;

use super::{
    load::{Examined, offset},
    positions::LineCounter,
    problem::{Fault, LoadProblem, Record, RecordId, shortened},
    reading::{Batch, Batches, FileHead, ReadRecord, Sections},
    remedy::{Remedies, Remedy},
    texts::{BadId, Texts},
    wrong_quote::MisquotedArticle,
};
use crate::{
    project::{ArticleId, Edit, Id, Project, ProjectEdit, ProjectId, VerdictScale},
    storage::{
        fresh_id::fresh_id,
        limits::{self, Limits, check_edit},
    },
};
use evidence::ChainedEvidence;
use provenance::Derived;

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::Arc,
};

/// A fault and the slice of the file that contains it.
type PlacedFault<'a> = (&'a str, Fault);

/// The project built so far, the problems found while reading, and the chosen remedies.
pub(crate) struct Draft<'a> {
    file: &'a str,
    remedies: &'a Remedies,
    project: Project,
    problems: Vec<LoadProblem>,
    /// Whether the file has more problems than the limit.
    has_too_many: bool,
    /// Records that are in the file but were rejected. Links to them are not reported as further problems.
    lost: BTreeSet<(Record, RecordId)>,
    /// Records that the user chose to leave out. Links to them are reported as problems.
    left_out: BTreeSet<(Record, RecordId)>,
    /// Articles with wrong highlights.
    misquoted: BTreeMap<ArticleId, Arc<MisquotedArticle>>,
    /// Derivations of the articles, deferred until all articles have been added.
    provenances: Vec<Derived<'a>>,
    id: ProjectId,
    /// Invalid ids in the current record.
    bad_ids: Vec<BadId<'a>>,
}

impl<'a> Draft<'a> {
    pub(crate) fn new(file: &'a str, remedies: &'a Remedies) -> Self {
        Self {
            file,
            remedies,
            project: Project::default(),
            problems: Vec::new(),
            has_too_many: false,
            lost: BTreeSet::new(),
            left_out: BTreeSet::new(),
            misquoted: BTreeMap::new(),
            provenances: Vec::new(),
            id: ProjectId::default(),
            bad_ids: Vec::new(),
        }
    }

    pub(crate) fn build(mut self, sections: &Sections<'_>, batches: Batches<'a>) -> Examined {
        let FileHead {
            id,
            title,
            scale,
            rules,
            report,
            search_lists,
            names,
        } = &sections.head;
        self.take_id(id);
        let concerns = ("title", shortened(title));
        self.take_head(title.clone(), concerns, ProjectEdit::SetTitle, |title| {
            limits::shorten(title, limits::MAX_TITLE);
        });
        let concerns = ("name", scale.name.clone());
        self.take_head(scale.clone(), concerns, ProjectEdit::SetScale, mend_scale);
        // House rules are never rejected.
        let _taken = self.try_edit(Edit::Project(ProjectEdit::SetRules(rules.clone())));
        let concerns = ("lead", shortened(&report.title));
        self.take_head(
            report.clone(),
            concerns,
            ProjectEdit::SetReportHeading,
            |head| Limits::shortening().report_heading(head),
        );
        let concerns = ("watch_words", String::new());
        self.take_head(
            search_lists.clone(),
            concerns,
            ProjectEdit::SetSearchLists,
            |lists| Limits::shortening().search_lists(lists),
        );
        let concerns = ("aliases", String::new());
        self.take_head(names.clone(), concerns, ProjectEdit::SetNames, |names| {
            Limits::shortening().names(names);
        });
        for batch in batches {
            self.take_batch(batch);
        }
        self.take_provenances();
        self.finish(sections.lines_begin_again)
    }

    fn take_batch(&mut self, batch: Batch<'a>) {
        if !matches!(batch, Batch::Speakers(_) | Batch::Articles(_)) {
            self.take_provenances();
        }
        match batch {
            Batch::Speakers(all) => self.take_each(all, Self::take),
            Batch::Articles(all) => self.take_each(all, Self::take_article),
            Batch::Highlights(all) => self.take_each(all, Self::take),
            Batch::Claims(all) => self.take_each(all, Self::take),
            Batch::Silent(all) => self.take_each(all, Self::take),
            Batch::Evidence(all) => self.take_each(all, |draft, text, evidence| {
                draft.take(text, ChainedEvidence::new(text, evidence));
            }),
            Batch::Relations(all) => self.take_each(all, Self::take),
        }
    }

    fn take_each<T>(&mut self, all: Vec<ReadRecord<'a, T>>, take: fn(&mut Self, &'a str, T)) {
        for ReadRecord {
            text,
            record,
            bad_ids,
        } in all
        {
            self.bad_ids = bad_ids;
            take(self, text, record);
        }
    }

    fn finish(mut self, lines_begin_again: usize) -> Examined {
        self.problems.sort_by_key(|problem| problem.at);
        let mut lines = LineCounter::of_two_sides(self.file, lines_begin_again);
        for problem in &mut self.problems {
            (problem.line, problem.column) = lines.at(problem.at);
        }
        let is_whole = self.problems.iter().all(|problem| problem.chosen.is_some());
        Examined {
            has_too_many: self.has_too_many,
            project: is_whole.then(|| self.project.with_id(self.id)),
            problems: self.problems,
        }
    }

    /// Slice of the file with a text of the head.
    fn place_in_head(&self, key: &str) -> &'a str {
        Texts::first(self.file, key).unwrap_or(self.file)
    }

    fn take_id(&mut self, written: &str) {
        if let Ok(id) = written.parse() {
            self.id = id;
            return;
        }
        let found = (self.place_in_head("id"), Fault::BadId(shortened(written)));
        // Without a chosen remedy, no project is built, so a new id is safe in either case.
        self.decide(Record::Project, None, vec![found], "");
        self.id = fresh_id();
    }

    /// Takes a part of the head. If it is rejected, reports the field `key`, which has the cause, and takes what `mend`
    /// makes of it. This repairs it even without a chosen remedy, so that later records do not become further problems.
    fn take_head<T: Clone>(
        &mut self,
        mut part: T,
        (key, concerns): (&str, String),
        edit: fn(T) -> ProjectEdit,
        mend: fn(&mut T),
    ) {
        if let Err(fault) = self.try_edit(Edit::Project(edit(part.clone()))) {
            let found = (self.place_in_head(key), fault);
            self.decide(Record::Project, None, vec![found], &concerns);
            mend(&mut part);
            // The cause of the rejection has been fixed.
            let _taken = self.try_edit(Edit::Project(edit(part)));
        }
    }

    /// Returns the id as written in the file if it is invalid and `id` replaces it.
    fn written<T>(&self, id: Id<T>) -> Option<&'a str> {
        let mut bad = self.bad_ids.iter();
        let (_, written) = bad.find(|(number, _)| *number == id.number())?;
        Some(written)
    }

    /// Id of a record for [`decide`](Self::decide), or `None` if the id in the file is invalid.
    fn name<T>(&self, id: Id<T>) -> Option<RecordId> {
        self.written(id).is_none().then(|| erase(id))
    }

    /// Slice of the record that holds the id, in the field or variant named `key`.
    fn place<T>(&self, record: &'a str, key: &str, id: Id<T>) -> &'a str {
        self.written(id).unwrap_or_else(|| {
            let mut texts = Texts::new(record);
            let found = texts.find(|(its, text)| *its == key && text.parse() == Ok(id));
            found.map_or(record, |(_, text)| text)
        })
    }

    fn try_edit(&mut self, mut edit: Edit) -> Result<(), Fault> {
        check_edit(&mut edit)?;
        self.project.apply(edit)?;
        Ok(())
    }

    /// Reports the faults of a record and returns the chosen remedies with their slices of the file. Returns `None` if
    /// the record is not to be added, because a fault has no remedy or the remedy is to leave the record out.
    fn decide(
        &mut self,
        record: Record,
        id: Option<RecordId>,
        faults: Vec<PlacedFault<'a>>,
        concerns: &str,
    ) -> Option<Vec<(&'a str, Remedy)>> {
        self.has_too_many |= self.problems.len() > limits::max_problems(self.file.len());
        if self.has_too_many {
            return None;
        }
        let mut chosen: Vec<(&str, Remedy)> = Vec::with_capacity(faults.len());
        // An empty list means a link to a rejected record: nothing is reported, and the linking record is rejected too.
        let mut is_open = faults.is_empty();
        for (place, fault) in faults {
            let problem = self.problem(record, place, fault, concerns);
            let is_same = |reported: &LoadProblem| reported.key() == problem.key();
            // A fault that persists after its remedy rejects the record, as if no remedy had been chosen.
            if let Some(reported) = self
                .problems
                .iter_mut()
                .rev()
                .take(8)
                .find(|reported| is_same(reported))
            {
                reported.chosen = None;
                is_open = true;
                continue;
            }
            is_open |= problem.chosen.is_none();
            chosen.extend(problem.chosen.map(|remedy| (place, remedy)));
            self.problems.push(problem);
        }
        let leaves_out = |(_, remedy): &(&str, Remedy)| *remedy == Remedy::LeaveOut;
        if !is_open && !chosen.iter().any(leaves_out) {
            return Some(chosen);
        }
        let gone = if is_open {
            &mut self.lost
        } else {
            &mut self.left_out
        };
        gone.extend(id.map(|id| (record, id)));
        None
    }

    fn problem(&self, record: Record, place: &str, fault: Fault, concerns: &str) -> LoadProblem {
        let mut problem = LoadProblem {
            at: offset(self.file, place),
            line: 0,
            column: 0,
            record,
            concerns: concerns.to_owned(),
            fault,
            chosen: None,
        };
        if let Some(remedy) = self.remedies.get(&problem.key()) {
            let offered = problem.fault.remedies();
            problem.chosen = offered.contains(remedy).then_some(*remedy);
        }
        problem
    }
}

/// Slice of the record with its own id, which marks the record's position.
fn own_place(record: &str) -> &str {
    Texts::first(record, "id").unwrap_or(record)
}

fn erase<T>(id: Id<T>) -> RecordId {
    RecordId::new(id.number())
}

/// Removes duplicate labels; replaces an empty scale with the default one.
fn mend_scale(scale: &mut VerdictScale) {
    let mut seen = BTreeSet::new();
    scale
        .verdicts
        .retain(|verdict| seen.insert(verdict.label.clone()));
    Limits::shortening().scale(scale);
    if scale.verdicts.is_empty() {
        *scale = VerdictScale::default();
    }
}
