use crate::{
    storage::MAX_ARTICLE_BYTES,
    text::counted,
    views::{Paint, theme::space, widgets::hint},
    workbench::{DocumentIntent, Intent},
};

use egui::{Event, RichText, ScrollArea, TextEdit, Ui, vec2};

/// Text that was pasted, typed or both.
#[derive(Default)]
pub(crate) struct PasteScratch {
    text: String,
    /// Pasted text that is too long for a text field, which would lay out all of it in one frame.
    long: Option<LongText>,
    /// Whether the whole text was pasted at once and not changed since, so that it matches the page on the clipboard.
    is_pasted: bool,
    /// Whether to add plain text although the clipboard has a page.
    as_text: bool,
}

struct LongText {
    text: String,
    lines: usize,
}

/// Maximum size of a pasted text in the text field, in bytes.
const MAX_FIELD_BYTES: usize = 100_000;

/// Bytes shown of a longer text.
const SHOWN_BYTES: usize = 4_000;

/// Adds an article from pasted text.
pub(crate) fn show(ui: &mut Ui, paint: &mut Paint<'_>, scratch: &mut PasteScratch, fresh: bool) {
    hint(
        ui,
        paint,
        "Paste the text of a page. An address alone in its first line goes into the article details. You can fold menus and captions away afterwards; the text itself never changes.",
    );
    let pasted = pasted_text(ui);
    if pasted.is_some() {
        paint.ask(Intent::Document(DocumentIntent::Pasted));
    }
    take_long_text(ui, scratch);
    let is_changed = match &scratch.long {
        Some(long) => {
            beginning(ui, long);
            false
        }
        None => field(ui, &mut scratch.text, fresh),
    };
    if let Some(pasted) = pasted {
        let long = scratch.long.as_ref().map(|long| &long.text);
        scratch.is_pasted = long.unwrap_or(&scratch.text).trim() == pasted.trim();
    } else if is_changed {
        scratch.is_pasted = false;
    }
    let is_page = scratch.is_pasted && paint.workbench.has_pasted_page();
    if is_page {
        let mut as_page = !scratch.as_text;
        ui.checkbox(&mut as_page, "Read it as the web page it was copied from")
            .on_hover_text("Headings, lists and quotations are shown as such; menus and captions are imported hidden");
        scratch.as_text = !as_page;
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
            let PasteScratch {
                text,
                long,
                is_pasted: _,
                as_text,
            } = std::mem::take(scratch);
            let text = long.map_or(text, |long| long.text);
            let add = if is_page && !as_text {
                DocumentIntent::AddPage(text)
            } else {
                DocumentIntent::AddText(text)
            };
            paint.ask(Intent::Document(add));
        }
        if scratch.long.is_some() && ui.button("Clear").clicked() {
            *scratch = PasteScratch::default();
        }
        if ui.button("Cancel").clicked() {
            *scratch = PasteScratch::default();
            paint.ask(Intent::SetOverlay(None));
        }
    });
}

/// The text pasted in this frame.
fn pasted_text(ui: &Ui) -> Option<String> {
    ui.input(|input| {
        let mut events = input.events.iter();
        events.find_map(|event| match event {
            Event::Paste(text) => Some(text.clone()),
            _ => None,
        })
    })
}

/// Takes a long pasted text out of the input before the text field sees it.
fn take_long_text(ui: &Ui, scratch: &mut PasteScratch) {
    let is_long =
        |event: &Event| matches!(event, Event::Paste(text) if text.len() > MAX_FIELD_BYTES);
    if !ui.input(|input| input.events.iter().any(is_long)) {
        return;
    }
    let pasted_events: Vec<Event> = ui.input_mut(|input| {
        input
            .events
            .extract_if(.., |event| is_long(event))
            .collect()
    });
    for event in pasted_events {
        if let Event::Paste(pasted) = event {
            let mut text = std::mem::take(&mut scratch.text);
            text.push_str(&pasted);
            let lines = text.lines().count();
            scratch.long = Some(LongText { text, lines });
        }
    }
}

/// Returns whether the text was changed.
fn field(ui: &mut Ui, text: &mut String, fresh: bool) -> bool {
    let area = ScrollArea::vertical().max_height(360.0).show(ui, |ui| {
        let field = TextEdit::multiline(text)
            .desired_rows(16)
            .desired_width(f32::INFINITY);
        let response = ui
            .add(field.margin(vec2(space::SMALL, space::SMALL)))
            .accessible_name("Article text");
        if fresh {
            response.request_focus();
        }
        response.changed()
    });
    area.inner
}

/// The size of a long text, and its beginning.
fn beginning(ui: &mut Ui, long: &LongText) {
    let LongText { text, lines } = long;
    let size = text.len() as f64 / (1024.0 * 1024.0);
    let message = if text.len() as u64 > MAX_ARTICLE_BYTES {
        let most = MAX_ARTICLE_BYTES / (1024 * 1024);
        format!("{size:.1} MB. An article has at most {most} MB: paste the part that you need.")
    } else {
        let lines = counted(*lines, "line");
        format!("{size:.1} MB, {lines}. This is the beginning; all of it will be added.")
    };
    ui.label(RichText::new(message).strong());
    ScrollArea::vertical().max_height(360.0).show(ui, |ui| {
        let mut start = &text[..text.floor_char_boundary(SHOWN_BYTES)];
        let field = TextEdit::multiline(&mut start)
            .desired_rows(16)
            .desired_width(f32::INFINITY);
        ui.add(field.margin(vec2(space::SMALL, space::SMALL)))
            .accessible_name("Beginning of the pasted text");
    });
}
