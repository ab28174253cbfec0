//! Every import format: golden imports of files made for this project, hostile files, and the reader process.

use std::{
    fmt::Write as _,
    fs,
    io::{Cursor, Write as _},
    path::Path,
};

use crate::support::{import_file, isolated, not_kept};
use crosscheck::import::{
    self, CopiedPage, ImportedArticle, IsolatedReader, Part, Password, Pasted, ReadError,
    ReadOptions, import_all, read_articles, read_format, read_with_options,
};
use crosscheck::storage::{ImportedTables, Progress, TableContent};

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
        .filter(|path| path.extension().is_some_and(|ending| ending != "golden"))
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

#[test]
fn no_word_of_a_page_is_missing_from_its_text_and_clutter() {
    let page = include_str!("../fixtures/import/page.html");
    let article = read_format("html", page.as_bytes()).unwrap();
    let text = article.text.as_str();
    for words in [
        "Home",
        "Weather",
        "Photo: Lanterna",
        "under control",
        "Privacy",
        "seven",
    ] {
        assert!(text.contains(words), "{words}");
    }
    for hidden in [
        "free articles",
        "hidden from every",
        "never read",
        "color: black",
        "Skip to",
    ] {
        assert!(!text.contains(hidden), "{hidden}");
    }
}

/// Checks the paragraphs of a page without hidden ones.
#[track_caller]
fn check_page(body: &str, text: &str) {
    let page = format!("<!DOCTYPE html><meta charset=utf-8><body>{body}</body>");
    let article = read_format("html", page.as_bytes()).unwrap();
    assert_eq!(article.text.as_str(), text, "{body}");
}

#[test]
fn words_that_a_browser_shows_are_text() {
    for (body, text) in [
        (
            "<x-a><template shadowrootmode=open><p>The dam broke.</p></template></x-a><p>At night.",
            "The dam broke.\nAt night.",
        ),
        (
            "<template><p>Unseen</p></template><p>FileVersion",
            "FileVersion",
        ),
        (
            "<p>Deaths</p><svg><title>Unseen</title><path d=\"M0\"/><text x=1>2031</text></svg>",
            "Deaths\n2031",
        ),
        ("<p>Look <svg><path d=\"M0\"/></svg>here", "Look here"),
        ("<textarea>Twelve</textarea>", "Twelve"),
        (
            "<p>City: <select><option>Lome<option selected>Ayo</select>",
            "City: Ayo",
        ),
        ("<object data=x><p>Twelve hurt</p></object>", "Twelve hurt"),
        ("<p>He said <q>yes</q>.", "He said “yes”."),
        ("<p>He said <q>„yes“</q>.", "He said „yes“."),
    ] {
        check_page(body, text);
    }
}

#[test]
fn a_sentence_goes_on_through_elements_within_it() {
    for (body, text) in [
        ("<p>Press <button>OK</button> to go.", "Press OK to go."),
        ("<p>The <x-link>dam</x-link> broke.", "The dam broke."),
        ("<x-a>One</x-a><x-a>Two</x-a>", "One\nTwo"),
        ("<button>One</button><button>Two</button>", "One\nTwo"),
        (
            "<p>The <picture><source srcset=x><img src=x></picture>dam.",
            "The dam.",
        ),
        (
            "<p>So <math><mi>x</mi><mo>=</mo><mn>2</mn></math> holds.",
            "So x=2 holds.",
        ),
        (
            "<p>大<ruby><rb>坝</rb><rtc><rt>ba</rt></rtc></ruby>毁",
            "大坝ba毁",
        ),
        (
            "<p>Done: <progress>60 %</progress> <meter>3 of 5</meter>.",
            "Done: 60 % 3 of 5.",
        ),
    ] {
        check_page(body, text);
    }
}

#[test]
fn an_xhtml_page_with_empty_elements_is_read() {
    let page = "<?xml version='1.0'?><!DOCTYPE html [<!ENTITY a 'b'>]><html xmlns='http://www.w3.org/1999/xhtml'><head><title/><script/></head><body><p>One</p><p/><p>Two <![CDATA[three]]></p></body></html>";
    let article = read_format("html", page.as_bytes()).unwrap();
    assert_eq!(article.text.as_str(), "One\nTwo three");
}

#[test]
fn a_page_with_a_nul_byte_is_read() {
    let page = "<html><body><p>Twelve people were hurt\0 when the barrage broke at night.</p><p>Thirteen were missing.";
    let article = read_format("html", page.as_bytes()).unwrap();
    assert!(article.text.as_str().contains("were hurt when"));
}

fn page(head: &[u8], body: &[u8]) -> Vec<u8> {
    let body = [b"<p>", body, b"</p>"].concat();
    [b"<!DOCTYPE html><head>", head, b"</head><body>", &body].concat()
}

#[test]
fn a_page_is_read_in_the_encoding_that_it_names() {
    let (koi8, _, _) = encoding_rs::KOI8_R.encode("Плотину прорвало ночью");
    let named = page(b"<meta charset=koi8-r>", &koi8);
    let article = read_format("html", &named).unwrap();
    assert_eq!(article.text.as_str(), "Плотину прорвало ночью");
    assert_eq!(article.encoding.name, "KOI8-R");
    // SingleFile writes UTF-8 whatever the page declares.
    let wrong = page(
        b"<meta charset=windows-1252>",
        "Плотину прорвало ночью".as_bytes(),
    );
    let article = read_format("html", &wrong).unwrap();
    assert_eq!(article.text.as_str(), "Плотину прорвало ночью");
}

/// Pages that overflow the stack of parsers or make them take quadratic time.
fn hostile_pages() -> Vec<(&'static str, String)> {
    let many = |what: &str| what.repeat(20_000);
    vec![
        ("deep", many("<div>") + "deep"),
        ("spans", many("<span>") + "deep"),
        ("formatting", many("<b><i><p>x")),
        ("links", many("<a href=x><p>x")),
        ("tables", many("<table><tr><td>") + "deep"),
        (
            "attributes",
            (0..20_000).fold("<p ".to_owned(), |page, n| page + &format!("a{n}=1 ")) + ">text",
        ),
        (
            "long attribute",
            format!("<p title=\"{}\">text", "x".repeat(1_000_000)),
        ),
        ("empty elements", many("<p></p><br>") + "text"),
        ("no end", many("<p title='x") + "text"),
        ("comments", many("<!-- x ") + "text"),
        (
            "entities",
            format!(
                "<!DOCTYPE a [<!ENTITY x \"y\">]><p>{}text",
                many("&x;&amp;")
            ),
        ),
        ("select", many("<select><option>x")),
        ("svg", many("<svg><g>") + "text"),
    ]
}

#[test]
fn hostile_pages_are_read_or_refused_in_a_separate_process() {
    let folder = tempfile::tempdir().unwrap();
    for (name, page) in hostile_pages() {
        let path = folder.path().join(format!("{name}.html"));
        fs::write(&path, format!("<html>{page}")).unwrap();
        if let Err(error) = import_file(&path) {
            let sentence = error.to_string();
            assert!(
                sentence.contains("Copy the text") || sentence.contains("no text"),
                "{sentence}"
            );
        }
    }
}

#[test]
fn a_page_cut_anywhere_is_read_or_refused() {
    let page = include_bytes!("../fixtures/import/page.html");
    for end in (0..page.len()).step_by(100) {
        if let Err(error) = read_format("html", &page[..end]) {
            assert_eq!(error.to_string(), "it contains no text");
        }
    }
}

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
    let error = read_format("pdf", &scan).unwrap_err().to_string();
    assert_eq!(
        error,
        "it is a scanned PDF without text: 1 page. Run OCR on it first"
    );
    let pages = "<</Type/Pages/Kids[]/Count 0>>";
    let encrypt = "<</Filter/Standard/V 1/R 2/O(12345678901234567890123456789012)/U(12345678901234567890123456789012)/P -4>>";
    let locked = pdf(&[CATALOGUE, pages, encrypt], "/Encrypt 3 0 R/ID[(a)(a)]");
    let error = read_format("pdf", &locked).unwrap_err().to_string();
    assert_eq!(error, "it is protected with a password");
}

/// A PDF made by qpdf, encrypted with that password.
pub(crate) const LOCKED: &[(&[u8], &str)] = &[
    (include_bytes!("../fixtures/locked/rc4.pdf"), "orvane"),
    (include_bytes!("../fixtures/locked/aes.pdf"), "schlüssel"),
    (include_bytes!("../fixtures/locked/aes.pdf"), "own"),
];

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
        assert_eq!(
            article.text.as_str(),
            "Twelve people were hurt at the weir."
        );
        assert_eq!(article.details.title, "The weir of Lome");
        assert!(matches!(read(None), Err(ReadError::Locked)));
        for wrong in ["", "Orvane", "\n"] {
            assert!(matches!(read(Some(wrong)), Err(ReadError::WrongPassword)));
        }
    }
    let for_changes = include_bytes!("../fixtures/locked/owner.pdf");
    let article = read_format("pdf", for_changes).unwrap();
    assert_eq!(
        article.text.as_str(),
        "Twelve people were hurt at the weir."
    );
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
            .ends_with("weir.pdf: this is not its password"),
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
    let folder = tempfile::tempdir().unwrap();
    let form = |drawn: &str| {
        format!(
            "<</Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</X 5 0 R>>>>/Length {}>>stream\n{drawn}\nendstream",
            drawn.len()
        )
    };
    let flood = include_bytes!("../fixtures/import/flood.pdf");
    let mut files: Vec<Vec<u8>> = vec![
        pdf_page("/X Do", &form("/X Do")),
        pdf_page("/X Do", &form("/X Do /X Do")),
        pdf_page(&"q ".repeat(200_000), "<<>>"),
        pdf_page(&"[".repeat(200_000), "<<>>"),
        pdf_page("", &"<</A".repeat(100_000)),
        pdf(&[CATALOGUE, "<</Type/Pages/Kids[2 0 R]/Count 1>>"], ""),
        pdf(&["1 0 R"], ""),
    ];
    files.extend(
        (0..flood.len())
            .step_by(4096)
            .map(|end| flood[..end].to_vec()),
    );
    for (nth, file) in files
        .iter()
        .enumerate()
        .filter(|(_, file)| !file.is_empty())
    {
        let path = folder.path().join(format!("{nth}.pdf"));
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
fn a_word_document_cut_anywhere_is_called_damaged() {
    let whole = include_bytes!("../fixtures/import/report.docx");
    for end in (0..whole.len()).step_by(500) {
        let error = read_format("docx", &whole[..end]).unwrap_err().to_string();
        assert!(error.starts_with("it is damaged or cut off"), "{error}");
    }
    let half = archive(&[("word/document.xml", "<w:document><w:body><w:p>")]);
    let error = read_format("docx", &half).unwrap_err().to_string();
    assert!(error.starts_with("it is damaged or cut off"), "{error}");
}

#[test]
fn an_archive_that_unpacks_to_too_much_is_refused() {
    let blanks = " ".repeat(257 * 1024 * 1024);
    let bomb = word_document(&blanks);
    assert!(bomb.len() < 1_000_000);
    let error = read_format("docx", &bomb).unwrap_err().to_string();
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
    let article = read_format("docx", &archive(&[("word/document.xml", &document)])).unwrap();
    assert_eq!(article.text.as_str(), "Twelve were <hurt>");
    let relations = format!(
        "<Relationships><Relationship Type=\"x/officeDocument\" Target=\"../../../../..{path}\"/></Relationships>"
    );
    let error = read_format("docx", &archive(&[("_rels/.rels", &relations)])).unwrap_err();
    assert!(
        error.to_string().starts_with("it is damaged or cut off"),
        "{error}"
    );
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

const CONTAINER: &str =
    "<container><rootfiles><rootfile full-path=\"OPS/book.opf\"/></rootfiles></container>";

#[test]
fn a_book_that_is_damaged_or_protected_is_refused() {
    let check = |files: &[(&str, &str)], expected: &str| {
        let error = read_format("epub", &archive(files)).unwrap_err();
        assert!(error.to_string().starts_with(expected), "{error}");
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
fn an_email_without_text_is_refused_and_a_truncated_one_survives() {
    let empty = "MIME-Version: 1.0\nFrom: a@lome.example\nContent-Type: image/png\n\nx";
    let error = read_format("eml", empty.as_bytes()).unwrap_err();
    assert_eq!(error.to_string(), "it contains no text");
    for whole in [
        &include_bytes!("../fixtures/import/statement.eml")[..],
        include_bytes!("../fixtures/import/saved.mhtml"),
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
fn hostile_emails_are_read_or_refused_in_a_separate_process() {
    let folder = tempfile::tempdir().unwrap();
    let header = "MIME-Version: 1.0\nFrom: a@lome.example\n";
    let part = "Content-Type: multipart/mixed; boundary=b\n\n--b\n";
    for (nth, rest) in [
        part.repeat(20_000),
        format!("Content-Type: message/rfc822\n\n{header}").repeat(20_000),
        format!("{part}{}", "--b\n\n".repeat(100_000)),
        "X: y\n".repeat(200_000),
        format!("Subject: {}\n\n", "=?utf-8?q?".repeat(100_000)),
    ]
    .iter()
    .enumerate()
    {
        let path = folder.path().join(format!("{nth}.eml"));
        fs::write(&path, format!("{header}{rest}")).unwrap();
        if let Err(error) = import_file(&path) {
            let sentence = error.to_string();
            assert!(
                sentence.contains("Copy the text") || sentence.contains("no text"),
                "{sentence}"
            );
        }
    }
}

#[test]
fn the_address_of_a_copied_page_goes_into_the_details() {
    let read = |html: &str, address: &str| {
        let page = CopiedPage {
            html: html.to_owned(),
            address: address.to_owned(),
        };
        let pasted = Pasted {
            text: "Twelve were hurt.".to_owned(),
            page: Some(page),
        };
        let originals = not_kept();
        let progress = Progress::default();
        import::import_clipboard(&pasted, &isolated(), &originals, &progress).unwrap()
    };
    let address = "https://lome.example/dam";
    let file = read("<p>Twelve were hurt.", address);
    assert_eq!(file.article.details.url, address);
    assert_eq!(read("<p>Twelve were hurt.", "").article.details.url, "");
    // By now, something else is on the clipboard.
    let file = read("<p>Nobody died.", address);
    assert_eq!((file.format, &*file.article.details.url), ("Text", ""));
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
    assert!(
        read[0]
            .as_ref()
            .unwrap_err()
            .to_string()
            .ends_with("a.html: it contains no text")
    );
    assert_eq!(
        read[1].as_ref().unwrap().article.text.as_str(),
        "Twelve were hurt."
    );
    assert_eq!(read[1].as_ref().unwrap().format, "web pages");
    assert!(read[2].is_ok());
}

#[test]
fn a_reader_process_that_does_not_answer_is_reported() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.html");
    fs::write(&path, "<html><p>Twelve were hurt.").unwrap();
    let missing = import::IsolatedReader::at(folder.path().join("no-program"));
    let error =
        import::import_file(&path, &missing, &not_kept(), &Progress::default()).unwrap_err();
    assert!(
        error.to_string().contains("could not be started"),
        "{error}"
    );
    let silent = import::IsolatedReader::at("/bin/true".into());
    if Path::new("/bin/true").exists() {
        let error =
            import::import_file(&path, &silent, &not_kept(), &Progress::default()).unwrap_err();
        assert!(error.to_string().contains("it is damaged"), "{error}");
    }
    let cancelled = Progress::default();
    cancelled.cancel();
    let error = import::import_file(&path, &isolated(), &not_kept(), &cancelled).unwrap_err();
    assert!(error.to_string().ends_with("cancelled"), "{error}");
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
