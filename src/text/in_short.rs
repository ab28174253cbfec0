//! Short forms of counts and long texts.

/// A number with its noun, in the plural unless the number is 1: "1 claim", "3 claims".
pub fn counted(count: usize, noun: &str) -> String {
    counted_as(count, noun, &format!("{noun}s"))
}

/// The same for a noun whose plural is not formed with "s": "1 piece of evidence", "3 pieces of evidence".
pub fn counted_as(count: usize, one: &str, many: &str) -> String {
    let noun = if count == 1 { one } else { many };
    format!("{} {noun}", grouped(count))
}

/// A number with a comma between groups of three digits, from five digits on: "9999", "10,000".
pub fn grouped(count: usize) -> String {
    let digits = count.to_string();
    if digits.len() < 5 {
        return digits;
    }
    let comma = |(at, digit): (usize, char)| {
        let is_between = at > 0 && (digits.len() - at).is_multiple_of(3);
        is_between.then_some(',').into_iter().chain([digit])
    };
    digits.chars().enumerate().flat_map(comma).collect()
}

/// The first `characters` of a text, followed by "…" if there are more.
pub fn beginning(text: &str, characters: usize) -> String {
    match text.char_indices().nth(characters) {
        Some((end, _)) => format!("{}\u{2026}", &text[..end]),
        None => text.to_owned(),
    }
}

/// The same on one line: each run of white space, line breaks included, becomes one space.
pub fn beginning_in_one_line(text: &str, characters: usize) -> String {
    // Enough even if most of it is white space, and cheap for a whole article.
    let end = text.char_indices().nth(4 * characters);
    let text = end.map_or(text, |(end, _)| &text[..end]);
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    beginning(&line, characters)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_count_has_the_noun_in_its_number() {
        assert_eq!(counted(0, "claim"), "0 claims");
        assert_eq!(counted(1, "claim"), "1 claim");
        assert_eq!(
            counted_as(2, "piece of evidence", "pieces of evidence"),
            "2 pieces of evidence"
        );
    }

    #[test]
    fn a_long_number_has_its_digits_in_groups() {
        for (count, words) in [
            (0, "0"),
            (9_999, "9999"),
            (10_000, "10,000"),
            (1_234_567, "1,234,567"),
        ] {
            assert_eq!(grouped(count), words);
        }
    }

    #[test]
    fn a_long_text_is_cut_between_characters() {
        assert_eq!(beginning("\u{e9}t\u{e9}", 3), "\u{e9}t\u{e9}");
        assert_eq!(beginning("\u{e9}t\u{e9}s", 3), "\u{e9}t\u{e9}\u{2026}");
        assert_eq!(beginning_in_one_line(" a \n\n b c", 3), "a b\u{2026}");
    }
}
