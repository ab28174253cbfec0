use crate::{
    storage::MAX_ARTICLE_BYTES,
    views::{Paint, theme::space, widgets::hint},
    workbench::{DocumentIntent, Intent},
};

use egui::{Event, RichText, ScrollArea, TextEdit, Ui, vec2};

/// A text that is pasted, typed or both.
#[derive(Default)]
pub(crate) struct PasteScratch {
    text: String,
    /// A pasted text too long for a text field, which lays out all of it in one frame.
    long: Option<LongText>,
}

struct LongText {
    text: String,
    lines: usize,
}

/// Longer pasted texts are not put into the field, in bytes.
const LONG: usize = 100_000;

/// Bytes that are shown of a long text.
const SHOWN: usize = 4_000;

/// Adds an article from pasted text.
pub(crate) fn show(ui: &mut Ui, paint: &mut Paint<'_>, scratch: &mut PasteScratch, fresh: bool) {
    hint(
        ui,
        paint,
        "Paste the text of a page. You can fold menus and captions away afterwards; the text itself never changes.",
    );
    take_long_text(ui, scratch);
    match &scratch.long {
        Some(long) => beginning(ui, long),
        None => field(ui, &mut scratch.text, fresh),
    }
    ui.horizontal(|ui| {
        let ready = match &scratch.long {
            Some(long) => long.text.len() as u64 <= MAX_ARTICLE_BYTES,
            None => !scratch.text.trim().is_empty(),
        };
        if ui
            .add_enabled(ready, egui::Button::new("Add article"))
            .clicked()
        {
            let PasteScratch { text, long } = std::mem::take(scratch);
            let text = long.map_or(text, |long| long.text);
            paint.ask(Intent::Document(DocumentIntent::AddText(text)));
        }
        if scratch.long.is_some() && ui.button("Clear").clicked() {
            scratch.long = None;
        }
        if ui.button("Cancel").clicked() {
            *scratch = PasteScratch::default();
            paint.ask(Intent::SetOverlay(None));
        }
    });
}

/// Takes a long text out of the events before the text field sees it.
fn take_long_text(ui: &Ui, scratch: &mut PasteScratch) {
    let is_long = |event: &Event| matches!(event, Event::Paste(text) if text.len() > LONG);
    if !ui.input(|input| input.events.iter().any(is_long)) {
        return;
    }
    let taken: Vec<Event> = ui.input_mut(|input| {
        input
            .events
            .extract_if(.., |event| is_long(event))
            .collect()
    });
    for event in taken {
        if let Event::Paste(pasted) = event {
            let mut text = std::mem::take(&mut scratch.text);
            text.push_str(&pasted);
            let lines = text.lines().count();
            scratch.long = Some(LongText { text, lines });
        }
    }
}

fn field(ui: &mut Ui, text: &mut String, fresh: bool) {
    ScrollArea::vertical().max_height(360.0).show(ui, |ui| {
        let field = TextEdit::multiline(text)
            .desired_rows(16)
            .desired_width(f32::INFINITY);
        let response = ui
            .add(field.margin(vec2(space::SMALL, space::SMALL)))
            .accessible_name("Article text");
        if fresh {
            response.request_focus();
        }
    });
}

/// The size of a long text, and its beginning.
fn beginning(ui: &mut Ui, long: &LongText) {
    let LongText { text, lines } = long;
    let size = text.len() as f64 / (1024.0 * 1024.0);
    let words = if text.len() as u64 > MAX_ARTICLE_BYTES {
        let most = MAX_ARTICLE_BYTES / (1024 * 1024);
        format!("{size:.1} MB. An article has at most {most} MB: paste the part that you need.")
    } else {
        format!("{size:.1} MB, {lines} lines. This is the beginning; all of it will be added.")
    };
    ui.label(RichText::new(words).strong());
    ScrollArea::vertical().max_height(360.0).show(ui, |ui| {
        let mut start = &text[..text.floor_char_boundary(SHOWN)];
        let field = TextEdit::multiline(&mut start)
            .desired_rows(16)
            .desired_width(f32::INFINITY);
        ui.add(field.margin(vec2(space::SMALL, space::SMALL)))
            .accessible_name("Beginning of the pasted text");
    });
}
