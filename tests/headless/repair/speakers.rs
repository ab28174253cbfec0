//! Damaged speakers, derivations, relations and silent marks: each problem is reported with its position, and each
//! remedy affects nothing else.

use crosscheck::{
    project::{Attribution, ClaimId, EvidenceId, Project, Provenance},
    storage::{self, Damaged, Remedy},
};

use super::{damaged, open, replaced, sound};

const GOLDEN: &str = include_str!("../../fixtures/v1/every-field.ron");

fn whole() -> Project {
    storage::from_ron(GOLDEN.as_bytes()).unwrap()
}

/// The golden file with `from` replaced by `to`.
#[track_caller]
fn with(from: &str, to: &str) -> Damaged {
    replaced(GOLDEN, from, to)
}

/// Checks the problems, and the remedies of the first.
#[track_caller]
fn check(damaged: &Damaged, problems: &[&str], offered: &[Remedy]) {
    let found: Vec<String> = damaged.problems().iter().map(ToString::to_string).collect();
    assert_eq!(found, problems);
    assert_eq!(damaged.problems()[0].fault.remedies(), offered);
}

/// The project after `remedy` for every problem in turn.
#[track_caller]
fn repaired(mut damaged: Damaged, remedy: Remedy) -> Project {
    while let Some(first) = open(&damaged).first() {
        let offered = first.fault.remedies();
        assert!(offered.contains(&remedy), "{first}: {offered:?}");
        damaged = damaged.choose(first.key(), Some(remedy));
    }
    sound(damaged.repaired().unwrap())
}

fn attribution(project: &Project, id: u64) -> &Attribution {
    &project.evidence(EvidenceId::new(id)).unwrap().attribution
}

/// Checks that the project differs from the golden one only in these lines.
#[track_caller]
fn differs_in(project: &Project, lines: usize) {
    let written = storage::to_ron(project);
    let differing = written.lines().filter(|line| !GOLDEN.contains(line));
    assert_eq!(differing.count(), lines);
}

#[test]
fn evidence_with_a_missing_speaker_gets_a_new_one_or_none() {
    let missing = || {
        with(
            "speaker: Some(\"0000000000052\")",
            "speaker: Some(\"000000000005z\")",
        )
    };
    check(
        &missing(),
        &["line 77, column 146: evidence names speaker 000000000005z, which is not in this file"],
        &[Remedy::MakeSpeaker, Remedy::Clear],
    );
    let project = repaired(missing(), Remedy::MakeSpeaker);
    let made = project.speakers().last().unwrap();
    assert_eq!(
        made.name,
        "(The speaker 000000000005z is missing from the file)"
    );
    assert_eq!(attribution(&project, 129).speaker, Some(made.id));
    let project = repaired(missing(), Remedy::Clear);
    assert_eq!(attribution(&project, 129).speaker, None);
    assert_eq!(
        attribution(&project, 129).relayed_by,
        attribution(&whole(), 129).relayed_by
    );
    differs_in(&project, 1);
    assert_eq!(missing().choose_safe().open_problems(), 0);
}

#[test]
fn each_missing_speaker_of_a_chain_is_reported_at_its_position() {
    let chain = with(
        "relayed_by: [\"0000000000053\", \"0000000000051\"]",
        "relayed_by: [\"000000000005z\", \"mine\"]",
    );
    check(
        &chain,
        &[
            "line 77, column 177: evidence names speaker 000000000005z, which is not in this file",
            "line 77, column 194: evidence says “mine” for the id of a speaker, which is not a valid id (13 characters, Crockford base 32)",
        ],
        &[Remedy::MakeSpeaker, Remedy::Clear],
    );
    let project = repaired(chain, Remedy::Clear);
    assert_eq!(attribution(&project, 129).relayed_by, []);
}

#[test]
fn a_speaker_named_twice_in_a_chain_is_kept_once() {
    let twice = with(
        "relayed_by: [\"0000000000053\", \"0000000000051\"]",
        "relayed_by: [\"0000000000053\", \"0000000000052\"]",
    );
    check(
        &twice,
        &[
            "line 77, column 194: evidence cannot be accepted: speaker 0000000000052 is named twice in one attribution",
        ],
        &[Remedy::Clear],
    );
    assert_eq!(twice.clone().choose_safe(), twice, "it is not safe");
    let project = repaired(twice, Remedy::Clear);
    assert!(attribution(&project, 129).speaker.is_some());
    assert_eq!(attribution(&project, 129).relayed_by.len(), 1);
}

#[test]
fn a_claim_with_a_missing_speaker_gets_a_new_one_or_none() {
    let missing = || {
        with(
            "speaker: Some(\"0000000000051\")",
            "speaker: Some(\"000000000005z\")",
        )
    };
    let project = repaired(missing(), Remedy::MakeSpeaker);
    assert_eq!(project.speakers().len(), 4);
    let project = repaired(missing(), Remedy::Clear);
    assert_eq!(project.claims().next().unwrap().speaker, None);
    differs_in(&project, 1);
}

#[test]
fn only_the_derivation_from_a_missing_article_is_removed() {
    let missing = with(
        "from: Article(\"0000000000012\")",
        "from: Article(\"000000000001z\")",
    );
    check(
        &missing,
        &[
            "line 28, column 44: article derives from article 000000000001z, which is not in this file",
        ],
        &[Remedy::Clear],
    );
    let project = repaired(missing, Remedy::Clear);
    let article = project.articles().next().unwrap();
    assert_eq!(article.provenance.agencies().count(), 1);
    differs_in(&project, 1);
    let agency = with(
        "from: Agency(\"0000000000053\")",
        "from: Agency(\"000000000005z\")",
    );
    let project = repaired(agency, Remedy::MakeSpeaker);
    assert_eq!(project.speakers().len(), 4);
}

#[test]
fn duplicate_and_dangling_derivations_are_reported() {
    let derived = "Derived([(from: Article(\"0000000000012\"), manner: Translation), (from: Agency(\"0000000000053\"), manner: Reprint)])";
    let twice = "Derived([(from: Article(\"0000000000012\"), manner: Translation), (from: Article(\"0000000000012\"), manner: Reprint)])";
    let project = repaired(with(derived, twice), Remedy::Clear);
    let article = project.articles().next().unwrap();
    assert_eq!(article.provenance.derivations().len(), 1);
    let project = repaired(with(derived, "Derived([])"), Remedy::Clear);
    let article = project.articles().next().unwrap();
    assert_eq!(article.provenance, Provenance::Unknown);
}

#[test]
fn a_loop_is_opened_at_its_last_derivation() {
    // The second derives from the third, that from the first, and the first from the second.
    let derives = |from: &str| {
        format!("provenance: Derived([(from: Article(\"{from}\"), manner: Quotes)]),\n")
    };
    let of_second = "      sha256: \"e0fc";
    let second = format!("      {}{of_second}", derives("0000000000013"));
    let text = GOLDEN
        .replacen("provenance: Original,\n", &derives("0000000000011"), 1)
        .replacen(of_second, &second, 1);
    let looped = damaged(&text);
    check(
        &looped,
        &[
            "line 55, column 44: article cannot be accepted: article 0000000000013 would derive from itself, directly or through others",
        ],
        &[Remedy::Clear],
    );
    let project = repaired(looped, Remedy::Clear);
    let known = |article: &crosscheck::project::Article| article.provenance.articles().count();
    let steps: Vec<usize> = project.articles().map(known).collect();
    assert_eq!(steps, [1, 1, 0]);
    let itself = with(
        "from: Article(\"0000000000012\")",
        "from: Article(\"0000000000011\")",
    );
    let project = repaired(itself, Remedy::Clear);
    differs_in(&project, 1);
}

#[test]
fn relations_with_missing_claims_are_reported() {
    let from = "from: \"0000000000032\", to: \"0000000000031\"";
    let missing = with(from, "from: \"0000000000032\", to: \"000000000003z\"");
    check(
        &missing,
        &["line 83, column 55: relation names claim 000000000003z, which is not in this file"],
        &[Remedy::MakeClaim, Remedy::LeaveOut],
    );
    assert_eq!(
        repaired(missing.clone(), Remedy::LeaveOut)
            .relations()
            .len(),
        2
    );
    assert_eq!(repaired(missing, Remedy::MakeClaim).claims().len(), 4);
    let itself = with(from, "from: \"0000000000031\", to: \"0000000000031\"");
    check(
        &itself,
        &[
            "line 83, column 11: relation cannot be accepted: claim 0000000000031 cannot be related to itself",
        ],
        &[Remedy::LeaveOut],
    );
    let twice = with(
        "from: \"0000000000033\", to: \"0000000000031\", kind: SameAs",
        "from: \"0000000000032\", to: \"0000000000031\", kind: Undercuts",
    );
    check(
        &twice,
        &[
            "line 84, column 11: relation cannot be accepted: claims 0000000000032 and 0000000000031 already have this relation",
        ],
        &[Remedy::LeaveOut],
    );
    assert_eq!(repaired(twice, Remedy::LeaveOut).relations().len(), 2);
}

#[test]
fn only_silent_marks_of_missing_records_are_removed() {
    let mark = "(claim: \"0000000000031\", article: \"0000000000012\")";
    let wrong = with(mark, "(claim: \"31\", article: \"000000000001z\")");
    check(
        &wrong,
        &[
            "line 73, column 14: mark of a silent article says “31” for the id of a claim, which is not a valid id (13 characters, Crockford base 32)",
            "line 73, column 29: mark of a silent article names article 000000000001z, which is not in this file",
        ],
        &[Remedy::LeaveOut],
    );
    let project = repaired(wrong, Remedy::LeaveOut);
    assert_eq!(project.silent_articles(ClaimId::new(97)).count(), 1);
    differs_in(&project, 0);
    let missing = with(
        mark,
        "(claim: \"000000000003z\", article: \"0000000000012\")",
    );
    assert_eq!(repaired(missing, Remedy::MakeClaim).claims().len(), 4);
}

#[test]
fn the_first_of_two_waivers_of_a_rule_counts() {
    let twice = with("rule: NoSingleAnonymous", "rule: FirstHand");
    assert_eq!(open(&twice)[0].fault.remedies(), [Remedy::Clear]);
    let project = repaired(twice, Remedy::Clear);
    let claim = project.claims().next().unwrap();
    assert_eq!(claim.waivers.len(), 1);
    assert_eq!(claim.waivers[0].by, "A. Editor");
    differs_in(&project, 1);
}

#[test]
fn leaving_out_a_speaker_keeps_its_passages_unattributed() {
    let text = GOLDEN.replacen("id: \"0000000000053\"", "id: \"0000000000051\"", 1);
    let twice = damaged(&text);
    // As long as nothing is chosen, both references to it are reported as missing.
    assert_eq!(
        open(&twice)[0].fault.remedies(),
        [Remedy::NewId, Remedy::LeaveOut]
    );
    let first = open(&twice)[0].key();
    let chosen = twice.choose(first, Some(Remedy::NewId)).choose_safe();
    let project = chosen.repaired().unwrap();
    assert_eq!(project.speakers().len(), 4);
    assert_eq!(project.all_evidence().len(), 3);
}

#[test]
fn lists_that_are_too_long_are_truncated() {
    let many = |count: usize| "\"x\", ".repeat(count);
    let names = with("aliases: [", &format!("aliases: [{}", many(1_000)));
    let message = "line 16, column 40: the project cannot be accepted: the list of aliases has more than 1000 entries. Remove some";
    check(&names, &[message], &[Remedy::Shorten]);
    let project = repaired(names, Remedy::Shorten);
    assert_eq!(project.names().0[0].aliases.len(), 1_000);
    let own = "aliases: [\"Gladkow";
    let aliases = with(own, &own.replace('[', &format!("[{}", many(1_000))));
    check(
        &aliases,
        &[
            "line 18, column 11: speaker cannot be accepted: the list of aliases has more than 1000 entries. Remove some",
        ],
        &[Remedy::Shorten],
    );
    let project = repaired(aliases, Remedy::Shorten);
    assert_eq!(project.speakers().next().unwrap().aliases.len(), 1_000);
    let searches = "(sought: \"x\"), ".repeat(1_000);
    let searches = with("searches: [", &format!("searches: [{searches}"));
    let project = repaired(searches, Remedy::Shorten);
    assert_eq!(project.claims().next().unwrap().searches.len(), 1_000);
    for field in [
        "role",
        "stand_in: Some(",
        "wording",
        "reply",
        "by",
        "reason",
        "made",
        "sought",
        "place",
    ] {
        let (from, long) = match field.strip_suffix('(') {
            Some(_) => (
                format!("{field}\""),
                format!("{field}\"{}", "x".repeat(100_001)),
            ),
            None => (
                format!("{field}: \""),
                format!("{field}: \"{}", "x".repeat(100_001)),
            ),
        };
        let project = repaired(with(&from, &long), Remedy::Shorten);
        assert!(storage::to_ron(&project).contains("xxx…"), "{field}");
    }
}

#[test]
fn unreadable_lines_lose_no_others() {
    for (from, to, open) in [
        ("role: \"governor\"", "role: governor", 1),
        ("kind: SameAs", "kind: Same", 1),
        ("manner: Translation", "manner: Transcription", 1),
        ("quotation: Some(Mixed)", "quotation: Some(Mixd)", 1),
    ] {
        let broken = with(from, to).choose_safe();
        assert_eq!(broken.open_problems(), open, "{from}");
        let project = repaired(broken, Remedy::LeaveOut);
        let count = project.articles().len() + project.claims().len();
        assert_eq!(count, 6, "{from}");
    }
}

#[test]
fn lists_may_be_in_any_order() {
    let start = GOLDEN.find("  speakers: [").unwrap();
    let end = GOLDEN.find("  articles: [").unwrap();
    let mut late = GOLDEN.to_owned();
    let speakers: String = late.drain(start..end).collect();
    let at = late.find("  relations: [").unwrap();
    late.insert_str(at, &speakers);
    assert_eq!(storage::from_ron(late.as_bytes()), Ok(whole()));
}

/// The mark is only for people who read the file; the speakers decide.
#[test]
fn the_mark_of_protected_names_follows_the_speakers() {
    let unmarked = GOLDEN.replacen("  holds_protected_names: true,\n", "", 1);
    let project = storage::from_ron(unmarked.as_bytes()).unwrap();
    assert_eq!(storage::to_ron(&project), GOLDEN);
    let nobody = GOLDEN.replacen(", stand_in: Some(\"Source A\")", "", 1);
    let project = storage::from_ron(nobody.as_bytes()).unwrap();
    assert!(!storage::to_ron(&project).contains("holds_protected_names"));
}
