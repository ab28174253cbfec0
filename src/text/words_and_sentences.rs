//! Words and sentences by UAX #29, and by dictionary where words are written without spaces.
//!
//! Offsets are bytes of `text`. The `…_around` functions look only at a window of a paragraph, so that their cost does
//! not depend on its length.

use super::graphemes::{ceil_grapheme, floor_grapheme, previous_grapheme};

use std::ops::Range;

use icu_properties::{CodePointMapData, props::Script};
use icu_segmenter::{WordSegmenter, options::WordBreakInvariantOptions};
use unicode_normalization::char::is_combining_mark;
use unicode_segmentation::UnicodeSegmentation;

/// Bytes searched on each side at first.
const REACH_BYTES: usize = 1024;
/// Bytes on each side beyond which a word or sentence is cut.
const MAX_REACH_BYTES: usize = 64 * 1024;
/// Within this distance of the window's ends, in bytes, the text outside may matter.
const CONTEXT_BYTES: usize = 64;

/// Characters that end a sentence, or part of one.
const SENTENCE_ENDS: [char; 19] = [
    '.', '!', '?', '…', ';', ':', '。', '！', '？', '；', '：', '؟', '۔', '।', '॥', '։', '።', '။',
    '។',
];

/// Whether a line ends like a sentence, whatever quotation marks and brackets follow.
pub fn ends_like_sentence(line: &str) -> bool {
    line.trim_end_matches(is_behind_sentence)
        .ends_with(SENTENCE_ENDS)
}

/// Whether a line ends with a colon, and so introduces the lines below it.
pub fn introduces_list(line: &str) -> bool {
    line.trim_end_matches(is_behind_sentence)
        .ends_with([':', '：'])
}

fn is_behind_sentence(character: char) -> bool {
    character.is_whitespace() || "\"')]}*_”’“»«」』".contains(character)
}

/// The word, run of spaces or punctuation mark at `offset`; at the end of the text, the last one. Consists of whole
/// graphemes, and is empty only for an empty text.
///
/// Linear in the length of `text`: pass a paragraph, not an article.
pub fn word_at(text: &str, offset: usize) -> Range<usize> {
    segment_at(word_ends(text), offset)
}

/// The sentence at `offset`, without trailing spaces. Same edge cases and cost as [`word_at`].
pub fn sentence_at(text: &str, offset: usize) -> Range<usize> {
    let sentences = text.split_sentence_bound_indices();
    let ends = sentences.map(|(start, sentence)| start + sentence.len());
    let Range { start, end } = segment_at(ends, offset);
    start..ceil_grapheme(text, start + text[start..end].trim_end().len())
}

/// The segment that contains `offset`, or the last one. `ends` lists the end of each.
fn segment_at(ends: impl Iterator<Item = usize>, offset: usize) -> Range<usize> {
    let mut segment = 0..0;
    for end in ends {
        segment = segment.end..end;
        if end > offset {
            break;
        }
    }
    segment
}

/// The offsets at which words begin, without spaces and punctuation.
pub fn word_starts(text: &str) -> impl Iterator<Item = usize> + '_ {
    let mut start = 0;
    word_ends(text).filter_map(move |end| {
        let word = std::mem::replace(&mut start, end)..end;
        text[word.clone()]
            .contains(char::is_alphanumeric)
            .then_some(word.start)
    })
}

/// The ends of words, runs of spaces and punctuation marks. A dictionary may put an end within a grapheme or a Burmese
/// syllable; it is then moved to the end of that.
fn word_ends(text: &str) -> impl Iterator<Item = usize> + '_ {
    let segmenter = WordSegmenter::new_dictionary(WordBreakInvariantOptions::default());
    let mut last = 0;
    segmenter.segment_str(text).filter_map(move |end| {
        if end <= last || cuts_burmese_syllable(text, end) {
            return None;
        }
        last = ceil_grapheme(text, end);
        Some(last)
    })
}

/// Whether `at` is within a Burmese syllable: before a dependent sign, before a final consonant, or within a stack.
///
/// A final consonant carries an asat, a stacked one a virama (Unicode Technical Note #11).
pub fn cuts_burmese_syllable(text: &str, at: usize) -> bool {
    let mut after = text[at..].chars();
    let (Some(before), Some(next)) = (text[..at].chars().next_back(), after.next()) else {
        return false;
    };
    if !is_burmese(before) || !is_burmese(next) {
        return false;
    }
    let sign = after.find(|character| *character != BURMESE_DOT_BELOW);
    before == BURMESE_VIRAMA
        || is_combining_mark(next)
        || (next.is_alphabetic() && matches!(sign, Some(BURMESE_ASAT | BURMESE_VIRAMA)))
}

const BURMESE_DOT_BELOW: char = '\u{1037}';
const BURMESE_VIRAMA: char = '\u{1039}';
const BURMESE_ASAT: char = '\u{103A}';

/// Whether `character` is in a block of the Burmese script.
pub fn is_burmese(character: char) -> bool {
    matches!(character, '\u{1000}'..='\u{109F}' | '\u{A9E0}'..='\u{A9FF}' | '\u{AA60}'..='\u{AA7F}')
}

/// The word at `offset`, as [`word_at`] finds it.
pub fn word_around(text: &str, paragraph: &Range<usize>, offset: usize) -> Range<usize> {
    around(text, paragraph, offset, word_at)
}

/// The sentence at `offset`, as [`sentence_at`] finds it.
pub fn sentence_around(text: &str, paragraph: &Range<usize>, offset: usize) -> Range<usize> {
    around(text, paragraph, offset, sentence_at)
}

/// Start of the next word or symbol after `offset`, or the end of the paragraph.
pub fn next_word(text: &str, paragraph: &Range<usize>, offset: usize) -> usize {
    let end = word_around(text, paragraph, offset).end;
    let rest = &text[end..paragraph.end];
    // A space that carries an accent is a symbol.
    floor_grapheme(text, paragraph.end - rest.trim_start().len())
}

/// Start of the last word or symbol that starts before `offset`, or the start of the paragraph.
pub fn previous_word(text: &str, paragraph: &Range<usize>, offset: usize) -> usize {
    let before = text[paragraph.start..offset].trim_end();
    let last = paragraph.start + previous_grapheme(before, before.len());
    if before.is_empty() {
        paragraph.start
    } else {
        word_around(text, paragraph, last).start
    }
}

/// The text with its first letter in upper case.
pub fn capitalized(text: &str) -> String {
    let mut letters = text.chars();
    let first = letters.next().map(char::to_uppercase);
    first.into_iter().flatten().chain(letters).collect()
}

/// Whether a word may begin or end at `at`: next to any character that is not a letter, or where the dictionary
/// separates two words.
pub fn is_word_edge(text: &str, at: usize) -> bool {
    let before = text[..at].chars().next_back();
    let after = text[at..].chars().next();
    let (Some(before), Some(after)) = (before, after) else {
        return true;
    };
    let is_in_word = |letter: char| letter.is_alphanumeric() || is_combining_mark(letter);
    if !is_in_word(before) || !is_in_word(after) {
        return true;
    }
    is_written_without_spaces(before)
        && is_written_without_spaces(after)
        && word_around(text, &(0..text.len()), at).start == at
}

fn is_written_without_spaces(letter: char) -> bool {
    let scripts = CodePointMapData::<Script>::new();
    matches!(
        scripts.get(letter),
        Script::Han
            | Script::Hiragana
            | Script::Katakana
            | Script::Thai
            | Script::Lao
            | Script::Khmer
            | Script::Myanmar
            | Script::Inherited
            | Script::Common
    )
}

fn around(
    text: &str,
    paragraph: &Range<usize>,
    offset: usize,
    find: impl Fn(&str, usize) -> Range<usize>,
) -> Range<usize> {
    let mut reach = REACH_BYTES;
    loop {
        let start = text.floor_char_boundary(offset.saturating_sub(reach));
        let start = start.max(paragraph.start);
        let end = text.ceil_char_boundary(offset + reach).min(paragraph.end);
        let found = find(&text[start..end], offset - start);
        let found = start + found.start..start + found.end;
        let starts = start == paragraph.start || found.start > start + CONTEXT_BYTES;
        let ends = end == paragraph.end || found.end + CONTEXT_BYTES < end;
        if (starts && ends) || reach >= MAX_REACH_BYTES {
            return found;
        }
        reach *= 4;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::is_grapheme_boundary;

    /// Words separated by `|` as a double click selects them, and Ctrl+Right and Ctrl+Left step through them.
    fn check_words(marked: &str) {
        let text = marked.replace('|', "");
        let whole = 0..text.len();
        let mut start = 0;
        let mut starts = Vec::new();
        for word in marked.split('|') {
            let range = start..start + word.len();
            for (at, _) in word.char_indices() {
                let found = word_around(&text, &whole, range.start + at);
                assert_eq!(&text[found], word, "at {at} of {word:?} in {marked:?}");
            }
            if !word.trim().is_empty() {
                starts.push(range.start);
            }
            start = range.end;
        }
        let mut forwards = vec![0];
        while *forwards.last().unwrap() < text.len() {
            forwards.push(next_word(&text, &whole, *forwards.last().unwrap()));
        }
        assert_eq!(forwards.pop(), Some(text.len()));
        assert_eq!(forwards, starts, "forwards in {marked:?}");
        let mut backwards = vec![previous_word(&text, &whole, text.len())];
        while *backwards.last().unwrap() > 0 {
            backwards.push(previous_word(&text, &whole, *backwards.last().unwrap()));
        }
        backwards.reverse();
        assert_eq!(backwards, starts, "backwards in {marked:?}");
    }

    #[test]
    fn words_of_every_script_are_selected_whole() {
        for marked in WORDS {
            check_words(marked);
        }
    }

    /// Words by UAX #29 and, without spaces, as a dictionary of the language lists them.
    const WORDS: &[&str] = &[
        // Latin, Greek, Cyrillic, Armenian, Georgian
        "He| |said| |3.5| |acres|,| |can't| |he|?",
        "naïve| |cafe\u{301}|—|«|oui|»",
        "l’été| |_snake_case_| |A|-|4",
        "Ο| |Γιώργος| |είπε|:| |«|όχι|»|.",
        "Τρία| |σπίτια| |κάηκαν|.",
        "12,5| |στρέμματα|;",
        "Ранены| |восемь| |человек|.",
        "чёрно|-|белый| |й",
        "«|Вести|»|,| |2031",
        "Ութ| |մարդ| |վիրավորվել| |է|։",
        "Այո|,| |ասաց| |նա|։",
        "Երևան|,| |2031",
        "რვა| |ადამიანი| |დაშავდა|.",
        "თბილისი|,| |2031",
        "არა|,| |თქვა| |მან|.",
        // Hebrew, Arabic, Persian
        "שמונה| |בני| |אדם| |נפצעו|.",
        "צה\"ל| |אמר|:| |לא|.",
        "שָׁלוֹם| |לכם|!",
        "أصيب| |ثمانية| |أشخاص|.",
        "قال|:| |«|لا|»|،| |ثم| |مضى",
        "مُحَمَّد| |الـكبير",
        "می\u{200C}خواهم| |بروم|.",
        "خانه\u{200C}ها| |سوخت|.",
        "۱۲| |نفر| |زخمی| |شدند|.",
        // Devanagari, Bengali, Tamil
        "मंत्रालय| |ने| |कहा|।",
        "क्षेत्र| |सुरक्षित| |है|।",
        "आठ| |लोग| |घायल|,| |१२| |लापता",
        "আট| |জন| |আহত|।",
        "ঢাকা|,| |২০৩১",
        "ক্ষতি| |হয়নি|।",
        "எட்டு| |பேர்| |காயம்|.",
        "சென்னை|,| |2031",
        "பாலம்| |மூடப்பட்டது|.",
        // Thai, Lao, Khmer, Burmese
        "ตำรวจ|ทำ|น้ำ|หก",
        "กระทรวง|กล่าว|ว่า|พื้นที่|ปลอดภัย",
        "มี|คน|เจ็บ|แปด|คน",
        "ນ້ຳ|ຖ້ວມ|ໃນ|ເມືອງ",
        "ປະເທດ|ລາວ",
        "ພາສາ|ລາວ",
        "ទីក្រុង|ភ្នំពេញ",
        "ប្រទេស|កម្ពុជា",
        "មនុស្ស|ប្រាំបី|នាក់",
        "လူ|ရှစ်|ယောက်|ဒဏ်ရာ|ရ",
        "ကျောင်းသား|ရှစ်|ယောက်",
        "အင်္ဂလန်|နိုင်ငံ",
        // Chinese, Japanese, Korean
        "八人|在|事故|中|受伤|。",
        "北京|大学|发布|报告",
        "記者|今天|說|沒有",
        "けが人|は|八人|です|。",
        "東京|タワー|で|火災",
        "警察|が|発表|した|。",
        "여덟| |명이| |다쳤다|.",
        "서울|,| |2031년",
        "다리가| |무너졌다|.",
        // Emoji, joined and flagged
        "👩‍👩‍👧| |👍🏽",
        "1\u{FE0F}\u{20E3}| |ok",
        "🇺🇦|🇫🇷| |flags",
    ];

    #[test]
    fn a_word_never_ends_within_a_grapheme_or_a_burmese_syllable() {
        for text in [
            "น้ำท่วมทำให้ตำรวจนำประชาชนออก",
            "ນ້ຳທ່ວມຢູ່ເມືອງ",
            "ក្រុងភ្នំពេញនៃប្រទេសកម្ពុជា",
            "ပစ္စည်းများကိုသယ်ယူပို့ဆောင်ရန်အင်္ဂလိပ်စာသင်ကြားသည်",
            "က\u{1039}\u{1039}ခ\u{103A}",
        ] {
            for end in word_ends(text) {
                assert!(is_grapheme_boundary(text, end), "{end} of {text:?}");
                assert!(!cuts_burmese_syllable(text, end), "{end} of {text:?}");
            }
        }
    }

    #[test]
    fn a_space_with_an_accent_counts_as_a_symbol() {
        check_words("a| \u{301}|b");
        let text = "a \u{301} ";
        assert_eq!(next_word(text, &(0..text.len()), 1), text.len());
    }

    #[test]
    fn words_start_where_letters_or_digits_do() {
        let starts = |text| word_starts(text).collect::<Vec<_>>();
        assert_eq!(starts("“No,” she said 3.5 …"), [3, 10, 14, 19]);
        assert_eq!(starts("มีคนเจ็บ"), [0, 6, 12]);
    }

    #[test]
    fn words_and_sentences_are_found_around_an_offset() {
        let text = "He left. “No,” she said.";
        assert_eq!(&text[word_at(text, 4)], "left");
        assert_eq!(&text[sentence_at(text, 1)], "He left.");
        assert_eq!(&text[sentence_at(text, 14)], "“No,” she said.");
        assert_eq!(word_at("", 0), 0..0);
        assert_eq!(&text[word_at(text, 99)], ".");
    }

    #[test]
    fn a_window_finds_the_same_words_as_the_whole_paragraph() {
        for sentence in [
            "In “the old mill”, e.g. on 3.5 acres, nobody was hurt. ",
            "กระทรวงกล่าวว่าพื้นที่ปลอดภัยแล้ว",
            "町の橋が閉じられ、住民は避難している。",
        ] {
            let text = format!("Before.\n{}\nAfter.", sentence.repeat(200));
            let paragraph = 8..text.len() - 7;
            let whole = &text[paragraph.clone()];
            for offset in (0..whole.len())
                .step_by(137)
                .filter(|at| whole.is_char_boundary(*at))
            {
                let shift = |range: Range<usize>| range.start + 8..range.end + 8;
                assert_eq!(
                    word_around(&text, &paragraph, offset + 8),
                    shift(word_at(whole, offset))
                );
                if sentence.ends_with(' ') {
                    assert_eq!(
                        sentence_around(&text, &paragraph, offset + 8),
                        shift(sentence_at(whole, offset))
                    );
                }
            }
        }
    }

    #[test]
    fn long_sentences_are_found_whole_and_endless_ones_are_cut() {
        let long = format!("{}end.", "word ".repeat(4000));
        assert_eq!(
            sentence_around(&long, &(0..long.len()), 9000),
            0..long.len()
        );
        let endless = "word ".repeat(100_000);
        let found = sentence_around(&endless, &(0..endless.len()), 250_000);
        assert!((60_000..140_000).contains(&found.len()), "{found:?}");
    }

    #[test]
    fn stepping_by_word_stays_in_the_paragraph() {
        let text = "before\none, two  \nafter";
        let paragraph = 7..17;
        let next = |at| next_word(text, &paragraph, at);
        assert_eq!([7, 8, 10, 12, 14, 17].map(next), [10, 10, 12, 17, 17, 17]);
        let previous = |at| previous_word(text, &paragraph, at);
        assert_eq!([17, 13, 12, 10, 7].map(previous), [12, 12, 10, 7, 7]);
    }
}
