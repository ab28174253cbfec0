use super::{
    quoted::Quoted,
    records::{List, QuotedHighlight, SilentMark},
    serializer::{write_article, write_inline},
};
use crate::{
    project::{Project, Relation, VerdictScale},
    storage::{FORMAT, VERSION},
};

use std::fmt::Write as _;

use serde::Serialize;

/// Serializes a project as a project file.
///
/// Equal projects produce equal bytes: lines end with "\n", fields have a fixed order, and each record (or paragraph of an
/// article) takes one line, so that a diff shows one line per change. Articles and claims follow list order, highlights are
/// sorted by article and position, evidence by claim, relations by their claims.
pub fn to_ron(project: &Project) -> String {
    let text_len: usize = project.articles().map(|a| a.text.as_str().len()).sum();
    let records = project.highlights().len() + project.all_evidence().len();
    let mut out = String::with_capacity(text_len + text_len / 16 + records * 160 + 4096);
    write_head(&mut out, project);
    write_list(&mut out, List::Speakers, project.speakers());
    open_list(&mut out, List::Articles);
    for article in project.articles() {
        out.push_str("    ");
        write_article(&mut out, article);
        out.push_str(",\n");
    }
    close_list(&mut out);
    write_list(&mut out, List::Highlights, highlights(project));
    write_list(&mut out, List::Claims, project.claims());
    write_list(&mut out, List::Silent, silent_marks(project));
    let by_claim = project
        .claims()
        .flat_map(|claim| project.evidence_of(claim.id));
    write_list(&mut out, List::Evidence, by_claim);
    write_list(&mut out, List::Relations, relations(project).into_iter());
    out.push_str(")\n");
    out
}

fn write_head(out: &mut String, project: &Project) {
    let holds_names = if project.has_protected_names() {
        "  holds_protected_names: true,\n"
    } else {
        ""
    };
    let (id, title) = (project.id(), Quoted(project.title()));
    let VerdictScale { name, verdicts } = project.scale();
    let name = Quoted(name);
    // Writing into a `String` cannot fail.
    let _written = write!(
        out,
        "(\n  format: \"{FORMAT}\",\n  version: {VERSION},\n{holds_names}  id: \"{id}\",\n  title: {title},\n  scale: (name: {name}, verdicts: [\n"
    );
    for verdict in verdicts {
        write_line(out, verdict);
    }
    out.push_str("  ]),\n");
    write_field(out, "rules", project.rules());
    write_field(out, "report", project.report_heading());
    write_field(out, "search_lists", project.search_lists());
    write_field(out, "names", project.names());
}

/// Writes a field of the head unless it has its default value.
fn write_field<T: Serialize + Default + PartialEq>(out: &mut String, name: &str, value: &T) {
    if *value != T::default() {
        out.extend(["  ", name, ": "]);
        write_inline(out, value);
        out.push_str(",\n");
    }
}

fn open_list(out: &mut String, list: List) {
    out.extend(["  ", list.name(), ": [\n"]);
}

fn close_list(out: &mut String) {
    out.push_str("  ],\n");
}

/// Writes one record per line.
fn write_list<T: Serialize>(out: &mut String, list: List, records: impl Iterator<Item = T>) {
    let mut records = records.peekable();
    if list.may_be_left_out() && records.peek().is_none() {
        return;
    }
    open_list(out, list);
    records.for_each(|record| write_line(out, &record));
    close_list(out);
}

fn write_line(out: &mut String, record: &impl Serialize) {
    out.push_str("    ");
    write_inline(out, record);
    out.push_str(",\n");
}

fn highlights(project: &Project) -> impl Iterator<Item = QuotedHighlight<'_>> {
    project.articles().flat_map(move |article| {
        let ids = project.highlights_of(article.id);
        let highlights = ids.filter_map(|(_, id)| project.highlight(id));
        highlights.map(|highlight| QuotedHighlight::new(highlight, article))
    })
}

fn silent_marks(project: &Project) -> impl Iterator<Item = SilentMark> {
    project.claims().flat_map(move |claim| {
        let articles = project.silent_articles(claim.id);
        articles.map(move |article| SilentMark {
            claim: claim.id,
            article,
        })
    })
}

fn relations(project: &Project) -> Vec<&Relation> {
    let mut relations: Vec<&Relation> = project.relations().collect();
    relations.sort_by_key(|relation| {
        let index_of = |claim| project.claim_place(claim);
        (index_of(relation.from), index_of(relation.to), relation.id)
    });
    relations
}
