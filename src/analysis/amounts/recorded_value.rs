//! The value of a piece of evidence, as the analyst records it: "at least 12 injured".

use super::{Amount, AmountOrDate, Bound, amounts_and_dates};
use crate::{
    analysis::{ClaimEvidence, ClaimSources, Roots},
    project::{Claim, EvidenceId, Project},
};

use std::collections::BTreeSet;

/// Symbols for bounds, longer ones first.
const SIGNS: [(&str, Bound); 9] = [
    (">=", Bound::AtLeast),
    ("<=", Bound::UpTo),
    ("\u{2265}", Bound::AtLeast),
    ("\u{2264}", Bound::UpTo),
    (">", Bound::MoreThan),
    ("<", Bound::FewerThan),
    ("~", Bound::About),
    ("\u{2248}", Bound::About),
    ("ca.", Bound::About),
];

/// Parses a recorded value: a bound, a number or range, and the thing counted; only the number is required. Otherwise,
/// the first amount in words: "a dozen people". `None` if there is no number.
pub fn recorded_value(written: &str) -> Option<Amount> {
    let (bound, rest) = without_bound(written.trim());
    let Some((value, rest)) = without_number(rest) else {
        return in_words(written);
    };
    let (to, rest) = without_end_of_range(rest);
    Some(Amount {
        value,
        to,
        bound: bound.or(to.map(|_| Bound::Range)),
        unit: rest.trim().to_owned(),
    })
}

fn without_bound(written: &str) -> (Option<Bound>, &str) {
    let labels = Bound::ALL.into_iter().map(|bound| (bound.label(), bound));
    let found = labels.chain(SIGNS).find_map(|(label, bound)| {
        let (start, rest) = written.split_at_checked(label.len())?;
        start.eq_ignore_ascii_case(label).then_some((bound, rest))
    });
    match found {
        Some((bound, rest)) => (Some(bound), rest.trim_start()),
        None => (None, written),
    }
}

/// Splits off a number such as "1,200.5", "1 200" or "−3". Commas and spaces count only between groups of three digits.
fn without_number(written: &str) -> Option<(f64, &str)> {
    let unsigned = written.strip_prefix(['-', '\u{2212}']);
    let digits = unsigned.unwrap_or(written);
    let end = digits.find(|character: char| !character.is_ascii_digit());
    let mut end = end.unwrap_or(digits.len());
    let mut number = digits[..end].to_owned();
    while let Some(group) = next_group(&digits[end..], number.len()) {
        number.push_str(group);
        end = digits.len() - digits[end..].len() + 1 + group.len();
    }
    if let Some(part) = digits[end..].strip_prefix('.') {
        let length = part.find(|character: char| !character.is_ascii_digit());
        let length = length.unwrap_or(part.len());
        if length > 0 {
            number.push('.');
            number.push_str(&part[..length]);
            end += 1 + length;
        }
    }
    let value: f64 = number.parse().ok()?;
    let value = if unsigned.is_some() { -value } else { value };
    Some((value, &digits[end..]))
}

/// Exactly three digits after a comma or a space.
fn next_group(rest: &str, before: usize) -> Option<&str> {
    const GROUP: usize = 3;
    let group = rest.strip_prefix([',', ' '])?.get(..GROUP)?;
    let is_group = group.bytes().all(|it| it.is_ascii_digit());
    let ends = !rest[1 + GROUP..].starts_with(|character: char| character.is_ascii_digit());
    (before > 0 && is_group && ends).then_some(group)
}

/// "–12" or " to 12" after the first number of a range.
fn without_end_of_range(rest: &str) -> (Option<f64>, &str) {
    let between = ["to ", "-", "\u{2013}"];
    let trimmed = rest.trim_start();
    let after = between.iter().find_map(|it| trimmed.strip_prefix(it));
    match after.and_then(|after| without_number(after.trim_start())) {
        Some((to, rest)) => (Some(to), rest),
        None => (None, rest),
    }
}

fn in_words(written: &str) -> Option<Amount> {
    let mut found = amounts_and_dates(written, None, None).into_iter();
    found.find_map(|found| match found.what {
        AmountOrDate::Amount(amount) => Some(amount),
        AmountOrDate::Date(_) => None,
    })
}

/// Formats an amount with the thing counted, as it is recorded.
pub fn written_value(amount: &Amount) -> String {
    format!("{amount} {}", amount.unit).trim_end().to_owned()
}

/// The values of a claim's evidence that counts, by size: "8, 12, 12, 13". Empty if none are recorded.
pub fn values_of_claim(project: &Project, claim: &Claim) -> Vec<Amount> {
    let has_values = project.evidence_of(claim.id).any(|it| !it.value.is_empty());
    if !has_values {
        return Vec::new();
    }
    let sources = ClaimSources::new(
        &ClaimEvidence::new(project, claim),
        &mut Roots::new(project),
    );
    let excluded: BTreeSet<EvidenceId> = sources.excluded().map(|it| it.evidence).collect();
    let counted = project
        .evidence_of(claim.id)
        .filter(|it| !excluded.contains(&it.id));
    sorted(counted.filter_map(|it| recorded_value(&it.value)))
}

/// Sorted by size.
pub(in crate::analysis) fn sorted(values: impl Iterator<Item = Amount>) -> Vec<Amount> {
    let mut values: Vec<Amount> = values.collect();
    values.sort_by(|one, other| one.value.total_cmp(&other.value));
    values
}

/// "8, 12, 12, 13 injured": the thing counted appears once if it is the same in all.
pub fn values_in_a_row(values: &[Amount]) -> String {
    let Some(first) = values.first() else {
        return String::new();
    };
    if values.iter().all(|it| it.unit == first.unit) {
        let numbers: Vec<String> = values.iter().map(ToString::to_string).collect();
        let row = format!("{} {}", numbers.join(", "), first.unit);
        return row.trim_end().to_owned();
    }
    let all: Vec<String> = values.iter().map(written_value).collect();
    all.join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Checks a value as written and as parsed: bound, number and thing counted.
    fn check(written: &str, read: &str) {
        let amount = recorded_value(written);
        let shown = amount.as_ref().map(|it| format!("{it}|{}", it.unit));
        assert_eq!(shown.as_deref().unwrap_or("nothing"), read, "{written}");
    }

    #[test]
    fn recorded_values_are_read() {
        check("12", "12|");
        check("12 injured", "12|injured");
        check("At least 1,200 people", "at least 1,200|people");
        check("8-12", "8 to 12|");
        check("8 to 12 people", "8 to 12|people");
        check("about 10\u{2013}12 homes", "about 10 to 12|homes");
        check("2031", "2,031|");
        check("1 200 homes", "1,200|homes");
        check("\u{2264} 3.5 km", "up to 3.5|km");
        check("-4 degrees", "\u{2212}4|degrees");
        check("twelve people", "12|people");
        check("a lot", "nothing");
        check("", "nothing");
    }

    #[test]
    fn an_amount_is_read_again_as_it_was_recorded() {
        for written in [
            "at least 12 injured",
            "8 to 12 people",
            "1,234.5",
            "almost 70",
        ] {
            let amount = recorded_value(written).unwrap();
            assert_eq!(written_value(&amount), written);
            assert_eq!(recorded_value(&written_value(&amount)), Some(amount));
        }
    }

    #[test]
    fn a_list_of_values_names_the_thing_counted_once() {
        let values = |all: &[&str]| {
            let values = all.iter().filter_map(|it| recorded_value(it));
            values_in_a_row(&sorted(values))
        };
        assert_eq!(values(&["12", "8", "13", "12"]), "8, 12, 12, 13");
        assert_eq!(values(&["12 injured", "8 injured"]), "8, 12 injured");
        assert_eq!(values(&["12 injured", "8 hurt"]), "8 hurt, 12 injured");
    }
}
