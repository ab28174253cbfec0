//! The report: the same text in every format, links to the passages, and nothing that a browser would run.

use std::collections::BTreeMap;

use crate::records::Recording;
use crosscheck::{
    export::{Audience, Export, ExportSettings, Extent, preview_export, write_export},
    project::{
        Article, ArticleDetails, ArticleId, ArticleText, Claim, ClaimEdit, ClaimField, Edit,
        HouseRule, Id, Project, ProjectEdit, ReportHeading, Waiver,
    },
    storage,
    views::theme::Theme,
};

fn written(export: Export, project: &Project, extent: Extent) -> String {
    let settings = ExportSettings {
        audience: Audience::default(),
        extent,
        made: "2031-06-01".to_owned(),
        ..ExportSettings::new(Theme::light().graph_palette())
    };
    let mut bytes = Vec::new();
    write_export(&mut bytes, export, project, &settings).unwrap();
    String::from_utf8(bytes).unwrap()
}

fn html(project: &Project) -> String {
    written(Export::Html, project, Extent::default())
}

fn with_statement(statement: &str) -> Project {
    let mut project = storage::sample();
    let id = project.first_claim();
    let field = ClaimField::Statement(statement.to_owned());
    project.set(id, field);
    project
}

/// The letters and digits of the text between tags, without the pictures.
fn letters_of_html(html: &str) -> String {
    let body = html.split_once("<main").unwrap().1;
    let body = body.split_once("<svg").map_or(body, |(before, _)| before);
    let words = body
        .split('<')
        .map(|piece| piece.split_once('>').unwrap_or_default().1);
    let words: String = words.collect();
    let words = words
        .replace("&#39;", "'")
        .replace("&quot;", "\"")
        .replace("&amp;", "&");
    words
        .chars()
        .filter(|sign| sign.is_alphanumeric())
        .collect()
}

#[test]
fn html_and_markdown_have_the_same_text() {
    let project = storage::sample();
    let page = letters_of_html(&html(&project));
    let notes = written(Export::Markdown, &project, Extent::default());
    let (_, body) = notes.split_once("<a id=\"summary\"></a>").unwrap();
    // Addresses of links and anchors are not text.
    let mut text = String::new();
    for piece in body.split("](") {
        let rest = if text.is_empty() {
            piece
        } else {
            piece.split_once(')').unwrap().1
        };
        text += rest;
    }
    let text: String = text
        .split('<')
        .enumerate()
        .map(|(nth, piece)| match nth {
            0 => piece,
            _ => piece.split_once('>').unwrap().1,
        })
        .collect();
    let text: String = text.chars().filter(|sign| sign.is_alphanumeric()).collect();
    // The caption of a table and the dashes below its heading are in one format only.
    let page = page.replacen("SummarySummary", "Summary", 1).replacen(
        "WhosayswhatWhosayswhat",
        "Whosayswhat",
        1,
    );
    let shorter = page.len().min(text.len()) - "Fromspeakerstoclaims".len();
    assert!(shorter > 10_000);
    assert_eq!(page[..shorter], text[..shorter]);
}

/// The letters and digits of a Word document from its summary on, with each footnote at its number.
fn letters_of_docx(files: &BTreeMap<String, String>) -> String {
    let words = |piece: &str| {
        let (_, text) = piece.split_once('>').unwrap_or_default();
        let text = text.replace("&quot;", "\"").replace("&amp;", "&");
        let letters = text.chars().filter(|sign| sign.is_alphanumeric());
        letters.collect::<String>()
    };
    let notes = files["word/footnotes.xml"]
        .split("<w:footnote w:id=\"")
        .skip(1);
    let notes: BTreeMap<&str, String> = notes
        .map(|note| {
            let (id, rest) = note.split_once('"').unwrap();
            (id, rest.split('<').map(words).collect())
        })
        .collect();
    let document = &files["word/document.xml"];
    let (_, body) = document.split_once("w:name=\"summary\"").unwrap();
    let pieces = body.split('<').map(|piece| {
        let id = piece.strip_prefix("w:footnoteReference w:id=\"");
        match id.and_then(|rest| rest.split_once('"')) {
            Some((id, _)) => notes[id].clone(),
            None => words(piece),
        }
    });
    pieces.collect()
}

#[test]
fn html_and_word_have_the_same_text() {
    let project = storage::sample();
    let page = letters_of_html(&html(&project));
    let page = page.replacen("SummarySummary", "Summary", 1).replacen(
        "WhosayswhatWhosayswhat",
        "Whosayswhat",
        1,
    );
    let settings = crate::formats::settings();
    let mut bytes = Vec::new();
    write_export(&mut bytes, Export::Docx, &project, &settings).unwrap();
    let text = letters_of_docx(&crate::formats::files(Export::Docx, &bytes));
    let shorter = page.len().min(text.len()) - "Fromspeakerstoclaims".len();
    assert!(shorter > 10_000);
    assert_eq!(page[..shorter], text[..shorter]);
}

/// Word reports a file with a wider table as damaged.
#[test]
fn no_table_for_word_has_more_than_63_columns() {
    let mut project = storage::sample();
    let before = project.articles().len();
    for number in 0..70 {
        let text = ArticleText::new(format!("Twelve were hurt at mill {number}."));
        let article = Article::new(
            ArticleId::new(1_000 + number),
            text,
            ArticleDetails::default(),
        );
        project.put_article(article);
    }
    let mut bytes = Vec::new();
    write_export(
        &mut bytes,
        Export::Docx,
        &project,
        &crate::formats::settings(),
    )
    .unwrap();
    let files = crate::formats::files(Export::Docx, &bytes);
    let tables = files["word/document.xml"].split("<w:tbl>").skip(1);
    let columns: Vec<usize> = tables
        .map(|table| table.matches("<w:gridCol ").count())
        .collect();
    assert!(columns.iter().all(|columns| *columns <= 63), "{columns:?}");
    // The matrix: its first column is in both parts.
    let matrix = columns
        .windows(2)
        .find(|two| two[0] == 63)
        .expect("a table in two parts");
    assert_eq!(matrix[0] + matrix[1], before + 70 + 2);
}

#[test]
fn fixed_words_are_in_the_language_of_the_report() {
    let project = storage::sample();
    for (language, heading) in [
        ("uk", "Підсумок"),
        ("de", "Zusammenfassung"),
        ("ar", "الخلاصة"),
    ] {
        let extent = Extent {
            language,
            ..Extent::default()
        };
        let page = written(Export::Html, &project, extent.clone());
        let direction = if language == "ar" { " dir=\"rtl\"" } else { "" };
        assert!(page.contains(&format!("<html lang=\"{language}\"{direction}>")));
        assert!(page.contains(heading) && !page.contains(">Summary<"));
        assert!(written(Export::Markdown, &project, extent).contains(heading));
    }
}

#[test]
fn every_quote_is_marked_in_its_sentence_and_links_to_its_page() {
    let project = storage::sample();
    let page = html(&project);
    assert_eq!(page.matches("<mark>").count(), project.all_evidence().len());
    assert_eq!(
        page.matches("#:~:text=").count(),
        project.all_evidence().len()
    );
    let markdown = written(Export::Markdown, &project, Extent::default());
    assert_eq!(
        markdown.matches("<mark>").count(),
        project.all_evidence().len()
    );
}

#[test]
fn markup_in_a_text_stays_text() {
    let statement = "</title></script><script>alert(1)</script> ]]> \u{202e}x\u{0} [a](javascript:b) <img src=x onerror=y>";
    let project = with_statement(statement);
    let page = html(&project);
    assert!(!page.contains("<script") && !page.contains("<img"));
    assert!(!page.contains('\u{202e}') && !page.contains('\u{0}'));
    let markdown = written(Export::Markdown, &project, Extent::default());
    assert!(!markdown.replace("\\<", "").contains("<script"));
    assert!(markdown.contains("\\[a\\](javascript:b)"));
}

#[test]
fn a_report_of_some_claims_has_only_those_and_their_sources() {
    let project = storage::sample();
    let claim = project.claims().nth(1).unwrap();
    let extent = Extent {
        claims: Some([claim.id].into()),
        notes: false,
        ..Extent::default()
    };
    let page = written(Export::Html, &project, extent);
    assert!(page.contains("id=\"claim-2\"") && !page.contains("id=\"claim-1\""));
    for link in page.split("href=\"#").skip(1) {
        let (id, _) = link.split_once('"').unwrap();
        assert!(page.contains(&format!("id=\"{id}\"")), "{id}");
    }
}

#[test]
fn a_report_has_notes_only_if_asked() {
    let mut project = storage::sample();
    let id = project.first_claim();
    let field = ClaimField::Notes("call the mill again".to_owned());
    project.set(id, field);
    assert!(!html(&project).contains("call the mill again"));
    let extent = Extent {
        claims: None,
        notes: true,
        ..Extent::default()
    };
    let page = written(Export::Html, &project, extent);
    assert!(page.contains("call the mill again"));
}

#[test]
fn a_report_has_its_own_title_and_lead_in_every_format() {
    let mut project = storage::sample();
    let head = ReportHeading {
        title: "Who blew up <the> gate?".to_owned(),
        lead: "Four outlets, one source.\n\nA second *paragraph*.".to_owned(),
    };
    project
        .apply(Edit::Project(ProjectEdit::SetReportHeading(head)))
        .unwrap();
    let page = html(&project);
    assert!(page.contains("<title>Who blew up &lt;the&gt; gate?</title>"));
    assert!(page.contains("<h1 dir=\"auto\">Who blew up &lt;the&gt; gate?</h1>"));
    assert_eq!(page.matches("<p class=\"lead\"").count(), 2);
    let notes = written(Export::Markdown, &project, Extent::default());
    assert!(notes.starts_with("# Who blew up \\<the\\> gate?\n\nFour outlets, one source.\n\nA second \\*paragraph\\*.\n\n"));
    let settings = crate::formats::settings();
    let mut bytes = Vec::new();
    write_export(&mut bytes, Export::Docx, &project, &settings).unwrap();
    let document = &crate::formats::files(Export::Docx, &bytes)["word/document.xml"];
    assert!(document.contains("Who blew up &lt;the&gt; gate?"));
    assert_eq!(document.matches("<w:pStyle w:val=\"Lead\"/>").count(), 2);
}

#[test]
fn a_report_without_the_work_has_neither_status_nor_waivers_nor_open_points() {
    let mut project = storage::sample();
    let id = project.first_claim();
    let waiver = Waiver {
        rule: HouseRule::FirstHand,
        by: "Mara Ilven".to_owned(),
        reason: "nobody was let in".to_owned(),
    };
    let field = ClaimField::Waivers(vec![waiver]);
    project.set(id, field);
    let words = ["Mara Ilven", "Still open", "Needs review"];
    let page = html(&project);
    assert!(words.iter().all(|words| page.contains(words)));
    let extent = Extent {
        without_work: true,
        ..Extent::default()
    };
    let page = written(Export::Html, &project, extent);
    assert!(words.iter().all(|words| !page.contains(words)));
}

#[test]
fn a_large_matrix_and_a_large_graph_are_left_out_with_a_sentence() {
    let mut project = storage::sample();
    for number in 0..4_000 {
        let claim = Claim::new(Id::new(number + 1), format!("Claim of many {number}"), 0);
        let at = project.claims().len();
        let claim = Box::new(claim);
        project
            .apply(Edit::Claim(ClaimEdit::Add { at, claim }))
            .unwrap();
    }
    let settings = crate::formats::settings();
    let preview = preview_export(Export::Html, &project, &settings).unwrap();
    let expected = [
        "the matrix is left out: it has 24060 cells, and a report holds at most 20000",
        "the graph is left out: it has more than 500 nodes, too many to read",
    ];
    assert_eq!(preview.left_out, expected);
    let page = html(&project);
    assert!(!page.contains("<svg"));
    let sentence = "Left out because it is too large to read.";
    assert_eq!(page.matches(sentence).count(), 2);
}

#[test]
fn the_sections_of_the_preview_are_those_of_the_report() {
    let project = storage::sample();
    let settings = ExportSettings {
        extent: Extent {
            language: "de",
            ..Extent::default()
        },
        ..crate::formats::settings()
    };
    let preview = preview_export(Export::Html, &project, &settings).unwrap();
    let page = written(Export::Html, &project, settings.extent);
    let (_, contents) = page.split_once("<nav").unwrap();
    let (contents, _) = contents.split_once("</nav>").unwrap();
    let entries = contents
        .split("</a>")
        .filter_map(|it| Some(it.rsplit_once('>')?.1));
    let entries: Vec<&str> = entries.filter(|it| !it.trim().is_empty()).collect();
    let headings = preview.sections.iter().map(|it| it.heading);
    assert_eq!(headings.collect::<Vec<_>>(), entries);
    let summary = &preview.sections[0];
    assert_eq!(summary.contents, "10 claims");
    let articles = format!("{} articles", project.articles().len());
    assert_eq!(preview.sections[2].contents, articles);
}

#[test]
fn a_right_to_left_outlet_does_not_reverse_the_date_after_it() {
    let project = storage::sample();
    let page = html(&project);
    assert!(page.contains("<bdi>Marsat al-Khabar (مرساة الخبر)</bdi> - 2031-05-13"));
    let notes = written(Export::Markdown, &project, Extent::default());
    assert!(notes.contains("Marsat al-Khabar (مرساة الخبر) - 2031-05-13"));
    assert!(!notes.contains(['\u{2068}', '\u{2069}']));
}

#[test]
fn isolates_of_the_analysts_own_text_close_what_they_open() {
    let page = html(&with_statement(
        "a \u{2068}b \u{2068}c\u{2069} d\u{2069} \u{2068}e",
    ));
    assert_eq!(
        page.matches("<bdi>").count(),
        page.matches("</bdi>").count()
    );
    assert!(page.contains("a <bdi>b \u{fffd}c</bdi> d\u{fffd} \u{fffd}e"));
}

#[test]
fn the_summary_counts_the_sources_of_each_side() {
    let page = html(&storage::sample());
    let row = page.split_once("Sixty saboteurs").unwrap().1;
    let (row, _) = row.split_once("</tr>").unwrap();
    let cells = ["4", "2", "1", "2"].map(|count| format!("<td dir=\"auto\">{count}</td>"));
    assert!(row.contains(&cells.concat()), "{row}");
}
