//! Recovery of a file with unreadable lines or a missing end. Each record takes one line, so an unreadable line does not
//! affect the others.
//!
//! | file | what it does |
//! | --- | --- |
//! | `part` | the order of the lines |
//! | `head` | the fields of a head, and defaults for those that cannot be parsed |
//! | `lossy` | text recovered from bytes that are not entirely UTF-8 |

mod head;
mod lossy;
mod part;

use super::{
    damaged::Damaged,
    problem::{Fault, LoadProblem, Record},
    quoted::Quoted,
    reading::read_record,
    records::List,
    syntax,
};
use crate::{
    project::{Provenance, Verdict},
    storage::limits::UNREADABLE_SHARE,
};
use head::{Head, NAMELESS_SCALE, Taken};
pub(crate) use lossy::Lossy;
use part::{Part, closing, is_readable, next_part};

use std::{iter::Peekable, slice};

use serde::de::DeserializeOwned;

/// A file in which every line can be parsed.
pub(crate) struct Salvaged {
    /// The file with its original number of lines, plus closing lines if its end was missing. An unreadable record becomes
    /// an empty line, an unreadable paragraph is quoted as it is, and an unreadable field of a head gets its default.
    pub(crate) text: String,
    /// The problems found, one per changed line.
    pub(crate) problems: Vec<LoadProblem>,
}

/// Options for salvaging a file.
#[derive(Clone, Copy)]
pub(crate) struct Look<'a> {
    /// Numbers of the lines, from 1, in which invalid bytes were replaced.
    pub(crate) lossy_lines: &'a [usize],
    /// Whether to check each line of the heads too. This fails for heads that were reformatted by hand.
    pub(crate) at_heads: bool,
}

/// Checks each line on its own. Returns `None` if the file does not have the layout that Crosscheck writes, or if every
/// line can be parsed, since the error is then not in single lines.
pub(crate) fn salvage(text: &str, look: Look<'_>) -> Option<Salvaged> {
    let mut rescue = Rescue {
        out: String::with_capacity(text.len() + 64),
        problems: Vec::new(),
        part: Part::Head,
        article: Place::default(),
        look,
        lossy_lines: look.lossy_lines.iter().peekable(),
        head: Head::of_project(),
    };
    let mut at = 0;
    for (number, line) in text.split('\n').enumerate() {
        rescue.take(number + 1, at, line);
        at += line.len() + 1;
        if rescue.problems.len() > 100 + number / UNREADABLE_SHARE {
            return None;
        }
    }
    rescue.close(text)
}

/// Start of the line with an article's provenance.
const PROVENANCE: &str = "      provenance: ";

/// Last line of a scale.
const SCALE_END: &str = "  ]),";

/// Checks that the line is one value and a comma.
fn read<T: DeserializeOwned>(line: &str) -> Result<(), String> {
    let value = line.trim();
    let Some(value) = value.strip_suffix(',') else {
        return Err("a comma is missing at the end of the line".to_owned());
    };
    let value = read_record::<T>(value, &ron::Options::default(), false);
    value.map(drop).map_err(|error| syntax::words(&error))
}

struct Rescue<'a> {
    out: String,
    problems: Vec<LoadProblem>,
    part: Part,
    /// Start of the current article.
    article: Place,
    look: Look<'a>,
    /// The remaining line numbers.
    lossy_lines: Peekable<slice::Iter<'a, usize>>,
    /// Fields of the current head, if its lines are checked.
    head: Head,
}

/// A line's position in the file and in the output.
#[derive(Clone, Copy, Default)]
struct Place {
    number: usize,
    at: usize,
    in_out: usize,
}

impl Rescue<'_> {
    fn take(&mut self, number: usize, at: usize, line: &str) {
        let line = line.strip_suffix('\r').unwrap_or(line);
        if number > 1 {
            self.out.push('\n');
        }
        let (part, known) = (self.part, self.problems.len());
        self.take_line(number, at, line);
        let is_lossy = self.lossy_lines.next_if_eq(&&number).is_some();
        if is_lossy && self.problems.len() == known {
            let words = "there are bytes in it that are no UTF-8 text; \u{fffd} stands for them";
            self.keep(part, number, at, line, words.to_owned());
        }
    }

    fn take_line(&mut self, number: usize, at: usize, line: &str) {
        match self.part {
            Part::Text if line != "      ]," => self.take_paragraph(number, at, line),
            Part::Records(list) if line != "  ]," => self.take_record(list, number, at, line),
            Part::ArticleHead if line.starts_with(PROVENANCE) => {
                self.take_provenance(number, at, line);
            }
            part @ (Part::Head | Part::Scale | Part::ArticleHead) if self.look.at_heads => {
                self.take_line_of_head(part, number, at, line);
            }
            part => self.pass(part, number, at, line),
        }
    }

    /// Copies a line unchanged.
    fn pass(&mut self, part: Part, number: usize, at: usize, line: &str) {
        self.part = next_part(part, line);
        if (part, self.part) == (Part::Articles, Part::ArticleHead) {
            let in_out = self.out.len();
            self.article = Place { number, at, in_out };
            self.head = Head::of_article();
        }
        self.out.push_str(line);
    }

    fn take_line_of_head(&mut self, part: Part, number: usize, at: usize, line: &str) {
        let next = next_part(part, line);
        if next != part {
            if part != Part::Scale {
                self.end_head(part, number, at, line);
            }
            self.part = next;
            self.out.push_str(line);
        } else if part == Part::Scale {
            self.take_verdict(number, at, line);
        } else if let Some(name) = self.head.takes_scale(line) {
            self.part = Part::Scale;
            self.take_or(line, NAMELESS_SCALE, name, number, at);
        } else if part == Part::Head && self.head.takes_verdict(line) {
            self.part = Part::Scale;
            self.out.extend([NAMELESS_SCALE, line]);
        } else {
            let (instead, read) = match self.head.take(line) {
                Taken::AsItIs => ("", Ok(())),
                Taken::Instead(instead, words) => (instead, Err(words)),
            };
            self.take_or(line, instead, read, number, at);
        }
    }

    /// Inserts defaults for the missing fields of a head before the line that ends it.
    fn end_head(&mut self, part: Part, number: usize, at: usize, line: &str) {
        let missing = self.head.missing();
        if !missing.is_empty() {
            self.out.push_str(&missing);
            let words = "a field is missing before it, and stands there without what it said";
            self.keep(part, number, at, line, words.to_owned());
        }
    }

    /// Checks a line between the first and last line of a scale.
    fn take_verdict(&mut self, number: usize, at: usize, line: &str) {
        let read = read::<Verdict>(line);
        let is_the_end = read.is_err() && !line.trim_start().starts_with('(');
        let instead = if is_the_end { SCALE_END } else { "" };
        self.take_or(line, instead, read, number, at);
        if is_the_end {
            self.part = Part::Head;
        }
    }

    /// Copies a line of a head if it was parsed; otherwise writes `instead` and reports the line.
    fn take_or(
        &mut self,
        line: &str,
        instead: &str,
        read: Result<(), String>,
        number: usize,
        at: usize,
    ) {
        match read {
            Ok(()) => self.out.push_str(line),
            Err(words) => {
                self.out.push_str(instead);
                self.unreadable(self.part, number, at, line, words);
            }
        }
    }

    fn take_paragraph(&mut self, number: usize, at: usize, line: &str) {
        match read::<String>(line) {
            Ok(()) => self.out.push_str(line),
            Err(_) if line.is_empty() => {}
            Err(words) => {
                let inside = line
                    .trim()
                    .trim_start_matches('"')
                    .trim_end_matches([',', '"']);
                self.out
                    .extend(["        ", &Quoted(inside).to_string(), ","]);
                self.unreadable(Part::Text, number, at, line, words);
            }
        }
    }

    fn take_provenance(&mut self, number: usize, at: usize, line: &str) {
        match read::<Provenance>(&line[PROVENANCE.len()..]) {
            Ok(()) => self.out.push_str(line),
            Err(words) => self.unreadable(Part::ArticleHead, number, at, line, words),
        }
    }

    fn take_record(&mut self, list: List, number: usize, at: usize, line: &str) {
        match is_readable(list, line) {
            Ok(()) => self.out.push_str(line),
            Err(_) if line.is_empty() => {}
            Err(words) => self.unreadable(Part::Records(list), number, at, line, words),
        }
    }

    fn unreadable(&mut self, part: Part, number: usize, at: usize, line: &str, words: String) {
        self.list(part, number, at, line, words, part == Part::Text);
    }

    /// Reports an unreadable part of a line that is kept.
    fn keep(&mut self, part: Part, number: usize, at: usize, line: &str, words: String) {
        self.list(part, number, at, line, words, true);
    }

    fn list(
        &mut self,
        part: Part,
        number: usize,
        at: usize,
        line: &str,
        words: String,
        is_kept: bool,
    ) {
        let line = line.trim().to_owned();
        let fault = Fault::Unreadable {
            words,
            line,
            is_kept,
        };
        self.problems
            .push(Damaged::of_line(number, at, part.record(), fault));
    }

    /// Drops an article that ends before its text, leaving its lines empty.
    fn drop_head(&mut self) {
        let Place { number, at, in_out } = self.article;
        let head = self.out.split_off(in_out);
        let lines = head.matches('\n').count();
        self.out.extend(std::iter::repeat_n('\n', lines));
        let words = "it breaks off before its text".to_owned();
        self.unreadable(Part::ArticleHead, number, at, &head, words);
        self.part = Part::Articles;
    }

    /// Closes open brackets if the end of the file is missing.
    fn close(mut self, text: &str) -> Option<Salvaged> {
        if self.part == Part::ArticleHead {
            self.drop_head();
        }
        let closing = closing(self.part)?;
        if !closing.is_empty() {
            let number = text.split('\n').count();
            if !self.out.ends_with('\n') {
                self.out.push('\n');
            }
            self.out.push_str(&closing);
            let problem = Damaged::of_line(number, text.len(), Record::Project, Fault::BreaksOff);
            self.problems.push(problem);
        }
        let (text, problems) = (self.out, self.problems);
        (!problems.is_empty()).then_some(Salvaged { text, problems })
    }
}
