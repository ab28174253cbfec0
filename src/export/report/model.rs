//! A report as sections and blocks, so that every format renders the same text.

use super::words::Words;
use crate::export::protected_names::{ExportPart, VisitText};

pub(in crate::export) struct Report {
    pub(super) words: &'static Words,
    pub title: Text,
    /// Paragraphs below the title.
    pub lead: Vec<Text>,
    /// A line with the numbers of claims and sources.
    pub figures: Text,
    pub sections: Vec<Section>,
    /// Last line of the report.
    pub colophon: Text,
}

pub(in crate::export) struct Section {
    pub part: ExportPart,
    /// Unique in the report.
    pub id: String,
    pub heading: Text,
    pub blocks: Vec<Block>,
    pub sections: Vec<Section>,
}

pub(in crate::export) enum Block {
    Paragraph(Text),
    /// Names and values.
    Facts(Vec<(&'static str, Text)>),
    List(Vec<Text>),
    Table(ReportTable),
    Quote(Box<Quote>),
    /// A picture of the graph, with its description.
    Picture(String, &'static str),
}

/// A text in one language with at most one link.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(in crate::export) struct Text {
    pub words: String,
    /// BCP 47 tag; empty for the language of the report.
    pub language: String,
    pub link: Option<Link>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::export) enum Link {
    /// Id of a section.
    Section(String),
    Page(PageLink),
}

/// An http or https address with the passage to which a browser should scroll.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::export) struct PageLink {
    pub address: String,
    pub passage: Option<TextFragment>,
}

/// A passage of a page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::export) struct TextFragment {
    /// After the `#` of the address: `:~:text=…`.
    pub directive: String,
    /// The words in it.
    pub words: String,
}

#[derive(Clone, Debug)]
pub(in crate::export) struct ReportTable {
    pub caption: &'static str,
    pub head: Vec<Text>,
    /// The first cell of each row is its heading.
    pub rows: Vec<Vec<Text>>,
}

/// A passage with its sentence.
pub(in crate::export) struct Quote {
    /// Number within its claim.
    pub number: String,
    pub before: String,
    pub marked: String,
    pub after: String,
    /// BCP 47 tag of the article; may be empty.
    pub language: String,
    /// Outlet, date and locator, with a link to the passage on its page.
    pub source: Text,
    /// Its entry among the sources.
    pub entry: Text,
    /// Speaker, relays, first-hand or reported, and kind of quotation.
    pub attribution: Text,
    pub note: Text,
}

impl Text {
    pub fn new(words: impl Into<String>) -> Self {
        Self {
            words: words.into(),
            ..Self::default()
        }
    }

    pub fn linked(self, link: Option<Link>) -> Self {
        Self { link, ..self }
    }

    pub fn is_empty(&self) -> bool {
        self.words.trim().is_empty()
    }
}

impl PageLink {
    /// The whole address.
    pub fn url(&self) -> String {
        let Self { address, passage } = self;
        let Some(passage) = passage else {
            return address.clone();
        };
        let separator = if address.contains('#') { "" } else { "#" };
        format!("{address}{separator}{}", passage.directive)
    }
}

impl Report {
    /// Visits every text, and drops the linked passages in which `has_name` finds a name.
    pub fn each_text(&mut self, visit: &mut VisitText<'_>, has_name: &dyn Fn(&str) -> bool) {
        let Self {
            words: _,
            title,
            lead,
            figures,
            sections,
            colophon,
        } = self;
        let mut visitor = Visitor { visit, has_name };
        for text in [title, figures, colophon].into_iter().chain(lead) {
            visitor.text(ExportPart::Project, text);
        }
        for section in sections {
            visitor.section(section);
        }
    }
}

struct Visitor<'v, 'f> {
    visit: &'v mut VisitText<'f>,
    has_name: &'v dyn Fn(&str) -> bool,
}

impl Visitor<'_, '_> {
    fn section(&mut self, section: &mut Section) {
        let Section {
            part,
            id: _,
            heading,
            blocks,
            sections,
        } = section;
        self.text(*part, heading);
        for block in blocks {
            self.block(*part, block);
        }
        for section in sections {
            self.section(section);
        }
    }

    fn block(&mut self, part: ExportPart, block: &mut Block) {
        let mut each = |text: &mut Text| self.text(part, text);
        match block {
            Block::Paragraph(text) => each(text),
            Block::Facts(facts) => facts.iter_mut().for_each(|(_, text)| each(text)),
            Block::List(texts) => texts.iter_mut().for_each(each),
            Block::Table(ReportTable {
                caption: _,
                head,
                rows,
            }) => head
                .iter_mut()
                .chain(rows.iter_mut().flatten())
                .for_each(each),
            Block::Quote(quote) => self.quote(part, quote),
            // Its names are stand-ins already.
            Block::Picture(..) => {}
        }
    }

    fn quote(&mut self, part: ExportPart, quote: &mut Quote) {
        let Quote {
            number: _,
            before,
            marked,
            after,
            language: _,
            source,
            entry,
            attribution,
            note,
        } = quote;
        (self.visit)(part, &mut [before, marked, after]);
        for text in [source, entry, attribution, note] {
            self.text(part, text);
        }
    }

    fn text(&mut self, part: ExportPart, text: &mut Text) {
        let Text {
            words,
            language,
            link,
        } = text;
        (self.visit)(part, &mut [words]);
        (self.visit)(part, &mut [language]);
        if let Some(Link::Page(PageLink { address, passage })) = link {
            (self.visit)(part, &mut [address]);
            // The page does not contain the stand-in.
            passage.take_if(|it| (self.has_name)(&it.words) || (self.has_name)(&it.directive));
        }
    }
}
