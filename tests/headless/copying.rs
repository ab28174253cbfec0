//! Copies on the clipboard, with stand-ins in place of protected names, and links that open a project at a passage.

use std::{cell::RefCell, path::Path, process::ExitCode};

use crate::records::Recording;
use crosscheck::{
    analysis::{ClaimTable, TableColumn},
    app::cli,
    export::{claim_as_markdown, copied_table, link_to_passage, passage_as_quote},
    project::{ClaimEdit, ClaimField, ClaimId, Edit, Id, Project, Speaker, SpeakerEdit},
    storage,
    text::Span,
};

/// The sample with its first speaker protected, and that name in the first statement.
fn protected() -> Project {
    let mut project = storage::sample();
    let speaker = project.speakers().next().unwrap().clone();
    let id = project.first_claim();
    let statement = format!("{} said =1+1.", speaker.name);
    let speaker = Speaker {
        stand_in: Some("Source A".to_owned()),
        ..speaker
    };
    let field = ClaimField::Statement(statement);
    project
        .apply_all(vec![
            Edit::Speaker(SpeakerEdit::Set(Box::new(speaker))),
            Edit::Claim(ClaimEdit::Set { id, field }),
        ])
        .unwrap();
    project
}

fn name(project: &Project) -> &str {
    &project.speakers().next().unwrap().name
}

#[test]
fn a_passage_is_copied_with_its_source_and_a_link_to_it() {
    let project = storage::sample();
    let article = project.articles().next().unwrap();
    let spans = project.highlights_of(article.id).map(|(span, _)| span);
    let quoted = |span: &Span| article.quote(*span).unwrap().starts_with('“');
    let (own, bare): (Vec<Span>, Vec<Span>) = spans.partition(quoted);
    for (span, marks) in [(own[0], ["", ""]), (bare[0], ["“", "”"])] {
        let quote = marks.join(article.quote(span).unwrap());
        let copied = passage_as_quote(&project, article, span).unwrap();
        assert!(
            copied.starts_with(&format!("{quote} — {}", article.name())),
            "{copied}"
        );
        assert!(copied.contains(&article.details.url) && copied.contains("#:~:text="));
    }
}

#[test]
fn a_claim_is_copied_with_its_verdict_and_passages() {
    let project = storage::sample();
    let claim = project.claims().nth(1).unwrap();
    let copied = claim_as_markdown(&project, claim.id).unwrap();
    let (head, rest) = copied.split_once("\n\n").unwrap();
    assert_eq!(head, format!("### 2. {}", claim.statement));
    assert!(rest.starts_with("**Supported**\n\n"));
    let passages = copied.lines().filter(|line| line.starts_with("- "));
    assert_eq!(passages.count(), project.evidence_count(claim.id));
}

#[test]
fn a_copied_claim_is_plain_text_with_links_to_its_passages() {
    let mut project = storage::sample();
    let id = project.first_claim();
    let field =
        ClaimField::Statement("*Sixty* <b>were held</b> [here](http://a.example)".to_owned());
    project.set(id, field);
    let copied = claim_as_markdown(&project, id).unwrap();
    assert!(
        copied.starts_with(r"### 1. \*Sixty\* \<b\>were held\</b\> \[here\](http://a.example)")
    );
    let link = "over,” — [The North Courier - 2031-05-12](<https://north-courier.example.com/";
    assert!(copied.contains(link), "{copied}");
}

#[test]
fn copies_have_stand_ins() {
    let project = protected();
    let claims: Vec<ClaimId> = project.claims().map(|claim| claim.id).collect();
    let table = ClaimTable::new(&project);
    let columns: Vec<TableColumn> = TableColumn::all().collect();
    let rows = copied_table(&project, &table, &claims, &columns);
    let claim = claim_as_markdown(&project, claims[0]).unwrap();
    for copied in [&rows.text, &rows.html, &claim] {
        assert!(copied.contains("Source A said") && !copied.contains(name(&project)));
    }
    for article in project.articles() {
        for (span, _) in project.highlights_of(article.id) {
            let copied = passage_as_quote(&project, article, span).unwrap();
            assert!(!copied.contains(name(&project)), "{copied}");
        }
    }
}

#[test]
fn rows_are_copied_as_tabs_and_as_html() {
    let mut project = storage::sample();
    let id = project.first_claim();
    let field = ClaimField::Statement("=1+1 & <b>\tx".to_owned());
    project.set(id, field);
    let table = ClaimTable::new(&project);
    let second = project.claims().nth(1).unwrap().id;
    let columns = [
        TableColumn::Number,
        TableColumn::Statement,
        TableColumn::Supports,
    ];
    let copied = copied_table(&project, &table, &[second, id], &columns);
    let lines: Vec<&str> = copied.text.split("\r\n").collect();
    assert_eq!(lines[0], "Number\tClaim\tSupports");
    assert!(lines[1].starts_with("2\t") && lines[1].ends_with("\t3"));
    // A spreadsheet sees neither a formula nor an additional cell.
    assert_eq!(lines[2], "1\t\"'=1+1 & <b>\tx\"\t4");
    assert!(
        copied
            .html
            .contains("<tr><th>Number</th><th>Claim</th><th>Supports</th></tr>")
    );
    assert!(copied.html.contains("&amp; &lt;b&gt;") && !copied.html.contains("<b>"));
}

#[test]
fn a_link_opens_the_project_at_its_passage() {
    let link = link_to_passage(Path::new("/notes/the mill's.ron"), Id::new(7));
    assert_eq!(
        link,
        "crosscheck open '/notes/the mill'\\''s.ron' --at 0000000000007"
    );
    let opened = RefCell::new(None);
    let args = [
        "crosscheck",
        "open",
        "/notes/mill.ron",
        "--at",
        "0000000000007",
    ];
    let code = cli::run(args.map(Into::into), |project, at| {
        *opened.borrow_mut() = Some((project, at));
        Ok(())
    });
    assert_eq!(code, ExitCode::SUCCESS);
    let (project, at) = opened.into_inner().unwrap();
    assert_eq!(project.unwrap(), Path::new("/notes/mill.ron"));
    assert_eq!(at.as_deref(), Some("0000000000007"));
}
