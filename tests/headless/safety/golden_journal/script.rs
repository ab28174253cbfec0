//! The sessions that wrote the fixtures. They change only with a new version of the journal.

use std::{collections::BTreeSet, sync::Arc};

use crosscheck::{
    project::{
        Article, ArticleDetails, ArticleEdit, ArticleId, ArticleText, Attribution, Change, Claim,
        ClaimEdit, ClaimField, ClaimType, Credibility, Derivation, DerivationManner,
        DerivationSource, DetailName, Dismissed, Edit, Evidence, EvidenceEdit, EvidenceSet,
        Exclusion, FirstHandOrReported, Highlight, HighlightEdit, History, HouseRule, HouseRules,
        Id, ImportMethod, NameRecord, Names, Naming, Original, ParagraphKind, PrimaryOrSecondary,
        Project, ProjectEdit, Provenance, Quotation, Relation, RelationEdit, RelationKind,
        Reliability, ReportHeading, Search, SearchLists, Speaker, SpeakerEdit, Stance, Status,
        Structure, TypingIn, VerdictScale, Waiver,
    },
    storage::{
        CopyKind, CopyOf, FileHash, JournalBase, JournalCommand, JournalRecord, JournalStart,
    },
    text::Span,
};

use super::{
    super::{
        memory_disk::MemoryDisk,
        session::{Session, TEXT, project_path},
    },
    PROJECT,
};

/// Changes before the journal was begun.
pub fn earlier_work() -> Vec<Change> {
    vec![
        Change::new("add article", vec![add_article(0, 0x11, TEXT)]),
        Change::typed(
            "name project",
            TypingIn::Title,
            Edit::Project(ProjectEdit::SetTitle("Mill".to_owned())),
        ),
        Change::new(
            "scale",
            vec![Edit::Project(ProjectEdit::SetScale(VerdictScale::plain()))],
        ),
    ]
}

/// A session on a project's file that was opened with a history, with one step undone.
pub fn on_a_file() -> Session {
    let disk = MemoryDisk::default();
    let (mut project, mut history) = (Project::default(), History::default());
    let mut states = vec![project.clone()];
    for change in earlier_work() {
        history.commit(&mut project, change).unwrap();
        states.push(project.clone());
    }
    history.undo(&mut project).unwrap();
    disk.put(&project_path(), PROJECT);
    let start = JournalStart {
        name: "Mill".to_owned(),
        project: Some(project_path()),
        base: JournalBase::File(project_path(), FileHash::of(PROJECT)),
        saved: Some(crosscheck::project::Revision::new(1)),
        history,
        ..JournalStart::default()
    };
    let mut session = Session::beginning(&disk, project, start);
    session.redo();
    live(&mut session);
    session.states.splice(0..0, states);
    session
}

/// A session on the repaired copy of a file, which is in no file.
pub fn a_copy() -> Session {
    let disk = MemoryDisk::default();
    let (mut project, mut history) = (Project::default(), History::default());
    for change in earlier_work() {
        history.commit(&mut project, change).unwrap();
    }
    let start = JournalStart {
        name: "Mill".to_owned(),
        copy: Some(CopyOf {
            file: project_path(),
            how: CopyKind::Repaired,
        }),
        base: JournalBase::Project(Arc::new(project.clone())),
        file: Some(FileHash::of(b"the damaged file")),
        ..JournalStart::default()
    };
    let mut session = Session::beginning(&disk, project, start);
    session.write();
    session.commit(Change::new("new claim", vec![add_claim(0, 0x31, "One")]));
    session
}

fn live(session: &mut Session) {
    for change in every_change() {
        session.commit(change);
    }
    assert!(session.history.end_typing());
    session
        .writer
        .take(JournalCommand::Append(JournalRecord::TypingEnded));
    let history = Box::new(session.history.clone());
    session.writer.take(JournalCommand::SaveBegun(history));
    let never_written = FileHash::of(b"never written");
    session.writer.saving(&project_path(), never_written);
    session.writer.take(JournalCommand::SaveEnded(None));
    session.undo();
    session.undo();
    session.redo();
}

/// Changes with every kind of edit, with every value that a field can have, typed in every field.
pub fn every_change() -> Vec<Change> {
    [
        articles(),
        speakers(),
        claims(),
        evidence(),
        removals(),
        typing(),
    ]
    .concat()
}

fn change(label: &'static str, edits: impl IntoIterator<Item = Edit>) -> Change {
    Change::new(label, edits.into_iter().collect())
}

fn add_article(at: usize, id: u64, text: &str) -> Edit {
    let text = ArticleText::new(text.to_owned());
    let article = Box::new(Article::new(Id::new(id), text, ArticleDetails::default()));
    Edit::Article(ArticleEdit::Add { at, article })
}

fn source(reliability: Option<Reliability>) -> ArticleDetails {
    ArticleDetails {
        title: "Mill \"burns\"".to_owned(),
        outlet: "The Courier".to_owned(),
        byline: "A. Writer".to_owned(),
        published: "2031-05-12".to_owned(),
        retrieved: "2031-05-13".to_owned(),
        url: "https://courier.example.org/1".to_owned(),
        language: "en".to_owned(),
        agency_credits: "Lanterna".to_owned(),
        reliability,
        unchecked: [DetailName::Byline, DetailName::Url].into(),
    }
}

fn articles() -> Vec<Change> {
    let id: ArticleId = Id::new(0x11);
    let set_source = |letter| {
        let details = Box::new(source(letter));
        Edit::Article(ArticleEdit::SetDetails { id, details })
    };
    let whole = Article {
        id: Id::new(0x12),
        text: ArticleText::new("One\nTwo\té".to_owned()),
        details: source(Some(Reliability::F)),
        clutter: [0, 1].into(),
        structure: Structure {
            kinds: vec![(0, ParagraphKind::Heading), (1, ParagraphKind::ListItem)],
            locators: vec![(1, "p. 2".to_owned())],
        },
        provenance: Provenance::Original,
        excluded: Some(Exclusion::Unreliable),
        original: Some(Original {
            sha256: FileHash::of(b"One Two"),
            extension: "html".to_owned(),
            size: 7,
            received: "2031-05-13T08:09:10Z".to_owned(),
            from: "mill.html".to_owned(),
            method: ImportMethod::PastedFromBrowser,
            by: "A. Checker".to_owned(),
            kept: true,
        }),
    };
    let set_excluded = |excluded| Edit::Article(ArticleEdit::SetExcluded { id, excluded });
    let reliabilities = Reliability::ALL.into_iter().map(Some).chain([None]);
    let moved = Edit::Article(ArticleEdit::Move { id, to: 1 });
    let paragraphs = [0].into();
    vec![
        change(
            "add articles",
            [
                Edit::Article(ArticleEdit::Add {
                    at: 1,
                    article: Box::new(whole),
                }),
                add_article(2, 0x13, "Three"),
                add_article(3, 0x14, "Four"),
                moved,
            ],
        ),
        change("source", reliabilities.map(set_source)),
        change(
            "clutter",
            [Edit::Article(ArticleEdit::SetClutter { id, paragraphs })],
        ),
        change(
            "exclude",
            Exclusion::ALL
                .into_iter()
                .map(Some)
                .chain([None])
                .map(set_excluded),
        ),
        change(
            "usual rules",
            [Edit::Project(ProjectEdit::SetRules(HouseRules::usual()))],
        ),
        change("report", [report_heading("Mill", "Two\nlines")]),
        change("searches", [search_lists()]),
        change("name", [names()]),
    ]
}

fn report_heading(title: &str, lead: &str) -> Edit {
    Edit::Project(ProjectEdit::SetReportHeading(ReportHeading {
        title: title.to_owned(),
        lead: lead.to_owned(),
    }))
}

fn search_lists() -> Edit {
    Edit::Project(ProjectEdit::SetSearchLists(SearchLists {
        watch_words: ["fire".into(), "whole:mill".into()].into(),
        saved: ["outlet:Courier".into()].into(),
    }))
}

fn names() -> Edit {
    Edit::Project(ProjectEdit::SetNames(Names(vec![NameRecord {
        name: "Karveth".into(),
        aliases: vec!["Qarvet".into(), "Карвет".into()],
        different: vec!["Carwath".into()],
    }])))
}

fn add_speaker(at: usize, speaker: Speaker) -> Edit {
    let speaker = Box::new(speaker);
    Edit::Speaker(SpeakerEdit::Add { at, speaker })
}

fn speakers() -> Vec<Change> {
    let governor = Speaker {
        id: Id::new(0x51),
        name: "Gladkov".to_owned(),
        aliases: vec!["Gladkow".into(), "Гладков".into()],
        role: "governor".to_owned(),
        notes: "asked\ntwice".to_owned(),
        stand_in: Some("Source A".to_owned()),
        excluded: Some(Exclusion::Retracted),
    };
    let agency = Speaker::new(Id::new(0x52), "Lanterna".to_owned());
    let nobody = Speaker::new(Id::new(0x53), "Nobody".to_owned());
    let from = |manner: DerivationManner| match manner {
        DerivationManner::Reprint => DerivationSource::Article(Id::new(0x12)),
        DerivationManner::Rewrite => DerivationSource::Article(Id::new(0x13)),
        DerivationManner::Translation => DerivationSource::Agency(Id::new(0x51)),
        DerivationManner::Quotes => DerivationSource::Agency(Id::new(0x52)),
    };
    let derived = DerivationManner::ALL.map(|manner| Derivation {
        from: from(manner),
        manner,
    });
    let provenances = [
        Provenance::Original,
        Provenance::Unknown,
        Provenance::Derived(derived.to_vec()),
    ];
    let set_provenance = |provenance| {
        let id = Id::new(0x11);
        Edit::Article(ArticleEdit::SetProvenance { id, provenance })
    };
    vec![
        change(
            "new speakers",
            [
                add_speaker(0, governor),
                add_speaker(1, agency),
                add_speaker(0, nobody),
            ],
        ),
        change("derive", provenances.map(set_provenance)),
    ]
}

fn add_claim(at: usize, id: u64, statement: &str) -> Edit {
    let claim = Box::new(Claim::new(Id::new(id), statement.to_owned(), 1));
    Edit::Claim(ClaimEdit::Add { at, claim })
}

fn set(field: ClaimField) -> Edit {
    let id = Id::new(0x31);
    Edit::Claim(ClaimEdit::Set { id, field })
}

fn search() -> Search {
    Search {
        sought: "a list of the hurt".to_owned(),
        place: "the town hall".to_owned(),
        date: "2031-05".to_owned(),
    }
}

fn waivers() -> Vec<Waiver> {
    let waiver = |rule| Waiver {
        rule,
        by: "the editor".to_owned(),
        reason: "seen \"by\" us\n".to_owned(),
    };
    HouseRule::ALL.into_iter().map(waiver).collect()
}

fn dismissed() -> BTreeSet<Dismissed> {
    [Dismissed::new(Id::new(0x12), "It burned.")].into()
}

/// A claim with every field recorded.
fn whole_claim() -> Claim {
    Claim {
        id: Id::new(0x32),
        statement: "Two".to_owned(),
        color: 2,
        verdict: Some("True".to_owned()),
        status: Status::Done,
        justification: "since".to_owned(),
        notes: "ask".to_owned(),
        kind: Some(ClaimType::Quote),
        made: "2031".to_owned(),
        speaker: Some(Id::new(0x51)),
        first_appearance: "on the radio".to_owned(),
        tags: ["fire".into(), "mill".into()].into(),
        credibility: Some(Credibility::Possible),
        searches: vec![search()],
        reply: "none".to_owned(),
        waivers: waivers(),
        dismissed: dismissed(),
    }
}

fn claims() -> Vec<Change> {
    let add = Edit::Claim(ClaimEdit::Add {
        at: 1,
        claim: Box::new(whole_claim()),
    });
    let moved = Edit::Claim(ClaimEdit::Move {
        id: Id::new(0x32),
        to: 0,
    });
    let silent = |silent| {
        let (id, article) = (Id::new(0x31), Id::new(0x13));
        Edit::Claim(ClaimEdit::SetSilent {
            id,
            article,
            silent,
        })
    };
    let relate = |kind: RelationKind| {
        let id = Id::new(0x61 + kind as u64);
        let (from, to) = (Id::new(0x31), Id::new(0x32));
        Edit::Relation(RelationEdit::Add(Relation { id, from, to, kind }))
    };
    let kinds = ClaimType::ALL.into_iter().map(Some).chain([None]);
    let credibilities = Credibility::ALL.into_iter().map(Some).chain([None]);
    vec![
        change(
            "new claims",
            [
                add_claim(0, 0x31, ""),
                add,
                add_claim(2, 0x33, "Three"),
                moved,
            ],
        ),
        change(
            "verdict",
            [Some("False".to_owned()), None]
                .map(ClaimField::Verdict)
                .map(set),
        ),
        change("status", Status::ALL.map(ClaimField::Status).map(set)),
        change("kind", kinds.map(ClaimField::Kind).map(set)),
        change(
            "credibility",
            credibilities.map(ClaimField::Credibility).map(set),
        ),
        change("colour", [set(ClaimField::Color(7))]),
        change(
            "speaker",
            [Some(Id::new(0x52)), None]
                .map(ClaimField::Speaker)
                .map(set),
        ),
        change("tags", [set(ClaimField::Tags(["é".into()].into()))]),
        change("dismiss", [set(ClaimField::Dismissed(dismissed()))]),
        change("silent", [silent(true), silent(false), silent(true)]),
        change("relate", RelationKind::ALL.map(relate)),
    ]
}

fn add_highlight(id: u64, start: usize, end: usize) -> Edit {
    Edit::Highlight(HighlightEdit::Add(Highlight {
        id: Id::new(id),
        article: Id::new(0x11),
        span: Span::new(start, end).unwrap(),
        note: "é\n\"".to_owned(),
    }))
}

fn attributions() -> Vec<Attribution> {
    let with = |quotation, first_hand, primary_or_secondary, naming| Attribution {
        quotation,
        first_hand,
        primary_or_secondary,
        naming,
        ..Attribution::default()
    };
    let quotations = Quotation::ALL.map(|it| with(Some(it), None, None, None));
    let first_hand = FirstHandOrReported::ALL.map(|it| with(None, Some(it), None, None));
    let primary_or_secondary = PrimaryOrSecondary::ALL.map(|it| with(None, None, Some(it), None));
    let namings = Naming::ALL.map(|it| with(None, None, None, Some(it)));
    let whole = whole_attribution();
    [
        &quotations[..],
        &first_hand,
        &primary_or_secondary,
        &namings,
        &[whole],
    ]
    .concat()
}

/// An attribution with every field recorded.
fn whole_attribution() -> Attribution {
    Attribution {
        speaker: Some(Id::new(0x51)),
        relayed_by: vec![Id::new(0x52)],
        wording: "said on the radio".to_owned(),
        quotation: Some(Quotation::Mixed),
        first_hand: Some(FirstHandOrReported::Reported),
        primary_or_secondary: Some(PrimaryOrSecondary::Secondary),
        naming: Some(Naming::OnBackground),
    }
}

fn evidence() -> Vec<Change> {
    let id = Id::new(0x41);
    let add = |id: u64, highlight: u64| {
        let evidence = Evidence {
            id: Id::new(id),
            highlight: Id::new(highlight),
            claim: Id::new(0x31),
            stance: Stance::Supports,
            note: "there".to_owned(),
            attribution: whole_attribution(),
            set: Some(EvidenceSet(1)),
            value: "at least 12 injured".to_owned(),
        };
        Edit::Evidence(EvidenceEdit::add(0, evidence))
    };
    let span = Span::new(0, 11).unwrap();
    let widened = Edit::Highlight(HighlightEdit::SetSpan {
        id: Id::new(0x21),
        span,
    });
    let set_stance = |stance| Edit::Evidence(EvidenceEdit::SetStance { id, stance });
    let attribute = |attribution| {
        let attribution = Box::new(attribution);
        Edit::Evidence(EvidenceEdit::SetAttribution { id, attribution })
    };
    let together = |set| Edit::Evidence(EvidenceEdit::SetEvidenceSet { id, set });
    vec![
        change(
            "highlight",
            [
                add_highlight(0x21, 0, 4),
                add_highlight(0x22, 22, 26),
                widened,
            ],
        ),
        change("link", [add(0x41, 0x21), add(0x42, 0x22)]),
        change("stance", Stance::ALL.map(set_stance)),
        change("attribute", attributions().into_iter().map(attribute)),
        change("together", [together(None), together(Some(EvidenceSet(0)))]),
    ]
}

fn removals() -> Vec<Change> {
    let relation = Id::new(0x61 + RelationKind::Contradicts as u64);
    vec![change(
        "remove",
        [
            Edit::Relation(RelationEdit::Remove(relation)),
            Edit::Evidence(EvidenceEdit::Remove(Id::new(0x42))),
            Edit::Highlight(HighlightEdit::Remove(Id::new(0x22))),
            Edit::Claim(ClaimEdit::Remove(Id::new(0x33))),
            Edit::Speaker(SpeakerEdit::Remove(Id::new(0x53))),
            Edit::Article(ArticleEdit::Remove(Id::new(0x14))),
        ],
    )]
}

fn typing() -> Vec<Change> {
    let (claim, words) = (Id::new(0x31), || "typed".to_owned());
    let highlight = Edit::Highlight(HighlightEdit::SetNote {
        id: Id::new(0x21),
        note: words(),
    });
    let evidence = Edit::Evidence(EvidenceEdit::SetNote {
        id: Id::new(0x41),
        note: words(),
    });
    let wording = Edit::Evidence(EvidenceEdit::SetAttribution {
        id: Id::new(0x41),
        attribution: Box::new(Attribution {
            wording: words(),
            ..Attribution::default()
        }),
    });
    let value = Edit::Evidence(EvidenceEdit::SetValue {
        id: Id::new(0x41),
        value: words(),
    });
    let speaker = Box::new(Speaker::new(Id::new(0x52), words()));
    let title = |title: &str| Edit::Project(ProjectEdit::SetTitle(title.to_owned()));
    let source = Edit::Article(ArticleEdit::SetDetails {
        id: Id::new(0x12),
        details: Box::new(source(None)),
    });
    [
        (TypingIn::Title, title("M")),
        (TypingIn::Title, title("Mi")),
        (TypingIn::ReportTitle, report_heading("M", "")),
        (TypingIn::ReportLead, report_heading("M", "L")),
        (TypingIn::Details(Id::new(0x12)), source),
        (TypingIn::HighlightNote(Id::new(0x21)), highlight),
        (TypingIn::EvidenceNote(Id::new(0x41)), evidence),
        (TypingIn::Wording(Id::new(0x41)), wording),
        (TypingIn::Value(Id::new(0x41)), value),
        (
            TypingIn::Speaker(Id::new(0x52)),
            Edit::Speaker(SpeakerEdit::Set(speaker)),
        ),
        (
            TypingIn::Statement(claim),
            set(ClaimField::Statement(words())),
        ),
        (
            TypingIn::Justification(claim),
            set(ClaimField::Justification(words())),
        ),
        (TypingIn::Notes(claim), set(ClaimField::Notes(words()))),
        (TypingIn::Made(claim), set(ClaimField::Made(words()))),
        (
            TypingIn::FirstAppearance(claim),
            set(ClaimField::FirstAppearance(words())),
        ),
        (TypingIn::Reply(claim), set(ClaimField::Reply(words()))),
        (
            TypingIn::Searches(claim),
            set(ClaimField::Searches(vec![search()])),
        ),
        (
            TypingIn::Waivers(claim),
            set(ClaimField::Waivers(waivers())),
        ),
    ]
    .map(|(field, edit)| Change::typed("type", field, edit))
    .to_vec()
}
