//! The text of a source as imported, with a map from positions in its file to positions in the text.

/// Number of characters between two stored positions.
const STEP_CHARACTERS: usize = 64;

/// Characters of context on each side of a passage.
const CONTEXT_CHARACTERS: usize = 32;

/// How a program counts the characters of a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Counting {
    /// Every character, including a byte order mark and both characters of a line end.
    InFile,
    /// Every character except the byte order mark.
    WithoutMark,
    /// One character for each line end, and without the byte order mark.
    InText,
}

impl Counting {
    pub const ALL: [Self; 3] = [Self::InFile, Self::WithoutMark, Self::InText];
}

#[derive(Clone, Copy, Default)]
struct Position {
    /// Bytes in the file.
    file: usize,
    /// Bytes and characters in the text.
    byte: usize,
    character: usize,
}

pub(super) struct SourceText<'f> {
    file: &'f str,
    /// Without byte order mark, with line feeds.
    pub text: String,
    /// Every [`STEP_CHARACTERS`] characters of the file, and of the text.
    in_file: Vec<Position>,
    in_text: Vec<Position>,
}

/// A passage of a source.
pub(super) struct Passage<'t> {
    pub quote: &'t str,
    pub prefix: &'t str,
    pub suffix: &'t str,
    /// In characters of the text, end exclusive.
    pub place: (usize, usize),
}

impl<'f> SourceText<'f> {
    pub fn new(file: &'f str) -> Self {
        let mut source = Self {
            file,
            text: String::with_capacity(file.len()),
            in_file: Vec::new(),
            in_text: Vec::new(),
        };
        let mut position = Position::default();
        for (nth, c) in file.chars().enumerate() {
            if nth % STEP_CHARACTERS == 0 {
                source.in_file.push(position);
            }
            let kept = imported_character(&file[position.file..], position.file);
            if kept.is_some() && position.character.is_multiple_of(STEP_CHARACTERS) {
                source.in_text.push(position);
            }
            position = position.after(c, kept);
            source.text.extend(kept);
        }
        source
    }

    /// The position of the character that has index `at` in that counting; the end if there are fewer.
    fn position(&self, at: usize, counting: Counting) -> Position {
        let has_mark = self.file.starts_with('\u{feff}');
        let (kept_positions, at) = match counting {
            Counting::InFile => (&self.in_file, at),
            Counting::WithoutMark => (&self.in_file, at.saturating_add(usize::from(has_mark))),
            Counting::InText => (&self.in_text, at),
        };
        let nearest = (at / STEP_CHARACTERS).min(kept_positions.len().saturating_sub(1));
        let mut position = kept_positions.get(nearest).copied().unwrap_or_default();
        let mut left = at - nearest * STEP_CHARACTERS;
        while let Some(c) = self.file[position.file..].chars().next() {
            let kept = imported_character(&self.file[position.file..], position.file);
            let is_counted = counting != Counting::InText || kept.is_some();
            if left == 0 && is_counted {
                break;
            }
            left -= usize::from(is_counted);
            position = position.after(c, kept);
        }
        position
    }

    /// The passage between two characters, end exclusive.
    pub fn passage(&self, start: usize, end: usize, counting: Counting) -> Passage<'_> {
        let from = self.position(start, counting);
        let until = self.position(end.max(start), counting);
        let before = &self.text[..from.byte];
        let after = &self.text[until.byte..];
        let prefix = before.char_indices().rev().take(CONTEXT_CHARACTERS).last();
        let suffix = after.char_indices().nth(CONTEXT_CHARACTERS);
        Passage {
            quote: &self.text[from.byte..until.byte],
            prefix: &before[prefix.map_or(before.len(), |(at, _)| at)..],
            suffix: &after[..suffix.map_or(after.len(), |(at, _)| at)],
            place: (from.character, until.character),
        }
    }
}

impl Position {
    fn after(self, c: char, kept: Option<char>) -> Self {
        Self {
            file: self.file + c.len_utf8(),
            byte: self.byte + kept.map_or(0, char::len_utf8),
            character: self.character + usize::from(kept.is_some()),
        }
    }
}

/// The first character of the rest of a file, as plain text is imported; `None` if it is dropped.
fn imported_character(rest: &str, at: usize) -> Option<char> {
    let mut characters = rest.chars();
    let first = characters.next()?;
    match first {
        '\u{feff}' if at == 0 => None,
        '\r' if characters.next() == Some('\n') => None,
        '\r' | '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}' => Some('\n'),
        _ => Some(first),
    }
}

impl Passage<'_> {
    /// The number of its ends that are not within a word.
    pub fn whole_ends(&self) -> usize {
        let is_word = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
        let (first, last) = (self.quote.chars().next(), self.quote.chars().next_back());
        let starts = !(is_word(self.prefix.chars().next_back()) && is_word(first));
        let ends = !(is_word(last) && is_word(self.suffix.chars().next()));
        usize::from(starts && first.is_some()) + usize::from(ends && first.is_some())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn positions_give_the_same_words_in_every_counting() {
        let lines = "Lomé flooded.\r\n".repeat(40);
        let file = format!("\u{feff}{lines}Twelve were hurt.\rEnd");
        let source = SourceText::new(&file);
        assert_eq!(
            source.text,
            file[3..].replace("\r\n", "\n").replace('\r', "\n")
        );
        let at = |text: &str| text.split("Twelve").next().unwrap().chars().count();
        for (start, counting) in [
            (at(&file), Counting::InFile),
            (at(&file) - 1, Counting::WithoutMark),
            (at(&source.text), Counting::InText),
        ] {
            let passage = source.passage(start, start + 6, counting);
            assert_eq!(passage.quote, "Twelve", "{counting:?}");
            assert_eq!(passage.place, (at(&source.text), at(&source.text) + 6));
            assert_eq!(passage.whole_ends(), 2);
            assert!(passage.prefix.ends_with("flooded.\n"));
            assert!(passage.suffix.starts_with(" were"));
        }
        let beyond = source.passage(usize::MAX - 1, usize::MAX, Counting::InFile);
        assert_eq!(beyond.quote, "");
    }
}
