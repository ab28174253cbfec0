//! The accessibility tree, and requests of screen readers.

use crosscheck::{reader::ParagraphStyle, text::TextSelection};
use egui::{
    Color32, Event, Rect,
    accesskit::{
        Action, ActionData, ActionRequest, Role, TextPosition, TextSelection as Asked, TreeId,
    },
};
use egui_kittest::kittest::{NodeT, Queryable};

use super::{
    harness::{PLAIN, rect_of, spoken_selection, window},
    test_pane::TestPane,
};

#[test]
fn a_screen_reader_gets_arabic_in_logical_order_with_caret_and_highlights() {
    let text =
        "قال المتحدث (Vale) إن 70 مقاتلا قتلوا في المنطقة، ولم يتسن التحقق من صحة هذه المعلومات.";
    let mut pane = TestPane::new(&format!("One.\n{text}"));
    pane.selection = Some(TextSelection::caret(5));
    pane.highlight("70 مقاتلا", Color32::RED).about = "Claim 1: supports".to_owned();
    let window = window(pane);
    let lines: Vec<String> = window
        .query_all_by_role(Role::TextRun)
        .filter_map(|run| run.accesskit_node().value())
        .collect();
    assert_eq!(lines.concat(), format!("One.\n{text}"));
    let document = window.get_by_role_and_label(Role::Document, "The Courier");
    let node = document.accesskit_node();
    let caret = node.text_selection_focus().unwrap();
    assert_eq!(caret.to_global_usv_index(), "One.\n".chars().count());
    window.get_by_label("Highlight: 70 مقاتلا — Claim 1: supports");
}

#[test]
fn a_screen_reader_is_told_captions_and_places() {
    let mut pane = TestPane::new("One.\nThe gate. Photo: A. Vale");
    pane.styles = [(1, ParagraphStyle::Caption)].into();
    pane.structure.locators = vec![(1, "p. 3".to_owned())];
    let window = window(pane);
    let caption = window.get_by_role(Role::Caption);
    let description = caption.accesskit_node().data().description();
    assert_eq!(description, Some("p. 3"));
    let other = window.get_by_role(Role::Paragraph);
    assert_eq!(other.accesskit_node().data().description(), None);
}

#[test]
fn every_character_has_its_position() {
    let mut window = window(TestPane::new("He said قال المتحدث (Vale) now."));
    for text in ["said", "المتحدث", "Vale"] {
        let wanted = rect_of(&mut window, text);
        let run = window
            .query_all_by_role(Role::TextRun)
            .find(|run| {
                run.accesskit_node()
                    .value()
                    .is_some_and(|value| value.contains(text))
            })
            .unwrap();
        let node = run.accesskit_node();
        let (value, data) = (node.value().unwrap(), node.data());
        let from = value[..value.find(text).unwrap()].chars().count();
        let last = from + text.chars().count() - 1;
        let (positions, widths) = (
            data.character_positions().unwrap(),
            data.character_widths().unwrap(),
        );
        let (near, far) = (positions[from], positions[last] + widths[last]);
        let bounds = run.rect();
        let found = if data.text_direction() == Some(egui::accesskit::TextDirection::RightToLeft) {
            Rect::from_x_y_ranges(
                bounds.right() - far..=bounds.right() - near,
                bounds.y_range(),
            )
        } else {
            Rect::from_x_y_ranges(bounds.left() + near..=bounds.left() + far, bounds.y_range())
        };
        assert!(
            (found.left() - wanted.left()).abs() < 1.0,
            "{text}: {found} {wanted}"
        );
        assert!(
            (found.right() - wanted.right()).abs() < 1.0,
            "{text}: {found} {wanted}"
        );
    }
}

#[test]
fn a_screen_reader_can_select_text() {
    let mut window = window(TestPane::new(PLAIN));
    let document = window.get_by_role(Role::Document);
    let target_node = document.accesskit_node().locate().0;
    let line = window.query_all_by_role(Role::TextRun).next().unwrap();
    let node = line.accesskit_node().locate().0;
    let position = |character_index| TextPosition {
        node,
        character_index,
    };
    let selection = Asked {
        anchor: position(12),
        focus: position(6),
    };
    window.event(Event::AccessKitActionRequest(ActionRequest {
        action: Action::SetTextSelection,
        target_tree: TreeId::ROOT,
        target_node,
        data: Some(ActionData::SetTextSelection(selection)),
    }));
    window.run();
    let backwards = TextSelection {
        anchor: 12,
        head: 6,
    };
    assert_eq!(window.state().selection, Some(backwards));
    assert_eq!(spoken_selection(&window), "people");
}
