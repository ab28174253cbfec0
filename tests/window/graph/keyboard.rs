//! The graph from the keyboard and for a screen reader.

use super::{Desk, FIRST, SECOND};
use crosscheck::storage::View;
use egui::{Key, accesskit::Role};
use egui_kittest::kittest::{NodeT, Queryable};

#[test]
fn every_node_is_reached_from_the_keyboard() {
    let mut desk = Desk::small();
    for _ in 0..40 {
        desk.key(Key::Tab);
        if desk.focused().starts_with("Article: DW") {
            break;
        }
    }
    desk.key(Key::ArrowRight);
    assert!(
        desk.focused().starts_with("Passage: “killed 70 attackers”"),
        "{}",
        desk.focused()
    );
    desk.key(Key::ArrowUp);
    assert!(
        desk.focused().starts_with("Speaker: Ministry"),
        "{}",
        desk.focused()
    );
    desk.key(Key::ArrowDown);
    desk.key(Key::ArrowRight);
    assert!(desk.focused().starts_with(FIRST), "{}", desk.focused());
    desk.key(Key::Enter);
    assert_eq!(desk.bench().selection.claim, Some(desk.claim(1)));
    desk.key(Key::ArrowLeft);
    desk.key(Key::Enter);
    assert_eq!(desk.view(), View::Read);
}

#[test]
fn a_relation_is_made_from_the_keyboard() {
    let mut desk = Desk::small();
    desk.click("Claim 3: 12 people were injured, +1 −1, part of claim 1");
    desk.key(Key::R);
    desk.key(Key::ArrowUp);
    assert!(desk.focused().starts_with(SECOND), "{}", desk.focused());
    desk.key(Key::Enter);
    assert_eq!(desk.focused(), "Claim 3 contradicts claim 2");
    desk.key(Key::Enter);
    let kinds = desk
        .project()
        .relations()
        .filter(|relation| relation.from == desk.claim(3));
    assert_eq!(kinds.count(), 2);
}

#[test]
fn a_screen_reader_reads_the_connections_of_each_node() {
    let desk = Desk::small();
    for name in [
        "Article: Wire Copy Daily, 2023-05-24 Border raid ends, retracted, 1 passage",
        "Speaker: Ministry of Defence, Russian ministry, 5 passages",
        "Speaker: Source A, protected, 1 passage",
        "Passage: “eight injured”, in The Post, said by Vyacheslav Gladkov, relayed by Ministry of Defence, refutes claim 3",
        "Claim 2: No more than a dozen attackers were killed, +1 −0, contradicts claim 1",
        "Claim 1: 70 attackers were killed, +3 −1, contradicts claim 2, has as a part claim 3",
    ] {
        let node = desk.harness.get_by_label(name);
        assert_eq!(node.accesskit_node().role(), Role::Button, "{name}");
    }
    let protected = desk.harness.query_all_by_label_contains("Sokolova");
    assert_eq!(protected.count(), 0);
}
