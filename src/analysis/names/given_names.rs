//! Given names and the everyday forms of them: "Sasha" is Alexander.

use crate::text::folded;

use std::{collections::HashMap, sync::LazyLock};

use foldhash::fast::FixedState;

/// Forms of one given name on each line, in every language and alphabet.
///
/// Source: written for Crosscheck from the common given names of each language, and the forms of them that relatives,
/// friends and news use.
const GIVEN_NAMES: &str = include_str!("given_names.txt");

type Groups = HashMap<String, Vec<usize>, FixedState>;

static LINES: LazyLock<Vec<Vec<&'static str>>> = LazyLock::new(|| {
    let lines = GIVEN_NAMES.lines().filter(|line| !line.starts_with('#'));
    lines
        .map(|line| line.split_whitespace().collect())
        .collect()
});

/// The lines that each name is on.
static GROUPS: LazyLock<Groups> = LazyLock::new(|| {
    let mut groups = Groups::default();
    for (nth, names) in LINES.iter().enumerate() {
        for name in names {
            groups.entry(folded(name)).or_default().push(nth);
        }
    }
    groups
});

/// Whether a word is a given name in the table.
pub(super) fn is_given_name(word: &str) -> bool {
    GROUPS.contains_key(&folded(word))
}

/// The other forms of a given name; none if the table does not have it.
pub(super) fn other_forms(name: &str) -> Vec<&'static str> {
    let own = folded(name);
    let groups = GROUPS.get(&own).into_iter().flatten();
    let mut forms: Vec<&str> = groups
        .flat_map(|nth| LINES[*nth].iter().copied())
        .filter(|form| folded(form) != own)
        .collect();
    forms.sort_unstable();
    forms.dedup();
    forms
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_nickname_and_its_name_are_forms_of_each_other() {
        for (one, other) in [
            ("Alexander", "Саша"),
            ("Sasha", "Александр"),
            ("ROBERT", "Bob"),
            ("Johannes", "Hans"),
            ("Francisco", "Paco"),
            ("János", "Jancsi"),
        ] {
            assert!(other_forms(one).contains(&other), "{one}: {other}");
        }
        assert!(!other_forms("Bob").contains(&"Bob"));
        assert_eq!(other_forms("Karveth"), [] as [&str; 0]);
    }
}
