use super::{
    SalvageOptions, Salvaged,
    brackets::bracket,
    head::{HeadFields, HeadLine, NAMELESS_SCALE},
    part::{FilePart, is_readable, list_of},
    read,
};
use crate::{
    project::{Provenance, Verdict},
    storage::{
        format::{
            damaged::Damaged,
            problem::{Fault, LoadProblem, Record},
            quoted::Quoted,
            records::List,
            salvage::RecordPlaces,
        },
        limits::UNREADABLE_SHARE,
    },
};

use std::{
    collections::{BTreeSet, HashSet},
    ops::Range,
};

/// Last line of a scale.
pub(super) const SCALE_END: &str = "  ]),";

/// Start of the line with an article's provenance.
const PROVENANCE: &str = "      provenance: ";

/// Whether the line is the first of an article's head. Where git joins two added articles (`merge=union`), the brackets
/// common to both are written once, so that the second head follows the first text.
fn begins_article_head(line: &str) -> bool {
    let id = line.strip_prefix("      id: ");
    id.is_some_and(|id| read::<String>(id).is_ok())
}

/// Treatment of a line.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum LineUse {
    Read,
    /// A line that only the other side of a conflict has.
    ReadOtherSide,
    Skip,
    /// A conflict marker.
    Report,
}

#[derive(Clone, Copy)]
pub(super) struct Line<'a> {
    /// From 1.
    pub(super) number: usize,
    /// Byte offset in the file.
    pub(super) at: usize,
    pub(super) text: &'a str,
    pub(super) is_of_other_side: bool,
}

pub(super) struct Salvager<'a> {
    pub(super) out: String,
    pub(super) problems: Vec<LoadProblem>,
    pub(super) part: FilePart,
    pub(super) options: SalvageOptions<'a>,
    /// End of the head in the output, once a list has begun.
    pub(super) head_end: Option<usize>,
    /// Lists that have begun.
    pub(super) seen: BTreeSet<List>,
    pub(super) records: Vec<(List, Range<usize>)>,
    /// Start of the current article: its first line, and the offset in the output.
    pub(super) article: Option<(Line<'a>, usize)>,
    /// Fields of the current head, if its lines are checked.
    pub(super) head: HeadFields,
    /// Start of the other side of merge conflicts in the output.
    pub(super) other_side: Option<usize>,
}

impl<'a> Salvager<'a> {
    /// Reads all lines. Returns `None` if too many of them cannot be read.
    pub(super) fn new(
        text: &'a str,
        options: SalvageOptions<'a>,
        line_use: impl Fn(usize) -> LineUse,
    ) -> Option<Self> {
        let mut rescue = Self {
            out: String::with_capacity(text.len() + 64),
            problems: Vec::new(),
            part: FilePart::Head,
            options,
            head_end: None,
            seen: BTreeSet::new(),
            records: Vec::new(),
            article: None,
            head: HeadFields::of_project(),
            other_side: None,
        };
        let mut lossy_lines = options.lossy_lines.iter().peekable();
        let mut at = 0;
        for (nth, whole) in text.split('\n').enumerate() {
            let line = Line {
                number: nth + 1,
                at,
                text: whole.strip_suffix('\r').unwrap_or(whole),
                is_of_other_side: line_use(nth) == LineUse::ReadOtherSide,
            };
            if nth > 0 {
                rescue.out.push('\n');
            }
            let (part, known) = (rescue.part, rescue.problems.len());
            match line_use(nth) {
                LineUse::Read | LineUse::ReadOtherSide => rescue.take(line),
                LineUse::Skip => {}
                LineUse::Report => {
                    rescue.keep(line, "a conflict marker; the lines of both sides are read");
                }
            }
            let is_lossy = lossy_lines.next_if_eq(&&line.number).is_some();
            if is_lossy && rescue.problems.len() == known {
                let message = "it contains bytes that are not UTF-8, shown as \u{fffd}";
                rescue.list(part, line, message.to_owned(), true);
            }
            at += whole.len() + 1;
            if rescue.problems.len() > 100 + nth / UNREADABLE_SHARE {
                return None;
            }
        }
        rescue.end(text);
        Some(rescue)
    }

    /// Parses a line and copies it to the output, or reports it.
    fn take(&mut self, line: Line<'a>) {
        if let Some(bracket) = bracket(line.text) {
            return self.take_bracket(bracket, line);
        }
        match self.part {
            FilePart::Text if begins_article_head(line.text) => {
                self.end_part(line);
                self.begin_article(line);
                self.out.push('(');
                self.take_line_of_head(line);
            }
            FilePart::Text => self.take_paragraph(line),
            FilePart::ArticleHead if line.text.starts_with(PROVENANCE) => {
                let value = &line.text[PROVENANCE.len()..];
                self.take_or(line, "", read::<Provenance>(value));
            }
            FilePart::Head | FilePart::Scale if line.is_of_other_side => {
                let message = "the other side of a merge conflict has this line as well; the project keeps its first version";
                self.unreadable(line, message.to_owned());
            }
            FilePart::Head if self.options.at_heads && list_of(line.text).is_some() => {
                self.take_record(line);
            }
            FilePart::Head | FilePart::Scale | FilePart::ArticleHead => {
                self.take_line_of_head(line);
            }
            FilePart::Between
            | FilePart::Articles
            | FilePart::ArticleEnd
            | FilePart::Records(_)
            | FilePart::End => self.take_record(line),
        }
    }

    fn take_line_of_head(&mut self, line: Line<'a>) {
        if !self.options.at_heads {
            self.out.push_str(line.text);
        } else if self.part == FilePart::Scale && line.text == SCALE_END {
            self.out.push_str(line.text);
            self.part = FilePart::Head;
        } else if self.part == FilePart::Scale {
            self.take_verdict(line);
        } else if let Some(name) = self.head.takes_scale(line.text) {
            self.part = FilePart::Scale;
            self.take_or(line, NAMELESS_SCALE, name);
        } else if self.part == FilePart::Head && self.head.takes_verdict(line.text) {
            self.part = FilePart::Scale;
            self.out.extend([NAMELESS_SCALE, line.text]);
        } else {
            let (instead, read) = match self.head.take(line.text) {
                HeadLine::AsItIs => ("", Ok(())),
                HeadLine::Instead(instead, words) => (instead, Err(words)),
            };
            self.take_or(line, instead, read);
        }
    }

    /// Inserts defaults for the missing fields of a head before the line that ends it.
    pub(super) fn end_head(&mut self, line: Line<'a>) {
        let missing = self.head.missing();
        if self.options.at_heads && !missing.is_empty() {
            self.out.push_str(&missing);
            self.keep(line, "a field is missing before it");
        }
    }

    /// Checks a line between the first and last line of a scale.
    fn take_verdict(&mut self, line: Line<'a>) {
        let read = read::<Verdict>(line.text);
        if read.is_err() && self.head.has_field(line.text) {
            self.out.push_str(SCALE_END);
            self.part = FilePart::Head;
            return self.take_line_of_head(line);
        }
        self.take_or(line, "", read);
    }

    /// Copies a line of a head if it can be parsed; otherwise writes `instead` and reports the line.
    fn take_or(&mut self, line: Line<'a>, instead: &str, read: Result<(), String>) {
        match read {
            Ok(()) => self.out.push_str(line.text),
            Err(words) => {
                self.out.push_str(instead);
                self.unreadable(line, words);
            }
        }
    }

    fn take_paragraph(&mut self, line: Line<'a>) {
        match read::<String>(line.text) {
            Ok(()) => {
                self.out.push_str(line.text);
                if !line.text.ends_with(',') {
                    self.out.push(',');
                }
            }
            Err(_) if line.text.is_empty() => {}
            Err(words) => {
                let inside = line.text.trim().trim_start_matches('"');
                let inside = inside.trim_end_matches([',', '"']);
                let quoted = Quoted(inside).to_string();
                self.out.extend(["        ", &quoted, ","]);
                self.keep(line, &words);
            }
        }
    }

    /// Takes a record of the current list, or of any other list that it fits.
    fn take_record(&mut self, line: Line<'a>) {
        let text = line.text.trim();
        if text.is_empty() || text.starts_with("//") {
            return;
        }
        let read = match self.part {
            FilePart::Records(list) => is_readable(list, line.text).map(|()| list),
            FilePart::Head
            | FilePart::Scale
            | FilePart::Between
            | FilePart::Articles
            | FilePart::ArticleHead
            | FilePart::Text
            | FilePart::ArticleEnd
            | FilePart::End => Err("this line is not part of any list".to_owned()),
        };
        let list = match read {
            Ok(list) => list,
            Err(words) => {
                let Some(list) = list_of(line.text) else {
                    return self.unreadable(line, words);
                };
                self.end_part(line);
                self.seen.insert(list);
                // The following records are of that list too.
                self.part = FilePart::Records(list);
                self.keep(line, "no list of its kind begins before it, but it is read");
                list
            }
        };
        let start = self.out.len() + line.text.len() - line.text.trim_start().len();
        self.out
            .push_str(line.text.trim_end().trim_end_matches(','));
        self.records.push((list, start..self.out.len()));
    }

    pub(super) fn unreadable(&mut self, line: Line<'_>, words: String) {
        self.list(self.part, line, words, false);
    }

    /// Reports a line but keeps its content.
    pub(super) fn keep(&mut self, line: Line<'_>, words: &str) {
        self.list(self.part, line, words.to_owned(), true);
    }

    pub(super) fn list(&mut self, part: FilePart, line: Line<'_>, words: String, is_kept: bool) {
        let Line {
            number, at, text, ..
        } = line;
        if self.problems.last().is_some_and(|last| last.at == at) {
            return;
        }
        let fault = Fault::Unreadable {
            words,
            line: text.trim().to_owned(),
            is_kept,
        };
        let problem = Damaged::of_line(number, at, part.record(), fault);
        self.problems.push(problem);
    }

    /// Closes everything that is open at the end of the file.
    fn end(&mut self, text: &'a str) {
        if self.part == FilePart::End {
            return;
        }
        let last = Line {
            number: text.split('\n').count(),
            at: text.len(),
            text: "",
            is_of_other_side: false,
        };
        self.end_part(last);
        self.problems.retain(|problem| problem.at != last.at);
        let breaks_off = Damaged::of_line(last.number, last.at, Record::Project, Fault::BreaksOff);
        self.problems.push(breaks_off);
    }

    /// Adds the records that only the other side of merge conflicts has.
    pub(super) fn add_other_side(&mut self, theirs: Self) {
        self.out.push('\n');
        let start = self.out.len();
        let known: HashSet<(List, &str)> = self
            .records
            .iter()
            .map(|(list, range)| (*list, &self.out[range.clone()]))
            .collect();
        let new: Vec<(List, Range<usize>)> = theirs
            .records
            .iter()
            .filter(|(list, range)| !known.contains(&(*list, &theirs.out[range.clone()])))
            .map(|(list, range)| (*list, range.start + start..range.end + start))
            .collect();
        self.out.push_str(&theirs.out);
        self.records.extend(new);
        self.other_side = Some(start);
        let known: BTreeSet<usize> = self.problems.iter().map(|problem| problem.at).collect();
        let news = theirs.problems.into_iter();
        self.problems
            .extend(news.filter(|problem| !known.contains(&problem.at)));
    }

    /// Without its articles, the rest is not a project.
    pub(super) fn finish(self) -> Option<Salvaged> {
        let has_articles = self.seen.contains(&List::Articles);
        let places = RecordPlaces {
            head_end: self.head_end?,
            records: self.records,
            other_side: self.other_side.unwrap_or(usize::MAX),
        };
        (has_articles && !self.problems.is_empty()).then_some(Salvaged {
            text: self.out,
            places,
            problems: self.problems,
        })
    }
}
