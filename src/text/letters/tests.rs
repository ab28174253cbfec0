use super::*;

/// The letters of the text, with a dot at each end of a word.
fn letters(text: &str, shapes: Shapes) -> String {
    let all = LetterText::new(text, shapes);
    let mut shown = String::new();
    for (at, letter) in all.as_str().char_indices() {
        if at > 0 && all.gap(at).ends_word() {
            shown.push('.');
        }
        shown.push(letter);
    }
    shown
}

#[test]
fn variants_that_read_as_the_same_name_are_equal() {
    for same in [
        "Łukasz O'Weiß-Gård",
        "LUKASZ O\u{2019}WEISS\u{2011}GARD",
        " łu\u{ad}kasz \u{a0}\n o\u{2018}weiß\u{2013}ga\u{30a}rd\t",
        "Ｌｕ\u{200b}kasz o`weiss-gard",
        "/lukasz_o.weiss+gard/",
        "Łukasz O\u{2BC}Weiß Gård",
        "l\u{61c}u\u{180e}k\u{3164}a\u{e0041}s\u{fe0f}z o weiss gard",
        "ʟᴜᴋᴀꜱᴢ ᴏ weiss gard",
        "Łukаsz O Wеiss Gаrd",
        "𝐋𝐮𝐤𝐚𝐬𝐳 𝓞 𝔚𝔢𝔦𝔰𝔰 𝔾𝕒𝕣𝕕",
        "🅻🆄🅺🅰🆂🆉 🅞 Ⓦⓔⓘⓢⓢ Gard",
    ] {
        assert_eq!(
            letters(same, Shapes::Folded),
            "lukasz.o.weiss.gard",
            "{same:?}"
        );
    }
}

#[test]
fn look_alikes_are_one_letter() {
    let same = |one: &str, other: &str| {
        [Shapes::Folded, Shapes::AsWritten]
            .into_iter()
            .any(|shapes| letters_of(one, shapes) == letters_of(other, shapes))
    };
    for (one, other) in [
        ("Ivan", "lvan"),
        ("Ivan", "1van"),
        ("Petrov", "Petr0v"),
        ("Petrov", "Реtrоv"),
        ("Smith", "Srnith"),
        ("BOB", "ВОВ"),
        ("Bob", "Βοb"),
        ("Тимур", "Tимyp"),
    ] {
        assert!(same(one, other), "{one} and {other}");
    }
    for (one, other) in [("Ali", "all"), ("Lili", "Lulu"), ("дим", "дом"), ("ปี", "ปู")]
    {
        assert!(!same(one, other), "{one} is not {other}");
    }
}

#[test]
fn words_end_at_gaps_capitals_and_in_scripts_without_spaces() {
    assert_eq!(letters("McDonald J.R.", Shapes::Folded), "mc.donald.j.r");
    assert_eq!(
        letters("田中 太郎", Shapes::Folded)
            .replace('.', "")
            .chars()
            .count(),
        4
    );
    let text = LetterText::new("a b-c-\nd e, fG", Shapes::Folded);
    let gaps: Vec<Gap> = (1..=6).map(|at| text.gap(at)).collect();
    assert_eq!(
        gaps,
        [
            Gap::Blank,
            Gap::Sign,
            Gap::Hyphenation,
            Gap::Blank,
            Gap::Blank,
            Gap::Camel
        ]
    );
}

#[test]
fn arabic_ignores_tatweel_vowel_points_and_keyboard() {
    for same in ["کریم", "كـــريم", "كَرِيم"] {
        assert_eq!(
            letters_of(same, Shapes::Folded),
            letters_of("كريم", Shapes::Folded)
        );
    }
}

#[test]
fn the_quick_look_sees_the_same_letters() {
    for text in [
        "Bar nor rn \u{7}corn\tIl10| |x",
        "Bár nor rn \u{7}corn\tIl10| |x",
        "r\u{200b}n r\u{301}n ᴿn Ｉⅼ１０",
        "",
    ] {
        for shapes in [Shapes::Folded, Shapes::AsWritten] {
            assert_eq!(
                letters_of(text, shapes),
                LetterText::new(text, shapes).letters,
                "{text:?}"
            );
        }
    }
}

#[test]
fn symbols_are_kept() {
    assert_eq!(letters("a 🦊 b", Shapes::Folded), "a.🦊.b");
}

#[test]
fn every_letter_maps_back_to_its_original_bytes() {
    let text = "\u{feff} É\u{301}té ﬁn";
    let letters = LetterText::new(text, Shapes::Folded);
    assert_eq!(letters.as_str(), "etefin");
    let at = |start, end| {
        letters
            .span(text, start, end)
            .map(|span| &text[span.range()])
    };
    assert_eq!(at(0, 3), Some("É\u{301}té"));
    assert_eq!(at(3, 4), Some("ﬁ"));
    assert_eq!(at(5, 6), Some("n"));
    assert_eq!(at(6, 7), None);
}
