//! Whether two names of one alphabet differ in few letters.

use crate::text::folded;

/// Whether each word of the shorter name has a word in the other that differs in fewer than a third of its letters, or
/// in one; or the names as wholes do. Letters that write one sound are one letter: v and w, k, c and q, i, j and y, s
/// and z. A silent h and doubled letters do not count.
pub(super) fn are_near(one: &[String], other: &[String]) -> bool {
    let [one, other] = [one, other]
        .map(|words| -> Vec<Vec<char>> { words.iter().map(|word| letters(word)).collect() });
    let (shorter, longer) = if one.len() <= other.len() {
        (&one, &other)
    } else {
        (&other, &one)
    };
    let has_near = |word: &Vec<char>| longer.iter().any(|it| is_near(word, it));
    shorter.iter().all(has_near) || is_near(&one.concat(), &other.concat())
}

fn letters(word: &str) -> Vec<char> {
    let sound = |letter: char| match letter {
        'w' => 'v',
        'c' | 'q' => 'k',
        'j' | 'y' => 'i',
        'z' => 's',
        other => other,
    };
    let folded = folded(word);
    let letters = folded
        .chars()
        .filter(|it| it.is_alphanumeric() && *it != 'h');
    let mut letters: Vec<char> = letters.map(sound).collect();
    letters.dedup();
    letters
}

fn is_near(one: &[char], other: &[char]) -> bool {
    let longest = one.len().max(other.len());
    let most = (longest.saturating_sub(1) / 3).max(1);
    one.len().abs_diff(other.len()) <= most && distance(one, other) <= most
}

/// The number of letters inserted, left out or replaced (Levenshtein).
fn distance(one: &[char], other: &[char]) -> usize {
    let mut row: Vec<usize> = (0..=other.len()).collect();
    for (at, letter) in one.iter().enumerate() {
        let mut diagonal = row[0];
        row[0] = at + 1;
        for (nth, its) in other.iter().enumerate() {
            let replaced = diagonal + usize::from(letter != its);
            diagonal = row[nth + 1];
            row[nth + 1] = replaced.min(diagonal + 1).min(row[nth] + 1);
        }
    }
    row[other.len()]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(one: &str, other: &str, expected: bool) {
        let [first, second]: [Vec<String>; 2] =
            [one, other].map(|it| it.split(' ').map(str::to_owned).collect());
        assert_eq!(are_near(&first, &second), expected, "{one}, {other}");
    }

    #[test]
    fn spellings_of_one_name_differ_in_few_letters() {
        for (one, other) in [
            ("Karveth", "Qarvet"),
            ("Kharvik", "Charwik"),
            ("Selenskyj", "Zelensky"),
            ("Denna Corvast", "Korvast"),
            ("Hallim Drevski", "Halim Drewski"),
            ("North News", "NorthNews"),
        ] {
            check(one, other, true);
        }
    }

    #[test]
    fn other_words_with_the_same_consonants_do_not() {
        for (one, other) in [
            ("Häuser", "Wasser"),
            ("Osk", "Austausch"),
            ("Morrison", "American"),
            ("China", "Change"),
            ("Sondland", "Scotland"),
            ("Fund", "Window"),
        ] {
            check(one, other, false);
        }
    }
}
