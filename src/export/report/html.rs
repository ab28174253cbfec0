//! A report as one HTML file: no script, no other file, no request to a server.

use super::{
    model::{Block, Link, PageLink, Quote, Report, ReportTable, Section, Text},
    words::Words,
};
use crate::export::escape::escaped;

const STYLE: &str = include_str!("report.css");

/// Nothing is loaded or run, whatever a text of the project contains.
const POLICY: &str =
    "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'";

/// Headings go from h1 to h6.
const MAX_HEADING_LEVEL: usize = 6;

const HEADINGS: [(&str, &str); MAX_HEADING_LEVEL] = [
    ("<h1", "</h1>\n"),
    ("<h2", "</h2>\n"),
    ("<h3", "</h3>\n"),
    ("<h4", "</h4>\n"),
    ("<h5", "</h5>\n"),
    ("<h6", "</h6>\n"),
];

pub(in crate::export) fn html(report: &Report) -> String {
    let mut page = HtmlWriter {
        html: String::new(),
        words: report.words,
    };
    page.report(report);
    page.html
}

/// Accepts markup only as constants; all other text is escaped in [`text`](Self::text).
struct HtmlWriter {
    html: String,
    words: &'static Words,
}

impl HtmlWriter {
    fn markup(&mut self, markup: &'static str) {
        self.html.push_str(markup);
    }

    fn text(&mut self, text: &str) {
        self.html.push_str(&escaped(text));
    }

    /// Turns directional isolates into elements; one without its partner is a hidden character of the text.
    fn isolated_text(&mut self, text: &str) {
        let mut rest = text;
        while let Some((before, opened)) = rest.split_once('\u{2068}')
            && let Some((inside, after)) = opened.split_once('\u{2069}')
        {
            self.text(before);
            self.text_in("<bdi>", inside, "</bdi>");
            rest = after;
        }
        self.text(rest);
    }

    fn attribute(&mut self, begin: &'static str, value: &str) {
        self.text_in(begin, value, "\"");
    }

    fn report(&mut self, report: &Report) {
        let Report {
            words: _,
            title,
            lead,
            figures,
            sections,
            colophon,
        } = report;
        let words = self.words;
        self.attribute("<!DOCTYPE html>\n<html lang=\"", words.language);
        // The direction of everything that sets none of its own.
        self.markup(if crate::text::is_right_to_left(words.summary) {
            " dir=\"rtl\""
        } else {
            ""
        });
        self.markup(">\n<head>\n<meta charset=\"utf-8\">\n");
        self.attribute(
            "<meta http-equiv=\"Content-Security-Policy\" content=\"",
            POLICY,
        );
        self.text_in(">\n<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<meta name=\"referrer\" content=\"no-referrer\">\n<meta name=\"color-scheme\" content=\"light dark\">\n<title>", &title.words, "</title>\n<style>\n");
        self.markup(STYLE);
        self.text_in(
            "</style>\n</head>\n<body>\n<a class=\"skip\" href=\"#report\">",
            words.skip,
            "</a>\n<header>\n<h1 dir=\"auto\">",
        );
        self.text(&title.words);
        self.markup("</h1>\n");
        for paragraph in lead {
            self.inline_in("<p class=\"lead\" dir=\"auto\">", paragraph, "</p>\n");
        }
        self.text_in(
            "<p class=\"figures\" dir=\"auto\">",
            &figures.words,
            "</p>\n</header>\n",
        );
        self.contents(sections);
        self.markup("<main id=\"report\">\n");
        for section in sections {
            self.section(section, 2);
        }
        self.text_in(
            "</main>\n<footer>\n<p dir=\"auto\">",
            &colophon.words,
            "</p>\n</footer>\n</body>\n</html>\n",
        );
    }

    fn contents(&mut self, sections: &[Section]) {
        self.attribute("<nav aria-label=\"", self.words.contents);
        self.markup(">\n<ul>\n");
        for section in sections {
            self.attribute("<li><a href=\"#", &section.id);
            self.text_in(">", &section.heading.words, "</a></li>\n");
        }
        self.markup("</ul>\n</nav>\n");
    }

    fn section(&mut self, section: &Section, level: usize) {
        let Section {
            part: _,
            id,
            heading,
            blocks,
            sections,
        } = section;
        let (open, close) = HEADINGS[level.min(MAX_HEADING_LEVEL) - 1];
        self.attribute("<section id=\"", id);
        // Named sections are landmarks. Those within a claim are not, since they have the same names in every claim.
        if level < 4 {
            self.attribute(" aria-labelledby=\"", &format!("{id}-heading"));
        }
        self.markup(">\n");
        self.markup(open);
        self.attribute(" id=\"", &format!("{id}-heading"));
        self.inline_in(" dir=\"auto\">", heading, close);
        for block in blocks {
            self.block(block);
        }
        for section in sections {
            self.section(section, level + 1);
        }
        self.markup("</section>\n");
    }

    fn block(&mut self, block: &Block) {
        match block {
            Block::Paragraph(text) => {
                self.inline_in("<p dir=\"auto\">", text, "</p>\n");
            }
            Block::Facts(facts) => self.facts(facts),
            Block::List(texts) => self.list(texts),
            Block::Table(table) => self.table(table),
            Block::Quote(quote) => self.quote(quote),
            Block::Picture(svg, description) => self.picture(svg, description),
        }
    }

    fn facts(&mut self, facts: &[(&'static str, Text)]) {
        self.markup("<dl>\n");
        for (name, value) in facts {
            self.text_in("<div><dt>", name, "</dt><dd dir=\"auto\">");
            self.write_inline(value);
            self.markup("</dd></div>\n");
        }
        self.markup("</dl>\n");
    }

    fn list(&mut self, texts: &[Text]) {
        self.markup("<ul>\n");
        for text in texts {
            self.inline_in("<li dir=\"auto\">", text, "</li>\n");
        }
        self.markup("</ul>\n");
    }

    fn table(&mut self, table: &ReportTable) {
        let ReportTable {
            caption,
            head,
            rows,
        } = table;
        // A scrollable part must be reachable by keyboard. It is not a landmark, since its section already is one.
        self.attribute(
            "<div class=\"wide\" role=\"group\" tabindex=\"0\" aria-label=\"",
            caption,
        );
        self.text_in(
            ">\n<table>\n<caption>",
            caption,
            "</caption>\n<thead>\n<tr>",
        );
        for name in head {
            self.inline_in("<th scope=\"col\" dir=\"auto\">", name, "</th>");
        }
        self.markup("</tr>\n</thead>\n<tbody>\n");
        for row in rows {
            self.markup("<tr>");
            for (column, cell) in row.iter().enumerate() {
                let (open, close) = match column {
                    0 => ("<th scope=\"row\" dir=\"auto\">", "</th>"),
                    _ => ("<td dir=\"auto\">", "</td>"),
                };
                self.inline_in(open, cell, close);
            }
            self.markup("</tr>\n");
        }
        self.markup("</tbody>\n</table>\n</div>\n");
    }

    fn quote(&mut self, quote: &Quote) {
        let Quote {
            number,
            before,
            marked,
            after,
            language,
            source,
            entry,
            attribution,
            note,
        } = quote;
        self.markup("<figure class=\"quote\">\n<blockquote");
        self.language(language);
        self.text_in(" dir=\"auto\">", before, "<mark>");
        self.text(marked);
        self.text_in(
            "</mark>",
            after,
            "</blockquote>\n<figcaption dir=\"auto\"><span class=\"number\">",
        );
        self.text(number);
        self.inline_in("</span> ", source, " (");
        self.write_inline(entry);
        self.markup(")");
        for line in [attribution, note] {
            if !line.is_empty() {
                self.markup("<br>\n");
                self.write_inline(line);
            }
        }
        self.markup("</figcaption>\n</figure>\n");
    }

    /// The picture has its own colours; its title describes it.
    fn picture(&mut self, svg: &str, description: &str) {
        self.attribute(
            "<div class=\"wide picture\" role=\"group\" tabindex=\"0\" aria-label=\"",
            description,
        );
        self.markup(">\n");
        let without_declaration = svg.find("<svg").map_or("", |start| &svg[start..]);
        self.html.push_str(without_declaration);
        self.markup("</div>\n");
    }

    fn text_in(&mut self, begin: &'static str, text: &str, end: &'static str) {
        self.markup(begin);
        self.text(text);
        self.markup(end);
    }

    fn inline_in(&mut self, begin: &'static str, text: &Text, end: &'static str) {
        self.markup(begin);
        self.write_inline(text);
        self.markup(end);
    }

    fn write_inline(&mut self, text: &Text) {
        let Text {
            words,
            language,
            link,
        } = text;
        let end = match link {
            Some(Link::Section(id)) => {
                self.attribute("<a href=\"#", id);
                "</a>"
            }
            Some(Link::Page(link)) => self.page_link(link),
            None if language.is_empty() => {
                self.isolated_text(words);
                return;
            }
            None => {
                self.markup("<span");
                "</span>"
            }
        };
        self.language(language);
        self.markup(">");
        self.isolated_text(words);
        self.markup(end);
    }

    fn page_link(&mut self, link: &PageLink) -> &'static str {
        if let Some(url) = link.usable_url() {
            self.attribute("<a rel=\"noreferrer\" href=\"", &url);
            "</a>"
        } else {
            self.markup("<span");
            "</span>"
        }
    }

    fn language(&mut self, language: &str) {
        if is_language(language) {
            self.attribute(" lang=\"", language);
        }
    }
}

/// Whether a typed language is a well-formed BCP 47 tag of usual length.
pub(super) fn is_language(tag: &str) -> bool {
    let mut parts = tag.split('-');
    let is_part = |part: &str| {
        (1..=8).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_alphanumeric())
    };
    parts.next().is_some_and(|first| {
        (2..=3).contains(&first.len()) && first.bytes().all(|byte| byte.is_ascii_alphabetic())
    }) && parts.all(is_part)
}
