//! A reading pane with its input, which carries out the events that the pane returns.

use std::collections::BTreeSet;

use crosscheck::{
    project::{ArticleText, HighlightId, Structure},
    reader::{
        ParagraphStyles, Reader, ReaderEvent, ReaderInput, ReaderPalette, ReaderPassage,
        ReadingStyle, TextEngine,
    },
    text::{Span, TextSelection},
};
use egui::{Color32, Ui};

pub struct TestPane {
    pub reader: Reader,
    pub engine: TextEngine,
    pub text: ArticleText,
    pub style: ReadingStyle,
    pub palette: ReaderPalette,
    pub clutter: BTreeSet<usize>,
    pub styles: ParagraphStyles,
    pub structure: Structure,
    pub passages: Vec<ReaderPassage>,
    pub selection: Option<TextSelection>,
    pub hits: Vec<Span>,
    pub current_hit: Option<usize>,
    pub flash: Option<(Span, f32)>,
    pub whole_words: bool,
    /// All events so far.
    pub events: Vec<ReaderEvent>,
}

impl TestPane {
    pub fn new(text: &str) -> Self {
        Self {
            reader: Reader::default(),
            engine: TextEngine::with_fonts_only(fonts()),
            text: ArticleText::new(text.to_owned()),
            style: ReadingStyle::default(),
            palette: ReaderPalette::light(),
            clutter: BTreeSet::new(),
            styles: ParagraphStyles::new(),
            structure: Structure::default(),
            passages: Vec::new(),
            selection: None,
            hits: Vec::new(),
            current_hit: None,
            flash: None,
            whole_words: true,
            events: Vec::new(),
        }
    }

    /// Highlights the first occurrence of `quote`.
    pub fn highlight(&mut self, quote: &str, color: Color32) -> &mut ReaderPassage {
        let span = self.find(quote);
        self.passages.push(ReaderPassage {
            id: HighlightId::new(self.passages.len() as u64 + 1),
            span,
            color,
            selected: false,
            dimmed: false,
            stance: None,
            number: None,
            about: String::new(),
        });
        self.passages.last_mut().unwrap()
    }

    pub fn find(&self, quote: &str) -> Span {
        let start = self.text.as_str().find(quote).unwrap();
        Span::new(start, start + quote.len()).unwrap()
    }

    /// The selected text.
    pub fn selected(&self) -> &str {
        self.selection
            .and_then(TextSelection::span)
            .map_or("", |span| &self.text.as_str()[span.range()])
    }

    pub fn show(&mut self, ui: &mut Ui) {
        let passages = &self.passages;
        let output = self.reader.show(
            ui,
            &mut self.engine,
            &ReaderInput {
                text: &self.text,
                name: "The Courier",
                language: "",
                style: &self.style,
                palette: &self.palette,
                clutter: &self.clutter,
                styles: &self.styles,
                structure: &self.structure,
                passages: &|range| {
                    let mut found: Vec<ReaderPassage> = passages
                        .iter()
                        .filter(|p| p.span.start() < range.end && p.span.end() > range.start)
                        .cloned()
                        .collect();
                    found.sort_by_key(|passage| passage.span);
                    found
                },
                bars: &|_| Vec::new(),
                selection: self.selection,
                hits: &self.hits,
                current_hit: self.current_hit,
                flash: self.flash,
                whole_words: self.whole_words,
            },
        );
        for event in output.events {
            self.carry_out(event);
        }
    }

    fn carry_out(&mut self, event: ReaderEvent) {
        match event {
            ReaderEvent::Select(selection) => self.selection = selection,
            ReaderEvent::ClickPassage(clicked) => {
                for passage in &mut self.passages {
                    passage.selected = passage.id == clicked;
                }
            }
            ReaderEvent::ClickBar(_) => {}
            ReaderEvent::ClickText => {
                for passage in &mut self.passages {
                    passage.selected = false;
                }
            }
            ReaderEvent::MoveEdges { id, span } => {
                for passage in self.passages.iter_mut().filter(|passage| passage.id == id) {
                    passage.span = span;
                }
            }
        }
        self.events.push(event);
    }
}

fn fonts() -> Vec<Vec<u8>> {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/fonts");
    [
        "latin-cyrillic.ttf",
        "arabic.ttf",
        "hebrew.ttf",
        "devanagari.ttf",
        "thai.ttf",
        "japanese.otf",
        "emoji.ttf",
    ]
    .iter()
    .map(|name| std::fs::read(folder.join(name)).unwrap())
    .collect()
}
