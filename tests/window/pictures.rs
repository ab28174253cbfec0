//! The window in pixels, with the sample and with no fonts but the embedded ones, in both themes.
//!
//! Without a graphics adapter the test says so and passes, unless `CROSSCHECK_REQUIRE_ADAPTER` is set, as it is in CI.

use crosscheck::{
    app::{App, Surroundings},
    reader::TextEngine,
    storage::{Settings, Theme},
    workbench::Intent,
};
use egui::{Key, Modifiers};
use egui_kittest::{
    Harness, SnapshotOptions,
    kittest::{By, Queryable},
};

/// The fonts of the reading pane's pictures: small pieces of Noto for the scripts of the sample.
fn fonts() -> Vec<Vec<u8>> {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/fonts");
    let mut paths: Vec<_> = std::fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .collect();
    paths.retain(|path| path.extension().is_some_and(|ending| ending == "ttf"));
    paths.sort();
    paths
        .iter()
        .map(|path| std::fs::read(path).unwrap())
        .collect()
}

fn window(theme: Theme) -> Harness<'static, App> {
    let mut harness = Harness::builder()
        .with_size([1280.0, 800.0])
        .wgpu()
        .build_eframe(move |creation| {
            let engine = TextEngine::with_fonts_only(fonts());
            let mut app = App::new(
                creation,
                Surroundings {
                    state: None,
                    engine,
                    file_dialogs: false,
                },
            );
            let settings = Settings {
                theme,
                ..Settings::default()
            };
            app.handle(&creation.egui_ctx, Intent::Configure(Box::new(settings)));
            app.open_first(&creation.egui_ctx, None);
            app
        });
    harness.run_ok();
    harness
}

/// Compares with the picture of that name, as far as there is anything to draw with.
fn compare(harness: &mut Harness<'_, App>, name: &str) {
    match harness.render() {
        Ok(_) => {
            // Software and hardware round a blend differently in a few pixels.
            let options = SnapshotOptions::new().max_failed_pixels(400);
            harness.snapshot_options(name, &options);
        }
        Err(reason) => {
            assert!(
                std::env::var_os("CROSSCHECK_REQUIRE_ADAPTER").is_none(),
                "no graphics adapter: {reason}"
            );
            println!("skipped {name}: no graphics adapter: {reason}");
        }
    }
}

fn sample_in(theme: Theme, name: &str) {
    if !has_adapter() {
        return;
    }
    let mut harness = window(theme);
    let claim = By::new()
        .label_contains("Claim 2: ")
        .role(egui::accesskit::Role::ListItem);
    harness.get(claim).click();
    harness.run_ok();
    harness.remove_cursor();
    harness.run_ok();
    compare(&mut harness, &format!("window_read_{name}"));
    harness.key_press_modifiers(Modifiers::ALT, Key::Num2);
    harness.run_ok();
    compare(&mut harness, &format!("window_table_{name}"));
}

/// Making a renderer panics where there is no adapter, so it is asked first.
fn has_adapter() -> bool {
    let instance = egui_kittest::wgpu::default_wgpu_setup();
    let found = matches!(instance, eframe::egui_wgpu::WgpuSetup::CreateNew(_)) && adapters() > 0;
    if !found {
        assert!(
            std::env::var_os("CROSSCHECK_REQUIRE_ADAPTER").is_none(),
            "no graphics adapter"
        );
        println!("skipped: no graphics adapter");
    }
    found
}

fn adapters() -> usize {
    let instance = eframe::wgpu::Instance::default();
    pollster::block_on(instance.enumerate_adapters(eframe::wgpu::Backends::all())).len()
}

#[test]
fn the_sample_in_the_light_theme() {
    sample_in(Theme::Light, "light");
}

#[test]
fn the_sample_in_the_dark_theme() {
    sample_in(Theme::Dark, "dark");
}
