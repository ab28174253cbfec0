//! Who said what a piece of evidence says: one line under its quote, and the form that it opens into.

use crate::{
    analysis::{attribution_words, near_spelling},
    project::{Evidence, EvidenceId, EvidenceSet, Knowledge, Naming, Quotation, SpeakerId, Usage},
    reader::LabelStyle,
    views::{
        Paint,
        theme::{letters, space},
        widgets::{Choice, Field, Lines, NameField, hint, sign_button},
    },
    workbench::{AttributionIntent, Command, FocusOn, Intent, SpeakerIntent, free_set},
};

use egui::{Id, Sense, Ui, WidgetInfo, accesskit::Role};

/// What the form remembers.
#[derive(Default)]
pub(crate) struct AttributionScratch {
    /// The piece whose form was opened by a click.
    opened: Option<EvidenceId>,
    /// The piece whose form was painted last, and how high its card was, in points.
    shown: Option<(EvidenceId, f32)>,
    /// The piece whose chain is being lengthened, and whether the field for it was painted.
    lengthening: Option<(EvidenceId, bool)>,
}

/// The form of the piece that was gone to last or opened; the line of any other.
pub(crate) fn show(
    ui: &mut Ui,
    paint: &mut Paint<'_>,
    scratch: &mut AttributionScratch,
    evidence: &Evidence,
    quoted: &str,
) {
    let wanted = paint.takes_focus(FocusOn::Speaker(evidence.id));
    let is_chosen = paint.workbench.chosen().evidence == Some(evidence.id);
    if wanted || scratch.opened == Some(evidence.id) || is_chosen {
        if wanted {
            scratch.opened = Some(evidence.id);
        }
        form(ui, paint, scratch, evidence, quoted, wanted);
        // Where somebody asked for it, it opens, and grows, below what was in view, so it asks for its room.
        let room = ui.min_rect();
        let now = (evidence.id, room.height().round());
        let is_changed = scratch.shown.replace(now) != Some(now);
        if is_changed && scratch.opened == Some(evidence.id) {
            ui.scroll_to_rect(room, None);
        }
        // In this frame the panel scrolls to the field that gets the keyboard; to all of it in the next.
        scratch.shown.take_if(|_| wanted);
    } else if line(ui, paint, evidence, quoted) {
        scratch.opened = Some(evidence.id);
    }
}

/// All that is recorded, in one line; returns whether it was clicked.
fn line(ui: &mut Ui, paint: &mut Paint<'_>, evidence: &Evidence, quoted: &str) -> bool {
    let words = attribution_words(paint.project(), &evidence.attribution);
    let (shown, color) = if words.is_empty() {
        ("Who says so?", paint.theme.faint)
    } else {
        (words.as_str(), paint.theme.text)
    };
    let style = LabelStyle {
        sense: Sense::click(),
        ..LabelStyle::new(letters::SMALL, color).lines(2)
    };
    let response = paint.engine.label(ui, shown, &style);
    let name = format!("{shown} - attribution of: {quoted}");
    response.widget_info(|| WidgetInfo::labeled(Role::Button, true, &name));
    if response.has_focus() {
        let stroke = egui::Stroke::new(1.0, paint.theme.accent);
        let kind = egui::StrokeKind::Outside;
        ui.painter()
            .rect_stroke(response.rect.expand(2.0), 3.0, stroke, kind);
    }
    let response = response.on_hover_cursor(egui::CursorIcon::PointingHand);
    response.on_hover_text("Say who said it, and how").clicked()
}

fn form(
    ui: &mut Ui,
    paint: &mut Paint<'_>,
    scratch: &mut AttributionScratch,
    evidence: &Evidence,
    quoted: &str,
    wanted: bool,
) {
    who_and_wording(ui, paint, evidence, quoted, wanted);
    ways(ui, paint, evidence, quoted);
    chain(ui, paint, scratch, evidence, quoted);
    offers(ui, paint, evidence);
}

fn who_and_wording(
    ui: &mut Ui,
    paint: &mut Paint<'_>,
    evidence: &Evidence,
    quoted: &str,
    wanted: bool,
) {
    let id = speaker_field(evidence.id);
    if wanted {
        ui.memory_mut(|memory| memory.request_focus(id));
    }
    let current = shown_name(paint, evidence.attribution.speaker);
    ui.horizontal(|ui| {
        let width = (ui.available_width() - space::SMALL) * 0.5;
        let name = format!("Speaker: {quoted}");
        let field = NameField {
            name: &name,
            hint: "Who says so?",
            width,
        };
        if let Some(name) = field.show(ui, paint, id, &current) {
            ask(paint, AttributionIntent::SetSpeaker(evidence.id, name));
        }
        let name = format!("Wording: {quoted}");
        let field = Field {
            name: &name,
            hint: "\u{201c}said on Telegram\u{201d}",
            lines: Lines::One,
        };
        let id = Id::unique(("wording", evidence.id.number()));
        let (_, changed) = field.show(ui, paint, id, &evidence.attribution.wording);
        if let Some(wording) = changed {
            ask(paint, AttributionIntent::SetWording(evidence.id, wording));
        }
    });
}

/// Names the field of a piece's speaker.
fn speaker_field(evidence: EvidenceId) -> Id {
    Id::unique(("speaker of evidence", evidence.number()))
}

fn shown_name(paint: &Paint<'_>, speaker: Option<SpeakerId>) -> String {
    let speaker = speaker.and_then(|id| paint.project().speaker(id));
    speaker.map_or_else(String::new, |speaker| speaker.shown_name().to_owned())
}

/// Four small choices; each says what it is about while nothing is chosen.
fn ways(ui: &mut Ui, paint: &mut Paint<'_>, evidence: &Evidence, quoted: &str) {
    use AttributionIntent as To;
    let (id, now) = (evidence.id, &evidence.attribution);
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing.x = space::TINY;
        let width = ((ui.available_width() - 3.0 * space::TINY) * 0.25).max(76.0);
        let way = |what| Way {
            what,
            quoted,
            width,
        };
        let all = Quotation::ALL.map(|one| (one, one.label()));
        let one = way("Quotation").show(ui, paint, &all, now.quotation);
        if one != now.quotation {
            ask(paint, To::SetQuotation(id, one));
        }
        let all = Knowledge::ALL.map(|one| (one, one.label()));
        let one = way("First-hand?").show(ui, paint, &all, now.knowledge);
        if one != now.knowledge {
            ask(paint, To::SetKnowledge(id, one));
        }
        let all = Usage::ALL.map(|one| (one, one.label()));
        let one = way("Primary?").show(ui, paint, &all, now.usage);
        if one != now.usage {
            ask(paint, To::SetUsage(id, one));
        }
        let all = Naming::ALL.map(|one| (one, one.label()));
        let one = way("Named?").show(ui, paint, &all, now.naming);
        if one != now.naming {
            ask(paint, To::SetNaming(id, one));
        }
    });
}

/// One choice among a few words, or none of them.
struct Way<'a> {
    what: &'a str,
    /// How the quote begins.
    quoted: &'a str,
    /// In points.
    width: f32,
}

impl Way<'_> {
    /// Returns what is chosen now.
    fn show<T: Copy + PartialEq>(
        &self,
        ui: &mut Ui,
        paint: &mut Paint<'_>,
        all: &[(T, &'static str)],
        now: Option<T>,
    ) -> Option<T> {
        let chosen = now.and_then(|now| all.iter().position(|(one, _)| *one == now));
        let labels = all.iter().map(|(_, label)| *label);
        let entries: Vec<&str> = std::iter::once("not said").chain(labels).collect();
        let name = format!("{}: {}", self.what, self.quoted);
        let choice = Choice {
            name: &name,
            shown: chosen.map_or(self.what, |nth| all[nth].1),
            width: self.width,
        };
        let marked = Some(chosen.map_or(0, |nth| nth + 1));
        match choice.show(ui, paint, &entries, marked) {
            Some(clicked) => clicked.checked_sub(1).map(|nth| all[nth].0),
            None => now,
        }
    }
}

/// Those who passed it on, and the set that the piece counts in.
fn chain(
    ui: &mut Ui,
    paint: &mut Paint<'_>,
    scratch: &mut AttributionScratch,
    evidence: &Evidence,
    quoted: &str,
) {
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing.x = space::TINY;
        let style = LabelStyle::new(letters::SMALL, paint.theme.text).lines(1);
        if !evidence.attribution.relayed_by.is_empty() {
            hint(ui, paint, "via");
        }
        for id in &evidence.attribution.relayed_by {
            let name = shown_name(paint, Some(*id));
            paint.engine.label(ui, &name, &style);
            let words = format!("It did not come through {name}");
            if sign_button(ui, paint, "\u{d7}", &words).clicked() {
                ask(paint, AttributionIntent::RemoveVia(evidence.id, *id));
            }
        }
        lengthen(ui, paint, scratch, evidence, quoted);
        together(ui, paint, evidence, quoted);
    });
}

fn lengthen(
    ui: &mut Ui,
    paint: &mut Paint<'_>,
    scratch: &mut AttributionScratch,
    evidence: &Evidence,
    quoted: &str,
) {
    let id = Id::unique(("through whom", evidence.id.number()));
    let Some((_, is_shown)) = scratch.lengthening.filter(|(of, _)| *of == evidence.id) else {
        let button = ui.small_button("via\u{2026}");
        let button = button
            .on_hover_text("Who passed it on: the Post citing TASS citing the governor")
            .accessible_name(format!("Through whom: {quoted}"));
        if button.clicked() {
            scratch.lengthening = Some((evidence.id, false));
        }
        return;
    };
    if !is_shown {
        ui.memory_mut(|memory| memory.request_focus(id));
        scratch.lengthening = Some((evidence.id, true));
    }
    let name = format!("Through whom: {quoted}");
    let field = NameField {
        name: &name,
        hint: "Through whom?",
        width: 130.0,
    };
    let had_keyboard = ui.memory(|memory| memory.has_focus(id));
    if let Some(name) = field.show(ui, paint, id, "") {
        ask(paint, AttributionIntent::AddVia(evidence.id, name));
        scratch.lengthening = None;
    } else if had_keyboard && !ui.memory(|memory| memory.has_focus(id)) {
        scratch.lengthening = None;
    }
}

/// Which set of pieces it counts in only together with the others.
fn together(ui: &mut Ui, paint: &mut Paint<'_>, evidence: &Evidence, quoted: &str) {
    let others = || paint.project().evidence_of(evidence.claim);
    if others().count() < 2 && evidence.set.is_none() {
        return;
    }
    let mut sets: Vec<EvidenceSet> = others().filter_map(|piece| piece.set).collect();
    sets.push(free_set(others()));
    sets.sort_unstable();
    sets.dedup();
    let labels: Vec<String> = sets
        .iter()
        .map(|set| format!("set {}", set.label()))
        .collect();
    let entries: Vec<&str> = std::iter::once("by itself")
        .chain(labels.iter().map(String::as_str))
        .collect();
    let chosen = evidence
        .set
        .and_then(|set| sets.iter().position(|other| *other == set));
    let name = format!("Counts together: {quoted}");
    let marked = chosen.map_or(0, |nth| nth + 1);
    let choice = Choice {
        name: &name,
        shown: entries[marked],
        width: 92.0,
    };
    let clicked = choice.show(ui, paint, &entries, Some(marked));
    if let Some(nth) = clicked.filter(|nth| *nth != marked) {
        let set = nth.checked_sub(1).map(|nth| sets[nth]);
        ask(paint, AttributionIntent::SetTogether(evidence.id, set));
    }
}

/// What was recorded last, while nothing is; and a spelling in the passage that the speaker does not have yet.
fn offers(ui: &mut Ui, paint: &mut Paint<'_>, evidence: &Evidence) {
    let last = paint.workbench.last_attribution();
    if evidence.attribution.is_empty() && !last.is_empty() {
        let words = format!("As before: {}", attribution_words(paint.project(), last));
        let keys = Command::AttributeAsBefore.spec().tooltip;
        if offer(ui, paint, &words, keys) {
            ask(paint, AttributionIntent::Repeat(evidence.id));
        }
    }
    let speaker = evidence.attribution.speaker;
    let speaker = speaker.and_then(|id| paint.project().speaker(id));
    let quote = paint.project().quote(evidence.highlight);
    let (Some(speaker), Some(quote)) = (speaker, quote) else {
        return;
    };
    if let Some(spelling) = near_spelling(quote, speaker) {
        let name = speaker.shown_name();
        // Beside the stand-in, the spelling would tell who it is.
        let words = match speaker.stand_in {
            Some(_) => format!("The passage has another spelling of {name}: add the alias"),
            None => format!("The passage spells {name} \u{201c}{spelling}\u{201d}: add the alias"),
        };
        if offer(ui, paint, &words, "Another spelling of the same name") {
            let intent = SpeakerIntent::AddAlias(speaker.id, spelling.to_owned());
            paint.ask(Intent::Speaker(intent));
        }
    }
}

/// A line that does what it says; returns whether it was clicked.
fn offer(ui: &mut Ui, paint: &mut Paint<'_>, words: &str, tooltip: &str) -> bool {
    let style = LabelStyle::new(letters::SMALL, paint.theme.accent).lines(1);
    let room = ui.available_width() - 2.0 * space::SMALL;
    let words_on_it = paint.engine.atom(ui, words, &style, room);
    let button = egui::Button::new(words_on_it).frame_when_inactive(false);
    let response = ui.add(button).on_hover_text(tooltip);
    response.accessible_name(words).clicked()
}

fn ask(paint: &mut Paint<'_>, intent: AttributionIntent) {
    paint.ask(Intent::Attribution(intent));
}
