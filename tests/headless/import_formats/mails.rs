//! Mails.

use std::fs;

use super::{pdf_page, read_or_refused, refusal, text};
use crate::support::{import_file, isolated, not_kept};
use crosscheck::import::{self, read_format};
use crosscheck::storage::Progress;

#[test]
fn a_saved_page_is_the_part_that_its_header_names_and_no_frame_before_it() {
    let page = |header: &str, id: &str| {
        let mail = format!(
            "From: <Saved by Blink>\nMIME-Version: 1.0\n{header}\n\n\
            --b\nContent-Type: text/html\nContent-Location: https://ads.example/frame\n\n<p>Buy a lamp now.\n\
            --b\nContent-Type: text/html\n{id}\nContent-Location: https://lome.example/dam\n\n<p>Twelve were hurt.\n\
            --b--\n"
        );
        text("mhtml", mail.as_bytes())
    };
    let kind = "Content-Type: multipart/related; boundary=b";
    let start = format!("{kind}; start=\"<frame-1@mhtml.blink>\"");
    assert_eq!(
        page(&start, "Content-ID: <frame-1@mhtml.blink>"),
        "Twelve were hurt."
    );
    let address = format!("Snapshot-Content-Location: https://lome.example/dam\n{kind}");
    assert_eq!(page(&address, "X-No: id"), "Twelve were hurt.");
    assert_eq!(page(kind, "X-No: id"), "Buy a lamp now.");
}

#[test]
fn the_frames_of_a_saved_page_are_read_at_their_places() {
    let page = |id: &str| {
        let mail = format!(
            "From: <Saved by Blink>\nSnapshot-Content-Location: https://lome.example/dam\nMIME-Version: 1.0\nContent-Type: multipart/related; boundary=b\n\n\
            --b\nContent-Type: text/html\nContent-Location: https://lome.example/dam\n\n<p>Twelve were hurt.<iframe src=\"cid:frame-2@mhtml.blink\"></iframe><p>Nobody died.\n\
            --b\nContent-Type: text/html; charset=utf-8\nContent-ID: <{id}>\nContent-Transfer-Encoding: base64\n\nPHA+VGhlIG1pbmlzdHJ5OiA3MCBraWxsZWQu\n\
            --b--\n"
        );
        read_format("mhtml", mail.as_bytes()).unwrap()
    };
    let article = page("frame-2@mhtml.blink");
    let text = "Twelve were hurt.\nThe ministry: 70 killed.\nNobody died.";
    assert_eq!(article.text.as_str(), text);
    assert!(!article.warnings.iter().any(|it| it.contains("frames")));
    let missing = &page("other").warnings;
    assert!(
        missing
            .iter()
            .any(|it| it.ends_with(": cid:frame-2@mhtml.blink")),
        "{missing:?}"
    );
}

#[test]
fn an_email_is_recognised_by_its_header_whatever_its_name() {
    let folder = tempfile::tempdir().unwrap();
    let formats = |content: &str| {
        let path = folder.path().join("note.txt");
        fs::write(&path, content).unwrap();
        import_file(&path).unwrap().format
    };
    let mail = "Received: by lome.example\r\n\tat noon\r\nFrom: a@lome.example\r\n\r\nEight.";
    assert_eq!(formats(mail), "emails");
    // A text with such lines lacks the header fields that mail programs write.
    assert_eq!(
        formats("From: Ann\nSubject: the dam\n\nEight were hurt."),
        "Text"
    );
    assert_eq!(
        formats("Message-ID: 1\nFrom Monday on it rained.\n\nEight were hurt."),
        "Text"
    );
}

#[test]
fn lines_of_a_flowing_mail_are_joined_to_paragraphs() {
    let mail = |kind: &str, body: &str| {
        let mail = format!(
            "From: a@lome.example\nMIME-Version: 1.0\nContent-Type: text/plain; charset=utf-8; {kind}\n\n{body}"
        );
        let text = text("eml", mail.as_bytes());
        text.split_once('\n').unwrap().1.to_owned()
    };
    let body = "The ministry said that twelve \npeople were hurt.\n\n> He asked whether eight \n> had been counted.\n>> Nobody \n> knew \nNo.\n-- \nIna\n From here\n";
    assert_eq!(
        mail("format=flowed", body),
        "The ministry said that twelve people were hurt.\n> He asked whether eight had been counted.\n>> Nobody\n> knew\nNo.\n--\nIna\nFrom here"
    );
    assert_eq!(
        mail("Format=Flowed; DelSp=Yes", "十二人が \n負傷した。"),
        "十二人が負傷した。"
    );
    assert_eq!(mail("format=fixed", "Twelve \npeople"), "Twelve\npeople");
}

#[test]
fn a_date_that_is_not_in_the_form_of_emails_is_kept_as_written() {
    let check = |written: &str, expected: &str| {
        let mail = format!(
            "From: a@lome.example\nMIME-Version: 1.0\nDate: {written}\n\nTwelve were hurt."
        );
        let article = read_format("eml", mail.as_bytes()).unwrap();
        assert_eq!(article.details.published, expected);
        assert!(
            article
                .text
                .as_str()
                .contains(&format!("Date: {expected}\n"))
        );
    };
    check(
        "Mon, 12 May 2031 10:00:00 +0200",
        "2031-05-12T10:00:00+02:00",
    );
    check("Mon, 12 May 2031 10:00:00 GMT", "2031-05-12T10:00:00Z");
    for written in [
        "Mo, 12 Mai 2031 10:00:00 +0200",
        "12 de mayo de 2031, 10:00",
        "пн, 12 мая 2031 10:00",
        "yesterday",
    ] {
        check(written, written);
    }
}

#[test]
fn a_saved_page_is_told_from_an_email_whatever_the_order_of_its_header() {
    let folder = tempfile::tempdir().unwrap();
    let format = |header: &str| {
        let path = folder.path().join("saved.txt");
        fs::write(
            &path,
            format!("MIME-Version: 1.0\n{header}\nContent-Type: text/html\n\n<p>Twelve were hurt."),
        )
        .unwrap();
        import_file(&path).unwrap().format
    };
    assert_eq!(format("From: <Saved by Blink>"), "saved web pages");
    assert_eq!(
        format("From: a@lome.example\nSnapshot-Content-Location: https://lome.example/dam"),
        "saved web pages"
    );
    assert_eq!(
        format("From: a@lome.example\nSubject: saved by Ina"),
        "emails"
    );
}

#[test]
fn an_email_without_text_is_refused_and_a_truncated_one_survives() {
    let empty = "MIME-Version: 1.0\nFrom: a@lome.example\nContent-Type: image/png\n\nx";
    assert_eq!(refusal("eml", empty.as_bytes()), "it contains no text");
    for whole in [
        &include_bytes!("../../fixtures/import/statement.eml")[..],
        include_bytes!("../../fixtures/import/saved.mhtml"),
    ] {
        for end in (0..whole.len()).step_by(50) {
            if let Ok(article) = read_format("eml", &whole[..end]) {
                assert!(!article.text.as_str().is_empty());
            }
        }
    }
}

#[test]
fn an_email_is_imported_without_attachments_that_kill_its_reader() {
    let folder = tempfile::tempdir().unwrap();
    let form = "<</Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</X 5 0 R>>>>/Length 5>>stream\n/X Do\nendstream";
    let endless = pdf_page("/X Do", form);
    let hostile = folder.path().join("endless.pdf");
    fs::write(&hostile, &endless).unwrap();
    assert!(import_file(&hostile).is_err());
    let attached = |name: &str| {
        format!(
            "--b\nContent-Type: application/octet-stream\nContent-Disposition: attachment; filename={name}\n\n"
        )
    };
    let head = "From: a@lome.example\nMIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=b\n\n--b\n\nSee below.\n";
    let page = attached("a.html") + "<html><p>Twelve were hurt.\n";
    let mail = |rest: &[u8]| [head.as_bytes(), page.as_bytes(), rest, b"\n--b--\n"].concat();
    let path = folder.path().join("mail.eml");
    let read = |bytes: &[u8]| {
        fs::write(&path, bytes).unwrap();
        import::import_file(&path, &isolated(), &not_kept(), &Progress::default()).unwrap()
    };
    assert_eq!(read(&mail(b"")).len(), 2);
    let files = read(&mail(&[attached("b.pdf").as_bytes(), &endless].concat()));
    assert_eq!(files.len(), 1);
    assert_eq!(
        files[0].article.warnings,
        ["2 attachments were left out: a.html, b.pdf"]
    );
}

#[test]
fn hostile_emails_are_read_or_refused_in_a_separate_process() {
    let header = "MIME-Version: 1.0\nFrom: a@lome.example\n";
    let part = "Content-Type: multipart/mixed; boundary=b\n\n--b\n";
    let mails = [
        part.repeat(20_000),
        format!("Content-Type: message/rfc822\n\n{header}").repeat(20_000),
        format!("{part}{}", "--b\n\n".repeat(100_000)),
        "X: y\n".repeat(200_000),
        format!("Subject: {}\n\n", "=?utf-8?q?".repeat(100_000)),
    ];
    read_or_refused("eml", mails.map(|rest| format!("{header}{rest}")));
}
