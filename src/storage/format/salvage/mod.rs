//! Recovery of a file with unreadable lines, stray or missing brackets, merge conflicts or a missing end. Each record takes
//! one line, so an unreadable line does not affect the others.
//!
//! | file | what it does |
//! | --- | --- |
//! | `part` | the lines that structure a file |
//! | `head` | the fields of a head, and defaults for those that cannot be parsed |
//! | `conflict` | the two sides of a merge conflict |
//! | `lossy` | text recovered from bytes that are not entirely UTF-8 |

mod conflict;
mod head;
mod lossy;
mod part;

use super::{
    damaged::Damaged,
    problem::{Fault, LoadProblem, Record},
    quoted::Quoted,
    reading::{Sections, read_record},
    records::List,
    syntax,
};
use crate::{
    project::{Provenance, Verdict},
    storage::limits::UNREADABLE_SHARE,
};
pub(crate) use conflict::without_other_side;
use conflict::{ConflictLine, conflict_lines};
use head::{HeadFields, HeadLine, NAMELESS_SCALE};
pub(crate) use lossy::Lossy;
use part::{Bracket, FilePart, bracket, is_readable, list_of};

use std::{
    collections::{BTreeMap, BTreeSet, HashSet},
    ops::Range,
};

use serde::de::DeserializeOwned;

/// A file in which every record can be parsed.
pub(crate) struct Salvaged {
    /// The file with its original number of lines. A line that is not read becomes an empty one, an unreadable paragraph is
    /// quoted as it is, and an unreadable field of a head gets its default. With merge conflicts, the file of one side is
    /// followed by that of the other.
    pub(crate) text: String,
    pub(crate) places: RecordPlaces,
    /// The problems found, at most one for each line.
    pub(crate) problems: Vec<LoadProblem>,
}

/// Positions of the records in the text of [`Salvaged`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct RecordPlaces {
    /// End of the project's own fields.
    head_end: usize,
    records: Vec<(List, Range<usize>)>,
    /// Start of the other side of merge conflicts, where the numbers of lines begin again.
    other_side: usize,
}

impl RecordPlaces {
    /// The sections of the text; `None` if its head cannot be parsed.
    pub(crate) fn sections<'a>(&self, text: &'a str) -> Option<Sections<'a>> {
        let mut lists: BTreeMap<List, Vec<&str>> = BTreeMap::new();
        for (list, range) in &self.records {
            lists.entry(*list).or_default().push(&text[range.clone()]);
        }
        let (head, extensions) = Sections::head_of(&text[..self.head_end])?;
        Some(Sections {
            head,
            lists: lists.into_iter().collect(),
            extensions,
            is_by_lines: false,
            lines_begin_again: self.other_side,
        })
    }
}

/// Options for salvaging a file.
#[derive(Clone, Copy)]
pub(crate) struct SalvageOptions<'a> {
    /// Numbers of the lines, from 1, in which invalid bytes were replaced.
    pub(crate) lossy_lines: &'a [usize],
    /// Whether to check each line of the heads too. This fails for heads that were reformatted by hand.
    pub(crate) at_heads: bool,
}

/// Checks each line on its own. Returns `None` if the file does not have the layout that Crosscheck writes, or if every
/// line can be parsed, since the error is then not in single lines.
pub(crate) fn salvage(text: &str, options: SalvageOptions<'_>) -> Option<Salvaged> {
    let sides = conflict_lines(text);
    let Some(sides) = sides else {
        return Salvager::of(text, options, |_| LineUse::Read)?.finish();
    };
    let mut ours = Salvager::of(text, options, |nth| match sides[nth] {
        ConflictLine::OfBoth | ConflictLine::Ours => LineUse::Read,
        ConflictLine::Theirs | ConflictLine::OfAncestor => LineUse::Skip,
        ConflictLine::Mark => LineUse::Report,
    })?;
    let theirs = Salvager::of(text, options, |nth| match sides[nth] {
        ConflictLine::OfBoth => LineUse::Read,
        ConflictLine::Theirs => LineUse::ReadOtherSide,
        ConflictLine::Ours | ConflictLine::OfAncestor | ConflictLine::Mark => LineUse::Skip,
    })?;
    ours.add_other_side(theirs);
    ours.finish()
}

/// Start of the line with an article's provenance.
const PROVENANCE: &str = "      provenance: ";

/// Whether the line is the first of an article's head. Where git joins two added articles (`merge=union`), the brackets that
/// both have are written once, so that the second head follows the first text.
fn begins_article_head(line: &str) -> bool {
    let id = line.strip_prefix("      id: ");
    id.is_some_and(|id| read::<String>(id).is_ok())
}

/// Last line of a scale.
const SCALE_END: &str = "  ]),";

/// Checks that the line is one value and a comma.
fn read<T: DeserializeOwned>(line: &str) -> Result<(), String> {
    let line = line.trim();
    let value = line.strip_suffix(',');
    let read = read_record::<T>(value.unwrap_or(line), &ron::Options::default(), false);
    match (read, value) {
        (Ok(_), _) => Ok(()),
        (Err(error), Some(_)) => Err(syntax::words(&error)),
        (Err(_), None) => Err("a comma is missing at the end of the line".to_owned()),
    }
}

/// Treatment of a line.
#[derive(Clone, Copy, PartialEq, Eq)]
enum LineUse {
    Read,
    /// A line that only the other side of a conflict has.
    ReadOtherSide,
    Skip,
    /// A mark of a conflict.
    Report,
}

#[derive(Clone, Copy)]
struct Line<'a> {
    /// From 1.
    number: usize,
    /// Byte offset in the file.
    at: usize,
    text: &'a str,
    is_of_other_side: bool,
}

struct Salvager<'a> {
    out: String,
    problems: Vec<LoadProblem>,
    part: FilePart,
    options: SalvageOptions<'a>,
    /// End of the head in the output, once a list has begun.
    head_end: Option<usize>,
    /// Lists that have begun.
    seen: BTreeSet<List>,
    records: Vec<(List, Range<usize>)>,
    /// Start of the current article: its first line, and the offset in the output.
    article: Option<(Line<'a>, usize)>,
    /// Fields of the current head, if its lines are checked.
    head: HeadFields,
    /// Start of the other side of merge conflicts in the output.
    other_side: Option<usize>,
}

impl<'a> Salvager<'a> {
    /// Reads all lines. Returns `None` if too many of them cannot be read.
    fn of(
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
                    rescue.keep(
                        line,
                        "a mark of a merge conflict; the lines of both sides are read",
                    );
                }
            }
            let is_lossy = lossy_lines.next_if_eq(&&line.number).is_some();
            if is_lossy && rescue.problems.len() == known {
                let words = "it contains bytes that are not UTF-8, shown as \u{fffd}";
                rescue.list(part, line, words.to_owned(), true);
            }
            at += whole.len() + 1;
            if rescue.problems.len() > 100 + nth / UNREADABLE_SHARE {
                return None;
            }
        }
        rescue.end(text);
        Some(rescue)
    }

    /// Reads a line and copies it to the output, or reports it.
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
                let words = "the other side of a merge conflict has this line as well; the project keeps its first version";
                self.unreadable(line, words.to_owned());
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

    fn take_bracket(&mut self, bracket: Bracket, line: Line<'a>) {
        match (bracket, self.part) {
            (Bracket::ListBegins(list), part) => {
                if matches!(
                    part,
                    FilePart::Records(_) | FilePart::Articles | FilePart::End
                ) {
                    self.keep(line, "the list before it is not closed");
                }
                self.end_part(line);
                self.part = part_of(list);
                if !self.seen.insert(list) {
                    self.keep(
                        line,
                        "the list is there already; the records of both are read",
                    );
                }
            }
            (Bracket::ListEnds, FilePart::Records(_) | FilePart::Articles) => {
                self.part = FilePart::Between;
            }
            (Bracket::ListEnds, FilePart::Text | FilePart::ArticleEnd | FilePart::ArticleHead) => {
                self.end_part(line);
                self.part = FilePart::Between;
            }
            (Bracket::FileEnds, FilePart::Between) => self.part = FilePart::End,
            (
                Bracket::FileEnds,
                FilePart::Records(_)
                | FilePart::Articles
                | FilePart::ArticleHead
                | FilePart::Text
                | FilePart::ArticleEnd,
            ) => {
                self.end_part(line);
                self.keep(line, "the list before it is not closed");
                self.part = FilePart::End;
            }
            // A person may have laid out a head otherwise.
            (_, FilePart::Head) if !self.options.at_heads => self.out.push_str(line.text),
            (Bracket::TextEnds, FilePart::ArticleHead) if !self.options.at_heads => {
                self.out.push_str(line.text);
            }
            // Repeated, as by a merge of two added articles.
            (Bracket::ArticleBegins, FilePart::ArticleHead) if self.article_is_empty() => {
                self.unreadable(line, REPEATED.to_owned());
            }
            (Bracket::ArticleBegins, part) => {
                self.end_part(line);
                if self.seen.insert(List::Articles) || matches!(part, FilePart::Records(_)) {
                    self.keep(line, "no list of articles begins before it");
                }
                self.begin_article(line);
                self.out.push('(');
            }
            (Bracket::TextBegins, FilePart::ArticleHead) => {
                self.end_head(line);
                self.out.push_str(line.text);
                self.part = FilePart::Text;
            }
            (Bracket::TextEnds, FilePart::Text) => {
                self.out.push_str(line.text);
                self.part = FilePart::ArticleEnd;
            }
            (Bracket::ArticleEnds, FilePart::ArticleEnd) => {
                self.out.push_str("    )");
                self.article_ends();
            }
            (Bracket::ArticleEnds, FilePart::ArticleHead | FilePart::Text) => self.end_part(line),
            (
                Bracket::ListEnds
                | Bracket::FileEnds
                | Bracket::TextBegins
                | Bracket::TextEnds
                | Bracket::ArticleEnds,
                _,
            ) => self.unreadable(line, REPEATED.to_owned()),
        }
    }

    fn begin_article(&mut self, line: Line<'a>) {
        self.article = Some((line, self.out.len()));
        self.head = HeadFields::of_article();
        self.part = FilePart::ArticleHead;
    }

    fn article_is_empty(&self) -> bool {
        let start = self.article.map_or(0, |(_, start)| start);
        self.out[start..].trim() == "("
    }

    /// Ends whatever the line interrupts: the head of the project, or an article.
    fn end_part(&mut self, line: Line<'a>) {
        match self.part {
            FilePart::Head | FilePart::Scale => {
                if self.part == FilePart::Scale {
                    self.out.push_str(SCALE_END);
                }
                self.end_head(line);
                self.head_end = Some(self.out.len());
            }
            FilePart::ArticleHead => self.drop_article(),
            FilePart::Text | FilePart::ArticleEnd => {
                let is_in_text = self.part == FilePart::Text;
                self.out.push_str(if is_in_text { "],)" } else { ")" });
                self.article_ends();
                self.keep(line, "the article before it is not closed");
            }
            FilePart::Between | FilePart::Articles | FilePart::Records(_) | FilePart::End => {}
        }
    }

    fn article_ends(&mut self) {
        if let Some((_, start)) = self.article.take() {
            self.records.push((List::Articles, start..self.out.len()));
        }
        self.part = FilePart::Articles;
    }

    /// Drops an article that ends before its text, leaving its lines empty.
    fn drop_article(&mut self) {
        if let Some((line, start)) = self.article.take() {
            let head = self.out.split_off(start);
            self.out.extend(head.matches('\n'));
            let head = Line {
                text: &head,
                ..line
            };
            self.list(
                FilePart::ArticleHead,
                head,
                "the file ends before its text".to_owned(),
                false,
            );
        }
        self.part = FilePart::Articles;
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
    fn end_head(&mut self, line: Line<'a>) {
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

    /// Copies a line of a head if it was parsed; otherwise writes `instead` and reports the line.
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

    /// Takes a record of the current list, or of any other that it fits.
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
                // Those that follow are of that list too.
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

    fn unreadable(&mut self, line: Line<'_>, words: String) {
        self.list(self.part, line, words, false);
    }

    /// Reports a line whose meaning is kept.
    fn keep(&mut self, line: Line<'_>, words: &str) {
        self.list(self.part, line, words.to_owned(), true);
    }

    fn list(&mut self, part: FilePart, line: Line<'_>, words: String, is_kept: bool) {
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

    /// Closes what is open at the end of the file.
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
    fn add_other_side(&mut self, theirs: Self) {
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

    /// Without the articles, the rest is not a project.
    fn finish(self) -> Option<Salvaged> {
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

/// The fault of a bracket that opens or closes nothing.
const REPEATED: &str = "nothing is opened or closed by it here";

/// The part of the file that a list begins.
fn part_of(list: List) -> FilePart {
    match list {
        List::Articles => FilePart::Articles,
        List::Speakers
        | List::Highlights
        | List::Claims
        | List::Silent
        | List::Evidence
        | List::Relations => FilePart::Records(list),
    }
}
