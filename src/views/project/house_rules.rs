//! The house rules of the project, each a checkbox with a sentence.

use crate::{project::HouseRules, views::Paint, workbench::Intent};

use egui::{ComboBox, Ui};

/// A rule with a number: the text after the number, and the rule's field.
type NumberRule = (&'static str, fn(&mut HouseRules) -> &mut Option<u32>);

const NUMBER_RULES: [NumberRule; 3] = [
    ("independent sources", |rules| {
        &mut rules.independent_sources
    }),
    (
        "secondary sources of original reporting, if there is no primary source",
        |rules| &mut rules.secondary_sources,
    ),
    ("first-hand sources", |rules| &mut rules.first_hand),
];

/// Maximum number for a rule.
const MAX_NUMBER: u32 = 10;

pub(super) fn show(ui: &mut Ui, paint: &mut Paint<'_>) {
    let before = paint.project().rules();
    let mut rules = before.clone();
    ui.weak("Requirements for a claim before publication. A claim that misses one shows a warning, which can be waived with \
         a name and a reason. Nothing is scored.",
    );
    for (label, field) in NUMBER_RULES {
        let usual = *field(&mut HouseRules::usual());
        number_rule(ui, field(&mut rules), usual.unwrap_or(1), label);
    }
    let label = "No verdict on one anonymous source";
    ui.checkbox(&mut rules.no_single_anonymous, label);
    if rules != HouseRules::usual() {
        let usual = ui.button("Use default rules").on_hover_text(
            "Two independent sources, three secondary sources, two first-hand sources, and no verdict on one anonymous source",
        );
        if usual.clicked() {
            rules = HouseRules::usual();
        }
    }
    if rules != *before {
        paint.ask(Intent::SetRules(rules));
    }
}

fn number_rule(ui: &mut Ui, rule: &mut Option<u32>, usual: u32, label: &str) {
    ui.horizontal_wrapped(|ui| {
        let mut on = rule.is_some();
        let number = rule.unwrap_or(usual);
        let switch = ui
            .checkbox(&mut on, "At least")
            .accessible_name(format!("At least {number} {label}"));
        if switch.changed() {
            *rule = on.then_some(number);
        }
        let mut selected = number;
        ui.add_enabled_ui(on, |ui| {
            let combo = ComboBox::from_id_salt(label)
                .selected_text(number.to_string())
                .width(48.0);
            let shown = combo.show_ui(ui, |ui| {
                for number in 1..=MAX_NUMBER {
                    ui.selectable_value(&mut selected, number, number.to_string());
                }
            });
            shown.response.accessible_name(format!("Number of {label}"));
        });
        if selected != number {
            *rule = Some(selected);
        }
        ui.label(label);
    });
}
