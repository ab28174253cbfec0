//! PDFs are imported by paragraphs, in reading order.

use crate::import_formats::{CATALOGUE, pdf, pdf_page};
use crosscheck::import::{ImportedArticle, read_format};

use std::fmt::Write as _;

/// Operators that draw lines, each at its position: left, baseline, text.
fn lines(places: &[(u32, u32, &str)]) -> String {
    let mut drawn = String::new();
    for (left, baseline, text) in places {
        writeln!(drawn, "BT /F 10 Tf {left} {baseline} Td ({text}) Tj ET").unwrap();
    }
    drawn
}

fn read(drawn: &str) -> ImportedArticle {
    read_format("pdf", &pdf_page(drawn, "<<>>")).unwrap()
}

#[track_caller]
fn check(drawn: &str, paragraphs: &[&str]) {
    let article = read(drawn);
    let found: Vec<&str> = article.text.as_str().split('\n').collect();
    assert_eq!(found, paragraphs);
}

/// Two columns; each line of the left one is followed by the one beside it.
fn across(top: u32) -> Vec<(u32, u32, &'static str)> {
    let left = [
        "The dam at Lome broke in the night of",
        "Saturday. The keeper saw it from the",
        "bridge and called the town, which had",
        "nobody awake to answer. The water",
        "reached the mill before four.",
    ];
    let right = [
        "Officials counted twelve injured people",
        "by noon. The hospital spoke of eight,",
        "since four were treated at the river and",
        "never reached the ward. No one was",
        "missing in the evening.",
    ];
    let rows = left.into_iter().zip(right).zip(0..);
    let drawn = rows.flat_map(|((left, right), row)| {
        let baseline = top - row * 12;
        [(50, baseline, left), (270, baseline, right)]
    });
    drawn.collect()
}

const LEFT: &str = "The dam at Lome broke in the night of Saturday. The keeper saw it from the bridge and called the town, which had nobody awake to answer. The water reached the mill before four.";
const RIGHT: &str = "Officials counted twelve injured people by noon. The hospital spoke of eight, since four were treated at the river and never reached the ward. No one was missing in the evening.";

#[test]
fn columns_drawn_line_by_line_are_read_in_turn() {
    check(&lines(&across(600)), &[LEFT, RIGHT]);
}

#[test]
fn a_line_across_both_columns_is_read_between_those_above_and_below() {
    let mut drawn = across(600);
    drawn.push((
        50,
        500,
        "A line as wide as both columns of the page, between those above and below",
    ));
    drawn.extend(across(470));
    let between = "A line as wide as both columns of the page, between those above and below";
    check(&lines(&drawn), &[LEFT, RIGHT, between, LEFT, RIGHT]);
}

#[test]
fn a_table_is_read_row_by_row() {
    let mut drawn = Vec::new();
    let mut rows = Vec::new();
    let cells: Vec<(String, String)> = (0..8)
        .map(|row| {
            (
                format!("Station number {row} on the river"),
                format!("{row} injured people on 3 May"),
            )
        })
        .collect();
    for ((place, count), row) in cells.iter().zip(0..) {
        drawn.extend([
            (50, 600 - row * 12, place.as_str()),
            (270, 600 - row * 12, count),
        ]);
        rows.push(format!("{place} {count}"));
    }
    let rows: Vec<&str> = rows.iter().map(String::as_str).collect();
    check(&lines(&drawn), &rows);
}

#[test]
fn wide_gaps_below_each_other_in_justified_text_are_no_gap_between_columns() {
    let drawn = lines(&[
        (
            50,
            600,
            "The dam at Lome broke in the night of the Saturday,",
        ),
        (50, 588, "and the keeper saw"),
        (148, 588, "the water from his bridge"),
        (50, 576, "that he had to call to"),
        (151, 576, "the town, which had nobody"),
        (50, 564, "awake to answer him"),
        (154, 564, "while it reached the mill"),
        (50, 552, "which stands on the"),
        (149, 552, "lower bank, and the roads"),
        (50, 540, "that lead to the mill"),
        (144, 540, "from the bridge of Lome"),
        (
            50,
            528,
            "by four in the morning, said the chief of the town.",
        ),
    ]);
    let text = "The dam at Lome broke in the night of the Saturday, and the keeper saw the water from his bridge that he had to call to the town, which had nobody awake to answer him while it reached the mill which stands on the lower bank, and the roads that lead to the mill from the bridge of Lome by four in the morning, said the chief of the town.";
    check(&drawn, &[text]);
}

#[test]
fn a_line_before_an_indented_one_is_a_paragraph_if_it_was_indented_too() {
    check(
        &lines(&[
            (70, 600, "Staff Reports"),
            (70, 588, "Police counted six people at the weir on"),
            (50, 576, "Monday during a protest against the dam that"),
            (50, 564, "the town had planned for years."),
        ]),
        &[
            "Staff Reports",
            "Police counted six people at the weir on Monday during a protest against the dam that the town had planned for years.",
        ],
    );
}

#[test]
fn entries_of_a_list_with_dashes_begin_paragraphs_and_dashes_between_words_do_not() {
    check(
        &lines(&[
            (50, 600, "The town asks for:"),
            (50, 588, "- clean water for the mill and the school"),
            (50, 576, "- a new bridge"),
        ]),
        &[
            "The town asks for:",
            "- clean water for the mill and the school",
            "- a new bridge",
        ],
    );
    check(
        &lines(&[
            (
                50,
                600,
                "The keeper of the weir, who had been there all night",
            ),
            (50, 588, "- nobody else had - saw the water come."),
        ]),
        &[
            "The keeper of the weir, who had been there all night - nobody else had - saw the water come.",
        ],
    );
}

#[test]
fn texts_that_move_to_the_next_line_are_read_with_their_positions() {
    check(
        "BT /F 10 Tf 12 TL 1 0 0 1 50 600 Tm (The dam broke in the night of) ' 0 0 (Saturday.) \" 0 -30 Td (Nobody was hurt.) ' ET",
        &[
            "The dam broke in the night of Saturday.",
            "Nobody was hurt.",
        ],
    );
}

#[test]
fn letters_drawn_twice_to_look_bold_are_imported_once() {
    let mut drawn = lines(&[(50, 600, "Twelve injured")]);
    drawn += "BT /F 10 Tf 50.4 600 Td (Twelve injured) Tj ET\n";
    check(&drawn, &["Twelve injured"]);
}

#[test]
fn text_in_another_direction_comes_after_the_page() {
    let stamp = "BT /F 10 Tf 0 1 -1 0 30 300 Tm (Copy of the archive) Tj ET\n";
    let text = lines(&[
        (50, 600, "The dam broke at"),
        (50, 588, "night, and the town slept."),
    ]);
    let (first, second) = text.split_at(text.find('\n').unwrap() + 1);
    check(
        &[first, stamp, second].concat(),
        &[
            "The dam broke at night, and the town slept.",
            "Copy of the archive",
        ],
    );
}

#[test]
fn a_page_that_is_turned_is_read_by_lines() {
    let drawn = "BT /F 10 Tf 0 1 -1 0 100 50 Tm (The dam broke at) Tj ET\n\
                 BT /F 10 Tf 0 1 -1 0 112 50 Tm (night, and the town slept.) Tj ET\n";
    check(drawn, &["The dam broke at night, and the town slept."]);
}

#[test]
fn entries_of_a_list_begin_paragraphs_and_dates_do_not() {
    let drawn = lines(&[
        (50, 600, "1. The dam broke at night, as the keeper"),
        (62, 588, "said on the morning after the flood of"),
        (62, 576, "12. May, when the town was asleep."),
        (50, 564, "2. Twelve people were injured."),
    ]);
    let first = "1. The dam broke at night, as the keeper said on the morning after the flood of 12. May, when the town was asleep.";
    check(&drawn, &[first, "2. Twelve people were injured."]);
}

fn with_details(title: &str, author: &str) -> ImportedArticle {
    let drawn = lines(&[(50, 600, "The dam broke")]);
    let drawn = format!("<</Length {}>>stream\n{drawn}\nendstream", drawn.len());
    let page = "<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents 4 0 R/Resources<</Font<</F 5 0 R>>>>>>";
    let font = "<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>";
    let info = format!("<</Title({title})/Author({author})>>");
    let objects = [
        CATALOGUE,
        "<</Type/Pages/Kids[3 0 R]/Count 1>>",
        page,
        &drawn,
        font,
        &info,
    ];
    read_format("pdf", &pdf(&objects, "/Info 6 0 R")).unwrap()
}

#[test]
fn file_names_are_not_titles_and_placeholders_are_not_authors() {
    let details = with_details("Report on the dam, 2.5 m high", "Ina Holt").details;
    assert_eq!(details.title, "Report on the dam, 2.5 m high");
    assert_eq!(details.byline, "Ina Holt");
    for (title, author) in [
        ("report_final-3.docx", "anonymous"),
        ("Microsoft Word - Report", "Administrator"),
        ("untitled", "Unknown"),
    ] {
        let details = with_details(title, author).details;
        assert_eq!(
            (details.title.as_str(), details.byline.as_str()),
            ("The dam broke", "")
        );
    }
}

/// Pages with these attributes and drawing commands, the font `/F`, the font `/G` with these attributes, and the
/// picture `/X`.
fn read_pages(pages: &[(&str, &str)], other_font: &str) -> ImportedArticle {
    // Its bytes could be read as a text.
    let picture = "<</Subtype/Image/Width 1/Height 1/Length 29>>stream\nBT /F 10 Tf (a picture) Tj ET\nendstream";
    let mut objects = vec![
        CATALOGUE.to_owned(),
        String::new(),
        "<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>".to_owned(),
        format!("<</Type/Font/Subtype/Type0/BaseFont/Song{other_font}>>"),
        "<</Type/Font/Subtype/CIDFontType2/BaseFont/Song/FontDescriptor<</Type/FontDescriptor>>>>"
            .to_owned(),
        picture.to_owned(),
    ];
    let mut kids = String::new();
    for (attributes, drawn) in pages {
        write!(kids, "{} 0 R ", objects.len() + 1).unwrap();
        objects.push(format!(
            "<</Type/Page/Parent 2 0 R/Contents {} 0 R/Resources<</Font<</F 3 0 R/G 4 0 R>>/XObject<</X 6 0 R>>>>{attributes}>>",
            objects.len() + 2
        ));
        objects.push(format!(
            "<</Length {}>>stream\n{drawn}\nendstream",
            drawn.len()
        ));
    }
    objects[1] = format!("<</Type/Pages/Kids[{kids}]/Count {}>>", pages.len());
    let objects: Vec<&str> = objects.iter().map(String::as_str).collect();
    read_format("pdf", &pdf(&objects, "")).unwrap()
}

const BOX: &str = "/MediaBox[0 0 600 800]";

#[test]
fn a_broken_page_leaves_the_others_and_is_reported() {
    let broken = lines(&[(50, 600, "The dam broke.")]) + "BT /Unknown 10 Tf (lost) Tj ET\n";
    let article = read_pages(
        &[
            (BOX, &lines(&[(50, 600, "Page one.")])),
            (BOX, &broken),
            (BOX, &lines(&[(50, 600, "Page three.")])),
        ],
        "",
    );
    assert_eq!(
        article.text.as_str(),
        "Page one.\nThe dam broke.\nPage three."
    );
    assert_eq!(
        article.warnings,
        ["Page 2 could not be read whole. Compare with the original"]
    );
}

#[test]
fn text_that_is_lost_with_its_positions_is_imported_without_them() {
    let chinese = "/Encoding/UniGB-UCS2-H/DescendantFonts[5 0 R]";
    let unnamed = "/Encoding/90ms-RKSJ-H/DescendantFonts[5 0 R]";
    let in_words = "BT /F 10 Tf 50 600 Td (The dam ) Tj (broke in) Tj 0 -12 Td (the night.) Tj ET";
    for (attributes, drawn, other_font, text) in [
        (
            BOX,
            "BT /G 10 Tf 50 600 Td <6C34575D> Tj ET",
            chinese,
            "水坝",
        ),
        ("", in_words, chinese, "The dam broke in the night."),
        // A font whose characters nothing names.
        (
            BOX,
            "BT /F 10 Tf 50 600 Td (The dam.) Tj ET BT /G 10 Tf <41424344> Tj ET",
            unnamed,
            "The dam.",
        ),
    ] {
        let first = lines(&[(50, 600, "Page one.")]);
        let article = read_pages(&[(BOX, &first), (attributes, drawn)], other_font);
        assert_eq!(article.text.as_str(), format!("Page one.\n{text}"));
        let warning = if other_font == unnamed {
            "Page 2 could not be read whole. Compare with the original"
        } else {
            "Page 2 may have text in the wrong order. Compare with the original"
        };
        assert_eq!(article.warnings, [warning], "{drawn}");
    }
}

#[test]
fn pages_whose_positions_are_lost_are_not_joined_and_their_numbers_are_clutter() {
    let page =
        |number, text| format!("BT /F 10 Tf 50 600 Td ({text}) Tj 0 -12 Td (Page {number}) Tj ET");
    let first = page(1, "The water reached the mill before four, said the");
    let second = page(2, "keeper of the weir.");
    let article = read_pages(&[("", &first), ("", &second)], "");
    let text =
        "The water reached the mill before four, said the\nPage 1\nkeeper of the weir.\nPage 2";
    assert_eq!(article.text.as_str(), text);
    assert_eq!(article.clutter, [1, 3].into());
}

#[test]
fn a_paragraph_on_two_pages_has_both_in_its_locator() {
    let first = lines(&[
        (
            50,
            600,
            "The water reached the mill, as the keeper of the weir",
        ),
        (50, 588, "told the town, before"),
    ]);
    let second = lines(&[(50, 700, "four in the morning.")]);
    let article = read_pages(&[(BOX, &first), (BOX, &second)], "");
    assert_eq!(article.structure.locators, [(0, "p. 1–2".to_owned())]);
}

#[test]
fn pages_that_may_be_scanned_are_named_and_blank_ones_are_not() {
    let text = lines(&[(50, 600, "The dam broke.")]);
    let scan = "q 600 0 0 800 0 0 cm /X Do Q";
    let warnings = |drawn: &[&str]| {
        let pages: Vec<(&str, &str)> = drawn.iter().map(|drawn| (BOX, *drawn)).collect();
        let article = read_pages(&pages, "");
        assert_eq!(article.text.as_str(), "The dam broke.");
        article.warnings
    };
    for (drawn, warning) in [
        (
            [&text, scan, scan, "", scan],
            "Pages 2–3, 5 have no text: they may be scanned. Run OCR on them first",
        ),
        (
            ["", &text, "BT /F 10 Tf 3 Tr ( ) Tj ET", "", ""],
            "Page 3 has no text: it may be scanned. Run OCR on it first",
        ),
        (
            ["", "q 0 0 600 800 re W n Q", "", &text, "0 0 600 800 re f"],
            "Page 5 has no text: it may be scanned. Run OCR on it first",
        ),
    ] {
        assert_eq!(warnings(&drawn), [warning]);
    }
    assert_eq!(warnings(&[&text, "", "q Q"]), [""; 0]);
}

/// A page whose font names its characters by this `ToUnicode` table.
fn with_names(names: &str, drawn: &str) -> ImportedArticle {
    let stream =
        |content: &str| format!("<</Length {}>>stream\n{content}\nendstream", content.len());
    let page = "<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents 4 0 R/Resources<</Font<</F 5 0 R>>>>>>";
    let font = "<</Type/Font/Subtype/Type1/BaseFont/Helvetica/ToUnicode 6 0 R>>";
    let names = format!(
        "/CIDInit /ProcSet findresource begin begincmap 1 begincodespacerange <00> <FF> endcodespacerange {names} endcmap end"
    );
    let objects = [
        CATALOGUE,
        "<</Type/Pages/Kids[3 0 R]/Count 1>>",
        page,
        &stream(&lines(&[(50, 600, drawn)])),
        font,
        &stream(&names),
    ];
    read_format("pdf", &pdf(&objects, "")).unwrap()
}

#[test]
fn characters_that_the_file_does_not_name_are_counted() {
    let names = "2 beginbfchar <41> <E001> <42> <0042> endbfchar";
    let article = with_names(names, "BBBBAAAA");
    assert_eq!(
        article.warnings,
        [
            "The file does not say what 4 of its 8 characters are. Compare with the original, or run OCR on it"
        ]
    );
}

#[test]
fn names_that_break_the_rules_of_the_format_do_not_lose_the_page() {
    for (names, drawn, text) in [
        // A ligature of three letters, as a range.
        (
            "1 beginbfrange <01> <01> <006600660069> endbfrange",
            r"An e\001cient dam",
            "An efficient dam",
        ),
        // More than 16 bits, as a number.
        (
            "1 beginbfrange <01> <02> <1f30a> endbfrange",
            r"Wave \001\002",
            "Wave \u{1F30A}\u{1F30B}",
        ),
        // An odd number of digits; more entries than announced; a name that is none.
        (
            "1 beginbfchar <1> <57> <02> <005> <3> <0061> <04> /space endbfchar",
            r"\001\003ter",
            "Water",
        ),
        // A list that is shorter than its range.
        (
            "1 beginbfrange <01> <05> [<0057> <0061>] endbfrange",
            r"\001\002ter",
            "Water",
        ),
        ("1 beginbfchar <41> endbfchar", "The dam", "The dam"),
    ] {
        let article = with_names(names, drawn);
        assert_eq!(article.text.as_str(), text, "{names}");
        assert_eq!(article.warnings, [""; 0], "{names}");
    }
}
