use super::{
    accessibility as access,
    frame::Frame,
    input::{CaretMemory, Mouse, mouse},
    interface::{ReaderEvent, ReaderInput, ReaderOutput, ReadingPlace, ScrollHow},
    layout::{Anchor, Flow, Measuring, TextEngine, View},
    paint::{self, Rasterizer, ScrollBar, Tiles, fold_lines, hover},
    pane::Pane,
};
use crate::text::Span;

use std::{collections::BTreeSet, ops::Range, time::Duration};

use egui::{Response, Stroke, StrokeKind, Ui};

/// One reading pane: where it is scrolled to, what is laid out, what the pointer holds, which clutter is unfolded.
///
/// What is selected and highlighted belongs to the caller, who gives it anew every frame.
pub struct Reader {
    /// The article; None before the first frame.
    flow: Option<Flow>,
    anchor: Anchor,
    /// Where to scroll in the next frame.
    target: Option<(Span, ScrollHow)>,
    /// Clutter that was unfolded, by paragraph.
    opened: BTreeSet<usize>,
    /// Whether the clutter must be folded anew.
    refold: bool,
    measuring: Option<Measuring>,
    /// Whether all heights are exact, or will be without further doing.
    measured: bool,
    /// The width in the last frame, while heights are not yet being measured.
    width: Option<f32>,
    tiles: Tiles,
    mouse: Mouse,
    caret: CaretMemory,
    bar: ScrollBar,
    /// Whether to take the keyboard in the next frame.
    wants_focus: bool,
}

/// Up to so many bytes an article is measured at once, so that its scroll bar never moves by itself.
const MEASURED_AT_ONCE: usize = 16 * 1024;
/// A pane that kept its width for so long is not being resized.
const RESIZING: Duration = Duration::from_millis(200);

impl Default for Reader {
    fn default() -> Self {
        Self::new()
    }
}

impl Reader {
    /// A pane at the beginning of whatever it will be shown.
    #[must_use]
    pub fn new() -> Self {
        Self {
            flow: None,
            anchor: Anchor::TOP,
            target: None,
            opened: BTreeSet::new(),
            refold: false,
            measuring: None,
            measured: false,
            width: None,
            tiles: Tiles::default(),
            mouse: Mouse::default(),
            caret: CaretMemory::default(),
            bar: ScrollBar::default(),
            wants_focus: false,
        }
    }

    /// The line at the top, to come back to with [`restore`](Self::restore).
    #[must_use]
    pub fn top(&self) -> ReadingPlace {
        ReadingPlace {
            top: self.anchor.at,
        }
    }

    /// Goes to a place that [`top`](Self::top) gave, also of an earlier run of the program.
    pub fn restore(&mut self, place: ReadingPlace) {
        self.anchor = match place.top {
            0 => Anchor::TOP,
            at => Anchor::line(at),
        };
        self.target = None;
    }

    /// Takes the keyboard in the next frame, before that frame's keys are read, so that none of them is lost.
    pub fn take_focus(&mut self) {
        self.wants_focus = true;
    }

    /// Scrolls to a passage in the next frame, and unfolds the clutter that it lies in.
    pub fn scroll_to(&mut self, span: Span, how: ScrollHow) {
        self.target = Some((span, how));
    }

    /// Shows the article in all the room that `ui` has left, and gives back what the analyst did.
    ///
    /// The pane's identity is that of `ui`: where columns come and go, give each its own with `push_id`.
    pub fn show(
        &mut self,
        ui: &mut Ui,
        engine: &mut TextEngine,
        input: &ReaderInput,
    ) -> ReaderOutput {
        engine.tidy(ui.ctx());
        let (pane, response) = Pane::allocate(ui, engine, input);
        if std::mem::take(&mut self.wants_focus) {
            response.request_focus();
        }
        let mut flow = self.prepared(input, &pane);
        let TextEngine {
            composer,
            rasterizer,
            ..
        } = engine;
        let view = View {
            flow: &mut flow,
            composer,
            height: pane.height,
        };
        let mut frame = self.frame(pane, input, view);
        self.interact(ui, &response, &mut frame);
        self.paint(ui, &response, &frame, rasterizer);
        access::describe(ui, &response, &mut frame);
        let card = hover::card(&response, &frame).filter(|_| !self.mouse.is_busy());
        let (events, visible) = self.finish(frame);
        self.measure(ui, engine, &mut flow);
        self.flow = Some(flow);
        if let Some(card) = card {
            hover::show(&response, engine, &card);
        }
        ReaderOutput {
            response,
            events,
            visible,
        }
    }

    /// The flow of the article as it is now: its text, typeface, width and clutter.
    fn prepared(&mut self, input: &ReaderInput, pane: &Pane) -> Flow {
        let kept = self.flow.take().filter(|flow| flow.is_of(input.text));
        let is_new = kept.is_none();
        let mut flow =
            kept.unwrap_or_else(|| Flow::new(input.text.clone(), pane.set.clone(), pane.width));
        if flow.reset(&pane.set, pane.width) || is_new {
            self.measuring = None;
            self.measured = false;
            self.tiles.clear();
        }
        let unfolded = self.unfold_target(&flow);
        if unfolded || self.refold || flow.clutter() != input.clutter {
            flow.fold(input.clutter, &self.opened);
            self.refold = false;
        }
        flow
    }

    fn unfold_target(&mut self, flow: &Flow) -> bool {
        let Some((span, _)) = self.target else {
            return false;
        };
        let block = flow.blocks().at(span.start());
        flow.is_folded(block) && self.opened.insert(flow.blocks().get(block).paragraph)
    }

    /// Begins a frame at the remembered place, or at the place that was asked for.
    fn frame<'a, 'i>(
        &mut self,
        pane: Pane,
        input: &'a ReaderInput<'i>,
        mut view: View<'a>,
    ) -> Frame<'a, 'i> {
        let place = view.place_of(self.anchor);
        let place = view.settled(place);
        let mut frame = Frame::new(pane, input, view, place);
        frame.view.flow.calibrate();
        match self.target.take() {
            Some((span, ScrollHow::Nearest)) => {
                frame.reveal(span.end().saturating_sub(1));
                frame.reveal(span.start());
            }
            Some((span, ScrollHow::Upper)) => {
                let third = frame.pane.height / 3.0 - frame.pane.set.line;
                let line = frame.view.place_of(Anchor::line(span.start()));
                let place = frame.view.moved(line, -third);
                frame.go(place);
            }
            None => {}
        }
        frame
    }

    fn interact(&mut self, ui: &Ui, response: &Response, frame: &mut Frame) {
        wheel(ui, response, frame);
        self.bar.show(ui, frame);
        self.mouse.update(ui, response, frame);
        if self.mouse.is_busy() {
            self.caret.put(mouse::caret_under(frame, ui));
        }
        self.caret.update(ui, response, frame);
        access::select(ui, frame);
        let pressed = fold_lines::show(ui, frame);
        if let Some(fold) = pressed.or(frame.unfold.take()) {
            if fold.open {
                self.opened
                    .retain(|paragraph| !fold.paragraphs.contains(paragraph));
            } else {
                self.opened.insert(fold.paragraphs.start);
            }
            self.refold = true;
            ui.request_repaint();
        }
    }

    fn paint(&mut self, ui: &Ui, response: &Response, frame: &Frame, rasterizer: &mut Rasterizer) {
        let painter = ui
            .painter()
            .with_clip_rect(frame.pane.rect.intersect(ui.clip_rect()));
        let preview = self.mouse.preview();
        paint::behind(frame, &painter, preview);
        self.tiles.begin_frame();
        paint::text(frame, &painter, &mut self.tiles, rasterizer);
        let caret = self.caret.caret(frame).filter(|_| response.has_focus());
        paint::over(frame, &painter, caret, preview);
        fold_lines::paint(frame, &painter);
        self.bar.paint(&painter);
        if response.has_focus() {
            let stroke = Stroke::new(1.5, frame.input.palette.focus);
            painter.rect_stroke(frame.pane.rect, 2.0, stroke, StrokeKind::Inside);
        }
    }

    /// Remembers where the frame ended up, and lets go of what is far from there.
    fn finish(&mut self, mut frame: Frame) -> (Vec<ReaderEvent>, Range<usize>) {
        if frame.moved {
            self.anchor = frame.view.anchor_of(frame.place);
        }
        let first = frame.visible.first().map_or(0, |seen| seen.block);
        let last = frame.visible.last().map_or(first, |seen| seen.block);
        frame.view.flow.keep_near(&(first..last + 1));
        let visible = frame.visible_bytes();
        (frame.events, visible)
    }

    /// Finds the exact heights of what was not seen yet: at once where that is little, else on a thread.
    fn measure(&mut self, ui: &Ui, engine: &mut TextEngine, flow: &mut Flow) {
        if self.measured {
            return;
        }
        if flow.text().as_str().len() <= MEASURED_AT_ONCE {
            for block in 0..flow.blocks().len() {
                flow.layout(block, &mut engine.composer);
            }
            self.measured = true;
        } else if let Some(measuring) = &self.measuring {
            if !measuring.collect(flow) {
                self.measuring = None;
                self.measured = true;
            }
        } else if self.width == Some(flow.width()) {
            let from = flow.blocks().at(self.anchor.at);
            self.measuring = Some(Measuring::start(flow, &engine.composer, from, ui.ctx()));
        } else {
            // While the pane is being resized every width is measured in vain.
            self.width = Some(flow.width());
            ui.request_repaint_after(RESIZING);
        }
    }
}

/// Scrolls by wheel and touchpad.
fn wheel(ui: &Ui, response: &Response, frame: &mut Frame) {
    if !response.contains_pointer() {
        return;
    }
    let delta = ui.input_mut(|input| std::mem::take(&mut input.smooth_scroll_delta.y));
    if delta != 0.0 {
        let place = frame.view.moved(frame.place, -delta * frame.pane.scale);
        frame.go(place);
    }
}
