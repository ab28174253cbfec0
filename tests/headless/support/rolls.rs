//! Random edits, and projects that they make.

use std::collections::BTreeSet;

use crosscheck::project::{
    Article, ArticleEdit, ArticleText, Claim, ClaimEdit, ClaimField, ClaimType, Credibility, Edit,
    Evidence, EvidenceEdit, Highlight, HighlightEdit, Id, NameRecord, Names, Project, ProjectEdit,
    Relation, RelationEdit, RelationKind, ReportHeading, SearchLists, Speaker, SpeakerEdit, Stance,
    Status,
};
use proptest::prelude::*;

/// Random numbers that become an edit once the project is known.
#[derive(Clone, Debug)]
pub struct Roll {
    pub(super) kind: u8,
    pub(super) one: usize,
    pub(super) other: usize,
    pub(super) words: String,
    /// One edit in eight is not fitted to the project, and may be refused.
    pub(super) blind: bool,
}

/// Short texts that break careless programs.
pub fn nasty_text() -> impl Strategy<Value = String> {
    let pieces = prop::sample::select(vec![
        "a",
        "wor",
        " ",
        "\n",
        "\n\n",
        "\t",
        "\r",
        "\"",
        "\\",
        "\\u{41}",
        "e\u{301}",
        "\u{301}",
        "👩\u{200d}👩\u{200d}👧",
        "🇺🇦",
        "\u{202e}",
        "\u{2066}",
        "\u{feff}",
        "\u{2028}",
        "\u{0}",
        "\u{9b}",
        "السدّ",
        "नमस्ते",
        "ก็",
        "大坝",
        "= ",
        "\u{fffd}",
        "\u{10ffff}",
        "')",
        "//",
        "/*",
        "r#\"",
    ]);
    prop::collection::vec(pieces, 0..12).prop_map(|pieces| pieces.concat())
}

/// The highest kind of edit in a roll.
const KINDS_OF_EDITS: u8 = 39;

pub fn roll() -> impl Strategy<Value = Roll> {
    let numbers = (0..=KINDS_OF_EDITS, 0..1000_usize, 0..1000_usize);
    (numbers, nasty_text(), 0..8_u8).prop_map(|((kind, one, other), words, blind)| Roll {
        kind,
        one,
        other,
        words,
        blind: blind == 0,
    })
}

/// A project that random edits have built from nothing; refused edits are skipped.
pub fn any_project() -> impl Strategy<Value = Project> {
    prop::collection::vec(roll(), 0..80).prop_map(|rolls| {
        let mut project = Project::default();
        for roll in rolls {
            let edit = roll.edit(&project);
            let _refused_sometimes = project.apply(edit);
        }
        project
    })
}

impl Roll {
    /// The edit, fitted to the project if possible.
    pub fn edit(&self, project: &Project) -> Edit {
        match self.kind {
            0 => Edit::Project(ProjectEdit::SetTitle(self.words.clone())),
            1 => Edit::Project(ProjectEdit::SetScale(self.scale())),
            2..=4 => self.add_article(project),
            5 => Edit::Article(ArticleEdit::Remove(self.article(project))),
            6 => Edit::Article(ArticleEdit::Move {
                id: self.article(project),
                to: self.place(project.articles().len().saturating_sub(1)),
            }),
            7 => Edit::Article(ArticleEdit::SetDetails {
                id: self.article(project),
                details: Box::new(self.details()),
            }),
            8 => Edit::Article(ArticleEdit::SetClutter {
                id: self.article(project),
                paragraphs: BTreeSet::from([0, self.other % 3]),
            }),
            9..=12 => self.add_highlight(project),
            13 => Edit::Highlight(HighlightEdit::Remove(self.highlight(project))),
            14 => self.set_span(project),
            15 => Edit::Highlight(HighlightEdit::SetNote {
                id: self.highlight(project),
                note: self.text("note"),
            }),
            16 | 17 => self.add_claim(project),
            18 => Edit::Claim(ClaimEdit::Remove(self.claim(project))),
            19 => Edit::Claim(ClaimEdit::Move {
                id: self.claim(project),
                to: self.place(project.claims().len().saturating_sub(1)),
            }),
            20 => Edit::Claim(ClaimEdit::Set {
                id: self.claim(project),
                field: self.field(project),
            }),
            21 | 22 => self.add_evidence(project),
            23 if self.blind => Edit::Project(ProjectEdit::SetReportHeading(ReportHeading {
                title: self.text("headline"),
                lead: self.text("lead"),
            })),
            23 => Edit::Project(ProjectEdit::SetRules(self.rules())),
            24 | 25 => Edit::Article(ArticleEdit::SetProvenance {
                id: self.article(project),
                provenance: self.provenance(project),
            }),
            26 => Edit::Article(ArticleEdit::SetExcluded {
                id: self.article(project),
                excluded: self.exclusion(),
            }),
            27 | 28 => Edit::Claim(ClaimEdit::SetSilent {
                id: self.claim(project),
                article: self.article(project),
                silent: !self.blind,
            }),
            29..=31 => self.change_speakers(project),
            32 | 33 => self.change_relations(project),
            34 => Edit::Project(ProjectEdit::SetSearchLists(SearchLists {
                watch_words: [self.text("watched").into()].into(),
                saved: [self.text("saved").into()].into(),
            })),
            35 => Edit::Project(ProjectEdit::SetNames(Names(vec![NameRecord {
                name: self.text("name").into(),
                aliases: vec![self.text("alias").into()],
                different: vec![self.text("different").into()],
            }]))),
            36.. => self.change_evidence(project),
        }
    }

    fn add_article(&self, project: &Project) -> Edit {
        let article = Article {
            id: self.new_id(),
            text: ArticleText::new(self.words.clone()),
            details: self.details(),
            clutter: (0..=self.words.matches('\n').count())
                .filter(|paragraph| (self.other >> (paragraph % 8)).is_multiple_of(2))
                .collect(),
            structure: self.structure(),
            provenance: self.provenance(project),
            excluded: self.exclusion(),
            original: self.original(),
        };
        let at = self.place(project.articles().len());
        Edit::Article(ArticleEdit::Add {
            at,
            article: Box::new(article),
        })
    }

    fn add_highlight(&self, project: &Project) -> Edit {
        let article = self.article(project);
        let highlight = Highlight {
            id: self.new_id(),
            article,
            span: self.span(project.article(article)),
            note: self.text("note"),
        };
        Edit::Highlight(HighlightEdit::Add(highlight))
    }

    fn set_span(&self, project: &Project) -> Edit {
        let id = self.highlight(project);
        let article = project
            .highlight(id)
            .and_then(|h| project.article(h.article));
        Edit::Highlight(HighlightEdit::SetSpan {
            id,
            span: self.span(article),
        })
    }

    fn add_claim(&self, project: &Project) -> Edit {
        let claim = Claim {
            id: self.new_id(),
            statement: self.text("statement"),
            verdict: self.verdict(project),
            status: Status::ALL[self.other % 4],
            justification: self.text("justification"),
            notes: self.text("notes"),
            color: self.one as u8,
            kind: ClaimType::ALL.get(self.one % 6).copied(),
            made: self.text("made"),
            speaker: self.speaker(project),
            first_appearance: self.text("first appearance"),
            tags: self.tags(),
            credibility: Credibility::ALL.get(self.other % 7).copied(),
            searches: self.searches(),
            reply: self.text("reply"),
            waivers: self.waivers(),
            dismissed: self.dismissed(),
        };
        let at = self.place(project.claims().len());
        Edit::Claim(ClaimEdit::Add {
            at,
            claim: Box::new(claim),
        })
    }

    fn add_evidence(&self, project: &Project) -> Edit {
        let claim = self.claim(project);
        let evidence = Evidence {
            id: self.new_id(),
            highlight: pick(project.highlights().map(|h| h.id), self.other),
            claim,
            stance: Stance::ALL[self.one % 3],
            note: self.text("note"),
            attribution: self.attribution(project),
            set: self.set(),
            value: self.text("value"),
        };
        let at = self.place(project.evidence_count(claim));
        Edit::Evidence(EvidenceEdit::add(at, evidence))
    }

    fn change_evidence(&self, project: &Project) -> Edit {
        let id = pick(project.all_evidence().map(|e| e.id), self.one);
        let edits = [
            EvidenceEdit::Remove(id),
            EvidenceEdit::SetStance {
                id,
                stance: Stance::ALL[self.one % 3],
            },
            EvidenceEdit::SetNote {
                id,
                note: self.text("note"),
            },
            EvidenceEdit::SetAttribution {
                id,
                attribution: Box::new(self.attribution(project)),
            },
            EvidenceEdit::SetEvidenceSet {
                id,
                set: self.set(),
            },
            EvidenceEdit::SetValue {
                id,
                value: self.text("value"),
            },
        ];
        Edit::Evidence(self.one_of(edits))
    }

    fn field(&self, project: &Project) -> ClaimField {
        self.one_of([
            ClaimField::Statement(self.text("statement")),
            ClaimField::Verdict(self.verdict(project)),
            ClaimField::Status(Status::ALL[self.one % 4]),
            ClaimField::Justification(self.text("justification")),
            ClaimField::Notes(self.text("notes")),
            ClaimField::Color(self.one as u8),
            ClaimField::Kind(ClaimType::ALL.get(self.one % 6).copied()),
            ClaimField::Made(self.text("made")),
            ClaimField::Speaker(self.speaker(project)),
            ClaimField::FirstAppearance(self.text("first appearance")),
            ClaimField::Tags(self.tags()),
            ClaimField::Credibility(Credibility::ALL.get(self.one % 7).copied()),
            ClaimField::Searches(self.searches()),
            ClaimField::Reply(self.text("reply")),
            ClaimField::Waivers(self.waivers()),
            ClaimField::Dismissed(self.dismissed()),
        ])
    }

    pub(super) fn one_of<T, const N: usize>(&self, all: [T; N]) -> T {
        let mut all = all.into_iter();
        all.nth(self.other % N).expect("less than N")
    }

    fn change_speakers(&self, project: &Project) -> Edit {
        let known = pick(project.speakers().map(|one| one.id), self.other);
        let record = |id| {
            Box::new(Speaker {
                id,
                name: self.text("name"),
                aliases: (0..self.other % 3)
                    .map(|nth| self.text(&format!("alias {nth}")).into())
                    .collect(),
                role: self.text("role"),
                notes: self.text("notes"),
                stand_in: (!self.one.is_multiple_of(5)).then(|| self.text("stand-in")),
                excluded: self.exclusion(),
            })
        };
        Edit::Speaker(match self.one % 4 {
            0 => SpeakerEdit::Remove(known),
            1 => SpeakerEdit::Set(record(known)),
            _ => SpeakerEdit::Add {
                at: self.place(project.speakers().len()),
                speaker: record(self.new_id()),
            },
        })
    }

    fn change_relations(&self, project: &Project) -> Edit {
        let known = pick(project.relations().map(|one| one.id), self.one);
        if self.other.is_multiple_of(3) {
            return Edit::Relation(RelationEdit::Remove(known));
        }
        Edit::Relation(RelationEdit::Add(Relation {
            id: self.new_id(),
            from: self.claim(project),
            to: pick(project.claims().map(|claim| claim.id), self.other),
            kind: RelationKind::ALL[self.one % 5],
        }))
    }

    /// From so few ids that some are in use.
    fn new_id<T>(&self) -> Id<T> {
        Id::new((self.one * 7 + self.other) as u64 % 200)
    }

    fn place(&self, last: usize) -> usize {
        if self.blind {
            self.other % 50
        } else {
            self.other % (last + 1)
        }
    }

    pub(super) fn article(&self, project: &Project) -> Id<Article> {
        pick(project.articles().map(|article| article.id), self.one)
    }

    fn highlight(&self, project: &Project) -> Id<Highlight> {
        pick(project.highlights().map(|highlight| highlight.id), self.one)
    }

    fn claim(&self, project: &Project) -> Id<Claim> {
        pick(project.claims().map(|claim| claim.id), self.one)
    }
}

fn pick<T>(ids: impl Iterator<Item = Id<T>>, number: usize) -> Id<T> {
    let ids: Vec<Id<T>> = ids.collect();
    match ids.len() {
        0 => Id::new(number as u64),
        len => ids[number % len],
    }
}
