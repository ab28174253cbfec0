//! A report as Markdown (`CommonMark` with tables), for a content management system or a note-taking program.

use super::model::{Block, Link, Quote, Report, ReportTable, Section, Text};
use crate::{
    export::escape::{escaped_in_markdown, in_angle_brackets},
    text::without_isolates,
};

use std::fmt::{self, Write as _};

pub(in crate::export) fn markdown(report: &Report) -> String {
    let Report {
        words: _,
        title,
        lead,
        figures,
        sections,
        colophon,
    } = report;
    let mut out = String::new();
    put(&mut out, format_args!("# {}\n\n", inline_markdown(title)));
    for paragraph in lead.iter().chain([figures]) {
        put(&mut out, format_args!("{}\n\n", inline_markdown(paragraph)));
    }
    for each in sections {
        section(&mut out, each, 2);
    }
    out += "---\n\n";
    out += &inline_markdown(colophon);
    out.push('\n');
    out
}

fn section(out: &mut String, section: &Section, level: usize) {
    let Section {
        part: _,
        id,
        heading,
        blocks,
        sections,
    } = section;
    let hashes = "#".repeat(level.min(6));
    put(
        out,
        format_args!(
            "<a id=\"{id}\"></a>\n\n{hashes} {}\n\n",
            inline_markdown(heading)
        ),
    );
    for each in blocks {
        block(out, each);
    }
    for each in sections {
        self::section(out, each, level + 1);
    }
}

fn block(out: &mut String, block: &Block) {
    match block {
        Block::Paragraph(text) => put(out, format_args!("{}\n", inline_markdown(text))),
        Block::Facts(facts) => {
            for (name, value) in facts {
                put(
                    out,
                    format_args!(
                        "- **{}:** {}\n",
                        escaped_in_markdown(name),
                        inline_markdown(value)
                    ),
                );
            }
        }
        Block::List(texts) => {
            for text in texts {
                put(out, format_args!("- {}\n", inline_markdown(text)));
            }
        }
        Block::Table(table) => write_table(out, table),
        Block::Quote(quote) => write_quote(out, quote),
        // A picture would need a second file.
        Block::Picture(_, description) => {
            put(out, format_args!("{}\n", escaped_in_markdown(description)));
        }
    }
    out.push('\n');
}

fn put(out: &mut String, piece: fmt::Arguments<'_>) {
    // Writing to a `String` cannot fail.
    let _ = out.write_fmt(piece);
}

fn write_table(out: &mut String, table: &ReportTable) {
    let ReportTable {
        caption: _,
        head,
        rows,
    } = table;
    let line = |cells: &[Text]| {
        let cells: Vec<String> = cells.iter().map(inline_markdown).collect();
        format!("| {} |\n", cells.join(" | "))
    };
    *out += &line(head);
    put(out, format_args!("|{}\n", " --- |".repeat(head.len())));
    for row in rows {
        *out += &line(row);
    }
}

fn write_quote(out: &mut String, quote: &Quote) {
    let Quote {
        number,
        before,
        marked,
        after,
        language: _,
        source,
        entry,
        attribution,
        note,
    } = quote;
    let [before, marked, after] = [before, marked, after].map(|piece| escaped_in_markdown(piece));
    put(
        out,
        format_args!("> {before}<mark>{marked}</mark>{after}\n>\n"),
    );
    put(
        out,
        format_args!(
            "> {number} {} ({})",
            inline_markdown(source),
            inline_markdown(entry)
        ),
    );
    for line in [attribution, note] {
        if !line.is_empty() {
            put(out, format_args!("\\\n> {}", inline_markdown(line)));
        }
    }
    out.push('\n');
}

fn inline_markdown(text: &Text) -> String {
    let shown = escaped_in_markdown(&without_isolates(&text.words));
    match &text.link {
        Some(Link::Section(id)) => format!("[{shown}](#{id})"),
        Some(Link::Page(link)) => match link.usable_url() {
            Some(url) => format!("[{shown}]({})", in_angle_brackets(&url)),
            None => shown,
        },
        None => shown,
    }
}
