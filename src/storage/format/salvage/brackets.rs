//! The lines that give a file its structure.

use super::{
    head::HeadFields,
    part::FilePart,
    salvager::{Line, SCALE_END, Salvager},
};
use crate::storage::format::records::List;

/// The fault of a bracket that opens or closes nothing.
const REPEATED: &str = "it opens or closes nothing here";

/// A line that is the same in every file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Bracket {
    ListBegins(List),
    ListEnds,
    ArticleBegins,
    TextBegins,
    TextEnds,
    ArticleEnds,
    FileEnds,
}

/// Returns the bracket that the line is; `None` for all other lines.
pub(super) fn bracket(line: &str) -> Option<Bracket> {
    Some(match line {
        "  ]," => Bracket::ListEnds,
        "    (" => Bracket::ArticleBegins,
        "      text: [" => Bracket::TextBegins,
        "      ]," => Bracket::TextEnds,
        "    )," => Bracket::ArticleEnds,
        ")" => Bracket::FileEnds,
        line => {
            let name = line.strip_prefix("  ")?.strip_suffix(": [")?;
            let mut lists = List::ALL.into_iter();
            Bracket::ListBegins(lists.find(|list| list.name() == name)?)
        }
    })
}

impl<'a> Salvager<'a> {
    pub(super) fn take_bracket(&mut self, bracket: Bracket, line: Line<'a>) {
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
                    self.keep(line, "the list appears twice; the records of both are read");
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
            // The head may have been laid out differently by hand.
            (_, FilePart::Head) if !self.options.at_heads => self.out.push_str(line.text),
            (Bracket::TextEnds, FilePart::ArticleHead) if !self.options.at_heads => {
                self.out.push_str(line.text);
            }
            // Repeated when git merges two added articles.
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

    pub(super) fn begin_article(&mut self, line: Line<'a>) {
        self.article = Some((line, self.out.len()));
        self.head = HeadFields::of_article();
        self.part = FilePart::ArticleHead;
    }

    fn article_is_empty(&self) -> bool {
        let start = self.article.map_or(0, |(_, start)| start);
        self.out[start..].trim() == "("
    }

    /// Ends the part that the line interrupts: the head of the project, or an article.
    pub(super) fn end_part(&mut self, line: Line<'a>) {
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
}

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
