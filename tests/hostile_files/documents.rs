//! Documents, tables and emails that are long, and whose paragraphs and cells are short. They do no harm but by what each
//! costs its reader.

use std::io::{Cursor, Write as _};

/// A file of about `size` bytes for each format, by the format's file extension.
pub fn documents(size: usize) -> Vec<(&'static str, Vec<u8>)> {
    let mut words = Words(2031);
    let mut lines = |bytes: usize, count: usize| -> Vec<String> {
        let mut left = bytes;
        let lines = std::iter::from_fn(|| {
            let line = words.line(count);
            left = left.checked_sub(line.len())?;
            Some(line)
        });
        lines.collect()
    };
    // What is packed takes a third.
    let word = lines(size * 3, 12);
    let word = word
        .iter()
        .map(|line| format!("<w:p><w:r><w:t>{line}</w:t></w:r></w:p>"));
    let rows = lines(size * 2, 3);
    let sheet = rows.iter().map(|line| {
        let cells = line.split(' ');
        let cells = cells.map(|cell| format!("<c t=\"inlineStr\"><is><t>{cell}</t></is></c>"));
        format!("<row>{}</row>", cells.collect::<String>())
    });
    let table = rows[..rows.len() / 2]
        .iter()
        .map(|line| line.replace(' ', ",") + "\n");
    let rtf = lines(size, 2);
    let rtf = rtf.iter().map(|line| format!("{line}\\par\n"));
    let text = lines(size, 2).join("\n");
    let page = lines(size, 30);
    let page = page.iter().map(|line| format!("<p>{line}</p>\n"));
    vec![
        ("docx", docx(&word.collect::<String>())),
        ("xlsx", xlsx(&sheet.collect::<String>())),
        ("csv", table.collect::<String>().into()),
        (
            "rtf",
            format!("{{\\rtf1 {}}}", rtf.collect::<String>()).into(),
        ),
        ("eml", mail("text/plain", &text)),
        ("eml", mail("text/html", &page.collect::<String>())),
    ]
}

/// Words without order, which are packed to a third as those of a language are.
struct Words(u64);

impl Words {
    fn line(&mut self, count: usize) -> String {
        let mut letter = |letters: &[u8]| {
            self.0 = self
                .0
                .wrapping_mul(6_364_136_223_846_793_005)
                .wrapping_add(1);
            char::from(letters[(self.0 >> 33) as usize % letters.len()])
        };
        let mut word = || -> String {
            let letters = (0..3).flat_map(|_| [letter(b"bdfghklmnprstvwz"), letter(b"aeio")]);
            letters.collect()
        };
        let words = (0..count).map(|_| word());
        words.collect::<Vec<_>>().join(" ")
    }
}

fn mail(kind: &str, body: &str) -> Vec<u8> {
    format!(
        "From: a@lome.example\nMIME-Version: 1.0\nContent-Type: {kind}; charset=utf-8\n\n{body}"
    )
    .into()
}

const RELATIONS: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

fn docx(body: &str) -> Vec<u8> {
    let document = format!("<w:document><w:body>{body}</w:body></w:document>");
    archive(&[("word/document.xml", &document)])
}

fn xlsx(rows: &str) -> Vec<u8> {
    let relation = |kind: &str, target: &str| {
        format!(
            "<Relationships><Relationship Id=\"r1\" Type=\"{RELATIONS}/{kind}\" Target=\"{target}\"/></Relationships>"
        )
    };
    archive(&[
        (
            "_rels/.rels",
            &relation("officeDocument", "xl/workbook.xml"),
        ),
        (
            "xl/workbook.xml",
            &format!(
                "<workbook xmlns:r=\"{RELATIONS}\"><sheets><sheet name=\"A\" sheetId=\"1\" r:id=\"r1\"/></sheets></workbook>"
            ),
        ),
        (
            "xl/_rels/workbook.xml.rels",
            &relation("worksheet", "worksheets/sheet1.xml"),
        ),
        (
            "xl/worksheets/sheet1.xml",
            &format!("<worksheet><sheetData>{rows}</sheetData></worksheet>"),
        ),
    ])
}

fn archive(files: &[(&str, &str)]) -> Vec<u8> {
    let mut archive = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in files {
        let options = zip::write::SimpleFileOptions::default();
        archive.start_file(*name, options).unwrap();
        archive.write_all(content.as_bytes()).unwrap();
    }
    archive.finish().unwrap().into_inner()
}
