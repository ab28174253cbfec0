//! The forms of protected names in texts, from tests/fixtures/names.

use super::*;
use crate::text::folded;

const VARIANTS: &str = include_str!("../../../../../tests/fixtures/names/variants.txt");
const CELLS: &str = include_str!("../../../../../tests/fixtures/names/cells.txt");

/// The names of the table, each with its lines of forms.
fn recorded() -> Vec<(&'static str, Vec<&'static str>)> {
    let mut all: Vec<(&str, Vec<&str>)> = Vec::new();
    for line in VARIANTS.lines().filter(|line| !line.starts_with('#')) {
        match line.strip_prefix("= ") {
            Some(name) => all.push((name, Vec::new())),
            None => all.last_mut().unwrap().1.push(line),
        }
    }
    all
}

/// The listed forms of a name with their kinds.
fn listed<'a>(lines: &'a [&'a str]) -> impl Iterator<Item = (&'a str, String)> {
    lines.iter().flat_map(|line| {
        let (kind, forms) = line.split_once(": ").unwrap();
        forms
            .split(" | ")
            .map(move |form| (kind, form.replace("\\n", "\n")))
    })
}

/// The forms that any name may take: escaped, torn, with look-alikes, in another order.
fn made(name: &str) -> Vec<(&'static str, String)> {
    let each = |by: &dyn Fn(char) -> String| name.chars().map(by).collect::<String>();
    let between = |sign: &str| {
        let letters: Vec<String> = name.chars().map(String::from).collect();
        letters.join(sign)
    };
    let (start, end) = name.split_at(name.char_indices().nth(2).unwrap().0);
    let words: Vec<&str> = name.split(' ').collect();
    let percent: Vec<String> = name.bytes().map(|byte| format!("%{byte:02X}")).collect();
    let percent = percent.concat();
    let numbers = each(&|it| format!("&#{};", u32::from(it)));
    let mut all = vec![
        ("as recorded", name.to_owned()),
        ("upper case", name.to_uppercase()),
        ("lower case", name.to_lowercase()),
        ("letter by letter", between(" ")),
        ("dotted", between(".")),
        ("soft hyphens", between("\u{AD}")),
        ("zero-width spaces", between("\u{200B}")),
        ("look-alikes", each(&|it| look_alike(it).to_string())),
        ("percent", percent.clone()),
        ("percent twice", percent.replace('%', "%25")),
        ("JSON", each(&|it| format!("\\u{:04x}", u32::from(it)))),
        (
            "JSON twice",
            each(&|it| format!("\\\\u{:04x}", u32::from(it))),
        ),
        ("HTML", numbers.clone()),
        (
            "HTML in hexadecimal",
            each(&|it| format!("&#x{:x};", u32::from(it))),
        ),
        ("HTML twice", numbers.replace('&', "&amp;")),
        ("soft hyphen entity", format!("{start}&shy;{end}")),
        ("tags", each(&|it| format!("<b>{it}</b>"))),
        ("a tag", format!("<i>{start}</i>{end}")),
        ("a comment", format!("{start}<!-- x -->{end}")),
        ("Markdown", format!("**{start}**{end}")),
        ("a link", format!("[{start}](x){end}")),
        ("a line break", words.join("\n")),
        ("hyphenation", format!("{start}-\n{end}")),
    ];
    for sign in ["-", "_", ".", "+", ""] {
        all.push(("as in an address", words.join(sign).to_lowercase()));
    }
    // In Thai, the surname is not put first; in "نصر الله", the last word is half of one.
    if words.len() > 1 && !name.contains("ใจดี") && !name.ends_with(" الله") {
        let (last, others) = words.split_last().unwrap();
        all.push(("surname first", format!("{last}, {}", others.join(" "))));
        all.push(("reversed", format!("{last} {}", others.join(" "))));
    }
    all
}

fn look_alike(letter: char) -> char {
    let pairs = ["aа", "eе", "oо", "pр", "cс", "xх", "iі"];
    let other = pairs.iter().find_map(|pair| {
        let mut both = pair.chars();
        let (latin, cyrillic) = (both.next()?, both.next()?);
        match letter {
            it if it == latin => Some(cyrillic),
            it if it == cyrillic => Some(latin),
            _ => None,
        }
    });
    other.unwrap_or(letter)
}

#[test]
fn names_are_found_in_every_listed_form() {
    let (mut unseen, mut count) = (Vec::new(), 0);
    for (name, lines) in recorded() {
        let protected = names(&[(name, "", "Source A")]);
        let made = made(name)
            .into_iter()
            .map(|(kind, form)| (kind.to_owned(), form));
        let listed = listed(&lines).map(|(kind, form)| (kind.to_owned(), form));
        for (kind, form) in made.chain(listed) {
            count += 1;
            let cell = format!("as {form} told us");
            if protected.find(&cell, &OtherWords::default()).is_empty() {
                unseen.push(format!("{name}, {kind}: {form}"));
            }
        }
    }
    assert!(count > 2_000, "{count}");
    assert_eq!(unseen, [] as [&str; 0]);
}

#[test]
fn a_nickname_does_not_stay_beside_the_stand_in() {
    for (name, lines) in recorded() {
        let protected = names(&[(name, "", "Source A")]);
        for (kind, form) in listed(&lines).filter(|(kind, _)| *kind == "nickname") {
            let shown = protected.concealed(&form).into_owned();
            let left = shown.replace("Source A", "");
            let is_left = |word: &str| word.starts_with(char::is_uppercase);
            assert!(
                !left.split(' ').any(is_left),
                "{name}, {kind}: {form} is shown as {shown}"
            );
        }
    }
}

#[test]
fn cells_of_other_languages_raise_no_alarm() {
    const CELL_WORDS: usize = 20;
    const CELLS_EACH: usize = 300;
    let mut state = 7_u64;
    let mut next = |below: usize| {
        state = state
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        (state >> 33) as usize % below
    };
    let languages = CELLS.lines().filter(|line| !line.starts_with('#'));
    for line in languages {
        let (language, text) = line.split_once(": ").unwrap();
        let words: Vec<&str> = text.split(' ').collect();
        let mut cell = || {
            let words: Vec<&str> = (0..CELL_WORDS).map(|_| words[next(words.len())]).collect();
            words.join(" ")
        };
        let cells: Vec<String> = (0..CELLS_EACH).map(|_| cell()).collect();
        for (name, _) in recorded().into_iter().step_by(6) {
            let protected = names(&[(name, "", "Source A")]);
            let alarms = cells.iter().filter(|cell| protected.are_in(cell)).count();
            assert!(alarms == 0, "{language}: {alarms} alarms for {name}");
        }
    }
}

#[test]
fn short_parts_of_listed_names_are_only_possibly_names() {
    for (name, _) in recorded() {
        let protected = names(&[(name, "", "Source A")]);
        for part in name
            .split(' ')
            .filter(|part| folded(part).chars().count() <= 4)
        {
            let cell = format!("as {part} told us");
            let found = protected.find(&cell, &OtherWords::default());
            let is_possible = |it: &FoundName| it.certainty == Certainty::Possibly;
            assert!(found.iter().all(is_possible), "{name}: {part}");
        }
    }
}
