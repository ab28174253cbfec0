use super::{
    claim_details::{self, ClaimDetailsScratch},
    claim_fields::{field_id, inline_edit, set_field, sum_check},
    evidence_list::{self, EvidenceListScratch},
    independent_sources::{self, SourcesScratch},
};
use crate::{
    project::{Claim, ClaimField, ClaimId, Status},
    reader::LabelStyle,
    storage::View,
    views::{
        Paint,
        articles::highlight_panel,
        theme::{TARGET, letters, space},
        widgets::{
            Choice, ICON_SIZE, InlineEdit, Lines, VerdictIcon, command_entries, heading, hint,
            paint_status, scroll_to_focus, sign_space, status_color,
        },
    },
    workbench::{Command, FocusOn},
};

use egui::{
    Align, Button, Id, Layout, RichText, ScrollArea, Ui, Vec2, containers::menu::MenuButton, vec2,
};

#[derive(Default)]
pub(crate) struct ClaimPanelScratch {
    /// The widget that had the keyboard focus in the frame before.
    focused: Option<Id>,
    /// Height of the bottom sections as last painted, in points.
    foot: f32,
    details: ClaimDetailsScratch,
    evidence: EvidenceListScratch,
    sources: SourcesScratch,
}

/// The selected highlight, and the selected claim with its evidence; at the bottom, the open section of its details.
pub(crate) fn show(ui: &mut Ui, paint: &mut Paint<'_>, scratch: &mut ClaimPanelScratch) {
    let selected = paint.workbench.selection.claim;
    let claim = selected.and_then(|id| paint.project().claim(id));
    // The bottom sections are painted last, so that Tab reaches them after the evidence.
    let all = ui.available_height();
    let foot = claim.map_or(0.0, |_| scratch.foot.max(TARGET) + space::SMALL);
    let area = ScrollArea::vertical()
        .auto_shrink(false)
        .max_height(all - foot)
        .id_salt(selected.map(ClaimId::number));
    area.show(ui, |ui| {
        // The scroll bar floats beside the contents.
        ui.set_max_width(ui.available_width() - space::SMALL);
        if let Some(claim) = claim {
            show_claim(ui, paint, scratch, claim);
        }
        highlight_panel::show_selected(ui, paint);
        if claim.is_none() {
                hint(
                    ui,
                    paint,
                    "Select a claim to see its evidence, or select a passage and press N to make a claim from it",
                );
        }
        scroll_to_focus(ui, &mut scratch.focused);
    });
    if let Some(claim) = claim {
        let shown = ui.scope(|ui| {
            claim_details::show(ui, paint, &mut scratch.details, claim, all * 0.6);
        });
        let height = shown.response.rect.height();
        let before = std::mem::replace(&mut scratch.foot, height);
        if (before - height).abs() > 0.5 {
            ui.ctx()
                .request_discard("the foot of the claim panel has a new height");
        }
    }
}

fn show_claim(ui: &mut Ui, paint: &mut Paint<'_>, scratch: &mut ClaimPanelScratch, claim: &Claim) {
    ui.spacing_mut().item_spacing.y = 6.0;
    if paint.workbench.view != View::Read {
        // Views other than the articles do not show the claim list, which gives the number.
        let number = paint.project().claim_number(claim.id);
        heading(ui, paint, &format!("Claim {number}"));
    }
    statement(ui, paint, claim);
    conclusion(ui, paint, claim);
    independent_sources::show_warnings(ui, paint, &mut scratch.sources, claim);
    justification(ui, paint, claim);
    evidence_list::show(
        ui,
        paint,
        &mut scratch.evidence,
        &mut scratch.sources,
        claim,
    );
}

fn statement(ui: &mut Ui, paint: &mut Paint<'_>, claim: &Claim) {
    let field = InlineEdit {
        name: "Statement",
        hint: "e.g. Twelve people were injured",
        style: LabelStyle::new(letters::STATEMENT, paint.theme.text)
            .strong()
            .lines(4),
        lines: Lines::Sentence(2),
    };
    let focus = paint.takes_focus(FocusOn::Statement(claim.id));
    let text = (claim, claim.statement.as_str());
    inline_edit(ui, paint, text, field, focus, ClaimField::Statement);
}

/// The verdict, the status and a menu of the claim in one row. The status gets its own row if it would cut off the
/// verdict.
fn conclusion(ui: &mut Ui, paint: &mut Paint<'_>, claim: &Claim) {
    ui.scope(|ui| conclusion_rows(ui, paint, claim));
}

fn conclusion_rows(ui: &mut Ui, paint: &mut Paint<'_>, claim: &Claim) {
    // At the usual widths, both fit into one row.
    ui.spacing_mut().button_padding.x = 6.0;
    ui.spacing_mut().icon_width = 10.0;
    let shown = claim.verdict.as_deref().unwrap_or(NO_VERDICT);
    let needed = [shown, claim.status.label()]
        .map(|text| Choice::width_of(ui, paint, text) + ICON_SIZE + 2.0 * space::TINY);
    let room = ui.available_width() - TARGET - space::TINY;
    let in_one_row = needed.iter().sum::<f32>() <= room;
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = space::TINY;
        let menu = Button::new("\u{22ef}").min_size(Vec2::splat(TARGET));
        // The menu stays at the right edge.
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            let (response, _) = MenuButton::from_button(menu).ui(ui, |ui| {
                claim_menu(ui, paint);
            });
            response
                .on_hover_text("More for this claim")
                .accessible_name("More for this claim");
            let size = vec2(ui.available_width(), ui.spacing().interact_size.y);
            ui.allocate_ui_with_layout(size, Layout::left_to_right(Align::Center), |ui| {
                verdict(ui, paint, claim, size.x - ICON_SIZE - space::TINY);
                if in_one_row {
                    ui.add_space(space::TINY);
                    status(ui, paint, claim);
                }
            });
        });
    });
    if !in_one_row {
        ui.horizontal(|ui| {
            ui.spacing_mut().item_spacing.x = space::TINY;
            status(ui, paint, claim);
        });
    }
}

fn claim_menu(ui: &mut Ui, paint: &mut Paint<'_>) {
    let commands = [
        Command::Compare,
        Command::MoveClaimUp,
        Command::MoveClaimDown,
        Command::DeleteClaim,
    ];
    command_entries(ui, paint, &commands);
}

fn verdict(ui: &mut Ui, paint: &mut Paint<'_>, claim: &Claim, most: f32) {
    let verdicts = paint.project().scale().verdicts.iter();
    let labels: Vec<String> = verdicts.map(|verdict| verdict.label.clone()).collect();
    let current = claim.verdict.as_ref();
    let verdict = claim.verdict.as_deref();
    let icon = VerdictIcon::of(paint.project().scale(), verdict);
    if icon != VerdictIcon::None {
        let center = sign_space(ui);
        icon.paint(ui.painter(), center, icon.color(paint.theme));
    }
    let shown = verdict.unwrap_or(NO_VERDICT);
    let choice = Choice::fitting("Verdict", ui, paint, shown, most).or(NO_VERDICT);
    let verdict = choice.pick_optional(ui, paint, &labels, |label| label, current);
    if let Some(verdict) = verdict {
        set_field(paint, claim, ClaimField::Verdict(verdict));
    }
}

const NO_VERDICT: &str = "No verdict yet";

/// The status is kept apart from the verdict: the two are never mixed.
fn status(ui: &mut Ui, paint: &mut Paint<'_>, claim: &Claim) {
    let center = sign_space(ui);
    let color = status_color(paint.theme, claim.status);
    paint_status(ui.painter(), center, claim.status, color);
    let choice = Choice::fitting("Status", ui, paint, claim.status.label(), f32::INFINITY);
    let status = choice.pick(ui, paint, &Status::ALL, |it| it.label(), &claim.status);
    if let Some(status) = status {
        set_field(paint, claim, ClaimField::Status(status));
    }
}

/// Takes the keyboard focus when a verdict has just been set, and is marked as missing until it is filled in.
fn justification(ui: &mut Ui, paint: &mut Paint<'_>, claim: &Claim) {
    let focus = paint.takes_focus(FocusOn::Justification(claim.id));
    let name = "Justification";
    let id = field_id(name, claim);
    let is_asked = claim.lacks_reasons() && (focus || ui.memory(|memory| memory.has_focus(id)));
    let hint = if is_asked {
        "Why? Press Esc when done, or to do it later"
    } else {
        "Add a justification, e.g. all of them go back to one press officer"
    };
    if claim.lacks_reasons() {
        let text = RichText::new("no justification yet").size(letters::SMALL);
        ui.label(text.color(paint.theme.caution));
    }
    let field = InlineEdit {
        name,
        hint,
        style: LabelStyle::new(letters::NOTE, paint.theme.faint).lines(2),
        lines: Lines::From(3),
    };
    let text = (claim, claim.justification.as_str());
    inline_edit(ui, paint, text, field, focus, ClaimField::Justification);
    sum_check(ui, paint, &claim.justification);
}
