//! Runs the fuzz targets over their seeds, and over many damaged copies of each: what a fuzzer would try first, in
//! every test run. CONTRIBUTING.md says how to fuzz for longer.

#[path = "../../fuzz/targets.rs"]
mod targets;

pub(crate) use targets::sound_project;

use std::{fs, path::Path};

use generate::Dice;

/// Damaged copies of each seed.
const COPIES: u64 = 60;

#[test]
fn the_project_loader_survives_its_seeds() {
    check("project_loader", targets::project_loader);
}

#[test]
fn the_text_importer_survives_its_seeds() {
    check("text_importer", targets::text_importer);
}

#[test]
fn the_page_importer_survives_its_seeds() {
    check("page_importer", targets::page_importer);
}

#[test]
fn the_word_importer_survives_its_seeds() {
    check("word_importer", targets::word_importer);
}

#[test]
fn the_book_importer_survives_its_seeds() {
    check("book_importer", targets::book_importer);
}

#[test]
fn the_opendocument_importer_survives_its_seeds() {
    check("opendocument_importer", targets::opendocument_importer);
}

#[test]
fn the_rtf_importer_survives_its_seeds() {
    check("rtf_importer", targets::rtf_importer);
}

#[test]
fn the_mail_importer_survives_its_seeds() {
    check("mail_importer", targets::mail_importer);
}

#[test]
fn the_web_archive_importer_survives_its_seeds() {
    check("web_archive_importer", targets::web_archive_importer);
}

#[test]
fn the_subtitle_importer_survives_its_seeds() {
    check("subtitle_importer", targets::subtitle_importer);
}

#[test]
fn the_chat_importer_survives_its_seeds() {
    check("chat_importer", targets::chat_importer);
}

#[test]
fn the_table_importer_survives_its_seeds() {
    check("table_importer", targets::table_importer);
}

#[test]
fn the_archive_importer_survives_its_seeds() {
    check("archive_importer", targets::archive_importer);
}

#[test]
fn the_html_format_reader_survives_its_seeds() {
    check("html_format_reader", targets::html_format_reader);
}

#[test]
fn the_pdf_importer_survives_its_seeds() {
    check("pdf_importer", targets::pdf_importer);
}

#[test]
fn the_journal_reader_survives_its_seeds() {
    check("journal_reader", targets::journal_reader);
}

#[test]
fn the_text_functions_survive_their_seeds() {
    check("text", targets::text);
}

fn check(target: &str, run: fn(&[u8])) {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("fuzz/seeds")
        .join(target);
    let mut seeds: Vec<_> = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .collect();
    seeds.sort();
    assert!(seeds.len() > 4, "{target} has its seeds");
    for path in &seeds {
        let seed = fs::read(path).unwrap();
        run(&seed);
        for copy in 0..COPIES {
            let damaged = damage(&seed, copy);
            let outcome = std::panic::catch_unwind(|| run(&damaged));
            assert!(
                outcome.is_ok(),
                "{}, copy {copy}: {:?}",
                path.display(),
                String::from_utf8_lossy(&damaged)
            );
        }
    }
}

/// Damages a seed: cuts out, doubles or moves pieces, changes bytes, and inserts words of the format and deceptive
/// characters.
fn damage(seed: &[u8], copy: u64) -> Vec<u8> {
    const WORDS: [&str; 16] = [
        "\"",
        "(",
        ")",
        "[",
        "]",
        ",",
        "\n",
        "\\u{202e}",
        "e\u{301}",
        "👩\u{200d}👩",
        "-1",
        "99999999999999999999",
        "None",
        "Some(",
        "/*",
        "\0",
    ];
    let mut dice = Dice(copy + 1);
    let mut bytes = seed.to_vec();
    for _ in 0..=dice.below(4) {
        let (one, other) = (dice.below(bytes.len() + 1), dice.below(bytes.len() + 1));
        let piece = one.min(other)..one.max(other).min(one.min(other) + 200);
        match dice.below(6) {
            0 => bytes.truncate(one),
            1 => drop(bytes.drain(piece)),
            2 => {
                let doubled = bytes[piece].to_vec();
                bytes.splice(other..other, doubled);
            }
            3 => {
                let byte = dice.below(256) as u8;
                if let Some(at) = bytes.get_mut(one) {
                    *at = byte;
                }
            }
            4 => {
                let moved: Vec<u8> = bytes.drain(piece).collect();
                let to = dice.below(bytes.len() + 1);
                bytes.splice(to..to, moved);
            }
            _ => {
                let word = WORDS[dice.below(WORDS.len())];
                bytes.splice(one..one, word.bytes());
            }
        }
    }
    bytes
}
