//! Pictures of the pane, compared with those in tests/snapshots. `UPDATE_SNAPSHOTS=1` writes them anew.

use crosscheck::project::Stance;
use crosscheck::{
    reader::{LabelStyle, ReaderPalette, TextEngine},
    text::TextSelection,
};
use egui::{Color32, RawInput, Rect, Vec2, vec2};

use super::desk::Desk;
use crate::canvas::{Canvas, Textures};

const BLUE: Color32 = Color32::from_rgb(0x35, 0x84, 0xe4);
const ORANGE: Color32 = Color32::from_rgb(0xe6, 0x61, 0x00);
const GREEN: Color32 = Color32::from_rgb(0x2e, 0xa0, 0x6a);
const PURPLE: Color32 = Color32::from_rgb(0x91, 0x41, 0xac);

/// Shows the desk until nothing moves any more, and paints what is seen then.
pub fn picture(desk: &mut Desk, size: Vec2, scale: f32) -> Canvas {
    picture_of(size, scale, |ui| desk.show(ui))
}

/// What egui puts out for anything that is shown.
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

/// The same for anything that is shown.
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
        let mut desk = Desk::new(SEVEN_SCRIPTS);
        desk.palette = palette;
        desk.highlight("Eight people were hurt", BLUE).stance = Some(Stance::Supports);
        desk.highlight("70 مقاتلا قتلوا", ORANGE).stance = Some(Stance::Refutes);
        desk.highlight("けが人は八人", GREEN);
        let canvas = picture(&mut desk, vec2(560.0, 420.0), 1.5);
        canvas.check(&format!("reader_scripts_{theme}"));
    }
}

const OVERLAPS: &str = "The office of the governor said that eight people were hurt when the bridge at Lower Vale gave way, \
and that two of them, both drivers, were still in hospital on Tuesday evening.
A spokesman for the hospital counted twelve, among them a child, and said that nobody was in danger any more. \
The agency that first reported the event put the number at thirteen.
Nothing else was known at the time of writing.";

fn overlapping() -> Desk {
    let mut desk = Desk::new(OVERLAPS);
    desk.highlight(
        "eight people were hurt when the bridge at Lower Vale gave way",
        BLUE,
    )
    .stance = Some(Stance::Supports);
    desk.highlight(
        "the bridge at Lower Vale gave way, and that two of them",
        ORANGE,
    )
    .stance = Some(Stance::Refutes);
    desk.highlight("Lower Vale", GREEN).stance = Some(Stance::Context);
    desk.highlight(
        "counted twelve, among them a child, and said that nobody was in danger",
        PURPLE,
    )
    .selected = true;
    desk.highlight("put the number at thirteen", BLUE).dimmed = true;
    desk
}

#[test]
fn overlapping_highlights() {
    for (theme, palette) in [
        ("light", ReaderPalette::light()),
        ("dark", ReaderPalette::dark()),
    ] {
        let mut desk = overlapping();
        desk.palette = palette;
        let canvas = picture(&mut desk, vec2(560.0, 330.0), 1.5);
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
        let mut desk = Desk::new(text);
        desk.palette = palette;
        desk.clutter = [0, 1].into();
        desk.hits = ["eight people", "nine people", "ten people"]
            .map(|words| desk.find(words))
            .to_vec();
        desk.current_hit = Some(1);
        desk.flash = Some((desk.find("office counted"), 1.0));
        let selected = desk.find("who were hurt when the bridge");
        desk.selection = Some(TextSelection {
            anchor: selected.start(),
            head: selected.end(),
        });
        let canvas = picture(&mut desk, vec2(560.0, 240.0), 1.5);
        canvas.check(&format!("reader_marks_{theme}"));
    }
}

#[test]
fn labels_in_any_script() {
    let mut engine = Desk::new("").engine;
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
fn more_highlights_than_there_is_room_for() {
    for (theme, palette) in [
        ("light", ReaderPalette::light()),
        ("dark", ReaderPalette::dark()),
    ] {
        let mut desk = Desk::new(OVERLAPS);
        desk.palette = palette;
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
            desk.highlight(quote, color).stance = Some(Stance::Supports);
        }
        let canvas = picture(&mut desk, vec2(560.0, 330.0), 1.5);
        canvas.check(&format!("reader_deep_{theme}"));
        let canvas = picture(&mut desk, vec2(280.0, 480.0), 1.25);
        canvas.check(&format!("reader_deep_narrow_{theme}"));
    }
}

#[test]
fn without_any_font_of_the_system_there_is_something_to_see() {
    for text in ["Latin", "العربية", "日本語", "\u{E000}"] {
        let mut desk = Desk::new(text);
        desk.engine = TextEngine::with_fonts_only(Vec::new());
        let canvas = picture(&mut desk, vec2(300.0, 100.0), 1.0);
        let ground = desk.palette.background;
        let ink = canvas.pixels.iter().filter(|pixel| **pixel != ground);
        assert!(ink.count() > 20, "nothing is seen of {text:?}");
    }
}

#[test]
fn letters_are_put_on_whole_pixels_at_every_scale() {
    for scale in [1.0, 1.25, 1.5, 2.0] {
        let mut desk = Desk::new(SEVEN_SCRIPTS);
        let style = LabelStyle::new(13.0, Color32::BLACK);
        let mut output = output_of(vec2(560.0, 420.0), scale, |ui| {
            egui::Frame::new().inner_margin(7.0).show(ui, |ui| {
                ui.add_space(3.3);
                desk.engine.label(ui, "A label", &style);
                desk.show(ui);
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
