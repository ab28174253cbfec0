//! Every import format: golden imports of files made for this project, hostile files, and the reader process.

mod mails;
mod pages;
mod pdfs;
mod visible_words;
mod word;

use std::{
    fmt::Write as _,
    fs,
    io::{Cursor, Write as _},
    path::Path,
};

use crate::support::{import_file, isolated, not_kept};
use crosscheck::import::{
    self, ImportedArticle, IsolatedReader, Part, import_all, read_articles, read_format,
};
use crosscheck::storage::{ImportedTables, OriginalKeeper, Progress, RealDisk, TableContent};
pub(crate) use pdfs::{CATALOGUE, pdf, pdf_page};

/// The import of a file as text: its details, then each paragraph with its kind and locator.
fn shown(article: &ImportedArticle) -> String {
    let mut shown = String::new();
    let details = &article.details;
    for (name, value) in [
        ("title", &details.title),
        ("outlet", &details.outlet),
        ("byline", &details.byline),
        ("published", &details.published),
        ("retrieved", &details.retrieved),
        ("url", &details.url),
        ("language", &details.language),
    ] {
        writeln!(shown, "{name}: {value}").unwrap();
    }
    for warning in &article.warnings {
        writeln!(shown, "warning: {warning}").unwrap();
    }
    for (at, text) in article.text.as_str().split('\n').enumerate() {
        let hidden = if article.clutter.contains(&at) {
            "-"
        } else {
            "+"
        };
        let kind = article.structure.kind(at);
        let kind = kind.map(|kind| format!(" {kind:?}")).unwrap_or_default();
        let locator = match article.structure.locator(at) {
            "" => String::new(),
            locator => format!(" ({locator})"),
        };
        writeln!(shown, "{hidden}{kind}{locator} {text}").unwrap();
    }
    shown
}

/// Every file in the fixtures folder is imported as its `.golden` file says. `UPDATE_GOLDEN=1` rewrites them.
#[test]
fn every_format_matches_its_golden_import() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/import");
    let mut files: Vec<_> = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| {
            path.extension()
                .is_some_and(|extension| extension != "golden")
        })
        .collect();
    files.sort();
    assert!(files.len() > 1);
    for file in files {
        let shown = shown(&import_file(&file).unwrap().article);
        let golden = file.with_extension("golden");
        if std::env::var_os("UPDATE_GOLDEN").is_some() {
            fs::write(&golden, &shown).unwrap();
        }
        assert_eq!(
            shown,
            fs::read_to_string(&golden).unwrap(),
            "{}",
            file.display()
        );
    }
}

/// The text that is read from a file of that format.
#[track_caller]
fn text(extension: &str, bytes: &[u8]) -> String {
    let article = read_format(extension, bytes).unwrap();
    article.text.as_str().to_owned()
}

/// Why a file of that format is refused.
#[track_caller]
fn refusal(extension: &str, bytes: &[u8]) -> String {
    read_format(extension, bytes).unwrap_err().to_string()
}

/// Imports each of these files: the process that reads it reads it, or it is refused with what to do.
fn read_or_refused(extension: &str, files: impl IntoIterator<Item = impl AsRef<[u8]>>) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join(format!("hostile.{extension}"));
    for file in files {
        fs::write(&path, file).unwrap();
        if let Err(error) = import_file(&path) {
            let sentence = error.to_string();
            let is_clear = ["Copy the text", "copy the text", "Run OCR", "no text"];
            assert!(
                is_clear.iter().any(|words| sentence.contains(words)),
                "{sentence}"
            );
        }
    }
}

/// An archive of files with these names and contents.
pub(crate) fn archive<C: AsRef<[u8]> + ?Sized>(files: &[(&str, &C)]) -> Vec<u8> {
    let mut archive = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in files {
        let options = zip::write::SimpleFileOptions::default();
        archive.start_file(*name, options).unwrap();
        archive.write_all(content.as_ref()).unwrap();
    }
    archive.finish().unwrap().into_inner()
}

#[test]
fn pages_that_were_opened_are_preselected() {
    let page = |name: &str| {
        let block = format!("HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n<p>{name}");
        let length = block.len();
        format!(
            "WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://lome.example/{name}\r\nContent-Length: {length}\r\n\r\n{block}\r\n\r\n"
        )
    };
    let pages = ["dam", "frame"].map(page).concat();
    let listed = |list: &str| {
        let files = [("archive/a.warc", &*pages), ("pages/pages.jsonl", list)];
        let articles = read_articles("wacz", &archive(&files)).unwrap();
        let parts = articles.into_iter().filter_map(|it| it.part);
        parts.map(|part| part.is_suggested()).collect::<Vec<_>>()
    };
    let head = "{\"format\": \"json-pages-1.0\"}\n";
    let entry = |name: &str| format!("{head}{{\"url\": \"https://lome.example/{name}\"}}\n");
    assert_eq!(listed(&entry("dam")), [true, false]);
    assert_eq!(listed(&entry("other")), [true, true]);
    assert_eq!(listed("no list"), [true, true]);
    let articles = read_articles("warc", pages.as_bytes()).unwrap();
    let Some(Part::Page { digest, is_listed }) = &articles[1].part else {
        panic!("no page");
    };
    assert!(is_listed);
    let hash = crosscheck::project::FileHash::of(b"<p>frame");
    assert_eq!(*digest, format!("sha256:{hash}"));
}

#[test]
fn the_list_of_added_articles_names_the_format_of_one_file_and_no_encoding_of_binary_ones() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/import");
    for (file, label, encoding) in [
        ("flood.pdf", "PDF", None),
        ("report.docx", "Word document", None),
        ("letter.rtf", "RTF", None),
        ("comments.xlsx", "Spreadsheet", None),
        ("page.html", "Web page", Some("UTF-8")),
        ("saved.mhtml", "Saved web page", Some("Windows-1252")),
        ("statement.eml", "Email", Some("ISO-8859-2")),
        ("interview.srt", "Subtitles", Some("UTF-8")),
    ] {
        let file = import_file(&folder.join(file)).unwrap();
        assert_eq!(
            (file.format_label(), file.encoding_label()),
            (label, encoding)
        );
    }
}

#[test]
fn text_files_that_begin_like_other_formats_or_have_a_nul_byte_are_text() {
    let folder = tempfile::tempdir().unwrap();
    for (name, text) in [
        ("tags.txt", "ID3 tags were found in the recording."),
        ("format", "%PDF-1.4 just writing about the format."),
        ("format.pdf", "WARC/1.0 is the format."),
        ("damaged.txt", "Twelve\0 were hurt."),
    ] {
        let path = folder.path().join(name);
        fs::write(&path, text).unwrap();
        let file = import_file(&path).unwrap();
        assert_eq!(file.format, "Text");
        let damaged = text.replace('\0', "\u{FFFD}");
        assert_eq!(file.article.text.as_str(), damaged);
        assert_eq!(
            file.article.all_warnings().len(),
            usize::from(damaged != text)
        );
    }
}

const CONTAINER: &str =
    "<container><rootfiles><rootfile full-path=\"OPS/book.opf\"/></rootfiles></container>";

#[test]
fn a_book_that_is_damaged_or_protected_is_refused() {
    let check = |files: &[(&str, &str)], expected: &str| {
        let error = refusal("epub", &archive(files));
        assert!(error.starts_with(expected), "{error}");
    };
    check(&[("a", "")], "it is damaged or cut off");
    check(&[("META-INF/container.xml", CONTAINER)], "it is damaged");
    check(&[("META-INF/rights.xml", "")], "it is copy-protected");
    let outside = "<package><manifest><item id=\"a\" href=\"../../../etc/passwd\"/></manifest>\
                   <spine><itemref idref=\"a\"/><itemref idref=\"b\"/></spine></package>";
    let files = [
        ("META-INF/container.xml", CONTAINER),
        ("OPS/book.opf", outside),
    ];
    check(&files, "it contains no text");
}

#[test]
fn chapters_in_one_file_have_their_own_locators_and_the_contents_are_clutter() {
    let package = r##"<package><metadata>
        <creator id="a">Ina Holt</creator><creator id="b">Bo Rast</creator><meta refines="#b" property="role">trl</meta>
        <meta property="modified">2031-05-12</meta></metadata>
        <manifest><item id="n" href="n.xhtml" properties="nav"/><item id="t" href="t.xhtml"/></manifest>
        <spine><itemref idref="n"/><itemref idref="t"/></spine></package>"##;
    let contents = r#"<html><body><nav><ol><li><a href="t.xhtml#a">The dam</a></li><li><a href="t.xhtml#b">The river</a></li></ol></nav></body></html>"#;
    let text = r##"<html><body><h2 id="a">The dam</h2><p>It broke<a epub:type="noteref" href="#n12">12</a> at night.</p>
        <h2 id="b">The river</h2><p>It rose<sup><a href="#n13">13</a></sup> by four.</p></body></html>"##;
    let file = archive(&[
        ("META-INF/container.xml", CONTAINER),
        ("OPS/book.opf", package),
        ("OPS/n.xhtml", contents),
        ("OPS/t.xhtml", text),
    ]);
    let article = read_format("epub", &file).unwrap();
    assert_eq!(
        article.text.as_str(),
        "The dam\nThe river\nThe dam\nIt broke[12] at night.\nThe river\nIt rose[13] by four."
    );
    assert_eq!(article.clutter, [0, 1].into());
    assert_eq!(article.details.byline, "Ina Holt");
    let locators: Vec<&str> = (0..6).map(|at| article.structure.locator(at)).collect();
    assert_eq!(
        locators,
        ["", "", "The dam", "The dam", "The river", "The river"]
    );
}

#[test]
fn the_columns_of_a_spreadsheet_of_posts_are_those_that_were_selected() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("posts.xlsx");
    let mut book = rust_xlsxwriter::Workbook::new();
    let sheet = book.add_worksheet();
    let rows = [["Was\nist", "Wer"], ["Twelve were hurt", "Ina"]];
    for (row, cells) in rows.iter().enumerate() {
        sheet.write_row(row as u32, 0, *cells).unwrap();
    }
    book.save(&path).unwrap();
    let heads = ["Was\nist", "Wer"].map(str::to_owned);
    let mut tables = ImportedTables::default();
    let columns = [Some(0), Some(1), None, None];
    tables.remember(TableContent::Posts, &heads, &columns);
    let reader = isolated().with_tables(&tables);
    let read = |reader: &IsolatedReader| {
        let mut files =
            import::import_file(&path, reader, &not_kept(), &Progress::default()).unwrap();
        files.remove(0)
    };
    let plain = read(&isolated());
    assert_eq!(plain.article.columns.as_ref().unwrap().columns, [None; 4]);
    let expected = "Ina: Twelve were hurt";
    assert_eq!(read(&reader).article.text.as_str(), expected);
    let again = import::read_table_again(plain, &reader, &Progress::default()).unwrap();
    assert_eq!(again.article.text.as_str(), expected);
}

#[test]
fn an_unreadable_file_does_not_stop_the_import_of_others() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("a.html"), "<html><body></body>").unwrap();
    fs::write(folder.path().join("b.html"), "<html><p>Twelve were hurt.").unwrap();
    fs::write(folder.path().join("c.txt"), "Eight were hurt.").unwrap();
    let paths = [folder.path().to_owned()];
    let read = import_all(&paths, &isolated(), &not_kept(), &Progress::default()).unwrap();
    let read = read.articles;
    let error = read[0].as_ref().unwrap_err().to_string();
    assert!(error.ends_with("a.html: it contains no text"), "{error}");
    let page = read[1].as_ref().unwrap();
    assert_eq!(page.article.text.as_str(), "Twelve were hurt.");
    assert_eq!(page.format, "web pages");
    assert!(read[2].is_ok());
}

#[test]
fn a_reader_process_that_does_not_answer_is_reported() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.html");
    fs::write(&path, "<html><p>Twelve were hurt.").unwrap();
    let refused = |reader: &IsolatedReader, progress: &Progress| {
        let read = import::import_file(&path, reader, &not_kept(), progress);
        read.unwrap_err().to_string()
    };
    let missing = IsolatedReader::at(folder.path().join("no-program"));
    let error = refused(&missing, &Progress::default());
    assert!(error.contains("could not be started"), "{error}");
    if Path::new("/bin/true").exists() {
        let silent = IsolatedReader::at("/bin/true".into());
        let error = refused(&silent, &Progress::default());
        assert!(error.contains("it is damaged"), "{error}");
    }
    let cancelled = Progress::default();
    cancelled.cancel();
    let error = refused(&isolated(), &cancelled);
    assert!(error.ends_with("cancelled"), "{error}");
}

/// A reader that runs these commands of the shell instead.
#[cfg(unix)]
fn reader_that(folder: &Path, commands: &str) -> IsolatedReader {
    use std::os::unix::fs::PermissionsExt;
    let program = folder.join("reader");
    fs::write(&program, format!("#!/bin/sh\n{commands}\n")).unwrap();
    fs::set_permissions(&program, fs::Permissions::from_mode(0o700)).unwrap();
    IsolatedReader::at(program)
}

#[cfg(unix)]
#[test]
fn a_reader_process_that_exceeds_a_limit_is_reported_by_that_limit() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.html");
    fs::write(&path, "<html><p>Twelve were hurt.").unwrap();
    for (commands, sentence) in [
        ("kill -XCPU $$", "it took too long"),
        ("exit 75", "it took more than 3 GB of memory"),
        ("kill -ABRT $$", "built to exhaust the memory"),
    ] {
        let reader = reader_that(folder.path(), commands);
        let read = import::import_file(&path, &reader, &not_kept(), &Progress::default());
        let error = read.unwrap_err().to_string();
        assert!(error.contains(sentence), "{commands}: {error}");
    }
}

#[cfg(unix)]
#[test]
fn a_cancelled_import_leaves_only_the_originals_that_were_there() {
    use std::{sync::Arc, thread, time::Duration};
    let folder = tempfile::tempdir().unwrap();
    let articles = folder.path().join("articles");
    fs::create_dir(&articles).unwrap();
    fs::write(articles.join("a.txt"), "Nine were hurt.").unwrap();
    let staged = folder.path().join("staged");
    let keeper = OriginalKeeper::into_folder(Arc::new(RealDisk), staged.clone(), "");
    let stored = || fs::read_dir(&staged).map_or(0, Iterator::count);
    let (reader, progress) = (isolated(), Progress::default());
    import_all(std::slice::from_ref(&articles), &reader, &keeper, &progress).unwrap();
    assert_eq!(stored(), 1);

    fs::write(articles.join("b.txt"), "Twelve were hurt.").unwrap();
    fs::write(articles.join("c.html"), "<html><p>Ten were hurt.").unwrap();
    let stuck = reader_that(folder.path(), "exec sleep 60");
    let read = thread::scope(|scope| {
        scope.spawn(|| {
            while stored() < 2 {
                thread::sleep(Duration::from_millis(5));
            }
            progress.cancel();
        });
        import_all(std::slice::from_ref(&articles), &stuck, &keeper, &progress)
    });
    assert!(read.is_none());
    assert_eq!(stored(), 1);
}

#[test]
fn files_saved_beside_a_page_are_not_imported() {
    let folder = tempfile::tempdir().unwrap();
    let at = |name: &str| folder.path().join(name);
    fs::create_dir_all(at("Dam_files/deeper")).unwrap();
    fs::create_dir_all(at("other_files")).unwrap();
    for name in [
        "Dam.html",
        "Dam_files/ad.html",
        "Dam_files/deeper/x.js",
        "other_files/note.txt",
    ] {
        fs::write(at(name), "<html><p>text").unwrap();
    }
    let found = import::article_files(&[folder.path().to_owned()], &Progress::default()).unwrap();
    assert_eq!(found.files, [at("Dam.html"), at("other_files/note.txt")]);
    let itself = import::article_files(&[at("Dam_files/ad.html")], &Progress::default()).unwrap();
    assert_eq!(itself.files.len(), 1);
}
