pub(crate) mod exclusion;
mod speaker_list;
mod speaker_record;

use super::{Paint, theme::space, widgets::hint};
use crate::project::{Revision, SpeakerId};
pub(crate) use exclusion::RestingScratch;

use std::collections::BTreeSet;

use egui::{Align, Layout, Ui, vec2};

/// What the window of speakers remembers.
#[derive(Default)]
pub(crate) struct SpeakersScratch {
    /// What was typed to find somebody, or to add them.
    pub(crate) typed: String,
    /// Whose record is shown.
    pub(crate) chosen: Option<SpeakerId>,
    /// Whether the list shall scroll to the chosen one.
    pub(crate) scroll: bool,
    /// A name that was just added, to be chosen as soon as it is there.
    pub(crate) added: Option<String>,
    /// What the list was made of, and the list.
    pub(crate) listed: Option<Listed>,
    /// Pairs that look alike and were said to be two.
    pub(crate) apart: BTreeSet<(SpeakerId, SpeakerId)>,
    /// What the record remembers.
    pub(crate) record: speaker_record::RecordScratch,
}

/// Who is listed, and who looks like whom; made anew when the project or the filter changes.
pub(crate) struct Listed {
    pub(crate) of: (Revision, String),
    /// In the order of the alphabet.
    pub(crate) speakers: Vec<SpeakerId>,
    /// See [`crate::analysis::alike_speakers`].
    pub(crate) alike: Vec<(SpeakerId, SpeakerId)>,
}

/// Width of the list, in points.
const LIST: f32 = 270.0;

/// How much of the window's height it takes at the most, in points.
const HIGHEST: f32 = 560.0;

/// Everybody who said something: the list at the left, the record of the chosen one at the right.
pub(crate) fn show(ui: &mut Ui, paint: &mut Paint<'_>, scratch: &mut SpeakersScratch, fresh: bool) {
    speaker_list::refresh(paint, scratch);
    let height = (ui.ctx().content_rect().height() - 190.0).clamp(240.0, HIGHEST);
    let right = ui.available_width() - LIST - 2.0 * space::MEDIUM - 2.0;
    ui.horizontal_top(|ui| {
        ui.spacing_mut().item_spacing.x = space::MEDIUM;
        let down = Layout::top_down(Align::Min);
        ui.allocate_ui_with_layout(vec2(LIST, height), down, |ui| {
            ui.set_min_size(vec2(LIST, height));
            speaker_list::show(ui, paint, scratch, fresh);
        });
        ui.separator();
        ui.allocate_ui_with_layout(vec2(right, height), down, |ui| {
            ui.set_min_size(vec2(right, height));
            ui.spacing_mut().item_spacing.x = space::SMALL;
            right_side(ui, paint, scratch);
        });
    });
}

fn right_side(ui: &mut Ui, paint: &mut Paint<'_>, scratch: &mut SpeakersScratch) {
    let chosen = scratch.chosen.and_then(|id| paint.project().speaker(id));
    match chosen {
        Some(speaker) => speaker_record::show(ui, paint, scratch, speaker),
        None if paint.project().speakers().len() == 0 => empty(ui, paint),
        None => {
            hint(
                ui,
                paint,
                "Choose somebody in the list to see what they are called, and what rests on them",
            );
        }
    }
}

fn empty(ui: &mut Ui, paint: &Paint<'_>) {
    for words in [
        "A speaker is somebody who says things: a governor, a ministry, an eyewitness, a news agency.",
        "They come here by themselves when you write who said it under a piece of evidence, who made a claim, or which \
         agency an article derives from. You can also type a name at the left and press Enter.",
        "When four articles cite one ministry, that is one independent source and not four. So it matters that the ministry is here \
         once, however it is spelled.",
    ] {
        hint(ui, paint, words);
        ui.add_space(space::TINY);
    }
}
