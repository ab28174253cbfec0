//! What each fuzz target does with its bytes, and what must hold. `tests/fuzz_seeds.rs` does the same with the seeds.

#![allow(dead_code, reason = "a fuzzer runs one of them")]

#[path = "../tests/sound_project.rs"]
pub mod sound_project;

use std::{
    env, fs,
    io::{self, Write as _},
    process, thread,
};

use crosscheck::{
    import,
    project::Project,
    storage::{self, Damaged, LoadError, RealDisk},
    text::{
        Needle, Paragraphs, find_all, hidden_characters, is_grapheme_boundary, next_grapheme,
        next_word, previous_grapheme, previous_word, sentence_around, sentence_at,
        snap_to_graphemes, word_around, word_at,
    },
};

/// Whatever a journal's records say: what can be recovered is a sound project, and the rest is told. The records are framed
/// here, since no fuzzer finds a checksum.
pub fn journal_reader(data: &[u8]) {
    let framed = |record: &[u8]| {
        let head = format!("{:08x} {:08x} ", record.len(), crc32fast::hash(record));
        [head.as_bytes(), record, b"\n"].concat()
    };
    let first = &b"crosscheck journal 1"[..];
    let records = std::iter::once(first).chain(data.split(|byte| *byte == b'\n'));
    recover(&records.flat_map(framed).collect::<Vec<u8>>());
}

fn recover(journal: &[u8]) {
    let name = format!(
        "crosscheck-fuzz-{}-{:?}",
        process::id(),
        thread::current().id()
    );
    let folder = env::temp_dir().join(name);
    fs::create_dir_all(&folder).expect("there is room for temporary files");
    fs::write(folder.join("fuzz-1.journal"), journal).expect("there is room for temporary files");
    for work in storage::unsaved_work(&RealDisk, &folder).expect("the folder is there") {
        if let Ok(recovered) = storage::recover(&RealDisk, &folder, &work.name) {
            assert_eq!(sound_project::check(&recovered.project), Ok(()));
        }
    }
    fs::remove_dir_all(&folder).expect("it was made here");
}

/// Whatever the bytes are: a whole project, a file that can be repaired, or a sentence.
pub fn project_loader(data: &[u8]) {
    match storage::from_ron(data) {
        Ok(project) => is_sound(&project),
        Err(LoadError::Damaged(damaged)) => can_be_repaired(&damaged),
        Err(error) => assert!(!error.to_string().is_empty()),
    }
}

fn is_sound(project: &Project) {
    assert_eq!(sound_project::check(project), Ok(()));
    let written = storage::to_ron(project);
    assert_eq!(storage::from_ron(written.as_bytes()).as_ref(), Ok(project));
}

/// With something chosen for each problem, a sound project comes out. What is safe is chosen first, then what is offered last.
fn can_be_repaired(damaged: &Damaged) {
    assert!(damaged.open_problems() > 0);
    let mut damaged = damaged.choose_safe();
    // A remedy may bring others about, but no file needs more than some for each problem.
    for _ in 0..40 {
        let open = damaged
            .problems()
            .iter()
            .find(|problem| problem.chosen.is_none());
        let Some(problem) = open else { break };
        assert!(!problem.to_string().is_empty());
        let (key, remedies) = (problem.key(), problem.fault.remedies());
        damaged = damaged.choose(key, remedies.last().copied());
    }
    if let Some(project) = damaged.repaired() {
        is_sound(&project);
    }
}

/// Whatever the bytes are: a text with one kind of line ends, or a sentence.
pub fn text_importer(data: &[u8]) {
    match import::import_bytes(data) {
        Err(error) => assert!(!error.to_string().is_empty()),
        Ok(article) => {
            let text = article.text.as_str();
            assert!(!text.contains(['\r', '\0']));
            assert!(article.details.title.chars().count() <= 121);
            let again = import::import_text(text).expect("what came in once comes in again");
            assert_eq!(again.text.as_str(), text);
        }
    }
}

pub fn page_importer(data: &[u8]) {
    imported(import::read_format("html", data));
}

/// The bytes are the text of a Word document; no fuzzer gets through a ZIP archive.
pub fn word_importer(data: &[u8]) {
    let document = archive(&[("word/document.xml", data)]);
    imported(import::read_format("docx", &document));
}

/// The bytes are a chapter.
pub fn book_importer(data: &[u8]) {
    let container =
        b"<container><rootfiles><rootfile full-path=\"b.opf\"/></rootfiles></container>";
    let package = b"<package><manifest><item id=\"a\" href=\"a.html\"/></manifest><spine><itemref idref=\"a\"/></spine></package>";
    imported(import::read_format(
        "epub",
        &archive(&[
            ("META-INF/container.xml", container),
            ("b.opf", package),
            ("a.html", data),
        ]),
    ));
}

/// The bytes are the text of a document.
pub fn opendocument_importer(data: &[u8]) {
    imported(import::read_format(
        "odt",
        &archive(&[("content.xml", data)]),
    ));
}

pub fn rtf_importer(data: &[u8]) {
    imported(import::read_format("rtf", data));
}

pub fn mail_importer(data: &[u8]) {
    imported(import::read_format("eml", data));
}

pub fn web_archive_importer(data: &[u8]) {
    imported(import::read_format("warc", data));
}

pub fn subtitle_importer(data: &[u8]) {
    imported(import::read_format("srt", data));
}

pub fn chat_importer(data: &[u8]) {
    imported(import::read_format("json", data));
}

pub fn table_importer(data: &[u8]) {
    imported(import::read_format("csv", data));
}

/// The first byte tells the format, the others are an archive.
pub fn archive_importer(data: &[u8]) {
    const ENDINGS: [&str; 5] = ["docx", "odt", "epub", "wacz", "xlsx"];
    let Some((first, bytes)) = data.split_first() else {
        return;
    };
    let ending = ENDINGS[usize::from(*first) % ENDINGS.len()];
    imported(import::read_format(ending, bytes));
}

/// The bytes are the header of a page on the clipboard of Windows, with the page.
pub fn html_format_reader(data: &[u8]) {
    if let Some(page) = import::read_html_format(data) {
        assert!(!page.html.contains('\0'));
        assert!(page.address.is_empty() || page.address.starts_with("http"));
    }
}

/// How a PDF is put together from its letters: the bytes are lines, each with its place and size in three bytes; a line feed ends a
/// line, and a form feed a page. No letter or figure may be lost.
pub fn pdf_importer(data: &[u8]) {
    let mut letters = Vec::new();
    let pages: Vec<String> = data
        .split(|byte| *byte == 0x0C)
        .take(20)
        .map(|page| {
            let mut lines = Vec::new();
            page.split(|byte| *byte == b'\n')
                .filter_map(|line| drawn(line, &mut lines, &mut letters))
                .collect()
        })
        .collect();
    let result = import::read_format("pdf", &pdf(&pages));
    if let Ok(article) = &result {
        let text = article.text.as_str().bytes();
        let mut read: Vec<u8> = text.filter(u8::is_ascii_alphanumeric).collect();
        read.sort_unstable();
        letters.sort_unstable();
        assert_eq!(
            String::from_utf8_lossy(&read),
            String::from_utf8_lossy(&letters)
        );
    } else {
        assert!(letters.is_empty());
    }
    imported(result);
}

/// The operators that draw a line. Appends its letters and figures. A letter drawn twice at one place is read once, so there
/// is no such line.
fn drawn(line: &[u8], lines: &mut Vec<(u32, Vec<u8>)>, letters: &mut Vec<u8>) -> Option<String> {
    let (place, words) = line.split_first_chunk::<3>()?;
    let [x, y, size] = place.map(|byte| u32::from(byte) * 2);
    let is_plain = |byte: &u8| byte.is_ascii_graphic() && !b"()\\".contains(byte) || *byte == b' ';
    let words: Vec<u8> = words.iter().copied().filter(is_plain).collect();
    let own: Vec<u8> = words
        .iter()
        .copied()
        .filter(u8::is_ascii_alphanumeric)
        .collect();
    let is_near = |(height, others): &(u32, Vec<u8>)| {
        y.abs_diff(*height) < 8 && own.iter().any(|letter| others.contains(letter))
    };
    if lines.iter().any(is_near) {
        return None;
    }
    letters.extend(&own);
    lines.push((y, own));
    let (words, size) = (String::from_utf8_lossy(&words), size % 40 + 4);
    Some(format!("BT /F {size} Tf {x} {y} Td ({words}) Tj ET\n"))
}

/// A PDF of pages that draw this.
fn pdf(pages: &[String]) -> Vec<u8> {
    let kids: Vec<String> = (0..pages.len())
        .map(|at| format!("{} 0 R", 4 + 2 * at))
        .collect();
    let mut objects = vec![
        "<</Type/Catalog/Pages 2 0 R>>".to_owned(),
        format!(
            "<</Type/Pages/Kids[{}]/Count {}>>",
            kids.join(" "),
            pages.len()
        ),
        "<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>".to_owned(),
    ];
    for (at, page) in pages.iter().enumerate() {
        objects.push(format!(
            "<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents {} 0 R/Resources<</Font<</F 3 0 R>>>>>>",
            5 + 2 * at
        ));
        objects.push(format!(
            "<</Length {}>>stream\n{page}\nendstream",
            page.len()
        ));
    }
    let (mut file, mut places) = (b"%PDF-1.4\n".to_vec(), String::new());
    let done = "memory is there";
    for (nth, object) in objects.iter().enumerate() {
        places.extend([format!("{:010} 00000 n \n", file.len())]);
        writeln!(file, "{} 0 obj\n{object}\nendobj", nth + 1).expect(done);
    }
    let (count, start) = (objects.len() + 1, file.len());
    let trailer = format!("trailer\n<</Size {count}/Root 1 0 R>>\nstartxref\n{start}\n%%EOF\n");
    write!(
        file,
        "xref\n0 {count}\n0000000000 65535 f \n{places}{trailer}"
    )
    .expect(done);
    file
}

fn archive(files: &[(&str, &[u8])]) -> Vec<u8> {
    let mut archive = zip::ZipWriter::new(io::Cursor::new(Vec::new()));
    for (name, content) in files {
        let options = zip::write::SimpleFileOptions::default();
        let started = archive.start_file(*name, options);
        started.expect("the name is short");
        archive.write_all(content).expect("memory is there");
    }
    archive.finish().expect("memory is there").into_inner()
}

/// Whatever the bytes are: paragraphs without line ends, each with a place in the text, or a sentence.
fn imported(result: Result<import::ImportedArticle, import::ReadError>) {
    match result {
        Err(error) => assert!(!error.to_string().is_empty()),
        Ok(article) => {
            let count = article.text.paragraphs().len();
            assert!(article.clutter.iter().all(|paragraph| *paragraph < count));
            assert!(
                article
                    .structure
                    .kinds
                    .iter()
                    .all(|(paragraph, _)| *paragraph < count)
            );
            let text = article.text.as_str();
            assert!(!text.contains(['\r', '\0']));
            let words = article.comments.iter().map(|comment| comment.words.clone());
            assert!(words.into_iter().all(|words| text.get(words).is_some()));
        }
    }
}

/// The first four bytes are two offsets, the others a text.
pub fn text(data: &[u8]) {
    let Some((offsets, bytes)) = data.split_first_chunk::<4>() else {
        return;
    };
    let text = String::from_utf8_lossy(bytes);
    let [one, other, third, fourth] = offsets.map(usize::from);
    let (one, other) = (one | (third & 3) << 8, other | (fourth & 3) << 8);
    steps(&text, one);
    snapping(&text, one, other);
    pieces(&text, one.min(text.len()));
    let hidden = hidden_characters(&text);
    assert!(
        hidden
            .into_iter()
            .all(|(at, hidden)| text[at..].starts_with(hidden.character))
    );
    let typed: String = text.chars().take(3).collect();
    if let Some(needle) = Needle::new(&typed) {
        assert!(find_all(&text, &needle).all(|span| text.get(span.range()).is_some()));
    }
}

fn steps(text: &str, offset: usize) {
    let next = next_grapheme(text, offset);
    assert!(next > offset.min(text.len()) || next == text.len());
    assert!(is_grapheme_boundary(text, next));
    let previous = previous_grapheme(text, offset);
    assert!(previous < offset || previous == 0);
    assert!(is_grapheme_boundary(text, previous));
    if is_grapheme_boundary(text, offset) && offset < text.len() {
        assert_eq!(previous_grapheme(text, next), offset);
    }
}

fn snapping(text: &str, one: usize, other: usize) {
    let Some(span) = snap_to_graphemes(text, one, other) else {
        assert_eq!(one.min(text.len()), other.min(text.len()));
        return;
    };
    assert!(is_grapheme_boundary(text, span.start()) && is_grapheme_boundary(text, span.end()));
    assert!(span.start() <= one.min(other) && span.end() >= one.max(other).min(text.len()));
    assert_eq!(
        snap_to_graphemes(text, span.start(), span.end()),
        Some(span)
    );
}

fn pieces(text: &str, offset: usize) {
    let word = text.get(word_at(text, offset));
    assert_eq!(word.map(str::is_empty), Some(text.is_empty()));
    assert!(text.get(sentence_at(text, offset)).is_some());
    let paragraphs = Paragraphs::new(text);
    let offset = text.floor_char_boundary(offset);
    let paragraph = paragraphs.range(paragraphs.at(offset));
    assert!(text.get(word_around(text, &paragraph, offset)).is_some());
    assert!(
        text.get(sentence_around(text, &paragraph, offset))
            .is_some()
    );
    assert!(text.is_char_boundary(next_word(text, &paragraph, offset)));
    assert!(text.is_char_boundary(previous_word(text, &paragraph, offset)));
    let whole: Vec<&str> = (0..paragraphs.len())
        .map(|at| &text[paragraphs.range(at)])
        .collect();
    assert_eq!(whole.join("\n"), text);
}
