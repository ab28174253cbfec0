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
            Choice, InlineEdit, Lines, Sign, VerdictIcon, command_entries, heading, hint,
            hint_height, scroll_to_focus,
        },
    },
    workbench::{Command, FocusOn},
};

use egui::{
    Align, Button, Id, Layout, RichText, ScrollArea, Ui, containers::menu::MenuButton, vec2,
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
            hint(ui, paint, NO_CLAIM);
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

const NO_CLAIM: &str =
    "Select a claim to see its evidence, or select a passage and press N to make a claim from it";

/// Height of the panel in points while no claim is selected.
pub(super) fn empty_height(ui: &Ui) -> f32 {
    let width = ui.available_width() - 2.0 * space::MEDIUM - space::SMALL;
    hint_height(ui, NO_CLAIM, width) + 2.0 * space::SMALL
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
        empty: "Write the statement",
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

/// The verdict, the status and a menu of the claim in one row.
fn conclusion(ui: &mut Ui, paint: &mut Paint<'_>, claim: &Claim) {
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = space::TINY;
        ui.spacing_mut().icon_spacing = space::TINY;
        let room = ui.available_width() - TARGET - 2.0 * space::TINY;
        let (verdict, status) = fitting_choices(ui, paint, claim, room);
        pick_verdict(ui, paint, claim, verdict);
        let picked = status.pick(ui, paint, &Status::ALL, |it| it.label(), &claim.status);
        if let Some(status) = picked {
            set_field(paint, claim, ClaimField::Status(status));
        }
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            let size = vec2(TARGET, ui.spacing().interact_size.y);
            let menu = Button::new("\u{22ef}").min_size(size);
            let (response, _) = MenuButton::from_button(menu).ui(ui, |ui| {
                claim_menu(ui, paint);
            });
            response
                .on_hover_text("More commands for this claim")
                .accessible_name("More commands for this claim");
        });
    });
}

/// How the verdict and the status are shown.
#[derive(Clone, Copy)]
struct ConclusionShape {
    /// Font size, in points.
    letters: f32,
    verdict_lines: usize,
    status_lines: usize,
    has_signs: bool,
}

/// From the roomiest to the narrowest.
const CONCLUSION_SHAPES: [ConclusionShape; 6] = {
    let roomiest = ConclusionShape {
        letters: letters::NOTE,
        verdict_lines: 1,
        status_lines: 1,
        has_signs: true,
    };
    let small = ConclusionShape {
        letters: letters::SMALL,
        ..roomiest
    };
    let two_lines = ConclusionShape {
        verdict_lines: 2,
        ..small
    };
    let both_in_two = ConclusionShape {
        status_lines: 2,
        ..two_lines
    };
    let only_words = ConclusionShape {
        has_signs: false,
        ..both_in_two
    };
    let three_lines = ConclusionShape {
        verdict_lines: 3,
        ..only_words
    };
    [
        roomiest,
        small,
        two_lines,
        both_in_two,
        only_words,
        three_lines,
    ]
};

/// Height in points of a line of a label with several.
const LABEL_LINE: f32 = 17.0;

/// The boxes of the verdict and of the status. In a narrow panel, their labels break over lines rather than being cut.
fn fitting_choices(
    ui: &mut Ui,
    paint: &mut Paint<'_>,
    claim: &Claim,
    room: f32,
) -> (Choice<'static>, Choice<'static>) {
    let fits = |shape: &ConclusionShape| {
        let (verdict, status) = choices(ui, paint, claim, *shape);
        verdict.width() + status.width() <= room
    };
    let shape = CONCLUSION_SHAPES.into_iter().find(fits);
    let [.., narrowest] = CONCLUSION_SHAPES;
    let shape = shape.unwrap_or(narrowest);
    let (verdict, status) = choices(ui, paint, claim, shape);
    // All boxes of the row are equally high.
    let lines = shape.verdict_lines.max(shape.status_lines) as f32;
    ui.spacing_mut().interact_size.y = TARGET.max(lines * LABEL_LINE + 2.0);
    (verdict.at_most(room - status.width()), status)
}

fn choices(
    ui: &mut Ui,
    paint: &mut Paint<'_>,
    claim: &Claim,
    shape: ConclusionShape,
) -> (Choice<'static>, Choice<'static>) {
    let (padding, arrow) = if shape.letters == letters::NOTE {
        (space::SMALL, 10.0)
    } else {
        (space::TINY, 8.0)
    };
    ui.spacing_mut().button_padding.x = padding;
    ui.spacing_mut().icon_width = arrow;
    (
        verdict_choice(ui, paint, claim, shape),
        status_choice(ui, paint, claim, shape),
    )
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

const NO_VERDICT: &str = "No verdict yet";

fn verdict_choice(
    ui: &Ui,
    paint: &mut Paint<'_>,
    claim: &Claim,
    shape: ConclusionShape,
) -> Choice<'static> {
    let verdict = claim.verdict.as_deref();
    let shown = verdict.unwrap_or(NO_VERDICT);
    let choice = Choice::fitting(
        "Verdict",
        ui,
        paint,
        shown,
        (shape.letters, shape.verdict_lines),
    )
    .or(NO_VERDICT);
    match VerdictIcon::of(paint.project().scale(), verdict) {
        VerdictIcon::None => choice,
        _ if !shape.has_signs => choice,
        icon => choice.with_sign(ui, Sign::Verdict(icon)),
    }
}

fn pick_verdict(ui: &mut Ui, paint: &mut Paint<'_>, claim: &Claim, choice: Choice<'_>) {
    let verdicts = paint.project().scale().verdicts.iter();
    let labels: Vec<String> = verdicts.map(|verdict| verdict.label.clone()).collect();
    let current = claim.verdict.as_ref();
    let verdict = choice.pick_optional(ui, paint, &labels, |label| label, current);
    if let Some(verdict) = verdict {
        set_field(paint, claim, ClaimField::Verdict(verdict));
    }
}

/// The status is kept apart from the verdict: the two are never mixed.
fn status_choice(
    ui: &Ui,
    paint: &mut Paint<'_>,
    claim: &Claim,
    shape: ConclusionShape,
) -> Choice<'static> {
    let (label, lines) = (claim.status.label(), shape.status_lines);
    let choice = Choice::fitting("Status", ui, paint, label, (shape.letters, lines));
    if shape.has_signs {
        choice.with_sign(ui, Sign::Status(claim.status))
    } else {
        choice
    }
}

/// Takes the keyboard focus when a verdict has just been set, and is marked as missing until it is filled in.
fn justification(ui: &mut Ui, paint: &mut Paint<'_>, claim: &Claim) {
    let focus = paint.takes_focus(FocusOn::Justification(claim.id));
    let name = "Justification";
    let id = field_id(name, claim);
    let is_asked = claim.lacks_reasons() && (focus || ui.memory(|memory| memory.has_focus(id)));
    if claim.lacks_reasons() {
        let small = |text| RichText::new(text).size(letters::SMALL);
        ui.label(small("no justification yet").color(paint.theme.caution));
        if is_asked {
            let how = small("Why? Press Esc when done, or to do it later");
            ui.label(how.color(paint.theme.faint));
        }
    }
    let field = InlineEdit {
        name,
        empty: "Add a justification",
        hint: "e.g. All of them go back to one press officer",
        style: LabelStyle::new(letters::NOTE, paint.theme.faint).lines(2),
        lines: Lines::From(3),
    };
    let text = (claim, claim.justification.as_str());
    inline_edit(ui, paint, text, field, focus, ClaimField::Justification);
    sum_check(ui, paint, &claim.justification);
}
