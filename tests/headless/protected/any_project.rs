//! Random projects: names of any kind, anywhere, in any spelling.

use crosscheck::{
    export::{Audience, EXPORTS, NameDecision, NameDecisions, protected_hits},
    project::{
        Article, ArticleDetails, ArticleEdit, ArticleId, ArticleText, Attribution, ClaimEdit,
        ClaimField, Dismissed, Edit, EvidenceEdit, FileHash, HouseRule, ImportMethod, NameRecord,
        Names, Original, Project, ProjectEdit, ReportHeading, Search, SearchLists, Speaker,
        SpeakerEdit, SpeakerId, Waiver,
    },
};
use generate::Size;
use proptest::prelude::*;

use super::leaks::{check_public_as, in_addresses, settings, written};

/// The name of a person.
fn name() -> impl Strategy<Value = String> {
    prop_oneof![
        "[A-Z][a-zéłßøżî]{1,8}( [A-Z][a-z\u{308}]{1,9})?",
        "[\u{410}-\u{44f}]{2,8}",
        "[\u{627}-\u{64a}]{3,6}",
        "[\u{4e00}-\u{4e80}]{2,3}",
        "[a-z]{1,3}",
        Just("O\u{2019}Neil-Šmíd".to_owned()),
        Just("ﬁnn".to_owned()),
        Just("  ".to_owned()),
    ]
}

/// Another spelling of a name, alone or among other words.
fn spelled(name: &str, way: u8) -> String {
    let soft = |name: &str| {
        let letters: Vec<String> = name.chars().map(String::from).collect();
        letters.join("\u{ad}")
    };
    let slugs = in_addresses(name);
    match way % 32 {
        0 => name.to_owned(),
        1 => name.to_uppercase(),
        2 => name.to_lowercase(),
        3 => format!("said {}, who", soft(name)),
        4 => format!("un{name}ed"),
        5 => name.replace(' ', "\u{a0}\n "),
        6 => format!("={}", name.to_uppercase()),
        7 => name
            .split_inclusive(char::is_alphabetic)
            .collect::<Vec<_>>()
            .join("\u{61c}"),
        8 => format!("{}\u{180e}", name.replace(' ', "\u{180e}")),
        way @ 9..27 => {
            let slug = &slugs[usize::from(way) % slugs.len()];
            format!(
                "https://x.example/{slug}/about_{}.html?q={slug}",
                slug.to_lowercase()
            )
        }
        _ => format!("\"{name}\", {name}\u{2019}s; {name}"),
    }
}

#[derive(Clone, Debug)]
struct Person {
    spellings: (String, String),
    stand_in: String,
    is_protected: bool,
}

fn person() -> impl Strategy<Value = Person> {
    let stand_in = prop_oneof![
        6 => "Source [A-Z]",
        1 => Just(String::new()),
        1 => name(),
    ];
    (name(), name(), stand_in, any::<bool>()).prop_map(|(name, alias, stand_in, open)| Person {
        spellings: (name, alias),
        stand_in,
        is_protected: !open,
    })
}

/// A generated project with these people in every field that an export contains.
fn project(seed: u64, people: &[Person], ways: &[u8]) -> Project {
    let mut project = generate::project(seed, Size::SMALL);
    let mut ways = ways.iter().copied().cycle();
    for (at, person) in people.iter().enumerate() {
        let (name, alias) = person.spellings.clone();
        let id = SpeakerId::new(at as u64 + 1);
        let mut next = || {
            let way = ways.next().unwrap_or_default();
            spelled(if way % 3 == 0 { &alias } else { &name }, way)
        };
        let speaker = Box::new(Speaker {
            id,
            name: name.clone(),
            aliases: vec![(&alias).into()],
            role: next(),
            notes: next(),
            stand_in: person.is_protected.then(|| person.stand_in.clone()),
            excluded: None,
        });
        let mut edits = vec![Edit::Speaker(SpeakerEdit::Add { at, speaker })];
        edits.extend(in_a_claim(&project, at, id, &mut next));
        edits.extend(in_an_article(&project, at, &mut next));
        let head = ReportHeading {
            title: next(),
            lead: next(),
        };
        edits.push(Edit::Project(ProjectEdit::SetReportHeading(head)));
        let lists = SearchLists {
            watch_words: [next().into()].into(),
            saved: [next().into()].into(),
        };
        edits.push(Edit::Project(ProjectEdit::SetSearchLists(lists)));
        let names = Names(vec![NameRecord {
            name: next().into(),
            aliases: vec![next().into()],
            different: vec![next().into()],
        }]);
        edits.push(Edit::Project(ProjectEdit::SetNames(names)));
        project.apply_all(edits).unwrap();
    }
    project
}

fn in_a_claim(
    project: &Project,
    at: usize,
    who: SpeakerId,
    next: &mut impl FnMut() -> String,
) -> Vec<Edit> {
    let claim = project.claims().nth(at).unwrap().id;
    let article = project.articles().next().unwrap().id;
    let search = Search {
        sought: next(),
        place: next(),
        date: next(),
    };
    let waiver = Waiver {
        rule: HouseRule::FirstHand,
        by: next(),
        reason: next(),
    };
    let fields = [
        ClaimField::Statement(next()),
        ClaimField::Justification(next()),
        ClaimField::Notes(next()),
        ClaimField::Made(next()),
        ClaimField::FirstAppearance(next()),
        ClaimField::Reply(next()),
        ClaimField::Tags([next().into(), next().into()].into()),
        ClaimField::Searches(vec![search]),
        ClaimField::Waivers(vec![waiver]),
        ClaimField::Dismissed([Dismissed::new(article, &next())].into()),
        ClaimField::Speaker(Some(who)),
    ];
    let set = |field| Edit::Claim(ClaimEdit::Set { id: claim, field });
    let mut edits: Vec<Edit> = fields.into_iter().map(set).collect();
    if let Some(evidence) = project.evidence_of(claim).next() {
        let attribution = Box::new(Attribution {
            speaker: Some(who),
            wording: next(),
            relayed_by: Vec::new(),
            quotation: None,
            first_hand: None,
            primary_or_secondary: None,
            naming: None,
        });
        let id = evidence.id;
        edits.push(Edit::Evidence(EvidenceEdit::SetAttribution {
            id,
            attribution,
        }));
        edits.push(Edit::Evidence(EvidenceEdit::SetNote { id, note: next() }));
        let value = next();
        edits.push(Edit::Evidence(EvidenceEdit::SetValue { id, value }));
    }
    edits
}

fn in_an_article(project: &Project, at: usize, next: &mut impl FnMut() -> String) -> Vec<Edit> {
    let id = project.articles().nth(at).unwrap().id;
    let source = Box::new(ArticleDetails {
        title: next(),
        outlet: next(),
        byline: next(),
        published: next(),
        retrieved: next(),
        url: next(),
        language: next(),
        agency_credits: next(),
        reliability: None,
        unchecked: [].into(),
    });
    let original = Original {
        sha256: FileHash::of(b""),
        extension: "txt".to_owned(),
        size: 0,
        received: next(),
        from: next(),
        method: ImportMethod::File,
        by: next(),
        kept: true,
    };
    let id_of_other = ArticleId::new(at as u64 + 1);
    let text = ArticleText::new(String::new());
    let other = Article {
        original: Some(original),
        ..Article::new(id_of_other, text, ArticleDetails::default())
    };
    vec![
        Edit::Article(ArticleEdit::SetDetails {
            id,
            details: source,
        }),
        Edit::Article(ArticleEdit::Add {
            at: project.articles().len(),
            article: Box::new(other),
        }),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    /// Each case tries one format: all of them in every case would take minutes.
    #[test]
    fn no_public_export_holds_a_protected_name(
        seed in 0..4_u64,
        people in prop::collection::vec(person(), 1..4),
        ways in prop::collection::vec(any::<u8>(), 1..24),
        format in 0..EXPORTS.len(),
    ) {
        let export = EXPORTS[format].export;
        let project = project(seed, &people, &ways);
        check_public_as(export, &project, &NameDecisions::default());
        check_public_as(export, &project, &NameDecisions::stand_ins_everywhere());
        let mut all_out = NameDecisions::default();
        for hit in protected_hits(&project, export, &settings(), all_out.other_words()) {
            all_out.decide(hit.cell, Some(NameDecision::LeaveOut));
        }
        check_public_as(export, &project, &all_out);
        prop_assert!(written(export, &project, &Audience::Public(all_out)).1.is_ok());
    }
}
