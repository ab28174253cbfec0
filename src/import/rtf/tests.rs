use super::*;

#[track_caller]
fn check(rtf: &str, expected: &[&str]) {
    let article = read(format!("{{\\rtf1\\ansi {rtf}}}").as_bytes()).unwrap();
    let lines: Vec<&str> = article.text.as_str().split('\n').collect();
    assert_eq!(lines, expected);
}

#[test]
fn letters_are_read_in_the_code_page_of_their_font() {
    check("Caf\\'e9 \\u322?\\u243\\'f3d\\u378 x", &["Café łódź"]);
    check(
        "{\\fonttbl{\\f0\\fcharset204 A;}{\\f1\\fcharset128 B;}}\\f0\\'cf\\'eb\\f1\\'91\\'e5\\'8d\\'e2",
        &["Пл大坂"],
    );
    check("\\uc2\\u-10179 ab\\u-9040 cd!\\uc0\\u8364 5", &["💰!€5"]);
    check("\\ansicpg1250 \\'9a", &["š"]);
}

#[test]
fn packed_bits_that_are_no_date_are_not_taken() {
    assert_eq!(date(1_211_460_160), "2031-05-13T09:00");
    for bits in [1, u32::MAX, 0x4835_6a40 & !(15 << 16)] {
        assert_eq!(date(bits), "");
    }
}

#[test]
fn text_that_is_not_shown_stays_out() {
    check(
        "a{\\*\\unknown b}{\\v c}{\\pict 0102}{\\field{\\*\\fldinst HYPERLINK x}{\\fldrslt d}}{\\deleted e}\\v f\\v0 g",
        &["adg"],
    );
    check(
        "{\\info{\\title T}}\\{a\\}\\~b\\par\\pard c\\\nd",
        &["{a}\u{a0}b", "c", "d"],
    );
}

#[test]
fn a_row_of_short_cells_is_a_line() {
    check(
        "\\trowd\\intbl Place\\cell Hurt\\cell\\row\\intbl Lome\\par Karveth\\cell 12\\cell\\row\\pard End",
        &["Place\tHurt", "Lome", "Karveth", "12", "End"],
    );
}

#[test]
fn notes_come_last_and_numbers_of_lists_stay() {
    check(
        "{\\listtext 1.\\tab}One{\\footnote Two {\\b bold}\\par Three}\\par {\\listtext\\bullet\\tab}Four",
        &["1. One[1]", "Four", "Two bold", "Three"],
    );
}

#[test]
fn a_date_of_bits_is_a_date() {
    assert_eq!(date(1_211_460_160), "2031-05-13T09:00");
}

#[test]
fn replacements_for_older_programs_are_skipped_and_nothing_else() {
    check(
        "He left\\u8212\\emdash Twelve died. A\\u322{\\b bold} word\\u8230\\par Second\\u8211\\b bold\\b0\\u8217\\'92s",
        &[
            "He left\u{2014}Twelve died. A\u{142}bold word\u{2026}",
            "Second\u{2013}bold\u{2019}s",
        ],
    );
}

#[test]
fn an_address_of_a_link_and_notes_that_were_deleted_or_hidden_stay_out() {
    check(
        "{\\field{\\*\\fldinst {\\upr{HYPERLINK a}{\\*\\ud{HYPERLINK http://lome.example}}}}{\\fldrslt link}} {\\upr{Lom?}{\\*\\ud{Lom\\u233?}}}\\par Text{\\deleted gone{\\footnote \\pard\\plain deleted note}}{\\v hidden{\\footnote \\pard\\plain hidden note}} on.{\\footnote Kept}",
        &["link Lom\u{e9}", "Text on.[1]", "Kept"],
    );
}

#[test]
fn signs_of_symbol_fonts_are_signs_and_bullets_are_not_read() {
    check(
        "{\\fonttbl{\\f0 Arial;}{\\f3\\fcharset2 Wingdings;}{\\f4\\fcharset2 Symbol;}{\\f5 Courier New;}}{\\listtext\\f3 \\'fc\\tab}Done\\par{\\listtext\\f5 o\\tab}Open\\par{\\listtext\\f4 \\'b7\\tab}Third\\par{\\f3\\'fc}{\\f4 b}-rays {\\f3\\u-3844 ?}",
        &["Done", "Open", "Third", "\u{2713}\u{3b2}-rays \u{2713}"],
    );
}

#[test]
fn a_note_within_a_note_comes_after_it() {
    check(
        "One{\\footnote Two{\\footnote Three}}.",
        &["One[1].", "Two[2]", "Three"],
    );
}
