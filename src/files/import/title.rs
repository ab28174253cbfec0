/// Longest title that is guessed, in characters; longer lines are cut at a word.
const LONGEST: usize = 120;

/// The first line that holds a letter or a digit, without Markdown's heading signs and without the blanks around it,
/// cut before the word that passes 120 characters. The analyst can edit it.
pub(super) fn guess(text: &str) -> String {
    let lines = text.lines().map(|line| line.trim_start_matches('#').trim());
    let headline = lines
        .into_iter()
        .find(|line| line.chars().any(char::is_alphanumeric))
        .unwrap_or_default();
    shortened(headline)
}

fn shortened(line: &str) -> String {
    let Some((cut, _)) = line.char_indices().nth(LONGEST) else {
        return line.to_owned();
    };
    let at_word = line[..cut].rfind(' ').unwrap_or(cut);
    format!("{}\u{2026}", line[..at_word].trim_end())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_line_with_words_is_the_title() {
        assert_eq!(
            guess("\n\n  ***\n# Flood in Lorvenia \ntext"),
            "Flood in Lorvenia"
        );
        assert_eq!(guess("…\n"), "");
        assert_eq!(guess("فيضان"), "فيضان");
    }

    #[test]
    fn a_long_line_is_cut_at_a_word() {
        let title = guess(&"word ".repeat(50));
        assert_eq!(title.chars().count(), 120);
        assert!(title.ends_with("word…"));
        assert_eq!(guess(&"x".repeat(300)).chars().count(), 121);
    }
}
