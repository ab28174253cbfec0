//! Pages in Markdown as the window shows them: headings, paragraphs, lists, tables and code.

use crate::views::theme::{self, Theme, letters, space};

use std::{ops::Range, sync::Arc};

use egui::{
    Align, Color32, FontFamily, FontId, Galley, Id, Pos2, Rect, Sense, Stroke, TextFormat, Ui,
    WidgetInfo, accesskit::Role, pos2, text::LayoutJob, vec2,
};
use pulldown_cmark::{Event, HeadingLevel, Options, Parser, Tag, TagEnd};

/// A page, parsed.
pub(super) struct MarkdownPage {
    /// Each with the byte of the page at which it begins.
    blocks: Vec<(usize, Block)>,
}

enum Block {
    Heading(HeadingLevel, Words),
    Paragraph(Words),
    /// An entry of a list, with its bullet or number.
    Entry(String, Words),
    Code(String),
    /// The rows of cells, the head first.
    Table(Vec<Vec<Words>>),
}

/// Text with its parts.
#[derive(Default)]
struct Words {
    text: String,
    parts: Vec<Part>,
}

struct Part {
    range: Range<usize>,
    look: Look,
}

#[derive(Clone, Default, PartialEq)]
struct Look {
    is_strong: bool,
    is_italic: bool,
    is_code: bool,
    link: Option<String>,
}

impl Words {
    fn add(&mut self, text: &str, look: &Look) {
        let start = self.text.len();
        self.text.push_str(text);
        let end = self.text.len();
        match self.parts.last_mut().filter(|part| part.look == *look) {
            Some(part) => part.range.end = end,
            None => self.parts.push(Part {
                range: start..end,
                look: look.clone(),
            }),
        }
    }
}

impl MarkdownPage {
    pub(super) fn new(page: &str) -> Self {
        let mut blocks = Vec::new();
        let (mut words, mut look) = (Words::default(), Look::default());
        let mut lists: Vec<Option<u64>> = Vec::new();
        let mut bullet = None;
        let mut rows: Vec<Vec<Words>> = Vec::new();
        for (event, range) in Parser::new_ext(page, Options::ENABLE_TABLES).into_offset_iter() {
            match event {
                Event::Start(Tag::List(first)) => lists.push(first),
                Event::End(TagEnd::List(_)) => {
                    lists.pop();
                }
                Event::Start(Tag::Item) => {
                    let number = lists.last_mut().and_then(Option::as_mut);
                    bullet = Some(number.map_or("\u{2022}".to_owned(), |number| {
                        *number += 1;
                        format!("{}.", *number - 1)
                    }));
                }
                Event::End(TagEnd::Paragraph | TagEnd::Item) if !words.text.is_empty() => {
                    let words = std::mem::take(&mut words);
                    let block = match bullet.take() {
                        Some(bullet) => Block::Entry(bullet, words),
                        None if !lists.is_empty() => Block::Entry(String::new(), words),
                        None => Block::Paragraph(words),
                    };
                    blocks.push((range.start, block));
                }
                Event::End(TagEnd::Heading(level)) => {
                    let block = Block::Heading(level, std::mem::take(&mut words));
                    blocks.push((range.start, block));
                }
                Event::End(TagEnd::CodeBlock) => {
                    let code = std::mem::take(&mut words).text;
                    blocks.push((range.start, Block::Code(code.trim_end().to_owned())));
                }
                Event::Start(Tag::TableHead | Tag::TableRow) => rows.push(Vec::new()),
                Event::End(TagEnd::TableCell) => {
                    if let Some(row) = rows.last_mut() {
                        row.push(std::mem::take(&mut words));
                    }
                }
                Event::End(TagEnd::Table) => {
                    blocks.push((range.start, Block::Table(std::mem::take(&mut rows))));
                }
                Event::Start(Tag::Strong) => look.is_strong = true,
                Event::End(TagEnd::Strong) => look.is_strong = false,
                Event::Start(Tag::Emphasis) => look.is_italic = true,
                Event::End(TagEnd::Emphasis) => look.is_italic = false,
                Event::Start(Tag::Link { dest_url, .. }) => {
                    look.link = Some(dest_url.into_string());
                }
                Event::End(TagEnd::Link) => look.link = None,
                Event::Code(code) => {
                    let is_code = true;
                    words.add(
                        &code,
                        &Look {
                            is_code,
                            ..look.clone()
                        },
                    );
                }
                Event::Text(text) => words.add(&text, &look),
                Event::SoftBreak => words.add(" ", &look),
                Event::HardBreak => words.add("\n", &look),
                // The manual uses nothing else.
                _ => {}
            }
        }
        Self { blocks }
    }

    /// Paints the page. Scrolls to the block that begins at the byte `section`, if there is one. Returns the link that was
    /// clicked.
    pub(super) fn show(
        &self,
        ui: &mut Ui,
        theme: &Theme,
        section: Option<usize>,
    ) -> Option<String> {
        ui.spacing_mut().item_spacing.y = 0.0;
        let mut painter = PagePainter {
            theme,
            clicked: None,
            links: 0,
        };
        for (nth, (start, block)) in self.blocks.iter().enumerate() {
            if nth > 0 {
                ui.add_space(space_above(block));
            }
            if section == Some(*start) {
                ui.scroll_to_cursor(Some(Align::TOP));
            }
            painter.block(ui, block);
        }
        ui.add_space(space::LARGE);
        painter.clicked
    }
}

fn space_above(block: &Block) -> f32 {
    match block {
        Block::Heading(HeadingLevel::H1 | HeadingLevel::H2, _) => 28.0,
        Block::Heading(..) => space::LARGE,
        Block::Paragraph(_) | Block::Code(_) | Block::Table(_) => space::MEDIUM,
        Block::Entry(..) => 6.0,
    }
}

/// Greatest width of running text, in points: about 75 letters a line.
const MEASURE: f32 = 600.0;
/// Height of a line, as a share of the font size.
const LEADING: f32 = 1.45;
/// Left edge of the words of a list's entry, in points.
const INDENT: f32 = 22.0;
/// Between the columns of a table, in points.
const GUTTER: f32 = 16.0;

struct PagePainter<'t> {
    theme: &'t Theme,
    clicked: Option<String>,
    /// Number of links so far.
    links: usize,
}

impl PagePainter<'_> {
    fn block(&mut self, ui: &mut Ui, block: &Block) {
        let measure = ui.available_width().min(MEASURE);
        match block {
            Block::Heading(level, words) => {
                let size = match level {
                    HeadingLevel::H1 => letters::PAGE_TITLE,
                    HeadingLevel::H2 => letters::TITLE,
                    _ => letters::STATEMENT,
                };
                let galley = self.galley(ui, words, (size, true), measure);
                self.paint(ui, words, galley, 0.0, Role::Heading);
            }
            Block::Paragraph(words) => {
                let galley = self.galley(ui, words, (letters::BODY, false), measure);
                self.paint(ui, words, galley, 0.0, Role::Label);
            }
            Block::Entry(bullet, words) => {
                let at = ui.cursor().min + vec2(INDENT - space::SMALL, 0.0);
                let galley = self.galley(ui, words, (letters::BODY, false), measure - INDENT);
                let first = galley.rows.first().map_or(0.0, |row| row.row.size.y);
                let font = FontId::proportional(letters::BODY);
                let bullet = ui
                    .painter()
                    .layout_no_wrap(bullet.clone(), font, self.theme.faint);
                let lower = (first - bullet.size().y) / 2.0;
                let at = at + vec2(-bullet.size().x, lower);
                ui.painter().galley(at, bullet, self.theme.faint);
                self.paint(ui, words, galley, INDENT, Role::Label);
            }
            Block::Code(code) => {
                let font = FontId::monospace(letters::NOTE);
                let width = ui.available_width() - 2.0 * space::MEDIUM;
                let text = code.clone();
                let galley = ui.painter().layout(text, font, self.theme.text, width);
                let size = vec2(ui.available_width(), galley.size().y + 2.0 * space::SMALL);
                let (rect, response) = ui.allocate_exact_size(size, Sense::hover());
                ui.painter().rect_filled(rect, 5.0, self.theme.hover);
                let at = rect.min + vec2(space::MEDIUM, space::SMALL);
                ui.painter().galley(at, galley, self.theme.text);
                response.widget_info(|| WidgetInfo::labeled(Role::Label, true, code));
            }
            Block::Table(rows) => self.table(ui, rows),
        }
    }

    fn table(&mut self, ui: &mut Ui, rows: &[Vec<Words>]) {
        let columns = rows.iter().map(Vec::len).max().unwrap_or(0);
        let look = |row: usize| (letters::NOTE, row == 0);
        let mut natural = vec![0.0_f32; columns];
        for (nth, row) in rows.iter().enumerate() {
            for (column, cell) in row.iter().enumerate() {
                let width = self.galley(ui, cell, look(nth), f32::INFINITY).size().x;
                natural[column] = natural[column].max(width.ceil());
            }
        }
        let gutters = GUTTER * columns.saturating_sub(1) as f32;
        let widths = shared_out(&natural, ui.available_width() - gutters);
        for (nth, row) in rows.iter().enumerate() {
            let galleys: Vec<Arc<Galley>> = row
                .iter()
                .zip(&widths)
                .map(|(cell, width)| self.galley(ui, cell, look(nth), *width))
                .collect();
            let height = galleys.iter().map(|it| it.size().y).fold(0.0, f32::max);
            let size = vec2(ui.available_width(), height + 10.0);
            let (_, rect) = ui.allocate_space(size);
            let mut left = rect.left();
            for ((cell, galley), width) in row.iter().zip(galleys).zip(&widths) {
                self.words(ui, cell, galley, pos2(left, rect.top() + 5.0), Role::Cell);
                left += width + GUTTER;
            }
            let line = Stroke::new(1.0, self.theme.line);
            ui.painter().hline(rect.x_range(), rect.bottom(), line);
        }
    }

    /// Lays out words in a font size, all of them strong or only some, within a width.
    fn galley(
        &self,
        ui: &Ui,
        words: &Words,
        (size, is_strong): (f32, bool),
        width: f32,
    ) -> Arc<Galley> {
        let mut job = LayoutJob::default();
        job.wrap.max_width = width;
        for Part { range, look } in &words.parts {
            let format = self.format(look, size, is_strong);
            job.append(&words.text[range.clone()], 0.0, format);
        }
        ui.painter().layout_job(job)
    }

    fn format(&self, look: &Look, size: f32, is_strong: bool) -> TextFormat {
        let is_link = look.link.is_some();
        let color = if is_link {
            self.theme.accent
        } else {
            self.theme.text
        };
        let family = match (look.is_code, is_strong || look.is_strong) {
            (true, _) => FontFamily::Monospace,
            (false, true) => theme::strong_letters(),
            (false, false) => FontFamily::Proportional,
        };
        let letters = if look.is_code { size - 1.0 } else { size };
        TextFormat {
            font_id: FontId::new(letters, family),
            line_height: Some((size * LEADING).round()),
            color,
            background: if look.is_code {
                self.theme.hover
            } else {
                Color32::TRANSPARENT
            },
            italics: look.is_italic,
            underline: if is_link {
                Stroke::new(1.0, color)
            } else {
                Stroke::NONE
            },
            valign: Align::Center,
            ..TextFormat::default()
        }
    }

    /// Paints words below what came before, from an indent on.
    fn paint(&mut self, ui: &mut Ui, words: &Words, galley: Arc<Galley>, indent: f32, role: Role) {
        let size = vec2(ui.available_width(), galley.size().y);
        let (_, rect) = ui.allocate_space(size);
        self.words(ui, words, galley, rect.min + vec2(indent, 0.0), role);
    }

    /// Paints words at a place, with their links.
    fn words(&mut self, ui: &Ui, words: &Words, galley: Arc<Galley>, at: Pos2, role: Role) {
        let rect = Rect::from_min_size(at, galley.size());
        let id = Id::unique(("words of the manual", ui.next_auto_id(), at.x.to_bits()));
        let response = ui.interact(rect, id, Sense::hover());
        response.widget_info(|| WidgetInfo::labeled(role, true, &words.text));
        for Part { range, look } in &words.parts {
            let Some(link) = &look.link else { continue };
            self.links += 1;
            let name = &words.text[range.clone()];
            let letters = letters_of(&words.text, range);
            for (nth, part) in places(&galley, &letters).into_iter().enumerate() {
                // The parts of a link in several lines are one stop for Tab.
                let sense = if nth == 0 {
                    Sense::click()
                } else {
                    Sense::CLICK
                };
                let id = Id::unique(("link of the manual", self.links, nth));
                let part = ui.interact(part.translate(at.to_vec2()), id, sense);
                part.widget_info(|| WidgetInfo::labeled(Role::Link, true, name));
                if part.has_focus() || part.hovered() {
                    ui.painter()
                        .rect_filled(part.rect.expand(1.0), 3.0, self.theme.selected);
                }
                if part.clicked() {
                    self.clicked = Some(link.clone());
                }
                part.on_hover_cursor(egui::CursorIcon::PointingHand);
            }
        }
        ui.painter().galley(at, galley, self.theme.text);
    }
}

/// The range in characters of a range in bytes.
fn letters_of(text: &str, range: &Range<usize>) -> Range<usize> {
    let start = text[..range.start].chars().count();
    start..start + text[range.clone()].chars().count()
}

/// Where characters of a laid-out text are, one rectangle a line, from its top left corner.
fn places(galley: &Galley, letters: &Range<usize>) -> Vec<Rect> {
    let mut places = Vec::new();
    let mut first = 0;
    for placed in &galley.rows {
        let glyphs = &placed.row.glyphs;
        let from = letters.start.clamp(first, first + glyphs.len()) - first;
        let to = letters.end.clamp(first, first + glyphs.len()) - first;
        if let [begin, .., end] | [begin @ end] = &glyphs[from..to] {
            let left = begin.pos.x;
            let right = end.pos.x + end.advance_width;
            let height = placed.row.size.y;
            let rect = Rect::from_min_max(pos2(left, 0.0), pos2(right, height));
            places.push(rect.translate(placed.pos.to_vec2()));
        }
        first += glyphs.len() + usize::from(placed.ends_with_newline);
    }
    places
}

/// Widths of columns within `room`: the narrow ones get what they need, and the others share the rest.
fn shared_out(natural: &[f32], room: f32) -> Vec<f32> {
    let mut widths = natural.to_vec();
    let mut fair = room / natural.len().max(1) as f32;
    for _ in natural {
        let narrow: f32 = natural.iter().filter(|width| **width <= fair).sum();
        let wide = natural.iter().filter(|width| **width > fair).count();
        if wide == 0 {
            return widths;
        }
        fair = (room - narrow) / wide as f32;
        for (width, natural) in widths.iter_mut().zip(natural) {
            *width = natural.min(fair.max(40.0));
        }
    }
    widths
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_has_its_blocks_with_their_places_and_links() {
        let page = "# Title\n\nSome **bold** words and a [link](other.md#part).\n\n1. One\n2. Two `x`\n\n| a | b |\n| --- | --- |\n| c | d |\n\n## Part\n";
        let page_of = MarkdownPage::new(page);
        let [title, text, one, two, table, part] = &page_of.blocks[..] else {
            panic!("six blocks: {}", page_of.blocks.len());
        };
        assert!(matches!(title, (0, Block::Heading(HeadingLevel::H1, _))));
        let Block::Paragraph(words) = &text.1 else {
            panic!()
        };
        assert_eq!(words.text, "Some bold words and a link.");
        let strong = words.parts.iter().find(|part| part.look.is_strong);
        assert_eq!(&words.text[strong.unwrap().range.clone()], "bold");
        let link = words
            .parts
            .iter()
            .find_map(|part| part.look.link.as_deref());
        assert_eq!(link, Some("other.md#part"));
        for (block, number) in [(one, "1."), (two, "2.")] {
            assert!(matches!(&block.1, Block::Entry(bullet, _) if bullet == number));
        }
        assert!(matches!(&table.1, Block::Table(rows) if rows.len() == 2 && rows[1].len() == 2));
        assert!(page[part.0..].starts_with("## Part"));
    }

    #[test]
    fn columns_share_the_room_that_the_narrow_ones_leave() {
        assert_eq!(shared_out(&[40.0, 50.0], 200.0), [40.0, 50.0]);
        assert_eq!(shared_out(&[40.0, 500.0], 200.0), [40.0, 160.0]);
        assert_eq!(shared_out(&[40.0, 500.0, 90.0], 330.0), [40.0, 200.0, 90.0]);
        assert_eq!(shared_out(&[400.0, 500.0], 200.0), [100.0, 100.0]);
    }
}
