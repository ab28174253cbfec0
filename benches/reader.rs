//! Time for a frame of three reading panes while one is scrolled, without the graphics card: `cargo bench -p benches
//! --bench reader`.

use std::{collections::BTreeSet, ops::Range};

use criterion::{Criterion, criterion_group, criterion_main};
use crosscheck::{
    project::{ArticleText, HighlightId, Stance, Structure},
    reader::{
        ParagraphStyles, Reader, ReaderInput, ReaderPalette, ReaderPassage, ReadingStyle,
        TextEngine,
    },
    text::Span,
};
use egui::{
    Color32, Context, Event, Modifiers, MouseWheelSource, MouseWheelUnit, Pos2, RawInput, Rect,
    TouchPhase, UiBuilder, pos2, vec2,
};

const SIZE: [f32; 2] = [1440.0, 900.0];
const COLUMNS: usize = 3;
/// Length of a highlight in bytes.
const QUOTE: usize = 60;

fn frames(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("a frame of three columns while one scrolls");
    group.bench_function("articles of 8 kB with 40 highlights", |bencher| {
        let mut window = Window::new(8_000, 40);
        bencher.iter(|| window.frame());
    });
    group.bench_function("articles of 5 MB with 20,000 highlights", |bencher| {
        let mut window = Window::new(5_000_000, 20_000);
        bencher.iter(|| window.frame());
    });
    group.finish();
}

fn first_frame(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("the first frame");
    group.sample_size(10);
    for (name, text) in [
        ("of an article of 5 MB", article(5_000_000, 12)),
        ("of 50,000 paragraphs", article(5_000_000, 0)),
        (
            "of a single paragraph of 5 MB",
            article(5_000_000, usize::MAX),
        ),
    ] {
        let text = ArticleText::new(text);
        let mut window = Window::of(text, 0);
        group.bench_function(name, |bencher| {
            bencher.iter(|| {
                window.readers = vec![Reader::default()];
                window.frame();
            });
        });
    }
    group.finish();
}

/// A window with three columns, and its events.
struct Window {
    context: Context,
    engine: TextEngine,
    readers: Vec<Reader>,
    text: ArticleText,
    passages: Vec<ReaderPassage>,
    style: ReadingStyle,
    palette: ReaderPalette,
    clutter: BTreeSet<usize>,
    frames: u32,
    /// Number of frames until the wheel turns the other way, before the article ends.
    turn: u32,
}

impl Window {
    fn new(bytes: usize, highlights: usize) -> Self {
        Self::of(ArticleText::new(article(bytes, 4)), highlights)
    }

    fn of(text: ArticleText, highlights: usize) -> Self {
        let font = concat!(
            env!("CARGO_MANIFEST_DIR"),
            "/../tests/fixtures/fonts/latin-cyrillic.ttf"
        );
        let font = std::fs::read(font).unwrap_or_default();
        let bytes = text.as_str().len();
        let mut window = Self {
            context: Context::default(),
            engine: TextEngine::with_fonts_only(vec![font]),
            readers: (0..COLUMNS).map(|_| Reader::default()).collect(),
            passages: passages(bytes, highlights),
            text,
            style: ReadingStyle::default(),
            palette: ReaderPalette::light(),
            clutter: BTreeSet::new(),
            frames: 0,
            turn: if bytes < 100_000 { 128 } else { u32::MAX },
        };
        for _ in 0..20 {
            window.frame();
        }
        window
    }

    /// Turns the wheel by a notch every eighth frame, and prepares a frame for the graphics card.
    fn frame(&mut self) {
        self.frames += 1;
        let mut input = RawInput {
            screen_rect: Some(Rect::from_min_size(Pos2::ZERO, SIZE.into())),
            time: Some(f64::from(self.frames) / 60.0),
            ..RawInput::default()
        };
        input.events.push(Event::PointerMoved(pos2(700.0, 400.0)));
        if self.frames.is_multiple_of(8) {
            let down = (self.frames / self.turn).is_multiple_of(2);
            input.events.push(Event::MouseWheel {
                unit: MouseWheelUnit::Point,
                delta: vec2(0.0, if down { -120.0 } else { 120.0 }),
                phase: TouchPhase::Move,
                source: MouseWheelSource::Wheel,
                modifiers: Modifiers::default(),
            });
        }
        let context = self.context.clone();
        let mut output = context.run_ui(input, |ui| self.columns(ui));
        output.textures_delta.clear();
        std::hint::black_box(context.tessellate(output.shapes, output.pixels_per_point));
    }

    fn columns(&mut self, ui: &mut egui::Ui) {
        let width = SIZE[0] / COLUMNS as f32;
        let passages = &self.passages;
        for (column, reader) in self.readers.iter_mut().enumerate() {
            let rect = Rect::from_min_size(pos2(column as f32 * width, 0.0), vec2(width, SIZE[1]));
            let mut ui = ui.new_child(UiBuilder::new().id_salt(column).max_rect(rect));
            let output = reader.show(
                &mut ui,
                &mut self.engine,
                &ReaderInput {
                    text: &self.text,
                    name: "An article",
                    language: "en",
                    style: &self.style,
                    palette: &self.palette,
                    styles: &ParagraphStyles::new(),
                    structure: &Structure::default(),
                    clutter: &self.clutter,
                    passages: &|range| overlapping(passages, &range),
                    bars: &|_| Vec::new(),
                    selection: None,
                    hits: &[],
                    current_hit: None,
                    flash: None,
                    whole_words: true,
                },
            );
            std::hint::black_box(output.events);
        }
    }
}

/// Invented text of about `bytes` bytes, in paragraphs of `sentences` sentences; 0 is a clause, for many paragraphs.
fn article(bytes: usize, sentences: usize) -> String {
    let names = [
        "Lower Vale",
        "the harbour",
        "Saint Orr",
        "the northern road",
    ];
    let mut text = String::with_capacity(bytes + 200);
    let mut number = 0;
    while text.len() < bytes {
        let name = names[number % names.len()];
        if sentences == 0 {
            text.push_str("Officials counted the injured near ");
            text.push_str(name);
            text.push_str(" twice, again without a result then.\n");
        } else {
            text.push_str("On Tuesday the office of the governor counted ");
            text.push_str(&(number % 90).to_string());
            text.push_str(" people who were hurt at ");
            text.push_str(name);
            text.push_str(", and said that more could not be known before the morning.");
            text.push(if (number + 1).is_multiple_of(sentences) {
                '\n'
            } else {
                ' '
            });
        }
        number += 1;
    }
    text
}

fn passages(bytes: usize, count: usize) -> Vec<ReaderPassage> {
    let colors = [Color32::BLUE, Color32::RED, Color32::GREEN];
    let apart = bytes / count.max(1);
    (0..count)
        .filter_map(|number| {
            let start = number * apart;
            Some(ReaderPassage {
                id: HighlightId::new(number as u64),
                span: Span::new(start, start + QUOTE)?,
                color: colors[number % 3],
                selected: false,
                dimmed: false,
                stance: Some(Stance::Supports),
                number: None,
                about: String::new(),
            })
        })
        .collect()
}

fn overlapping(passages: &[ReaderPassage], range: &Range<usize>) -> Vec<ReaderPassage> {
    let from = passages.partition_point(|passage| passage.span.end() <= range.start);
    let found = passages[from..].iter();
    found
        .take_while(|passage| passage.span.start() < range.end)
        .cloned()
        .collect()
}

criterion_group!(benches, frames, first_frame);
criterion_main!(benches);
