//! Word documents, and the comments and tracked changes of every document.

use std::{fs, path::Path};

use super::{archive, refusal, text};
use crate::support::import_file;
use crosscheck::import::read_format;

/// A Word document with this text in its body.
fn word_document(body: &str) -> Vec<u8> {
    let document = format!("<w:document><w:body>{body}</w:body></w:document>");
    archive(&[("word/document.xml", &document)])
}

#[test]
fn comments_know_the_words_that_they_are_about() {
    for file in ["breach.docx", "minutes.odt", "letter.rtf"] {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/import");
        let article = import_file(&folder.join(file)).unwrap().article;
        let [comment] = &article.comments[..] else {
            panic!("{file}: {:?}", article.comments);
        };
        let words = &article.text.as_str()[comment.words.clone()];
        assert_eq!(words, "Twelve people", "{file}");
        let note = "Ina Holt, 2031-05-13: Ask the hospital for its own figure.";
        assert_eq!(comment.note, note);
    }
    // Across two paragraphs, with markers between paragraphs; around an empty one; and at a single position.
    let body = "<w:commentRangeStart w:id=\"1\"/><w:p><w:r><w:t> The dam </w:t></w:r></w:p><w:p><w:r><w:t>broke.</w:t></w:r></w:p>\
        <w:commentRangeEnd w:id=\"1\"/><w:p><w:commentRangeStart w:id=\"2\"/></w:p><w:p><w:r><w:t>Twelve</w:t></w:r>\
        <w:commentRangeEnd w:id=\"2\"/><w:r><w:t> hurt</w:t></w:r><w:commentRangeStart w:id=\"3\"/><w:commentRangeEnd w:id=\"3\"/></w:p>";
    let document = format!("<w:document><w:body>{body}</w:body></w:document>");
    let comment = |id: usize| {
        format!(
            "<w:comment w:id=\"{id}\" w:author=\"Ina\"><w:p><w:t>why {id}</w:t></w:p></w:comment>"
        )
    };
    let comments = format!(
        "<w:comments>{}</w:comments>",
        [1, 2, 3].map(comment).concat()
    );
    let relations = "<Relationships><Relationship Type=\"x/comments\" Target=\"comments.xml\"/></Relationships>";
    let file = archive(&[
        ("word/document.xml", document.as_str()),
        ("word/comments.xml", &comments),
        ("word/_rels/document.xml.rels", relations),
    ]);
    let article = read_format("docx", &file).unwrap();
    let text = article.text.as_str();
    assert!(text.starts_with("The dam\nbroke.\nTwelve hurt\n"), "{text}");
    assert!(!text.contains(['\u{FDD0}', '\u{FDD1}', '\u{F0000}']));
    let words: Vec<&str> = article
        .comments
        .iter()
        .map(|it| &text[it.words.clone()])
        .collect();
    assert_eq!(words, ["The dam\nbroke.", "Twelve"]);
}

#[test]
fn tracked_changes_are_at_the_margin_of_their_paragraph() {
    let ins = |words: &str| {
        format!(
            "<w:ins w:author=\"Ina\" w:date=\"2031-05-12T09:00:00Z\"><w:r><w:t>{words}</w:t></w:r></w:ins>"
        )
    };
    let del = |words: &str| {
        format!("<w:del w:author=\"Bo\"><w:r><w:delText>{words}</w:delText></w:r></w:del>")
    };
    let plain = |words: &str| format!("<w:r><w:t>{words}</w:t></w:r>");
    let paragraphs = [
        plain("The dam broke."),
        [ins("Twelve "), ins("people "), plain("hurt"), del("badly")].concat(),
        del("Nobody died."),
        plain("The mayor left."),
        ["a", "b", "c", "d", "e"]
            .map(|it| ins(it) + &plain("-"))
            .concat(),
    ];
    let body = paragraphs.map(|it| format!("<w:p>{it}</w:p>")).concat();
    let article = read_format("docx", &word_document(&body)).unwrap();
    let lines: Vec<&str> = article.text.as_str().split('\n').collect();
    assert_eq!(
        lines,
        [
            "The dam broke.",
            "Twelve people hurt",
            "The mayor left.",
            "a-b-c-d-e-"
        ]
    );
    let locators: Vec<&str> = (0..4).map(|at| article.structure.locator(at)).collect();
    let last = "inserted by Ina, 2031-05-12: “a”; inserted by Ina, 2031-05-12: “b”; inserted by Ina, 2031-05-12: “c”; 2 more changes";
    assert_eq!(
        locators,
        [
            "",
            "inserted by Ina, 2031-05-12: “Twelve people”; deleted by Bo: “badly”",
            "deleted by Bo: “Nobody died.”",
            last
        ]
    );
}

#[test]
fn deleted_rows_and_moved_words_are_at_the_margin_and_counted() {
    let run = |words: &str| format!("<w:r><w:t>{words}</w:t></w:r>");
    let deleted = |words: &str| {
        format!("<w:tc><w:p><w:del><w:r><w:delText>{words}</w:delText></w:r></w:del></w:p></w:tc>")
    };
    let row = format!(
        "<w:tr><w:trPr><w:del w:author=\"Bo\"/></w:trPr>{}{}</w:tr>",
        deleted("Lome"),
        deleted("12")
    );
    let kept = format!("<w:tr><w:tc><w:p>{}</w:p></w:tc></w:tr>", run("Karveth"));
    let moved = |element: &str, words: &str| {
        format!("<w:{element} w:author=\"Ina\">{}</w:{element}>", run(words))
    };
    let body = format!(
        "<w:tbl>{row}{kept}</w:tbl><w:p>{}{}</w:p><w:p>{}</w:p>",
        run("The dam broke."),
        moved("moveFrom", " At night."),
        moved("moveTo", "At night.")
    );
    let article = read_format("docx", &word_document(&body)).unwrap();
    assert_eq!(article.text.as_str(), "Karveth\nThe dam broke.\nAt night.");
    let locators: Vec<&str> = (0..3).map(|at| article.structure.locator(at)).collect();
    assert_eq!(
        locators,
        [
            "deleted by Bo: “Lome 12”",
            "moved away by Ina: “At night.”",
            "moved here by Ina: “At night.”"
        ]
    );
    assert_eq!(
        article.warnings,
        ["Tracked changes are read as accepted: insertions 0, deletions 1, moves 1"]
    );
}

#[test]
fn superscript_numbers_do_not_become_a_part_of_the_number_before_them() {
    let run = |attributes: &str, words: &str| {
        format!("<w:r><w:rPr>{attributes}</w:rPr><w:t>{words}</w:t></w:r>")
    };
    let raised = "<w:vertAlign w:val=\"superscript\"/>";
    let body = [
        run("", "10"),
        run(raised, "6"),
        run("", " people on the 1"),
        run(raised, "st"),
        "<w:r><w:rPr><w:vertAlign w:val=\"superscript\"/></w:rPr><w:footnoteReference w:id=\"2\"/></w:r>"
            .to_owned(),
    ];
    let body = format!("<w:p>{}</w:p>", body.concat());
    assert_eq!(
        text("docx", &word_document(&body)),
        "10⁶ people on the 1st[1]"
    );
    let rtf = br"{\rtf1\ansi 10{\super 6} people, 2{\super n2}, 3\up6 4\plain  of 5{\super\chftn{\footnote\pard 6 dead}}\par}";
    let read = read_format("rtf", rtf).unwrap();
    assert!(
        read.text
            .as_str()
            .starts_with("10⁶ people, 2^n2, 3⁴ of 5[1]\n6 dead"),
        "{}",
        read.text.as_str()
    );
}

#[test]
fn a_word_document_cut_anywhere_is_called_damaged() {
    let whole = include_bytes!("../../fixtures/import/report.docx");
    let half = archive(&[("word/document.xml", "<w:document><w:body><w:p>")]);
    let cuts = (0..whole.len()).step_by(500).map(|end| &whole[..end]);
    for cut in cuts.chain([&*half]) {
        let error = refusal("docx", cut);
        assert!(error.starts_with("it is damaged or cut off"), "{error}");
    }
}

#[test]
fn an_archive_that_unpacks_to_too_much_is_refused() {
    let blanks = " ".repeat(257 * 1024 * 1024);
    let bomb = word_document(&blanks);
    assert!(bomb.len() < 1_000_000);
    let error = refusal("docx", &bomb);
    assert!(
        error.starts_with("it unpacks to more than 256 MB"),
        "{error}"
    );
}

#[test]
fn a_word_document_imports_nothing_from_outside() {
    let folder = tempfile::tempdir().unwrap();
    let secret = folder.path().join("secret.xml");
    fs::write(&secret, "<w:p><w:t>secret</w:t></w:p>").unwrap();
    let path = secret.display();
    let document = format!(
        "<!DOCTYPE d [<!ENTITY x SYSTEM \"file://{path}\"><!ENTITY y \"&z;&z;\"><!ENTITY z \"zzz\">]>\
         <w:document><w:p><w:t>Twelve &x;&y;were &lt;hurt&#62;</w:t></w:p></w:document>"
    );
    let inside = archive(&[("word/document.xml", &document)]);
    assert_eq!(text("docx", &inside), "Twelve were <hurt>");
    let relations = format!(
        "<Relationships><Relationship Type=\"x/officeDocument\" Target=\"../../../../..{path}\"/></Relationships>"
    );
    let error = refusal("docx", &archive(&[("_rels/.rels", &relations)]));
    assert!(error.starts_with("it is damaged or cut off"), "{error}");
}

#[test]
fn hostile_word_documents_are_read_or_refused_in_a_separate_process() {
    let folder = tempfile::tempdir().unwrap();
    let many = |what: &str| what.repeat(100_000);
    let deep = |name: &str| many(&format!("<{name}>")) + &many(&format!("</{name}>"));
    let rows = deep("w:tr");
    for (nth, body) in [
        deep("w:p"),
        deep("w:del"),
        rows,
        many("<w:p/><w:tbl/>"),
        many("<w:footnoteReference/>"),
        format!("<w:p w:x=\"{}\"/>", many("attribute ")),
    ]
    .iter()
    .enumerate()
    {
        let body = format!("{body}<w:p><w:r><w:t>text</w:t></w:r></w:p>");
        let path = folder.path().join(format!("{nth}.docx"));
        fs::write(&path, word_document(&body)).unwrap();
        let article = import_file(&path).unwrap().article;
        assert_eq!(article.text.as_str(), "text");
    }
}
