//! Nothing is recorded that the user did not intend: attributions, stances, statements, sets, dates and names.

use crate::merging::{link, project, session};
use crate::records::Recording;
use crosscheck::{
    analysis::ClaimTable,
    project::{
        Article, ArticleDetails, ArticleText, ClaimField, EvidenceSet, Id, Project, Speaker, Stance,
    },
    text::TextSelection,
    workbench::{
        AttributionIntent, ClaimIntent, Command, EvidenceIntent, FindIntent, Intent, PassageIntent,
        SpeakerInput, SpeakerIntent, Workbench, free_set,
    },
};

/// Sets the speaker of a piece of evidence; both by number.
fn attribute(workbench: &mut Workbench, evidence: u64, speaker: u64) {
    let named = SpeakerInput::Known(Id::new(speaker));
    let set = AttributionIntent::SetSpeaker(Id::new(evidence), named);
    workbench.handle(Intent::Attribution(set));
}

fn repeat(workbench: &mut Workbench, evidence: u64) {
    let repeat = AttributionIntent::Repeat(Id::new(evidence));
    workbench.handle(Intent::Attribution(repeat));
}

fn speaker_of(workbench: &Workbench, evidence: u64) -> Option<u64> {
    let piece = workbench.project().evidence(Id::new(evidence)).unwrap();
    piece.attribution.speaker.map(Id::number)
}

/// Text and command of the only notice.
fn notice(workbench: &Workbench) -> Option<(&str, Option<Command>)> {
    match workbench.notices() {
        [notice] => Some((notice.text.as_str(), notice.command)),
        _ => None,
    }
}

fn two_claims() -> Project {
    let mut project = project(2, &["Hanna Malyar", "Vyacheslav Gladkov"]);
    for (id, claim) in [(1, 1), (2, 1), (3, 1), (4, 2), (5, 2)] {
        link(&mut project, id, id, claim, |_| {});
    }
    project
}

#[test]
fn attributing_as_before_stays_within_the_claim_and_names_the_speaker() {
    let mut workbench = session(two_claims());
    attribute(&mut workbench, 1, 1);
    attribute(&mut workbench, 4, 2);
    repeat(&mut workbench, 2);
    assert_eq!(speaker_of(&workbench, 2), Some(1));
    let expected = "Attributed to Hanna Malyar";
    assert_eq!(notice(&workbench), Some((expected, Some(Command::Undo))));
    repeat(&mut workbench, 5);
    assert_eq!(speaker_of(&workbench, 5), Some(2));
    let expected = "Attributed to Vyacheslav Gladkov";
    assert_eq!(notice(&workbench), Some((expected, Some(Command::Undo))));
}

#[test]
fn attributing_as_before_takes_the_speaker_of_another_claim_if_its_own_has_none() {
    let mut workbench = session(two_claims());
    repeat(&mut workbench, 2);
    assert_eq!(speaker_of(&workbench, 2), None);
    attribute(&mut workbench, 4, 2);
    repeat(&mut workbench, 2);
    assert_eq!(speaker_of(&workbench, 2), Some(2));
}

#[test]
fn attributing_as_before_knows_the_attributions_of_earlier_sessions() {
    let mut before = two_claims();
    link(&mut before, 6, 6, 1, |piece| {
        piece.attribution.speaker = Some(Id::new(1));
    });
    let mut workbench = session(before);
    attribute(&mut workbench, 4, 2);
    repeat(&mut workbench, 2);
    assert_eq!(speaker_of(&workbench, 2), Some(1));
}

#[test]
fn attributing_as_before_shows_the_stand_in_of_a_protected_source() {
    let mut before = two_claims();
    let mut speaker = before.speaker(Id::new(1)).unwrap().clone();
    speaker.stand_in = Some("Source A".to_owned());
    before.put_speaker(speaker);
    let mut workbench = session(before);
    attribute(&mut workbench, 1, 1);
    repeat(&mut workbench, 2);
    assert_eq!(notice(&workbench).unwrap().0, "Attributed to Source A");
}

#[test]
fn a_set_number_in_use_is_never_assigned() {
    let mut full = project(1, &[]);
    for nth in 0..=255_u64 {
        let pieces = full.evidence_of(Id::new(1));
        assert_eq!(free_set(pieces), Some(EvidenceSet(nth as u8)));
        link(&mut full, nth + 1, nth + 1, 1, |piece| {
            piece.set = Some(EvidenceSet(nth as u8));
        });
    }
    assert_eq!(free_set(full.evidence_of(Id::new(1))), None);
}

#[test]
fn changing_the_stance_of_a_link_by_a_key_is_confirmed() {
    let mut workbench = session(two_claims());
    workbench.handle(Intent::Evidence(EvidenceIntent::Show(Id::new(4))));
    workbench.handle(Intent::Command(Command::Link(Stance::Refutes)));
    let piece = workbench.project().evidence(Id::new(4)).unwrap();
    assert_eq!(piece.stance, Stance::Refutes);
    let expected = "The passage now refutes claim 2";
    assert_eq!(notice(&workbench), Some((expected, Some(Command::Undo))));
}

#[test]
fn linking_a_selection_is_confirmed() {
    let mut workbench = session(two_claims());
    workbench.handle(Intent::Evidence(EvidenceIntent::Show(Id::new(4))));
    let selection = TextSelection {
        anchor: 20,
        head: 23,
    };
    let select = PassageIntent::SelectText(Id::new(1), Some(selection));
    workbench.handle(Intent::Passage(select));
    workbench.handle(Intent::Command(Command::Link(Stance::Context)));
    assert_eq!(workbench.project().evidence_count(Id::new(2)), 3);
    let expected = "Linked to claim 2 as context";
    assert_eq!(notice(&workbench), Some((expected, Some(Command::Undo))));
}

#[test]
fn a_search_hit_replaces_the_selected_highlight() {
    let mut workbench = session(two_claims());
    let select = PassageIntent::SelectHighlight(Some(Id::new(1)));
    workbench.handle(Intent::Passage(select));
    workbench.handle(Intent::Find(FindIntent::Type("cde".to_owned())));
    workbench.handle(Intent::Find(FindIntent::Step(1)));
    assert_eq!(workbench.selection.highlight, None);
    assert_eq!(workbench.selected_words(), Some("cde"));
}

#[test]
fn white_space_at_the_ends_of_a_typed_statement_is_removed_in_the_same_step() {
    let mut workbench = session(project(1, &[]));
    for typed in [" 12", " 12 were", " 12 were \n"] {
        let field = ClaimField::Statement(typed.to_owned());
        workbench.handle(Intent::Claim(ClaimIntent::Set(Id::new(1), field)));
    }
    let statement = |workbench: &Workbench| {
        let claim = workbench.project().claim(Id::new(1)).unwrap();
        claim.statement.clone()
    };
    assert_eq!(statement(&workbench), " 12 were \n");
    workbench.handle(Intent::TypingEnded);
    assert_eq!(statement(&workbench), "12 were");
    workbench.handle(Intent::Command(Command::Undo));
    assert_eq!(statement(&workbench), "claim 1");
    // Redo must still work: undo trims nothing.
    workbench.handle(Intent::Command(Command::Redo));
    assert_eq!(statement(&workbench), "12 were");
}

#[test]
fn attribution_acts_on_the_selected_piece_or_the_only_one() {
    let mut before = project(2, &[]);
    for (id, claim) in [(1, 1), (2, 1), (3, 2)] {
        link(&mut before, id, id, claim, |_| {});
    }
    let mut workbench = session(before);
    let select = |claim| Intent::Claim(ClaimIntent::Select(Some(Id::new(claim))));
    workbench.handle(select(1));
    assert!(workbench.enabled(Command::Attribute).is_err());
    workbench.handle(Intent::Evidence(EvidenceIntent::Show(Id::new(2))));
    assert!(workbench.enabled(Command::Attribute).is_ok());
    workbench.handle(select(2));
    assert!(workbench.enabled(Command::Attribute).is_ok());
    workbench.handle(Intent::Command(Command::Attribute));
    assert_eq!(workbench.selection.evidence, Some(Id::new(3)));
}

#[test]
fn one_name_in_two_encodings_is_one_speaker() {
    let mut before = project(1, &["Jos\u{e9} D\u{ed}az"]);
    link(&mut before, 1, 1, 1, |_| {});
    let mut workbench = session(before);
    for typed in [
        "Jose\u{301} Di\u{301}az",
        "JOS\u{c9}  D\u{cd}AZ",
        "jos\u{e9}\u{a0}d\u{ed}az",
    ] {
        let named = SpeakerInput::Called(typed.to_owned());
        let set = AttributionIntent::SetSpeaker(Id::new(1), named);
        workbench.handle(Intent::Attribution(set));
        assert_eq!(speaker_of(&workbench, 1), Some(1), "{typed}");
        workbench.handle(Intent::Speaker(SpeakerIntent::Add(typed.to_owned())));
        let alias = SpeakerIntent::AddAlias(Id::new(1), typed.to_owned());
        workbench.handle(Intent::Speaker(alias));
    }
    assert_eq!(workbench.project().speakers().len(), 1);
    let speaker = workbench.project().speaker(Id::new(1));
    assert_eq!(speaker.map(|one| one.aliases.len()), Some(0));
}

#[test]
fn a_tag_takes_the_spelling_used_by_another_claim() {
    let mut workbench = session(two_claims());
    let mut set = |claim: u64, tag: &str| {
        let tags = ClaimField::Tags([tag.into()].into());
        workbench.handle(Intent::Claim(ClaimIntent::Set(Id::new(claim), tags)));
        let tags = &workbench.project().claim(Id::new(claim)).unwrap().tags;
        tags.first().unwrap().to_string()
    };
    assert_eq!(set(1, "Caf\u{e9}"), "Caf\u{e9}");
    assert_eq!(set(2, "CAFE\u{301}"), "Caf\u{e9}");
    assert_eq!(set(2, "Cafe"), "Cafe", "another word");
    assert_eq!(
        set(1, "caf\u{e9}"),
        "caf\u{e9}",
        "its only claim respells it"
    );
}

#[test]
fn names_that_differ_by_an_accent_are_two_speakers() {
    let mut workbench = session(project(1, &["M\u{fc}ller"]));
    let add = SpeakerIntent::Add("Muller".to_owned());
    workbench.handle(Intent::Speaker(add));
    let speakers = workbench.project().speakers();
    let names: Vec<&str> = speakers.map(Speaker::shown_name).collect();
    assert_eq!(names, ["M\u{fc}ller", "Muller"]);
}

/// A project in which each passage of a claim is from an article with these outlets and dates.
fn published(articles: &[(&str, &str)]) -> Project {
    let mut project = project(1, &[]);
    for (nth, (outlet, published)) in articles.iter().enumerate() {
        let id = nth as u64 + 10;
        let details = ArticleDetails {
            outlet: (*outlet).to_owned(),
            published: (*published).to_owned(),
            ..ArticleDetails::default()
        };
        let text = ArticleText::new("Nine people were hurt.".to_owned());
        project.put_article(Article::new(Id::new(id), text, details));
        project.put_highlight(Id::new(id), Id::new(id), 0, 4);
        link(&mut project, id, id, 1, |_| {});
    }
    project
}

#[test]
fn the_first_publication_is_uncertain_if_a_date_is_unreadable() {
    let first = |articles: &[(&str, &str)]| {
        let project = published(articles);
        let table = ClaimTable::new(&project);
        let row = table.row(Id::new(1)).unwrap();
        row.first_published.label().to_owned()
    };
    let post = ("Post", "2031-05-13");
    assert_eq!(
        first(&[post, ("Herald", "12 May 2031, 14:30")]),
        "12 May 2031, 14:30"
    );
    assert_eq!(first(&[post, ("Herald", "03/04/2031")]), "uncertain");
    assert_eq!(first(&[post, ("Herald", "")]), "uncertain");
    assert_eq!(first(&[("Herald", "")]), "");
}

#[test]
fn one_outlet_in_two_encodings_is_listed_once() {
    let project = published(&[
        ("El Pa\u{ed}s", "2031-05-13"),
        ("El Pai\u{301}s", "2031-05-14"),
        ("El Pais", "2031-05-15"),
    ]);
    let table = ClaimTable::new(&project);
    let row = table.row(Id::new(1)).unwrap();
    assert_eq!(row.outlets, ["El Pa\u{ed}s", "El Pais"]);
}
