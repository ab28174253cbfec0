use std::{
    collections::BTreeMap,
    fmt::{self, Write as _},
};

use super::{GraphPalette, Rgb, lines::lines};
use crate::{
    analysis::{
        ClaimEvidence, ClaimRow, ProtectedNames, Roots,
        graph::{
            Area, Column, Curve, Dash, EdgeKind, Node, NodeWords, Picture, Placed, Point, Routed,
            edge_words, told_without,
        },
    },
    project::Project,
    text::hidden_character,
};

/// Around the picture.
const MARGIN: f32 = 24.0;
/// Above the nodes: the title and the columns' headings.
const HEAD: f32 = 84.0;
/// The heights of letters.
const TITLE: f32 = 18.0;
const BODY: f32 = 13.0;
const SMALL: f32 = 11.5;
/// Some sans-serifs are so much wider than the usual one.
const WIDE: f32 = 1.1;
/// From one line to the next.
const LINE: f32 = 17.0;
/// Between the edge of a node and its words.
const PAD: f32 = 10.0;
/// What is installed on most machines, then whatever the viewer has for a script.
const FONTS: &str =
    "system-ui, 'Segoe UI', 'Helvetica Neue', 'Noto Sans', 'DejaVu Sans', Arial, sans-serif";

/// Writes a picture. Every word of the project goes through [`escaped`].
pub(super) struct GraphWriter<'a> {
    project: &'a Project,
    picture: &'a Picture,
    palette: &'a GraphPalette,
    /// Protected names never get into a picture.
    names: ProtectedNames,
    svg: String,
}

/// A line of words and how it looks.
struct Words<'a> {
    at: Point,
    size: f32,
    color: Rgb,
    bold: bool,
    struck: bool,
    text: &'a str,
}

impl<'a> GraphWriter<'a> {
    pub(super) fn new(
        project: &'a Project,
        picture: &'a Picture,
        palette: &'a GraphPalette,
    ) -> Self {
        Self {
            project,
            picture,
            palette,
            names: ProtectedNames::of(project),
            svg: String::new(),
        }
    }

    pub(super) fn write(mut self) -> String {
        let title = match self.project.title() {
            "" => "Claims and what they rest on".to_owned(),
            title => told_without(&self.names, title),
        };
        self.begin(&title);
        self.clips();
        self.headings(&title);
        let moved = format!("<g transform=\"translate({MARGIN} {})\">\n", MARGIN + HEAD);
        self.svg += &moved;
        let picture = self.picture;
        for edge in picture.edges() {
            self.edge(edge);
        }
        let mut roots = Roots::new(self.project);
        for placed in picture.nodes() {
            let row = self.row(placed.node, &mut roots);
            let words = NodeWords::without(
                &self.names,
                self.project,
                &mut roots,
                placed.node,
                row.as_ref(),
            );
            if let Some(words) = words {
                self.node(placed, &words);
            }
        }
        for edge in picture.edges() {
            self.sign(edge);
        }
        self.svg += "</g>\n</svg>\n";
        self.svg
    }

    /// A claim's figures.
    fn row(&self, node: Node, roots: &mut Roots<'_>) -> Option<ClaimRow> {
        let Node::Claim(id) = node else { return None };
        let evidence = ClaimEvidence::of(self.project, self.project.claim(id)?);
        Some(ClaimRow::of_evidence(&evidence, roots))
    }

    /// Appends a piece. Writing to a string cannot fail.
    fn put(&mut self, piece: fmt::Arguments<'_>) {
        let _cannot_fail = self.svg.write_fmt(piece);
    }

    fn begin(&mut self, title: &str) {
        let (width, height) = self.picture.size();
        let (width, height) = (width + 2.0 * MARGIN, height + HEAD + 2.0 * MARGIN);
        let page = self.palette.page;
        self.svg += "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n";
        self.put(format_args!(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{width}\" height=\"{height}\" viewBox=\"0 0 {width} {height}\" role=\"img\" font-family=\"{FONTS}\" style=\"unicode-bidi:plaintext\">\n"
        ));
        self.put(format_args!("<title>{}</title>\n", escaped(title)));
        self.put(format_args!(
            "<rect width=\"{width}\" height=\"{height}\" fill=\"{page}\"/>\n"
        ));
    }

    fn headings(&mut self, title: &str) {
        let (text, faint) = (self.palette.text, self.palette.faint);
        let (left, _) = Column::Articles.extent();
        let (width, _) = self.picture.size();
        for line in lines(title, TITLE, width - left, 1) {
            self.words(&Words {
                at: Point {
                    x: MARGIN + left,
                    y: MARGIN + TITLE,
                },
                size: TITLE,
                color: text,
                bold: true,
                struck: false,
                text: &line,
            });
        }
        for column in Column::ALL {
            let (left, _) = column.extent();
            self.words(&Words {
                at: Point {
                    x: MARGIN + left,
                    y: MARGIN + HEAD - 18.0,
                },
                size: BODY,
                color: faint,
                bold: true,
                struck: false,
                text: column.heading(),
            });
        }
    }

    fn edge(&mut self, edge: &Routed) {
        let look = edge.kind.look();
        let color = self.palette.tone(look.tone);
        let width = if look.strong { 1.6 } else { 1.1 };
        let Curve([from, one, other, to]) = edge.curve;
        let dash = dash_attribute(look.dash);
        // What only says where a passage stands is there when it is looked for.
        let opacity = if look.strong || look.arrow {
            ""
        } else {
            " stroke-opacity=\"0.6\""
        };
        self.put(format_args!(
            "<path d=\"M{:.1} {:.1}C{:.1} {:.1} {:.1} {:.1} {:.1} {:.1}\" fill=\"none\" stroke=\"{color}\" stroke-width=\"{width}\"{opacity}{dash}/>\n",
            from.x, from.y, one.x, one.y, other.x, other.y, to.x, to.y
        ));
        if look.arrow {
            self.arrow(edge.curve, color);
        }
    }

    /// At the end of a curve, which always arrives level.
    fn arrow(&mut self, curve: Curve, color: Rgb) {
        let Curve([_, _, before, end]) = curve;
        let back = if before.x > end.x { 7.0 } else { -7.0 };
        self.put(format_args!(
            "<path d=\"M{:.1} {:.1}l{back} -4v8z\" fill=\"{color}\"/>\n",
            end.x, end.y
        ));
    }

    /// What stands on an edge: the sign of a stance where it leaves the passage, the word of a relation or a derivation half way.
    fn sign(&mut self, edge: &Routed) {
        let color = self.palette.tone(edge.kind.look().tone);
        match edge.kind {
            EdgeKind::Bears(_, stance) => self.disc(edge.curve.at(0.0), color, stance.sign()),
            EdgeKind::Relates(..) | EdgeKind::DerivesFrom(_) => {
                self.label(edge.curve.at(0.5), color, edge_words(edge.kind));
            }
            _ => {}
        }
    }

    fn disc(&mut self, at: Point, color: Rgb, sign: char) {
        let page = self.palette.page;
        self.put(format_args!(
            "<circle cx=\"{:.1}\" cy=\"{:.1}\" r=\"7\" fill=\"{page}\" stroke=\"{color}\"/><text x=\"{:.1}\" y=\"{:.1}\" text-anchor=\"middle\" font-size=\"12\" font-weight=\"600\" fill=\"{color}\">{sign}</text>\n",
            at.x, at.y, at.x, at.y + 4.2
        ));
    }

    fn label(&mut self, at: Point, color: Rgb, words: &str) {
        let page = self.palette.page;
        let half = 3.0 * words.len() as f32 + 4.0;
        self.put(format_args!(
            "<rect x=\"{:.1}\" y=\"{:.1}\" width=\"{:.1}\" height=\"16\" rx=\"4\" fill=\"{page}\"/><text x=\"{:.1}\" y=\"{:.1}\" text-anchor=\"middle\" font-size=\"{SMALL}\" fill=\"{color}\">{words}</text>\n",
            at.x - half, at.y - 8.0, 2.0 * half, at.x, at.y + 4.0
        ));
    }

    /// What nodes of each kind cut off: words that do not fit into them.
    fn clips(&mut self) {
        let sizes = self.picture.nodes().iter();
        let sizes = sizes.map(|placed| (kind(placed.node), placed.area));
        let sizes: BTreeMap<&str, Area> = sizes.collect();
        self.svg += "<defs>";
        for (kind, Area { width, height, .. }) in sizes {
            self.put(format_args!(
                "<clipPath id=\"{kind}\"><rect width=\"{width}\" height=\"{height}\"/></clipPath>"
            ));
        }
        self.svg += "</defs>\n";
    }

    fn node(&mut self, placed: &Placed, words: &NodeWords) {
        let Area {
            left,
            top,
            width,
            height,
        } = placed.area;
        let (panel, line) = (self.palette.panel, self.palette.line);
        let said = escaped(&words.spoken(placed.node)).into_owned();
        self.put(format_args!(
            "<g transform=\"translate({left} {top})\" clip-path=\"url(#{})\"><title>{said}</title>",
            kind(placed.node)
        ));
        let round = match placed.node {
            Node::Claimant(_) => 0.5 * height,
            _ => 6.0,
        };
        self.put(format_args!(
            "<rect x=\"0.5\" y=\"0.5\" width=\"{:.1}\" height=\"{:.1}\" rx=\"{round:.1}\" fill=\"{panel}\" stroke=\"{line}\"/>",
            width - 1.0, height - 1.0
        ));
        match placed.node {
            Node::Article(_) => self.article(placed.area, words),
            Node::Claimant(_) => self.claimant(placed.area, words),
            // Its signs stand on its right edge.
            Node::Passage(_) => self.lines(PAD, PAD + 11.0, width - 2.0 * PAD - 6.0, words),
            Node::Claim(_) => self.claim(placed, words),
        }
        self.svg += "</g>\n";
    }

    fn article(&mut self, area: Area, words: &NodeWords) {
        let room = area.width - 2.0 * PAD;
        self.title(Point { x: PAD, y: 19.0 }, room, words);
        self.detail(Point { x: PAD, y: 36.0 }, room, &told_with_pulled(words));
    }

    fn claimant(&mut self, area: Area, words: &NodeWords) {
        let room = area.width - 2.0 * PAD - 4.0;
        let said = NodeWords {
            title: match told_with_pulled(words) {
                detail if detail.is_empty() => words.title.clone(),
                detail => format!("{} ({detail})", words.title),
            },
            ..words.clone()
        };
        self.title(
            Point {
                x: PAD + 4.0,
                y: 19.0,
            },
            room,
            &said,
        );
    }

    fn claim(&mut self, placed: &Placed, words: &NodeWords) {
        let Node::Claim(id) = placed.node else { return };
        let color = self.project.claim(id).map_or(0, |claim| claim.color);
        let color = self.palette.claim(color);
        let area = placed.area;
        self.put(format_args!(
            "<rect x=\"0.5\" y=\"6\" width=\"4\" height=\"{:.1}\" rx=\"2\" fill=\"{color}\"/>",
            area.height - 12.0
        ));
        let number = words.number.map(|number| format!("{number}  "));
        let statement = number.unwrap_or_default() + &words.title;
        let said = NodeWords {
            title: statement,
            ..words.clone()
        };
        self.lines(PAD + 4.0, 19.0, area.width - 2.0 * PAD - 4.0, &said);
        let foot = [words.counted(), words.detail.clone()];
        let foot: Vec<&str> = foot.iter().map(String::as_str).collect();
        let foot = foot.join("   ");
        self.detail(
            Point {
                x: PAD + 4.0,
                y: area.height - 10.0,
            },
            area.width - 2.0 * PAD - 4.0,
            foot.trim(),
        );
    }

    /// The title in two lines.
    fn lines(&mut self, x: f32, y: f32, room: f32, words: &NodeWords) {
        let color = self.palette.text;
        let lines = lines(&words.title, WIDE * BODY, room, 2);
        let alone = if lines.len() == 1 { 0.5 * LINE } else { 0.0 };
        for (nth, line) in lines.iter().enumerate() {
            self.words(&Words {
                at: Point {
                    x,
                    y: y + alone + LINE * nth as f32,
                },
                size: BODY,
                color,
                bold: false,
                struck: words.pulled.is_some(),
                text: line,
            });
        }
    }

    fn title(&mut self, at: Point, room: f32, words: &NodeWords) {
        let color = self.palette.text;
        for line in lines(&words.title, 1.06 * WIDE * BODY, room, 1) {
            self.words(&Words {
                at,
                size: BODY,
                color,
                bold: true,
                struck: words.pulled.is_some(),
                text: &line,
            });
        }
    }

    fn detail(&mut self, at: Point, room: f32, text: &str) {
        let color = self.palette.faint;
        for line in lines(text, WIDE * SMALL, room, 1) {
            self.words(&Words {
                at,
                size: SMALL,
                color,
                bold: false,
                struck: false,
                text: &line,
            });
        }
    }

    fn words(&mut self, words: &Words<'_>) {
        if words.text.is_empty() {
            return;
        }
        let weight = if words.bold {
            " font-weight=\"600\""
        } else {
            ""
        };
        let struck = if words.struck {
            " text-decoration=\"line-through\""
        } else {
            ""
        };
        self.put(format_args!(
            "<text x=\"{:.1}\" y=\"{:.1}\" font-size=\"{}\" fill=\"{}\"{weight}{struck}>{}</text>",
            words.at.x,
            words.at.y,
            words.size,
            words.color,
            escaped(words.text)
        ));
    }
}

/// Names what nodes of one kind have in common.
fn kind(node: Node) -> &'static str {
    match node {
        Node::Article(_) => "article",
        Node::Claimant(_) => "claimant",
        Node::Passage(_) => "passage",
        Node::Claim(_) => "claim",
    }
}

/// The detail, and why it counts no more.
fn told_with_pulled(words: &NodeWords) -> String {
    match (words.pulled, words.detail.as_str()) {
        (None, detail) => detail.to_owned(),
        (Some(pulled), "") => pulled.label().to_owned(),
        (Some(pulled), detail) => format!("{}, {detail}", pulled.label()),
    }
}

fn dash_attribute(dash: Dash) -> String {
    dash.lengths().map_or_else(String::new, |(dash, gap)| {
        format!(" stroke-dasharray=\"{dash} {gap}\" stroke-linecap=\"round\"")
    })
}

/// Text as XML has it. What turns the direction round or is no character of XML becomes U+FFFD, so that a picture shows what is
/// there; the joiners that scripts need stay.
fn escaped(text: &str) -> std::borrow::Cow<'_, str> {
    let is_plain = |letter: char| {
        !matches!(
            letter,
            '&' | '<' | '>' | '"' | '\'' | '\u{fffe}' | '\u{ffff}'
        ) && (hidden_character(letter).is_none() || is_joiner(letter))
    };
    if text.chars().all(is_plain) {
        return text.into();
    }
    let mut safe = String::with_capacity(text.len() + 16);
    for letter in text.chars() {
        match letter {
            '&' => safe += "&amp;",
            '<' => safe += "&lt;",
            '>' => safe += "&gt;",
            '"' => safe += "&quot;",
            '\'' => safe += "&#39;",
            letter if is_plain(letter) => safe.push(letter),
            _ => safe.push('\u{fffd}'),
        }
    }
    safe.into()
}

fn is_joiner(letter: char) -> bool {
    matches!(letter, '\u{200c}' | '\u{200d}')
}
