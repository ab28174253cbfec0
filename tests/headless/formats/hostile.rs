//! Files that others can parse, whatever a project holds.

use super::{files, words_of_json, words_of_xml, written};
use crosscheck::{
    export::EXPORTS,
    project::{
        ArticleEdit, ClaimEdit, ClaimField, Edit, EvidenceEdit, HighlightEdit, Project,
        ProjectEdit, ReportHeading, Speaker, SpeakerEdit,
    },
    storage,
};
use serde_json::Value;

const HOSTILE: &str = "</script></w:t>]]>&amp;&#0;<b a='1'>\"\\\" \\N ${x} {y} }{ %s \u{202e}rtl\u{202c} \u{2066}x \u{0}\u{1}\u{b}\u{1f}\u{7f}\u{85}\u{fffe}\u{feff}_x0041_ \r\n\t=1+1 @article{ 🦊 é";

/// The sample with hostile text in every field.
fn hostile() -> Project {
    let mut project = storage::sample();
    let text = || HOSTILE.to_owned();
    let head = ReportHeading {
        title: text(),
        lead: text(),
    };
    let mut edits = vec![
        Edit::Project(ProjectEdit::SetTitle(text())),
        Edit::Project(ProjectEdit::SetReportHeading(head)),
    ];
    for claim in project.claims() {
        let id = claim.id;
        let fields = [
            ClaimField::Statement(text()),
            ClaimField::Justification(text()),
            ClaimField::Notes(text()),
            ClaimField::Made(text()),
            ClaimField::FirstAppearance(text()),
            ClaimField::Reply(text()),
        ];
        edits.extend(fields.map(|field| Edit::Claim(ClaimEdit::Set { id, field })));
    }
    for article in project.articles() {
        let id = article.id;
        let mut details = article.details.clone();
        let fields = [
            &mut details.title,
            &mut details.outlet,
            &mut details.byline,
            &mut details.published,
            &mut details.retrieved,
            &mut details.url,
            &mut details.language,
            &mut details.agency_credits,
        ];
        for field in fields {
            *field = text();
        }
        let details = Box::new(details);
        edits.push(Edit::Article(ArticleEdit::SetDetails { id, details }));
    }
    for highlight in project.highlights() {
        let (id, note) = (highlight.id, text());
        edits.push(Edit::Highlight(HighlightEdit::SetNote { id, note }));
    }
    for evidence in project.all_evidence() {
        let (id, note) = (evidence.id, text());
        edits.push(Edit::Evidence(EvidenceEdit::SetNote { id, note }));
    }
    for speaker in project.speakers() {
        let speaker = Speaker {
            role: text(),
            notes: text(),
            ..Speaker::new(speaker.id, format!("{} {HOSTILE}", speaker.name))
        };
        edits.push(Edit::Speaker(SpeakerEdit::Set(Box::new(speaker))));
    }
    project.apply_all(edits).unwrap();
    project
}

#[test]
fn a_hostile_project_gives_well_formed_files() {
    let project = hostile();
    for format in EXPORTS {
        let bytes = written(format.export, &project);
        for (name, text) in files(format.export, &bytes) {
            let ending = name
                .rsplit_once('.')
                .map_or(format.extension, |(_, ending)| ending);
            match ending {
                "json" => {
                    let value: Value = serde_json::from_str(&text).unwrap();
                    let mut words = Vec::new();
                    words_of_json(&value, &mut words);
                    assert!(words.iter().any(|word| word.contains("</script>")));
                }
                "xml" | "rels" | "graphml" | "qde" | "svg" => {
                    words_of_xml(&text);
                }
                "html" | "md" => assert!(!text.contains("<script") && !text.contains('\u{202e}')),
                "bib" => check_braces(&text),
                "dot" => assert_eq!(strings_of_dot(&text) % 2, 0),
                "csv" | "txt" => {}
                other => panic!("say here how to check {other} files"),
            }
        }
    }
}

/// BibTeX ends an entry where its braces balance, whatever precedes them.
fn check_braces(bibtex: &str) {
    let mut depth = 0_i32;
    for sign in bibtex.chars() {
        depth += i32::from(sign == '{') - i32::from(sign == '}');
        assert!((0..8).contains(&depth));
        assert!(sign != '@' || depth < 4);
    }
    assert_eq!(depth, 0);
}

/// The number of quotes that begin or end a string.
fn strings_of_dot(dot: &str) -> usize {
    let mut quotes = 0;
    let mut escaped = false;
    for sign in dot.chars() {
        quotes += usize::from(sign == '"' && !escaped);
        escaped = sign == '\\' && !escaped;
    }
    quotes
}
