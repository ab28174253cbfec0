//! The claim list and the claim panel.

use crosscheck::{
    project::{FirstHandOrReported, PrimaryOrSecondary, Quotation},
    workbench::{ClaimIntent, Intent, Overlay, PassageIntent},
};
use egui::accesskit::Role;
use egui_kittest::kittest::{NodeT, Queryable};

use crate::{desk::Desk, sample, with_a_claim, with_keyboard};

fn shows(desk: &Desk, text: &str) -> bool {
    desk.has(text)
}

/// Whether the panel says that the selected claim lacks a justification.
fn is_missing(desk: &Desk) -> bool {
    shows(desk, "no justification yet")
}

#[test]
fn setting_a_verdict_by_keys_asks_for_a_justification() {
    let mut desk = with_a_claim();
    assert!(!is_missing(&desk));
    desk.keys("V «refut» Enter");
    assert_eq!(with_keyboard(&desk).as_deref(), Some("Justification"));
    assert!(is_missing(&desk));
    desk.type_text("The hospital counted eleven");
    let claim = desk.project().claims().next().unwrap();
    assert_eq!(claim.justification, "The hospital counted eleven");
    assert!(!is_missing(&desk));
}

#[test]
fn setting_a_verdict_in_the_panel_asks_but_does_not_force() {
    let mut desk = with_a_claim();
    desk.harness
        .get_by_role_and_label(Role::ComboBox, "Verdict")
        .click();
    desk.settle();
    desk.click("Supported");
    assert_eq!(with_keyboard(&desk).as_deref(), Some("Justification"));
    desk.keys("Escape");
    assert_ne!(with_keyboard(&desk).as_deref(), Some("Justification"));
    let claim = desk.project().claims().next().unwrap();
    assert_eq!(
        (claim.verdict.as_deref(), claim.justification.as_str()),
        (Some("Supported"), "")
    );
    assert!(is_missing(&desk));
}

#[test]
fn clearing_or_justifying_a_verdict_asks_nothing() {
    let mut desk = with_a_claim();
    desk.type_into("Justification", "All agree");
    desk.keys("Escape V «supp» Enter");
    assert_ne!(with_keyboard(&desk).as_deref(), Some("Justification"));
    desk.keys("V «no verdict» Enter");
    assert_ne!(with_keyboard(&desk).as_deref(), Some("Justification"));
}

#[test]
fn the_table_filters_verdicts_without_a_justification() {
    let mut desk = with_a_claim();
    desk.menu("View", "Table");
    let filter = |desk: &mut Desk| {
        desk.click("Filter by verdict");
        desk.harness
            .query_all_by_label("No justification yet")
            .last()
            .unwrap()
            .click();
        desk.settle();
    };
    filter(&mut desk);
    assert!(shows(&desk, "0 of 1 claim"));
    desk.keys("V «supp» Enter");
    assert!(shows(&desk, "1 of 1 claim"));
    desk.type_text("All agree");
    assert!(shows(&desk, "0 of 1 claim"));
}

/// The pieces of evidence that are entirely in view.
fn pieces_in_view(desk: &Desk) -> usize {
    let foot = desk.harness.get_by_label("Claim details").rect().top();
    let top = desk.harness.get_by_label("Statement").rect().top();
    let pieces = desk.harness.query_all_by_label_contains("Attribution of ");
    let is_seen = |rect: egui::Rect| rect.top() > top && rect.bottom() < foot;
    pieces.filter(|piece| is_seen(piece.rect())).count()
}

#[test]
fn the_evidence_of_a_claim_is_in_view_without_scrolling() {
    for (size, claims, pieces) in [
        ([1440.0, 900.0], 6, 6),
        ([1440.0, 900.0], 10, 6),
        ([1024.0, 700.0], 10, 3),
        ([960.0, 600.0], 10, 3),
    ] {
        let mut desk = sample();
        desk.harness.set_size(size.into());
        while desk.project().claims().len() > claims {
            let last = desk.project().claims().last().unwrap().id;
            desk.ask(Intent::Claim(ClaimIntent::Delete(last)));
        }
        let first = desk.nth_claim(0);
        desk.ask(Intent::Claim(ClaimIntent::Select(Some(first))));
        desk.settle();
        assert_eq!(desk.project().evidence_count(first), 6);
        let seen = pieces_in_view(&desk);
        assert!(
            seen >= pieces,
            "{seen} pieces are in view at {size:?} with {claims} claims"
        );
    }
}

#[test]
fn the_list_of_claims_takes_its_rows_and_at_most_two_fifths_of_the_height() {
    let mut desk = sample();
    let first = desk.nth_claim(0);
    desk.ask(Intent::Claim(ClaimIntent::Select(Some(first))));
    let height = |desk: &Desk| {
        let top = desk.harness.get_by_label("New claim").rect().top();
        desk.harness.get_by_label("Statement").rect().top() - top
    };
    // Between the bars at the top and at the bottom are 820 points.
    let full = height(&desk);
    assert!(full > 200.0 && full <= 0.4 * 820.0 + 20.0, "{full}");
    while desk.project().claims().len() > 2 {
        let last = desk.project().claims().last().unwrap().id;
        desk.ask(Intent::Claim(ClaimIntent::Delete(last)));
    }
    let short = height(&desk);
    assert!(short < 160.0, "{short}");
}

#[test]
fn the_statement_of_a_new_claim_is_in_view_in_a_low_window() {
    for size in [(1024.0, 700.0), (960.0, 600.0)] {
        let mut desk = Desk::new();
        desk.harness.set_size(size.into());
        desk.add_three_articles();
        for text in ["The fire brigade", "The fire"] {
            desk.on_sentence(text, "N");
            let statement = desk.harness.get_by_label("Statement");
            assert!(statement.is_focused());
            let rows = desk.harness.query_all_by_role(Role::ListItem);
            let rows = rows.filter(|row| {
                row.accesskit_node()
                    .label()
                    .is_some_and(|it| it.starts_with("Claim "))
            });
            let bottom = rows.map(|row| row.rect().bottom()).fold(0.0, f32::max);
            assert!(bottom > 0.0 && statement.rect().top() >= bottom, "{size:?}");
            desk.keys("Escape");
        }
    }
}

#[test]
fn every_row_of_the_sample_is_in_view_while_no_claim_is_selected() {
    let mut desk = sample();
    desk.ask(Intent::Claim(ClaimIntent::Select(None)));
    let hint = desk
        .harness
        .get_by_label_contains("Select a claim to see")
        .rect();
    for (nth, claim) in desk.project().claims().enumerate() {
        let name = format!("Claim {}: {}", nth + 1, claim.statement);
        let row = desk
            .harness
            .get_by_role_and_label(Role::ListItem, &name)
            .rect();
        assert!(row.bottom() <= hint.top(), "{name}: {row:?}");
    }
}

#[test]
fn a_click_on_a_highlight_opens_only_its_own_evidence() {
    let mut desk = sample();
    let claim = desk.nth_claim(0);
    let pieces: Vec<_> = desk.project().evidence_of(claim).cloned().collect();
    for piece in &pieces {
        let select = PassageIntent::SelectHighlight(Some(piece.highlight));
        desk.ask(Intent::Claim(ClaimIntent::Select(Some(claim))));
        desk.ask(Intent::Passage(select));
        desk.settle();
        let forms = desk.harness.query_all_by_label_contains("Relayed by: ");
        assert_eq!(forms.count(), 1);
        let foot = desk.harness.get_by_label("Claim details").rect().top();
        let form = desk.harness.get_by_label_contains("Relayed by: ").rect();
        assert!(form.bottom() <= foot, "{form:?} is above {foot}");
    }
}

#[test]
fn letters_set_the_attribution_while_a_chip_has_the_keyboard() {
    let mut desk = with_a_claim();
    desk.keys("A «Fire brigade» Enter I R P");
    let claim = desk.project().claims().next().unwrap();
    let attribution = &desk
        .project()
        .evidence_of(claim.id)
        .next()
        .unwrap()
        .attribution;
    assert_eq!(attribution.quotation, Some(Quotation::Indirect));
    assert_eq!(attribution.first_hand, Some(FirstHandOrReported::Reported));
    assert_eq!(
        attribution.primary_or_secondary,
        Some(PrimaryOrSecondary::Primary)
    );
    // S sets "secondary" here, and opens the statuses anywhere else.
    desk.keys("S");
    assert_eq!(desk.bench().overlay, None);
    desk.keys("Escape S");
    assert_eq!(desk.bench().overlay, Some(Overlay::Status));
}

#[test]
fn the_claim_panel_does_not_move_while_passages_are_linked() {
    let mut desk = with_a_claim();
    let statement_rect = |desk: &Desk| desk.harness.get_by_label("Statement").rect();
    let linked = statement_rect(&desk);
    desk.select_sentence("A spokeswoman");
    assert_eq!(statement_rect(&desk), linked);
    desk.keys("1");
    assert_eq!(statement_rect(&desk), linked);
    // The actions for the highlight are below the claim.
    assert!(shows(&desk, "Note on this highlight"));
}

#[test]
fn the_counts_of_a_claim_are_not_cut_by_its_status() {
    for size in [[1440.0, 900.0], [1280.0, 800.0], [1024.0, 700.0]] {
        let mut desk = sample();
        desk.harness.set_size(size.into());
        desk.settle();
        let counts = desk.harness.get_by_label("1 source only").rect();
        let states = desk.harness.query_all_by_label("needs review");
        let mut states = states.map(|state| state.rect());
        let is_beside = |state: &egui::Rect| state.y_range().contains(counts.center().y);
        let state = states.find(is_beside).expect("claim 1 needs review");
        assert!(
            counts.right() < state.left(),
            "{counts} {state} at {size:?}"
        );
    }
}

#[test]
fn verdict_status_and_menu_share_a_row_that_fits_in_a_small_window() {
    for size in [[1024.0, 700.0], [960.0, 600.0], [720.0, 480.0]] {
        let mut desk = sample();
        desk.harness.set_size(size.into());
        let claim = desk.nth_claim(0);
        desk.ask(Intent::Claim(ClaimIntent::Select(Some(claim))));
        let choice = |name| {
            let found = desk.harness.get_by_role_and_label(Role::ComboBox, name);
            found.rect()
        };
        let (verdict, status) = (choice("Verdict"), choice("Status"));
        let menu = desk
            .harness
            .get_by_label("More commands for this claim")
            .rect();
        for (left, right) in [(verdict, status), (status, menu)] {
            assert!(left.right() <= right.left(), "{left} {right} at {size:?}");
            let apart = (left.center().y - right.center().y).abs();
            assert!(apart < 1.0, "{left} {right} at {size:?}");
        }
        assert!(menu.right() <= size[0], "{menu} at {size:?}");
        // The status of the panel is not a label, so this is the one in the list.
        let listed = desk.harness.query_all_by_label("needs review");
        let listed: Vec<_> = listed.map(|status| status.rect()).collect();
        assert!(
            listed.iter().any(|rect| rect.right() <= size[0]),
            "{size:?}"
        );
        let notes = desk.harness.get_by_label("Notes on the claim").rect();
        assert!(notes.right() <= size[0], "{notes} at {size:?}");
    }
}
