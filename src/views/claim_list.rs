use egui::{
    Align, ComboBox, Id, Layout, Rect, ScrollArea, Sense, TextEdit, Ui, UiBuilder, WidgetInfo,
    accesskit::Role, vec2,
};

use super::{
    Paint, Scratch,
    choice::Choice,
    claim_drop::{accept_new, accept_passage},
    passages::claim_name,
    status_bar::counted,
    theme::{letters, space},
    widgets::{badge, command_button, found_label, heading, hint},
};
use crate::{
    analysis::{SortKey, VerdictFilter},
    project::{Claim, ClaimId, Stance, Status},
    reader::LabelStyle,
    workbench::{ClaimIntent, Command, FocusOn, Hit, Intent, ListIntent},
};

/// Height of a row: two lines of statement and one of counts.
const ROW: f32 = 70.0;

/// What the list remembers.
#[derive(Default)]
pub(super) struct ClaimListScratch {
    /// The claim that was chosen last time, so that a newly chosen one is scrolled to once.
    shown: Option<ClaimId>,
}

/// The claims that pass the filter.
pub(super) fn show(ui: &mut Ui, paint: &mut Paint<'_>, scratch: &mut Scratch) {
    ui.horizontal(|ui| {
        heading(ui, paint, "CLAIMS");
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            let button = command_button(ui, paint, Command::NewClaim, "+ New Claim")
                .accessible_name("New Claim");
            accept_new(ui, paint, &button);
            let nothing_listed = paint.workbench.lists().claims().is_empty();
            if nothing_listed
                && scratch
                    .focus
                    .take_if(|focus| *focus == FocusOn::Claims)
                    .is_some()
            {
                button.request_focus();
            }
        });
    });
    if paint.project().claims().len() == 0 {
        empty(ui, paint);
        // The panel keeps the height that it is given; without this it would shrink to the hint and stay so.
        ui.take_available_space();
        return;
    }
    filters(ui, paint);
    ui.spacing_mut().item_spacing.y = 2.0;
    let listed = paint.workbench.lists().claims();
    if listed.is_empty() {
        hint(ui, paint, "No claim passes the filter");
    }
    let mut area = ScrollArea::vertical().auto_shrink(false);
    let focus = claim_to_focus(paint, scratch);
    if let Some(offset) = offset_of_target(ui, paint, scratch, focus) {
        area = area.vertical_scroll_offset(offset);
    }
    area.show_rows(ui, ROW, listed.len(), |ui, rows| {
        for id in &listed[rows] {
            if let Some(claim) = paint.project().claim(*id) {
                row(ui, paint, claim, focus == Some(claim.id));
            }
        }
    });
}

/// Where to scroll for a claim that was just chosen or gets the keyboard.
fn offset_of_target(
    ui: &Ui,
    paint: &Paint<'_>,
    scratch: &mut Scratch,
    focus: Option<ClaimId>,
) -> Option<f32> {
    let chosen = paint.workbench.chosen().claim;
    let newly_chosen = std::mem::replace(&mut scratch.claims.shown, chosen) != chosen;
    let target = focus.or(chosen.filter(|_| newly_chosen))?;
    let place = paint
        .workbench
        .lists()
        .claims()
        .iter()
        .position(|id| *id == target)?;
    let step = ROW + ui.spacing().item_spacing.y;
    let room = ui.available_height();
    let top = place as f32 * step;
    Some((top - (room - step).max(0.0) * 0.5).max(0.0))
}

/// The claim whose row gets the keyboard, if the list does: the chosen one if it is listed, else the first.
fn claim_to_focus(paint: &Paint<'_>, scratch: &mut Scratch) -> Option<ClaimId> {
    scratch.focus.take_if(|focus| *focus == FocusOn::Claims)?;
    let listed = paint.workbench.lists().claims();
    let chosen = paint
        .workbench
        .chosen()
        .claim
        .filter(|chosen| listed.contains(chosen));
    chosen.or(listed.first().copied())
}

fn empty(ui: &mut Ui, paint: &Paint<'_>) {
    ui.add_space(space::SMALL);
    hint(
        ui,
        paint,
        "No claims yet. Select a passage in an article and press N: the passage is highlighted and becomes the first \
         evidence of a new claim",
    );
}

fn filters(ui: &mut Ui, paint: &mut Paint<'_>) {
    ui.horizontal(|ui| {
        let sort_width = 110.0;
        filter_text(ui, paint, ui.available_width() - sort_width - space::SMALL);
        sort_choice(ui, paint, sort_width);
    });
}

/// The field that filters claims by words, as wide as asked.
pub(super) fn filter_text(ui: &mut Ui, paint: &mut Paint<'_>, width: f32) {
    let mut typed = paint.workbench.lists().filter().text.clone();
    let field = TextEdit::singleline(&mut typed)
        .hint_text("Filter claims")
        .desired_width(width - 2.0 * space::SMALL);
    if ui
        .add(field.margin(vec2(space::SMALL, space::TINY)))
        .accessible_name("Filter claims")
        .changed()
    {
        paint.ask(Intent::List(ListIntent::FilterText(typed)));
    }
}

/// Which verdicts are listed.
pub(super) fn filter_verdict(ui: &mut Ui, paint: &mut Paint<'_>) {
    let current = &paint.workbench.lists().filter().verdict;
    let labels = paint.project().scale().verdicts.iter();
    let without = [
        VerdictFilter::Any,
        VerdictFilter::None,
        VerdictFilter::WithoutReasons,
    ];
    let choices: Vec<VerdictFilter> = without
        .into_iter()
        .chain(labels.map(|verdict| VerdictFilter::Label(verdict.label.clone())))
        .collect();
    let names: Vec<&str> = choices.iter().map(verdict_filter_name).collect();
    let choice = Choice {
        name: "Filter by verdict",
        shown: verdict_filter_name(current),
        width: 150.0,
    };
    let chosen = choices.iter().position(|choice| choice == current);
    if let Some(clicked) = choice.show(ui, paint, &names, chosen) {
        let filter = ListIntent::FilterVerdict(choices[clicked].clone());
        paint.ask(Intent::List(filter));
    }
}

fn verdict_filter_name(filter: &VerdictFilter) -> &str {
    match filter {
        VerdictFilter::Any => "Any verdict",
        VerdictFilter::None => "No verdict yet",
        VerdictFilter::WithoutReasons => "No justification yet",
        VerdictFilter::Label(label) => label,
    }
}

/// Which status is listed.
pub(super) fn filter_status(ui: &mut Ui, paint: &mut Paint<'_>) {
    let current = paint.workbench.lists().filter().status;
    let word = current.map_or("Any status", Status::label);
    let combo = ComboBox::from_id_salt("status filter")
        .selected_text(word)
        .width(110.0);
    let response = combo.show_ui(ui, |ui| {
        for choice in std::iter::once(None).chain(Status::ALL.map(Some)) {
            if ui
                .selectable_label(
                    choice == current,
                    choice.map_or("Any status", Status::label),
                )
                .clicked()
            {
                paint.ask(Intent::List(ListIntent::FilterStatus(choice)));
            }
        }
    });
    response.response.accessible_name("Filter by status");
}

fn sort_choice(ui: &mut Ui, paint: &mut Paint<'_>, width: f32) {
    let sort = paint.workbench.lists().sort();
    let name = SORT_NAMES
        .iter()
        .find(|(key, _)| *key == sort.key)
        .map_or("", |(_, name)| *name);
    let arrow = if sort.descending {
        "\u{2193}"
    } else {
        "\u{2191}"
    };
    let combo = ComboBox::from_id_salt("claim order")
        .selected_text(format!("{arrow} {name}"))
        .width(width);
    let response = combo.show_ui(ui, |ui| {
        for (key, name) in SORT_NAMES {
            if ui.selectable_label(key == sort.key, name).clicked() {
                paint.ask(Intent::List(ListIntent::Sort(key)));
            }
        }
    });
    response
        .response
        .on_hover_text("What the claims are sorted by; the same again turns the order round")
        .accessible_name("Sort claims");
}

/// What claims can be sorted by, as people see it.
const SORT_NAMES: [(SortKey, &str); 14] = [
    (SortKey::Number, "Number"),
    (SortKey::Statement, "Claim"),
    (SortKey::Verdict, "Verdict"),
    (SortKey::Status, "Status"),
    (SortKey::Supports, "Supports"),
    (SortKey::Refutes, "Refutes"),
    (SortKey::Context, "Context"),
    (SortKey::Articles, "Articles"),
    (SortKey::FirstPublished, "First published"),
    (SortKey::Origins, "Origins"),
    (SortKey::RefutingOrigins, "Refuting origins"),
    (SortKey::Made, "Made"),
    (SortKey::Kind, "Type"),
    (SortKey::Credibility, "Credibility"),
];

fn row(ui: &mut Ui, paint: &mut Paint<'_>, claim: &Claim, takes_focus: bool) {
    let chosen = paint.workbench.chosen().claim == Some(claim.id);
    let id = Id::unique(("claim row", claim.id.number()));
    let (_, rect) = ui.allocate_space(vec2(ui.available_width(), ROW));
    let response = ui.interact(rect, id, Sense::click());
    response.widget_info(|| {
        WidgetInfo::selected(
            Role::ListItem,
            true,
            chosen,
            claim_name(paint.project(), claim.id),
        )
    });
    let ground = if chosen {
        Some(paint.theme.chosen)
    } else {
        (response.hovered() || response.has_focus()).then_some(paint.theme.hover)
    };
    if let Some(ground) = ground {
        ui.painter().rect_filled(rect, 5.0, ground);
    }
    let stripe = Rect::from_min_max(rect.min, egui::pos2(rect.left() + 4.0, rect.bottom()))
        .shrink2(vec2(0.0, 6.0));
    ui.painter()
        .rect_filled(stripe, 2.0, paint.theme.claim(claim.color));
    row_words(ui, paint, claim, rect);
    if takes_focus {
        response.request_focus();
    }
    mark_hit(ui, paint, claim.id, rect);
    accept_passage(ui, paint, claim.id, &response);
    if response.clicked() {
        // A second click lets go of it, so that every highlight is bright again.
        paint.ask(Intent::Claim(ClaimIntent::Choose(
            (!chosen).then_some(claim.id),
        )));
    }
    response.context_menu(|ui| context_menu(ui, paint, claim.id));
}

/// A claim that holds what is being found has a frame; the current one a strong one.
fn mark_hit(ui: &Ui, paint: &Paint<'_>, id: ClaimId, rect: Rect) {
    let Some(find) = paint.workbench.find() else {
        return;
    };
    if find.is_in_claim(paint.project(), id) {
        let is_current = find.hit(find.current()) == Some(Hit::Claim(id));
        let width = if is_current { 2.0 } else { 1.0 };
        let stroke = egui::Stroke::new(width, paint.theme.unlinked);
        ui.painter()
            .rect_stroke(rect, 5.0, stroke, egui::StrokeKind::Inside);
    }
}

fn row_words(ui: &mut Ui, paint: &mut Paint<'_>, claim: &Claim, rect: Rect) {
    let number = paint
        .project()
        .claim_place(claim.id)
        .map_or(0, |place| place + 1);
    let inside = rect
        .with_min_x(rect.left() + space::MEDIUM)
        .shrink2(vec2(2.0, 6.0));
    let number_rect = inside.with_max_x(inside.left() + 26.0);
    let font = egui::FontId::proportional(letters::BODY);
    ui.painter().text(
        number_rect.left_top(),
        egui::Align2::LEFT_TOP,
        number,
        font,
        paint.theme.faint,
    );
    let words = inside.with_min_x(number_rect.right());
    let mut child = ui.new_child(
        UiBuilder::new()
            .max_rect(words)
            .layout(Layout::top_down(Align::Min)),
    );
    child.spacing_mut().item_spacing.y = 3.0;
    child.set_clip_rect(rect.intersect(ui.clip_rect()));
    if claim.statement.is_empty() {
        hint(&mut child, paint, "No statement yet");
    } else {
        let style = LabelStyle::new(letters::BODY, paint.theme.text).lines(2);
        found_label(&mut child, paint, &claim.statement, &style);
    }
    let bottom = egui::pos2(words.left(), rect.bottom() - 24.0);
    let line = Rect::from_min_max(bottom, words.right_bottom());
    let mut child = ui.new_child(
        UiBuilder::new()
            .max_rect(line)
            .layout(Layout::left_to_right(Align::Center)),
    );
    child.set_clip_rect(rect.intersect(ui.clip_rect()));
    counts(&mut child, paint, claim);
}

/// "+4 −0 •1  1 origin", the verdict, and what is to be looked at.
fn counts(ui: &mut Ui, paint: &mut Paint<'_>, claim: &Claim) {
    ui.spacing_mut().item_spacing.x = 6.0;
    let Some(row) = paint.workbench.lists().table().row(claim.id) else {
        return;
    };
    for (stance, count) in [
        (Stance::Supports, row.supports),
        (Stance::Refutes, row.refutes),
        (Stance::Context, row.context),
    ] {
        let color = if count == 0 {
            paint.theme.faint
        } else {
            paint.theme.stance(stance)
        };
        let words = format!("{}{count}", stance.sign());
        ui.label(egui::RichText::new(words).size(letters::SMALL).color(color))
            .on_hover_text(format!("{count} {}", stance.label()));
    }
    let articles = counted(row.articles, "article");
    // Where there is support, what it rests on says more than how many articles there are.
    let (words, meaning) = if row.supports > 0 {
        let meaning = format!("Independent origins of what supports it; {articles} in all");
        (row.supporting_origins.to_string(), meaning)
    } else {
        let meaning = "Articles that say something about it".to_owned();
        (articles, meaning)
    };
    let small = egui::RichText::new(words).size(letters::SMALL);
    ui.label(small.color(paint.theme.faint))
        .on_hover_text(meaning);
    // The verdict is what is looked for first; what has no room behind it is in the table and the panel.
    if let Some(verdict) = &claim.verdict {
        badge(ui, paint, verdict, paint.theme.accent);
    }
    if row.circular {
        let words = "Several articles support it, and all of them have it from one origin";
        badge(ui, paint, "circular", paint.theme.refutes).on_hover_text(words);
    }
    if claim.status != Status::Open {
        badge(ui, paint, claim.status.label(), paint.theme.faint);
    }
}

fn context_menu(ui: &mut Ui, paint: &mut Paint<'_>, id: ClaimId) {
    let place = paint.project().claim_place(id).unwrap_or_default();
    let last = paint.project().claims().len() - 1;
    let entries = [
        (
            "Move Up",
            place > 0,
            ClaimIntent::Move(id, place.saturating_sub(1)),
        ),
        ("Move Down", place < last, ClaimIntent::Move(id, place + 1)),
        ("Delete Claim", true, ClaimIntent::Delete(id)),
    ];
    for (words, enabled, intent) in entries {
        if ui.add_enabled(enabled, egui::Button::new(words)).clicked() {
            paint.ask(Intent::Claim(intent));
            ui.close();
        }
    }
}
