//! Text folded once for many searches.

use super::{
    folding::{Folding, changes_letter},
    graphemes::{never_joins, snap_to_graphemes},
    search::Needle,
    span::Span,
};

use memchr::memmem::Finder;

/// A text as search compares it, with a map back to its offsets.
///
/// Takes at most twice the memory of the text. Finds the matches of [`find_all`](super::find_all) at the speed of a
/// byte search.
#[derive(Clone, Debug)]
pub struct FoldedText {
    folded: Box<str>,
    /// One bit per byte of `folded`: set at the first byte of each character's folding.
    begins: Box<[u64]>,
    /// For each word of `begins`, the offset in the text of the first character that begins there or later.
    sources: Box<[u32]>,
    /// One bit per byte of the text: set at the first byte of a character that does not fold to nothing.
    folds: Box<[u64]>,
}

/// Bits per word of a bit map.
const BITS: usize = 64;

impl FoldedText {
    /// `None` for the rare text whose letters fold to so many more that the map would take too much memory. Search such
    /// a text directly.
    pub fn new(text: &str) -> Option<Self> {
        u32::try_from(text.len()).ok()?;
        let mut folder = Folder::with_capacity(text.len());
        let (mut begins, mut sources) = (Vec::new(), Vec::new());
        let mut folds = vec![0; text.len().div_ceil(BITS)];
        for (at, character) in text.char_indices() {
            let start = folder.folded.len();
            folder.each(character);
            if folder.folded.len() == start {
                continue;
            }
            begins.resize(start / BITS + 1, 0);
            sources.resize(begins.len(), at as u32);
            begins[start / BITS] |= 1 << (start % BITS);
            folds[at / BITS] |= 1 << (at % BITS);
            if start > 2 * text.len() {
                return None;
            }
        }
        let words = folder.folded.len().div_ceil(BITS);
        begins.resize(words, 0);
        sources.resize(words, text.len() as u32);
        let made = Self {
            folded: folder.folded.into_boxed_str(),
            begins: begins.into_boxed_slice(),
            sources: sources.into_boxed_slice(),
            folds: folds.into_boxed_slice(),
        };
        (made.memory() <= 2 * text.len() + BITS).then_some(made)
    }

    /// Bytes of memory.
    fn memory(&self) -> usize {
        let maps = size_of_val(&*self.begins) + size_of_val(&*self.folds);
        self.folded.len() + maps + size_of_val(&*self.sources)
    }

    /// Returns the matches of `needle` in `text` (the text that this was made from), left to right, without overlaps,
    /// widened to whole graphemes.
    pub fn find_all<'a>(
        &'a self,
        text: &'a str,
        needle: &'a FoldedNeedle,
    ) -> impl Iterator<Item = Span> + 'a {
        let folded = self.folded.as_bytes();
        let (mut from, mut taken) = (0, 0);
        std::iter::from_fn(move || {
            while let Some(found) = needle.finder.find(folded.get(from..)?) {
                let (start, end) = (from + found, from + found + needle.len);
                if let Some(span) = self.match_at(text, start, end)
                    && span.start() >= taken
                    && needle.needle.fits_words(text, span)
                {
                    (from, taken) = (end, span.end());
                    return Some(span);
                }
                from = self.folded.ceil_char_boundary(start + 1);
            }
            None
        })
    }

    /// The span of the text that the folded bytes come from. `None` if the match would begin or end within the folding
    /// of one character, or before a mark that makes the last letter another one.
    fn match_at(&self, text: &str, start: usize, end: usize) -> Option<Span> {
        if self.begins[start / BITS] & (1 << (start % BITS)) == 0 {
            return None;
        }
        if let Some(next) = self.folded[end..].chars().next()
            && !next.is_ascii()
            && changes_letter(next)
        {
            return None;
        }
        let first = self.source_of(start);
        let last = self.source_of(end - 1);
        let end = self.end_of_syllable(text, last + text[last..].chars().next()?.len_utf8());
        if is_plain_edge(text, first) && is_plain_edge(text, end) {
            return Span::new(first, end);
        }
        snap_to_graphemes(text, first, end)
    }

    /// End of the character at `from`, or of the Hangul syllable that it begins: in a syllable written in parts, vowel
    /// and final consonant have no folding of their own.
    fn end_of_syllable(&self, text: &str, from: usize) -> usize {
        let mut end = from;
        for (at, character) in text[from..].char_indices() {
            let at = from + at;
            if self.folds[at / BITS] & (1 << (at % BITS)) != 0 {
                break;
            }
            if is_later_part_of_syllable(character) {
                end = at + character.len_utf8();
            }
        }
        end
    }

    /// Offset in the text of the character that a folded byte comes from.
    fn source_of(&self, at: usize) -> usize {
        let nth = at / BITS;
        let until = self.begins[nth] << (BITS - 1 - at % BITS);
        let source = self.sources[nth] as usize;
        match until.count_ones() {
            0 => last_bit_before(&self.folds, source),
            begun => nth_bit_from(&self.folds, source, begun),
        }
    }
}

/// Index of the `nth` set bit (from 1) at or after `from`.
fn nth_bit_from(bits: &[u64], from: usize, mut nth: u32) -> usize {
    let mut at = from / BITS;
    let mut word = bits[at] & (u64::MAX << (from % BITS));
    while word.count_ones() < nth {
        nth -= word.count_ones();
        at += 1;
        word = bits[at];
    }
    for _ in 1..nth {
        // Clears the lowest bit that is set.
        word &= word - 1;
    }
    at * BITS + word.trailing_zeros() as usize
}

/// Index of the last set bit before `end`.
fn last_bit_before(bits: &[u64], end: usize) -> usize {
    let mut at = (end - 1) / BITS;
    let mut word = bits[at] << (BITS - 1 - (end - 1) % BITS) >> (BITS - 1 - (end - 1) % BITS);
    while word == 0 {
        at -= 1;
        word = bits[at];
    }
    at * BITS + BITS - 1 - word.leading_zeros() as usize
}

/// A search term prepared for [`FoldedText`].
#[derive(Clone, Debug)]
pub struct FoldedNeedle {
    needle: Needle,
    finder: Finder<'static>,
    /// Length of the folded term in bytes.
    len: usize,
}

impl FoldedNeedle {
    pub fn new(needle: Needle) -> Self {
        let mut folder = Folder::with_capacity(needle.folded().len());
        for part in needle.folded() {
            folder.push(*part);
        }
        Self {
            finder: Finder::new(folder.folded.as_bytes()).into_owned(),
            len: folder.folded.len(),
            needle,
        }
    }

    pub fn needle(&self) -> &Needle {
        &self.needle
    }
}

/// Folds into a string and composes Hangul syllables, which take a third of the memory that way.
struct Folder {
    folding: Folding,
    folded: String,
}

impl Folder {
    fn with_capacity(bytes: usize) -> Self {
        Self {
            folding: Folding::default(),
            folded: String::with_capacity(bytes),
        }
    }

    fn each(&mut self, character: char) {
        let Self { folding, folded } = self;
        folding.each(character, |part| push(folded, part));
    }

    fn push(&mut self, part: char) {
        push(&mut self.folded, part);
    }
}

fn push(folded: &mut String, part: char) {
    if !is_later_part_of_syllable(part) {
        return folded.push(part);
    }
    let before = folded.chars().next_back();
    match before.and_then(|before| unicode_normalization::char::compose(before, part)) {
        Some(syllable) => {
            folded.pop();
            folded.push(syllable);
        }
        None => folded.push(part),
    }
}

/// Whether this is a vowel or final consonant of Hangul.
fn is_later_part_of_syllable(part: char) -> bool {
    matches!(part, '\u{1161}'..='\u{11C2}')
}

/// Whether `at` is between two characters that never join.
fn is_plain_edge(text: &str, at: usize) -> bool {
    let before = text[..at].chars().next_back();
    let after = text[at..].chars().next();
    before.is_none_or(never_joins) && after.is_none_or(never_joins)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::find_all;

    use proptest::prelude::*;
    use unicode_normalization::char::is_combining_mark;

    fn spans(text: &str, needle: &Needle) -> Vec<Span> {
        let folded = FoldedText::new(text).expect("it fits into the memory");
        let needle = FoldedNeedle::new(needle.clone());
        folded.find_all(text, &needle).collect()
    }

    const PARTS: &[&str] = &[
        "a",
        "b",
        "A",
        " ",
        "  ",
        "\n",
        "é",
        "e\u{301}",
        "ß",
        "ss",
        "s",
        "ﬁ",
        "f",
        "i",
        "й",
        "и",
        "\u{306}",
        "ё",
        "е",
        "\u{308}",
        "я",
        "か",
        "が",
        "\u{3099}",
        "각",
        "가",
        "\u{1100}",
        "\u{1161}",
        "\u{11A8}",
        "ㄱ",
        "东",
        "京",
        "ا",
        "أ",
        "\u{64E}",
        "ـ",
        "12",
        "１",
        "„",
        "«",
        "\u{AD}",
        "\u{200B}",
        "क",
        "\u{93C}",
        "ि",
        "👨‍👩‍👧",
        "🇩🇪",
        "½",
        "…",
        "\r\n",
        "-",
        "–",
        "x",
    ];

    fn words(most: usize) -> impl Strategy<Value = String> {
        prop::collection::vec(prop::sample::select(PARTS), 1..most).prop_map(|it| it.concat())
    }

    proptest! {
        #[test]
        fn the_folded_text_finds_what_the_text_itself_does(text in words(200), typed in words(4), whole in any::<bool>()) {
            // A vowel or final consonant alone is found in a syllable only if the syllable is written in parts. How a
            // mark folds depends on the letter before it, which a term that begins with a mark lacks.
            let differs = |part: &char| is_combining_mark(*part) || is_later_part_of_syllable(*part);
            let folded = FoldedText::new(&text);
            if let (Some(needle), Some(folded)) = (Needle::new(&typed), folded)
                && !differs(&needle.folded()[0])
                && !typed.contains(is_later_part_of_syllable)
            {
                let needle = needle.with_whole_words(whole);
                let expected: Vec<Span> = find_all(&text, &needle).collect();
                let needle = FoldedNeedle::new(needle);
                let found: Vec<Span> = folded.find_all(&text, &needle).collect();
                prop_assert_eq!(found, expected);
            }
        }
    }

    #[test]
    fn a_syllable_in_parts_is_found_whole() {
        for text in [
            "ㄱ\u{1161}a",
            "\u{1100}\u{1161}a",
            "\u{1100}\u{64e}\u{1161}a",
            "각 각",
        ] {
            let needle = Needle::new("가").expect("it has letters");
            let expected: Vec<Span> = find_all(text, &needle).collect();
            assert_eq!(spans(text, &needle), expected, "{text}");
        }
        let needle = Needle::new("s").expect("it has letters");
        assert_eq!(
            spans("ßᅡ", &needle),
            find_all("ßᅡ", &needle).collect::<Vec<_>>()
        );
    }

    #[test]
    fn a_match_is_mapped_back_past_quotes_and_accents() {
        let text = "„Où est le barrage ?“ – Źródło, 한국 사람, ﬁn. ".repeat(40);
        for typed in ["barrage", "zrodlo", "ou", "한국", "fin", "사람,"] {
            let needle = Needle::new(typed).expect("it has letters");
            let found = spans(&text, &needle);
            assert_eq!(found.len(), 40, "{typed}");
            assert_eq!(found, find_all(&text, &needle).collect::<Vec<_>>());
        }
    }

    #[test]
    fn the_folding_and_its_map_take_at_most_twice_the_text() {
        for text in [
            "Ein Wort. ",
            "Źródło é ",
            "한국 사람 ",
            "がいこく ",
            "май ",
            "دَمَّ ",
        ] {
            let text = text.repeat(200);
            let folded = FoldedText::new(&text);
            assert!(
                folded.is_some_and(|it| it.memory() <= 2 * text.len()),
                "{text:.20}"
            );
        }
        assert!(FoldedText::new(&"\u{FDFA}".repeat(200)).is_none());
    }

    /// Prints the figures in the manual's page on performance.
    #[test]
    fn the_memory_for_sixteen_megabytes_is_less_than_twice_the_text() {
        const SIZE: usize = 16 << 20;
        for (script, sentence) in [
            (
                "Latin",
                "The mill at Orvane burned down in the night, said Zoë Ilven. ",
            ),
            (
                "Cyrillic",
                "Мельница в Орване сгорела ночью, сказала Зоя Ильвен. ",
            ),
            ("Chinese", "奥尔瓦内的磨坊在夜里烧毁了,佐伊·伊尔文说。"),
        ] {
            let text = sentence.repeat(SIZE / sentence.len() + 1);
            let folded = FoldedText::new(&text).unwrap();
            let maps = folded.memory() - folded.folded.len();
            let [all, maps] = [folded.memory(), maps].map(|it| it as f64 / text.len() as f64);
            eprintln!("{script}: {all:.2} times the text, {maps:.2} of it maps");
            assert!(all < 1.5 && maps < 0.5, "{script}: {all}");
        }
    }
}
