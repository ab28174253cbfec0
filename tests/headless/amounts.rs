//! Amounts and dates in sentences of seven languages, and the command that lists them.

use crosscheck::analysis::{
    Amount, AmountOrDate, AmountScope, AmountTopic, Difference, FoundAmount, MentionedDate,
    amounts_and_dates, amounts_side_by_side,
};

use std::{
    collections::HashMap,
    fs,
    io::Write as _,
    path::Path,
    process::{Command, Stdio},
};

use jiff::civil::date;

/// Minimum F1 score of amounts and dates in each language.
const MIN_F1: f64 = 0.9;

/// Sentences with their contents: values, ranges ("8..12") and dates ("@2023-05-22"), published on Tuesday, 23 May
/// 2023. Bounds ("at least") are ignored.
fn sentences(language: &str) -> Vec<(String, Vec<String>)> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/amounts");
    let table = fs::read_to_string(path.join(format!("{language}.tsv"))).unwrap();
    let row = |line: &str| {
        let (sentence, holds) = line.split_once('\t').unwrap();
        let starts_value = |word: &&str| {
            word.starts_with(|sign: char| "@-".contains(sign) || sign.is_ascii_digit())
        };
        let holds = holds.split(' ').filter(starts_value).map(rounded);
        (sentence.to_owned(), holds.collect())
    };
    table.lines().map(row).collect()
}

/// "0.6666666667" and "0.6666666666666666" are one value.
fn rounded(value: &str) -> String {
    let one = |value: &str| {
        value
            .parse()
            .map_or(value.to_owned(), |value: f64| format!("{value:.6}"))
    };
    value.split("..").map(one).collect::<Vec<_>>().join("..")
}

fn as_written_in_table(found: &FoundAmount) -> String {
    let range = |first: String, last: Option<String>| match last {
        Some(last) => format!("{first}..{last}"),
        None => first,
    };
    match &found.what {
        AmountOrDate::Amount(Amount {
            value,
            to,
            bound: _,
            unit: _,
        }) => rounded(&range(value.to_string(), to.map(|to| to.to_string()))),
        AmountOrDate::Date(MentionedDate {
            days,
            is_relative: _,
        }) => {
            let (first, last) = days.as_ref().unwrap();
            let last = (last != first).then(|| last.to_iso());
            format!("@{}", range(first.to_iso(), last))
        }
    }
}

#[test]
fn amounts_and_dates_are_found_in_seven_languages() {
    for language in ["en", "de", "fr", "es", "ru", "uk", "ar"] {
        let (mut right, mut found, mut held) = (0, 0, 0);
        let sentences = sentences(language);
        assert_eq!(sentences.len(), 100, "{language}");
        for (sentence, holds) in sentences {
            let mut unmatched: HashMap<&str, usize> = HashMap::new();
            for value in &holds {
                *unmatched.entry(value).or_default() += 1;
            }
            held += holds.len() as i32;
            for value in amounts_and_dates(&sentence, Some(language), Some(date(2023, 5, 23))) {
                found += 1;
                let value = as_written_in_table(&value);
                let count = unmatched
                    .get_mut(value.as_str())
                    .filter(|count| **count > 0);
                if let Some(count) = count {
                    *count -= 1;
                    right += 1;
                }
            }
        }
        let f1 = 2.0 * f64::from(right) / f64::from(found + held);
        println!("{language}: {right} right of {found} found and {held} there, F1 {f1:.3}");
        assert!(f1 >= MIN_F1, "{language}: {f1:.3}");
    }
}

/// An amount or a date in the notation of the `exact` tables: "12 at least (civilians)", "8..12 range ()",
/// "@2023-05-22".
fn as_written_exactly(found: &FoundAmount) -> String {
    match &found.what {
        AmountOrDate::Amount(Amount {
            value,
            to,
            bound,
            unit,
        }) => {
            let to = to.map(|to| format!("..{to}")).unwrap_or_default();
            let bound = bound.map(|bound| format!(" {}", bound.label()));
            format!("{value}{to}{} ({unit})", bound.unwrap_or_default())
        }
        AmountOrDate::Date(MentionedDate {
            days,
            is_relative: _,
        }) => match days {
            Ok((first, last)) if first == last => format!("@{}", first.to_iso()),
            Ok((first, last)) => format!("@{}..{}", first.to_iso(), last.to_iso()),
            Err(unresolved) => format!("@? {unresolved}"),
        },
    }
}

#[test]
fn values_bounds_units_and_dates_of_sentences_are_exact() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/amounts/exact");
    let mut wrong = Vec::new();
    for language in ["en", "de", "fr", "es", "ru", "uk", "ar"] {
        let table = fs::read_to_string(folder.join(format!("{language}.tsv"))).unwrap();
        for line in table.lines() {
            let (sentence, holds) = line.split_once('\t').unwrap();
            let found = amounts_and_dates(sentence, Some(language), Some(date(2023, 5, 23)));
            let found: Vec<String> = found.iter().map(as_written_exactly).collect();
            let found = found.join("; ");
            if found != holds {
                wrong.push(format!("{sentence}\n  wanted {holds}\n  found  {found}"));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// The command's output for a text on standard input.
fn listed(args: &[&str], text: &[u8]) -> String {
    let mut command = Command::new(env!("CARGO_BIN_EXE_crosscheck"));
    command.arg("amounts").args(args).arg("-");
    command.stdin(Stdio::piped()).stdout(Stdio::piped());
    let mut running = command.spawn().unwrap();
    running.stdin.take().unwrap().write_all(text).unwrap();
    let output = running.wait_with_output().unwrap();
    assert!(output.status.success());
    String::from_utf8(output.stdout).unwrap()
}

#[test]
fn the_command_prints_one_object_for_each_amount_and_date() {
    let text = "Über 1.200 Häuser.\nGestern kamen 3 bis 5.\n";
    assert_eq!(
        listed(&["--lang", "de", "--date", "2023-05-23"], text.as_bytes()),
        r#"{"bound":"more than","end":10,"line":0,"start":5,"text":"1.200","unit":"Häuser","value":1200}
{"date":"2023-05-22","end":7,"line":1,"relative":true,"start":0,"text":"Gestern"}
{"bound":"range","end":21,"line":1,"start":14,"text":"3 bis 5","unit":"","value":3,"value_to":5}
"#
    );
    assert_eq!(
        listed(&["--lang", "en"], b"yesterday"),
        r#"{"date":null,"end":9,"line":0,"relative":true,"start":0,"text":"yesterday","unresolved":"the day of publication is not known"}
"#
    );
}

#[test]
fn the_command_reads_short_lines_in_their_own_language() {
    let text = "zwölf Menschen\nDouze civils\nMindestens 1.234,5 Tonnen\nЩонайменше 5 людей\n";
    let listed = listed(&[], text.as_bytes());
    let values = [
        "\"value\":12}",
        "\"value\":12}",
        "\"value\":1234.5}",
        "\"value\":5}",
    ];
    assert_eq!(listed.lines().count(), values.len(), "{listed}");
    for (line, value) in listed.lines().zip(values) {
        assert!(line.ends_with(value), "{line}");
    }
    assert_eq!(listed.matches("\"bound\":\"at least\"").count(), 2);
}

#[test]
fn the_command_names_the_option_whose_date_is_none() {
    let mut command = Command::new(env!("CARGO_BIN_EXE_crosscheck"));
    let output = command.args(["amounts", "--date", "foo", "-"]).output();
    let output = output.unwrap();
    assert_eq!(output.status.code(), Some(2));
    let told = String::from_utf8(output.stderr).unwrap();
    assert_eq!(told, "--date: not a date such as 2023-05-23\n");
}

#[test]
fn two_counts_in_the_evidence_of_one_claim_are_marked_in_the_sample() {
    let sample = crosscheck::storage::sample();
    let mut claims = sample.claims();
    let flooded = claims.find(|claim| claim.statement == "430 homes were flooded.");
    let scope = AmountScope::Claim(flooded.unwrap().id);
    let groups = amounts_side_by_side(&sample, &scope, &|| false).unwrap();
    let homes = &groups[0];
    assert_eq!(homes.difference(), Difference::Certain);
    assert_eq!(homes.values(), ["340", "430"]);
    let topics = groups.iter().map(|group| &group.topic);
    assert!(
        topics
            .clone()
            .all(|topic| *topic != AmountTopic::NothingNamed)
    );
}
