//! Opens the window, or reports which package is missing.

use super::{App, DEFAULT_SIZE, MIN_SIZE, Surroundings, window_of};
use crate::{
    import::IsolatedReader, reader::TextEngine, storage::StateDirectory, workbench::Intent,
};

use std::{
    any::Any,
    panic::{self, AssertUnwindSafe, resume_unwind},
    path::PathBuf,
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
    thread,
};

use eframe::NativeOptions;

/// Why no window can be opened, with what to do about it.
#[derive(Debug, thiserror::Error)]
pub enum RunError {
    #[error(
        "no window can be opened, because {0}: start Crosscheck from a desktop, or install xvfb (on Fedora \
         xorg-x11-server-Xvfb) and run \u{201c}xvfb-run crosscheck\u{201d}"
    )]
    Display(String),
    #[error("no window can be opened without {what}: install {debian} (on Fedora {fedora})")]
    Missing {
        what: String,
        debian: String,
        fedora: String,
    },
    #[error(
        "no window can be opened: {0}; \u{201c}Getting started\u{201d} in the manual lists what a window needs"
    )]
    Other(String),
}

/// Opens the window with the given project or the last one, at the record with the given id. Returns when it is closed.
pub fn run(path: Option<PathBuf>, at: Option<String>) -> Result<(), RunError> {
    let state = StateDirectory::of_user();
    let options = options(state.as_ref().ok());
    // In parallel: listing the fonts takes about as long as finding the graphics card.
    let engine = thread::spawn(TextEngine::new);
    // The libraries below eframe panic if something is missing, and the usual hook would print paths of the build
    // machine.
    let usual = panic::take_hook();
    panic::set_hook(Box::new(|_| {}));
    let is_open = Arc::new(AtomicBool::new(false));
    let opened = is_open.clone();
    let ended = panic::catch_unwind(AssertUnwindSafe(|| {
        eframe::run_native(
            "crosscheck",
            options,
            Box::new(move |creation| {
                panic::set_hook(usual);
                opened.store(true, Ordering::Relaxed);
                let surroundings = Surroundings {
                    state: state.as_ref().ok().cloned(),
                    engine: engine
                        .join()
                        .unwrap_or_else(|panicked| resume_unwind(panicked)),
                    file_dialogs: true,
                    isolated: IsolatedReader::of_this_program(),
                };
                let mut app = App::new(creation, surroundings);
                if let Err(error) = state {
                    app.handle(&creation.egui_ctx, Intent::Tell(error.to_string()));
                }
                app.keep_journal_on_panic();
                app.open_first(&creation.egui_ctx, path, at);
                Ok(Box::new(app))
            }),
        )
    }));
    match ended {
        Ok(ended) => ended.map_err(|error| cause(&error.to_string())),
        Err(panicked) if is_open.load(Ordering::Relaxed) => resume_unwind(panicked),
        Err(panicked) => Err(cause(message(&*panicked))),
    }
}

fn options(state: Option<&StateDirectory>) -> NativeOptions {
    let window = window_of(state);
    let (width, height) = window.size.unwrap_or(DEFAULT_SIZE);
    let mut viewport = egui::ViewportBuilder::default()
        .with_app_id("crosscheck")
        .with_title("Crosscheck")
        .with_inner_size([width.max(MIN_SIZE.0), height.max(MIN_SIZE.1)])
        .with_maximized(window.maximized)
        .with_min_inner_size(MIN_SIZE);
    if let Some(position) = window.position {
        viewport = viewport.with_position(position);
    }
    // A window without an icon is better than none.
    if let Ok(icon) = eframe::icon_data::from_png_bytes(include_bytes!("../../assets/icon.png")) {
        viewport = viewport.with_icon(icon);
    }
    NativeOptions {
        viewport,
        persist_window: false,
        // Dithering is for gradients, of which there are none, and is slow without a graphics card.
        dithering: false,
        ..Default::default()
    }
}

fn message(panicked: &(dyn Any + Send)) -> &str {
    let fixed = panicked.downcast_ref::<&str>().copied();
    fixed
        .or_else(|| panicked.downcast_ref::<String>().map(String::as_str))
        .unwrap_or_default()
}

/// Extracts the cause from the text of an error or a panic.
fn cause(text: &str) -> RunError {
    #[cfg(target_os = "linux")]
    if let Some(cause) = linux::cause(text) {
        return cause;
    }
    RunError::Other(reason(text).unwrap_or("for an unknown reason").to_owned())
}

/// `text` without the source file that the libraries put first; `None` if it names source files elsewhere.
fn reason(text: &str) -> Option<&str> {
    let reason = match text.rsplit_once(".rs:") {
        Some((_file, rest)) => rest.split_once(": ")?.1,
        None => text,
    };
    (!reason.is_empty() && !reason.contains(".rs")).then_some(reason)
}

/// The window system, OpenGL and keyboard layouts need shared libraries that are loaded only when the window opens.
#[cfg(target_os = "linux")]
mod linux {
    use super::RunError;

    use std::env;

    use x11_dl::{xcursor::Xcursor, xinput2::XInput2, xlib::Xlib, xlib_xcb::Xlib_xcb};

    /// A library | its packages in Debian and Ubuntu | its packages in Fedora.
    type Package = &'static str;

    const XKBCOMMON: Package = "libxkbcommon|libxkbcommon0|libxkbcommon";
    const GLX: Package = "OpenGL|libgl1 libgl1-mesa-dri|libglvnd-glx mesa-dri-drivers";
    const EGL: Package = "OpenGL|libegl1 libgl1-mesa-dri|libglvnd-egl mesa-dri-drivers";

    pub(super) fn cause(text: &str) -> Option<RunError> {
        let set = |name| env::var(name).ok().filter(|value| !value.is_empty());
        // The same choice as winit's.
        let wayland = set("WAYLAND_DISPLAY").or_else(|| set("WAYLAND_SOCKET"));
        let is_wayland = wayland.is_some();
        let Some(display) = wayland.or_else(|| set("DISPLAY")) else {
            return Some(RunError::Display("there is no display".to_owned()));
        };
        let libraries = if is_wayland {
            missing_for_wayland()
        } else {
            missing_for_x11()
        };
        if !libraries.is_empty() {
            return Some(missing(&libraries));
        }
        if text.contains("connection to X server") || text.contains("wayland compositor") {
            let silent = format!("the display {display} does not answer");
            return Some(RunError::Display(silent));
        }
        let names_opengl = ["glutin", "egui_glow", "EGL", "GLX"]
            .iter()
            .any(|name| text.contains(name));
        names_opengl.then(|| missing(&[if is_wayland { EGL } else { GLX }]))
    }

    fn missing_for_x11() -> Vec<Package> {
        let x11_keys = xkbcommon_dl::x11::xkbcommon_x11_option();
        absent([
            (Xlib::open().is_ok(), "libX11|libx11-6|libX11"),
            (
                Xlib_xcb::open().is_ok(),
                "libX11-xcb|libx11-xcb1|libX11-xcb",
            ),
            (Xcursor::open().is_ok(), "libXcursor|libxcursor1|libXcursor"),
            (XInput2::open().is_ok(), "libXi|libxi6|libXi"),
            (xkbcommon_dl::xkbcommon_option().is_some(), XKBCOMMON),
            (
                x11_keys.is_some(),
                "libxkbcommon-x11|libxkbcommon-x11-0|libxkbcommon-x11",
            ),
        ])
    }

    fn missing_for_wayland() -> Vec<Package> {
        let client = wayland_sys::client::is_lib_available();
        let egl = wayland_sys::egl::is_lib_available();
        absent([
            (
                client,
                "libwayland-client|libwayland-client0|libwayland-client",
            ),
            (egl, "libwayland-egl|libwayland-egl1|libwayland-egl"),
            (xkbcommon_dl::xkbcommon_option().is_some(), XKBCOMMON),
        ])
    }

    fn absent<const N: usize>(libraries: [(bool, Package); N]) -> Vec<Package> {
        let absent = libraries.into_iter().filter(|(is_there, _)| !is_there);
        absent.map(|(_, package)| package).collect()
    }

    fn missing(packages: &[Package]) -> RunError {
        let listed = |part: usize, between| {
            let names = packages.iter().filter_map(|it| it.split('|').nth(part));
            names.collect::<Vec<_>>().join(between)
        };
        RunError::Missing {
            what: listed(0, ", "),
            // In the form that `apt` and `dnf` expect.
            debian: listed(1, " "),
            fedora: listed(2, " "),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::reason;

    #[test]
    fn a_reason_contains_no_source_path() {
        for (text, expected) in [
            (
                "winit EventLoopError: os error at /home/someone/winit/src/linux/mod.rs:788: Failed to load a library",
                Some("Failed to load a library"),
            ),
            ("WGPU error: no adapter", Some("WGPU error: no adapter")),
            (
                "called `unwrap()` on OsError { file: \"/home/someone/mod.rs\", line: 1 }",
                None,
            ),
            ("", None),
        ] {
            assert_eq!(reason(text), expected, "{text}");
        }
    }
}
