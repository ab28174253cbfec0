//! RTF documents: the text with all tracked changes accepted and without hidden text, then its notes and comments.
//! Headers and footers become page clutter.

mod destinations;
mod flow;
mod fonts;
mod tokens;

use super::{
    ImportedArticle, ReadError, TextEncoding,
    article_builder::ArticleBuilder,
    comments::Marks,
    document::{self, ChangeKind, Comment, Line, NoteKind, Notes, Tracked, TrackedChange},
    one_line, symbols,
};
use crate::project::ArticleDetails;
use destinations::Place;
use flow::{Flow, FlowKind};
use fonts::Fonts;
use tokens::{Token, Tokens};

use std::{
    collections::{HashMap, HashSet},
    mem,
};

/// Reads an RTF document.
///
/// # Errors
/// [`ReadError`] if there is no text in it.
pub(super) fn read(bytes: &[u8]) -> Result<ImportedArticle, ReadError> {
    let mut document = Document::default();
    for token in Tokens(bytes) {
        document.read(token);
    }
    document.finish()
}

/// State of a group, which ends with it.
#[expect(
    clippy::struct_excessive_bools,
    reason = "RTF switches each of them by itself"
)]
#[derive(Clone, Copy, Debug, Default)]
struct Group {
    place: Place,
    /// Whether a flow began with it.
    has_flow: bool,
    is_hidden: bool,
    is_deleted: bool,
    is_inserted: bool,
    is_superscript: bool,
    /// Of the current insertion and deletion: the index of the author among the revisers, and the date.
    inserted: (usize, u32),
    deleted: (usize, u32),
    font: i32,
    /// Number of fallback characters for older programs after each `\u`.
    skip: usize,
    /// Where the text went before the fallback for older programs.
    before_upr: Place,
}

struct Document {
    /// The body so far: all its lines together would take many times the size of the file.
    article: ArticleBuilder,
    /// The paragraph in the title style.
    title: Option<String>,
    groups: Vec<Group>,
    /// Whether the next control word begins a group that is skipped if the word is unknown.
    is_optional: bool,
    /// A stack: the body, and within it a note, a comment or a header.
    flows: Vec<Flow>,
    fonts: Fonts,
    styles: HashMap<i32, String>,
    /// The style whose entry is being read.
    style: i32,
    /// Bytes not decoded yet.
    bytes: Vec<u8>,
    /// Number of fallback characters still to be skipped.
    skipped: usize,
    /// First half of a character beyond U+FFFF.
    surrogate: Option<u16>,
    details: ArticleDetails,
    margin: Vec<Line>,
    /// "Unknown;", "Ina Holt;".
    revisers: Vec<String>,
    notes: Notes,
    /// The details of the next comment, as far as read.
    comment: Comment,
    comments: Vec<Comment>,
    marks: Marks,
    tracked: Tracked,
}

impl Default for Document {
    fn default() -> Self {
        Self {
            article: ArticleBuilder::default(),
            title: None,
            groups: vec![Group {
                skip: 1,
                ..Group::default()
            }],
            is_optional: false,
            flows: vec![Flow::new(FlowKind::Main)],
            fonts: Fonts::default(),
            styles: HashMap::new(),
            style: 0,
            bytes: Vec::new(),
            skipped: 0,
            surrogate: None,
            details: ArticleDetails::default(),
            margin: Vec::new(),
            revisers: Vec::new(),
            notes: Notes::default(),
            comment: Comment::default(),
            comments: Vec::new(),
            marks: Marks::default(),
            tracked: Tracked::default(),
        }
    }
}

impl Document {
    fn read(&mut self, token: Token<'_>) {
        match token {
            Token::Byte(byte) => {
                if !self.skips(1) {
                    self.bytes.push(byte);
                }
                return;
            }
            Token::Text(text) => {
                let skipped = self.skipped.min(text.len());
                self.skipped -= skipped;
                self.bytes.extend(&text[skipped..]);
                return;
            }
            Token::Open | Token::Close | Token::Control(..) | Token::Symbol(_) => self.decode(),
        }
        if self.ends_skipping(token) {
            return;
        }
        match token {
            Token::Open => {
                let group = *self.group();
                self.groups.push(Group {
                    has_flow: false,
                    ..group
                });
            }
            Token::Close => self.close(),
            Token::Control(name, number) => self.word(name, number),
            Token::Symbol(sign) => self.sign(sign),
            Token::Byte(_) | Token::Text(_) => {}
        }
    }

    /// A word or symbol that stands for a letter is skipped like one. All others end the skipping: a program forgot the
    /// letter.
    fn ends_skipping(&mut self, token: Token<'_>) -> bool {
        let is_letter = match token {
            Token::Control(name, _) => !shown(name).is_empty(),
            Token::Symbol(sign) => b"~_-\\{}".contains(&sign),
            Token::Open | Token::Close | Token::Byte(_) | Token::Text(_) => false,
        };
        if is_letter && self.skips(1) {
            return true;
        }
        self.skipped = 0;
        false
    }

    fn skips(&mut self, count: usize) -> bool {
        let skipped = self.skipped >= count;
        self.skipped -= if skipped { count } else { 0 };
        skipped
    }

    fn group(&mut self) -> &mut Group {
        if self.groups.is_empty() {
            self.groups.push(Group::default());
        }
        let last = self.groups.len() - 1;
        &mut self.groups[last]
    }

    fn flow(&mut self) -> &mut Flow {
        if self.flows.is_empty() {
            self.flows.push(Flow::new(FlowKind::Main));
        }
        let last = self.flows.len() - 1;
        &mut self.flows[last]
    }

    /// Decodes the bytes read so far in the encoding of the font, and adds them to the current destination.
    fn decode(&mut self) {
        if self.bytes.is_empty() {
            return;
        }
        let Group { font, place, .. } = *self.group();
        let bytes = mem::take(&mut self.bytes);
        if let Some(font) = self.fonts.symbol_font(font)
            && matches!(place, Place::Text | Place::Number)
        {
            let codes = bytes.iter().map(|byte| u32::from(*byte));
            let signs = self.tracked.signs(font, codes);
            self.symbols(&signs);
            return;
        }
        let encoding: &TextEncoding = self.fonts.encoding(font);
        let text = encoding.decode(&bytes).text;
        self.words(&text);
    }

    /// Adds characters of a symbol font; as the number of a list they are a bullet.
    fn symbols(&mut self, signs: &str) {
        let is_number = self.group().place == Place::Number;
        self.text(if is_number { "\u{2022}" } else { signs });
    }

    /// Adds the words of the document or of another destination.
    fn words(&mut self, text: &str) {
        let group = self.group();
        if group.is_superscript && group.place == Place::Text {
            self.text(&document::raised(text));
        } else {
            self.text(text);
        }
    }

    fn text(&mut self, text: &str) {
        let group = *self.group();
        match group.place {
            Place::Text if group.is_hidden => {
                self.tracked.has_hidden_text |= !text.trim().is_empty();
            }
            Place::Text => {
                let change = self.change(group, text);
                self.flow().add(text, change);
            }
            Place::Revisers => {
                for part in text.split_inclusive(';') {
                    match self.revisers.last_mut().filter(|last| !last.ends_with(';')) {
                        Some(open) => open.push_str(part),
                        None => self.revisers.push(part.to_owned()),
                    }
                }
            }
            Place::Number => self.flow().number.push_str(text),
            Place::Styles => self.styles.entry(self.style).or_default().push_str(text),
            Place::Title => self.details.title.push_str(text),
            Place::Author => self.details.byline.push_str(text),
            Place::CommentAuthor => self.comment.author.push_str(text),
            Place::CommentDate => {
                self.comment.date = text.trim().parse().map_or_else(|_| String::new(), date);
            }
            Place::QuoteStart => {
                let mark = self.marks.begin(text.trim());
                self.mark(&mark);
            }
            Place::QuoteEnd => {
                let mark = self.marks.end(text.trim());
                self.mark(&mark);
            }
            Place::CommentNumber => self.comment.mark = self.marks.number(text.trim()),
            Place::Fonts => self.fonts.add_name(text),
            Place::Nowhere => {}
        }
    }

    /// The tracked change that a text belongs to.
    fn change(&self, group: Group, text: &str) -> Option<TrackedChange> {
        let (kind, (author, bits)) = match (group.is_inserted, group.is_deleted) {
            (true, false) => (ChangeKind::Inserted, group.inserted),
            (_, true) => (ChangeKind::Deleted, group.deleted),
            (false, false) => return None,
        };
        let author = self.revisers.get(author).map_or("", String::as_str);
        let author = author.trim_end_matches(';').trim();
        Some(TrackedChange {
            kind,
            author: if author == "Unknown" { "" } else { author }.to_owned(),
            date: if bits == 0 { String::new() } else { date(bits) },
            text: text.to_owned(),
        })
    }

    /// Inserts a marker of a comment into the text of the document.
    fn mark(&mut self, mark: &str) {
        if let [main] = &mut self.flows[..] {
            main.text.push_str(mark);
        }
    }

    fn sign(&mut self, sign: u8) {
        match sign {
            b'*' => self.is_optional = true,
            b'~' => self.text("\u{A0}"),
            b'_' => self.text("\u{2011}"),
            b'\\' | b'{' | b'}' => self.text(&char::from(sign).to_string()),
            _ => {}
        }
    }

    fn word(&mut self, name: &str, number: Option<i32>) {
        let is_optional = mem::take(&mut self.is_optional);
        let is_on = number != Some(0);
        if self.destination(name, is_optional) {
            return;
        }
        match name {
            "u" => self.unicode(number.unwrap_or_default()),
            "uc" => self.group().skip = number.and_then(|it| it.try_into().ok()).unwrap_or(1),
            "ansicpg" => self.fonts.set_page(number.unwrap_or_default()),
            "mac" => self.fonts.set_page(10000),
            "pc" => self.fonts.set_page(437),
            "pca" => self.fonts.set_page(850),
            "f" if self.group().place == Place::Fonts => self.fonts.entry = number.unwrap_or(0),
            "f" => self.group().font = number.unwrap_or_default(),
            "fcharset" => self.fonts.set_charset(number.unwrap_or_default()),
            "s" if self.group().place == Place::Styles => self.style = number.unwrap_or(0),
            "v" => self.group().is_hidden = is_on,
            "super" => self.group().is_superscript = is_on,
            "up" => self.group().is_superscript = number.is_none_or(|by| by > 0),
            "sub" | "dn" | "nosupersub" => self.group().is_superscript = false,
            "deleted" => {
                self.tracked.deletions += usize::from(is_on && !self.group().is_deleted);
                self.group().is_deleted = is_on;
            }
            "revised" => {
                self.tracked.insertions += usize::from(is_on && !self.group().is_inserted);
                self.group().is_inserted = is_on;
            }
            "revauth" => self.group().inserted.0 = number.unwrap_or_default() as usize,
            "revauthdel" => self.group().deleted.0 = number.unwrap_or_default() as usize,
            "revdttm" => self.group().inserted.1 = number.unwrap_or_default() as u32,
            "revdttmdel" => self.group().deleted.1 = number.unwrap_or_default() as u32,
            "plain" => {
                let group = self.group();
                (group.is_hidden, group.is_deleted, group.is_inserted) = (false, false, false);
                group.is_superscript = false;
            }
            _ if self.group().place != Place::Text => {}
            "ftnalt" => {
                if let FlowKind::Note(at) = self.flow().kind {
                    self.notes.set_kind(at, NoteKind::Endnote);
                }
            }
            "s" => self.flow().style = number.unwrap_or_default(),
            "outlinelevel" => self.flow().has_outline = number.is_some_and(|it| it < 9),
            "intbl" => self.flow().in_table = true,
            "pard" => {
                let flow = self.flow();
                (flow.style, flow.has_outline, flow.in_table) = (0, false, false);
            }
            "par" | "sect" | "page" if self.group().is_deleted => {}
            "par" | "sect" | "page" => self.end_paragraph(),
            "cell" | "nestcell" => self.end_cell(),
            "row" | "nestrow" => self.end_row(),
            _ => self.text(shown(name)),
        }
    }

    fn unicode(&mut self, number: i32) {
        self.skipped = self.group().skip;
        let unit = number as u16;
        let text = match (self.surrogate.take(), unit) {
            (_, 0xD800..=0xDBFF) => {
                self.surrogate = Some(unit);
                return;
            }
            (Some(first), _) => String::from_utf16_lossy(&[first, unit]),
            (None, _) => String::from_utf16_lossy(&[unit]),
        };
        let font = self.group().font;
        let font = self.fonts.symbol_font(font);
        match font.filter(|_| symbols::PRIVATE.contains(&u32::from(unit))) {
            Some(font) => {
                let signs = self.tracked.signs(font, [u32::from(unit)].into_iter());
                self.symbols(&signs);
            }
            None => self.words(&text),
        }
    }

    fn end_paragraph(&mut self) {
        let Some(flow) = self.flows.last_mut() else {
            return;
        };
        flow.end_paragraph(&self.styles);
        self.add_lines();
    }

    /// Adds the complete lines of the body to the article.
    fn add_lines(&mut self) {
        let Some(flow) = self.flows.last_mut() else {
            return;
        };
        if !matches!(flow.kind, FlowKind::Main) {
            return;
        }
        for line in flow.lines.drain(..) {
            if self.title.is_none() && line.is_title {
                self.title = Some(line.clean());
            }
            document::add(&mut self.article, &[line]);
        }
    }

    fn end_cell(&mut self) {
        self.flow().in_table = true;
        self.end_paragraph();
        self.flow().end_cell();
    }

    fn end_row(&mut self) {
        self.end_paragraph();
        self.flow().end_row();
        self.add_lines();
    }

    fn finish(mut self) -> Result<ImportedArticle, ReadError> {
        self.decode();
        let is_cut_off = self.groups.len() > 1;
        while self.groups.len() > 1 {
            self.close();
        }
        self.end_row();
        let mut article = self.article;
        article.details = self.details;
        if let Some(title) = self.title {
            article.details.title = title;
        }
        article.details.title = one_line(&article.details.title);
        self.notes.add_to(&mut article);
        document::add_margin(&mut article, &self.margin, &mut HashSet::new());
        document::add_comments(&mut article, &self.comments);
        article.warnings.extend(self.tracked.warnings());
        if is_cut_off {
            let words = "The document is cut off, so its end is missing";
            article.warnings.push(words.to_owned());
        }
        article.finish()
    }
}

/// The character that a control word stands for; empty if none.
fn shown(name: &str) -> &'static str {
    match name {
        "tab" => "\t",
        "line" | "softline" => "\n",
        "emdash" => "\u{2014}",
        "endash" => "\u{2013}",
        "lquote" => "\u{2018}",
        "rquote" => "\u{2019}",
        "ldblquote" => "\u{201C}",
        "rdblquote" => "\u{201D}",
        "bullet" => "\u{2022}",
        "emspace" | "enspace" | "qmspace" => " ",
        _ => "",
    }
}

/// Decodes a date of RTF, which is packed in bits: "2031-05-13T09:00". Empty if it is none.
fn date(bits: u32) -> String {
    let part = |from: u32, count: u32| (bits >> from) & ((1 << count) - 1);
    let (year, month, day) = (1900 + part(20, 9), part(16, 4), part(11, 5));
    let (hour, minute) = (part(6, 5), part(0, 6));
    let is_date = (1..=12).contains(&month) && (1..=31).contains(&day) && hour < 24 && minute < 60;
    if !is_date {
        return String::new();
    }
    format!("{year}-{month:02}-{day:02}T{hour:02}:{minute:02}")
}

#[cfg(test)]
mod tests;
