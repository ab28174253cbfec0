//! Benches of imports: `cargo bench -p benches --bench import`. If `target/release/crosscheck` is built, the process
//! that reads a page is measured too.

#![allow(
    clippy::unwrap_used,
    reason = "a measurement that cannot be taken stops, and says why"
)]

use std::{
    env,
    fmt::Write as _,
    fs,
    io::{Cursor, Write as _},
    time::Duration,
};

use criterion::{Criterion, criterion_group, criterion_main};
use crosscheck::{
    import::{IsolatedReader, import_all, import_file, read_format},
    storage::{OriginalKeeper, Progress},
};

const SENTENCE: &str =
    "Twelve people were hurt when the barrage of Orvane broke on Saturday night, the mayor said. ";

/// Number of sentences in a paragraph.
const PARAGRAPH: usize = 4;

/// About 100 kB.
fn page() -> String {
    let mut page = "<!DOCTYPE html><title>The barrage</title><nav>".to_owned();
    for nth in 0..200 {
        write!(page, "<a href=/{nth}>Story {nth}</a> ").unwrap();
    }
    page += "</nav><article><h1>The barrage</h1>";
    for _ in 0..250 {
        write!(page, "<p>{}</p>", SENTENCE.repeat(PARAGRAPH)).unwrap();
    }
    page + "</article>"
}

/// About 1 MB, stored without compression.
fn document() -> Vec<u8> {
    let paragraph = format!(
        "<w:p><w:pPr><w:pStyle w:val=\"Normal\"/></w:pPr><w:r><w:t>{}</w:t></w:r></w:p>",
        SENTENCE.repeat(PARAGRAPH)
    );
    let body = paragraph.repeat(1_000_000 / paragraph.len());
    let document = format!("<w:document><w:body>{body}</w:body></w:document>");
    let mut archive = zip::ZipWriter::new(Cursor::new(Vec::new()));
    let stored =
        zip::write::SimpleFileOptions::default().compression_method(zip::CompressionMethod::Stored);
    archive.start_file("word/document.xml", stored).unwrap();
    archive.write_all(document.as_bytes()).unwrap();
    archive.finish().unwrap().into_inner()
}

/// A PDF of `pages` pages of 40 lines.
fn pdf(pages: usize) -> Vec<u8> {
    let mut drawn = String::new();
    for line in 0..40 {
        let y = 740 - line * 16;
        writeln!(drawn, "BT /F 10 Tf 50 {y} Td ({SENTENCE}) Tj ET").unwrap();
    }
    let kids: Vec<String> = (0..pages).map(|at| format!("{} 0 R", at + 5)).collect();
    let kids = kids.join(" ");
    let mut objects = vec![
        "<</Type/Catalog/Pages 2 0 R>>".to_owned(),
        format!("<</Type/Pages/Kids[{kids}]/Count {pages}>>"),
        "<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>".to_owned(),
        format!("<</Length {}>>stream\n{drawn}\nendstream", drawn.len()),
    ];
    let page = "<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents 4 0 R/Resources<</Font<</F 3 0 R>>>>>>";
    objects.extend(std::iter::repeat_n(page.to_owned(), pages));
    let (mut file, mut places) = ("%PDF-1.4\n".to_owned(), String::new());
    for (nth, object) in objects.iter().enumerate() {
        writeln!(places, "{:010} 00000 n ", file.len()).unwrap();
        writeln!(file, "{} 0 obj\n{object}\nendobj", nth + 1).unwrap();
    }
    let (count, start) = (objects.len() + 1, file.len());
    write!(
        file,
        "xref\n0 {count}\n0000000000 65535 f \n{places}trailer\n<</Size {count}/Root 1 0 R>>\nstartxref\n{start}\n%%EOF\n"
    )
    .unwrap();
    file.into_bytes()
}

fn formats(c: &mut Criterion) {
    let page = page();
    c.bench_function("read a page of 100 kB", |b| {
        b.iter(|| read_format("html", page.as_bytes()).unwrap());
    });
    let document = document();
    c.bench_function("read a Word document of 1 MB", |b| {
        b.iter(|| read_format("docx", &document).unwrap());
    });
    let pdf = pdf(300);
    c.bench_function("read a PDF of 300 pages", |b| {
        b.iter(|| read_format("pdf", &pdf).unwrap());
    });
}

fn in_a_process_of_its_own(c: &mut Criterion) {
    let program = env::current_exe().unwrap();
    let program = program.ancestors().nth(2).unwrap().join("crosscheck");
    if !program.exists() {
        return;
    }
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("page.html");
    fs::write(&path, page()).unwrap();
    let (isolated, originals) = (
        IsolatedReader::at(program),
        OriginalKeeper::recording_only(""),
    );
    c.bench_function("add a page of 100 kB, with the start of its reader", |b| {
        b.iter(|| import_file(&path, &isolated, &originals, &Progress::default()).unwrap());
    });
}

fn many_files(c: &mut Criterion) {
    let folder = tempfile::tempdir().unwrap();
    for nth in 0..1_000 {
        let text = format!("Story {nth}\n\n{}", SENTENCE.repeat(80));
        fs::write(folder.path().join(format!("{nth}.txt")), text).unwrap();
    }
    let paths = [folder.path().to_owned()];
    let (isolated, originals) = (
        IsolatedReader::of_this_program(),
        OriginalKeeper::recording_only(""),
    );
    c.bench_function("read 1,000 texts of 7 kB in one go", |b| {
        b.iter(|| import_all(&paths, &isolated, &originals, &Progress::default()).unwrap());
    });
}

criterion_group! {
    name = all;
    config = Criterion::default().sample_size(10).measurement_time(Duration::from_secs(10));
    targets = formats, in_a_process_of_its_own, many_files
}
criterion_main!(all);
