use super::*;

use std::io::Write;

use flate2::{Compression, write::GzEncoder};

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::default());
    encoder.write_all(bytes).unwrap();
    encoder.finish().unwrap()
}

fn record(kind: &str, block: &[u8]) -> Vec<u8> {
    let head = format!(
        "WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Target-URI: https://lome.example/dam\r\nWARC-Date: 2031-05-12T09:00:00Z\r\nContent-Length: {}\r\n\r\n",
        block.len()
    );
    [head.as_bytes(), block, b"\r\n\r\n"].concat()
}

fn answer(status: &str, fields: &str, body: &[u8]) -> Vec<u8> {
    let head =
        format!("HTTP/1.1 {status}\r\nContent-Type: text/html; charset=utf-8\r\n{fields}\r\n");
    record("response", &[head.as_bytes(), body].concat())
}

const PAGE: &[u8] =
    "<html><p>Twelve people were hurt when the barrage broke – at night.".as_bytes();

#[track_caller]
fn check(capture: &[u8]) {
    let read = read(capture).unwrap();
    assert_eq!(read.len(), 1);
    let article = &read[0];
    assert!(article.text.as_str().contains("broke – at night."));
    assert_eq!(article.details.url, "https://lome.example/dam");
    assert_eq!(article.details.retrieved, "2031-05-12T09:00:00Z");
}

#[test]
fn pages_are_read_however_they_are_packed() {
    let chunks = [
        b"8\r\n",
        &PAGE[..8],
        b"\r\n3e;x\r\n",
        &PAGE[8..],
        b"\r\n0\r\n\r\n",
    ]
    .concat();
    let size = format!("{:x}", PAGE.len() - 8);
    let chunks = String::from_utf8(chunks)
        .unwrap()
        .replacen("3e", &size, 1)
        .into_bytes();
    check(&answer("200 OK", "", PAGE));
    check(&gzip(&answer("200 OK", "", PAGE)));
    check(&answer("200 OK", "Transfer-Encoding: chunked\r\n", &chunks));
    check(&answer("200 OK", "Transfer-Encoding: chunked\r\n", PAGE));
    check(&answer("200 OK", "Content-Encoding: gzip\r\n", &gzip(PAGE)));
    check(&answer("200 OK", "Content-Encoding: gzip\r\n", PAGE));
    assert!(is_compressed(&gzip(&answer("200 OK", "", PAGE))));
    assert!(!is_compressed(&gzip(b"other")));
}

#[test]
fn only_pages_that_were_found_come_in() {
    let capture = [
        record("warcinfo", b"software: x"),
        answer("404 Not Found", "", PAGE),
        record("request", b"GET / HTTP/1.1\r\n\r\n"),
        answer("200 OK", "", PAGE),
        answer("200 OK", "", b"<html><body></body>"),
    ];
    check(&capture.concat());
    let members: Vec<u8> = capture.iter().flat_map(|record| gzip(record)).collect();
    check(&members);
    let warnings = &read(&members).unwrap()[0].warnings;
    assert_eq!(
        warnings,
        &[
            "Pages of the web archive left out, without text: 1",
            "Captures left out, redirects and errors: 1"
        ]
    );
    assert!(read(&record("warcinfo", b"x")).is_err());
}

/// An answer with a type, or without one if it is empty.
fn typed(kind: &str, body: &[u8]) -> Vec<u8> {
    let kind = match kind {
        "" => String::new(),
        kind => format!("Content-Type: {kind}\r\n"),
    };
    let head = format!("HTTP/1.1 200 OK\r\n{kind}\r\n");
    record("response", &[head.as_bytes(), body].concat())
}

#[test]
fn every_capture_that_is_no_page_is_counted_by_kind() {
    let capture = [
        answer("200 OK", "", PAGE),
        answer("301 Moved", "Location: /dam\r\n", b""),
        answer("503 Busy", "", PAGE),
        record("revisit", b""),
        typed("application/pdf", b"%PDF-1.7"),
        typed("", b"%PDF-1.4"),
        typed("application/msword", b""),
        typed("application/octet-stream", b"{\\rtf1 Twelve}"),
        typed("image/png", b"\x89PNG"),
        typed("application/json", b"{}"),
        typed("", b"let dam = 12;"),
    ];
    assert_eq!(
        read(&capture.concat()).unwrap()[0].warnings,
        [
            "Captures left out, redirects and errors: 2",
            "Captures left out, repetitions of other captures: 1",
            "Captures left out, PDFs: 2",
            "Captures left out, other documents: 2",
            "Captures left out, pictures, scripts and other files of pages: 3",
        ]
    );
    assert_eq!(
        read(&capture[4]).unwrap_err().to_string(),
        "no page with text is in this web archive, only: PDFs: 1"
    );
}

#[test]
fn a_page_without_a_type_is_known_by_its_content() {
    check(&typed("", PAGE));
    let xhtml = [b"<?xml version='1.0'?>\n", PAGE].concat();
    check(&typed("", &xhtml));
    check(&typed("", &[b"<title>Dam</title>", PAGE].concat()));
}

#[test]
fn a_page_that_is_cut_off_gives_what_is_there_and_says_so() {
    let chunks = [b"40\r\n", PAGE].concat();
    let fields = "Transfer-Encoding: chunked\r\n";
    for (fields, body) in [
        (fields, [&chunks[..], b"\r\n6"].concat()),
        (fields, chunks[..chunks.len() - 3].to_vec()),
        ("Content-Encoding: gzip\r\n", {
            let packed = gzip(&PAGE.repeat(50));
            packed[..packed.len() - 8].to_vec()
        }),
    ] {
        let read = read(&answer("200 OK", fields, &body)).unwrap();
        let text = read[0].text.as_str();
        assert!(
            text.starts_with("Twelve people were hurt when the barrage broke"),
            "{text}"
        );
        assert!(!text.contains("40"), "{text}");
        assert!(read[0].warnings[0].contains("its end is missing"));
    }
}

#[test]
fn a_damaged_page_does_not_lose_the_others() {
    let capture = [
        answer("200", "", PAGE),
        answer("200 OK", "", b"<html><p>\0\0\0\x01\0\0\x02"),
    ];
    let read = read(&capture.concat()).unwrap();
    assert_eq!(read.len(), 1);
    assert_eq!(
        read[0].warnings,
        ["Pages of the web archive left out, damaged or too long: 1"]
    );
}

#[test]
fn many_small_records_do_not_take_quadratic_time() {
    let capture = record("request", b"GET / HTTP/1.1\r\n\r\n").repeat(20_000);
    assert!(read(&capture).is_err());
}

#[test]
fn a_capture_that_is_cut_off_gives_what_is_there() {
    let whole = [answer("200 OK", "", PAGE), answer("200 OK", "", PAGE)].concat();
    let cut = &whole[..whole.len() * 3 / 4];
    let warnings = read(cut).unwrap()[0].warnings.join(" ");
    assert!(warnings.contains("cut off"), "{warnings}");
}
