//! Articles come in whole: no word of the visible text is missing or altered, hidden text stays out, and what is left
//! out is told. A case for each place where that once failed.

mod documents;

use documents::{open_document, word};
use std::{fmt::Write as _, fs};

use crate::{
    import_formats::{archive, pdf_page},
    support::import_file,
};
use crosscheck::{
    import::{ImportedArticle, read_articles, read_format},
    storage::Settings,
    workbench::{ArticleIntent, DocumentIntent, Effect, Intent, Workbench},
};

#[track_caller]
fn check(article: &ImportedArticle, lines: &[&str]) {
    let found: Vec<&str> = article.text.as_str().split('\n').collect();
    assert_eq!(found, lines);
}

#[track_caller]
fn reads(extension: &str, bytes: &[u8], lines: &[&str]) -> ImportedArticle {
    let article = read_format(extension, bytes).unwrap();
    check(&article, lines);
    article
}

#[test]
fn a_page_in_single_bytes_that_names_utf_16_is_utf_8() {
    for named in [
        "<meta http-equiv=Content-Type content=\"text/html; charset=unicode\">",
        "<meta charset=utf-16>",
        "<?xml version=\"1.0\" encoding=\"UTF-16\"?>",
    ] {
        let page = format!("<!DOCTYPE html>{named}<p>Twelve were hurt.</p>");
        let article = reads("html", page.as_bytes(), &["Twelve were hurt."]);
        assert_eq!(article.encoding.name, "UTF-8");
    }
    let mail = "MIME-Version: 1.0\nFrom: a@lome.example\nContent-Type: text/html; charset=\"unicode\"\n\n<p>Twelve were hurt.</p>";
    let article = read_format("eml", mail.as_bytes()).unwrap();
    assert!(article.text.as_str().ends_with("Twelve were hurt."));
}

/// The visible lines of an article.
fn shown(article: &ImportedArticle) -> Vec<&str> {
    let lines = article.text.as_str().split('\n').enumerate();
    let lines = lines.filter(|(at, _)| !article.clutter.contains(at));
    lines.map(|(_, line)| line).collect()
}

const PROSE: [&str; 4] = [
    "The dam at Lome broke in the night of Saturday, and the water reached the mill before four in the morning, as its keeper says.",
    "Officials counted twelve injured people by noon, while the hospital spoke of eight, since four were treated at the river.",
    "The council will hear its engineer, who warned of the state of the embankment two years ago, in the second week of May.",
    "Until then the bridge remains closed to lorries, and the ferry runs every twenty minutes between the station and the market.",
];

#[test]
fn a_page_that_needs_its_scripts_is_imported_from_its_metadata() {
    let body = PROSE.join("\\n\\n");
    let page = format!(
        "<html><head><script type=\"application/ld+json\">{{\"@graph\": [{{\"@type\": \"NewsArticle\", \"articleBody\": \"{body}\"}}]}}</script></head><body><p>Please enable JavaScript.</body></html>"
    );
    let article = read_format("html", page.as_bytes()).unwrap();
    assert_eq!(shown(&article), PROSE);
    assert!(article.text.as_str().contains("Please enable JavaScript."));
    assert!(article.warnings[0].starts_with("The page shows its text only with scripts"));
    let shows_it = page.replace(
        "<p>Please",
        &format!("<p>{}</p><p>Please", PROSE.join("<p>")),
    );
    let article = read_format("html", shows_it.as_bytes()).unwrap();
    assert_eq!(article.text.as_str().matches("The dam at Lome").count(), 1);
    assert!(article.warnings.is_empty(), "{:?}", article.warnings);
}

#[test]
fn headline_and_lead_of_a_page_are_shown_and_captions_and_links_around_it_are_not() {
    let paragraphs = PROSE.map(|it| format!("<p>{it}</p>")).concat();
    let lead = "Twelve people were injured when the water came, the hospital says.";
    let page = format!(
        "<body><div><a href=/>Start</a> <a href=/press>Press</a></div><div class=item><h1>Report of the police on the dam</h1><div>{lead}</div>\
         <div class=text>{paragraphs}<figure><img><figcaption>The dam in May of that year</figcaption></figure><p>{}</p></div></div><div><a href=/>Back to the index</a></div>",
        PROSE[0]
    );
    let article = read_format("html", page.as_bytes()).unwrap();
    let mut lines = vec!["Report of the police on the dam", lead];
    lines.extend(PROSE);
    lines.push(PROSE[0]);
    assert_eq!(shown(&article), lines);
}

#[test]
fn headlines_in_scripts_without_spaces_are_shown() {
    let line = "下流の製粉所は午前四時すぎに止まった。夜勤の従業員が、水位がほぼ一メートル下がったことに気づいたためである。";
    let page = format!(
        "<body><ul><li><a href=/>社会</a></ul><main><h1>製粉所が止まった夜</h1><p>2031年5月14日</p>{}</main>",
        format!("<p>{line}</p>").repeat(5)
    );
    let article = read_format("html", page.as_bytes()).unwrap();
    assert!(
        shown(&article).contains(&"製粉所が止まった夜"),
        "{:?}",
        shown(&article)
    );
}

#[test]
fn tracked_changes_of_opendocument_and_rtf_are_at_the_margin() {
    let info = "<office:change-info><dc:creator>Ina Holt</dc:creator><dc:date>2031-05-13T09:00:00</dc:date></office:change-info>";
    let content = format!(
        "<text:tracked-changes><text:changed-region text:id=\"c1\"><text:insertion>{info}</text:insertion></text:changed-region>\
         <text:changed-region text:id=\"c2\"><text:deletion>{info}<text:p>eight</text:p></text:deletion></text:changed-region></text:tracked-changes>\
         <text:p>The dam broke.</text:p><text:p>Said <text:change text:change-id=\"c2\"/>twelve <text:change-start text:change-id=\"c1\"/>injured people</text:p>\
         <text:p>and cows<text:change-end text:change-id=\"c1\"/> came.</text:p>"
    );
    let lines = [
        "The dam broke.",
        "Said twelve injured people",
        "and cows came.",
    ];
    let places = |article: &ImportedArticle| {
        let places = (0..3).map(|at| article.structure.locator(at).to_owned());
        places.collect::<Vec<_>>()
    };
    let expected = [
        "",
        "deleted by Ina Holt, 2031-05-13: “eight”; inserted by Ina Holt, 2031-05-13: “injured people”",
        "inserted by Ina Holt, 2031-05-13: “and cows”",
    ];
    let article = reads("odt", &open_document(&content, "", ""), &lines);
    assert_eq!(places(&article), expected);
    let inserted = "\\revised\\revauth1\\revdttm1211460160";
    let rtf = format!(
        "{{\\rtf1\\ansi{{\\*\\revtbl{{Unknown;}}{{Ina Holt;}}}}The dam broke.\\par Said {{\\deleted\\revauthdel1\\revdttmdel1211460160 eight}}twelve {{{inserted} injured people}}\\par {{{inserted} and}}{{\\b{inserted}  cows}} came.}}"
    );
    let article = reads("rtf", rtf.as_bytes(), &lines);
    assert_eq!(places(&article), expected);
}

#[test]
fn collapsed_rows_of_opendocument_are_left_out() {
    let row = |attribute: &str, place: &str| {
        format!(
            "<table:table-row{attribute}><table:table-cell><text:p>{place}</text:p></table:table-cell><table:table-cell><text:p>12</text:p></table:table-cell></table:table-row>"
        )
    };
    let rows = [
        row("", "Lome"),
        row(" table:visibility=\"collapse\"", "Karveth"),
    ]
    .concat();
    let file = open_document(&format!("<table:table>{rows}</table:table>"), "", "");
    let article = reads("odt", &file, &["Lome\t12"]);
    assert_eq!(article.warnings, ["Hidden text was left out"]);
}

#[test]
fn readings_above_characters_in_word_stay_out_of_the_text() {
    let run = |text: &str| format!("<w:r><w:t>{text}</w:t></w:r>");
    let body = format!(
        "<w:p>{}<w:ruby><w:rt>{}</w:rt><w:rubyBase>{}</w:rubyBase></w:ruby>{}</w:p>",
        run("下流の"),
        run("せいふん"),
        run("製粉"),
        run("所")
    );
    reads("docx", &word(&body, ""), &["下流の製粉所"]);
}

#[test]
fn texts_of_a_web_archive_are_imported_and_notes_of_its_program_are_not() {
    let record = |kind: &str, address: &str, block: &str| {
        format!(
            "WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Target-URI: {address}\r\nContent-Type: text/plain\r\nContent-Length: {}\r\n\r\n{block}\r\n\r\n",
            block.len()
        )
    };
    let http = |text: &str| {
        format!("HTTP/1.1 200 OK\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n{text}")
    };
    let capture = [
        record(
            "response",
            "https://lome.example/dam.txt",
            &http("The dam broke – at night.\r\n\r\nTwelve were hurt."),
        ),
        record(
            "response",
            "https://lome.example/robots.txt",
            &http("User-agent: *"),
        ),
        record(
            "resource",
            "urn:text:https://lome.example/",
            "words of a page",
        ),
    ];
    let articles = read_articles("warc", capture.concat().as_bytes()).unwrap();
    let [article] = &articles[..] else {
        panic!("{articles:?}")
    };
    assert_eq!(
        article.text.as_str(),
        "The dam broke – at night.\n\nTwelve were hurt."
    );
    assert_eq!(article.details.url, "https://lome.example/dam.txt");
}

#[test]
fn hidden_cells_of_a_page_are_left_out() {
    let table = "<table><tr><th>Place</th><th style='display: none'>sort key</th><th>Hurt</th></tr>\
                 <tr><td>Lome</td><td hidden>999</td><td>12</td></tr></table>";
    reads("html", table.as_bytes(), &["Place\tHurt", "Lome\t12"]);
}

fn book(metadata: &str, chapter: &[u8]) -> Vec<u8> {
    let package = format!(
        "<package><metadata><title>B</title>{metadata}</metadata><manifest><item id=\"a\" href=\"a.xhtml\"/></manifest>\
         <spine><itemref idref=\"a\"/></spine></package>"
    );
    let container = "<container><rootfiles><rootfile full-path=\"o.opf\"/></rootfiles></container>";
    archive(&[
        ("META-INF/container.xml", container.as_bytes()),
        ("o.opf", package.as_bytes()),
        ("a.xhtml", chapter),
    ])
}

#[test]
fn a_book_has_one_date_and_chapters_in_their_own_encoding() {
    let dates =
        "<date event=\"modification\">2035-01-02</date><date event=\"publication\">2031</date>";
    let (chapter, _, _) = encoding_rs::WINDOWS_1251.encode(
        "<?xml version=\"1.0\" encoding=\"windows-1251\"?><html><head><title/></head><body><p>Плотину прорвало ночью</p></body></html>",
    );
    let article = reads("epub", &book(dates, &chapter), &["Плотину прорвало ночью"]);
    assert_eq!(article.details.published, "2031");
    let first = "<date>2030-02-03</date><date>2035</date>";
    let utf_16 = "\u{feff}<?xml version=\"1.0\" encoding=\"UTF-16\"?><html><body><p>Twelve.</p></body></html>";
    let utf_16: Vec<u8> = utf_16.encode_utf16().flat_map(u16::to_le_bytes).collect();
    let article = reads("epub", &book(first, &utf_16), &["Twelve."]);
    assert_eq!(article.details.published, "2030-02-03");
}

#[test]
fn a_sheet_with_posts_comes_first_and_the_others_are_reported() {
    let mut book = rust_xlsxwriter::Workbook::new();
    let about = book.add_worksheet();
    about.set_name("About").unwrap();
    about.write(0, 0, "About this file").unwrap();
    let posts = book.add_worksheet();
    for (column, cells) in [
        ["text", "The dam broke", ""],
        ["date", "2031-05-12", "2031-05-13"],
        ["likes", "12", "3"],
    ]
    .iter()
    .enumerate()
    {
        for (row, cell) in cells.iter().enumerate() {
            posts.write(row as u32, column as u16, *cell).unwrap();
        }
    }
    let hidden = book.add_worksheet();
    hidden.set_name("Secret").unwrap().set_hidden(true);
    hidden.write(0, 0, "secret").unwrap();
    let bytes = book.save_to_buffer().unwrap();
    let article = reads("xlsx", &bytes, &["The dam broke"]);
    assert_eq!(
        article.warnings,
        [
            "Sheets left out: About, Secret",
            "Columns left out: likes",
            "Rows without a text were left out: 1"
        ]
    );
    let mut table = "text\n".to_owned();
    for n in 0..200_010 {
        writeln!(table, "post {n}").unwrap();
    }
    let article = read_format("csv", table.as_bytes()).unwrap();
    assert_eq!(
        article.warnings,
        ["Rows beyond the first 200000 were left out: 11"]
    );
    let wide = format!("a{0}\nb{0},last\n", ",x".repeat(199));
    let article = read_format("csv", wide.as_bytes()).unwrap();
    assert!(
        article.warnings[0].starts_with("Cells beyond the first 200"),
        "{:?}",
        article.warnings
    );
}

#[test]
fn shared_ends_of_german_compounds_keep_their_hyphen_in_a_pdf() {
    let mut drawn = String::new();
    for (at, line) in ["Die Reparatur der Wasser-", "und Stromversorgung dauert."]
        .iter()
        .enumerate()
    {
        writeln!(drawn, "BT /F 10 Tf 50 {} Td ({line}) Tj ET", 500 - at * 12).unwrap();
    }
    let file = pdf_page(&drawn, "<<>>");
    reads(
        "pdf",
        &file,
        &["Die Reparatur der Wasser- und Stromversorgung dauert."],
    );
}

#[test]
fn forwarded_emails_are_imported_and_other_parts_are_reported() {
    let header = "From: a@lome.example\nSubject: Fwd: dam\nMessage-ID: <1@x>\nMIME-Version: 1.0\nContent-Type: multipart/";
    let mail = format!(
        "{header}mixed; boundary=XX\n\n--XX\nContent-Type: text/plain\n\nSee below.\n--XX\nContent-Type: message/rfc822\n\nFrom: z@lome.example\nSubject: dam\nMessage-ID: <2@x>\nContent-Type: text/plain; charset=utf-8\n\nThe dam broke at night.\n--XX\nContent-Type: application/pdf\nContent-Disposition: inline; filename=evidence.pdf\nContent-Transfer-Encoding: base64\n\nJVBERi0xLjQK\n--XX--\n"
    );
    let article = reads(
        "eml",
        mail.as_bytes(),
        &[
            "From: a@lome.example",
            "Subject: Fwd: dam",
            "See below.",
            "From: z@lome.example",
            "Subject: dam",
            "The dam broke at night.",
        ],
    );
    assert_eq!(article.structure.locator(5), "forwarded: dam");
    assert_eq!(
        article.warnings,
        ["1 attachment was left out: evidence.pdf"]
    );
    let picture = format!(
        "{header}alternative; boundary=XX\n\n--XX\nContent-Type: text/plain\n\nThe dam broke.\n--XX\nContent-Type: text/html\n\n<img src=x>\n--XX--\n"
    );
    let article = read_format("eml", picture.as_bytes()).unwrap();
    assert!(article.text.as_str().ends_with("The dam broke."));
    let (russian, _, _) =
        encoding_rs::WINDOWS_1251.encode("Плотину прорвало ночью, сообщил губернатор");
    let unnamed = [b"From: a@lome.example\nMessage-ID: <1@x>\n\n", &russian[..]].concat();
    let article = read_format("eml", &unnamed).unwrap();
    assert!(article.text.as_str().ends_with("сообщил губернатор"));
}

#[test]
fn every_message_of_a_chat_is_imported() {
    let chat = r#"{"about":"x","chats":{"list":[]},"left_chats":{"list":[{"name":"Watch","type":"public_channel","id":9,"messages":[
        {"id":1,"type":"message","date":"","from":"Ina","text":"","poll":{"question":"Did it break?","answers":[{"text":"Yes","voters":12},{"text":"No"}]}},
        {"id":2,"type":"message","date":"","from":"Ina","text":"","contact_information":{"first_name":"Bo","phone_number":"123"}},
        {"id":3,"type":"message","date":"","from":"Ina","text":"Here","location_information":{"latitude":1.5,"longitude":2.5},"place_name":"Lome"},
        {"id":4,"type":"message","date":"","from":"Ina","text":""},
        {"id":5,"type":"service","date":"","actor":"Ina","action":"edit_group_title","title":"Dam watch","text":""}]}]}}"#;
    let articles = read_articles("json", chat.as_bytes()).unwrap();
    check(
        &articles[0],
        &[
            "Ina: [poll] Did it break? \u{2013} Yes (12) \u{2013} No",
            "Ina: [contact] Bo 123",
            "Ina: Here",
            "Ina: [location] Lome, 1.5, 2.5",
            "Ina: [message without text]",
            "Ina: edit group title: Dam watch",
        ],
    );
    let error = read_articles("json", b"{\"posts\": []}").unwrap_err();
    assert!(error.to_string().starts_with("it is not a chat"), "{error}");
}

/// A session with the file added.
fn session(name: &str, bytes: &[u8]) -> Workbench {
    let mut workbench = Workbench::new(Settings::default());
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join(name);
    fs::write(&path, bytes).unwrap();
    let add = DocumentIntent::AddArticles(vec![path.clone()]);
    let effects = workbench.handle(Intent::Document(add));
    let progress = effects.into_iter().find_map(|effect| match effect {
        Effect::ReadArticles(_, _, progress) => Some(progress),
        _ => None,
    });
    let read = Some(vec![import_file(&path)].into());
    let read = DocumentIntent::ArticlesRead(progress.unwrap(), read);
    workbench.handle(Intent::Document(read));
    workbench
}

#[test]
fn another_encoding_is_read_in_the_same_format_and_undone_with_its_import() {
    let srt = "1\n00:00:01,000 --> 00:00:02,000\nПлотину прорвало\n\n2\n00:00:02,100 --> 00:00:03,000\nночью.\n";
    let (bytes, _, _) = encoding_rs::WINDOWS_1251.encode(srt);
    let mut workbench = session("dam.srt", &bytes);
    let added = workbench.added_articles().next().unwrap().clone();
    let named = |name: &str| crosscheck::import::encodings().find(|it| it.name == name);
    for name in ["KOI8-R", "Windows-1251"] {
        let id = workbench.added_articles().next().unwrap().article;
        let read_as = ArticleIntent::ReadAs(id, named(name).unwrap());
        workbench.handle(Intent::Article(read_as));
    }
    let again = workbench.added_articles().next().unwrap().clone();
    assert_ne!(again.article, added.article);
    assert_eq!(again.import, 1);
    let article = workbench.project().article(again.article).unwrap();
    assert_eq!(article.text.as_str(), "Плотину прорвало ночью.");
    assert_eq!(article.structure.locator(0), "00:00:01");
    workbench.handle(Intent::Article(ArticleIntent::UndoImport(1)));
    assert_eq!(workbench.project().articles().len(), 0);
}

#[test]
fn passages_of_a_refi_qda_project_are_found_however_its_text_is_written() {
    let text = "\u{feff}Line one.\r\nTwelve people.\r\nTwelve people.\r\nTwelve people.\r\n";
    let characters: Vec<char> = text.chars().collect();
    let last = characters.len() - "Twelve people.\r\n".len();
    let selections = [last, last + usize::MAX / 2].map(|start| {
        let end = start + 5;
        format!(
            "<PlainTextSelection name=\"x\" startPosition=\"{start}\" endPosition=\"{end}\"><Coding><CodeRef targetGUID=\"K\"/></Coding></PlainTextSelection>"
        )
    });
    let selections = selections.concat();
    let project = format!(
        "<Project><CodeBook><Codes><Code guid=\"K\" name=\"Twelve were hurt\"><Description>Memo</Description></Code></Codes></CodeBook>\
         <Sources><TextSource name=\"S\" plainTextPath=\"internal://s.txt\">{selections}</TextSource><PDFSource/></Sources><Notes><Note/></Notes></Project>"
    );
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.qdpx");
    let file = archive(&[("project.qde", project.as_str()), ("sources/s.txt", text)]);
    fs::write(&path, file).unwrap();
    let work = crosscheck::import::other_work(&path).unwrap().unwrap();
    let article = &work.articles[0];
    let clean = article.text.as_ref().unwrap().as_str();
    assert_eq!(clean, text[3..].replace("\r\n", "\n"));
    let passage = &article.passages[0];
    let at = clean.rfind("Twelve").unwrap();
    assert_eq!(passage.quote, "Twelve");
    assert_eq!(passage.place, Some((at, at + 6)));
    assert_eq!(article.passages[1].quote, "");
    assert_eq!(work.claims[0].notes, "Memo");
    assert_eq!(
        work.told,
        [
            "Notes left out: 1",
            "Sources left out, because they are not plain text: 1"
        ]
    );
}
