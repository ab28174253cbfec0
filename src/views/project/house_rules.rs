//! What the house asks of a claim, in sentences with a switch each.

use crate::{
    project::HouseRules,
    views::{Paint, widgets::hint},
    workbench::Intent,
};

use egui::{ComboBox, Ui};

/// A rule with a number: the words before and after it, what a screen reader says, and where it lies.
type NumberRule = (
    &'static str,
    &'static str,
    fn(&mut HouseRules) -> &mut Option<u32>,
);

const NUMBER_RULES: [NumberRule; 3] = [
    ("At least", "independent sources", |rules| {
        &mut rules.independent_sources
    }),
    (
        "At least",
        "secondary sources of original reporting, where there is no primary one",
        |rules| &mut rules.secondary_sources,
    ),
    ("At least", "first-hand sources", |rules| {
        &mut rules.first_hand
    }),
];

/// The largest number that is offered.
const MOST: u32 = 10;

pub(crate) fn show(ui: &mut Ui, paint: &mut Paint<'_>) {
    let before = paint.project().rules();
    let mut rules = before.clone();
    hint(
        ui,
        paint,
        "What a claim must have before it is published. A claim that misses something shows a warning, which can be waived \
         with a name and a reason; nothing is scored",
    );
    for (first, rest, of) in NUMBER_RULES {
        let usual = *of(&mut HouseRules::usual());
        number_rule(ui, of(&mut rules), usual.unwrap_or(1), first, rest);
    }
    let words = "No verdict on one anonymous source";
    ui.checkbox(&mut rules.no_single_anonymous, words);
    if rules != HouseRules::usual() {
        let usual = ui.button("Use the Usual Rules").on_hover_text(
            "Two independent sources, three secondary sources, two first-hand ones, none anonymous alone",
        );
        if usual.clicked() {
            rules = HouseRules::usual();
        }
    }
    if rules != *before {
        paint.ask(Intent::SetRules(rules));
    }
}

fn number_rule(ui: &mut Ui, rule: &mut Option<u32>, usual: u32, first: &str, rest: &str) {
    ui.horizontal(|ui| {
        let mut on = rule.is_some();
        let number = rule.unwrap_or(usual);
        let sentence = format!("{first} {number} {rest}");
        let switch = ui.checkbox(&mut on, first).accessible_name(sentence);
        if switch.changed() {
            *rule = on.then_some(number);
        }
        let mut chosen = number;
        ui.add_enabled_ui(on, |ui| {
            let combo = ComboBox::from_id_salt(rest)
                .selected_text(number.to_string())
                .width(48.0);
            let response = combo.show_ui(ui, |ui| {
                for offered in 1..=MOST {
                    ui.selectable_value(&mut chosen, offered, offered.to_string());
                }
            });
            response
                .response
                .accessible_name(format!("How many {rest}"));
        });
        if chosen != number {
            *rule = Some(chosen);
        }
        ui.label(rest);
    });
}
