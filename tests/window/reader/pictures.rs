//! Pictures of the pane, compared with those in tests/snapshots. `UPDATE_SNAPSHOTS=1` updates them.

use canvas::{Canvas, Textures};
use crosscheck::{
    project::{ParagraphKind, Stance, Structure},
    reader::{LabelStyle, ParagraphStyle, ReaderPalette, TextEngine},
    text::TextSelection,
};
use egui::{Color32, RawInput, Rect, Vec2, vec2};

use super::test_pane::TestPane;

const BLUE: Color32 = Color32::from_rgb(0x35, 0x84, 0xe4);
const ORANGE: Color32 = Color32::from_rgb(0xe6, 0x61, 0x00);
const GREEN: Color32 = Color32::from_rgb(0x2e, 0xa0, 0x6a);
const PURPLE: Color32 = Color32::from_rgb(0x91, 0x41, 0xac);

/// Renders the pane after a few frames.
pub fn picture(pane: &mut TestPane, size: Vec2, scale: f32) -> Canvas {
    picture_of(size, scale, |ui| pane.show(ui))
}

/// The output of egui for any content.
fn output_of(size: Vec2, scale: f32, mut show: impl FnMut(&mut egui::Ui)) -> egui::FullOutput {
    let context = egui::Context::default();
    context.set_pixels_per_point(scale);
    let input = || RawInput {
        screen_rect: Some(Rect::from_min_size(egui::Pos2::ZERO, size)),
        ..RawInput::default()
    };
    context
        .run_ui(input(), |ui| show(ui))
        .textures_delta
        .clear();
    context.run_ui(input(), |ui| show(ui))
}

/// Renders any content after a few frames.
pub fn picture_of(size: Vec2, scale: f32, mut show: impl FnMut(&mut egui::Ui)) -> Canvas {
    let context = egui::Context::default();
    context.set_pixels_per_point(scale);
    let mut textures = Textures::default();
    let mut last = None;
    for frame in 0..4 {
        let input = RawInput {
            screen_rect: Some(Rect::from_min_size(egui::Pos2::ZERO, size)),
            time: Some(f64::from(frame) * 0.1),
            ..RawInput::default()
        };
        let mut output = context.run_ui(input, |ui| show(ui));
        textures.update(&output.textures_delta);
        output.textures_delta.clear();
        last = Some(output);
    }
    Canvas::paint(&context, &last.unwrap(), &textures, size)
}

const SEVEN_SCRIPTS: &str = "“Eight people were hurt,” the office said on Tuesday; naïve counts at the café put it at 12. 👍🏽 👨‍👩‍👧 🇺🇳
Глава ведомства заявил: «Ранены восемь человек», и уточнил, что мост закрыт.
قال المتحدث باسم الوزارة (Dmitri Vale) إن 70 مقاتلا قتلوا في المنطقة، ولم يتسن التحقق من صحة هذه المعلومات.
דובר המשרד (Vale) אמר כי 70 לוחמים נהרגו באזור.
मंत्रालय ने कहा कि क्षेत्र सुरक्षित है।
กระทรวงกล่าวว่าพื้นที่ปลอดภัยแล้ว
報道官は「けが人は八人」と述べた。町の橋が閉じられ、住民は避難している、当局による。";

#[test]
fn seven_scripts() {
    for (theme, palette) in [
        ("light", ReaderPalette::light()),
        ("dark", ReaderPalette::dark()),
    ] {
        let mut pane = TestPane::new(SEVEN_SCRIPTS);
        pane.palette = palette;
        pane.highlight("Eight people were hurt", BLUE).stance = Some(Stance::Supports);
        pane.highlight("70 مقاتلا قتلوا", ORANGE).stance = Some(Stance::Refutes);
        pane.highlight("けが人は八人", GREEN);
        let canvas = picture(&mut pane, vec2(560.0, 420.0), 1.5);
        canvas.check(&format!("reader_scripts_{theme}"));
    }
}

const OVERLAPS: &str = "The office of the governor said that eight people were hurt when the bridge at Lower Vale gave way, \
and that two of them, both drivers, were still in hospital on Tuesday evening.
A spokesman for the hospital counted twelve, among them a child, and said that nobody was in danger any more. \
The agency that first reported the event put the number at thirteen.
Nothing else was known at the time of writing.";

fn overlapping() -> TestPane {
    let mut pane = TestPane::new(OVERLAPS);
    pane.highlight(
        "eight people were hurt when the bridge at Lower Vale gave way",
        BLUE,
    )
    .stance = Some(Stance::Supports);
    pane.highlight(
        "the bridge at Lower Vale gave way, and that two of them",
        ORANGE,
    )
    .stance = Some(Stance::Refutes);
    pane.highlight("Lower Vale", GREEN).stance = Some(Stance::Context);
    pane.highlight(
        "counted twelve, among them a child, and said that nobody was in danger",
        PURPLE,
    )
    .selected = true;
    pane.highlight("put the number at thirteen", BLUE).dimmed = true;
    pane
}

#[test]
fn overlapping_highlights() {
    for (theme, palette) in [
        ("light", ReaderPalette::light()),
        ("dark", ReaderPalette::dark()),
    ] {
        let mut pane = overlapping();
        pane.palette = palette;
        let canvas = picture(&mut pane, vec2(560.0, 330.0), 1.5);
        canvas.check(&format!("reader_overlaps_{theme}"));
    }
}

#[test]
fn hidden_characters_clutter_hits_and_selection() {
    let text = "Menu\nLogin\nHidden: a\u{202E}bc\u{202C} d\u{200B}e, bell\u{7} and tab\there, می\u{200C}خواهم, word\u{2060}joiner.\n\
        The office counted eight people, then nine people, and then ten people who were hurt when the bridge gave way.";
    for (theme, palette) in [
        ("light", ReaderPalette::light()),
        ("dark", ReaderPalette::dark()),
    ] {
        let mut pane = TestPane::new(text);
        pane.palette = palette;
        pane.clutter = [0, 1].into();
        pane.hits = ["eight people", "nine people", "ten people"]
            .map(|quote| pane.find(quote))
            .to_vec();
        pane.current_hit = Some(1);
        pane.flash = Some((pane.find("office counted"), 1.0));
        let selected = pane.find("who were hurt when the bridge");
        pane.selection = Some(TextSelection {
            anchor: selected.start(),
            head: selected.end(),
        });
        let canvas = picture(&mut pane, vec2(560.0, 240.0), 1.5);
        canvas.check(&format!("reader_marks_{theme}"));
    }
}

#[test]
fn places_and_kinds_of_paragraphs() {
    let text = "The bridge at Lower Vale\nWhat is known\nEight people were hurt when the bridge gave way, the office of the governor said on Tuesday.\n\
        The road is closed until Friday.\nBuses go by way of Karveth.\n\
        “We heard a crack like a shot, and then the middle of the bridge was gone,” said a woman who lives beside it.\n\
        The bridge on Tuesday morning. Photo: Lower Vale Council\n\
        قال المتحدث باسم الوزارة إن الجسر مغلق.\nالطريق مغلق حتى يوم الجمعة.";
    let kinds = [
        (1, ParagraphKind::Heading),
        (3, ParagraphKind::ListItem),
        (4, ParagraphKind::ListItem),
        (5, ParagraphKind::Quotation),
        (6, ParagraphKind::Caption),
        (8, ParagraphKind::ListItem),
    ];
    let locators = [(0, "p. 1"), (5, "p. 2"), (7, "00:12:31")];
    for (theme, palette) in [
        ("light", ReaderPalette::light()),
        ("dark", ReaderPalette::dark()),
    ] {
        let mut pane = TestPane::new(text);
        pane.palette = palette;
        pane.styles = [
            (0, ParagraphStyle::Headline),
            (1, ParagraphStyle::Heading),
            (6, ParagraphStyle::Caption),
        ]
        .into();
        pane.structure = Structure {
            kinds: kinds.into(),
            locators: locators
                .map(|(at, locator)| (at, locator.to_owned()))
                .into(),
        };
        pane.highlight("Buses", BLUE).stance = Some(Stance::Supports);
        let canvas = picture(&mut pane, vec2(420.0, 420.0), 1.5);
        canvas.check(&format!("reader_structure_{theme}"));
    }
}

#[test]
fn labels_in_any_script() {
    let mut engine = TestPane::new("").engine;
    let statement = "Eight people were hurt when the bridge at Lower Vale gave way, the office of the governor said, \
        and two of them were still in hospital on Tuesday evening";
    let arabic = "قال المتحدث باسم الوزارة (Dmitri Vale) إن 70 مقاتلا قتلوا في المنطقة، ولم يتسن التحقق من صحة هذه المعلومات.";
    let style = LabelStyle::new(14.0, Color32::from_gray(40)).lines(2);
    let canvas = picture_of(vec2(360.0, 200.0), 1.5, |ui| {
        ui.painter().rect_filled(ui.max_rect(), 0.0, Color32::WHITE);
        egui::Frame::new().inner_margin(12.0).show(ui, |ui| {
            engine.label(ui, statement, &style);
            engine.label(ui, arabic, &style);
            ui.horizontal(|ui| {
                for text in ["報道官は", "70 مقاتلا", "a\u{202E}b", "👍🏽"] {
                    engine.label(ui, text, &style);
                }
            });
        });
    });
    canvas.check("reader_labels");
}

#[test]
fn more_overlapping_highlights_than_lanes() {
    for (theme, palette) in [
        ("light", ReaderPalette::light()),
        ("dark", ReaderPalette::dark()),
    ] {
        let mut pane = TestPane::new(OVERLAPS);
        pane.palette = palette;
        let colors = [BLUE, ORANGE, GREEN, PURPLE];
        let quotes = [
            "The office of the governor said that eight people were hurt",
            "that eight people were hurt when the bridge",
            "eight people were hurt when the bridge at Lower Vale gave way",
            "people were hurt when the bridge",
            "were hurt when the bridge at",
            "hurt when the bridge at Lower Vale",
            "the number at thirteen",
        ];
        for (quote, color) in quotes.into_iter().zip(colors.into_iter().cycle()) {
            pane.highlight(quote, color).stance = Some(Stance::Supports);
        }
        let canvas = picture(&mut pane, vec2(560.0, 330.0), 1.5);
        canvas.check(&format!("reader_deep_{theme}"));
        let canvas = picture(&mut pane, vec2(280.0, 480.0), 1.25);
        canvas.check(&format!("reader_deep_narrow_{theme}"));
    }
}

#[test]
fn text_is_visible_without_system_fonts() {
    for text in ["Latin", "العربية", "日本語", "\u{E000}"] {
        let mut pane = TestPane::new(text);
        pane.engine = TextEngine::with_fonts_only(Vec::new());
        let canvas = picture(&mut pane, vec2(300.0, 100.0), 1.0);
        let ground = pane.palette.background;
        let ink = canvas.pixels.iter().filter(|pixel| **pixel != ground);
        assert!(ink.count() > 20, "nothing is seen of {text:?}");
    }
}

#[test]
fn text_is_on_whole_pixels_at_every_scale() {
    for scale in [1.0, 1.25, 1.5, 2.0] {
        let mut pane = TestPane::new(SEVEN_SCRIPTS);
        let style = LabelStyle::new(13.0, Color32::BLACK);
        let mut output = output_of(vec2(560.0, 420.0), scale, |ui| {
            egui::Frame::new().inner_margin(7.0).show(ui, |ui| {
                ui.add_space(3.3);
                pane.engine.label(ui, "A label", &style);
                pane.show(ui);
            });
        });
        let pictures = output.shapes.iter().filter_map(|shape| match &shape.shape {
            egui::Shape::Mesh(mesh) if mesh.texture_id != egui::TextureId::default() => {
                Some(mesh.calc_bounds())
            }
            _ => None,
        });
        let mut count = 0;
        for rect in pictures {
            count += 1;
            for edge in [rect.min * scale, rect.max * scale] {
                assert!(edge.distance(edge.round()) < 0.01, "{rect} at {scale}");
            }
        }
        assert!(count > 2, "{count} pictures of text");
        output.textures_delta.clear();
    }
}
