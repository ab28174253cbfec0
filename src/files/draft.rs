//! A project that is being put together from the records of a file.

use std::collections::BTreeSet;

use sha2::{Digest, Sha256};

use super::{
    fresh_id,
    limits::{self, check_edit},
    load::{Examined, piece},
    places::{Lines, wrong_quote},
    problem::{Fault, LoadProblem, Record, RecordId, shortened},
    reading::Parts,
    remedy::{Remedies, Remedy},
    v1,
};
use crate::{
    project::{
        Article, ArticleEdit, ArticleId, ArticleText, Claim, ClaimEdit, ClaimId, Edit, EditError,
        Evidence, EvidenceEdit, EvidenceId, Highlight, HighlightEdit, HighlightId, Id, Project,
        ProjectEdit, ProjectId, SourceRecord, Verdict, VerdictScale,
    },
    text::Span,
};

/// A fault, and the piece of the file where it lies.
type Found<'a> = (&'a str, Fault);

/// What was found wrong on the way, and what is to be done about it.
pub(super) struct Draft<'a> {
    file: &'a str,
    remedies: &'a Remedies,
    project: Project,
    problems: Vec<LoadProblem>,
    /// Records that are in the file but could not be taken: links to them are not a second problem.
    lost: BTreeSet<(Record, RecordId)>,
    /// Records that were chosen to be left out: links to them are.
    left_out: BTreeSet<(Record, RecordId)>,
    id: Option<ProjectId>,
    /// Of the ids of articles and claims, in order: what a project of version 1 is named after.
    ids: Sha256,
}

impl<'a> Draft<'a> {
    pub(super) fn of(file: &'a str, remedies: &'a Remedies) -> Self {
        Self {
            file,
            remedies,
            project: Project::default(),
            problems: Vec::new(),
            lost: BTreeSet::new(),
            left_out: BTreeSet::new(),
            id: None,
            ids: Sha256::new(),
        }
    }

    pub(super) fn build(mut self, parts: &Parts<'a>) -> Examined {
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
        for article in parts.articles.iter().flatten() {
            self.take_article(article);
        }
        for highlight in parts.highlights.iter().flatten() {
            self.take_highlight(highlight);
        }
        for claim in parts.claims.iter().flatten() {
            self.take_claim(claim);
        }
        for evidence in parts.evidence.iter().flatten() {
            self.take_evidence(&evidence);
        }
        self.finish()
    }

    fn finish(mut self) -> Examined {
        self.problems.sort_by_key(|problem| problem.at);
        let mut lines = Lines::of(self.file);
        for problem in &mut self.problems {
            (problem.line, problem.column) = lines.at(problem.at);
        }
        let is_whole = self.problems.iter().all(|problem| problem.chosen.is_some());
        let id = self.id.unwrap_or_else(|| id_of_version_1(self.ids));
        Examined {
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

    fn take_article(&mut self, written: v1::Article<'a>) {
        let record = Record::Article;
        self.ids.update(written.id);
        let mut id: Option<ArticleId> = written.id.parse().ok();
        let mut article = Article {
            id: id.unwrap_or_default(),
            source: SourceRecord::from(written.source),
            text: ArticleText::new(written.text.0),
            furniture: written.furniture,
        };
        if article.text.hash().to_string() != written.sha256 {
            let title = shortened(&article.source.title);
            let fault = Fault::WrongHash { title };
            // Chosen or not, the text is taken, so that what rests on it is compared with it.
            self.decide(record, None, vec![(written.sha256, fault)], || {
                article.name()
            });
        }
        loop {
            let tried = match id {
                None => Err(Fault::BadId(shortened(written.id))),
                Some(id) => {
                    article.id = id;
                    let at = self.project.articles().len();
                    let article = Box::new(article.clone());
                    self.try_edit(Edit::Article(ArticleEdit::Add { at, article }))
                }
            };
            let Err(fault) = tried else { return };
            let faults = vec![(written.id, fault)];
            let name = id.map(any);
            let Some(remedies) = self.decide(record, name, faults, || article.name()) else {
                return;
            };
            match remedies[0] {
                Remedy::NewId => id = Some(fresh_id()),
                Remedy::DropMarks => {
                    let count = article.text.paragraphs().len();
                    article.furniture.retain(|paragraph| *paragraph < count);
                }
                _ => limits::shorten_source(&mut article),
            }
        }
    }

    fn take_highlight(&mut self, mut written: v1::Highlight<'a>) {
        let mut id: Option<HighlightId> = written.id.parse().ok();
        while let Err(faults) = self.try_highlight(id, &written) {
            let concerns = || shortened(&written.quote);
            let name = id.map(any);
            let Some(remedies) = self.decide(Record::Highlight, name, faults, concerns) else {
                return;
            };
            for remedy in remedies {
                match remedy {
                    Remedy::NewId => id = Some(fresh_id()),
                    Remedy::MoveTo(span) => {
                        (written.start, written.end) = (span.start(), span.end())
                    }
                    Remedy::QuoteWhatStandsThere => self.quote_what_stands_there(&mut written),
                    _ => limits::shorten(&mut written.note, limits::MAX_NOTE),
                }
            }
        }
    }

    fn try_highlight(
        &mut self,
        id: Option<HighlightId>,
        written: &v1::Highlight<'a>,
    ) -> Result<(), Vec<Found<'a>>> {
        let record = Record::Highlight;
        let article: Option<ArticleId> = written.article.parse().ok();
        let (Some(id), Some(article)) = (id, article) else {
            let own = id.is_none().then(|| bad_id(written.id));
            let named = article
                .is_none()
                .then(|| names_bad_id(Record::Article, written.article));
            return Err(own.into_iter().chain(named).collect());
        };
        let at_quote = piece(&written.quote).unwrap_or(written.id);
        let Some(of) = self.project.article(article) else {
            return Err(self.missing(record, Record::Article, any(article), written.article));
        };
        let span = Span::new(written.start, written.end);
        if span.and_then(|span| of.quote(span)) != Some(&written.quote) {
            return Err(vec![wrong_quote(of.text.as_str(), written, at_quote)]);
        }
        let Some(span) = span else { return Ok(()) };
        let highlight = Highlight {
            id,
            article,
            span,
            note: written.note.clone(),
        };
        let tried = self.try_edit(Edit::Highlight(HighlightEdit::Add(highlight)));
        tried.map_err(|fault| match fault {
            Fault::Refused(EditError::BadSpan { .. }) => {
                let text = self
                    .project
                    .article(article)
                    .map_or("", |of| of.text.as_str());
                vec![wrong_quote(text, written, written.id)]
            }
            other => vec![(written.id, other)],
        })
    }

    fn quote_what_stands_there(&self, written: &mut v1::Highlight<'a>) {
        let article = written.article.parse().ok();
        let article = article.and_then(|id: ArticleId| self.project.article(id));
        let text = article.map_or("", |article| article.text.as_str());
        if let Some(span) = super::places::widened(text, written.start, written.end) {
            (written.start, written.end) = (span.start(), span.end());
            written.quote = text[span.range()].to_owned().into();
        }
    }

    fn take_claim(&mut self, written: v1::Claim<'a>) {
        self.ids.update(written.id);
        let mut id: Option<ClaimId> = written.id.parse().ok();
        let mut claim = Claim {
            id: id.unwrap_or_default(),
            statement: written.statement,
            verdict: written.verdict,
            status: written.status.into(),
            justification: written.justification,
            notes: written.notes,
            color: written.color,
        };
        while let Err(fault) = self.try_claim(id, &claim) {
            let fault = fault.unwrap_or_else(|| Fault::BadId(shortened(written.id)));
            let concerns = || shortened(&claim.statement);
            let faults = vec![(written.id, fault)];
            let Some(remedies) = self.decide(Record::Claim, id.map(any), faults, concerns) else {
                return;
            };
            match remedies[0] {
                Remedy::NewId => id = Some(fresh_id()),
                Remedy::ClearVerdict => claim.verdict = None,
                Remedy::AddToScale => self.add_to_scale(claim.verdict.as_deref()),
                _ => limits::shorten_claim(&mut claim),
            }
        }
    }

    /// The inner `None` is a claim without an id.
    fn try_claim(&mut self, id: Option<ClaimId>, claim: &Claim) -> Result<(), Option<Fault>> {
        let claim = Claim {
            id: id.ok_or(None)?,
            ..claim.clone()
        };
        let at = self.project.claims().len();
        let claim = Box::new(claim);
        let tried = self.try_edit(Edit::Claim(ClaimEdit::Add { at, claim }));
        tried.map_err(Some)
    }

    fn add_to_scale(&mut self, label: Option<&str>) {
        let mut scale = self.project.scale().clone();
        let best = scale.verdicts.iter().map(|verdict| verdict.rank).max();
        scale.verdicts.extend(label.map(|label| Verdict {
            label: label.to_owned(),
            rank: best.unwrap_or_default().saturating_add(1),
        }));
        // Where it cannot be added, the claim is refused again.
        let _added = self.try_edit(Edit::Project(ProjectEdit::SetScale(scale)));
    }

    fn take_evidence(&mut self, written: &v1::Evidence<'a>) {
        let mut id: Option<EvidenceId> = written.id.parse().ok();
        let mut note = written.note.clone();
        while let Err(faults) = self.try_evidence(id, written, &note) {
            let concerns = self.concerns_of_evidence(written);
            let name = id.map(any);
            let Some(remedies) = self.decide(Record::Evidence, name, faults, || concerns) else {
                return;
            };
            for remedy in remedies {
                match remedy {
                    Remedy::NewId => id = Some(fresh_id()),
                    Remedy::MakeClaim => self.make_claim(written.claim),
                    _ => limits::shorten(&mut note, limits::MAX_NOTE),
                }
            }
        }
    }

    fn try_evidence(
        &mut self,
        id: Option<EvidenceId>,
        written: &v1::Evidence<'a>,
        note: &str,
    ) -> Result<(), Vec<Found<'a>>> {
        let highlight: Option<HighlightId> = written.highlight.parse().ok();
        let claim: Option<ClaimId> = written.claim.parse().ok();
        let (Some(id), Some(highlight), Some(claim)) = (id, highlight, claim) else {
            let own = id.is_none().then(|| bad_id(written.id));
            let of_highlight = || names_bad_id(Record::Highlight, written.highlight);
            let of_claim = || names_bad_id(Record::Claim, written.claim);
            let named = highlight.is_none().then(of_highlight);
            let faults = own.into_iter().chain(named);
            return Err(faults.chain(claim.is_none().then(of_claim)).collect());
        };
        let evidence = Evidence {
            id,
            highlight,
            claim,
            stance: written.stance.into(),
            note: note.to_owned(),
        };
        let at = self.project.evidence_count(claim);
        let tried = self.try_edit(Edit::Evidence(EvidenceEdit::Add { at, evidence }));
        tried.map_err(|fault| match fault {
            // Both links are looked at, so that both are told.
            Fault::Refused(EditError::NoHighlight(_) | EditError::NoClaim(_)) => {
                self.missing_ends(written, highlight, claim)
            }
            Fault::Refused(EditError::LinkedAlready { .. }) => {
                let earlier = self.project.link(highlight, claim);
                let says_the_same = earlier.is_some_and(|earlier| {
                    earlier.stance == written.stance.into()
                        && (note.is_empty() || earlier.note == note)
                });
                let (highlight, claim) = (any(highlight), any(claim));
                vec![(
                    written.id,
                    Fault::LinkedTwice {
                        highlight,
                        claim,
                        says_the_same,
                    },
                )]
            }
            other => vec![(written.id, other)],
        })
    }

    fn missing_ends(
        &self,
        written: &v1::Evidence<'a>,
        highlight: HighlightId,
        claim: ClaimId,
    ) -> Vec<Found<'a>> {
        let record = Record::Evidence;
        let mut faults = Vec::new();
        if self.project.highlight(highlight).is_none() {
            let id = any(highlight);
            faults.extend(self.missing(record, Record::Highlight, id, written.highlight));
        }
        if self.project.claim(claim).is_none() {
            faults.extend(self.missing(record, Record::Claim, any(claim), written.claim));
        }
        faults
    }

    /// A link to a record that is in the file but could not be taken is no second problem: no fault then.
    fn missing(
        &self,
        _from: Record,
        record: Record,
        id: RecordId,
        place: &'a str,
    ) -> Vec<Found<'a>> {
        if self.left_out.contains(&(record, id)) {
            vec![(place, Fault::NamesLeftOut { record, id })]
        } else if self.lost.contains(&(record, id)) {
            Vec::new()
        } else {
            vec![(place, Fault::NamesMissing { record, id })]
        }
    }

    fn make_claim(&mut self, written: &str) {
        let Ok(id) = written.parse() else { return };
        let at = self.project.claims().len();
        let statement = format!("(The claim {written} is missing from the file)");
        let claim = Box::new(Claim::new(id, statement, 0));
        // Where it cannot be made, the link is refused again.
        let _made = self.try_edit(Edit::Claim(ClaimEdit::Add { at, claim }));
    }

    fn concerns_of_evidence(&self, written: &v1::Evidence<'a>) -> String {
        let claim = written.claim.parse().ok();
        let claim = claim.and_then(|id: ClaimId| self.project.claim(id));
        let quote = written.highlight.parse().ok();
        let quote = quote.and_then(|id: HighlightId| self.project.quote(id));
        match (claim, quote) {
            (Some(claim), _) => shortened(&claim.statement),
            (None, Some(quote)) => shortened(quote),
            (None, None) => shortened(&written.note),
        }
    }

    fn try_edit(&mut self, edit: Edit) -> Result<(), Fault> {
        check_edit(&edit)?;
        self.project.apply(edit)?;
        Ok(())
    }

    /// Tells the faults of a record, and what has been chosen for them; `None` where the record is not taken: since nothing was
    /// chosen for one of them, or that it be left out.
    fn decide(
        &mut self,
        record: Record,
        id: Option<RecordId>,
        faults: Vec<Found<'a>>,
        concerns: impl FnOnce() -> String,
    ) -> Option<Vec<Remedy>> {
        let concerns = if faults.is_empty() {
            String::new()
        } else {
            concerns()
        };
        let mut chosen = Vec::with_capacity(faults.len());
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
            chosen.extend(problem.chosen);
            self.problems.push(problem);
        }
        if !is_open && !chosen.contains(&Remedy::LeaveOut) {
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
    scale.verdicts.truncate(limits::MAX_VERDICTS);
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
