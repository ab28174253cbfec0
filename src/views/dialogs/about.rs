use crate::views::{
    Paint,
    theme::space,
    widgets::{close_button, hint},
};

use egui::{RichText, Ui};

/// Version, licences and where the program comes from.
pub(crate) fn show(ui: &mut Ui, paint: &mut Paint<'_>) {
    let version = concat!("Crosscheck ", env!("CARGO_PKG_VERSION"));
    ui.label(RichText::new(version).heading().strong());
    ui.label("A desktop workbench for people who check facts");
    ui.add_space(space::SMALL);
    ui.label("Free software under the MIT or the Apache 2.0 licence, at your choice");
    hint(
        ui,
        paint,
        "The included fonts are Ubuntu (Ubuntu font licence), Hack (MIT) and Noto Emoji (SIL Open Font Licence). The libraries and their licences are listed in Cargo.lock and ARCHITECTURE.md of the source.",
    );
    ui.add_space(space::SMALL);
    ui.label("Crosscheck never uses the network: no server, no account, no model");
    ui.add_space(space::SMALL);
    close_button(ui, paint, "Close");
}
