//! A widget always has the keyboard focus. A widget that loses it passes it to the next one or to the focused article.

use crosscheck::{
    storage::View,
    workbench::{Command, EvidenceIntent, Intent, ManualPage, Overlay},
};
use egui::{Event, Key, Modifiers, accesskit::Role};
use egui_kittest::kittest::{By, NodeT, Queryable};

use crate::{desk::Desk, sample, with_a_claim, with_keyboard};

const QUOTE: &str = "The fire brigade said nine people were hurt.";

/// Whether the article has the keyboard, so that arrow keys move its caret.
fn is_in_article(desk: &mut Desk) -> bool {
    let caret = |desk: &Desk| desk.bench().selection.text;
    let before = caret(desk);
    desk.keys("Left");
    caret(desk) != before
}

/// Order of the layer of the widget with the focus.
fn focused_layer(desk: &Desk) -> Option<egui::Order> {
    let ctx = &desk.harness.ctx;
    let focused = ctx.memory(egui::Memory::focused)?;
    Some(ctx.read_response(focused)?.layer_id.order)
}

#[test]
fn tab_stays_in_the_open_dialog() {
    let mut desk = sample();
    let article = desk.project().articles().next().unwrap().id;
    for (overlay, title) in [
        (Overlay::Welcome, "Welcome"),
        (Overlay::Keys, "Keys"),
        (Overlay::Manual(ManualPage::Last), "Manual"),
        (Overlay::About, "About"),
        (Overlay::StyleGuide, "Style guide"),
        (Overlay::Paste, "Paste article"),
        (Overlay::AddedArticles, "Articles just added"),
        (Overlay::Address(article), "Open page"),
        (Overlay::Project, "Project"),
        (Overlay::Speakers, "Speakers"),
        (Overlay::Settings, "Settings"),
        (Overlay::Backups, "Restore backup"),
        (Overlay::Comparison, "Compare passages"),
    ] {
        desk.ask(Intent::SetOverlay(Some(overlay)));
        desk.settle();
        assert!(
            desk.harness
                .query_by_role_and_label(Role::Dialog, title)
                .is_some(),
            "{title} is a dialog"
        );
        let inside = Some(egui::Order::Foreground);
        assert_eq!(focused_layer(&desk), inside, "{title} takes the focus");
        for nth in 1..=4 {
            desk.keys("Tab");
            assert_eq!(focused_layer(&desk), inside, "{title}, Tab {nth}");
        }
        desk.ask(Intent::SetOverlay(None));
        desk.settle();
    }
}

#[test]
fn enter_moves_from_field_to_field() {
    let mut desk = with_a_claim();
    desk.keys("A");
    assert_eq!(with_keyboard(&desk), Some(format!("Speaker: {QUOTE}")));
    desk.keys("«Fire brigade» Tab");
    assert_eq!(with_keyboard(&desk), Some(format!("Wording: {QUOTE}")));
    desk.keys("«said» Enter");
    assert_eq!(with_keyboard(&desk), Some(format!("Quotation: {QUOTE}")));
    let claim = desk.nth_claim(0);
    let evidence = desk.project().evidence_of(claim).next().unwrap();
    assert_eq!(evidence.attribution.wording, "said");
    assert!(evidence.attribution.speaker.is_some());
}

#[test]
fn escape_returns_to_the_article() {
    let mut desk = with_a_claim();
    assert!(is_in_article(&mut desk), "after the statement");
    desk.keys("A «Nobody» Escape");
    assert!(is_in_article(&mut desk), "after the speaker");
    desk.click("Filter and sort claims");
    desk.type_into("Filter claims", "fire");
    desk.keys("Escape");
    assert!(is_in_article(&mut desk), "after the filter");
}

#[test]
fn a_widget_removed_by_undo_gives_the_focus_back() {
    let mut desk = Desk::with_articles();
    desk.on_sentence("The fire brigade", "N");
    assert_eq!(with_keyboard(&desk).as_deref(), Some("Statement"));
    desk.keys("Cmd+Z");
    assert_eq!(desk.project().claims().len(), 0);
    assert!(is_in_article(&mut desk));
}

#[test]
fn enter_in_the_filter_goes_to_the_first_claim_that_passes() {
    let mut desk = sample();
    desk.click("Filter and sort claims");
    desk.type_into("Filter claims", "siren");
    desk.keys("Enter");
    let name = with_keyboard(&desk).unwrap();
    assert!(name.contains("siren"), "{name}");
    let chosen = |desk: &Desk| desk.bench().selection.claim;
    assert_eq!(chosen(&desk), None, "one Enter is one step");
    desk.keys("Enter");
    assert!(chosen(&desk).is_some());
}

#[test]
fn deleting_a_claim_keeps_the_focus_in_the_list() {
    let mut desk = sample();
    desk.click("Filter and sort claims");
    desk.type_into("Filter claims", "siren");
    desk.keys("Enter Enter");
    let chosen = desk.bench().selection.claim;
    assert!(
        chosen.is_some(),
        "Enter chooses the claim that has the keyboard"
    );
    desk.type_into("Filter claims", "");
    desk.keys("Cmd+A Delete Enter Cmd+Delete");
    assert_eq!(desk.project().claims().len(), 9);
    let rows = desk.harness.query_all_by_role(Role::ListItem);
    let mut focused = rows.filter(|row| row.accesskit_node().is_focused());
    assert!(focused.next().is_some(), "{:?}", with_keyboard(&desk));
}

#[test]
fn attributing_a_claim_with_several_passages_asks_for_one_of_them() {
    let mut desk = sample();
    desk.keys("Alt+Down");
    assert_eq!(desk.bench().selection.evidence, None);
    let before = with_keyboard(&desk);
    desk.keys("A");
    assert!(desk.is_told("Select a passage of a claim"));
    assert_eq!(with_keyboard(&desk), before);

    let claim = desk.bench().selection.claim.unwrap();
    let second = desk.project().evidence_of(claim).nth(1).unwrap().clone();
    let show = Intent::Evidence(EvidenceIntent::Show(second.id));
    desk.ask(show);
    desk.keys("A");
    let quote = desk.project().quote(second.highlight).unwrap();
    let quote: String = quote.chars().take(60).collect();
    assert_eq!(with_keyboard(&desk), Some(format!("Speaker: {quote}")));
}

#[test]
fn a_form_out_of_view_keeps_the_focus_while_the_panel_scrolls_to_it() {
    let mut desk = Desk::new();
    let counts = [
        "One was hurt.",
        "Two were hurt.",
        "Three were hurt.",
        "Four were hurt.",
    ];
    let herald = format!("Fire in the old mill\n\n{}\n", counts.join("\n\n"));
    let rest = [
        ("2-post.txt", "Mill burns down\n"),
        ("3-sun.txt", "No news\n"),
    ];
    desk.add_articles([("1-herald.txt", herald.as_str()), rest[0], rest[1]]);
    desk.on_sentence("One was", "N Escape");
    for count in &counts[1..] {
        desk.on_sentence(count, "1");
    }
    desk.keys("A «Very near» Enter");
    let claim = desk.nth_claim(0);
    let last = desk.project().evidence_of(claim).last().unwrap();
    let speaker = desk.project().speaker(last.attribution.speaker.unwrap());
    assert_eq!(speaker.unwrap().name, "Very near");
}

#[test]
fn tab_cycles_through_the_whole_window() {
    let mut desk = with_a_claim();
    let mut seen = Vec::new();
    for _ in 0..100 {
        desk.keys("Tab");
        seen.extend(with_keyboard(&desk));
    }
    let times = |name: &str| seen.iter().filter(|seen| *seen == name).count();
    assert!(
        times("File") > 1 && times("Filter articles") > 1,
        "{seen:?}"
    );
}

#[test]
fn a_list_is_one_stop_for_tab_and_the_arrows_go_through_it() {
    let mut desk = sample();
    let rows = [
        ("The North Courier", "Ledger24", "Marsat"),
        ("Claim 1: ", "Claim 2: ", "Claim 10: "),
    ];
    for (first, second, last) in rows {
        let row = By::new().role(Role::ListItem).label_contains(first);
        desk.harness.get_all(row).next().unwrap().focus();
        desk.settle();
        let begins = |desk: &Desk, name: &str| {
            let focused = desk.with_keyboard().unwrap_or_default();
            assert!(focused.starts_with(name), "{focused} for {name}");
        };
        desk.keys("Down");
        begins(&desk, second);
        desk.keys("End");
        begins(&desk, last);
        desk.keys("Home");
        begins(&desk, first);
        desk.keys("Tab");
        let next = desk.with_keyboard().unwrap_or_default();
        assert!(!next.contains(second), "{next}");
        desk.keys("Shift+Tab");
        begins(&desk, first);
    }
}

#[test]
fn arrows_go_from_piece_to_piece_of_the_evidence() {
    let mut desk = sample();
    desk.keys("Alt+Down");
    let passages = By::new()
        .role(Role::Button)
        .label_contains("Show passage: ");
    let names: Vec<String> = desk
        .harness
        .get_all(passages.clone())
        .filter_map(|node| node.accesskit_node().label())
        .collect();
    desk.harness.get_all(passages).next().unwrap().focus();
    desk.settle();
    for name in &names[1..4] {
        desk.keys("Down");
        assert_eq!(desk.with_keyboard().as_ref(), Some(name));
    }
    desk.keys("Up");
    assert_eq!(desk.with_keyboard().as_ref(), Some(&names[2]));
}

#[test]
fn f6_goes_through_columns_claims_and_the_list_of_articles() {
    let mut desk = sample();
    let focused = |desk: &Desk| desk.with_keyboard().unwrap_or_default();
    desk.ask(Intent::Command(Command::ToggleArticles));
    desk.keys("F6 F6");
    assert!(
        focused(&desk).starts_with("Claim 1: "),
        "{}",
        focused(&desk)
    );
    desk.keys("F6");
    let listed = focused(&desk);
    assert!(listed.contains("open"), "the list is shown again: {listed}");
    desk.keys("F6");
    assert!(is_in_article(&mut desk));
    desk.keys("Shift+F6");
    assert!(focused(&desk).starts_with("The North Courier"));
}

#[test]
fn f10_goes_to_the_menus_and_the_arrows_through_them() {
    let mut desk = sample();
    let focused = |desk: &Desk| desk.with_keyboard().unwrap_or_default();
    desk.keys("F10");
    assert_eq!(focused(&desk), "File");
    desk.keys("Right");
    assert_eq!(focused(&desk), "Edit");
    desk.keys("Left Left");
    assert_eq!(focused(&desk), "Help");
    desk.keys("Down");
    assert_eq!(focused(&desk), "Welcome");
    desk.keys("Right");
    assert_eq!(focused(&desk), "New project");
    desk.keys("Escape");
    assert!(!desk.has("New project"));
}

#[test]
fn alt_alone_goes_to_the_menus_and_alt_with_a_key_does_not() {
    let mut desk = sample();
    let alt = |desk: &mut Desk, pressed| {
        let modifiers = if pressed {
            Modifiers::ALT
        } else {
            Modifiers::NONE
        };
        desk.harness.event(Event::Key {
            key: Key::AltLeft,
            physical_key: None,
            pressed,
            repeat: false,
            modifiers,
        });
        desk.settle();
    };
    alt(&mut desk, true);
    desk.keys("Alt+2");
    alt(&mut desk, false);
    assert_eq!(desk.bench().view, View::Table);
    assert_ne!(desk.with_keyboard().as_deref(), Some("File"));
    alt(&mut desk, true);
    alt(&mut desk, false);
    assert_eq!(desk.with_keyboard().as_deref(), Some("File"));
}

#[test]
fn a_tooltip_goes_with_the_first_key_and_comes_back_with_the_pointer() {
    let mut desk = sample();
    let tooltip = "Filter and sort the claims";
    let button = desk.harness.get_by_label("Filter and sort claims").rect();
    let rest_at = |desk: &mut Desk, x: f32| {
        let at = egui::pos2(x, button.center().y);
        desk.harness.event(Event::PointerMoved(at));
        desk.harness.run_steps(70);
    };
    rest_at(&mut desk, button.left() + 4.0);
    assert!(desk.shows(tooltip));
    desk.keys("0");
    assert!(!desk.shows(tooltip));
    desk.harness.run_steps(120);
    assert!(!desk.shows(tooltip), "nothing moved since");
    rest_at(&mut desk, button.left() + 9.0);
    assert!(desk.shows(tooltip));
}
