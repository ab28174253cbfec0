//! PDFs.

use std::{fmt::Write as _, fs};

use super::{read_or_refused, refusal, text};
use crate::support::{isolated, not_kept};
use crosscheck::import::{self, Password, ReadError, ReadOptions, read_format, read_with_options};
use crosscheck::storage::Progress;

/// A PDF with these objects, numbered from 1; the first is the catalogue.
pub(crate) fn pdf(objects: &[&str], trailer: &str) -> Vec<u8> {
    let mut file = "%PDF-1.4\n".to_owned();
    let mut offsets = String::new();
    for (nth, object) in objects.iter().enumerate() {
        writeln!(offsets, "{:010} 00000 n ", file.len()).unwrap();
        writeln!(file, "{} 0 obj\n{object}\nendobj", nth + 1).unwrap();
    }
    let (count, start) = (objects.len() + 1, file.len());
    write!(
        file,
        "xref\n0 {count}\n0000000000 65535 f \n{offsets}trailer\n<</Size {count}/Root 1 0 R{trailer}>>\nstartxref\n{start}\n%%EOF\n"
    )
    .unwrap();
    file.into_bytes()
}

pub(crate) const CATALOGUE: &str = "<</Type/Catalog/Pages 2 0 R>>";

/// A PDF of one page with these drawing commands, and an object that they can refer to as `/X`.
pub(crate) fn pdf_page(drawn: &str, x: &str) -> Vec<u8> {
    let pages = "<</Type/Pages/Kids[3 0 R]/Count 1>>";
    let page = "<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents 4 0 R/Resources<</XObject<</X 5 0 R>>/Font<</F 6 0 R>>>>>>";
    let drawn = format!("<</Length {}>>stream\n{drawn}\nendstream", drawn.len());
    let font = "<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>";
    pdf(&[CATALOGUE, pages, page, &drawn, x, font], "")
}

#[test]
fn a_pdf_without_text_or_with_a_password_is_refused_with_what_to_do() {
    let scan = pdf_page("0 0 600 800 re f", "<<>>");
    assert_eq!(
        refusal("pdf", &scan),
        "it is a scanned PDF without text: 1 page. Run OCR on it first"
    );
    let pages = "<</Type/Pages/Kids[]/Count 0>>";
    let encrypt = "<</Filter/Standard/V 1/R 2/O(12345678901234567890123456789012)/U(12345678901234567890123456789012)/P -4>>";
    let locked = pdf(&[CATALOGUE, pages, encrypt], "/Encrypt 3 0 R/ID[(a)(a)]");
    assert_eq!(refusal("pdf", &locked), "it is protected with a password");
}

/// A PDF made by qpdf, encrypted with that password.
const LOCKED: &[(&[u8], &str)] = &[
    (include_bytes!("../../fixtures/locked/rc4.pdf"), "orvane"),
    (include_bytes!("../../fixtures/locked/aes.pdf"), "schlüssel"),
    (include_bytes!("../../fixtures/locked/aes.pdf"), "own"),
];

const TWELVE: &str = "Twelve people were hurt at the weir.";

#[test]
fn a_pdf_with_a_password_is_read_with_it_and_with_no_other() {
    for (bytes, password) in LOCKED {
        let read = |password: Option<&str>| {
            let password = password.map(|it| Password::new(it.to_owned()));
            let options = ReadOptions {
                password,
                ..ReadOptions::default()
            };
            read_with_options("pdf", bytes, &options)
        };
        let article = &read(Some(password)).unwrap()[0];
        assert_eq!(article.text.as_str(), TWELVE);
        assert_eq!(article.details.title, "The weir of Lome");
        assert!(matches!(read(None), Err(ReadError::PasswordNeeded)));
        for wrong in ["", "Orvane", "\n"] {
            assert!(matches!(read(Some(wrong)), Err(ReadError::WrongPassword)));
        }
    }
    let for_changes = include_bytes!("../../fixtures/locked/owner.pdf");
    assert_eq!(text("pdf", for_changes), TWELVE);
}

/// A PDF made by pypdf with RC4, the password "orvane" for reading and "own" for changes.
const FOR_CHANGES: &[u8] = include_bytes!("../../fixtures/locked/rc4-owner.pdf");

#[test]
fn a_password_for_changes_that_does_not_decrypt_the_text_asks_for_the_other() {
    let read = |password: &str| {
        let options = ReadOptions {
            password: Some(Password::new(password.to_owned())),
            ..ReadOptions::default()
        };
        read_with_options("pdf", FOR_CHANGES, &options)
    };
    assert_eq!(read("orvane").unwrap()[0].text.as_str(), TWELVE);
    assert!(matches!(read("own"), Err(ReadError::OwnerPassword)));
    assert!(matches!(read("other"), Err(ReadError::WrongPassword)));
}

#[test]
fn a_password_reaches_the_process_that_reads_and_no_message() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("weir.pdf");
    fs::write(&path, LOCKED[0].0).unwrap();
    let read = |password: &str| {
        let reader = isolated().with_password(Some(Password::new(password.to_owned())));
        import::import_file(&path, &reader, &not_kept(), &Progress::default())
    };
    assert_eq!(read("orvane").unwrap().len(), 1);
    let error = read("a\"\nb").unwrap_err();
    assert_eq!(error.locked().unwrap().0, path);
    assert!(
        error
            .to_string()
            .ends_with("weir.pdf: the password is wrong"),
        "{error}"
    );
    assert_eq!(
        format!("{:?}", Password::new("orvane".to_owned())),
        "Password"
    );
}

#[test]
fn hyphens_of_words_cut_in_two_go_and_those_of_compounds_stay() {
    let lines = [
        "Twenty five people and twenty-",
        "five cows came to the recon-",
        "struction of the flood-",
        "Proof wall.",
    ];
    let mut drawn = String::new();
    for (at, line) in lines.iter().enumerate() {
        writeln!(drawn, "BT /F 10 Tf 50 {} Td ({line}) Tj ET", 700 - at * 12).unwrap();
    }
    let article = read_format("pdf", &pdf_page(&drawn, "<<>>")).unwrap();
    assert_eq!(
        article.text.as_str(),
        "Twenty five people and twenty-five cows came to the reconstruction of the flood-Proof wall."
    );
    assert_eq!(article.structure.locator(0), "p. 1");
}

#[test]
fn hostile_pdfs_are_read_or_refused_in_a_separate_process() {
    let form = |drawn: &str| {
        format!(
            "<</Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</X 5 0 R>>>>/Length {}>>stream\n{drawn}\nendstream",
            drawn.len()
        )
    };
    let flood = include_bytes!("../../fixtures/import/flood.pdf");
    let mut files: Vec<Vec<u8>> = vec![
        pdf_page("/X Do", &form("/X Do")),
        pdf_page("/X Do", &form("/X Do /X Do")),
        pdf_page(&"q ".repeat(200_000), "<<>>"),
        pdf_page(&"[".repeat(200_000), "<<>>"),
        pdf_page("", &"<</A".repeat(100_000)),
        pdf(&[CATALOGUE, "<</Type/Pages/Kids[2 0 R]/Count 1>>"], ""),
        pdf(&["1 0 R"], ""),
    ];
    let cuts = (4096..flood.len()).step_by(4096);
    files.extend(cuts.map(|end| flood[..end].to_vec()));
    read_or_refused("pdf", files);
}
