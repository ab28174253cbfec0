//! User actions in the window, and what it shows.

use std::{fs, path::Path};

use crosscheck::workbench::Intent;
use egui::{Key, Modifiers, accesskit::Role};
use egui_kittest::kittest::{By, NodeT, Queryable};

use super::{Desk, GAZETTE, HERALD, POST};

impl Desk {
    /// Sends an intent that would take many steps in the window.
    pub fn ask(&mut self, intent: Intent) {
        let ctx = self.harness.ctx.clone();
        self.harness.state_mut().handle(&ctx, intent);
        self.settle();
    }

    #[track_caller]
    pub fn click(&mut self, name: &str) {
        self.harness.get_by_label(name).click();
        self.settle();
    }

    /// Clicks the only widget with these words in its name.
    #[track_caller]
    pub fn click_containing(&mut self, words: &str) {
        self.harness.get_by_label_contains(words).click();
        self.settle();
    }

    /// Clicks the last of several widgets with that name.
    #[track_caller]
    pub fn click_last(&mut self, name: &str) {
        let found = self.harness.query_all_by_label(name).last();
        found.unwrap_or_else(|| panic!("{name} is there")).click();
        self.settle();
    }

    #[track_caller]
    pub fn click_role(&mut self, role: Role, name: &str) {
        self.harness.get_by_role_and_label(role, name).click();
        self.settle();
    }

    #[track_caller]
    pub fn button(&mut self, name: &str) {
        self.click_role(Role::Button, name);
    }

    pub fn menu(&mut self, menu: &str, entry: &str) {
        self.click(menu);
        // A menu is painted last; an empty panel may have the same entry.
        self.click_last(entry);
    }

    pub fn press(&mut self, modifiers: Modifiers, key: Key) {
        self.harness.key_press_modifiers(modifiers, key);
        self.settle();
    }

    /// Presses keys and types texts, one after the other: "N «Nine people were hurt» Escape Cmd+Z".
    #[track_caller]
    pub fn keys(&mut self, pressed: &str) {
        let mut rest = pressed;
        while !rest.is_empty() {
            let typed = rest.strip_prefix('«').and_then(|it| it.split_once('»'));
            rest = if let Some((text, after)) = typed {
                self.type_text(text);
                after.trim_start()
            } else {
                let (key, after) = rest.split_once(' ').unwrap_or((rest, ""));
                self.press_named(key);
                after
            };
        }
    }

    #[track_caller]
    fn press_named(&mut self, named: &str) {
        let (held, key) = named.rsplit_once('+').unwrap_or(("", named));
        let held = held.split('+').map(|name| match name {
            "" => Modifiers::NONE,
            "Cmd" => Modifiers::COMMAND,
            "Shift" => Modifiers::SHIFT,
            "Alt" => Modifiers::ALT,
            other => panic!("{other} is no modifier"),
        });
        let key = Key::from_name(key).expect(key);
        self.press(held.fold(Modifiers::NONE, Modifiers::plus), key);
    }

    pub fn type_text(&mut self, text: &str) {
        self.harness.event(egui::Event::Text(text.to_owned()));
        self.settle();
    }

    /// Types into the field with that name, focusing it if needed.
    pub fn type_into(&mut self, name: &str, text: &str) {
        self.harness.get_by_label(name).focus();
        self.settle();
        self.type_text(text);
    }

    /// Replaces the text of the field with that name.
    pub fn type_over(&mut self, name: &str, text: &str) {
        self.harness.get_by_label(name).focus();
        self.settle();
        self.keys("Cmd+A");
        self.type_text(text);
    }

    /// Replaces the suggested or mistyped path.
    pub fn type_over_path(&mut self, path: &Path, button: &str) {
        self.type_over("Path", &path.display().to_string());
        self.button(button);
    }

    pub fn undo(&mut self) {
        self.press(Modifiers::COMMAND, Key::Z);
    }

    pub fn save(&mut self) {
        self.press(Modifiers::COMMAND, Key::S);
        self.wait_until(|bench| !bench.is_dirty());
    }

    pub fn make_claim(&mut self, statement: &str) {
        self.press(Modifiers::COMMAND | Modifiers::SHIFT, Key::N);
        self.type_text(statement);
    }

    pub fn statements(&self) -> Vec<&str> {
        let claims = self.project().claims();
        claims.map(|claim| claim.statement.as_str()).collect()
    }

    pub fn has(&self, name: &str) -> bool {
        self.harness.query_by_label(name).is_some()
    }

    pub fn shows(&self, text: &str) -> bool {
        let mut shown = self.harness.query_all_by_label_contains(text);
        shown.next().is_some()
    }

    #[track_caller]
    pub fn wait_to_see(&mut self, text: &str) {
        let since = std::time::Instant::now();
        while !self.shows(text) {
            assert!(
                since.elapsed().as_secs() < 20,
                "timed out: {text} is not shown"
            );
            std::thread::sleep(std::time::Duration::from_millis(5));
            self.harness.step();
        }
    }

    pub fn is_told(&self, text: &str) -> bool {
        let mut notices = self.bench().notices().iter();
        notices.any(|notice| notice.text.contains(text))
    }

    /// Accessible name of the focused widget.
    pub fn with_keyboard(&self) -> Option<String> {
        let mut nodes = self.harness.query_all(By::new());
        let focused = nodes.find(|node| node.accesskit_node().is_focused())?;
        focused.accesskit_node().label()
    }

    /// Enters a path instead of using the file dialog.
    pub fn type_path(&mut self, path: &Path, button: &str) {
        self.type_into("Path", &path.display().to_string());
        self.button(button);
    }

    /// Position of the line of an open article that begins with this text.
    pub fn line(&self, beginning: &str) -> egui::Rect {
        let begins = |node: &egui_kittest::Node<'_>| {
            node.accesskit_node()
                .value()
                .is_some_and(|text| text.starts_with(beginning))
        };
        self.harness
            .query_all_by_role(Role::TextRun)
            .find(begins)
            .expect(beginning)
            .rect()
    }

    /// Selects a sentence by a triple click.
    pub fn select_sentence(&mut self, beginning: &str) {
        let rect = self.line(beginning);
        let at = rect.left_top() + egui::vec2(40.0, 10.0);
        for _ in 0..3 {
            self.harness.drag_at(at);
            self.harness.step();
            self.harness.drop_at(at);
            self.harness.step();
        }
        self.settle();
    }

    /// Selects a sentence and presses keys; see [`keys`](Self::keys).
    #[track_caller]
    pub fn on_sentence(&mut self, beginning: &str, keys: &str) {
        self.select_sentence(beginning);
        self.keys(keys);
    }

    pub fn add_three_articles(&mut self) {
        self.add_articles([
            ("1-herald.txt", HERALD),
            ("2-post.txt", POST),
            ("3-gazette.txt", GAZETTE),
        ]);
    }

    pub fn add_articles(&mut self, articles: [(&str, &str); 3]) {
        let folder = self.path("articles");
        fs::create_dir(&folder).unwrap();
        for (name, text) in articles {
            fs::write(folder.join(name), text).unwrap();
        }
        self.menu("File", "Add folder of articles…");
        self.type_path(&folder, "Add");
        // The path is checked before the window reports that it is reading.
        self.wait_for(|app| app.workbench().project().articles().len() > 0);
        self.settle();
    }
}
