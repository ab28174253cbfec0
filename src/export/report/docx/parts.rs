//! The parts of a Word document around its text.

use super::Part;
use crate::export::{xml::Xml, zipped::Zipped};

const STYLES: &str = include_str!("styles.xml");

const NUMBERING: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n<w:numbering xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"><w:abstractNum w:abstractNumId=\"0\"><w:multiLevelType w:val=\"singleLevel\"/><w:lvl w:ilvl=\"0\"><w:start w:val=\"1\"/><w:numFmt w:val=\"bullet\"/><w:lvlText w:val=\"\u{2022}\"/><w:lvlJc w:val=\"left\"/><w:pPr><w:ind w:left=\"360\" w:hanging=\"360\"/></w:pPr></w:lvl></w:abstractNum><w:num w:numId=\"1\"><w:abstractNumId w:val=\"0\"/></w:num></w:numbering>";

const CONTENT_TYPES: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"><Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/><Default Extension=\"xml\" ContentType=\"application/xml\"/><Override PartName=\"/word/document.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml\"/><Override PartName=\"/word/styles.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.wordprocessingml.styles+xml\"/><Override PartName=\"/word/numbering.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.wordprocessingml.numbering+xml\"/><Override PartName=\"/word/footnotes.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml\"/><Override PartName=\"/docProps/core.xml\" ContentType=\"application/vnd.openxmlformats-package.core-properties+xml\"/></Types>";

const OF_WORD: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const MAIN: &str = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";

/// The addresses that a part links to, in the order of their numbers.
#[derive(Default)]
pub(super) struct Links(Vec<String>);

impl Links {
    /// The id of a new link.
    pub fn id(&mut self, url: String) -> String {
        self.0.push(url);
        link_id(self.0.len())
    }
}

fn link_id(number: usize) -> String {
    format!("link{number}")
}

fn add<const N: usize>(archive: &mut Zipped, files: [(&str, String); N]) {
    for (name, text) in files {
        archive.begin(name);
        archive.add(text.as_bytes());
    }
}

/// The files up to the body, which has begun.
pub(super) fn before_body(title: &str) -> Zipped {
    let of_package = [
        (
            "document",
            format!("{OF_WORD}/officeDocument"),
            "word/document.xml".to_owned(),
        ),
        (
            "core",
            "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties"
                .to_owned(),
            "docProps/core.xml".to_owned(),
        ),
    ];
    let mut archive = Zipped::new();
    let files = [
        ("[Content_Types].xml", CONTENT_TYPES.to_owned()),
        ("_rels/.rels", relationships(&of_package, &Links::default())),
        ("docProps/core.xml", core(title)),
    ];
    add(&mut archive, files);
    archive.begin("word/document.xml");
    archive
}

/// Adds the files after the body.
pub(super) fn add_after_body(archive: &mut Zipped, links: &Links, footnotes: &Part) {
    let own = [
        ("styles", "styles.xml"),
        ("numbering", "numbering.xml"),
        ("footnotes", "footnotes.xml"),
    ];
    let of_document =
        own.map(|(kind, target)| (kind, format!("{OF_WORD}/{kind}"), target.to_owned()));
    let files = [
        (
            "word/_rels/document.xml.rels",
            relationships(&of_document, links),
        ),
        ("word/styles.xml", STYLES.to_owned()),
        ("word/numbering.xml", NUMBERING.to_owned()),
        ("word/footnotes.xml", with_footnotes(&footnotes.xml)),
        (
            "word/_rels/footnotes.xml.rels",
            relationships(&[], &footnotes.links),
        ),
    ];
    add(archive, files);
}

pub(super) fn body_start() -> String {
    let mut xml = Xml::new();
    xml.open("w:document", &[("xmlns:w", MAIN), ("xmlns:r", OF_WORD)]);
    xml.open("w:body", &[]);
    xml.0
}

pub(super) fn body_end() -> String {
    // Without a size, each program takes that of its country.
    let mut xml = Xml(String::new());
    xml.0 += "<w:sectPr><w:pgMar w:top=\"1134\" w:right=\"1134\" w:bottom=\"1134\" w:left=\"1134\" w:header=\"709\" w:footer=\"709\" w:gutter=\"0\"/></w:sectPr>";
    xml.close("w:body");
    xml.close("w:document");
    xml.0
}

fn with_footnotes(footnotes: &str) -> String {
    let mut xml = Xml::new();
    xml.open("w:footnotes", &[("xmlns:w", MAIN), ("xmlns:r", OF_WORD)]);
    for (kind, id, line) in [
        ("separator", "-1", "<w:separator/>"),
        ("continuationSeparator", "0", "<w:continuationSeparator/>"),
    ] {
        xml.open("w:footnote", &[("w:type", kind), ("w:id", id)]);
        xml.0 += "<w:p><w:r>";
        xml.0 += line;
        xml.0 += "</w:r></w:p>";
        xml.close("w:footnote");
    }
    xml.0 += footnotes;
    xml.close("w:footnotes");
    xml.0
}

fn relationships(own: &[(&str, String, String)], links: &Links) -> String {
    let mut xml = Xml::new();
    let namespace = "http://schemas.openxmlformats.org/package/2006/relationships";
    xml.open("Relationships", &[("xmlns", namespace)]);
    for (id, kind, target) in own {
        xml.empty(
            "Relationship",
            &[("Id", id), ("Type", kind), ("Target", target)],
        );
    }
    let kind = format!("{OF_WORD}/hyperlink");
    for (number, url) in (1..).zip(&links.0) {
        let attributes = [
            ("Id", &*link_id(number)),
            ("Type", &*kind),
            ("Target", url),
            ("TargetMode", "External"),
        ];
        xml.empty("Relationship", &attributes);
    }
    xml.close("Relationships");
    xml.0
}

fn core(title: &str) -> String {
    let mut xml = Xml::new();
    let namespaces = [
        (
            "xmlns:cp",
            "http://schemas.openxmlformats.org/package/2006/metadata/core-properties",
        ),
        ("xmlns:dc", "http://purl.org/dc/elements/1.1/"),
    ];
    xml.open("cp:coreProperties", &namespaces);
    xml.text("dc:title", &[], title);
    xml.close("cp:coreProperties");
    xml.0
}
