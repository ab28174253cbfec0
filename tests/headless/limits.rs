//! No edit makes a project that its own loader refuses: each limit of the loader applies to edits too, and exceeding it
//! is refused with a message that names the limit.

use crosscheck::{
    project::{
        Article, ArticleDetails, ArticleEdit, ArticleText, Attribution, Claim, ClaimEdit,
        ClaimField, Derivation, DerivationManner, DerivationSource, Dismissed, Edit, Evidence,
        EvidenceEdit, Highlight, HighlightEdit, HouseRule, Id, MAX_ARTICLES, MAX_CLAIMS,
        MAX_RELATIONS, MAX_SPEAKERS, MAX_VERDICTS, NameRecord, Names, Project, ProjectEdit,
        Provenance, Relation, RelationEdit, RelationKind, Search, Speaker, SpeakerEdit, Stance,
        Verdict, VerdictScale, Waiver,
    },
    storage::{
        self, LoadError, MAX_ALIASES, MAX_CHAIN, MAX_DERIVATIONS, MAX_DISMISSED, MAX_NAMES,
        MAX_NOTE, MAX_SEARCHES, MAX_STATEMENT, MAX_TAGS, MAX_TITLE, Remedy, check_edit,
    },
    text::Span,
};

/// The name of a limit, the limit, and an edit that adds that many.
type Limit = (&'static str, usize, fn(usize) -> Edit);

/// A text of this many characters, each of two bytes.
fn long(count: usize) -> String {
    "é".repeat(count)
}

fn each(count: usize) -> impl Iterator<Item = String> {
    (0..count).map(|number| number.to_string())
}

fn title(title: String) -> Edit {
    Edit::Project(ProjectEdit::SetTitle(title))
}

fn scale(name: String, labels: Vec<String>) -> Edit {
    let verdicts = labels.into_iter().map(|label| Verdict { label, rank: 1 });
    let verdicts = verdicts.collect();
    Edit::Project(ProjectEdit::SetScale(VerdictScale { name, verdicts }))
}

fn source(set: impl FnOnce(&mut ArticleDetails)) -> Edit {
    let mut source = Box::<ArticleDetails>::default();
    set(&mut source);
    let id = Id::new(1);
    Edit::Article(ArticleEdit::SetDetails {
        id,
        details: source,
    })
}

fn claim(field: ClaimField) -> Edit {
    let id = Id::new(1);
    Edit::Claim(ClaimEdit::Set { id, field })
}

fn searches(count: usize, search: Search) -> Edit {
    claim(ClaimField::Searches(vec![search; count]))
}

fn waiver(by: String, reason: String) -> Edit {
    let rule = HouseRule::ALL[0];
    let waiver = Waiver { rule, by, reason };
    claim(ClaimField::Waivers(vec![waiver]))
}

fn speaker(set: impl FnOnce(&mut Speaker)) -> Edit {
    let mut speaker = Box::new(Speaker::new(Id::new(1), "TASS".to_owned()));
    set(&mut speaker);
    Edit::Speaker(SpeakerEdit::Set(speaker))
}

fn names(names: Vec<NameRecord>) -> Edit {
    Edit::Project(ProjectEdit::SetNames(Names(names)))
}

fn name(set: impl FnOnce(&mut NameRecord)) -> Edit {
    let mut name = NameRecord::default();
    set(&mut name);
    names(vec![name])
}

fn attribution(wording: String, relayed_by: usize) -> Edit {
    let relayed_by = (1..=relayed_by as u64).map(Id::new).collect();
    let attribution = Attribution {
        relayed_by,
        wording,
        ..Attribution::default()
    };
    Edit::Evidence(EvidenceEdit::SetAttribution {
        id: Id::new(1),
        attribution: Box::new(attribution),
    })
}

fn derivations(count: usize) -> Edit {
    let agency = |number| Derivation {
        from: DerivationSource::Agency(Id::new(number)),
        manner: DerivationManner::Quotes,
    };
    let provenance = Provenance::Derived((1..=count as u64).map(agency).collect());
    let id = Id::new(1);
    Edit::Article(ArticleEdit::SetProvenance { id, provenance })
}

const LIMITS: [Limit; 44] = [
    ("title", MAX_TITLE, |n| title(long(n))),
    ("name of the scale", MAX_TITLE, |n| {
        scale(long(n), vec![String::new()])
    }),
    ("verdict", MAX_TITLE, |n| {
        scale(String::new(), vec![long(n)])
    }),
    ("verdicts", MAX_VERDICTS, |n| {
        scale(String::new(), each(n).collect())
    }),
    ("source title", MAX_TITLE, |n| {
        source(|it| it.title = long(n))
    }),
    ("outlet", MAX_TITLE, |n| source(|it| it.outlet = long(n))),
    ("byline", MAX_TITLE, |n| source(|it| it.byline = long(n))),
    ("published", MAX_TITLE, |n| {
        source(|it| it.published = long(n))
    }),
    ("retrieved", MAX_TITLE, |n| {
        source(|it| it.retrieved = long(n))
    }),
    ("url", MAX_TITLE, |n| source(|it| it.url = long(n))),
    ("language", MAX_TITLE, |n| {
        source(|it| it.language = long(n))
    }),
    ("agency credits", MAX_TITLE, |n| {
        source(|it| it.agency_credits = long(n))
    }),
    ("derivations", MAX_DERIVATIONS, derivations),
    ("note of a highlight", MAX_NOTE, |n| {
        let (id, note) = (Id::new(1), long(n));
        Edit::Highlight(HighlightEdit::SetNote { id, note })
    }),
    ("note of evidence", MAX_NOTE, |n| {
        let (id, note) = (Id::new(1), long(n));
        Edit::Evidence(EvidenceEdit::SetNote { id, note })
    }),
    ("wording", MAX_TITLE, |n| attribution(long(n), 0)),
    ("chain", MAX_CHAIN, |n| attribution(String::new(), n)),
    ("statement", MAX_STATEMENT, |n| {
        claim(ClaimField::Statement(long(n)))
    }),
    ("justification", MAX_NOTE, |n| {
        claim(ClaimField::Justification(long(n)))
    }),
    ("notes", MAX_NOTE, |n| claim(ClaimField::Notes(long(n)))),
    ("made", MAX_TITLE, |n| claim(ClaimField::Made(long(n)))),
    ("first appearance", MAX_TITLE, |n| {
        claim(ClaimField::FirstAppearance(long(n)))
    }),
    ("reply", MAX_NOTE, |n| claim(ClaimField::Reply(long(n)))),
    ("tags", MAX_TAGS, |n| {
        claim(ClaimField::Tags(each(n).map(Into::into).collect()))
    }),
    ("tag", MAX_TITLE, |n| {
        claim(ClaimField::Tags([long(n).into()].into()))
    }),
    ("searches", MAX_SEARCHES, |n| searches(n, Search::default())),
    ("dismissed", MAX_DISMISSED, |n| {
        let words = each(n).map(|words| Dismissed::new(Id::new(1), &words));
        claim(ClaimField::Dismissed(words.collect()))
    }),
    ("dismissed words", MAX_TITLE, |n| {
        let words = long(n);
        let article = Id::new(1);
        claim(ClaimField::Dismissed([Dismissed { article, words }].into()))
    }),
    ("sought", MAX_NOTE, |n| {
        searches(
            1,
            Search {
                sought: long(n),
                ..Search::default()
            },
        )
    }),
    ("place", MAX_TITLE, |n| {
        searches(
            1,
            Search {
                place: long(n),
                ..Search::default()
            },
        )
    }),
    ("date", MAX_TITLE, |n| {
        searches(
            1,
            Search {
                date: long(n),
                ..Search::default()
            },
        )
    }),
    ("who waives", MAX_TITLE, |n| waiver(long(n), String::new())),
    ("reason of a waiver", MAX_NOTE, |n| {
        waiver(String::new(), long(n))
    }),
    ("name", MAX_TITLE, |n| speaker(|it| it.name = long(n))),
    ("aliases", MAX_ALIASES, |n| {
        speaker(|it| it.aliases = each(n).map(Into::into).collect())
    }),
    ("alias", MAX_TITLE, |n| {
        speaker(|it| it.aliases = vec![long(n).into()])
    }),
    ("names", MAX_NAMES, |n| {
        names(vec![NameRecord::default(); n])
    }),
    ("spelling of a name", MAX_TITLE, |n| {
        name(|it| it.aliases = vec![long(n).into()])
    }),
    ("spellings of a name", MAX_ALIASES, |n| {
        name(|it| it.aliases = each(n).map(Into::into).collect())
    }),
    ("different names", MAX_ALIASES, |n| {
        name(|it| it.different = each(n).map(Into::into).collect())
    }),
    ("role", MAX_TITLE, |n| speaker(|it| it.role = long(n))),
    ("notes of a speaker", MAX_NOTE, |n| {
        speaker(|it| it.notes = long(n))
    }),
    ("stand-in", MAX_TITLE, |n| {
        speaker(|it| it.stand_in = Some(long(n)))
    }),
    ("several limits at once", MAX_TITLE, |n| {
        source(|it| {
            (it.title, it.outlet) = (long(n), long(n));
        })
    }),
];

fn article(number: usize) -> Edit {
    let text = ArticleText::new("Fire in the old mill.".to_owned());
    let article = Article::new(Id::new(number as u64 + 1), text, ArticleDetails::default());
    let (at, article) = (number, Box::new(article));
    Edit::Article(ArticleEdit::Add { at, article })
}

fn new_claim(number: usize) -> Edit {
    let claim = Claim::new(Id::new(number as u64 + 1), String::new(), 0);
    let (at, claim) = (number, Box::new(claim));
    Edit::Claim(ClaimEdit::Add { at, claim })
}

fn new_speaker(number: usize) -> Edit {
    let speaker = Speaker::new(Id::new(number as u64 + 1), String::new());
    let (at, speaker) = (number, Box::new(speaker));
    Edit::Speaker(SpeakerEdit::Add { at, speaker })
}

/// A project with one of each kind, and the maximum number of speakers.
fn one_of_each() -> Project {
    let mut project = Project::default();
    let highlight = Highlight {
        id: Id::new(1),
        article: Id::new(1),
        span: Span::new(0, 4).unwrap(),
        note: String::new(),
    };
    let evidence = Evidence::new(Id::new(1), Id::new(1), Id::new(1), Stance::Supports);
    let mut edits: Vec<Edit> = (0..=MAX_DERIVATIONS).map(new_speaker).collect();
    edits.extend([
        article(0),
        Edit::Highlight(HighlightEdit::Add(highlight)),
        new_claim(0),
        Edit::Evidence(EvidenceEdit::add(0, evidence)),
    ]);
    project.apply_all(edits).unwrap();
    project
}

fn with(project: &Project, edit: Edit) -> Project {
    let mut project = project.clone();
    project.apply(edit).unwrap();
    project
}

fn read(project: &Project) -> Result<Project, LoadError> {
    storage::from_ron(storage::to_ron(project).as_bytes())
}

#[test]
fn edits_accept_exactly_what_the_loader_accepts() {
    let project = one_of_each();
    for (what, most, edit) in LIMITS {
        assert_eq!(check_edit(&mut edit(most)), Ok(()), "{what}");
        let full = with(&project, edit(most));
        assert_eq!(read(&full).unwrap(), full, "{what}");

        let number = most.to_string();
        let too_long = check_edit(&mut edit(most + 1)).err();
        let full = project.clone().apply(edit(most + 1)).err();
        let refused = [
            too_long.map(|it| it.to_string()),
            full.as_ref().map(ToString::to_string),
        ];
        let refused: Vec<String> = refused.into_iter().flatten().collect();
        assert!(!refused.is_empty(), "{what}");
        for sentence in refused {
            assert!(sentence.contains(&number), "{what}: {sentence}");
        }
        if full.is_some() {
            continue;
        }
        let Err(LoadError::Damaged(damaged)) = read(&with(&project, edit(most + 1))) else {
            panic!("{what}: the loader takes more than an edit");
        };
        // In the repair view it can be shortened.
        let key = damaged.problems()[0].key();
        let says = damaged.problems()[0].to_string();
        assert!(says.contains(&number), "{what}: {says}");
        let remedies = damaged.problems()[0].fault.remedies();
        let first = remedies.first().copied();
        assert!(
            matches!(first, Some(Remedy::Shorten | Remedy::RepairScale)),
            "{what}: {first:?}"
        );
        let repaired = damaged.choose(key, first).repaired().unwrap();
        assert_eq!(read(&repaired).unwrap(), repaired, "{what}");
    }
}

/// Adds a record by its number, from 0.
type Add = fn(usize) -> Edit;

fn relation(number: usize) -> Edit {
    let (from, to) = (number as u64 / 500, number as u64 % 500);
    Edit::Relation(RelationEdit::Add(Relation {
        id: Id::new(number as u64 + 1),
        from: Id::new(from + 1),
        to: Id::new(to + 501),
        kind: RelationKind::Contradicts,
    }))
}

/// The limits of two million are checked in the same way.
#[test]
fn no_more_records_are_added_than_the_loader_accepts() {
    let kinds: [(&str, usize, Add); 4] = [
        ("articles", MAX_ARTICLES, article),
        ("claims", MAX_CLAIMS, new_claim),
        ("speakers", MAX_SPEAKERS, new_speaker),
        ("relations", MAX_RELATIONS, relation),
    ];
    for (what, most, add) in kinds {
        let mut project = Project::default();
        if what == "relations" {
            let claims = (0..1_000).map(new_claim).collect();
            project.apply_all(claims).unwrap();
        }
        let mut inverses = project.apply_all((0..most).map(add).collect()).unwrap();
        assert_eq!(read(&project).unwrap(), project, "{what}");
        let refused = project.apply(add(most)).unwrap_err().to_string();
        let sentence = format!(
            "a project holds at most {most} {what}. Remove some, or continue in another project"
        );
        assert_eq!(refused, sentence);
        // Removing one makes room, so that it can be put back.
        let back = project.apply(inverses.swap_remove(0)).unwrap();
        project.apply(back).unwrap();
    }
}
