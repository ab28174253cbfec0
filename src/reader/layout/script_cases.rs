//! Cases of line breaking, order and fonts in every script.

use super::{
    block::BlockLayout,
    compose::{Composer, FontSpec},
    fonts,
};
use crate::{
    reader::style::ReadingFamily,
    text::{Span, cuts_burmese_syllable},
};

use std::{collections::BTreeSet, sync::Arc};

use parley::{BaseDirection, BreakReason, GenericFamily, Language, fontique::Blob};

fn composer() -> Composer {
    Composer::new(fonts::only(Vec::new()))
}

fn lay_out(composer: &mut Composer, text: &str, width: Option<f32>) -> BlockLayout {
    let font = FontSpec::regular(ReadingFamily::Sans, 16.0, 24.0);
    composer.lay_out(text, &font, width, BaseDirection::Auto)
}

/// The text of each line.
fn lines<'a>(block: &BlockLayout, text: &'a str) -> Vec<&'a str> {
    let lines = 0..block.layout.len();
    lines.map(|line| &text[block.line_range(line)]).collect()
}

/// Lays out a text in columns of every width in which no word has to be broken. `|` marks the places where it may end a line.
fn check_breaks(composer: &mut Composer, marked: &str) {
    let text = marked.replace('|', "");
    let words: Vec<&str> = marked.split('|').collect();
    let mut width_of = |text: &str| {
        let line = lay_out(composer, text.trim_end_matches(' '), None);
        line.width() + 1.0
    };
    let mut width = words.iter().map(|word| width_of(word)).fold(0.0, f32::max);
    let mut allowed = BTreeSet::from([text.len()]);
    let mut shown = BTreeSet::new();
    let mut end = 0;
    for pair in words.windows(2) {
        end += pair[0].len();
        allowed.insert(end);
        // Two words that fit in the narrowest column may never be apart.
        if width_of(&pair.concat()) > width + 2.0 {
            shown.insert(end);
        }
    }
    let longest = lay_out(composer, &text, None).width() + 6.0;
    let mut found = BTreeSet::new();
    while width < longest {
        let block = lay_out(composer, &text, Some(width));
        found.extend((0..block.layout.len()).map(|line| block.line_range(line).end));
        width += 3.0;
    }
    let missing: Vec<_> = shown.difference(&found).collect();
    let wrong: Vec<_> = found.difference(&allowed).collect();
    assert!(missing.is_empty(), "no break at {missing:?} of {marked:?}");
    assert!(wrong.is_empty(), "breaks at {wrong:?} of {marked:?}");
}

#[test]
fn lines_break_where_each_script_allows() {
    let mut composer = composer();
    for marked in BREAKS {
        check_breaks(&mut composer, marked);
    }
}

/// Line break opportunities by UAX #14, and by dictionary in Thai, Lao, Khmer and Burmese.
const BREAKS: &[&str] = &[
    "Eight |people |were |hurt.",
    "their |well-|known |name",
    "(the |office) |said: |“no”",
    "Ο |Γιώργος |είπε: |«όχι»",
    "Ранены |восемь |человек",
    "чёрно-|белый |снимок",
    "Ութ |մարդ |վիրավորվել |է։",
    "რვა |ადამიანი |დაშავდა.",
    "שמונה |בני |אדם |נפצעו.",
    "בית־ספר |נסגר",
    "أصيب |ثمانية |أشخاص.",
    "قال: |«لا»، |ثم |مضى",
    "می\u{200C}خواهم |بروم.",
    "मंत्रालय |ने |कहा।",
    "আট |জন |আহত।",
    "எட்டு |பேர் |காயம்.",
    "ตำรวจ|ทำ|น้ำ|หก",
    "กระทรวง|กล่าว|ว่า|พื้นที่|ปลอดภัย",
    "มี|คน|เจ็บ|แปด|คน",
    "ນ້ຳ|ຖ້ວມ|ໃນ|ເມືອງ",
    "ພາສາ|ລາວ",
    "ປະເທດ|ລາວ",
    "ទីក្រុង|ភ្នំពេញ",
    "ប្រទេស|កម្ពុជា",
    "មនុស្ស|ប្រាំបី|នាក់",
    "လူ|ရှစ်|ယောက်|ဒဏ်ရာ|ရ",
    "ကျောင်းသား|ရှစ်|ယောက်",
    "အင်္ဂလန်|နိုင်ငံ",
    "八|人|在|事|故|中|受|伤。",
    "「け|が|人|は|八|人」|と|述|べ|た。",
    "ト|ウ|キョ|ウ|タ|ワー",
    "여|덟 |명|이 |다|쳤|다.",
    "👩‍👩‍👧|👍🏽|😀",
];

#[test]
fn invisible_marks_add_no_line_breaks() {
    let mut composer = composer();
    for marked in [
        "one |two\u{200F}. |three",
        "«one |two\u{200F}» |three",
        "one |two\u{2060}-\u{2060}three |four",
        "one\u{200E}two |three\u{200E}",
        "ab\u{7}cd |ef",
        "ab\u{202A}cd\u{202C} |ef",
        "one\u{200B}|two\u{200B}|three",
        "one\t|two",
    ] {
        check_breaks(&mut composer, marked);
    }
    let hostile = "\u{200F}".repeat(200);
    let block = lay_out(&mut composer, &hostile, Some(100.0));
    assert!(block.layout.len() >= 12, "it does not stay in one line");
}

#[test]
fn every_line_has_its_text_however_narrow_the_column() {
    let mut composer = composer();
    for text in [
        "\u{200F}https://example.org/long",
        "a \u{200F}https://example.org/long",
        "\ta\t\tbcd",
        "ab\u{200B}cd\u{200B}",
        "日\u{200F}本 \u{200F}日",
        "\u{7}ab\u{85}c",
        "",
    ] {
        for width in 1..90 {
            let block = lay_out(&mut composer, text, Some(width as f32));
            assert_eq!(lines(&block, text).concat(), text, "{width}");
        }
    }
}

#[test]
fn no_line_ends_within_a_burmese_syllable() {
    let mut composer = composer();
    let text = "ပစ္စည်းများကိုသယ်ယူပို့ဆောင်ရန်အင်္ဂလိပ်စာသင်ကြားသည်ဝန်ကြီးဌာနကပြောကြားခဲ့သည်";
    for width in (60..400).step_by(7) {
        let block = lay_out(&mut composer, text, Some(width as f32));
        for line in block.layout.lines() {
            let end = line.text_range().end;
            let regular = line.break_reason() == BreakReason::Regular;
            assert!(!regular || !cuts_burmese_syllable(text, end), "{end}");
        }
    }
}

#[test]
fn a_line_that_ends_at_a_soft_hyphen_has_room_for_the_hyphen() {
    let mut composer = composer();
    for text in [
        "Donau\u{AD}dampf\u{AD}schiff\u{AD}fahrts\u{AD}gesell\u{AD}schaft und Ver\u{AD}wal\u{AD}tung",
        "не\u{AD}воз\u{AD}мож\u{AD}ность уста\u{AD}нов\u{AD}ления об\u{AD}сто\u{AD}ятельств",
        "χαρακτη\u{AD}ρι\u{AD}στικά και ανα\u{AD}φο\u{AD}ρές",
    ] {
        let mut hyphens = 0;
        for width in 90..260 {
            let block = lay_out(&mut composer, text, Some(width as f32));
            let hyphen = block.hyphen.as_ref().unwrap().width();
            hyphens += block.hyphenated.len();
            for (line, hyphen_at) in &block.hyphenated {
                let end = block.line_range(*line).end;
                assert!(text[..end].ends_with('\u{AD}'));
                assert!(
                    hyphen_at.x + hyphen <= width as f32 + 0.01,
                    "{line} at {width}"
                );
            }
            assert_eq!(lines(&block, text).concat(), text);
        }
        assert!(hyphens > 20, "{hyphens} in {text}");
    }
    assert!(
        lay_out(&mut composer, "no hyp\u{AD}hen here", Some(900.0))
            .hyphenated
            .is_empty()
    );
}

#[test]
fn a_hyphen_is_left_of_a_right_to_left_line() {
    let mut composer = composer();
    let text = "أصيب\u{AD}ثمانية\u{AD}أشخاص\u{AD}في\u{AD}المطحنة\u{AD}القديمة";
    let block = lay_out(&mut composer, text, Some(100.0));
    assert!(!block.hyphenated.is_empty());
    for (line, hyphen_at) in &block.hyphenated {
        let line = block.layout.get(*line).unwrap();
        let metrics = line.metrics();
        let left = metrics.offset + metrics.inline_min_coord;
        assert!(hyphen_at.x < left && hyphen_at.x >= -0.01, "{hyphen_at:?}");
        assert!(
            (left + metrics.advance - 100.0).abs() < 0.1,
            "aligned right"
        );
    }
}

#[test]
fn the_trailing_space_of_a_line_is_at_its_end_edge() {
    let mut composer = composer();
    for text in [
        "Officials said أصيب ثمانية أشخاص في المطحنة القديمة and nobody else",
        "The sign read בית הספר הישן של העיר הגדולה in red",
        "قال المتحدث that eight people were hurt in the old mill ثم مضى",
        "המשרד אמר that nobody was hurt in the old mill בעיר",
    ] {
        for width in (80..300).step_by(3) {
            let block = lay_out(&mut composer, text, Some(width as f32));
            for line in 0..block.layout.len() {
                let range = block.line_range(line);
                let trimmed = range.start..range.start + text[range.clone()].trim_end().len();
                let span = Span::new(trimmed.start, trimmed.end).unwrap();
                let rects = block.rects(span);
                let left = rects
                    .iter()
                    .map(|(rect, _)| rect.left())
                    .fold(f32::MAX, f32::min);
                let right = rects
                    .iter()
                    .map(|(rect, _)| rect.right())
                    .fold(0.0, f32::max);
                let inked: f32 = rects.iter().map(|(rect, _)| rect.width()).sum();
                assert!(
                    left > -0.1 && right < width as f32 + 0.1,
                    "{line} at {width} of {text}"
                );
                assert!(
                    (right - left - inked).abs() < 0.5,
                    "a gap in line {line} at {width} of {text}"
                );
            }
        }
    }
}

#[test]
fn emoji_come_from_the_emoji_font() {
    let mut fonts = fonts::only(Vec::new());
    let registered = fonts
        .collection
        .register_fonts(Blob::new(Arc::new(latin_font())), None);
    let emoji_families = registered.into_iter().map(|(family, _)| family);
    fonts
        .collection
        .set_generic_families(GenericFamily::Emoji, emoji_families);
    let mut composer = Composer::new(fonts);
    let mut font_of = |text: &str| {
        let block = lay_out(&mut composer, text, None);
        let run = block.layout.get(0).unwrap().runs().next().unwrap();
        run.font().data.id()
    };
    let letters = font_of("a");
    for text in ["©", "1", "#", "©\u{FE0E}", "a\u{FE0F}"] {
        assert_eq!(font_of(text), letters, "{text}");
    }
    for text in [
        "©\u{FE0F}",
        "®\u{FE0F}",
        "1\u{FE0F}\u{20E3}",
        "#\u{FE0F}\u{20E3}",
    ] {
        assert_ne!(font_of(text), letters, "{text}");
    }
    let plain = lay_out(&mut composer, "A line", None).height();
    let with_emoji = lay_out(&mut composer, "A line ©\u{FE0F} 1\u{FE0F}\u{20E3}", None).height();
    assert!((with_emoji - plain).abs() < 0.01);
}

#[test]
fn the_language_reaches_the_shaper() {
    let mut composer = Composer::new(fonts::only(vec![latin_font()]));
    let mut glyphs_in = |language: &str| -> Vec<u32> {
        let font = FontSpec {
            language: Language::parse(language).ok(),
            ..FontSpec::regular(ReadingFamily::Sans, 16.0, 24.0)
        };
        let block = composer.lay_out("бгдпт ş ţ fi", &font, None, BaseDirection::Auto);
        let line = block.layout.get(0).unwrap();
        let clusters = line
            .runs()
            .flat_map(|run| run.clusters().collect::<Vec<_>>());
        clusters
            .flat_map(|cluster| cluster.glyphs().map(|glyph| glyph.id).collect::<Vec<_>>())
            .collect()
    };
    let english = glyphs_in("en");
    assert_eq!(english, glyphs_in(""));
    assert_ne!(english, glyphs_in("sr"), "Serbian has a be of its own");
}

fn latin_font() -> Vec<u8> {
    let file = "tests/fixtures/fonts/latin-cyrillic.ttf";
    let file = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join(file);
    std::fs::read(file).unwrap()
}
