//! The layout of a small window.

use egui::{Modifiers, Rect, Shape, accesskit::Role, epaint::TextShape, pos2, vec2};
use egui_kittest::kittest::{NodeT, Queryable};

use crosscheck::{
    storage::{FindTab, View},
    workbench::{ClaimIntent, Command, FIND_TABS, Intent, Overlay},
};

use crate::{desk::Desk, sample};

/// The sample in a window that was large and then shrunk.
fn shrunk() -> Desk {
    let mut desk = sample();
    desk.harness.set_size(vec2(1024.0, 700.0));
    desk.settle();
    desk
}

impl Desk {
    /// egui's own texts, as painted.
    fn texts(&self) -> impl Iterator<Item = &TextShape> {
        let shapes = self.harness.output().shapes.iter();
        shapes.filter_map(|clipped| match &clipped.shape {
            Shape::Text(text) => Some(text),
            _ => None,
        })
    }
}

fn close_button_rects(desk: &Desk) -> Vec<Rect> {
    let buttons = desk.harness.query_all_by_role(Role::Button);
    let closes = buttons.filter(|button| {
        let label = button.accesskit_node().label();
        label.is_some_and(|label| label.starts_with("Close "))
    });
    closes.map(|button| button.rect()).collect()
}

#[test]
fn two_columns_fit_beside_the_panels() {
    let desk = shrunk();
    let claims = desk
        .harness
        .get_by_role_and_label(Role::Label, CLAIMS)
        .rect()
        .left();
    let close_button_rects = close_button_rects(&desk);
    assert_eq!(close_button_rects.len(), 2);
    for button in close_button_rects {
        assert!(button.right() < claims - 8.0, "{button} beside {claims}");
    }
}

#[test]
fn comparing_an_article_moves_nothing() {
    let mut desk = shrunk();
    desk.keys("Alt+3");
    let place = |desk: &Desk| {
        let heads = desk.harness.query_all_by_role(Role::ColumnHeader);
        heads.map(|head| head.rect()).next().unwrap()
    };
    let before = place(&desk);
    desk.click_containing("Compare The North Courier");
    assert!(desk.shows("Comparing The North Courier"));
    assert_eq!(place(&desk), before);
}

#[test]
fn a_panel_is_wide_again_when_a_small_window_is_enlarged() {
    let claims = |desk: &Desk| desk.harness.get_by_label(CLAIMS).rect();
    let mut desk = sample();
    desk.harness.set_size(vec2(1440.0, 900.0));
    desk.settle();
    let before = claims(&desk);
    desk.harness.set_size(vec2(960.0, 600.0));
    desk.settle();
    assert!(claims(&desk).left() > 600.0);
    desk.harness.set_size(vec2(1440.0, 900.0));
    desk.settle();
    assert_eq!(claims(&desk), before);
}

#[test]
fn the_number_of_a_ninth_claim_is_at_its_bracket() {
    let mut desk = sample();
    desk.harness.set_size(vec2(1440.0, 2400.0));
    let ninth = desk.nth_claim(8);
    desk.ask(Intent::Claim(ClaimIntent::Select(Some(ninth))));
    let beside = |desk: &Desk, line: Rect| {
        let place = line.expand2(vec2(40.0, 12.0));
        desk.texts()
            .filter(|text| text.galley.text() == "9" && place.contains(text.pos))
            .count()
    };
    let line = desk.line("The League denied");
    assert_eq!(beside(&desk, line), 0);
    desk.on_sentence("The League denied", "1");
    desk.settle();
    assert_eq!(desk.project().evidence_count(ninth), 1);
    let line = desk.line("The League denied");
    assert_eq!(beside(&desk, line), 1);
}

#[test]
fn escape_from_the_text_leaves_the_article_details_open() {
    let mut desk = sample();
    desk.ask(Intent::Command(Command::EditDetails));
    assert!(desk.bench().shown_details().is_some());
    desk.select_sentence("Twelve people");
    for _ in 0..2 {
        desk.keys("Escape");
        assert!(desk.bench().shown_details().is_some());
    }
    let byline = desk
        .harness
        .get_by_role_and_label(Role::TextInput, "Byline");
    byline.focus();
    desk.settle();
    desk.keys("Escape");
    assert_eq!(desk.bench().shown_details(), None);
}

/// The heading of the sample's claim list.
const CLAIMS: &str = "Claims \u{b7} 10, 2 need review";

#[test]
fn the_selected_claim_fits_its_panel() {
    for (width, height) in [(1440.0, 900.0), (1024.0, 700.0)] {
        let mut desk = sample();
        desk.harness.set_size(vec2(width, height));
        desk.settle();
        let before = desk
            .harness
            .get_by_role_and_label(Role::Label, CLAIMS)
            .rect();
        desk.keys("Alt+Down");
        for _ in 0..20 {
            desk.harness.step();
        }
        let after = desk
            .harness
            .get_by_role_and_label(Role::Label, CLAIMS)
            .rect();
        assert_eq!(after, before, "at {width} x {height}");
        let status = desk
            .harness
            .get_by_role_and_label(Role::ComboBox, "Status")
            .rect();
        assert!(
            status.right() <= width - 12.0,
            "{status} at {width} x {height}"
        );
    }
}

/// Left edge of the panel on the right.
fn edge_of_claims(desk: &Desk) -> f32 {
    let heading = desk.harness.get_by_role_and_label(Role::Label, CLAIMS);
    heading.rect().left() - 12.0
}

/// Drags the edge of the panel on the right, so that it is as narrow as it gets.
fn narrowest_claim_panel(desk: &mut Desk) {
    let from = pos2(edge_of_claims(desk), 400.0);
    desk.harness.drag_at(from);
    desk.harness.step();
    let to = from + vec2(400.0, 0.0);
    desk.harness.hover_at(to);
    desk.harness.step();
    desk.harness.drop_at(to);
    desk.settle();
}

#[test]
fn the_verdict_and_the_status_are_whole_in_one_row_of_the_narrowest_panel() {
    let mut desk = shrunk();
    desk.keys("Alt+Down");
    narrowest_claim_panel(&mut desk);
    let of = |role, name| desk.harness.get_by_role_and_label(role, name).rect();
    let width = 1024.0 - edge_of_claims(&desk);
    assert!(width < 262.0, "{width}");
    let row = [
        of(Role::ComboBox, "Verdict"),
        of(Role::ComboBox, "Status"),
        of(Role::Button, "More commands for this claim"),
    ];
    for pair in row.windows(2) {
        assert!(pair[0].right() <= pair[1].left(), "{row:?}");
        assert_eq!(pair[0].y_range(), pair[1].y_range());
    }
    assert!(row[2].right() <= 1024.0 - 12.0, "{row:?}");
    for text in desk.texts() {
        let is_in_row = row.iter().any(|place| place.contains(text.pos));
        let text = text.galley.text();
        assert!(!is_in_row || !text.contains('\u{2026}'), "{text}");
    }
}

#[test]
fn the_controls_of_the_table_share_one_row() {
    let mut desk = shrunk();
    desk.keys("Alt+2");
    let row = |name| desk.harness.get_by_label(name).rect().center().y;
    assert_eq!(row("Filter claims"), row("Columns\u{2026}"));
}

#[test]
fn controls_of_the_find_panel_at_the_side_are_beside_one_another() {
    let mut desk = shrunk();
    desk.keys("Alt+Down Cmd+Shift+F");
    desk.button("Dock at the side of the articles");
    for spec in FIND_TABS {
        desk.ask(Intent::Command(Command::FindTab(spec.tab)));
        desk.wait_settled(|bench| {
            !bench.amounts.worker.is_running() && !bench.names.worker.is_running()
        });
        let tab = desk.harness.get_by_role_and_label(Role::ComboBox, "Tab");
        let dock = desk.harness.get_by_label("Dock below the articles").rect();
        let close = desk.harness.get_by_label("Close the Find panel").rect();
        let (name, tab) = (spec.name, tab.rect());
        assert!(!tab.intersects(dock), "{name}: {tab} {dock}");
        let panel = Rect::from_x_y_ranges(tab.left()..=close.right(), close.top()..=700.0);
        for button in desk.harness.query_all_by_role(Role::Button) {
            let rect = button.rect();
            let is_here = panel.contains(rect.center());
            assert!(
                !is_here || panel.contains_rect(rect),
                "{name}: {rect} in {panel}"
            );
        }
    }
    desk.ask(Intent::Command(Command::FindTab(FindTab::Amounts)));
    let counts = desk.harness.query_all_by_label_contains("numbers, ");
    for count in counts {
        assert!(count.rect().height() < 24.0, "{}", count.rect());
    }
}

#[test]
fn no_row_of_the_matrix_and_the_timeline_is_cut_in_a_small_window() {
    let mut desk = shrunk();
    for view in ["Alt+3", "Alt+5"] {
        desk.keys(view);
        let tab = desk.harness.get_by_role_and_label(Role::Button, "Timeline");
        let end = tab.rect().top();
        let rows = desk.harness.query_all_by_role(Role::RowHeader);
        let rows = rows.map(|row| row.rect().y_range());
        let rows: Vec<_> = rows.filter(|row| row.min < end - 24.0).collect();
        assert!(rows.len() > 3, "{view}: {rows:?}");
        assert!(rows.iter().all(|row| row.max < end), "{view}: {rows:?}");
    }
}

#[test]
fn the_list_of_keys_is_inside_a_small_window() {
    let mut desk = shrunk();
    desk.ask(Intent::SetOverlay(Some(Overlay::Keys)));
    for keys in ["Ctrl+N", "Ctrl+Shift+Z or Ctrl+Y"] {
        let place = desk.harness.get_by_role_and_label(Role::Label, keys).rect();
        assert!(
            place.left() > 40.0 && place.right() < 984.0,
            "{keys}: {place}"
        );
    }
}

#[test]
fn the_fields_of_article_details_share_one_right_edge_in_a_small_window() {
    let mut desk = shrunk();
    desk.ask(Intent::Command(Command::EditDetails));
    let right = |name| {
        let field = desk.harness.get_by_role_and_label(Role::TextInput, name);
        field.rect().right()
    };
    let title = right("Title");
    assert!(title <= 1024.0 - 12.0, "{title}");
    for name in ["Published", "Retrieved", "URL", "Agency credits"] {
        assert_eq!(right(name), title, "{name}");
    }
}

#[test]
fn an_empty_table_says_how_the_first_claim_is_made() {
    let mut desk = Desk::with_articles();
    desk.keys("Alt+2");
    desk.button("Go to the articles");
    assert_eq!(desk.bench().view, View::Read);
}

#[test]
fn an_entry_of_a_menu_is_on_one_line() {
    let mut desk = shrunk();
    desk.click("Edit");
    for name in ["Undo", "Copy passage with source", "Copy claim as Markdown"] {
        let height = desk.harness.get_by_label(name).rect().height();
        assert!(height < 30.0, "{name}: {height}");
    }
}

#[test]
fn a_menu_taller_than_the_window_scrolls_to_its_last_entry() {
    let mut desk = sample();
    desk.harness.set_size(vec2(960.0, 600.0));
    desk.settle();
    desk.click("File");
    let window = Rect::from_min_size(egui::Pos2::ZERO, vec2(960.0, 600.0));
    let first = desk.harness.get_by_label("New project").rect();
    assert!(window.contains_rect(first), "{first}");
    let menu_bar = desk.harness.get_by_label("File").rect();
    assert!(first.top() > menu_bar.bottom(), "{first} over {menu_bar}");
    desk.harness.hover_at(first.center());
    for _ in 0..20 {
        desk.harness.event(egui::Event::MouseWheel {
            unit: egui::MouseWheelUnit::Line,
            delta: vec2(0.0, -3.0),
            phase: egui::TouchPhase::Move,
            source: egui::MouseWheelSource::Wheel,
            modifiers: Modifiers::NONE,
        });
        desk.settle();
    }
    let last = desk.harness.get_by_label("Quit").rect();
    assert!(window.contains_rect(last), "{last}");
}
