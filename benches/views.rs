//! Time for a frame of the other views while they scroll, with the whole window and a screen reader listening, without
//! the graphics card: `cargo bench -p benches --bench views`.

use generate::Size;

#[path = "../tests/newsroom/mod.rs"]
mod newsroom;

use std::time::Duration;

use criterion::{Criterion, criterion_group, criterion_main};
use crosscheck::{
    app::{App, Surroundings},
    import::IsolatedReader,
    project::Project,
    reader::TextEngine,
    storage::{self, View},
    workbench::{Command, Intent},
};
use egui::{Event, Modifiers, MouseWheelSource, MouseWheelUnit, TouchPhase, pos2, vec2};
use egui_kittest::Harness;

/// Number of frames until the wheel turns the other way.
const TURN: u32 = 60;

fn views(c: &mut Criterion) {
    let mut group = c.benchmark_group("a frame while one scrolls");
    let big = || generate::with_sources(1, Size::BIG);
    for (name, project, view) in [
        ("the table of 5,000 claims", big(), View::Table),
        (
            "the matrix of 5,000 claims and 2,000 articles",
            big(),
            View::Matrix,
        ),
        ("the timeline of 5,000 claims", big(), View::Timeline),
        (
            "the graph of 5,000 nodes",
            newsroom::large(930, 3),
            View::Graph,
        ),
    ] {
        let mut window = Window::showing(&project, view);
        group.bench_function(name, |bencher| bencher.iter(|| window.frame()));
    }
    group.finish();
}

struct Window {
    harness: Harness<'static, App>,
    frames: u32,
}

impl Window {
    fn showing(project: &Project, view: View) -> Self {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let path = folder.path().join("bench.ron");
        storage::save(&path, project).expect("the temporary folder takes it");
        let harness = Harness::builder()
            .with_size([1440.0, 900.0])
            .with_step_dt(1.0 / 60.0)
            .build_eframe(move |creation| {
                let surroundings = Surroundings {
                    state: None,
                    engine: TextEngine::with_fonts_only(Vec::new()),
                    file_dialogs: false,
                    isolated: IsolatedReader::of_this_program(),
                };
                let mut app = App::new(creation, surroundings);
                app.open_first(&creation.egui_ctx, Some(path), None);
                app
            });
        let mut window = Self { harness, frames: 0 };
        window.paint_until(|app| app.workbench().project().claims().len() > 0);
        let context = window.harness.ctx.clone();
        window
            .harness
            .state_mut()
            .handle(&context, Intent::Command(Command::View(view)));
        let has_picture = |app: &App| app.workbench().graph.picture.is_some();
        window.paint_until(|app| view != View::Graph || has_picture(app));
        window.harness.hover_at(pos2(500.0, 500.0));
        for _ in 0..10 {
            window.frame();
        }
        window
    }

    fn paint_until(&mut self, is_there: impl Fn(&App) -> bool) {
        while !is_there(self.harness.state()) {
            self.harness.step();
            std::thread::sleep(Duration::from_millis(5));
        }
    }

    fn frame(&mut self) {
        let down = (self.frames / TURN).is_multiple_of(2);
        self.frames += 1;
        self.harness.event(Event::MouseWheel {
            unit: MouseWheelUnit::Point,
            delta: vec2(0.0, if down { -40.0 } else { 40.0 }),
            source: MouseWheelSource::Wheel,
            phase: TouchPhase::Move,
            modifiers: Modifiers::NONE,
        });
        self.harness.step();
    }
}

criterion_group! {
    name = view_benches;
    config = Criterion::default().sample_size(20);
    targets = views
}
criterion_main!(view_benches);
