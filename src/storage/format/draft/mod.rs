//! A project that is being put together from the records of a file.

mod attributed;
mod claims;
mod evidence;
mod loops;
mod passages;
mod provenance;
mod relations;

use super::{
    load::{Examined, piece},
    positions::Lines,
    problem::{Fault, LoadProblem, Record, RecordId, shortened},
    reading::Parts,
    remedy::{Remedies, Remedy},
    wrong_quote::MisquotedArticle,
};
use crate::{
    project::{ArticleId, Edit, Id, Project, ProjectEdit, ProjectId, VerdictScale},
    storage::{
        fresh_id::fresh_id,
        limits::{self, check_edit},
    },
};
use provenance::Derived;

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::Arc,
};

use sha2::{Digest, Sha256};

/// A fault, and the piece of the file where it lies.
type Found<'a> = (&'a str, Fault);

/// What was found wrong on the way, and what is to be done about it.
pub(crate) struct Draft<'a> {
    file: &'a str,
    remedies: &'a Remedies,
    project: Project,
    problems: Vec<LoadProblem>,
    /// There are more than may be wrong.
    has_too_many: bool,
    /// Records that are in the file but could not be taken: links to them are not a second problem.
    lost: BTreeSet<(Record, RecordId)>,
    /// Records that were chosen to be left out: links to them are.
    left_out: BTreeSet<(Record, RecordId)>,
    /// Articles with wrong highlights.
    misquoted: BTreeMap<ArticleId, Arc<MisquotedArticle>>,
    /// What the articles derive from, until all of them are there.
    provenances: Vec<Derived<'a>>,
    id: Option<ProjectId>,
    /// Of the ids of articles and claims, in order: what a project of version 1 is named after.
    ids: Sha256,
}

impl<'a> Draft<'a> {
    pub(crate) fn of(file: &'a str, remedies: &'a Remedies) -> Self {
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
            id: None,
            ids: Sha256::new(),
        }
    }

    pub(crate) fn build(mut self, parts: &Parts<'a>) -> Examined {
        if let Ok(id) = parts.id.recv() {
            self.take_id(id);
        }
        if let Ok(title) = parts.title.recv() {
            let place = piece(&title).unwrap_or(self.file);
            self.take_title(place, title.into_owned());
        }
        if let Ok(scale) = parts.scale.recv() {
            let place = piece(&scale.name).unwrap_or(self.file);
            self.take_scale(place, scale.into());
        }
        if let Ok(rules) = parts.rules.recv() {
            // Nothing is refused of them.
            let _taken = self.try_edit(Edit::Project(ProjectEdit::SetRules(rules.into())));
        }
        for speaker in parts.speakers.iter() {
            self.take_speaker(speaker);
        }
        for article in parts.articles.iter() {
            self.take_article(article);
        }
        self.take_provenances();
        for highlight in parts.highlights.iter() {
            self.take_highlight(highlight);
        }
        for claim in parts.claims.iter() {
            self.take_claim(claim);
        }
        for evidence in parts.evidence.iter() {
            self.take_evidence(evidence);
        }
        for relation in parts.relations.iter() {
            self.take_relation(&relation);
        }
        self.finish()
    }

    fn finish(mut self) -> Examined {
        self.problems.sort_unstable_by_key(LoadProblem::key);
        let mut lines = Lines::of(self.file);
        for problem in &mut self.problems {
            (problem.line, problem.column) = lines.at(problem.at);
        }
        let is_whole = self.problems.iter().all(|problem| problem.chosen.is_some());
        let id = self.id.unwrap_or_else(|| id_of_version_1(self.ids));
        Examined {
            has_too_many: self.has_too_many,
            project: is_whole.then(|| self.project.with_id(id)),
            problems: self.problems,
        }
    }

    fn take_id(&mut self, written: &'a str) {
        let id = written.parse().ok();
        let bad = || vec![(written, Fault::BadId(written.to_owned()))];
        if id.is_none()
            && self
                .decide(Record::Project, None, bad(), String::new)
                .is_some()
        {
            self.id = Some(fresh_id());
        } else {
            self.id = id;
        }
    }

    fn take_title(&mut self, place: &'a str, mut title: String) {
        let edit = |title: &str| Edit::Project(ProjectEdit::SetTitle(title.to_owned()));
        if let Err(fault) = self.try_edit(edit(&title)) {
            let concerns = || shortened(&title);
            if self
                .decide(Record::Project, None, vec![(place, fault)], concerns)
                .is_some()
            {
                limits::shorten(&mut title, limits::MAX_TITLE);
                // What it was refused for is mended.
                let _taken = self.try_edit(edit(&title));
            }
        }
    }

    fn take_scale(&mut self, place: &'a str, scale: VerdictScale) {
        let edit = |scale: &VerdictScale| Edit::Project(ProjectEdit::SetScale(scale.clone()));
        if let Err(fault) = self.try_edit(edit(&scale)) {
            self.decide(Record::Project, None, vec![(place, fault)], || {
                scale.name.clone()
            });
            // Chosen or not: the verdicts of the claims are no second problem.
            let _taken = self.try_edit(edit(&mended(scale)));
        }
    }

    /// A link to a record that is in the file but could not be taken is no second problem: no fault then.
    fn missing(&self, record: Record, id: RecordId, place: &'a str) -> Vec<Found<'a>> {
        if self.left_out.contains(&(record, id)) {
            vec![(place, Fault::NamesLeftOut { record, id })]
        } else if self.lost.contains(&(record, id)) {
            Vec::new()
        } else {
            vec![(place, Fault::NamesMissing { record, id })]
        }
    }

    fn try_edit(&mut self, edit: Edit) -> Result<(), Fault> {
        check_edit(&edit)?;
        self.project.apply(edit)?;
        Ok(())
    }

    /// Tells the faults of a record, and what has been chosen for each by its place; `None` where the record is not taken: since nothing was
    /// chosen for one of them, or that it be left out.
    fn decide(
        &mut self,
        record: Record,
        id: Option<RecordId>,
        faults: Vec<Found<'a>>,
        concerns: impl FnOnce() -> String,
    ) -> Option<Vec<(&'a str, Remedy)>> {
        self.has_too_many |= self.problems.len() > limits::max_problems(self.file.len());
        if self.has_too_many {
            return None;
        }
        let concerns = if faults.is_empty() {
            String::new()
        } else {
            concerns()
        };
        let mut chosen: Vec<(&str, Remedy)> = Vec::with_capacity(faults.len());
        // No fault is told of a link to a record that is not taken; the link is not taken either.
        let mut is_open = faults.is_empty();
        for (place, fault) in faults {
            let problem = self.problem(record, place, fault, concerns.clone());
            let is_told = |told: &LoadProblem| told.key() == problem.key();
            // A remedy that did not help leaves the record out, as if none had been chosen.
            if let Some(told) = self
                .problems
                .iter_mut()
                .rev()
                .take(8)
                .find(|told| is_told(told))
            {
                told.chosen = None;
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

    fn problem(&self, record: Record, place: &str, fault: Fault, concerns: String) -> LoadProblem {
        let mut problem = LoadProblem {
            at: self.at(place),
            line: 0,
            column: 0,
            record,
            concerns,
            fault,
            chosen: None,
        };
        if let Some(remedy) = self.remedies.get(&problem.key()) {
            let offered = problem.fault.remedies();
            problem.chosen = offered.contains(remedy).then_some(*remedy);
        }
        problem
    }

    /// `place` is a piece of the file itself, so where it lies in memory tells where it lies in the file.
    fn at(&self, place: &str) -> usize {
        let start = self.file.as_ptr().addr();
        let at = place.as_ptr().addr().checked_sub(start);
        at.filter(|at| *at < self.file.len()).unwrap_or(0)
    }
}

fn any<T>(id: Id<T>) -> RecordId {
    RecordId::new(id.number())
}

fn bad_id(written: &str) -> Found<'_> {
    (written, Fault::BadId(shortened(written)))
}

fn names_bad_id(record: Record, written: &str) -> Found<'_> {
    let id = shortened(written);
    (written, Fault::NamesBadId { record, id })
}

/// Each label once; where there is none, the default scale.
fn mended(mut scale: VerdictScale) -> VerdictScale {
    let mut seen = BTreeSet::new();
    scale
        .verdicts
        .retain(|verdict| seen.insert(verdict.label.clone()));
    scale.verdicts.truncate(crate::project::MAX_VERDICTS);
    limits::shorten(&mut scale.name, limits::MAX_TITLE);
    for verdict in &mut scale.verdicts {
        limits::shorten(&mut verdict.label, limits::MAX_TITLE);
    }
    if scale.verdicts.is_empty() {
        VerdictScale::default()
    } else {
        scale
    }
}

/// Version 1 gave projects no id. This one is the same wherever the same file is opened, and stays while the first save to
/// version 2 keeps it.
fn id_of_version_1(ids: Sha256) -> ProjectId {
    let digest: [u8; 32] = ids.finalize().into();
    let first = digest.first_chunk().copied().unwrap_or_default();
    ProjectId::new(u64::from_be_bytes(first))
}
