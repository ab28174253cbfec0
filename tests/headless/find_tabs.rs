//! The Find panel without a window: entries in its tabs for the sample are linked, attributed, recorded and dismissed
//! by the commands of their keys, each in one step of undo.

use super::support::ask;
use crosscheck::{
    analysis::SharedKind,
    project::{ClaimId, EvidenceId, Project, Stance},
    storage::{FindTab, Settings},
    workbench::{
        AmountTexts, AmountsIntent, AttributionIntent, ClaimIntent, Command, Intent, NamesIntent,
        SharedIntent, SimilarIntent, SpeakerInput, Workbench,
    },
};

/// The sample with a claim selected and a tab open.
fn sample_at(tab: FindTab, claim: usize) -> (Workbench, ClaimId) {
    let mut bench = Workbench::new(Settings::default());
    ask(&mut bench, Intent::Command(Command::OpenSample));
    let claim = bench.project().claims().nth(claim).unwrap().id;
    ask(&mut bench, Intent::Claim(ClaimIntent::Select(Some(claim))));
    ask(&mut bench, Intent::Command(Command::FindTab(tab)));
    (bench, claim)
}

/// Runs a command that changes the project, and checks that one undo reverts all of it.
fn in_one_step(bench: &mut Workbench, command: Command) {
    let before = bench.project().clone();
    ask(bench, Intent::Command(command));
    let after = bench.project().clone();
    assert_ne!(after, before, "{command:?}");
    ask(bench, Intent::Command(Command::Undo));
    assert_eq!(*bench.project(), before, "{command:?}");
    ask(bench, Intent::Command(Command::Redo));
    assert_eq!(*bench.project(), after, "{command:?}");
}

/// The stance of the latest piece of evidence of a claim.
fn latest(project: &Project, claim: ClaimId) -> Stance {
    project.evidence_of(claim).last().unwrap().stance
}

/// The first number of the open articles is selected.
fn at_a_number() -> (Workbench, ClaimId) {
    let (mut bench, claim) = sample_at(FindTab::Amounts, 9);
    for intent in [
        AmountsIntent::Of(AmountTexts::OpenArticles),
        AmountsIntent::Select(0),
    ] {
        ask(&mut bench, Intent::Amounts(intent));
    }
    (bench, claim)
}

/// The first passage like the claim about tap water is selected.
fn at_a_passage() -> (Workbench, ClaimId) {
    let (mut bench, claim) = sample_at(FindTab::Similar, 9);
    ask(&mut bench, Intent::Similar(SimilarIntent::Select(0)));
    (bench, claim)
}

/// The first articles that share wording are compared.
fn at_a_pair() -> (Workbench, ClaimId) {
    let (mut bench, claim) = sample_at(FindTab::Shared, 9);
    ask(&mut bench, Intent::Shared(SharedIntent::Open));
    (bench, claim)
}

#[test]
fn what_is_found_is_linked_by_1_2_and_3_and_its_article_marked_silent() {
    for at in [at_a_number, at_a_passage, at_a_pair] {
        for stance in [Stance::Supports, Stance::Refutes, Stance::Context] {
            let (mut bench, claim) = at();
            in_one_step(&mut bench, Command::Link(stance));
            assert_eq!(latest(bench.project(), claim), stance);
        }
        let (mut bench, claim) = at();
        in_one_step(&mut bench, Command::MarkSilent);
        assert_eq!(bench.project().silent_articles(claim).count(), 1);
    }
}

#[test]
fn a_number_cannot_be_dismissed() {
    let (bench, _) = at_a_number();
    assert!(bench.enabled(Command::DismissFound).is_err());
}

#[test]
fn a_number_becomes_the_value_of_its_evidence() {
    let (mut bench, claim) = sample_at(FindTab::Amounts, 1);
    let is_number = |nth: &usize| bench.amounts.entry(*nth).unwrap().amount().is_some();
    let nth = (0..bench.amounts.rows.count).find(is_number).unwrap();
    ask(&mut bench, Intent::Amounts(AmountsIntent::Select(nth)));
    let piece = bench.amounts.entry(nth).unwrap().piece.unwrap();
    assert_eq!(bench.project().evidence(piece).unwrap().claim, claim);
    // The sample has values; without this one, it can be recorded again.
    let value = |bench: &Workbench| bench.project().evidence(piece).unwrap().value.clone();
    let set = crosscheck::workbench::EvidenceIntent::SetValue(piece, String::new());
    ask(&mut bench, Intent::Evidence(set));
    assert_eq!(value(&bench), "");
    ask(&mut bench, Intent::Amounts(AmountsIntent::Select(nth)));
    in_one_step(&mut bench, Command::TakeFound);
    assert_ne!(value(&bench), "");
}

#[test]
fn a_passage_is_dismissed_for_one_claim() {
    let (mut bench, claim) = at_a_passage();
    let count = bench.similar.passages.len();
    in_one_step(&mut bench, Command::DismissFound);
    assert_eq!(bench.similar.passages.len(), count - 1);
    assert_eq!(bench.project().claim(claim).unwrap().dismissed.len(), 1);
    let other = bench.project().claims().next().unwrap();
    assert!(other.dismissed.is_empty());
}

#[test]
fn a_spelling_becomes_an_alias_and_another_is_not_suggested_again() {
    let (mut bench, _) = sample_at(FindTab::Names, 0);
    let go_to = |bench: &mut Workbench| {
        let is_offered = |nth: &usize| {
            let (group, spelling) = bench.names.spelling(*nth).unwrap();
            group.speaker.is_some() && !spelling.is_known
        };
        let nth = (0..bench.names.rows.count).find(is_offered).unwrap();
        ask(bench, Intent::Names(NamesIntent::Select(nth)));
        let (_, spelling) = bench.names.spelling(nth).unwrap();
        spelling.name.clone()
    };
    let aliases = |bench: &Workbench| -> usize {
        bench.project().speakers().map(|it| it.aliases.len()).sum()
    };
    let before = aliases(&bench);
    let dismissed = go_to(&mut bench);
    ask(&mut bench, Intent::Command(Command::DismissFound));
    assert_eq!(aliases(&bench), before, "nothing is recorded");
    let taken = go_to(&mut bench);
    assert_ne!(taken, dismissed);
    in_one_step(&mut bench, Command::TakeFound);
    assert_eq!(aliases(&bench), before + 1);
    let groups = bench.names.groups.iter();
    let mut left = groups.flat_map(|group| &group.spellings);
    assert!(
        left.all(|it| it.name != dismissed),
        "though names were gathered again"
    );
}

#[test]
fn all_of_a_shared_quotation_is_attributed() {
    let (mut bench, _) = at_a_pair();
    let quotes = bench.shared.pair().unwrap().passages.iter();
    let mut quotes = quotes
        .enumerate()
        .filter(|(_, it)| it.kind == SharedKind::Quotation);
    let (nth, _) = quotes.next_back().unwrap();
    drop(quotes);
    ask(&mut bench, Intent::Shared(SharedIntent::SelectPassage(nth)));
    ask(&mut bench, Intent::Shared(SharedIntent::MakeClaim));
    let unattributed =
        |bench: &Workbench| -> Vec<EvidenceId> { bench.quoted_statement().unwrap().1.unattributed };
    let pieces = unattributed(&bench);
    assert!(pieces.len() > 1);
    let named = SpeakerInput::Called("Teodor Hallim".to_owned());
    let set = AttributionIntent::SetSpeaker(pieces[0], named);
    ask(&mut bench, Intent::Attribution(set));
    let before = bench.project().clone();
    ask(&mut bench, Intent::Shared(SharedIntent::AttributeAll));
    assert!(unattributed(&bench).is_empty());
    ask(&mut bench, Intent::Command(Command::Undo));
    assert_eq!(*bench.project(), before);
}
