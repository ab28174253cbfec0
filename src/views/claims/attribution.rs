//! The attribution of a piece of evidence: one line under its quote, and the form that the line opens.

use crate::{
    analysis::{attribution_words, near_spelling},
    project::{
        Evidence, EvidenceId, EvidenceSet, Knowledge, Naming, Quotation, Speaker, SpeakerId, Usage,
    },
    reader::LabelStyle,
    views::{
        Paint,
        theme::{letters, space},
        widgets::{Choice, Field, NameField, link, sign_button, text_button},
    },
    workbench::{AttributionIntent, Command, FocusOn, Intent, SpeakerIntent, free_set},
};

use egui::{Id, Ui};

#[derive(Default)]
pub(super) struct AttributionScratch {
    /// The evidence whose form was opened by a click or a key.
    opened: Option<EvidenceId>,
    /// The evidence whose form was painted last, and the height of its card in points.
    shown: Option<(EvidenceId, f32)>,
    /// The evidence that gets another intermediary, and whether the field for it has been painted.
    relay: Option<(EvidenceId, bool)>,
}

/// The form for the selected or opened evidence, the line for all other evidence. `quoted` is the beginning of the quote.
pub(super) fn show(
    ui: &mut Ui,
    paint: &mut Paint<'_>,
    scratch: &mut AttributionScratch,
    evidence: &Evidence,
    quoted: &str,
) {
    let takes_focus = paint.takes_focus(FocusOn::Speaker(evidence.id));
    if takes_focus {
        scratch.opened = Some(evidence.id);
    }
    let is_opened = scratch.opened == Some(evidence.id);
    let is_selected = paint.workbench.selection().evidence == Some(evidence.id);
    if !is_opened && !is_selected {
        if line(ui, paint, evidence, quoted) {
            scratch.opened = Some(evidence.id);
        }
        return;
    }
    speaker_and_wording(ui, paint, evidence, quoted, takes_focus);
    choices(ui, paint, evidence, quoted);
    relays_and_set(ui, paint, &mut scratch.relay, evidence, quoted);
    offers(ui, paint, evidence);
    // A form that was asked for scrolls into view when it opens and when it grows.
    let card = ui.min_rect();
    let now = (evidence.id, card.height().round());
    if scratch.shown.replace(now) != Some(now) && is_opened {
        ui.scroll_to_rect(card, None);
    }
    // In this frame the panel scrolls to the focused field, in the next one to the whole form.
    scratch.shown.take_if(|_| takes_focus);
}

/// The recorded attribution in one line. Returns whether it was clicked.
fn line(ui: &mut Ui, paint: &mut Paint<'_>, evidence: &Evidence, quoted: &str) -> bool {
    let words = attribution_words(paint.project(), &evidence.attribution);
    let (shown, style) = if words.is_empty() {
        ("Not attributed yet", paint.theme.detail())
    } else {
        (words.as_str(), paint.theme.small())
    };
    let name = format!("Attribution of {quoted}: {shown}");
    link(ui, paint, shown, style.lines(2), &name)
        .on_hover_text("Record the speaker and the wording")
        .clicked()
}

fn speaker_and_wording(
    ui: &mut Ui,
    paint: &mut Paint<'_>,
    evidence: &Evidence,
    quoted: &str,
    takes_focus: bool,
) {
    let id = Id::unique(("speaker of evidence", evidence.id.number()));
    if takes_focus {
        ui.memory_mut(|memory| memory.request_focus(id));
    }
    ui.horizontal(|ui| {
        let field = NameField {
            name: &format!("Speaker: {quoted}"),
            hint: "Speaker",
            width: (ui.available_width() - space::SMALL) * 0.5,
        };
        let current = evidence.attribution.speaker;
        let current = current.map_or("", |id| shown_name(paint, id));
        if let Some(name) = field.show(ui, paint, id, current) {
            ask(paint, AttributionIntent::SetSpeaker(evidence.id, name));
        }
        let name = format!("Wording: {quoted}");
        let field = Field::line(&name, "\u{201c}said on Telegram\u{201d}");
        let id = Id::unique(("wording", evidence.id.number()));
        let (_, changed) = field.show(ui, paint, id, &evidence.attribution.wording);
        if let Some(wording) = changed {
            ask(paint, AttributionIntent::SetWording(evidence.id, wording));
        }
    });
}

fn shown_name<'a>(paint: &Paint<'a>, speaker: SpeakerId) -> &'a str {
    let speaker = paint.project().speaker(speaker);
    speaker.map_or("", Speaker::shown_name)
}

/// Four short choices; each shows its own name while nothing is selected.
fn choices(ui: &mut Ui, paint: &mut Paint<'_>, evidence: &Evidence, quoted: &str) {
    use AttributionIntent as To;
    let (id, now) = (evidence.id, &evidence.attribution);
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing.x = space::TINY;
        let width = ((ui.available_width() - 3.0 * space::TINY) * 0.25).max(76.0);
        let of = |name| (name, quoted, width);
        let all = Quotation::ALL.map(|one| (one, one.label()));
        if let Some(one) = choice(ui, paint, of("Quotation"), &all, now.quotation) {
            ask(paint, To::SetQuotation(id, one));
        }
        let all = Knowledge::ALL.map(|one| (one, one.label()));
        if let Some(one) = choice(ui, paint, of("First-hand?"), &all, now.knowledge) {
            ask(paint, To::SetKnowledge(id, one));
        }
        let all = Usage::ALL.map(|one| (one, one.label()));
        if let Some(one) = choice(ui, paint, of("Primary?"), &all, now.usage) {
            ask(paint, To::SetUsage(id, one));
        }
        let all = Naming::ALL.map(|one| (one, one.label()));
        if let Some(one) = choice(ui, paint, of("Named?"), &all, now.naming) {
            ask(paint, To::SetNaming(id, one));
        }
    });
}

/// Returns a newly selected value, which may be none.
fn choice<T: Copy + PartialEq>(
    ui: &mut Ui,
    paint: &mut Paint<'_>,
    (name, quoted, width): (&str, &str, f32),
    all: &[(T, &'static str)],
    current: Option<T>,
) -> Option<Option<T>> {
    let full_name = format!("{name}: {quoted}");
    let choice = Choice::new(&full_name, width).or("Not set").unset(name);
    let current = all.iter().find(|(one, _)| Some(*one) == current);
    let picked = choice.pick_optional(ui, paint, all, |(_, label)| label, current)?;
    Some(picked.map(|(one, _)| one))
}

/// The intermediaries between the speaker and the article, and the evidence set.
fn relays_and_set(
    ui: &mut Ui,
    paint: &mut Paint<'_>,
    relay: &mut Option<(EvidenceId, bool)>,
    evidence: &Evidence,
    quoted: &str,
) {
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing.x = space::TINY;
        let style = paint.theme.small().lines(1);
        if !evidence.attribution.relayed_by.is_empty() {
            ui.weak("relayed by");
        }
        for id in &evidence.attribution.relayed_by {
            let name = shown_name(paint, *id);
            paint.label(ui, name, &style);
            let words = format!("Remove intermediary {name}");
            if sign_button(ui, paint, "\u{d7}", &words).clicked() {
                ask(paint, AttributionIntent::RemoveRelay(evidence.id, *id));
            }
        }
        add_relay(ui, paint, relay, evidence, quoted);
        evidence_set(ui, paint, evidence, quoted);
    });
}

/// A button that becomes a field for the name of an intermediary.
fn add_relay(
    ui: &mut Ui,
    paint: &mut Paint<'_>,
    relay: &mut Option<(EvidenceId, bool)>,
    evidence: &Evidence,
    quoted: &str,
) {
    let name = format!("Relayed by: {quoted}");
    let Some((_, is_shown)) = relay.filter(|(of, _)| *of == evidence.id) else {
        let button = ui
            .small_button("Relayed by\u{2026}")
            .on_hover_text(
                "Add an intermediary, such as TASS where the Post cites TASS citing the governor",
            )
            .accessible_name(name);
        if button.clicked() {
            *relay = Some((evidence.id, false));
        }
        return;
    };
    let id = Id::unique(("relayed by", evidence.id.number()));
    if !is_shown {
        ui.memory_mut(|memory| memory.request_focus(id));
        *relay = Some((evidence.id, true));
    }
    let field = NameField {
        name: &name,
        hint: "Relayed by",
        width: 130.0,
    };
    let had_focus = ui.memory(|memory| memory.has_focus(id));
    if let Some(name) = field.show(ui, paint, id, "") {
        ask(paint, AttributionIntent::AddRelay(evidence.id, name));
        *relay = None;
    } else if had_focus && !ui.memory(|memory| memory.has_focus(id)) {
        *relay = None;
    }
}

/// The set of evidence that counts only together, such as two passages of which neither supports the claim alone.
fn evidence_set(ui: &mut Ui, paint: &mut Paint<'_>, evidence: &Evidence, quoted: &str) {
    let all = || paint.project().evidence_of(evidence.claim);
    if all().count() < 2 && evidence.set.is_none() {
        return;
    }
    let mut sets: Vec<EvidenceSet> = all().filter_map(|evidence| evidence.set).collect();
    sets.extend(free_set(all()));
    sets.sort_unstable();
    sets.dedup();
    let named = |set: EvidenceSet| (set, format!("Set {}", set.label()));
    let sets: Vec<(EvidenceSet, String)> = sets.into_iter().map(named).collect();
    let name = format!("Evidence set: {quoted}");
    let current = evidence.set.map(named);
    let choice = Choice::new(&name, 92.0).or("By itself");
    let set = choice.pick_optional(ui, paint, &sets, |(_, name)| name, current.as_ref());
    if let Some(set) = set {
        let set = set.map(|(set, _)| set);
        ask(paint, AttributionIntent::SetEvidenceSet(evidence.id, set));
    }
}

/// Offers an attribution to repeat while there is none yet, and a spelling in the passage that is not an alias yet.
fn offers(ui: &mut Ui, paint: &mut Paint<'_>, evidence: &Evidence) {
    let is_open = evidence.attribution.is_empty();
    let before = is_open.then(|| paint.workbench.attribution_before(evidence.id));
    if let Some(before) = before.flatten() {
        let words = format!("As before: {}", attribution_words(paint.project(), &before));
        let tooltip = Command::AttributeAsBefore.spec().tooltip;
        if offer(ui, paint, &words, tooltip) {
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
        // Beside a stand-in, the spelling would reveal the protected name.
        let words = match speaker.stand_in {
            Some(_) => format!("Add the spelling in the passage as an alias of {name}"),
            None => format!("Add \u{201c}{spelling}\u{201d} as an alias of {name}"),
        };
        if offer(ui, paint, &words, "The passage spells the name differently") {
            let intent = SpeakerIntent::AddAlias(speaker.id, spelling.to_owned());
            paint.ask(Intent::Speaker(intent));
        }
    }
}

fn offer(ui: &mut Ui, paint: &mut Paint<'_>, words: &str, tooltip: &str) -> bool {
    let style = LabelStyle::new(letters::SMALL, paint.theme.accent).lines(1);
    let button = text_button(ui, paint, words, &style);
    button.on_hover_text(tooltip).clicked()
}

fn ask(paint: &mut Paint<'_>, intent: AttributionIntent) {
    paint.ask(Intent::Attribution(intent));
}
