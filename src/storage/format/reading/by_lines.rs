use super::sections::Sections;
use crate::storage::format::records::List;

use memchr::memmem;

/// End of an article, before its comma.
const ARTICLE_END: &str = "\n    )";

impl<'a> Sections<'a> {
    /// Finds the sections of a file in the layout that Crosscheck writes. Returns `None` for any other layout, or if the
    /// head cannot be parsed.
    ///
    /// The result is a guess, since a text may contain a line that looks like the start of a list. A wrong cut is detected
    /// because the piece does not parse as a record; the file must then be parsed as a whole.
    pub(crate) fn by_lines(file: &'a str) -> Option<Self> {
        let mut starts: Vec<(List, usize, usize)> = Vec::with_capacity(List::ALL.len());
        let mut from = 0;
        for list in List::ALL {
            let begin = format!("\n  {}: [", list.name());
            match memmem::find(&file.as_bytes()[from..], begin.as_bytes()) {
                Some(at) => {
                    let start = from + at;
                    from = start + begin.len();
                    starts.push((list, start, from));
                }
                None if list.may_be_left_out() => {}
                None => return None,
            }
        }
        let ends = starts.iter().skip(1).map(|(_, start, _)| *start);
        let lists = starts.iter().zip(ends.chain([file.len()]));
        let lists = lists.map(|((list, _, from), end)| {
            let inside = inside_of_list(&file[*from..end], end == file.len())?;
            let records = match list {
                List::Articles => articles(inside)?,
                List::Speakers
                | List::Highlights
                | List::Claims
                | List::Silent
                | List::Evidence
                | List::Relations => lines(inside)?,
            };
            Some((*list, records))
        });
        let lists = lists.collect::<Option<_>>()?;
        let (head, extensions) = Sections::head_of(&file[..starts.first()?.1])?;
        Some(Self {
            head,
            lists,
            extensions,
            is_by_lines: true,
            lines_begin_again: usize::MAX,
        })
    }
}

/// Returns the lines between the brackets of a list. `text` extends to the next list or the end of the file.
fn inside_of_list(text: &str, is_last: bool) -> Option<&str> {
    let bracket = "\n  ]";
    let (inside, rest) = text.split_at(text.rfind(bracket)?);
    let rest = rest[bracket.len()..].trim();
    let ends_well = match (is_last, rest.strip_prefix(',')) {
        (false, rest) => rest == Some(""),
        (true, after_comma) => after_comma.unwrap_or(rest).trim_start() == ")",
    };
    ends_well.then_some(inside)
}

/// Splits a list with one record per line.
fn lines(inside: &str) -> Option<Vec<&str>> {
    let lines = inside.lines().map(str::trim_ascii);
    let records = lines.filter(|line| !line.is_empty());
    records.map(without_comma).collect()
}

/// Returns the record of a line without its trailing comma, or `None` for comments and other lines.
fn without_comma(line: &str) -> Option<&str> {
    line.strip_suffix(',').filter(|it| it.starts_with('('))
}

/// Splits the list of articles, each between brackets on lines of their own.
fn articles(mut inside: &str) -> Option<Vec<&str>> {
    let mut all = Vec::new();
    loop {
        inside = inside.trim_ascii_start();
        if inside.is_empty() {
            return Some(all);
        }
        let len = memmem::find(inside.as_bytes(), ARTICLE_END.as_bytes())? + ARTICLE_END.len();
        let (article, rest) = inside.split_at(len);
        if !article.starts_with('(') {
            return None;
        }
        all.push(article);
        inside = rest.strip_prefix(',')?;
    }
}

#[cfg(test)]
mod tests {
    use super::super::{Unread, read_all};
    use super::*;
    use crate::storage::{
        format::{load::from_ron, write::to_ron},
        sample::sample,
    };

    /// Whether the file can be split by lines and every record parses.
    fn is_read_by_lines(file: &str) -> bool {
        let Some(sections) = Sections::by_lines(file) else {
            return false;
        };
        let read: Result<_, Unread<'_>> = read_all(&sections, Iterator::count);
        read.is_ok()
    }

    #[test]
    fn a_saved_file_is_read_line_by_line() {
        let file = to_ron(&sample());
        assert!(is_read_by_lines(&file));
        assert!(is_read_by_lines(&file.replace('\n', "\r\n")));
    }

    #[test]
    fn a_file_with_another_layout_is_read_by_the_whole_parser_with_the_same_result() {
        let file = to_ron(&sample());
        let (from, to) = ("\n  evidence: [", "\n evidence: [");
        assert!(file.contains(from));
        let other = file.replace(from, to);
        assert!(!is_read_by_lines(&other));
        assert_eq!(from_ron(other.as_bytes()).unwrap(), sample());
    }

    #[test]
    fn a_text_that_looks_like_the_beginning_of_a_list_is_a_text() {
        let file = to_ron(&sample());
        let traps = [
            (r#"notes: "","#, r#"notes: r"LINE","#),
            (r#"notes: "","#, r#"notes: /* LINE */ "","#),
        ];
        for line in ["\n  claims: [", "\n  evidence: [\n  ],\n"] {
            for (from, to) in traps {
                let trapped = file.replacen(from, &to.replace("LINE", line), 1);
                assert_ne!(trapped, file);
                let laid_out_otherwise = trapped.replace("\n  highlights: [", "\n highlights: [");
                let expected = from_ron(laid_out_otherwise.as_bytes()).unwrap();
                assert_eq!(from_ron(trapped.as_bytes()).unwrap(), expected);
            }
        }
    }

    #[test]
    fn a_comment_that_extends_into_the_lists_falls_back_to_the_whole_parser() {
        let file = to_ron(&sample());
        let (articles_end, highlights) = ("\n  ],\n  highlights: [", "\n  highlights: [");
        assert!(file.contains(articles_end));
        let comment = ["\n  ],\n  /*\n  ],", highlights].concat();
        let commented = file.replacen(articles_end, &comment, 1);
        assert!(!is_read_by_lines(&commented));
    }

    #[test]
    fn a_line_that_is_not_a_record_falls_back_to_the_whole_parser() {
        let file = to_ron(&sample());
        for (from, to) in [
            ("),\n  ],\n  claims: [", ") // note,\n  ],\n  claims: ["),
            ("),\n  ],\n  claims: [", ") // note),\n  ],\n  claims: ["),
            (
                "\n  claims: [\n    (",
                "\n  claims: [\n    #![enable(implicit_some)](",
            ),
            ("\n  claims: [\n    (", "\n  claims: [\n    \u{a0}("),
        ] {
            assert!(file.contains(from), "{from}");
            assert!(!is_read_by_lines(&file.replacen(from, to, 1)), "{to}");
        }
    }

    #[test]
    fn errors_between_the_lists_have_the_position_in_the_whole_file() {
        let file = to_ron(&sample());
        for (from, to) in [
            ("\n  highlights: [", "\n  other\n  highlights: ["),
            ("\n  claims: [", ",\n  claims: ["),
            (
                "],\n  highlights: [",
                "] // what was found,\n  highlights: [",
            ),
            ("\n  evidence: [", "\n  claims: [],\n  evidence: ["),
            ("\n)\n", "\n"),
            ("\n)\n", "\n) more\n"),
            ("\n  title: ", "\n  evidence: [],\n  title: "),
        ] {
            let wrong = file.replacen(from, to, 1);
            assert_ne!(wrong, file);
            assert!(!is_read_by_lines(&wrong), "{to}");
            assert!(from_ron(wrong.as_bytes()).is_err(), "{to}");
        }
    }
}
