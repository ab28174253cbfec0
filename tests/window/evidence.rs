//! Pieces of evidence: shown, selected together, attributed; and how many gestures the usual work takes.

use crosscheck::{
    project::{ClaimField, ClaimType, EvidenceId, Quotation, Stance, Status},
    text::TextSelection,
    workbench::{ClaimIntent, Command, EvidenceIntent, Intent, PassageIntent},
};
use egui::{Key, Modifiers, accesskit::Role};
use egui_kittest::{
    Node,
    kittest::{By, NodeT, Queryable},
};

use crate::{desk::Desk, sample, with_a_claim};

/// A claim with three passages, one from each article, none of them selected.
fn three_pieces() -> Desk {
    let mut desk = with_a_claim();
    for sentence in ["A spokeswoman", "The hospital treated"] {
        desk.on_sentence(sentence, "1");
    }
    desk.ask(Intent::Evidence(EvidenceIntent::Select(None)));
    desk
}

fn pieces(desk: &Desk) -> Vec<EvidenceId> {
    let claim = desk.nth_claim(0);
    desk.project()
        .evidence_of(claim)
        .map(|piece| piece.id)
        .collect()
}

/// The speakers of the three pieces.
fn speakers(desk: &Desk) -> Vec<Option<String>> {
    let claim = desk.nth_claim(0);
    let pieces = desk.project().evidence_of(claim);
    let speakers = pieces.map(|piece| piece.attribution.speaker);
    speakers
        .map(|speaker| {
            let speaker = desk.project().speaker(speaker?)?;
            Some(speaker.name.clone())
        })
        .collect()
}

fn passage<'a>(desk: &'a Desk, beginning: &'a str) -> Node<'a> {
    let name = format!("Show passage: {beginning}");
    let begins = |node: &Node<'_>| {
        let label = node.accesskit_node().label();
        label.is_some_and(|label| label.starts_with(&name))
    };
    let mut all = desk.harness.query_all(By::new());
    all.find(begins).expect(beginning)
}

fn click_with(desk: &mut Desk, beginning: &str, modifiers: Modifiers) {
    passage(desk, beginning).click_modifiers(modifiers);
    desk.settle();
}

#[test]
fn pieces_selected_with_ctrl_are_attributed_in_one_step() {
    let mut desk = three_pieces();
    click_with(&mut desk, "The fire", Modifiers::NONE);
    click_with(&mut desk, "The hospital", Modifiers::COMMAND);
    assert!(desk.shows("2 passages are attributed together"));
    let before = desk.project().clone();
    desk.keys("A «Ana Duke» Enter");
    let name = Some("Ana Duke".to_owned());
    assert_eq!(speakers(&desk), [name.clone(), None, name]);
    assert!(desk.shows("Attributed 2 passages to Ana Duke"));
    desk.keys("D");
    let quotations = desk.project().evidence_of(desk.nth_claim(0));
    let quotations: Vec<_> = quotations
        .map(|piece| piece.attribution.quotation)
        .collect();
    let direct = Some(Quotation::Direct);
    assert_eq!(quotations, [direct, None, direct]);
    assert!(desk.shows("Set quotation of 2 passages"));
    desk.keys("Cmd+Z Cmd+Z");
    assert_eq!(*desk.project(), before);
}

#[test]
fn pieces_are_selected_together_by_keyboard_and_attributed_as_before() {
    let mut desk = three_pieces();
    desk.keys("Escape");
    passage(&desk, "The fire").focus();
    desk.settle();
    desk.keys("Space A «Ana Duke» Enter Escape");
    // From the second piece to the third.
    passage(&desk, "A spokeswoman").focus();
    desk.settle();
    desk.keys("Space");
    passage(&desk, "The hospital").focus();
    desk.settle();
    desk.keys("Shift+Space Shift+A");
    assert_eq!(speakers(&desk), vec![Some("Ana Duke".to_owned()); 3]);
    assert!(desk.shows("Attributed 2 passages to Ana Duke"));
}

#[test]
fn selecting_another_piece_or_a_highlight_ends_a_multiple_selection() {
    let mut desk = three_pieces();
    click_with(&mut desk, "The fire", Modifiers::NONE);
    click_with(&mut desk, "The hospital", Modifiers::SHIFT);
    let selected = |desk: &Desk| -> Vec<bool> {
        let pieces = pieces(desk).into_iter();
        pieces
            .map(|id| desk.bench().is_selected_piece(id))
            .collect()
    };
    assert_eq!(selected(&desk), [true, true, true]);
    click_with(&mut desk, "A spokeswoman", Modifiers::COMMAND);
    assert_eq!(selected(&desk), [true, false, true]);
    click_with(&mut desk, "A spokeswoman", Modifiers::NONE);
    assert_eq!(selected(&desk), [false, true, false]);
    let forms = desk.harness.query_all_by_label_contains("Relayed by: ");
    assert_eq!(forms.count(), 1, "one form is open");
}

#[test]
fn the_tools_of_a_piece_cover_no_words_and_move_nothing() {
    let mut desk = three_pieces();
    let quote = "A spokeswoman for the brigade counted nine injured people.";
    let tools = format!("Stance of {quote}: supports");
    let below = passage(&desk, "The hospital").rect();
    let words = desk
        .harness
        .get_by_label_contains("Attribution of A spokeswoman");
    let tile = desk.harness.get_by_label(&tools).rect();
    assert!(tile.right() <= words.rect().left());
    passage(&desk, "A spokeswoman").hover();
    desk.settle();
    assert_eq!(passage(&desk, "The hospital").rect(), below);
    desk.click(&tools);
    desk.click(&format!("refutes: {quote}"));
    let stance = desk.project().evidence(pieces(&desk)[1]).unwrap().stance;
    assert_eq!(stance, Stance::Refutes);
    assert!(desk.shows("The passage now refutes claim 1"));
    desk.click(&format!("Stance of {quote}: refutes"));
    desk.click(&format!("Unlink: {quote}"));
    assert_eq!(pieces(&desk).len(), 2);
}

#[test]
fn context_tells_its_independent_sources_as_the_other_groups_do() {
    let mut desk = three_pieces();
    for piece in pieces(&desk) {
        let set = EvidenceIntent::SetStance(piece, Stance::Context);
        desk.ask(Intent::Evidence(set));
        desk.ask(Intent::Evidence(EvidenceIntent::Select(None)));
    }
    desk.click("context: 3 articles, 1\u{2013}3 independent sources. Why?");
    assert!(desk.shows("is not recorded: it may be an independent source or not."));
}

#[test]
fn a_new_piece_scrolls_into_view_and_flashes_unless_motion_is_reduced() {
    for reduced in [false, true] {
        let mut desk = sample();
        desk.harness.set_size(egui::vec2(1024.0, 700.0));
        let time = if reduced { 0.0 } else { 0.1 };
        let ctx = desk.harness.ctx.clone();
        ctx.all_styles_mut(|style| style.animation_time = time);
        let claim = desk.nth_claim(0);
        desk.ask(Intent::Claim(ClaimIntent::Select(Some(claim))));
        let article = desk.project().articles().next().unwrap();
        let anchor = article.text.as_str().find("broken glass").unwrap();
        let head = anchor + "broken glass".len();
        let selection = Some(TextSelection { anchor, head });
        let select = PassageIntent::SelectText(article.id, selection);
        desk.ask(Intent::Passage(select));
        // It is the last piece for the claim.
        desk.harness.key_press(Key::Num1);
        // A flash paints every frame.
        let is_flashing = desk.harness.run_ok().is_none();
        assert_eq!(is_flashing, !reduced);
        let made = desk.bench().selection.evidence.unwrap();
        let piece = desk.project().evidence(made).unwrap();
        let quote = desk.project().quote(piece.highlight).unwrap();
        let beginning: String = quote.chars().take(20).collect();
        let foot = desk.harness.get_by_label("Claim details").rect().top();
        let rect = passage(&desk, &beginning).rect();
        let claims = desk.harness.get_by_label("New claim").rect().bottom();
        assert!(rect.top() > claims && rect.bottom() < foot, "{rect}");
        let actions = desk.harness.get_by_label("Deselect").rect();
        assert!(actions.bottom() > foot, "it scrolled no further: {actions}");
    }
}

#[test]
fn a_quotation_is_not_marked_as_one_source_only_or_unchallenged() {
    let mut desk = three_pieces();
    let claim = desk.nth_claim(0);
    for id in pieces(&desk) {
        desk.ask(Intent::Evidence(EvidenceIntent::Select(Some(id))));
        desk.keys("A «Ana Duke» Enter");
    }
    let is_marked = |desk: &Desk| {
        let row = desk.bench().lists.table.row(claim).unwrap().clone();
        let marks = [row.one_source_only, row.unchallenged];
        let shown = [desk.shows("one source only"), desk.shows("unchallenged")];
        assert_eq!(shown, marks);
        marks
    };
    assert_eq!(is_marked(&desk), [true, true]);
    let kind = ClaimField::Kind(Some(ClaimType::Quote));
    desk.ask(Intent::Claim(ClaimIntent::Set(claim, kind)));
    assert_eq!(is_marked(&desk), [false, false]);
    assert!(
        desk.shows("3 articles, 1 independent source"),
        "it is counted"
    );
}

#[test]
fn letters_of_the_chips_never_reach_the_commands_of_the_same_letters() {
    for (key, elsewhere) in [
        ("D", None),
        ("I", None),
        ("F", Some(Command::ToggleClutter)),
        ("R", None),
        ("P", None),
        ("S", Some(Command::SetStatus)),
    ] {
        let mut desk = with_a_claim();
        desk.keys("A «Fire brigade» Enter");
        let before = desk.project().clone();
        desk.keys(key);
        let evidence = pieces(&desk)[0];
        let set = &desk.project().evidence(evidence).unwrap().attribution;
        let set = [
            set.quotation.is_some(),
            set.first_hand.is_some(),
            set.primary_or_secondary.is_some(),
        ];
        let count = set.iter().filter(|is_set| **is_set).count();
        assert_eq!(count, 1, "{key:?}");
        assert_eq!(desk.bench().overlay, None, "{key:?}");
        desk.undo();
        assert_eq!(*desk.project(), before, "{key:?} did one thing");
        if let Some(command) = elsewhere {
            let keys = command.spec().keys.iter().map(|key| key.label());
            assert_eq!(keys.collect::<Vec<_>>(), [key]);
        }
    }
}

#[test]
fn enter_finishes_a_statement_and_shift_enter_starts_a_new_line() {
    let mut desk = Desk::with_articles();
    desk.make_claim(" Nine people");
    desk.keys("Shift+Enter «were hurt » Enter");
    assert_eq!(desk.statements(), ["Nine people\nwere hurt"]);
    assert_ne!(desk.with_keyboard().as_deref(), Some("Statement"));
    // Letters are commands again.
    desk.keys("V");
    assert_eq!(desk.statements(), ["Nine people\nwere hurt"]);
    assert!(desk.bench().overlay.is_some());
}

#[test]
fn enter_completes_half_a_known_name_and_adding_a_new_one_comes_last() {
    let mut desk = three_pieces();
    let attribute = |desk: &mut Desk, piece: usize, typed: &str, keys: &str| {
        let id = pieces(desk)[piece];
        desk.ask(Intent::Evidence(EvidenceIntent::Select(Some(id))));
        desk.keys("A");
        desk.type_text(typed);
        desk.keys(keys);
        desk.keys("Enter Escape");
        speakers(desk)[piece].clone().unwrap()
    };
    assert_eq!(attribute(&mut desk, 0, "Joanna Duke", ""), "Joanna Duke");
    assert_eq!(attribute(&mut desk, 1, "duk", ""), "Joanna Duke");
    // Within a word, the match is more likely another name.
    assert_eq!(attribute(&mut desk, 2, "anna", ""), "anna");
    assert_eq!(attribute(&mut desk, 1, "Joanna", "Down"), "Joanna");
    assert_eq!(attribute(&mut desk, 2, "Joanna D", ""), "Joanna Duke");
    desk.ask(Intent::Evidence(EvidenceIntent::Select(Some(
        pieces(&desk)[2],
    ))));
    desk.keys("A «Jo»");
    desk.click("Add \u{201c}Jo\u{201d}");
    assert_eq!(speakers(&desk)[2].as_deref(), Some("Jo"));
}

/// Counts the user's gestures: keys and clicks. Typing a word is counted separately.
struct Gestures(Desk, usize);

impl Gestures {
    fn key(&mut self, key: &str) {
        self.0.keys(key);
        self.1 += 1;
    }

    fn click(&mut self, role: Role, name: &str) {
        let found = self.0.harness.query_all_by_role_and_label(role, name);
        found.last().expect(name).click();
        self.0.settle();
        self.1 += 1;
    }

    fn count(&mut self) -> usize {
        std::mem::take(&mut self.1)
    }
}

#[test]
fn the_usual_work_takes_few_gestures() {
    let mut at = Gestures(with_a_claim(), 0);
    let claim = at.0.nth_claim(0);

    // Highlight and link: select, and a key.
    at.0.select_sentence("A spokeswoman");
    at.1 += 1;
    at.key("1");
    assert_eq!(at.0.project().evidence_count(claim), 2);
    assert_eq!(at.count(), 2);

    // The first attribution: speaker and quotation.
    at.key("A");
    at.0.type_text("Ana Duke");
    at.key("Enter");
    at.key("I");
    let attribution = |desk: &Desk, nth: usize| {
        let piece = desk.project().evidence(pieces(desk)[nth]).unwrap();
        piece.attribution.clone()
    };
    let first = attribution(&at.0, 1);
    assert!(first.speaker.is_some() && first.quotation == Some(Quotation::Indirect));
    assert_eq!(at.count(), 3);

    // A further one.
    at.0.keys("Escape");
    at.0.select_sentence("The hospital treated");
    at.0.keys("1");
    at.key("Shift+A");
    assert_eq!(attribution(&at.0, 2), first);
    assert_eq!(at.count(), 1);

    // Verdict with reason and status by mouse. Typing the reason is the fifth gesture.
    at.click(Role::ComboBox, "Verdict");
    at.click(Role::Button, "Supported");
    at.0.type_text("All three count nine.");
    at.1 += 1;
    at.click(Role::ComboBox, "Status");
    at.click(Role::Button, "needs review");
    let claim = at.0.project().claim(claim).unwrap();
    assert_eq!(claim.verdict.as_deref(), Some("Supported"));
    assert_eq!(claim.justification, "All three count nine.");
    assert_eq!(claim.status, Status::NeedsReview);
    assert_eq!(at.count(), 5);
}
