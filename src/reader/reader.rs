use super::{
    accessibility,
    frame::PaneFrame,
    input::{CaretMemory, Mouse},
    interface::{ReaderEvent, ReaderInput, ReaderOutput, ReadingPlace, ScrollAlign},
    layout::{Flow, HeightMeasurement, ParagraphFonts, ScrollAnchor, TextEngine, Viewport},
    paint::{
        self, Rasterizer, ScrollBar, Tiles, fold_lines, hover,
        shared_bars::{self, HoveredBar},
    },
    pane::PaneGeometry,
};
use crate::text::Span;

use std::{collections::BTreeSet, ops::Range, time::Duration};

use egui::{Response, Stroke, StrokeKind, Ui};

/// The state of one reading pane: scroll position, layouts, pointer gesture, open folds.
///
/// Selection and highlights belong to the caller, who passes them in every frame.
#[derive(Default)]
pub struct Reader {
    /// The article; None before the first frame.
    flow: Option<Flow>,
    anchor: ScrollAnchor,
    /// The passage to scroll to in the next frame.
    target: Option<(Span, ScrollAlign)>,
    /// Paragraphs whose folds are open.
    unfolded: BTreeSet<usize>,
    /// Whether the folds must be rebuilt.
    refold: bool,
    measurement: Option<HeightMeasurement>,
    /// Whether all heights are exact.
    all_measured: bool,
    /// Last frame's width; used to wait until resizing stops.
    last_width: Option<f32>,
    tiles: Tiles,
    mouse: Mouse,
    caret: CaretMemory,
    bar: ScrollBar,
    wants_focus: bool,
}

/// An article of at most this many bytes is measured in its first frame, so that its scroll bar never moves by itself.
const MAX_BYTES_MEASURED_AT_ONCE: usize = 16 * 1024;
/// Time without a width change before measuring starts.
const RESIZE_DELAY: Duration = Duration::from_millis(200);

impl Reader {
    /// The line at the top, for [`restore`](Self::restore).
    pub fn top(&self) -> ReadingPlace {
        ReadingPlace {
            top: self.anchor.byte(),
        }
    }

    /// Scrolls to a position that [`top`](Self::top) returned, possibly in an earlier session.
    pub fn restore(&mut self, position: ReadingPlace) {
        self.anchor = match position.top {
            0 => ScrollAnchor::Top,
            at => ScrollAnchor::line(at),
        };
        self.target = None;
    }

    /// Takes the keyboard focus in the next frame, before its keys are read, so that no key is lost.
    pub fn take_focus(&mut self) {
        self.wants_focus = true;
    }

    /// Opens or closes the folds that hide these paragraphs, now or once they exist.
    pub fn set_unfolded(&mut self, paragraphs: &BTreeSet<usize>, is_open: bool) {
        if is_open {
            self.unfolded.extend(paragraphs);
        } else {
            self.unfolded.retain(|at| !paragraphs.contains(at));
        }
        self.refold = true;
    }

    /// Scrolls to a passage in the next frame, and opens the fold that hides it.
    pub fn scroll_to(&mut self, span: Span, align: ScrollAlign) {
        self.target = Some((span, align));
    }

    /// Shows the article in the available space of `ui`, and returns the analyst's actions.
    ///
    /// The pane takes its id from `ui`. If columns come and go, give each its own id with `push_id`.
    pub fn show(
        &mut self,
        ui: &mut Ui,
        engine: &mut TextEngine,
        input: &ReaderInput,
    ) -> ReaderOutput {
        engine.drop_unused(ui.ctx());
        let (pane, response) = PaneGeometry::allocate(ui, engine, input);
        if std::mem::take(&mut self.wants_focus) {
            response.request_focus();
        }
        let mut flow = self.update_flow(input, &pane);
        let TextEngine {
            composer,
            rasterizer,
            ..
        } = engine;
        let view = Viewport {
            flow: &mut flow,
            composer,
            height: pane.height,
        };
        let mut frame = self.begin_frame(pane, input, view);
        self.interact(ui, &response, &mut frame);
        let hovered_bar = self.paint(ui, &response, &mut frame, rasterizer);
        accessibility::describe(ui, &response, &mut frame);
        let card = hover::card(&response, &frame).filter(|_| !self.mouse.is_busy());
        let marked = if self.mouse.is_busy() {
            Vec::new()
        } else {
            paint::marked(&frame)
        };
        let (events, visible) = self.end_frame(frame);
        self.measure(ui, engine, &mut flow);
        self.flow = Some(flow);
        if let Some(card) = card {
            hover::show(&response, engine, &card);
        }
        if let Some(bar) = hovered_bar {
            shared_bars::tell(engine, bar);
        }
        ReaderOutput {
            response,
            events,
            visible,
            marked,
        }
    }

    /// The flow, updated to the current text, font, width and clutter.
    fn update_flow(&mut self, input: &ReaderInput, pane: &PaneGeometry) -> Flow {
        let same_flow = self.flow.take().filter(|flow| flow.shows(input.text));
        let is_new = same_flow.is_none();
        let mut flow = same_flow
            .unwrap_or_else(|| Flow::new(input.text.clone(), fonts(input, pane), pane.width));
        if flow.reset(&pane.font, input.styles, pane.width) || is_new {
            self.measurement = None;
            self.all_measured = false;
            self.tiles.clear();
        }
        let opened = self.open_fold_of_target(&flow);
        if opened || self.refold || flow.clutter() != input.clutter {
            flow.fold(input.clutter, &self.unfolded);
            self.refold = false;
        }
        flow
    }

    fn open_fold_of_target(&mut self, flow: &Flow) -> bool {
        let Some((span, _)) = self.target else {
            return false;
        };
        let block = flow.blocks().at(span.start());
        flow.closed_fold_of(block).is_some()
            && self.unfolded.insert(flow.blocks().get(block).paragraph)
    }

    /// Begins a frame at the remembered line, or at the target of [`scroll_to`](Self::scroll_to).
    fn begin_frame<'a, 'i>(
        &mut self,
        pane: PaneGeometry,
        input: &'a ReaderInput<'i>,
        mut view: Viewport<'a>,
    ) -> PaneFrame<'a, 'i> {
        let position = view.position_of(self.anchor);
        let position = view.clamped(position);
        let mut frame = PaneFrame::new(pane, input, view, position);
        frame.view.flow.calibrate();
        match self.target.take() {
            Some((span, ScrollAlign::Nearest)) => {
                frame.reveal(span.end().saturating_sub(1));
                frame.reveal(span.start());
            }
            Some((span, ScrollAlign::UpperThird)) => {
                let third = frame.pane.height / 3.0 - frame.pane.font.line_height;
                let line = frame.view.position_of(ScrollAnchor::line(span.start()));
                let position = frame.view.scrolled(line, -third);
                frame.scroll_to(position);
            }
            None => {}
        }
        frame
    }

    fn interact(&mut self, ui: &Ui, response: &Response, frame: &mut PaneFrame) {
        scroll_by_wheel(ui, response, frame);
        self.bar.show(ui, frame);
        self.mouse.update(ui, response, frame);
        if self.mouse.is_busy() {
            let pointer = ui.input(|input| input.pointer.interact_pos());
            let caret = pointer.and_then(|at| frame.caret_at(frame.pane.inside(at)));
            self.caret.set_by_pointer(caret);
        }
        self.caret.update(ui, response, frame);
        accessibility::select(ui, frame);
        let pressed = fold_lines::show(ui, frame);
        if let Some(fold) = pressed.or(frame.unfold.take()) {
            if fold.open {
                self.unfolded
                    .retain(|paragraph| !fold.paragraphs.contains(paragraph));
            } else {
                self.unfolded.insert(fold.paragraphs.start);
            }
            self.refold = true;
            ui.request_repaint();
        }
    }

    fn paint(
        &mut self,
        ui: &Ui,
        response: &Response,
        frame: &mut PaneFrame,
        rasterizer: &mut Rasterizer,
    ) -> Option<HoveredBar> {
        let painter = ui
            .painter()
            .with_clip_rect(frame.pane.rect.intersect(ui.clip_rect()));
        let preview = self.mouse.preview();
        paint::behind_text(frame, &painter, preview);
        self.tiles.begin_frame();
        paint::text(frame, &painter, &mut self.tiles, rasterizer);
        let caret = self.caret.caret(frame).filter(|_| response.has_focus());
        paint::over_text(frame, &painter, caret, preview);
        fold_lines::paint(frame, &painter);
        self.bar.paint(&painter);
        if response.has_focus() {
            let stroke = Stroke::new(1.5, frame.input.palette.focus);
            painter.rect_stroke(frame.pane.rect, 2.0, stroke, StrokeKind::Inside);
        }
        shared_bars::show(ui, frame, &painter)
    }

    /// Remembers the scroll position and drops the layouts far from it.
    fn end_frame(&mut self, mut frame: PaneFrame) -> (Vec<ReaderEvent>, Range<usize>) {
        if frame.moved {
            self.anchor = frame.view.anchor_of(frame.position);
        }
        let first = frame.visible.first().map_or(0, |visible| visible.block);
        let last = frame.visible.last().map_or(first, |visible| visible.block);
        frame.view.flow.drop_layouts_outside(&(first..last + 1));
        let visible = frame.visible_range();
        (frame.events, visible)
    }

    /// Measures blocks that have not been visible: a short article immediately, a long one on a thread.
    fn measure(&mut self, ui: &Ui, engine: &mut TextEngine, flow: &mut Flow) {
        if self.all_measured {
            return;
        }
        if flow.text().as_str().len() <= MAX_BYTES_MEASURED_AT_ONCE {
            for block in 0..flow.blocks().len() {
                flow.layout(block, &mut engine.composer);
            }
            self.all_measured = true;
        } else if let Some(measurement) = &self.measurement {
            if !measurement.collect(flow) {
                self.measurement = None;
                self.all_measured = true;
            }
        } else if self.last_width == Some(flow.width()) {
            let from = flow.blocks().at(self.anchor.byte());
            let measurement = HeightMeasurement::start(flow, &engine.composer, from, ui.ctx());
            self.measurement = Some(measurement);
        } else {
            // Do not measure intermediate widths during a resize.
            self.last_width = Some(flow.width());
            ui.request_repaint_after(RESIZE_DELAY);
        }
    }
}

fn fonts(input: &ReaderInput, pane: &PaneGeometry) -> ParagraphFonts {
    ParagraphFonts {
        body: pane.font.clone(),
        styles: input.styles.clone(),
    }
}

/// Scrolls by wheel and touchpad.
fn scroll_by_wheel(ui: &Ui, response: &Response, frame: &mut PaneFrame) {
    if !response.contains_pointer() {
        return;
    }
    let delta = ui.input_mut(|input| std::mem::take(&mut input.smooth_scroll_delta.y));
    if delta != 0.0 {
        frame.scroll_by(-delta * frame.pane.scale);
    }
}
