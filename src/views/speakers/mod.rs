pub(crate) mod exclusion;
mod speaker_list;
mod speaker_record;

use super::{Paint, theme::space};
use crate::project::{Revision, SpeakerId};
pub(crate) use exclusion::DependentClaimsScratch;
use speaker_record::SpeakerRecordScratch;

use std::collections::BTreeSet;

use egui::{Align, Layout, Ui, vec2};

#[derive(Default)]
pub(crate) struct SpeakersScratch {
    /// Text of the field that finds and adds speakers.
    typed: String,
    selected: Option<SpeakerId>,
    /// Whether the list scrolls to the selected speaker in this frame.
    scroll: bool,
    /// Name of a speaker being added, who is selected as soon as the project has it.
    added: Option<String>,
    rows: Option<SpeakerRows>,
    /// Pairs with similar names that the analyst keeps separate.
    separate: BTreeSet<(SpeakerId, SpeakerId)>,
    record: SpeakerRecordScratch,
}

/// The contents of the list, kept until the filter or the project changes.
struct SpeakerRows {
    /// The revision and the filter that the rows were made for.
    of: (Revision, String),
    /// In alphabetical order.
    speakers: Vec<SpeakerId>,
    similar: Vec<(SpeakerId, SpeakerId)>,
}

impl SpeakersScratch {
    /// Pairs with similar names that have not been kept separate.
    fn similar(&self) -> impl Iterator<Item = (SpeakerId, SpeakerId)> {
        let pairs = self
            .rows
            .iter()
            .flat_map(|rows| rows.similar.iter().copied());
        pairs.filter(|pair| !self.separate.contains(pair))
    }

    fn select(&mut self, speaker: SpeakerId) {
        self.selected = Some(speaker);
        self.scroll = true;
    }
}

/// Width of the list in points.
const LIST_WIDTH: f32 = 270.0;

/// Maximum height of the dialog in points.
const MAX_HEIGHT: f32 = 560.0;

/// The list of speakers on the left, the record of the selected one on the right.
pub(crate) fn show(ui: &mut Ui, paint: &mut Paint<'_>, scratch: &mut SpeakersScratch, fresh: bool) {
    speaker_list::refresh(paint, scratch);
    let height = (ui.ctx().content_rect().height() - 190.0).clamp(240.0, MAX_HEIGHT);
    let right = ui.available_width() - LIST_WIDTH - 2.0 * space::MEDIUM - 2.0;
    ui.horizontal_top(|ui| {
        ui.spacing_mut().item_spacing.x = space::MEDIUM;
        let down = Layout::top_down(Align::Min);
        ui.allocate_ui_with_layout(vec2(LIST_WIDTH, height), down, |ui| {
            ui.set_min_size(vec2(LIST_WIDTH, height));
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
    let selected = scratch.selected.and_then(|id| paint.project().speaker(id));
    if let Some(speaker) = selected {
        speaker_record::show(ui, paint, scratch, speaker);
        return;
    }
    let help: &[&str] = if paint.project().speakers().len() > 0 {
        &["Select a speaker to see their names and the claims that rest on them"]
    } else {
        &[
            "A speaker is a person or an organisation that says things: a governor, a ministry, an eyewitness, a news \
             agency.",
            "Crosscheck adds a speaker when you attribute evidence, enter who made a claim, or name the agency that an \
             article derives from. You can also type a name at the left and press Enter.",
            "If four articles cite one ministry, that is one independent source, not four. So the ministry should be here \
             only once, however it is spelled.",
        ]
    };
    for text in help {
        ui.weak(*text);
        ui.add_space(space::TINY);
    }
}
