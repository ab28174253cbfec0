//! Right-to-left text in every part of the window. Outside text fields egui draws none of it, since egui would order it
//! from left to right. The accessibility tree has each text in logical order.

use std::path::Path;

use crate::records::Recording;
use crosscheck::{
    app::{App, Surroundings},
    import::IsolatedReader,
    project::{
        Article, ArticleDetails, ArticleText, ClaimField, Edit, Evidence, Id, Project, ProjectEdit,
        Stance, Verdict, VerdictScale,
    },
    reader::TextEngine,
    storage::{self, StateDirectory},
    workbench::{Command, Intent},
};
use egui::{Key, Modifiers, Rect, Shape, accesskit::Role, epaint::ClippedShape};
use egui_kittest::{
    Harness,
    kittest::{NodeT, Queryable},
};

const TITLE: &str = "حريق في المطحنة القديمة";
const OUTLET: &str = "صوت الوادي";
const QUOTE: &str = "أصيب تسعة أشخاص";
const STATEMENT: &str = "تسعة جرحى في الحريق";
const VERDICT: &str = "غير مؤكد";
const OTHER_VERDICT: &str = "صحيح تماما";
const SCALE: &str = "مقياس الأحكام";
const FILE: &str = "ملف التحقيق.ron";

/// A project with one article in Arabic and a claim that it supports.
fn project() -> Project {
    let text = format!("{TITLE}\n\n{QUOTE} وفق المتحدث (Vale) مساء الثلاثاء.\n");
    let start = text.find(QUOTE).unwrap();
    let verdict = |label: &str, rank| Verdict {
        label: label.to_owned(),
        rank,
    };
    let scale = VerdictScale {
        name: SCALE.to_owned(),
        verdicts: vec![verdict(VERDICT, 1), verdict(OTHER_VERDICT, 2)],
    };
    let details = ArticleDetails {
        title: TITLE.to_owned(),
        outlet: OUTLET.to_owned(),
        published: "الثلاثاء".to_owned(),
        ..ArticleDetails::default()
    };
    let article = Article::new(Id::new(1), ArticleText::new(text), details);
    let (highlight, claim) = (Id::new(2), Id::new(3));
    let mut project = Project::default();
    project.make(Edit::Project(ProjectEdit::SetScale(scale)));
    project.put_article(article);
    project.put_highlight(highlight, Id::new(1), start, start + QUOTE.len());
    project.put_claim(3, STATEMENT);
    project.set(claim, ClaimField::Verdict(Some(VERDICT.to_owned())));
    project.put_evidence(Evidence::new(
        Id::new(4),
        highlight,
        claim,
        Stance::Supports,
    ));
    project
}

type Window = Harness<'static, App>;

/// A window in which the project was opened from a file with an Arabic name.
fn window(folder: &Path) -> Window {
    let path = folder.join(FILE);
    storage::save(&path, &project()).unwrap();
    let state = StateDirectory::at(folder.join("state"));
    let fonts = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/fonts");
    let fonts = ["latin-cyrillic.ttf", "arabic.ttf"]
        .map(|name| std::fs::read(fonts.join(name)).unwrap())
        .to_vec();
    let mut window = Harness::builder()
        .with_size([1440.0, 900.0])
        .with_max_steps(64)
        // The statement's field contains Arabic letters, for which egui has no font here.
        .allow_missing_glyphs()
        .with_step_dt(1.0 / 60.0)
        .build_eframe(move |creation| {
            let surroundings = Surroundings {
                state: Some(state),
                engine: TextEngine::with_fonts_only(fonts),
                file_dialogs: false,
                isolated: IsolatedReader::at(env!("CARGO_BIN_EXE_crosscheck").into()),
            };
            let mut app = App::new(creation, surroundings);
            app.open_first(&creation.egui_ctx, Some(path), None);
            app
        });
    while window.state().workbench().is_opening() {
        std::thread::sleep(std::time::Duration::from_millis(5));
        window.step();
    }
    settle(&mut window);
    window
}

fn settle(window: &mut Window) {
    for _ in 0..3 {
        window.run_ok();
    }
}

fn click(window: &mut Window, name: &str) {
    window.query_all_by_label(name).last().expect(name).click();
    settle(window);
}

fn hover(window: &mut Window, name: &str) {
    window.query_all_by_label(name).last().expect(name).hover();
    settle(window);
    window.run_steps(60);
}

fn press(window: &mut Window, modifiers: Modifiers, key: Key) {
    window.key_press_modifiers(modifiers, key);
    settle(window);
}

fn send(window: &mut Window, intent: Intent) {
    let context = window.ctx.clone();
    window.state_mut().handle(&context, intent);
    settle(window);
}

/// The right-to-left texts that egui drew itself, outside the text fields.
fn drawn_by_egui(window: &Window) -> Vec<String> {
    let fields: Vec<Rect> = [Role::TextInput, Role::MultilineTextInput]
        .into_iter()
        .flat_map(|role| window.query_all_by_role(role))
        .map(|field| field.rect())
        .collect();
    let mut found = Vec::new();
    for ClippedShape { shape, .. } in &window.output().shapes {
        collect(shape, &fields, &mut found);
    }
    found
}

fn collect(shape: &Shape, fields: &[Rect], found: &mut Vec<String>) {
    match shape {
        Shape::Vec(shapes) => shapes
            .iter()
            .for_each(|shape| collect(shape, fields, found)),
        Shape::Text(text) => {
            let right_to_left = |c: char| ('\u{590}'..='\u{8FF}').contains(&c);
            let in_field = fields.iter().any(|field| field.contains(text.pos));
            if !in_field && text.galley.text().contains(right_to_left) {
                found.push(text.galley.text().to_owned());
            }
        }
        _ => {}
    }
}

/// Asserts that egui draws no right-to-left text, and that the accessibility tree has all of `words` in logical order.
fn check(window: &Window, place: &str, texts: &[&str]) {
    assert_eq!(drawn_by_egui(window), [""; 0], "{place}");
    let spoken: Vec<String> = window
        .root()
        .children_recursive()
        .flat_map(|node| {
            let node = node.accesskit_node();
            [node.label(), node.value()]
        })
        .flatten()
        .collect();
    for texts in texts {
        let is_spoken = spoken.iter().any(|text| text.contains(texts));
        assert!(is_spoken, "{place}: {texts} is not among {spoken:#?}");
    }
}

#[test]
fn lists_columns_and_panels_show_right_to_left_text() {
    let folder = tempfile::tempdir().unwrap();
    let mut window = window(folder.path());
    check(
        &window,
        "reading",
        &[TITLE, OUTLET, QUOTE, STATEMENT, VERDICT, FILE],
    );
    click(&mut window, &format!("Claim 1: {STATEMENT}"));
    let found = format!("Show passage: {QUOTE}");
    check(&window, "claim panel", &[&found, VERDICT]);
    click(&mut window, &found);
    check(&window, "highlight", &[QUOTE]);
    hover(&mut window, &format!("Close {OUTLET} - الثلاثاء"));
    check(&window, "tooltip of a column", &[OUTLET]);
    click(&mut window, "Verdict");
    check(&window, "verdicts", &[VERDICT, OTHER_VERDICT]);
    click(&mut window, OTHER_VERDICT);
    check(&window, "another verdict", &[OTHER_VERDICT]);
    press(&mut window, Modifiers::ALT, Key::Num2);
    check(&window, "table", &[STATEMENT, OTHER_VERDICT, "الثلاثاء"]);
    click(&mut window, "Filter by verdict");
    check(&window, "filter of the table", &[VERDICT, OTHER_VERDICT]);
}

#[test]
fn the_timeline_shows_right_to_left_text() {
    let folder = tempfile::tempdir().unwrap();
    let mut window = window(folder.path());
    click(&mut window, &format!("Claim 1: {STATEMENT}"));
    press(&mut window, Modifiers::ALT, Key::Num5);
    check(
        &window,
        "timeline of all claims",
        &[STATEMENT, OUTLET, QUOTE],
    );
    click(&mut window, "Selected claim");
    check(&window, "timeline of a claim", &[STATEMENT, OUTLET, QUOTE]);
    click(&mut window, "One article");
    check(
        &window,
        "timeline of an article",
        &[STATEMENT, OUTLET, QUOTE],
    );
    click(&mut window, "Show another article");
    check(&window, "articles of the timeline", &[OUTLET]);
}

#[test]
fn menus_notices_questions_and_dialogs_show_right_to_left_text() {
    let folder = tempfile::tempdir().unwrap();
    let mut window = window(folder.path());
    send(&mut window, Intent::Tell(format!("{FILE}: {QUOTE}")));
    check(&window, "notice", &[FILE]);
    click(&mut window, "File");
    click(&mut window, "Open recent");
    check(&window, "recent files", &[FILE]);
    hover(&mut window, FILE);
    check(&window, "tooltip of a recent file", &[FILE]);
    press(&mut window, Modifiers::NONE, Key::Escape);
    send(&mut window, Intent::Command(Command::EditProject));
    check(&window, "project", &[SCALE, OTHER_VERDICT]);
    press(&mut window, Modifiers::NONE, Key::Escape);
    send(&mut window, Intent::Command(Command::NewClaim));
    send(&mut window, Intent::Command(Command::NewProject));
    // It is the text of the question and the name of its dialog.
    let question = window.query_all_by_label_contains("before opening another project");
    assert_eq!(question.count(), 2);
    check(&window, "question", &["ملف التحقيق"]);
}
