//! The attribution of the open piece of evidence, as a row of chips.

use super::chips::{CHIP_HEIGHT, ChoiceChip, FIELD_WIDTH, TextChip, chip, field_chip};
use crate::{
    analysis::{attribution_words, near_spelling, recorded_value},
    project::{
        Evidence, EvidenceSet, FirstHandOrReported, Naming, PrimaryOrSecondary, Quotation, Speaker,
        SpeakerId,
    },
    reader::LabelStyle,
    text::isolated,
    views::{
        Paint,
        theme::{letters, space},
        widgets::{NameField, take_keyboard, text_button},
    },
    workbench::{
        AttributionIntent, Command, EvidenceIntent, FocusOn, Intent, SpeakerIntent, free_set,
    },
};

use egui::{FocusDirection, Id, Key, Modifiers, Ui, vec2};

/// The attribution as a row of chips that wraps: speaker, wording, quotation type and so on, and intermediaries. An empty
/// chip is grey and has a question mark. `quoted` is the beginning of the quote.
pub(super) fn show(ui: &mut Ui, paint: &mut Paint<'_>, evidence: &Evidence, quoted: &str) {
    let speaker_id = Id::unique(("speaker of evidence", evidence.id.number()));
    if paint.takes_focus(FocusOn::Speaker(evidence.id)) {
        let current = evidence.attribution.speaker;
        take_keyboard(
            ui,
            speaker_id,
            current.map_or("", |id| shown_name(paint, id)),
        );
    }
    let mut chips = Vec::new();
    ui.spacing_mut().interact_size.y = CHIP_HEIGHT;
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing = vec2(space::TINY, space::TINY);
        speaker(ui, paint, speaker_id, evidence, quoted);
        wording(ui, paint, evidence, quoted);
        choices(ui, paint, evidence, quoted, &mut chips);
        relays(ui, paint, evidence, quoted);
        value(ui, paint, evidence, quoted);
        evidence_set(ui, paint, evidence, quoted);
    });
    letters_of_chips(ui, paint, evidence, &chips);
    suggestions(ui, paint, evidence);
}

/// A chip of the attribution. Its id does not change when it becomes a text field.
fn chip_id(evidence: &Evidence, name: &str) -> Id {
    Id::unique(("attribution chip", name, evidence.id.number()))
}

fn speaker(ui: &mut Ui, paint: &mut Paint<'_>, id: Id, evidence: &Evidence, quoted: &str) {
    let current = evidence.attribution.speaker;
    let current = current.map_or("", |id| shown_name(paint, id));
    let name = format!("Speaker: {quoted}");
    if !NameField::is_in_use(ui, id) {
        let shown = match current {
            "" => ("said by?", false),
            name => (name, true),
        };
        field_chip(ui, paint, id, (shown, current), &name);
        return;
    }
    let is_enter = ui.input(|input| input.key_pressed(Key::Enter));
    let field = NameField {
        name: &name,
        hint: "e.g. Denna Corvast",
        width: FIELD_WIDTH,
    };
    if let Some(name) = field.show(ui, paint, id, current) {
        ask(paint, AttributionIntent::SetSpeaker(evidence.id, name));
    }
    if is_enter && !ui.memory(|memory| memory.has_focus(id)) {
        // The letter keys of the choices act immediately.
        ui.memory_mut(|memory| {
            memory.move_focus(FocusDirection::None);
            memory.request_focus(chip_id(evidence, QUOTATION));
        });
    }
}

fn wording(ui: &mut Ui, paint: &mut Paint<'_>, evidence: &Evidence, quoted: &str) {
    let current = evidence.attribution.wording.as_str();
    let chip = TextChip {
        id: chip_id(evidence, "wording"),
        name: &format!("Wording: {quoted}"),
        unset: "wording?",
        shown: &format!("\u{201c}{current}\u{201d}"),
        hint: "e.g. said on Telegram",
        meaning: "The words that attribute it",
    };
    if let Some(wording) = chip.show(ui, paint, current) {
        ask(paint, AttributionIntent::SetWording(evidence.id, wording));
    }
}

/// The value stated in the passage. Text without a number is shown with a warning.
fn value(ui: &mut Ui, paint: &mut Paint<'_>, evidence: &Evidence, quoted: &str) {
    let current = evidence.value.as_str();
    let is_read = recorded_value(current).is_some();
    let warning = if is_read { "" } else { ": no number" };
    let chip = TextChip {
        id: chip_id(evidence, "value"),
        name: &format!("Value: {quoted}"),
        unset: "value?",
        shown: &format!("{current}{warning}"),
        hint: "e.g. at least 12 injured",
        meaning: "The number that the passage gives, with its bound and what it counts",
    };
    if let Some(value) = chip.show(ui, paint, current) {
        let set = EvidenceIntent::SetValue(evidence.id, value);
        paint.ask(Intent::Evidence(set));
    }
}

fn shown_name<'a>(paint: &Paint<'a>, speaker: SpeakerId) -> &'a str {
    let speaker = paint.project().speaker(speaker);
    speaker.map_or("", Speaker::shown_name)
}

/// Four choices, each a chip that opens a menu.
fn choices(
    ui: &mut Ui,
    paint: &mut Paint<'_>,
    evidence: &Evidence,
    quoted: &str,
    chips: &mut Vec<Id>,
) {
    use AttributionIntent as To;
    let (id, now) = (evidence.id, &evidence.attribution);
    let chip = |name, unset| ChoiceChip {
        id: chip_id(evidence, name),
        name,
        unset,
        quoted,
    };
    let quotation = chip(QUOTATION, "quotation?");
    let all = Quotation::ALL.map(|one| (one, one.label()));
    let set = |one| To::SetQuotation(id, one);
    chips.push(choose(ui, paint, &quotation, &all, now.quotation, set));

    let first_hand = chip("First-hand?", "first-hand?");
    let all = FirstHandOrReported::ALL.map(|one| (one, one.label()));
    let set = |one| To::SetFirstHand(id, one);
    chips.push(choose(ui, paint, &first_hand, &all, now.first_hand, set));

    let primary = chip("Primary?", "primary?");
    let all = PrimaryOrSecondary::ALL.map(|one| (one, one.label()));
    let (current, set) = (now.primary_or_secondary, |one| {
        To::SetPrimaryOrSecondary(id, one)
    });
    chips.push(choose(ui, paint, &primary, &all, current, set));

    let naming = chip("Named?", "named?");
    let all = Naming::ALL.map(|one| (one, one.label()));
    let set = |one| To::SetNaming(id, one);
    chips.push(choose(ui, paint, &naming, &all, now.naming, set));
}

/// Shows a chip of a choice, and asks for the value selected in its menu. Returns the chip's id.
fn choose<T: Copy + PartialEq>(
    ui: &mut Ui,
    paint: &mut Paint<'_>,
    chip: &ChoiceChip<'_>,
    all: &[(T, &str)],
    current: Option<T>,
    set: impl FnOnce(Option<T>) -> AttributionIntent,
) -> Id {
    let labels: Vec<&str> = all.iter().map(|(_, label)| *label).collect();
    let before = current.and_then(|current| all.iter().position(|(one, _)| *one == current));
    let now = chip.pick(ui, paint, ("not set", &labels), before);
    if now != before {
        ask(paint, set(now.map(|nth| all[nth].0)));
    }
    chip.id
}

const QUOTATION: &str = "Quotation";

/// The intermediaries between the speaker and the article, and a chip to add one.
fn relays(ui: &mut Ui, paint: &mut Paint<'_>, evidence: &Evidence, quoted: &str) {
    let relays = &evidence.attribution.relayed_by;
    for id in relays {
        let name = shown_name(paint, *id);
        let remove = format!("Remove intermediary {name}");
        let text = format!("relayed by {} \u{d7}", isolated(name));
        let chip_id = chip_id(evidence, "relay").with(id.number());
        let response = chip(ui, paint, chip_id, (&text, true), &remove);
        if response.on_hover_text("Remove this intermediary").clicked() {
            ask(paint, AttributionIntent::RemoveRelay(evidence.id, *id));
        }
    }
    let id = chip_id(evidence, "relayed by");
    let name = format!("Relayed by: {quoted}");
    if !NameField::is_in_use(ui, id) {
        let text = if relays.is_empty() {
            "relayed by?"
        } else {
            "+"
        };
        field_chip(ui, paint, id, ((text, false), ""), &name)
            .on_hover_text("Add an intermediary: the Post citing TASS citing the governor");
        return;
    }
    let field = NameField {
        name: &name,
        hint: "e.g. Lanterna",
        width: FIELD_WIDTH,
    };
    if let Some(name) = field.show(ui, paint, id, "") {
        ask(paint, AttributionIntent::AddRelay(evidence.id, name));
    }
}

/// The letter keys that set a value while a chip has the keyboard focus.
const LETTERS: [Key; 6] = [Key::D, Key::I, Key::F, Key::R, Key::P, Key::S];

/// Storage of the chips of the open piece for [`takes_letter`].
fn chips_with_letters() -> Id {
    Id::unique("attribution chips")
}

/// Whether a chip has the keyboard focus and uses the key itself, so that it is not a command.
pub(crate) fn takes_letter(ctx: &egui::Context, key: Key) -> bool {
    let Some(focused) = ctx.memory(egui::Memory::focused) else {
        return false;
    };
    let chips: Option<Vec<Id>> = ctx.data(|data| data.get_temp(chips_with_letters()));
    LETTERS.contains(&key) && chips.is_some_and(|chips| chips.contains(&focused))
}

/// While a chip has the keyboard focus: D and I set the quotation, F and R first-hand or reported, P and S primary or
/// secondary.
fn letters_of_chips(ui: &Ui, paint: &mut Paint<'_>, evidence: &Evidence, chips: &[Id]) {
    use AttributionIntent as To;
    let is_focused = ui
        .memory(egui::Memory::focused)
        .is_some_and(|focused| chips.contains(&focused));
    ui.data_mut(|data| data.insert_temp(chips_with_letters(), chips.to_vec()));
    if !is_focused {
        return;
    }
    let id = evidence.id;
    let quotation = |one| To::SetQuotation(id, Some(one));
    let first_hand = |one| To::SetFirstHand(id, Some(one));
    let primary = |one| To::SetPrimaryOrSecondary(id, Some(one));
    let intents = [
        quotation(Quotation::Direct),
        quotation(Quotation::Indirect),
        first_hand(FirstHandOrReported::FirstHand),
        first_hand(FirstHandOrReported::Reported),
        primary(PrimaryOrSecondary::Primary),
        primary(PrimaryOrSecondary::Secondary),
    ];
    for (key, intent) in LETTERS.into_iter().zip(intents) {
        if ui.input_mut(|input| input.consume_key(Modifiers::NONE, key)) {
            ask(paint, intent);
        }
    }
}

/// The set of pieces of evidence that count only together, such as two passages neither of which supports the claim
/// alone.
fn evidence_set(ui: &mut Ui, paint: &mut Paint<'_>, evidence: &Evidence, quoted: &str) {
    let all = || paint.project().evidence_of(evidence.claim);
    if all().count() < 2 && evidence.set.is_none() {
        return;
    }
    let mut sets: Vec<EvidenceSet> = all().filter_map(|evidence| evidence.set).collect();
    sets.extend(free_set(all()));
    sets.sort_unstable();
    sets.dedup();
    let labels: Vec<String> = sets
        .iter()
        .map(|set| format!("set {}", set.label()))
        .collect();
    let labels: Vec<&str> = labels.iter().map(String::as_str).collect();
    let before = evidence
        .set
        .and_then(|set| sets.iter().position(|other| *other == set));
    let choice = ChoiceChip {
        id: chip_id(evidence, "evidence set"),
        name: "Evidence set",
        unset: "counts alone",
        quoted,
    };
    let now = choice.pick(ui, paint, ("counts alone", &labels), before);
    if now != before {
        let set = now.map(|nth| sets[nth]);
        ask(paint, AttributionIntent::SetEvidenceSet(evidence.id, set));
    }
}

/// Suggests repeating the last attribution while there is none, and adding a spelling in the passage as an alias.
fn suggestions(ui: &mut Ui, paint: &mut Paint<'_>, evidence: &Evidence) {
    let is_open = evidence.attribution.is_empty();
    let before = is_open.then(|| paint.workbench.attribution_before(evidence.id));
    if let Some(before) = before.flatten() {
        let label = format!("As before: {}", attribution_words(paint.project(), &before));
        let tooltip = Command::AttributeAsBefore.spec().tooltip;
        if suggestion_button(ui, paint, &label, tooltip) {
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
        let label = match speaker.stand_in {
            Some(_) => format!("Add the spelling in the passage as an alias of {name}"),
            None => format!("Add \u{201c}{spelling}\u{201d} as an alias of {name}"),
        };
        if suggestion_button(ui, paint, &label, "The passage spells the name differently") {
            let intent = SpeakerIntent::AddAlias(speaker.id, spelling.to_owned());
            paint.ask(Intent::Speaker(intent));
        }
    }
}

fn suggestion_button(ui: &mut Ui, paint: &mut Paint<'_>, label: &str, tooltip: &str) -> bool {
    let style = LabelStyle::new(letters::SMALL, paint.theme.accent).lines(1);
    let button = text_button(ui, paint, label, &style);
    button.on_hover_text(tooltip).clicked()
}

fn ask(paint: &mut Paint<'_>, intent: AttributionIntent) {
    paint.ask(Intent::Attribution(intent));
}
