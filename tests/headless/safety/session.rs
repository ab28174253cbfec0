//! A session without a window: changes, saves and a journal, on a disk that may fail.

use std::{
    path::{Path, PathBuf},
    sync::Arc,
};

use crate::records::Recording;
use crosscheck::{
    project::{
        Article, ArticleDetails, ArticleEdit, ArticleText, Attribution, Change, Claim, ClaimEdit,
        ClaimField, Derivation, DerivationManner, DerivationSource, Edit, Evidence, EvidenceEdit,
        Exclusion, Highlight, HighlightEdit, History, HouseRule, HouseRules, Id, Project,
        ProjectEdit, Provenance, Relation, RelationEdit, RelationKind, Speaker, SpeakerEdit,
        Stance, TypingIn, Waiver,
    },
    storage::{
        BackupRetention, Backups, Disk, FileError, FileHash, FileVersion, JournalBase,
        JournalCommand, JournalRecord, JournalStart, JournalWriter, Replaces, SavedFile, Saver,
        StateDirectory, to_ron,
    },
    text::Span,
};

use super::memory_disk::MemoryDisk;

pub const TEXT: &str =
    "Fire in the old mill.\nNine people were hurt; the mill burned for two days.";

pub fn project_path() -> PathBuf {
    PathBuf::from("/papers/mill.ron")
}

pub fn state(disk: &MemoryDisk) -> StateDirectory {
    StateDirectory::on(Arc::new(disk.clone()), PathBuf::from("/state"))
}

/// A project with one article.
pub fn small_project() -> Project {
    let mut project = Project::default();
    let text = ArticleText::new(TEXT.to_owned());
    let article = Article::new(Id::new(1), text, ArticleDetails::default());
    let add = ArticleEdit::Add {
        at: 0,
        article: Box::new(article),
    };
    project.apply(Edit::Article(add)).unwrap();
    project
}

pub struct Session {
    pub disk: MemoryDisk,
    pub writer: JournalWriter,
    pub project: Project,
    pub history: History,
    /// Every state that was on the screen, in order.
    pub states: Vec<Project>,
    /// The last state that the operating system has.
    pub acknowledged: usize,
    /// The last state that the disk has.
    pub durable: usize,
    backups: Arc<Backups>,
    /// The last known version of the file; a save replaces nothing else.
    seen: Option<FileVersion>,
    numbers: u64,
}

impl Session {
    /// A session that has opened the project at [`project_path`].
    pub fn on(disk: &MemoryDisk) -> Self {
        let project = small_project();
        disk.put(&project_path(), to_ron(&project).as_bytes());
        let hash = FileHash::of(to_ron(&project).as_bytes());
        let start = JournalStart {
            name: "Mill".to_owned(),
            project: Some(project_path()),
            copy: None,
            base: JournalBase::File(project_path(), hash),
            saved: Some(History::default().revision()),
            file: None,
            history: History::default(),
        };
        Self::beginning(disk, project, start)
    }

    pub fn beginning(disk: &MemoryDisk, project: Project, start: JournalStart) -> Self {
        let state = state(disk);
        let mut writer = JournalWriter::new(state.disk(), state.journals());
        let history = start.history.clone();
        writer.take(JournalCommand::Begin(start));
        Self {
            disk: disk.clone(),
            writer,
            states: vec![project.clone()],
            project,
            history,
            acknowledged: 0,
            durable: 0,
            backups: Arc::new(Backups::new(&state)),
            seen: FileVersion::now(disk, &project_path()).ok(),
            numbers: 100,
        }
    }

    /// Everything that a session does: changes of every kind, undo and redo, two saves, work during a save.
    pub fn live(&mut self) {
        self.highlight(0, 4);
        self.claim("Nine people were hurt");
        self.background();
        self.type_statement("Nine people");
        self.undo();
        self.redo();
        self.say_who();
        self.highlight(22, 26);
        self.save(true);
        self.background();
        self.undo();
        self.highlight(12, 20);
        self.save(false);
        self.claim("The mill burned");
        self.background();
        self.link();
        self.judge();
        self.undo();
        self.redo();
        self.highlight(5, 11);
        self.background();
    }

    /// Adds a protected speaker, an agency, and an article that derives from another and from that agency.
    fn say_who(&mut self) {
        let speaker = |at: usize, name: &str, stand_in: Option<&str>| {
            let speaker = Speaker {
                stand_in: stand_in.map(str::to_owned),
                aliases: vec![format!("{name}\u{e9}").into()],
                ..Speaker::new(Id::new(at as u64 + 11), name.to_owned())
            };
            let speaker = Box::new(speaker);
            Edit::Speaker(SpeakerEdit::Add { at, speaker })
        };
        let text = ArticleText::new("The mill burns.".to_owned());
        let article = Article {
            excluded: Some(Exclusion::Retracted),
            ..Article::new(Id::new(2), text, ArticleDetails::default())
        };
        let derived = |from| Derivation {
            from,
            manner: DerivationManner::Reprint,
        };
        let edits = vec![
            speaker(0, "A neighbour", Some("Source A")),
            speaker(1, "TASS", None),
            Edit::Article(ArticleEdit::Add {
                at: 1,
                article: Box::new(article),
            }),
            Edit::Article(ArticleEdit::SetProvenance {
                id: Id::new(1),
                provenance: Provenance::Derived(vec![
                    derived(DerivationSource::Article(Id::new(2))),
                    derived(DerivationSource::Agency(Id::new(12))),
                ]),
            }),
        ];
        self.commit(Change::new("record sources", edits));
    }

    /// Sets the speaker of evidence, house rules and a waiver, silent marks, and a relation of two claims.
    fn judge(&mut self) {
        let ids: Vec<_> = self.project.claims().map(|claim| claim.id).collect();
        let (from, to) = (ids[0], ids[1]);
        let evidence = self.project.all_evidence().next().unwrap().id;
        let set = |field| Edit::Claim(ClaimEdit::Set { id: from, field });
        let edits = vec![
            Edit::Evidence(EvidenceEdit::SetAttribution {
                id: evidence,
                attribution: Box::new(Attribution {
                    speaker: Some(Id::new(11)),
                    relayed_by: vec![Id::new(12)],
                    ..Attribution::default()
                }),
            }),
            Edit::Project(ProjectEdit::SetRules(HouseRules::usual())),
            set(ClaimField::Speaker(Some(Id::new(11)))),
            set(ClaimField::Waivers(vec![Waiver {
                rule: HouseRule::ALL[0],
                by: "the editor".to_owned(),
                reason: "seen \"by\" us\n".to_owned(),
            }])),
            Edit::Claim(ClaimEdit::SetSilent {
                id: to,
                article: Id::new(2),
                silent: true,
            }),
            Edit::Relation(RelationEdit::Add(Relation {
                id: Id::new(21),
                from,
                to,
                kind: RelationKind::PartOf,
            })),
        ];
        self.commit(Change::new("judge", edits));
    }

    pub fn highlight(&mut self, start: usize, end: usize) {
        let highlight = Highlight {
            id: Id::new(self.number()),
            article: Id::new(1),
            span: Span::new(start, end).unwrap(),
            note: "é\n\"".to_owned(),
        };
        let add = HighlightEdit::Add(highlight);
        self.commit(Change::new("highlight", vec![Edit::Highlight(add)]));
    }

    pub fn claim(&mut self, statement: &str) {
        let claim = Claim::new(Id::new(self.number()), statement.to_owned(), 1);
        let add = ClaimEdit::Add {
            at: 0,
            claim: Box::new(claim),
        };
        self.commit(Change::new("add claim", vec![Edit::Claim(add)]));
    }

    /// Types one character at a time.
    pub fn type_statement(&mut self, words: &str) {
        let id = self.project.first_claim();
        for end in 1..=words.len() {
            let edit = Edit::Claim(ClaimEdit::Set {
                id,
                field: ClaimField::Statement(words[..end].to_owned()),
            });
            let typing = TypingIn::Statement(id);
            self.commit(Change::typed("edit statement", typing, edit));
        }
        if self.history.end_typing() {
            self.record(JournalRecord::TypingEnded);
        }
    }

    fn link(&mut self) {
        let highlight = self.project.highlights().next().unwrap().id;
        let claim = self.project.first_claim();
        let id = Id::new(self.number());
        let evidence = Evidence::new(id, highlight, claim, Stance::Refutes);
        let add = EvidenceEdit::add(0, evidence);
        self.commit(Change::new("link", vec![Edit::Evidence(add)]));
    }

    fn number(&mut self) -> u64 {
        self.numbers += 1;
        self.numbers
    }

    pub fn commit(&mut self, change: Change) {
        let Change {
            label,
            edits,
            typing,
        } = change.clone();
        self.history.commit(&mut self.project, change).unwrap();
        self.states.push(self.project.clone());
        self.record(JournalRecord::Change {
            label,
            typing,
            edits,
        });
    }

    pub fn undo(&mut self) {
        self.history.undo(&mut self.project).unwrap().unwrap();
        self.states.push(self.project.clone());
        self.record(JournalRecord::Undo);
    }

    pub fn redo(&mut self) {
        self.history.redo(&mut self.project).unwrap().unwrap();
        self.states.push(self.project.clone());
        self.record(JournalRecord::Redo);
    }

    fn record(&mut self, record: JournalRecord) {
        self.writer.take(JournalCommand::Append(record));
        self.write();
    }

    pub fn write(&mut self) {
        if self.writer.write().is_ok() {
            self.acknowledged = self.states.len() - 1;
        }
    }

    /// Runs the background jobs: the copy of the base, and a sync.
    pub fn background(&mut self) {
        for job in self.writer.jobs(true) {
            let is_sync = job.is_sync();
            let done = job.run(&self.disk);
            let outcome = self.writer.finished(done);
            if is_sync && matches!(outcome, crosscheck::storage::JobOutcome::Fine) {
                self.durable = self.acknowledged;
            }
        }
    }

    /// Saves as the window does; with `busy`, work continues in the meantime.
    pub fn save(&mut self, busy: bool) {
        let path = project_path();
        let (saved, saved_state) = (self.project.clone(), self.states.len() - 1);
        let history = Box::new(self.history.clone());
        self.writer.take(JournalCommand::SaveBegun(history));
        if busy {
            self.highlight(40, 44);
        }
        let text = to_ron(&saved);
        let hash = FileHash::of(text.as_bytes());
        self.writer.saving(&path, hash);
        self.write();
        self.background();
        let replaces = self.seen.map_or(Replaces::Anything, Replaces::Only);
        let result = Saver {
            disk: Arc::new(self.disk.clone()),
            backups: Some((Arc::clone(&self.backups), BackupRetention::of_each(10))),
            journal: None,
            originals: Vec::new(),
        }
        .save(&path, &saved, replaces);
        match &result {
            Ok(done) => {
                self.acknowledged = self.acknowledged.max(saved_state);
                self.durable = self.durable.max(saved_state);
                self.seen = done.seen;
            }
            // It was written nevertheless.
            Err(FileError::NotConfirmed { .. }) => {
                self.seen = FileVersion::now(&self.disk, &path).ok();
            }
            Err(_) => {}
        }
        let name = "Mill".to_owned();
        let file = result.is_ok().then_some(SavedFile { path, hash, name });
        self.writer.take(JournalCommand::SaveEnded(file));
        self.write();
    }
}

/// Reads the project in the file, which must be complete.
pub fn in_file(disk: &dyn Disk, path: &Path) -> Project {
    let bytes = disk.read(path, u64::MAX).unwrap();
    crosscheck::storage::from_ron(&bytes).unwrap()
}
