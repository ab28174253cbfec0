//! Protected names in an export: every occurrence, and the decision about it.

use crate::{
    analysis::{Certainty, searched_for},
    export::{Export, ExportPart, NameDecision, ProtectedHit, RowId},
    project::Speaker,
    reader::{LabelStyle, ReadingFamily},
    views::{
        Paint,
        shell::counted,
        theme::letters,
        widgets::{fixed_card, hint},
    },
    workbench::{
        ArticleIntent, ClaimIntent, EvidenceIntent, ExportIntent, Intent, Overlay, Searched,
    },
};

use egui::{Button, Margin, RichText, ScrollArea, Ui};

/// Height of a card. All cards have the same height, so that the list can compute which of a hundred thousand are
/// visible.
const ROW_HEIGHT: f32 = 96.0;

/// Height in points of the dialog without the list.
const QUESTIONS_HEIGHT: f32 = 680.0;

/// The audience of the export and, for a public one, the decision about each protected name.
pub(crate) fn show(ui: &mut Ui, paint: &mut Paint<'_>, export: Export) {
    ui.separator();
    audience(ui, paint);
    if paint.workbench.export_answers().internal {
        warn_of_names(ui, paint);
        return;
    }
    match paint.workbench.protected_hits(export) {
        None => {
            ui.horizontal(|ui| {
                ui.spinner();
                hint(ui, paint, "Searching every cell for protected names");
            });
        }
        Some(searched) if searched.hits.is_empty() => {
            let message = format!("{}. No match", searched_for(paint.project()));
            hint(ui, paint, &message);
        }
        Some(searched) => list(ui, paint, searched),
    }
}

/// Selects the audience. Not remembered: each export starts as public.
fn audience(ui: &mut Ui, paint: &mut Paint<'_>) {
    let internal = paint.workbench.export_answers().internal;
    for (label, choice) in [
        ("Public export: stand-ins for protected names", false),
        ("Internal export: with protected names", true),
    ] {
        if ui.radio(internal == choice, label).clicked() {
            paint.ask(Intent::Export(ExportIntent::SetInternal(choice)));
        }
    }
}

fn warn_of_names(ui: &mut Ui, paint: &mut Paint<'_>) {
    let speakers = paint.project().speakers();
    let protected = speakers.filter(|one| one.stand_in.is_some());
    let stand_ins: Vec<&str> = protected.map(Speaker::shown_name).collect();
    let message = format!(
        "The file will contain the real names of {}. Share it only with people who may know them.",
        stand_ins.join(", ")
    );
    let style = LabelStyle::new(letters::BODY, paint.theme.text).strong();
    paint.engine.label(ui, &message, &style);
}

fn list(ui: &mut Ui, paint: &mut Paint<'_>, searched: &Searched) {
    let (all, open) = (searched.hits.len(), searched.open);
    let is_certain = |hit: &&ProtectedHit| hit.certainty == Certainty::Surely;
    let certain = searched.hits.iter().filter(is_certain).count();
    let places = counted(certain, "place");
    let possible = counted(all - certain, "place");
    let message =
        format!("Protected names in {places}, possible ones in {possible}; {open} still open");
    ui.label(RichText::new(message).strong());
    hint(
        ui,
        paint,
        "Decide on each before you export. Your decisions change the export, not the project.",
    );
    hint(ui, paint, &searched_for(paint.project()));
    // With the questions above, the list fits a window of the usual height. In a small window, the dialog scrolls.
    let height = ui.ctx().content_rect().height() - QUESTIONS_HEIGHT;
    ScrollArea::vertical()
        .max_height(height.max(2.0 * ROW_HEIGHT))
        .auto_shrink([false, true])
        .show_rows(ui, ROW_HEIGHT, all, |ui, visible| {
            for nth in visible {
                card(ui, paint, nth, &searched.hits[nth]);
            }
        });
    ui.horizontal(|ui| {
        for (label, tooltip, intent) in [
            (
                "Use stand-ins for all names",
                "Words that are only possibly names stay open",
                ExportIntent::UseStandIns,
            ),
            (
                "Keep all possible names",
                "Words that are only possibly names are exported unchanged",
                ExportIntent::KeepPossible,
            ),
        ] {
            let button = ui.add_enabled(open > 0, Button::new(label));
            if button.on_hover_text(tooltip).clicked() {
                paint.ask(Intent::Export(intent));
            }
        }
    });
}

fn card(ui: &mut Ui, paint: &mut Paint<'_>, nth: usize, hit: &ProtectedHit) {
    let open = !paint.workbench.export_answers().decisions.cover(hit);
    fixed_card(ui, paint, (ROW_HEIGHT, Margin::ZERO, open), |ui, paint| {
        ui.push_id(nth, |ui| {
            show_context(ui, paint, hit);
            choices(ui, paint, hit);
        });
    });
}

fn show_context(ui: &mut Ui, paint: &mut Paint<'_>, hit: &ProtectedHit) {
    let certainty = match (hit.certainty, &hit.word) {
        (Certainty::Surely, _) => "",
        (Certainty::Possibly, None) => "possibly ",
        (Certainty::Possibly, Some(_)) => "possibly, within a longer word, ",
    };
    let head = format!("{} \u{b7} {certainty}{}", hit.place, hit.stand_in);
    let small = LabelStyle::new(letters::SMALL, paint.theme.faint).lines(1);
    paint.engine.label(ui, &head, &small);
    // A name stays hidden, but a decision about a longer word needs the whole word.
    let shown = match &hit.word {
        None => format!("{}[{}]{}", hit.before, hit.stand_in, hit.after),
        Some(word) => format!("{}[{word}]{}", hit.before, hit.after),
    };
    let style = LabelStyle {
        family: ReadingFamily::Serif,
        ..LabelStyle::new(letters::BODY, paint.theme.text).lines(1)
    };
    paint.engine.label(ui, &shown, &style);
}

fn choices(ui: &mut Ui, paint: &mut Paint<'_>, hit: &ProtectedHit) {
    let now = paint.workbench.export_answers().decisions.of(hit.cell);
    ui.horizontal(|ui| {
        if let Some(word) = &hit.word {
            unrelated_word(ui, paint, hit, word);
        }
        let is_possible = hit.certainty == Certainty::Possibly;
        for (label, decision, enabled) in [
            ("Use stand-in", NameDecision::UseStandIns, hit.can_replace),
            ("Not a name", NameDecision::KeepPossible, is_possible),
            ("Leave cell out", NameDecision::LeaveOut, true),
        ] {
            if decision == NameDecision::KeepPossible && !is_possible {
                continue;
            }
            let is_chosen = now == Some(decision);
            let button = ui
                .add_enabled(enabled, Button::selectable(is_chosen, label))
                .on_disabled_hover_text("A stand-in contains a protected name; change it first")
                .accessible_name(format!("{label}: {}", hit.place));
            if button.clicked() {
                let decision = (!is_chosen).then_some(decision);
                paint.ask(Intent::Export(ExportIntent::Decide(hit.cell, decision)));
            }
        }
        let go = ui
            .button("Go there")
            .on_hover_text("Edit the text there; this list is updated")
            .accessible_name(format!("Go there: {}", hit.place));
        if go.clicked() {
            paint.ask(match hit.cell.row {
                RowId::Claim(id) => Intent::Claim(ClaimIntent::Select(Some(id))),
                RowId::Evidence(id) => Intent::Evidence(EvidenceIntent::Show(id)),
                RowId::Article(id) => Intent::SetOverlay(Some(Overlay::ArticleDetails(id))),
                RowId::Text(part, _) => match part {
                    ExportPart::Project => Intent::SetOverlay(Some(Overlay::Project)),
                    ExportPart::Claim(id) => Intent::Claim(ClaimIntent::Select(Some(id))),
                    ExportPart::Source(id) => Intent::Article(ArticleIntent::Open(id)),
                    ExportPart::Speaker(_) => Intent::SetOverlay(Some(Overlay::Speakers)),
                },
            });
        }
    });
}

fn unrelated_word(ui: &mut Ui, paint: &mut Paint<'_>, hit: &ProtectedHit, word: &str) {
    let is_unrelated = paint
        .workbench
        .export_answers()
        .decisions
        .other_words()
        .has(word);
    let button = ui
        .add(Button::selectable(is_unrelated, "Unrelated word"))
        .on_hover_text("It merely contains the letters of the name, and is exported unchanged wherever it occurs")
        .accessible_name(format!("Unrelated word: {}", hit.place));
    if button.clicked() {
        let intent = ExportIntent::SetUnrelatedWord(word.to_owned(), !is_unrelated);
        paint.ask(Intent::Export(intent));
    }
}
