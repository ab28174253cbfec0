//! What can be read of a file that is broken in single lines, or breaks off. A project is written with a record a line, so a
//! line that cannot be read costs no other.

use serde::Deserialize;

use super::{
    damaged::Damaged,
    limits::UNREADABLE_SHARE,
    problem::{Fault, LoadProblem, Record},
    quoted::Quoted,
    syntax, v3,
};

/// A file in which every line can be read.
pub(super) struct Salvaged {
    /// The file with as many lines as before (and those that close it, where it breaks off): a record that cannot be read is
    /// an empty line, a paragraph that cannot be read is quoted as it stands.
    pub(super) text: String,
    /// What was done to it, a problem a line.
    pub(super) problems: Vec<LoadProblem>,
}

/// Looks at each line by itself. `None` where the file is not laid out as projects are written, or every line can be read: then
/// what is wrong is not in single lines.
pub(super) fn salvage(text: &str) -> Option<Salvaged> {
    let mut rescue = Rescue {
        out: String::with_capacity(text.len() + 64),
        problems: Vec::new(),
        part: Part::Head,
        article: Place::default(),
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

/// Which lines may come next.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Part {
    /// Before the articles.
    Head,
    /// Between the claimants and the articles.
    AfterClaimants,
    /// Between two articles.
    Articles,
    /// In an article, before its text.
    ArticleHead,
    /// A paragraph a line.
    Text,
    /// After the text of an article.
    ArticleEnd,
    /// A record a line.
    Records(List),
    /// Between two lists.
    Between(List),
    /// After the last list.
    AfterLists,
    /// After the last bracket.
    End,
}

/// The lists with a record a line, in the order of the file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum List {
    Claimants,
    Highlights,
    Claims,
    Evidence,
    Relations,
}

impl List {
    /// Those that every file has.
    const ALWAYS: [Self; 3] = [Self::Highlights, Self::Claims, Self::Evidence];

    fn begin(self) -> &'static str {
        match self {
            Self::Claimants => "  claimants: [",
            Self::Highlights => "  highlights: [",
            Self::Claims => "  claims: [",
            Self::Evidence => "  evidence: [",
            Self::Relations => "  relations: [",
        }
    }

    fn record(self) -> Record {
        match self {
            Self::Claimants => Record::Claimant,
            Self::Highlights => Record::Highlight,
            Self::Claims => Record::Claim,
            Self::Evidence => Record::Evidence,
            Self::Relations => Record::Relation,
        }
    }

    fn is_readable(self, line: &str) -> Result<(), String> {
        match self {
            Self::Claimants => read::<v3::Claimant<'_>>(line),
            Self::Highlights => read::<v3::Highlight<'_>>(line),
            // Of older versions, too: what they do not have may be left out.
            Self::Claims => read::<v3::Claim<'_>>(line),
            Self::Evidence => read::<v3::Evidence<'_>>(line),
            Self::Relations => read::<v3::Relation<'_>>(line),
        }
    }
}

/// What the line begins with that says what an article derives from.
const PROVENANCE: &str = "      provenance: ";

/// Whether the line is one value and a comma.
fn read<'a, T: Deserialize<'a>>(line: &'a str) -> Result<(), String> {
    let value = line.trim();
    let Some(value) = value.strip_suffix(',') else {
        return Err("a comma is missing at the end of the line".to_owned());
    };
    let value: Result<T, _> = ron::from_str(value);
    value.map(drop).map_err(|error| syntax::words(&error))
}

struct Rescue {
    out: String,
    problems: Vec<LoadProblem>,
    part: Part,
    /// Where the last article begins.
    article: Place,
}

/// A line in the file and in what is made of it.
#[derive(Clone, Copy, Default)]
struct Place {
    number: usize,
    at: usize,
    in_out: usize,
}

impl Rescue {
    fn take(&mut self, number: usize, at: usize, line: &str) {
        let line = line.strip_suffix('\r').unwrap_or(line);
        if number > 1 {
            self.out.push('\n');
        }
        match self.part {
            Part::Text if line != "      ]," => self.take_paragraph(number, at, line),
            Part::Records(list) if line != "  ]," => self.take_record(list, number, at, line),
            Part::ArticleHead if line.starts_with(PROVENANCE) => {
                self.take_provenance(number, at, line);
            }
            part => {
                self.part = next_part(part, line);
                if (part, self.part) == (Part::Articles, Part::ArticleHead) {
                    let in_out = self.out.len();
                    self.article = Place { number, at, in_out };
                }
                self.out.push_str(line);
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
        match read::<v3::Provenance<'_>>(&line[PROVENANCE.len()..]) {
            Ok(()) => self.out.push_str(line),
            Err(words) => self.unreadable(Part::ArticleHead, number, at, line, words),
        }
    }

    fn take_record(&mut self, list: List, number: usize, at: usize, line: &str) {
        match list.is_readable(line) {
            Ok(()) => self.out.push_str(line),
            Err(_) if line.is_empty() => {}
            Err(words) => self.unreadable(Part::Records(list), number, at, line, words),
        }
    }

    fn unreadable(&mut self, part: Part, number: usize, at: usize, line: &str, words: String) {
        let record = match part {
            Part::Records(list) => list.record(),
            _ => Record::Article,
        };
        let fault = Fault::Unreadable {
            words,
            line: line.trim().to_owned(),
            is_paragraph: part == Part::Text,
        };
        self.problems
            .push(Damaged::of_line(number, at, record, fault));
    }

    /// An article that breaks off before its text is left out, its lines empty.
    fn drop_head(&mut self) {
        let Place { number, at, in_out } = self.article;
        let head = self.out.split_off(in_out);
        let lines = head.matches('\n').count();
        self.out.extend(std::iter::repeat_n('\n', lines));
        let words = "it breaks off before its text".to_owned();
        self.unreadable(Part::ArticleHead, number, at, &head, words);
        self.part = Part::Articles;
    }

    /// Closes what is open where the file breaks off.
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

fn next_part(part: Part, line: &str) -> Part {
    match (part, line) {
        (Part::Head, "  claimants: [") => Part::Records(List::Claimants),
        (Part::Head | Part::AfterClaimants, "  articles: [") | (Part::ArticleEnd, "    ),") => {
            Part::Articles
        }
        (Part::Articles, "    (") => Part::ArticleHead,
        (Part::Articles, "  ],") => Part::Between(List::Highlights),
        (Part::ArticleHead, "      text: [") => Part::Text,
        (Part::Text, "      ],") => Part::ArticleEnd,
        (Part::Between(next), _) if line == next.begin() => Part::Records(next),
        (Part::Records(List::Claimants), "  ],") => Part::AfterClaimants,
        (Part::Records(List::Highlights), "  ],") => Part::Between(List::Claims),
        (Part::Records(List::Claims), "  ],") => Part::Between(List::Evidence),
        (Part::Records(List::Evidence), "  ],") => Part::Between(List::Relations),
        (Part::Between(List::Relations), ")") => Part::End,
        (Part::Records(List::Relations), "  ],") => Part::AfterLists,
        (Part::AfterLists, ")") | (Part::End, _) => Part::End,
        (part, _) => part,
    }
}

/// The lines that are missing at the end; `None` where too much is.
fn closing(part: Part) -> Option<String> {
    let mut lines: Vec<&str> = match part {
        // What makes a project of it is missing.
        Part::Head | Part::ArticleHead | Part::AfterClaimants | Part::Records(List::Claimants) => {
            return None;
        }
        Part::End => return Some(String::new()),
        Part::AfterLists => return Some(")\n".to_owned()),
        Part::Text => vec!["      ],", "    ),", "  ],"],
        Part::ArticleEnd => vec!["    ),", "  ],"],
        Part::Articles | Part::Records(_) => vec!["  ],"],
        Part::Between(_) => Vec::new(),
    };
    let after = |list: &List| match part {
        Part::Records(open) => *list > open,
        Part::Between(next) => *list >= next,
        _ => true,
    };
    for list in List::ALWAYS.iter().filter(|list| after(list)) {
        lines.extend([list.begin(), "  ],"]);
    }
    lines.push(")\n");
    Some(lines.join("\n"))
}
