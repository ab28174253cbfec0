use std::{borrow::Cow, collections::BTreeSet, panic::resume_unwind, thread};

use super::{
    VERSION, header,
    problem::{Fault, LoadError, LoadProblem, Record},
    reading::{Parts, Reader},
    v1,
};
use crate::{
    project::{
        Article, ArticleEdit, ArticleId, ArticleText, Claim, ClaimEdit, ClaimId, Edit, EditError,
        Evidence, EvidenceEdit, EvidenceId, Highlight, HighlightEdit, HighlightId, Id, Project,
        ProjectEdit, SourceRecord,
    },
    text::{Paragraphs, Span},
};

/// Reads the text of a project file and verifies all of it: the hash of each text, the quote and the character
/// boundaries of each highlight, every id and every link. A byte order mark is skipped.
///
/// # Errors
/// [`LoadError`], with every problem that was found and the line of each; a file is read whole or not at all.
pub fn from_ron(bytes: &[u8]) -> Result<Project, LoadError> {
    let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
    let text = std::str::from_utf8(bytes).map_err(|error| LoadError::NotText {
        line: bytes[..error.valid_up_to()]
            .split(|byte| *byte == b'\n')
            .count(),
    })?;
    match header::version_of(text) {
        Some(1) => read_and_build(text),
        Some(version) if version > u64::from(VERSION) => Err(LoadError::Newer { version }),
        // No version 0 was ever written.
        None | Some(_) => Err(LoadError::NotAProject),
    }
}

/// One thread reads, another verifies what it has read.
fn read_and_build(text: &str) -> Result<Project, LoadError> {
    let (reader, parts) = Reader::new();
    thread::scope(|scope| {
        let reading = scope.spawn(|| reader.read(text).map_err(|error| syntax(&error)));
        let built = Draft::of(text).build(&parts);
        let read = reading
            .join()
            .unwrap_or_else(|panicked| resume_unwind(panicked));
        // What was built of a file that breaks off is not whole, and neither are the problems that were found in it.
        read.and(built)
    })
}

fn syntax(error: &ron::error::SpannedError) -> LoadError {
    LoadError::Syntax {
        line: error.span.start.line,
        column: error.span.start.col,
        words: error.code.to_string(),
    }
}

/// A project that is being put together from a file, and what was found wrong on the way.
struct Draft<'a> {
    file: &'a str,
    project: Project,
    /// With the byte at which the record begins.
    problems: Vec<(usize, Record, Fault)>,
    /// Records that are in the file but could not be taken: links to them are not a second problem.
    lost: BTreeSet<(Record, u64)>,
}

impl<'a> Draft<'a> {
    fn of(file: &'a str) -> Self {
        Self {
            file,
            project: Project::default(),
            problems: Vec::new(),
            lost: BTreeSet::new(),
        }
    }

    fn build(mut self, parts: &Parts<'a>) -> Result<Project, LoadError> {
        if let (Ok(title), Ok(scale)) = (parts.title.recv(), parts.scale.recv()) {
            self.take_head(title, scale);
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
            self.take_evidence(evidence);
        }
        self.finish()
    }

    fn finish(mut self) -> Result<Project, LoadError> {
        if self.problems.is_empty() {
            return Ok(self.project);
        }
        self.problems.sort_by_key(|(at, ..)| *at);
        let lines = Paragraphs::of(self.file);
        let with_line = |(at, record, fault)| LoadProblem {
            line: lines.at(at) + 1,
            record,
            fault,
        };
        let problems = self.problems.into_iter().map(with_line).collect();
        Err(LoadError::Problems(problems))
    }

    fn take_head(&mut self, title: Cow<'a, str>, scale: v1::Scale<'a>) {
        let place = scale.name.clone();
        let edits = [
            ProjectEdit::SetTitle(title.into_owned()),
            ProjectEdit::SetScale(scale.into()),
        ];
        for edit in edits {
            if let Err(error) = self.project.apply(Edit::Project(edit)) {
                self.report(&place, Record::Project, error.into());
            }
        }
    }

    fn take_article(&mut self, written: v1::Article<'a>) {
        let Some(id) = self.id(written.id, written.id, Record::Article) else {
            return;
        };
        let source = SourceRecord::from(written.source);
        let text = ArticleText::new(join(&written.text));
        if text.hash().to_string() != written.sha256 {
            let title = source.title.clone();
            self.report(written.sha256, Record::Article, Fault::WrongHash { title });
        }
        let article = Article {
            id,
            text,
            source,
            furniture: written.furniture.into_iter().collect(),
        };
        let add = ArticleEdit::Add {
            at: self.project.articles().len(),
            article: Box::new(article),
        };
        self.take(written.id, Record::Article, id, Edit::Article(add));
    }

    fn take_highlight(&mut self, written: v1::Highlight<'a>) {
        let (place, record) = (written.id, Record::Highlight);
        let id: Option<HighlightId> = self.id(place, written.id, record);
        let article: Option<ArticleId> = self.id(place, written.article, record);
        let (Some(id), Some(article)) = (id, article) else {
            return;
        };
        let (start, end) = (written.start, written.end);
        let Some(span) = Span::new(start, end) else {
            return self.lose(place, record, id, Fault::BadSpan { start, end });
        };
        let highlight = Highlight {
            id,
            article,
            span,
            note: written.note,
        };
        let add = HighlightEdit::Add(highlight);
        match self.project.apply(Edit::Highlight(add)) {
            Ok(_inverse) => self.compare_quote(place, article, span, &written.quote),
            Err(EditError::NoArticle(_)) => {
                self.report_missing(place, record, (Record::Article, article), true);
                self.lost.insert((record, id.number()));
            }
            Err(error) => self.lose(place, record, id, error.into()),
        }
    }

    fn compare_quote(&mut self, place: &str, article: ArticleId, span: Span, quote: &str) {
        let found = self.project.article(article).and_then(|a| a.quote(span));
        if found != Some(quote) {
            let fault = Fault::WrongQuote {
                start: span.start(),
                end: span.end(),
                quote: quote.to_owned(),
                found: found.unwrap_or_default().to_owned(),
            };
            self.report(place, Record::Highlight, fault);
        }
    }

    fn take_claim(&mut self, written: v1::Claim<'a>) {
        let Some(id) = self.id(written.id, written.id, Record::Claim) else {
            return;
        };
        let claim = Claim {
            id,
            statement: written.statement,
            verdict: written.verdict,
            status: written.status.into(),
            justification: written.justification,
            notes: written.notes,
            color: written.color,
        };
        let add = ClaimEdit::Add {
            at: self.project.claims().len(),
            claim: Box::new(claim),
        };
        self.take(written.id, Record::Claim, id, Edit::Claim(add));
    }

    fn take_evidence(&mut self, written: v1::Evidence<'a>) {
        let (place, record) = (written.id, Record::Evidence);
        let id: Option<EvidenceId> = self.id(place, written.id, record);
        let highlight: Option<HighlightId> = self.id(place, written.highlight, record);
        let claim: Option<ClaimId> = self.id(place, written.claim, record);
        let (Some(id), Some(highlight), Some(claim)) = (id, highlight, claim) else {
            return;
        };
        let evidence = Evidence {
            id,
            highlight,
            claim,
            stance: written.stance.into(),
            note: written.note,
        };
        let at = self.project.evidence_count(claim);
        let add = EvidenceEdit::Add { at, evidence };
        match self.project.apply(Edit::Evidence(add)) {
            Ok(_inverse) => {}
            // Both links are looked at, so that both are told.
            Err(EditError::NoHighlight(_) | EditError::NoClaim(_)) => {
                let no_highlight = self.project.highlight(highlight).is_none();
                self.report_missing(place, record, (Record::Highlight, highlight), no_highlight);
                let no_claim = self.project.claim(claim).is_none();
                self.report_missing(place, record, (Record::Claim, claim), no_claim);
            }
            Err(error) => self.lose(place, record, id, error.into()),
        }
    }

    /// A link to a record that is in the file but could not be taken is no second problem.
    fn report_missing<T>(
        &mut self,
        place: &str,
        from: Record,
        (record, id): (Record, Id<T>),
        is_missing: bool,
    ) {
        if is_missing && !self.lost.contains(&(record, id.number())) {
            let id = id.to_string();
            self.report(place, from, Fault::NamesMissing { record, id });
        }
    }

    /// Reads an id; `place` and `record` say where it stands.
    fn id<T>(&mut self, place: &str, written: &str, record: Record) -> Option<Id<T>> {
        let id = written.parse().ok();
        if id.is_none() {
            self.report(place, record, Fault::BadId(written.to_owned()));
        }
        id
    }

    fn take<T>(&mut self, place: &str, record: Record, id: Id<T>, edit: Edit) {
        if let Err(error) = self.project.apply(edit) {
            self.lose(place, record, id, error.into());
        }
    }

    fn lose<T>(&mut self, place: &str, record: Record, id: Id<T>, fault: Fault) {
        self.report(place, record, fault);
        self.lost.insert((record, id.number()));
    }

    /// `place` is a piece of the file itself, so where it lies in memory tells where it lies in the file. (What had to be
    /// unescaped is no piece of it, and is told at line 1.)
    fn report(&mut self, place: &str, record: Record, fault: Fault) {
        let at = place
            .as_ptr()
            .addr()
            .checked_sub(self.file.as_ptr().addr())
            .filter(|at| *at < self.file.len())
            .unwrap_or(0);
        self.problems.push((at, record, fault));
    }
}

fn join(paragraphs: &[v1::Paragraph<'_>]) -> String {
    let len: usize = paragraphs.iter().map(|p| p.0.len() + 1).sum();
    let mut text = String::with_capacity(len);
    for (place, paragraph) in paragraphs.iter().enumerate() {
        if place > 0 {
            text.push('\n');
        }
        text.push_str(&paragraph.0);
    }
    text
}
