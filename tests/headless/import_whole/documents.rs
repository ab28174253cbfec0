//! Documents of Word and Open Document.

use super::reads;
use crate::import_formats::archive;
use crosscheck::import::read_format;

/// A Word document with this body, these styles and these numberings.
pub fn word(body: &str, styles: &str) -> Vec<u8> {
    let part = |name: &str, content: &str| format!("<w:{name}>{content}</w:{name}>");
    let numbering = "<w:abstractNum w:abstractNumId=\"0\"><w:lvl w:ilvl=\"0\"><w:start w:val=\"1\"/><w:numFmt w:val=\"decimal\"/><w:lvlText w:val=\"%1.\"/></w:lvl></w:abstractNum><w:num w:numId=\"1\"><w:abstractNumId w:val=\"0\"/></w:num>";
    let relations = "<Relationships><Relationship Type=\"x/styles\" Target=\"styles.xml\"/><Relationship Type=\"x/numbering\" Target=\"numbering.xml\"/><Relationship Type=\"x/footnotes\" Target=\"footnotes.xml\"/></Relationships>";
    let notes = "<w:footnote w:id=\"1\"><w:p><w:r><w:t>Hidden note</w:t></w:r></w:p></w:footnote><w:footnote w:id=\"2\"><w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr><w:r><w:t>Shown note</w:t></w:r></w:p></w:footnote>";
    archive(&[
        (
            "word/document.xml",
            part("document", &part("body", body)).as_bytes(),
        ),
        ("word/_rels/document.xml.rels", relations.as_bytes()),
        ("word/styles.xml", part("styles", styles).as_bytes()),
        (
            "word/numbering.xml",
            part("numbering", numbering).as_bytes(),
        ),
        ("word/footnotes.xml", part("footnotes", notes).as_bytes()),
    ])
}

fn word_paragraph(properties: &str, text: &str) -> String {
    format!("<w:p><w:pPr>{properties}</w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>")
}

#[test]
fn joined_paragraphs_of_word_have_one_number_and_all_their_words() {
    let numbered = "<w:numPr><w:ilvl w:val=\"0\"/><w:numId w:val=\"1\"/></w:numPr>";
    let deleted = "<w:rPr><w:del w:id=\"1\"/></w:rPr>";
    let cell = |text: &str| format!("<w:tc>{}</w:tc>", word_paragraph(deleted, text));
    let body = [
        word_paragraph(&[numbered, deleted].concat(), "The dam "),
        word_paragraph(numbered, "broke at night."),
        word_paragraph(numbered, "Second point."),
        format!("<w:tbl><w:tr>{}{}</w:tr></w:tbl>", cell("Lome"), cell("12")),
        word_paragraph(deleted, "Last words."),
    ];
    let lines = [
        "1. The dam broke at night.",
        "2. Second point.",
        "Lome\t12",
        "Last words.",
    ];
    reads("docx", &word(&body.concat(), ""), &lines);
}

#[test]
fn text_of_word_hidden_by_a_style_is_left_out_and_symbols_are_imported() {
    let styles = "<w:style w:styleId=\"Hid\"><w:name w:val=\"Hid\"/><w:rPr><w:vanish/></w:rPr></w:style>\
                  <w:style w:styleId=\"Show\"><w:basedOn w:val=\"Hid\"/><w:rPr><w:vanish w:val=\"0\"/></w:rPr></w:style>";
    let body = [
        word_paragraph("<w:pStyle w:val=\"Hid\"/>", "secret"),
        word_paragraph("<w:pStyle w:val=\"Show\"/>", "Shown again."),
        "<w:p><w:pPr><w:pStyle w:val=\"Hid\"/></w:pPr><w:r><w:footnoteReference w:id=\"1\"/></w:r></w:p>".to_owned(),
        "<w:p><w:r><w:sym w:font=\"Wingdings\" w:char=\"F0FC\"/></w:r><w:r><w:t> checked</w:t></w:r><w:r><w:footnoteReference w:id=\"2\"/></w:r></w:p>".to_owned(),
        "<w:tbl><w:tr><w:trPr><w:hidden/></w:trPr><w:tc><w:p><w:r><w:t>secret</w:t></w:r></w:p></w:tc></w:tr></w:tbl>".to_owned(),
        "<w:p><w:r><w:rPr><w:rFonts w:ascii=\"Symbol\"/></w:rPr><w:t>\u{f062}</w:t></w:r><w:r><w:t>-rays</w:t></w:r></w:p>".to_owned(),
    ];
    let lines = [
        "Shown again.",
        "\u{2713} checked[1]",
        "\u{3b2}-rays",
        "Shown note",
    ];
    let article = reads("docx", &word(&body.concat(), styles), &lines);
    assert_eq!(article.warnings, ["Hidden text was left out"]);
}

/// A text of `LibreOffice` with this content and these automatic styles.
pub fn open_document(content: &str, automatic: &str, styles: &str) -> Vec<u8> {
    let content = format!(
        "<office:document-content><office:automatic-styles>{automatic}</office:automatic-styles><office:body><office:text>{content}</office:text></office:body></office:document-content>"
    );
    let styles = format!("<office:document-styles>{styles}</office:document-styles>");
    archive(&[
        ("mimetype", &b"application/vnd.oasis.opendocument.text"[..]),
        ("content.xml", content.as_bytes()),
        ("styles.xml", styles.as_bytes()),
    ])
}

const LIST: &str = "<text:list-style style:name=\"L1\"><text:list-level-style-number text:level=\"1\" style:num-format=\"1\" style:num-prefix=\"(\" style:num-suffix=\")\"/>\
    <text:list-level-style-number text:level=\"2\" style:num-format=\"a\" style:num-suffix=\".\" text:display-levels=\"2\"/></text:list-style>";

#[test]
fn lists_of_opendocument_continue_their_numbers() {
    let item = |text: &str| format!("<text:list-item><text:p>{text}</text:p></text:list-item>");
    let content = [
        format!(
            "<text:list xml:id=\"one\" text:style-name=\"L1\">{}<text:list-item><text:p>Two</text:p><text:list>{}{}</text:list></text:list-item></text:list>",
            item("One"),
            item("Two a"),
            item("Two b")
        ),
        "<text:p>Between.<text:note text:note-class=\"footnote\"><text:note-body><text:list text:style-name=\"L1\"><text:list-item><text:p>In a note</text:p></text:list-item></text:list></text:note-body></text:note></text:p>".to_owned(),
        format!("<text:list text:style-name=\"L1\" text:continue-numbering=\"true\">{}</text:list>", item("Three")),
        format!("<text:list text:style-name=\"L1\">{}</text:list>", item("One anew")),
        format!("<text:list text:continue-list=\"one\" text:style-name=\"L1\">{}</text:list>", item("Three too")),
        "<text:list text:style-name=\"L1\"><text:list-item text:start-value=\"7\"><text:p>Seven</text:p></text:list-item></text:list>".to_owned(),
        "<text:h text:outline-level=\"1\">First</text:h><text:h text:outline-level=\"2\">Inner</text:h><text:h text:outline-level=\"1\" text:is-list-header=\"true\">None</text:h>".to_owned(),
    ];
    let outline = "<office:styles><text:outline-style><text:outline-level-style text:level=\"1\" style:num-format=\"1\"/>\
        <text:outline-level-style text:level=\"2\" style:num-format=\"1\" text:display-levels=\"2\"/></text:outline-style></office:styles>";
    let file = open_document(&content.concat(), LIST, outline);
    let lines = [
        "(1) One",
        "(2) Two",
        "2.a. Two a",
        "2.b. Two b",
        "Between.[1]",
        "(3) Three",
        "(1) One anew",
        "(3) Three too",
        "(7) Seven",
        "1 First",
        "1.1 Inner",
        "None",
        "(1) In a note",
    ];
    reads("odt", &file, &lines);
}

#[test]
fn hidden_text_of_opendocument_is_left_out_and_fields_are_imported() {
    let content = "<text:p>The report <text:title>on the dam</text:title> ends.<draw:frame><svg:title>not read</svg:title><draw:object/></draw:frame></text:p>\
        <text:section text:display=\"none\"><text:p>hidden section</text:p></text:section>\
        <text:p text:style-name=\"P9\">hidden by style<text:note text:note-class=\"footnote\"><text:note-body><text:p>hidden note</text:p></text:note-body></text:note></text:p>\
        <text:p>hidden <text:hidden-paragraph text:is-hidden=\"true\"/>paragraph</text:p>\
        <text:p>Said <text:span text:style-name=\"T1\">twelve</text:span> were<text:hidden-text text:is-hidden=\"true\"> not</text:hidden-text> hurt.</text:p>\
        <text:p>One<text:note text:note-class=\"footnote\"><text:note-body><text:p>Two<text:note text:note-class=\"footnote\"><text:note-body><text:p>Three</text:p></text:note-body></text:note></text:p></text:note-body></text:note></text:p>";
    let automatic = "<style:style style:name=\"P9\" style:family=\"paragraph\"><style:text-properties text:display=\"none\"/></style:style>\
        <style:style style:name=\"T1\" style:family=\"text\"><style:text-properties fo:font-weight=\"bold\"/></style:style>";
    let of_headers = "<office:automatic-styles><style:style style:name=\"T1\" style:family=\"text\"><style:text-properties text:display=\"none\"/></style:style></office:automatic-styles>";
    let file = open_document(content, automatic, of_headers);
    let lines = [
        "The report on the dam ends.",
        "Said twelve were hurt.",
        "One[1]",
        "Two[2]",
        "Three",
    ];
    let article = reads("odt", &file, &lines);
    assert_eq!(
        article.warnings,
        [
            "Hidden text was left out",
            "Formulas, charts and other embedded objects were left out: 1"
        ]
    );
}

#[test]
fn many_comments_of_opendocument_leave_the_quotes_of_others() {
    let paragraph = |n: usize| {
        format!(
            "<office:annotation office:name=\"p{n}\"><text:p>At a place</text:p></office:annotation>"
        )
    };
    let paragraphs: String = (0..60).map(paragraph).collect();
    let content = format!(
        "<text:p>{paragraphs}<office:annotation office:name=\"q\"><dc:creator>Ina</dc:creator><text:p>Sure?</text:p></office:annotation>Twelve<office:annotation-end office:name=\"q\"/> were hurt.</text:p>"
    );
    let article = read_format("odt", &open_document(&content, "", "")).unwrap();
    assert!(
        article
            .text
            .as_str()
            .ends_with("\u{201C}Twelve\u{201D}: Sure?")
    );
}
